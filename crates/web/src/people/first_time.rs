//! `GET` and `POST /first-time/sign-in`: a staff member's first sign-in, with the code that their agency gave them.

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "public/first_time.html")]
struct FirstTimePage {
    page: Page,
    username: String,
    code: String,
    wrong: Wrong,
}

/// The form. It names neither an agency nor a person.
pub async fn first_time_page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, String::new(), String::new(), Wrong::default())
}

/// Sets the passphrase. Then they sign in with it, like anyone.
pub async fn first_time(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let text = |name: &str| fields.text(name).to_owned();
    let (username, code, passphrase) = (text("username"), text("code"), text("passphrase"));
    let (house, from) = (app.house.clone(), visit.from.clone());
    let (name, typed) = (username.clone(), code.clone());
    match ask(move || service::people::first_sign_in(&house, &name, &typed, &passphrase, &from)).await {
        Ok(()) => {
            let prefix = if visit.lang == domain::lang::Lang::Es { "/es" } else { "" };
            Ok(see_saying(&format!("{prefix}/sign-in"), "first-time-done"))
        }
        Err(Trouble::Invalid(errors)) => show(&app, &visit, username, code, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

fn show(app: &App, visit: &Visit, username: String, code: String, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "first-time-title");
    html_with(wrong.status(), &FirstTimePage { page, username, code, wrong })
}
