//! The pieces of writing as they stand now, for a page on which two people write.

use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::plan::TextField;
use sha2::{Digest, Sha256};

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

/// The writing of a draft at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextsNow {
    /// A mark of how it stands: the same mark, the same writing.
    pub mark: String,
    /// Every piece; `None` where the reader has this writing already.
    pub texts: Option<Vec<TextNow>>,
}

/// Every piece of writing of a member's draft, unless it still stands as it stood under the mark that was `seen`.
/// A page asks every few seconds: what gives out nothing new is no further look, and is not written down as one.
pub fn texts(house: &House, session: &Session, member: MemberId, seen: &str) -> Result<TextsNow, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let Some(plan) = plan_of(work, &permit, agency, member)? else { return Ok(TextsNow::default()) };
        let rows = work.rows(&permit, &TEXTS_NOW, &params![agency, plan])?;
        let texts: Vec<TextNow> = rows
            .into_iter()
            .map(|mut row| {
                let owner: [u8; 16] = row.take()?;
                Ok(TextNow {
                    owner: crate::house::hex(&owner),
                    field: row.parse()?,
                    body: row.take()?,
                    revision: row.take()?,
                })
            })
            .collect::<Result<_, Fault>>()?;
        let mark = mark(&texts);
        if mark == seen {
            work.nothing_new();
            return Ok(TextsNow { mark, texts: None });
        }
        Ok(TextsNow { mark, texts: Some(texts) })
    })
}

fn mark(texts: &[TextNow]) -> String {
    let mut lines: Vec<String> =
        texts.iter().map(|text| format!("{}.{}.{}", text.owner, text.field.code(), text.revision)).collect();
    lines.sort();
    let sum = Sha256::digest(lines.join("\n").as_bytes());
    crate::house::hex(sum.get(..12).unwrap_or_default())
}
