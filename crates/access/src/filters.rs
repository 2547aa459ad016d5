//! The closed set of row filters. Each says which charts a list may show, with the same words as the decision.

use db::{Filter, Value};
use domain::id::{AgencyId, Identity, PersonId, ShareId, StaffId};
use domain::time::Date;

/// Charts that the staff member walks beside, covers, or supervises.
///
/// The list of charts stands alone, so that both engines start from the few rows
/// of the caseload and not from every chart of the agency.
pub(crate) static CASELOAD: Filter = Filter {
    name: "caseload",
    sql: "({member} IN (
            SELECT fa.member_id FROM assignment fa
            WHERE fa.agency_id = $f4 AND fa.staff_id = $f1
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2)
            UNION ALL
            SELECT fa.member_id FROM supervision fs
            JOIN assignment fa ON fa.agency_id = fs.agency_id AND fa.staff_id = fs.staff_id
            WHERE fs.agency_id = $f4 AND fs.supervisor_id = $f1
              AND fs.from_on <= $f2 AND (fs.until_on IS NULL OR fs.until_on >= $f2)
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2))
        AND {agency} = $f4
        AND NOT EXISTS (SELECT 1 FROM barred fb
            WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = $f1)
        AND NOT EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.chart_agency_id = {agency} AND fp.member_id = {member} AND fp.person_id = $f3))",
};

/// Charts of the programs in which the staff member holds one of the roles.
pub(crate) static PROGRAM: Filter = Filter {
    name: "program",
    sql: "(EXISTS (SELECT 1 FROM enrolment fe
            JOIN role_grant fg ON fg.agency_id = fe.agency_id AND fg.program_id = fe.program_id
            WHERE fe.agency_id = {agency} AND fe.member_id = {member}
              AND fe.starts_on <= $f2 AND (fe.ends_on IS NULL OR fe.ends_on >= $f2)
              AND fg.staff_id = $f1 AND $f4 LIKE '%,' || fg.role || ',%'
              AND fg.from_on <= $f2 AND (fg.until_on IS NULL OR fg.until_on >= $f2))
        AND NOT EXISTS (SELECT 1 FROM barred fb
            WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = $f1)
        AND NOT EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.chart_agency_id = {agency} AND fp.member_id = {member} AND fp.person_id = $f3)
        AND NOT EXISTS (SELECT 1 FROM member fm
            WHERE fm.agency_id = {agency} AND fm.id = {member} AND fm.restricted))",
};

/// All charts of the agency.
pub(crate) static AGENCY: Filter = Filter {
    name: "agency",
    sql: "(NOT EXISTS (SELECT 1 FROM barred fb
            WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = $f1)
        AND NOT EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.chart_agency_id = {agency} AND fp.member_id = {member} AND fp.person_id = $f2)
        AND NOT EXISTS (SELECT 1 FROM member fm
            WHERE fm.agency_id = {agency} AND fm.id = {member} AND fm.restricted))",
};

/// Charts of which a person shares something with one reader: theirs still, and the reader is not kept out of them.
pub(crate) static SHARED: Filter = Filter {
    name: "shared",
    sql: "(EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.person_id = $f1 AND fp.chart_agency_id = {agency} AND fp.member_id = {member})
        AND EXISTS (SELECT 1 FROM share_with fw
            WHERE fw.person_id = $f1 AND fw.id = $f2 AND fw.ended_at IS NULL
              AND (fw.reader_kind = 'supporter' OR (fw.reader_agency_id = {agency}
                AND NOT EXISTS (SELECT 1 FROM barred fb
                  WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = fw.reader_id)))))",
};

/// Every filter, for the test that prepares all statements with all of them.
pub static ALL: [&Filter; 4] = [&CASELOAD, &PROGRAM, &AGENCY, &SHARED];

/// Which rows a permit for a list opens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RowFilter {
    Caseload { agency: AgencyId, staff: StaffId, today: Date, person: Option<PersonId> },
    Program { staff: StaffId, today: Date, person: Option<PersonId>, roles: String },
    Agency { staff: StaffId, person: Option<PersonId> },
    Shared { person: PersonId, with: ShareId },
}

impl RowFilter {
    pub(crate) fn filter(&self) -> &'static Filter {
        match self {
            Self::Caseload { .. } => &CASELOAD,
            Self::Program { .. } => &PROGRAM,
            Self::Agency { .. } => &AGENCY,
            Self::Shared { .. } => &SHARED,
        }
    }

    pub(crate) fn params(&self) -> Vec<Value> {
        let id = |person: &Option<PersonId>| person.map_or(Value::Null, |p| Value::Id(p.bytes()));
        match self {
            Self::Caseload { agency, staff, today, person } => {
                vec![Value::Id(staff.bytes()), Value::Text(today.to_string()), id(person), Value::Id(agency.bytes())]
            }
            Self::Program { staff, today, person, roles } => {
                vec![Value::Id(staff.bytes()), Value::Text(today.to_string()), id(person), Value::Text(roles.clone())]
            }
            Self::Agency { staff, person } => vec![Value::Id(staff.bytes()), id(person)],
            Self::Shared { person, with } => vec![Value::Id(person.bytes()), Value::Id(with.bytes())],
        }
    }
}
