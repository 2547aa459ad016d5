//! `GET` and `POST /confirm`: once more, that it is you; then back to where one was.

use super::super::language::back;
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::Visit;
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use service::people::keys::{self, ConfirmWith};

#[derive(Template)]
#[template(path = "keys/confirm.html")]
struct ConfirmPage {
    page: Page,
    with: ConfirmWith,
    label: &'static str,
    back: String,
    wrong: Wrong,
}

async fn show(app: &App, visit: &Visit, to: &str, wrong: Wrong) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    let with = ask(move || ConfirmWith::of(&house, &session)).await?;
    let page = Page::titled(app, visit, Face::Public, "confirm-title");
    let label = match (with.passphrase, with.pin) {
        (true, true) => "confirm-either",
        (_, false) => "sign-in-passphrase",
        (false, true) => "confirm-pin",
    };
    html_with(wrong.status(), &ConfirmPage { page, with, label, back: back(to), wrong })
}

/// Asks.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, visit.asked("back"), Wrong::default()).await
}

/// Confirms with what was typed.
pub async fn confirm(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let (house, from) = (app.house.clone(), visit.from.clone());
    let (secret, code) = (fields.text("passphrase").to_owned(), fields.text("code").to_owned());
    match ask(move || keys::confirm(&house, &session, &secret, &code, &from)).await {
        Ok(()) => Ok(see(&back(fields.text("back")))),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, fields.text("back"), Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// What to ask of a passkey of one's own.
pub async fn passkey_begin(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let asked = ask(move || keys::start_confirm_with_passkey(&app.house, &app.public_url, &session)).await?;
    Ok(Json(asked).into_response())
}

/// Confirms with a passkey.
pub async fn passkey(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let own = app.clone();
    let (ticket, credential) = (fields.text("ticket").to_owned(), fields.text("credential").to_owned());
    let done =
        ask(move || keys::confirm_with_passkey(&own.house, &own.public_url, &session, &ticket, &credential)).await;
    match done {
        Ok(()) => Ok(see(&back(fields.text("back")))),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, fields.text("back"), Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}
