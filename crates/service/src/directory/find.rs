//! Finding a meeting: by words, day and hour, place, and what it is filtered by.

use super::meeting;
pub(super) use super::ready::{Ready, ready};
use crate::House;
use access::{Fault, Operation, Permit, Work, params};
use domain::directory::{
    Attendance, Days, FacetGroup, Finder, Found, Meeting, PartOfDay, Point, Progress, Schedule, place_named,
};
use domain::id::{FeedId, MeetingId};
use domain::time::{Moment, TimeZone, plus_days, start_of, zone};
use jiff::civil::DateTime;
use std::sync::Arc;

access::statements! {
    /// When the entries of each list last changed: while none has, the meetings are the same.
    FEEDS_READ = "SELECT id, changed_at FROM feed WHERE format <> 'hsds' ORDER BY id";

    /// One meeting that is listed now.
    ONE_LISTED = "
        SELECT m.id, m.entry FROM meeting m JOIN feed f ON f.id = m.feed_id
        WHERE m.id = $1 AND m.gone_at IS NULL AND m.hidden IS NULL AND f.state <> 'ended'";
}

/// When somebody would like to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Some day of the week that comes.
    #[default]
    ThisWeek,
    /// It goes on, or starts within the hour.
    Now,
    /// Until midnight where the visitor is.
    Today,
    /// From midnight to midnight where the visitor is.
    Tomorrow,
}

impl When {
    /// Every choice, in the order of a page.
    pub const ALL: [Self; 4] = [Self::ThisWeek, Self::Now, Self::Today, Self::Tomorrow];

    /// Its code; empty for the whole week.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ThisWeek => "",
            Self::Now => "now",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.code() == code)
    }

    /// From when to when, on the visitor's clock.
    fn window(self, now: Moment, own: &TimeZone) -> Option<(Moment, Moment)> {
        let midnight = |ahead| start_of(plus_days(now.date(own), ahead), own);
        match self {
            Self::ThisWeek => None,
            Self::Now => Some((now, now.plus_seconds(domain::directory::SOON_MINUTES * 60))),
            Self::Today => Some((now, midnight(1))),
            Self::Tomorrow => Some((midnight(1), midnight(2))),
        }
    }
}

/// What somebody looks for. What is left empty does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingQuery {
    /// With these words, one slip each forgiven.
    pub text: String,
    /// On this day, 0 for Sunday; a number that is no day does not matter.
    pub weekday: Option<u8>,
    /// Starting in this part of the day.
    pub part: Option<PartOfDay>,
    /// Held in this way.
    pub way: Option<Attendance>,
    /// Near this place: a town, a part of town, a postal code, or latitude and longitude.
    pub near: String,
    /// How far "near" reaches, in miles; 15 where it is left out.
    pub miles: Option<u16>,
    /// Around this time.
    pub when: When,
    /// With all of these filters, by their keys; one that nobody knows does not matter.
    pub filters: Vec<String>,
    /// The visitor's zone by its IANA name; the one of most meetings where it is left out or unknown.
    pub zone: String,
    /// Not the first so many lines.
    pub skip: usize,
    /// No more lines than this; all of them where it is left out.
    pub most: Option<usize>,
}

