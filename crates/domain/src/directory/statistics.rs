//! How many meetings there are of which kind, when and where, and where there are none.
//!
//! For coalitions that plan: it counts places and hours, never people, and sets no group above another.

use super::{Attendance, Days, Meeting, PartOfDay, fold};
use crate::time::Weekday;
use std::collections::{BTreeMap, BTreeSet};

/// What the counting goes by, in the order in which it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kinds {
    /// Kinds of groups, by their keys.
    pub sorts: Vec<String>,
    /// Keys of languages.
    pub languages: Vec<String>,
}

/// A meeting with the keys that hold of it.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its kinds, among those of [`Kinds`].
    pub sorts: Vec<&'a str>,
    /// Its languages, among those of [`Kinds`].
    pub languages: Vec<&'a str>,
}

/// Starts in a week, by day (Sunday first) and part of the day.
pub type Week = [[usize; 4]; 7];

/// The counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Meetings listed. One that is held on several days counts once.
    pub meetings: usize,
    /// Groups that hold them. A meeting that names none is a group of its own.
    pub groups: usize,
    /// Starts in a week: one that is held on three days counts three times.
    pub starts: usize,
    /// Meetings without a fixed time.
    pub by_appointment: usize,
    /// Meetings by the way people come together, in the order of [`Attendance::ALL`].
    pub ways: [usize; 6],
    /// Meetings of each kind, in the order of [`Kinds`]; one may have several.
    pub sorts: Vec<usize>,
    /// Meetings in each language, in the order of [`Kinds`]; one may have several.
    pub languages: Vec<usize>,
    /// Starts on each day, Sunday first.
    pub days: [usize; 7],
    /// Starts in each hour.
    pub hours: [usize; 24],
    /// Starts by day and part of the day.
    pub week: Week,
    /// Towns where people meet in a room, by name.
    pub places: Vec<PlaceCount>,
}

/// A town, and what there is in its rooms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceCount {
    /// The town.
    pub city: String,
    /// Its state; empty where the lists do not say.
    pub state: String,
    /// Meetings in a room there.
    pub meetings: usize,
    /// Their starts.
    pub week: Week,
    /// Their starts in each hour.
    pub hours: [usize; 24],
    /// Of each kind, in the order of [`Kinds`].
    pub sorts: Vec<usize>,
    /// In each language, in the order of [`Kinds`].
    pub languages: Vec<usize>,
}

/// The week, Sunday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

fn place_of(day: Weekday) -> usize {
    usize::from(day.to_sunday_zero_offset().unsigned_abs())
}

fn part_place(part: PartOfDay) -> usize {
    PartOfDay::ALL.iter().position(|own| *own == part).unwrap_or_default()
}

fn add<const N: usize>(counts: &mut [usize; N], at: usize, more: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += more;
    }
}

/// Counts keys in the order of `known`; a key counts once for each meeting.
fn tally(counts: &mut Vec<usize>, known: &[String], keys: &[&str]) {
    counts.resize(known.len(), 0);
    for (count, own) in counts.iter_mut().zip(known) {
        *count += usize::from(keys.contains(&own.as_str()));
    }
}

fn add_week(week: &mut Week, meeting: &Meeting) {
    let Some(weekly) = meeting.weekly() else { return };
    let part = part_place(PartOfDay::of(weekly.start));
    for day in weekly.days.iter() {
        if let Some(parts) = week.get_mut(place_of(day)) {
            add(parts, part, 1);
        }
    }
}

fn add_hours(hours: &mut [usize; 24], meeting: &Meeting) {
    let Some(weekly) = meeting.weekly() else { return };
    add(hours, usize::from(weekly.start.hour().unsigned_abs()), weekly.days.iter().count());
}

