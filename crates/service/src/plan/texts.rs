//! The pieces of writing as they stand now, for a page on which two people write.

use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::plan::TextField;

statements! {
    TEXTS_NOW = "SELECT owner_id, field, body, revision FROM plan_text WHERE agency_id = $1 AND plan_id = $2";
}

/// A piece of writing as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextNow {
    /// Whose: the plan, a goal, a strategy or an action, in hexadecimal.
    pub owner: String,
    /// Which field.
    pub field: TextField,
    /// The words.
    pub body: String,
    /// Their revision.
    pub revision: i64,
}

/// Every piece of writing of a member's draft.
pub fn texts(house: &House, session: &Session, member: MemberId) -> Result<Vec<TextNow>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let Some(plan) = plan_of(work, &permit, agency, member)? else { return Ok(Vec::new()) };
        let rows = work.rows(&permit, &TEXTS_NOW, &params![agency, plan])?;
        rows.into_iter()
            .map(|mut row| {
                let owner: [u8; 16] = row.take()?;
                Ok(TextNow {
                    owner: crate::house::hex(&owner),
                    field: row.parse()?,
                    body: row.take()?,
                    revision: row.take()?,
                })
            })
            .collect()
    })
}
