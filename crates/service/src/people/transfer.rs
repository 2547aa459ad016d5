//! Handing a member over to another peer from a day on. The one before stays in the history.

use super::give::{END_ASSIGNMENT, Giving, give, held_from};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::id::{AssignmentId, CommandId, MemberId, StaffId};
use domain::notice::Notice;
use domain::people::{AssignmentKind, last_day_before};
use domain::time::Date;

/// Hands a member over. `from` is the first day of the new peer, today unless said otherwise.
pub fn transfer(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    to: StaffId,
    from: Option<Date>,
) -> Result<AssignmentId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let permit = work.permit_member(Operation::AssignPeer, member)?;
        transfer_within(work, &permit, member, to, from)
    })
}

/// The same inside another unit of work, with a permit for [`Operation::AssignPeer`] on this chart.
pub(crate) fn transfer_within<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
    to: StaffId,
    from: Option<Date>,
) -> Result<AssignmentId, Fault> {
    if permit.operation() != Operation::AssignPeer || permit.member() != Some(member) {
        return Err(Fault::Absent);
    }
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let today = work.today(agency)?;
    let from = AssignmentKind::begins(from, today).map_err(|notice| Fault::invalid("from", notice))?;
    let held = held_from(work, permit, (agency, member), AssignmentKind::Primary, from)?;
    if held.iter().any(|held| held.staff == to && held.from <= from) {
        return Err(Fault::invalid("staff", Notice::new("assign-same")));
    }
    let last = last_day_before(from);
    for before in &held {
        work.run(permit, &END_ASSIGNMENT, &params![agency, before.id, member, last])?;
    }
    give(work, permit, member, &Giving { staff: to, kind: AssignmentKind::Primary, covers: None, from, until: None })
}
