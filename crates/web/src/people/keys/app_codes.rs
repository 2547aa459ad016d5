//! `/account/app` and `/account/codes`: codes from an app, and recovery codes.

use super::steps::{set_up_form, show_codes};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use service::people::keys;

#[derive(Template)]
#[template(path = "keys/app.html")]
struct AppPage {
    page: Page,
}

/// What an app for codes is. It comes only after confirming.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    ask(move || service::people::require_step_up(&house, &session)).await?;
    html(&AppPage { page: Page::titled(&app, &visit, Face::Public, "set-up-title") })
}

fn form(app: &App, visit: &Visit, set_up: keys::SetUp, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "set-up-title");
    set_up_form(page, "/account/app/check".to_owned(), "/account", set_up, wrong)
}

/// Begins.
pub async fn start(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let house = app.house.clone();
    let set_up = ask(move || keys::start_totp(&house, &session)).await?;
    form(&app, &posted.visit, set_up, Wrong::default())
}

/// Ends with the first code, and shows the recovery codes this once.
pub async fn check(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let (house, own) = (app.house.clone(), session.clone());
    let (ticket, typed) = (fields.text("ticket").to_owned(), fields.text("code").to_owned());
    let again = ticket.clone();
    match ask(move || keys::finish_totp(&house, &own, &ticket, &typed)).await {
        Ok(codes) => {
            let page = Page::titled(&app, &visit, Face::Public, "codes-title");
            show_codes(page, &codes, "/account".to_owned())
        }
        Err(Trouble::Invalid(errors)) => {
            let house = app.house.clone();
            let set_up = ask(move || keys::totp_under_way(&house, &session, &again)).await?;
            form(&app, &visit, set_up, Wrong::of(&visit, &errors))
        }
        Err(other) => Err(other),
    }
}

/// Takes the app away.
pub async fn remove(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    ask(move || keys::remove_totp(&app.house, &session)).await?;
    Ok(see_saying("/account", "app-removed"))
}

/// New recovery codes, shown this once.
pub async fn codes(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let house = app.house.clone();
    let codes = ask(move || keys::new_recovery_codes(&house, &session)).await?;
    show_codes(Page::titled(&app, &posted.visit, Face::Public, "codes-title"), &codes, "/account".to_owned())
}
