//! Opening a member's plan: the draft, what clashes, and every version.

use super::asked::{Asked, rule_packs};
use super::due::first_plan_late;
use super::load::draft;
use super::version::{VersionLine, versions};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{ActionId, AgencyId, MemberId, PlanId, RowId};
use domain::plan::{PlanContent, PlanPart, RuleValue, TextField, lacking_parts};
use domain::time::{Date, Moment};
use std::collections::{BTreeMap, BTreeSet};

statements! {
    CALLED = "SELECT called FROM member WHERE agency_id = $1 AND id = $2";
    OPEN_CLASHES = "
        SELECT c.id, c.owner_id, c.field, COALESCE(t.body, ''), c.other_body, COALESCE(t.revision, 0)
        FROM plan_clash c
        LEFT JOIN plan_text t ON t.agency_id = c.agency_id AND t.plan_id = c.plan_id
          AND t.owner_id = c.owner_id AND t.field = c.field
        WHERE c.agency_id = $1 AND c.plan_id = $2 AND c.settled_at IS NULL
        ORDER BY c.at, c.id";
    ALLIES = "
        SELECT id, name, relation_words, in_plan FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND until_on IS NULL ORDER BY from_on, name";
    LAST_DONE = "
        SELECT action_id, done_on, note, author_kind, id, author_id, at FROM action_done
        WHERE agency_id = $1 AND plan_id = $2 ORDER BY done_on DESC, at DESC LIMIT 200";
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
    /// The revision of what stands.
    pub revision: i64,
}

/// Somebody whom the chart knows, and whether the plan names them.
#[derive(Debug, Clone, PartialEq)]
pub struct CornerLine {
    /// Their row.
    pub id: RowId,
    /// Their name.
    pub name: String,
    /// What they are to the member, in the member's words.
    pub relation: String,
    /// Whether they stand in the plan.
    pub in_plan: bool,
}

/// One time that a step was done.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneLine {
    /// The step.
    pub action: ActionId,
    /// The day.
    pub on: Date,
    /// What was said about it.
    pub note: String,
    /// Whether the member wrote it down themselves.
    pub by_member: bool,
    /// What the reader may take back: they wrote it down themselves, today.
    pub slip: Option<RowId>,
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
    /// People whom the chart knows.
    pub corner: Vec<CornerLine>,
    /// The last times that steps were done, newest first.
    pub done: Vec<DoneLine>,
    /// What the programs of the member ask of a plan.
    pub asked: BTreeSet<PlanPart>,
    /// What they ask for and is not there yet, of the programs that the reader may know of. An adopted rule blocks a version; any other reminds.
    pub lacking: Vec<RuleValue<PlanPart>>,
    /// Whether the reader may hand the device over.
    pub may_hand_over: bool,
    /// Whether the reader may write.
    pub may_write: bool,
    /// Whether the reader may freeze and sign.
    pub may_sign: bool,
    /// Whether the reader may co-sign.
    pub may_cosign: bool,
    /// Whether the reader may hold a review.
    pub may_review: bool,
    /// Whether a first plan is late, for staff who may make a version: then they may say what held it up.
    pub plan_late: bool,
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
                let (field, ours, theirs, revision) = (row.parse()?, row.take()?, row.take()?, row.take()?);
                clashes.push(ClashView { id, owner: crate::house::hex(&owner), field, ours, theirs, revision });
            }
        }
        let versions = versions(work, &permit, agency, member)?;
        let today = work.today(agency)?;
        let corner = corner(work, &permit, agency, member)?;
        let done = match &draft {
            Some(draft) => done(work, &permit, agency, draft.plan)?,
            None => Vec::new(),
        };
        let packs = rule_packs(work, &permit, agency, member)?;
        let programs = Asked::of(work, &permit, agency, today)?;
        let rules: Vec<RuleValue<PlanPart>> = programs.parts(&packs.open).collect();
        let asked = rules.iter().map(|rule| rule.value).collect();
        let may_hand_over = draft.is_some() && work.could(Operation::HandOver, member)?;
        let may_write = work.could(Operation::WritePlan, member)?;
        let may_sign = work.could(Operation::SignPlan, member)?;
        let plan_late = may_sign
            && work.staff_hat().is_ok()
            && draft.is_some()
            && first_plan_late(work, &permit, (agency, member), &programs)?;
        let may_cosign = work.could(Operation::CosignPlan, member)?;
        let may_review = work.could(Operation::ReviewPlan, member)?;
        let (plan, content, revisions) = match draft {
            Some(draft) => (Some(draft.plan), draft.content, draft.revisions),
            None => (None, PlanContent::default(), BTreeMap::new()),
        };
        let lacking = if plan.is_some() { lacking_parts(&content, rules) } else { Vec::new() };
        Ok(PlanView {
            member,
            called,
            plan,
            today,
            content,
            revisions,
            clashes,
            versions,
            corner,
            done,
            asked,
            lacking,
            may_hand_over,
            may_write,
            may_sign,
            may_cosign,
            may_review,
            plan_late,
        })
    })
}

fn corner<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<CornerLine>, Fault> {
    let rows = work.rows(permit, &ALLIES, &params![agency, member])?;
    rows.into_iter()
        .map(|mut row| {
            let (id, name) = (row.take()?, row.take()?);
            let relation: Option<String> = row.take()?;
            Ok(CornerLine { id, name, relation: relation.unwrap_or_default(), in_plan: row.take()? })
        })
        .collect()
}

fn done<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId, plan: PlanId) -> Result<Vec<DoneLine>, Fault> {
    let (own, today, zone) = (work.author(permit)?, work.today(agency)?, work.zone(agency)?);
    let rows = work.rows(permit, &LAST_DONE, &params![agency, plan])?;
    rows.into_iter()
        .map(|mut row| {
            let (action, on) = (row.take()?, row.take()?);
            let note: Option<String> = row.take()?;
            let kind: String = row.take()?;
            let (id, author): (RowId, [u8; 16]) = (row.take()?, row.take()?);
            let slip = (kind.as_str(), author) == own && row.take::<Moment>()?.date(&zone) == today;
            let by_member = kind == "member";
            Ok(DoneLine { action, on, note: note.unwrap_or_default(), by_member, slip: slip.then_some(id) })
        })
        .collect()
}
