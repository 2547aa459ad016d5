//! Lines to call: what each is for, and whether somebody answers now.

use super::Days;
use crate::coded::coded;
use crate::time::{Moment, TimeZone};
use jiff::civil::{Date, DateTime, Time};
use jiff::{ToSpan, Zoned};

coded! {
    /// What a line is for. They are kept apart because they do different things: a warm line is no crisis line, and
    /// a line for overdoses stays with somebody while they use.
    LineKind {
        /// A bad hour, thoughts of dying, danger.
        Crisis = "crisis",
        /// Stays on the phone while somebody uses, and sends help.
        Overdose = "overdose",
        /// A peer who listens.
        Warm = "warm",
        /// Where to find treatment.
        Treatment = "treatment",
        /// For those who love someone.
        Family = "family",
        /// Violence and abuse.
        Safety = "safety",
        /// Food, rent, and who helps with what.
        Everyday = "everyday",
    }
}

coded! {
    /// Who answers.
    Answerer {
        /// People who have been there.
        Peers = "peers",
        /// Trained listeners.
        Trained = "trained",
        /// Counselors.
        Counselors = "counselors",
        /// Nurses, doctors and pharmacists.
        Clinicians = "clinicians",
        /// Staff who know what there is.
        Staff = "staff",
    }
}

impl LineKind {
    /// The message that names it; with `-text` behind, the one that says what it is for.
    pub fn message_id(self) -> String {
        format!("line-kind-{}", self.code())
    }
}

impl Answerer {
    /// The message that says it.
    pub fn message_id(self) -> String {
        format!("line-answers-{}", self.code())
    }
}

/// When somebody answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Hours {
    /// Day and night.
    Always,
    /// On some days, in a zone.
    Weekly(WeeklyHours),
    /// Nobody told us.
    Unknown,
}

/// Stretches of a week, on the clock of a zone.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklyHours {
    zone: TimeZone,
    stretches: Vec<Stretch>,
}

/// From one time of day to another, on some days. Until a time that is not later, it ends the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The days on which it begins.
    pub days: Days,
    /// When it begins.
    pub from: Time,
    /// When it ends; midnight is the end of the day.
    pub until: Time,
}

/// Hours without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("hours need at least one day")]
pub struct NoDay;

/// Whether somebody answers at a moment.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// Day and night.
    Always,
    /// Now, until then.
    Until(Zoned),
    /// Not now, from then on.
    From(Zoned),
    /// Nobody told us.
    Unknown,
}

impl WeeklyHours {
    /// Refuses hours that are never open.
    pub fn new(zone: TimeZone, stretches: Vec<Stretch>) -> Result<Self, NoDay> {
        let never = stretches.is_empty() || stretches.iter().any(|stretch| stretch.days.is_empty());
        if never { Err(NoDay) } else { Ok(Self { zone, stretches }) }
    }

    /// The zone whose clock it is.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The stretches.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// A time of day that a zone skips is read as the same distance after the last hour that it has; one that it has
    /// twice as the first (Temporal's "compatible").
    fn at(&self, day: Date, time: Time) -> Option<Zoned> {
        DateTime::from_parts(day, time).to_zoned(self.zone.clone()).ok()
    }

    /// The stretch that begins on a day, as two instants.
    fn on(&self, day: Date, stretch: &Stretch) -> Option<(Zoned, Zoned)> {
        if !stretch.days.contains(day.weekday()) {
            return None;
        }
        let last = if stretch.until > stretch.from { day } else { day.checked_add(1.day()).ok()? };
        Some((self.at(day, stretch.from)?, self.at(last, stretch.until)?))
    }

    fn open(&self, now: Moment) -> Open {
        let now = now.timestamp().to_zoned(self.zone.clone());
        let mut spans: Vec<(Zoned, Zoned)> = (-1..=8)
            .filter_map(|ahead| now.date().checked_add(ahead.days()).ok())
            .flat_map(|day| self.stretches.iter().filter_map(move |stretch| self.on(day, stretch)))
            .filter(|(from, until)| from < until && *until > now)
            .collect();
        spans.sort_by(|one, other| one.0.cmp(&other.0));
        let mut spans = spans.into_iter();
        match spans.next() {
            Some((from, _)) if from > now => Open::From(from),
            // Stretches that touch are one: until midnight and from midnight on is no pause.
            Some((_, until)) => {
                Open::Until(spans.fold(until, |end, (from, until)| if from <= end { end.max(until) } else { end }))
            }
            None => Open::Unknown,
        }
    }
}

