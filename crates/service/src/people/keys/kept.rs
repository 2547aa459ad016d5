//! Forms that came too late: sealed for a day, for their account alone.

use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Actor, Call, Operation, params, statements};
use domain::id::{AccountId, Identity, RowId};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// How long a form is kept, in seconds.
const KEPT_FOR: i64 = 24 * 3600;
/// Addresses whose forms hold keys: never kept.
const KEYS: [&str; 6] = ["/sign-in", "/account", "/confirm", "/hat", "/join", "/recover"];
/// Addresses whose forms hold no words.
const WORDLESS: [&str; 4] = ["/sign-out", "/still-here", "/kept", "/language"];
/// Fields that hold keys: a form that has one is never kept.
const SECRETS: [&str; 7] = ["passphrase", "new_passphrase", "again", "pin", "code", "credential", "secret"];

statements! {
    ACCOUNT_OF_TOKEN = "
        SELECT s.account_id FROM session s JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND a.state = 'active'";

    KEEP_FORM = "INSERT INTO kept_form (id, account_id, sealed, until) VALUES ($1, $2, $3, $4)";

    ONLY_THE_NEWEST = "
        DELETE FROM kept_form WHERE account_id = $1 AND id NOT IN
          (SELECT k.id FROM kept_form k WHERE k.account_id = $1 ORDER BY k.id DESC LIMIT 10)";

    OLD_FORMS_GO = "DELETE FROM kept_form WHERE until < $1";

    KEPT_FORMS = "SELECT id, sealed FROM kept_form WHERE account_id = $1 AND until >= $2 ORDER BY id DESC";

    DROP_KEPT = "DELETE FROM kept_form WHERE id = $1 AND account_id = $2";
}

/// A form as it was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// The address that it was posted to.
    pub path: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

impl KeptForm {
    /// Whether it may be kept: it holds no key.
    pub fn may_be_kept(&self) -> bool {
        let path = self.path.strip_prefix("/es").unwrap_or(&self.path);
        let within =
            |start: &&str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        !KEYS.iter().chain(&WORDLESS).any(within)
            && !self.fields.iter().any(|(name, _)| SECRETS.contains(&name.as_str()))
    }

    /// Whether the session wears the hat that the form was written in.
    fn fits(&self, session: &Session) -> bool {
        let mut parts = self.path.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (Some("me"), _) => session.is_member(),
            (Some("shared"), _) => session.is_supporter(),
            (Some("work" | "team" | "agency"), Some(slug)) => {
                session.is_staff() && session.agency_slug.as_deref() == Some(slug)
            }
            _ => true,
        }
    }
}

/// Keeps a form that was posted with the secret of a session that has ended. Says whether it was kept.
///
/// The form must carry the token of that session, so that no other site can put words into it.
pub fn keep_form_of_ended(house: &House, token: &str, form_token: &str, form: &KeptForm) -> Result<bool, Fault> {
    let right = house.seal_mac(&format!("form {token}"));
    if form_token.as_bytes().ct_eq(right.as_bytes()).unwrap_u8() == 0 || !form.may_be_kept() {
        return Ok(false);
    }
    let hashed = token_hash(token);
    let call = house.call(Actor::Public);
    let account = house.store().read(&call, |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let row = work.row(&permit, &ACCOUNT_OF_TOKEN, &params![hashed.clone()])?;
        row.map(|mut row| Ok(row.take::<AccountId>()?)).transpose()
    })?;
    let Some(account) = account else { return Ok(false) };
    keep(house, &call, account, form).map(|()| true)
}

/// Keeps a form of somebody who is signed in, until they have confirmed that it is them or look at it again.
pub fn keep_form(house: &House, session: &Session, form: &KeptForm) -> Result<bool, Fault> {
    if !form.may_be_kept() {
        return Ok(false);
    }
    keep(house, &house.call_as(session), session.account, form).map(|()| true)
}

fn keep(house: &House, call: &Call, account: AccountId, form: &KeptForm) -> Result<(), Fault> {
    let sealed = house.seal("kept form", &account.bytes(), form)?;
    house.store().write(call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let id: RowId = work.ids().next();
        work.run(&permit, &OLD_FORMS_GO, &params![now])?;
        work.run(&permit, &KEEP_FORM, &params![id, account, sealed.clone(), now.plus_seconds(KEPT_FOR)])?;
        work.run(&permit, &ONLY_THE_NEWEST, &params![account]).map(|_| ())
    })
}

/// The newest form that was kept for this account and this hat.
pub fn kept_form(house: &House, session: &Session) -> Result<Option<(RowId, KeptForm)>, Fault> {
    let account = session.account;
    let rows = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let rows = work.rows(&permit, &KEPT_FORMS, &params![account, now])?;
        rows.into_iter()
            .map(|mut row| Ok((row.take::<RowId>()?, row.take::<Vec<u8>>()?)))
            .collect::<Result<Vec<_>, Fault>>()
    })?;
    let open = |(id, sealed): (RowId, Vec<u8>)| Some((id, house.unseal("kept form", &account.bytes(), &sealed)?));
    Ok(rows.into_iter().filter_map(open).find(|(_, form): &(RowId, KeptForm)| form.fits(session)))
}

/// Lets a kept form go: it was sent, or is not wanted any more.
pub fn drop_kept(house: &House, session: &Session, id: RowId) -> Result<(), Fault> {
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        work.run(&permit, &DROP_KEPT, &params![id, account]).map(|_| ())
    })
}
