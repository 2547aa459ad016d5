//! `/me/new-start`: the notice on every device that somebody was helped to a new start, and the answer to it.

use super::code::chosen_secret;
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "member/new_start.html")]
struct ObjectPage {
    page: Page,
    with_passphrase: bool,
    wrong: Wrong,
}

/// "It was not me": a new secret.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    if session.space_locked {
        return Err(Trouble::Absent);
    }
    show(&app, &visit, &Fields::default(), Wrong::default())
}

fn show(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Member, "lock-not-me");
    let with_passphrase = fields.text("with") == "passphrase";
    html_with(wrong.status(), &ObjectPage { page, with_passphrase, wrong })
}

/// The answer.
pub async fn answer(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let command = fields.command()?;
    let house = app.house.clone();
    if fields.text("answer") == "me" {
        ask(move || service::people::open_space(&house, &session, command)).await?;
        return Ok(see_saying("/me", "lock-open"));
    }
    let secret = chosen_secret(&fields);
    match ask(move || service::people::object_to_start(&house, &session, command, &secret)).await {
        Ok(()) => Ok(see_saying("/me", "lock-ended")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &fields, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}
