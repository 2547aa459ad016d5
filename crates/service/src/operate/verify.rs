//! Counts what is there, and holds frozen versions of plans against their hashes.

use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::{AgencyId, Identity, VersionId};
use domain::plan::PlanDocument;

statements! {
    COUNTS = "
        SELECT (SELECT COUNT(*) FROM agency), (SELECT COUNT(*) FROM staff), (SELECT COUNT(*) FROM member),
               (SELECT COUNT(*) FROM plan), (SELECT COUNT(*) FROM plan_version),
               (SELECT COUNT(*) FROM plan_signature), (SELECT COUNT(*) FROM meeting WHERE gone_at IS NULL)";

    /// A handful of frozen versions, in the order of their keys.
    VERSIONS = "
        SELECT agency_id, id, document, hash FROM plan_version
        WHERE agency_id > $1 OR (agency_id = $1 AND id > $2)
        ORDER BY agency_id, id LIMIT 200";
}

/// What is counted, in the order of [`Verified::counts`].
pub const COUNTED: [&str; 7] = ["agencies", "staff", "members", "plans", "versions", "signatures", "meetings"];

/// What is there, and which frozen versions differ from their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many, in the order of [`COUNTED`].
    pub counts: [i64; 7],
    /// Versions that were held against their hash.
    pub versions: usize,
    /// Those that differ.
    pub broken: Vec<VersionId>,
}

/// Counts, and holds each frozen version against its hash: all on one snapshot, noted once in the audit record.
pub fn verify(house: &House) -> Result<Verified, Fault> {
    house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let mut counts = [0; 7];
        if let Some(mut row) = work.row(&permit, &COUNTS, &params![])? {
            for count in &mut counts {
                *count = row.take()?;
            }
        }
        let mut verified = Verified { counts, versions: 0, broken: Vec::new() };
        let mut last = (AgencyId::from_bytes([0; 16]), VersionId::from_bytes([0; 16]));
        loop {
            let rows = work.rows(&permit, &VERSIONS, &params![last.0, last.1])?;
            if rows.is_empty() {
                return Ok(verified);
            }
            for mut row in rows {
                last = (row.take()?, row.take()?);
                let (document, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
                verified.versions += 1;
                if PlanDocument::hash(&document) != hash {
                    verified.broken.push(last.1);
                }
            }
        }
    })
}
