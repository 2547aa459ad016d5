//! What of the directory waits for somebody: the most pressing first.

use super::desk;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Statement, Value, Work, params};
use domain::directory::{Meeting, ReportKind};
use domain::id::{AgencyId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::time::{Date, Moment};

access::statements! {
    OPEN_REPORTS = "
        SELECT m.id, m.name, r.kind, count(*), min(r.made_on)
        FROM feed f
        JOIN meeting m ON m.feed_id = f.id
        JOIN meeting_report r ON r.meeting_id = m.id
        WHERE f.steward_id = $1 AND r.answered_at IS NULL AND r.kind <> 'unsafe'
        GROUP BY m.id, m.name, r.kind
        ORDER BY min(r.made_on), m.id
        LIMIT 50";

    /// All of them: one that is not on the page would be heard by nobody. From the reports on, of which few are open.
    UNSAFE_REPORTS = "
        SELECT m.id, m.name, r.kind, count(*), min(r.made_on)
        FROM meeting_report r
        CROSS JOIN meeting m
        CROSS JOIN feed f
        WHERE r.kind = 'unsafe' AND r.answered_at IS NULL
          AND m.id = r.meeting_id AND f.id = m.feed_id AND f.steward_id = $1
        GROUP BY m.id, m.name, r.kind
        ORDER BY min(r.made_on), m.id";

    UNSAFE_COUNT = "
        SELECT count(DISTINCT m.id)
        FROM meeting_report r
        CROSS JOIN meeting m
        CROSS JOIN feed f
        WHERE r.kind = 'unsafe' AND r.answered_at IS NULL
          AND m.id = r.meeting_id AND f.id = m.feed_id AND f.steward_id = $1";

    UNSAFE_SERVICES = "
        SELECT count(DISTINCT o.id)
        FROM offering_report r
        CROSS JOIN offering o
        CROSS JOIN feed f
        WHERE r.kind = 'unsafe' AND r.answered_at IS NULL
          AND o.id = r.offering_id AND f.id = o.feed_id AND f.steward_id = $1";

    WAITING_RUNS = "
        SELECT r.id, f.name, r.at, r.gone, r.added, r.changed
        FROM feed f JOIN feed_run r ON r.feed_id = f.id
        WHERE f.steward_id = $1 AND r.outcome = 'waiting'
        ORDER BY r.id";

    FAILING_SOURCES = "
        SELECT id, name, problem, failures, next_at FROM feed
        WHERE steward_id = $1 AND failures > 0 AND state = 'active' ORDER BY name";

    CLASHING = "
        SELECT m.id, m.name
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND m.clashes AND m.gone_at IS NULL
        ORDER BY m.name, m.id LIMIT 50";

    /// Two lists that name what looks like one meeting and do not agree when it is held.
    DISAGREEING = "
        SELECT m.id, m.entry, f.name, o.entry, g.name
        FROM feed f
        JOIN meeting m ON m.feed_id = f.id
        JOIN meeting o ON o.kin = m.kin AND o.feed_id <> m.feed_id AND o.alike <> m.alike
        JOIN feed g ON g.id = o.feed_id AND g.state <> 'ended'
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND m.gone_at IS NULL AND o.gone_at IS NULL
          AND m.hidden IS NULL AND o.hidden IS NULL AND m.same_as IS NULL AND o.same_as IS NULL
          AND NOT m.apart AND NOT o.apart AND (m.id < o.id OR g.steward_id <> f.steward_id)
          AND NOT EXISTS (SELECT 1 FROM meeting t
            WHERE t.kin = m.kin AND t.alike = m.alike AND t.feed_id = o.feed_id AND t.gone_at IS NULL)
        ORDER BY m.id LIMIT 200";

    /// Shown by the agency's own list, and not shown here because the contact of the same meeting asked to be left out
    /// in another one: exactly those that `listed::without` takes away. From those who asked on, who are few.
    LEFT_OUT_ELSEWHERE = "
        SELECT DISTINCT m.id, m.name, a.name, g.name
        FROM meeting o
        CROSS JOIN meeting m
        CROSS JOIN feed f
        CROSS JOIN feed g
        CROSS JOIN agency a
        WHERE o.hidden = 'opted-out' AND NOT o.apart AND m.kin = o.kin AND m.id <> o.id
          AND m.gone_at IS NULL AND m.hidden IS NULL AND NOT m.apart
          AND f.id = m.feed_id AND f.steward_id = $1 AND f.state IN ('active', 'paused')
          AND g.id = o.feed_id AND a.id = g.steward_id
          AND (m.alike = o.alike OR (m.feed_id <> o.feed_id AND NOT EXISTS (
            SELECT 1 FROM meeting t JOIN feed u ON u.id = t.feed_id
            WHERE t.kin = m.kin AND t.alike = m.alike AND t.feed_id = o.feed_id AND t.hidden IS NULL
              AND t.gone_at IS NULL AND u.state IN ('active', 'paused'))))
        ORDER BY m.name, m.id LIMIT 51";

    /// The same for one entry.
    LEFT_OUT_BY = "
        SELECT a.name, g.name
        FROM meeting m
        JOIN meeting o ON o.kin = m.kin AND o.id <> m.id
        JOIN feed f ON f.id = m.feed_id
        JOIN feed g ON g.id = o.feed_id
        JOIN agency a ON a.id = g.steward_id
        WHERE m.id = $1 AND o.hidden = 'opted-out' AND NOT o.apart
          AND m.gone_at IS NULL AND m.hidden IS NULL AND NOT m.apart AND f.state IN ('active', 'paused')
          AND (m.alike = o.alike OR (m.feed_id <> o.feed_id AND NOT EXISTS (
            SELECT 1 FROM meeting t JOIN feed u ON u.id = t.feed_id
            WHERE t.kin = m.kin AND t.alike = m.alike AND t.feed_id = o.feed_id AND t.hidden IS NULL
              AND t.gone_at IS NULL AND u.state IN ('active', 'paused'))))
        ORDER BY o.id LIMIT 1";

    PROPOSED = "
        SELECT m.id, m.name, a.name, p.made_at
        FROM feed f
        JOIN meeting m ON m.feed_id = f.id
        JOIN meeting_proposal p ON p.meeting_id = m.id
        JOIN agency a ON a.id = p.from_agency
        WHERE f.steward_id = $1 AND p.answered_at IS NULL
        ORDER BY p.id LIMIT 50";

    /// Shown, and said to be right too long ago.
    STALE = "
        SELECT m.id, m.name, m.verified_at
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND COALESCE(f.seen_at, 0) < $2
          AND m.gone_at IS NULL AND m.hidden IS NULL AND COALESCE(m.verified_at, 0) < $2
        ORDER BY COALESCE(m.verified_at, 0), m.id LIMIT 26";

    /// Nobody here has ever said that it is right.
    UNVERIFIED = "
        SELECT m.id, m.name, m.verified_at
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND m.gone_at IS NULL AND m.hidden IS NULL
          AND m.verified_at IS NULL
        ORDER BY m.id LIMIT 26";

    OFF_NOW = "
        SELECT m.id, m.name, m.hidden
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND m.gone_at IS NULL AND m.hidden IS NOT NULL
        ORDER BY m.name, m.id LIMIT 51";

    HOW_MANY = "
        SELECT count(*), count(m.verified_at)
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND m.gone_at IS NULL AND m.hidden IS NULL";
}

/// An entry that waits, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The entry.
    pub id: MeetingId,
    /// What it is called.
    pub name: String,
}

