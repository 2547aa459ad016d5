//! What changed between two versions of a plan, item by item.

use super::content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    Repeat, Ruler, Strategy,
};
use super::field::TextField as T;
use super::words::{Segment, words};
use crate::coded::coded;
use crate::id::{ActionId, GoalId, StrategyId};
use crate::time::Date;
use similar::{Algorithm, DiffTag, capture_diff_slices};

coded! {
    /// A part of a plan that is no piece of writing. Its name is the message `plan-field-CODE`.
    Detail {
        /// Plan: people in the member's corner.
        Corner = "corner",
        /// Plan: pathways.
        Pathways = "pathways",
        /// Plan: how often peer support is planned.
        Frequency = "frequency",
        /// Goal: life areas.
        LifeAreas = "life-areas",
        /// Goal: how important.
        Importance = "importance",
        /// Goal: how confident.
        Confidence = "confidence",
        /// Goal: where it stands.
        Status = "status",
        /// Goal: by when.
        Due = "due",
        /// Action: who does it.
        Who = "who",
        /// Action: the day.
        On = "on",
        /// Action: how often.
        Repeat = "repeat",
        /// Action: the meeting it links to.
        Link = "link",
    }
}

/// A field of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A piece of writing.
    Text(T),
    /// Anything else.
    Detail(Detail),
}

impl Field {
    /// Its code; its name is the message `plan-field-CODE`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text(field) => field.code(),
            Self::Detail(detail) => detail.code(),
        }
    }
}

/// What a field held.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the type of the fields that hold it")]
pub enum Value {
    /// Not answered.
    Nothing,
    Text(String),
    Corner(Vec<CornerPerson>),
    Pathways(Vec<PathwayChoice>),
    Frequency(Frequency),
    LifeAreas(Vec<String>),
    Ruler(Ruler),
    Status(GoalStatus),
    Date(Date),
    Who(ActionWho),
    Repeat(Repeat),
    Link(ActionLink),
}

/// What a change is about. Items keep their identity from version to version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// The plan as a whole.
    Plan,
    /// A goal.
    Goal(GoalId),
    /// A strategy.
    Strategy(StrategyId),
    /// An action.
    Action(ActionId),
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// It is new, with all that is inside it and is new.
    Added,
    /// It is gone, with all that was inside it and is gone.
    Removed,
    /// It stands at another place, or in another goal or strategy.
    Moved,
    /// One of its fields changed.
    Changed {
        /// Which.
        field: Field,
        /// What it held.
        before: Value,
        /// What it holds.
        after: Value,
        /// The comparison by words, when both are writing.
        words: Vec<Segment>,
    },
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is about.
    pub item: Item,
    /// The item's own words, the newest there are; empty for the plan.
    pub title: String,
    /// What happened.
    pub kind: ChangeKind,
}

/// All changes from `old` to `new`: first in the order of the new plan, then what is gone.
///
/// Identities are unique within a plan. A new goal is one change: what is new inside it is not told again.
pub fn diff(old: &PlanContent, new: &PlanContent) -> Vec<Change> {
    let mut out = Out::default();
    plan_fields(&mut out, old, new);
    let goals_moved = moved(old.goals.iter().map(|goal| goal.id), new.goals.iter().map(|goal| goal.id));
    for goal in &new.goals {
        out.at(Item::Goal(goal.id), &goal.statement);
        match old.goal(goal.id) {
            None => out.push(ChangeKind::Added),
            Some(before) => {
                out.push_if(goals_moved.contains(&goal.id), ChangeKind::Moved);
                goal_fields(&mut out, before, goal);
            }
        }
        strategies(&mut out, old, goal);
    }
    gone(&mut out, old, new);
    out.changes
}

fn strategies(out: &mut Out, old: &PlanContent, goal: &Goal) {
    let before_goal = old.goal(goal.id);
    let order = moved(
        before_goal.iter().flat_map(|before| before.strategies.iter().map(|strategy| strategy.id)),
        goal.strategies.iter().map(|strategy| strategy.id),
    );
    for strategy in &goal.strategies {
        out.at(Item::Strategy(strategy.id), &strategy.statement);
        match old.strategy(strategy.id) {
            None => out.push_if(before_goal.is_some(), ChangeKind::Added),
            Some((from, before)) => {
                out.push_if(from.id != goal.id || order.contains(&strategy.id), ChangeKind::Moved);
                strategy_fields(out, before, strategy);
            }
        }
        actions(out, old, strategy);
    }
}

fn actions(out: &mut Out, old: &PlanContent, strategy: &Strategy) {
    let before_strategy = old.strategy(strategy.id).map(|(_, before)| before);
    let order = moved(
        before_strategy.iter().flat_map(|before| before.actions.iter().map(|action| action.id)),
        strategy.actions.iter().map(|action| action.id),
    );
    for action in &strategy.actions {
        out.at(Item::Action(action.id), &action.what);
        match old.action(action.id) {
            None => out.push_if(before_strategy.is_some(), ChangeKind::Added),
            Some((from, before)) => {
                out.push_if(from.id != strategy.id || order.contains(&action.id), ChangeKind::Moved);
                action_fields(out, before, action);
            }
        }
    }
}

/// What is gone; what went together with its goal or strategy is told once.
fn gone(out: &mut Out, old: &PlanContent, new: &PlanContent) {
    for goal in &old.goals {
        let goal_gone = new.goal(goal.id).is_none();
        out.at(Item::Goal(goal.id), &goal.statement);
        out.push_if(goal_gone, ChangeKind::Removed);
        for strategy in &goal.strategies {
            let strategy_gone = new.strategy(strategy.id).is_none();
            out.at(Item::Strategy(strategy.id), &strategy.statement);
            out.push_if(strategy_gone && !goal_gone, ChangeKind::Removed);
            for action in &strategy.actions {
                out.at(Item::Action(action.id), &action.what);
                out.push_if(new.action(action.id).is_none() && !strategy_gone, ChangeKind::Removed);
            }
        }
    }
}

