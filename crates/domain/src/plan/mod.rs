//! The recovery plan: goals, strategies, actions, signatures, versions, reviews.

pub use crate::coded::UnknownCode;

mod content;
mod field;

pub use content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy,
};
pub use field::TextField;
