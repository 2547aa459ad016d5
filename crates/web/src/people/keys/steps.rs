//! `GET` and `POST /sign-in/code`, `/sign-in/set-up`; passkeys at the door.

use super::super::join::own_device;
use crate::app::App;
use crate::directory::{Qr, qr};
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see};
use crate::session::{Visit, cookie_name, device_cookie, home, set_cookie, step_name};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use http::HeaderValue;
use http::header::SET_COOKIE;
use service::Session;
use service::people::keys::{self, Need, SetUp, Step};

/// The start of public addresses in the language of the visit.
pub fn prefix(visit: &Visit) -> &'static str {
    if visit.lang == Lang::Es { "/es" } else { "" }
}

/// Back to the first step, which says that it took too long.
pub fn too_late(visit: &Visit) -> Response {
    see(&format!("{}/sign-in?said=took-too-long", prefix(visit)))
}

fn with_cookies(mut response: Response, cookies: &[String]) -> Response {
    for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Where somebody goes who has just signed in: back to what they were writing, or to where they start.
pub async fn start_of(app: &App, session: &Session) -> Result<String, Trouble> {
    let (house, own) = (app.house.clone(), session.clone());
    let kept = ask(move || keys::kept_form(&house, &own)).await?;
    Ok(if kept.is_some() { "/kept".to_owned() } else { home(session) })
}

/// The address of what a sign-in needs next, and the cookies for it.
async fn next(app: &App, visit: &Visit, step: &Step) -> Result<(String, Vec<String>), Trouble> {
    Ok(match step {
        Step::In(signed) => {
            let mut cookies =
                vec![set_cookie(app, cookie_name(app), &signed.token), set_cookie(app, step_name(app), "")];
            cookies.extend(signed.remembered.as_ref().map(|device| device_cookie(app, device)));
            (start_of(app, &signed.session).await?, cookies)
        }
        Step::More { ticket, need } => {
            let page = match need {
                Need::Second { .. } => "code",
                Need::SetUp => "set-up",
                Need::Hat => "hat",
                Need::WasItYou => "new-start",
            };
            (format!("{}/sign-in/{page}", prefix(visit)), vec![set_cookie(app, step_name(app), ticket)])
        }
    })
}

/// On from a step of a sign-in.
pub async fn go_on(app: &App, visit: &Visit, step: &Step) -> Reply {
    let (to, cookies) = next(app, visit, step).await?;
    Ok(with_cookies(see(&to), &cookies))
}

/// Whether the box is ticked to remember the device.
pub fn remembered(fields: &Fields) -> bool {
    fields.text("remember") == "yes"
}

#[derive(Template)]
#[template(path = "keys/code.html")]
struct CodePage {
    page: Page,
    app: bool,
    passkey: bool,
    wrong: Wrong,
}

pub(super) async fn need(app: &App, visit: &Visit) -> Result<Option<Need>, Trouble> {
    let (house, ticket) = (app.house.clone(), visit.ticket.clone());
    match ask(move || keys::need_of(&house, &ticket)).await {
        Ok(need) => Ok(Some(need)),
        Err(Trouble::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn show_code(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let Some(Need::Second { app: codes, passkey }) = need(app, visit).await? else { return Ok(too_late(visit)) };
    let page = Page::titled(app, visit, Face::Public, "second-step-title");
    html_with(wrong.status(), &CodePage { page, app: codes, passkey, wrong })
}

/// Asks for the second step.
pub async fn code_page(State(app): State<App>, visit: Visit) -> Reply {
    show_code(&app, &visit, Wrong::default()).await
}

/// Takes the second step with a code.
pub async fn code(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let (house, ticket, from) = (app.house.clone(), visit.ticket.clone(), visit.from.clone());
    let typed = fields.text("code").to_owned();
    match ask(move || keys::sign_in_with_code(&house, &ticket, &typed, &from)).await {
        Ok(step) => go_on(&app, &visit, &step).await,
        Err(Trouble::Invalid(errors)) => show_code(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

/// What to ask a passkey of the account that is half signed in.
pub async fn passkey_step_begin(State(app): State<App>, Posted { visit, .. }: Posted) -> Reply {
    let asked = ask(move || keys::start_passkey_step(&app.house, &app.public_url, &visit.ticket)).await?;
    Ok(Json(asked).into_response())
}

/// Takes the second step with a passkey.
pub async fn passkey_step(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let (own, ticket) = (app.clone(), visit.ticket.clone());
    let done = ask(move || {
        let (asked, credential) = (fields.text("ticket"), fields.text("credential"));
        keys::finish_passkey_step(&own.house, &own.public_url, &ticket, asked, credential)
    });
    match done.await {
        Ok(step) => go_on(&app, &visit, &step).await,
        Err(Trouble::Invalid(errors)) => show_code(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

/// What to ask of any passkey.
pub async fn passkey_begin(State(app): State<App>, _posted: Posted) -> Reply {
    let asked = ask(move || keys::start_passkey_sign_in(&app.house, &app.public_url)).await?;
    Ok(Json(asked).into_response())
}

/// Signs in with a passkey alone.
pub async fn passkey(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let (own, device) = (app.clone(), own_device(&app, &visit));
    let done = ask(move || {
        let (ticket, credential) = (fields.text("ticket"), fields.text("credential"));
        keys::finish_passkey_sign_in(&own.house, &own.public_url, ticket, credential, device, remembered(&fields))
    });
    match done.await {
        Ok(step) => go_on(&app, &visit, &step).await,
        Err(Trouble::Invalid(errors)) => {
            super::super::sign_in::show(&app, &visit, String::new(), Wrong::of(&visit, &errors))
        }
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "keys/set_up.html")]
struct SetUpPage {
    page: Page,
    /// Where the first code is posted to.
    action: String,
    /// Where one goes who does not want to go on; empty where there is no way around.
    back: &'static str,
    picture: Option<Qr>,
    by_hand: String,
    ticket: String,
    wrong: Wrong,
}

/// The page on which an app for codes is set up.
pub fn set_up_form(page: Page, action: String, back: &'static str, set_up: SetUp, wrong: Wrong) -> Reply {
    let SetUp { uri, by_hand, ticket } = set_up;
    html_with(wrong.status(), &SetUpPage { page, action, back, picture: qr(&uri), by_hand, ticket, wrong })
}

async fn show_set_up(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let (house, ticket) = (app.house.clone(), visit.ticket.clone());
    match ask(move || keys::set_up_of(&house, &ticket)).await {
        Ok(set_up) => {
            let page = Page::titled(app, visit, Face::Public, "set-up-title");
            set_up_form(page, format!("{}/sign-in/set-up", prefix(visit)), "", set_up, wrong)
        }
        Err(Trouble::Refused(_)) => Ok(too_late(visit)),
        Err(other) => Err(other),
    }
}

/// A second step must be set up before anything else.
pub async fn set_up_page(State(app): State<App>, visit: Visit) -> Reply {
    match need(&app, &visit).await? {
        Some(Need::SetUp) => show_set_up(&app, &visit, Wrong::default()).await,
        _ => Ok(too_late(&visit)),
    }
}

/// Sets it up, and shows the recovery codes this once.
pub async fn set_up(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let (house, ticket, typed) = (app.house.clone(), visit.ticket.clone(), fields.text("code").to_owned());
    match ask(move || keys::finish_set_up(&house, &ticket, &typed)).await {
        Ok((codes, step)) => {
            let (to, cookies) = next(&app, &visit, &step).await?;
            let page = Page::titled(&app, &visit, Face::Public, "codes-title");
            Ok(with_cookies(show_codes(page, &codes, to)?, &cookies))
        }
        Err(Trouble::Invalid(errors)) => show_set_up(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "keys/codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
    on: String,
}

/// The page that shows recovery codes, once.
pub fn show_codes(page: Page, codes: &[domain::people::JoinCode], on: String) -> Reply {
    html(&CodesPage { page, codes: codes.iter().map(ToString::to_string).collect(), on })
}
