//! `GET …/consents`: what is in force, what waits and what ended; how peer support began; what stays in.

use super::say::say;
use super::view::{ConsentRow, RestrictRow, on, restriction, row};
use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{HowStarted, NoticeGiven, Piece};
use service::consent::{ConsentPage, ConsentRights};

#[derive(Template)]
#[template(path = "consent/list.html")]
struct ListPage {
    page: Page,
    base: String,
    back: String,
    own: bool,
    called: String,
    may: ConsentRights,
    rows: Vec<ConsentRow>,
    restrictions: Vec<RestrictRow>,
    pieces: Vec<Choice>,
    started: String,
    /// How the notice was given; empty where it was not.
    noticed: String,
    /// Whether the member said that they have it.
    has_notice: bool,
    ways: Vec<Choice>,
    typed: Fields,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    show(&app, &visit, &place, Fields::default(), Wrong::default()).await
}

/// The page, with what somebody typed where a form came back.
pub async fn show(app: &App, visit: &Visit, place: &Place, typed: Fields, wrong: Wrong) -> Reply {
    let (house, one) = (app.house.clone(), place.clone());
    let found = ask(move || service::consent::consent_page(&house, &one.session, one.member)).await?;
    let lang = visit.lang;
    let (started, noticed) = (started(lang, &found), noticed(lang, &found));
    let page = ListPage {
        page: Page::titled(app, visit, place.face, "consents-title"),
        base: place.base.clone(),
        back: place.back.clone(),
        own: place.own(),
        may: found.may,
        rows: found.consents.iter().map(|line| row(lang, line)).collect(),
        restrictions: found.restrictions.iter().map(|line| restriction(lang, line)).collect(),
        pieces: choices(lang, "piece", Piece::ALL.iter().map(|one| one.code()), |code| {
            typed.text("restrict_piece") == code
        }),
        started,
        noticed,
        has_notice: found.notice.as_ref().is_some_and(|notice| notice.acknowledged.is_some()),
        ways: choices(lang, "notice-way", NoticeGiven::ALL.iter().map(|one| one.code()), |code| {
            code == NoticeGiven::Paper.code()
        }),
        called: found.called,
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn started(lang: domain::lang::Lang, found: &ConsentPage) -> String {
    match &found.start {
        Some(start) if start.how == HowStarted::Signed => on(lang, "start-signed-on", start.on),
        Some(start) => on(lang, "start-spoken-on", start.on),
        None => String::new(),
    }
}

fn noticed(lang: domain::lang::Lang, found: &ConsentPage) -> String {
    let Some(notice) = &found.notice else { return String::new() };
    let had = if notice.acknowledged.is_some() { "notice-had" } else { "notice-not-had" };
    format!("{} {}", on(lang, "notice-given-on", notice.on), say(lang, had))
}
