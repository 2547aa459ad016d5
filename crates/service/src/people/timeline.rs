//! What happened around a member, newest first, a page at a time.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{Identity, MemberId, RowId};
use domain::time::{Date, Moment};

/// How many events one page shows.
const PAGE: usize = 40;

statements! {
    TIMELINE = "
        SELECT t.day, t.kind, t.id, t.words, t.code
        FROM (
          SELECT v.made_on AS day, 'version' AS kind, v.id AS id, CAST(v.number AS TEXT) AS words, '' AS code
            FROM plan_version v WHERE v.agency_id = $1 AND v.member_id = $2
          UNION ALL
          SELECT v.signed_on, 'signed', v.id, CAST(v.number AS TEXT), ''
            FROM plan_version v WHERE v.agency_id = $1 AND v.member_id = $2 AND v.signed_on IS NOT NULL
          UNION ALL
          SELECT r.reviewed_on, 'review', r.id, '', ''
            FROM plan_review r WHERE r.agency_id = $1 AND r.member_id = $2
          UNION ALL
          SELECT a.from_on, 'walk', a.id, s.name, a.kind
            FROM assignment a JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
            WHERE a.agency_id = $1 AND a.member_id = $2
          UNION ALL
          SELECT a.until_on, 'walk-end', a.id, s.name, a.kind
            FROM assignment a JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
            WHERE a.agency_id = $1 AND a.member_id = $2 AND a.until_on IS NOT NULL AND a.until_on >= a.from_on
          UNION ALL
          SELECT e.starts_on, 'enrol', e.id, p.name, ''
            FROM enrolment e JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
            WHERE e.agency_id = $1 AND e.member_id = $2
              AND ($9 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($10)))
          UNION ALL
          SELECT e.ends_on, 'enrol-end', e.id, p.name, ''
            FROM enrolment e JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
            WHERE e.agency_id = $1 AND e.member_id = $2 AND e.ends_on IS NOT NULL
              AND ($9 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($10)))
          UNION ALL
          SELECT m.state_since, 'state', m.id, '', m.state
            FROM member m WHERE m.agency_id = $1 AND m.id = $2 AND m.state <> 'active'
        ) t
        WHERE t.day <= $3 AND (t.day, t.kind, t.id) < ($4, $5, $6)
          AND ($7 OR t.kind NOT IN ('version', 'signed', 'review'))
        ORDER BY t.day DESC, t.kind DESC, t.id DESC
        LIMIT $8";

    CHART_OPENED = "SELECT called, created_at FROM member WHERE agency_id = $1 AND id = $2";
}

/// A place in the timeline: what comes after it is older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelinePlace {
    day: Date,
    kind: String,
    id: RowId,
}

impl std::fmt::Display for TimelinePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}_{}", self.day, self.kind, self.id)
    }
}

impl std::str::FromStr for TimelinePlace {
    type Err = domain::id::NotAnId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '_');
        let (day, kind, id) = (parts.next(), parts.next(), parts.next());
        let day = day.and_then(|day| day.parse().ok()).ok_or(domain::id::NotAnId)?;
        let id = id.ok_or(domain::id::NotAnId)?.parse()?;
        Ok(Self { day, kind: kind.unwrap_or_default().chars().take(20).collect(), id })
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// On which day.
    pub day: Date,
    /// What: `version`, `signed`, `review`, `walk`, `walk-end`, `enrol`, `enrol-end`, `state`, `opened`.
    pub kind: String,
    /// A name or a number that belongs to it.
    pub words: String,
    /// A code that belongs to it: the way of walking beside, the state.
    pub code: String,
}

/// A page of the timeline.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// What the member likes to be called.
    pub called: String,
    /// Newest first.
    pub happened: Vec<Happening>,
    /// Where older ones begin, if there are any.
    pub older: Option<TimelinePlace>,
}

/// A page of a member's timeline. What the plan holds is told to those who may read the plan.
pub fn timeline(
    house: &House,
    session: &Session,
    member: MemberId,
    before: Option<TimelinePlace>,
) -> Result<Timeline, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let today = work.today(agency)?;
        let plan = work.could(Operation::ReadPlan, member)?;
        let mut row = work.row(&permit, &CHART_OPENED, &params![agency, member])?.ok_or(Fault::Absent)?;
        let called = row.take()?;
        let opened: Moment = row.take()?;
        let place = before.clone().unwrap_or_else(|| TimelinePlace {
            day: today,
            kind: "zzz".to_owned(),
            id: RowId::from_bytes([0xff; 16]),
        });
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let open = work.programs_open(&permit)?;
        let (kind, list) = (place.kind.as_str(), open.list());
        let values = params![agency, member, today, place.day, kind, place.id, plan, most, open.all(), list];
        let mut happened = Vec::new();
        let mut last = None;
        let mut older = None;
        for mut row in work.rows(&permit, &TIMELINE, &values)? {
            let (day, kind): (Date, String) = (row.take()?, row.take()?);
            let id: RowId = row.take()?;
            if happened.len() == PAGE {
                older = last;
                break;
            }
            last = Some(TimelinePlace { day, kind: kind.clone(), id });
            happened.push(Happening { day, kind, words: row.take()?, code: row.take()? });
        }
        if older.is_none() {
            let (kind, words) = ("opened".to_owned(), String::new());
            happened.push(Happening { day: opened.date(&zone), kind, words, code: String::new() });
        }
        Ok(Timeline { called, happened, older })
    })
}
