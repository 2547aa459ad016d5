//! What a member's page leads on to, for this reader.

use crate::{Fault, House, Session};
use access::Operation;
use domain::id::MemberId;

/// The doors that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doors {
    /// Telling medical personnel in an emergency.
    pub emergency: bool,
    /// Placing a legal hold on these records.
    pub hold: bool,
}

/// Which doors are open to this reader. Nothing is read of the chart.
pub fn doors(house: &House, session: &Session, member: MemberId) -> Result<Doors, Fault> {
    house.store().read(&house.call_as(session), |work| {
        Ok(Doors {
            emergency: work.could(Operation::DiscloseEmergency, member)?,
            hold: work.could(Operation::KeepPrivacy, member)?,
        })
    })
}