/// How far "near" reaches, in miles. House rule: half an hour by bus or car.
pub const NEAR: u16 = 15;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingsFound {
    /// The meetings, the best first.
    pub lines: Vec<MeetingLine>,
    /// How many there are in all.
    pub count: usize,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
    /// What the place is called, and where it is.
    pub place: Option<(String, Point)>,
    /// The visitor's zone that was used, by its IANA name.
    pub zone: String,
    /// The day where the visitor is, 0 for Sunday.
    pub today: u8,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingLine {
    /// The meeting.
    pub id: MeetingId,
    /// What it is called.
    pub name: String,
    /// When it is held.
    pub schedule: Schedule,
    /// Building, street and city, as far as the list names them.
    pub place: String,
    /// Codes of the Meeting Guide: `O`, `S`. Those that it knows have a message `meeting-type-…`.
    pub types: Vec<String>,
    /// How people come together, as a code: `in-person`, `online`. The message is `meeting-attendance-…`.
    pub attendance: &'static str,
    /// When it starts next, by the clock on its own wall.
    pub next: Option<DateTime>,
    /// The same by the visitor's clock, where that shows another time.
    pub there: Option<DateTime>,
    /// Whether it goes on now or starts soon.
    pub progress: Progress,
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// Where it is.
    pub point: Option<Point>,
    /// Whether that is only about so.
    pub roughly: bool,
}

/// The lists and when each was last read.
pub(super) fn feeds_now(work: &mut Work<'_>) -> Result<Vec<(FeedId, i64)>, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    let rows = work.rows(&permit, &FEEDS_READ, &params![])?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// Every meeting that is listed.
pub(super) fn listed_now(work: &mut Work<'_>) -> Result<super::listed::Shown, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    super::listed::shown(work, &permit)
}

/// A question made ready for the index.
struct Asked {
    finder: Finder,
    place: Option<(String, Point)>,
    zone: TimeZone,
    now: Moment,
}

fn asked(house: &House, ready: &Ready, query: &MeetingQuery) -> Asked {
    let index = &ready.index;
    let named = place_named(index, words::content::places(), &query.near);
    let own = zone(&query.zone).ok().filter(|_| !query.zone.is_empty()).unwrap_or_else(|| ready.zone.clone());
    let now = ready.timeline(house.now()).now();
    let near = named.as_ref().map(|named| named.point);
    let finder = Finder {
        days: days(query.weekday),
        part: query.part,
        window: query.when.window(now, &own),
        text: query.text.clone(),
        near,
        within_miles: near.map(|_| f64::from(query.miles.unwrap_or(NEAR))),
        attendance: query.way.into_iter().collect(),
        facets: index.facets().set(query.filters.iter().map(String::as_str)),
        ..Finder::default()
    };
    Asked { finder, place: named.map(|named| (named.name, named.point)), zone: own, now }
}

/// Meetings that answer the query: the best words first, then the nearest, then the soonest. Anyone may ask.
pub fn meetings(house: &House, query: MeetingQuery) -> Result<MeetingsFound, Fault> {
    let ready = &*ready(house)?;
    Ok(found(ready, &asked(house, ready, &query), &query))
}

/// What the index finds, as lines.
fn found(ready: &Ready, asked: &Asked, query: &MeetingQuery) -> MeetingsFound {
    let until = query.most.map_or(usize::MAX, |most| query.skip.saturating_add(most));
    let found = ready.index.search(&asked.finder, &ready.timeline(asked.now), query.skip..until);
    MeetingsFound {
        count: found.count,
        lines: found.found.iter().filter_map(|found| line(ready, found, asked)).collect(),
        place_known: asked.place.is_some() || query.near.trim().is_empty(),
        place: asked.place.clone(),
        zone: zone_name(&asked.zone),
        today: weekday(asked.now, &asked.zone),
    }
}

/// The week that comes, a day at a time from the visitor's today, each from midnight to midnight where the visitor is:
/// how many meetings each day has, and the first of them by the hour. What is over today comes again in a week: where
/// there is any, that is an eighth day.
pub fn week(house: &House, query: MeetingQuery) -> Result<Vec<(u8, MeetingsFound)>, Fault> {
    let ready = &*ready(house)?;
    let query = MeetingQuery { weekday: None, when: When::ThisWeek, ..query };
    let mut asked = asked(house, ready, &query);
    asked.finder.by_hour = true;
    let today = asked.now.date(&asked.zone);
    let midnight = |ahead| start_of(plus_days(today, ahead), &asked.zone);
    let windows: Vec<(Moment, Moment)> =
        (0..8).map(|ahead| (asked.now.max(midnight(ahead)), midnight(ahead + 1))).collect();
    let first = weekday(asked.now, &asked.zone);
    let mut day = |(ahead, window): (u8, (Moment, Moment))| {
        asked.finder.window = Some(window);
        ((first + ahead) % 7, found(ready, &asked, &query))
    };
    let mut days: Vec<(u8, MeetingsFound)> = (0..).zip(windows).map(&mut day).collect();
    if days.get(7).is_some_and(|(_, again)| again.count == 0) {
        days.truncate(7);
    }
    Ok(days)
}

/// Every week, a day at a time from the visitor's today, by the days that the lists name: what one keeps for longer
/// than a week.
pub fn weekdays(house: &House, query: MeetingQuery) -> Result<Vec<(u8, MeetingsFound)>, Fault> {
    let ready = &*ready(house)?;
    let first = {
        let asked = asked(house, ready, &query);
        weekday(asked.now, &asked.zone)
    };
    let day = |ahead: u8| {
        let weekday = (first + ahead) % 7;
        let query = MeetingQuery { weekday: Some(weekday), when: When::ThisWeek, ..query.clone() };
        (weekday, found(ready, &asked(house, ready, &query), &query))
    };
    Ok((0..7).map(day).collect())
}

/// All that answers a query, with nothing written out.
pub(super) struct Matching {
    pub(super) ready: Arc<Ready>,
    /// The places of the meetings in the index, in no order.
    pub(super) places: Vec<usize>,
    /// The place that was asked for.
    pub(super) near: Option<Point>,
    /// Whether it is known; true where none was asked for.
    pub(super) place_known: bool,
}

/// All that answers a query: for who takes it along and wants no line of each.
pub(super) fn matching(house: &House, query: &MeetingQuery) -> Result<Matching, Fault> {
    let ready = ready(house)?;
    let asked = asked(house, &ready, query);
    let places = ready.index.places(&asked.finder, &ready.timeline(asked.now));
    let place_known = asked.place.is_some() || query.near.trim().is_empty();
    Ok(Matching { places, near: asked.finder.near, place_known, ready })
}

/// How many meetings each of some searches finds: for offering wider ones where nothing was found.
pub fn counts(house: &House, queries: &[MeetingQuery]) -> Result<Vec<usize>, Fault> {
    let ready = &*ready(house)?;
    let count = |query: &MeetingQuery| {
        let asked = asked(house, ready, query);
        ready.index.search(&asked.finder, &ready.timeline(asked.now), 0..0).count
    };
    Ok(queries.iter().map(count).collect())
}

/// Where a place lies that somebody named; none where nobody knows it.
pub(crate) fn place_point(house: &House, text: &str) -> Result<Option<domain::directory::Point>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(place_named(&ready(house)?.index, words::content::places(), text).map(|named| named.point))
}

/// A meeting as it is listed now, for somebody who puts it into a plan.
pub(crate) fn meeting_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    id: MeetingId,
) -> Result<Option<Meeting>, Fault> {
    let row = work.row(permit, &ONE_LISTED, &params![id])?;
    row.map(|row| meeting(row).map(|(_, meeting)| meeting)).transpose()
}

