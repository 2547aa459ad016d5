//! A new goal, in the member's words.

use super::draft::{first_words, plan_or_new};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, GoalId, MemberId};
use domain::notice::Notice;
use domain::plan::TextField;
use domain::text::Prose;

statements! {
    INSERT_GOAL = "
        INSERT INTO goal (agency_id, id, plan_id, position, status, life_areas, revision, created_at)
        SELECT $1, $2, $3, COALESCE((SELECT max(g.position) FROM goal g WHERE g.agency_id = $1 AND g.plan_id = $3), 0) + 1,
          'active', '[]', 1, $4
        FROM plan p WHERE p.agency_id = $1 AND p.id = $3";
}

/// Adds a goal at the end; starts the plan where there is none.
pub fn add_goal(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    statement: &str,
    why: &str,
) -> Result<GoalId, Fault> {
    let statement = words("statement", statement)?;
    let why = Prose::parse(why).map_err(|notice| Fault::invalid("why", notice))?;
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let (agency, plan) = plan_or_new(work, &permit, member)?;
        let goal: GoalId = work.ids().next();
        let now = work.now();
        work.run(&permit, &INSERT_GOAL, &params![agency, goal, plan, now])?;
        let texts = [(TextField::GoalStatement, statement.as_str()), (TextField::GoalWhy, why.as_str())];
        first_words(work, &permit, plan, goal, &texts)?;
        Ok(goal)
    })
}

/// Words that must not be empty.
pub(super) fn words(field: &str, text: &str) -> Result<Prose, Fault> {
    let text = Prose::parse(text).map_err(|notice| Fault::invalid(field, notice))?;
    if text.is_empty() { Err(Fault::invalid(field, Notice::new("text-missing"))) } else { Ok(text) }
}
