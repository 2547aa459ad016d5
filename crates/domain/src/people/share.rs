//! What somebody shares of their own, with whom, and for how long.

use crate::coded::coded;
use crate::notice::Notice;
use crate::time::{Date, plus_days, plus_years};

/// After how many days a share rests that has no last day, unless its owner says that it goes on. House rule.
pub const SHARED_FOR: i64 = 90;

/// How many days before that the owner is asked. House rule.
pub const ASKED_BEFORE: i64 = 14;

/// The longest that a share with a last day may run, in years. House rule: nobody remembers for longer whom they told.
const LONGEST: u16 = 2;

coded! {
    /// A part of what is the member's own, shared by itself. The journal, the toolbox and the crisis plan get their
    /// places here when they are built.
    SharePart {
        /// What a good life looks like.
        GoodLife = "good-life",
        /// Strengths.
        Strengths = "strengths",
        /// The people in their corner.
        Corner = "corner",
        /// How home affects their wellness.
        Home = "home",
        /// Pathways of recovery. They may say much about health or faith.
        Pathways = "pathways",
        /// Goals, with ways and steps.
        Goals = "goals",
    }
}

coded! {
    /// Whom somebody shares with.
    Reader {
        /// A person whom they invited.
        Supporter = "supporter",
        /// Somebody who works at the agency of the chart.
        Staff = "staff",
    }
}

/// For how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ShareUntil {
    /// Until the end of a day.
    Day(Date),
    /// Until further notice, asked again after [`SHARED_FOR`] days.
    AskedAgain,
}

impl ShareUntil {
    /// The last day that it holds without another word. Errors where the day is over, or too far away.
    pub fn last_day(self, today: Date) -> Result<Date, Notice> {
        match self {
            Self::AskedAgain => Ok(plus_days(today, SHARED_FOR)),
            Self::Day(day) if day < today => Err(Notice::new("share-day-over")),
            Self::Day(day) if day > plus_years(today, LONGEST) => Err(Notice::new("share-day-far")),
            Self::Day(day) => Ok(day),
        }
    }

    /// Whether its owner is asked again.
    pub const fn asks_again(self) -> bool {
        matches!(self, Self::AskedAgain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_share_ends_by_itself() {
        let today = day("2026-03-02");
        assert_eq!(ShareUntil::AskedAgain.last_day(today), Ok(day("2026-05-31")));
        assert_eq!(ShareUntil::Day(today).last_day(today), Ok(today), "today is still a day");
        let id = |until: ShareUntil| until.last_day(today).map_err(|notice| notice.id);
        assert_eq!(id(ShareUntil::Day(day("2026-03-01"))), Err("share-day-over".into()));
        assert_eq!(id(ShareUntil::Day(day("2028-03-03"))), Err("share-day-far".into()));
        assert!(ShareUntil::AskedAgain.asks_again() && !ShareUntil::Day(today).asks_again());
    }
}
