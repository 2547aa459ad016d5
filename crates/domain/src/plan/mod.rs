//! The recovery plan: goals, strategies, actions, signatures, versions, reviews.

pub use crate::coded::UnknownCode;

mod content;
mod document;
mod field;
mod signing;

pub use content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy,
};
pub use field::TextField;
pub use signing::{HowSigned, Signed, SignerKind, complete, missing, ready_to_sign};
