//! When a place is open, by the clock on its own wall.
//!
//! Facts: HSDS 3.1, `schedule`, which is made of parts of a recurrence rule (RFC 5545, section 3.3.10).

use super::super::Days;
use crate::text::Prose;
use crate::time::{Date, Moment, Time, TimeZone, days_between, plus_days};
use jiff::Zoned;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// When a place is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// The zone of its clock.
    #[serde(with = "jiff::fmt::serde::tz::required")]
    pub zone: TimeZone,
    /// The times; none where only the note says when.
    pub spans: Vec<Span>,
    /// What else is said about it.
    pub note: Prose,
}

/// Open from one time to another, again and again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// On which days.
    pub rhythm: Rhythm,
    /// When it opens.
    pub opens: Time,
    /// When it closes: earlier than it opens means the next day, the same means all day.
    pub closes: Time,
    /// The first day that this holds.
    pub from: Option<Date>,
    /// The last day that this holds.
    pub until: Option<Date>,
}

/// How days come again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Rhythm {
    /// Every week.
    Weekly {
        /// On these days.
        days: Days,
    },
    /// Every few weeks.
    EveryWeeks {
        /// On these days.
        days: Days,
        /// So many weeks apart.
        weeks: u8,
        /// Counted from the week of this day.
        since: Date,
    },
    /// Every month on, say, the first and the last Monday.
    Monthly {
        /// On these days of the week.
        days: Days,
        /// The first is 1, the last -1; empty for each.
        which: Vec<i8>,
    },
    /// Every month on some dates: the first is 1, the last -1.
    Dates {
        /// The dates.
        dates: Vec<i8>,
    },
}

/// How it stands at a moment.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenNow {
    /// Open; without an end where it never closes.
    Open {
        /// When it closes.
        until: Option<Zoned>,
    },
    /// Closed; without an end where it opens no more that we know of.
    Closed {
        /// When it opens.
        opens: Option<Zoned>,
    },
    /// It does not say.
    Unknown,
}

/// How far ahead an opening is looked for. Something monthly comes again within five weeks.
const AHEAD: i64 = 36;

/// What stays open for so many days never closes, as far as anybody needs to know.
const ALWAYS: i64 = 7;

impl Rhythm {
    /// Whether it falls on a day.
    pub fn falls_on(&self, date: Date) -> bool {
        let from_end = |day: i8| day - date.days_in_month() - 1;
        match self {
            Self::Weekly { days } => days.contains(date.weekday()),
            Self::EveryWeeks { days, weeks, since } => {
                // Weeks begin on Monday where nothing else is said (RFC 5545, WKST).
                let monday = |day: Date| plus_days(day, -i64::from(day.weekday().to_monday_zero_offset()));
                let apart = days_between(monday(*since), monday(date)) / 7;
                days.contains(date.weekday()) && apart % i64::from((*weeks).max(1)) == 0
            }
            Self::Monthly { days, which } => {
                let nth = (date.day() - 1) / 7 + 1;
                let nth_last = (from_end(date.day()) + 1) / 7 - 1;
                days.contains(date.weekday()) && (which.is_empty() || which.contains(&nth) || which.contains(&nth_last))
            }
            Self::Dates { dates } => dates.contains(&date.day()) || dates.contains(&from_end(date.day())),
        }
    }
}

/// What holds for no more days than this is on these days, and is no part of the usual week. House rule: a month of
/// other hours is still a date to know of, a season is not.
const A_FEW_DAYS: i64 = 31;

impl Span {
    /// The first and the last day, where it holds on a few days only.
    pub fn dated(&self) -> Option<(Date, Date)> {
        self.from.zip(self.until).filter(|(from, until)| (0..A_FEW_DAYS).contains(&days_between(*from, *until)))
    }

    /// When it opens and closes on a day, if it opens on that day at all.
    pub(super) fn on(&self, date: Date) -> Option<(DateTime, DateTime)> {
        let holds = self.from.is_none_or(|from| date >= from) && self.until.is_none_or(|until| date <= until);
        if !holds || !self.rhythm.falls_on(date) {
            return None;
        }
        let last = if self.closes <= self.opens { plus_days(date, 1) } else { date };
        Some((date.to_datetime(self.opens), last.to_datetime(self.closes)))
    }
}

impl Hours {
    /// Whether it is open at a moment; none where it does not say when.
    pub fn is_open(&self, now: Moment) -> Option<bool> {
        if self.spans.is_empty() {
            return None;
        }
        let here = now.local(&self.zone);
        let today = here.date();
        // What opened yesterday may not have closed yet.
        let open = |span: &Span| {
            [plus_days(today, -1), today]
                .into_iter()
                .filter_map(|date| span.on(date))
                .any(|(opens, closes)| (opens..closes).contains(&here))
        };
        Some(self.spans.iter().any(open))
    }

