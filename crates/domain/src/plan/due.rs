//! When a plan and a look at it are due, and how sure the rule is.

use super::rule::RuleValue;
use crate::coded::coded;
use crate::time::{Date, days_between, plus_days};
use serde::{Deserialize, Serialize};

/// From how many days before its day a thing counts as due soon. Our own suggestion.
pub const SOON_DAYS: i64 = 7;

coded! {
    /// What is due.
    DueKind {
        /// The first plan, signed.
        Plan = "plan",
        /// A look at the plan together.
        Review = "review",
    }
}

coded! {
    /// How near the day is.
    DueState {
        /// More than a week away.
        Later = "later",
        /// Within a week.
        Soon = "soon",
        /// Today.
        Due = "due",
        /// Its day has passed.
        Late = "late",
    }
}

impl DueState {
    /// How near `due` is on `today`.
    pub fn on(today: Date, due: Date) -> Self {
        match days_between(today, due) {
            ..=-1 => Self::Late,
            0 => Self::Due,
            1..=SOON_DAYS => Self::Soon,
            _ => Self::Later,
        }
    }
}

/// Something due, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueItem {
    /// What is due.
    pub kind: DueKind,
    /// The last day that is in time.
    pub due: Date,
    /// How near that is.
    pub state: DueState,
    /// The day from which the rule counts.
    pub counted_from: Date,
    /// The rule, in calendar days.
    pub rule: RuleValue<i64>,
}

impl DueItem {
    fn counted(kind: DueKind, from: Date, rule: &RuleValue<i64>, today: Date) -> Self {
        let due = plus_days(from, rule.value.max(0));
        Self { kind, due, state: DueState::on(today, due), counted_from: from, rule: rule.clone() }
    }

    /// Days from `today` until it is due; negative when it is late.
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.due)
    }
}

/// The first plan: due so many calendar days after `start`, the day that the rule counts from.
///
/// Nothing is due when no rule states a day, or once a plan was signed, early or late.
/// The day itself is still in time.
pub fn plan_due(
    start: Date,
    rule: Option<&RuleValue<i64>>,
    first_signed: Option<Date>,
    today: Date,
) -> Option<DueItem> {
    match (rule, first_signed) {
        (Some(rule), None) => Some(DueItem::counted(DueKind::Plan, start, rule, today)),
        _ => None,
    }
}

/// The next look at the plan: due at the latest so many calendar days after `last`,
/// the day of the last look, or of the first signing when there was none.
///
/// Nothing is due when no rule states an interval of at least a day.
pub fn review_due(last: Date, interval: Option<&RuleValue<i64>>, today: Date) -> Option<DueItem> {
    let rule = interval.filter(|rule| rule.value > 0)?;
    Some(DueItem::counted(DueKind::Review, last, rule, today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Confidence;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn rule(days: i64) -> RuleValue<i64> {
        let confidence = crate::plan::Confidence::Unverified;
        RuleValue { value: days, source: "A manual".into(), verified_on: None, confidence, adopted: false }
    }

    #[test]
    fn the_first_plan_comes_near_is_due_and_is_late() {
        let start = date("2026-10-01");
        let on = |today: &str| plan_due(start, Some(&rule(30)), None, date(today)).expect("due");
        assert_eq!(on("2026-10-01").due, date("2026-10-31"));
        for (today, state) in [
            ("2026-10-23", DueState::Later),
            ("2026-10-24", DueState::Soon),
            ("2026-10-30", DueState::Soon),
            ("2026-10-31", DueState::Due),
            ("2026-11-01", DueState::Late),
        ] {
            assert_eq!(on(today).state, state, "{today}");
        }
        assert_eq!(on("2026-11-03").days_left(date("2026-11-03")), -3);
        assert_eq!(on("2026-11-03").rule.source, "A manual");
    }

    #[test]
    fn no_rule_and_a_signed_plan_are_not_due() {
        let start = date("2026-10-01");
        assert_eq!(plan_due(start, None, None, start), None);
        assert_eq!(plan_due(start, Some(&rule(30)), Some(date("2026-12-24")), date("2026-12-25")), None);
    }

    #[test]
    fn a_look_at_the_plan_is_counted_from_the_last_one() {
        let item = review_due(date("2026-11-30"), Some(&rule(90)), date("2027-02-28")).expect("due");
        assert_eq!((item.kind, item.due, item.state), (DueKind::Review, date("2027-02-28"), DueState::Due));
        assert_eq!(review_due(date("2026-11-30"), None, date("2028-01-01")), None);
        assert_eq!(review_due(date("2026-11-30"), Some(&rule(0)), date("2028-01-01")), None);
    }

    #[test]
    fn a_leap_day_is_a_day() {
        assert_eq!(
            review_due(date("2028-02-28"), Some(&rule(2)), date("2028-02-28")).map(|i| i.due),
            Some(date("2028-03-01"))
        );
    }

    #[test]
    fn only_a_rule_that_was_read_or_adopted_is_sure() {
        let sure = |confidence, adopted| RuleValue { confidence, adopted, ..rule(1) }.is_sure();
        assert!(sure(Confidence::Verified, false) && sure(Confidence::Unverified, true));
        for guessed in [Confidence::Secondary, Confidence::Unverified, Confidence::House] {
            assert!(!sure(guessed, false));
        }
    }
}
