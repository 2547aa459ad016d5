//! As many invented people as one likes, by chance, and the same for the same seed.

use super::agency::{self, Colleague, Program, Team};
use super::ledger::{self, Days, Ledger};
use super::life::{Course, Who, tell};
use super::script::{AllyScript, Lately, Names, Script, StaffScript, Stage};
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::{Ids, RowId};
use domain::lang::Lang;
use domain::people::Role;
use domain::time::{Moment, plus_days};
use fastrand::Rng;

statements! {
    AGENCIES_KNOWN = "SELECT id, slug, name, zone, demo FROM agency ORDER BY created_at, id";
    PROGRAMS_KNOWN = "SELECT id, rule_pack, regime FROM program WHERE agency_id = $1 ORDER BY name, id";
    STAFF_KNOWN = "
        SELECT s.id, a.account_id, s.name, g.role
        FROM staff s
        JOIN staff_account a ON a.staff_agency_id = s.agency_id AND a.staff_id = s.id
        JOIN role_grant g ON g.agency_id = s.agency_id AND g.staff_id = s.id
        WHERE s.agency_id = $1 AND s.state = 'active' AND g.role IN ('supervisor', 'clinician')
        ORDER BY s.created_at, s.id LIMIT 50";
    USERNAME_TAKEN = "SELECT 1 FROM account WHERE username_folded = $1";
}

/// How many members one peer walks beside.
const CASELOAD: usize = 35;
/// How many peers one supervisor has.
const TEAM: usize = 12;
/// Members in one transaction: what they change fits in the memory that SQLite keeps pages in, and is written once.
pub(super) const BATCH: usize = 5_000;

/// An agency that is there.
pub(super) struct Known {
    pub(super) slug: String,
    pub(super) demo: bool,
    team: Team,
}

/// Agencies that are there, the oldest first.
pub(super) fn known(house: &House) -> Result<Vec<Known>, Fault> {
    house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let now = work.now();
        let mut found = Vec::new();
        for mut row in work.rows(&permit, &AGENCIES_KNOWN, &params![])? {
            let (agency, slug, name) = (row.take()?, row.take::<String>()?, row.take::<String>()?);
            let zone = domain::time::zone(&row.take::<String>()?).map_err(|why| Fault::Broken(why.to_string()))?;
            let demo: bool = row.take()?;
            let days = Days::new(now, zone);
            let team = Team { agency, slug: slug.clone(), name, days, programs: Vec::new(), staff: Vec::new() };
            found.push(Known { slug, demo, team });
        }
        for Known { team, .. } in &mut found {
            for mut row in work.rows(&permit, &PROGRAMS_KNOWN, &params![team.agency])? {
                team.programs.push(Program { id: row.take()?, pack: row.take()?, regime: row.take()? });
            }
            for mut row in work.rows(&permit, &STAFF_KNOWN, &params![team.agency])? {
                let (id, account, name) = (row.take()?, row.take()?, row.take()?);
                let roles: Vec<Role> = row.parse().into_iter().collect();
                team.staff.push(Colleague { id, account, username: String::new(), name, roles });
            }
        }
        Ok(found)
    })
}

/// Whether people of this seed are there already.
pub(super) fn seeded(house: &House, seed: u64) -> Result<bool, Fault> {
    let name = username(seed, 0);
    house.store().read(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        Ok(work.row(&permit, &USERNAME_TAKEN, &params![name.as_str()])?.is_some())
    })
}

/// Identities of a seed: the same in every run of a day.
pub(super) fn ids(seed: u64, batch: u64, now: Moment) -> Ids {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ batch);
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    Ids::new(now, bytes)
}

impl Known {
    /// The team to add people to.
    pub(super) fn into_team(self) -> Team {
        self.team
    }
}

/// Takes on as many peers as the members need, with a supervisor for each team of them.
pub(super) fn hire(
    ledger: &mut Ledger<'_>,
    team: &mut Team,
    script: &Script,
    members: usize,
    seed: u64,
    hash: &str,
) -> Result<(), Fault> {
    let mut rng = Rng::with_seed(seed ^ 0x7374_6166);
    let peers = members.div_ceil(CASELOAD);
    let supervisors = peers.div_ceil(TEAM);
    let names = script.names.iter().find(|names| names.lang == Lang::En);
    let before = team.staff.len();
    for place in 0..peers + supervisors {
        let (title, role) =
            if place < peers { ("Peer recovery specialist", "peer-specialist") } else { ("Supervisor", "supervisor") };
        let name = names.map(|names| full_name(names, &mut rng)).unwrap_or_default();
        let (title, roles, username) = (title.to_owned(), vec![role.to_owned()], username(seed, place));
        agency::hire(ledger, team, &StaffScript { name, title, username, roles }, hash)?;
    }
    let from = plus_days(team.days.today, -380);
    for place in 0..peers {
        let of = |place: usize| team.staff.get(before + place).map(|colleague| colleague.id);
        if let (Some(peer), Some(supervisor)) = (of(place), of(peers + place / TEAM)) {
            let id: RowId = ledger.ids.next();
            ledger.put(ledger::SUPERVISION, params![team.agency, id, supervisor, peer, from])?;
        }
    }
    Ok(())
}

