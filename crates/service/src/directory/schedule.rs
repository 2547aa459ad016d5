//! What the running program does for the directory by itself: reading what is due, and letting go of what is old.
//!
//! The job acts for the agency that looks after the source, under a name of its own in the audit record.

use super::carry_out::keep_before;
use super::keep_run::{RunOf, stopped};
use super::reading::{SILENT, read_source};
use super::tell::STIR_FEED;
use super::{by_steward, desk};
use crate::{Fault, House};
use access::{Actor, Operation, params};
use domain::directory::ChangeKind;
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

    /// Readings that wait for a yes for so long that their list is old.
    WAITED_LONG = "
        SELECT f.steward_id, f.id, r.id, FALSE
        FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.outcome = 'waiting' AND r.at < $1 ORDER BY r.id LIMIT 100";

    LET_GO = "
        UPDATE feed_run SET outcome = 'declined', settled_at = $2, body = NULL WHERE id = $1 AND outcome = 'waiting'";

    /// Readings that stopped without a word: the program was ended in the middle of them.
    STOPPED = "
        SELECT f.steward_id, f.id, r.id, r.body IS NOT NULL
        FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.outcome = 'running' AND COALESCE(r.settled_at, r.at) < $1 ORDER BY r.id LIMIT 100";

    SET_AGE = "UPDATE meeting SET hidden = $2 WHERE id = $1";
}

/// How long one turn goes on reading, in seconds. What is due still is read in the next one.
const TURN: i64 = 300;

/// What the running program does for the directory every minute: lets go of what is too old, and reads what is due.
/// Gives how many sources were read.
pub fn tick(house: &House) -> Result<usize, Fault> {
    let now = house.now();
    // First what takes no time: no slow source keeps an old entry up.
    lapse(house, now)?;
    age(house, now)?;
    super::services::age_services(house, now)?;
    let due: Vec<(FeedId, AgencyId, Moment)> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &DUE_FEEDS, &params![now])?;
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
    })?;
    let mut read = 0;
    for (feed, steward, next) in due {
        if house.now().seconds_since(now) > TURN {
            break;
        }
        let call = house.call(Actor::Job(steward));
        let mine = house.store().write(&call, move |work| {
            let permit = by_steward(work, Operation::ImportMeetings, steward)?;
            Ok(work.run(&permit, &CLAIM, &params![feed, next, now.plus_seconds(3600)])? == 1)
        })?;
        if mine {
            // One source that is broken on our side must not keep the others waiting.
            match read_source(house, &house.call(Actor::Job(steward)), feed, RunOf::New) {
                Ok(_) => read += 1,
                Err(why) => tracing::warn!(%feed, %why, "a source could not be read"),
            }
        }
    }
    Ok(read)
}

/// Lets go of readings that nobody answered, and says of those that stopped that they did. One that had its yes waits
/// again.
fn lapse(house: &House, now: Moment) -> Result<(), Fault> {
    type Runs = Vec<(AgencyId, FeedId, RowId, bool)>;
    let waited = now.plus_seconds(-i64::from(desk()?.wait_days.value) * 86_400);
    let (old, quiet): (Runs, Runs) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut of = |statement, before: Moment| -> Result<Runs, Fault> {
            let rows = work.rows(&permit, statement, &params![before])?;
            rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?, row.take()?))).collect()
        };
        Ok((of(&WAITED_LONG, waited)?, of(&STOPPED, now.plus_seconds(-SILENT))?))
    })?;
    for (steward, _, run, _) in old {
        house.store().write(&house.call(Actor::Job(steward)), move |work| {
            let permit = by_steward(work, Operation::ImportMeetings, steward)?;
            let now = work.now();
            work.run(&permit, &LET_GO, &params![run, now]).map(drop)
        })?;
    }
    for (steward, feed, run, agreed) in quiet {
        let run = if agreed { RunOf::Agreed(run) } else { RunOf::Running(run) };
        match stopped(house, &house.call(Actor::Job(steward)), (feed, steward), run, &Notice::new("source-stopped")) {
            // It came to its end after all.
            Ok(()) | Err(Fault::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
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
