//! The names of a member, and the keys by which they are found.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId};
use domain::lang::Lang;
use domain::people::{Key, search_keys};

statements! {
    pub(crate) INSERT_MEMBER_KEY = "
        INSERT INTO member_key (agency_id, kind, key, member_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";

    FORGET_KEYS = "DELETE FROM member_key WHERE agency_id = $1 AND member_id = $2";
}

/// Full names that a short form may stand for, in English and in Spanish: people have names of both.
pub(super) fn fuller(name: &str) -> Vec<String> {
    let mut full: Vec<String> = Vec::new();
    for lang in Lang::ALL {
        full.extend(words::content::nicknames(lang).full_names(name).map(str::to_owned));
    }
    full.dedup();
    full
}

/// A key as the table holds it: the kind in front, so that kinds never meet.
pub(super) fn stored_key((kind, key): &Key) -> String {
    format!("{}:{key}", kind.code())
}

/// The keys by which a name is found, with their kinds, as the table holds them.
pub(crate) fn search_keys_of(name: &str) -> Vec<(String, String)> {
    search_keys(name, &fuller).iter().map(|key| (key.0.code().to_owned(), stored_key(key))).collect()
}

/// Makes the keys of a chart anew, from everything that the member is called.
pub(super) fn store_keys<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
    names: &[&str],
) -> Result<(), Fault> {
    work.run(permit, &FORGET_KEYS, &params![agency, member])?;
    for (kind, key) in names.iter().flat_map(|name| search_keys_of(name)) {
        work.run(permit, &INSERT_MEMBER_KEY, &params![agency, kind, key, member])?;
    }
    Ok(())
}
