//! `GET` and `POST /sign-in`

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::{Visit, cookie_name, home, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use http::header;

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

/// Signs in, or says so at the form without telling which part was wrong.
pub async fn sign_in(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let (house, from) = (app.house.clone(), visit.from.clone());
    let username = fields.text("username").trim().to_owned();
    let (name, passphrase) = (username.clone(), fields.text("passphrase").to_owned());
    match ask(move || service::people::sign_in(&house, &name, &passphrase, &from)).await {
        Ok(signed) => {
            let cookie = set_cookie(&app, cookie_name(&app), &signed.token);
            Ok(([(header::SET_COOKIE, cookie)], see(&home(&signed.session))).into_response())
        }
        Err(Trouble::Invalid(errors)) => show(&app, &visit, username, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

fn show(app: &App, visit: &Visit, username: String, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "sign-in-title");
    html_with(wrong.status(), &SignInPage { page, username, wrong })
}
