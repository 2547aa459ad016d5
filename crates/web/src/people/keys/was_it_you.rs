//! `GET` and `POST /sign-in/new-start`: somebody came with the secret from before a new start. Was that them?

use super::super::join::chosen_secret;
use super::steps::{need, prefix, too_late};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use service::people::keys::Need;

#[derive(Template)]
#[template(path = "keys/was_it_you.html")]
struct WasItYouPage {
    page: Page,
    with_passphrase: bool,
    wrong: Wrong,
}

async fn show(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    let Some(Need::WasItYou) = need(app, visit).await? else { return Ok(too_late(visit)) };
    let page = Page::titled(app, visit, Face::Public, "lock-card");
    let with_passphrase = fields.text("with") == "passphrase";
    html_with(wrong.status(), &WasItYouPage { page, with_passphrase, wrong })
}

/// The question. It shows nothing of anybody's space.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, &Fields::default(), Wrong::default()).await
}

/// "It was not me": a new secret, and whatever began since ends. They sign in with it.
pub async fn answer(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let (house, ticket, secret) = (app.house.clone(), visit.ticket.clone(), chosen_secret(&fields));
    match ask(move || service::people::object_at_the_door(&house, &ticket, &secret)).await {
        Ok(()) => Ok(see_saying(&format!("{}/sign-in", prefix(&visit)), "lock-ended-here")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &fields, Wrong::of(&visit, &errors)).await,
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}
