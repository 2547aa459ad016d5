//! An invented agency: its programs and its staff.

use super::ledger::{self, Days, Ledger};
use super::script::{AgencyScript, StaffScript};
use crate::Fault;
use access::params;
use domain::id::{AccountId, AgencyId, PersonId, ProgramId, RoleGrantId, RowId, StaffId};
use domain::lang::Lang;
use domain::people::Role;
use domain::time::plus_days;

/// A program.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub(super) id: ProgramId,
    pub(super) pack: String,
    pub(super) regime: String,
}

/// Someone on the staff.
#[derive(Debug, Clone)]
pub(super) struct Colleague {
    pub(super) id: StaffId,
    pub(super) account: AccountId,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) roles: Vec<Role>,
}

/// An agency with the people who tell its stories.
#[derive(Debug, Clone)]
pub(super) struct Team {
    pub(super) agency: AgencyId,
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) days: Days,
    pub(super) programs: Vec<Program>,
    pub(super) staff: Vec<Colleague>,
}

impl Team {
    /// The first who holds a role.
    pub(super) fn holding(&self, role: Role) -> Option<&Colleague> {
        self.staff.iter().find(|colleague| colleague.roles.contains(&role))
    }
}

/// Founds an agency of the script, a good year ago.
pub(super) fn found(ledger: &mut Ledger<'_>, script: &AgencyScript, hash: &str) -> Result<Team, Fault> {
    let zone = domain::time::zone(&script.zone).map_err(|why| Fault::Broken(why.to_string()))?;
    let days = Days::new(ledger.now, zone);
    let agency: AgencyId = ledger.ids.next();
    let began = plus_days(days.today, -400);
    let created = days.moment(began, 9, 0);
    let nothing: Option<&str> = None;
    ledger.put(
        ledger::AGENCY,
        params![agency, script.slug, script.name, script.zone, script.state, nothing, true, created],
    )?;
    let mut programs = Vec::new();
    for program in &script.programs {
        let id: ProgramId = ledger.ids.next();
        let pack = words::content::programs().iter().find(|known| known.id == program.rule_pack);
        let regime = pack.map_or("undecided", |pack| pack.default_regime.value.code()).to_owned();
        ledger.put(ledger::PROGRAM, params![agency, id, program.name, program.rule_pack, regime, began])?;
        programs.push(Program { id, pack: program.rule_pack.clone(), regime });
    }
    let (slug, name) = (script.slug.clone(), script.name.clone());
    let mut team = Team { agency, slug, name, days, programs, staff: Vec::new() };
    for person in &script.staff {
        hire(ledger, &mut team, person, hash)?;
    }
    let supervisor = team.holding(Role::Supervisor).map(|colleague| colleague.id);
    for colleague in &team.staff {
        if let Some(supervisor) = supervisor.filter(|supervisor| *supervisor != colleague.id) {
            let id: RowId = ledger.ids.next();
            ledger.put(ledger::SUPERVISION, params![agency, id, supervisor, colleague.id, began])?;
        }
    }
    Ok(team)
}

/// Takes somebody on, with a sign-in and their roles.
pub(super) fn hire(ledger: &mut Ledger<'_>, team: &mut Team, person: &StaffScript, hash: &str) -> Result<(), Fault> {
    let (id, account): (StaffId, AccountId) = (ledger.ids.next(), ledger.ids.next());
    let began = plus_days(team.days.today, -390);
    let created = team.days.moment(began, 9, 0);
    let StaffScript { name, title, username, roles } = person;
    ledger.put(ledger::ACCOUNT, params![account, username, username, hash, Lang::En, "active", created])?;
    ledger.put(ledger::STAFF, params![team.agency, id, name, title, "active", created])?;
    ledger.put(ledger::STAFF_ACCOUNT, params![account, team.agency, id])?;
    for role in roles {
        let grant: RoleGrantId = ledger.ids.next();
        ledger.put(ledger::ROLE, params![team.agency, grant, id, role, began])?;
    }
    let roles = roles.iter().filter_map(|role| role.parse().ok()).collect();
    team.staff.push(Colleague { id, account, username: username.clone(), name: name.clone(), roles });
    Ok(())
}

/// A sign-in of a member's own, with a space behind it.
pub(super) fn welcome(
    ledger: &mut Ledger<'_>,
    days: &Days,
    username: &str,
    lang: Lang,
    hash: &str,
) -> Result<PersonId, Fault> {
    let account: AccountId = ledger.ids.next();
    let created = days.moment(days.ago(1), 15, 0);
    ledger.put(ledger::ACCOUNT, params![account, username, username, hash, lang, "active", created])?;
    space(ledger, account, days)
}

/// The space of somebody who signs in already.
pub(super) fn space(ledger: &mut Ledger<'_>, account: AccountId, days: &Days) -> Result<PersonId, Fault> {
    let person: PersonId = ledger.ids.next();
    let created = days.moment(days.ago(1), 15, 0);
    ledger.put(ledger::PERSON, params![person, account, created])?;
    Ok(person)
}
