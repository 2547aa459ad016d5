//! A staff member's first sign-in: a code from the agency, and a passphrase that only they know.

use super::staff::{FIRST_SIGN_IN, code_hash};
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::AccountId;
use domain::notice::Notice;
use domain::people::{Bucket, JoinCode, Username, passphrase_fault};
use sha2::{Digest, Sha256};

/// Tries with a code for one name from one address: five at once, then one a minute.
const TRIES: f64 = 5.0;
const TRIES_A_SECOND: f64 = 1.0 / 60.0;

statements! {
    CODE_BUCKET = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";

    FILL_CODE_BUCKET = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";

    CODE_OF_ACCOUNT = "
        SELECT a.id
        FROM account a
        JOIN ceremony c ON c.account_id = a.id
        WHERE a.username_folded = $1 AND a.state = 'active' AND a.passphrase_hash IS NULL
          AND c.kind = $2 AND c.sealed = $3 AND c.until >= $4";

    SET_PASSPHRASE = "UPDATE account SET passphrase_hash = $2 WHERE id = $1 AND passphrase_hash IS NULL";

    CODE_USED = "DELETE FROM ceremony WHERE kind = $1 AND account_id = $2";
}

/// Sets the passphrase of somebody who has a code and never signed in. They sign in with it afterwards, like anyone.
///
/// A wrong code and an unknown name get the same answer.
pub fn first_sign_in(house: &House, username: &str, code: &str, passphrase: &str, from: &str) -> Result<(), Fault> {
    let wrong = || Fault::invalid("code", Notice::new("first-code-wrong"));
    let name = Username::parse(username).map_err(|notice| Fault::invalid("username", notice))?;
    let code = JoinCode::parse(code).map_err(|_| wrong())?;
    if let Some(notice) = passphrase_fault(passphrase, &name, &|text| words::content::is_common_passphrase(text)) {
        return Err(Fault::invalid("passphrase", notice));
    }
    let call = house.call(Actor::Public);
    let bucket = Sha256::digest(format!("{FIRST_SIGN_IN}\n{}\n{from}", name.folded()).as_bytes()).to_vec();
    let hashed_code = code_hash(&code);
    let folded = name.folded().to_owned();
    // The try is counted and kept, whatever comes of it.
    let account: Option<AccountId> = house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let now_in = match work.row(&permit, &CODE_BUCKET, &params![bucket.clone()])? {
            None => Bucket::full(now, TRIES),
            Some(mut row) => Bucket { tokens: row.take()?, filled_at: row.take()? },
        };
        let left = now_in.take(now, TRIES, TRIES_A_SECOND).map_err(|wait| Fault::invalid("code", wait.notice()))?;
        work.run(&permit, &FILL_CODE_BUCKET, &params![bucket.clone(), left.tokens, left.filled_at])?;
        let row =
            work.row(&permit, &CODE_OF_ACCOUNT, &params![folded.as_str(), FIRST_SIGN_IN, hashed_code.clone(), now])?;
        row.map(|mut row| Ok(row.take()?)).transpose()
    })?;
    let account = account.ok_or_else(wrong)?;
    let hash = house.hashing().hash(passphrase)?;
    house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if work.run(&permit, &SET_PASSPHRASE, &params![account, hash.as_str()])? == 0 {
            return Err(wrong());
        }
        work.run(&permit, &CODE_USED, &params![FIRST_SIGN_IN, account]).map(|_| ())
    })
}
