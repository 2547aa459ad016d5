//! The order of goals is the member's.

use super::draft::PLAN_CHANGED;
use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, GoalId, MemberId};

statements! {
    GOALS_IN_ORDER = "SELECT id FROM goal WHERE agency_id = $1 AND plan_id = $2 ORDER BY position, id";
    PLACE_GOAL = "UPDATE goal SET position = $3 WHERE agency_id = $1 AND id = $2";
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Before the goal that stands above it.
    Up,
    /// After the goal that stands below it.
    Down,
}

/// Moves a goal by one place. At the end of the list it stays.
pub fn move_goal(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    goal: GoalId,
    toward: Toward,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let rows = work.rows(&permit, &GOALS_IN_ORDER, &params![agency, plan])?;
        let mut goals: Vec<GoalId> = rows.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?;
        let at = goals.iter().position(|own| *own == goal).ok_or(Fault::Absent)?;
        let to = match toward {
            Toward::Up => at.saturating_sub(1),
            Toward::Down => (at + 1).min(goals.len() - 1),
        };
        goals.swap(at, to);
        for (place, goal) in goals.iter().enumerate() {
            work.run(&permit, &PLACE_GOAL, &params![agency, *goal, place as i64 + 1])?;
        }
        let now = work.now();
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}
