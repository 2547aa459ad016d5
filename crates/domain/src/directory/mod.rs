//! Meetings that anyone may come to: what they are, when they start next, how
//! to find one, and how a list that somebody publishes is joined with ours.
//!
//! Facts about fields and codes: Meeting Guide specification 1.1.9.

pub mod choose;
mod days;
mod desk;
mod facet;
mod finder;
mod fold;
pub mod gaps;
mod gazetteer;
mod help_line;
pub mod import;
mod index;
mod kind;
mod lexicon;
mod link;
mod meeting;
mod near;
pub mod offering;
mod pathway;
mod point;
mod progress;
mod search;
mod slug;
pub mod statistics;
mod timeline;
mod when;

pub use days::Days;
pub use desk::{
    Caution, ChangeKind, FeedState, FitFact, FitSaid, Freshness, Hidden, LinePart, MissingAnswer, MissingKind,
    ProposalAnswer, ReportAnswer, ReportKind, RunOutcome, Stir, Terms, Verifier, back_off, fit_shown,
};
pub use facet::{Facet, FacetGroup, FacetSet, Facets, TooMany};
pub use finder::{Finder, Found};
pub use fold::fold;
pub use gazetteer::{BadLine, Gazetteer, Town, state_code};
pub use help_line::{Answerer, Hours, LineKind, NoDay, Open, Stretch, WeeklyHours};
pub use index::{MeetingIndex, Search};
pub use kind::MeetingType;
pub use link::{ConferencePhone, Email, WebAddress};
pub use meeting::{Attendance, Conference, Entity, Giving, Meeting, Place, Schedule, Weekly};
pub use near::{Named, place_named};
pub use pathway::Pathway;
pub use point::Point;
pub use progress::{Progress, Run, SOON_MINUTES, USUAL_MINUTES};
pub use search::{KindNames, Query, Words};
pub use slug::Slug;
pub use timeline::Timeline;
pub use when::PartOfDay;
