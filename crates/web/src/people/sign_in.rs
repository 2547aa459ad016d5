//! `GET` and `POST /sign-in`

use super::join::own_device;
use super::keys::{go_on, remembered};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::{Visit, home};
use askama::Template;
use axum::extract::State;
use service::Fault;
use service::people::keys::{Attempt, Step, sign_in_in_steps};
use service::people::pin_sign_in;

#[derive(Template)]
#[template(path = "public/sign_in.html")]
struct SignInPage {
    page: Page,
    username: String,
    wrong: Wrong,
}

/// The form; somebody signed in is sent to where they start.
pub async fn sign_in_page(State(app): State<App>, visit: Visit) -> Reply {
    match &visit.session {
        Some(session) => Ok(see(&home(session))),
        None => show(&app, &visit, String::new(), Wrong::default()),
    }
}

/// The first step of a sign-in, or a word at the form that does not tell which part was wrong.
pub async fn sign_in(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let username = fields.text("username").trim().to_owned();
    let device = own_device(&app, &visit);
    let attempt = Attempt {
        username: username.clone(),
        passphrase: fields.text("passphrase").to_owned(),
        from: visit.from.clone(),
        device: device.clone(),
        remember: remembered(&fields),
    };
    let house = app.house.clone();
    let step = ask(move || {
        // Six digits on a device that the account knows; anything else is a passphrase.
        match pin_sign_in(&house, &attempt.username, &attempt.passphrase, &device)? {
            Some(step) => Ok::<Step, Fault>(step),
            None => sign_in_in_steps(&house, attempt),
        }
    });
    match step.await {
        Ok(step) => go_on(&app, &visit, &step).await,
        Err(Trouble::Invalid(errors)) => show(&app, &visit, username, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

/// The form, with what was wrong.
pub fn show(app: &App, visit: &Visit, username: String, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "sign-in-title");
    html_with(wrong.status(), &SignInPage { page, username, wrong })
}
