//! Roles with dates, and who supervises whom. Nobody grants themselves anything.

use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, ProgramId, RoleGrantId, RowId, StaffId};
use domain::notice::Notice;
use domain::people::{Role, Span, last_day_before};
use domain::time::Date;

statements! {
    ACTIVE_STAFF = "SELECT id FROM staff WHERE agency_id = $1 AND id = $2 AND state = 'active'";

    RUNNING_PROGRAM = "
        SELECT id FROM program WHERE agency_id = $1 AND id = $2 AND (ends_on IS NULL OR ends_on >= $3)";

    SAME_GRANT = "
        SELECT id FROM role_grant
        WHERE agency_id = $1 AND staff_id = $2 AND role = $3 AND (until_on IS NULL OR until_on >= $5)
          AND (program_id IS NULL OR program_id = $4)";

    INSERT_GRANT = "
        INSERT INTO role_grant (agency_id, id, staff_id, role, program_id, from_on, until_on, granted_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    END_GRANT = "
        UPDATE role_grant SET until_on = $4
        WHERE agency_id = $1 AND id = $2 AND staff_id = $3 AND (until_on IS NULL OR until_on > $4)";

    SAME_LINE = "
        SELECT id FROM supervision
        WHERE agency_id = $1 AND supervisor_id = $2 AND staff_id = $3 AND (until_on IS NULL OR until_on >= $4)";

    INSERT_LINE = "
        INSERT INTO supervision (agency_id, id, supervisor_id, staff_id, from_on) VALUES ($1, $2, $3, $4, $5)";

    END_LINE = "
        UPDATE supervision SET until_on = $3
        WHERE agency_id = $1 AND id = $2 AND (until_on IS NULL OR until_on > $3)";
}

/// Roles that an agency may grant to the people on its list.
pub const GRANTABLE: [Role; 13] = [
    Role::PeerSpecialist,
    Role::FamilyPartner,
    Role::Trainee,
    Role::Volunteer,
    Role::FrontDesk,
    Role::Supervisor,
    Role::Clinician,
    Role::AgencyAdmin,
    Role::ComplianceOfficer,
    Role::PrivacyOfficer,
    Role::Biller,
    Role::DirectoryEditor,
    Role::Monitor,
];

/// A role to grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewGrant {
    /// To whom.
    pub staff: StaffId,
    /// Which.
    pub role: Role,
    /// In which program; none: the whole agency.
    pub program: Option<ProgramId>,
    /// From which day, today unless said otherwise.
    pub from: Option<Date>,
    /// Through which day.
    pub until: Option<Date>,
}

/// Grants a role.
pub fn grant_role(house: &House, session: &Session, command: CommandId, grant: NewGrant) -> Result<RoleGrantId, Fault> {
    require_step_up(house, session)?;
    if !GRANTABLE.contains(&grant.role) {
        return Err(Fault::invalid("role", Notice::new("choice-unknown")));
    }
    house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let hat = work.staff_hat()?;
        if hat.staff == grant.staff {
            return Err(Fault::refused(Notice::new("role-not-own")));
        }
        let agency = hat.agency;
        let today = work.today(agency)?;
        let from = grant.from.unwrap_or(today);
        if from < today {
            return Err(Fault::invalid("from", Notice::new("assign-from-past")));
        }
        Span::new(Some(from), grant.until).map_err(|notice| Fault::invalid("until", notice))?;
        work.row(&permit, &ACTIVE_STAFF, &params![agency, grant.staff])?.ok_or(Fault::Absent)?;
        if let Some(program) = grant.program {
            let running = work.row(&permit, &RUNNING_PROGRAM, &params![agency, program, today])?;
            running.ok_or_else(|| Fault::invalid("program", Notice::new("choice-unknown")))?;
        }
        let role = grant.role.code();
        if work.row(&permit, &SAME_GRANT, &params![agency, grant.staff, role, grant.program, from])?.is_some() {
            return Err(Fault::invalid("role", Notice::new("role-held-already")));
        }
        let id: RoleGrantId = work.ids().next();
        let row = params![agency, id, grant.staff, role, grant.program, from, grant.until, hat.staff];
        work.run(&permit, &INSERT_GRANT, &row)?;
        work.detail(&format!("granted {role} to {}", grant.staff));
        Ok(id)
    })
}

/// Ends a role. It holds no more from now on and stays in the history.
pub fn end_role(
    house: &House,
    session: &Session,
    command: CommandId,
    staff: StaffId,
    grant: RoleGrantId,
) -> Result<(), Fault> {
    require_step_up(house, session)?;
    house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let hat = work.staff_hat()?;
        if hat.staff == staff {
            return Err(Fault::refused(Notice::new("role-not-own")));
        }
        let last = last_day_before(work.today(hat.agency)?);
        if work.run(&permit, &END_GRANT, &params![hat.agency, grant, staff, last])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("ended grant {grant}"));
        Ok(())
    })
}

/// Says who supervises somebody from a day on.
pub fn add_supervision(
    house: &House,
    session: &Session,
    command: CommandId,
    supervisor: StaffId,
    staff: StaffId,
    from: Option<Date>,
) -> Result<RowId, Fault> {
    require_step_up(house, session)?;
    if supervisor == staff {
        return Err(Fault::invalid("supervisor", Notice::new("supervision-self")));
    }
    house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let hat = work.staff_hat()?;
        if hat.staff == supervisor {
            return Err(Fault::refused(Notice::new("role-not-own")));
        }
        let agency = hat.agency;
        let today = work.today(agency)?;
        let from = from.unwrap_or(today);
        if from < today {
            return Err(Fault::invalid("from", Notice::new("assign-from-past")));
        }
        for (field, who) in [("supervisor", supervisor), ("staff", staff)] {
            let known = work.row(&permit, &ACTIVE_STAFF, &params![agency, who])?;
            known.ok_or_else(|| Fault::invalid(field, Notice::new("choice-unknown")))?;
        }
        if work.row(&permit, &SAME_LINE, &params![agency, supervisor, staff, from])?.is_some() {
            return Err(Fault::invalid("supervisor", Notice::new("supervision-already")));
        }
        let id: RowId = work.ids().next();
        work.run(&permit, &INSERT_LINE, &params![agency, id, supervisor, staff, from])?;
        work.detail(&format!("supervision {id}"));
        Ok(id)
    })
}

/// Ends a line of supervision.
pub fn end_supervision(house: &House, session: &Session, command: CommandId, line: RowId) -> Result<(), Fault> {
    require_step_up(house, session)?;
    house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let last = last_day_before(work.today(agency)?);
        if work.run(&permit, &END_LINE, &params![agency, line, last])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("supervision {line} ended"));
        Ok(())
    })
}
