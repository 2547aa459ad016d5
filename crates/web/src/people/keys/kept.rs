//! Forms that came too late: kept before the answer, shown again at `/kept`, sent from there.

use super::super::second_pin;
use super::steps::prefix;
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see, see_saying};
use crate::session::{Params, Visit, home};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::id::RowId;
use http::StatusCode;
use service::people::keys::{self, KeptForm};
use words::words;

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
    let second = matches!(trouble, Trouble::Refused(refusal) if refusal.why.id == "second-pin-first");
    if visit.json {
        return None;
    }
    if second && get {
        return Some(see(&second_pin::asks(&visit.path)));
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
        (Trouble::Refused(_), Some(session), _) if second => {
            let kept = ask(move || keys::keep_form(&house, &session, &form)).await.unwrap_or(false);
            Some(see(&second_pin::asks(if kept { "/kept" } else { "/account" })))
        }
        // Nothing was done, and nothing is lost: the words stand on the page that says so, with a button to send again.
        (Trouble::Busy | Trouble::Full, ..) if form.may_be_kept() => again(app, visit, trouble, form).ok(),
        _ => None,
    }
}

/// What was sent when too much was going on, or when there was no room, ready to be sent again: the same command, so that it is done once.
fn again(app: &App, visit: &Visit, trouble: &Trouble, form: KeptForm) -> Reply {
    let texts = texts(&form);
    let page = KeptPage {
        page: Page::titled(app, visit, Face::of(visit), trouble.key()),
        heading: words().say(visit.lang, trouble.key()).into_owned(),
        text: words().say(visit.lang, &format!("{}-text", trouble.key())).into_owned(),
        id: String::new(),
        texts,
        action: form.path,
        fields: form.fields.into_iter().filter(|(name, _)| !NEW.contains(&name.as_str())).collect(),
    };
    html_with(StatusCode::SERVICE_UNAVAILABLE, &page)
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
    heading: String,
    text: String,
    id: String,
    action: String,
    texts: Vec<String>,
    fields: Vec<(String, String)>,
}

/// What a reader wrote, and not what a form carries for itself.
fn is_text(name: &str, value: &str) -> bool {
    let own = ["base.", "was.", "seen.", "command_id", "form_token"].iter().any(|start| name.starts_with(start));
    !own && name != KEPT && value.chars().any(char::is_alphabetic) && value.parse::<RowId>().is_err()
}

fn texts(form: &KeptForm) -> Vec<String> {
    let told = form.fields.iter().filter(|(name, value)| is_text(name, value));
    told.map(|(_, value)| value.trim().to_owned()).collect()
}

/// What was being written; where nothing is kept, on to where the reader starts.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let (house, own) = (app.house.clone(), session.clone());
    let Some((id, form)) = ask(move || keys::kept_form(&house, &own)).await? else { return Ok(see(&home(&session))) };
    html(&KeptPage {
        page: Page::titled(&app, &visit, Face::Public, "kept-title"),
        heading: words().say(visit.lang, "kept-title").into_owned(),
        text: words().say(visit.lang, "kept-text").into_owned(),
        id: id.to_string(),
        texts: texts(&form),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Fields;

    fn sent_while_busy(path: &str, fields: &[(&str, &str)]) -> (Visit, App) {
        let app = App {
            house: service::House::new(testkit::store(), [7; 32]),
            public_url: "http://localhost:8080".to_owned(),
            demo: true,
            https: false,
            trusted_proxies: Vec::new(),
        };
        let (parts, ()) = http::Request::post(path).body(()).expect("a request").into_parts();
        let visit = Visit::of(&app, &parts, None);
        let pairs = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let _ = visit.posted.set(Fields::of(pairs, visit.lang));
        (visit, app)
    }

    #[tokio::test]
    async fn words_that_came_at_a_busy_moment_stand_on_the_page_that_says_so() {
        let command = "0197f3a1000070008000000000000001";
        let fields = [("command_id", command), ("words", "I slept <at last>"), ("form_token", "00")];
        let (visit, app) = sent_while_busy("/work/river/members/0a/plan/review", &fields);
        let answer = instead(&app, &visit, &Trouble::Busy, false).await.expect("a page");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains("I slept &#60;at last&#62;") || body.contains("I slept &lt;at last&gt;"), "{body}");
        assert!(body.contains(&format!("name=\"command_id\" value=\"{command}\"")), "the same command");
        assert!(body.contains("action=\"/work/river/members/0a/plan/review\""));
    }

    #[tokio::test]
    async fn keys_are_never_written_on_it() {
        let (visit, app) = sent_while_busy("/sign-in", &[("username", "dana"), ("passphrase", "walk-beside-me-24")]);
        assert!(instead(&app, &visit, &Trouble::Busy, false).await.is_none());
    }
}