    /// How it stands at a moment, and what comes next.
    pub fn at(&self, now: Moment) -> OpenNow {
        if self.spans.is_empty() {
            return OpenNow::Unknown;
        }
        let here = now.local(&self.zone);
        let stretches = self.stretches(here.date());
        let zoned = |at: DateTime| at.to_zoned(self.zone.clone()).ok();
        match stretches.iter().find(|(_, closes)| *closes > here) {
            Some((opens, closes)) if *opens <= here => {
                let always = days_between(here.date(), closes.date()) >= ALWAYS;
                OpenNow::Open { until: if always { None } else { zoned(*closes) } }
            }
            next => OpenNow::Closed { opens: next.and_then(|(opens, _)| zoned(*opens)) },
        }
    }

    /// The stretches of the weeks to come, the soonest first, those that meet as one.
    fn stretches(&self, today: Date) -> Vec<(DateTime, DateTime)> {
        let days = (-1..=AHEAD).map(|ahead| plus_days(today, ahead));
        let mut each: Vec<(DateTime, DateTime)> =
            days.flat_map(|date| self.spans.iter().filter_map(move |span| span.on(date))).collect();
        each.sort_unstable();
        let mut whole: Vec<(DateTime, DateTime)> = Vec::with_capacity(each.len());
        for (opens, closes) in each {
            match whole.last_mut().filter(|(_, before)| *before >= opens) {
                Some((_, before)) => *before = closes.max(*before),
                None => whole.push((opens, closes)),
            }
        }
        whole
    }

    /// The week as people read it: for each day from Monday its times, in order. Only what comes every week.
    pub fn week(&self) -> Vec<(crate::time::Weekday, Vec<(Time, Time)>)> {
        let monday_first = Days::ALL.iter().skip(1).chain(Days::ALL.iter().take(1));
        let times = |day: crate::time::Weekday| {
            let of_day = |span: &Span| match &span.rhythm {
                Rhythm::Weekly { days } if days.contains(day) && span.dated().is_none() => {
                    Some((span.opens, span.closes))
                }
                _ => None,
            };
            let mut times: Vec<(Time, Time)> = self.spans.iter().filter_map(of_day).collect();
            times.sort_unstable();
            times.dedup();
            (day, times)
        };
        monday_first.map(times).collect()
    }

    /// Times that come in another rhythm than every week, or on a few days only.
    pub fn other(&self) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(|span| !matches!(span.rhythm, Rhythm::Weekly { .. }) || span.dated().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Weekday, zone};

    fn span(rhythm: Rhythm, opens: &str, closes: &str) -> Span {
        let time = |text: &str| text.parse().expect("a time");
        Span { rhythm, opens: time(opens), closes: time(closes), from: None, until: None }
    }

    fn weekly(days: &[Weekday]) -> Rhythm {
        Rhythm::Weekly { days: days.iter().copied().collect() }
    }

    fn hours(spans: Vec<Span>) -> Hours {
        Hours { zone: zone("America/New_York").expect("a zone"), spans, note: Prose::default() }
    }

    fn at(hours: &Hours, now: &str) -> String {
        let now: jiff::Timestamp = now.parse().expect("a timestamp");
        let open = hours.is_open(now.into());
        let said = |at: Option<Zoned>| at.map_or("-".to_owned(), |at| at.timestamp().to_string());
        let (now_open, text) = match hours.at(now.into()) {
            OpenNow::Open { until } => (Some(true), format!("open {}", said(until))),
            OpenNow::Closed { opens } => (Some(false), format!("closed {}", said(opens))),
            OpenNow::Unknown => (None, "unknown".to_owned()),
        };
        assert_eq!(open, now_open, "both ways of asking give one answer");
        text
    }

    #[test]
    fn open_now_is_by_the_clock_of_the_place_in_both_seasons() {
        let office = hours(vec![span(weekly(&[Weekday::Monday, Weekday::Friday]), "09:00", "17:00")]);
        assert_eq!(at(&office, "2026-11-23T13:59:00Z"), "closed 2026-11-23T14:00:00Z");
        assert_eq!(at(&office, "2026-11-23T14:00:00Z"), "open 2026-11-23T22:00:00Z");
        assert_eq!(at(&office, "2026-11-23T22:00:00Z"), "closed 2026-11-27T14:00:00Z");
        assert_eq!(at(&office, "2026-07-06T13:00:00Z"), "open 2026-07-06T21:00:00Z", "summer time");
    }

