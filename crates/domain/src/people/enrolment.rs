//! A member in a program: which rule keeps the records, and what the card on it still holds.

use crate::coded::coded;
use crate::notice::Notice;
use crate::time::Date;

coded! {
    /// Which confidentiality rule governs an enrolment. The codes are those of the rule packs.
    Regime {
        /// 42 CFR Part 2, records of substance use treatment.
        Part2 = "part2",
        /// HIPAA (45 CFR Parts 160 and 164) alone.
        HipaaOnly = "hipaa",
        /// State law alone.
        StateOnly = "state",
        /// Nobody has decided yet.
        Undecided = "undecided",
    }
}

impl Regime {
    /// The rule that is followed: what is undecided is treated as the strictest.
    pub const fn treated_as(self) -> Self {
        match self {
            Self::Undecided => Self::Part2,
            decided => decided,
        }
    }

    /// The stricter of two, for a page that shows several enrolments at once.
    pub fn stricter(self, other: Self) -> Self {
        self.treated_as().min(other.treated_as())
    }
}

/// From a day, through a day. Either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    from: Option<Date>,
    until: Option<Date>,
}

impl Span {
    /// Errors when it ends before it starts.
    pub fn new(from: Option<Date>, until: Option<Date>) -> Result<Self, Notice> {
        match (from, until) {
            (Some(from), Some(until)) if until < from => Err(Notice::new("span-backwards").with("from", from)),
            _ => Ok(Self { from, until }),
        }
    }

    /// The first day.
    pub const fn from(self) -> Option<Date> {
        self.from
    }

    /// The last day.
    pub const fn until(self) -> Option<Date> {
        self.until
    }

    /// Whether nothing is written in it.
    pub const fn is_empty(self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// Whether `day` lies in it, both ends included.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// How a dated part of the card stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Not written down.
    Missing,
    /// Begins on this day.
    NotYet(Date),
    /// Holds, if it ends, through this day.
    Holds(Option<Date>),
    /// Ended on this day.
    Ended(Date),
}

impl Validity {
    /// Of `span` on `day`.
    pub fn of(span: Span, day: Date) -> Self {
        match (span.from, span.until) {
            (None, None) => Self::Missing,
            (Some(from), _) if day < from => Self::NotYet(from),
            (_, Some(until)) if until < day => Self::Ended(until),
            (_, until) => Self::Holds(until),
        }
    }
}

coded! {
    /// A dated part of the card that says why a program pays.
    CardPart {
        /// The payer covers the member.
        Coverage = "coverage",
        /// A clinician recommends the service.
        Recommendation = "recommendation",
        /// The payer authorized it, or it is registered with them.
        Authorization = "authorization",
    }
}

/// The dated parts of the card on an enrolment. Seen by staff, never in conversation mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Card {
    /// When coverage holds.
    pub coverage: Span,
    /// When the recommendation holds.
    pub recommendation: Span,
    /// When the authorization holds.
    pub authorization: Span,
}

impl Card {
    /// Each part as it stands on `day`, the day of service in the program's zone.
    pub fn on(&self, day: Date) -> [(CardPart, Validity); 3] {
        [
            (CardPart::Coverage, Validity::of(self.coverage, day)),
            (CardPart::Recommendation, Validity::of(self.recommendation, day)),
            (CardPart::Authorization, Validity::of(self.authorization, day)),
        ]
    }

    /// The parts that end within `days` after `day`, soonest first.
    pub fn ending_within(&self, day: Date, days: i64) -> Vec<(CardPart, Date)> {
        let last = crate::time::plus_days(day, days);
        let mut ending: Vec<(CardPart, Date)> = Vec::new();
        for (part, validity) in self.on(day) {
            if let Validity::Holds(Some(until)) = validity
                && until <= last
            {
                ending.push((part, until));
            }
        }
        ending.sort_by_key(|(part, until)| (*until, *part));
        ending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn span(from: &str, until: &str) -> Span {
        let read = |text: &str| (!text.is_empty()).then(|| day(text));
        Span::new(read(from), read(until)).expect("a span")
    }

    #[test]
    fn what_is_undecided_is_treated_as_the_strictest() {
        assert_eq!(Regime::Undecided.treated_as(), Regime::Part2);
        assert_eq!(Regime::StateOnly.treated_as(), Regime::StateOnly);
        assert_eq!(Regime::HipaaOnly.stricter(Regime::StateOnly), Regime::HipaaOnly);
        assert_eq!(Regime::StateOnly.stricter(Regime::Undecided), Regime::Part2);
    }

    #[test]
    fn a_span_holds_both_its_ends() {
        let year = span("2026-01-01", "2026-12-31");
        assert!(year.holds(day("2026-01-01")) && year.holds(day("2026-12-31")));
        assert!(!year.holds(day("2025-12-31")) && !year.holds(day("2027-01-01")));
        assert_eq!(Validity::of(year, day("2026-12-31")), Validity::Holds(Some(day("2026-12-31"))));
        assert_eq!(Validity::of(year, day("2027-01-01")), Validity::Ended(day("2026-12-31")));
        assert_eq!(Validity::of(year, day("2025-06-01")), Validity::NotYet(day("2026-01-01")));
        assert_eq!(Validity::of(Span::default(), day("2026-06-01")), Validity::Missing);
        assert_eq!(Validity::of(span("", "2026-06-01"), day("2026-06-01")), Validity::Holds(Some(day("2026-06-01"))));
    }

    #[test]
    fn a_span_does_not_end_before_it_starts() {
        let wrong = Span::new(Some(day("2026-02-02")), Some(day("2026-02-01")));
        assert_eq!(wrong.map_err(|notice| notice.id), Err("span-backwards".into()));
        assert!(Span::new(Some(day("2026-02-02")), Some(day("2026-02-02"))).is_ok());
    }

    #[test]
    fn what_ends_soon_is_told_soonest_first() {
        let card = Card {
            coverage: span("2026-01-01", "2026-03-20"),
            recommendation: span("", "2026-03-10"),
            authorization: span("2026-01-01", ""),
        };
        let ending = card.ending_within(day("2026-03-01"), 30);
        assert_eq!(ending.iter().map(|(part, _)| part.code()).collect::<Vec<_>>(), ["recommendation", "coverage"]);
        assert!(card.ending_within(day("2026-03-11"), 5).is_empty(), "what ended is not about to end");
    }
}
