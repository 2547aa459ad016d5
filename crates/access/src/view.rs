//! Looking without doing: what a page shows of an operation, and which programs of a chart it may name.

use crate::audit::{AuditEvent, Subject};
use crate::call::Actor;
use crate::fault::Fault;
use crate::filters::{By, RowFilter, StaffRows};
use crate::permit::Permit;
use crate::rules::{Operation, Relation, rules_for};
use crate::work::{Held, Work};
use db::{Value, id_list};
use domain::id::{AuditId, MemberId, ProgramId};
use domain::people::Role;

/// The programs of a chart that a reader may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgramsOpen {
    /// Every one: the chart is on the reader's caseload, their role is agency-wide, or it is their own.
    All,
    /// Those in which a role of theirs allows it.
    Only(Vec<ProgramId>),
}

impl ProgramsOpen {
    /// Whether this one is among them.
    pub fn holds(&self, program: ProgramId) -> bool {
        match self {
            Self::All => true,
            Self::Only(some) => some.contains(&program),
        }
    }

    /// Whether they are all, for a statement.
    pub fn all(&self) -> bool {
        matches!(self, Self::All)
    }

    /// The list of those that are named, for a statement.
    pub fn list(&self) -> Value {
        match self {
            Self::All => id_list(std::iter::empty::<ProgramId>()),
            Self::Only(some) => id_list(some.iter().copied()),
        }
    }
}

impl<'w> Work<'w> {
    /// The roles by which the actor has leave for `operation` on this very chart. Empty for everyone else.
    pub fn roles_for(&mut self, operation: Operation, member: MemberId) -> Result<Vec<Role>, Fault> {
        let Some(hat) = self.call().staff() else { return Ok(Vec::new()) };
        let Some(standing) = self.standing(hat, member)? else { return Ok(Vec::new()) };
        if standing.barred || standing.own || !self.narrowing_allows(operation, hat.agency, member)? {
            return Ok(Vec::new());
        }
        let today = self.today(hat.agency)?;
        let mut programs = None;
        let mut roles = Vec::new();
        for rule in rules_for(operation) {
            for grant in self.held()?.into_iter().filter(|held| rule.roles.contains(&held.role)) {
                let reaches = self.reaches(rule, grant, &standing, (hat.agency, member, today), &mut programs)?;
                if reaches && !roles.contains(&grant.role) {
                    roles.push(grant.role);
                }
            }
        }
        Ok(roles)
    }

    /// Leave to see the page of an operation, for whoever may do it. Nothing is done yet: the record says that the
    /// chart was read, or only its name where the page shows no more.
    pub fn permit_view(&mut self, operation: Operation, member: MemberId) -> Result<Permit<'w>, Fault> {
        let permit = self.permit_member(operation, member)?;
        let seen = match operation {
            Operation::BreakGlass => Operation::LookToOpen,
            _ => Operation::ReadMember,
        };
        if let Some(event) = self.events.last_mut() {
            event.operation = seen;
        }
        Ok(Permit { operation: seen, ..permit })
    }

    /// This unit gave out nothing that its reader did not have before: no look is written down. Refusals stay.
    pub fn nothing_new(&mut self) {
        self.events.retain(|event| !event.allowed);
    }

    /// Writes down that a list told something of one member, beside the line for the list.
    pub fn told_of(&mut self, permit: &Permit<'w>, member: MemberId, what: &str) {
        let event = AuditEvent {
            id: self.ids().next::<AuditId>(),
            agency: permit.agency(),
            person: None,
            operation: permit.operation(),
            subject: Subject::Member(member),
            basis: permit.basis(),
            allowed: true,
            detail: Some(what.to_owned()),
        };
        self.events.push(event);
    }

    /// The programs that a permit shows, of a chart or of every chart in a list. Who works in one program need not
    /// learn of another (42 CFR 2.12(c)(3): within a program, to those who need it).
    pub fn programs_open(&mut self, permit: &Permit<'w>) -> Result<ProgramsOpen, Fault> {
        match (permit.member(), &permit.filter) {
            (Some(member), _) => self.programs_within(permit.operation(), member),
            (None, Some(RowFilter::Staff(StaffRows { by: By::Program { roles, .. }, .. }))) => {
                let here = |held: &Held| roles.split(',').any(|role| role == held.role.code());
                let held = self.held()?.into_iter().filter(here);
                Ok(ProgramsOpen::Only(held.filter_map(|held| held.program).collect()))
            }
            _ => Ok(ProgramsOpen::All),
        }
    }

    /// The programs of a chart in which the actor may do `operation`; none where they may not at all. It leaves no
    /// trace: for what a page shows.
    pub fn programs_for(&mut self, operation: Operation, member: MemberId) -> Result<Option<ProgramsOpen>, Fault> {
        if self.could(operation, member)? { self.programs_within(operation, member).map(Some) } else { Ok(None) }
    }

    fn programs_within(&mut self, operation: Operation, member: MemberId) -> Result<ProgramsOpen, Fault> {
        let Actor::Staff(hat) = self.call().actor else { return Ok(ProgramsOpen::All) };
        let held = self.held()?;
        let reach = rules_for(operation).filter(|rule| rule.relation != Relation::Shared).flat_map(|rule| {
            let grants = held.iter().filter(move |grant| rule.roles.contains(&grant.role));
            grants.map(move |grant| (rule.relation, grant.program))
        });
        let (by_caseload, wider): (Vec<_>, Vec<_>) = reach.partition(|(relation, _)| *relation == Relation::Caseload);
        if wider.iter().any(|(_, program)| program.is_none()) {
            return Ok(ProgramsOpen::All);
        }
        if !by_caseload.is_empty() && self.standing(hat, member)?.is_some_and(|standing| standing.caseload) {
            return Ok(ProgramsOpen::All);
        }
        Ok(ProgramsOpen::Only(wider.into_iter().filter_map(|(_, program)| program).collect()))
    }
}
