//! Finding a meeting: by day, time of day, distance, words, kind and way of coming together.

use super::{Attendance, Days, FacetSet, Meeting, MeetingType, PartOfDay, Point, Query, Run, Words};
use crate::time::Moment;

/// What somebody looks for. What is left empty does not matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finder {
    /// On one of these days.
    pub days: Days,
    /// Starting in this part of the day.
    pub part: Option<PartOfDay>,
    /// Starting from the first of these moments until before the second; what runs at the first is within.
    pub window: Option<(Moment, Moment)>,
    /// From here.
    pub near: Option<Point>,
    /// No farther than this; counts only with `near`.
    pub within_miles: Option<f64>,
    /// With all of these words.
    pub text: String,
    /// Of all of these kinds.
    pub types: Vec<MeetingType>,
    /// With all of these facets.
    pub facets: FacetSet,
    /// In one of these ways.
    pub attendance: Vec<Attendance>,
    /// The soonest first, whatever else speaks for another.
    pub by_hour: bool,
}

/// A meeting that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its place in the list that was searched.
    pub index: usize,
    /// How far it is, if both ends are known.
    pub miles: Option<f64>,
    /// Whether that is only about so: the list gives no point, and the middle of the postal code stands for it.
    pub roughly: bool,
    /// The run that goes on now.
    pub running: Option<Run>,
    /// When it starts next.
    pub next: Option<jiff::Zoned>,
    /// How well the words match.
    pub score: u32,
}

impl Attendance {
    /// Whether a meeting held this way suits somebody who asked for `asked`:
    /// a hybrid meeting suits both who come and who join from afar.
    pub fn suits(self, asked: Self) -> bool {
        self == asked || (self == Self::Hybrid && matches!(asked, Self::InPerson | Self::Online))
    }
}

impl Meeting {
    /// The ways in which somebody may ask for it.
    pub(super) fn ways(&self) -> impl Iterator<Item = Attendance> {
        let (way, phone) = (self.attendance(), self.conference.phone.is_some());
        Attendance::ALL.into_iter().filter(move |asked| way.suits(*asked) || (*asked == Attendance::Phone && phone))
    }
}

impl Finder {
    /// Whether the meeting is what is looked for, by all that a listing says of itself: facets, which are content, and
    /// the window, which needs a clock, are looked at by [`super::MeetingIndex::search`].
    pub fn matches(&self, meeting: &Meeting) -> bool {
        let query = Query::parse(&self.text);
        self.fits(meeting) && (query.is_empty() || query.score(&Words::of(meeting)).is_some())
    }

    fn fits(&self, meeting: &Meeting) -> bool {
        let on_day = self.days.is_empty() || meeting.weekly().is_some_and(|weekly| weekly.days.meets(self.days));
        let in_part = self.part.is_none() || meeting.part_of_day() == self.part;
        let of_kind = self.types.iter().all(|kind| meeting.types.contains(kind));
        on_day && in_part && of_kind && self.way_fits(meeting) && self.near_enough(meeting)
    }

    fn way_fits(&self, meeting: &Meeting) -> bool {
        self.attendance.is_empty() || meeting.ways().any(|way| self.attendance.contains(&way))
    }

    /// A meeting by video or phone is near wherever one is, but only counts
    /// as such for somebody who asked for that way.
    fn near_enough(&self, meeting: &Meeting) -> bool {
        let (Some(from), Some(limit)) = (self.near, self.within_miles) else { return true };
        let afar = meeting.ways().any(|way| self.afar().any(|asked| asked == way));
        afar || meeting.place.point.is_some_and(|point| from.miles_to(point) <= limit)
    }

