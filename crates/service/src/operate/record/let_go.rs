//! Letting go of months whose time is up (docs/retention.md): the chain of the rest stands, since what a month ended
//! with stays, signed.

use super::chain::{Chain, Segment, chains, month, segments};
use super::sign::{RecordKey, stated};
use crate::consent::holds_on;
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::time::{Date, Moment, TimeZone};

/// For how many years an event is kept. The schema refuses anything under six, whatever stands here.
const KEPT_YEARS: i16 = 10;

statements! {
    /// A hold of the agency, or of one of its members, keeps its chain; any hold keeps the one of no agency.
    HELD = concat!(holds_on!(), " AND (h.agency_id = $1 OR $2) LIMIT 1");

    MARK_SEGMENT = "
        UPDATE audit_segment SET purged_at = $3, signed_at = $3, signature = $4
        WHERE chain_id = $1 AND segment = $2 AND purged_at IS NULL";

    EVENTS_GO = "
        DELETE FROM audit_event
        WHERE id IN (SELECT l.event_id FROM audit_link l WHERE l.chain_id = $1 AND l.segment = $2)";

    LINKS_GO = "DELETE FROM audit_link WHERE chain_id = $1 AND segment = $2";
}

/// Deletes the events of months that ended more than ten years ago; how many months. The newest month of a chain stays.
pub fn let_go(house: &House, now: Moment) -> Result<usize, Fault> {
    let key = RecordKey::of(house)?;
    let today = now.date(&TimeZone::UTC);
    let since = Date::new(today.year() - KEPT_YEARS, today.month(), 1).unwrap_or(today);
    let oldest = month(domain::time::start_of(since, &TimeZone::UTC));
    let due: Vec<(Chain, Segment)> = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::KeepRecord)?;
        let mut due = Vec::new();
        for chain in chains(work, &permit)? {
            let of_nobody = chain.agency().is_none();
            if work.row(&permit, &HELD, &params![chain.0, of_nobody])?.is_some() {
                continue;
            }
            let mut kept = segments(work, &permit, chain)?;
            kept.pop();
            let over = kept.into_iter().map(|(one, _)| one).filter(|one| !one.purged && one.name < oldest);
            due.extend(over.map(|one| (chain, one)));
        }
        Ok(due)
    })?;
    let mut gone = 0;
    for (chain, mut segment) in due {
        (segment.purged, segment.signed_at) = (true, now);
        let signature = key.sign(&stated(chain, &segment));
        gone += house.store().write(&house.call(Actor::Operator), move |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            let name = segment.name.as_str();
            let marked = work.run(&permit, &MARK_SEGMENT, &params![chain.0, name, now, signature.as_slice()])?;
            if marked == 0 {
                return Ok(0);
            }
            work.run(&permit, &EVENTS_GO, &params![chain.0, name])?;
            work.run(&permit, &LINKS_GO, &params![chain.0, name])?;
            work.leave_event(&permit, &format!("let go of {name}, links {} to {}", segment.first, segment.last));
            Ok(1)
        })?;
    }
    Ok(gone)
}
