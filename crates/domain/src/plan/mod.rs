//! The recovery plan: goals, strategies, actions, signatures, versions, reviews.

mod content;
mod field;

pub use content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy, UnknownCode,
};
pub use field::TextField;
