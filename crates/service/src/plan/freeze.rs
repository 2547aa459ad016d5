//! Freezing the draft into a version to be signed: one canonical document, as bytes.

use super::asked::rule_packs;
use super::load::draft;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId, VersionId};
use domain::lang::Lang;
use domain::plan::{PlanDocument, RulePackRef, SCHEMA, ready_to_sign};

statements! {
    FACTS_FOR_VERSION = "
        SELECT a.name, m.called, m.lang,
          COALESCE((SELECT max(v.number) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id), 0),
          (SELECT count(*) FROM plan_clash c JOIN plan p ON p.agency_id = c.agency_id AND p.id = c.plan_id
           WHERE p.agency_id = m.agency_id AND p.member_id = m.id AND c.settled_at IS NULL)
        FROM member m JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";
    UNSIGNED_VERSION = "
        SELECT v.id, v.hash FROM plan_version v
        WHERE v.agency_id = $1 AND v.member_id = $2 AND v.number = $3
          AND NOT EXISTS (SELECT 1 FROM plan_signature s WHERE s.agency_id = v.agency_id AND s.version_id = v.id)";
    INSERT_VERSION = "
        INSERT INTO plan_version (agency_id, id, plan_id, member_id, number, document, hash, words_agreed,
          made_at, made_on, made_by_kind, made_by_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'sign-agree-1', $8, $9, $10, $11)";
    DROP_VERSION = "DELETE FROM plan_version WHERE agency_id = $1 AND id = $2";
}

/// Makes the version that people will sign. A version that nobody has signed yet is made anew under its number.
pub fn freeze(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<VersionId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::SignPlan, move |work| {
        let permit = work.permit_member(Operation::SignPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let draft = draft(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &FACTS_FOR_VERSION, &params![agency, member])?.ok_or(Fault::Absent)?;
        let (agency_name, called): (String, String) = (row.take()?, row.take()?);
        let lang: Lang = row.take()?;
        let last: i64 = row.take()?;
        let clashes: i64 = row.take()?;
        ready_to_sign(&draft.content, usize::try_from(clashes).unwrap_or(usize::MAX)).map_err(Fault::refused)?;
        let unsigned = work.row(&permit, &UNSIGNED_VERSION, &params![agency, member, last])?;
        let number = if unsigned.is_some() { last } else { last + 1 };
        let today = work.today(agency)?;
        let rules = rule_packs(work, &permit, agency, member)?;
        let rules = rules.iter().filter_map(|id| words::content::program_on(id, today));
        let document = PlanDocument {
            schema: SCHEMA,
            number: u32::try_from(number).unwrap_or(u32::MAX),
            written_on: today,
            lang,
            agency: agency_name,
            member: called,
            rules: rules.map(|pack| RulePackRef { id: pack.id.clone(), hash: pack.hash.clone() }).collect(),
            content: draft.content,
        };
        let bytes = document.to_bytes();
        let hash = PlanDocument::hash(&bytes);
        if let Some(mut row) = unsigned {
            let id: VersionId = row.take()?;
            if row.take::<String>()? == hash {
                return Ok(id);
            }
            work.run(&permit, &DROP_VERSION, &params![agency, id])?;
        }
        let (kind, author) = work.author(&permit)?;
        let now = work.now();
        let id: VersionId = work.ids().next();
        let values = params![agency, id, draft.plan, member, number, bytes, hash, now, today, kind, author];
        work.run(&permit, &INSERT_VERSION, &values)?;
        Ok(id)
    })
}
