//! `/complaints`: anyone says that something was not right, without a name. The desk answers, and a code finds the answer.

use super::{answered, day};
use crate::app::App;
use crate::form::{Asked, Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use service::consent::{AgencyChoice, ComplaintStands};
use words::words;

struct Agency {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "privacy/complain.html")]
struct ComplainPage {
    page: Page,
    agencies: Vec<Agency>,
    words: String,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "privacy/complained.html")]
struct ComplainedPage {
    page: Page,
    code: String,
}

/// The form.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, &Fields::default(), Wrong::default()).await
}

/// Takes a complaint.
pub async fn make(State(app): State<App>, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let (house, command, from) = (app.house.clone(), fields.command()?, visit.from.clone());
    let (agency, words) = (fields.text("agency").to_owned(), fields.text("words").to_owned());
    match ask(move || service::consent::complain(&house, command, &agency, &words, &from)).await {
        Ok(code) => {
            let page = Page::titled(&app, &visit, Face::Public, "complaint-thanks");
            html(&ComplainedPage { page, code })
        }
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, typed: &Fields, wrong: Wrong) -> Reply {
    let house = app.house.clone();
    let found = ask(move || service::consent::agencies_to_complain_to(&house)).await?;
    let only = found.len() == 1;
    let agency = |one: AgencyChoice| Agency {
        chosen: only || typed.text("agency") == one.slug,
        value: one.slug,
        label: one.name,
    };
    html_with(
        wrong.status(),
        &ComplainPage {
            page: Page::titled(app, visit, Face::Public, "complaint-title"),
            agencies: found.into_iter().map(agency).collect(),
            words: typed.text("words").to_owned(),
            wrong,
        },
    )
}

#[derive(Template)]
#[template(path = "privacy/complaint_answer.html")]
struct AnswerPage {
    page: Page,
    code: String,
    found: bool,
    made: String,
    answer: String,
    words: String,
    error: String,
}

/// The form for a code.
pub async fn answer_page(State(app): State<App>, visit: Visit) -> Reply {
    show_answer(&app, &visit, String::new(), None, String::new())
}

/// What became of a complaint.
pub async fn look(State(app): State<App>, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let code: String = fields.text("code").chars().take(100).collect();
    let (house, sought) = (app.house.clone(), code.clone());
    match ask(move || service::consent::complaint_stands(&house, &sought)).await {
        Ok(stands) => show_answer(&app, &visit, code, Some(stands), String::new()),
        Err(Trouble::Absent) => {
            let error = words().say(visit.lang, "complaint-unknown").into_owned();
            show_answer(&app, &visit, code, None, error)
        }
        Err(other) => Err(other),
    }
}

fn show_answer(app: &App, visit: &Visit, code: String, stands: Option<ComplaintStands>, error: String) -> Reply {
    let lang = visit.lang;
    let status = if error.is_empty() { http::StatusCode::OK } else { http::StatusCode::UNPROCESSABLE_ENTITY };
    let made = stands.as_ref().map(|one| format!("{} · {}", one.agency, day(lang, one.made_on)));
    let answer = stands.as_ref().map(|one| match &one.answer {
        Some((_, on)) => answered(lang, "privacy-answered", *on),
        None => words().say(lang, "complaint-waits").into_owned(),
    });
    let page = AnswerPage {
        page: Page::titled(app, visit, Face::Public, "complaint-answer-title"),
        code,
        found: stands.is_some(),
        made: made.unwrap_or_default(),
        answer: answer.unwrap_or_default(),
        words: stands.and_then(|one| one.answer).map(|(words, _)| words).unwrap_or_default(),
        error,
    };
    html_with(status, &page)
}

#[derive(Template)]
#[template(path = "privacy/complaint.html")]
struct ComplaintPage {
    page: Page,
    action: String,
    back: String,
    words: String,
    made: String,
    answer: String,
    answer_words: String,
    open: bool,
    typed: String,
    wrong: Wrong,
}

/// One complaint on the desk.
pub async fn on_desk(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show_on_desk(&app, &visit, &at, String::new(), Wrong::default()).await
}

/// Answers it.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("complaint")?;
    let command = fields.command()?;
    let (house, words) = (app.house.clone(), fields.text("words").to_owned());
    let said = words.clone();
    match ask(move || service::consent::answer_complaint(&house, &session, command, id, &said)).await {
        Ok(()) => Ok(see_saying(&format!("/agency/{slug}/privacy"), "privacy-answered")),
        Err(Trouble::Invalid(errors)) => show_on_desk(&app, &visit, &at, words, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

async fn show_on_desk(app: &App, visit: &Visit, at: &Params, typed: String, wrong: Wrong) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("complaint")?;
    let house = app.house.clone();
    let one = ask(move || service::consent::complaint(&house, &session, id)).await?;
    let lang = visit.lang;
    let (answer, answer_words) = match one.answer {
        Some((words, on, by)) => (format!("{} · {by}", answered(lang, "privacy-answered", on)), words),
        None => (String::new(), String::new()),
    };
    html_with(
        wrong.status(),
        &ComplaintPage {
            page: Page::titled(app, visit, Face::Agency, "complaint-one"),
            action: format!("/agency/{slug}/privacy/complaints/{id}"),
            back: format!("/agency/{slug}/privacy"),
            words: one.words,
            made: day(lang, one.made_on),
            open: answer.is_empty(),
            answer,
            answer_words,
            typed,
            wrong,
        },
    )
}
