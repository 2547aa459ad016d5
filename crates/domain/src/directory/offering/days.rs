//! The days that an event is on.

use super::{Offering, OfferingKind};
use crate::time::{Date, Moment, TimeZone, plus_days};
use jiff::civil::DateTime;

/// One time that an event is held, by the clock on its own wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion {
    /// When it begins.
    pub opens: DateTime,
    /// When it ends.
    pub closes: DateTime,
}

impl Occasion {
    /// Begin and end as moments with their offset, for programs: `2026-11-30T09:00:00-05:00`.
    pub fn moments(&self, zone: &TimeZone) -> Option<[String; 2]> {
        let told = |at: DateTime| Some(at.to_zoned(zone.clone()).ok()?.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        Some([told(self.opens)?, told(self.closes)?])
    }
}

/// For how many days ahead an event that comes again is named. House rule: two months, as a wall calendar shows.
const AHEAD: i64 = 60;

/// No event is on more days than that.
const MOST: usize = 62;

impl Offering {
    /// Whether it is an event: on a few days only, or said to be one.
    pub fn is_event(&self) -> bool {
        self.dates().is_some() || self.kinds.contains(&OfferingKind::Event)
    }

    /// When an event is held from now on, the soonest first; what is over is left out. One on a few days: on each of
    /// them, however far ahead; one that comes again: for two months. Nothing for one that does not say when.
    pub fn occasions(&self, now: Moment) -> Vec<Occasion> {
        let Some(hours) = self.main_hours().filter(|hours| !hours.spans.is_empty()) else { return Vec::new() };
        let here = now.local(&hours.zone);
        let today = here.date();
        let (first, last) = match self.dates() {
            // What began yesterday evening may go on.
            Some((first, last)) => (first.max(plus_days(today, -1)), last),
            None => (plus_days(today, -1), plus_days(today, AHEAD)),
        };
        let mut days: Vec<Date> = Vec::new();
        let mut day = first;
        while day <= last && days.len() < MOST {
            days.push(day);
            day = plus_days(day, 1);
        }
        let on = |day: Date| hours.spans.iter().filter_map(move |span| span.on(day));
        let all = days.into_iter().flat_map(on).filter(|(_, closes)| *closes > here);
        let mut all: Vec<Occasion> = all.map(|(opens, closes)| Occasion { opens, closes }).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Hours, Rhythm, Span};
    use super::*;
    use crate::directory::Days;
    use crate::text::{Line, Prose};
    use crate::time::{Weekday, zone};

    fn event(rhythm: Rhythm, days: Option<(&str, &str)>) -> Offering {
        let mut own = Offering::new(Line::parse("Walk").expect("a name"));
        own.kinds = vec![OfferingKind::Event];
        let time = |text: &str| text.parse().expect("a time");
        own.hours = Some(Hours {
            zone: zone("America/New_York").expect("a zone"),
            spans: vec![Span {
                rhythm,
                opens: time("22:00"),
                closes: time("02:00"),
                from: days.and_then(|(from, _)| from.parse().ok()),
                until: days.and_then(|(_, until)| until.parse().ok()),
            }],
            note: Prose::default(),
        });
        own
    }

    fn starts(own: &Offering, now: &str) -> Vec<String> {
        let now: jiff::Timestamp = now.parse().expect("a timestamp");
        own.occasions(now.into()).iter().map(|one| one.opens.to_string()).collect()
    }

    #[test]
    fn an_event_is_on_each_of_its_days_until_it_is_over() {
        let fair = event(Rhythm::Weekly { days: Days::ALL }, Some(("2027-09-18", "2027-09-19")));
        let both = ["2027-09-18T22:00:00", "2027-09-19T22:00:00"];
        assert_eq!(starts(&fair, "2026-11-23T12:00:00Z"), both, "however far ahead");
        assert_eq!(starts(&fair, "2027-09-19T05:00:00Z"), both, "the first night goes on until two");
        assert_eq!(starts(&fair, "2027-09-19T07:00:00Z"), both[1..]);
        assert!(starts(&fair, "2027-09-20T07:00:00Z").is_empty());
    }

    #[test]
    fn what_comes_again_is_named_for_two_months() {
        let first = event(Rhythm::Monthly { days: Days::only(Weekday::Saturday), which: vec![1] }, None);
        assert_eq!(starts(&first, "2026-11-23T12:00:00Z"), ["2026-12-05T22:00:00", "2027-01-02T22:00:00"]);
        assert!(first.is_event() && !Offering::new(first.name.clone()).is_event());
    }
}
