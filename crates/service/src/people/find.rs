//! Finding a member by name, forgiving of typos, within what the searcher may see.

use super::lines::MemberLine;
use crate::{Fault, House, Session};
use access::{Operation, id_list, params, statements};
use domain::id::MemberId;
use domain::people::{KeyKind, rank_with, search_keys};
use std::collections::BTreeMap;

/// How many hits of the key table are looked at, and how many are shown.
const MOST_KEYS: i64 = 2_000;
const MOST_SHOWN: usize = 12;

statements! {
    /// Members who share a search key with the query, with how many they share.
    MEMBERS_BY_KEY = "
        SELECT k.member_id, count(*)
        FROM member_key k
        WHERE k.agency_id = $1 AND k.key IN (SELECT value FROM json_each($2))
        GROUP BY k.member_id
        ORDER BY count(*) DESC, k.member_id
        LIMIT $3";

    /// Those of them that the row filter opens.
    MEMBERS_BY_ID = "
        SELECT m.id, m.called, m.pronouns, m.state, m.lang,
          EXISTS (SELECT 1 FROM plan p WHERE p.agency_id = m.agency_id AND p.member_id = m.id),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id)
        FROM member m
        WHERE m.agency_id = $1 AND m.id IN (SELECT to_id(value) FROM json_each($2))
          AND {filter m.agency_id m.id}";
}

/// Likely matches, best first. An empty query finds nobody.
pub fn find_members(house: &House, session: &Session, query: &str) -> Result<Vec<MemberLine>, Fault> {
    let fuller =
        |name: &str| words::content::nicknames(session.lang).full_names(name).map(str::to_owned).collect::<Vec<_>>();
    let keys: Vec<String> = search_keys(query, &fuller).into_iter().map(stored_key).collect();
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::FindMembers)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let wanted = serde_json::to_string(&keys).map_err(|why| Fault::Broken(why.to_string()))?;
        let hits = work.rows(&permit, &MEMBERS_BY_KEY, &params![agency, wanted, MOST_KEYS])?;
        let shared: BTreeMap<MemberId, i64> =
            hits.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect::<Result<_, Fault>>()?;
        let ids: Vec<MemberId> = shared.keys().copied().collect();
        let rows = work.rows(&permit, &MEMBERS_BY_ID, &params![agency, id_list(ids)])?;
        let mut found: Vec<MemberLine> = rows.into_iter().map(MemberLine::from_row).collect::<Result<_, _>>()?;
        found.sort_by_cached_key(|line| {
            (
                std::cmp::Reverse(rank_with(query, &line.called, &fuller)),
                std::cmp::Reverse(shared.get(&line.id).copied()),
                line.called.clone(),
            )
        });
        found.truncate(MOST_SHOWN);
        Ok(found)
    })
}

/// A key as the table holds it: the kind in front, so that kinds never meet.
pub(super) fn stored_key((kind, key): (KeyKind, String)) -> String {
    format!("{}:{key}", kind.code())
}