impl Statistics {
    /// Counts what is listed.
    pub fn count<'a>(kinds: &Kinds, samples: impl IntoIterator<Item = Sample<'a>>) -> Self {
        let mut all =
            Self { sorts: vec![0; kinds.sorts.len()], languages: vec![0; kinds.languages.len()], ..Self::default() };
        let mut groups: BTreeSet<String> = BTreeSet::new();
        let mut places: BTreeMap<(String, String), PlaceCount> = BTreeMap::new();
        for sample in samples {
            let meeting = sample.meeting;
            all.meetings += 1;
            all.add_times(meeting);
            let way = meeting.attendance();
            add(&mut all.ways, Attendance::ALL.iter().position(|own| *own == way).unwrap_or_default(), 1);
            tally(&mut all.sorts, &kinds.sorts, &sample.sorts);
            tally(&mut all.languages, &kinds.languages, &sample.languages);
            let (city, state) = (line(&meeting.place.city), line(&meeting.place.state));
            let group = meeting.group.as_ref().unwrap_or(&meeting.name);
            groups.insert(format!("{}|{}", fold(group.as_str()), fold(&city)));
            let in_a_room = matches!(way, Attendance::InPerson | Attendance::Hybrid);
            if in_a_room && !city.is_empty() {
                let place = places.entry((fold(&city), fold(&state))).or_insert_with(|| PlaceCount {
                    city,
                    state,
                    ..PlaceCount::default()
                });
                place.meetings += 1;
                add_week(&mut place.week, meeting);
                add_hours(&mut place.hours, meeting);
                tally(&mut place.sorts, &kinds.sorts, &sample.sorts);
                tally(&mut place.languages, &kinds.languages, &sample.languages);
            }
        }
        all.groups = groups.len();
        all.places = places.into_values().collect();
        all
    }

    fn add_times(&mut self, meeting: &Meeting) {
        let Some(weekly) = meeting.weekly() else {
            self.by_appointment += 1;
            return;
        };
        self.starts += weekly.days.iter().count();
        add_hours(&mut self.hours, meeting);
        for day in weekly.days.iter() {
            add(&mut self.days, place_of(day), 1);
        }
        add_week(&mut self.week, meeting);
    }

    /// The hour in which most meetings start; `None` where none has a fixed time.
    pub fn fullest_hour(&self) -> Option<usize> {
        let most = self.hours.iter().copied().max().filter(|most| *most > 0)?;
        self.hours.iter().position(|count| *count == most)
    }

    /// Days and parts of the day in which nothing starts.
    pub fn empty_parts(&self) -> Vec<(Weekday, PartOfDay)> {
        empty(&self.week)
    }

    /// The towns with the most meetings, no more than `most`, in the order of their names.
    pub fn largest_places(&self, most: usize) -> Vec<&PlaceCount> {
        let mut places: Vec<&PlaceCount> = self.places.iter().collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.meetings));
        places.truncate(most);
        places.sort_by(|one, other| (&one.city, &one.state).cmp(&(&other.city, &other.state)));
        places
    }
}

impl PlaceCount {
    /// Days on which nobody meets there.
    pub fn days_without(&self) -> Days {
        WEEK.into_iter()
            .zip(&self.week)
            .filter(|(_, parts)| parts.iter().all(|count| *count == 0))
            .map(|(day, _)| day)
            .collect()
    }

    /// Parts of the day in which nobody meets there on any day.
    pub fn parts_without(&self) -> Vec<PartOfDay> {
        let never = |part: &PartOfDay| self.week.iter().all(|day| day.get(part_place(*part)) == Some(&0));
        PartOfDay::ALL.into_iter().filter(never).collect()
    }

    /// Whether there is none of the kind at this place in the order.
    pub fn is_without(counts: &[usize], at: usize) -> bool {
        counts.get(at).is_none_or(|count| *count == 0)
    }
}

fn empty(week: &Week) -> Vec<(Weekday, PartOfDay)> {
    let of_day = |(day, parts): (Weekday, &[usize; 4])| -> Vec<(Weekday, PartOfDay)> {
        let none = PartOfDay::ALL.into_iter().zip(parts).filter(|(_, count)| **count == 0);
        none.map(|(part, _)| (day, part)).collect()
    };
    WEEK.into_iter().zip(week).flat_map(of_day).collect()
}

