//! The five parts of a goal that is SMART: a gentle helper, never a gate.

use super::content::Goal;
use crate::coded::coded;

coded! {
    /// A part of a SMART goal. Its question is the message `smart-part-CODE-question`.
    SmartPart {
        /// What exactly.
        Specific = "specific",
        /// What can be counted or noticed, and where it should come to.
        Measurable = "measurable",
        /// What makes it possible.
        Achievable = "achievable",
        /// How it fits the life the member wants.
        Relevant = "relevant",
        /// By when.
        TimeBound = "time-bound",
    }
}

/// Whether somebody wrote at least one letter or figure.
fn written(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The parts on which the goal is still silent, in their order.
///
/// "Why it matters" answers for relevant too. A baseline alone measures
/// nothing: it takes what is counted, or a target. A rule of the product.
pub fn lacking(goal: &Goal) -> Vec<SmartPart> {
    let has = |part: &SmartPart| match part {
        SmartPart::Specific => written(&goal.specific),
        SmartPart::Measurable => written(&goal.measure.what) || written(&goal.measure.target),
        SmartPart::Achievable => written(&goal.achievable),
        SmartPart::Relevant => written(&goal.relevant) || written(&goal.why),
        SmartPart::TimeBound => goal.due.is_some(),
    };
    SmartPart::ALL.iter().copied().filter(|part| !has(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::samples;

    #[test]
    fn a_bare_goal_lacks_all_five_in_their_order() {
        assert_eq!(lacking(&samples::goal(1)), SmartPart::ALL);
    }

    #[test]
    fn each_answer_fills_its_own_part() {
        type Answer = fn(&mut Goal);
        let without = |part| SmartPart::ALL.iter().copied().filter(|other| *other != part).collect::<Vec<_>>();
        let answers: [(SmartPart, Answer); 7] = [
            (SmartPart::Specific, |goal| goal.specific = "Sunday lunch".into()),
            (SmartPart::Measurable, |goal| goal.measure.what = "Sundays".into()),
            (SmartPart::Measurable, |goal| goal.measure.target = "4".into()),
            (SmartPart::Achievable, |goal| goal.achievable = "My sister drives".into()),
            (SmartPart::Relevant, |goal| goal.relevant = "Family first".into()),
            (SmartPart::Relevant, |goal| goal.why = "She is my daughter".into()),
            (SmartPart::TimeBound, |goal| goal.due = "2027-01-31".parse().ok()),
        ];
        for (part, answer) in answers {
            let mut goal = samples::goal(1);
            answer(&mut goal);
            assert_eq!(lacking(&goal), without(part));
        }
    }

    #[test]
    fn blanks_dashes_and_a_baseline_alone_are_no_answers() {
        let mut goal = samples::goal(1);
        goal.specific = " \n-".into();
        goal.measure.baseline = "0".into();
        goal.achievable = "?".into();
        assert_eq!(lacking(&goal), SmartPart::ALL);
    }
}
