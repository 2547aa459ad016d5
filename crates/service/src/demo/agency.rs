//! An invented agency: its programs and its staff.

use super::AgencyScript;
use crate::{Fault, House, Session};
use access::{Actor, Operation, StaffHat, params, statements};
use domain::id::{AccountId, AgencyId, ProgramId, RoleGrantId, RowId, StaffId};
use domain::lang::Lang;
use domain::people::{Role, Strength};

statements! {
    INSERT_AGENCY = "
        INSERT INTO agency (id, slug, name, zone, state, demo, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    INSERT_PROGRAM = "
        INSERT INTO program (agency_id, id, name, rule_pack, regime, starts_on) VALUES ($1, $2, $3, $4, $5, $6)";
    INSERT_STAFF = "
        INSERT INTO staff (agency_id, id, name, title, state, created_at) VALUES ($1, $2, $3, $4, 'active', $5)";
    INSERT_ROLE = "
        INSERT INTO role_grant (agency_id, id, staff_id, role, from_on) VALUES ($1, $2, $3, $4, $5)";
    pub(super) INSERT_ACCOUNT = "
        INSERT INTO account (id, username, username_folded, passphrase_hash, lang, state, created_at)
        VALUES ($1, $2, $3, $4, $5, 'active', $6)";
    INSERT_STAFF_ACCOUNT = "
        INSERT INTO staff_account (account_id, staff_agency_id, staff_id) VALUES ($1, $2, $3)";
    INSERT_SUPERVISION = "
        INSERT INTO supervision (agency_id, id, supervisor_id, staff_id, from_on) VALUES ($1, $2, $3, $4, $5)";
}

/// An agency that stands, with the sessions of those who tell its stories.
pub(super) struct Team {
    pub(super) agency: AgencyId,
    pub(super) programs: Vec<ProgramId>,
    pub(super) peers: Vec<Session>,
    pub(super) supervisor: Option<Session>,
    pub(super) clinician: Option<Session>,
}

/// Founds the agency.
pub(super) fn found(house: &House, script: &AgencyScript, hash: &str) -> Result<Team, Fault> {
    let mut call = house.call(Actor::Operator);
    let agency: AgencyId = call.ids.next();
    let programs: Vec<ProgramId> = script.programs.iter().map(|_| call.ids.next()).collect();
    let staff: Vec<(StaffId, AccountId)> = script.staff.iter().map(|_| (call.ids.next(), call.ids.next())).collect();
    let zone = domain::time::zone(&script.zone).map_err(|why| Fault::Broken(why.to_string()))?;
    let today = call.now.date(&zone);
    let rows = Rows::of(script, hash);
    let (made_programs, made_staff) = (programs.clone(), staff.clone());
    house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let now = work.now();
        let values = params![agency, rows.slug, rows.name, rows.zone, rows.state, true, now];
        work.run(&permit, &INSERT_AGENCY, &values)?;
        for (id, (name, pack, regime)) in made_programs.iter().zip(&rows.programs) {
            work.run(&permit, &INSERT_PROGRAM, &params![agency, *id, name, pack, regime, today])?;
        }
        for ((id, account), person) in made_staff.iter().zip(&rows.staff) {
            work.run(&permit, &INSERT_STAFF, &params![agency, *id, person.name, person.title, now])?;
            let values = params![*account, person.username, person.username, rows.hash, Lang::En, now];
            work.run(&permit, &INSERT_ACCOUNT, &values)?;
            work.run(&permit, &INSERT_STAFF_ACCOUNT, &params![*account, agency, *id])?;
            for role in &person.roles {
                let grant: RoleGrantId = work.ids().next();
                work.run(&permit, &INSERT_ROLE, &params![agency, grant, *id, role, today])?;
            }
        }
        let has = |role: &str| rows.staff.iter().position(|person| person.roles.iter().any(|held| held == role));
        if let Some((supervisor, _)) = has("supervisor").and_then(|at| made_staff.get(at)) {
            for ((id, _), _) in made_staff.iter().zip(&rows.staff).filter(|((id, _), _)| id != supervisor) {
                let row: RowId = work.ids().next();
                work.run(&permit, &INSERT_SUPERVISION, &params![agency, row, *supervisor, *id, today])?;
            }
        }
        Ok(())
    })?;
    let sessions: Vec<Session> = staff
        .iter()
        .zip(&script.staff)
        .map(|((staff, account), person)| Session {
            id: call.ids.next(),
            account: *account,
            actor: Actor::Staff(StaffHat { account: *account, agency, staff: *staff, person: None }),
            name: person.name.clone(),
            agency_slug: Some(script.slug.clone()),
            agency_name: Some(script.name.clone()),
            roles: person.roles.iter().filter_map(|role| role.parse().ok()).collect(),
            lang: Lang::En,
            narrowed_to: None,
            idle_seconds: 900,
            strength: Strength::Passphrase,
            stepped_up: None,
            device: None,
            more_hats: false,
            form_token: String::new(),
        })
        .collect();
    let with = |role: Role| sessions.iter().find(|session| session.roles.contains(&role)).cloned();
    let walks = |session: &&Session| {
        session.roles.iter().any(|role| matches!(role, Role::PeerSpecialist | Role::FamilyPartner))
    };
    Ok(Team {
        agency,
        programs,
        peers: sessions.iter().filter(walks).cloned().collect(),
        supervisor: with(Role::Supervisor),
        clinician: with(Role::Clinician),
    })
}

/// What the unit of work needs of the script, owned, so that it may run again.
struct Rows {
    slug: String,
    name: String,
    zone: String,
    state: String,
    hash: String,
    programs: Vec<(String, String, String)>,
    staff: Vec<Person>,
}

struct Person {
    name: String,
    title: String,
    username: String,
    roles: Vec<String>,
}

impl Rows {
    fn of(script: &AgencyScript, hash: &str) -> Self {
        let regime = |pack: &str| {
            let pack = words::content::programs().iter().find(|known| known.id == pack);
            pack.map_or("undecided", |pack| pack.default_regime.value.code()).to_owned()
        };
        Self {
            slug: script.slug.clone(),
            name: script.name.clone(),
            zone: script.zone.clone(),
            state: script.state.clone(),
            hash: hash.to_owned(),
            programs: script
                .programs
                .iter()
                .map(|p| (p.name.clone(), p.rule_pack.clone(), regime(&p.rule_pack)))
                .collect(),
            staff: script
                .staff
                .iter()
                .map(|person| Person {
                    name: person.name.clone(),
                    title: person.title.clone(),
                    username: person.username.clone(),
                    roles: person.roles.clone(),
                })
                .collect(),
        }
    }
}
