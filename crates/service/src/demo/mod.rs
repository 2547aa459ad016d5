//! Invented people: the demonstration with its two agencies, and crowds as large as one likes for trying out.
//! One builder tells every story as rows, which are loaded at once.

mod agency;
mod cast;
mod consents;
mod crowd;
mod desk;
mod gatherings;
mod ledger;
mod life;
mod plan;
mod script;
mod waiting;

use crate::{Fault, House};
use access::Actor;
use domain::notice::Notice;
use ledger::Ledger;
use script::Script;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The passphrase of every invented account. It protects nothing but the demonstration.
const PASSPHRASE: &str = "walk-beside-me-24";

/// A sign-in of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The role, by its code.
    pub role: String,
    /// The agency's slug.
    pub agency: String,
    /// The username.
    pub username: String,
    /// The passphrase.
    pub passphrase: String,
}

/// Fills an empty database with the demonstration. Gives the sign-ins.
pub fn seed(house: &House) -> Result<Vec<DemoAccount>, Fault> {
    let script = Script::read()?;
    let hash = house.hashing().hash(PASSPHRASE)?;
    let mut accounts = Vec::new();
    let call = house.call(Actor::Operator);
    let teams = house.store().load(&call, |loader| {
        let mut ledger = Ledger::new(loader, call.ids.clone(), call.now);
        let teams = cast::found(&mut ledger, &script, &hash, &mut accounts)?;
        ledger.finish().map(|()| teams)
    })?;
    let mut links = BTreeMap::new();
    if let Some(team) = teams.first() {
        gatherings::bring(house, &team.slug, gatherings::FEED, &gatherings::list(&script))?;
        gatherings::bring_services(house, &team.slug)?;
        for (goal, words) in [("evenings", "Tuesday Kitchen Table"), ("noches", "Nueva Mañana")] {
            links.extend(gatherings::link(house, words)?.map(|link| (goal, link)));
        }
        desk::fill(house, &team.slug, &gatherings::list(&script))?;
    }
    let call = house.call(Actor::Operator);
    accounts.extend(house.store().load(&call, |loader| {
        let mut ledger = Ledger::new(loader, call.ids.clone(), call.now);
        let accounts = cast::perform(&mut ledger, &script, &teams, &links, &hash)?;
        ledger.finish().map(|()| accounts)
    })?);
    Ok(accounts)
}

/// What to fill a database with.
#[derive(Debug, Clone)]
pub struct Crowd {
    /// How many members.
    pub members: usize,
    /// How many meetings.
    pub meetings: usize,
    /// The same number makes the same people.
    pub seed: u64,
    /// The invented agency to add them to. Without one they go to the oldest, which is made if there is none.
    pub agency: Option<String>,
}

/// What was added.
#[derive(Debug, Clone)]
pub struct Crowded {
    /// The agency that they were added to.
    pub agency: String,
    /// Some of the sign-ins.
    pub accounts: Vec<DemoAccount>,
    /// Meetings that are new.
    pub meetings: usize,
}

/// Adds invented people, thousands a second. `progress` hears how many there are.
///
/// Refused where the database holds real people, and where the seed was used before.
pub fn fill(house: &House, crowd: &Crowd, mut progress: impl FnMut(usize)) -> Result<Crowded, Fault> {
    let script = Script::read()?;
    if crowd::seeded(house, crowd.seed)? {
        return Err(Fault::refused(Notice::new("seed-used").with("seed", crowd.seed.to_string())));
    }
    let hash = house.hashing().hash(PASSPHRASE)?;
    let mut accounts = Vec::new();
    let mut team = match choose(house, crowd)? {
        Some(team) => team,
        None => {
            let call = house.call(Actor::Operator);
            let teams = house.store().load(&call, |loader| {
                let mut ledger = Ledger::new(loader, crowd::ids(crowd.seed, 0, call.now), call.now);
                let teams = cast::found(&mut ledger, &script, &hash, &mut accounts)?;
                ledger.finish().map(|()| teams)
            })?;
            teams.into_iter().next().ok_or_else(|| Fault::Broken("content/demo has no agency".to_owned()))?
        }
    };
    // Under one clock, however long it takes.
    let now = house.now();
    let before = team.staff.len();
    house.store().load(&house.call(Actor::Operator), |loader| {
        let mut ledger = Ledger::new(loader, crowd::ids(crowd.seed, 1, now), now);
        crowd::hire(&mut ledger, &mut team, &script, crowd.members, crowd.seed, &hash)?;
        ledger.finish()
    })?;
    let hired: Vec<&agency::Colleague> = team.staff.iter().skip(before).collect();
    let walks = domain::people::Role::PeerSpecialist;
    let peers: Vec<&agency::Colleague> = hired.iter().copied().filter(|one| one.roles.contains(&walks)).collect();
    for (batch, first) in (0..crowd.members).step_by(crowd::BATCH).enumerate() {
        house.store().load(&house.call(Actor::Operator), |loader| {
            let mut ledger = Ledger::new(loader, crowd::ids(crowd.seed, batch as u64 + 2, now), now);
            for place in first..(first + crowd::BATCH).min(crowd.members) {
                crowd::add(&mut ledger, &team, &peers, &script, crowd.seed, place)?;
                if place % 1_000 == 999 {
                    progress(place + 1);
                }
            }
            ledger.finish()
        })?;
    }
    progress(crowd.members);
    let feed = format!("Seed {}", crowd.seed);
    let meetings = gatherings::bring(house, &team.slug, &feed, &gatherings::many(crowd.meetings, crowd.seed))?;
    accounts.extend(peers.iter().take(20).map(|peer| DemoAccount {
        role: walks.code().to_owned(),
        agency: team.slug.clone(),
        username: peer.username.clone(),
        passphrase: PASSPHRASE.to_owned(),
    }));
    Ok(Crowded { agency: team.slug.clone(), accounts, meetings })
}

/// The agency to add to; none where the database is empty.
///
/// Their passphrase stands in this file, so they never go beside real people.
fn choose(house: &House, crowd: &Crowd) -> Result<Option<agency::Team>, Fault> {
    let known = crowd::known(house)?;
    if known.iter().any(|agency| !agency.demo) {
        return Err(Fault::refused(Notice::new("seed-real-people")));
    }
    match &crowd.agency {
        Some(slug) => {
            let found = known.into_iter().find(|agency| agency.slug == *slug);
            found.map(|agency| Some(agency.into_team())).ok_or(Fault::Absent)
        }
        None => Ok(known.into_iter().next().map(crowd::Known::into_team)),
    }
}
