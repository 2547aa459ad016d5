//! The world of these tests: the demonstration, and what no use case says yet.

use access::{Actor, Operation, Store, params, statements};
use domain::id::{AgencyId, CommandId, GoalId, MemberId, StaffId, VersionId};
use domain::lang::Lang;
use domain::plan::{HowSigned, SignerKind};
use domain::time::{Date, TimeZone, plus_days};
use service::people::{register, sign_in};
use service::plan::{Signing, add_goal, freeze, sign};
use service::{Fault, House, Session};

statements! {
    pub ENROL = "
        INSERT INTO enrolment (agency_id, id, member_id, program_id, beneficiary_id, regime, starts_on, revision)
        SELECT p.agency_id, $2, $3, p.id, $3, p.regime, $4, 1
        FROM program p WHERE p.agency_id = $1 AND p.rule_pack = $5";
    REFUSED_ON = "
        SELECT count(*) FROM audit_event WHERE agency_id = $1 AND member_id = $2 AND operation = $3 AND outcome = 'denied'";
}

/// A house with the demonstration on each engine.
pub fn houses() -> Vec<House> {
    let house = |db| {
        let house = House::new(Store::new(db), [7; 32]);
        service::demo::seed(&house).expect("the demonstration");
        house
    };
    testkit::engines().into_iter().map(house).collect()
}

/// The demonstration, each with the username of somebody who joined on their own phone.
pub fn houses_with_a_member() -> Vec<(House, String)> {
    let house = |db| {
        let house = House::new(Store::new(db), [7; 32]);
        let accounts = service::demo::seed(&house).expect("the demonstration");
        let member = accounts.into_iter().find(|account| account.role == "member").expect("a member");
        (house, member.username)
    };
    testkit::engines().into_iter().map(house).collect()
}

/// A house with nobody in it on each engine.
pub fn bare_houses() -> Vec<House> {
    testkit::engines().into_iter().map(|db| House::new(Store::new(db), [7; 32])).collect()
}

pub fn session(house: &House, username: &str) -> Session {
    sign_in(house, username, "walk-beside-me-24", "here").expect("a sign-in").session
}

pub fn agency(session: &Session) -> AgencyId {
    match session.actor {
        Actor::Staff(hat) => hat.agency,
        _ => unreachable!("staff"),
    }
}

pub fn staff(session: &Session) -> StaffId {
    match session.actor {
        Actor::Staff(hat) => hat.staff,
        _ => unreachable!("staff"),
    }
}

/// Runs a statement as whoever runs the machine: for what time would do.
pub fn meddle(house: &House, statement: &'static access::Statement, values: Vec<access::Value>) {
    set(house, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        work.run(&permit, statement, &values).map(drop)
    });
}

/// The number that a statement gives.
pub fn count(house: &House, statement: &'static access::Statement, values: Vec<access::Value>) -> i64 {
    let run = |work: &mut access::Work<'_>| {
        let permit = work.permit_open(Operation::Operate)?;
        Ok(work.row(&permit, statement, &values)?.ok_or(Fault::Absent)?.take::<i64>()?)
    };
    house.store().read(&house.call(Actor::Operator), run).expect("a number")
}

/// Runs statements that no use case has yet.
pub fn set(house: &House, run: impl Fn(&mut access::Work<'_>) -> Result<(), Fault> + Send + Sync + 'static) {
    house.store().write(&house.call(Actor::Operator), move |work| run(work)).expect("set");
}

pub fn ago(house: &House, days: i64) -> Date {
    plus_days(house.now().date(&TimeZone::UTC), -days)
}

/// Puts a member into the program of a rule pack.
pub fn enrol(house: &House, peer: &Session, member: MemberId, pack: &'static str, starts_on: Date) {
    let here = agency(peer);
    set(house, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let id: CommandId = work.ids().next();
        work.run(&permit, &ENROL, &params![here, id, member, starts_on, pack]).map(|_| ())
    });
}

/// How often an operation on a chart was refused.
pub fn refused(house: &House, session: &Session, member: MemberId, operation: Operation) -> i64 {
    let here = agency(session);
    house
        .store()
        .read(&house.call(Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let row = work.row(&permit, &REFUSED_ON, &params![here, member, operation.code()])?;
            row.map_or(Ok(0), |mut row| Ok(row.take()?))
        })
        .expect("a count")
}

/// A member with a plan of one goal, and a version to sign.
pub struct Ready {
    pub member: MemberId,
    pub goal: GoalId,
    pub version: VersionId,
}

/// A member in the program that asks for five signatures since some days ago.
pub fn ready(house: &House, peer: &Session, days_ago: i64) -> Ready {
    let member = register(house, peer, house.new_command(), "Ash", Lang::En).expect("a chart");
    enrol(house, peer, member, "virginia-arts", ago(house, days_ago));
    let goal = add_goal(house, peer, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let version = freeze(house, peer, house.new_command(), member).expect("a version");
    Ready { member, goal, version }
}

pub fn signing(signer: SignerKind, how: HowSigned) -> Signing {
    Signing { signer, name: "A name".into(), how, read_aloud: false, interpreter: None }
}

/// Signs as the member and as the peer: the version is complete.
pub fn complete(house: &House, peer: &Session, member: MemberId, version: VersionId) {
    for (signer, how) in [(SignerKind::Member, HowSigned::Drawn), (SignerKind::Peer, HowSigned::OwnSession)] {
        sign(house, peer, house.new_command(), member, version, signing(signer, how)).expect("signed");
    }
}
