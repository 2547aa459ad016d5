//! What stands between two steps of a sign-in or of a new key: sealed, short-lived, found only with its ticket.

use crate::secret::token_hash;
use crate::{Fault, House};
use access::{Permit, Work, params, statements};
use domain::id::{AccountId, Identity, RowId};
use serde::Serialize;
use serde::de::DeserializeOwned;

statements! {
    CEREMONY = "SELECT sealed FROM ceremony WHERE id = $1 AND kind = $2 AND until >= $3";

    BEGIN_CEREMONY = "
        INSERT INTO ceremony (id, kind, account_id, sealed, until) VALUES ($1, $2, $3, $4, $5)";

    END_CEREMONY = "DELETE FROM ceremony WHERE id = $1";

    OLD_CEREMONIES_GO = "DELETE FROM ceremony WHERE until < $1";
}

/// A kind of ceremony: its code, and how many seconds it may take.
pub(super) struct Kind {
    pub(super) code: &'static str,
    pub(super) seconds: i64,
}

/// A sign-in that needs more than its first step.
pub(super) const SIGN_IN: Kind = Kind { code: "sign-in", seconds: 10 * 60 };
/// An app for codes that is being set up.
pub(super) const TOTP: Kind = Kind { code: "totp", seconds: 15 * 60 };
/// A passkey that is being made.
pub(super) const PASSKEY_ADD: Kind = Kind { code: "passkey-add", seconds: 5 * 60 };
/// A passkey that is being asked for, of anyone.
pub(super) const PASSKEY_ANY: Kind = Kind { code: "passkey-any", seconds: 5 * 60 };
/// A passkey that is being asked for, of one account.
pub(super) const PASSKEY_OWN: Kind = Kind { code: "passkey-own", seconds: 5 * 60 };

/// A ceremony that is about to begin: made before the unit of work, so that chance stays outside of it.
pub(super) struct Beginning {
    /// What the browser keeps.
    pub(super) ticket: String,
    kind: &'static Kind,
    account: Option<AccountId>,
    sealed: Vec<u8>,
}

/// The row's identity comes from the ticket, so that the table alone opens no ceremony.
fn id_of(ticket: &str) -> RowId {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(token_hash(ticket)) {
        *to = from;
    }
    RowId::from_bytes(bytes)
}

/// Prepares one.
pub(super) fn prepare<T: Serialize>(
    house: &House,
    kind: &'static Kind,
    account: Option<AccountId>,
    state: &T,
) -> Result<Beginning, Fault> {
    let ticket = house.random_token();
    let sealed = house.seal(kind.code, &id_of(&ticket).bytes(), state)?;
    Ok(Beginning { ticket, kind, account, sealed })
}

/// Writes it down; forgets those whose time is over.
pub(super) fn begin<'w>(work: &mut Work<'w>, permit: &Permit<'w>, beginning: &Beginning) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &OLD_CEREMONIES_GO, &params![now])?;
    let Beginning { ticket, kind, account, sealed } = beginning;
    let until = now.plus_seconds(kind.seconds);
    work.run(permit, &BEGIN_CEREMONY, &params![id_of(ticket), kind.code, *account, sealed.clone(), until]).map(|_| ())
}

/// What stands behind a ticket, while its time lasts.
pub(super) fn look<'w, T: DeserializeOwned>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    kind: &Kind,
    ticket: &str,
) -> Result<Option<T>, Fault> {
    let (id, now) = (id_of(ticket), work.now());
    let Some(mut row) = work.row(permit, &CEREMONY, &params![id, kind.code, now])? else { return Ok(None) };
    Ok(house.unseal(kind.code, &id.bytes(), &row.take::<Vec<u8>>()?))
}

/// Ends it: a ticket is good for one end. Says whether it was still there.
pub(super) fn end<'w>(work: &mut Work<'w>, permit: &Permit<'w>, ticket: &str) -> Result<bool, Fault> {
    Ok(work.run(permit, &END_CEREMONY, &params![id_of(ticket)])? == 1)
}
