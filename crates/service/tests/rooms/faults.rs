//! The database fails at each statement of a use case, at its commit, and after its commit without an answer: nothing is
//! half done, and a second try of the same command comes out right. On both engines.

use crate::house::{Ready, ready, session, signing};
use crate::reach::linked;
use access::Store;
use domain::id::CommandId;
use domain::lang::Lang;
use domain::people::{AllyBasis, ChannelKind, MemberState, Relation, SharePart, Use};
use domain::plan::{Attainment, GoalStatus, HowSigned, SignerKind, TextField};
use service::operate::{Checkpoint, purge, seal, verify, watch_charts};
use service::people::{
    AllyEntry, ChannelEntry, NewShare, NewState, ShareWith, change_state, invite, lock_everything, lock_for_member,
    register, save_ally, save_channel, share,
};
use service::plan::{
    CleanFile, GoalReview, NewReview, Proof, add_goal, add_strategy, freeze, make_link, review, save_text, sign,
    sign_with,
};
use service::{Fault, House, Session};
use std::collections::BTreeMap;
use std::sync::Arc;
use testkit::{Db, Failure, Faults, everything};

/// What is looked at: everything but the audit record, in which what was refused stays.
type State = BTreeMap<String, Vec<String>>;

/// One use case on ground that was made ready for it.
type Case = Box<dyn Fn(CommandId) -> Result<(), Fault>>;

/// What the program does by itself.
type Job = fn(&House) -> Result<(), Fault>;

struct Ground {
    house: House,
    db: Db,
    faults: Arc<Faults>,
    dana: Session,
}

impl Ground {
    fn state(&self) -> State {
        self.faults.arm(None);
        everything(&self.db, "audit_")
    }

    /// Carries a use case out while something is to fail; whether it failed, and how it went.
    fn run(&self, case: &Case, command: CommandId, failure: Failure) -> (bool, Result<(), Fault>) {
        self.faults.arm(Some(failure));
        let outcome = case(command);
        let failed = !self.faults.is_armed();
        self.faults.arm(None);
        (failed, outcome)
    }
}

/// The house with the demonstration on each engine.
fn grounds() -> Vec<Ground> {
    let ground = |(db, faults): (Db, Arc<Faults>)| {
        let house = House::new(Store::new(db.clone()), [7; 32]);
        service::demo::seed(&house).expect("the demonstration");
        let dana = session(&house, "dana");
        Ground { house, db, faults, dana }
    };
    testkit::failing_engines().into_iter().map(ground).collect()
}

/// How many rows each table has more than before.
fn more(before: &State, after: &State) -> BTreeMap<String, i64> {
    let count = |rows: &Vec<String>| i64::try_from(rows.len()).expect("a number");
    let grown = after.iter().map(|(table, rows)| (table.clone(), count(rows) - count(&before[table])));
    grown.filter(|(_, rows)| *rows != 0).collect()
}

const NAMES: [&str; 16] = [
    "open a chart",
    "write a goal",
    "write a strategy",
    "save a text",
    "freeze a version",
    "sign a version",
    "sign with a scan",
    "make a link",
    "hold a review",
    "keep a phone number",
    "keep an ally",
    "pause",
    "share with a supporter",
    "lock everything",
    "lock for a member",
    "invite",
];

/// The use case with this name, on a new chart.
fn case(ground: &Ground, name: &str) -> Case {
    let (house, dana) = (ground.house.clone(), ground.dana.clone());
    let new = || register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
    let signed_by_hand = || signing(SignerKind::Member, HowSigned::Paper);
    match name {
        "open a chart" => Box::new(move |command| register(&house, &dana, command, "Wren", Lang::Es).map(drop)),
        "write a goal" => {
            let member = new();
            Box::new(move |command| add_goal(&house, &dana, command, member, "Sleep at home", "My bed").map(drop))
        }
        "write a strategy" => {
            let Ready { member, goal, .. } = ready(&house, &dana, 3);
            Box::new(move |command| add_strategy(&house, &dana, command, member, goal, "One night at a time").map(drop))
        }
        "save a text" => {
            let Ready { member, goal, .. } = ready(&house, &dana, 3);
            Box::new(move |command| {
                let (owner, field) = (goal.to_string(), TextField::GoalWhy);
                save_text(&house, &dana, command, member, &owner, field, 1, "A door that shuts").map(drop)
            })
        }
        "freeze a version" => {
            let member = new();
            add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "").expect("a goal");
            Box::new(move |command| freeze(&house, &dana, command, member).map(drop))
        }
        "sign a version" => {
            let Ready { member, version, .. } = ready(&house, &dana, 3);
            let own = || signing(SignerKind::Peer, HowSigned::OwnSession);
            Box::new(move |command| sign(&house, &dana, command, member, version, own()))
        }
        "sign with a scan" => {
            let Ready { member, version, .. } = ready(&house, &dana, 3);
            let scan = CleanFile::parse(b"%PDF-1.7 signed by hand".to_vec()).expect("a file");
            Box::new(move |command| {
                let proof = Proof { sheet: Some(scan.clone()), ..Proof::default() };
                sign_with(&house, &dana, command, (member, version), signed_by_hand(), proof)
            })
        }
        "make a link" => {
            let Ready { member, version, .. } = ready(&house, &dana, 3);
            Box::new(move |command| make_link(&house, &dana, command, (member, version), "Dr. Vale", true).map(drop))
        }
        "hold a review" => {
            let Ready { member, goal, version } = ready(&house, &dana, 3);
            crate::house::complete(&house, &dana, member, version);
            let said = move || GoalReview {
                goal,
                words: "I slept at home".into(),
                status: GoalStatus::Reached,
                attainment: Some(Attainment::More),
            };
            Box::new(move |command| {
                let new = NewReview { words: "Going well".into(), goals: vec![said()], late: None };
                review(&house, &dana, command, member, &new).map(drop)
            })
        }
        "keep a phone number" => {
            let member = new();
            Box::new(move |command| {
                let (value, note) = ("804 555 0142".into(), String::new());
                let entry = ChannelEntry { kind: ChannelKind::Phone, value, allowed: vec![Use::Text], note };
                save_channel(&house, &dana, command, member, None, &entry).map(drop)
            })
        }
        "keep an ally" => {
            let member = new();
            Box::new(move |command| {
                let (name, words, reach) = ("Lena".into(), "my aunt".into(), String::new());
                let (relation, basis) = (Relation::Supporter, AllyBasis::Consent);
                let entry = AllyEntry { relation, name, words, reach, basis, in_plan: true, invited: true };
                save_ally(&house, &dana, command, member, None, &entry).map(drop)
            })
        }
        "pause" => {
            let member = new();
            let state = MemberState::Paused;
            let new = NewState { state, away: None, since: None, until: None, sure: true };
            Box::new(move |command| change_state(&house, &dana, command, member, new))
        }
        "share with a supporter" => {
            let (_, phone, member) = linked(&house, "Ash");
            Box::new(move |command| {
                let of = crate::sharing::of(member, SharePart::ALL);
                let new = NewShare { with: ShareWith::Supporter("Lena".into()), shown_as: "A.".into(), of };
                share(&house, &phone, command, new).map(drop)
            })
        }
        "lock everything" => {
            let (_, phone, ..) = crate::sharing::sharing(&house, SharePart::ALL);
            Box::new(move |command| lock_everything(&house, &phone, command))
        }
        "lock for a member" => {
            let (_, _, member, ..) = crate::sharing::sharing(&house, SharePart::ALL);
            Box::new(move |command| lock_for_member(&house, &dana, command, member))
        }
        _ => {
            let member = new();
            Box::new(move |command| invite(&house, &dana, command, member).map(drop))
        }
    }
}