    #[test]
    fn a_night_goes_on_past_midnight_and_a_day_may_have_no_end() {
        let night = hours(vec![span(weekly(&[Weekday::Saturday]), "22:00", "02:00")]);
        assert_eq!(at(&night, "2026-11-29T06:30:00Z"), "open 2026-11-29T07:00:00Z");
        let always = hours(vec![span(Rhythm::Weekly { days: Days::ALL }, "00:00", "00:00")]);
        assert_eq!(at(&always, "2026-11-29T06:30:00Z"), "open -");
        // Over the hour that autumn shows twice it stays open.
        let all_night = hours(vec![span(weekly(&[Weekday::Saturday]), "22:00", "06:00")]);
        assert_eq!(at(&all_night, "2026-11-01T06:30:00Z"), "open 2026-11-01T11:00:00Z");
    }

    #[test]
    fn a_break_at_noon_closes_and_hours_that_meet_do_not() {
        let broken = hours(vec![
            span(weekly(&[Weekday::Monday]), "09:00", "12:00"),
            span(weekly(&[Weekday::Monday]), "13:00", "17:00"),
        ]);
        assert_eq!(at(&broken, "2026-11-23T17:30:00Z"), "closed 2026-11-23T18:00:00Z");
        let joined = hours(vec![
            span(weekly(&[Weekday::Monday]), "09:00", "12:00"),
            span(weekly(&[Weekday::Monday]), "12:00", "17:00"),
        ]);
        assert_eq!(at(&joined, "2026-11-23T15:30:00Z"), "open 2026-11-23T22:00:00Z");
    }

    #[test]
    fn rhythms_of_weeks_and_months() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let mondays = Days::only(Weekday::Monday);
        let every_other = Rhythm::EveryWeeks { days: mondays, weeks: 2, since: date("2026-11-25") };
        assert!(every_other.falls_on(date("2026-11-23")) && !every_other.falls_on(date("2026-11-30")));
        assert!(every_other.falls_on(date("2026-12-07")) && every_other.falls_on(date("2026-11-09")));
        let first_and_last = Rhythm::Monthly { days: mondays, which: vec![1, -1] };
        let november = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"];
        let falls: Vec<bool> = november.iter().map(|day| first_and_last.falls_on(date(day))).collect();
        assert_eq!(falls, [true, false, false, false, true]);
        let ends = Rhythm::Dates { dates: vec![1, -1] };
        assert!(ends.falls_on(date("2026-02-28")) && ends.falls_on(date("2026-03-01")));
        assert!(!ends.falls_on(date("2026-01-30")) && ends.falls_on(date("2026-01-31")));
    }

    #[test]
    fn what_holds_for_a_while_holds_no_longer() {
        let mut winter = span(Rhythm::Weekly { days: Days::ALL }, "18:00", "22:00");
        winter.until = "2026-11-24".parse().ok();
        let shelter = hours(vec![winter]);
        assert_eq!(at(&shelter, "2026-11-25T00:00:00Z"), "open 2026-11-25T03:00:00Z");
        assert_eq!(at(&shelter, "2026-11-26T00:00:00Z"), "closed -");
        assert_eq!(at(&hours(Vec::new()), "2026-11-26T00:00:00Z"), "unknown");
    }

    #[test]
    fn a_day_of_its_own_is_no_part_of_the_week() {
        let mut once = span(weekly(&[Weekday::Saturday]), "10:00", "14:00");
        (once.from, once.until) = ("2026-12-05".parse().ok(), "2026-12-05".parse().ok());
        let fair = hours(vec![once]);
        assert!(fair.week().iter().all(|(_, times)| times.is_empty()));
        assert_eq!(fair.other().count(), 1);
        assert_eq!(at(&fair, "2026-11-29T06:30:00Z"), "closed 2026-12-05T15:00:00Z");
        assert_eq!(at(&fair, "2026-12-06T06:30:00Z"), "closed -");
    }

    #[test]
    fn the_week_begins_on_monday() {
        let office = hours(vec![
            span(weekly(&[Weekday::Sunday]), "10:00", "12:00"),
            span(weekly(&[Weekday::Monday]), "13:00", "17:00"),
            span(weekly(&[Weekday::Monday]), "09:00", "12:00"),
            span(Rhythm::Dates { dates: vec![1] }, "09:00", "12:00"),
        ]);
        let week = office.week();
        assert_eq!((week[0].0, week[0].1.len(), week[6].0, week[6].1.len()), (Weekday::Monday, 2, Weekday::Sunday, 1));
        assert_eq!(week[0].1[0].0.to_string(), "09:00:00");
        assert_eq!(office.other().count(), 1);
    }
}
