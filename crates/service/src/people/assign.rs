//! Giving a member somebody who walks beside them, and ending that.

use super::give::{END_ASSIGNMENT, Giving, PersonToGive, give, held_from, people};
use crate::{Fault, House, Session};
use access::{Operation, params};
use domain::id::{AssignmentId, CommandId, MemberId, StaffId};
use domain::notice::Notice;
use domain::people::{AssignmentKind, last_day_before};
use domain::time::Date;

/// Staff who may be given to a member today.
pub fn people_to_give(house: &House, session: &Session, member: MemberId) -> Result<Vec<PersonToGive>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::AssignPeer, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        people(work, &permit, agency, member, today)
    })
}

/// Gives a member their peer, or somebody who comes along.
///
/// [`Fault::Invalid`] on `staff` when there is a peer already: that is a [`super::transfer`].
pub fn assign(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    staff: StaffId,
    kind: AssignmentKind,
    from: Option<Date>,
) -> Result<AssignmentId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let permit = work.permit_member(Operation::AssignPeer, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let from = AssignmentKind::begins(from, today).map_err(|notice| Fault::invalid("from", notice))?;
        let held = held_from(work, &permit, (agency, member), kind, from)?;
        let taken = match kind {
            AssignmentKind::Primary => !held.is_empty(),
            AssignmentKind::Second => held.iter().any(|held| held.staff == staff),
            AssignmentKind::Cover => return Err(Fault::invalid("until", Notice::new("cover-until-missing"))),
        };
        if taken {
            return Err(Fault::invalid("staff", Notice::new("assign-has-peer")));
        }
        give(work, &permit, member, &Giving { staff, kind, covers: None, from, until: None })
    })
}

/// Ends an assignment: `last` is the last day on which it holds, today unless said otherwise.
/// The row stays: who walked beside whom is history.
pub fn end_assignment(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    assignment: AssignmentId,
    last: Option<Date>,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let permit = work.permit_member(Operation::AssignPeer, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let last = last.unwrap_or_else(|| last_day_before(today));
        if last < last_day_before(today) {
            return Err(Fault::invalid("until", Notice::new("assign-from-past")));
        }
        let changed = work.run(&permit, &END_ASSIGNMENT, &params![agency, assignment, member, last])?;
        if changed == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("ended {assignment} after {last}"));
        Ok(())
    })
}
