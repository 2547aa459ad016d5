//! `GET` and `POST /join`: the code, then a name and a secret. The code travels in the form alone, never in an address.

use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::{Visit, cookie_name, device_cookie, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::notice::FieldError;
use http::header;
use service::people::keys::Device;
use service::people::{CodeFor, Joining, NewSecret, SignedIn};

#[derive(Template)]
#[template(path = "public/join.html")]
struct CodePage {
    page: Page,
    code: String,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/join_choose.html")]
struct ChoosePage {
    page: Page,
    code: String,
    name: String,
    seal: String,
    with_passphrase: bool,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/joined.html")]
struct JoinedPage {
    page: Page,
    username: String,
    recovery: Vec<String>,
    /// Whether they came in to read what somebody shares.
    shared: bool,
}

/// Asks for the code. It names nobody.
pub async fn join_page(State(app): State<App>, visit: Visit) -> Reply {
    code_page(&app, &visit, String::new(), Wrong::default())
}

fn code_page(app: &App, visit: &Visit, code: String, wrong: Wrong) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "join-title");
    html_with(wrong.status(), &CodePage { page, code, wrong })
}

/// One step further: a right code shows the choices, the choices make the sign-in.
pub async fn join(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    if visit.session.is_some() {
        return signed_in(&app, &visit, &fields).await;
    }
    match fields.text("step") {
        "restart" => super::recover::begin(&app, &visit, &fields).await,
        "make" => make(&app, &visit, &fields).await,
        "again" => choose(&app, &visit, &fields, Wrong::default(), true).await,
        _ => check(&app, &visit, &fields).await,
    }
}

async fn check(app: &App, visit: &Visit, fields: &Fields) -> Reply {
    let code = fields.text("code").to_owned();
    let (house, typed, from) = (app.house.clone(), code.clone(), visit.from.clone());
    match ask(move || service::people::look_at_code(&house, &typed, &from)).await {
        Ok(CodeFor::Join | CodeFor::Share) => choose(app, visit, fields, Wrong::default(), true).await,
        Ok(CodeFor::Reset) => super::recover::choose(app, visit, fields, Wrong::default()),
        Err(Trouble::Invalid(errors)) => code_page(app, visit, code, Wrong::of(visit, &errors)),
        Err(other) => Err(other),
    }
}

async fn choose(app: &App, visit: &Visit, fields: &Fields, wrong: Wrong, another: bool) -> Reply {
    let (name, seal) = if another {
        let (house, lang) = (app.house.clone(), visit.lang);
        let offered = ask(move || service::people::offer_name(&house, lang)).await?;
        (offered.name, offered.seal)
    } else {
        (fields.text("username").to_owned(), fields.text("seal").to_owned())
    };
    let page = Page::titled(app, visit, Face::Public, "join-title");
    let with_passphrase = fields.text("with") == "passphrase";
    let code = fields.text("code").to_owned();
    html_with(wrong.status(), &ChoosePage { page, code, name, seal, with_passphrase, wrong })
}

/// The secret that the form holds.
pub fn chosen_secret(fields: &Fields) -> NewSecret {
    match fields.text("with") {
        "passphrase" => NewSecret::Passphrase(fields.text("new_passphrase").to_owned()),
        _ => NewSecret::Pin(fields.text("pin").to_owned(), fields.text("pin_again").to_owned()),
    }
}

/// The browser of the visit.
pub fn own_device(app: &App, visit: &Visit) -> Device {
    Device::of_cookie(&app.house, visit.device.as_deref().unwrap_or_default(), visit.device_label)
}

/// The session's cookie, and the device's where there is a new one.
pub fn with_session(app: &App, mut answer: Response, signed: &SignedIn) -> Response {
    let session = set_cookie(app, cookie_name(app), &signed.token);
    let device = signed.remembered.as_ref().map(|device| device_cookie(app, device));
    for cookie in std::iter::once(session).chain(device) {
        if let Ok(cookie) = cookie.parse() {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

async fn make(app: &App, visit: &Visit, fields: &Fields) -> Reply {
    let command = fields.command()?;
    let joining = Joining {
        code: fields.text("code").to_owned(),
        name: (fields.text("username").to_owned(), fields.text("seal").to_owned()),
        secret: chosen_secret(fields),
        lang: visit.lang,
        device: own_device(app, visit),
        from: visit.from.clone(),
    };
    let house = app.house.clone();
    match ask(move || service::people::join(&house, command, &joining)).await {
        Ok(joined) => {
            let page = Page::titled(app, visit, Face::Public, "joined-title");
            let shared = joined.what == CodeFor::Share;
            let shown = html(&JoinedPage { page, username: joined.username, recovery: joined.recovery, shared })?;
            Ok(with_session(app, shown, &joined.signed_in))
        }
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(visit, &errors);
            let at = |field: &str| errors.iter().any(|error: &FieldError| error.field == field);
            if at("code") {
                code_page(app, visit, fields.text("code").to_owned(), wrong)
            } else {
                choose(app, visit, fields, wrong, at("username")).await
            }
        }
        Err(other) => Err(other),
    }
}

async fn signed_in(app: &App, visit: &Visit, fields: &Fields) -> Reply {
    let session = visit.signed_in()?;
    let command = fields.command()?;
    let (house, code, from) = (app.house.clone(), fields.text("code").to_owned(), visit.from.clone());
    let (typed, to) = (code.clone(), crate::session::home(&session));
    match ask(move || service::people::join_signed_in(&house, &session, command, &typed, &from)).await {
        Ok(CodeFor::Share) => Ok(see_saying("/hat", "share-joined")),
        Ok(_) => Ok(see_saying(&to, "join-waits")),
        Err(Trouble::Invalid(errors)) => code_page(app, visit, code, Wrong::of(visit, &errors)),
        Err(other) => Err(other),
    }
}
