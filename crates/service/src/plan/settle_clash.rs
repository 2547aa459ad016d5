//! Settling a clash: a person picks one text or joins both.

use super::draft::{Writing, put};
use super::save_text::{Kept, TextSaved};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId, PlanId, RowId};
use domain::plan::TextField;
use domain::text::Prose;

statements! {
    CLASH_OF_MEMBER = "
        SELECT c.plan_id, c.owner_id, c.field, COALESCE(t.revision, 0)
        FROM plan_clash c
        JOIN plan p ON p.agency_id = c.agency_id AND p.id = c.plan_id
        LEFT JOIN plan_text t ON t.agency_id = c.agency_id AND t.plan_id = c.plan_id
          AND t.owner_id = c.owner_id AND t.field = c.field
        WHERE c.agency_id = $1 AND c.id = $2 AND p.member_id = $3 AND c.settled_at IS NULL";
    SETTLE = "UPDATE plan_clash SET settled_at = $3 WHERE agency_id = $1 AND id = $2";
}

/// Settles a clash with the text that a person chose, who saw the standing one at revision `seen`.
///
/// Where somebody wrote there again since, nothing is settled: what stands now is given back to be looked at.
pub fn settle_clash(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    clash: RowId,
    seen: i64,
    text: &str,
) -> Result<TextSaved, Fault> {
    let text = Prose::parse(text).map_err(|notice| Fault::invalid("text", notice))?;
    let settled = house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &CLASH_OF_MEMBER, &params![agency, clash, member])?.ok_or(Fault::Absent)?;
        let plan: PlanId = row.take()?;
        let owner: [u8; 16] = row.take()?;
        let field: TextField = row.parse()?;
        let revision: i64 = row.take()?;
        if revision != seen {
            return Ok((Kept::Clash, owner, field));
        }
        let next = revision + 1;
        put(work, &permit, plan, &Writing { owner, field, body: text.as_str(), revision: next })?;
        let now = work.now();
        work.run(&permit, &SETTLE, &params![agency, clash, now])?;
        Ok((Kept::Saved(next), owner, field))
    })?;
    let (kept, owner, field) = settled;
    kept.told(house, session, member, (owner, field))
}
