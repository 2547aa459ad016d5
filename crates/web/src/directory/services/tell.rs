//! `/services/{service}/tell`: anyone says that something is wrong with a service. Nothing to type, no names, no cookie.

use crate::app::App;
use crate::form::{Asked, Fields, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::OfferingId;
use domain::notice::{FieldError, Notice};
use service::directory::ReportKind;
use words::words;

struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "public/service_tell.html")]
struct TellPage {
    page: Page,
    back: String,
    name: String,
    place: String,
    kinds: Vec<Choice>,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/tell_done.html")]
struct DonePage {
    page: Page,
    back: String,
    code: String,
}

/// The form.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.id("service")?, &Fields::default(), Wrong::default()).await
}

/// Takes what was said.
pub async fn tell(State(app): State<App>, at: Params, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let service: OfferingId = at.id("service")?;
    let (house, command, from) = (app.house.clone(), fields.command()?, visit.from.clone());
    let Ok(kind) = fields.text("kind").parse::<ReportKind>() else {
        let wrong = Wrong::of(&visit, &[FieldError::new("kind", Notice::new("pick-missing"))]);
        return show(&app, &visit, service, &fields, wrong).await;
    };
    let said = move || service::directory::services::report_service(&house, command, service, kind, &from);
    html(&DonePage {
        code: ask(said).await?,
        page: Page::titled(&app, &visit, Face::Public, "tell-thanks"),
        back: format!("{}/services/{service}", visit.lang.prefix()),
    })
}

async fn show(app: &App, visit: &Visit, service: OfferingId, typed: &Fields, wrong: Wrong) -> Reply {
    let house = app.house.clone();
    let found = ask(move || service::directory::services::service(&house, service)).await?;
    let kind = |kind: &ReportKind| Choice {
        value: kind.code(),
        label: words().say(visit.lang, &format!("service-report-{}", kind.code())).into_owned(),
        chosen: typed.text("kind") == kind.code(),
    };
    html_with(
        wrong.status(),
        &TellPage {
            page: Page::titled(app, visit, Face::Public, "service-tell-title"),
            back: format!("{}/services/{service}", visit.lang.prefix()),
            name: found.offering.name.to_string(),
            place: found.sites.first().map(|site| site.place.clone()).unwrap_or_default(),
            kinds: ReportKind::ALL.iter().map(kind).collect(),
            wrong,
        },
    )
}
