//! Who was given a role that opens charts, for those who watch over privacy: an administrator grants roles alone,
//! and somebody else sees it.

use crate::{Fault, House, Session};
use access::{Operation, params, rules, statements};
use domain::people::Role;
use domain::time::{Date, plus_days};

/// For how many days a grant is news. House rule.
const NEWS_FOR: i64 = 30;

statements! {
    GRANTS_SINCE = "
        SELECT s.name, g.role, g.from_on, b.name
        FROM role_grant g
        JOIN staff s ON s.agency_id = g.agency_id AND s.id = g.staff_id
        LEFT JOIN staff b ON b.agency_id = g.agency_id AND b.id = g.granted_by
        WHERE g.agency_id = $1 AND g.granted_by IS NOT NULL AND g.from_on >= $2
        ORDER BY g.from_on DESC, g.id DESC LIMIT 200";
}

/// A grant that opens charts.
#[derive(Debug, Clone)]
pub struct NewReader {
    /// To whom.
    pub name: String,
    /// Which role.
    pub role: Role,
    /// From which day.
    pub from: Date,
    /// Who granted it.
    pub by: Option<String>,
}

/// Roles that open charts and were granted in the last thirty days, newest first. Empty for everybody but the privacy
/// and the compliance officer.
pub fn new_chart_readers(house: &House, session: &Session) -> Result<Vec<NewReader>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let watches = |role: &Role| matches!(role, Role::PrivacyOfficer | Role::ComplianceOfficer);
        if !work.roles()?.iter().any(watches) {
            return Ok(Vec::new());
        }
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let since = plus_days(work.today(agency)?, -NEWS_FOR);
        let mut readers: Vec<NewReader> = Vec::new();
        for mut row in work.rows(&permit, &GRANTS_SINCE, &params![agency, since])? {
            let (name, role) = (row.take()?, row.parse()?);
            readers.push(NewReader { name, role, from: row.take()?, by: row.take()? });
        }
        readers.retain(|one| rules::possible(&[one.role], Operation::ReadMember));
        Ok(readers)
    })
}
