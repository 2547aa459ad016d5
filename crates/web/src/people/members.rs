//! `GET` and `POST /work/{agency}/members`: find somebody, or open a chart.

use super::line::{Person, person};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use service::Session;

#[derive(Template)]
#[template(path = "work/members.html")]
struct MembersPage {
    page: Page,
    slug: String,
    query: String,
    people: Vec<Person>,
    called: String,
    lang: String,
    wrong: Wrong,
}

/// Those one works with, or those whom a search finds.
pub async fn members(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, Typed::default()).await
}

/// Opens a chart by one answer: what somebody likes to be called.
pub async fn register(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let command = fields.command()?;
    let typed = Typed {
        called: fields.text("called").to_owned(),
        lang: fields.text("lang").to_owned(),
        wrong: Wrong::default(),
    };
    let lang = Lang::from_tag(&typed.lang).unwrap_or_default();
    let (house, who, called) = (app.house.clone(), session.clone(), typed.called.clone());
    match ask(move || service::people::register(&house, &who, command, &called, lang)).await {
        Ok(member) => Ok(see_saying(&format!("/work/{slug}/members/{member}"), "registered")),
        Err(Trouble::Invalid(errors)) => {
            show(&app, &visit, session, Typed { wrong: Wrong::of(&visit, &errors), ..typed }).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Default)]
struct Typed {
    called: String,
    lang: String,
    wrong: Wrong,
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Typed) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let query: String = visit.asked("q").trim().chars().take(200).collect();
    let (house, sought) = (app.house.clone(), query.clone());
    let lines = ask(move || {
        if sought.is_empty() {
            service::people::caseload(&house, &session)
        } else {
            service::people::find_members(&house, &session, &sought)
        }
    })
    .await?;
    let page = Page::titled(app, visit, Face::Work, "nav-members");
    let people = lines.iter().map(|line| person(visit.lang, &slug, line)).collect();
    let Typed { called, lang, wrong } = typed;
    html_with(wrong.status(), &MembersPage { page, slug, query, people, called, lang, wrong })
}