/// The identities in both lists that stand in another order: as few as explain it.
fn moved<I: Copy + Eq + Ord + std::hash::Hash>(old: impl Iterator<Item = I>, new: impl Iterator<Item = I>) -> Vec<I> {
    let (mut old, mut new): (Vec<I>, Vec<I>) = (old.collect(), new.collect());
    old.retain(|id| new.contains(id));
    new.retain(|id| old.contains(id));
    capture_diff_slices(Algorithm::Myers, &old, &new)
        .into_iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .flat_map(|op| new[op.new_range()].to_vec())
        .collect()
}

/// Gathers changes of the item at hand.
struct Out {
    item: Item,
    title: String,
    changes: Vec<Change>,
}

impl Default for Out {
    fn default() -> Self {
        Self { item: Item::Plan, title: String::new(), changes: Vec::new() }
    }
}

impl Out {
    fn at(&mut self, item: Item, title: &str) {
        self.item = item;
        title.clone_into(&mut self.title);
    }

    fn push(&mut self, kind: ChangeKind) {
        self.changes.push(Change { item: self.item, title: self.title.clone(), kind });
    }

    fn push_if(&mut self, so: bool, kind: ChangeKind) {
        if so {
            self.push(kind);
        }
    }

    fn text(&mut self, field: T, before: &str, after: &str) {
        if before != after {
            let words = words(before, after);
            let (before, after) = (Value::Text(before.to_owned()), Value::Text(after.to_owned()));
            self.push(ChangeKind::Changed { field: Field::Text(field), before, after, words });
        }
    }

    fn detail<V: PartialEq + Clone>(&mut self, detail: Detail, before: &V, after: &V, value: impl Fn(V) -> Value) {
        if before != after {
            let (before, after) = (value(before.clone()), value(after.clone()));
            self.push(ChangeKind::Changed { field: Field::Detail(detail), before, after, words: Vec::new() });
        }
    }
}

fn maybe<V>(value: impl Fn(V) -> Value) -> impl Fn(Option<V>) -> Value {
    move |held| held.map_or(Value::Nothing, &value)
}

// Each of these takes the old item apart field by field, so that a field that
// is added to the plan and forgotten here does not compile.

fn plan_fields(out: &mut Out, old: &PlanContent, new: &PlanContent) {
    let PlanContent { good_life, strengths, home, corner, pathways, goals: _, frequency, recommendation } = old;
    out.text(T::GoodLife, good_life, &new.good_life);
    out.text(T::Strengths, strengths, &new.strengths);
    out.text(T::Home, home, &new.home);
    out.detail(Detail::Corner, corner, &new.corner, Value::Corner);
    out.detail(Detail::Pathways, pathways, &new.pathways, Value::Pathways);
    out.detail(Detail::Frequency, frequency, &new.frequency, maybe(Value::Frequency));
    out.text(T::Recommendation, recommendation, &new.recommendation);
}

fn goal_fields(out: &mut Out, old: &Goal, new: &Goal) {
    let Goal {
        id: _,
        statement,
        why,
        life_areas,
        importance,
        confidence,
        status,
        specific,
        measure: Measure { what, baseline, target },
        achievable,
        relevant,
        due,
        strategies: _,
    } = old;
    out.text(T::GoalStatement, statement, &new.statement);
    out.text(T::GoalWhy, why, &new.why);
    out.detail(Detail::LifeAreas, life_areas, &new.life_areas, Value::LifeAreas);
    out.detail(Detail::Importance, importance, &new.importance, maybe(Value::Ruler));
    out.detail(Detail::Confidence, confidence, &new.confidence, maybe(Value::Ruler));
    out.detail(Detail::Status, status, &new.status, Value::Status);
    out.text(T::GoalSpecific, specific, &new.specific);
    out.text(T::GoalMeasure, what, &new.measure.what);
    out.text(T::GoalBaseline, baseline, &new.measure.baseline);
    out.text(T::GoalTarget, target, &new.measure.target);
    out.text(T::GoalAchievable, achievable, &new.achievable);
    out.text(T::GoalRelevant, relevant, &new.relevant);
    out.detail(Detail::Due, due, &new.due, maybe(Value::Date));
}

fn strategy_fields(out: &mut Out, old: &Strategy, new: &Strategy) {
    let Strategy { id: _, statement, strength, barrier, support_person, actions: _ } = old;
    out.text(T::StrategyStatement, statement, &new.statement);
    out.text(T::StrategyStrength, strength, &new.strength);
    out.text(T::StrategyBarrier, barrier, &new.barrier);
    out.text(T::StrategySupport, support_person, &new.support_person);
}

fn action_fields(out: &mut Out, old: &Action, new: &Action) {
    let Action { id: _, what, who, who_name, on, when, repeat, link } = old;
    out.text(T::ActionWhat, what, &new.what);
    out.detail(Detail::Who, who, &new.who, Value::Who);
    out.text(T::ActionWhoName, who_name, &new.who_name);
    out.detail(Detail::On, on, &new.on, maybe(Value::Date));
    out.text(T::ActionWhen, when, &new.when);
    out.detail(Detail::Repeat, repeat, &new.repeat, Value::Repeat);
    out.detail(Detail::Link, link, &new.link, maybe(Value::Link));
}

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
