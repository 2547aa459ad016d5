//! Answers: pages, the way on after a form, and what goes wrong, said calmly in the reader's language.

use crate::app::App;
use crate::page::{Face, Page};
use crate::people;
use crate::session::{self, Visit};
use askama::Template;
use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::notice::FieldError;
use http::header::{self, HeaderValue};
use http::{Method, StatusCode};
use service::{Fault, Refusal};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// What a handler gives.
pub type Reply = Result<Response, Trouble>;

/// Why there is no page to give.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// Not there, or not for this reader: one answer for both.
    Absent,
    /// Needs somebody signed in.
    SignIn,
    /// The form is not from our page, or from one of an earlier session.
    Stale,
    /// Larger than a form can be.
    TooLarge,
    /// Not a form of ours.
    Unreadable,
    /// There, and not allowed.
    Refused(Refusal),
    /// Fields that are wrong, where no form could be shown again.
    Invalid(Vec<FieldError>),
    /// Too much to do.
    Busy,
    /// No room left to keep anything more.
    Full,
    /// Broken on our side; the text is for the log.
    Broken(String),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Absent => Self::Absent,
            Fault::Refused(refusal) => Self::Refused(refusal),
            Fault::Invalid(errors) => Self::Invalid(errors),
            Fault::Busy => Self::Busy,
            Fault::Full => Self::Full,
            Fault::Broken(why) => Self::Broken(why),
        }
    }
}

impl Trouble {
    const fn status(&self) -> StatusCode {
        match self {
            Self::Absent => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Stale | Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The message that is its title; its text has "-text" at the end.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Absent => "trouble-absent",
            Self::SignIn => "trouble-sign-in",
            Self::Stale => "trouble-stale",
            Self::TooLarge => "trouble-too-large",
            Self::Unreadable => "trouble-unreadable",
            Self::Refused(_) => "trouble-refused",
            Self::Invalid(_) => "trouble-invalid",
            Self::Busy => "trouble-busy",
            Self::Full => "trouble-full",
            Self::Broken(_) => "trouble-broken",
        }
    }
}

impl IntoResponse for Trouble {
    /// A bare answer that carries its reason; [`frame`] makes the page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Runs what waits (database, hashing, printing) beside the threads that answer. What is read in it is in the audit
/// record when it returns.
pub async fn ask<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Trouble>
where
    T: Send + 'static,
    E: Into<Trouble> + Send + 'static,
{
    match tokio::task::spawn_blocking(|| service::together(work)).await {
        Ok(Ok(done)) => done.map_err(Into::into),
        Ok(Err(unwritten)) => Err(unwritten.into()),
        Err(why) => Err(Trouble::Broken(format!("a use case stopped: {why}"))),
    }
}

/// Leave for what takes seconds of a core and much memory: typesetting, whole calendars and tables. Anyone may ask for
/// those; with two at a time there are cores left for everybody else (house rule: the smallest machine has two).
static HEAVY: Semaphore = Semaphore::const_new(2);

/// For how long somebody waits for their turn before they hear that there is too much to do.
const TURN: Duration = Duration::from_secs(3);

/// After how many seconds to come again.
const COME_AGAIN: &str = "10";

/// Like [`ask`], for what is heavy: a few at a time, in turn.
pub async fn ask_heavy<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Trouble>
where
    T: Send + 'static,
    E: Into<Trouble> + Send + 'static,
{
    let turn = match timeout(TURN, HEAVY.acquire()).await {
        Ok(Ok(turn)) => turn,
        Ok(Err(_)) | Err(_) => return Err(Trouble::Busy),
    };
    // The work keeps its turn until it is done, whether or not the reader waits for it.
    ask(move || {
        let done = work();
        drop(turn);
        done
    })
    .await
}

/// A page.
pub fn html(page: &impl Template) -> Reply {
    html_with(StatusCode::OK, page)
}

/// A page with a status of its own.
pub fn html_with(status: StatusCode, page: &impl Template) -> Reply {
    let text = page.render().map_err(|why| Trouble::Broken(format!("a page could not be drawn: {why}")))?;
    Ok((status, Html(text)).into_response())
}

/// On to a page, after a form was acted on.
pub fn see(path: &str) -> Response {
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// On to a page that says what was done. `said` is the end of a message id, "flash-…".
pub fn see_saying(path: &str, said: &str) -> Response {
    let (path, anchor) = path.split_once('#').map_or((path, String::new()), |(path, id)| (path, format!("#{id}")));
    see(&format!("{path}?said={said}{anchor}"))
}

/// Around every page: reads who asks, catches what breaks, and draws what went wrong.
pub async fn frame(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let get = matches!(parts.method, Method::GET | Method::HEAD);
    let visit = match Visit::read(&app, &parts).await {
        Ok(visit) => visit,
        Err(trouble) => return troubled(&app, &Visit::of(&app, &parts, None), &trouble, get),
    };
    if let Some(session) = visit.session.as_ref().filter(|session| session.narrowed_to.is_some())
        && !crate::plan::open_while_handed_over(&visit.path, session.agency_slug.as_deref())
    {
        return troubled(&app, &visit, &Trouble::Absent, get);
    }
    parts.extensions.insert(visit.clone());
    // A task of its own: what panics ends there, and what began goes on when the reader leaves.
    let done = tokio::spawn(next.run(Request::from_parts(parts, body))).await;
    let mut response = match done {
        Ok(response) => match response.extensions().get::<Trouble>().cloned() {
            Some(trouble) => match people::keys::instead(&app, &visit, &trouble, get).await {
                Some(mut elsewhere) => {
                    come_again(&mut elsewhere);
                    elsewhere
                }
                None => troubled(&app, &visit, &trouble, get),
            },
            None => {
                let done = response.status().is_redirection();
                people::keys::sent(&app, &visit, done).await;
                response
            }
        },
        Err(why) => troubled(&app, &visit, &Trouble::Broken(format!("a handler stopped: {why}")), get),
    };
    if visit.session.is_none()
        && visit.stranger_is_new
        && session::is_a_door(&visit.path)
        && get
        && let Ok(cookie) = HeaderValue::from_str(&session::stranger_cookie(&app, &visit))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    page: Page,
    why: String,
    remedy: String,
    errors: Vec<String>,
    sign_in: bool,
}

fn troubled(app: &App, visit: &Visit, trouble: &Trouble, get: bool) -> Response {
    let mut response = told(app, visit, trouble, get);
    come_again(&mut response);
    response
}

/// Who hears that there is too much to do hears when to come again (RFC 9110, section 10.2.3).
pub(crate) fn come_again(response: &mut Response) {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(COME_AGAIN));
    }
}

