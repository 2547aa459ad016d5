//! Meetings that anyone may come to: reading the lists in which they are
//! published, and finding one.

mod find;
mod give_out;
mod import;
mod listing;
mod numbers;
mod one;
mod ready;
pub mod services;
mod shelf;

pub use domain::directory::{Attendance, FacetGroup, PartOfDay, Point, Progress, Schedule};
pub use find::{MeetingLine, MeetingQuery, MeetingsFound, NEAR, When, counts, filters, meetings, week};
pub(crate) use find::{meeting_of, place as place_line, place_point, when_code};
pub use give_out::{CalendarOf, GivenOut, calendar, meeting_guide, table};
pub use import::{Imported, import, import_as};
pub use listing::{MeetingOut, Order, Part, meeting_out, meetings_out};
pub use numbers::{Numbers, statistics, statistics_table};
pub use one::{MeetingPage, Stood, around, meeting_page};
pub(crate) use ready::Listed;
pub(crate) use shelf::Kept;
pub use shelf::{Source, sources};

use access::{Fault, Row};
use domain::directory::Meeting;
use domain::id::MeetingId;

/// A meeting from its row: id, entry.
fn meeting(mut row: Row) -> Result<(MeetingId, Meeting), Fault> {
    let id = row.take()?;
    let entry: String = row.take()?;
    let meeting = serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    Ok((id, meeting))
}
