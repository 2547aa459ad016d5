//! How often somebody may try a secret: the buckets of the database, taken from by the rule of the domain.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::people::{Bucket, Wait};
use sha2::{Digest, Sha256};

statements! {
    BUCKET_NOW = "SELECT tokens, filled_at FROM attempt WHERE bucket = $1";

    BUCKET_AFTER = "
        INSERT INTO attempt (bucket, tokens, filled_at) VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at";

    BUCKET_FULL = "DELETE FROM attempt WHERE bucket = $1";
}

/// One limit: what is limited, how many tries at once, and how many come back each second.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    key: Vec<u8>,
    most: f64,
    per_second: f64,
}

impl Limit {
    /// `what` is hashed: the table holds neither names nor addresses.
    pub(super) fn new(what: &str, most: f64, per_second: f64) -> Self {
        Self { key: Sha256::digest(what.as_bytes()).to_vec(), most, per_second }
    }

    fn bucket<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Bucket, Fault> {
        let now = work.now();
        Ok(match work.row(permit, &BUCKET_NOW, &params![self.key.clone()])? {
            None => Bucket::full(now, self.most),
            Some(mut row) => Bucket { tokens: row.take()?, filled_at: row.take()? },
        })
    }

    /// How long to wait, if there is no try left. Takes nothing.
    pub(super) fn wait<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Option<Wait>, Fault> {
        let bucket = self.bucket(work, permit)?;
        Ok(bucket.take(work.now(), self.most, self.per_second).err())
    }

    /// Takes one try for a wrong secret. A right one costs nothing: a whole center may sit behind one address.
    pub(super) fn wrong<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<(), Fault> {
        let bucket = self.bucket(work, permit)?;
        if let Ok(left) = bucket.take(work.now(), self.most, self.per_second) {
            work.run(permit, &BUCKET_AFTER, &params![self.key.clone(), left.tokens, left.filled_at])?;
        }
        Ok(())
    }

    /// Forgets the wrong ones after a right one.
    pub(super) fn clear<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<(), Fault> {
        work.run(permit, &BUCKET_FULL, &params![self.key.clone()]).map(drop)
    }
}
