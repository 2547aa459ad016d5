//! What an editor does with an entry of the sources that their agency looks after. Each deed can be taken back.

use super::carry_out::{Entry, keep_before};
use super::entry_form::EntryForm;
use super::runs::{PUT_BACK, SLUG_TAKEN};
use super::tell::STIR_FEED;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::directory::{ChangeKind, Hidden, Meeting, ReportAnswer, ReportKind};
use domain::id::{CommandId, FeedId, MeetingId, RowId};
use domain::notice::Notice;

access::statements! {
    OWN_ENTRY = "
        SELECT m.feed_id, m.entry, m.listed FROM meeting m JOIN feed f ON f.id = m.feed_id
        WHERE m.id = $1 AND f.steward_id = $2";

    /// Put right here: what the list says is kept beside it.
    pub(crate) PUT_RIGHT = "
        UPDATE meeting SET name = $2, entry = $3, alike = $4, kin = $5, listed = COALESCE(listed, entry), clashes = FALSE
        WHERE id = $1";

    TAKE_THEIRS = "
        UPDATE meeting SET name = $2, entry = $3, alike = $4, kin = $5, listed = NULL, clashes = FALSE WHERE id = $1";

    KEEP_OURS = "UPDATE meeting SET clashes = FALSE WHERE id = $1";

    pub(crate) SAY_RIGHT = "
        UPDATE meeting SET verified_at = $2, verified_by = $3, verified_staff = $4,
          hidden = CASE WHEN hidden = 'too-old' THEN NULL ELSE hidden END
        WHERE id = $1";

    /// Nothing takes the place of a wish to be left out.
    pub(crate) SET_HIDDEN = "UPDATE meeting SET hidden = $2 WHERE id = $1 AND hidden IS DISTINCT FROM 'opted-out'";

    IS_LEFT_OUT = "SELECT 1 FROM meeting WHERE id = $1 AND hidden = 'opted-out'";

    pub(crate) SHOW_REPORTED = "UPDATE meeting SET hidden = NULL WHERE id = $1 AND hidden = 'reported'";

    JOIN_WITH = "UPDATE meeting SET same_as = $2, apart = FALSE WHERE id = $1";

    PART = "UPDATE meeting SET same_as = NULL, apart = TRUE WHERE id = $1";

    /// Another list's entry that may be this one's meeting: the same name and place.
    IS_KIN = "
        SELECT 1 FROM meeting m JOIN meeting o ON o.kin = m.kin
        WHERE m.id = $1 AND o.id = $2 AND o.feed_id <> m.feed_id AND o.same_as IS NULL";

    CHANGE_OF = "SELECT kind FROM meeting_change WHERE id = $1 AND meeting_id = $2";

    ANSWER_REPORTS = "
        UPDATE meeting_report SET answer = $3, answered_at = $4, answered_by = $5
        WHERE meeting_id = $1 AND kind = $2 AND answered_at IS NULL";
}

/// What an editor does with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Says that it is right.
    Verify,
    /// Takes it off.
    TakeOff,
    /// Shows it again.
    Show,
    /// Its contact asked that it be left out: no reading brings it back.
    LeaveOut,
    /// Keeps what was put right here over what the list says now.
    KeepOurs,
    /// Takes what the list says now.
    TakeTheirs,
    /// Says that it is the same meeting as that entry of another list.
    JoinWith(MeetingId),
    /// Says that it is a meeting of its own.
    Part,
    /// Puts it back to what it was before a change.
    PutBack(RowId),
}

/// An entry of the actor's own agency: its source, what it says, and what its list says.
pub(crate) fn own<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    meeting: MeetingId,
) -> Result<(FeedId, Meeting, Option<Meeting>), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let mut row = work.row(permit, &OWN_ENTRY, &params![meeting, agency])?.ok_or(Fault::Absent)?;
    let feed = row.take()?;
    let read =
        |text: String| serde_json::from_str(&text).map_err(|why| Fault::Broken(format!("meeting {meeting}: {why}")));
    let entry = read(row.take()?)?;
    Ok((feed, entry, row.take::<Option<String>>()?.map(read).transpose()?))
}

/// The entries of a source changed.
pub(crate) fn stir<'w>(work: &mut Work<'w>, permit: &Permit<'w>, feed: FeedId) -> Result<(), Fault> {
    let now = work.now().micros();
    work.run(permit, &STIR_FEED, &params![feed, now]).map(drop)
}

