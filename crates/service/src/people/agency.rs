//! The agency's own page: its name and programs.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ProgramId, StaffId};
use domain::people::Role;
use domain::time::Date;

statements! {
    AGENCY = "SELECT name, zone FROM agency WHERE id = $1";

    PROGRAMS = "
        SELECT p.id, p.name, p.rule_pack, p.starts_on, p.ends_on,
          (SELECT count(*) FROM enrolment e
           WHERE e.agency_id = p.agency_id AND e.program_id = p.id AND e.starts_on <= $2
             AND (e.ends_on IS NULL OR e.ends_on >= $2))
        FROM program p
        WHERE p.agency_id = $1
        ORDER BY p.name, p.id";
}

/// A staff member in the agency's list.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Whether they work here now.
    pub active: bool,
    /// Roles held today.
    pub roles: Vec<Role>,
}

/// A program of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyProgram {
    /// The program.
    pub id: ProgramId,
    /// Its name.
    pub name: String,
    /// Its rule pack.
    pub rule_pack: String,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Option<Date>,
    /// How many are enrolled today.
    pub enrolled: i64,
}

/// What the agency's page shows.
#[derive(Debug, Clone)]
pub struct AgencyPage {
    /// The agency's name.
    pub name: String,
    /// Its zone, by its IANA name.
    pub zone: String,
    /// Its programs.
    pub programs: Vec<AgencyProgram>,
    /// Whether the reader may change people and their roles.
    pub may_manage_staff: bool,
    /// Whether the reader may add and end programs.
    pub may_manage_programs: bool,
    /// Whether the reader may adopt values of rules.
    pub may_adopt: bool,
}

/// The agency's own page.
pub fn agency(house: &House, session: &Session) -> Result<AgencyPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let id = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(id)?;
        let mut row = work.row(&permit, &AGENCY, &params![id])?.ok_or(Fault::Absent)?;
        let mut programs = Vec::new();
        for mut row in work.rows(&permit, &PROGRAMS, &params![id, today])? {
            let (id, name, rule_pack) = (row.take()?, row.take()?, row.take()?);
            let (starts_on, ends_on) = (row.take()?, row.take()?);
            programs.push(AgencyProgram { id, name, rule_pack, starts_on, ends_on, enrolled: row.take()? });
        }
        Ok(AgencyPage {
            name: row.take()?,
            zone: row.take()?,
            programs,
            may_manage_staff: work.may_agency(Operation::ManageStaff)?,
            may_manage_programs: work.may_agency(Operation::ManagePrograms)?,
            may_adopt: work.may_agency(Operation::AdoptRule)?,
        })
    })
}
