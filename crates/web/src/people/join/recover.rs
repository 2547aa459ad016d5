//! `/recover`: back in with a recovery code; and the last step of a new start with a code from staff.

use super::code::{chosen_secret, own_device};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::{Visit, cookie_name, device_cookie, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::header;
use service::people::{NewStart, SignedIn};

#[derive(Template)]
#[template(path = "public/recover.html")]
struct RecoverPage {
    page: Page,
    username: String,
    with_passphrase: bool,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/new_start.html")]
struct NewStartPage {
    page: Page,
    code: String,
    username: String,
    with_passphrase: bool,
    wrong: Wrong,
}

fn start(app: &App, visit: &Visit, fields: &Fields) -> NewStart {
    NewStart {
        code: fields.text("code").to_owned(),
        secret: chosen_secret(fields),
        device: own_device(app, visit),
        from: visit.from.clone(),
    }
}

fn entered(app: &App, signed: &SignedIn, device: &str) -> Response {
    let mut answer = see("/me");
    for cookie in [set_cookie(app, cookie_name(app), &signed.token), device_cookie(app, device)] {
        if let Ok(cookie) = cookie.parse() {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// Asks for name, code and a new secret.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, &Fields::default(), Wrong::default())
}

fn show(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "recover-title");
    let username = fields.text("username").to_owned();
    let with_passphrase = fields.text("with") == "passphrase";
    html_with(wrong.status(), &RecoverPage { page, username, with_passphrase, wrong })
}

/// Back in.
pub async fn recover(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    // Who sees only a part of their space opens the rest with a code; everybody else is in already.
    if visit.session.as_ref().is_some_and(|session| !session.space_locked) {
        return Ok(see("/me"));
    }
    let start = start(&app, &visit, &fields);
    let (house, device, name) = (app.house.clone(), start.device.secret.clone(), fields.text("username").to_owned());
    match ask(move || service::people::recover(&house, &name, &start)).await {
        Ok(signed) => Ok(entered(&app, &signed, &device)),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &fields, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

/// A right code from staff: the name, and a new secret.
pub async fn choose(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    let code = fields.text("code").to_owned();
    let (house, typed, from) = (app.house.clone(), code.clone(), visit.from.clone());
    let username = ask(move || service::people::name_behind_reset(&house, &typed, &from)).await?;
    let page = Page::titled(app, visit, Face::Public, "new-start-own-title");
    let with_passphrase = fields.text("with") == "passphrase";
    html_with(wrong.status(), &NewStartPage { page, code, username, with_passphrase, wrong })
}

/// The new start.
pub async fn begin(app: &App, visit: &Visit, fields: &Fields) -> Result<Response, Trouble> {
    let command = fields.command()?;
    let start = start(app, visit, fields);
    let (house, device) = (app.house.clone(), start.device.secret.clone());
    match ask(move || service::people::new_start(&house, command, &start)).await {
        Ok(signed) => Ok(entered(app, &signed, &device)),
        Err(Trouble::Invalid(errors)) if errors.iter().all(|error| error.field != "code") => {
            choose(app, visit, fields, Wrong::of(visit, &errors)).await
        }
        Err(other) => Err(other),
    }
}
