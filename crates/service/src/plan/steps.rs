//! Strategies and actions: the ways towards a goal, and the steps.

use super::draft::first_words;
use super::goal::words;
use super::load::to_json;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ActionId, CommandId, GoalId, MemberId, PlanId, StrategyId};
use domain::plan::{ActionLink, ActionWho, Repeat, TextField};
use domain::time::Date;

statements! {
    PLAN_OF_GOAL = "
        SELECT g.plan_id FROM goal g JOIN plan p ON p.agency_id = g.agency_id AND p.id = g.plan_id
        WHERE g.agency_id = $1 AND g.id = $2 AND p.member_id = $3";
    INSERT_STRATEGY = "
        INSERT INTO strategy (agency_id, id, plan_id, goal_id, position)
        SELECT $1, $2, g.plan_id, g.id,
          COALESCE((SELECT max(s.position) FROM strategy s WHERE s.agency_id = $1 AND s.plan_id = g.plan_id), 0) + 1
        FROM goal g WHERE g.agency_id = $1 AND g.id = $3";
    PLAN_OF_STRATEGY = "
        SELECT s.plan_id FROM strategy s JOIN plan p ON p.agency_id = s.agency_id AND p.id = s.plan_id
        WHERE s.agency_id = $1 AND s.id = $2 AND p.member_id = $3";
    INSERT_ACTION = "
        INSERT INTO action (agency_id, id, plan_id, strategy_id, position, who, on_day, repeat, link, revision)
        SELECT $1, $2, s.plan_id, s.id,
          COALESCE((SELECT max(a.position) FROM action a WHERE a.agency_id = $1 AND a.plan_id = s.plan_id), 0) + 1,
          $4, $5, $6, $7, 1
        FROM strategy s WHERE s.agency_id = $1 AND s.id = $3";
}

/// A step to be added.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: ActionWho,
    /// The day it is meant for.
    pub on: Option<Date>,
    /// How often.
    pub repeat: Repeat,
    /// A meeting it links to.
    pub link: Option<ActionLink>,
}

/// Adds a way towards a goal.
pub fn add_strategy(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    goal: GoalId,
    statement: &str,
) -> Result<StrategyId, Fault> {
    let statement = words("statement", statement)?;
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &PLAN_OF_GOAL, &params![agency, goal, member])?.ok_or(Fault::Absent)?;
        let plan: PlanId = row.take()?;
        let strategy: StrategyId = work.ids().next();
        work.run(&permit, &INSERT_STRATEGY, &params![agency, strategy, goal])?;
        first_words(work, &permit, plan, strategy, &[(TextField::StrategyStatement, statement.as_str())])?;
        Ok(strategy)
    })
}

/// Adds a step to a strategy.
pub fn add_action(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    strategy: StrategyId,
    new: NewAction,
) -> Result<ActionId, Fault> {
    let what = words("what", &new.what)?;
    let link = new.link.as_ref().map(to_json).transpose()?;
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &PLAN_OF_STRATEGY, &params![agency, strategy, member])?.ok_or(Fault::Absent)?;
        let plan: PlanId = row.take()?;
        let action: ActionId = work.ids().next();
        let (who, repeat) = (new.who.code(), new.repeat.code());
        work.run(&permit, &INSERT_ACTION, &params![agency, action, strategy, who, new.on, repeat, link.as_deref()])?;
        first_words(work, &permit, plan, action, &[(TextField::ActionWhat, what.as_str())])?;
        Ok(action)
    })
}
