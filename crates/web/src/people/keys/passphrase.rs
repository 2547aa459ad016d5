//! `GET` and `POST /account/passphrase`

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use service::people::keys;

#[derive(Template)]
#[template(path = "keys/passphrase.html")]
struct PassphrasePage {
    page: Page,
    wrong: Wrong,
}

fn show(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "passphrase-title");
    html_with(wrong.status(), &PassphrasePage { page, wrong })
}

/// The form. It comes only after confirming, so that nothing typed into it is lost.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    ask(move || service::people::require_step_up(&house, &session)).await?;
    show(&app, &visit, Wrong::default())
}

/// Changes it.
pub async fn change(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    let (new, again) = (fields.text("new_passphrase").to_owned(), fields.text("again").to_owned());
    match ask(move || keys::change_passphrase(&house, &session, &new, &again)).await {
        Ok(()) => Ok(see_saying("/account", "passphrase-changed")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}
