//! The steps of a day: one rule for the member's own page and for who walks beside them.

use super::content::{Action, GoalStatus, PlanContent, Repeat};
use super::review::next_on;
use crate::id::ActionId;
use crate::time::Date;
use std::collections::BTreeMap;

/// The days on which a step was done, as far as the next one depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysDone {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// A step as a day shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DayStep<'p> {
    /// The step.
    pub action: &'p Action,
    /// When it comes next; today where its day has passed. None: it has no day.
    pub next: Option<Date>,
    /// Whether it was done today.
    pub done_today: bool,
}

/// The steps of a day: those of goals that are being worked on, the soonest first, what was done today last.
///
/// What is done once and for all is not there. A step whose day has passed stands under today: nothing is late.
pub fn steps_of_day<'p>(
    content: &'p PlanContent,
    done: &BTreeMap<ActionId, DaysDone>,
    today: Date,
) -> Vec<DayStep<'p>> {
    let working = content.goals.iter().filter(|goal| goal.status == GoalStatus::Active);
    let actions = working.flat_map(|goal| &goal.strategies).flat_map(|way| &way.actions);
    let mut steps: Vec<DayStep<'p>> = actions
        .filter(|action| !action.is_empty())
        .filter_map(|action| {
            let days = done.get(&action.id).map(|days| [days.first, days.last]);
            if action.repeat == Repeat::Once && days.is_some() {
                return None;
            }
            let done_today = days.is_some_and(|[_, last]| last == today);
            let next = next_on(action, today, days.as_ref().map_or(&[], |days| days.as_slice()));
            Some(DayStep { action, next, done_today })
        })
        .collect();
    // Steps without a day come after those of today and before those of other days: they can be done now.
    let place = |step: &DayStep<'_>| match step.next {
        Some(day) if day <= today => 0,
        None => 1,
        Some(_) => 2,
    };
    steps.sort_by_key(|step| (step.done_today, place(step), step.next));
    steps
}

#[cfg(test)]
mod tests {
    use super::super::samples::{action, goal, id, strategy};
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn told(actions: Vec<Action>, done: &[(u8, &str)]) -> Vec<(String, bool)> {
        let mut way = strategy(1);
        way.actions = actions;
        let mut working = goal(1);
        working.strategies = vec![way];
        let content = PlanContent { goals: vec![working], ..PlanContent::default() };
        let days = |day: &str| DaysDone { first: date(day), last: date(day) };
        let done = done.iter().map(|(number, day)| (id(*number), days(day))).collect();
        let steps = steps_of_day(&content, &done, date("2026-11-23"));
        steps.iter().map(|step| (step.action.what.clone(), step.done_today)).collect()
    }

    #[test]
    fn what_is_done_once_is_gone_and_what_comes_round_says_so() {
        let daily = Action { repeat: Repeat::Daily, ..action(2) };
        let steps = told(vec![action(1), daily.clone(), action(3)], &[(1, "2026-11-23"), (2, "2026-11-23")]);
        assert_eq!(steps, [("Action 3".to_owned(), false), ("Action 2".to_owned(), true)]);
        let steps = told(vec![daily], &[(2, "2026-11-22")]);
        assert_eq!(steps, [("Action 2".to_owned(), false)], "another day, another time");
    }

    #[test]
    fn the_day_orders_them_and_a_day_that_passed_is_today() {
        let on = |number, day: &str| Action { on: Some(date(day)), ..action(number) };
        let steps = told(vec![on(1, "2026-12-01"), action(2), on(3, "2026-11-20"), on(4, "2026-11-25")], &[]);
        let names: Vec<&str> = steps.iter().map(|(what, _)| what.as_str()).collect();
        assert_eq!(names, ["Action 3", "Action 2", "Action 4", "Action 1"]);
    }

    #[test]
    fn goals_that_rest_and_steps_without_words_are_not_there() {
        let empty = Action { what: " ".into(), ..action(1) };
        assert!(told(vec![empty], &[]).is_empty());
        let mut resting = goal(1);
        resting.status = GoalStatus::Paused;
        let mut way = strategy(1);
        way.actions = vec![action(1)];
        resting.strategies = vec![way];
        let content = PlanContent { goals: vec![resting], ..PlanContent::default() };
        assert!(steps_of_day(&content, &BTreeMap::new(), date("2026-11-23")).is_empty());
    }
}
