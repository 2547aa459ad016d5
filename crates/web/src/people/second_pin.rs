//! `/me/second-pin`: a PIN of its own before what is most private, and the way past it.

use super::language::back;
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see, see_saying};
use crate::routes::{Route, act, read};
use crate::session::Visit;
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use service::people::keys::{self, SecondPin};

/// What lies behind it: what one's information says, who may see it, who looked, with whom one shares, what is hidden,
/// keys and devices. The journal joins them when it is built.
const BEHIND: [&str; 4] = ["/me/information", "/me/sharing", "/me/hidden", "/account"];

/// Where the way through begins.
const HERE: &str = "/me/second-pin";

/// Whether a page lies behind the second PIN.
pub fn is_behind(path: &str) -> bool {
    BEHIND.iter().any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The address that asks for it and leads back.
pub fn asks(to: &str) -> String {
    let back: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
    format!("{HERE}?back={back}")
}

#[derive(Template)]
#[template(path = "keys/second_pin.html")]
struct SetPage {
    page: Page,
    set: bool,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "keys/second_pin_ask.html")]
struct AskPage {
    page: Page,
    back: String,
    passkey: bool,
    wrong: Wrong,
}

/// The doors.
pub fn routes() -> Vec<Route> {
    let does = |path, answer| act(Face::Member, path, "own-account", path, answer);
    vec![
        read(Face::Member, HERE, "own-account", HERE, get(page)),
        does(HERE, post(set)),
        does("/me/second-pin/open", post(open)),
        does("/me/second-pin/remove", post(remove)),
        does("/me/second-pin/forgot", post(forgot)),
        does("/me/second-pin/passkey/begin", post(passkey_begin)),
        does("/me/second-pin/passkey", post(passkey)),
    ]
}

async fn look(app: &App, visit: &Visit) -> Result<SecondPin, Trouble> {
    let (house, session) = (app.house.clone(), visit.member()?);
    ask(move || keys::second_pin(&house, &session)).await
}

async fn show_ask(app: &App, visit: &Visit, to: &str, wrong: Wrong) -> Reply {
    let found = look(app, visit).await?;
    let page = Page::titled(app, visit, Face::Member, "second-pin-ask-title");
    html_with(wrong.status(), &AskPage { page, back: back(to), passkey: found.passkey, wrong })
}

async fn show_set(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let found = look(app, visit).await?;
    let page = Page::titled(app, visit, Face::Member, "second-pin-title");
    html_with(wrong.status(), &SetPage { page, set: found.set, wrong })
}

/// Asks for it where it comes first; else the form to set it, after confirming.
async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    if session.second_pin_first {
        return show_ask(&app, &visit, visit.asked("back"), Wrong::default()).await;
    }
    let house = app.house.clone();
    ask(move || service::people::require_step_up(&house, &session)).await?;
    show_set(&app, &visit, Wrong::default()).await
}

/// Opens what lies behind it.
async fn open(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.member()?;
    let (house, typed) = (app.house.clone(), fields.text("pin").to_owned());
    match ask(move || keys::open_second_pin(&house, &session, &typed)).await {
        Ok(()) => Ok(see(&back(fields.text("back")))),
        Err(Trouble::Invalid(errors)) => ask_again(&app, &visit, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

async fn ask_again(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    show_ask(app, visit, fields.text("back"), wrong).await
}

/// Sets it.
async fn set(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let (pin, again) = (fields.text("pin").to_owned(), fields.text("pin_again").to_owned());
    match ask(move || keys::set_second_pin(&house, &session, &pin, &again)).await {
        Ok(()) => Ok(see_saying("/account", "second-pin-set")),
        Err(Trouble::Invalid(errors)) => show_set(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// Takes it away.
async fn remove(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    ask(move || keys::remove_second_pin(&app.house, &session)).await?;
    Ok(see_saying("/account", "second-pin-removed"))
}

/// Forgotten: with a recovery code.
async fn forgot(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.member()?;
    let (house, from, code) = (app.house.clone(), visit.from.clone(), fields.text("code").to_owned());
    match ask(move || keys::drop_second_pin_with_code(&house, &session, &code, &from)).await {
        Ok(()) => Ok(see_saying("/account", "second-pin-removed")),
        Err(Trouble::Invalid(errors)) => ask_again(&app, &visit, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// What to ask of a passkey of one's own.
async fn passkey_begin(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let asked = ask(move || keys::start_confirm_with_passkey(&app.house, &app.public_url, &session)).await?;
    Ok(Json(asked).into_response())
}

/// Forgotten: with a passkey.
async fn passkey(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.member()?;
    let own = app.clone();
    let (ticket, credential) = (fields.text("ticket").to_owned(), fields.text("credential").to_owned());
    let done =
        ask(move || keys::drop_second_pin_with_passkey(&own.house, &own.public_url, &session, &ticket, &credential))
            .await;
    match done {
        Ok(()) => Ok(see_saying("/account", "second-pin-removed")),
        Err(Trouble::Invalid(errors)) => ask_again(&app, &visit, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{asks, is_behind};

    #[test]
    fn what_is_most_private_lies_behind_it_and_the_way_through_does_not() {
        for path in ["/account", "/account/pin", "/me/information/0a/looked", "/me/sharing", "/me/hidden"] {
            assert!(is_behind(path), "{path}");
        }
        for path in ["/me", "/me/plan/0a", "/me/second-pin", "/me/lock", "/accounts", "/confirm", "/kept", "/crisis"] {
            assert!(!is_behind(path), "{path}");
        }
        assert_eq!(asks("/account"), "/me/second-pin?back=%2Faccount");
    }
}
