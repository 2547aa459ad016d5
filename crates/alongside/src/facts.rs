//! What the commands ask of the database themselves: which agencies there are, how much there is.

use access::{Actor, Operation, params};
use anyhow::Context;
use domain::id::{AgencyId, Identity, VersionId};
use service::House;
use sha2::{Digest, Sha256};
use std::fmt::Write;

access::statements! {
    /// Every agency, the oldest first.
    AGENCIES = "SELECT slug, demo FROM agency ORDER BY created_at, id";

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

/// What [`COUNTS`] counts, in its order.
pub const COUNTED: [&str; 7] = ["agencies", "staff", "members", "plans", "versions", "signatures", "meetings"];

/// An agency, as an operator sees it.
pub struct Agency {
    /// Its part of addresses.
    pub slug: String,
    /// Whether it is invented.
    pub demo: bool,
}

/// What is there, and which frozen versions differ from their hash.
pub struct Verified {
    /// How many, in the order of [`COUNTED`].
    pub counts: [i64; 7],
    /// Versions that were held against their hash.
    pub versions: usize,
    /// Those that differ.
    pub broken: Vec<VersionId>,
}

/// Every agency, the oldest first.
pub fn agencies(house: &House) -> anyhow::Result<Vec<Agency>> {
    let call = house.call(Actor::Operator);
    let found = house.store().read(&call, |work| {
        // Slugs stand in addresses: they are public.
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &AGENCIES, &params![])?;
        rows.into_iter().map(|mut row| Ok(Agency { slug: row.take()?, demo: row.take()? })).collect()
    });
    found.context("The database could not be read. `alongside migrate` brings it up to date")
}

/// Counts, and holds each frozen version against its hash: all on one snapshot, noted once in the audit record.
pub fn verify(house: &House) -> anyhow::Result<Verified> {
    let call = house.call(Actor::Operator);
    let verified = house.store().read(&call, |work| {
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
                if digits(&document) != hash {
                    verified.broken.push(last.1);
                }
            }
        }
    })?;
    Ok(verified)
}

fn digits(document: &[u8]) -> String {
    Sha256::digest(document).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
