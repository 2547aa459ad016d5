//! How a meeting stands to a moment: in progress, about to start, or later.

use super::{Days, Meeting, Weekly};
use crate::time::{Moment, plus_days};

/// How long a meeting is taken to last where its list does not say, in minutes. House rule: most last an hour.
pub const USUAL_MINUTES: i64 = 60;

/// From how long before its start a meeting is said to start soon, in minutes. House rule: time enough to get there.
pub const SOON_MINUTES: i64 = 60;

/// A meeting that is in progress.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// When it started.
    pub start: jiff::Zoned,
    /// When it ends.
    pub end: jiff::Zoned,
    /// Whether its list says when it ends; else it is taken to last [`USUAL_MINUTES`].
    pub end_known: bool,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It goes on; so many minutes since its start, and so many until its end.
    Running {
        /// Whole minutes since its start.
        since: i64,
        /// Whole minutes until its end, the last one begun.
        left: i64,
    },
    /// It starts in so many minutes: [`SOON_MINUTES`] at most.
    Soon(i64),
    /// Neither.
    Later,
}

impl Weekly {
    /// The run that starts on a day, in its own zone.
    fn run_on(&self, date: crate::time::Date) -> Option<Run> {
        let start = date.to_datetime(self.start).to_zoned(self.zone.clone()).ok()?;
        let told = self.end.and_then(|end| {
            let day = if end <= self.start { plus_days(date, 1) } else { date };
            day.to_datetime(end).to_zoned(self.zone.clone()).ok()
        });
        let end_known = told.is_some();
        let end = match told {
            Some(end) => end,
            None => start.checked_add(jiff::Span::new().minutes(USUAL_MINUTES)).ok()?,
        };
        Some(Run { start, end, end_known })
    }

    /// The run on one of `days` that is going on now.
    pub(super) fn running(&self, days: Days, now: Moment) -> Option<Run> {
        let now = now.timestamp();
        let today = now.to_zoned(self.zone.clone()).date();
        // It may have started yesterday and go past midnight.
        [0, -1]
            .into_iter()
            .map(|back| plus_days(today, back))
            .filter(|date| days.contains(date.weekday()))
            .filter_map(|date| self.run_on(date))
            .find(|run| run.start.timestamp() < now && now < run.end.timestamp())
    }
}

impl Meeting {
    /// The run that is going on now.
    pub fn running(&self, now: Moment) -> Option<Run> {
        let weekly = self.weekly()?;
        weekly.running(weekly.days, now)
    }

    /// How it stands to a moment.
    pub fn progress(&self, now: Moment) -> Progress {
        Progress::of(self.running(now).as_ref(), self.next_start(now).as_ref(), now)
    }
}

