//! When a meeting starts next, by the clock on its own wall.

use super::{Days, Meeting, Weekly};
use crate::time::{Moment, Time, plus_days};
use serde::{Deserialize, Serialize};

/// A part of the day, by the time a meeting starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// From 5 in the morning until noon.
    Morning,
    /// From noon until 5.
    Afternoon,
    /// From 5 until 9.
    Evening,
    /// From 9 until 5 in the morning.
    Night,
}

impl PartOfDay {
    /// Every part, in the order of a day.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night];

    /// The part that a time belongs to.
    pub fn of(time: Time) -> Self {
        match time.hour() {
            5..12 => Self::Morning,
            12..17 => Self::Afternoon,
            17..21 => Self::Evening,
            _ => Self::Night,
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// The part with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The message that names it.
    pub fn message_id(self) -> String {
        format!("meeting-part-{}", self.code())
    }
}

impl Weekly {
    /// The next start at or after `now` on one of `days`.
    pub(super) fn next_start(&self, days: Days, now: Moment) -> Option<jiff::Zoned> {
        let now = now.timestamp();
        let today = now.to_zoned(self.zone.clone()).date();
        // Day 7 is today again, a week on: today's start may have passed.
        (0..=7)
            .map(|ahead| plus_days(today, ahead))
            .filter(|date| days.contains(date.weekday()))
            .filter_map(|date| date.to_datetime(self.start).to_zoned(self.zone.clone()).ok())
            .find(|start| start.timestamp() >= now)
    }
}

impl Meeting {
    /// The next start at or after `now`; `None` for a meeting by appointment.
    ///
    /// The time is what the wall clock shows, whatever the season: 7 in the
    /// evening stays 7 in the evening. A start that falls into the hour that
    /// spring skips moves on by that hour; one that autumn shows twice is the first.
    pub fn next_start(&self, now: Moment) -> Option<jiff::Zoned> {
        let weekly = self.weekly()?;
        weekly.next_start(weekly.days, now)
    }

    /// The part of the day that it starts in.
    pub fn part_of_day(&self) -> Option<PartOfDay> {
        self.weekly().map(|weekly| PartOfDay::of(weekly.start))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Schedule, Slug};
    use super::*;
    use crate::text::Line;
    use crate::time::{Weekday, zone};

    fn meeting(days: &[Weekday], start: &str) -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: days.iter().copied().collect(),
            start: start.parse().expect("a time"),
            end: None,
            zone: zone("America/New_York").expect("a zone"),
        });
        Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("hope"), schedule)
    }

    fn next(meeting: &Meeting, now: &str) -> String {
        let now: jiff::Timestamp = now.parse().expect("a timestamp");
        meeting.next_start(now.into()).expect("a start").timestamp().to_string()
    }

    #[test]
    fn the_wall_clock_keeps_its_hour_across_seasons() {
        // Clocks in New York: forward on 2026-03-08, back on 2026-11-01.
        let sunday = meeting(&[Weekday::Sunday], "19:00");
        assert_eq!(next(&sunday, "2026-03-02T12:00:00Z"), "2026-03-08T23:00:00Z");
        assert_eq!(next(&sunday, "2026-02-23T12:00:00Z"), "2026-03-02T00:00:00Z");
        assert_eq!(next(&sunday, "2026-10-31T12:00:00Z"), "2026-11-02T00:00:00Z");
    }

    #[test]
    fn an_hour_that_is_skipped_or_doubled_still_has_a_start() {
        let early = meeting(&[Weekday::Sunday], "02:30");
        assert_eq!(next(&early, "2026-03-07T12:00:00Z"), "2026-03-08T07:30:00Z");
        let twice = meeting(&[Weekday::Sunday], "01:30");
        assert_eq!(next(&twice, "2026-10-31T12:00:00Z"), "2026-11-01T05:30:00Z");
    }

    #[test]
    fn today_counts_until_it_has_begun() {
        let tuesday = meeting(&[Weekday::Tuesday], "18:00");
        assert_eq!(next(&tuesday, "2026-11-24T23:00:00Z"), "2026-11-24T23:00:00Z");
        assert_eq!(next(&tuesday, "2026-11-24T23:00:01Z"), "2026-12-01T23:00:00Z");
        // Late on Monday in New York is already Tuesday in UTC.
        assert_eq!(next(&tuesday, "2026-11-24T03:00:00Z"), "2026-11-24T23:00:00Z");
    }

    #[test]
    fn of_several_days_the_nearest_comes() {
        let both = meeting(&[Weekday::Monday, Weekday::Thursday], "07:00");
        assert_eq!(next(&both, "2026-11-24T12:00:00Z"), "2026-11-26T12:00:00Z");
        assert_eq!(next(&both, "2026-11-27T12:00:00Z"), "2026-11-30T12:00:00Z");
    }

    #[test]
    fn by_appointment_has_no_next_start() {
        let mut asked = meeting(&[Weekday::Monday], "07:00");
        asked.schedule = Schedule::ByAppointment;
        assert_eq!(asked.next_start(Moment::from_micros(0)), None);
        let mut never = meeting(&[], "07:00");
        never.place.approximate = true;
        assert_eq!(never.next_start(Moment::from_micros(i64::MAX)), None);
        assert_eq!(Days::NONE.iter().count(), 0);
    }

    #[test]
    fn the_parts_of_a_day() {
        let part = |text: &str| PartOfDay::of(text.parse().expect("a time"));
        assert_eq!(part("05:00"), PartOfDay::Morning);
        assert_eq!(part("12:00"), PartOfDay::Afternoon);
        assert_eq!(part("20:59"), PartOfDay::Evening);
        assert_eq!(part("21:00"), PartOfDay::Night);
        assert_eq!(part("04:59"), PartOfDay::Night);
    }
}
