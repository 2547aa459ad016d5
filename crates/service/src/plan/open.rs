//! Opening a member's plan: the draft, what clashes, and every version.

use super::load::draft;
use super::version::{VersionLine, versions};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{MemberId, PlanId, RowId};
use domain::plan::{PlanContent, TextField};
use domain::time::Date;
use std::collections::BTreeMap;

statements! {
    CALLED = "SELECT called FROM member WHERE agency_id = $1 AND id = $2";
    OPEN_CLASHES = "
        SELECT c.id, c.owner_id, c.field, COALESCE(t.body, ''), c.other_body
        FROM plan_clash c
        LEFT JOIN plan_text t ON t.agency_id = c.agency_id AND t.plan_id = c.plan_id
          AND t.owner_id = c.owner_id AND t.field = c.field
        WHERE c.agency_id = $1 AND c.plan_id = $2 AND c.settled_at IS NULL
        ORDER BY c.at, c.id";
}

/// Two texts for one field: what stands, and what somebody else wrote at the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct ClashView {
    /// The clash.
    pub id: RowId,
    /// Whose field, in hexadecimal.
    pub owner: String,
    /// Which field.
    pub field: TextField,
    /// What stands.
    pub ours: String,
    /// What is kept beside it.
    pub theirs: String,
}

/// A member's plan, as the reader may see it.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// Whose.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// The plan, if one was begun.
    pub plan: Option<PlanId>,
    /// Today, in the agency's zone.
    pub today: Date,
    /// The draft.
    pub content: PlanContent,
    /// Revisions of the pieces of writing, by owner (hexadecimal) and field.
    pub revisions: BTreeMap<(String, TextField), i64>,
    /// What clashes.
    pub clashes: Vec<ClashView>,
    /// Every version, newest first.
    pub versions: Vec<VersionLine>,
    /// Whether the reader may write.
    pub may_write: bool,
    /// Whether the reader may freeze and sign.
    pub may_sign: bool,
    /// Whether the reader may co-sign.
    pub may_cosign: bool,
}

/// Opens a member's plan. It changes nothing: a plan that was not begun is an empty one.
pub fn open(house: &House, session: &Session, member: MemberId) -> Result<PlanView, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &CALLED, &params![agency, member])?.ok_or(Fault::Absent)?;
        let called: String = row.take()?;
        let draft = draft(work, &permit, agency, member)?;
        let mut clashes = Vec::new();
        if let Some(draft) = &draft {
            for mut row in work.rows(&permit, &OPEN_CLASHES, &params![agency, draft.plan])? {
                let id = row.take()?;
                let owner: [u8; 16] = row.take()?;
                let (field, ours, theirs) = (row.parse()?, row.take()?, row.take()?);
                clashes.push(ClashView { id, owner: crate::house::hex(&owner), field, ours, theirs });
            }
        }
        let versions = versions(work, &permit, agency, member)?;
        let today = work.today(agency)?;
        let may_write = work.could(Operation::WritePlan, member)?;
        let may_sign = work.could(Operation::SignPlan, member)?;
        let may_cosign = work.could(Operation::CosignPlan, member)?;
        let (plan, content, revisions) = match draft {
            Some(draft) => (Some(draft.plan), draft.content, draft.revisions),
            None => (None, PlanContent::default(), BTreeMap::new()),
        };
        Ok(PlanView {
            member,
            called,
            plan,
            today,
            content,
            revisions,
            clashes,
            versions,
            may_write,
            may_sign,
            may_cosign,
        })
    })
}
