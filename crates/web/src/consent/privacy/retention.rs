//! `/agency/{agency}/privacy/retention`: what is kept for how long, and where that stands.

use super::leaving::{KeptView, kept};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::people::offers;

#[derive(Template)]
#[template(path = "privacy/retention.html")]
struct RetentionPage {
    page: Page,
    back: String,
    kept: Vec<KeptView>,
}

/// The schedule.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let offer = offers(&session);
    if !offer.agency {
        return Err(Trouble::Absent);
    }
    let slug = at.text("agency");
    html(&RetentionPage {
        page: Page::titled(&app, &visit, Face::Agency, "retention-title"),
        back: if offer.privacy { format!("/agency/{slug}/privacy") } else { format!("/agency/{slug}") },
        kept: words::content::kept().iter().map(|rule| kept(visit.lang, rule, None)).collect(),
    })
}
