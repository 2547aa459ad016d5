//! Bytes of a source, read by its format.

use domain::notice::Notice;
use domain::time::zone;
use standards::meeting_guide::{Report, Settings};
use standards::table::{self, Mapping};
use standards::{bmlt, list};

/// The formats that a source may have.
pub const FORMATS: [&str; 3] = ["meeting-guide", "bmlt", "csv"];

/// What a list says; or why it is none. A file that is brought by hand has no format of its own: it is known by what
/// it looks like. `columns` says which column of a table is what (`name=Group, day=Weekday`).
pub(crate) fn parse_as(format: &str, columns: Option<&str>, zone_name: &str, bytes: &[u8]) -> Result<Report, Notice> {
    let zone = zone(zone_name).map_err(|_| Notice::new("source-zone-unknown").with("zone", zone_name))?;
    let mapping = columns.map(str::parse::<Mapping>).transpose();
    let mapping = mapping.map_err(|_| Notice::new("meeting-feed-mapping"))?;
    let settings = Settings::new(zone);
    let read = match format {
        "meeting-guide" => list::read(bytes, &settings, mapping.as_ref()),
        "bmlt" => bmlt::parse(bytes, &settings),
        "csv" => table::parse(bytes, &settings, mapping.as_ref()),
        other => return Err(Notice::new("source-format-unknown").with("format", other)),
    };
    read.map_err(|error| error.notice())
}
