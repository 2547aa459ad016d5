//! The recovery plan: written side by side, frozen, signed.

mod corner;
mod draft;
mod freeze;
mod goal;
mod hand_over;
mod load;
mod mark_done;
mod move_goal;
mod open;
mod pathways;
mod save_text;
mod self_check;
mod set_frequency;
mod settle_clash;
mod shape_action;
mod shape_goal;
mod sign;
mod start;
mod steps;
mod take_away;
mod take_back;
mod texts;
mod version;

pub use corner::{name_in_corner, set_in_corner};
pub use goal::add_goal;
pub use hand_over::{hand_over, has_pin};
pub use mark_done::{Done, mark_done};
pub use move_goal::{Toward, move_goal};
pub use open::{ClashView, CornerLine, DoneLine, PlanView, open};
pub use pathways::{PathwaySaid, set_pathways};
pub use save_text::{TextSaved, save_text};
pub use self_check::{OwnCheck, Reflections, keep_self_check, self_check};
pub use set_frequency::set_frequency;
pub use settle_clash::settle_clash;
pub use shape_action::{ActionShape, MeetingPick, link_meeting, shape_action};
pub use shape_goal::{GoalShape, shape_goal};
pub use sign::{Signing, sign};
pub use start::start;
pub use steps::{NewAction, add_action, add_strategy};
pub use take_away::{Part, take_away};
pub use take_back::{TakenBack, take_back};
pub use texts::{TextNow, texts};
pub use version::{SignatureLine, VersionLine, VersionView, version};

pub use freeze::freeze;
