//! Members, staff, agencies, programs, and how people sign in.

mod add_agency;
mod agency;
mod agree;
mod alerts;
mod assign;
mod candidates;
mod caseload;
mod chart_readers;
mod cover;
mod coverage;
mod enrol;
mod enrolments;
mod family;
pub(crate) mod files;
mod find;
mod first_sign_in;
mod give;
mod joining;
pub mod keys;
mod lines;
mod lock_all;
mod member;
mod names;
mod offers;
mod open_session;
mod own_charts;
mod possible;
mod programs;
mod reach;
mod register;
mod roles;
mod rules;
mod session;
mod set_lang;
mod sharing;
mod sign_in;
mod sign_out;
mod staff;
mod staff_code;
mod staff_restart;
mod step_up;
mod team;
mod timeline;
mod transfer;

pub use add_agency::{AgencyAdded, NewAgency, add_agency};
pub use agency::{AgencyPage, AgencyProgram, StaffLine, agency};
pub use alerts::{Alert, alerts, alerts_to_answer, answer_alert};
pub use assign::{assign, end_assignment, people_to_give};
pub use caseload::{MemberList, caseload, caseload_after, team};
pub use chart_readers::{NewReader, new_chart_readers};
pub use cover::{cover, cover_for};
pub use coverage::{CardWarning, Coverage, CoverageCard, change_coverage};
pub use enrol::{EnrolmentTerms, change_enrolment, end_enrolment, enrol};
pub use enrolments::{Enrolment, EnrolmentPage, Enrolments, Family, FamilyAlly, LinkedChart, enrolment, enrolments};
pub use family::{NewFamilyAlly, add_family_ally};
pub use files::CleanFile;
pub use find::{Found, Match, find_members};
pub use first_sign_in::first_sign_in;
pub use give::PersonToGive;
pub use joining::*;
pub use lines::{MemberLine, PlanStanding, ProgramLine};
pub use lock_all::{lock_everything, lock_for_member, may_lock};
pub use member::{MemberPage, Walk, WalkHistory, member, walk_history};
pub(crate) use names::search_keys_of;
pub use offers::{Offers, offers};
pub use open_session::{HatChoice, SignedIn, open_session};
pub use own_charts::{OwnChart, own_charts, unlinked};
pub use possible::{is_operation, possible};
pub use programs::{add_program, end_program};
pub use reach::*;
pub use register::{NewMember, ProgramToJoin, Registration, programs_to_join, register, welcome};
pub use roles::{GRANTABLE, NewGrant, add_supervision, end_role, end_supervision, grant_role};
pub use rules::{
    Adoption, ProgramRules, RuleKey, RuleSays, RuleValue, adopt, rules, rules_for_program, rules_of_agency,
    withdraw_adoption,
};
pub(crate) use rules::{adoptions, values as rule_values};
pub use session::session;
pub use set_lang::set_lang;
pub use sharing::{
    NewShare, ShareLine, ShareMade, ShareOf, ShareOfChart, ShareWith, change_share, end_share, go_on_sharing,
    new_share_code, share, share_questions, shared_with_me, shares,
};
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use staff::{
    GrantLine, NewStaff, StaffMember, StaffPage, SupervisionLine, add_staff, end_staff, staff_list, staff_member,
};
pub use staff_code::{StaffAdded, new_staff_code};
pub use staff_restart::{
    Restart, RestartPage, RestartWaiting, agree_restart, ask_restart, may_restart, restart, restart_code,
    restarts_waiting, stop_restart,
};
pub use step_up::require_step_up;
pub use team::{
    CoverLine, PeerLoad, TeamDay, TeamList, TeamMember, expected_back, stand_ins, team_day, without_a_peer,
};
pub use timeline::{Happening, Timeline, TimelinePlace, timeline};
pub use transfer::transfer;
