//! People: signing in and out, those one works with, the team, the agency.

mod agency;
pub mod join;
pub mod keys;
mod language;
mod leave;
mod line;
mod member;
mod members;
pub mod reach;
mod sign_in;
mod work;

pub use agency::agency;
pub use language::{language, language_page};
pub use leave::{away, quick_exit, sign_out, still_here};
pub use member::member;
pub use members::{members, register};
pub use sign_in::{sign_in, sign_in_page};
pub use work::{team, to_agency, to_members, to_team, to_work, work};
