//! Finding a meeting by words, day and part of the day.

use super::meeting;
use crate::House;
use access::{Actor, Fault, Operation, Permit, Work, params};
use domain::directory::{
    Attendance, Days, Finder, Found, Gazetteer, Meeting, MeetingIndex, PartOfDay, Schedule, place_named,
};
use domain::id::{FeedId, MeetingId};
use jiff::civil::DateTime;
use std::sync::{Arc, RwLock};

access::statements! {
    /// Every meeting that is listed now.
    LISTED = "SELECT id, entry FROM meeting WHERE gone_at IS NULL ORDER BY id";

    /// When each list was last read: while none has been read again, the meetings are the same.
    FEEDS_READ = "SELECT id, read_at FROM feed ORDER BY id";

    /// One meeting that is listed now.
    ONE_LISTED = "SELECT id, entry FROM meeting WHERE id = $1 AND gone_at IS NULL";
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
    /// No more lines than this; all of them where it is left out.
    pub most: Option<usize>,
}

/// How far "near" reaches, in miles. House rule: half an hour by bus or car.
const NEAR: f64 = 15.0;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingsFound {
    /// The meetings, the best first.
    pub lines: Vec<MeetingLine>,
    /// How many there are in all.
    pub count: usize,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
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
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
}

/// The meetings with their words made ready, kept until a list is read again: to read and index thousands anew for
/// every search would be the whole cost of it.
#[derive(Default)]
pub(crate) struct Listed(RwLock<Option<Arc<Ready>>>);

pub(super) struct Ready {
    pub(super) feeds: Vec<(FeedId, i64)>,
    pub(super) ids: Vec<MeetingId>,
    pub(super) index: MeetingIndex,
}

impl Listed {
    fn of(&self, feeds: &[(FeedId, i64)]) -> Option<Arc<Ready>> {
        // A lock that a panic left behind is as good as nothing kept.
        let kept = self.0.read().ok()?;
        kept.as_ref().filter(|ready| ready.feeds == feeds).cloned()
    }

    fn keep(&self, ready: &Arc<Ready>) {
        if let Ok(mut kept) = self.0.write() {
            *kept = Some(Arc::clone(ready));
        }
    }
}

pub(super) fn ready(house: &House) -> Result<Arc<Ready>, Fault> {
    let call = house.call(Actor::Public);
    let feeds = house.store().read(&call, feeds_now)?;
    if let Some(ready) = house.listed().of(&feeds) {
        return Ok(ready);
    }
    // Both in one transaction, so that the meetings are those of these lists.
    let (feeds, rows) = house.store().read(&call, |work| {
        let feeds = feeds_now(work)?;
        let permit = work.permit_open(Operation::ReadPublic)?;
        Ok((feeds, work.rows(&permit, &LISTED, &params![])?))
    })?;
    let listed: Vec<(MeetingId, Meeting)> = rows.into_iter().map(meeting).collect::<Result<_, _>>()?;
    let (ids, listed): (Vec<MeetingId>, Vec<Meeting>) = listed.into_iter().unzip();
    let ready = Arc::new(Ready { feeds, ids, index: MeetingIndex::new(listed) });
    house.listed().keep(&ready);
    Ok(ready)
}

fn feeds_now(work: &mut Work<'_>) -> Result<Vec<(FeedId, i64)>, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    let rows = work.rows(&permit, &FEEDS_READ, &params![])?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// Meetings that answer the query: the best words first, then the nearest, then the soonest. Anyone may ask.
pub fn meetings(house: &House, query: MeetingQuery) -> Result<MeetingsFound, Fault> {
    let Ready { ids, index, .. } = &*ready(house)?;
    let near = place_named(index, &Gazetteer::default(), &query.near).map(|named| named.point);
    let finder = Finder {
        days: days(query.weekday),
        part: query.part,
        text: query.text,
        near,
        within_miles: near.map(|_| NEAR),
        attendance: query.way.into_iter().collect(),
        ..Finder::default()
    };
    let found = index.find(&finder, house.now());
    let most = query.most.unwrap_or(found.len());
    Ok(MeetingsFound {
        count: found.len(),
        lines: found.iter().take(most).filter_map(|found| Some(line(*ids.get(found.index)?, found))).collect(),
        place_known: near.is_some() || query.near.trim().is_empty(),
    })
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

fn line(id: MeetingId, found: &Found<'_>) -> MeetingLine {
    let meeting = found.meeting;
    MeetingLine {
        id,
        name: meeting.name.to_string(),
        schedule: meeting.schedule.clone(),
        place: place(meeting),
        types: meeting.types.iter().map(|kind| kind.code().to_owned()).collect(),
        attendance: meeting.attendance().code(),
        next: found.next.as_ref().map(jiff::Zoned::datetime),
        miles: found.miles,
    }
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
    fn a_day_is_a_number_from_sunday_and_anything_else_is_no_day() {
        assert_eq!(days(Some(0)), Days::only(Weekday::Sunday));
        assert_eq!(days(Some(6)), Days::only(Weekday::Saturday));
        for none in [None, Some(7), Some(8), Some(255)] {
            assert!(days(none).is_empty(), "{none:?}");
        }
    }
}
