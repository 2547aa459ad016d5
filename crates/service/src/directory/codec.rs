//! Bytes of a source, read by its format.

use domain::notice::Notice;
use domain::time::zone;
use standards::meeting_guide::{self, Report, Settings};

/// The formats that a source may have.
pub const FORMATS: [&str; 1] = ["meeting-guide"];

/// What a list says; or why it is none.
pub(crate) fn parse_as(format: &str, _columns: Option<&str>, zone_name: &str, bytes: &[u8]) -> Result<Report, Notice> {
    let zone = zone(zone_name).map_err(|_| Notice::new("source-zone-unknown").with("zone", zone_name))?;
    match format {
        "meeting-guide" => meeting_guide::parse(bytes, &Settings::new(zone)).map_err(|error| error.notice()),
        other => Err(Notice::new("source-format-unknown").with("format", other)),
    }
}
