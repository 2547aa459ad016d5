//! Counts what is there, and looks whether it is whole: the engine's pages, the audit record, attachments and frozen
//! versions of plans.

use super::record::{Checkpoint, RecordKey, Walked, walk};
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, AttachmentId, Identity, VersionId};
use domain::plan::PlanDocument;
use std::collections::BTreeMap;

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

    /// A handful of attachments, in the order of their keys.
    ATTACHMENTS = "
        SELECT agency_id, id, hash FROM attachment
        WHERE agency_id > $1 OR (agency_id = $1 AND id > $2)
        ORDER BY agency_id, id LIMIT 200";

    CHUNKS_OF = "
        SELECT sealed FROM attachment_chunk WHERE agency_id = $1 AND attachment_id = $2 ORDER BY position";

    /// Signatures that were drawn, and whose drawing is gone.
    DRAWINGS_GONE = "
        SELECT s.drawing_id FROM plan_signature s
        WHERE s.drawing_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.agency_id = s.agency_id AND a.id = s.drawing_id)
        ORDER BY s.drawing_id LIMIT 200";

    /// Versions that were signed, and are gone.
    VERSIONS_GONE = "
        SELECT DISTINCT s.version_id FROM plan_signature s
        WHERE NOT EXISTS (SELECT 1 FROM plan_version v WHERE v.agency_id = s.agency_id AND v.id = s.version_id)
        ORDER BY s.version_id LIMIT 200";
}

/// What is counted, in the order of [`Verified::counts`].
pub const COUNTED: [&str; 7] = ["agencies", "staff", "members", "plans", "versions", "signatures", "meetings"];

/// What is there, and what of it is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many, in the order of [`COUNTED`].
    pub counts: [i64; 7],
    /// What the engine finds wrong with its own pages.
    pub pages: Vec<String>,
    /// Whether the engine looked at every page.
    pub pages_whole: bool,
    /// Versions that were held against their hash.
    pub versions: usize,
    /// Those that differ, or were signed and are gone.
    pub broken: Vec<VersionId>,
    /// Attachments that were opened and held against their hash.
    pub attachments: usize,
    /// Those that do not open or differ, or are gone.
    pub lost: Vec<AttachmentId>,
    /// The audit record.
    pub record: Walked,
}

impl Verified {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.pages.is_empty() && self.broken.is_empty() && self.lost.is_empty() && self.record.bad.is_empty()
    }
}

/// Counts and looks, on one snapshot; against a checkpoint, if there is one. It is noted once in the audit record.
pub fn verify(house: &House, against: Option<&Checkpoint>) -> Result<Verified, Fault> {
    let call = house.call(Actor::Operator);
    let pages = house.store().integrity(&call)?;
    let key = RecordKey::of(house)?;
    house.store().read(&call, |work| {
        let permit = work.permit_open(Operation::Operate)?;
        work.detail("verify");
        let mut counts = [0; 7];
        if let Some(mut row) = work.row(&permit, &COUNTS, &params![])? {
            for count in &mut counts {
                *count = row.take()?;
            }
        }
        let record = walk(work, &permit, &key, against)?;
        let (versions, broken) = versions(work, &permit, &record.frozen)?;
        let (attachments, lost) = attachments(house, work, &permit)?;
        let (pages, pages_whole) = (pages.wrong.clone(), pages.whole);
        Ok(Verified { counts, pages, pages_whole, versions, broken, attachments, lost, record })
    })
}

fn versions<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    frozen: &BTreeMap<VersionId, String>,
) -> Result<(usize, Vec<VersionId>), Fault> {
    let (mut looked, mut broken) = (0, Vec::new());
    let mut last = (AgencyId::from_bytes([0; 16]), VersionId::from_bytes([0; 16]));
    loop {
        let rows = work.rows(permit, &VERSIONS, &params![last.0, last.1])?;
        if rows.is_empty() {
            break;
        }
        for mut row in rows {
            last = (row.take()?, row.take()?);
            let (document, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
            looked += 1;
            // Its own hash, and the one that the record holds since it was frozen.
            if PlanDocument::hash(&document) != hash || frozen.get(&last.1).is_some_and(|sealed| *sealed != hash) {
                broken.push(last.1);
            }
        }
    }
    for mut row in work.rows(permit, &VERSIONS_GONE, &params![])? {
        broken.push(row.take()?);
    }
    Ok((looked, broken))
}

fn attachments<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
) -> Result<(usize, Vec<AttachmentId>), Fault> {
    let (mut looked, mut lost) = (0, Vec::new());
    let mut last = (AgencyId::from_bytes([0; 16]), AttachmentId::from_bytes([0; 16]));
    loop {
        let rows = work.rows(permit, &ATTACHMENTS, &params![last.0, last.1])?;
        if rows.is_empty() {
            break;
        }
        for mut row in rows {
            last = (row.take()?, row.take()?);
            let hash: String = row.take()?;
            let chunks = work.rows(permit, &CHUNKS_OF, &params![last.0, last.1])?;
            let chunks = chunks.into_iter().map(|mut row| Ok(row.take()?)).collect::<Result<Vec<Vec<u8>>, Fault>>()?;
            looked += 1;
            if crate::plan::opened(house, last.1, &chunks, &hash).is_none() {
                lost.push(last.1);
            }
        }
    }
    for mut row in work.rows(permit, &DRAWINGS_GONE, &params![])? {
        lost.push(row.take()?);
    }
    Ok((looked, lost))
}
