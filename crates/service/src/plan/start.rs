//! Beginning a plan.

use super::draft::plan_or_new;
use crate::{Fault, House, Session};
use access::Operation;
use domain::id::{CommandId, MemberId, PlanId};

/// The member's plan; a new empty draft where there is none.
pub fn start(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<PlanId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        Ok(plan_or_new(work, &permit, member)?.1)
    })
}
