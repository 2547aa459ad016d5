//! Who may sign for somebody else, from when until when, and on which paper.
//!
//! What a right reaches is asked anew each day, from the dates alone: no job has to run on a birthday. What a state says
//! is data with its source; a rule that nobody has checked opens nothing (42 CFR 2.14 and 2.15).

use super::minor::age;
use crate::coded::coded;
use crate::time::Date;

coded! {
    /// In which right somebody signs.
    RepresentativeKind {
        /// A parent of somebody young.
        Parent = "parent",
        /// The guardian of somebody young, by a court's paper.
        MinorGuardian = "minor-guardian",
        /// The guardian of a grown person for whom a court decided.
        CourtGuardian = "court-guardian",
        /// Named by the member in a paper for their health care.
        HealthAgent = "health-agent",
        /// For somebody who died.
        Executor = "executor",
    }
}

impl RepresentativeKind {
    /// Whether the right is about somebody young, and ends when they are of age.
    pub const fn of_the_young(self) -> bool {
        matches!(self, Self::Parent | Self::MinorGuardian)
    }
}

coded! {
    /// How a representative signs.
    Signs {
        /// Beside the member.
        Beside = "beside",
        /// In the member's place.
        Instead = "instead",
    }
}

/// What a state says of one kind, where somebody has checked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepresentativeRule {
    /// How they sign.
    pub signs: Signs,
    /// The age from which the right is over.
    pub until_age: Option<i16>,
}

coded! {
    /// What came of looking at a representative who was turned down.
    DeclineVerdict {
        /// It was right: they do not sign.
        Upheld = "upheld",
        /// It was not: they may sign.
        Reversed = "reversed",
    }
}

coded! {
    /// Why somebody may not sign on a day.
    WhyNot {
        /// Staff turned them down.
        Declined = "declined",
        /// Nobody has checked what the state says of this kind.
        Unchecked = "unchecked",
        /// The first day has not come, or the member is not yet of the age for it.
        NotYet = "not-yet",
        /// The last day is over, or the paper was ended.
        Over = "over",
        /// The member is of age.
        OfAge = "of-age",
    }
}

/// The facts of a paper that its reach follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// In which right.
    pub kind: RepresentativeKind,
    /// From which day.
    pub from_on: Date,
    /// Until which day, where it says one.
    pub until_on: Option<Date>,
    /// Whether staff turned them down, and no look at it said otherwise.
    pub declined: bool,
}

/// Whether somebody may sign on a day, and how. `rule` is what the state says of their kind.
pub fn may_sign(
    paper: Paper,
    born_on: Option<Date>,
    rule: Option<RepresentativeRule>,
    on: Date,
) -> Result<Signs, WhyNot> {
    if paper.declined {
        return Err(WhyNot::Declined);
    }
    let Some(rule) = rule else { return Err(WhyNot::Unchecked) };
    if on < paper.from_on {
        return Err(WhyNot::NotYet);
    }
    if paper.until_on.is_some_and(|last| on > last) {
        return Err(WhyNot::Over);
    }
    if paper.kind.of_the_young() {
        // Who gave no birthday is taken at their word as grown; without an age in the rule nobody knows when it ends.
        let (Some(born), Some(until)) = (born_on, rule.until_age) else { return Err(WhyNot::OfAge) };
        if age(born, on) >= until {
            return Err(WhyNot::OfAge);
        }
    } else if !super::of_age(born_on, on) {
        return Err(WhyNot::NotYet);
    }
    Ok(rule.signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const YOUNG: RepresentativeRule = RepresentativeRule { signs: Signs::Beside, until_age: Some(18) };

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn paper(kind: RepresentativeKind) -> Paper {
        Paper { kind, from_on: day("2020-01-01"), until_on: None, declined: false }
    }

    #[test]
    fn a_parents_right_ends_on_the_birthday_and_no_day_before() {
        let (parent, born) = (paper(RepresentativeKind::Parent), Some(day("2008-03-02")));
        assert_eq!(may_sign(parent, born, Some(YOUNG), day("2026-03-01")), Ok(Signs::Beside));
        assert_eq!(may_sign(parent, born, Some(YOUNG), day("2026-03-02")), Err(WhyNot::OfAge));
        let later = RepresentativeRule { until_age: Some(19), ..YOUNG };
        assert_eq!(may_sign(parent, born, Some(later), day("2026-03-02")), Ok(Signs::Beside), "the state's age counts");
        assert_eq!(may_sign(parent, born, Some(later), day("2027-03-02")), Err(WhyNot::OfAge));
        assert_eq!(may_sign(parent, None, Some(YOUNG), day("2026-03-01")), Err(WhyNot::OfAge));
    }

    #[test]
    fn a_paper_counts_between_its_days_and_not_where_staff_said_no() {
        let born = Some(day("2012-01-01"));
        let dated = Paper { until_on: Some(day("2026-06-30")), ..paper(RepresentativeKind::MinorGuardian) };
        assert_eq!(may_sign(dated, born, Some(YOUNG), day("2019-12-31")), Err(WhyNot::NotYet));
        assert_eq!(may_sign(dated, born, Some(YOUNG), day("2026-06-30")), Ok(Signs::Beside));
        assert_eq!(may_sign(dated, born, Some(YOUNG), day("2026-07-01")), Err(WhyNot::Over));
        let declined = Paper { declined: true, ..dated };
        assert_eq!(may_sign(declined, born, Some(YOUNG), day("2026-06-30")), Err(WhyNot::Declined));
    }

    #[test]
    fn what_nobody_checked_opens_nothing() {
        for kind in RepresentativeKind::ALL {
            let on = day("2026-03-01");
            assert_eq!(may_sign(paper(*kind), Some(day("1980-01-01")), None, on), Err(WhyNot::Unchecked), "{kind:?}");
        }
    }

    #[test]
    fn a_court_decides_for_grown_people_alone() {
        let instead = RepresentativeRule { signs: Signs::Instead, until_age: None };
        let (guardian, born) = (paper(RepresentativeKind::CourtGuardian), Some(day("2008-03-02")));
        assert_eq!(may_sign(guardian, born, Some(instead), day("2026-03-01")), Err(WhyNot::NotYet));
        assert_eq!(may_sign(guardian, born, Some(instead), day("2026-03-02")), Ok(Signs::Instead));
    }
}
