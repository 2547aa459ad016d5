//! `/team/{agency}/alerts`: who opened many charts in an hour, for those who answer for it.

use super::pick::{Pick, pick};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::people::AlertAnswer;
use service::people::Alert;
use service::{House, Session};
use words::words;

/// An alert on a desk.
pub struct AlertLine {
    /// Who.
    pub name: String,
    /// How many charts, and how many are usual.
    pub told: String,
    /// Where it is answered.
    pub page: String,
}

/// The alerts that the reader is to answer. It blocks.
pub fn alert_lines(house: &House, session: &Session, slug: &str, lang: Lang) -> Result<Vec<AlertLine>, service::Fault> {
    let found = service::people::alerts(house, session)?;
    let line = |one: Alert| AlertLine { told: told(lang, &one), page: format!("/team/{slug}/alerts"), name: one.name };
    Ok(found.into_iter().map(line).collect())
}

fn told(lang: Lang, alert: &Alert) -> String {
    let args = [("count", Arg::from(alert.charts)), ("usual", Arg::from(alert.usual))];
    words().say_with(lang, "watch-told", &args)
}

struct Row {
    name: String,
    heading: String,
    told: String,
    when: String,
    action: String,
    what: String,
    answers: Vec<Pick>,
    note: String,
    note_id: String,
    wrong_answer: String,
    wrong_note: String,
}

#[derive(Template)]
#[template(path = "team/watch.html")]
struct WatchPage {
    page: Page,
    back: String,
    alerts: Vec<Row>,
}

/// A form that came back: of which alert, what was typed, what is wrong.
#[derive(Default)]
struct Came {
    alert: Option<RowId>,
    typed: Fields,
    wrong: Wrong,
}

/// What waits for an answer.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, Came::default()).await
}

/// What came of one of them.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let id: RowId = at.id("alert")?;
    let command = fields.command()?;
    let answer: Option<AlertAnswer> = fields.code("answer")?;
    let (house, note) = (app.house.clone(), fields.text("note").to_owned());
    match ask(move || service::people::answer_alert(&house, &session, command, id, answer, &note)).await {
        Ok(()) => Ok(see_saying(&format!("/team/{}/alerts", at.text("agency")), "watch-answered")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &at, Came { alert: Some(id), typed: fields, wrong }).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, at: &Params, came: Came) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let team = service::people::offers(&session).team;
    let house = app.house.clone();
    let found = ask(move || service::people::alerts_to_answer(&house, &session)).await?;
    let status = came.wrong.status();
    html_with(
        status,
        &WatchPage {
            page: Page::titled(app, visit, Face::Team, "watch-title"),
            back: format!("/{}/{slug}", if team { "team" } else { "agency" }),
            alerts: found.iter().map(|one| row(visit.lang, &slug, one, &came)).collect(),
        },
    )
}

fn row(lang: Lang, slug: &str, one: &Alert, came: &Came) -> Row {
    let mine = |text: &str| if came.alert == Some(one.id) { text.to_owned() } else { String::new() };
    let typed = mine(came.typed.text("answer"));
    let answer = |code: &str| pick(code, words().say(lang, &format!("watch-{code}")), &typed);
    Row {
        name: one.name.clone(),
        heading: format!("who-{}", one.id),
        told: told(lang, one),
        when: words().date_with_year(lang, one.on),
        action: format!("/team/{slug}/alerts/{}", one.id),
        what: format!("answer-{}", one.id),
        answers: AlertAnswer::ALL.iter().map(|one| answer(one.code())).collect(),
        note: mine(came.typed.text("note")),
        note_id: format!("note-{}", one.id),
        wrong_answer: mine(came.wrong.at("answer")),
        wrong_note: mine(came.wrong.at("note")),
    }
}
