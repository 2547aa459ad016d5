//! Small acts on a plan: start it, settle a clash, mark a step as done, make the version to sign.

use super::chart::Chart;
use super::open::look;
use crate::app::App;
use crate::form::Posted;
use crate::respond::{Reply, Trouble, ask, see, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::{ActionId, RowId};

/// `POST …/start`
pub async fn start(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let base = chart.base;
    ask(move || service::plan::start(&app.house, &chart.session, command, chart.member)).await?;
    Ok(see(&base))
}

/// `POST …/clashes/{clash}`: keeps one of two texts, or both.
pub async fn settle(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let id: RowId = at.id("clash")?;
    let view = look(&app, &chart).await?;
    let base = chart.base.clone();
    // Gone: it was settled by the first click, or by the other person.
    let Some(clash) = view.clashes.into_iter().find(|clash| clash.id == id) else { return Ok(see(&base)) };
    let text = match posted.fields.text("pick") {
        "ours" => clash.ours,
        "theirs" => clash.theirs,
        "join" => format!("{}\n\n{}", clash.theirs, clash.ours),
        _ => return Err(Trouble::Unreadable),
    };
    ask(move || service::plan::settle_clash(&app.house, &chart.session, command, chart.member, id, &text)).await?;
    Ok(see_saying(&base, "saved"))
}

/// `POST …/actions/{action}/done`
pub async fn done(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let action: ActionId = at.id("action")?;
    let to = if posted.fields.text("from") == "today" { chart.back.clone() } else { chart.base.clone() };
    ask(move || service::plan::mark_done(&app.house, &chart.session, command, chart.member, action)).await?;
    Ok(see_saying(&to, "done"))
}

/// `POST …/freeze`
pub async fn freeze(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let base = chart.base.clone();
    let version = ask(move || service::plan::freeze(&app.house, &chart.session, command, chart.member)).await?;
    Ok(see_saying(&format!("{base}/versions/{version}"), "frozen"))
}
