//! Carrying out a reading: all of it in one unit of work, with what each entry was before.

use super::import::{AskWith, Before, Imported, Preview};
use super::{by_steward, desk, who};
use crate::House;
use access::{Call, Fault, Operation, Permit, Value, Work, params};
use domain::directory::import::Changes;
use domain::directory::{ChangeKind, Meeting, RunOutcome, Slug, back_off};
use domain::id::{AgencyId, FeedId, MeetingId, RowId, StaffId};
use domain::notice::Notice;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

access::statements! {
    INSERT_FEED = "
        INSERT INTO feed (id, steward_id, name, zone, format, state, changed_at, failures)
        VALUES ($1, $2, $3, $4, 'meeting-guide', 'active', $5, 0)";

    FEED_TAKEN = "SELECT 1 FROM feed WHERE steward_id = $1 AND name = $2";

    /// Only if its entries last changed when we think they did.
    TOUCH_FEED = "
        UPDATE feed SET changed_at = $2, seen_at = $3, failures = 0, problem = NULL,
          etag = CAST($5 AS TEXT), last_modified = CAST($6 AS TEXT),
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL
            ELSE $3 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1 AND changed_at = $4";

    /// A reading that waits changes no entry.
    FEED_WAITS = "
        UPDATE feed SET failures = 0, problem = NULL,
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL
            ELSE $2 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1";

    FAILURES = "SELECT failures FROM feed WHERE id = $1";

    FEED_FAILED = "
        UPDATE feed SET failures = $2, problem = $3,
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL ELSE CAST($4 AS BIGINT) END
        WHERE id = $1";

    INSERT_RUN = "
        INSERT INTO feed_run (id, feed_id, at, by_kind, by_staff, outcome, rows_read, added, changed, merged, refused,
          gone, report, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    SETTLE_RUN = "
        UPDATE feed_run SET outcome = 'done', settled_at = $2, settled_by = $3, rows_read = $4, added = $5, changed = $6,
          merged = $7, refused = $8, gone = $9, report = $10, body = NULL
        WHERE id = $1 AND outcome = 'waiting'";

    /// Those that wait give way to what was read later.
    OVERTAKE_RUNS = "
        UPDATE feed_run SET outcome = 'declined', settled_at = $2, body = NULL
        WHERE feed_id = $1 AND outcome = 'waiting'";

    INSERT_MEETING = "
        INSERT INTO meeting (id, feed_id, slug, name, entry, clashes, alike, kin, apart, added_run)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $7, FALSE, $8)";

    /// What was put right here stays; the list's new words are kept beside it until somebody picks.
    UPDATE_MEETING = "
        UPDATE meeting SET slug = $2, gone_at = NULL,
          name = CASE WHEN listed IS NULL THEN CAST($3 AS TEXT) ELSE name END,
          entry = CASE WHEN listed IS NULL THEN CAST($4 AS TEXT) ELSE entry END,
          alike = CASE WHEN listed IS NULL THEN CAST($5 AS TEXT) ELSE alike END,
          kin = CASE WHEN listed IS NULL THEN CAST($6 AS TEXT) ELSE kin END,
          clashes = listed IS NOT NULL,
          verified_at = CASE WHEN listed IS NULL THEN NULL ELSE verified_at END,
          verified_by = CASE WHEN listed IS NULL THEN NULL ELSE verified_by END,
          verified_staff = CASE WHEN listed IS NULL THEN NULL ELSE verified_staff END,
          listed = CASE WHEN listed IS NULL THEN NULL ELSE CAST($4 AS TEXT) END
        WHERE id = $1";

    END_MEETING = "UPDATE meeting SET gone_at = $2 WHERE id = $1";

    /// What an entry is now, before it changes.
    KEEP_BEFORE = "
        INSERT INTO meeting_change (id, meeting_id, run_id, at, kind, by_kind, by_staff, slug, name, entry, listed,
          clashes, alike, kin, same_as, apart, hidden, verified_at, verified_by, verified_staff, gone_at)
        SELECT $2, m.id, $3, $4, $5, $6, $7, m.slug, m.name, m.entry, m.listed,
          m.clashes, m.alike, m.kin, m.same_as, m.apart, m.hidden, m.verified_at, m.verified_by, m.verified_staff,
          m.gone_at
        FROM meeting m WHERE m.id = $1";
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

/// How many refused rows are kept with a reading.
const KEPT_ROWS: usize = 1000;

/// A reading that was judged.
pub(crate) struct Carried {
    pub(crate) outcome: RunOutcome,
    pub(crate) read: usize,
    pub(crate) refused: Vec<(usize, Notice, String)>,
    pub(crate) warnings: Vec<Notice>,
    pub(crate) waits: Option<Notice>,
    pub(crate) preview: Preview,
    pub(crate) settles: Option<RowId>,
    pub(crate) asked_with: Option<AskWith>,
    pub(crate) body: Vec<u8>,
}

/// A meeting as it is written down.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) json: String,
    pub(crate) alike: String,
    pub(crate) kin: String,
}

