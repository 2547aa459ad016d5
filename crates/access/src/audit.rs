//! The audit record: who did what to whose record, on which basis. Events carry ids, never names.

use crate::call::{Actor, Call};
use crate::rules::{Basis, Operation};
use crate::statements::INSERT_AUDIT_EVENT;
use db::{Tx, Value, params};
use domain::id::{AgencyId, AuditId, Identity, MemberId, PersonId};

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One member's chart, or a part of it.
    Member(MemberId),
    /// Several charts, in a list or a search.
    List,
    /// The agency itself.
    Agency,
    /// The actor's own sign-in or space.
    Own,
    /// Nothing of a person.
    Nothing,
}

impl Subject {
    fn code(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::List => "list",
            Self::Agency => "agency",
            Self::Own => "own",
            Self::Nothing => "nothing",
        }
    }
}

/// One event.
#[derive(Debug, Clone)]
pub struct AuditEvent {
    pub(crate) id: AuditId,
    pub(crate) agency: Option<AgencyId>,
    pub(crate) person: Option<PersonId>,
    pub(crate) operation: Operation,
    pub(crate) subject: Subject,
    pub(crate) basis: Basis,
    pub(crate) allowed: bool,
    pub(crate) detail: Option<String>,
}

pub(crate) fn insert(tx: &mut Tx, call: &Call, events: &[AuditEvent]) -> Result<(), db::Error> {
    rows(call, events).try_for_each(|cells| tx.run(&INSERT_AUDIT_EVENT, &cells).map(drop))
}

/// The rows of these events.
pub(crate) fn rows(call: &Call, events: &[AuditEvent]) -> impl Iterator<Item = Vec<Value>> {
    let (kind, actor) = match call.actor {
        Actor::Public => ("public", None),
        Actor::Staff(hat) => ("staff", Some(hat.staff.bytes())),
        Actor::Member(hat) => ("member", Some(hat.person.bytes())),
        Actor::Supporter(hat) => ("supporter", Some(hat.supporter.bytes())),
        Actor::Operator => ("operator", None),
        Actor::Job(_) => ("job", None),
    };
    events.iter().map(move |event| {
        let member = match event.subject {
            Subject::Member(member) => Some(member),
            _ => None,
        };
        Vec::from(params![
            event.agency,
            event.person,
            event.id,
            call.now,
            kind,
            actor,
            call.session,
            event.operation.code(),
            event.subject.code(),
            member,
            event.basis.code(),
            if event.allowed { "allowed" } else { "denied" },
            event.detail.clone()
        ])
    })
}
