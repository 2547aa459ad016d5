//! Carrying out a reading of services: all of it in one unit of work, with what each was before.

use super::import::{FORMAT, List};
use super::sort::{Entry, Plan, Rewritten, Sorted};
use crate::House;
use crate::directory::carry_out::{FEED_WAITS, KEPT_ROWS, TOUCH_FEED, wait};
use crate::directory::import::AskWith;
use crate::directory::keep_run::{Counts, RunOf, RunReport, as_json};
use crate::directory::{Preview, by_steward, who};
use access::{Call, Fault, Operation, Permit, Value, Work, params};
use domain::directory::{ChangeKind, Hidden};
use domain::id::{AgencyId, FeedId, OfferingId, ProviderId, RowId, StaffId};
use domain::notice::Notice;
use standards::hsds::Summary;

access::statements! {
    LIST_TAKEN = "SELECT 1 FROM feed WHERE steward_id = $1 AND name = $2";

    INSERT_LIST = "
        INSERT INTO feed (id, steward_id, name, zone, format, state, changed_at, failures)
        VALUES ($1, $2, $3, $4, $5, 'active', $6, 0)";

    /// What somebody says here goes before what the list says of itself; nothing takes away what was known.
    SET_TERMS = "
        UPDATE feed SET licence = COALESCE(CAST($2 AS TEXT), licence, CAST($3 AS TEXT)),
          credit = COALESCE(CAST($4 AS TEXT), credit)
        WHERE id = $1";

    INSERT_PROVIDER = "INSERT INTO provider (id, feed_id, key, name, entry) VALUES ($1, $2, $3, $4, $5)";

    UPDATE_PROVIDER = "UPDATE provider SET name = $2, entry = $3 WHERE id = $1";

    KEEP_PROVIDER = "
        INSERT INTO provider_change (id, provider_id, run_id, name, entry)
        SELECT $2, p.id, $3, p.name, p.entry FROM provider p WHERE p.id = $1";

    INSERT_OFFERING = "
        INSERT INTO offering (id, feed_id, provider_id, key, name, entry, clashes, hidden, added_run)
        VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7, $8)";

    /// The list calls it something else.
    RENAME_OFFERING = "UPDATE offering SET key = $2 WHERE id = $1";

    /// What was put right here stays; the list's new words are kept beside it until somebody picks.
    UPDATE_OFFERING = "
        UPDATE offering SET provider_id = $2, gone_at = NULL,
          name = CASE WHEN listed IS NULL THEN CAST($3 AS TEXT) ELSE name END,
          entry = CASE WHEN listed IS NULL THEN CAST($4 AS TEXT) ELSE entry END,
          clashes = clashes OR (listed IS NOT NULL AND listed <> CAST($4 AS TEXT)),
          listed = CASE WHEN listed IS NULL THEN NULL ELSE CAST($4 AS TEXT) END
        WHERE id = $1";

    /// What somebody checked is not what the list says now.
    UNVERIFY_OFFERING = "
        UPDATE offering SET verified_at = NULL, verified_by = NULL, verified_staff = NULL
        WHERE id = $1 AND listed IS NULL";

    TOUCH_OFFERING = "
        UPDATE offering SET entry = CASE WHEN listed IS NULL THEN CAST($2 AS TEXT) ELSE entry END,
          listed = CASE WHEN listed IS NULL THEN NULL ELSE CAST($2 AS TEXT) END
        WHERE id = $1";

    pub(super) END_OFFERING = "UPDATE offering SET gone_at = $2 WHERE id = $1";

    /// What an offering is now, before it changes.
    KEEP_OFFERING = "
        INSERT INTO offering_change (id, offering_id, run_id, at, kind, by_kind, by_staff, provider_id, name, entry,
          listed, clashes, same_as, apart, hidden, verified_at, verified_by, verified_staff, gone_at)
        SELECT $2, o.id, $3, $4, $5, $6, $7, o.provider_id, o.name, o.entry,
          o.listed, o.clashes, o.same_as, o.apart, o.hidden, o.verified_at, o.verified_by, o.verified_staff, o.gone_at
        FROM offering o WHERE o.id = $1";
}

/// What is said of a list: here, and by itself.
#[derive(Clone, Default)]
pub(super) struct Terms {
    pub(super) licence: Option<String>,
    pub(super) listed: Option<String>,
    pub(super) credit: Option<String>,
}

/// A reading that was judged.
pub(super) struct Carry {
    counts: [usize; 5],
    refused: Vec<(usize, Notice, String)>,
    preview: Preview,
    terms: Terms,
    pub(super) warnings: Vec<Notice>,
    pub(super) waits: Option<Notice>,
    pub(super) run: RunOf,
    pub(super) asked_with: Option<AskWith>,
    pub(super) body: Vec<u8>,
}

impl Carry {
    pub(super) fn of(summary: &Summary, sorted: &Sorted, preview: Preview, terms: Terms) -> Self {
        let mut warnings = summary.warnings.clone();
        for (_, odd) in &sorted.warnings {
            if !warnings.contains(odd) {
                warnings.push(odd.clone());
            }
        }
        Self {
            counts: [summary.read, sorted.added, sorted.changed, sorted.merged, sorted.rows.len()],
            refused: sorted.rows.clone(),
            preview,
            terms,
            warnings,
            waits: None,
            run: RunOf::New,
            asked_with: None,
            body: Vec::new(),
        }
    }

