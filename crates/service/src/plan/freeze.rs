//! Freezing the draft into a version to be signed: one canonical document, as bytes.

use super::asked::{Asked, rule_packs};
use super::load::draft;
use crate::{Fault, House, Session};
use access::{Operation, Row, params, statements};
use domain::id::{CommandId, MemberId, VersionId};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::plan::{LateReason, PlanContent, PlanDocument, RulePackRef, SCHEMA, lacking_parts, ready_to_sign};

/// What the audit event of a frozen version begins with; its identity and its hash follow.
const FROZE: &str = "froze ";

statements! {
    FACTS_FOR_VERSION = "
        SELECT a.name, m.called, m.lang,
          COALESCE((SELECT max(v.number) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id), 0),
          (SELECT count(*) FROM plan_clash c JOIN plan p ON p.agency_id = c.agency_id AND p.id = c.plan_id
           WHERE p.agency_id = m.agency_id AND p.member_id = m.id AND c.settled_at IS NULL)
        FROM member m JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";
    LAST_VERSION = "
        SELECT v.id, v.hash, v.document, v.signed_on IS NOT NULL,
          EXISTS (SELECT 1 FROM plan_signature s WHERE s.agency_id = v.agency_id AND s.version_id = v.id)
            OR EXISTS (SELECT 1 FROM sign_link l WHERE l.agency_id = v.agency_id AND l.version_id = v.id),
          v.late_reason
        FROM plan_version v
        WHERE v.agency_id = $1 AND v.member_id = $2 AND v.number = $3";
    INSERT_VERSION = "
        INSERT INTO plan_version (agency_id, id, plan_id, member_id, number, document, hash, words_agreed,
          made_at, made_on, made_by_kind, made_by_id, late_reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'sign-agree-1', $8, $9, $10, $11, $12)";
    SAY_LATE = "UPDATE plan_version SET late_reason = $3 WHERE agency_id = $1 AND id = $2 AND signed_on IS NULL";
    DROP_VERSION = "DELETE FROM plan_version WHERE agency_id = $1 AND id = $2";
}

/// The newest version so far.
struct Last {
    id: VersionId,
    hash: String,
    content: PlanContent,
    signed: bool,
    /// Somebody signed it, or holds or held a link to it: it stays as it is.
    kept: bool,
    /// What held it up, as somebody said before.
    late: Option<LateReason>,
}

/// Makes the version that people will sign. A version that nobody has signed yet, and that nobody outside was shown,
/// is made anew under its number. Where nothing changed there is nothing to make.
pub fn freeze(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<VersionId, Fault> {
    freeze_late(house, session, command, member, None)
}

/// The same, with what held up a plan that is late. It stands beside the version, not in what people sign; said once,
/// it stays until somebody says otherwise.
pub fn freeze_late(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    late: Option<LateReason>,
) -> Result<VersionId, Fault> {
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
        let before =
            work.row(&permit, &LAST_VERSION, &params![agency, member, last])?.map(Last::from_row).transpose()?;
        match &before {
            Some(before) if before.kept && before.content == draft.content => {
                if before.signed {
                    let notice = Notice::new("freeze-same").with("number", last);
                    return Err(Fault::invalid("freeze", notice));
                }
                if let Some(late) = late {
                    work.run(&permit, &SAY_LATE, &params![agency, before.id, late.code()])?;
                }
                return Ok(before.id);
            }
            _ => {}
        }
        let late = late.or_else(|| before.as_ref().and_then(|before| before.late)).map(LateReason::code);
        let again = before.filter(|before| !before.kept);
        let number = if again.is_some() { last } else { last + 1 };
        let today = work.today(agency)?;
        let packs = rule_packs(work, &permit, agency, member)?;
        let asked = Asked::of(work, &permit, agency, today)?;
        let lacking = lacking_parts(&draft.content, asked.parts(&packs.all)).into_iter().find(|rule| rule.adopted);
        if let Some(rule) = lacking {
            return Err(Fault::invalid("freeze", Notice::new(&format!("lacks-{}", rule.value.code()))));
        }
        let rules = packs.all.iter().filter_map(|id| words::content::program_on(id, today));
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
        if let Some(before) = again {
            if before.hash == hash {
                work.run(&permit, &SAY_LATE, &params![agency, before.id, late])?;
                return Ok(before.id);
            }
            work.run(&permit, &DROP_VERSION, &params![agency, before.id])?;
        }
        let (kind, author) = work.author(&permit)?;
        let now = work.now();
        let id: VersionId = work.ids().next();
        let frozen = hash.clone();
        let values = params![agency, id, draft.plan, member, number, bytes, hash, now, today, kind, author, late];
        work.run(&permit, &INSERT_VERSION, &values)?;
        // The record is sealed, so that the version cannot be changed together with its hash (decision 0018).
        let beside = if work.call().narrowed_to.is_some() { " with-the-member-at-the-device" } else { "" };
        work.detail(&format!("{FROZE}{id} {frozen}{beside}"));
        Ok(id)
    })
}

/// The version that an audit event tells of, with its hash.
pub(crate) fn frozen_in(detail: &str) -> Option<(VersionId, &str)> {
    let mut words = detail.strip_prefix(FROZE)?.split(' ');
    Some((words.next()?.parse().ok()?, words.next()?))
}

impl Last {
    fn from_row(mut row: Row) -> Result<Self, Fault> {
        let (id, hash) = (row.take()?, row.take()?);
        let bytes: Vec<u8> = row.take()?;
        let content = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?.content;
        Ok(Self { id, hash, content, signed: row.take()?, kept: row.take()?, late: row.parse_option()? })
    }
}
