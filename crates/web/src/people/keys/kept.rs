//! Forms that came too late: kept before the answer, shown again at `/kept`, sent from there.

use super::steps::prefix;
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see, see_saying};
use crate::session::{Params, Visit, home};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::id::RowId;
use service::people::keys::{self, KeptForm};

/// The field by which a kept form is known when it is sent.
const KEPT: &str = "kept_form";
/// What is made anew when a form is sent.
const NEW: [&str; 2] = ["form_token", KEPT];

fn posted(visit: &Visit) -> Option<KeptForm> {
    let fields = visit.posted.get().filter(|_| !visit.json)?;
    let pairs = fields.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Some(KeptForm { path: visit.path.clone(), fields: pairs })
}

/// The page to go to instead of a message, where words would be lost or a confirmation is missing:
/// the form is kept for its account, and the reader comes back to it.
pub async fn instead(app: &App, visit: &Visit, trouble: &Trouble, get: bool) -> Option<Response> {
    let confirm = matches!(trouble, Trouble::Refused(refusal) if refusal.why.id == "confirm-first");
    if visit.json {
        return None;
    }
    if confirm && get {
        let back: String = form_urlencoded::byte_serialize(visit.path.as_bytes()).collect();
        return Some(see(&format!("/confirm?back={back}")));
    }
    let form = posted(visit)?;
    let house = app.house.clone();
    match (trouble, visit.session.clone(), visit.ended.clone()) {
        (Trouble::SignIn | Trouble::Stale, None, Some(token)) => {
            let form_token = form.fields.iter().find(|(name, _)| name == "form_token").map(|(_, value)| value.clone());
            let form_token = form_token.unwrap_or_default();
            let kept = ask(move || keys::keep_form_of_ended(&house, &token, &form_token, &form)).await.unwrap_or(false);
            kept.then(|| see(&format!("{}/sign-in?said=kept", prefix(visit))))
        }
        // The page is from before the last sign-in, in this browser: nothing is done until its reader has looked.
        (Trouble::Stale, Some(session), _) if !visit.from_elsewhere => {
            let kept = ask(move || keys::keep_form(&house, &session, &form)).await.unwrap_or(false);
            kept.then(|| see("/kept"))
        }
        (Trouble::Refused(_), Some(session), _) if confirm => {
            let kept = ask(move || keys::keep_form(&house, &session, &form)).await.unwrap_or(false);
            Some(see(if kept { "/confirm?back=/kept" } else { "/confirm?back=/account" }))
        }
        _ => None,
    }
}

/// Lets a kept form go once it has done what it was to do.
pub async fn sent(app: &App, visit: &Visit, done: bool) {
    let Some(id) = visit.posted.get().and_then(|fields| fields.text(KEPT).parse::<RowId>().ok()) else { return };
    let (Some(session), true) = (visit.session.clone(), done) else { return };
    let house = app.house.clone();
    if let Err(trouble) = ask(move || keys::drop_kept(&house, &session, id)).await {
        tracing::error!(?trouble, "a form that was sent is still kept; it ends within a day");
    }
}

#[derive(Template)]
#[template(path = "keys/kept.html")]
struct KeptPage {
    page: Page,
    id: String,
    action: String,
    texts: Vec<String>,
    fields: Vec<(String, String)>,
}

/// What a reader wrote, and not what a form carries for itself.
fn is_text(name: &str, value: &str) -> bool {
    let own = ["base.", "was.", "command_id", "form_token"].iter().any(|start| name.starts_with(start));
    !own && name != KEPT && value.chars().any(char::is_alphabetic) && value.parse::<RowId>().is_err()
}

/// What was being written; where nothing is kept, on to where the reader starts.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let (house, own) = (app.house.clone(), session.clone());
    let Some((id, form)) = ask(move || keys::kept_form(&house, &own)).await? else { return Ok(see(&home(&session))) };
    let texts =
        form.fields.iter().filter(|(name, value)| is_text(name, value)).map(|(_, value)| value.trim().to_owned());
    html(&KeptPage {
        page: Page::titled(&app, &visit, Face::Public, "kept-title"),
        id: id.to_string(),
        texts: texts.collect(),
        action: form.path,
        fields: form.fields.into_iter().filter(|(name, _)| !NEW.contains(&name.as_str())).collect(),
    })
}

/// Lets it go unsent.
pub async fn drop(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let (house, own, id) = (app.house.clone(), session.clone(), at.id("form")?);
    ask(move || keys::drop_kept(&house, &own, id)).await?;
    Ok(see_saying(&home(&session), "kept-dropped"))
}