impl Entry {
    pub(crate) fn of(meeting: &Meeting) -> Result<Self, Fault> {
        let json = serde_json::to_string(meeting).map_err(|why| Fault::Broken(format!("a meeting as JSON: {why}")))?;
        Ok(Self {
            slug: meeting.slug.to_string(),
            name: meeting.name.to_string(),
            json,
            alike: meeting.occasion_on_any_day(),
            kin: meeting.kin(),
        })
    }
}

/// Everything that the transaction does.
#[derive(Clone)]
struct Plan {
    added: Vec<Entry>,
    rewritten: Vec<(MeetingId, Entry, ChangeKind)>,
    gone: Vec<MeetingId>,
}

/// A meeting that comes back under its slug keeps its id, so that a plan that links it finds it again.
fn plan(before: &Before, changes: &Changes) -> Result<Plan, Fault> {
    let mut plan = Plan { added: Vec::new(), rewritten: Vec::new(), gone: changes.gone.clone() };
    let settled: HashSet<MeetingId> = (changes.gone.iter().chain(&changes.unchanged).copied())
        .chain(changes.changed.iter().map(|(id, _)| *id))
        .collect();
    let incoming: HashSet<&Slug> =
        changes.added.iter().chain(changes.changed.iter().map(|(_, meeting)| meeting)).map(|it| &it.slug).collect();
    // What stays only because its row was refused gives way to a meeting that has its slug now.
    let staying = before.held.iter().filter(|(id, _)| !settled.contains(id));
    plan.gone.extend(staying.filter(|(_, meeting)| incoming.contains(&meeting.slug)).map(|(id, _)| *id));
    for (id, meeting) in &changes.changed {
        plan.rewritten.push((*id, Entry::of(meeting)?, ChangeKind::Changed));
    }
    for meeting in &changes.added {
        match before.gone.get(meeting.slug.as_str()) {
            Some(id) => plan.rewritten.push((*id, Entry::of(meeting)?, ChangeKind::Back)),
            None => plan.added.push(Entry::of(meeting)?),
        }
    }
    Ok(plan)
}

/// Writes down what an entry is, before it changes.
pub(crate) fn keep_before<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    meeting: MeetingId,
    run: Option<RowId>,
    kind: ChangeKind,
) -> Result<(), Fault> {
    let by = who(work);
    keep_by(work, permit, (meeting, run, kind), by)
}

/// The same, in the name of somebody who does not sign in.
pub(crate) fn keep_by<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (meeting, run, kind): (MeetingId, Option<RowId>, ChangeKind),
    (by, staff): (&str, Option<StaffId>),
) -> Result<(), Fault> {
    let (id, now): (RowId, _) = (work.ids().next(), work.now());
    let values = params![meeting, id, run, now, kind.code(), by, staff];
    work.run(permit, &KEEP_BEFORE, &values).map(drop)
}

/// Carries out a reading, or keeps it where it waits for a yes.
pub(crate) fn carry_out(
    house: &House,
    call: &Call,
    before: Before,
    changes: Changes,
    carried: Carried,
) -> Result<Imported, Fault> {
    let waits = carried.waits.is_some();
    let plan = if waits { None } else { Some(plan(&before, &changes)?) };
    let (added, changed, merged, gone) =
        (changes.added.len(), changes.changed.len(), changes.merged(), changes.gone.len());
    let (outcome, read, rows) = (carried.outcome, carried.read, carried.refused.clone());
    let (warnings, why) = (carried.warnings.clone(), carried.waits.clone());
    let refused = rows.len();
    let counts = Counts::of([read, added, changed, merged, refused, gone]);
    let report = report(&carried)?;
    let (steward, zone, name) = (before.steward, before.zone, before.name.map(|name| name.to_string()));
    let (feed, changed_at) = (before.feed, before.changed_at);
    let body = carried.body;
    let (settles, asked_with) = (carried.settles, carried.asked_with.unwrap_or_default());
    let run = house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        let feed = match (feed, &name) {
            (Some(feed), _) => feed,
            (None, Some(name)) => new_feed(work, &permit, steward, name, &zone)?,
            (None, None) => return Err(Fault::Absent),
        };
        let run = settles.unwrap_or_else(|| work.ids().next());
        if settles.is_none() {
            work.run(&permit, &OVERTAKE_RUNS, &params![feed, now])?;
        }
        let Some(plan) = &plan else {
            work.run(&permit, &FEED_WAITS, &params![feed, now])?;
            counts.insert(work, &permit, (run, feed), "waiting", &report, Value::Bytes(body.clone()))?;
            return Ok(run);
        };
        // Later than before even where the clock stood still: it is what others compare with.
        let changed = now.micros().max(changed_at + 1);
        let known = if changed_at == 0 { now.micros() } else { changed_at };
        let AskWith { etag, last_modified } = asked_with.clone();
        let touched = work.run(&permit, &TOUCH_FEED, &params![feed, changed, now, known, etag, last_modified])?;
        if touched == 0 {
            return Err(Fault::Busy);
        }
        match settles {
            Some(run) => counts.settle(work, &permit, run, &report)?,
            None => counts.insert(work, &permit, (run, feed), "done", &report, Value::Null)?,
        }
        change(work, &permit, feed, run, plan)?;
        Ok(run)
    })?;
    Ok(Imported { run, outcome, read, added, changed, merged, refused, gone, rows, warnings, waits: why })
}