impl Progress {
    /// From what goes on and what starts next.
    pub fn of(running: Option<&Run>, next: Option<&jiff::Zoned>, now: Moment) -> Self {
        let seconds = |at: &jiff::Zoned| at.timestamp().as_second() - now.timestamp().as_second();
        if let Some(run) = running {
            return Self::Running { since: -seconds(&run.start) / 60, left: (seconds(&run.end) + 59) / 60 };
        }
        // The last minute begun counts: "in 1 minute" until it starts.
        match next.map(|next| (seconds(next) + 59) / 60) {
            Some(minutes) if (0..=SOON_MINUTES).contains(&minutes) => Self::Soon(minutes),
            _ => Self::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Schedule, Slug};
    use super::*;
    use crate::text::Line;
    use crate::time::{Weekday, zone};

    fn meeting(day: Weekday, start: &str, end: Option<&str>, own: &str) -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: Days::only(day),
            start: start.parse().expect("a time"),
            end: end.map(|end| end.parse().expect("a time")),
            zone: zone(own).expect("a zone"),
        });
        Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("hope"), schedule)
    }

    fn at(meeting: &Meeting, now: &str) -> Progress {
        let now: jiff::Timestamp = now.parse().expect("a timestamp");
        meeting.progress(now.into())
    }

    const NEW_YORK: &str = "America/New_York";

    #[test]
    fn a_meeting_starts_soon_runs_and_is_over() {
        let evening = meeting(Weekday::Tuesday, "19:00", Some("20:00"), NEW_YORK);
        // November: New York is five hours behind.
        assert_eq!(at(&evening, "2026-11-24T22:59:00Z"), Progress::Later);
        assert_eq!(at(&evening, "2026-11-24T23:00:00Z"), Progress::Soon(60));
        assert_eq!(at(&evening, "2026-11-24T23:40:00Z"), Progress::Soon(20));
        assert_eq!(at(&evening, "2026-11-24T23:59:30Z"), Progress::Soon(1));
        assert_eq!(at(&evening, "2026-11-25T00:00:00Z"), Progress::Soon(0));
        assert_eq!(at(&evening, "2026-11-25T00:20:00Z"), Progress::Running { since: 20, left: 40 });
        assert_eq!(at(&evening, "2026-11-25T01:00:00Z"), Progress::Later);
    }

    #[test]
    fn without_an_end_it_lasts_an_hour_and_past_midnight_it_still_runs() {
        let open = meeting(Weekday::Friday, "23:30", None, NEW_YORK);
        assert_eq!(at(&open, "2026-11-28T05:10:00Z"), Progress::Running { since: 40, left: 20 });
        let run = open.running("2026-11-28T05:10:00Z".parse::<jiff::Timestamp>().expect("a time").into());
        assert_eq!(run.map(|run| run.end_known), Some(false));
        let late = meeting(Weekday::Friday, "23:00", Some("01:00"), NEW_YORK);
        assert_eq!(at(&late, "2026-11-28T05:30:00Z"), Progress::Running { since: 90, left: 30 });
    }

    #[test]
    fn in_spring_the_hour_that_is_skipped_is_not_counted() {
        // 2026-03-08: 02:00 becomes 03:00 in New York.
        let night = meeting(Weekday::Sunday, "01:30", Some("03:30"), NEW_YORK);
        assert_eq!(at(&night, "2026-03-08T06:10:00Z"), Progress::Soon(20));
        assert_eq!(at(&night, "2026-03-08T07:10:00Z"), Progress::Running { since: 40, left: 20 });
        assert_eq!(at(&night, "2026-03-08T07:30:00Z"), Progress::Later);
        // It starts in the hour that is not there: an hour on by the new clock.
        let gap = meeting(Weekday::Sunday, "02:30", None, NEW_YORK);
        assert_eq!(at(&gap, "2026-03-08T07:10:00Z"), Progress::Soon(20));
        assert_eq!(at(&gap, "2026-03-08T08:00:00Z"), Progress::Running { since: 30, left: 30 });
        // The evening before and after: 7 is 7, an hour apart in the world.
        let sunday = meeting(Weekday::Sunday, "19:00", Some("20:00"), NEW_YORK);
        assert_eq!(at(&sunday, "2026-03-01T23:40:00Z"), Progress::Soon(20));
        assert_eq!(at(&sunday, "2026-03-08T22:40:00Z"), Progress::Soon(20));
    }

    #[test]
    fn in_autumn_the_hour_that_comes_twice_is_counted_twice() {
        // 2026-11-01: 02:00 becomes 01:00 in New York.
        let night = meeting(Weekday::Sunday, "00:30", Some("02:30"), NEW_YORK);
        assert_eq!(at(&night, "2026-11-01T04:10:00Z"), Progress::Soon(20));
        assert_eq!(at(&night, "2026-11-01T06:30:00Z"), Progress::Running { since: 120, left: 60 });
        let twice = meeting(Weekday::Sunday, "01:30", None, NEW_YORK);
        assert_eq!(at(&twice, "2026-11-01T05:10:00Z"), Progress::Soon(20), "the first of the two");
        assert_eq!(at(&twice, "2026-11-01T06:10:00Z"), Progress::Running { since: 40, left: 20 });
    }

    #[test]
    fn each_meeting_goes_by_its_own_clock() {
        // Arizona keeps one clock all year; Richmond does not.
        let phoenix = meeting(Weekday::Tuesday, "19:00", None, "America/Phoenix");
        assert_eq!(at(&phoenix, "2026-07-15T01:40:00Z"), Progress::Soon(20));
        assert_eq!(at(&phoenix, "2026-12-16T01:40:00Z"), Progress::Soon(20));
        let richmond = meeting(Weekday::Tuesday, "19:00", None, NEW_YORK);
        assert_eq!(at(&richmond, "2026-07-14T22:40:00Z"), Progress::Soon(20));
        assert_eq!(at(&richmond, "2026-12-15T23:40:00Z"), Progress::Soon(20));
    }
}
