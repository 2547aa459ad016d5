//! What programs ask of a plan: rules with their source, who is expected to sign, what a plan is to hold.

use super::content::{Goal, GoalStatus, PlanContent, Strategy};
use super::signing::{SignerKind, missing};
use crate::coded::coded;
use crate::time::Date;
use serde::{Deserialize, Serialize};

coded! {
    /// How sure a value of the content is. The message is `confidence-CODE`.
    Confidence {
        /// Read in the rule itself.
        Verified = "verified",
        /// Read in a text about the rule.
        Secondary = "secondary",
        /// Not checked against any text. It may remind, never block, until an agency adopts it.
        Unverified = "unverified",
        /// No outside rule: a default that the product suggests.
        House = "house",
    }
}

coded! {
    /// What a period is counted from. The message is `anchor-CODE`.
    Anchor {
        /// The first day of service.
        ServiceStart = "service-start",
        /// The first day in the program.
        EnrolmentStart = "enrolment-start",
        /// The day of the recommendation.
        Recommendation = "recommendation",
        /// The day on which the last version was signed.
        PlanSigned = "plan-signed",
    }
}

coded! {
    /// A part of a plan that a program asks for. The message is `plan-part-CODE`.
    PlanPart {
        /// At least one goal.
        Goals = "goals",
        /// At least one strategy for each active goal.
        Strategies = "strategies",
        /// At least one action for each active goal.
        Actions = "actions",
        /// Days in a week on which service is planned.
        DaysPerWeek = "days-per-week",
        /// Minutes in a week of planned service.
        MinutesPerWeek = "minutes-per-week",
        /// What recommendation the plan rests on.
        Recommendation = "recommendation",
    }
}

/// A rule's value, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleValue<T> {
    /// The value.
    pub value: T,
    /// The source, for people to read.
    pub source: String,
    /// The day on which somebody last looked at the source.
    pub verified_on: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whether the agency made it its own: only then may it block.
    pub adopted: bool,
}

impl<T> RuleValue<T> {
    /// Whether the rule was read at its source, or the agency made it its own. Other rules remind and never block.
    pub fn is_sure(&self) -> bool {
        self.adopted || self.confidence == Confidence::Verified
    }

    /// How it stands, as the code of a message `confidence-CODE`.
    pub fn standing(&self) -> &'static str {
        if self.adopted { "adopted" } else { self.confidence.code() }
    }
}

/// By what a signature is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedBy {
    /// The product: a plan has the member's signature and one of the staff.
    Product,
    /// A program's rule.
    Rule(RuleValue<SignerKind>),
    /// A rule that the agency adopted, of a program that the reader need not know of.
    Untold,
}

/// Somebody whose signature is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// In which part.
    pub signer: SignerKind,
    /// By what.
    pub by: ExpectedBy,
}

impl Expected {
    /// Whether the agency made it its rule that a version waits for this signature.
    pub fn blocks(&self) -> bool {
        match &self.by {
            ExpectedBy::Product => false,
            ExpectedBy::Rule(rule) => rule.adopted,
            ExpectedBy::Untold => true,
        }
    }
}

/// Who is expected to sign a plan that serves programs with these rules: the product's own two first.
///
/// A guardian or caregiver is expected by a rule only where there is one in the member's life (`there`), and without
/// any rule where they sign instead of the member (`signs`). A rule that the agency adopted counts over another.
pub fn expected(
    rules: impl IntoIterator<Item = RuleValue<SignerKind>>,
    there: &[SignerKind],
    signs: &[SignerKind],
) -> Vec<Expected> {
    let product = |signer| Expected { signer, by: ExpectedBy::Product };
    let mut expected: Vec<Expected> = [SignerKind::Member, SignerKind::Peer].map(product).into();
    for rule in rules {
        let signer = rule.value;
        if signer.only_if_any() && !there.contains(&signer) && !signs.contains(&signer) {
            continue;
        }
        match expected.iter_mut().find(|known| known.signer == signer) {
            Some(known) if known.blocks() => {}
            Some(known) => known.by = ExpectedBy::Rule(rule),
            None => expected.push(Expected { signer, by: ExpectedBy::Rule(rule) }),
        }
    }
    for signer in signs {
        if expected.iter().all(|known| known.signer != *signer) {
            expected.push(product(*signer));
        }
    }
    expected
}

/// What a reader is told of who is expected: everything that rests on rules they may know of (`known`), and whom a
/// version waits for by another rule (among `all`), without that rule.
pub fn told(all: &[Expected], known: Vec<Expected>) -> Vec<Expected> {
    let mut told = known;
    for one in all.iter().filter(|one| one.blocks()) {
        match told.iter_mut().find(|known| known.signer == one.signer) {
            Some(known) if known.blocks() => {}
            Some(known) => known.by = ExpectedBy::Untold,
            None => told.push(Expected { signer: one.signer, by: ExpectedBy::Untold }),
        }
    }
    told
}

/// Those who are expected and have not signed.
pub fn still_to_sign(expected: &[Expected], signed: &[SignerKind]) -> Vec<SignerKind> {
    let kinds: Vec<SignerKind> = expected.iter().map(|one| one.signer).collect();
    missing(&kinds, signed)
}

/// Those among them for whom the agency's own rule waits.
pub fn waited_for(expected: &[Expected], signed: &[SignerKind]) -> Vec<SignerKind> {
    let kinds: Vec<SignerKind> = expected.iter().filter(|one| one.blocks()).map(|one| one.signer).collect();
    missing(&kinds, signed)
}

