//! Days of the week, as a set.

use crate::time::Weekday;
use serde::{Deserialize, Serialize};

/// A set of days of the week, Sunday first.
///
/// Kept as seven bits, Sunday the lowest, so that a database can hold it as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Days(u8);

const WEEK: [Weekday; 7] = [
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

const NAMES: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

fn bit(day: Weekday) -> u8 {
    1 << day.to_sunday_zero_offset()
}

impl Days {
    /// No day.
    pub const NONE: Self = Self(0);
    /// The whole week.
    pub const ALL: Self = Self(0b0111_1111);

    /// One day.
    pub fn only(day: Weekday) -> Self {
        Self(bit(day))
    }

    /// From seven bits, Sunday the lowest; higher bits are passed over.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// As seven bits, Sunday the lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Also on the days of `other`.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `day` is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether a day is in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no day.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days, Sunday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.contains(*day))
    }

    /// The message that names one day in the plural ("Sundays").
    pub fn message_id(day: Weekday) -> String {
        format!("meeting-day-{}", Self::english(day))
    }

    /// The English name of a day in lower case, as addresses and codes use it.
    pub fn english(day: Weekday) -> &'static str {
        NAMES.get(usize::from(day.to_sunday_zero_offset().unsigned_abs())).copied().unwrap_or_default()
    }
}

impl From<u8> for Days {
    fn from(bits: u8) -> Self {
        Self::from_bits(bits)
    }
}

impl From<Days> for u8 {
    fn from(days: Days) -> Self {
        days.0
    }
}

impl FromIterator<Weekday> for Days {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Self::NONE, |set, day| set.union(Self::only(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_days_reads_back_from_its_bits() {
        let days: Days = [Weekday::Saturday, Weekday::Sunday, Weekday::Sunday].into_iter().collect();
        assert_eq!(days.bits(), 0b100_0001);
        assert_eq!(Days::from_bits(days.bits() | 0x80), days);
        assert_eq!(days.iter().collect::<Vec<_>>(), [Weekday::Sunday, Weekday::Saturday]);
        assert!(!days.contains(Weekday::Wednesday));
    }

    #[test]
    fn each_day_has_a_message() {
        assert_eq!(Days::message_id(Weekday::Wednesday), "meeting-day-wednesday");
        assert_eq!(Days::ALL.iter().count(), 7);
    }
}
