//! Who has looked into one's own chart, from the audit record.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, id_list, params, statements};
use domain::id::{AgencyId, MemberId, RowId};
use domain::time::{Date, Moment, Time, TimeZone};
use std::collections::BTreeMap;

/// How many lines a page shows, give or take the rest of its last day.
const PAGE: usize = 200;

statements! {
    OLDEST_EVENT = "SELECT min(at) FROM audit_event WHERE agency_id = $1 AND member_id = $2";

    /// Looks between two moments, one line for each day, person and thing, however often it was done. $5 is how far
    /// local clocks are ahead of UTC.
    LOOKED = "
        SELECT t.day, t.last, t.times, t.operation, t.link, s.name, s.title,
          (SELECT min(w.name) FROM share_with w
           WHERE w.person_id = $7 AND w.reader_kind = 'supporter' AND w.reader_id = t.actor)
        FROM (
          SELECT (e.at + $5) / 86400000000 AS day, max(e.at) AS last, count(*) AS times, e.operation AS operation,
            e.actor_id AS actor, CASE WHEN e.actor_kind = 'public' THEN e.detail ELSE '' END AS link
          FROM audit_event e
          WHERE e.agency_id = $1 AND e.member_id = $2 AND e.at >= $3 AND e.at < $4
            AND e.actor_kind IN ('staff', 'public', 'supporter') AND e.outcome = 'allowed'
          GROUP BY (e.at + $5) / 86400000000, e.operation, e.actor_id,
            CASE WHEN e.actor_kind = 'public' THEN e.detail ELSE '' END
        ) t
        LEFT JOIN staff s ON s.agency_id = $1 AND s.id = t.actor
        ORDER BY t.day DESC, t.last DESC, t.operation, t.actor
        LIMIT $6";

    /// Who made these links, and for whom.
    LINKS_BY_ID = "
        SELECT l.id, l.name, s.name FROM sign_link l
        JOIN staff s ON s.agency_id = l.agency_id AND s.id = l.made_by
        WHERE l.agency_id = $1 AND l.id IN (SELECT DISTINCT to_id(value) FROM json_each($2))";
}

/// Who looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looker {
    /// Somebody who works at the agency.
    Staff {
        /// Their name.
        name: String,
        /// Their work title.
        title: String,
    },
    /// Whoever opened a one-time link.
    Link {
        /// For whom it was made.
        name: String,
        /// Who made it.
        made_by: String,
    },
    /// Somebody whom the member shares with, as the member calls them.
    Supporter {
        /// Their name.
        name: String,
    },
}

/// One line: somebody, a day, a thing; several times on one day are one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Who.
    pub who: Looker,
    /// What they did, by the code of the operation.
    pub operation: String,
    /// The day, in the agency's zone.
    pub on: Date,
    /// The last time on that day.
    pub at: Time,
    /// How many times.
    pub times: i64,
}

/// A page of them.
#[derive(Debug, Clone, Default)]
pub struct LookedPage {
    /// Newest first.
    pub lines: Vec<Looked>,
    /// Before which moment older ones are, if there are any.
    pub older: Option<Moment>,
}

/// Who looked or wrote, newest first: before a moment, or until now. The member alone can ask this.
pub fn looked(house: &House, session: &Session, member: MemberId, before: Option<Moment>) -> Result<LookedPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let own = work.member_hat()?.person;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let oldest: Option<Moment> = match work.row(&permit, &OLDEST_EVENT, &params![agency, member])? {
            Some(mut row) => row.take()?,
            None => None,
        };
        let Some(oldest) = oldest else { return Ok(LookedPage::default()) };
        let now = work.now().plus_seconds(1);
        let mut until = before.map_or(now, |before| before.min(now));
        let mut found: Vec<Line> = Vec::new();
        // Days are counted by the wall clock: each stretch between two changes of the clock is asked for by itself.
        while until > oldest && found.len() <= PAGE {
            let (since, ahead) = stretch(&zone, until);
            let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let values = params![agency, member, since.max(oldest), until, ahead, most, own];
            for mut row in work.rows(&permit, &LOOKED, &values)? {
                let _: i64 = row.take()?;
                let line = Line {
                    last: row.take()?,
                    times: row.take()?,
                    operation: row.take()?,
                    link: row.take::<Option<String>>()?.unwrap_or_default(),
                    staff: row.take::<Option<String>>()?.zip(row.take()?),
                    supporter: row.take()?,
                };
                join(&mut found, line, &zone);
            }
            until = since.min(until.plus_seconds(-1));
        }
        let mut page = LookedPage::default();
        if let Some(cut) = found.get(PAGE).map(|line| line.last.date(&zone)) {
            // The day that does not fit goes to the next page, unless it is the only one.
            let whole = found.iter().filter(|line| line.last.date(&zone) > cut).count();
            let (keep, day) = if whole == 0 { (found.len(), cut) } else { (whole, domain::time::plus_days(cut, 1)) };
            found.truncate(keep);
            page.older = Some(domain::time::start_of(day, &zone));
        }
        page.lines = told(work, &permit, agency, found, &zone)?;
        Ok(page)
    })
}

/// A line as the record gives it.
struct Line {
    last: Moment,
    times: i64,
    operation: String,
    link: String,
    staff: Option<(String, String)>,
    supporter: Option<String>,
}

/// The day on which the clock changes lies in two stretches.
fn join(found: &mut Vec<Line>, line: Line, zone: &TimeZone) {
    let same = |own: &&mut Line| {
        own.operation == line.operation
            && own.link == line.link
            && own.staff == line.staff
            && own.supporter == line.supporter
            && own.last.date(zone) == line.last.date(zone)
    };
    match found.iter_mut().find(same) {
        Some(own) => own.times += line.times,
        None => found.push(line),
    }
}

/// The last stretch of time before a moment in which clocks kept one distance from UTC: since when, and that distance.
fn stretch(zone: &TimeZone, until: Moment) -> (Moment, i64) {
    let inside = until.timestamp();
    let since = zone.preceding(inside).next().map_or(Moment::from_micros(0), |change| change.timestamp().into());
    let ahead = zone.to_offset(since.timestamp()).seconds();
    (since, i64::from(ahead) * 1_000_000)
}

fn told<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    found: Vec<Line>,
    zone: &TimeZone,
) -> Result<Vec<Looked>, Fault> {
    let id = |line: &Line| line.link.strip_prefix("link ").and_then(|id| id.parse::<RowId>().ok());
    let ids = id_list(found.iter().filter_map(id));
    let mut links: BTreeMap<RowId, (String, String)> = BTreeMap::new();
    for mut row in work.rows(permit, &LINKS_BY_ID, &params![agency, ids])? {
        links.insert(row.take()?, (row.take()?, row.take()?));
    }
    let line = |line: Line| {
        let who = match (&line.staff, id(&line).and_then(|id| links.get(&id)), &line.supporter) {
            (Some((name, title)), ..) => Looker::Staff { name: name.clone(), title: title.clone() },
            (None, Some((name, made_by)), _) => Looker::Link { name: name.clone(), made_by: made_by.clone() },
            (None, None, Some(name)) => Looker::Supporter { name: name.clone() },
            (None, None, None) => return None,
        };
        let local = line.last.local(zone);
        Some(Looked { who, operation: line.operation, on: local.date(), at: local.time(), times: line.times })
    };
    Ok(found.into_iter().filter_map(line).collect())
}
