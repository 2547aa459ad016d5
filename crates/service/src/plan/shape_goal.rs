//! Where a goal stands: status, rulers, the day it is meant for, life areas.

use super::load::to_json;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, GoalId, MemberId};
use domain::notice::Notice;
use domain::plan::{GoalStatus, Ruler};
use domain::time::Date;

statements! {
    SHAPE_GOAL = "
        UPDATE goal SET status = $4, importance = $5, confidence = $6, due_on = $7, life_areas = $8, revision = revision + 1
        WHERE agency_id = $1 AND id = $2
          AND plan_id IN (SELECT p.id FROM plan p WHERE p.agency_id = $1 AND p.member_id = $3)";
}

/// What may be set of a goal besides its words.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalShape {
    /// Where it stands.
    pub status: GoalStatus,
    /// How important, by the member.
    pub importance: Option<Ruler>,
    /// How confident, by the member.
    pub confidence: Option<Ruler>,
    /// By when.
    pub due: Option<Date>,
    /// Keys of life areas in the content.
    pub life_areas: Vec<String>,
}

/// Sets where a goal stands.
pub fn shape_goal(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    goal: GoalId,
    shape: GoalShape,
) -> Result<(), Fault> {
    if shape.life_areas.iter().any(|key| words::content::life_area(key).is_none()) {
        return Err(Fault::invalid("life_areas", Notice::new("choice-unknown")));
    }
    let areas = to_json(&shape.life_areas)?;
    let (importance, confidence) = (shape.importance.map(mark), shape.confidence.map(mark));
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let status = shape.status.code();
        let values = params![agency, goal, member, status, importance, confidence, shape.due, areas.as_str()];
        if work.run(&permit, &SHAPE_GOAL, &values)? == 0 { Err(Fault::Absent) } else { Ok(()) }
    })
}

fn mark(ruler: Ruler) -> i64 {
    i64::from(u8::from(ruler))
}
