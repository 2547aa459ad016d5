//! The recovery plan: goals, strategies, actions, signatures, versions, reviews.

pub use crate::coded::UnknownCode;

mod content;
mod day;
mod diff;
mod document;
mod due;
mod edit;
mod field;
mod language;
mod review;
mod rule;
mod shared;
mod signing;
mod smart;
mod words;

#[cfg(test)]
mod samples;

pub use crate::people::{AttachmentKind, Drawing, FileType, LARGEST_ATTACHMENT, Media};
pub use content::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy,
};
pub use day::{DayStep, DaysDone, steps_of_day};
pub use diff::{Change, ChangeKind, Detail, Field, Item, Value, diff};
pub use due::{DueItem, DueKind, DueState, SOON_DAYS, plan_due, review_due};
pub use edit::{Edit, edit};
pub use field::TextField;
pub use language::{Hint, LanguageHelper, WordPair};
pub use review::{Attainment, LateReason, next_on};
pub use rule::{
    Anchor, Confidence, Expected, ExpectedBy, PlanPart, RuleValue, expected, lacking_parts, still_to_sign, told,
    waited_for,
};
pub use signing::{AtDevice, HowSigned, OpenPart, Part, Signed, SignerKind, complete, missing, parts, ready_to_sign};
pub use smart::{SmartPart, lacking};
pub use words::{Segment, words};
