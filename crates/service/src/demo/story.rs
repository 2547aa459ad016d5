//! One invented member: registered some time ago, and as far along as their place in the list says.

use super::agency::{INSERT_ACCOUNT, Team};
use super::{MemberScript, Script, Story};
use crate::people::register;
use crate::plan::{
    GoalShape, NewAction, Signing, add_action, add_goal, add_strategy, freeze, save_text, shape_goal, sign, start,
};
use crate::{Fault, House, Session};
use access::{Actor, Operation, params, statements};
use domain::id::{AccountId, EnrolmentId, MemberId, PersonId};
use domain::lang::Lang;
use domain::plan::{GoalStatus, HowSigned, Ruler, SignerKind, TextField};

statements! {
    INSERT_ENROLMENT = "
        INSERT INTO enrolment (agency_id, id, member_id, program_id, beneficiary_id, regime, starts_on, revision)
        SELECT $1, $2, $3, p.id, $3, p.regime, $5, 1 FROM program p WHERE p.agency_id = $1 AND p.id = $4";
    INSERT_PERSON = "INSERT INTO person (id, account_id, created_at) VALUES ($1, $2, $3)";
    LINK_PERSON = "
        INSERT INTO person_member (person_id, chart_agency_id, member_id, since) VALUES ($1, $2, $3, $4)";
    MEMBER_JOINED = "UPDATE member SET joined = $3 WHERE agency_id = $1 AND id = $2";
    MEMBER_AWAY = "UPDATE member SET state = 'away', away_kind = 'treatment' WHERE agency_id = $1 AND id = $2";
}

/// Tells one member's story; gives the username of those who joined on their own phone.
pub(super) fn live(
    house: &House,
    script: &Script,
    team: &Team,
    member: &MemberScript,
    place: usize,
    hash: &str,
) -> Result<Option<String>, Fault> {
    let Some(peer) = team.peers.get(place % team.peers.len().max(1)) else { return Ok(None) };
    let since = 20 + (place as i64 * 11) % 170;
    let then = house.days_ago(since);
    let id = register(&then, peer, then.new_command(), &member.called, member.lang)?;
    enrol(&then, team, id, place)?;
    let stories: Vec<&Story> = script.story.iter().filter(|story| story.lang == member.lang).collect();
    if place % 9 != 8
        && let Some(story) = stories.get(place % stories.len().max(1))
    {
        let planned = house.days_ago((since - 8).max(1));
        write(&planned, peer, id, story)?;
        if place % 4 != 3 {
            sign_all(&planned, team, peer, id, &member.called)?;
        }
    }
    if place == 7 {
        away(house, team, id)?;
    }
    if place.is_multiple_of(6) { join(house, team, id, member.lang, place, hash).map(Some) } else { Ok(None) }
}

fn enrol(house: &House, team: &Team, member: MemberId, place: usize) -> Result<(), Fault> {
    let Some(program) = team.programs.get(place % team.programs.len().max(1)).copied() else { return Ok(()) };
    let agency = team.agency;
    house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let today = work.today(agency)?;
        let id: EnrolmentId = work.ids().next();
        work.run(&permit, &INSERT_ENROLMENT, &params![agency, id, member, program, today]).map(|_| ())
    })
}

fn write(house: &House, peer: &Session, member: MemberId, story: &Story) -> Result<(), Fault> {
    let plan = start(house, peer, house.new_command(), member)?;
    let texts = [
        (TextField::GoodLife, &story.good_life),
        (TextField::Strengths, &story.strengths),
        (TextField::Home, &story.home),
    ];
    for (field, text) in texts {
        save_text(house, peer, house.new_command(), member, &plan.to_string(), field, 0, text)?;
    }
    let goal = add_goal(house, peer, house.new_command(), member, &story.goal, &story.why)?;
    let due = domain::time::plus_days(house.now().date(&domain::time::TimeZone::UTC), 90);
    let shape = GoalShape {
        status: GoalStatus::Active,
        importance: Ruler::try_from(story.importance).ok(),
        confidence: Ruler::try_from(story.confidence).ok(),
        due: Some(due),
        life_areas: story.life_areas.clone(),
    };
    shape_goal(house, peer, house.new_command(), member, goal, shape)?;
    let strategy = add_strategy(house, peer, house.new_command(), member, goal, &story.strategy)?;
    let owner = strategy.to_string();
    let texts = [
        (TextField::StrategyStrength, &story.strength),
        (TextField::StrategyBarrier, &story.barrier),
        (TextField::StrategySupport, &story.support),
    ];
    for (field, text) in texts {
        save_text(house, peer, house.new_command(), member, &owner, field, 0, text)?;
    }
    for (what, who, repeat) in &story.actions {
        let broken = |why: domain::plan::UnknownCode| Fault::Broken(format!("content/demo: {why}"));
        let (who, repeat) = (who.parse().map_err(broken)?, repeat.parse().map_err(broken)?);
        let action = NewAction { what: what.clone(), who, on: None, repeat, link: None };
        add_action(house, peer, house.new_command(), member, strategy, action)?;
    }
    Ok(())
}

fn sign_all(house: &House, team: &Team, peer: &Session, member: MemberId, called: &str) -> Result<(), Fault> {
    let version = freeze(house, peer, house.new_command(), member)?;
    let mut signers = vec![(peer, SignerKind::Member, called, HowSigned::Drawn)];
    signers.push((peer, SignerKind::Peer, peer.name.as_str(), HowSigned::OwnPin));
    if let Some(session) = &team.supervisor {
        signers.push((session, SignerKind::Supervisor, session.name.as_str(), HowSigned::OwnPin));
    }
    if let Some(session) = &team.clinician {
        signers.push((session, SignerKind::Clinician, session.name.as_str(), HowSigned::OwnPin));
    }
    for (session, signer, name, how) in signers {
        let signing = Signing { signer, name: name.to_owned(), how, read_aloud: false, interpreter: None };
        sign(house, session, house.new_command(), member, version, signing)?;
    }
    Ok(())
}

fn away(house: &House, team: &Team, member: MemberId) -> Result<(), Fault> {
    let agency = team.agency;
    house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        work.run(&permit, &MEMBER_AWAY, &params![agency, member]).map(|_| ())
    })
}

/// The member joins on their own phone; the name of the sign-in is given, never derived from theirs.
fn join(house: &House, team: &Team, member: MemberId, lang: Lang, place: usize, hash: &str) -> Result<String, Fault> {
    let names = ["river-maple", "quiet-harbor", "sunny-cedar", "open-meadow", "steady-lantern"];
    let suffix = team.programs.len();
    let username = format!("{}-{place}{suffix}", names.get(place / 6 % names.len()).unwrap_or(&"kind-path"));
    let (agency, name, hash) = (team.agency, username.clone(), hash.to_owned());
    house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let now = work.now();
        let account: AccountId = work.ids().next();
        let person: PersonId = work.ids().next();
        let values = params![account, name.as_str(), name.as_str(), hash.as_str(), lang, now];
        work.run(&permit, &INSERT_ACCOUNT, &values)?;
        work.run(&permit, &INSERT_PERSON, &params![person, account, now])?;
        work.run(&permit, &LINK_PERSON, &params![person, agency, member, now])?;
        work.run(&permit, &MEMBER_JOINED, &params![agency, member, true]).map(|_| ())
    })?;
    Ok(username)
}
