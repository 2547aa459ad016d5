//! How often somebody may try a secret.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AccountId, DeviceId};
use domain::people::Bucket;
use domain::time::Moment;
use sha2::{Digest, Sha256};

statements! {
    BUCKET = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";

    FILL_BUCKET = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";
}

/// Ten at once, then one every thirty seconds. House rule.
const NEAR: (f64, f64) = (10.0, 1.0 / 30.0);
/// For one name from everywhere that is not a device it knows: slows a guess that comes from many addresses.
const FAR: (f64, f64) = (100.0, 1.0 / 60.0);

/// Where a try comes from.
///
/// A known device has a bucket of its own, so strangers who guess never lock its owner out;
/// an address counts for each name apart, so one person's slips never lock out a center.
pub(super) enum Door<'a> {
    /// A device that the account knows.
    Known(AccountId, DeviceId),
    /// Anywhere else: the name as it was typed, and the address.
    Unknown(&'a str, &'a str),
}

/// Takes a try out of its buckets, or says how long to wait.
pub(super) fn take_try<'w>(work: &mut Work<'w>, permit: &Permit<'w>, what: &str, door: &Door<'_>) -> Result<(), Fault> {
    let now = work.now();
    let keys = match door {
        Door::Known(account, device) => vec![(format!("{what}\n{account}\n{device}"), NEAR)],
        Door::Unknown(name, from) => {
            vec![(format!("{what}\n{name}\nfrom {from}"), NEAR), (format!("{what}\n{name}\nanywhere"), FAR)]
        }
    };
    for (key, (capacity, per_second)) in keys {
        let key = Sha256::digest(key.as_bytes()).to_vec();
        let bucket = match work.row(permit, &BUCKET, &params![key.clone()])? {
            None => Bucket::full(now, capacity),
            Some(mut row) => Bucket { tokens: row.take()?, filled_at: row.take::<Moment>()? },
        };
        let left = bucket.take(now, capacity, per_second);
        let left = left.map_err(|wait| Fault::invalid(what, wait.notice()))?;
        work.run(permit, &FILL_BUCKET, &params![key, left.tokens, left.filled_at])?;
    }
    Ok(())
}
