//! Whether somebody may write in a plan at all.

use crate::{Fault, House, Session};
use access::Operation;
use domain::id::MemberId;

/// Gives what saving would give to somebody who may not write, for a form that changed nothing.
pub fn may_write(house: &House, session: &Session, member: MemberId) -> Result<(), Fault> {
    house.store().read(&house.call_as(session), |work| work.permit_view(Operation::WritePlan, member).map(drop))
}
