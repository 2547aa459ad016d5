//! Who walks beside a member, and who else at the agency may see what, on which basis: by the same table that decides.

use crate::{Fault, House, Session};
use access::rules::RULES;
use access::{Basis, Operation, Relation, params, statements};
use domain::id::{MemberId, ProgramId, StaffId};
use domain::people::Role;
use std::collections::BTreeSet;

statements! {
    STAFF_WITH_GRANTS = "
        SELECT s.id, s.name, s.title, g.role, g.program_id,
          EXISTS (SELECT 1 FROM assignment a
                  WHERE a.agency_id = s.agency_id AND a.member_id = $2 AND a.staff_id = s.id
                    AND a.from_on <= $3 AND (a.until_on IS NULL OR a.until_on >= $3)),
          EXISTS (SELECT 1 FROM assignment a
                  JOIN supervision v ON v.agency_id = a.agency_id AND v.staff_id = a.staff_id
                  WHERE a.agency_id = s.agency_id AND a.member_id = $2 AND v.supervisor_id = s.id
                    AND a.from_on <= $3 AND (a.until_on IS NULL OR a.until_on >= $3)
                    AND v.from_on <= $3 AND (v.until_on IS NULL OR v.until_on >= $3))
        FROM staff s
        JOIN role_grant g ON g.agency_id = s.agency_id AND g.staff_id = s.id
          AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)
        WHERE s.agency_id = $1 AND s.state = 'active'
          AND NOT EXISTS (SELECT 1 FROM barred b
                          WHERE b.agency_id = s.agency_id AND b.member_id = $2 AND b.staff_id = s.id)
        ORDER BY s.name, s.id";

    PROGRAMS_OF_ONE = "
        SELECT program_id FROM enrolment
        WHERE agency_id = $1 AND member_id = $2 AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $3)";

    IS_RESTRICTED = "SELECT restricted FROM member WHERE agency_id = $1 AND id = $2";
}

/// Why somebody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// They walk beside the member, or cover.
    WalksBeside,
    /// They support who walks beside the member.
    Supports,
    /// Their work in the program or the agency asks for it.
    Work,
}

impl Because {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WalksBeside => "walks-beside",
            Self::Supports => "supports",
            Self::Work => "work",
        }
    }
}

/// Somebody who may see something of the member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Their name.
    pub name: String,
    /// Their work title.
    pub title: String,
    /// Why.
    pub because: Because,
    /// What they may see: the chart, the plan, why the program pays.
    pub sees: Vec<Operation>,
    /// On which bases, in the order of the table.
    pub bases: Vec<Basis>,
}

/// What a member is told about, in this order.
const TOLD: [Operation; 3] = [Operation::ReadMember, Operation::ReadPlan, Operation::ReadCoverage];

struct Found {
    id: StaffId,
    line: Beside,
    sees: BTreeSet<Operation>,
}

/// Those who may see something, nearest first. The member alone can ask this; whom they barred is not among them.
pub fn beside(house: &House, session: &Session, member: MemberId) -> Result<Vec<Beside>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut restricted = work.row(&permit, &IS_RESTRICTED, &params![agency, member])?.ok_or(Fault::Absent)?;
        let restricted: bool = restricted.take()?;
        let programs = work.rows(&permit, &PROGRAMS_OF_ONE, &params![agency, member, today])?;
        let programs: Vec<ProgramId> =
            programs.into_iter().map(|mut row| Ok(row.take()?)).collect::<Result<_, Fault>>()?;
        let mut found: Vec<Found> = Vec::new();
        for mut row in work.rows(&permit, &STAFF_WITH_GRANTS, &params![agency, member, today])? {
            let id: StaffId = row.take()?;
            let (name, title) = (row.take()?, row.take()?);
            let role: Role = row.parse()?;
            let program: Option<ProgramId> = row.take()?;
            let (walks, supports): (bool, bool) = (row.take()?, row.take()?);
            let because = match (walks, supports) {
                (true, _) => Because::WalksBeside,
                (_, true) => Because::Supports,
                _ => Because::Work,
            };
            if found.last().is_none_or(|last| last.id != id) {
                let line = Beside { name, title, because, sees: Vec::new(), bases: Vec::new() };
                found.push(Found { id, line, sees: BTreeSet::new() });
            }
            let within = program.is_none_or(|program| programs.contains(&program));
            for rule in RULES.iter().filter(|rule| rule.roles.contains(&role)) {
                let applies = match rule.relation {
                    // With whom the member shares stands on a page of its own.
                    Relation::Shared => false,
                    Relation::Caseload => walks || supports,
                    Relation::Program | Relation::Agency => within && !restricted,
                };
                let told: Vec<Operation> = rule.operations.iter().copied().filter(|one| TOLD.contains(one)).collect();
                if let (true, false, Some(last)) = (applies, told.is_empty(), found.last_mut()) {
                    last.sees.extend(told);
                    if !last.line.bases.contains(&rule.basis) {
                        last.line.bases.push(rule.basis);
                    }
                }
            }
        }
        found.retain(|one| !one.sees.is_empty());
        found.sort_by_key(|one| one.line.because);
        Ok(found.into_iter().map(|one| Beside { sees: one.sees.into_iter().collect(), ..one.line }).collect())
    })
}
