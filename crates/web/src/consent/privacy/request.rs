//! `/agency/{agency}/privacy/requests/{request}`: one request, its answer, or more time for it.

use super::rights::badge;
use super::{Choice, answered, choice, day, say, with};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{RequestAnswer, RequestStands};
use domain::id::RowId;
use domain::notice::{FieldError, Notice};

#[derive(Template)]
#[template(path = "privacy/request.html")]
struct RequestPage {
    page: Page,
    action: String,
    back: String,
    chart: String,
    hold: String,
    called: String,
    what: String,
    words: String,
    asked: String,
    due: String,
    stands: &'static str,
    stands_label: String,
    extended: String,
    answer: String,
    answer_words: String,
    answered_by: String,
    open: bool,
    may_extend: bool,
    held: bool,
    answers: Vec<Choice>,
    days: u16,
    sent: String,
    typed: Fields,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, Fields::default(), Wrong::default()).await
}

/// Answers it, or takes more time.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("request")?;
    let command = fields.command()?;
    let house = app.house.clone();
    let words = fields.text("words").to_owned();
    let done = match fields.text("do") {
        "extend" => {
            let more = move || service::consent::extend_request(&house, &session, command, id, &words);
            ask(more).await.map(|_| "privacy-extended")
        }
        "answer" => match fields.code::<RequestAnswer>("answer")? {
            None => Err(Trouble::Invalid(vec![FieldError::new("answer", Notice::new("pick-missing"))])),
            Some(answer) => {
                let said = move || service::consent::answer_request(&house, &session, command, id, answer, &words);
                ask(said).await.map(|()| "privacy-answered")
            }
        },
        _ => return Err(Trouble::Unreadable),
    };
    match done {
        Ok(said) => Ok(see_saying(&format!("/agency/{slug}/privacy"), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &at, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: Fields, wrong: Wrong) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("request")?;
    let house = app.house.clone();
    let found = ask(move || service::consent::request_page(&house, &session, id)).await?;
    let (lang, one) = (visit.lang, found.line);
    let (answer, answer_words) = match &one.answer {
        Some((answer, on, words)) => (answered(lang, &format!("request-answer-{}", answer.code()), *on), words.clone()),
        None => (String::new(), String::new()),
    };
    let sent = typed.text("do").to_owned();
    html_with(
        wrong.status(),
        &RequestPage {
            page: Page::titled(app, visit, Face::Agency, "privacy-request"),
            action: format!("/agency/{slug}/privacy/requests/{id}"),
            back: format!("/agency/{slug}/privacy"),
            chart: format!("/work/{slug}/members/{}", one.member),
            hold: format!("/agency/{slug}/privacy/members/{}/hold", one.member),
            what: say(lang, &format!("request-kind-{}", one.kind.code())),
            asked: with(lang, "request-asked-on", "date", day(lang, one.asked_on)),
            due: with(lang, "request-due", "date", day(lang, one.due_on)),
            stands: badge(one.stands.code()),
            stands_label: say(lang, &format!("request-stands-{}", one.stands.code())),
            open: one.answer.is_none(),
            may_extend: one.answer.is_none() && one.extended.is_none() && one.stands != RequestStands::Late,
            extended: one.extended.unwrap_or_default(),
            called: one.called,
            words: one.words,
            answered_by: one.answered_by.unwrap_or_default(),
            answer,
            answer_words,
            held: found.held,
            answers: RequestAnswer::GIVEN
                .iter()
                .map(|one| choice(lang, "request-answer", one.code(), typed.text("answer") == one.code()))
                .collect(),
            days: found.extension_days,
            sent,
            typed,
            wrong,
        },
    )
}

impl RequestPage {
    /// What was typed, in the form that was sent.
    fn typed_in(&self, form: &str) -> &str {
        if self.sent == form { self.typed.text("words") } else { "" }
    }

    /// What was wrong, in the form that was sent.
    fn wrong_in(&self, form: &str) -> &str {
        if self.sent == form { self.wrong.at("words") } else { "" }
    }
}
