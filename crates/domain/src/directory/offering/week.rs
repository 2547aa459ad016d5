//! The usual week of a service as somebody types it: for each day its times, such as `9:00-12:00, 13:00-17:00`.

use super::{Hours, Offering, Rhythm, Span};
use crate::directory::Days;
use crate::time::{Date, Time, Weekday};

/// The days as people read them.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Times of a day: opens, closes.
pub type Stretches = Vec<(Time, Time)>;

/// The week that hours are known by. Times in another rhythm, and those of another season, are no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsualWeek {
    /// The times of each day from Monday.
    pub days: [Stretches; 7],
    /// The first day that this holds.
    pub from: Option<Date>,
    /// The last day that this holds.
    pub until: Option<Date>,
}

fn is_weekly(span: &Span) -> bool {
    matches!(span.rhythm, Rhythm::Weekly { .. })
}

/// From when to when the usual week holds: that of the first weekly times, rather of some that go on.
fn bounds(spans: &[Span]) -> Option<(Option<Date>, Option<Date>)> {
    let weekly = || spans.iter().filter(|span| is_weekly(span));
    let first = weekly().find(|span| span.dated().is_none()).or_else(|| weekly().next())?;
    Some((first.from, first.until))
}

impl UsualWeek {
    /// That of some hours.
    pub fn of(hours: &Hours) -> Self {
        let Some((from, until)) = bounds(&hours.spans) else { return Self::default() };
        let mut week = Self { from, until, ..Self::default() };
        for span in hours.spans.iter().filter(|span| (span.from, span.until) == (from, until)) {
            let Rhythm::Weekly { days } = &span.rhythm else { continue };
            for (day, times) in WEEK.iter().zip(&mut week.days) {
                if days.contains(*day) && !times.contains(&(span.opens, span.closes)) {
                    times.push((span.opens, span.closes));
                }
            }
        }
        for times in &mut week.days {
            times.sort_unstable();
        }
        week
    }

    /// Puts this in the place of the usual week of some hours. What else they say stays.
    pub fn put_into(&self, hours: &mut Hours) {
        if Self::of(hours) == *self {
            return;
        }
        let old = bounds(&hours.spans);
        let usual = |span: &Span| is_weekly(span) && Some((span.from, span.until)) == old;
        // In their place: the first weekly times are those that a service is known by.
        let at = hours.spans.iter().position(usual).unwrap_or(0);
        hours.spans.retain(|span| !usual(span));
        let mut told: Stretches = self.days.iter().flatten().copied().collect();
        told.sort_unstable();
        told.dedup();
        let span = |(opens, closes): (Time, Time)| {
            let on = WEEK.iter().zip(&self.days).filter(|(_, times)| times.contains(&(opens, closes)));
            let days: Days = on.map(|(day, _)| *day).collect();
            Span { rhythm: Rhythm::Weekly { days }, opens, closes, from: self.from, until: self.until }
        };
        hours.spans.splice(at..at, told.into_iter().map(span));
    }
}

/// The times of a day as they are typed; none where something else stands there. An hour alone says nothing: who writes
/// `9-5` may mean a day or a night.
pub fn read_stretches(text: &str) -> Option<Stretches> {
    let text = text.to_lowercase().replace("a. m.", "am").replace("p. m.", "pm").replace("a.m.", "am");
    let text = text.replace("p.m.", "pm").replace(['–', '—'], "-");
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let stretch = |part: &str| {
        let ends = part.split_once('-').or_else(|| part.split_once(" to ")).or_else(|| part.split_once(" a "));
        let (opens, closes) = ends?;
        Some((clock(opens)?, clock(closes)?))
    };
    let mut all = parts.map(stretch).collect::<Option<Stretches>>()?;
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// A time of day: `9:00`, `17:30`, `9 am`, `5:30pm`. `24:00` is the midnight that ends the day.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim();
    let half =
        [("am", false), ("pm", true)].into_iter().find_map(|(mark, noon)| Some((text.strip_suffix(mark)?, noon)));
    let digits = half.map_or(text, |(digits, _)| digits.trim());
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?),
        None if half.is_some() => (digits.parse::<i8>().ok()?, 0),
        _ => return None,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some((_, noon)) => hour % 12 + if noon { 12 } else { 0 },
        None if (hour, minute) == (24, 0) => 0,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// Times of a day, as [`read_stretches`] reads them.
