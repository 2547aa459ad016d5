//! `GET` and `POST …/plan/actions/{action}`: one step: its words, who and when, its meeting, each time it was done.

use super::chart::Chart;
use super::goal::Choice;
use super::open::look;
use super::origin::{Came, Origin, finish};
use super::pen::{Pen, Writing};
use super::pieces::{ClashRow, clashes, repeats, whos};
use super::view::{day, meeting_next, say};
use crate::app::App;
use crate::form::Posted;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{ActionId, RowId};
use domain::plan::TextField;
use service::plan::{ActionShape, Done, Part};

struct DoneRow {
    on: String,
    note: String,
    who: String,
    /// What the reader may take back today, or nothing.
    slip: String,
}

#[derive(Template)]
#[template(path = "plan/step.html")]
struct StepPage {
    page: Page,
    base: String,
    id: String,
    goal: String,
    from: String,
    what: String,
    may_write: bool,
    may_mark: bool,
    clashes: Vec<ClashRow>,
    writings: Vec<Writing>,
    whos: Vec<Choice>,
    repeats: Vec<Choice>,
    on: String,
    meeting: String,
    done: Vec<DoneRow>,
    today: String,
    /// How much was written in the step.
    written: i64,
    came: Came,
}

/// The step.
pub async fn step(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("action")?, Came::default()).await
}

/// The page of one step.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, id: ActionId, came: Came) -> Reply {
    let view = look(app, chart).await?;
    let lang = visit.lang;
    let (way, action) = view.content.action(id).ok_or(Trouble::Absent)?;
    let (goal, _) = view.content.strategy(way.id).ok_or(Trouble::Absent)?;
    let pen = Pen::new(lang, chart, &view, &came);
    let owner = id.to_string();
    let mut writings = pen.write_all(
        &owner,
        &[
            (TextField::ActionWhat, &action.what),
            (TextField::ActionWhen, &action.when),
            (TextField::ActionWhoName, &action.who_name),
        ],
    );
    // The choice of who does it has this name on the same page.
    if let Some(name) = writings.last_mut() {
        name.label = say(lang, "step-who-name");
    }
    let done = view.done.iter().filter(|done| done.action == id).map(|done| DoneRow {
        on: day(lang, done.on),
        note: done.note.clone(),
        who: if done.by_member { String::new() } else { say(lang, "done-by-peer") },
        slip: done.slip.map(|mark| mark.to_string()).unwrap_or_default(),
    });
    let page = StepPage {
        page: Page::titled(app, visit, chart.face, "step-title"),
        base: chart.base.clone(),
        goal: goal.id.to_string(),
        from: Origin::Action(id).to_string(),
        what: action.what.clone(),
        may_write: view.may_write,
        may_mark: view.may_write,
        clashes: clashes(lang, &view),
        whos: whos(lang, action.who.code()),
        repeats: repeats(lang, action.repeat.code()),
        on: action.on.map(|on| on.to_string()).unwrap_or_default(),
        meeting: action.link.as_ref().map(|link| meeting_next(lang, view.today, link)).unwrap_or_default(),
        done: done.collect(),
        today: view.today.to_string(),
        written: view.written_in(Part::Action(id)),
        id: owner,
        writings,
        came,
    };
    html_with(page.came.status(), &page)
}

/// Sets who does it, when and how often.
pub async fn shape(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: ActionId = at.id("action")?;
    let command = fields.command()?;
    let outcome = match fields.date("on") {
        Ok(on) => {
            let shape = ActionShape {
                who: fields.code("who")?.ok_or(Trouble::Unreadable)?,
                repeat: fields.code("repeat")?.ok_or(Trouble::Unreadable)?,
                on,
            };
            let (house, one) = (app.house.clone(), chart.clone());
            ask(move || service::plan::shape_action(&house, &one.session, command, one.member, id, shape)).await
        }
        Err(error) => Err(Trouble::Invalid(vec![error])),
    };
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}

/// `POST …/actions/{action}/done`: it was done, today or on another day.
pub async fn done(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let action: ActionId = at.id("action")?;
    let outcome = match fields.date("done_on") {
        Ok(on) => {
            let done = Done { on, note: fields.text("note").to_owned() };
            let (house, one) = (app.house.clone(), chart.clone());
            ask(move || service::plan::mark_done(&house, &one.session, command, one.member, action, done)).await
        }
        Err(error) => Err(Trouble::Invalid(vec![error])),
    };
    if outcome.is_ok() && fields.text("from") == "today" {
        return Ok(see_saying(&chart.back, "done"));
    }
    finish(&app, &visit, &chart, fields, outcome, "done").await
}

/// `POST …/actions/{action}/not-done`: that it was done was a slip.
pub async fn not_done(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let action: ActionId = at.id("action")?;
    let mark: RowId = fields.code("mark")?.ok_or(Trouble::Unreadable)?;
    let (house, one) = (app.house.clone(), chart.clone());
    let outcome =
        ask(move || service::plan::take_back_done(&house, &one.session, command, one.member, action, mark)).await;
    match outcome {
        Ok(()) if fields.text("from") == "today" => Ok(see_saying(&chart.back, "not-done")),
        outcome => finish(&app, &visit, &chart, fields, outcome, "not-done").await,
    }
}
