//! People in the member's corner, as the plan names them.

use super::draft::{PLAN_CHANGED, plan_or_new};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId, RowId};
use domain::text::Line;

statements! {
    // Named by the member and nothing more: we may not say who we are until they agree to that elsewhere.
    NAME_IN_CORNER = "
        INSERT INTO ally (agency_id, id, member_id, relation, name, relation_words, basis, in_plan,
          invited_to_planning, signs, from_on)
        VALUES ($1, $2, $3, 'supporter', $4, $5, 'named-only', $6, $7, $7, $8)";
    SET_IN_PLAN = "
        UPDATE ally SET in_plan = $4 WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND until_on IS NULL";
}

/// Names somebody in the member's corner.
pub fn name_in_corner(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    name: &str,
    relation: &str,
) -> Result<(), Fault> {
    let name = Line::parse(name).map_err(|notice| Fault::invalid("corner_name", notice))?;
    let relation = Line::optional(relation).map_err(|notice| Fault::invalid("corner_relation", notice))?;
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let (agency, plan) = plan_or_new(work, &permit, member)?;
        let id: RowId = work.ids().next();
        let (today, now) = (work.today(agency)?, work.now());
        let relation = relation.as_ref().map(Line::as_str);
        work.run(&permit, &NAME_IN_CORNER, &params![agency, id, member, name.as_str(), relation, true, false, today])?;
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}

/// Says whether somebody whom the chart knows stands in the plan.
pub fn set_in_corner(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    ally: RowId,
    in_plan: bool,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let (agency, plan) = plan_or_new(work, &permit, member)?;
        if work.run(&permit, &SET_IN_PLAN, &params![agency, ally, member, in_plan])? == 0 {
            return Err(Fault::Absent);
        }
        let now = work.now();
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}
