//! A signed-in session: one hat, and what the faces may know of it.

use access::Actor;
use domain::id::{AccountId, PlanId, SessionId};
use domain::lang::Lang;
use domain::people::Role;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The sign-in.
    pub account: AccountId,
    /// Who acts.
    pub actor: Actor,
    /// What the hat is called: a staff member's name, or the username of a member.
    pub name: String,
    /// The agency's part of staff addresses.
    pub agency_slug: Option<String>,
    /// The agency's name.
    pub agency_name: Option<String>,
    /// Roles held today; decides what a menu offers, never what is allowed.
    pub roles: Vec<Role>,
    /// The language that the person reads.
    pub lang: Lang,
    /// The plan that the session is narrowed to while a device is handed over.
    pub narrowed_to: Option<PlanId>,
    /// How long the session lasts without a sign of life.
    pub idle_seconds: u32,
    /// What every form of this session carries.
    pub form_token: String,
}

impl Session {
    /// Whether this is the staff hat.
    pub fn is_staff(&self) -> bool {
        matches!(self.actor, Actor::Staff(_))
    }
}
