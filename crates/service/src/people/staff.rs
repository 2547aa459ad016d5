//! The people who work at an agency: the list, one of them, adding and ending.

use super::agency::StaffLine;
use super::staff_code::{StaffAdded, first_code, keep_first_code};
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, CommandId, ProgramId, RoleGrantId, RowId, StaffId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::people::{Role, Username, last_day_before};
use domain::text::Line;
use domain::time::Date;

/// How many people one page shows.
const PAGE: usize = 50;

statements! {
    STAFF_AFTER = "
        SELECT s.id, s.name, s.title, s.state
        FROM staff s
        WHERE s.agency_id = $1 AND (s.name, s.id) > ($2, $3)
        ORDER BY s.name, s.id
        LIMIT $4";

    ROLES_ON = "
        SELECT g.staff_id, g.role
        FROM role_grant g
        WHERE g.agency_id = $1 AND g.staff_id IN (SELECT DISTINCT to_id(value) FROM json_each($2))
          AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)
        ORDER BY g.staff_id, g.role";

    ONE_STAFF = "
        SELECT s.name, s.title, s.state, a.username, a.passphrase_hash IS NULL
        FROM staff s
        LEFT JOIN staff_account sa ON sa.staff_agency_id = s.agency_id AND sa.staff_id = s.id
        LEFT JOIN account a ON a.id = sa.account_id
        WHERE s.agency_id = $1 AND s.id = $2";

    GRANTS_OF_STAFF = "
        SELECT g.id, g.role, g.program_id, p.name, g.from_on, g.until_on, b.name
        FROM role_grant g
        LEFT JOIN program p ON p.agency_id = g.agency_id AND p.id = g.program_id
        LEFT JOIN staff b ON b.agency_id = g.agency_id AND b.id = g.granted_by
        WHERE g.agency_id = $1 AND g.staff_id = $2
        ORDER BY g.from_on DESC, g.id DESC";

    LINES_OF_STAFF = "
        SELECT l.id, l.supervisor_id = $2, s.name, l.from_on, l.until_on
        FROM supervision l
        JOIN staff s ON s.agency_id = l.agency_id
          AND s.id = CASE WHEN l.supervisor_id = $2 THEN l.staff_id ELSE l.supervisor_id END
        WHERE l.agency_id = $1 AND (l.supervisor_id = $2 OR l.staff_id = $2)
        ORDER BY l.from_on DESC, l.id DESC";

    pub(super) USERNAME_TAKEN = "SELECT id FROM account WHERE username_folded = $1";

    pub(super) INSERT_STAFF = "
        INSERT INTO staff (agency_id, id, name, title, state, added_by, created_at)
        VALUES ($1, $2, $3, $4, 'active', $5, $6)";

    pub(super) INSERT_STAFF_SIGN_IN = "
        INSERT INTO account (id, username, username_folded, lang, state, created_at)
        VALUES ($1, $2, $3, $4, 'active', $5)";

    pub(super) LINK_STAFF = "INSERT INTO staff_account (account_id, staff_agency_id, staff_id) VALUES ($1, $2, $3)";

    STAFF_ENDS = "UPDATE staff SET state = 'ended' WHERE agency_id = $1 AND id = $2 AND state = 'active'";
    GRANTS_END = "
        UPDATE role_grant SET until_on = $3
        WHERE agency_id = $1 AND staff_id = $2 AND (until_on IS NULL OR until_on > $3)";
    SUPERVISION_ENDS = "
        UPDATE supervision SET until_on = $3
        WHERE agency_id = $1 AND (staff_id = $2 OR supervisor_id = $2) AND (until_on IS NULL OR until_on > $3)";
    WALKS_END = "
        UPDATE assignment SET until_on = $3
        WHERE agency_id = $1 AND staff_id = $2 AND (until_on IS NULL OR until_on > $3)";
}

/// A page of the agency's people.
#[derive(Debug, Clone)]
pub struct StaffPage {
    /// By name.
    pub people: Vec<StaffLine>,
    /// After whom the next page begins. Their name stays out of addresses.
    pub next: Option<StaffId>,
}

