//! `GET /account`: my sign-in; sessions and devices end here.

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::time::{Moment, TimeZone};
use service::people::keys::{self, SecondStep};
use words::words;

struct KeyRow {
    id: String,
    label: String,
    facts: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "keys/account.html")]
struct AccountPage {
    page: Page,
    username: String,
    passphrase: bool,
    pin: bool,
    app: bool,
    codes_left: i64,
    duty: bool,
    relaxed: bool,
    more_hats: bool,
    second_pin: bool,
    passkeys: Vec<KeyRow>,
    sessions: Vec<KeyRow>,
    devices: Vec<KeyRow>,
    wrong: Wrong,
}

/// A day is enough to know one's own devices by; the zone of the reader is not known here.
fn day(lang: Lang, at: Moment) -> String {
    words().date_with_year(lang, at.date(&TimeZone::UTC))
}

fn fact(lang: Lang, id: &str, at: Moment) -> String {
    words().say_with(lang, id, &[("date", domain::notice::Arg::Text(day(lang, at)))])
}

/// The page; `wrong` says what was wrong with the form for a passkey.
pub async fn show(app: &App, visit: &Visit, wrong: Wrong) -> Reply {
    let session = visit.signed_in()?;
    let (house, own) = (app.house.clone(), session.clone());
    let (mine, second_pin) = ask(move || {
        let second_pin = own.is_member() && keys::second_pin(&house, &own)?.set;
        Ok::<_, service::Fault>((keys::my_keys(&house, &own)?, second_pin))
    })
    .await?;
    let lang = visit.lang;
    let said = |id: &str| words().say(lang, id).into_owned();
    let passkeys = mine.passkeys.into_iter().map(|key| {
        let since = fact(lang, "account-since", key.created);
        let used = key.used.map(|used| fact(lang, "account-used", used));
        KeyRow {
            id: key.id.to_string(),
            label: key.label,
            facts: [Some(since), used].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            own: false,
        }
    });
    let known = |label: String| if label.is_empty() { said("account-device-plain") } else { label };
    let sessions = mine.sessions.into_iter().map(|line| {
        let device = line.device.map_or_else(|| said("account-browser"), known);
        let hat = line.agency.unwrap_or_else(|| said("hat-own"));
        KeyRow {
            id: line.id.to_string(),
            label: format!("{device} · {hat}"),
            facts: format!("{} · {}", fact(lang, "account-since", line.created), fact(lang, "account-seen", line.seen)),
            own: line.own,
        }
    });
    let devices = mine.devices.into_iter().map(|line| KeyRow {
        id: line.id.to_string(),
        label: known(line.label),
        facts: fact(lang, "account-seen", line.seen),
        own: line.own,
    });
    let status = wrong.status();
    let account = AccountPage {
        page: Page::titled(app, visit, Face::Public, "account-title"),
        username: mine.username,
        passphrase: mine.passphrase,
        pin: mine.pin,
        app: mine.app,
        codes_left: mine.codes_left,
        duty: mine.second == SecondStep::Duty,
        relaxed: mine.second == SecondStep::RelaxedForDemo,
        more_hats: session.more_hats,
        second_pin,
        passkeys: passkeys.collect(),
        sessions: sessions.collect(),
        devices: devices.collect(),
        wrong,
    };
    html_with(status, &account)
}

/// My sign-in.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, Wrong::default()).await
}

/// Ends a session somewhere else.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let other = at.id("session")?;
    ask(move || keys::end_session(&app.house, &session, other)).await?;
    Ok(see_saying("/account", "session-ended"))
}

/// Ends all others.
pub async fn end_others(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    ask(move || keys::end_other_sessions(&app.house, &session)).await?;
    Ok(see_saying("/account", "session-ended"))
}

/// Forgets a device.
pub async fn forget(State(app): State<App>, at: Params, posted: Posted) -> Result<axum::response::Response, Trouble> {
    let session = posted.visit.signed_in()?;
    let device = at.id("device")?;
    ask(move || keys::forget_device(&app.house, &session, device)).await?;
    Ok(see_saying("/account", "device-forgotten"))
}
