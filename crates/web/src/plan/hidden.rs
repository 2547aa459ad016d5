//! `/me/hidden`: rows that do not show on this device: places of the menu, and goals.
//!
//! The choice is a cookie of this browser. It holds codes and identities and no words, is of no account, and no page
//! says that something is hidden.

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, HIDEABLE, Page};
use crate::respond::{Reply, ask, html, see_saying};
use crate::routes::{Route, act, read};
use crate::session::{Visit, hidden_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use domain::id::GoalId;
use http::header::SET_COOKIE;
use service::Fault;

/// A row that may be hidden.
struct Row {
    value: String,
    label: String,
    hidden: bool,
}

#[derive(Template)]
#[template(path = "member/hidden.html")]
struct HiddenPage {
    page: Page,
    menu: Vec<Row>,
    goals: Vec<Row>,
}

/// The doors.
pub fn routes() -> Vec<Route> {
    vec![
        read(Face::Member, "/me/hidden", "own-account", "/me/hidden", get(page)),
        act(Face::Member, "/me/hidden", "own-account", "/me/hidden", post(save)),
    ]
}

/// How a goal stands in the cookie.
fn code_of(goal: GoalId) -> String {
    format!("goal-{goal}")
}

/// Whether a goal does not show on the device of a visit.
pub fn hides(visit: &Visit, goal: GoalId) -> bool {
    visit.hides(&code_of(goal))
}

/// What may be hidden, and what is.
async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let goals = ask(move || {
        let mut found = Vec::new();
        for chart in service::people::own_charts(&house, &session)? {
            let view = service::plan::open(&house, &session, chart.member)?;
            found.extend(view.content.goals.into_iter().map(|goal| (goal.id, goal.statement)));
        }
        Ok::<_, Fault>(found)
    })
    .await?;
    let frame = Page::titled(&app, &visit, Face::Member, "hidden-title");
    let menu = HIDEABLE.iter().map(|code| Row {
        value: (*code).to_owned(),
        label: frame.t(&format!("nav-{code}")).into_owned(),
        hidden: visit.hides(code),
    });
    let goal = |(id, label): (GoalId, String)| Row { value: code_of(id), label, hidden: hides(&visit, id) };
    let (menu, goals) = (menu.collect(), goals.into_iter().map(goal).collect());
    html(&HiddenPage { page: frame, menu, goals })
}

/// Keeps the choice with this browser.
async fn save(State(app): State<App>, posted: Posted) -> Reply {
    posted.visit.member()?;
    let cookie = hidden_cookie(&app, &posted.fields.all("hide"));
    Ok(([(SET_COOKIE, cookie)], see_saying("/me/hidden", "saved")).into_response())
}
