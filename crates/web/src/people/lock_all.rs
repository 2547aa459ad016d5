//! `/me/lock`, `/locked` and `POST /work/{agency}/members/{member}/lock`: "Lock everything, I am not safe."

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see, see_saying};
use crate::routes::{Route, act, read};
use crate::session::{Params, Visit, cookie_name, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use domain::id::MemberId;
use http::header;

#[derive(Template)]
#[template(path = "member/lock.html")]
struct LockPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "public/locked.html")]
struct LockedPage {
    page: Page,
}

/// The doors.
pub fn routes() -> Vec<Route> {
    let staff = "/work/{agency}/members/{member}/lock";
    let sample = "/work/river/members/00000000000070008000000000000000/lock";
    vec![
        read(Face::Member, "/me/lock", "sign-in", "/me/lock", get(page)),
        act(Face::Member, "/me/lock", "sign-in", "/me/lock", post(lock)),
        read(Face::Public, "/locked", "read-public", "/locked", get(locked)),
        read(Face::Public, "/es/locked", "read-public", "/es/locked", get(locked)),
        act(Face::Work, staff, "lock-for-member", sample, post(lock_for)),
    ]
}

/// The second tap.
async fn page(State(app): State<App>, visit: Visit) -> Reply {
    visit.member()?;
    html(&LockPage { page: Page::titled(&app, &visit, Face::Member, "lock-all") })
}

/// Locks, and forgets what this browser kept.
async fn lock(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let command = posted.fields.command()?;
    let house = app.house.clone();
    ask(move || service::people::lock_everything(&house, &session, command)).await?;
    let cookie = set_cookie(&app, cookie_name(&app), "");
    let clear = http::HeaderName::from_static("clear-site-data");
    let to = see(&format!("{}/locked", posted.visit.lang.prefix()));
    Ok(([(header::SET_COOKIE, cookie.as_str()), (clear, "\"cache\", \"storage\"")], to).into_response())
}

/// How to come back in. It names nobody, and nothing that was closed.
async fn locked(State(app): State<App>, visit: Visit) -> Reply {
    html(&LockedPage { page: Page::titled(&app, &visit, Face::Public, "locked-title") })
}

/// The same by a worker, at the member's word.
async fn lock_for(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = posted.visit.staff(&slug)?;
    let member: MemberId = at.id("member")?;
    let command = posted.fields.command()?;
    ask(move || service::people::lock_for_member(&app.house, &session, command, member)).await?;
    Ok(see_saying(&format!("/work/{slug}/members/{member}"), "locked-for-member"))
}
