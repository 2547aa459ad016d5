//! `POST /sign-out`, `/quick-exit`, `/still-here`; `GET /away`

use crate::app::App;
use crate::form::{Leaving, Posted};
use crate::respond::{Reply, Trouble, ask, html, see};
use crate::session::{Visit, cookie_name, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, StatusCode, header};

const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

async fn end(app: &App, visit: &Visit) -> Result<(), Trouble> {
    let Some(session) = visit.session.clone() else { return Ok(()) };
    let house = app.house.clone();
    ask(move || service::people::sign_out(&house, &session)).await
}

/// Ends the session and forgets what this browser kept of it.
pub async fn sign_out(State(app): State<App>, posted: Posted) -> Reply {
    end(&app, &posted.visit).await?;
    let cookie = set_cookie(&app, cookie_name(&app), "");
    let to = see(&format!("{}/sign-in", posted.visit.lang.prefix()));
    Ok(([(header::SET_COOKIE, cookie.as_str()), (CLEAR, "\"cache\", \"storage\"")], to).into_response())
}

/// Leaves at once. The form's secret is not asked for: from our own pages this must never fail.
pub async fn quick_exit(State(app): State<App>, Leaving(visit): Leaving) -> Response {
    if let Err(trouble) = end(&app, &visit).await {
        tracing::error!(?trouble, "a session could not be ended on leaving; its cookie is gone");
    }
    let cookie = set_cookie(&app, cookie_name(&app), "");
    // Not "cookies": the one that stays names nobody, and without it a PIN would open this phone no more.
    ([(header::SET_COOKIE, cookie.as_str()), (CLEAR, "\"cache\", \"storage\"")], see("/away")).into_response()
}

/// Someone is still here: looking the session up has already kept it.
pub async fn still_here(posted: Posted) -> Result<StatusCode, Trouble> {
    posted.visit.signed_in().map(|_| StatusCode::NO_CONTENT)
}

#[derive(Template)]
#[template(path = "public/away.html")]
struct AwayPage {}

/// A page that says nothing.
pub async fn away() -> Reply {
    html(&AwayPage {})
}
