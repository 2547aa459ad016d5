//! Bytes of a source, read by its format.

use domain::directory::{Giving, Meeting, Slug};
use domain::notice::Notice;
use domain::time::zone;
use serde::{Deserialize, Serialize};
use standards::meeting_guide::{Report, Settings};
use standards::table::{self, Mapping};
use standards::{bmlt, list};

/// The formats that a source may have.
pub const FORMATS: [&str; 4] = ["meeting-guide", "bmlt", "csv", "hsds"];

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

/// A list that was read, as it is compared, and kept while it waits for a yes: nobody's address or number is in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct ReadIn {
    /// How many rows it had.
    pub(crate) read: usize,
    /// Rows that became a meeting.
    pub(crate) meetings: Vec<Meeting>,
    /// Rows of no use: number from 1, why, a few words of the row.
    pub(crate) refused: Vec<(usize, Notice, String)>,
    /// The slugs of those: their meetings are still in the list.
    pub(crate) still_there: Vec<Slug>,
    /// What was odd in the list.
    pub(crate) warnings: Vec<Notice>,
    /// The same of a list of services, where it is one; then the rest is empty.
    #[serde(default)]
    pub(crate) services: Option<super::services::ServicesIn>,
}

/// What is odd in a row and is told of the list: when and where, nothing that may be a person's own.
const TOLD: [&str; 6] = [
    "meeting-warn-coordinates-swapped",
    "meeting-warn-coordinates",
    "meeting-warn-zone",
    "meeting-warn-day-skipped",
    "meeting-warn-end-time",
    "meeting-warn-duration",
];

/// So much of it is told: from there on somebody looks at the list itself.
const MOST_TOLD: usize = 20;

/// What was odd in the list and in its rows, each once.
fn odd(report: &Report) -> Vec<Notice> {
    let mut told = report.warnings.clone();
    let of_rows = report.accepted.iter().flat_map(|row| &row.warnings);
    for notice in of_rows.filter(|notice| TOLD.contains(&notice.id.as_str())) {
        if told.len() >= MOST_TOLD {
            break;
        }
        if !told.contains(notice) {
            told.push(notice.clone());
        }
    }
    told
}

impl From<Report> for ReadIn {
    fn from(report: Report) -> Self {
        Self {
            read: report.read,
            refused: report.refused.iter().map(|row| (row.row, row.reason.clone(), row.excerpt.clone())).collect(),
            still_there: report.refused_slugs(),
            warnings: odd(&report),
            meetings: report.into_meetings().into_iter().map(to_keep).collect(),
            services: None,
        }
    }
}

/// A meeting without what may be a person's own: in a small group the mailbox for feedback, the publisher's number and
/// the account for gifts are somebody's (issue: "personal contact fields are never taken in").
fn to_keep(mut meeting: Meeting) -> Meeting {
    meeting.feedback_emails.clear();
    meeting.giving = Giving::default();
    (meeting.entity.email, meeting.entity.phone) = (None, None);
    meeting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_kept_holds_nobodys_address_or_number() {
        let list = r#"[{"name":"Hope","day":1,"time":"19:00","contact_1_name":"Ann","contact_1_phone":"804 555 0199",
            "feedback_emails":["ann@example.org"],"entity":"Area","entity_email":"ann@example.org",
            "entity_phone":"804 555 0199","venmo":"@ann","notes":"Ring the bell"}]"#;
        let read = parse_as("meeting-guide", None, "UTC", list.as_bytes()).map(ReadIn::from).expect("a list");
        let kept = serde_json::to_string(&read).expect("JSON");
        assert!(kept.contains("Ring the bell") && kept.contains("Area"), "{kept}");
        assert!(!kept.to_lowercase().contains("ann") && !kept.contains("0199"), "{kept}");
        assert_eq!(serde_json::from_str::<ReadIn>(&kept).expect("a list"), read);
    }
}
