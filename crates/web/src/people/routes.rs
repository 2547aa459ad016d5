//! The doors to charts, the team and the agency's desk.

use super::{agency, alerts, enrolment, member, members, peer, programs, rules, staff, staff_restart, team, timeline};
use crate::page::Face;
use crate::routes::{Route, act, read};
use axum::routing::{get, post};

/// The text of an identity that nothing has.
macro_rules! nobody {
    () => {
        "00000000000070008000000000000000"
    };
}

/// Below a member of an agency that does not exist here.
macro_rules! at_member {
    ($rest:expr) => {
        concat!("/work/river/members/", nobody!(), $rest)
    };
}

/// Below an enrolment that nothing has.
macro_rules! one {
    ($rest:expr) => {
        concat!("/work/river/members/", nobody!(), "/programs/", nobody!(), $rest)
    };
}

/// The table of these doors.
pub fn chart_routes() -> Vec<Route> {
    let mut table = charts();
    table.extend(desks());
    table.extend(restarts());
    table
}

fn restarts() -> Vec<Route> {
    macro_rules! at {
        ($rest:expr) => {
            concat!("/agency/river/people/", nobody!(), "/new-start", $rest)
        };
    }
    let start = "/agency/{agency}/people/{staff}/new-start";
    let agree = "/agency/{agency}/people/{staff}/new-start/{restart}/agree";
    let code = "/agency/{agency}/people/{staff}/new-start/{restart}/code";
    let stop = "/agency/{agency}/people/{staff}/new-start/stop";
    let op = "restart-staff";
    vec![
        read(Face::Agency, start, op, at!(""), get(staff_restart::page)),
        act(Face::Agency, start, op, at!(""), post(staff_restart::first)),
        act(Face::Agency, agree, op, at!(concat!("/", nobody!(), "/agree")), post(staff_restart::second)),
        act(Face::Agency, code, op, at!(concat!("/", nobody!(), "/code")), post(staff_restart::code)),
        act(Face::Agency, stop, op, at!("/stop"), post(staff_restart::stop)),
    ]
}

fn charts() -> Vec<Route> {
    const MEMBERS: &str = "/work/{agency}/members";
    const PEER: &str = "/work/{agency}/members/{member}/peer";
    const PROGRAMS: &str = "/work/{agency}/members/{member}/programs";
    const ENROLMENT: &str = "/work/{agency}/members/{member}/programs/{enrolment}";
    const ONE: &str = one!("");
    const BENEFICIARY: &str = "/work/{agency}/members/{member}/programs/{enrolment}/beneficiary";
    const TERMS: &str = "/work/{agency}/members/{member}/programs/{enrolment}/terms";
    const CARD: &str = "/work/{agency}/members/{member}/programs/{enrolment}/card";
    const END: &str = "/work/{agency}/members/{member}/programs/{enrolment}/end";
    let member = "/work/{agency}/members/{member}";
    vec![
        read(Face::Work, MEMBERS, "find-members", "/work/river/members", get(members::members)),
        act(Face::Work, MEMBERS, "register-member", "/work/river/members", post(members::register)),
        act(Face::Work, "/work/{agency}/members/find", "find-members", "/work/river/members/find", post(members::find)),
        read(Face::Work, member, "read-member", at_member!(""), get(member::member)),
        read(Face::Work, PEER, "assign-peer", at_member!("/peer"), get(peer::peer)),
        act(
            Face::Work,
            "/work/{agency}/members/{member}/peer/transfer",
            "assign-peer",
            at_member!("/peer/transfer"),
            post(peer::hand_over),
        ),
        act(
            Face::Work,
            "/work/{agency}/members/{member}/peer/second",
            "assign-peer",
            at_member!("/peer/second"),
            post(peer::second),
        ),
        act(
            Face::Work,
            "/work/{agency}/members/{member}/peer/cover",
            "assign-peer",
            at_member!("/peer/cover"),
            post(peer::cover),
        ),
        act(
            Face::Work,
            "/work/{agency}/members/{member}/peer/end",
            "assign-peer",
            at_member!("/peer/end"),
            post(peer::end),
        ),
        read(Face::Work, PROGRAMS, "read-enrolments", at_member!("/programs"), get(programs::programs)),
        act(Face::Work, PROGRAMS, "enrol", at_member!("/programs"), post(programs::enrol)),
        act(
            Face::Work,
            "/work/{agency}/members/{member}/programs/family",
            "change-member",
            at_member!("/programs/family"),
            post(programs::add_family),
        ),
        read(Face::Work, ENROLMENT, "read-enrolments", ONE, get(enrolment::enrolment)),
        act(Face::Work, BENEFICIARY, "enrol", one!("/beneficiary"), post(enrolment::find_beneficiary)),
        act(Face::Work, TERMS, "enrol", one!("/terms"), post(enrolment::change_terms)),
        act(Face::Work, CARD, "change-coverage", one!("/card"), post(enrolment::change_card)),
        act(Face::Work, END, "enrol", one!("/end"), post(enrolment::end)),
        read(
            Face::Work,
            "/work/{agency}/members/{member}/timeline",
            "read-member",
            at_member!("/timeline"),
            get(timeline::timeline),
        ),
    ]
}

fn desks() -> Vec<Route> {
    const STAFF: &str = "/agency/{agency}/people/{staff}";
    const ONE: &str = concat!("/agency/river/people/", nobody!());
    const RULES: &str = "/agency/{agency}/rules";
    vec![
        read(Face::Team, "/team/{agency}", "read-team", "/team/river", get(team::team)),
        act(Face::Team, "/team/{agency}", "assign-peer", "/team/river", post(team::team_cover)),
        read(Face::Team, "/team/{agency}/alerts", "answer-browse", "/team/river/alerts", get(alerts::page)),
        act(
            Face::Team,
            "/team/{agency}/alerts/{alert}",
            "answer-browse",
            concat!("/team/river/alerts/", nobody!()),
            post(alerts::answer),
        ),
        read(Face::Agency, "/agency/{agency}", "read-agency", "/agency/river", get(agency::agency)),
        act(Face::Agency, "/agency/{agency}/people", "manage-staff", "/agency/river/people", post(agency::add_person)),
        act(
            Face::Agency,
            "/agency/{agency}/programs",
            "manage-programs",
            "/agency/river/programs",
            post(agency::add_program),
        ),
        act(
            Face::Agency,
            "/agency/{agency}/programs/{program}/end",
            "manage-programs",
            concat!("/agency/river/programs/", nobody!(), "/end"),
            post(agency::end_program),
        ),
        read(Face::Agency, STAFF, "read-agency", ONE, get(staff::staff)),
        act(Face::Agency, STAFF, "manage-staff", ONE, post(staff::change_staff)),
        read(Face::Agency, RULES, "read-agency", "/agency/river/rules", get(rules::rules)),
        act(Face::Agency, RULES, "adopt-rule", "/agency/river/rules", post(rules::adopt)),
    ]
}
