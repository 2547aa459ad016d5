//! What is kept of a reading: its counts, what it refused, how it ended.

use super::import::Preview;
use super::{by_steward, desk, who};
use crate::House;
use access::{Call, Fault, Operation, Permit, Value, Work, params};
use domain::directory::back_off;
use domain::id::{AgencyId, FeedId, RowId};
use domain::notice::Notice;
use serde::{Deserialize, Serialize};

access::statements! {
    FAILURES = "SELECT failures FROM feed WHERE id = $1";

    FEED_FAILED = "
        UPDATE feed SET failures = $2, problem = $3,
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL ELSE CAST($4 AS BIGINT) END
        WHERE id = $1";

    INSERT_RUN = "
        INSERT INTO feed_run (id, feed_id, at, by_kind, by_staff, outcome, rows_read, added, changed, merged, refused,
          gone, report, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    /// One that goes on comes to its end, or waits for a yes.
    END_RUN = "
        UPDATE feed_run SET outcome = $2, settled_at = CAST($3 AS BIGINT), settled_by = $4, rows_read = $5, added = $6,
          changed = $7, merged = $8, refused = $9, gone = $10, report = $11, body = $12
        WHERE id = $1 AND outcome = 'running'";

    /// What is known of one that goes on.
    RUN_GOES_ON = "
        UPDATE feed_run SET rows_read = $2, added = $3, changed = $4, merged = $5, refused = $6, gone = $7
        WHERE id = $1 AND outcome = 'running'";

    /// One that had its yes and could not be carried out waits again.
    WAIT_AGAIN = "
        UPDATE feed_run SET outcome = 'waiting', settled_at = NULL, settled_by = NULL
        WHERE id = $1 AND outcome = 'running' AND body IS NOT NULL";
}

/// What is kept of a reading beside its counts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RunReport {
    /// Refused rows: number from 1, why, a few words of the row. At most a thousand are kept.
    pub refused: Vec<(usize, Notice, String)>,
    /// What was odd.
    pub warnings: Vec<Notice>,
    /// Why it waits, or why it failed.
    pub why: Option<Notice>,
    /// What it changed, or would change.
    pub preview: Preview,
}

/// Which reading it is that is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunOf {
    /// One that is written down when it ends.
    New,
    /// One that somebody looks on at.
    Running(RowId),
    /// One that waited, and has its yes.
    Agreed(RowId),
}

pub(crate) fn as_json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|why| Fault::Broken(format!("kept as JSON: {why}")))
}

/// The six counts of a reading: read, added, changed, merged, refused, gone.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts([i64; 6]);

impl Counts {
    pub(crate) fn of(counts: [usize; 6]) -> Self {
        Self(counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// Writes down a reading under an identity of its own.
    pub(crate) fn insert<'w>(
        self,
        work: &mut Work<'w>,
        permit: &Permit<'w>,
        (run, feed): (RowId, FeedId),
        outcome: &str,
        report: &str,
        body: Value,
    ) -> Result<(), Fault> {
        let [read, added, changed, merged, refused, gone] = self.0;
        let (now, (by, staff)) = (work.now(), who(work));
        let values =
            params![run, feed, now, by, staff, outcome, read, added, changed, merged, refused, gone, report, body];
        work.run(permit, &INSERT_RUN, &values).map(drop)
    }

    /// Ends one that goes on. One that is not there any more was ended by somebody else.
    pub(crate) fn end<'w>(
        self,
        work: &mut Work<'w>,
        permit: &Permit<'w>,
        run: RowId,
        outcome: &str,
        report: &str,
        body: Value,
    ) -> Result<(), Fault> {
        let [read, added, changed, merged, refused, gone] = self.0;
        // What waits is settled by whoever answers.
        let (settled, by) = if outcome == "waiting" { (None, None) } else { (Some(work.now()), who(work).1) };
        let values = params![run, outcome, settled, by, read, added, changed, merged, refused, gone, report, body];
        if work.run(permit, &END_RUN, &values)? == 0 {
            return Err(Fault::refused(Notice::new("run-settled-already")));
        }
        Ok(())
    }
}

/// Says how far a reading is that somebody looks on at.
pub(crate) fn goes_on(house: &House, call: &Call, steward: AgencyId, run: RunOf, counts: Counts) -> Result<(), Fault> {
    let (RunOf::Running(run) | RunOf::Agreed(run)) = run else { return Ok(()) };
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let [read, added, changed, merged, refused, gone] = counts.0;
        work.run(&permit, &RUN_GOES_ON, &params![run, read, added, changed, merged, refused, gone]).map(drop)
    })
}

/// A source that could not be read: the entries stay as they are, and the next try waits longer each time.
pub(crate) fn failed(
    house: &House,
    call: &Call,
    (feed, steward): (FeedId, AgencyId),
    run: RunOf,
    why: &Notice,
) -> Result<(), Fault> {
    let first = i64::from(desk()?.back_off_minutes.value);
    let problem = as_json(why)?;
    let why = why.clone();
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        let mut row = work.row(&permit, &FAILURES, &params![feed])?.ok_or(Fault::Absent)?;
        let failures = row.take::<i64>()? + 1;
        let next = now.plus_seconds(60 * back_off(failures, first));
        work.run(&permit, &FEED_FAILED, &params![feed, failures, problem.as_str(), next])?;
        stop(work, &permit, feed, run, &why)
    })
}

/// Ends a reading that could not go on, for a reason that is not its source's.
pub(crate) fn stopped(
    house: &House,
    call: &Call,
    (feed, steward): (FeedId, AgencyId),
    run: RunOf,
    why: &Notice,
) -> Result<(), Fault> {
    let why = why.clone();
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        stop(work, &permit, feed, run, &why)
    })
}

fn stop<'w>(work: &mut Work<'w>, permit: &Permit<'w>, feed: FeedId, run: RunOf, why: &Notice) -> Result<(), Fault> {
    let report = as_json(&RunReport { why: Some(why.clone()), ..RunReport::default() })?;
    let none = Counts::default();
    match run {
        RunOf::New => {
            let run: RowId = work.ids().next();
            none.insert(work, permit, (run, feed), "failed", &report, Value::Null)
        }
        RunOf::Running(run) => none.end(work, permit, run, "failed", &report, Value::Null),
        RunOf::Agreed(run) => work.run(permit, &WAIT_AGAIN, &params![run]).map(drop),
    }
}
