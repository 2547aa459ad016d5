//! Signing in with a username and a passphrase.

use super::open_session::{HatChoice, SignedIn, open_session};
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::AccountId;
use domain::notice::Notice;
use domain::people::Strength;
use sha2::{Digest, Sha256};

/// Wrong passphrases for one username: ten at once, then one every thirty seconds.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 1.0 / 30.0;

statements! {
    ACCOUNT_BY_NAME = "SELECT id, passphrase_hash FROM account WHERE username_folded = $1 AND state = 'active'";

    BUCKET = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";

    FILL_BUCKET = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";
}

/// Signs in. `from` names where the attempt comes from, for the limit.
///
/// [`Fault::Invalid`] on `passphrase` says the same for an unknown name and a wrong passphrase.
pub fn sign_in(house: &House, username: &str, passphrase: &str, from: &str) -> Result<SignedIn, Fault> {
    let folded = username.trim().to_lowercase();
    let bucket = Sha256::digest(format!("{folded}\n{from}").as_bytes()).to_vec();
    let call = house.call(Actor::Public);
    let name = folded.clone();
    let known = house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let left = match work.row(&permit, &BUCKET, &params![bucket.clone()])? {
            None => TRIES,
            Some(mut row) => {
                let tokens: f64 = row.take()?;
                let filled: domain::time::Moment = row.take()?;
                (tokens + now.seconds_since(filled) as f64 * TRIES_A_SECOND).min(TRIES)
            }
        };
        if left < 1.0 {
            return Err(Fault::invalid("passphrase", Notice::new("sign-in-wait")));
        }
        work.run(&permit, &FILL_BUCKET, &params![bucket.clone(), left - 1.0, now])?;
        let row = work.row(&permit, &ACCOUNT_BY_NAME, &params![name.clone()])?;
        row.map(|mut row| Ok((row.take::<AccountId>()?, row.take::<Option<String>>()?))).transpose()
    })?;
    let hash = known.as_ref().and_then(|(_, hash)| hash.as_deref());
    let right = house.hashing().matches(passphrase, hash);
    let (Some((account, _)), true) = (known, right) else {
        return Err(Fault::invalid("passphrase", Notice::new("sign-in-wrong")));
    };
    open_session(house, account, Strength::Passphrase, None, HatChoice::First)
}
