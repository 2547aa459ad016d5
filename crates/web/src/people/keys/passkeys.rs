//! `/account/passkeys`: adding, naming, removing.

use super::account;
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use service::people::keys;

/// What the device needs to make one.
pub async fn begin(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let asked = ask(move || keys::start_adding_passkey(&app.house, &app.public_url, &session)).await?;
    Ok(Json(asked).into_response())
}

/// Keeps the one that was made.
pub async fn add(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let own = app.clone();
    let label = visit.device_label;
    let done = ask(move || {
        let name = if fields.text("name").trim().is_empty() { label } else { fields.text("name") };
        let (ticket, credential) = (fields.text("ticket"), fields.text("credential"));
        keys::add_passkey(&own.house, &own.public_url, &session, ticket, credential, name)
    });
    match done.await {
        Ok(()) => Ok(see_saying("/account", "passkey-added")),
        Err(Trouble::Invalid(errors)) => account::show(&app, &visit, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// Gives one another name.
pub async fn name(State(app): State<App>, at: Params, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let passkey = at.id("passkey")?;
    ask(move || keys::name_passkey(&app.house, &session, passkey, fields.text("name"))).await?;
    Ok(see_saying("/account", "passkey-named"))
}

/// Takes one away.
pub async fn remove(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let passkey = at.id("passkey")?;
    ask(move || keys::remove_passkey(&app.house, &session, passkey)).await?;
    Ok(see_saying("/account", "passkey-removed"))
}
