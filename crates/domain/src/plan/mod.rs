//! The recovery plan: goals, strategies, actions, signatures, versions, reviews.

pub use crate::coded::UnknownCode;

mod attachment;
mod content;
mod diff;
mod document;
mod due;
mod edit;
mod field;
mod language;
mod review;
mod signing;
mod smart;
mod words;

#[cfg(test)]
mod samples;

pub use attachment::{AttachmentKind, Drawing, FileType, LARGEST_ATTACHMENT, Media};
pub use content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy,
};
pub use diff::{Change, ChangeKind, Detail, Field, Item, Value, diff};
pub use due::{DueItem, DueKind, DueState, RuleValue, SOON_DAYS, plan_due, review_due};
pub use edit::{Edit, edit};
pub use field::TextField;
pub use language::{Hint, LanguageHelper, WordPair};
pub use review::{Attainment, LateReason, next_on};
pub use signing::{HowSigned, Signed, SignerKind, complete, missing, ready_to_sign};
pub use smart::{SmartPart, lacking};
pub use words::{Segment, words};
