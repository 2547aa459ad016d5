//! Writing into the draft: the pieces that several use cases share.

use super::load::plan_of;
use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, Identity, MemberId, PlanId};
use domain::plan::TextField;

statements! {
    INSERT_PLAN = "
        INSERT INTO plan (agency_id, id, member_id, lang, pathways, revision, created_at, changed_at)
        SELECT $1, $2, m.id, m.lang, '[]', 1, $4, $4 FROM member m WHERE m.agency_id = $1 AND m.id = $3";
    pub(super) PLAN_CHANGED = "UPDATE plan SET changed_at = $3, revision = revision + 1 WHERE agency_id = $1 AND id = $2";
    pub(super) PUT_TEXT = "
        INSERT INTO plan_text (agency_id, plan_id, owner_id, field, body, revision, author_kind, author_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (agency_id, plan_id, owner_id, field) DO UPDATE SET
          body = excluded.body, revision = excluded.revision,
          author_kind = excluded.author_kind, author_id = excluded.author_id, at = excluded.at";
}

/// The member's plan; a new empty draft where there is none.
pub(super) fn plan_or_new<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
) -> Result<(AgencyId, PlanId), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    if let Some(plan) = plan_of(work, permit, agency, member)? {
        return Ok((agency, plan));
    }
    let plan: PlanId = work.ids().next();
    let now = work.now();
    work.run(permit, &INSERT_PLAN, &params![agency, plan, member, now])?;
    Ok((agency, plan))
}

/// A piece of writing, as somebody wrote it.
pub(super) struct Writing<'t> {
    pub(super) owner: [u8; 16],
    pub(super) field: TextField,
    pub(super) body: &'t str,
    pub(super) revision: i64,
}

/// Puts a piece of writing into the draft and dates the plan.
pub(super) fn put<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    plan: PlanId,
    writing: &Writing<'_>,
) -> Result<(), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let (kind, author) = work.author(permit)?;
    let now = work.now();
    let Writing { owner, field, body, revision } = writing;
    work.run(permit, &PUT_TEXT, &params![agency, plan, *owner, field.code(), *body, *revision, kind, author, now])?;
    work.run(permit, &PLAN_CHANGED, &params![agency, plan, now])?;
    Ok(())
}

/// First words of something new.
pub(super) fn first_words<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    plan: PlanId,
    owner: impl Identity,
    words: &[(TextField, &str)],
) -> Result<(), Fault> {
    words.iter().filter(|(_, body)| !body.is_empty()).try_for_each(|(field, body)| {
        put(work, permit, plan, &Writing { owner: owner.bytes(), field: *field, body, revision: 1 })
    })
}
