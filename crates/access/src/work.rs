//! One unit of work: decisions and statements inside one transaction.

use crate::audit::{AuditEvent, Subject};
use crate::call::{Actor, Call, MemberHat, StaffHat};
use crate::fault::{Fault, Refusal};
use crate::filters::RowFilter;
use crate::permit::{Permit, Reach};
use crate::rules::{Basis, OWN_CHART, Operation, RULES, Relation, Rule, rules_for};
use crate::statements::{
    CHARTS_OF_PERSON, MEMBER_OF_PLAN, PROGRAMS_OF_MEMBER, RESTORED_CHARTS, ROLES_HELD, STANDING_TO_MEMBER,
    ZONE_OF_AGENCY,
};
use db::{Row, Scope, Statement, Tx, Value, params};
use domain::id::{AgencyId, AuditId, Ids, MemberId, PersonId, ProgramId};
use domain::notice::Notice;
use domain::people::Role;
use domain::time::{Date, Moment, TimeZone};
use std::marker::PhantomData;

/// A role that the actor holds today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) role: Role,
    pub(crate) program: Option<ProgramId>,
}

/// How a staff member stands to a chart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) barred: bool,
    pub(crate) own: bool,
    pub(crate) restricted: bool,
    pub(crate) caseload: bool,
}

impl Standing {
    /// How everybody stands to what they may not know of: nothing opens, and nothing more is asked of the database.
    const STRANGE: Self = Self { barred: false, own: false, restricted: true, caseload: false };
}

/// What a session may still do while a device is handed over.
const WHILE_NARROWED: [Operation; 4] =
    [Operation::ReadPlan, Operation::WritePlan, Operation::SignPlan, Operation::MarkAction];

/// A unit of work under way.
pub struct Work<'w> {
    tx: &'w mut Tx,
    call: Call,
    held: Option<Vec<Held>>,
    zone: Option<(AgencyId, TimeZone)>,
    /// How the actor stands to the chart that was asked for last. Forgotten as soon as the unit changes a row.
    stands: Option<(MemberId, Option<Standing>)>,
    pub(crate) events: Vec<AuditEvent>,
}

impl<'w> Work<'w> {
    pub(crate) fn new(tx: &'w mut Tx, call: Call) -> Self {
        Self { tx, call, held: None, zone: None, stands: None, events: Vec::new() }
    }

    pub(crate) fn into_events(self) -> Vec<AuditEvent> {
        self.events
    }

    pub(crate) fn take_events(&mut self) -> Vec<AuditEvent> {
        std::mem::take(&mut self.events)
    }

    pub(crate) fn tx(&mut self) -> &mut Tx {
        self.tx
    }

    /// Who calls, and when.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// When the unit of work began.
    pub fn now(&self) -> Moment {
        self.call.now
    }

    /// The source of identities for new rows.
    pub fn ids(&mut self) -> &mut Ids {
        &mut self.call.ids
    }

    /// The zone of an agency.
    pub fn zone(&mut self, agency: AgencyId) -> Result<TimeZone, Fault> {
        if let Some((known, zone)) = &self.zone
            && *known == agency
        {
            return Ok(zone.clone());
        }
        let mut row = self.tx.row(&ZONE_OF_AGENCY, &params![agency])?.ok_or(Fault::Absent)?;
        let zone = domain::time::zone(&row.take::<String>()?).map_err(|why| Fault::Broken(why.to_string()))?;
        self.zone = Some((agency, zone.clone()));
        Ok(zone)
    }

    /// Today, in the zone of an agency.
    pub fn today(&mut self, agency: AgencyId) -> Result<Date, Fault> {
        Ok(self.call.now.date(&self.zone(agency)?))
    }

    /// The staff hat, or the one answer for everyone else.
    pub fn staff_hat(&self) -> Result<StaffHat, Fault> {
        self.call.staff().ok_or(Fault::Absent)
    }

    /// The member hat, or the one answer for everyone else.
    pub fn member_hat(&self) -> Result<MemberHat, Fault> {
        self.call.member().ok_or(Fault::Absent)
    }

    /// Roles that the actor holds today in their agency.
    pub fn roles(&mut self) -> Result<Vec<Role>, Fault> {
        Ok(self.held()?.iter().map(|held| held.role).collect())
    }

