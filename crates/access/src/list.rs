//! Leave to list charts: which rows a list may show.

use crate::audit::Subject;
use crate::call::StaffHat;
use crate::fault::Fault;
use crate::filters::{By, RowFilter, StaffRows};
use crate::permit::{Permit, Reach};
use crate::rules::{Basis, Operation, Relation, Rule, rules_for};
use crate::statements::AMONG;
use crate::work::Work;
use db::{id_list, params};
use domain::id::MemberId;
use domain::people::Role;
use std::collections::BTreeSet;

/// What the actor's roles give for an operation.
#[derive(Default)]
struct Relations {
    /// Each relation with the first rule that gives it.
    rules: Vec<(Relation, &'static Rule)>,
    /// The roles that are held in one program alone.
    in_programs: Vec<&'static str>,
}

impl<'w> Work<'w> {
    /// Leave to list charts: exactly those on which a rule would allow the operation.
    pub fn permit_list(&mut self, operation: Operation) -> Result<Permit<'w>, Fault> {
        self.permit_list_by(operation, None)
    }

    /// Leave to list charts by one of the actor's roles, whatever the others would give.
    pub fn permit_list_as(&mut self, operation: Operation, role: Role) -> Result<Permit<'w>, Fault> {
        self.permit_list_by(operation, Some(role))
    }

    fn permit_list_by(&mut self, operation: Operation, only: Option<Role>) -> Result<Permit<'w>, Fault> {
        let mut found = Relations::default();
        if self.call().narrowed_to.is_none() {
            self.staff_hat()?;
            found = self.relations(operation, only)?;
        }
        let widest = found.rules.iter().max_by_key(|(relation, _)| *relation).copied();
        let Some((relation, rule)) = widest else {
            self.note(operation, Subject::List, Basis::NeedWithinProgram, false, None);
            return Err(Fault::Absent);
        };
        let hat = self.staff_hat()?;
        let beside = found.rules.iter().any(|(relation, _)| *relation == Relation::Caseload);
        let filter = self.row_filter(hat, (relation, beside), &found.in_programs)?;
        self.note(operation, Subject::List, rule.basis, true, None);
        Ok(self.grant(operation, rule.basis, Reach::Agency(hat.agency), Some(filter)))
    }

    /// Leave to list the actor's own caseload, whatever wider relation their roles would give.
    pub fn permit_caseload(&mut self, operation: Operation) -> Result<Permit<'w>, Fault> {
        if self.call().narrowed_to.is_some() {
            self.note(operation, Subject::List, Basis::NeedWithinProgram, false, None);
            return Err(Fault::Absent);
        }
        let hat = self.staff_hat()?;
        let Some(rule) = self.any_rule(operation)? else {
            self.note(operation, Subject::List, Basis::NeedWithinProgram, false, None);
            return Err(Fault::Absent);
        };
        let filter = self.row_filter(hat, (Relation::Caseload, true), &[])?;
        self.note(operation, Subject::List, rule.basis, true, None);
        Ok(self.grant(operation, rule.basis, Reach::Agency(hat.agency), Some(filter)))
    }

    /// Those among some charts on which the actor may do `operation`, without leaving a trace: for what a list shows.
    pub fn among(&mut self, operation: Operation, members: &[MemberId]) -> Result<BTreeSet<MemberId>, Fault> {
        let mut found = BTreeSet::new();
        if members.is_empty() || self.call().narrowed_to.is_some() {
            return Ok(found);
        }
        let Some(hat) = self.call().staff() else { return Ok(found) };
        let relations = self.relations(operation, None)?;
        for (relation, _) in relations.rules {
            let filter = self.row_filter(hat, (relation, false), &relations.in_programs)?;
            let values = params![hat.agency, id_list(members.iter().copied())];
            for mut row in self.tx().rows_where(&AMONG, filter.filter(), &values, &filter.params())? {
                found.insert(row.take()?);
            }
        }
        Ok(found)
    }

    fn relations(&mut self, operation: Operation, only: Option<Role>) -> Result<Relations, Fault> {
        let held = self.held()?;
        let mut relations = Relations::default();
        for rule in rules_for(operation) {
            let roles = held.iter().filter(|held| rule.roles.contains(&held.role));
            for held in roles.filter(|held| only.is_none_or(|role| role == held.role)) {
                let relation = match (rule.relation, held.program) {
                    // What members share is listed by `Work::shared_with_me`.
                    (Relation::Shared, _) => continue,
                    (Relation::Caseload, _) => Relation::Caseload,
                    (_, None) => Relation::Agency,
                    (_, Some(_)) => Relation::Program,
                };
                if relation == Relation::Program {
                    relations.in_programs.push(held.role.code());
                }
                if relations.rules.iter().all(|(known, _)| *known != relation) {
                    relations.rules.push((relation, rule));
                }
            }
        }
        Ok(relations)
    }

    /// The rows that a relation opens; with those of the caseload, where a rule gives these too.
    fn row_filter(
        &mut self,
        hat: StaffHat,
        (relation, beside): (Relation, bool),
        in_programs: &[&str],
    ) -> Result<RowFilter, Fault> {
        let by = match relation {
            // What is shared is listed by `Work::shared_with_me`.
            Relation::Shared => return Err(Fault::Absent),
            Relation::Caseload => By::Caseload,
            Relation::Program => By::Program { roles: format!(",{},", in_programs.join(",")), beside },
            Relation::Agency => By::Agency { beside },
        };
        let today = self.today(hat.agency)?;
        Ok(RowFilter::Staff(StaffRows { by, agency: hat.agency, staff: hat.staff, today, person: hat.person }))
    }
}