/// Reports of one kind about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The entry.
    pub entry: Waits,
    /// What was said.
    pub kind: ReportKind,
    /// By how many visitors.
    pub people: i64,
    /// Since which day.
    pub since: Date,
}

/// A reading that waits for a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunWaits {
    /// The reading.
    pub id: RowId,
    /// Its source.
    pub source: String,
    /// When it was read.
    pub at: Moment,
    /// How many entries it would take away, add and change.
    pub gone: i64,
    /// New ones.
    pub added: i64,
    /// Changed ones.
    pub changed: i64,
}

/// A source that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceFails {
    /// The source.
    pub id: FeedId,
    /// What it is called.
    pub name: String,
    /// Why.
    pub why: Option<Notice>,
    /// How often in a row.
    pub failures: i64,
    /// When it is tried again.
    pub next_at: Option<Moment>,
}

/// Two lists that do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagree {
    /// The entry of the own list.
    pub id: MeetingId,
    /// What it says, and in which list.
    pub one: (Meeting, String),
    /// What the other says, and in which list.
    pub other: (Meeting, String),
}

/// Where the contact of a meeting asked to be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutBy {
    /// The agency that was asked.
    pub agency: String,
    /// Its list.
    pub source: String,
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// What people said is wrong; danger first.
    pub reported: Vec<Reported>,
    /// Readings that wait for a yes.
    pub runs: Vec<RunWaits>,
    /// Sources that cannot be read.
    pub failing: Vec<SourceFails>,
    /// Entries that were put right here and that their list says otherwise now.
    pub clashing: Vec<Waits>,
    /// Lists that do not agree.
    pub disagreeing: Vec<Disagree>,
    /// What colleagues would put right: the entry, the agency, when.
    pub proposed: Vec<(Waits, String, Moment)>,
    /// Entries that are not shown because their contact asked so in another list: the agency and the list that was asked.
    pub left_out: Vec<(Waits, LeftOutBy)>,
    /// Entries that nobody has spoken for lately, the oldest first.
    pub stale: Vec<Waits>,
    /// Entries that nobody here has ever spoken for.
    pub unverified: Vec<Waits>,
    /// Entries that are taken off, with the code of why.
    pub off: Vec<(Waits, String)>,
    /// How many entries are shown, and how many of them somebody spoke for.
    pub shown: (i64, i64),
}

