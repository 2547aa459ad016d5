//! Carrying out a reading: all of it in one unit of work, with what each entry was before.

use super::import::{AskWith, Before, Imported, Preview};
use super::keep_run::{Counts, RunOf, RunReport, as_json};
use super::{by_steward, who};
use crate::House;
use access::{Call, Fault, Operation, Permit, Value, Work, params};
use domain::directory::import::Changes;
use domain::directory::{ChangeKind, Meeting, RunOutcome, Slug};
use domain::id::{AgencyId, FeedId, MeetingId, RowId, StaffId};
use domain::notice::Notice;
use std::collections::{HashMap, HashSet};

access::statements! {
    INSERT_FEED = "
        INSERT INTO feed (id, steward_id, name, zone, format, state, changed_at, failures)
        VALUES ($1, $2, $3, $4, 'meeting-guide', 'active', $5, 0)";

    FEED_TAKEN = "SELECT 1 FROM feed WHERE steward_id = $1 AND name = $2";

    /// Only if its entries last changed when we think they did.
    pub(crate) TOUCH_FEED = "
        UPDATE feed SET changed_at = $2, seen_at = $3, failures = 0, problem = NULL,
          etag = CAST($5 AS TEXT), last_modified = CAST($6 AS TEXT),
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL
            ELSE $3 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1 AND changed_at = $4";

    /// A reading that waits changes no entry. The marks of its list are kept with it: as long as the list stays the
    /// same, the next reading finds nothing new, and what waits stays.
    pub(crate) FEED_WAITS = "
        UPDATE feed SET failures = 0, problem = NULL, etag = CAST($3 AS TEXT), last_modified = CAST($4 AS TEXT),
          next_at = CASE WHEN every_hours IS NULL OR address IS NULL THEN NULL
            ELSE $2 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1";

    /// Those that wait give way to what was read later.
    OVERTAKE_RUNS = "
        UPDATE feed_run SET outcome = 'declined', settled_at = $2, body = NULL
        WHERE feed_id = $1 AND outcome = 'waiting'";

    /// The same list that waits already.
    WAITS_ALREADY = "SELECT id FROM feed_run WHERE feed_id = $1 AND outcome = 'waiting' AND body = $2";

    INSERT_MEETING = "
        INSERT INTO meeting (id, feed_id, slug, name, entry, clashes, alike, kin, apart, added_run)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $7, FALSE, $8)";

    /// What was put right here stays; the list's new words are kept beside it until somebody picks. Who checked the
    /// entry has checked it still where day, time, place and link are the same ($7).
    UPDATE_MEETING = "
        UPDATE meeting SET slug = $2, gone_at = NULL, unusable = NULL,
          name = CASE WHEN listed IS NULL THEN CAST($3 AS TEXT) ELSE name END,
          entry = CASE WHEN listed IS NULL THEN CAST($4 AS TEXT) ELSE entry END,
          alike = CASE WHEN listed IS NULL THEN CAST($5 AS TEXT) ELSE alike END,
          kin = CASE WHEN listed IS NULL THEN CAST($6 AS TEXT) ELSE kin END,
          clashes = listed IS NOT NULL,
          verified_at = CASE WHEN listed IS NULL AND $7 THEN NULL ELSE verified_at END,
          verified_by = CASE WHEN listed IS NULL AND $7 THEN NULL ELSE verified_by END,
          verified_staff = CASE WHEN listed IS NULL AND $7 THEN NULL ELSE verified_staff END,
          listed = CASE WHEN listed IS NULL THEN NULL ELSE CAST($4 AS TEXT) END
        WHERE id = $1";

    /// A trifle is written down without a change in the history.
    TOUCH_MEETING = "
        UPDATE meeting SET
          entry = CASE WHEN listed IS NULL THEN CAST($2 AS TEXT) ELSE entry END,
          listed = CASE WHEN listed IS NULL THEN NULL ELSE CAST($2 AS TEXT) END
        WHERE id = $1";

    /// Its row could not be used once more.
    UNUSABLE_AGAIN = "UPDATE meeting SET unusable = COALESCE(unusable, 0) + 1 WHERE id = $1";

    USABLE_AGAIN = "UPDATE meeting SET unusable = NULL WHERE id = $1";

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

/// How many refused rows are kept with a reading.
pub(crate) const KEPT_ROWS: usize = 1000;

