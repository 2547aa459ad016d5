//! What the program does by itself, failing midway and run twice; and what a disk that is full leaves.

use super::ground::{Ground, grounds};
use crate::house::session;
use domain::lang::Lang;
use domain::plan::TextField;
use service::directory::tick;
use service::operate::{Checkpoint, let_go, purge, seal, verify, watch_charts};
use service::people::register;
use service::plan::{add_goal, open, save_text};
use service::{Fault, House};
use testkit::{Failure, room};

/// What the program does by itself.
type Job = fn(&House) -> Result<(), Fault>;

const JOBS: [(&str, Job); 6] = [
    ("seal", |house| seal(house, house.now()).map(drop)),
    ("purge", |house| purge(house, house.now()).map(drop)),
    ("let go", |house| let_go(house, house.now()).map(drop)),
    ("watch", |house| watch_charts(house, house.now()).map(drop)),
    ("checkpoint", |house| Checkpoint::make(house, house.now()).map(drop)),
    ("directory", |house| tick(house).map(drop)),
];

#[test]
fn jobs_that_fail_midway_or_run_twice_leave_the_record_whole() {
    for ground in grounds() {
        let house = &ground.house;
        for (name, job) in JOBS {
            for failure in [Failure::Statement, Failure::Commit, Failure::Answer] {
                for number in [1, 2, 3, 5, 8, 13, 40, 200] {
                    fails_once(&ground, (name, job), failure(number));
                }
            }
        }
        seal(house, house.now()).expect("sealed");
        let found = verify(house, None).expect("an answer");
        assert!(found.is_sound() && found.record.links > 0, "{found:?}");
    }
}

fn fails_once(ground: &Ground, (name, job): (&str, Job), failure: Failure) {
    ground.faults.arm(Some(failure));
    let outcome = job(&ground.house);
    let failed = !ground.faults.is_armed();
    ground.faults.arm(None);
    // One list that breaks does not keep the others waiting: the directory goes on.
    assert!(outcome.is_ok() != failed || name == "directory", "{name}, {failure:?}: {outcome:?}");
    assert_eq!(job(&ground.house), Ok(()), "{name} again");
}

/// A disk without room: the write is refused, nothing is half done, reading goes on with its line in the record, and
/// when there is room again the same command is carried out.
#[test]
fn a_full_disk_refuses_writing_and_goes_on_reading() {
    let db = testkit::migrated();
    let house = House::new(access::Store::new(db.clone()), [7; 32]);
    service::demo::seed(&house).expect("the demonstration");
    let dana = session(&house, "dana");
    let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
    let goal = add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let owner = goal.to_string();
    let long = "one more night ".repeat(7_000);
    let save = |command, field| save_text(&house, &dana, command, member, &owner, field, 0, &long);
    room(&db, false);
    let fields = [TextField::GoalSpecific, TextField::GoalMeasure, TextField::GoalTarget, TextField::GoalRelevant];
    let mut refused = None;
    for field in fields {
        // What pages are free is used up first.
        let command = house.new_command();
        match save(command, field) {
            Ok(_) => {}
            Err(Fault::Full) => refused = refused.or(Some((command, field))),
            other => panic!("{other:?}"),
        }
    }
    let (command, field) = refused.expect("it is full");
    let view = open(&house, &dana, member).expect("reading goes on");
    assert_eq!(view.content.goals[0].statement, "Sleep at home");
    assert_eq!(save(command, field), Err(Fault::Full), "and still there is no room");
    room(&db, true);
    let first = save(command, field).expect("there is room");
    assert_eq!(save(command, field), Ok(first), "once");
    seal(&house, house.now()).expect("sealed");
    let found = verify(&house, None).expect("an answer");
    assert!(found.is_sound(), "{found:?}");
}
