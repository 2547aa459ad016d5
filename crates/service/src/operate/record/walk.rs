//! Walking every chain from its first link to its last, and holding it against what was signed.

use super::chain::{Bad, Chain, Hash, Link, NOTHING, Segment, chains, segments};
use super::checkpoint::Checkpoint;
use super::event::Event;
use super::sign::{RecordKey, stated};
use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AuditId, Identity, VersionId};
use domain::time::Moment;
use std::collections::{BTreeMap, VecDeque};

statements! {
    /// Links in their order, each with its event, if that is there.
    LINKS = "
        SELECT l.number, l.segment, l.hash, e.agency_id, e.person_id, e.id, e.at, e.actor_kind, e.actor_id, e.session_id,
          e.operation, e.subject_kind, e.member_id, e.basis, e.outcome, e.detail
        FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id
        WHERE l.chain_id = $1 AND l.number > $2 ORDER BY l.number LIMIT 500";

    LINK_AT = "SELECT hash FROM audit_link WHERE chain_id = $1 AND number = $2";

    LINKS_WITHOUT_SEGMENT = "
        SELECT l.chain_id, l.number FROM audit_link l
        WHERE NOT EXISTS (SELECT 1 FROM audit_segment s WHERE s.chain_id = l.chain_id)
        ORDER BY l.chain_id, l.number LIMIT 1";

    UNLINKED = "
        SELECT e.id FROM audit_event e
        WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.event_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM audit_waiting w WHERE w.event_id = e.id)
        ORDER BY e.id LIMIT 1";

    NEVER_SEALED = "
        SELECT w.event_id FROM audit_waiting w
        WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.id = w.event_id)
        ORDER BY w.event_id LIMIT 1";

    WAITING_SINCE = "
        SELECT COUNT(*), MIN(e.at) FROM audit_waiting w JOIN audit_event e ON e.id = w.event_id";
}

/// What came of a walk through the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// Chains that were walked.
    pub chains: usize,
    /// Links that match their events.
    pub links: i64,
    /// The first bad link of each chain that has one.
    pub bad: Vec<Bad>,
    /// Segments whose events were let go in due time.
    pub let_go: usize,
    /// Events that are not sealed yet, and since when the oldest waits.
    pub waiting: (i64, Option<Moment>),
    /// Links of the checkpoint whose month was let go since: nothing can be said of them.
    pub beyond: usize,
    /// Links of the checkpoint that are what they were.
    pub held: usize,
    /// Versions that were frozen, with their hashes, as sealed events tell.
    pub frozen: BTreeMap<VersionId, String>,
}

/// One link as it is kept.
struct Kept {
    number: i64,
    segment: String,
    hash: Hash,
    event: Option<Event>,
}

/// The links of a chain, some at a time.
struct Links<'a, 'w> {
    work: &'a mut Work<'w>,
    permit: &'a Permit<'w>,
    chain: Chain,
    after: i64,
    read: VecDeque<Kept>,
}

impl Links<'_, '_> {
    fn next(&mut self) -> Result<Option<Kept>, Fault> {
        if self.read.is_empty() {
            for mut row in self.work.rows(self.permit, &LINKS, &params![self.chain.0, self.after])? {
                let (number, segment, hash) = (row.take()?, row.take()?, row.take()?);
                self.after = number;
                self.read.push_back(Kept { number, segment, hash, event: Event::take(&mut row)? });
            }
        }
        Ok(self.read.pop_front())
    }
}

