//! What a member may ask of the agency about their records, and where it stands.

use crate::coded::coded;
use crate::time::{Date, days_between};

coded! {
    /// What is asked.
    RequestKind {
        /// A copy of the records (45 CFR 164.524).
        Copy = "copy",
        /// Something in the records is wrong (45 CFR 164.526).
        Correction = "correction",
        /// Something was not right, said with one's name (42 CFR 2.4).
        Complaint = "complaint",
        /// To leave.
        Leaving = "leaving",
    }
}

coded! {
    /// What came of it.
    RequestAnswer {
        /// It was done.
        Done = "done",
        /// A part of it was done.
        Partly = "partly",
        /// It was not done; the words say why.
        No = "no",
        /// Whoever asked took it back.
        TakenBack = "taken-back",
    }
}

impl RequestAnswer {
    /// Answers that the agency gives.
    pub const GIVEN: [Self; 3] = [Self::Done, Self::Partly, Self::No];
}

/// Where a request stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestStands {
    /// Its day is over.
    Late,
    /// A week or less is left. House rule.
    Soon,
    /// There is time.
    Open,
    /// It was answered or taken back.
    Answered,
}

impl RequestStands {
    /// Of a request that is due on a day.
    pub fn on(today: Date, due_on: Date, answered: bool) -> Self {
        match days_between(today, due_on) {
            _ if answered => Self::Answered,
            left if left < 0 => Self::Late,
            left if left <= 7 => Self::Soon,
            _ => Self::Open,
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Open => "open",
            Self::Answered => "answered",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_late_the_day_after_its_last() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let stands = |today: &str| RequestStands::on(day(today), day("2026-12-23"), false);
        assert_eq!(stands("2026-11-23"), RequestStands::Open);
        assert_eq!(stands("2026-12-16"), RequestStands::Soon);
        assert_eq!(stands("2026-12-23"), RequestStands::Soon);
        assert_eq!(stands("2026-12-24"), RequestStands::Late);
        assert_eq!(RequestStands::on(day("2026-12-24"), day("2026-12-23"), true), RequestStands::Answered);
    }
}