/// The parts that programs ask for and that are not in the plan yet: each once, an adopted rule over another.
pub fn lacking_parts(
    content: &PlanContent,
    asked: impl IntoIterator<Item = RuleValue<PlanPart>>,
) -> Vec<RuleValue<PlanPart>> {
    let mut lacking: Vec<RuleValue<PlanPart>> = Vec::new();
    for rule in asked.into_iter().filter(|rule| !holds(content, rule.value)) {
        match lacking.iter_mut().find(|known| known.value == rule.value) {
            Some(known) if known.adopted => {}
            Some(known) => *known = rule,
            None => lacking.push(rule),
        }
    }
    lacking
}

fn holds(content: &PlanContent, part: PlanPart) -> bool {
    let written = |goal: &&Goal| !goal.is_empty();
    let mut active = content.goals.iter().filter(written).filter(|goal| goal.status == GoalStatus::Active);
    let ways = |goal: &Goal| goal.strategies.iter().any(|way| !way.is_empty());
    let steps = |way: &Strategy| way.actions.iter().any(|step| !step.is_empty());
    match part {
        PlanPart::Goals => content.goals.iter().any(|goal| written(&goal)),
        PlanPart::Strategies => active.all(ways),
        PlanPart::Actions => active.all(|goal| goal.strategies.iter().any(steps)),
        PlanPart::DaysPerWeek => content.frequency.is_some_and(|often| often.days_per_week > 0),
        PlanPart::MinutesPerWeek => content.frequency.is_some_and(|often| often.minutes_per_week > 0),
        PlanPart::Recommendation => !content.recommendation.trim().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::SignerKind::{Caregiver, Clinician, Guardian, Member, Peer};
    use super::*;
    use crate::plan::Frequency;
    use crate::plan::samples::{action, goal, strategy};

    fn rule<T>(value: T, adopted: bool) -> RuleValue<T> {
        RuleValue { value, source: "A manual".into(), verified_on: None, confidence: Confidence::Unverified, adopted }
    }

    #[test]
    fn a_caregiver_is_expected_where_there_is_one() {
        let rules = || [rule(Caregiver, true), rule(Clinician, false)];
        let who = |list: &[Expected]| list.iter().map(|one| one.signer).collect::<Vec<_>>();
        assert_eq!(who(&expected(rules(), &[], &[])), [Member, Peer, Clinician]);
        let with = expected(rules(), &[Caregiver], &[]);
        assert_eq!(who(&with), [Member, Peer, Caregiver, Clinician]);
        assert_eq!(waited_for(&with, &[Member, Peer]), [Caregiver], "adopted");
        assert_eq!(still_to_sign(&with, &[Member, Peer]), [Caregiver, Clinician]);
        assert_eq!(who(&expected([], &[Guardian], &[])), [Member, Peer], "no rule asks, and they do not sign instead");
        assert_eq!(who(&expected([], &[Guardian], &[Guardian])), [Member, Peer, Guardian]);
    }

    #[test]
    fn an_adopted_rule_counts_over_another_whichever_comes_first() {
        for rules in [[rule(Clinician, true), rule(Clinician, false)], [rule(Clinician, false), rule(Clinician, true)]]
        {
            assert_eq!(waited_for(&expected(rules, &[], &[]), &[]), [Clinician]);
        }
        let adopted = [rule(Member, true)];
        assert!(waited_for(&expected(adopted, &[], &[]), &[Guardian]).is_empty(), "the guardian speaks for the member");
    }

    #[test]
    fn a_rule_of_a_program_that_is_not_told_blocks_without_being_named() {
        let all = expected([rule(Clinician, true), rule(SignerKind::Supervisor, false)], &[], &[]);
        let told = told(&all, expected([], &[], &[]));
        let (who, by): (Vec<_>, Vec<_>) = told.iter().map(|one| (one.signer, &one.by)).unzip();
        assert_eq!(who, [Member, Peer, Clinician], "what only reminds there is not told at all");
        assert_eq!(by, [&ExpectedBy::Product, &ExpectedBy::Product, &ExpectedBy::Untold]);
        assert_eq!(waited_for(&told, &[Member, Peer]), [Clinician]);
        let known = expected([rule(Clinician, true)], &[], &[]);
        assert_eq!(super::told(&all, known.clone()), known, "a rule that they know is named");
    }

    #[test]
    fn what_a_plan_lacks_is_named_once() {
        let all = || PlanPart::ALL.iter().map(|part| rule(*part, false));
        let lacks = |content: &PlanContent| lacking_parts(content, all()).iter().map(|r| r.value).collect::<Vec<_>>();
        use PlanPart::{Actions, DaysPerWeek, Goals, MinutesPerWeek, Recommendation, Strategies};
        let mut content = PlanContent::default();
        assert_eq!(lacks(&content), [Goals, DaysPerWeek, MinutesPerWeek, Recommendation]);
        content.goals = vec![goal(1)];
        content.frequency = Some(Frequency { days_per_week: 2, minutes_per_week: 60 });
        content.recommendation = "Dr. Vale, in March".into();
        assert_eq!(lacks(&content), [Strategies, Actions]);
        content.goals[0].strategies = vec![strategy(1)];
        assert_eq!(lacks(&content), [Actions]);
        content.goals[0].strategies[0].actions = vec![action(1)];
        assert!(lacks(&content).is_empty());
        // A goal that rests asks for nothing; an idea is not an active goal yet.
        content.goals.push(Goal { status: GoalStatus::Paused, ..goal(2) });
        assert!(lacks(&content).is_empty());
        let twice = [rule(PlanPart::Goals, false), rule(PlanPart::Goals, true)];
        let lacking = lacking_parts(&PlanContent::default(), twice);
        assert!(matches!(&lacking[..], [one] if one.adopted));
    }
}