/// A role that somebody holds, held or will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantLine {
    /// The grant.
    pub id: RoleGrantId,
    /// The role.
    pub role: Role,
    /// The program; none: the whole agency.
    pub program: Option<(ProgramId, String)>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// Who granted it.
    pub by: Option<String>,
    /// Whether it holds today or later.
    pub open: bool,
}

/// A line of supervision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisionLine {
    /// The line.
    pub id: RowId,
    /// Whether the person of the page is the supervisor in it.
    pub supervises: bool,
    /// The other one.
    pub other: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// Whether it holds today or later.
    pub open: bool,
}

/// Somebody who works at the agency.
#[derive(Debug, Clone)]
pub struct StaffMember {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Whether they work here now.
    pub active: bool,
    /// What they sign in with.
    pub username: Option<String>,
    /// Whether they have never signed in.
    pub never_signed_in: bool,
    /// Roles, newest first.
    pub grants: Vec<GrantLine>,
    /// Supervision, newest first.
    pub lines: Vec<SupervisionLine>,
    /// Whether the reader may change any of it. Nobody changes their own.
    pub may_change: bool,
}

/// A page of the agency's people, after somebody or from the start.
pub fn staff_list(house: &House, session: &Session, after: Option<StaffId>) -> Result<StaffPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let last = match after {
            Some(id) => work.row(&permit, &ONE_STAFF, &params![agency, id])?,
            None => None,
        };
        let name: String = last.map(|mut row| row.take()).transpose()?.unwrap_or_default();
        let id = after.unwrap_or_else(|| domain::id::Identity::from_bytes([0; 16]));
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut people: Vec<StaffLine> = Vec::new();
        for mut row in work.rows(&permit, &STAFF_AFTER, &params![agency, name, id, most])? {
            let (id, name, title) = (row.take()?, row.take()?, row.take()?);
            let state: String = row.take()?;
            people.push(StaffLine { id, name, title, active: state == "active", roles: Vec::new() });
        }
        let more = people.len() > PAGE;
        people.truncate(PAGE);
        let next = people.last().filter(|_| more).map(|last| last.id);
        let ids = access::id_list(people.iter().map(|line| line.id));
        for mut row in work.rows(&permit, &ROLES_ON, &params![agency, ids, today])? {
            let (staff, role): (StaffId, Role) = (row.take()?, row.parse()?);
            if let Some(line) = people.iter_mut().find(|line| line.id == staff) {
                line.roles.push(role);
            }
        }
        Ok(StaffPage { people, next })
    })
}

/// Somebody who works, or worked, at the agency.
pub fn staff_member(house: &House, session: &Session, staff: StaffId) -> Result<StaffMember, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let hat = work.staff_hat()?;
        let agency = hat.agency;
        let today = work.today(agency)?;
        let mut row = work.row(&permit, &ONE_STAFF, &params![agency, staff])?.ok_or(Fault::Absent)?;
        let (name, title): (String, String) = (row.take()?, row.take()?);
        let state: String = row.take()?;
        let username: Option<String> = row.take()?;
        let unused: bool = row.take()?;
        let open = |until: Option<Date>| until.is_none_or(|until| until >= today);
        let mut grants = Vec::new();
        for mut row in work.rows(&permit, &GRANTS_OF_STAFF, &params![agency, staff])? {
            let (id, role) = (row.take()?, row.parse()?);
            let program: Option<ProgramId> = row.take()?;
            let named: Option<String> = row.take()?;
            let (from, until) = (row.take()?, row.take()?);
            let program = program.map(|program| (program, named.unwrap_or_default()));
            grants.push(GrantLine { id, role, program, from, until, by: row.take()?, open: open(until) });
        }
        let mut lines = Vec::new();
        for mut row in work.rows(&permit, &LINES_OF_STAFF, &params![agency, staff])? {
            let (id, supervises, other, from) = (row.take()?, row.take()?, row.take()?, row.take()?);
            let until = row.take()?;
            lines.push(SupervisionLine { id, supervises, other, from, until, open: open(until) });
        }
        let may_change = hat.staff != staff && work.may_agency(Operation::ManageStaff)?;
        let active = state == "active";
        let never_signed_in = unused && username.is_some();
        Ok(StaffMember { id: staff, name, title, active, username, never_signed_in, grants, lines, may_change })
    })
}

