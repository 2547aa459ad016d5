//! One invented member: registered some time ago, and as far along as their story says.

use super::agency::{Colleague, Program, Team};
use super::ledger::{self, Ledger};
use super::plan::{Draft, after_review, content};
use super::script::{AllyScript, GoalScript, Lately, Life, Stage};
use super::waiting;
use crate::Fault;
use crate::people::search_keys_of;
use access::{ToValue, params};
use domain::id::{
    AllyId, AssignmentId, AuditId, ChannelId, EnrolmentId, Identity, MemberId, PersonId, PlanId, VersionId,
};
use domain::lang::Lang;
use domain::people::Role;
use domain::plan::{ActionLink, GoalStatus, SignerKind};
use domain::time::{Date, plus_days};
use fastrand::Rng;

/// Who somebody is.
pub(super) struct Who {
    pub(super) called: String,
    pub(super) full: Option<String>,
    pub(super) pronouns: Option<String>,
    pub(super) lang: Lang,
    pub(super) born_on: Option<Date>,
    pub(super) state: String,
    pub(super) away: Option<String>,
    pub(super) back_in: Option<i64>,
    /// Their own space, if they joined.
    pub(super) person: Option<PersonId>,
    pub(super) allies: Vec<AllyScript>,
    /// Whose eligibility the enrolment rests on, if not their own.
    pub(super) beneficiary: Option<MemberId>,
    /// The place of their program in the agency's list.
    pub(super) program: usize,
    pub(super) today: Date,
    pub(super) lately: Lately,
}

/// How things went.
pub(super) struct Course<'s> {
    pub(super) since: i64,
    pub(super) stage: Stage,
    pub(super) life: Option<&'s Life>,
    pub(super) goals: Vec<&'s GoalScript>,
    /// Where they stand; active where nothing is said.
    pub(super) statuses: Vec<GoalStatus>,
    pub(super) meeting: Option<&'s ActionLink>,
}

/// Writes down somebody's whole story. Gives the newest version of their plan, too, if there is one.
pub(super) fn tell(
    ledger: &mut Ledger<'_>,
    team: &Team,
    peer: &Colleague,
    who: &Who,
    course: &Course<'_>,
    rng: &mut Rng,
) -> Result<(MemberId, Option<VersionId>), Fault> {
    let member = arrive(ledger, team, peer, who, course, rng)?;
    reach(ledger, team, member, who, rng)?;
    if course.stage == Stage::None {
        return Ok((member, None));
    }
    let Some(life) = course.life else { return Ok((member, None)) };
    let days = &team.days;
    let draft = Draft { team, who, peer, member, plan: ledger.ids.next::<PlanId>() };
    let asks = team.programs.get(who.program).is_some_and(|program| program.pack != "plain-grant");
    let mut said = content(ledger, who, life, &course.goals, course.meeting, asks, rng)?;
    for (goal, status) in said.goals.iter_mut().zip(&course.statuses) {
        goal.status = *status;
    }
    let written = days.ago((course.since - rng.i64(1..6)).max(0));
    let frozen = days.ago((course.since - rng.i64(6..13)).max(1));
    let event = |ledger: &mut Ledger<'_>, operation: &str, day: Date| note(ledger, team, peer, member, operation, day);
    event(ledger, "write-plan", written)?;
    let signers = signers(team.programs.get(who.program), course.stage, who, rng);
    if course.stage == Stage::Draft {
        draft.write(ledger, &said, written, rng)?;
        return waiting::clash(ledger, &draft, written).map(|()| (member, None));
    }
    if course.stage == Stage::Waiting {
        let lately = days.ago(rng.i64(1..4));
        draft.write(ledger, &said, lately, rng)?;
        let version = draft.version(ledger, 1, &said, lately, &signers)?;
        return waiting::link(ledger, &draft, version, rng).map(|()| (member, Some(version)));
    }
    event(ledger, "sign-plan", frozen)?;
    let newest = if course.stage == Stage::Reviewed {
        let looked = days.ago((course.since - 84).max(rng.i64(2..20)));
        let first = draft.version(ledger, 1, &said, frozen, &signers)?;
        draft.review(ledger, first, &said, &course.goals, looked)?;
        event(ledger, "review-plan", looked)?;
        let after = after_review(ledger, &said, &course.goals, who);
        draft.write(ledger, &after, looked, rng)?;
        let second = draft.version(ledger, 2, &after, looked, &signers)?;
        draft.practice(ledger, &after, looked, rng)?;
        second
    } else {
        draft.write(ledger, &said, frozen, rng)?;
        let version = draft.version(ledger, 1, &said, frozen, &signers)?;
        waiting::link(ledger, &draft, version, rng)?;
        draft.practice(ledger, &said, frozen, rng)?;
        version
    };
    Ok((member, Some(newest)))
}

