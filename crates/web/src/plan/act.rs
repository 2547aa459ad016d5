//! Small acts on a plan: start it, settle a clash, make the version to sign.

use super::chart::Chart;
use super::open::look;
use super::origin::{Origin, again};
use crate::app::App;
use crate::form::Posted;
use crate::respond::{Reply, Trouble, ask, see, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::RowId;
use service::plan::TextSaved;

/// `POST …/start`
pub async fn start(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let to = match posted.fields.text("then") {
        "together" => format!("{}/together/{}", chart.base, words::content::Step::Relationship.code()),
        _ => chart.base,
    };
    ask(move || service::plan::start(&app.house, &chart.session, command, chart.member)).await?;
    Ok(see(&to))
}

/// `POST …/clashes/{clash}`: keeps one of two texts, or both.
pub async fn settle(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let id: RowId = at.id("clash")?;
    let seen: i64 = fields.code("revision")?.ok_or(Trouble::Unreadable)?;
    let view = look(&app, &chart).await?;
    let back = Origin::of(&fields).href(&chart.base);
    // Gone: it was settled by the first click, or by the other person.
    let Some(clash) = view.clashes.into_iter().find(|clash| clash.id == id) else { return Ok(see(&back)) };
    let text = match fields.text("pick") {
        "stands" => clash.ours,
        "kept" => clash.theirs,
        "join" => format!("{}\n\n{}", clash.ours, clash.theirs),
        _ => return Err(Trouble::Unreadable),
    };
    let (house, one) = (app.house.clone(), chart.clone());
    let settled =
        ask(move || service::plan::settle_clash(&house, &one.session, command, one.member, id, seen, &text)).await;
    match settled {
        Ok(TextSaved::Saved { .. }) => Ok(see_saying(&back, "saved")),
        Ok(TextSaved::Clash { .. }) => Ok(see_saying(&back, "clash-again")),
        Err(Trouble::Invalid(errors)) => again(&app, &visit, &chart, fields, &errors).await,
        Err(other) => Err(other),
    }
}

/// `POST …/freeze`
pub async fn freeze(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let late = if chart.own() { None } else { fields.code("late")? };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::freeze_late(&house, &one.session, command, one.member, late)).await {
        Ok(version) => Ok(see_saying(&format!("{}/versions/{version}", chart.base), "frozen")),
        Err(Trouble::Invalid(errors)) => again(&app, &visit, &chart, fields, &errors).await,
        Err(other) => Err(other),
    }
}
