//! Readings of a source: what each came to, the yes or no to one that waits, and taking one back whole.

use super::carry_out::keep_before;
use super::keep_run::RunReport;
use super::tell::STIR_FEED;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params};
use domain::directory::{ChangeKind, RunOutcome};
use domain::id::{CommandId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

access::statements! {
    RUNS_OF_FEED = "
        SELECT id, feed_id, at, by_kind, outcome, rows_read, added, changed, merged, refused, gone, report
        FROM feed_run WHERE feed_id = $1 ORDER BY id DESC LIMIT 20";

    ONE_RUN = "
        SELECT r.id, r.feed_id, r.at, r.by_kind, r.outcome, r.rows_read, r.added, r.changed, r.merged, r.refused, r.gone,
          r.report, f.name
        FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.id = $1 AND f.steward_id = $2";

    DECLINE_RUN = "
        UPDATE feed_run SET outcome = 'declined', settled_at = $2, settled_by = $3, body = NULL
        WHERE id = $1 AND outcome = 'waiting'";

    /// The list that was declined is read in full the next time, and asked about again.
    FORGET_MARKS = "UPDATE feed SET etag = NULL, last_modified = NULL WHERE id = $1";

    UNDO_RUN = "
        UPDATE feed_run SET outcome = 'undone', settled_at = $2, settled_by = $3 WHERE id = $1 AND outcome = 'done'";

    /// What the reading changed, and whether something changed it again since.
    CHANGED_BY_RUN = "
        SELECT c.id, c.meeting_id,
          EXISTS (SELECT 1 FROM meeting_change l WHERE l.meeting_id = c.meeting_id AND l.id > c.id)
        FROM meeting_change c WHERE c.run_id = $1 ORDER BY c.id";

    /// What it added and nothing changed since.
    ADDED_BY_RUN = "
        SELECT m.id,
          EXISTS (SELECT 1 FROM meeting_change l WHERE l.meeting_id = m.id)
        FROM meeting m WHERE m.added_run = $1 AND m.gone_at IS NULL ORDER BY m.id";

    TAKE_OFF = "UPDATE meeting SET gone_at = $2 WHERE id = $1";

    /// As it was before a change.
    pub(crate) PUT_BACK = "
        UPDATE meeting SET slug = c.slug, name = c.name, entry = c.entry, listed = c.listed, clashes = c.clashes,
          alike = c.alike, kin = c.kin, same_as = c.same_as, apart = c.apart, hidden = c.hidden,
          verified_at = c.verified_at, verified_by = c.verified_by, verified_staff = c.verified_staff,
          gone_at = c.gone_at
        FROM meeting_change c WHERE c.id = $1 AND meeting.id = c.meeting_id";

    /// Another entry of the list that has the slug now.
    pub(crate) SLUG_TAKEN = "
        SELECT 1 FROM meeting_change c
        JOIN meeting m ON m.id = c.meeting_id
        JOIN meeting o ON o.feed_id = m.feed_id AND o.slug = c.slug AND o.gone_at IS NULL AND o.id <> m.id
        WHERE c.id = $1 AND c.gone_at IS NULL";

    /// What was taken back does not come again by itself.
    REST_FEED = "UPDATE feed SET state = 'paused', next_at = NULL, etag = NULL, last_modified = NULL WHERE id = $1";
}

/// A reading in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct RunLine {
    /// The reading.
    pub id: RowId,
    /// Its source.
    pub feed: FeedId,
    /// When.
    pub at: Moment,
    /// By whom: `staff`, `operator`, `job`.
    pub by: String,
    /// What came of it.
    pub outcome: RunOutcome,
    /// Rows read, added, changed, merged, refused; entries gone.
    pub counts: RunCounts,
    /// The rest of what is kept.
    pub report: RunReport,
}

/// Counts: `read = added + changed + merged + refused`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunCounts {
    /// Rows.
    pub read: i64,
    /// New.
    pub added: i64,
    /// Saying something else.
    pub changed: i64,
    /// Bringing nothing new.
    pub merged: i64,
    /// Of no use.
    pub refused: i64,
    /// Entries that were not named any more.
    pub gone: i64,
}