    fn report(&self) -> Result<String, Fault> {
        as_json(&RunReport {
            refused: self.refused.iter().take(KEPT_ROWS).cloned().collect(),
            warnings: self.warnings.clone(),
            why: self.waits.clone(),
            preview: self.preview.clone(),
        })
    }
}

/// Writes down what an offering is, before it changes.
pub(super) fn keep_before<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (offering, run, kind): (OfferingId, Option<RowId>, ChangeKind),
    (by, staff): (&str, Option<StaffId>),
) -> Result<(), Fault> {
    let (id, now): (RowId, _) = (work.ids().next(), work.now());
    work.run(permit, &KEEP_OFFERING, &params![offering, id, run, now, kind.code(), by, staff]).map(drop)
}

/// Carries out a reading, or keeps it where it waits for a yes.
pub(super) fn carry_out(house: &House, call: &Call, list: List, plan: Plan, carry: Carry) -> Result<RowId, Fault> {
    let report = carry.report()?;
    let [read, added, changed, merged, refused] = carry.counts;
    let counts = Counts::of([read, added, changed, merged, refused, plan.ended.len()]);
    let Carry { terms, waits, run: run_of, asked_with, body, .. } = carry;
    let List { steward, feed, name, zone, changed_at } = list;
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        let (feed, known) = match feed {
            Some(feed) => (feed, changed_at),
            None => (new_list(work, &permit, steward, (&name, &zone))?, now.micros()),
        };
        let AskWith { etag, last_modified } = asked_with.clone().unwrap_or_default();
        if waits.is_some() {
            work.run(&permit, &FEED_WAITS, &params![feed, now, etag, last_modified])?;
            return wait(work, &permit, feed, (run_of, counts), (&report, &body));
        }
        // Later than before even where the clock stood still: it is what others compare with.
        let changed = now.micros().max(known + 1);
        if work.run(&permit, &TOUCH_FEED, &params![feed, changed, now, known, etag, last_modified])? == 0 {
            return Err(Fault::Busy);
        }
        let Terms { licence, listed, credit } = terms.clone();
        work.run(&permit, &SET_TERMS, &params![feed, licence, listed, credit])?;
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
        write(work, &permit, (feed, run), plan.clone())?;
        Ok(run)
    })
}

fn new_list<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    steward: AgencyId,
    (name, zone): (&str, &str),
) -> Result<FeedId, Fault> {
    if work.row(permit, &LIST_TAKEN, &params![steward, name])?.is_some() {
        return Err(Fault::Busy);
    }
    let (id, now): (FeedId, _) = (work.ids().next(), work.now());
    work.run(permit, &INSERT_LIST, &params![id, steward, name, zone, FORMAT, now])?;
    Ok(id)
}

fn write<'w>(work: &mut Work<'w>, permit: &Permit<'w>, (feed, run): (FeedId, RowId), plan: Plan) -> Result<(), Fault> {
    let Plan { providers, mut known, added, rewritten, renamed, touched, ended } = plan;
    for (key, id, name, json) in &providers {
        let new: RowId = work.ids().next();
        match id {
            Some(id) => {
                work.run(permit, &KEEP_PROVIDER, &params![*id, new, run])?;
                work.run(permit, &UPDATE_PROVIDER, &params![*id, name, json])?;
            }
            None => {
                let id: ProviderId = work.ids().next();
                work.run(permit, &INSERT_PROVIDER, &params![id, feed, key, name, json])?;
                known.insert(key.clone(), id);
            }
        }
    }
    let provider = |key: &str| known.get(key).copied().ok_or_else(|| Fault::Broken(format!("no provider {key}")));
    let (now, by) = (work.now(), who(work));
    for (id, _) in &ended {
        keep_before(work, permit, (*id, Some(run), ChangeKind::Gone), by)?;
        work.run(permit, &END_OFFERING, &params![*id, now])?;
    }
    for Rewritten { id, entry, kind, stands } in &rewritten {
        keep_before(work, permit, (*id, Some(run), *kind), by)?;
        work.run(permit, &UPDATE_OFFERING, &params![*id, provider(&entry.provider)?, entry.name, entry.json])?;
        if !stands {
            work.run(permit, &UNVERIFY_OFFERING, &params![*id])?;
        }
    }
    for (id, key) in &renamed {
        work.run(permit, &RENAME_OFFERING, &params![*id, key])?;
    }
    for (id, json) in &touched {
        work.run(permit, &TOUCH_OFFERING, &params![*id, json])?;
    }
    for Entry { key, provider: of, name, json, left_out } in &added {
        let id: OfferingId = work.ids().next();
        let hidden = left_out.then(|| Hidden::OptedOut.code());
        work.run(permit, &INSERT_OFFERING, &params![id, feed, provider(of)?, key, name, json, hidden, run])?;
    }
    Ok(())
}
