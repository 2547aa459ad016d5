//! Meetings that anyone may come to: reading the lists in which they are
//! published, and finding one.

mod add_entry;
mod carry_out;
mod codec;
mod edit;
mod entry;
mod entry_form;
mod fetch;
mod find;
mod form_change;
mod give_out;
mod help_line;
mod import;
mod keep_run;
mod kept;
mod kinds;
mod line_now;
mod listed;
mod listing;
mod listing_link;
mod look_again;
mod missing;
mod new_line;
mod numbers;
mod one;
mod propose;
mod proposed;
mod queue;
mod reading;
mod ready;
mod runs;
mod schedule;
pub mod services;
mod shelf;
mod sources;
mod standing;
mod tell;

pub use add_entry::{BY_HAND, add_entry};
pub use codec::FORMATS;
pub use domain::directory::{
    Attendance, ChangeKind, FacetGroup, FeedState, FitFact, FitSaid, Freshness, Hidden, LinePart, MissingAnswer,
    MissingKind, PartOfDay, Point, Progress, ReportAnswer, ReportKind, RunOutcome, Schedule, Verifier,
};
pub use edit::{Deed, answer_reports, correct_entry, do_with_entry};
pub use entry::{ChangeLine, EntryLine, EntryPage, Kin, LinkLine, Proposal, Said, entry, find_entries};
pub use entry_form::{EntryChange, EntryForm};
pub use fetch::{Names, SystemNames, is_public};
pub use find::{MeetingLine, MeetingQuery, MeetingsFound, NEAR, When, counts, filters, meetings, week, weekdays};
pub(crate) use find::{meeting_of, place as place_line, place_point, when_code};
pub use form_change::{FieldChange, FormChange, FormFields};
pub use give_out::{
    CalendarAsked, CalendarOf, GivenOut, Has, OfGroup, calendar, meeting_days, meeting_guide, others_of_group, table,
};
pub use help_line::{LineAsk, LineAsked, agree_line_change, ask_line_change, drop_line_change, lines_asked};
pub use import::{Differs, Imported, Preview, import, import_as};
pub use keep_run::RunReport;
pub(crate) use kept::Kept;
pub use line_now::{LineChange, LineNow, help_line_changes, line_now};
pub use listing::{MeetingOut, Order, Part, meeting_out, meetings_out};
pub use listing_link::{Listing, OwnerWord, answer_listing, listing, make_listing_link};
pub use look_again::{LineToCheck, TextToCheck, lines_to_check, texts_to_check};
pub use missing::{
    Missing, MissingLine, MissingPage, MissingStands, TakenOver, decline_missing, missing_entries, missing_entry,
    missing_stands, take_missing, tell_missing, tell_missing_as,
};
pub use new_line::{NewLine, ask_new_line, known_lines};
pub use numbers::{Numbers, statistics, statistics_table};
pub use one::{MeetingPage, Stood, around, meeting_page};
pub use propose::{answer_proposal, propose_entry};
pub use proposed::{Proposed, ProposedOf, own_proposals};
pub use queue::{Disagree, LeftOutBy, Queue, Reported, RunWaits, SourceFails, Waits, queue, unsafe_waiting};
pub use reading::{Begun, SourceRead, agree_run, begin_reading, go_on_reading, read_file, read_now};
pub(crate) use ready::Ready;
pub use ready::{prepare, usual_zone};
pub use runs::{RunCounts, RunLine, TakenBack, decline_run, run_page, undo_run};
pub use schedule::tick;
pub(crate) use shelf::Shelf;
pub use shelf::{Source, WholeFile, sources};
pub use sources::{OwnSource, SourceForm, add_source, change_source, own_sources, set_source, source_page};
pub use standing::{Standing, standing};
pub use tell::{ReportStands, confirm_meeting, report_meeting, report_stands};

use access::{Actor, Fault, Operation, Permit, Row, Work};
use domain::directory::Meeting;
use domain::id::{AgencyId, MeetingId, StaffId};
use words::content::DeskRules;

/// A meeting from its row: id, entry.
fn meeting(mut row: Row) -> Result<(MeetingId, Meeting), Fault> {
    let id = row.take()?;
    let entry: String = row.take()?;
    let meeting = serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    Ok((id, meeting))
}

/// The numbers by which the directory is looked after.
pub(crate) fn desk() -> Result<&'static DeskRules, Fault> {
    words::content::desk_rules().ok_or_else(|| Fault::Broken("content/directory/desk.toml cannot be used".to_owned()))
}

/// Leave for an operation on what an agency looks after: for its own people, and for the machine that reads lists.
pub(crate) fn by_steward<'w>(
    work: &mut Work<'w>,
    operation: Operation,
    steward: AgencyId,
) -> Result<Permit<'w>, Fault> {
    match work.call().actor {
        Actor::Staff(hat) if hat.agency == steward => work.permit_agency(operation),
        Actor::Job(agency) if agency == steward => work.permit_open(operation),
        Actor::Operator => work.permit_open(operation),
        _ => Err(Fault::Absent),
    }
}

/// Who acts, as the history of an entry says it.
pub(crate) fn who(work: &Work<'_>) -> (&'static str, Option<StaffId>) {
    match work.call().actor {
        Actor::Staff(hat) => ("staff", Some(hat.staff)),
        Actor::Operator => ("operator", None),
        Actor::Job(_) => ("job", None),
        Actor::Public | Actor::Member(_) | Actor::Supporter(_) => ("anyone", None),
    }
}
