//! Taking away what was a slip. Frozen versions keep what they say; an empty goal can go, a written one is let go.

use super::draft::PLAN_CHANGED;
use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{ActionId, CommandId, Identity, MemberId, StrategyId};

statements! {
    ACTIONS_OF_STRATEGY = "SELECT id FROM action WHERE agency_id = $1 AND plan_id = $2 AND strategy_id = $3";
    DROP_STRATEGY = "DELETE FROM strategy WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    DROP_ACTION = "DELETE FROM action WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    DROP_TEXTS = "DELETE FROM plan_text WHERE agency_id = $1 AND plan_id = $2 AND owner_id = $3";
    DROP_CLASHES = "
        UPDATE plan_clash SET settled_at = $4
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id = $3 AND settled_at IS NULL";
}

/// A part of the draft that may be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A way towards a goal, with its steps.
    Strategy(StrategyId),
    /// A step. The times it was done stay on record.
    Action(ActionId),
}

/// Takes a part out of the draft. Taking it away twice is taking it away once.
pub fn take_away(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    part: Part,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let now = work.now();
        let mut owners = Vec::new();
        let actions = match part {
            Part::Strategy(strategy) => {
                if work.run(&permit, &DROP_STRATEGY, &params![agency, plan, strategy])? == 0 {
                    return Err(Fault::Absent);
                }
                owners.push(strategy.bytes());
                let rows = work.rows(&permit, &ACTIONS_OF_STRATEGY, &params![agency, plan, strategy])?;
                rows.into_iter().map(|mut row| row.take()).collect::<Result<Vec<ActionId>, _>>()?
            }
            Part::Action(action) => vec![action],
        };
        for action in actions {
            if work.run(&permit, &DROP_ACTION, &params![agency, plan, action])? == 0 {
                return Err(Fault::Absent);
            }
            owners.push(action.bytes());
        }
        for owner in owners {
            work.run(&permit, &DROP_TEXTS, &params![agency, plan, owner])?;
            work.run(&permit, &DROP_CLASHES, &params![agency, plan, owner, now])?;
        }
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}
