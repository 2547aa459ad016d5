//! Saving one piece of writing: compare-and-set, and nobody's words are lost.

use super::draft::{Writing, put};
use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, Identity, MemberId, PlanId, RowId};
use domain::plan::{Edit, TextField, edit};
use domain::text::Prose;
use serde::{Deserialize, Serialize};

statements! {
    TEXT_NOW = "
        SELECT body, revision FROM plan_text
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id = $3 AND field = $4";
    OWNER_IS_GOAL = "SELECT 1 FROM goal WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    OWNER_IS_STRATEGY = "SELECT 1 FROM strategy WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    OWNER_IS_ACTION = "SELECT 1 FROM action WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    OPEN_CLASH = "
        SELECT id FROM plan_clash
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id = $3 AND field = $4 AND settled_at IS NULL
          AND author_kind = $5 AND author_id = $6";
    INSERT_CLASH = "
        INSERT INTO plan_clash (agency_id, id, plan_id, owner_id, field, other_body, author_kind, author_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SETTLE_OWN = "
        UPDATE plan_clash SET settled_at = $7
        WHERE agency_id = $1 AND plan_id = $2 AND owner_id = $3 AND field = $4 AND settled_at IS NULL
          AND author_kind = $5 AND author_id = $6";
    CLASH_AGAIN = "UPDATE plan_clash SET other_body = $3, at = $4 WHERE agency_id = $1 AND id = $2";
}

/// What came of saving.
#[derive(Debug, Clone, PartialEq)]
pub enum TextSaved {
    /// It is kept, at this revision.
    Saved {
        /// The revision now.
        revision: i64,
    },
    /// Somebody else wrote in between: their words stand, ours are kept beside them until a person picks or joins.
    Clash {
        /// What stands.
        theirs: String,
        /// Its revision.
        revision: i64,
    },
}

/// What came of saving, as the command keeps it: no word of the plan lies outside the plan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Kept {
    /// It is kept, at this revision.
    Saved(i64),
    /// Somebody else wrote in between.
    Clash,
}

impl Kept {
    /// With the words that stand where it came to a clash, as they are now.
    pub(super) fn told(
        self,
        house: &House,
        session: &Session,
        member: MemberId,
        (owner, field): ([u8; 16], TextField),
    ) -> Result<TextSaved, Fault> {
        match self {
            Self::Saved(revision) => Ok(TextSaved::Saved { revision }),
            Self::Clash => house.store().read(&house.call_as(session), |work| {
                let permit = work.permit_member(Operation::ReadPlan, member)?;
                let agency = permit.agency().ok_or(Fault::Absent)?;
                let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
                let row = work.row(&permit, &TEXT_NOW, &params![agency, plan, owner, field.code()])?;
                let (theirs, revision) = match row {
                    Some(mut row) => (row.take()?, row.take()?),
                    None => (String::new(), 0),
                };
                Ok(TextSaved::Clash { theirs, revision })
            }),
        }
    }
}

/// Saves one piece of writing that was begun from revision `base` (0: from nothing).
#[expect(clippy::too_many_arguments, reason = "the posted form, field by field")]
pub fn save_text(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    owner: &str,
    field: TextField,
    base: i64,
    text: &str,
) -> Result<TextSaved, Fault> {
    let owner: RowId = owner.parse().map_err(|_| Fault::Absent)?;
    let text = Prose::parse(text).map_err(|notice| Fault::invalid(field.code(), notice))?;
    let kept = house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        check_owner(work, &permit, plan, owner, field)?;
        let row = work.row(&permit, &TEXT_NOW, &params![agency, plan, owner.bytes(), field.code()])?;
        let (body, revision) = match row {
            Some(mut row) => (row.take()?, row.take()?),
            None => (String::new(), 0),
        };
        let current = (revision > 0).then_some((revision, body.as_str()));
        match edit(current, base, text.as_str()) {
            Edit::Clash { .. } => {
                keep_beside(work, &permit, plan, owner, field, text.as_str())?;
                Ok(Kept::Clash)
            }
            Edit::Unchanged { revision } => {
                if revision == base {
                    settle_own(work, &permit, plan, owner, field)?;
                }
                Ok(Kept::Saved(revision))
            }
            Edit::Saved { revision } => {
                put(work, &permit, plan, &Writing { owner: owner.bytes(), field, body: text.as_str(), revision })?;
                settle_own(work, &permit, plan, owner, field)?;
                Ok(Kept::Saved(revision))
            }
        }
    })?;
    kept.told(house, session, member, (owner.bytes(), field))
}

/// Whoever saves over what stands has seen it: what was kept of theirs beside it is settled by that.
fn settle_own<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    plan: PlanId,
    owner: RowId,
    field: TextField,
) -> Result<(), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let (kind, author) = work.author(permit)?;
    let now = work.now();
    work.run(permit, &SETTLE_OWN, &params![agency, plan, owner.bytes(), field.code(), kind, author, now])?;
    Ok(())
}

/// The owner must be this plan or a part of it, and the field one of the owner's.
fn check_owner<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    plan: PlanId,
    owner: RowId,
    field: TextField,
) -> Result<(), Fault> {
    let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
    let statement = match field.code().split('-').next() {
        Some("goal") => &OWNER_IS_GOAL,
        Some("strategy") => &OWNER_IS_STRATEGY,
        Some("action") => &OWNER_IS_ACTION,
        _ if owner.bytes() == plan.bytes() => return Ok(()),
        _ => return Err(Fault::Absent),
    };
    work.row(permit, statement, &params![agency, plan, owner.bytes()])?.map(|_| ()).ok_or(Fault::Absent)
}

fn keep_beside<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    plan: PlanId,
    owner: RowId,
    field: TextField,
    text: &str,
) -> Result<(), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let (kind, author) = work.author(permit)?;
    let now = work.now();
    let open = work.row(permit, &OPEN_CLASH, &params![agency, plan, owner.bytes(), field.code(), kind, author])?;
    match open {
        Some(mut row) => {
            let id: RowId = row.take()?;
            work.run(permit, &CLASH_AGAIN, &params![agency, id, text, now])?;
        }
        None => {
            let id: RowId = work.ids().next();
            let (owner, field) = (owner.bytes(), field.code());
            work.run(permit, &INSERT_CLASH, &params![agency, id, plan, owner, field, text, kind, author, now])?;
        }
    }
    Ok(())
}