/// Opens the chart, as registering does, with the enrolment and whoever walks beside them.
fn arrive(
    ledger: &mut Ledger<'_>,
    team: &Team,
    peer: &Colleague,
    who: &Who,
    course: &Course<'_>,
    rng: &mut Rng,
) -> Result<MemberId, Fault> {
    let (agency, days) = (team.agency, &team.days);
    let member: MemberId = ledger.ids.next();
    let came = days.ago(course.since);
    let created = days.moment(came, rng.i8(9..17), rng.i8(0..60));
    let state_since = if who.state == "active" { came } else { days.ago(6) };
    let until = who.back_in.map(|days_to_come| plus_days(days.today, days_to_come));
    ledger.put(
        ledger::MEMBER,
        params![
            agency,
            member,
            who.called,
            who.full.as_ref(),
            who.pronouns.as_ref(),
            who.born_on,
            who.lang,
            who.state,
            who.away.as_ref(),
            state_since,
            until,
            who.person.is_some(),
            false,
            1i64,
            created,
            peer.id
        ],
    )?;
    for name in std::iter::once(&who.called).chain(&who.full) {
        for (kind, key) in search_keys_of(name) {
            ledger.key(agency.to_value(), kind, key, member.to_value());
        }
    }
    let id: AssignmentId = ledger.ids.next();
    let nothing: Option<Date> = None;
    let nobody: Option<AssignmentId> = None;
    ledger.put(ledger::ASSIGNMENT, params![agency, id, member, peer.id, "primary", nobody, came, nothing])?;
    waiting::cover(ledger, team, member, id, who)?;
    waiting::wish(ledger, team, member, who)?;
    if let Some(person) = who.person {
        ledger.put(ledger::PERSON_MEMBER, params![person, agency, member, created])?;
    }
    if let Some(program) = team.programs.get(who.program) {
        enrol(ledger, team, program, member, who, came)?;
    }
    note(ledger, team, peer, member, "register-member", came)?;
    note(ledger, team, peer, member, "read-plan", days.ago(rng.i64(0..course.since.clamp(1, 14))))?;
    Ok(member)
}

fn enrol(
    ledger: &mut Ledger<'_>,
    team: &Team,
    program: &Program,
    member: MemberId,
    who: &Who,
    came: Date,
) -> Result<(), Fault> {
    let id: EnrolmentId = ledger.ids.next();
    let ended = matches!(who.state.as_str(), "moved" | "finished" | "died");
    let ends = ended.then(|| team.days.ago(6));
    let reason = ended.then_some(who.state.as_str());
    // A grant asks for no card; who pays otherwise wants to know why.
    let paid = program.pack != "plain-grant";
    let payer = match program.pack.as_str() {
        "florida-lsf" => "LSF Health Systems",
        _ => "Virginia Medicaid",
    };
    let mental = program.pack == "virginia-mental-health";
    let (diagnosis, domain) = if mental { ("F33.1", "Mental health") } else { ("F11.20", "Substance use") };
    let clinician = team.holding(Role::Clinician).map_or("Dr. Hollis, County Clinic", |known| known.name.as_str());
    let first = came.first_of_month();
    let when_paid = |date: Date| paid.then_some(date);
    ledger.put(
        ledger::ENROLMENT,
        params![
            team.agency,
            id,
            member,
            program.id,
            who.beneficiary.unwrap_or(member),
            program.regime,
            came,
            ends,
            reason,
            paid.then_some(domain),
            paid.then_some(payer),
            when_paid(first),
            when_paid(plus_days(first, 364)),
            paid.then_some(diagnosis),
            paid.then_some(clinician),
            when_paid(plus_days(came, -9)),
            paid.then_some(clinician),
            when_paid(came),
            when_paid(plus_days(came, 180)),
            1i64
        ],
    )
}

