//! `/officer`: "an officer is at the desk", to print and keep at hand. Everybody who works here reads it.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "privacy/officer.html")]
struct OfficerPage {
    page: Page,
    agency: String,
    phone: String,
    people: Vec<(String, String)>,
}

/// The sheet.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    if !session.is_staff() {
        return Err(Trouble::Absent);
    }
    let house = app.house.clone();
    let found = ask(move || service::consent::officer_sheet(&house, &session)).await?;
    html(&OfficerPage {
        page: Page::titled(&app, &visit, Face::Work, "officer-title"),
        agency: found.agency,
        phone: found.phone.unwrap_or_default(),
        people: found.people,
    })
}
