//! Whose signatures a consent of somebody young needs.

use super::Signer;
use crate::coded::coded;
use crate::time::Date;

/// From this birthday on somebody signs alone, in every state that the house knows (age of majority).
const OF_AGE: i16 = 18;

coded! {
    /// What a state says of a young person's consent, 42 CFR 2.14.
    MinorRule {
        /// The state lets them agree to care alone: then only they may agree to a disclosure.
        AloneBySelf = "alone",
        /// A parent's word is needed for care: both sign.
        Both = "both",
    }
}

/// Whose signatures are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// The member's.
    Member,
    /// The member's and their guardian's.
    Both,
    /// The guardian's, in the place of a member for whom a court decided.
    Guardian,
}

impl Needs {
    /// Who is asked to sign.
    pub const fn asked(self) -> &'static [Signer] {
        match self {
            Self::Member => &[Signer::Member],
            Self::Both => &[Signer::Member, Signer::Guardian],
            Self::Guardian => &[Signer::Guardian],
        }
    }

    /// Whether these signers are enough.
    pub fn met_by(self, signers: impl Iterator<Item = Signer> + Clone) -> bool {
        self.asked().iter().all(|asked| signers.clone().any(|one| one == *asked))
    }
}

/// Whole years on a day.
pub fn age(born_on: Date, on: Date) -> i16 {
    let years = on.year() - born_on.year();
    if (on.month(), on.day()) < (born_on.month(), born_on.day()) { years - 1 } else { years }
}

/// Whether somebody is of age on a day. Who gave no birthday is taken at their word as grown.
pub fn of_age(born_on: Option<Date>, on: Date) -> bool {
    born_on.is_none_or(|born| age(born, on) >= OF_AGE)
}

/// Whose signatures are needed on a day: asked anew each day, so that a birthday changes it. A rule that nobody has
/// checked comes as nothing, and then both sign. `in_place` says that somebody may sign in the member's place that day.
pub fn signers(born_on: Option<Date>, on: Date, rule: Option<MinorRule>, in_place: bool) -> Needs {
    match rule {
        _ if in_place => Needs::Guardian,
        _ if of_age(born_on, on) => Needs::Member,
        Some(MinorRule::AloneBySelf) => Needs::Member,
        Some(MinorRule::Both) | None => Needs::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_birthday_changes_whose_signature_is_needed() {
        let born = Some(day("2008-03-02"));
        assert_eq!(signers(born, day("2026-03-01"), None, false), Needs::Both);
        assert_eq!(signers(born, day("2026-03-02"), None, false), Needs::Member);
        assert_eq!(signers(None, day("2026-03-01"), None, false), Needs::Member);
        assert_eq!(signers(None, day("2026-03-01"), None, true), Needs::Guardian, "where a court decided");
        assert_eq!(age(day("2008-02-29"), day("2026-02-28")), 17);
    }

    #[test]
    fn a_rule_that_nobody_checked_asks_for_both() {
        let born = Some(day("2012-01-01"));
        assert_eq!(signers(born, day("2026-03-01"), Some(MinorRule::AloneBySelf), false), Needs::Member);
        assert_eq!(signers(born, day("2026-03-01"), Some(MinorRule::Both), false), Needs::Both);
        assert_eq!(signers(born, day("2026-03-01"), None, false), Needs::Both);
    }
}
