//! Reading sources from their addresses: by a button, and by a job of the running program.
//!
//! The job acts for the agency that looks after the source, under a name of its own in the audit record.

use super::carry_out::{failed, keep_before};
use super::fetch::{Fetched, fetch};
use super::import::{AskWith, Imported, Reading, Which, read_list};
use super::tell::STIR_FEED;
use super::{by_steward, desk, who};
use crate::{Fault, House, Session};
use access::{Actor, Call, Operation, params};
use domain::directory::{ChangeKind, FeedState};
use domain::id::{AgencyId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::time::Moment;
use std::collections::BTreeMap;

access::statements! {
    DUE_FEEDS = "
        SELECT id, steward_id, next_at FROM feed
        WHERE state = 'active' AND address IS NOT NULL AND next_at <= $1
        ORDER BY next_at, id LIMIT 20";

    /// Whoever moves it on reads it: two servers beside each other read a list once.
    CLAIM = "UPDATE feed SET next_at = $3 WHERE id = $1 AND next_at = $2 AND state = 'active'";

    ADDRESS = "SELECT steward_id, address, etag, last_modified, state FROM feed WHERE id = $1";

    FEED_UNCHANGED = "
        UPDATE feed SET seen_at = $2, failures = 0, problem = NULL,
          next_at = CASE WHEN every_hours IS NULL THEN NULL
            ELSE $2 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1";

    UNCHANGED_RUN = "
        INSERT INTO feed_run (id, feed_id, at, by_kind, by_staff, outcome, rows_read, added, changed, merged, refused,
          gone, report)
        VALUES ($1, $2, $3, $4, $5, 'unchanged', 0, 0, 0, 0, 0, 0, '{}')";

    /// Shown, and nobody has said for too long that it is right: neither its list nor a person.
    TOO_OLD = "
        SELECT f.steward_id, f.id, m.id
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND COALESCE(f.seen_at, 0) < $1
          AND m.gone_at IS NULL AND m.hidden IS NULL AND COALESCE(m.verified_at, 0) < $1
        ORDER BY m.id LIMIT 500";

    /// Taken off for its age, and said to be right since.
    YOUNG_AGAIN = "
        SELECT f.steward_id, f.id, m.id
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND m.gone_at IS NULL AND m.hidden = 'too-old'
          AND (f.seen_at >= $1 OR m.verified_at >= $1)
        ORDER BY m.id LIMIT 500";

    SET_AGE = "UPDATE meeting SET hidden = $2 WHERE id = $1";
}

/// What became of a try to read a source.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceRead {
    /// The list said that nothing is new.
    Unchanged,
    /// It was read; perhaps it waits for a yes.
    Read(Imported),
    /// It could not be read. What was good stays.
    Failed(Notice),
}

/// Reads a source from its address now, for an editor of the agency that looks after it.
pub fn read_now(house: &House, session: &Session, feed: FeedId) -> Result<SourceRead, Fault> {
    let call = house.call_as(session);
    house.store().read(&call, |work| work.permit_agency(Operation::ImportMeetings).map(drop))?;
    read_source(house, &call, feed)
}

/// What the running program does for the directory every minute: reads what is due, and takes off what is too old.
/// Gives how many sources were read.
pub fn tick(house: &House) -> Result<usize, Fault> {
    let now = house.now();
    let due: Vec<(FeedId, AgencyId, Moment)> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &DUE_FEEDS, &params![now])?;
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
    })?;
    let mut read = 0;
    for (feed, steward, next) in due {
        let call = house.call(Actor::Job(steward));
        let mine = house.store().write(&call, move |work| {
            let permit = by_steward(work, Operation::ImportMeetings, steward)?;
            Ok(work.run(&permit, &CLAIM, &params![feed, next, now.plus_seconds(3600)])? == 1)
        })?;
        if mine {
            // One source that is broken on our side must not keep the others waiting.
            match read_source(house, &house.call(Actor::Job(steward)), feed) {
                Ok(_) => read += 1,
                Err(why) => tracing::warn!(%feed, %why, "a source could not be read"),
            }
        }
    }
    age(house, now)?;
    Ok(read)
}

fn read_source(house: &House, call: &Call, feed: FeedId) -> Result<SourceRead, Fault> {
    let (steward, address, ask) = house.store().read(call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut row = work.row(&permit, &ADDRESS, &params![feed])?.ok_or(Fault::Absent)?;
        let (steward, address): (AgencyId, Option<String>) = (row.take()?, row.take()?);
        let ask = AskWith { etag: row.take()?, last_modified: row.take()? };
        if row.parse::<FeedState>()? == FeedState::Ended {
            return Err(Fault::refused(Notice::new("source-ended")));
        }
        by_steward(work, Operation::ImportMeetings, steward)?;
        let address = address.ok_or_else(|| Fault::refused(Notice::new("source-no-address")))?;
        Ok((steward, address, ask))
    })?;
    match fetch(house.names(), &address, &ask) {
        Ok(Fetched::Body(bytes, asked_with)) => {
            let which = Which::Known(feed);
            match read_list(house, call, Reading { which, bytes, settles: None, asked_with: Some(asked_with) }) {
                Ok(read) => Ok(SourceRead::Read(read)),
                Err(Fault::Invalid(mut errors)) if !errors.is_empty() => {
                    Ok(SourceRead::Failed(errors.swap_remove(0).notice))
                }
                Err(other) => Err(other),
            }
        }
        Ok(Fetched::Unchanged) => {
            unchanged(house, call, feed, steward)?;
            Ok(SourceRead::Unchanged)
        }
        Err(why) => {
            failed(house, call, feed, steward, &why)?;
            Ok(SourceRead::Failed(why))
        }
    }
}

fn unchanged(house: &House, call: &Call, feed: FeedId, steward: AgencyId) -> Result<(), Fault> {
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let (now, (by, staff), run): (_, _, RowId) = (work.now(), who(work), work.ids().next());
        work.run(&permit, &FEED_UNCHANGED, &params![feed, now])?;
        work.run(&permit, &UNCHANGED_RUN, &params![run, feed, now, by, staff]).map(drop)
    })
}

/// Takes off what is too old, and shows again what is not any more.
fn age(house: &House, now: Moment) -> Result<(), Fault> {
    let before = now.plus_seconds(-desk()?.terms().hide * 86_400);
    type Aged = Vec<(AgencyId, FeedId, MeetingId)>;
    let (old, young): (Aged, Aged) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut of = |statement| -> Result<Aged, Fault> {
            let rows = work.rows(&permit, statement, &params![before])?;
            rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
        };
        Ok((of(&TOO_OLD)?, of(&YOUNG_AGAIN)?))
    })?;
    for (aged, hidden, kind) in [(old, Some("too-old"), ChangeKind::Hidden), (young, None, ChangeKind::Shown)] {
        // A list at a time: each stir has every meeting made ready anew.
        let mut by_feed: BTreeMap<(AgencyId, FeedId), Vec<MeetingId>> = BTreeMap::new();
        for (steward, feed, meeting) in aged {
            by_feed.entry((steward, feed)).or_default().push(meeting);
        }
        for ((steward, feed), meetings) in by_feed {
            house.store().write(&house.call(Actor::Job(steward)), move |work| {
                let permit = by_steward(work, Operation::ImportMeetings, steward)?;
                for meeting in &meetings {
                    keep_before(work, &permit, *meeting, None, kind)?;
                    work.run(&permit, &SET_AGE, &params![*meeting, hidden])?;
                }
                let now = work.now().micros();
                work.run(&permit, &STIR_FEED, &params![feed, now]).map(drop)
            })?;
        }
    }
    Ok(())
}