pub fn write_stretches(times: &[(Time, Time)]) -> String {
    let clock = |time: Time| time.strftime("%H:%M").to_string();
    let stretch = |(opens, closes): &(Time, Time)| format!("{}-{}", clock(*opens), clock(*closes));
    times.iter().map(stretch).collect::<Vec<_>>().join(", ")
}

impl Offering {
    /// The hours it is known by: those of its first place, else its own.
    pub fn main_hours(&self) -> Option<&Hours> {
        let of_site = self.sites.first().and_then(|site| self.hours_at(site).or(site.hours.as_ref()));
        of_site.or(self.hours.as_ref())
    }

    /// The same, to be written. Where there are none it is given some of its own, which hold at each of its places.
    pub fn main_hours_mut(&mut self, none: impl FnOnce() -> Hours) -> &mut Hours {
        let own = |hours: &Hours| self.hours.as_ref().is_some_and(|own| std::ptr::eq(own, hours));
        let of_site = self.main_hours().is_some_and(|hours| !own(hours));
        match self.sites.first_mut().filter(|_| of_site).and_then(|site| site.hours.as_mut()) {
            Some(hours) => hours,
            None => self.hours.get_or_insert_with(none),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::offering::Site;
    use crate::text::{Line, Prose};
    use crate::time::zone;

    fn hours(spans: Vec<Span>) -> Hours {
        Hours { zone: zone("America/New_York").expect("a zone"), spans, note: Prose::default() }
    }

    fn span(days: &[Weekday], opens: &str, from: Option<&str>) -> Span {
        Span {
            rhythm: Rhythm::Weekly { days: days.iter().copied().collect() },
            opens: opens.parse().expect("a time"),
            closes: "17:00".parse().expect("a time"),
            from: from.and_then(|day| day.parse().ok()),
            until: None,
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let said = |text: &str| read_stretches(text).map(|times| write_stretches(&times));
        for (typed, read) in [
            ("9:00-17:00", "09:00-17:00"),
            (" 9 am – 12 pm, 1 pm to 5:30 p.m. ", "09:00-12:00, 13:00-17:30"),
            ("9:00 a 13:00; 15:00 a 18:00", "09:00-13:00, 15:00-18:00"),
            ("0:00-24:00", "00:00-00:00"),
            ("10 pm-2 am", "22:00-02:00"),
            ("12 a. m.-6 a. m.", "00:00-06:00"),
            ("", ""),
        ] {
            assert_eq!(said(typed).as_deref(), Some(read), "{typed}");
        }
        for wrong in ["9-5", "25:00-26:00", "9:00", "call first", "13 pm-2 pm", "9:0-10:00", "9:00-17:00-18:00"] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_nobody_touched_stays_as_it_is_and_another_season_too() {
        let (monday, friday) = (Weekday::Monday, Weekday::Friday);
        let winter = span(&[monday], "12:00", Some("2026-12-01"));
        let dates = Span { rhythm: Rhythm::Dates { dates: vec![1] }, ..span(&[], "08:00", None) };
        let mut own = hours(vec![span(&[monday, friday], "09:00", None), winter.clone(), dates.clone()]);
        let before = own.clone();
        let mut week = UsualWeek::of(&own);
        week.put_into(&mut own);
        assert_eq!(own, before);
        week.days[0] = read_stretches("10:00-17:00").expect("times");
        week.put_into(&mut own);
        assert!(own.spans.contains(&winter) && own.spans.contains(&dates));
        assert_eq!(UsualWeek::of(&own), week);
        assert_eq!(own.spans.len(), 4, "Monday and Friday are two now");
        UsualWeek::default().put_into(&mut own);
        assert_eq!(own.spans, [winter, dates]);
    }

    #[test]
    fn the_hours_of_the_first_place_are_those_that_are_written() {
        let mut offering = Offering::new(Line::parse("Pantry").expect("a name"));
        offering.main_hours_mut(|| hours(Vec::new())).note = Prose::parse("Ring.").expect("prose");
        assert!(offering.hours.is_some(), "it had none");
        let of_site = hours(vec![span(&[Weekday::Monday], "09:00", None)]);
        offering.sites = vec![Site { hours: Some(of_site), ..Site::default() }];
        offering.main_hours_mut(|| hours(Vec::new())).spans.clear();
        assert!(offering.sites[0].hours.as_ref().is_some_and(|own| own.spans.is_empty()));
    }
}
