//! `/recover`: back in with a recovery code; and the last step of a new start with a code from staff.

use super::code::{chosen_secret, own_device, with_session};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use service::people::NewStart;

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
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/started.html")]
struct StartedPage {
    page: Page,
    username: String,
}

fn start(app: &App, visit: &Visit, fields: &Fields) -> NewStart {
    NewStart {
        code: fields.text("code").to_owned(),
        secret: chosen_secret(fields),
        device: own_device(app, visit),
        from: visit.from.clone(),
    }
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
    let (house, name) = (app.house.clone(), fields.text("username").to_owned());
    match ask(move || service::people::recover(&house, &name, &start)).await {
        Ok(signed) => Ok(with_session(&app, see("/me"), &signed)),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &fields, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

/// A right code from staff: six digits of one's own. It names nobody; whose code it is, is told when it is used.
pub fn choose(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "new-start-own-title");
    html_with(wrong.status(), &NewStartPage { page, code: fields.text("code").to_owned(), wrong })
}

/// The new start.
pub async fn begin(app: &App, visit: &Visit, fields: &Fields) -> Result<Response, Trouble> {
    let command = fields.command()?;
    let start = start(app, visit, fields);
    let house = app.house.clone();
    match ask(move || service::people::new_start(&house, command, &start)).await {
        Ok(started) => {
            let page = Page::titled(app, visit, Face::Public, "new-start-own-title");
            let shown = html(&StartedPage { page, username: started.username })?;
            Ok(with_session(app, shown, &started.signed_in))
        }
        Err(Trouble::Invalid(errors)) if errors.iter().all(|error| error.field != "code") => {
            choose(app, visit, fields, Wrong::of(visit, &errors))
        }
        Err(other) => Err(other),
    }
}
