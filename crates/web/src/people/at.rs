//! Where a page of a chart stands: whose, who asks, and its address.

use crate::respond::Trouble;
use crate::session::{Params, Visit};
use domain::id::MemberId;
use service::Session;

/// A page below `/work/{agency}/members/{member}`.
#[derive(Clone)]
pub struct AtChart {
    /// Who asks, in the hat of the address.
    pub session: Session,
    /// Whose chart.
    pub member: MemberId,
    /// The address of the page, without a slash at the end.
    pub base: String,
}

impl AtChart {
    /// The page with this name, from the address and the session.
    pub fn of(visit: &Visit, at: &Params, page: &str) -> Result<Self, Trouble> {
        let slug = at.text("agency");
        let (session, member) = (visit.staff(slug)?, at.id("member")?);
        Ok(Self { session, member, base: format!("/work/{slug}/members/{member}/{page}") })
    }
}