/// Does it.
pub fn do_with_entry(
    house: &House,
    session: &Session,
    command: CommandId,
    meeting: MeetingId,
    deed: Deed,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, _, listed) = own(work, &permit, meeting)?;
        let kind = match deed {
            Deed::Verify => ChangeKind::Verified,
            Deed::TakeOff => ChangeKind::Hidden,
            Deed::Show => ChangeKind::Shown,
            Deed::LeaveOut => ChangeKind::OptedOut,
            Deed::KeepOurs | Deed::TakeTheirs => ChangeKind::Corrected,
            Deed::JoinWith(_) => ChangeKind::Joined,
            Deed::Part => ChangeKind::Parted,
            Deed::PutBack(_) => ChangeKind::Undone,
        };
        heed_left_out(work, &permit, meeting, deed)?;
        keep_before(work, &permit, meeting, None, kind)?;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        let nothing: Option<&str> = None;
        match deed {
            Deed::Verify => work.run(&permit, &SAY_RIGHT, &params![meeting, now, "editor", staff])?,
            Deed::TakeOff => work.run(&permit, &SET_HIDDEN, &params![meeting, "editor"])?,
            Deed::Show => work.run(&permit, &SET_HIDDEN, &params![meeting, nothing])?,
            Deed::LeaveOut => work.run(&permit, &SET_HIDDEN, &params![meeting, "opted-out"])?,
            Deed::KeepOurs => work.run(&permit, &KEEP_OURS, &params![meeting])?,
            Deed::TakeTheirs => {
                let theirs = listed.ok_or_else(|| Fault::refused(Notice::new("entry-nothing-theirs")))?;
                let Entry { name, json, alike, kin, .. } = Entry::of(&theirs)?;
                work.run(&permit, &TAKE_THEIRS, &params![meeting, name, json, alike, kin])?
            }
            Deed::JoinWith(other) => {
                work.row(&permit, &IS_KIN, &params![meeting, other])?.ok_or(Fault::Absent)?;
                work.run(&permit, &JOIN_WITH, &params![meeting, other])?
            }
            Deed::Part => work.run(&permit, &PART, &params![meeting])?,
            Deed::PutBack(change) => {
                work.row(&permit, &CHANGE_OF, &params![change, meeting])?.ok_or(Fault::Absent)?;
                if work.row(&permit, &SLUG_TAKEN, &params![change])?.is_some() {
                    return Err(Fault::refused(Notice::new("entry-slug-taken")));
                }
                work.run(&permit, &PUT_BACK, &params![change])?
            }
        };
        work.detail(&format!("meeting {meeting} {}", kind.code()));
        stir(work, &permit, feed)
    })
}

/// Whoever asked to be left out stays left out until that very change is put back: no other deed shows them again.
fn heed_left_out<'w>(work: &mut Work<'w>, permit: &Permit<'w>, meeting: MeetingId, deed: Deed) -> Result<(), Fault> {
    if work.row(permit, &IS_LEFT_OUT, &params![meeting])?.is_none() {
        return Ok(());
    }
    let shows = match deed {
        Deed::Show | Deed::TakeOff => true,
        Deed::PutBack(change) => {
            let mut row = work.row(permit, &CHANGE_OF, &params![change, meeting])?.ok_or(Fault::Absent)?;
            row.parse::<ChangeKind>()? != ChangeKind::OptedOut
        }
        _ => false,
    };
    if shows { Err(Fault::refused(Notice::new("entry-asked-out"))) } else { Ok(()) }
}

/// Puts an entry right. The list does not overwrite it; where the list says something new later, somebody picks.
pub fn correct_entry(
    house: &House,
    session: &Session,
    command: CommandId,
    meeting: MeetingId,
    form: &EntryForm,
) -> Result<(), Fault> {
    let form = form.clone();
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, entry, _) = own(work, &permit, meeting)?;
        let zone = work.zone(permit.agency().ok_or(Fault::Absent)?)?;
        let right = form.put_into(entry, &zone)?;
        keep_before(work, &permit, meeting, None, ChangeKind::Corrected)?;
        put_right(work, &permit, meeting, &right)?;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        work.run(&permit, &SAY_RIGHT, &params![meeting, now, "editor", staff])?;
        work.detail(&format!("meeting {meeting} corrected"));
        stir(work, &permit, feed)
    })
}

/// Writes an entry that somebody put right.
pub(crate) fn put_right<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    meeting: MeetingId,
    right: &Meeting,
) -> Result<(), Fault> {
    let Entry { name, json, alike, kin, .. } = Entry::of(right)?;
    work.run(permit, &PUT_RIGHT, &params![meeting, name, json, alike, kin]).map(drop)
}

/// Answers what people said of an entry: all of one kind at once. "Taken off" takes it off; "it is right" shows it again
/// where it was off for what people said, and says that it is right.
pub fn answer_reports(
    house: &House,
    session: &Session,
    command: CommandId,
    meeting: MeetingId,
    kind: ReportKind,
    answer: ReportAnswer,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, _, _) = own(work, &permit, meeting)?;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        let answered = params![meeting, kind.code(), answer.code(), now, staff];
        if work.run(&permit, &ANSWER_REPORTS, &answered)? == 0 {
            return Err(Fault::refused(Notice::new("report-answered-already")));
        }
        match answer {
            ReportAnswer::TakenOff => {
                keep_before(work, &permit, meeting, None, ChangeKind::Hidden)?;
                // That nobody is there holds in the agency's other lists too; what else is wrong, in this one.
                let why = if kind == ReportKind::NotMeeting { Hidden::Reported } else { Hidden::Editor };
                work.run(&permit, &SET_HIDDEN, &params![meeting, why.code()])?;
            }
            ReportAnswer::IsRight | ReportAnswer::PutRight => {
                keep_before(work, &permit, meeting, None, ChangeKind::Verified)?;
                work.run(&permit, &SAY_RIGHT, &params![meeting, now, "editor", staff])?;
                work.run(&permit, &SHOW_REPORTED, &params![meeting])?;
            }
            // There was somebody to speak with.
            ReportAnswer::Spoken if kind == ReportKind::NotMeeting => {
                keep_before(work, &permit, meeting, None, ChangeKind::Shown)?;
                work.run(&permit, &SHOW_REPORTED, &params![meeting])?;
            }
            ReportAnswer::Spoken | ReportAnswer::Unknown => {}
        }
        work.detail(&format!("meeting {meeting} reports {} {}", kind.code(), answer.code()));
        stir(work, &permit, feed)
    })
}
