//! Time: moments are instants, dates are days in somebody's zone. Nothing here reads a clock.

pub use jiff::civil::{Date, DateTime, Time, Weekday};
pub use jiff::tz::TimeZone;

/// An instant, in microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later (earlier, if negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to this instant.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    /// As a timestamp, clamped to the years that the calendar knows.
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// Day and time of day in `zone`.
    pub fn local(self, zone: &TimeZone) -> jiff::civil::DateTime {
        self.timestamp().to_zoned(zone.clone()).datetime()
    }

    /// The day in `zone`.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.local(zone).date()
    }
}

impl From<jiff::Timestamp> for Moment {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

/// A name that is not in the time-zone database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no time zone is named {0:?}")]
pub struct UnknownZone(pub String);

/// The zone with this IANA name, from the database inside the program.
pub fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(|_| UnknownZone(name.to_owned()))
}

/// The day `days` after `date`, at the latest the calendar's last.
pub fn plus_days(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000)))
}

/// The same day `years` later, or the last of its month where that year has no such day.
pub fn plus_years(date: Date, years: u16) -> Date {
    date.saturating_add(jiff::Span::new().years(i64::from(years)))
}

/// A time of day on a day in a zone; where the clock was set forward past it, the time that came instead.
pub fn moment_of(day: Date, time: Time, zone: &TimeZone) -> Moment {
    day.to_datetime(time).to_zoned(zone.clone()).map_or(Moment::from_micros(0), |at| at.timestamp().into())
}

/// When a day begins in a zone; the calendar's first moments where it cannot say.
pub fn start_of(day: Date, zone: &TimeZone) -> Moment {
    day.to_zoned(zone.clone()).map_or(Moment::from_micros(0), |start| start.timestamp().into())
}

/// Days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(to.duration_since(from).as_hours() as i32) / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_a_zone() {
        let late = Moment::from("2026-11-23T03:30:00Z".parse::<jiff::Timestamp>().expect("a timestamp"));
        let richmond = zone("America/New_York").expect("a zone");
        assert_eq!(late.date(&richmond).to_string(), "2026-11-22");
        assert_eq!(late.date(&TimeZone::UTC).to_string(), "2026-11-23");
    }

    #[test]
    fn thirty_days_are_counted_by_the_calendar() {
        let start: Date = "2026-02-20".parse().expect("a date");
        let due = plus_days(start, 30);
        assert_eq!(due.to_string(), "2026-03-22");
        assert_eq!(days_between(start, due), 30);
        assert_eq!(days_between(due, start), -30);
    }

    #[test]
    fn a_zone_that_does_not_exist_is_named() {
        assert_eq!(zone("America/Atlantis").err(), Some(UnknownZone("America/Atlantis".into())));
    }
}