    /// Leave for an operation on the agency of the staff hat, not on a chart.
    pub fn permit_agency(&mut self, operation: Operation) -> Result<Permit<'w>, Fault> {
        let hat = self.staff_hat()?;
        let rule = if self.call.narrowed_to.is_none() { self.any_rule(operation)? } else { None };
        let Some(rule) = rule else {
            self.note(operation, Subject::Agency, Basis::NeedWithinProgram, false, None);
            return Err(Fault::Absent);
        };
        self.note(operation, Subject::Agency, rule.basis, true, None);
        Ok(self.grant(operation, rule.basis, Reach::Agency(hat.agency), None))
    }

    /// Leave for an operation on one chart.
    ///
    /// [`Fault::Absent`] where the actor may not know of the chart at all,
    /// [`Fault::Refused`] where they may know of it and may not do this.
    pub fn permit_member(&mut self, operation: Operation, member: MemberId) -> Result<Permit<'w>, Fault> {
        match self.call.actor {
            Actor::Staff(hat) => self.permit_staff_on(operation, hat, member),
            Actor::Member(hat) => self.permit_own_chart(operation, hat, member),
            Actor::Supporter(_) | Actor::Public | Actor::Operator | Actor::Job(_) => Err(Fault::Absent),
        }
    }

    /// Whether [`Work::permit_member`] would give leave, without leaving a trace: for what a page shows.
    pub fn could(&mut self, operation: Operation, member: MemberId) -> Result<bool, Fault> {
        let kept = self.events.len();
        let outcome = self.permit_member(operation, member);
        self.events.truncate(kept);
        match outcome {
            Ok(_) => Ok(true),
            Err(Fault::Absent | Fault::Refused(_)) => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// Whether [`Work::permit_agency`] would give leave, without leaving a trace: for what a page shows.
    pub fn may_agency(&mut self, operation: Operation) -> Result<bool, Fault> {
        Ok(self.call.narrowed_to.is_none() && self.any_rule(operation)?.is_some())
    }

    /// The charts that are linked to the person's own space, oldest first.
    pub fn own_charts(&mut self) -> Result<Vec<(AgencyId, MemberId)>, Fault> {
        let hat = self.member_hat()?;
        let charts = if self.call.space_locked { &RESTORED_CHARTS } else { &CHARTS_OF_PERSON };
        let rows = self.tx.rows(charts, &params![hat.person])?;
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
    }

    /// Adds what happened to the last event, in codes and ids, never names.
    pub fn detail(&mut self, detail: &str) {
        if let Some(event) = self.events.last_mut() {
            event.detail = Some(detail.to_owned());
        }
    }

    /// Says of the last event that it came to nothing: leave was there, and what was shown with it was wrong.
    pub fn refused(&mut self, detail: &str) {
        if let Some(event) = self.events.last_mut() {
            event.allowed = false;
            event.detail = Some(detail.to_owned());
        }
    }

    /// Writes down in a person's own space what was done to it from outside. The agency's record does not hold the
    /// person's id; this event holds neither agency nor chart.
    pub fn note_in_space(&mut self, permit: &Permit<'w>, person: PersonId, detail: &str) {
        self.events.push(AuditEvent {
            id: self.call.ids.next::<AuditId>(),
            agency: None,
            person: Some(person),
            operation: permit.operation,
            subject: Subject::Own,
            basis: permit.basis,
            allowed: true,
            detail: Some(detail.to_owned()),
        });
    }

    /// Rows of a statement.
    pub fn rows(
        &mut self,
        permit: &Permit<'w>,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Vec<Row>, Fault> {
        match &permit.filter {
            None => Ok(self.tx.rows(statement, params)?),
            Some(filter) if statement.sql.contains("{filter ") => {
                Ok(self.tx.rows_where(statement, filter.filter(), params, &filter.params())?)
            }
            Some(_) => Ok(self.tx.rows(statement, params)?),
        }
    }

    /// The one row of a statement, if there is one.
    pub fn row(
        &mut self,
        permit: &Permit<'w>,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Option<Row>, Fault> {
        Ok(self.rows(permit, statement, params)?.into_iter().next())
    }

    /// Runs a statement that changes rows, and says how many.
    pub fn run(&mut self, _permit: &Permit<'w>, statement: &'static Statement, params: &[Value]) -> Result<u64, Fault> {
        self.stands = None;
        Ok(self.tx.run(statement, params)?)
    }

    /// Goes behind the walls of another agency or person, where the operation itself crosses them:
    /// joining with a code and the agency's yes to it, signing in, closing a member's own space at their word,
    /// complaining to an agency.
    pub fn cross(&mut self, permit: &Permit<'w>, scope: &Scope) -> Result<(), Fault> {
        match permit.operation {
            Operation::SignIn
            | Operation::Operate
            | Operation::OwnAccount
            | Operation::InviteMember
            | Operation::LockForMember
            | Operation::Complain => Ok(self.tx.enter(scope)?),
            other => Err(Fault::Broken(format!("{} does not cross walls", other.code()))),
        }
    }

    fn permit_staff_on(&mut self, operation: Operation, hat: StaffHat, member: MemberId) -> Result<Permit<'w>, Fault> {
        let found = self.standing(hat, member)?;
        // What is hidden, what lies elsewhere and what is not there are asked about in the same statements: neither
        // their number nor the time that they take tells one from the other.
        let hidden = found.is_none_or(|standing| standing.barred || standing.own);
        let standing = found.filter(|_| !hidden).unwrap_or(Standing::STRANGE);
        let open = self.narrowing_allows(operation, hat.agency, member)?;
        let basis = self.basis_on(operation, &standing, hat, member)?.filter(|_| open && !hidden);
        if let Some(basis) = basis {
            self.note(operation, Subject::Member(member), basis, true, None);
            return Ok(self.grant(operation, basis, Reach::Chart(hat.agency, member), None));
        }
        self.note(operation, Subject::Member(member), Basis::NeedWithinProgram, false, None);
        if found.is_none() {
            self.detail("no such chart here");
        }
        let known = self.basis_on(Operation::ReadMember, &standing, hat, member)?.is_some();
        let may_know = known && !hidden && self.call.narrowed_to.is_none();
        if may_know {
            Err(Fault::Refused(Refusal {
                why: Notice::new("denied-role"),
                remedy: Some(Notice::new("denied-role-remedy")),
            }))
        } else {
            Err(Fault::Absent)
        }
    }

    /// How a staff hat stands to a chart; nothing where there is no such chart.
    pub(crate) fn standing(&mut self, hat: StaffHat, member: MemberId) -> Result<Option<Standing>, Fault> {
        if let Some((known, standing)) = self.stands
            && known == member
        {
            return Ok(standing);
        }
        let standing = self.look_up_standing(hat, member)?;
        self.stands = Some((member, standing));
        Ok(standing)
    }

    fn look_up_standing(&mut self, hat: StaffHat, member: MemberId) -> Result<Option<Standing>, Fault> {
        let today = self.today(hat.agency)?;
        let found = self.tx.row(&STANDING_TO_MEMBER, &params![hat.agency, member, hat.staff, today, hat.person])?;
        let Some(mut row) = found else { return Ok(None) };
        Ok(Some(Standing {
            barred: row.take()?,
            own: row.take()?,
            restricted: row.take()?,
            caseload: row.take::<bool>()? | row.take::<bool>()?,
        }))
    }

    fn permit_own_chart(
        &mut self,
        operation: Operation,
        hat: MemberHat,
        member: MemberId,
    ) -> Result<Permit<'w>, Fault> {
        let agency = self.own_charts()?.into_iter().find(|(_, chart)| *chart == member).map(|(agency, _)| agency);
        let Some(agency) = agency.filter(|_| OWN_CHART.contains(&operation)) else {
            self.note(operation, Subject::Member(member), Basis::OwnAccess, false, None);
            return Err(Fault::Absent);
        };
        self.tx.enter(&Scope { agency: Some(agency), person: Some(hat.person), system: false })?;
        self.events.push(AuditEvent {
            id: self.call.ids.next::<AuditId>(),
            agency: Some(agency),
            person: Some(hat.person),
            operation,
            subject: Subject::Member(member),
            basis: Basis::OwnAccess,
            allowed: true,
            detail: None,
        });
        Ok(self.grant(operation, Basis::OwnAccess, Reach::Chart(agency, member), None))
    }

    pub(crate) fn narrowing_allows(
        &mut self,
        operation: Operation,
        agency: AgencyId,
        member: MemberId,
    ) -> Result<bool, Fault> {
        let Some(plan) = self.call.narrowed_to else { return Ok(true) };
        if !WHILE_NARROWED.contains(&operation) {
            return Ok(false);
        }
        let owner = self.tx.row(&MEMBER_OF_PLAN, &params![agency, plan])?;
        Ok(match owner {
            Some(mut row) => row.take::<MemberId>()? == member,
            None => false,
        })
    }

    pub(crate) fn held(&mut self) -> Result<Vec<Held>, Fault> {
        if let Some(held) = &self.held {
            return Ok(held.clone());
        }
        let Some(hat) = self.call.staff() else { return Ok(Vec::new()) };
        let today = self.today(hat.agency)?;
        let rows = self.tx.rows(&ROLES_HELD, &params![hat.agency, hat.staff, today])?;
        let held = rows
            .into_iter()
            .map(|mut row| Ok(Held { role: row.parse()?, program: row.take()? }))
            .collect::<Result<Vec<_>, db::Error>>()?;
        self.held = Some(held.clone());
        Ok(held)
    }

    pub(crate) fn any_rule(&mut self, operation: Operation) -> Result<Option<&'static Rule>, Fault> {
        let held = self.held()?;
        let inside = |rule: &&Rule| rule.relation != Relation::Shared;
        Ok(rules_for(operation).filter(inside).find(|rule| held.iter().any(|held| rule.roles.contains(&held.role))))
    }

    /// The first rule of the table that allows `operation` to somebody who stands to the chart like this.
    pub(crate) fn best_rule(
        &mut self,
        operation: Operation,
        standing: &Standing,
        agency: AgencyId,
        member: MemberId,
        today: Date,
    ) -> Result<Option<&'static Rule>, Fault> {
        let held = self.held()?;
        let mut programs = None;
        for rule in RULES.iter().filter(|rule| rule.operations.contains(&operation)) {
            for grant in held.iter().filter(|held| rule.roles.contains(&held.role)) {
                if self.reaches(rule, *grant, standing, (agency, member, today), &mut programs)? {
                    return Ok(Some(rule));
                }
            }
        }
        Ok(None)
    }

    /// Whether a rule opens the chart to who holds this role and stands to it like this. The programs of the member
    /// are asked for once, and only where a role in a program is at stake.
    pub(crate) fn reaches(
        &mut self,
        rule: &Rule,
        grant: Held,
        standing: &Standing,
        (agency, member, today): (AgencyId, MemberId, Date),
        programs: &mut Option<Vec<ProgramId>>,
    ) -> Result<bool, Fault> {
        Ok(match (rule.relation, grant.program) {
            (Relation::Caseload, _) => standing.caseload,
            // What the member shares opens by its own way alone, and never a chart: see `share.rs`.
            (Relation::Shared, _) => false,
            (_, _) if standing.restricted => false,
            (_, None) => true,
            (_, Some(program)) => {
                if programs.is_none() {
                    let rows = self.tx.rows(&PROGRAMS_OF_MEMBER, &params![agency, member, today])?;
                    *programs = Some(rows.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?);
                }
                programs.as_ref().is_some_and(|found| found.contains(&program))
            }
        })
    }

    pub(crate) fn note(
        &mut self,
        operation: Operation,
        subject: Subject,
        basis: Basis,
        allowed: bool,
        detail: Option<String>,
    ) {
        let (agency, person) = match self.call.actor {
            Actor::Staff(hat) => (Some(hat.agency), None),
            Actor::Member(hat) => (None, Some(hat.person)),
            Actor::Job(agency) => (Some(agency), None),
            _ => (None, None),
        };
        let id = self.call.ids.next::<AuditId>();
        // The staff session stands, but the device is in the member's hands: who wrote must be told apart later.
        let detail = detail.or_else(|| self.call.narrowed_to.map(|_| "with-the-member-at-the-device".to_owned()));
        self.events.push(AuditEvent { id, agency, person, operation, subject, basis, allowed, detail });
    }

    pub(crate) fn add(&mut self, event: AuditEvent) {
        self.events.push(event);
    }

    pub(crate) fn grant(
        &self,
        operation: Operation,
        basis: Basis,
        reach: Reach,
        filter: Option<RowFilter>,
    ) -> Permit<'w> {
        Permit { operation, basis, reach, filter, brand: PhantomData }
    }
}
