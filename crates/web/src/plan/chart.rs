//! Whose plan a request is about, who asks, and under which address. The one place that knows both addresses.

use crate::page::Face;
use crate::respond::Trouble;
use crate::session::{Params, Visit};
use domain::id::MemberId;
use service::Session;

/// A plan as one reader reaches it.
#[derive(Clone)]
pub struct Chart {
    /// Who asks.
    pub session: Session,
    /// Whose plan.
    pub member: MemberId,
    /// The address of the plan, without a slash at the end.
    pub base: String,
    /// The page that it belongs to.
    pub back: String,
    /// The face.
    pub face: Face,
}

impl Chart {
    /// From the address and the session.
    pub fn of(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        let member: MemberId = at.id("member")?;
        if at.text("agency").is_empty() {
            let session = visit.member()?;
            let base = format!("/me/plan/{member}");
            return Ok(Self { session, member, base, back: "/me".to_owned(), face: Face::Member });
        }
        let session = visit.staff(at.text("agency"))?;
        let chart = format!("/work/{}/members/{member}", at.text("agency"));
        let base = format!("{chart}/plan");
        // While the device is handed over there is nothing behind the plan to go back to.
        let back = if session.narrowed_to.is_some() { base.clone() } else { chart };
        Ok(Self { session, member, base, back, face: Face::Work })
    }

    /// Whether the device is in the member's hands.
    pub fn handed_over(&self) -> bool {
        self.session.narrowed_to.is_some()
    }

    /// Whether the member reads their own plan.
    pub fn own(&self) -> bool {
        self.face == Face::Member
    }
}