fn line(line: &Option<crate::text::Line>) -> String {
    line.as_ref().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{MeetingType, Schedule, Slug, WebAddress, Weekly};
    use super::*;
    use crate::text::Line;
    use crate::time::zone;

    fn meeting(name: &str, days: &[Weekday], start: &str, city: Option<&str>) -> Meeting {
        let text = |text: &str| Line::parse(text).expect("a line");
        let schedule = Schedule::Weekly(Weekly {
            days: days.iter().copied().collect(),
            start: start.parse().expect("a time"),
            end: None,
            zone: zone("America/New_York").expect("a zone"),
        });
        let mut meeting = Meeting::new(text(name), Slug::make(name), schedule);
        meeting.place.city = city.map(text);
        meeting.place.address = city.map(|_| text("1 Main St"));
        meeting
    }

    fn counted() -> Statistics {
        let mut online = meeting("Online", &[Weekday::Friday], "21:30", None);
        online.conference.url = WebAddress::parse("https://example.org/room");
        let mut closed = meeting("Shut", &[Weekday::Friday], "09:00", Some("Durham"));
        closed.types = vec![MeetingType::PLACE_CLOSED];
        let text = |text: &str| Line::parse(text).ok();
        let mut one = meeting("Early", &[Weekday::Monday, Weekday::Tuesday], "07:00", Some("Raleigh"));
        let mut two = meeting("Late", &[Weekday::Monday], "19:00", Some("RALEIGH"));
        (one.group, two.group) = (text("River group"), text("River Group"));
        let asked = Meeting::new(text("Ask").expect("a name"), Slug::make("ask"), Schedule::ByAppointment);
        let kinds = Kinds {
            sorts: vec!["twelve-step".into(), "secular".into()],
            languages: vec!["en".into(), "es".into(), "asl".into()],
        };
        let sample = |meeting, sorts: &[&'static str], languages: &[&'static str]| Sample {
            meeting,
            sorts: sorts.to_vec(),
            languages: languages.to_vec(),
        };
        Statistics::count(
            &kinds,
            [
                sample(&one, &["twelve-step"], &["en"]),
                sample(&two, &["twelve-step", "secular"], &["en", "es"]),
                sample(&online, &["secular"], &["en"]),
                sample(&closed, &[], &["en"]),
                sample(&asked, &["unheard-of"], &[]),
            ],
        )
    }

    #[test]
    fn each_meeting_counts_once_and_each_start_too() {
        let all = counted();
        assert_eq!((all.meetings, all.starts, all.by_appointment, all.groups), (5, 5, 1, 4));
        assert_eq!(all.days, [0, 2, 1, 0, 0, 2, 0]);
        assert_eq!((all.hours[7], all.hours[19], all.hours[21], all.hours[9]), (2, 1, 1, 1));
        assert_eq!(all.hours.iter().sum::<usize>(), all.starts);
        assert_eq!(all.week.iter().flatten().sum::<usize>(), all.starts);
        assert_eq!(all.ways, [2, 0, 1, 0, 1, 1]);
        assert_eq!(all.ways.iter().sum::<usize>(), all.meetings);
        assert_eq!(all.fullest_hour(), Some(7));
    }

    #[test]
    fn kinds_come_in_the_order_they_were_asked_for() {
        let all = counted();
        assert_eq!(all.sorts, [2, 2]);
        assert_eq!(all.languages, [4, 1, 0]);
    }

    #[test]
    fn a_town_is_one_however_it_is_written_and_only_rooms_count() {
        let all = counted();
        assert_eq!(all.places.len(), 1, "a closed place and one online are in no town: {:?}", all.places);
        let raleigh = &all.places[0];
        assert_eq!((raleigh.city.as_str(), raleigh.meetings), ("Raleigh", 2));
        assert_eq!((raleigh.hours[7], raleigh.hours[19], raleigh.hours.iter().sum::<usize>()), (2, 1, 3));
        assert_eq!(raleigh.days_without().iter().count(), 5);
        assert_eq!(raleigh.parts_without(), [PartOfDay::Afternoon, PartOfDay::Night]);
        assert!(PlaceCount::is_without(&raleigh.languages, 2) && !PlaceCount::is_without(&raleigh.languages, 1));
    }

    #[test]
    fn where_there_is_none_is_told() {
        let all = counted();
        let empty = all.empty_parts();
        assert_eq!(empty.len(), 28 - 5);
        assert!(!empty.contains(&(Weekday::Monday, PartOfDay::Evening)));
        assert!(empty.contains(&(Weekday::Sunday, PartOfDay::Morning)));
    }

    #[test]
    fn nothing_listed_is_no_reason_to_fail() {
        let none = Statistics::count(&Kinds::default(), []);
        assert_eq!((none.meetings, none.fullest_hour()), (0, None));
        assert_eq!(none.empty_parts().len(), 28);
        assert!(none.largest_places(10).is_empty());
    }
}