impl Hours {
    /// Whether somebody answers at a moment.
    pub fn open(&self, now: Moment) -> Open {
        match self {
            Self::Always => Open::Always,
            Self::Weekly(weekly) => weekly.open(now),
            Self::Unknown => Open::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Weekday, zone};

    fn time(text: &str) -> Time {
        text.parse().expect("a time")
    }

    fn hours(rows: &[(&[Weekday], &str, &str)]) -> Hours {
        let stretch = |(days, from, until): &(&[Weekday], &str, &str)| Stretch {
            days: days.iter().copied().collect(),
            from: time(from),
            until: time(until),
        };
        let zone = zone("America/New_York").expect("a zone");
        Hours::Weekly(WeeklyHours::new(zone, rows.iter().map(stretch).collect()).expect("hours"))
    }

    fn at(hours: &Hours, moment: &str) -> String {
        let moment: jiff::Timestamp = moment.parse().expect("a timestamp");
        match hours.open(moment.into()) {
            Open::Always => "always".into(),
            Open::Until(end) => format!("until {}", end.strftime("%a %H:%M %z")),
            Open::From(start) => format!("from {}", start.strftime("%a %H:%M %z")),
            Open::Unknown => "unknown".into(),
        }
    }

    const EVERY: &[Weekday] = &[
        Weekday::Sunday,
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
    ];

    #[test]
    fn on_workdays_from_ten_to_ten() {
        let days = &[Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
        let line = hours(&[(days, "10:00", "22:00")]);
        assert_eq!(at(&line, "2026-11-23T15:00:00Z"), "until Mon 22:00 -0500", "the first minute");
        assert_eq!(at(&line, "2026-11-24T02:59:59Z"), "until Mon 22:00 -0500", "the last second");
        assert_eq!(at(&line, "2026-11-24T03:00:00Z"), "from Tue 10:00 -0500", "at the end nobody answers");
        assert_eq!(at(&line, "2026-11-28T12:00:00Z"), "from Mon 10:00 -0500", "over the weekend");
    }

    #[test]
    fn the_clock_of_the_line_is_the_one_that_counts_when_it_changes() {
        // 2026: forward on March 8, back on November 1, at two in the morning.
        let line = hours(&[(EVERY, "16:00", "22:00")]);
        assert_eq!(at(&line, "2026-03-07T20:30:00Z"), "from Sat 16:00 -0500", "half past three in winter");
        assert_eq!(at(&line, "2026-03-08T20:30:00Z"), "until Sun 22:00 -0400", "half past four in summer");
        assert_eq!(at(&line, "2026-10-31T20:30:00Z"), "until Sat 22:00 -0400");
        assert_eq!(at(&line, "2026-11-01T20:30:00Z"), "from Sun 16:00 -0500");
    }

    #[test]
    fn a_night_line_is_open_through_the_hour_that_is_skipped_and_the_one_that_comes_twice() {
        let line = hours(&[(EVERY, "22:00", "06:00")]);
        for hour in ["2026-03-08T06:59:00Z", "2026-03-08T07:01:00Z", "2026-03-08T09:59:00Z"] {
            assert_eq!(at(&line, hour), "until Sun 06:00 -0400", "{hour}");
        }
        assert_eq!(at(&line, "2026-03-08T10:00:00Z"), "from Sun 22:00 -0400");
        for hour in ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T10:59:00Z"] {
            assert_eq!(at(&line, hour), "until Sun 06:00 -0500", "{hour}");
        }
        let skipped = hours(&[(EVERY, "02:30", "05:00")]);
        assert_eq!(at(&skipped, "2026-03-08T06:00:00Z"), "from Sun 03:30 -0400");
        let twice = hours(&[(EVERY, "00:00", "01:30")]);
        assert_eq!(at(&twice, "2026-11-01T05:00:00Z"), "until Sun 01:30 -0400", "the first of the two");
    }

    #[test]
    fn stretches_that_touch_are_one() {
        let line = hours(&[(EVERY, "09:00", "13:00"), (EVERY, "13:00", "00:00")]);
        assert_eq!(at(&line, "2026-11-23T15:00:00Z"), "until Tue 00:00 -0500");
        let with_a_break = hours(&[(EVERY, "09:00", "12:00"), (EVERY, "13:00", "17:00")]);
        assert_eq!(at(&with_a_break, "2026-11-23T17:30:00Z"), "from Mon 13:00 -0500");
    }

    #[test]
    fn always_is_always_and_what_nobody_told_is_not_made_up() {
        assert_eq!(at(&Hours::Always, "2026-11-23T15:00:00Z"), "always");
        assert_eq!(at(&Hours::Unknown, "2026-11-23T15:00:00Z"), "unknown");
        let zone = zone("America/New_York").expect("a zone");
        assert_eq!(WeeklyHours::new(zone, Vec::new()), Err(NoDay));
    }
}