/// A reading that was judged.
pub(crate) struct Carried {
    pub(crate) outcome: RunOutcome,
    pub(crate) read: usize,
    pub(crate) refused: Vec<(usize, Notice, String)>,
    pub(crate) warnings: Vec<Notice>,
    pub(crate) waits: Option<Notice>,
    pub(crate) preview: Preview,
    pub(crate) run: RunOf,
    pub(crate) asked_with: Option<AskWith>,
    /// The list, where it waits.
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
#[derive(Clone, Default)]
struct Plan {
    added: Vec<Entry>,
    rewritten: Vec<(MeetingId, Entry, ChangeKind)>,
    /// Those of them that are held at another time or place than somebody may have checked.
    moved: HashSet<MeetingId>,
    touched: Vec<(MeetingId, String)>,
    gone: Vec<MeetingId>,
    /// Those that stay although their row could not be used, and those whose row can be used again.
    unusable: Vec<MeetingId>,
    usable: Vec<MeetingId>,
}

/// A meeting that comes back under its slug, or under another at its old time and place, keeps its id: a plan that
/// links it finds it again, and one that asked to be left out stays left out.
fn plan(before: &Before, changes: &Changes) -> Result<Plan, Fault> {
    let mut plan = Plan { gone: changes.gone.clone(), ..Plan::default() };
    let settled: HashSet<MeetingId> = (changes.gone.iter().chain(&changes.unchanged).copied())
        .chain(changes.changed.iter().map(|(id, _)| *id))
        .collect();
    let incoming: HashSet<&Slug> =
        changes.added.iter().chain(changes.changed.iter().map(|(_, meeting)| meeting)).map(|it| &it.slug).collect();
    // What stays only because its row was refused gives way to a meeting that has its slug now.
    for (id, meeting) in before.held.iter().filter(|(id, _)| !settled.contains(id)) {
        if incoming.contains(&meeting.slug) { plan.gone.push(*id) } else { plan.unusable.push(*id) }
    }
    let still: HashSet<&MeetingId> = plan.unusable.iter().collect();
    plan.usable = before.unusable.keys().filter(|id| !still.contains(id)).copied().collect();
    let held: HashMap<MeetingId, &Meeting> = before.held.iter().map(|(id, meeting)| (*id, meeting)).collect();
    for (id, meeting) in &changes.changed {
        if held.get(id).is_none_or(|was| !meeting.is_held_as(was)) {
            plan.moved.insert(*id);
        }
        plan.rewritten.push((*id, Entry::of(meeting)?, ChangeKind::Changed));
    }
    for (id, meeting) in &changes.touched {
        plan.touched.push((*id, as_json(meeting)?));
    }
    let mut back = HashSet::new();
    let by_slug = |meeting: &Meeting| before.gone.get(meeting.slug.as_str()).copied();
    back.extend(changes.added.iter().filter_map(by_slug));
    for meeting in &changes.added {
        let entry = Entry::of(meeting)?;
        let by_occasion = || before.gone_from.get(&entry.alike).copied().filter(|id| back.insert(*id));
        match by_slug(meeting).or_else(by_occasion) {
            Some(id) => {
                plan.moved.insert(id);
                plan.rewritten.push((id, entry, ChangeKind::Back));
            }
            None => plan.added.push(entry),
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
    let (run_of, asked_with) = (carried.run, carried.asked_with.unwrap_or_default());
    let run = house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        let feed = match (feed, &name) {
            (Some(feed), _) => feed,
            (None, Some(name)) => new_feed(work, &permit, steward, name, &zone)?,
            (None, None) => return Err(Fault::Absent),
        };
        let AskWith { etag, last_modified } = asked_with.clone();
        let Some(plan) = &plan else {
            work.run(&permit, &FEED_WAITS, &params![feed, now, etag, last_modified])?;
            return wait(work, &permit, feed, (run_of, counts), (&report, &body));
        };
        if !matches!(run_of, RunOf::Agreed(_)) {
            work.run(&permit, &OVERTAKE_RUNS, &params![feed, now])?;
        }
        // Later than before even where the clock stood still: it is what others compare with.
        let changed = now.micros().max(changed_at + 1);
        let known = if changed_at == 0 { now.micros() } else { changed_at };
        let touched = work.run(&permit, &TOUCH_FEED, &params![feed, changed, now, known, etag, last_modified])?;
        if touched == 0 {
            return Err(Fault::Busy);
        }
        let run = match run_of {
            RunOf::Running(run) | RunOf::Agreed(run) => {
                counts.end(work, &permit, run, "done", &report, Value::Null)?;
                run
            }
            RunOf::New => {
                let run = work.ids().next();
                counts.insert(work, &permit, (run, feed), "done", &report, Value::Null)?;
                run
            }
        };
        change(work, &permit, feed, run, plan)?;
        Ok(run)
    })?;
    Ok(Imported { run, outcome, read, added, changed, merged, refused, gone, rows, warnings, waits: why })
}

/// Keeps a list until somebody says yes. One that waits already stays, so that whoever looks at it can still answer;
/// another list takes its place.
pub(crate) fn wait<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    feed: FeedId,
    (run_of, counts): (RunOf, Counts),
    (report, body): (&str, &[u8]),
) -> Result<RowId, Fault> {
    let same = work.row(permit, &WAITS_ALREADY, &params![feed, body.to_vec()])?;
    if let Some(mut row) = same {
        if let RunOf::Running(run) = run_of {
            Counts::default().end(work, permit, run, "unchanged", "{}", Value::Null)?;
        }
        return Ok(row.take()?);
    }
    let now = work.now();
    work.run(permit, &OVERTAKE_RUNS, &params![feed, now])?;
    let body = Value::Bytes(body.to_vec());
    match run_of {
        RunOf::Running(run) => counts.end(work, permit, run, "waiting", report, body).map(|()| run),
        RunOf::New | RunOf::Agreed(_) => {
            let run = work.ids().next();
            counts.insert(work, permit, (run, feed), "waiting", report, body).map(|()| run)
        }
    }
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
        let moved = plan.moved.contains(id);
        work.run(permit, &UPDATE_MEETING, &params![*id, slug, name, json, alike, kin, moved])?;
    }
    for (id, json) in &plan.touched {
        work.run(permit, &TOUCH_MEETING, &params![*id, json])?;
    }
    for id in &plan.usable {
        work.run(permit, &USABLE_AGAIN, &params![*id])?;
    }
    for id in &plan.unusable {
        work.run(permit, &UNUSABLE_AGAIN, &params![*id])?;
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
