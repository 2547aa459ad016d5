//! The agency's own page: its people and programs.

use super::lines::ProgramLine;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::people::Role;

statements! {
    AGENCY = "SELECT name, zone FROM agency WHERE id = $1";

    PROGRAMS = "SELECT name, rule_pack, starts_on FROM program WHERE agency_id = $1 ORDER BY name";

    STAFF_WITH_ROLES = "
        SELECT s.id, s.name, s.title, g.role
        FROM staff s
        LEFT JOIN role_grant g ON g.agency_id = s.agency_id AND g.staff_id = s.id
          AND g.from_on <= $2 AND (g.until_on IS NULL OR g.until_on >= $2)
        WHERE s.agency_id = $1 AND s.state = 'active'
        ORDER BY s.name, s.id, g.role";
}

/// A staff member in the agency's list.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Roles held today.
    pub roles: Vec<Role>,
}

/// What the agency's page shows.
#[derive(Debug, Clone)]
pub struct AgencyPage {
    /// The agency's name.
    pub name: String,
    /// Its zone, by its IANA name.
    pub zone: String,
    /// Its programs.
    pub programs: Vec<ProgramLine>,
    /// Its people.
    pub staff: Vec<StaffLine>,
}

/// The agency's own page.
pub fn agency(house: &House, session: &Session) -> Result<AgencyPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let id = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(id)?;
        let mut row = work.row(&permit, &AGENCY, &params![id])?.ok_or(Fault::Absent)?;
        let programs = work.rows(&permit, &PROGRAMS, &params![id])?;
        let mut staff: Vec<(domain::id::StaffId, StaffLine)> = Vec::new();
        for mut row in work.rows(&permit, &STAFF_WITH_ROLES, &params![id, today])? {
            let who = row.take()?;
            let (name, title) = (row.take()?, row.take()?);
            let role: Option<Role> = row.parse_option()?;
            if staff.last().is_none_or(|(last, _)| *last != who) {
                staff.push((who, StaffLine { name, title, roles: Vec::new() }));
            }
            if let (Some((_, line)), Some(role)) = (staff.last_mut(), role) {
                line.roles.push(role);
            }
        }
        Ok(AgencyPage {
            name: row.take()?,
            zone: row.take()?,
            programs: programs
                .into_iter()
                .map(|mut row| Ok(ProgramLine { name: row.take()?, rule_pack: row.take()?, starts_on: row.take()? }))
                .collect::<Result<_, Fault>>()?,
            staff: staff.into_iter().map(|(_, line)| line).collect(),
        })
    })
}
