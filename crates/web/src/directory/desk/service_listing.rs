//! `GET` and `POST /listing/service/{token}`: a service for its contact, by a link that is good once.

use super::coded;
use super::service_form::{ServiceFields, form_of, told};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::directory::OwnerWord;
use service::directory::services::{ServiceForm, answer_service_listing, service_listing};

#[derive(Template)]
#[template(path = "desk/service_listing.html")]
struct ServiceListingPage {
    page: Page,
    here: String,
    name: String,
    provider: String,
    told: Vec<String>,
    source: String,
    steward: String,
    fresh: String,
    used: bool,
    fields: ServiceFields,
    wrong: Wrong,
}

/// The service.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.text("token"), None, Wrong::default()).await
}

/// What the contact says of it.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let form = form_of(&fields);
    let word = match fields.text("do") {
        "right" => OwnerWord::Right,
        "put-right" => OwnerWord::PutRight(form.clone()),
        "leave-out" => OwnerWord::LeaveOut,
        _ => return Err(Trouble::Unreadable),
    };
    let (house, token, command) = (app.house.clone(), at.text("token").to_owned(), fields.command()?);
    match ask(move || answer_service_listing(&house, command, &token, &word)).await {
        Ok(()) => Ok(see(&visit.path)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, at.text("token"), Some(form), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, token: &str, typed: Option<ServiceForm>, wrong: Wrong) -> Reply {
    let (house, secret) = (app.house.clone(), token.to_owned());
    let found = ask(move || service_listing(&house, &secret)).await?;
    let offering = &found.offering;
    let provider = Some(found.provider.name.to_string()).filter(|name| name != offering.name.as_str());
    let title = if found.used { "listing-done" } else { "service-listing-title" };
    html_with(
        wrong.status(),
        &ServiceListingPage {
            page: Page::titled(app, visit, Face::Public, title),
            here: format!("{}/listing/service/{token}", visit.lang.prefix()),
            name: offering.name.to_string(),
            provider: provider.unwrap_or_default(),
            told: told(visit, offering),
            fresh: coded(visit, "entry-fresh", super::entry::fresh(found.freshness)),
            used: found.used,
            fields: ServiceFields::of(visit, typed.unwrap_or_else(|| ServiceForm::of(offering))),
            source: found.source,
            steward: found.steward,
            wrong,
        },
    )
}
