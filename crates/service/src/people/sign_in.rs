//! Signing in with a username and a passphrase.

use super::session::{load, seal};
use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Actor, Operation, params, statements};
use domain::id::{AccountId, AgencyId, PersonId, SessionId, StaffId};
use domain::notice::Notice;
use sha2::{Digest, Sha256};

/// A session without a sign of life ends after this long: staff, then members, in seconds.
const IDLE_STAFF: i64 = 15 * 60;
const IDLE_MEMBER: i64 = 30 * 60;
/// And after this long in any case.
const LONGEST_STAFF: i64 = 12 * 3600;
const LONGEST_MEMBER: i64 = 30 * 86_400;

/// Wrong passphrases for one username: ten at once, then one every thirty seconds.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 1.0 / 30.0;

statements! {
    ACCOUNT_BY_NAME = "SELECT id, passphrase_hash FROM account WHERE username_folded = $1 AND state = 'active'";

    HATS_OF_ACCOUNT = "
        SELECT s.staff_agency_id, s.staff_id FROM staff_account s WHERE s.account_id = $1
        ORDER BY s.staff_agency_id, s.staff_id";

    PERSON_OF_ACCOUNT = "SELECT id FROM person WHERE account_id = $1";

    INSERT_SESSION = "
        INSERT INTO session (id, token_hash, account_id, hat, agency_id, staff_id, person_id, strength,
          created_at, seen_at, idle_seconds, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'passphrase', $8, $8, $9, $10)";

    BUCKET = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";

    FILL_BUCKET = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";
}

/// A new session and the secret that the browser keeps.
#[derive(Debug)]
pub struct SignedIn {
    /// The secret, never stored.
    pub token: String,
    /// The session.
    pub session: Session,
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
    open(house, account)
}

/// A new session for an account whose owner has just proved who they are.
fn open(house: &House, account: AccountId) -> Result<SignedIn, Fault> {
    let token = house.random_token();
    let hashed = token_hash(&token);
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let id: SessionId = work.ids().next();
        let staff: Option<(AgencyId, StaffId)> = work
            .row(&permit, &HATS_OF_ACCOUNT, &params![account])?
            .map(|mut row| Ok::<_, Fault>((row.take()?, row.take()?)))
            .transpose()?;
        let person: Option<PersonId> =
            work.row(&permit, &PERSON_OF_ACCOUNT, &params![account])?.map(|mut row| row.take()).transpose()?;
        let (hat, idle, longest) = match (staff, person) {
            (Some(_), _) => ("staff", IDLE_STAFF, LONGEST_STAFF),
            (None, Some(_)) => ("member", IDLE_MEMBER, LONGEST_MEMBER),
            (None, None) => return Err(Fault::invalid("passphrase", Notice::new("sign-in-wrong"))),
        };
        let agency = staff.map(|(agency, _)| agency);
        let staff = staff.map(|(_, staff)| staff);
        let ends = now.plus_seconds(longest);
        work.run(
            &permit,
            &INSERT_SESSION,
            &params![id, hashed.clone(), account, hat, agency, staff, person, now, idle, ends],
        )?;
        Ok(())
    })?;
    let session = load(house, &token)?.ok_or_else(|| Fault::Broken("a new session is gone".into()))?;
    Ok(SignedIn { session: seal(house, session, &token), token })
}