#[test]
fn a_failing_statement_leaves_nothing_half_done_and_a_second_try_comes_out_right() {
    for ground in grounds() {
        for name in NAMES {
            let (case, command) = (case(&ground, name), ground.house.new_command());
            let before = ground.state();
            let mut failures = 0;
            for number in 1..500 {
                let (failed, outcome) = ground.run(&case, command, Failure::Statement(number));
                if !failed {
                    assert_eq!(outcome, Ok(()), "{name}: the try in which nothing fails");
                    break;
                }
                failures += 1;
                assert!(matches!(outcome, Err(Fault::Broken(_))), "{name}, statement {number}: {outcome:?}");
                assert!(ground.state() == before, "{name}: statement {number} failed, and something is there");
            }
            assert!(failures >= 4, "{name} has statements that can fail: {failures}");
            let done = ground.state();
            assert!(!more(&before, &done).is_empty(), "{name}: it is done");
            assert_eq!(case(command), Ok(()), "{name}: the same command again");
            assert!(ground.state() == done, "{name}: and nothing more is done");
        }
    }
}

#[test]
fn a_commit_that_fails_or_is_not_answered_is_done_once_by_the_second_try() {
    for ground in grounds() {
        for name in NAMES {
            let clean = case(&ground, name);
            let before = ground.state();
            assert_eq!(clean(ground.house.new_command()), Ok(()), "{name}");
            let once = more(&before, &ground.state());
            for failure in [Failure::Commit as fn(u64) -> Failure, Failure::Answer as fn(u64) -> Failure] {
                for number in 1..20 {
                    let (case, command) = (case(&ground, name), ground.house.new_command());
                    let before = ground.state();
                    let (failed, outcome) = ground.run(&case, command, failure(number));
                    if !failed {
                        assert_eq!(outcome, Ok(()), "{name}: the try in which nothing fails");
                        assert!(number > 1, "{name} commits");
                        break;
                    }
                    let between = more(&before, &ground.state());
                    match outcome {
                        // The answer was lost, and what the command came to was found by asking for it.
                        Ok(()) => assert_eq!(between, once, "{name}: what is said to be done is done"),
                        Err(Fault::Broken(_)) => {
                            assert!(between.is_empty() || between == once, "{name}: all or nothing, not {between:?}");
                        }
                        other => panic!("{name}, {:?}: {other:?}", failure(number)),
                    }
                    assert_eq!(case(command), Ok(()), "{name}: the second try");
                    assert_eq!(more(&before, &ground.state()), once, "{name}: done once");
                }
            }
        }
    }
}

#[test]
fn jobs_that_fail_midway_or_run_twice_leave_the_record_whole() {
    for ground in grounds() {
        let house = &ground.house;
        let jobs: [(&str, Job); 4] = [
            ("seal", |house| seal(house, house.now()).map(drop)),
            ("purge", |house| purge(house, house.now()).map(drop)),
            ("watch", |house| watch_charts(house, house.now()).map(drop)),
            ("checkpoint", |house| Checkpoint::make(house, house.now()).map(drop)),
        ];
        for (name, job) in jobs {
            for failure in [Failure::Statement, Failure::Commit, Failure::Answer] {
                for number in [1, 2, 3, 5, 8, 13, 40, 200] {
                    ground.faults.arm(Some(failure(number)));
                    let outcome = job(house);
                    let failed = !ground.faults.is_armed();
                    ground.faults.arm(None);
                    assert!(outcome.is_ok() != failed, "{name}, {:?}: {outcome:?}", failure(number));
                    assert_eq!(job(house), Ok(()), "{name} again");
                }
            }
        }
        seal(house, house.now()).expect("sealed");
        let found = verify(house, None).expect("an answer");
        assert!(found.is_sound() && found.record.links > 0, "{found:?}");
    }
}
