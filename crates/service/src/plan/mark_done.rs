//! Saying of an action that it was done. Each time is kept; nothing is ever counted down.

use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ActionId, CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::text::Prose;
use domain::time::{Date, Moment};

statements! {
    ACTION_IN_PLAN = "SELECT 1 FROM action WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    INSERT_DONE = "
        INSERT INTO action_done (agency_id, id, plan_id, action_id, done_on, note, author_kind, author_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    MARK = "
        SELECT d.author_kind, d.author_id, d.at FROM action_done d
        WHERE d.agency_id = $1 AND d.id = $2 AND d.plan_id = $3 AND d.action_id = $4";
    DROP_MARK = "DELETE FROM action_done WHERE agency_id = $1 AND id = $2";
}

/// One time that an action was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The day; today where none is given.
    pub on: Option<Date>,
    /// What the member says about it.
    pub note: String,
}

/// Marks an action as done, today or on an earlier day, with a few words if one likes.
pub fn mark_done(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    action: ActionId,
    done: Done,
) -> Result<(), Fault> {
    let note = Prose::parse(&done.note).map_err(|notice| Fault::invalid("note", notice))?;
    house.store().command(&house.call_as(session), command, Operation::MarkAction, move |work| {
        let permit = work.permit_member(Operation::MarkAction, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        work.row(&permit, &ACTION_IN_PLAN, &params![agency, plan, action])?.ok_or(Fault::Absent)?;
        let (kind, author) = work.author(&permit)?;
        let (today, now) = (work.today(agency)?, work.now());
        let on = done.on.unwrap_or(today);
        if on > today {
            return Err(Fault::invalid("done_on", Notice::new("done-not-yet")));
        }
        let note = (!note.is_empty()).then(|| note.as_str());
        let id: RowId = work.ids().next();
        work.run(&permit, &INSERT_DONE, &params![agency, id, plan, action, on, note, kind, author, now])?;
        Ok(())
    })
}

/// Takes back that an action was done: whoever wrote it down says on the same day that it was a slip. What is gone
/// already stays gone.
pub fn take_back_done(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    action: ActionId,
    mark: RowId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::MarkAction, move |work| {
        let permit = work.permit_member(Operation::MarkAction, member)?;
        work.detail("taken-back");
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let Some(mut row) = work.row(&permit, &MARK, &params![agency, mark, plan, action])? else { return Ok(()) };
        let (kind, author): (String, [u8; 16]) = (row.take()?, row.take()?);
        let on = row.take::<Moment>()?.date(&work.zone(agency)?);
        let today = work.today(agency)?;
        if (kind.as_str(), author) != work.author(&permit)? {
            return Err(Fault::Absent);
        }
        if on != today {
            return Err(Fault::invalid("mark", Notice::new("done-slip-late")));
        }
        work.run(&permit, &DROP_MARK, &params![agency, mark]).map(|_| ())
    })
}
