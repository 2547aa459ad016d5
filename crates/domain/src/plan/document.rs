//! The frozen form of a plan: bytes, their hash, and what can be found in them.

use super::content::{Action, Goal, PlanContent, PlanDocument, SCHEMA, Strategy};
use super::field::TextField;
use crate::id::{ActionId, GoalId, StrategyId};
use crate::notice::Notice;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// What every schema of a plan has, read before the rest.
#[derive(Deserialize)]
struct Head {
    schema: u32,
}

impl PlanDocument {
    /// The document as canonical JSON: no blanks, fields in the order of the struct. The same plan makes the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Every map key here is a field name and every number is whole, so writing cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Errors when the bytes are not a plan, or are one of a schema that this version does not know.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Notice> {
        let unreadable = |_| Notice::new("plan-unreadable");
        let head: Head = serde_json::from_slice(bytes).map_err(unreadable)?;
        if head.schema != SCHEMA {
            return Err(Notice::new("plan-schema-unknown").with("schema", i64::from(head.schema)));
        }
        serde_json::from_slice(bytes).map_err(unreadable)
    }

    /// SHA-256 of frozen bytes, in lowercase hexadecimal.
    pub fn hash(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

impl Action {
    /// Whether nobody wrote anything in it. Who, how often and the day may stand.
    pub fn is_empty(&self) -> bool {
        [&self.what, &self.who_name, &self.when].into_iter().all(|text| blank(text)) && self.link.is_none()
    }
}

impl Strategy {
    /// Whether nobody wrote anything in it.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.statement, &self.strength, &self.barrier, &self.support_person];
        texts.into_iter().all(|text| blank(text)) && self.actions.iter().all(Action::is_empty)
    }
}

impl Goal {
    /// Whether nobody wrote anything in it.
    pub fn is_empty(&self) -> bool {
        let measure = &self.measure;
        let texts = [
            &self.statement,
            &self.why,
            &self.specific,
            &measure.what,
            &measure.baseline,
            &measure.target,
            &self.achievable,
            &self.relevant,
        ];
        texts.into_iter().all(|text| blank(text)) && self.strategies.iter().all(Strategy::is_empty)
    }
}

impl PlanContent {
    /// Whether nobody wrote, named or chose anything. Goals without words count as nothing.
    pub fn is_empty(&self) -> bool {
        [&self.good_life, &self.strengths, &self.home, &self.recommendation].into_iter().all(|text| blank(text))
            && self.corner.iter().all(|person| blank(&person.name) && blank(&person.relation))
            && self.pathways.is_empty()
            && self.frequency.is_none()
            && self.goals.iter().all(Goal::is_empty)
    }

    /// What people wrote, each text once, in the order of the paper: what a translation may stand beside.
    pub fn texts(&self) -> Vec<(TextField, &str)> {
        use TextField as Field;
        let mut texts: Vec<(TextField, &str)> = vec![
            (Field::GoodLife, &self.good_life),
            (Field::Strengths, &self.strengths),
            (Field::Home, &self.home),
            (Field::Recommendation, &self.recommendation),
        ];
        for goal in &self.goals {
            texts.extend([
                (Field::GoalStatement, goal.statement.as_str()),
                (Field::GoalWhy, &goal.why),
                (Field::GoalSpecific, &goal.specific),
                (Field::GoalMeasure, &goal.measure.what),
                (Field::GoalBaseline, &goal.measure.baseline),
                (Field::GoalTarget, &goal.measure.target),
                (Field::GoalAchievable, &goal.achievable),
                (Field::GoalRelevant, &goal.relevant),
            ]);
            for way in &goal.strategies {
                texts.extend([
                    (Field::StrategyStatement, way.statement.as_str()),
                    (Field::StrategyStrength, &way.strength),
                    (Field::StrategyBarrier, &way.barrier),
                    (Field::StrategySupport, &way.support_person),
                ]);
                texts.extend(way.actions.iter().map(|step| (Field::ActionWhat, step.what.as_str())));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        texts.retain(|(_, text)| !blank(text) && seen.insert(*text));
        texts
    }

    /// The goal with this identity.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }

    /// The strategy with this identity, and its goal.
    pub fn strategy(&self, id: StrategyId) -> Option<(&Goal, &Strategy)> {
        self.strategies().find(|(_, strategy)| strategy.id == id)
    }

    /// The action with this identity, and its strategy.
    pub fn action(&self, id: ActionId) -> Option<(&Strategy, &Action)> {
        self.actions().find(|(_, action)| action.id == id)
    }

    /// Every strategy with its goal, in the member's order.
    pub fn strategies(&self) -> impl Iterator<Item = (&Goal, &Strategy)> {
        self.goals.iter().flat_map(|goal| goal.strategies.iter().map(move |strategy| (goal, strategy)))
    }

    /// Every action with its strategy, in the member's order.
    pub fn actions(&self) -> impl Iterator<Item = (&Strategy, &Action)> {
        self.strategies().flat_map(|(_, strategy)| strategy.actions.iter().map(move |action| (strategy, action)))
    }
}
