//! `/work/{agency}/members/{member}/open`: one page is opened in an emergency, for an hour.

use super::{Choice, chart_of, choice, say, when};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{EmergencySection, GlassReason, RightClosed};
use domain::notice::{FieldError, Notice};

#[derive(Template)]
#[template(path = "privacy/open.html")]
struct OpenPage {
    page: Page,
    action: String,
    back: String,
    called: String,
    pronouns: String,
    until: String,
    sections: Vec<(String, String)>,
    emergency: String,
    closed: String,
    minutes: u16,
    hours: u16,
    reasons: Vec<Choice>,
    words: String,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, &Fields::default(), Wrong::default()).await
}

/// Opens it.
pub async fn open(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let (slug, session, member) = chart_of(&visit, &at)?;
    let command = fields.command()?;
    let reason: Option<GlassReason> = fields.code("reason")?;
    let words = fields.text("words").to_owned();
    let house = app.house.clone();
    let outcome = match reason {
        None => Err(Trouble::Invalid(vec![FieldError::new("reason", Notice::new("pick-missing"))])),
        Some(reason) => {
            ask(move || service::consent::break_glass(&house, &session, command, member, reason, &words)).await
        }
    };
    match outcome {
        Ok(true) => Ok(see_saying(&format!("/work/{slug}/members/{member}/open"), "glass-opened")),
        Ok(false) => Ok(see(&format!("/work/{slug}/members/{member}"))),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &at, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: &Fields, wrong: Wrong) -> Reply {
    let (slug, session, member) = chart_of(visit, at)?;
    let house = app.house.clone();
    let found = ask(move || service::consent::glass_page(&house, &session, member)).await?;
    let chart = format!("/work/{slug}/members/{member}");
    if found.opens_anyway {
        return Ok(see(&chart));
    }
    let lang = visit.lang;
    let section = |one: &EmergencySection| {
        let page = match one {
            EmergencySection::Reach => "/reach",
            EmergencySection::People => "/reach#r-allies",
            EmergencySection::Plan => "/plan",
        };
        (say(lang, &format!("emergency-section-{}", one.code())), format!("{chart}{page}"))
    };
    let closed = match found.closed {
        Some(RightClosed::NotReviewed) => say(lang, "glass-closed-not-reviewed"),
        Some(RightClosed::NotRight) => say(lang, "glass-closed-not-right"),
        None => String::new(),
    };
    html_with(
        wrong.status(),
        &OpenPage {
            page: Page::titled(app, visit, Face::Work, "glass-title"),
            action: format!("{chart}/open"),
            emergency: format!("{chart}/emergency"),
            back: format!("/work/{slug}/members"),
            called: found.called,
            pronouns: found.pronouns.unwrap_or_default(),
            until: found.open_until.map(|until| when(lang, until)).unwrap_or_default(),
            sections: found.sections.iter().map(section).collect(),
            closed,
            minutes: found.minutes,
            hours: found.review_hours,
            reasons: GlassReason::ALL
                .iter()
                .map(|one| choice(lang, "glass-reason", one.code(), typed.text("reason") == one.code()))
                .collect(),
            words: typed.text("words").to_owned(),
            wrong,
        },
    )
}
