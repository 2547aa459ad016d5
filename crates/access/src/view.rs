//! Looking without doing: what a page shows of an operation, and which programs of a chart it may name.

use crate::audit::{AuditEvent, Subject};
use crate::call::Actor;
use crate::fault::Fault;
use crate::permit::Permit;
use crate::rules::{Operation, Relation, rules_for};
use crate::work::Work;
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
    /// chart was read.
    pub fn permit_view(&mut self, operation: Operation, member: MemberId) -> Result<Permit<'w>, Fault> {
        let permit = self.permit_member(operation, member)?;
        if let Some(event) = self.events.last_mut() {
            event.operation = Operation::ReadMember;
        }
        Ok(Permit { operation: Operation::ReadMember, ..permit })
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

    /// The programs of a chart that a permit shows. Who works in one program need not learn of another
    /// (42 CFR 2.12(c)(3): within a program, to those who need it).
    pub fn programs_open(&mut self, permit: &Permit<'w>) -> Result<ProgramsOpen, Fault> {
        let (Actor::Staff(hat), Some(member)) = (self.call().actor, permit.member()) else {
            return Ok(ProgramsOpen::All);
        };
        let caseload = self.standing(hat, member)?.is_some_and(|standing| standing.caseload);
        let held = self.held()?;
        let mut some = Vec::new();
        for rule in rules_for(permit.operation()) {
            for grant in held.iter().filter(|grant| rule.roles.contains(&grant.role)) {
                match (rule.relation, grant.program) {
                    (Relation::Caseload, _) if caseload => return Ok(ProgramsOpen::All),
                    (Relation::Caseload, _) => {}
                    (_, None) => return Ok(ProgramsOpen::All),
                    (_, Some(program)) => some.push(program),
                }
            }
        }
        Ok(ProgramsOpen::Only(some))
    }
}