fn change<'w>(work: &mut Work<'w>, permit: &Permit<'w>, feed: FeedId, run: RowId, plan: &Plan) -> Result<(), Fault> {
    let now = work.now();
    for id in &plan.gone {
        keep_before(work, permit, *id, Some(run), ChangeKind::Gone)?;
        work.run(permit, &END_MEETING, &params![*id, now])?;
    }
    // Two meetings may trade slugs: they let go of them first.
    for (id, _, kind) in &plan.rewritten {
        keep_before(work, permit, *id, Some(run), *kind)?;
        work.run(permit, &END_MEETING, &params![*id, now])?;
    }
    for (id, entry, _) in &plan.rewritten {
        let Entry { slug, name, json, alike, kin } = entry;
        work.run(permit, &UPDATE_MEETING, &params![*id, slug, name, json, alike, kin])?;
    }
    for Entry { slug, name, json, alike, kin } in &plan.added {
        let id: MeetingId = work.ids().next();
        work.run(permit, &INSERT_MEETING, &params![id, feed, slug, name, json, alike, kin, run])?;
    }
    Ok(())
}

fn report(carried: &Carried) -> Result<String, Fault> {
    let report = RunReport {
        refused: carried.refused.iter().take(KEPT_ROWS).cloned().collect(),
        warnings: carried.warnings.clone(),
        why: carried.waits.clone(),
        preview: carried.preview.clone(),
    };
    as_json(&report)
}

pub(crate) fn as_json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|why| Fault::Broken(format!("kept as JSON: {why}")))
}

/// The six counts of a reading.
#[derive(Debug, Clone, Copy, Default)]
struct Counts([i64; 6]);

impl Counts {
    fn of(counts: [usize; 6]) -> Self {
        Self(counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
    }

    fn insert<'w>(
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

    fn settle<'w>(self, work: &mut Work<'w>, permit: &Permit<'w>, run: RowId, report: &str) -> Result<(), Fault> {
        let [read, added, changed, merged, refused, gone] = self.0;
        let (now, (_, staff)) = (work.now(), who(work));
        let values = params![run, now, staff, read, added, changed, merged, refused, gone, report];
        if work.run(permit, &SETTLE_RUN, &values)? == 0 {
            return Err(Fault::refused(Notice::new("run-settled-already")));
        }
        Ok(())
    }
}

fn new_feed<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    steward: AgencyId,
    name: &str,
    zone: &str,
) -> Result<FeedId, Fault> {
    if work.row(permit, &FEED_TAKEN, &params![steward, name])?.is_some() {
        return Err(Fault::Busy);
    }
    let (id, now): (FeedId, _) = (work.ids().next(), work.now());
    work.run(permit, &INSERT_FEED, &params![id, steward, name, zone, now])?;
    Ok(id)
}

/// A source that could not be read: the entries stay as they are, and the next try waits longer each time.
pub(crate) fn failed(house: &House, call: &Call, feed: FeedId, steward: AgencyId, why: &Notice) -> Result<(), Fault> {
    let first = i64::from(desk()?.back_off_minutes.value);
    let report = as_json(&RunReport { why: Some(why.clone()), ..RunReport::default() })?;
    let problem = as_json(why)?;
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        let mut row = work.row(&permit, &FAILURES, &params![feed])?.ok_or(Fault::Absent)?;
        let failures = row.take::<i64>()? + 1;
        let next = now.plus_seconds(60 * back_off(failures, first));
        work.run(&permit, &FEED_FAILED, &params![feed, failures, problem.as_str(), next])?;
        let run: RowId = work.ids().next();
        Counts::default().insert(work, &permit, (run, feed), "failed", &report, Value::Null)
    })
}
