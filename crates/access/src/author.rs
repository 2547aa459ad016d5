//! Who stands behind a row.

use crate::call::Actor;
use crate::fault::Fault;
use crate::permit::Permit;
use crate::work::Work;
use domain::id::Identity;

impl Work<'_> {
    /// Who wrote a row: `("staff", staff id)` or `("member", member id of the permit's chart)`.
    ///
    /// A chart never learns a person's id, so the member's own writing carries the member's id.
    pub fn author(&self, permit: &Permit<'_>) -> Result<(&'static str, [u8; 16]), Fault> {
        match (self.call().actor, permit.member()) {
            (Actor::Member(_), Some(member)) => Ok(("member", member.bytes())),
            (Actor::Member(hat), None) => Ok(("member", hat.person.bytes())),
            (Actor::Staff(hat), _) => Ok(("staff", hat.staff.bytes())),
            _ => Err(Fault::Absent),
        }
    }
}