/// Walks all chains on the snapshot of this unit of work.
pub(in crate::operate) fn walk<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    key: &RecordKey,
    against: Option<&Checkpoint>,
) -> Result<Walked, Fault> {
    let mut walked = Walked::default();
    let there = chains(work, permit)?;
    for chain in &there {
        walked.chains += 1;
        let kept = segments(work, permit, *chain)?;
        walked.let_go += kept.iter().filter(|(segment, _)| segment.purged).count();
        let bad = one_chain(work, permit, key, (*chain, &kept), &mut walked)?;
        walked.bad.extend(bad);
    }
    if let Some(mut row) = work.row(permit, &LINKS_WITHOUT_SEGMENT, &params![])? {
        walked.bad.push(Bad::Start(Link { chain: Chain(row.take()?), number: row.take()? }));
    }
    for (statement, bad) in
        [(&UNLINKED, Bad::Unlinked as fn(AuditId) -> Bad), (&NEVER_SEALED, Bad::NeverSealed as fn(AuditId) -> Bad)]
    {
        if let Some(mut row) = work.row(permit, statement, &params![])? {
            walked.bad.push(bad(AuditId::from_bytes(row.take()?)));
        }
    }
    if let Some(mut row) = work.row(permit, &WAITING_SINCE, &params![])? {
        walked.waiting = (row.take()?, row.take()?);
    }
    if let Some(checkpoint) = against {
        hold(work, permit, checkpoint, &mut walked)?;
    }
    Ok(walked)
}

/// The first bad link of a chain.
fn one_chain<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    key: &RecordKey,
    (chain, kept): (Chain, &[(Segment, Vec<u8>)]),
    walked: &mut Walked,
) -> Result<Option<Bad>, Fault> {
    let (mut number, mut before) = (0, NOTHING);
    let mut links = Links { work, permit, chain, after: 0, read: VecDeque::new() };
    for (segment, signature) in kept {
        let link = |number| Link { chain, number };
        if segment.first != number + 1 || segment.before != before {
            return Ok(Some(Bad::Start(link(number + 1))));
        }
        if !key.signed(&stated(chain, segment), signature) {
            return Ok(Some(Bad::Signature(link(segment.last))));
        }
        if segment.purged {
            (number, before) = (segment.last, segment.hash);
            links.after = number;
            continue;
        }
        while number < segment.last {
            number += 1;
            let Some(kept) = links.next()? else { return Ok(Some(Bad::LinkGone(link(number)))) };
            if kept.number != number || kept.segment != segment.name {
                return Ok(Some(Bad::LinkGone(link(number))));
            }
            let Some(event) = kept.event else { return Ok(Some(Bad::EventGone(link(number)))) };
            let hash = event.link(&before, chain, number);
            if hash != kept.hash || Chain::of(event.agency) != chain {
                return Ok(Some(Bad::Changed(link(number))));
            }
            before = hash;
            walked.links += 1;
            let told = event.detail.as_deref().and_then(crate::plan::frozen_in);
            walked.frozen.extend(told.map(|(version, hash)| (version, hash.to_owned())));
        }
        if before != segment.hash {
            return Ok(Some(Bad::Changed(link(number))));
        }
    }
    let after = links.next()?;
    Ok(after.map(|kept| Bad::AfterEnd(Link { chain, number: kept.number })))
}

/// Holds the chains against a checkpoint. The walk has shown that what leads up to a link is what was sealed.
fn hold<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    checkpoint: &Checkpoint,
    walked: &mut Walked,
) -> Result<(), Fault> {
    for (chain, number, hash) in &checkpoint.ends {
        let link = Link { chain: *chain, number: *number };
        let there = match work.row(permit, &LINK_AT, &params![chain.0, *number])? {
            Some(mut row) => Some(row.take::<Hash>()?),
            None => {
                let kept = segments(work, permit, *chain)?;
                let over = kept.iter().find(|(one, _)| one.purged && (one.first..=one.last).contains(number));
                match over {
                    Some((one, _)) if one.last == *number => Some(one.hash),
                    Some(_) => {
                        walked.beyond += 1;
                        continue;
                    }
                    None => None,
                }
            }
        };
        match there {
            Some(there) if there == *hash => walked.held += 1,
            Some(_) => walked.bad.push(Bad::Rewritten(link)),
            None => walked.bad.push(Bad::CutOff(link)),
        }
    }
    Ok(())
}
