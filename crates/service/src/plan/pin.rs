//! A signer's PIN, tried a few times and then not for a while.

use crate::{Fault, House, Session};
use access::{Actor, Operation, Scope, params, statements};
use domain::id::{AccountId, AgencyId, MemberId};
use domain::notice::Notice;
use domain::people::Bucket;
use sha2::{Digest, Sha256};

/// Wrong PINs for one signer: five at once, then one every five minutes.
const TRIES: f64 = 5.0;
const TRIES_A_SECOND: f64 = 1.0 / 300.0;

statements! {
    PIN_OF_ACCOUNT = "SELECT pin_hash FROM account WHERE id = $1 AND state = 'active'";
    PIN_BEHIND_CHART = "
        SELECT a.id, a.pin_hash
        FROM person_member pm
        JOIN person p ON p.id = pm.person_id
        JOIN account a ON a.id = p.account_id
        WHERE pm.chart_agency_id = $1 AND pm.member_id = $2 AND a.state = 'active' AND a.pin_hash IS NOT NULL
        ORDER BY pm.since, a.id";
    PIN_TRIES = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";
    KEEP_PIN_TRIES = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";
}

/// How a PIN stood the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// It is theirs.
    Right,
    /// They have none.
    NoPin,
}

/// The signer's own PIN in their own session.
pub(super) fn own(house: &House, session: &Session, pin: Option<&str>) -> Result<Tried, Fault> {
    let account = session.account;
    let hash = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let row = work.row(&permit, &PIN_OF_ACCOUNT, &params![account])?;
        row.map_or(Ok(None), |mut row| Ok(row.take::<Option<String>>()?))
    })?;
    check(house, hash.map(|hash| (account, hash)), pin)
}

/// The member's PIN on a device that somebody else signed in on. The agency learns yes or no, and nothing else.
pub(super) fn of_member(house: &House, agency: AgencyId, member: MemberId, pin: Option<&str>) -> Result<Tried, Fault> {
    let found = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        // The link from a chart to a person is read for this one question and never given out.
        work.cross(&permit, &Scope::system())?;
        let row = work.row(&permit, &PIN_BEHIND_CHART, &params![agency, member])?;
        row.map(|mut row| Ok::<_, Fault>((row.take::<AccountId>()?, row.take::<String>()?))).transpose()
    })?;
    check(house, found, pin)
}

fn check(house: &House, known: Option<(AccountId, String)>, pin: Option<&str>) -> Result<Tried, Fault> {
    let Some((account, hash)) = known else { return Ok(Tried::NoPin) };
    let pin = pin.map(str::trim).filter(|pin| !pin.is_empty());
    let pin = pin.ok_or_else(|| Fault::invalid("pin", Notice::new("sign-pin-missing")))?;
    let bucket = Sha256::digest(format!("sign pin {account}").as_bytes()).to_vec();
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let left = match work.row(&permit, &PIN_TRIES, &params![bucket.clone()])? {
            None => Bucket::full(now, TRIES),
            Some(mut row) => Bucket { tokens: row.take()?, filled_at: row.take()? },
        };
        let left = left.take(now, TRIES, TRIES_A_SECOND).map_err(|wait| Fault::invalid("pin", wait.notice()))?;
        work.run(&permit, &KEEP_PIN_TRIES, &params![bucket.clone(), left.tokens, left.filled_at])
    })?;
    if house.hashing().matches(pin, Some(&hash)) {
        Ok(Tried::Right)
    } else {
        Err(Fault::invalid("pin", Notice::new("sign-pin-wrong")))
    }
}
