//! Opening a chart for someone new: one name is enough, after a look at who is here already.

use super::enrol::INSERT_ENROLMENT;
use super::find::{Found, Scope, within};
use super::give::INSERT_ASSIGNMENT;
use super::names::store_keys;
use crate::{Fault, House, Session};
use access::rules::rules_for;
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, AssignmentId, CommandId, EnrolmentId, MemberId, ProgramId, StaffId};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::people::WALKS_BESIDE;
use domain::text::Line;
use domain::time::Date;

statements! {
    pub(crate) INSERT_MEMBER = "
        INSERT INTO member (agency_id, id, called, lang, state, state_since, joined, restricted, revision, created_at, created_by)
        VALUES ($1, $2, $3, $4, 'active', $5, $6, $6, 1, $7, $8)";

    /// Programs that run on a day and in which a staff member holds one of some roles.
    PROGRAMS_TO_JOIN = "
        SELECT p.id, p.name
        FROM program p
        WHERE p.agency_id = $1 AND p.starts_on <= $3 AND (p.ends_on IS NULL OR p.ends_on >= $3)
          AND EXISTS (SELECT 1 FROM role_grant g
                      WHERE g.agency_id = p.agency_id AND g.staff_id = $2
                        AND g.role IN (SELECT value FROM json_each($4))
                        AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)
                        AND (g.program_id IS NULL OR g.program_id = p.id))
        ORDER BY p.name, p.id";
}

/// Someone new, as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// What they like to be called.
    pub called: String,
    /// The language they read.
    pub lang: Lang,
    /// The program they come to, if that is known.
    pub program: Option<ProgramId>,
    /// Whether the registrar has looked at who is here already.
    pub someone_new: bool,
}

/// What came of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registration {
    /// The chart is open.
    Done {
        /// The chart.
        member: MemberId,
        /// Whether the registrar may open it: the front desk may not.
        may_open: bool,
    },
    /// Perhaps they are here already: nothing was written.
    Likely(Found),
}

/// A program that a new member may come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramToJoin {
    /// The program.
    pub id: ProgramId,
    /// Its name.
    pub name: String,
}

/// The programs that the registrar may register for.
pub fn programs_to_join(house: &House, session: &Session) -> Result<Vec<ProgramToJoin>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::RegisterMember)?;
        let hat = work.staff_hat()?;
        let today = work.today(hat.agency)?;
        programs_of(work, &permit, hat.agency, hat.staff, today)
    })
}

fn programs_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    staff: StaffId,
    today: Date,
) -> Result<Vec<ProgramToJoin>, Fault> {
    let roles: Vec<&str> =
        rules_for(Operation::RegisterMember).flat_map(|rule| rule.roles).map(|role| role.code()).collect();
    let roles = serde_json::to_string(&roles).map_err(|why| Fault::Broken(why.to_string()))?;
    let rows = work.rows(permit, &PROGRAMS_TO_JOIN, &params![agency, staff, today, roles])?;
    rows.into_iter().map(|mut row| Ok(ProgramToJoin { id: row.take()?, name: row.take()? })).collect()
}

/// Opens a chart without a look around: for who already has looked.
pub fn register(
    house: &House,
    session: &Session,
    command: CommandId,
    called: &str,
    lang: Lang,
) -> Result<MemberId, Fault> {
    let new = NewMember { called: called.to_owned(), lang, program: None, someone_new: true };
    match welcome(house, session, command, new)? {
        Registration::Done { member, .. } => Ok(member),
        Registration::Likely(_) => Err(Fault::Broken("somebody new is nobody else".into())),
    }
}

/// Opens a chart for somebody, or shows who may be the same person.
///
/// Whoever registers somebody and may walk beside them does so until someone else does. They come to the program
/// that was chosen, or to the only one there is.
pub fn welcome(house: &House, session: &Session, command: CommandId, new: NewMember) -> Result<Registration, Fault> {
    let called = Line::parse(&new.called).map_err(|notice| Fault::invalid("called", notice))?;
    if !new.someone_new {
        let look = |work: &mut Work<'_>| {
            // Only for who may open a chart: this look says more than a search does.
            if !work.may_agency(Operation::RegisterMember)? {
                return Err(Fault::Absent);
            }
            within(work, called.as_str(), Scope::Agency)
        };
        let found = house.store().read(&house.call_as(session), look)?.likely();
        if !found.is_empty() {
            return Ok(Registration::Likely(found));
        }
    }
    let (lang, program) = (new.lang, new.program);
    let (member, may_open) =
        house.store().command(&house.call_as(session), command, Operation::RegisterMember, move |work| {
            let permit = work.permit_agency(Operation::RegisterMember)?;
            let hat = work.staff_hat()?;
            let today = work.today(hat.agency)?;
            let programs = programs_of(work, &permit, hat.agency, hat.staff, today)?;
            let program = match (program, programs.as_slice()) {
                (Some(wanted), known) if known.iter().any(|own| own.id == wanted) => Some(wanted),
                (Some(_), _) => return Err(Fault::invalid("program", Notice::new("choice-unknown"))),
                (None, [only]) => Some(only.id),
                (None, _) => None,
            };
            let now = work.now();
            let member: MemberId = work.ids().next();
            let row = params![hat.agency, member, called.as_str(), lang, today, false, now, hat.staff];
            work.run(&permit, &INSERT_MEMBER, &row)?;
            store_keys(work, &permit, hat.agency, member, &[called.as_str()])?;
            if let Some(program) = program {
                let id: EnrolmentId = work.ids().next();
                let nothing: Option<String> = None;
                work.run(&permit, &INSERT_ENROLMENT, &params![hat.agency, id, member, program, today, nothing])?;
            }
            let walks = work.roles()?.iter().any(|role| WALKS_BESIDE.contains(role));
            if walks {
                let id: AssignmentId = work.ids().next();
                let (nobody, open): (Option<StaffId>, Option<Date>) = (None, None);
                let row = params![hat.agency, id, member, hat.staff, "primary", nobody, today, open, hat.staff];
                work.run(&permit, &INSERT_ASSIGNMENT, &row)?;
            }
            work.detail(&format!("registered {member}"));
            let may_open = work.could(Operation::ReadMember, member)?;
            Ok((member, may_open))
        })?;
    Ok(Registration::Done { member, may_open })
}
