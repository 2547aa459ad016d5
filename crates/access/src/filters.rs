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

/// Charts of the programs, and beside them those of the caseload: for who holds a role of each kind.
pub(crate) static PROGRAM_AND_CASELOAD: Filter = Filter {
    name: "program-and-caseload",
    sql: "((EXISTS (SELECT 1 FROM enrolment fe
              JOIN role_grant fg ON fg.agency_id = fe.agency_id AND fg.program_id = fe.program_id
              WHERE fe.agency_id = {agency} AND fe.member_id = {member}
                AND fe.starts_on <= $f2 AND (fe.ends_on IS NULL OR fe.ends_on >= $f2)
                AND fg.staff_id = $f1 AND $f4 LIKE '%,' || fg.role || ',%'
                AND fg.from_on <= $f2 AND (fg.until_on IS NULL OR fg.until_on >= $f2))
            AND NOT EXISTS (SELECT 1 FROM member fm
              WHERE fm.agency_id = {agency} AND fm.id = {member} AND fm.restricted)
          OR {member} IN (
            SELECT fa.member_id FROM assignment fa
            WHERE fa.agency_id = $f5 AND fa.staff_id = $f1
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2)
            UNION ALL
            SELECT fa.member_id FROM supervision fs
            JOIN assignment fa ON fa.agency_id = fs.agency_id AND fa.staff_id = fs.staff_id
            WHERE fs.agency_id = $f5 AND fs.supervisor_id = $f1
              AND fs.from_on <= $f2 AND (fs.until_on IS NULL OR fs.until_on >= $f2)
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2)))
        AND {agency} = $f5
        AND NOT EXISTS (SELECT 1 FROM barred fb
            WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = $f1)
        AND NOT EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.chart_agency_id = {agency} AND fp.member_id = {member} AND fp.person_id = $f3))",
};

/// All charts of the agency, and among the restricted ones those of the caseload.
pub(crate) static AGENCY_AND_CASELOAD: Filter = Filter {
    name: "agency-and-caseload",
    sql: "((NOT EXISTS (SELECT 1 FROM member fm
              WHERE fm.agency_id = {agency} AND fm.id = {member} AND fm.restricted)
          OR {member} IN (
            SELECT fa.member_id FROM assignment fa
            WHERE fa.agency_id = $f4 AND fa.staff_id = $f1
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2)
            UNION ALL
            SELECT fa.member_id FROM supervision fs
            JOIN assignment fa ON fa.agency_id = fs.agency_id AND fa.staff_id = fs.staff_id
            WHERE fs.agency_id = $f4 AND fs.supervisor_id = $f1
              AND fs.from_on <= $f2 AND (fs.until_on IS NULL OR fs.until_on >= $f2)
              AND fa.from_on <= $f2 AND (fa.until_on IS NULL OR fa.until_on >= $f2)))
        AND {agency} = $f4
        AND NOT EXISTS (SELECT 1 FROM barred fb
            WHERE fb.agency_id = {agency} AND fb.member_id = {member} AND fb.staff_id = $f1)
        AND NOT EXISTS (SELECT 1 FROM person_member fp
            WHERE fp.chart_agency_id = {agency} AND fp.member_id = {member} AND fp.person_id = $f3))",
};

/// Every filter, for the test that prepares all statements with all of them.
pub static ALL: [&Filter; 6] = [&CASELOAD, &PROGRAM, &AGENCY, &PROGRAM_AND_CASELOAD, &AGENCY_AND_CASELOAD, &SHARED];

/// Which rows a permit for a list opens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RowFilter {
    /// What somebody's work opens.
    Staff(StaffRows),
    /// What a person shares with one reader.
    Shared { person: PersonId, with: ShareId },
}

/// The rows that somebody's work opens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StaffRows {
    /// By which relations.
    pub(crate) by: By,
    pub(crate) agency: AgencyId,
    pub(crate) staff: StaffId,
    pub(crate) today: Date,
    pub(crate) person: Option<PersonId>,
}

/// The relations that open rows. Where a role gives a wide one and another gives the caseload, both count: what is
/// restricted, or in another program, is listed for who walks beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum By {
    Caseload,
    Program { roles: String, beside: bool },
    Agency { beside: bool },
}

impl RowFilter {
    pub(crate) fn filter(&self) -> &'static Filter {
        match self {
            Self::Staff(rows) => rows.filter(),
            Self::Shared { .. } => &SHARED,
        }
    }

    pub(crate) fn params(&self) -> Vec<Value> {
        match self {
            Self::Staff(rows) => rows.params(),
            Self::Shared { person, with } => vec![Value::Id(person.bytes()), Value::Id(with.bytes())],
        }
    }
}

impl StaffRows {
    fn filter(&self) -> &'static Filter {
        match self.by {
            By::Caseload => &CASELOAD,
            By::Program { beside: false, .. } => &PROGRAM,
            By::Program { beside: true, .. } => &PROGRAM_AND_CASELOAD,
            By::Agency { beside: false } => &AGENCY,
            By::Agency { beside: true } => &AGENCY_AND_CASELOAD,
        }
    }

    fn params(&self) -> Vec<Value> {
        let person = self.person.map_or(Value::Null, |person| Value::Id(person.bytes()));
        let (staff, agency) = (Value::Id(self.staff.bytes()), Value::Id(self.agency.bytes()));
        let today = Value::Text(self.today.to_string());
        match &self.by {
            By::Caseload | By::Agency { beside: true } => vec![staff, today, person, agency],
            By::Program { roles, beside: false } => vec![staff, today, person, Value::Text(roles.clone())],
            By::Program { roles, beside: true } => vec![staff, today, person, Value::Text(roles.clone()), agency],
            By::Agency { beside: false } => vec![staff, person],
        }
    }
}
