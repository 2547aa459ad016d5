//! Emergencies, what members ask about their records, complaints, and the desk that looks after them.

mod complaint;
mod desk;
mod emergency;
mod glass;
mod hold;
mod leaving;
mod officer;
mod opening;
mod request;
mod retention;
mod rights;

use crate::form::{Choice, choice};
use crate::page::Face;
use crate::respond::Trouble;
use crate::routes::{Route, act, read};
use crate::session::{Params, Visit};
use axum::routing::{get, post};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Date, DateTime};
use service::Session;
use words::words;

/// The text of an identity that nothing has.
macro_rules! nobody {
    () => {
        "00000000000070008000000000000000"
    };
}

/// Every door.
pub fn routes() -> Vec<Route> {
    let mut all = of_members();
    all.extend(of_staff());
    all.extend(of_the_desk());
    all.extend(of_everyone());
    all
}

fn of_members() -> Vec<Route> {
    const RIGHTS: &str = "/me/information/{member}/rights";
    const OWN: &str = concat!("/me/information/", nobody!(), "/rights");
    vec![
        read(Face::Member, RIGHTS, "read-member", OWN, get(rights::page)),
        act(Face::Member, RIGHTS, "ask-privacy", OWN, post(rights::ask_for)),
        act(
            Face::Member,
            "/me/information/{member}/rights/first",
            "ask-privacy",
            concat!("/me/information/", nobody!(), "/rights/first"),
            post(rights::mark),
        ),
        act(
            Face::Member,
            "/me/information/{member}/rights/{request}/back",
            "ask-privacy",
            concat!("/me/information/", nobody!(), "/rights/", nobody!(), "/back"),
            post(rights::take_back),
        ),
        read(
            Face::Member,
            "/me/information/{member}/leaving",
            "read-member",
            concat!("/me/information/", nobody!(), "/leaving"),
            get(leaving::page),
        ),
    ]
}

fn of_staff() -> Vec<Route> {
    const OPEN: &str = "/work/{agency}/members/{member}/open";
    const ONE: &str = concat!("/work/river/members/", nobody!(), "/open");
    const EMERGENCY: &str = "/work/{agency}/members/{member}/emergency";
    const ONE_EMERGENCY: &str = concat!("/work/river/members/", nobody!(), "/emergency");
    vec![
        read(Face::Work, OPEN, "break-glass", ONE, get(glass::page)),
        act(Face::Work, OPEN, "break-glass", ONE, post(glass::open)),
        read(Face::Work, EMERGENCY, "disclose-emergency", ONE_EMERGENCY, get(emergency::page)),
        act(Face::Work, EMERGENCY, "disclose-emergency", ONE_EMERGENCY, post(emergency::tell)),
        read(Face::Work, "/officer", "own-account", "/officer", get(officer::page)),
    ]
}

fn of_the_desk() -> Vec<Route> {
    const REQUEST: &str = "/agency/{agency}/privacy/requests/{request}";
    const ONE_REQUEST: &str = concat!("/agency/river/privacy/requests/", nobody!());
    const OPENING: &str = "/agency/{agency}/privacy/openings/{opening}";
    const ONE_OPENING: &str = concat!("/agency/river/privacy/openings/", nobody!());
    const COMPLAINT: &str = "/agency/{agency}/privacy/complaints/{complaint}";
    const ONE_COMPLAINT: &str = concat!("/agency/river/privacy/complaints/", nobody!());
    const HOLD: &str = "/agency/{agency}/privacy/members/{member}/hold";
    const ONE_HOLD: &str = concat!("/agency/river/privacy/members/", nobody!(), "/hold");
    let keep = "keep-privacy";
    vec![
        read(Face::Agency, "/agency/{agency}/privacy", keep, "/agency/river/privacy", get(desk::page)),
        read(Face::Agency, REQUEST, keep, ONE_REQUEST, get(request::page)),
        act(Face::Agency, REQUEST, keep, ONE_REQUEST, post(request::answer)),
        read(Face::Agency, OPENING, "review-glass", ONE_OPENING, get(opening::page)),
        act(Face::Agency, OPENING, "review-glass", ONE_OPENING, post(opening::review)),
        read(Face::Agency, COMPLAINT, keep, ONE_COMPLAINT, get(complaint::on_desk)),
        act(Face::Agency, COMPLAINT, keep, ONE_COMPLAINT, post(complaint::answer)),
        act(
            Face::Agency,
            "/agency/{agency}/privacy/holds",
            keep,
            "/agency/river/privacy/holds",
            post(hold::place_on_agency),
        ),
        act(
            Face::Agency,
            "/agency/{agency}/privacy/holds/{hold}/lift",
            keep,
            concat!("/agency/river/privacy/holds/", nobody!(), "/lift"),
            post(hold::lift),
        ),
        read(Face::Agency, HOLD, keep, ONE_HOLD, get(hold::page)),
        act(Face::Agency, HOLD, keep, ONE_HOLD, post(hold::place)),
        read(
            Face::Agency,
            "/agency/{agency}/privacy/retention",
            "read-agency",
            "/agency/river/privacy/retention",
            get(retention::page),
        ),
    ]
}

fn of_everyone() -> Vec<Route> {
    let open = |path, answer| read(Face::Public, path, "complain", path, answer);
    let asks = |path, answer| act(Face::Public, path, "complain", path, answer);
    vec![
        open("/complaints", get(complaint::page)),
        open("/es/complaints", get(complaint::page)),
        asks("/complaints", post(complaint::make)),
        asks("/es/complaints", post(complaint::make)),
        open("/complaints/answer", get(complaint::answer_page)),
        open("/es/complaints/answer", get(complaint::answer_page)),
        asks("/complaints/answer", post(complaint::look)),
        asks("/es/complaints/answer", post(complaint::look)),
    ]
}

/// A message.
fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// A day in words.
fn day(lang: Lang, on: Date) -> String {
    words().date_with_year(lang, on)
}

/// A day and the time of day, in words.
fn when(lang: Lang, at: DateTime) -> String {
    format!("{} · {}", words().date_with_year(lang, at.date()), words().time_of_day(lang, at.time()))
}

/// A message with one text.
fn with(lang: Lang, id: &str, name: &str, text: impl Into<String>) -> String {
    words().say_with(lang, id, &[(name, Arg::Text(text.into()))])
}

/// Whose chart an address of staff names, and who asks.
fn chart_of(visit: &Visit, at: &Params) -> Result<(String, Session, MemberId), Trouble> {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    Ok((slug, session, at.id("member")?))
}

/// An answer in words: what came of it, and its day.
fn answered(lang: Lang, kind: &str, on: Date) -> String {
    format!("{} · {}", say(lang, kind), day(lang, on))
}
