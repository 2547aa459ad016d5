//! `GET` and `POST /sign/{token}`: one version for whoever holds a one-time link. No name stands in the address or
//! the title.

use super::version::{SignedRow, signed_rows, translated};
use super::view::{GoalView, Told, beside as put_beside, day, goals, sections};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::plan::LinkAnswer;

#[derive(Template)]
#[template(path = "plan/by_link.html")]
struct LinkPage {
    page: Page,
    token: String,
    member: String,
    agency: String,
    number: String,
    written_on: String,
    hash: String,
    holder: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    translated: Vec<String>,
    signed: Vec<SignedRow>,
    typed: Fields,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "plan/link_done.html")]
struct DonePage {
    page: Page,
}

/// The version, until it was answered.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.text("token"), Fields::default(), Wrong::default()).await
}

/// Signs, or does not agree and says why.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let answer = match fields.text("answer") {
        "sign" => LinkAnswer::Signs(fields.text("name").to_owned()),
        "disagree" => LinkAnswer::Disagrees(fields.text("words").to_owned()),
        _ => return Err(Trouble::Unreadable),
    };
    let (house, token, lang) = (app.house.clone(), at.text("token").to_owned(), visit.lang);
    match ask(move || service::plan::answer_link(&house, &token, lang, &answer)).await {
        Ok(()) => Ok(see(if lang == domain::lang::Lang::Es { "/es/signed" } else { "/signed" })),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, at.text("token"), fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// `GET /signed`: thanks.
pub async fn done(State(app): State<App>, visit: Visit) -> Reply {
    html(&DonePage { page: Page::titled(&app, &visit, Face::Public, "by-link-done") })
}

async fn show(app: &App, visit: &Visit, token: &str, typed: Fields, wrong: Wrong) -> Reply {
    let (house, secret, lang) = (app.house.clone(), token.to_owned(), visit.lang);
    let found = ask(move || service::plan::open_link(&house, &secret)).await?;
    let document = &found.document;
    let (mut sections, mut goals) = (sections(lang, &document.content), goals(lang, &document.content));
    put_beside(lang, &found.translations, &mut sections, &mut goals);
    let page = LinkPage {
        page: Page::titled(app, visit, Face::Public, "by-link-title"),
        token: token.to_owned(),
        member: document.member.clone(),
        agency: document.agency.clone(),
        number: document.number.to_string(),
        written_on: day(lang, document.written_on),
        hash: found.hash.clone(),
        holder: if typed.text("name").is_empty() { found.name.clone() } else { typed.text("name").to_owned() },
        sections,
        goals,
        translated: translated(lang, &found.translations),
        signed: signed_rows(lang, "", &found.signatures),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}