fn waits<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    statement: &'static Statement,
    values: &[Value],
) -> Result<Vec<Waits>, Fault> {
    let rows = work.rows(permit, statement, values)?;
    rows.into_iter().map(|mut row| Ok(Waits { id: row.take()?, name: row.take()? })).collect()
}

fn reported<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<Vec<Reported>, Fault> {
    let mut rows = work.rows(permit, &UNSAFE_REPORTS, &params![agency])?;
    rows.extend(work.rows(permit, &OPEN_REPORTS, &params![agency])?);
    let line = |mut row: access::Row| {
        let entry = Waits { id: row.take()?, name: row.take()? };
        Ok(Reported { entry, kind: row.parse()?, people: row.take()?, since: row.take()? })
    };
    rows.into_iter().map(line).collect()
}

fn disagreeing<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<Vec<Disagree>, Fault> {
    let mut found = Vec::new();
    for mut row in work.rows(permit, &DISAGREEING, &params![agency])? {
        let id: MeetingId = row.take()?;
        let read = |text: String| -> Result<Meeting, Fault> {
            serde_json::from_str(&text).map_err(|why| Fault::Broken(format!("kin of meeting {id}: {why}")))
        };
        let one = (read(row.take()?)?, row.take()?);
        let other = (read(row.take()?)?, row.take()?);
        let days = |meeting: &Meeting| meeting.weekly().map(|weekly| weekly.days).unwrap_or_default();
        // A group may meet twice on other days: only what cannot both be so is asked about.
        if days(&one.0).meets(days(&other.0)) {
            found.push(Disagree { id, one, other });
        }
    }
    found.truncate(25);
    Ok(found)
}

/// Of how many meetings and services somebody said that they were not safe there, and waits for an answer: for who can
/// answer, wherever they are; nothing for everybody else.
pub fn unsafe_waiting(house: &House, session: &Session) -> Result<i64, Fault> {
    if !access::rules::possible(&session.roles, Operation::ReadDesk) {
        return Ok(0);
    }
    house.store().read(&house.call_as(session), |work| {
        let agency = work.staff_hat()?.agency;
        // A number on every page of theirs, about nobody: no event for each page.
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut count = |statement| -> Result<i64, Fault> {
            Ok(work.row(&permit, statement, &params![agency])?.ok_or(Fault::Absent)?.take()?)
        };
        Ok(count(&UNSAFE_COUNT)? + count(&UNSAFE_SERVICES)?)
    })
}

/// Who asked that this entry be left out, where its own list did not.
pub(super) fn left_out_by<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    meeting: MeetingId,
) -> Result<Option<LeftOutBy>, Fault> {
    let row = work.row(permit, &LEFT_OUT_BY, &params![meeting])?;
    row.map(|mut row| Ok(LeftOutBy { agency: row.take()?, source: row.take()? })).transpose()
}

/// What waits for an editor, of the sources that their agency looks after.
pub fn queue(house: &House, session: &Session) -> Result<Queue, Fault> {
    let terms = desk()?.terms();
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let stale = work.now().plus_seconds(-terms.stale * 86_400);
        let mut runs = Vec::new();
        for mut row in work.rows(&permit, &WAITING_RUNS, &params![agency])? {
            runs.push(RunWaits {
                id: row.take()?,
                source: row.take()?,
                at: row.take()?,
                gone: row.take()?,
                added: row.take()?,
                changed: row.take()?,
            });
        }
        let mut failing = Vec::new();
        for mut row in work.rows(&permit, &FAILING_SOURCES, &params![agency])? {
            let (id, name) = (row.take()?, row.take()?);
            let why = row.take::<Option<String>>()?.and_then(|text| serde_json::from_str(&text).ok());
            failing.push(SourceFails { id, name, why, failures: row.take()?, next_at: row.take()? });
        }
        let mut proposed = Vec::new();
        for mut row in work.rows(&permit, &PROPOSED, &params![agency])? {
            proposed.push((Waits { id: row.take()?, name: row.take()? }, row.take()?, row.take()?));
        }
        let mut left_out = Vec::new();
        for mut row in work.rows(&permit, &LEFT_OUT_ELSEWHERE, &params![agency])? {
            let entry = Waits { id: row.take()?, name: row.take()? };
            left_out.push((entry, LeftOutBy { agency: row.take()?, source: row.take()? }));
        }
        let mut off = Vec::new();
        for mut row in work.rows(&permit, &OFF_NOW, &params![agency])? {
            off.push((Waits { id: row.take()?, name: row.take()? }, row.take()?));
        }
        let mut many = work.row(&permit, &HOW_MANY, &params![agency])?.ok_or(Fault::Absent)?;
        Ok(Queue {
            reported: reported(work, &permit, agency)?,
            runs,
            failing,
            clashing: waits(work, &permit, &CLASHING, &params![agency])?,
            disagreeing: disagreeing(work, &permit, agency)?,
            proposed,
            left_out,
            stale: waits(work, &permit, &STALE, &params![agency, stale])?,
            unverified: waits(work, &permit, &UNVERIFIED, &params![agency])?,
            off,
            shown: (many.take()?, many.take()?),
        })
    })
}
