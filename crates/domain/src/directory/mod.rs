//! Meetings that anyone may come to: what they are, when they start next, how
//! to find one, and how a list that somebody publishes is joined with ours.
//!
//! Facts about fields and codes: Meeting Guide specification 1.1.9.

pub mod choose;
mod days;
mod finder;
mod fold;
pub mod import;
mod kind;
mod link;
mod meeting;
mod near;
mod pathway;
mod point;
mod search;
mod slug;
pub mod statistics;
mod when;

pub use days::Days;
pub use finder::{Finder, Found, MeetingIndex};
pub use fold::fold;
pub use kind::MeetingType;
pub use link::{ConferencePhone, Email, WebAddress};
pub use meeting::{Attendance, Conference, Entity, Giving, Meeting, Place, Schedule, Weekly};
pub use near::place_named;
pub use pathway::Pathway;
pub use point::Point;
pub use search::{Query, Words};
pub use slug::Slug;
pub use when::PartOfDay;
