//! Finding a meeting by words, day and part of the day.

use super::meeting;
use crate::House;
use access::{Actor, Fault, Operation, params};
use domain::directory::{Days, Finder, Meeting, MeetingIndex, PartOfDay};
use domain::id::MeetingId;

access::statements! {
    /// Every meeting that is listed now.
    LISTED = "SELECT id, entry FROM meeting WHERE gone_at IS NULL ORDER BY id";
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
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingLine {
    /// The meeting.
    pub id: MeetingId,
    /// What it is called.
    pub name: String,
    /// When, as a code: `mon 19:00`, `mon,wed 19:00`; `by-appointment` where there is no fixed time.
    pub when: String,
    /// Building, street and city, as far as the list names them.
    pub place: String,
    /// Codes of the Meeting Guide: `O`, `S`. Those that it knows have a message `meeting-type-…`.
    pub types: Vec<String>,
    /// How people come together, as a code: `in-person`, `online`. The message is `meeting-attendance-…`.
    pub attendance: &'static str,
}

/// Meetings that answer the query: the best words first, then the soonest. Anyone may ask.
pub fn meetings(house: &House, query: MeetingQuery) -> Result<Vec<MeetingLine>, Fault> {
    let call = house.call(Actor::Public);
    let rows = house.store().read(&call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        work.rows(&permit, &LISTED, &params![])
    })?;
    let listed: Vec<(MeetingId, Meeting)> = rows.into_iter().map(meeting).collect::<Result<_, _>>()?;
    let (ids, listed): (Vec<MeetingId>, Vec<Meeting>) = listed.into_iter().unzip();
    let index = MeetingIndex::new(listed);
    let finder = Finder { days: days(query.weekday), part: query.part, text: query.text, ..Finder::default() };
    let found = index.find(&finder, call.now);
    Ok(found.iter().filter_map(|found| Some(line(*ids.get(found.index)?, found.meeting))).collect())
}

fn days(weekday: Option<u8>) -> Days {
    weekday.and_then(|day| 1u8.checked_shl(day.into())).map_or(Days::NONE, Days::from_bits)
}

fn line(id: MeetingId, meeting: &Meeting) -> MeetingLine {
    MeetingLine {
        id,
        name: meeting.name.to_string(),
        when: when(meeting),
        place: place(meeting),
        types: meeting.types.iter().map(|kind| kind.code().to_owned()).collect(),
        attendance: meeting.attendance().code(),
    }
}

fn when(meeting: &Meeting) -> String {
    let Some(weekly) = meeting.weekly() else { return "by-appointment".to_owned() };
    let days: Vec<&str> = weekly.days.iter().filter_map(|day| Days::english(day).get(..3)).collect();
    format!("{} {}", days.join(","), weekly.start.strftime("%H:%M"))
}

fn place(meeting: &Meeting) -> String {
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
