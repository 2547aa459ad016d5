//! How often somebody may try a secret: the buckets of the database, taken from by the rule of the domain.
//!
//! Only wrong tries cost: a whole center may sit behind one address. A try is settled in one unit of work, so that
//! many at once are judged one after the other, and a right one counts only while there is a try left.

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
pub(crate) struct Limit {
    key: Vec<u8>,
    most: f64,
    per_second: f64,
}

impl Limit {
    /// `what` is hashed: the table holds neither names nor addresses.
    pub(crate) fn new(what: &str, most: f64, per_second: f64) -> Self {
        Self { key: Sha256::digest(what.as_bytes()).to_vec(), most, per_second }
    }

    fn bucket<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Option<Bucket>, Fault> {
        let row = work.row(permit, &BUCKET_NOW, &params![self.key.clone()])?;
        row.map(|mut row| Ok(Bucket { tokens: row.take()?, filled_at: row.take()? })).transpose()
    }

    fn take<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Result<Bucket, Wait>, Fault> {
        let now = work.now();
        let bucket = self.bucket(work, permit)?.unwrap_or(Bucket::full(now, self.most));
        Ok(bucket.take(now, self.most, self.per_second))
    }

    /// How long to wait, if there is no try left. Takes nothing.
    pub(crate) fn wait<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Option<Wait>, Fault> {
        Ok(self.take(work, permit)?.err())
    }

    /// Takes one try for a wrong secret; gives how many are left.
    pub(crate) fn wrong<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<i64, Fault> {
        let Ok(left) = self.take(work, permit)? else { return Ok(0) };
        work.run(permit, &BUCKET_AFTER, &params![self.key.clone(), left.tokens, left.filled_at])?;
        // Less than a whole try is none.
        Ok(left.tokens as i64)
    }

    /// Forgets the wrong ones after a right one.
    pub(crate) fn clear<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<(), Fault> {
        work.run(permit, &BUCKET_FULL, &params![self.key.clone()]).map(drop)
    }

    /// Notes that something came about now; see [`Limit::since`].
    pub(crate) fn mark<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<(), Fault> {
        let now = work.now();
        work.run(permit, &BUCKET_AFTER, &params![self.key.clone(), self.most, now]).map(drop)
    }

    /// For how many seconds nothing came about; `None` when it never did.
    pub(crate) fn since<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Option<i64>, Fault> {
        let now = work.now();
        Ok(self.bucket(work, permit)?.map(|bucket| now.seconds_since(bucket.filled_at)))
    }
}