/// Adds one member: the `place`th of the seed.
pub(super) fn add(
    ledger: &mut Ledger<'_>,
    team: &Team,
    peers: &[&Colleague],
    script: &Script,
    seed: u64,
    place: usize,
) -> Result<(), Fault> {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ place as u64);
    let Some(peer) = peers.get(place / CASELOAD).or(peers.last()) else { return Ok(()) };
    let lang = if rng.f32() < 0.15 { Lang::Es } else { Lang::En };
    let Some(names) = script.names.iter().find(|names| names.lang == lang) else { return Ok(()) };
    let full = full_name(names, &mut rng);
    let first = full.split(' ').next().unwrap_or_default().to_owned();
    let called = if rng.f32() < 0.12 { pick(&names.called, &mut rng).to_owned() } else { first };
    let stage = match rng.u8(0..100) {
        0..8 => Stage::None,
        8..20 => Stage::Draft,
        20..26 => Stage::Waiting,
        26..34 => Stage::Cosign,
        34..62 => Stage::Signed,
        62..68 => Stage::Due,
        _ => Stage::Reviewed,
    };
    let since = match stage {
        Stage::None | Stage::Draft => rng.i64(0..25),
        Stage::Waiting | Stage::Cosign => rng.i64(12..45),
        Stage::Signed => rng.i64(20..95),
        Stage::Due => rng.i64(100..130),
        Stage::Reviewed => rng.i64(110..380),
    };
    let (state, away) = match rng.u8(0..100) {
        0..4 => ("away", Some(["custody", "hospital", "treatment", "traveling"][rng.usize(..4)])),
        4..7 => ("paused", None),
        7..12 => ("finished", None),
        12..14 => ("moved", None),
        _ => ("active", None),
    };
    let goals = script.goals_in(lang);
    let chosen = (0..rng.usize(1..3)).filter_map(|_| goals.get(rng.usize(..goals.len().max(1))).copied());
    let mut chosen: Vec<_> = chosen.collect();
    chosen.dedup_by_key(|goal| &goal.key);
    let lives = script.lives_in(lang);
    let ally = AllyScript {
        name: pick(&names.first, &mut rng).to_owned(),
        relation: "supporter".to_owned(),
        words: if lang == Lang::Es { "mi hermana".to_owned() } else { "my sister".to_owned() },
        basis: "consent".to_owned(),
        in_plan: true,
        invited: false,
        signs: false,
    };
    let who = Who {
        called,
        full: (rng.f32() < 0.8).then_some(full),
        pronouns: None,
        lang,
        born_on: None,
        state: state.to_owned(),
        away: away.map(str::to_owned),
        back_in: None,
        person: None,
        allies: if rng.f32() < 0.3 { vec![ally] } else { Vec::new() },
        beneficiary: None,
        program: rng.usize(..team.programs.len().max(1)),
        today: team.days.today,
        lately: Lately::default(),
    };
    let life = lives.get(rng.usize(..lives.len().max(1))).copied();
    let course = Course { since, stage, life, goals: chosen, statuses: Vec::new(), meeting: None };
    tell(ledger, team, peer, &who, &course, &mut rng).map(drop)
}

fn pick<'n>(list: &'n [String], rng: &mut Rng) -> &'n str {
    list.get(rng.usize(..list.len().max(1))).map_or("", String::as_str)
}

fn full_name(names: &Names, rng: &mut Rng) -> String {
    let (first, last) = (pick(&names.first, rng), pick(&names.last, rng));
    match names.lang {
        Lang::En => format!("{first} {last}"),
        // Two surnames.
        Lang::Es => format!("{first} {last} {}", pick(&names.last, rng)),
    }
}

fn username(seed: u64, place: usize) -> String {
    format!("peer-{seed}-{}", place + 1)
}
