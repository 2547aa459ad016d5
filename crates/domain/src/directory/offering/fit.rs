//! Who may come, and how: the questions that decide whether somebody goes at all.

use crate::coded::coded;
use crate::time::Date;
use serde::{Deserialize, Serialize};

coded! {
    /// A question that decides whether somebody goes.
    Fit {
        /// Does it take Medicaid?
        Medicaid = "medicaid",
        /// May I come without insurance?
        NoInsurance = "no-insurance",
        /// Is my medication for recovery welcome?
        Medication = "medication",
        /// May my children come?
        Children = "children",
        /// May my partner come?
        Partner = "partner",
        /// May my pet come?
        Pet = "pet",
        /// May I come without an ID?
        NoId = "no-id",
        /// May I come with a record?
        Record = "record",
        /// May I just walk in?
        WalkIn = "walk-in",
    }
}

coded! {
    /// What is said to a question.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

coded! {
    /// How sure an answer is.
    Certainty {
        /// Somebody asked there.
        Confirmed = "confirmed",
        /// The listing says so in a field made for it.
        Stated = "stated",
        /// Read out of the words of the listing.
        Words = "words",
    }
}

/// An answer to one question, with how sure it is and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitFact {
    /// The question.
    pub fit: Fit,
    /// What is said.
    pub answer: Answer,
    /// How sure that is.
    pub certainty: Certainty,
    /// As of when.
    pub verified_on: Option<Date>,
}

impl Fit {
    /// The message that asks for it in a search, and names it.
    pub fn message_id(self) -> String {
        format!("offering-fit-{}", self.code())
    }

    /// The message of an answer.
    pub fn answer_id(self, answer: Answer) -> String {
        format!("offering-fit-{}-{}", self.code(), answer.code())
    }
}
