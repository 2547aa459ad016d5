//! Taking a handed-over device back: with the peer's PIN or passphrase, and a bounded number of tries.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::notice::Notice;
use domain::people::{Bucket, Pin, prepare_passphrase};
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Wrong tries for one handing over. They do not come back with time: the session ends, and a sign-in opens a new one.
const TRIES: f64 = 5.0;

statements! {
    SECRETS_OF_ACCOUNT = "SELECT pin_hash, passphrase_hash FROM account WHERE id = $1";
    TRIES_LEFT = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";
    SET_TRIES = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";
    FORGET_TRIES = "DELETE FROM attempt WHERE bucket = $1";
    WIDEN = "UPDATE session SET narrowed_to = NULL, seen_at = $2 WHERE id = $1 AND ended_at IS NULL";
    END_NARROWED = "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TakenBack {
    /// The peer has their session again.
    Back,
    /// Too many wrong tries: the session has ended. What was written is kept.
    Ended,
}

/// Takes the device back with what only the peer knows: their PIN or their passphrase.
pub fn take_back(house: &House, session: &Session, secret: &str) -> Result<TakenBack, Fault> {
    if session.narrowed_to.is_none() {
        return Ok(TakenBack::Back);
    }
    let (account, id) = (session.account, session.id);
    let bucket = Sha256::digest(format!("take-back {id}").as_bytes()).to_vec();
    let call = house.call_as(session);
    let of_try = bucket.clone();
    // The try is counted before it is judged, so that two at once are two.
    let (left, pin, passphrase) = house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let bucket = match work.row(&permit, &TRIES_LEFT, &params![of_try.clone()])? {
            Some(mut row) => Bucket { tokens: row.take()?, filled_at: row.take::<Moment>()? },
            None => Bucket::full(now, TRIES),
        };
        let left = bucket.take(now, TRIES, 0.0).ok().map(|bucket| bucket.tokens);
        work.run(&permit, &SET_TRIES, &params![of_try.clone(), left.unwrap_or(0.0), now])?;
        let mut row = work.row(&permit, &SECRETS_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        let (pin, passphrase): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        Ok((left, pin, passphrase))
    })?;
    let right = left.is_some()
        && match Pin::parse(secret) {
            Ok(typed) => house.hashing().matches(typed.as_str(), pin.as_deref()),
            Err(_) => house.hashing().matches(&prepare_passphrase(secret), passphrase.as_deref()),
        };
    let last = left.is_none_or(|left| left < 1.0);
    house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        if right {
            work.run(&permit, &WIDEN, &params![id, now])?;
            work.run(&permit, &FORGET_TRIES, &params![bucket.clone()])?;
        } else if last {
            work.run(&permit, &END_NARROWED, &params![id, now])?;
            work.run(&permit, &FORGET_TRIES, &params![bucket.clone()])?;
        }
        Ok(())
    })?;
    match (right, last) {
        (true, _) => Ok(TakenBack::Back),
        (false, true) => Ok(TakenBack::Ended),
        (false, false) => {
            let tries = left.map_or(0, |left| left as i64);
            Err(Fault::invalid("secret", Notice::new("take-back-wrong").with("tries", tries)))
        }
    }
}

/// Takes the device back with a passkey of the peer, which answered to what was asked of it.
pub fn take_back_with_passkey(
    house: &House,
    site: &str,
    session: &Session,
    ticket: &str,
    credential: &str,
) -> Result<(), Fault> {
    crate::people::keys::passkey_is_right(house, site, session, ticket, credential)?;
    let id = session.id;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        work.run(&permit, &WIDEN, &params![id, now]).map(|_| ())
    })
}
