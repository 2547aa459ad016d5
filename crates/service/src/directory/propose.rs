//! What colleagues would put right in entries that they do not look after.

use super::carry_out::keep_before;
use super::edit::{SAY_RIGHT, own, put_right, stir};
use super::entry_form::{EntryChange, EntryForm};
use super::keep_run::as_json;
use crate::{Fault, House, Session};
use access::{Operation, params};
use domain::directory::{ChangeKind, Meeting};
use domain::id::{CommandId, MeetingId, RowId};
use domain::notice::Notice;

access::statements! {
    SHOWN_ENTRY = "SELECT entry FROM meeting WHERE id = $1 AND gone_at IS NULL AND hidden IS NULL";

    INSERT_PROPOSAL = "
        INSERT INTO meeting_proposal (id, meeting_id, from_agency, made_by, made_at, change)
        VALUES ($1, $2, $3, $4, $5, $6)";

    OPEN_PROPOSAL = "SELECT meeting_id, change FROM meeting_proposal WHERE id = $1 AND answered_at IS NULL";

    ANSWER_PROPOSAL = "
        UPDATE meeting_proposal SET answer = $2, answered_at = $3, answered_by = $4
        WHERE id = $1 AND answered_at IS NULL";
}

/// Says how an entry could be put right. Who looks after it decides.
pub fn propose_entry(
    house: &House,
    session: &Session,
    command: CommandId,
    meeting: MeetingId,
    form: &EntryForm,
) -> Result<RowId, Fault> {
    let form = form.clone();
    house.store().command(&house.call_as(session), command, Operation::ProposeEntry, move |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let hat = work.staff_hat()?;
        let mut row = work.row(&permit, &SHOWN_ENTRY, &params![meeting])?.ok_or(Fault::Absent)?;
        let before: Meeting = serde_json::from_str(&row.take::<String>()?)
            .map_err(|why| Fault::Broken(format!("meeting {meeting}: {why}")))?;
        let zone = work.zone(hat.agency)?;
        let right = form.put_into(before.clone(), &zone)?;
        if right == before {
            return Err(Fault::invalid("name", Notice::new("propose-nothing")));
        }
        let change = EntryChange { was: EntryForm::of(&before), now: EntryForm::of(&right) };
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        work.run(&permit, &INSERT_PROPOSAL, &params![id, meeting, hat.agency, hat.staff, now, as_json(&change)?])?;
        work.detail(&format!("meeting {meeting} proposal {id}"));
        Ok(id)
    })
}

/// Takes a proposal over, or lets it be. What it would change is put into the entry of today: whatever else its list or
/// an editor changed since stays. Where both changed the same field, a person puts it right by hand.
pub fn answer_proposal(
    house: &House,
    session: &Session,
    command: CommandId,
    proposal: RowId,
    accept: bool,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let row = work.row(&permit, &OPEN_PROPOSAL, &params![proposal])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("proposal-answered-already")))?;
        let meeting: MeetingId = row.take()?;
        let change: EntryChange = serde_json::from_str(&row.take::<String>()?)
            .map_err(|why| Fault::Broken(format!("proposal {proposal}: {why}")))?;
        let (feed, now_says, _) = own(work, &permit, meeting)?;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        let answer = if accept { "accepted" } else { "declined" };
        work.run(&permit, &ANSWER_PROPOSAL, &params![proposal, answer, now, staff])?;
        if accept {
            let form = change.onto(EntryForm::of(&now_says));
            let form = form.map_err(|_| Fault::refused(Notice::new("proposal-overtaken")))?;
            let zone = work.zone(permit.agency().ok_or(Fault::Absent)?)?;
            let right = form.put_into(now_says, &zone)?;
            keep_before(work, &permit, meeting, None, ChangeKind::Corrected)?;
            put_right(work, &permit, meeting, &right)?;
            work.run(&permit, &SAY_RIGHT, &params![meeting, now, "editor", staff])?;
            stir(work, &permit, feed)?;
        }
        work.detail(&format!("meeting {meeting} proposal {proposal} {answer}"));
        Ok(())
    })
}