/// Somebody new at the agency, as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// What they sign in with.
    pub username: String,
}

/// Adds somebody. They set their own passphrase with the code; nobody here learns it.
pub fn add_staff(house: &House, session: &Session, command: CommandId, new: &NewStaff) -> Result<StaffAdded, Fault> {
    require_step_up(house, session)?;
    let mut errors = Vec::new();
    let mut line =
        |field: &str, text: &str| Line::parse(text).map_err(|notice| errors.push(FieldError::new(field, notice))).ok();
    let (name, title) = (line("name", &new.name), line("title", &new.title));
    let username = Username::parse(&new.username);
    let field = "username";
    let username = username.map_err(|notice| errors.push(FieldError::new(field, notice)));
    let (Some(name), Some(title), Ok(username)) = (name, title, username) else { return Err(Fault::Invalid(errors)) };
    let (code, hashed) = first_code(house, session, command);
    let (staff, username) =
        house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
            let permit = work.permit_agency(Operation::ManageStaff)?;
            let hat = work.staff_hat()?;
            let agency = hat.agency;
            let username = free_name(work, &permit, &username)?;
            let now = work.now();
            let (staff, account): (StaffId, AccountId) = (work.ids().next(), work.ids().next());
            let row = params![agency, staff, name.as_str(), title.as_str(), hat.staff, now];
            work.run(&permit, &INSERT_STAFF, &row)?;
            let row = params![account, username.as_str(), username.folded(), Lang::En, now];
            work.run(&permit, &INSERT_STAFF_SIGN_IN, &row)?;
            work.run(&permit, &LINK_STAFF, &params![account, agency, staff])?;
            keep_first_code(work, &permit, agency, staff, &hashed)?;
            work.detail(&format!("staff {staff} added"));
            Ok((staff, username.as_str().to_owned()))
        })?;
    Ok(StaffAdded { staff, username, code: code.to_string() })
}

/// The name that was asked for, or the next one like it that is free. Names are shared by all agencies: "taken" would
/// tell who works, or is helped, at another one.
fn free_name<'w>(work: &mut Work<'w>, permit: &Permit<'w>, asked: &Username) -> Result<Username, Fault> {
    let mut name = asked.clone();
    for number in 2..1_000 {
        if work.row(permit, &USERNAME_TAKEN, &params![name.folded()])?.is_none() {
            return Ok(name);
        }
        name = Username::parse(&format!("{asked}{number}")).map_err(|notice| Fault::invalid("username", notice))?;
    }
    Err(Fault::invalid("username", Notice::new("choice-unknown")))
}

/// Ends somebody's work here: their roles, supervision and assignments end with yesterday, and their sessions
/// open nothing any more. Their name stays on what they did.
pub fn end_staff(house: &House, session: &Session, command: CommandId, staff: StaffId) -> Result<(), Fault> {
    require_step_up(house, session)?;
    house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let hat = work.staff_hat()?;
        if hat.staff == staff {
            return Err(Fault::refused(Notice::new("role-not-own")));
        }
        let agency = hat.agency;
        let last = last_day_before(work.today(agency)?);
        if work.run(&permit, &STAFF_ENDS, &params![agency, staff])? == 0 {
            return Err(Fault::Absent);
        }
        for statement in [&GRANTS_END, &SUPERVISION_ENDS, &WALKS_END] {
            work.run(&permit, statement, &params![agency, staff, last])?;
        }
        work.detail(&format!("staff {staff} ended"));
        Ok(())
    })
}
