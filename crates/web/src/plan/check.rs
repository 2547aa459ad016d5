//! `GET` and `POST …/plan/self-check`: the peer's own questions. Nobody else reads the answers.

use super::chart::Chart;
use super::origin::Came;
use crate::app::App;
use crate::form::Posted;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::plan::Reflections;

struct Row {
    key: String,
    text: String,
    before: bool,
    after: bool,
}

#[derive(Template)]
#[template(path = "plan/self_check.html")]
struct CheckPage {
    page: Page,
    base: String,
    rows: Vec<Row>,
    words: String,
    on: String,
    came: Came,
}

/// The questions, with one's own answers.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, Came::default()).await
}

async fn show(app: &App, visit: &Visit, chart: &Chart, came: Came) -> Reply {
    let (house, one) = (app.house.clone(), chart.clone());
    let own = ask(move || service::plan::self_check(&house, &one.session, one.member)).await?;
    let said = own.reflections;
    let row = |check: &words::content::SelfCheck| Row {
        key: check.key.clone(),
        text: check.text.clone(),
        before: said.before.contains(&check.key),
        after: said.after.contains(&check.key),
    };
    let page = CheckPage {
        page: Page::titled(app, visit, chart.face, "check-title"),
        base: chart.base.clone(),
        rows: words::content::guide(visit.lang).self_check.iter().map(row).collect(),
        words: came.typed_or("words", "", &said.words).to_owned(),
        on: own.on.map(|on| super::view::day(visit.lang, on)).unwrap_or_default(),
        came,
    };
    html_with(page.came.status(), &page)
}

/// Keeps them.
pub async fn keep(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let said = Reflections {
        before: fields.all("before"),
        after: fields.all("after"),
        words: fields.text("words").to_owned(),
    };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::keep_self_check(&house, &one.session, command, one.member, said)).await {
        Ok(()) => Ok(see_saying(&format!("{}/self-check", chart.base), "saved")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &chart, Came::back(&visit, fields, &errors)).await,
        Err(other) => Err(other),
    }
}
