//! The steps of a member's day, from their draft.

use super::load::draft;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ActionId, GoalId, MemberId, RowId};
use domain::plan::{Action, DaysDone, Repeat, steps_of_day};
use domain::time::{Date, Moment};
use std::collections::BTreeMap;

statements! {
    DAYS_DONE = "
        SELECT action_id, min(done_on), max(done_on) FROM action_done
        WHERE agency_id = $1 AND plan_id = $2 GROUP BY action_id";
    OWN_MARKS = "
        SELECT action_id, id, at FROM action_done
        WHERE agency_id = $1 AND plan_id = $2 AND done_on = $3 AND author_kind = $4 AND author_id = $5
        ORDER BY at, id";
}

/// A step of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct StepOfDay {
    /// The step.
    pub action: Action,
    /// When it comes next; today where its day has passed. None: it has no day.
    pub next: Option<Date>,
    /// Whether it was done today.
    pub done_today: bool,
    /// What the reader wrote down of it today, and may take back while the day lasts.
    pub mark: Option<RowId>,
}

/// What is next in a member's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Today, in the agency's zone.
    pub today: Date,
    /// The steps, the soonest first.
    pub steps: Vec<StepOfDay>,
    /// Steps for once that the reader wrote down today as done: they left the day, and may come back.
    pub left: Vec<(Action, RowId)>,
    /// The goal that each step belongs to.
    pub goal_of: BTreeMap<ActionId, GoalId>,
}

/// A member's day: the steps of the goals that are being worked on.
pub fn day(house: &House, session: &Session, member: MemberId) -> Result<Day, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut day = Day { today, steps: Vec::new(), left: Vec::new(), goal_of: BTreeMap::new() };
        let Some(draft) = draft(work, &permit, agency, member)? else { return Ok(day) };
        let mut done: BTreeMap<ActionId, DaysDone> = BTreeMap::new();
        for mut row in work.rows(&permit, &DAYS_DONE, &params![agency, draft.plan])? {
            done.insert(row.take()?, DaysDone { first: row.take()?, last: row.take()? });
        }
        let (kind, author) = work.author(&permit)?;
        let zone = work.zone(agency)?;
        let mut marks: BTreeMap<ActionId, RowId> = BTreeMap::new();
        for mut row in work.rows(&permit, &OWN_MARKS, &params![agency, draft.plan, today, kind, author])? {
            let (action, mark) = (row.take()?, row.take()?);
            if row.take::<Moment>()?.date(&zone) == today {
                marks.insert(action, mark);
            }
        }
        for step in steps_of_day(&draft.content, &done, today) {
            let mark = marks.remove(&step.action.id);
            let (action, next, done_today) = (step.action.clone(), step.next, step.done_today);
            day.steps.push(StepOfDay { action, next, done_today, mark });
        }
        for goal in &draft.content.goals {
            let steps = goal.strategies.iter().flat_map(|way| &way.actions);
            day.goal_of.extend(steps.map(|action| (action.id, goal.id)));
        }
        let left = draft.content.actions().filter(|(_, action)| action.repeat == Repeat::Once);
        day.left = left.filter_map(|(_, action)| Some((action.clone(), *marks.get(&action.id)?))).collect();
        Ok(day)
    })
}