fn days(weekday: Option<u8>) -> Days {
    weekday.and_then(|day| 1u8.checked_shl(day.into())).map_or(Days::NONE, Days::from_bits)
}

/// The day of the week in a zone, 0 for Sunday.
pub(super) fn weekday(now: Moment, zone: &TimeZone) -> u8 {
    now.date(zone).weekday().to_sunday_zero_offset().unsigned_abs()
}

/// The IANA name of a zone.
pub(super) fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").to_owned()
}

/// When something starts by the clock of a zone, where that shows another time than its own.
pub(super) fn elsewhere(start: &jiff::Zoned, own: &TimeZone) -> Option<DateTime> {
    Some(start.with_time_zone(own.clone()).datetime()).filter(|there| *there != start.datetime())
}

fn line(ready: &Ready, found: &Found<'_>, asked: &Asked) -> Option<MeetingLine> {
    let meeting = found.meeting;
    let starts = found.running.as_ref().map(|run| &run.start).or(found.next.as_ref());
    Some(MeetingLine {
        id: *ready.ids.get(found.index)?,
        name: meeting.name.to_string(),
        schedule: meeting.schedule.clone(),
        place: place(meeting),
        types: meeting.types.iter().map(|kind| kind.code().to_owned()).collect(),
        attendance: meeting.attendance().code(),
        next: found.next.as_ref().map(jiff::Zoned::datetime),
        there: starts.and_then(|start| elsewhere(start, &asked.zone)),
        progress: Progress::of(found.running.as_ref(), found.next.as_ref(), asked.now),
        miles: found.miles,
        point: ready.index.point(found.index).map(|(point, _)| point),
        roughly: found.roughly,
    })
}

/// The keys of the filters of a group, in their order.
pub fn filters(group: FacetGroup) -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = words::content::filters().iter().filter(move |facet| facet.group == group);
    own.map(|facet| (facet.key.as_str(), facet.codes.first().map_or("", |code| code.code())))
}

/// When it is held, as a plan keeps it: `mon 19:00`, `mon,wed 19:00`; `by-appointment` where there is no fixed time.
pub(crate) fn when_code(schedule: &Schedule) -> String {
    let Schedule::Weekly(weekly) = schedule else { return "by-appointment".to_owned() };
    let days: Vec<&str> = weekly.days.iter().filter_map(|day| Days::english(day).get(..3)).collect();
    format!("{} {}", days.join(","), weekly.start.strftime("%H:%M"))
}

/// Where it meets, on one line.
pub(crate) fn place(meeting: &Meeting) -> String {
    let place = &meeting.place;
    let parts = [&place.name, &place.address, &place.city];
    parts.into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Weekday;

    #[test]
    fn today_ends_at_midnight_where_the_visitor_is() {
        let now: Moment = "2026-03-08T06:30:00Z".parse::<jiff::Timestamp>().expect("a time").into();
        let window = |when: When, own: &str| {
            let (from, until) = when.window(now, &zone(own).expect("a zone")).expect("a window");
            (from.timestamp().to_string(), until.timestamp().to_string())
        };
        // That Sunday has 23 hours in New York; in Los Angeles it is still Saturday.
        let midnight = "2026-03-09T04:00:00Z".to_owned();
        assert_eq!(window(When::Today, "America/New_York").1, midnight);
        assert_eq!(window(When::Tomorrow, "America/New_York"), (midnight, "2026-03-10T04:00:00Z".into()));
        assert_eq!(window(When::Today, "America/Los_Angeles").1, "2026-03-08T08:00:00Z");
        assert_eq!(window(When::Now, "America/New_York").1, "2026-03-08T07:30:00Z");
    }

    #[test]
    fn a_day_is_a_number_from_sunday_and_anything_else_is_no_day() {
        assert_eq!(days(Some(0)), Days::only(Weekday::Sunday));
        assert_eq!(days(Some(6)), Days::only(Weekday::Saturday));
        for none in [None, Some(7), Some(8), Some(255)] {
            assert!(days(none).is_empty(), "{none:?}");
        }
    }
}
