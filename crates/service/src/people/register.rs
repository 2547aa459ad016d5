//! Opening a chart for someone new: one name is enough.

use super::find::stored_key;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AssignmentId, CommandId, MemberId};
use domain::lang::Lang;
use domain::people::search_keys;
use domain::text::Line;

statements! {
    pub(crate) INSERT_MEMBER = "
        INSERT INTO member (agency_id, id, called, lang, state, state_since, joined, restricted, revision, created_at, created_by)
        VALUES ($1, $2, $3, $4, 'active', $5, $6, $6, 1, $7, $8)";
    pub(crate) INSERT_MEMBER_KEY = "
        INSERT INTO member_key (agency_id, kind, key, member_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";
    pub(crate) INSERT_ASSIGNMENT = "
        INSERT INTO assignment (agency_id, id, member_id, staff_id, kind, from_on, until_on)
        VALUES ($1, $2, $3, $4, $5, $6, NULL)";
}

/// Opens a chart. Whoever registers somebody walks beside them until someone else does.
pub fn register(
    house: &House,
    session: &Session,
    command: CommandId,
    called: &str,
    lang: Lang,
) -> Result<MemberId, Fault> {
    let called = Line::parse(called).map_err(|notice| Fault::invalid("called", notice))?;
    let keys = search_keys_of(called.as_str(), lang);
    house.store().command(&house.call_as(session), command, Operation::RegisterMember, move |work| {
        let permit = work.permit_agency(Operation::RegisterMember)?;
        let hat = work.staff_hat()?;
        let today = work.today(hat.agency)?;
        let now = work.now();
        let member: MemberId = work.ids().next();
        work.run(
            &permit,
            &INSERT_MEMBER,
            &params![hat.agency, member, called.as_str(), lang, today, false, now, hat.staff],
        )?;
        for (kind, key) in &keys {
            work.run(&permit, &INSERT_MEMBER_KEY, &params![hat.agency, kind.as_str(), key.as_str(), member])?;
        }
        let assignment: AssignmentId = work.ids().next();
        work.run(&permit, &INSERT_ASSIGNMENT, &params![hat.agency, assignment, member, hat.staff, "primary", today])?;
        Ok(member)
    })
}

/// The keys by which a name is found, with their kinds, as the table holds them.
pub(crate) fn search_keys_of(name: &str, lang: Lang) -> Vec<(String, String)> {
    let fuller = |name: &str| words::content::nicknames(lang).full_names(name).map(str::to_owned).collect::<Vec<_>>();
    search_keys(name, &fuller).into_iter().map(|found| (found.0.code().to_owned(), stored_key(found))).collect()
}