    /// The ways to join from afar that were asked for.
    pub(super) fn afar(&self) -> impl Iterator<Item = Attendance> {
        [Attendance::Online, Attendance::Phone].into_iter().filter(|way| self.attendance.contains(way))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MeetingIndex, Schedule, Slug, WebAddress, Weekly};
    use super::*;
    use crate::text::Line;
    use crate::time::{Weekday, zone};

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn meeting(name: &str, days: &[Weekday], start: &str, at: Option<(f64, f64)>) -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: days.iter().copied().collect(),
            start: start.parse().expect("a time"),
            end: None,
            zone: zone("America/New_York").expect("a zone"),
        });
        let mut meeting = Meeting::new(line(name), Slug::make(name), schedule);
        if let Some((latitude, longitude)) = at {
            meeting.place.address = Some(line("1 Main St"));
            meeting.place.point = Point::new(latitude, longitude).ok();
        }
        meeting
    }

    fn list() -> MeetingIndex {
        let mut online = meeting("Online at noon", &[Weekday::Tuesday], "12:00", None);
        online.conference.url = WebAddress::parse("https://example.org/room");
        let mut hybrid = meeting("Both ways", &[Weekday::Friday], "19:30", Some((37.60, -77.50)));
        hybrid.conference.url = WebAddress::parse("https://example.org/both");
        MeetingIndex::new([
            meeting("Far evening", &[Weekday::Tuesday], "19:00", Some((38.9, -77.0))),
            meeting("Near evening", &[Weekday::Wednesday, Weekday::Tuesday], "19:00", Some((37.54, -77.44))),
            meeting("Near morning", &[Weekday::Monday], "07:00", Some((37.55, -77.44))),
            online,
            hybrid,
        ])
    }

    fn names(finder: &Finder) -> Vec<String> {
        // A Monday, in the morning of Richmond.
        let now: jiff::Timestamp = "2026-11-23T13:00:00Z".parse().expect("a timestamp");
        list().find(finder, now.into()).iter().map(|found| found.meeting.name.to_string()).collect()
    }

    fn richmond() -> Option<Point> {
        Point::new(37.5407, -77.4360).ok()
    }

    #[test]
    fn nothing_asked_gives_all_the_soonest_first() {
        assert_eq!(
            names(&Finder::default()),
            ["Online at noon", "Far evening", "Near evening", "Both ways", "Near morning"]
        );
    }

    #[test]
    fn this_week_near_and_in_the_evening() {
        let finder =
            Finder { part: Some(PartOfDay::Evening), near: richmond(), within_miles: Some(10.0), ..Finder::default() };
        assert_eq!(names(&finder), ["Near evening", "Both ways"]);
        let finder = Finder { days: Days::only(Weekday::Friday), ..finder };
        assert_eq!(names(&finder), ["Both ways"]);
    }

    #[test]
    fn who_asks_for_online_gets_it_wherever_they_are() {
        let finder = Finder {
            near: richmond(),
            within_miles: Some(1.0),
            attendance: vec![Attendance::Online],
            ..Finder::default()
        };
        assert_eq!(names(&finder), ["Both ways", "Online at noon"]);
        let in_person = Finder { attendance: vec![Attendance::InPerson], ..Finder::default() };
        assert_eq!(names(&in_person), ["Far evening", "Near evening", "Both ways", "Near morning"]);
    }

    #[test]
    fn the_next_start_is_on_a_day_that_was_asked_for() {
        let finder = Finder { days: Days::only(Weekday::Wednesday), ..Finder::default() };
        let now: jiff::Timestamp = "2026-11-23T13:00:00Z".parse().expect("a timestamp");
        let index = list();
        let found = index.find(&finder, now.into());
        let next = found.first().and_then(|found| found.next.as_ref()).expect("a start");
        assert_eq!((found.len(), next.weekday()), (1, Weekday::Wednesday));
    }

    #[test]
    fn one_meeting_alone_answers_like_the_list() {
        let finders = [
            Finder { text: "evning".into(), ..Finder::default() },
            Finder { types: vec![MeetingType::PLACE_CLOSED], ..Finder::default() },
            Finder { part: Some(PartOfDay::Morning), ..Finder::default() },
        ];
        for finder in finders {
            let now = Moment::from_micros(0);
            let index = list();
            let one_by_one: Vec<usize> =
                index.meetings().enumerate().filter(|(_, meeting)| finder.matches(meeting)).map(|(at, _)| at).collect();
            let mut together: Vec<usize> = index.find(&finder, now).iter().map(|found| found.index).collect();
            together.sort_unstable();
            assert_eq!(one_by_one, together, "{finder:?}");
        }
    }
}
