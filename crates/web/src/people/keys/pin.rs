//! `GET` and `POST /account/pin`, and `POST /account/pin/remove`

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use service::people::keys;

#[derive(Template)]
#[template(path = "keys/pin.html")]
struct PinPage {
    page: Page,
    removable: bool,
    wrong: Wrong,
}

async fn show(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    let removable = ask(move || {
        let mine = keys::my_keys(&house, &session)?;
        Ok::<_, service::Fault>(mine.pin && (mine.passphrase || !mine.passkeys.is_empty()))
    })
    .await?;
    let page = Page::titled(app, visit, Face::Public, "pin-title");
    html_with(wrong.status(), &PinPage { page, removable, wrong })
}

/// The form. It comes only after confirming.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    ask(move || service::people::require_step_up(&house, &session)).await?;
    show(&app, &visit, Wrong::default()).await
}

/// Changes it.
pub async fn change(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    let (pin, again) = (fields.text("pin").to_owned(), fields.text("pin_again").to_owned());
    match ask(move || keys::change_pin(&house, &session, &pin, &again)).await {
        Ok(()) => Ok(see_saying("/account", "pin-changed")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// Takes it away.
pub async fn remove(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    ask(move || keys::remove_pin(&app.house, &session)).await?;
    Ok(see_saying("/account", "pin-removed"))
}
