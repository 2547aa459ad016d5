//! The steps of a member's day, from their draft.

use super::load::draft;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ActionId, MemberId};
use domain::plan::{Action, DaysDone, steps_of_day};
use domain::time::Date;
use std::collections::BTreeMap;

statements! {
    DAYS_DONE = "
        SELECT action_id, min(done_on), max(done_on) FROM action_done
        WHERE agency_id = $1 AND plan_id = $2 GROUP BY action_id";
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
}

/// What is next in a member's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Today, in the agency's zone.
    pub today: Date,
    /// The steps, the soonest first.
    pub steps: Vec<StepOfDay>,
}

/// A member's day: the steps of the goals that are being worked on.
pub fn day(house: &House, session: &Session, member: MemberId) -> Result<Day, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let Some(draft) = draft(work, &permit, agency, member)? else { return Ok(Day { today, steps: Vec::new() }) };
        let mut done: BTreeMap<ActionId, DaysDone> = BTreeMap::new();
        for mut row in work.rows(&permit, &DAYS_DONE, &params![agency, draft.plan])? {
            done.insert(row.take()?, DaysDone { first: row.take()?, last: row.take()? });
        }
        let steps = steps_of_day(&draft.content, &done, today).into_iter();
        let steps = steps
            .map(|step| StepOfDay { action: step.action.clone(), next: step.next, done_today: step.done_today })
            .collect();
        Ok(Day { today, steps })
    })
}
