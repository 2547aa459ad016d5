//! Members, staff, agencies, programs, and how people sign in.

mod agency;
mod assign;
mod caseload;
mod cover;
mod find;
mod give;
mod joining;
pub mod keys;
mod lines;
mod member;
mod open_session;
mod own_charts;
mod possible;
mod reach;
mod register;
mod rules;
mod session;
mod set_lang;
mod sign_in;
mod sign_out;
mod step_up;
mod transfer;

pub use agency::{AgencyPage, StaffLine, agency};
pub use assign::{assign, end_assignment, people_to_give};
pub use caseload::{caseload, team};
pub use cover::{cover, cover_for};
pub use find::find_members;
pub use give::PersonToGive;
pub use joining::*;
pub use lines::{MemberLine, PlanStanding, ProgramLine};
pub use member::{MemberPage, member};
pub use open_session::{HatChoice, SignedIn, open_session};
pub use own_charts::{OwnChart, own_charts};
pub use possible::{is_operation, possible};
pub use reach::*;
pub use register::register;
pub(crate) use register::search_keys_of;
pub use rules::{
    Adoption, ProgramRules, RuleSays, RuleValue, adopt, rules, rules_for_program, rules_of_agency, withdraw_adoption,
};
pub use session::session;
pub use set_lang::set_lang;
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use step_up::require_step_up;
pub use transfer::transfer;