/// What taking back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// Entries that are as they were before.
    pub back: usize,
    /// Entries that something changed since, and that were left alone.
    pub left: usize,
}

fn run_line(row: &mut Row) -> Result<RunLine, Fault> {
    Ok(RunLine {
        id: row.take()?,
        feed: row.take()?,
        at: row.take()?,
        by: row.take()?,
        outcome: row.parse()?,
        counts: RunCounts {
            read: row.take()?,
            added: row.take()?,
            changed: row.take()?,
            merged: row.take()?,
            refused: row.take()?,
            gone: row.take()?,
        },
        report: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
    })
}

/// The latest readings of a source.
pub(crate) fn runs_of<'w>(work: &mut Work<'w>, permit: &Permit<'w>, feed: FeedId) -> Result<Vec<RunLine>, Fault> {
    let rows = work.rows(permit, &RUNS_OF_FEED, &params![feed])?;
    rows.into_iter().map(|mut row| run_line(&mut row)).collect()
}

/// One reading, with the name of its source.
pub fn run_page(house: &House, session: &Session, run: RowId) -> Result<(RunLine, String), Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &ONE_RUN, &params![run, agency])?.ok_or(Fault::Absent)?;
        let line = run_line(&mut row)?;
        Ok((line, row.take()?))
    })
}

/// Says no to it: nothing changes, and the list is forgotten.
pub fn decline_run(house: &House, session: &Session, command: CommandId, run: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let feed = run_line(&mut work.row(&permit, &ONE_RUN, &params![run, agency])?.ok_or(Fault::Absent)?)?.feed;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        if work.run(&permit, &DECLINE_RUN, &params![run, now, staff])? == 0 {
            return Err(Fault::refused(Notice::new("run-settled-already")));
        }
        work.run(&permit, &FORGET_MARKS, &params![feed])?;
        work.detail(&format!("run {run} declined"));
        Ok(())
    })
}

/// Takes a whole reading back. Entries that something changed since are left alone and counted. The source rests, so
/// that what was taken back does not come again with the next reading.
pub fn undo_run(house: &House, session: &Session, command: CommandId, run: RowId) -> Result<TakenBack, Fault> {
    house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &ONE_RUN, &params![run, agency])?.ok_or(Fault::Absent)?;
        let feed = run_line(&mut row)?.feed;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        if work.run(&permit, &UNDO_RUN, &params![run, now, staff])? == 0 {
            return Err(Fault::refused(Notice::new("run-settled-already")));
        }
        let (mut own, mut added, mut left) = (Vec::new(), Vec::new(), 0);
        for mut row in work.rows(&permit, &CHANGED_BY_RUN, &params![run])? {
            let change: (RowId, MeetingId) = (row.take()?, row.take()?);
            if row.take()? { left += 1 } else { own.push(change) }
        }
        for mut row in work.rows(&permit, &ADDED_BY_RUN, &params![run])? {
            let meeting: MeetingId = row.take()?;
            if row.take()? { left += 1 } else { added.push(meeting) }
        }
        // All let go of their slugs before any takes its old one.
        for meeting in added.iter().chain(own.iter().map(|(_, meeting)| meeting)) {
            keep_before(work, &permit, *meeting, None, ChangeKind::Undone)?;
            work.run(&permit, &TAKE_OFF, &params![*meeting, now])?;
        }
        let mut back = added.len();
        for (change, _) in &own {
            if work.row(&permit, &SLUG_TAKEN, &params![*change])?.is_some() {
                left += 1;
                continue;
            }
            work.run(&permit, &PUT_BACK, &params![*change])?;
            back += 1;
        }
        let (services_back, services_left) = super::services::undo_services(work, &permit, run)?;
        back += services_back;
        left += services_left;
        work.run(&permit, &REST_FEED, &params![feed])?;
        work.run(&permit, &STIR_FEED, &params![feed, now.micros()])?;
        work.detail(&format!("run {run} taken back, {back} entries, {left} left"));
        Ok(TakenBack { back, left })
    })
}
