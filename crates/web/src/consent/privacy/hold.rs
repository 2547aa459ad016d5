//! Legal holds: on the agency from the desk, on one member's records from a page of their own.

use super::{chart_of, desk};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{MemberId, RowId};

#[derive(Template)]
#[template(path = "privacy/hold.html")]
struct HoldPage {
    page: Page,
    action: String,
    back: String,
    called: String,
    held: bool,
    reason: String,
    wrong: Wrong,
}

/// The page of a hold on one member's records.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, &Fields::default(), Wrong::default()).await
}

/// Places a hold on one member's records.
pub async fn place(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let member: MemberId = at.id("member")?;
    match place_on(&app, &visit, &at, &fields, Some(member)).await {
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &at, &fields, Wrong::of(&visit, &errors)).await,
        other => other,
    }
}

/// Places a hold on the whole agency.
pub async fn place_on_agency(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    match place_on(&app, &visit, &at, &fields, None).await {
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            desk::show(&app, &visit, &at, "agency", fields, wrong).await
        }
        other => other,
    }
}

async fn place_on(app: &App, visit: &Visit, at: &Params, fields: &Fields, member: Option<MemberId>) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let command = fields.command()?;
    let (house, reason) = (app.house.clone(), fields.text("reason").to_owned());
    ask(move || service::consent::place_hold(&house, &session, command, member, &reason)).await?;
    Ok(see_saying(&format!("/agency/{slug}/privacy#p-holds"), "hold-placed"))
}

/// Lifts a hold.
pub async fn lift(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let hold: RowId = at.id("hold")?;
    let command = fields.command()?;
    let (house, reason) = (app.house.clone(), fields.text("reason").to_owned());
    match ask(move || service::consent::lift_hold(&house, &session, command, hold, &reason)).await {
        Ok(()) => Ok(see_saying(&format!("/agency/{slug}/privacy#p-holds"), "hold-lifted")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            desk::show(&app, &visit, &at, &hold.to_string(), fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: &Fields, wrong: Wrong) -> Reply {
    let (slug, session, member) = chart_of(visit, at)?;
    let house = app.house.clone();
    let found = ask(move || service::consent::hold_page(&house, &session, member)).await?;
    html_with(
        wrong.status(),
        &HoldPage {
            page: Page::titled(app, visit, Face::Agency, "hold-title"),
            action: format!("/agency/{slug}/privacy/members/{member}/hold"),
            back: format!("/agency/{slug}/privacy"),
            called: found.called,
            held: found.held,
            reason: typed.text("reason").to_owned(),
            wrong,
        },
    )
}
