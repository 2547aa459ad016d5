//! Taking away what was a slip. Frozen versions keep what they say; an empty goal can go, a written one is let go.

use super::draft::PLAN_CHANGED;
use super::load::plan_of;
use super::open::PlanView;
use crate::{Fault, House, Session};
use access::{Operation, id_list, params, statements};
use domain::id::{ActionId, CommandId, Identity, MemberId, RowId, StrategyId};
use domain::notice::Notice;

statements! {
    ACTIONS_OF_STRATEGY = "SELECT id FROM action WHERE agency_id = $1 AND plan_id = $2 AND strategy_id = $3";
    DROP_STRATEGY = "DELETE FROM strategy WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    DROP_ACTION = "DELETE FROM action WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    REVISIONS_OF = "
        SELECT revision FROM plan_text
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id IN (SELECT DISTINCT to_id(value) FROM json_each($3))";
    CLASHES_OF = "
        SELECT count(*) FROM plan_clash
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id IN (SELECT DISTINCT to_id(value) FROM json_each($3))
          AND settled_at IS NULL";
    DROP_TEXTS = "
        DELETE FROM plan_text
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id IN (SELECT DISTINCT to_id(value) FROM json_each($3))";
}

/// A part of the draft that may be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A way towards a goal, with its steps.
    Strategy(StrategyId),
    /// A step. The times it was done stay on record.
    Action(ActionId),
}

impl PlanView {
    /// How much was written in a part: a number that another one follows whenever somebody writes there.
    pub fn written_in(&self, part: Part) -> i64 {
        let mut owners = Vec::new();
        match part {
            Part::Strategy(strategy) => {
                owners.push(strategy.to_string());
                let steps = self.content.strategy(strategy).into_iter().flat_map(|(_, way)| &way.actions);
                owners.extend(steps.map(|step| step.id.to_string()));
            }
            Part::Action(action) => owners.push(action.to_string()),
        }
        let here = self.revisions.iter().filter(|((owner, _), _)| owners.contains(owner));
        here.map(|(_, revision)| revision).sum()
    }
}

/// Takes a part out of the draft. Taking it away twice is taking it away once.
///
/// `seen` is what [`PlanView::written_in`] said when the page was drawn. Where somebody wrote since, or two texts wait
/// for a choice, it stays, and the person is asked again.
pub fn take_away(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    part: Part,
    seen: i64,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let now = work.now();
        let mut owners = Vec::new();
        let actions = match part {
            Part::Strategy(strategy) => {
                let rows = work.rows(&permit, &ACTIONS_OF_STRATEGY, &params![agency, plan, strategy])?;
                if work.run(&permit, &DROP_STRATEGY, &params![agency, plan, strategy])? == 0 {
                    return Err(Fault::Absent);
                }
                owners.push(RowId::from_bytes(strategy.bytes()));
                rows.into_iter().map(|mut row| row.take()).collect::<Result<Vec<ActionId>, _>>()?
            }
            Part::Action(action) => vec![action],
        };
        for action in actions {
            if work.run(&permit, &DROP_ACTION, &params![agency, plan, action])? == 0 {
                return Err(Fault::Absent);
            }
            owners.push(RowId::from_bytes(action.bytes()));
        }
        let owners = id_list(owners);
        let mut counted = work.row(&permit, &CLASHES_OF, &params![agency, plan, owners])?.ok_or(Fault::Absent)?;
        if counted.take::<i64>()? > 0 {
            return Err(Fault::invalid("take-away", Notice::new("take-away-clash")));
        }
        let mut written: i64 = 0;
        for mut row in work.rows(&permit, &REVISIONS_OF, &params![agency, plan, owners])? {
            written += row.take::<i64>()?;
        }
        if written != seen {
            return Err(Fault::invalid("take-away", Notice::new("take-away-newer")));
        }
        work.run(&permit, &DROP_TEXTS, &params![agency, plan, owners])?;
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}
