//! People: signing in and out, those one works with, their programs, the team, the agency.

mod agency;
mod alerts;
mod at;
mod enrolment;
mod first_time;
mod head;
pub mod join;
pub mod keys;
mod language;
mod leave;
mod line;
mod lock_all;
mod member;
mod members;
mod notices;
mod peer;
mod pick;
mod programs;
pub mod reach;
mod routes;
mod rules;
pub mod second_pin;
pub mod sharing;
mod sign_in;
mod staff;
mod staff_restart;
mod team;
mod timeline;
mod work;

pub use first_time::{first_time, first_time_page};
pub use language::{language, language_page};
pub use leave::{away, quick_exit, sign_out, still_here};
pub use lock_all::routes as lock_routes;
pub use routes::chart_routes;
pub use sign_in::{sign_in, sign_in_page};
pub use work::{to_agency, to_members, to_team, to_work, work};