/// How they may be reached, and who is in their corner.
fn reach(ledger: &mut Ledger<'_>, team: &Team, member: MemberId, who: &Who, rng: &mut Rng) -> Result<(), Fault> {
    let agency = team.agency;
    if rng.f32() < 0.8 {
        let id: ChannelId = ledger.ids.next();
        // 555-01xx is kept for invented numbers.
        let number = format!("804-555-01{:02}", rng.u8(0..100));
        let (text, leave) = (rng.bool(), rng.bool());
        let note: Option<&str> = None;
        ledger.put(ledger::CHANNEL, params![agency, id, member, "phone", number, true, text, leave, false, note])?;
    } else {
        let id: ChannelId = ledger.ids.next();
        let note: Option<&str> = None;
        ledger.put(ledger::CHANNEL, params![agency, id, member, "in-person", "", false, false, false, false, note])?;
    }
    for ally in &who.allies {
        let id: AllyId = ledger.ids.next();
        let agreed = (ally.basis == "consent").then(|| team.days.ago(20));
        ledger.put(
            ledger::ALLY,
            params![
                agency,
                id,
                member,
                ally.relation,
                ally.name,
                ally.words,
                ally.basis,
                agreed,
                ally.in_plan,
                ally.invited,
                ally.signs,
                team.days.ago(20)
            ],
        )?;
    }
    Ok(())
}

/// Who has signed by now.
fn signers(program: Option<&Program>, stage: Stage, who: &Who, rng: &mut Rng) -> Vec<SignerKind> {
    match stage {
        Stage::None | Stage::Draft => Vec::new(),
        Stage::Waiting => {
            if rng.bool() {
                vec![SignerKind::Peer]
            } else {
                Vec::new()
            }
        }
        Stage::Cosign => vec![SignerKind::Member, SignerKind::Peer],
        Stage::Signed | Stage::Due | Stage::Reviewed => {
            let mut all = vec![SignerKind::Member, SignerKind::Peer];
            let pack = program.and_then(|program| words::content::program_on(&program.pack, who.today));
            for expected in pack.iter().flat_map(|pack| pack.plan.expected_signers.iter()) {
                let Ok(kind) = expected.value.code().parse::<SignerKind>() else { continue };
                let speaks = match kind {
                    SignerKind::Guardian => who.allies.iter().any(|ally| ally.signs),
                    SignerKind::Caregiver => false,
                    _ => true,
                };
                if speaks && !all.contains(&kind) {
                    all.push(kind);
                }
            }
            all
        }
    }
}

/// What the audit record says of it.
fn note(
    ledger: &mut Ledger<'_>,
    team: &Team,
    peer: &Colleague,
    member: MemberId,
    operation: &str,
    day: Date,
) -> Result<(), Fault> {
    let id: AuditId = ledger.ids.next();
    let at = team.days.moment(day, 10, 30);
    ledger.put(
        ledger::AUDIT,
        params![
            team.agency,
            id,
            at,
            "staff",
            peer.id.bytes(),
            operation,
            "member",
            member,
            "need-within-program",
            "allowed"
        ],
    )
}
