//! Many save at the same moment: every answer is right, and what was acknowledged last is what stands. On both engines.

use crate::house::{houses, session};
use domain::id::{GoalId, MemberId};
use domain::lang::Lang;
use domain::plan::TextField;
use service::people::register;
use service::plan::{TextSaved, add_goal, open, save_text};
use service::{House, Session};
use std::sync::Barrier;

/// As many as the aims of the bench have.
const WRITERS: usize = 32;
const SAVES: i64 = 8;
/// Fewer plans than writers: several write in one plan, each in a goal of their own.
const PLANS: usize = 8;

fn words(number: usize, save: i64) -> String {
    format!("writer {number}, for the {save}th time{}", " and on".repeat(20))
}

/// What one writer was told that is not right.
fn write(house: &House, peer: &Session, number: usize, (member, goal): (MemberId, GoalId)) -> Vec<String> {
    let goal = goal.to_string();
    let mut wrong = Vec::new();
    for save in 1..=SAVES {
        let (command, text) = (house.new_command(), words(number, save));
        let answer = save_text(house, peer, command, member, &goal, TextField::GoalWhy, save, &text);
        if !matches!(answer, Ok(TextSaved::Saved { revision }) if revision == save + 1) {
            wrong.push(format!("writer {number}, save {save}: {answer:?}"));
        }
    }
    wrong
}

#[test]
fn thirty_two_save_at_once_and_every_answer_is_right() {
    for house in houses() {
        let dana = session(&house, "dana");
        let members: Vec<MemberId> = (0..PLANS)
            .map(|_| register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart"))
            .collect();
        let goals: Vec<(MemberId, GoalId)> = (0..WRITERS)
            .map(|number| {
                let member = members[number % PLANS];
                let goal = add_goal(&house, &dana, house.new_command(), member, "Through the storm", "first");
                (member, goal.expect("a goal"))
            })
            .collect();
        let together = Barrier::new(WRITERS);
        let wrong: Vec<String> = std::thread::scope(|scope| {
            let writer = |(number, goal): (usize, &(MemberId, GoalId))| {
                let (house, dana, together, goal) = (&house, &dana, &together, *goal);
                scope.spawn(move || {
                    together.wait();
                    write(house, dana, number, goal)
                })
            };
            let threads: Vec<_> = goals.iter().enumerate().map(writer).collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("a writer")).collect()
        });
        assert!(wrong.is_empty(), "{} of {} answers: {wrong:#?}", wrong.len(), WRITERS * 8);
        for (number, (member, goal)) in goals.iter().enumerate() {
            let plan = open(&house, &dana, *member).expect("a plan");
            let why = plan.content.goal(*goal).map(|goal| goal.why.clone());
            assert_eq!(why, Some(words(number, SAVES)), "writer {number}");
        }
    }
}
