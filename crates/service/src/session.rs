//! A signed-in session: one hat, and what the faces may know of it.

use access::Actor;
use domain::id::{AccountId, DeviceId, PlanId, SessionId};
use domain::lang::Lang;
use domain::people::{Role, Strength};
use domain::time::Moment;

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
    /// Whether only what was restored of the own space is open, after a new start that staff helped with.
    pub space_locked: bool,
    /// How long the session lasts without a sign of life.
    pub idle_seconds: u32,
    /// How its owner proved who they are.
    pub strength: Strength,
    /// When they last proved it again; see [`crate::people::require_step_up`].
    pub stepped_up: Option<Moment>,
    /// The device, where the account knows it.
    pub device: Option<DeviceId>,
    /// Whether the account has another hat to change to.
    pub more_hats: bool,
    /// Whether the second PIN comes first, before what is most private.
    pub second_pin_first: bool,
    /// What every form of this session carries.
    pub form_token: String,
}

impl Session {
    /// Whether this is the staff hat.
    pub fn is_staff(&self) -> bool {
        matches!(self.actor, Actor::Staff(_))
    }

    /// Whether this is the member's own hat.
    pub fn is_member(&self) -> bool {
        matches!(self.actor, Actor::Member(_))
    }

    /// Whether this is the hat of somebody whom others share with.
    pub fn is_supporter(&self) -> bool {
        matches!(self.actor, Actor::Supporter(_))
    }
}
