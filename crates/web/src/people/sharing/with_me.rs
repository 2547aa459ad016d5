//! `GET /shared` and `/work/{agency}/shared`: who shares with the reader. It tells of no ending.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::Session;

#[derive(Template)]
#[template(path = "sharing/with_me.html")]
struct WithMePage {
    page: Page,
    people: Vec<(String, String)>,
}

async fn show(app: &App, visit: &Visit, session: Session, face: Face, base: &str) -> Reply {
    let house = app.house.clone();
    let found = ask(move || service::people::shared_with_me(&house, &session)).await?;
    let people = found.into_iter().map(|one| (one.shown_as, format!("{base}/{}", one.share))).collect();
    html(&WithMePage { page: Page::titled(app, visit, face, "shared-title"), people })
}

/// A supporter's first page.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.supporter()?;
    show(&app, &visit, session, Face::Shared, "/shared").await
}

/// The same for somebody who works at an agency.
pub async fn at_work(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    show(&app, &visit, session, Face::Work, &format!("/work/{slug}/shared")).await
}
