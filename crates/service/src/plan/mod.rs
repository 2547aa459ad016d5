//! The recovery plan: written side by side, frozen, signed.

mod draft;
mod freeze;
mod goal;
mod load;
mod mark_done;
mod open;
mod save_text;
mod settle_clash;
mod shape_goal;
mod sign;
mod start;
mod steps;
mod version;

pub use goal::add_goal;
pub use mark_done::mark_done;
pub use open::{ClashView, PlanView, open};
pub use save_text::{TextSaved, save_text};
pub use settle_clash::settle_clash;
pub use shape_goal::{GoalShape, shape_goal};
pub use sign::{Signing, sign};
pub use start::start;
pub use steps::{NewAction, add_action, add_strategy};
pub use version::{SignatureLine, VersionLine, VersionView, version};

pub use freeze::freeze;
