//! The sealer: links events that wait, and signs where each chain ends.

use super::chain::{Chain, Hash, NOTHING, Segment, month, newest};
use super::event::Event;
use super::sign::{RecordKey, stated};
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::AuditId;
use domain::time::Moment;
use std::collections::BTreeMap;

/// How many events are linked at once.
const AT_ONCE: i64 = 500;

statements! {
    WAITING = "
        SELECT e.agency_id, e.person_id, e.id, e.at, e.actor_kind, e.actor_id, e.session_id, e.operation,
          e.subject_kind, e.member_id, e.basis, e.outcome, e.detail
        FROM audit_waiting w JOIN audit_event e ON e.id = w.event_id
        ORDER BY w.event_id LIMIT $1";

    BEGIN_SEGMENT = "
        INSERT INTO audit_segment (chain_id, segment, first_number, first_hash, last_number, last_hash, signed_at,
          signature)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (chain_id, segment) DO NOTHING";

    /// Only from the end that was read: who lost to another sealer changes nothing.
    EXTEND_SEGMENT = "
        UPDATE audit_segment SET last_number = $3, last_hash = $4, signed_at = $5, signature = $6
        WHERE chain_id = $1 AND segment = $2 AND last_number = $7";

    INSERT_LINK = "
        INSERT INTO audit_link (chain_id, number, segment, event_id, hash) VALUES ($1, $2, $3, $4, $5)";

    WAITS_NO_MORE = "DELETE FROM audit_waiting WHERE event_id = $1";
}

/// What is added to one chain.
#[derive(Clone)]
struct Addition {
    chain: Chain,
    /// The number that the segment ended with; nothing where it begins.
    after: Option<i64>,
    segment: Segment,
    signature: Vec<u8>,
    links: Vec<(i64, AuditId, Hash)>,
}

/// Links every event that waits; how many. What happens in the meantime waits for the next time.
pub fn seal(house: &House, now: Moment) -> Result<usize, Fault> {
    let key = RecordKey::of(house)?;
    let call = || {
        let mut call = house.call(Actor::Operator);
        call.now = now;
        call
    };
    let mut sealed = 0;
    loop {
        let (waiting, ends) = house.store().read(&call(), |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            let mut waiting: BTreeMap<Chain, Vec<Event>> = BTreeMap::new();
            for mut row in work.rows(&permit, &WAITING, &params![AT_ONCE])? {
                if let Some(event) = Event::take(&mut row)? {
                    waiting.entry(Chain::of(event.agency)).or_default().push(event);
                }
            }
            let ends = waiting.keys().map(|chain| newest(work, &permit, *chain)).collect::<Result<Vec<_>, Fault>>()?;
            Ok((waiting, ends))
        })?;
        let found: usize = waiting.values().map(Vec::len).sum();
        // Hashes and signatures are made outside the unit of work.
        let additions: Vec<Addition> =
            waiting.iter().zip(ends).map(|((chain, events), end)| addition(&key, *chain, end, events, now)).collect();
        if additions.is_empty() {
            return Ok(sealed);
        }
        house.store().write(&call(), move |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            for one in &additions {
                let Segment { name, first, before, last, hash, signed_at, .. } = &one.segment;
                let name = name.as_str();
                let chain = one.chain.0;
                let signature = one.signature.as_slice();
                let (before, hash) = (before.as_slice(), hash.as_slice());
                let done = match one.after {
                    None => {
                        let values = params![chain, name, *first, before, *last, hash, *signed_at, signature];
                        work.run(&permit, &BEGIN_SEGMENT, &values)?
                    }
                    Some(after) => {
                        let values = params![chain, name, *last, hash, *signed_at, signature, after];
                        work.run(&permit, &EXTEND_SEGMENT, &values)?
                    }
                };
                if done != 1 {
                    return Err(Fault::Busy);
                }
                for (number, event, hash) in &one.links {
                    work.run(&permit, &INSERT_LINK, &params![chain, *number, name, *event, hash.as_slice()])?;
                    work.run(&permit, &WAITS_NO_MORE, &params![*event])?;
                }
            }
            Ok(())
        })?;
        sealed += found;
        if found < usize::try_from(AT_ONCE).unwrap_or(usize::MAX) {
            return Ok(sealed);
        }
    }
}

fn addition(key: &RecordKey, chain: Chain, end: Option<Segment>, events: &[Event], now: Moment) -> Addition {
    let month = month(now);
    let (mut segment, after) = match end {
        // A clock that was set back opens no second segment of an older month.
        Some(end) if end.name >= month && !end.purged => {
            let after = end.last;
            (end, Some(after))
        }
        end => {
            let (last, hash) = end.as_ref().map_or((0, NOTHING), |end| (end.last, end.hash));
            let name = end.map_or(month.clone(), |end| end.name.max(month));
            (Segment { name, first: last + 1, before: hash, last, hash, signed_at: now, purged: false }, None)
        }
    };
    let mut links = Vec::with_capacity(events.len());
    for event in events {
        segment.last += 1;
        segment.hash = event.link(&segment.hash, chain, segment.last);
        links.push((segment.last, event.id, segment.hash));
    }
    segment.signed_at = now;
    let signature = key.sign(&stated(chain, &segment));
    Addition { chain, after, segment, signature, links }
}
