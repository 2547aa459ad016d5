//! The people of the demonstration, as `people.toml` names them.

use super::agency::{self, Team};
use super::consents::{self, Known};
use super::ledger::Ledger;
use super::life::{Course, Who, tell};
use super::script::{MemberScript, Script, Stage};
use super::waiting;
use super::{DemoAccount, PASSPHRASE};
use crate::Fault;
use domain::id::MemberId;
use domain::plan::ActionLink;
use domain::time::plus_days;
use fastrand::Rng;
use std::collections::BTreeMap;

/// The same demonstration every time.
const SEED: u64 = 1124;

/// Founds every agency of the script.
pub(super) fn found(
    ledger: &mut Ledger<'_>,
    script: &Script,
    hash: &str,
    accounts: &mut Vec<DemoAccount>,
) -> Result<Vec<Team>, Fault> {
    let mut teams = Vec::new();
    for agency in &script.agencies {
        let team = agency::found(ledger, agency, hash)?;
        waiting::adopt(ledger, &team, &agency.adopted)?;
        accounts.extend(team.staff.iter().map(|colleague| DemoAccount {
            role: colleague.roles.first().map(|role| role.code().to_owned()).unwrap_or_default(),
            agency: team.slug.clone(),
            username: colleague.username.clone(),
            passphrase: PASSPHRASE.to_owned(),
        }));
        teams.push(team);
    }
    Ok(teams)
}

/// Tells everybody's story.
pub(super) fn perform(
    ledger: &mut Ledger<'_>,
    script: &Script,
    teams: &[Team],
    links: &BTreeMap<&str, ActionLink>,
    hash: &str,
) -> Result<Vec<DemoAccount>, Fault> {
    let mut accounts = Vec::new();
    let mut told: BTreeMap<&str, MemberId> = BTreeMap::new();
    let mut people = Vec::new();
    for (place, one) in script.members.iter().enumerate() {
        let broken = |what: &str| Fault::Broken(format!("content/demo: {} has {what}", one.called));
        let team = teams.iter().find(|team| team.slug == one.agency).ok_or_else(|| broken("no agency"))?;
        let peer = team.staff.iter().find(|colleague| colleague.username == one.peer);
        let peer = peer.ok_or_else(|| broken("no peer"))?;
        let mut rng = Rng::with_seed(SEED + place as u64);
        let mut person = None;
        if one.joined {
            let username = username(place);
            person = Some(agency::welcome(ledger, &team.days, &username, one.lang, hash)?);
            let (role, passphrase) = ("member".to_owned(), PASSPHRASE.to_owned());
            accounts.push(DemoAccount { role, agency: team.slug.clone(), username, passphrase });
        } else if let Some(own) = &one.also_staff {
            let colleague = team.staff.iter().find(|colleague| colleague.username == *own);
            let account = colleague.ok_or_else(|| broken("no colleague of that name"))?.account;
            person = Some(agency::space(ledger, account, &team.days)?);
        }
        let who = who(team, one, place, person, one.beneficiary.as_deref().and_then(|name| told.get(name).copied()));
        let goals = script.goals_named(&one.goals)?;
        let lives = script.lives_in(one.lang);
        let link = goals.iter().find_map(|goal| links.get(goal.key.as_str()));
        let statuses = one.statuses.iter().map(|code| code.parse()).collect::<Result<_, domain::plan::UnknownCode>>();
        let statuses = statuses.map_err(|_| broken("a goal that stands nowhere"))?;
        let life = lives.get(one.life).copied();
        let course = Course { since: one.since, stage: one.stage, life, goals, statuses, meeting: link };
        let (member, version) = tell(ledger, team, peer, &who, &course, &mut rng)?;
        if one.lately.just_joined {
            waiting::newcomer(ledger, team, member, &who, peer.id, hash, &mut rng)?;
        }
        told.insert(&one.called, member);
        let known = Known { team, peer, who, member, version };
        if one.stage != Stage::None {
            consents::begin(ledger, &known, team.days.ago(one.since))?;
        }
        people.push(known);
    }
    script.yes_and_no.play(ledger, teams, &people)?;
    Ok(accounts)
}

fn who(
    team: &Team,
    one: &MemberScript,
    place: usize,
    person: Option<domain::id::PersonId>,
    beneficiary: Option<MemberId>,
) -> Who {
    let today = team.days.today;
    let families = team.programs.iter().position(|program| program.pack == "virginia-mental-health");
    Who {
        called: one.called.clone(),
        full: one.full.clone(),
        pronouns: one.pronouns.clone(),
        lang: one.lang,
        born_on: one.born_years.map(|years| plus_days(today, -years * 365 - 140)),
        state: one.state.clone().unwrap_or_else(|| "active".to_owned()),
        away: one.away.clone(),
        back_in: one.back_in,
        person,
        allies: one.allies.clone(),
        beneficiary,
        program: families.filter(|_| one.family).unwrap_or(place % team.programs.len().max(1)),
        today,
        lately: one.lately.clone(),
    }
}

/// A username is given, never derived from a name.
fn username(place: usize) -> String {
    const NAMES: [&str; 10] = [
        "river-maple",
        "quiet-harbor",
        "sunny-cedar",
        "open-meadow",
        "steady-lantern",
        "kind-path",
        "warm-stone",
        "clear-morning",
        "gentle-bridge",
        "bright-orchard",
    ];
    let name = NAMES.get(place % NAMES.len()).unwrap_or(&"kind-path");
    format!("{name}-{:02}", 3 + place * 9 / 10)
}