fn told(app: &App, visit: &Visit, trouble: &Trouble, get: bool) -> Response {
    match trouble {
        Trouble::Broken(why) => tracing::error!(path = visit.path, why, "broken"),
        Trouble::Full => tracing::error!(path = visit.path, "the disk is full"),
        _ => {}
    }
    let say = |notice| words::words().notice(visit.lang, notice);
    let (mut why, mut remedy, mut errors) = (String::new(), String::new(), Vec::new());
    match trouble {
        Trouble::Refused(refusal) => {
            why = say(&refusal.why);
            remedy = refusal.remedy.as_ref().map(say).unwrap_or_default();
        }
        Trouble::Invalid(wrong) => errors = wrong.iter().map(|error| say(&error.notice)).collect(),
        _ => {}
    }
    let told = words::words().say(visit.lang, &format!("{}-text", trouble.key())).into_owned();
    let why = if why.is_empty() { told } else { why };
    if visit.json {
        let message = errors.first().unwrap_or(&why);
        return (trouble.status(), Json(serde_json::json!({ "message": message }))).into_response();
    }
    if matches!(trouble, Trouble::SignIn) && get {
        return see(&format!("{}/sign-in", visit.lang.prefix()));
    }
    let title = words::words().say(visit.lang, trouble.key()).into_owned();
    let page = Page::new(app, visit, Face::of(visit), title);
    let sign_in = matches!(trouble, Trouble::SignIn | Trouble::Stale) && visit.session.is_none();
    html_with(trouble.status(), &TroublePage { page, why, remedy, errors, sign_in })
        .unwrap_or_else(|_| trouble.status().into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_heavy_takes_its_turn_and_who_waits_too_long_hears_when_to_come_again() {
        let done = ask_heavy(|| Ok::<_, Fault>(7)).await;
        assert_eq!(done.ok(), Some(7));
        let _all = HEAVY.acquire_many(2).await;
        let trouble = ask_heavy(|| Ok::<_, Fault>(7)).await.err();
        assert!(matches!(trouble, Some(Trouble::Busy)), "{trouble:?}");
        let mut response = Trouble::Busy.into_response();
        come_again(&mut response);
        assert_eq!(response.headers().get(header::RETRY_AFTER), Some(&HeaderValue::from_static(COME_AGAIN)));
        let mut response = Trouble::Absent.into_response();
        come_again(&mut response);
        assert!(!response.headers().contains_key(header::RETRY_AFTER));
    }
}
