//! Who calls, when, and with which identities to come: all fixed before a unit of work begins.

use domain::id::{AccountId, AgencyId, Ids, PersonId, SessionId, StaffId, SupporterId};
use domain::time::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A staff member in one agency. One session wears one hat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffHat {
    /// The sign-in.
    pub account: AccountId,
    /// The agency.
    pub agency: AgencyId,
    /// The staff member there.
    pub staff: StaffId,
    /// The same human's own space, if they have one: nobody opens their own chart in the staff hat.
    pub person: Option<PersonId>,
}

/// A person in their own space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberHat {
    /// The sign-in.
    pub account: AccountId,
    /// The person.
    pub person: PersonId,
}

/// Somebody whom others share with. They see what is shared, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupporterHat {
    /// The sign-in.
    pub account: AccountId,
    /// The supporter.
    pub supporter: SupporterId,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Anyone, not signed in.
    Public,
    /// A staff member.
    Staff(StaffHat),
    /// A person in their own space.
    Member(MemberHat),
    /// Somebody whom others share with.
    Supporter(SupporterHat),
    /// Whoever runs the machine, at its command line. Sees no charts.
    Operator,
    /// A job of the running program, for the agency whose lists it reads. Sees no charts.
    Job(AgencyId),
}

/// One call of a use case.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who acts.
    pub actor: Actor,
    /// The session, where there is one.
    pub session: Option<SessionId>,
    /// The one plan that the session is narrowed to while a device is handed over.
    pub narrowed_to: Option<domain::id::PlanId>,
    /// Whether only what was restored of the person's own space is open, after a new start that staff helped with.
    pub space_locked: bool,
    /// When.
    pub now: Moment,
    /// Identities for new rows. A unit that runs again makes the same ones; the next unit of the call makes others.
    pub ids: Ids,
    units: Arc<AtomicU64>,
}

impl Call {
    /// A call without a session.
    pub fn new(actor: Actor, now: Moment, ids: Ids) -> Self {
        Self { actor, session: None, narrowed_to: None, space_locked: false, now, ids, units: Arc::default() }
    }

    /// The call for its next unit of work, with identities that no other unit of it makes.
    pub(crate) fn next_unit(&self) -> Self {
        let unit = self.units.fetch_add(1, Ordering::Relaxed);
        Self { ids: self.ids.branch(unit), ..self.clone() }
    }

    /// The staff hat, if the actor wears one.
    pub fn staff(&self) -> Option<StaffHat> {
        match self.actor {
            Actor::Staff(hat) => Some(hat),
            _ => None,
        }
    }

    /// The member hat, if the actor wears one.
    pub fn member(&self) -> Option<MemberHat> {
        match self.actor {
            Actor::Member(hat) => Some(hat),
            _ => None,
        }
    }

    /// The walls that the transaction starts behind.
    pub(crate) fn scope(&self) -> db::Scope {
        match self.actor {
            Actor::Staff(hat) => db::Scope { agency: Some(hat.agency), person: hat.person, system: false },
            Actor::Member(hat) => db::Scope::person(hat.person),
            Actor::Public | Actor::Supporter(_) => db::Scope::none(),
            Actor::Operator => db::Scope::system(),
            Actor::Job(agency) => db::Scope::agency(agency),
        }
    }
}
