//! `/agency/{agency}/directory/add` and `…/add/service`: a meeting or a service that no list names.

use super::form::{EntryFields, posted as posted_entry};
use super::service_form::{ServiceFields, new_of};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::Session;
use service::directory::services::NewService;
use service::directory::{EntryForm, add_entry};

#[derive(Template)]
#[template(path = "desk/add.html")]
struct AddPage {
    page: Page,
    base: String,
    entry: EntryFields,
    wrong: Wrong,
}

/// The empty form.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, &session, EntryForm::default(), Wrong::default())
}

/// Adds it.
pub async fn add(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, who, command, form) = (app.house.clone(), session.clone(), fields.command()?, posted_entry(&fields));
    let asked = form.clone();
    match ask(move || add_entry(&house, &who, command, &asked)).await {
        Ok(id) => Ok(see_saying(&format!("/agency/{}/directory/entries/{id}", at.text("agency")), "entry-saved")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &session, form, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

fn show(app: &App, visit: &Visit, session: &Session, form: EntryForm, wrong: Wrong) -> Reply {
    if !service::people::offers(session).desk {
        return Err(Trouble::Absent);
    }
    html_with(
        wrong.status(),
        &AddPage {
            page: Page::titled(app, visit, Face::Agency, "desk-add"),
            base: format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default()),
            entry: EntryFields::of(visit, form),
            wrong,
        },
    )
}

#[derive(Template)]
#[template(path = "desk/add_service.html")]
struct AddServicePage {
    page: Page,
    base: String,
    fields: ServiceFields,
    wrong: Wrong,
}

/// The empty form of a service.
pub async fn service(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show_service(&app, &visit, &session, NewService::default(), Wrong::default())
}

/// Adds a service.
pub async fn add_service(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, who, command, form) = (app.house.clone(), session.clone(), fields.command()?, new_of(&fields));
    let asked = form.clone();
    match ask(move || service::directory::services::add_service(&house, &who, command, &asked)).await {
        Ok(id) => Ok(see_saying(&format!("/agency/{}/directory/services/{id}", at.text("agency")), "entry-saved")),
        Err(Trouble::Invalid(errors)) => show_service(&app, &visit, &session, form, Wrong::of(&visit, &errors)),
        Err(other) => Err(other),
    }
}

fn show_service(app: &App, visit: &Visit, session: &Session, form: NewService, wrong: Wrong) -> Reply {
    if !service::people::offers(session).desk {
        return Err(Trouble::Absent);
    }
    html_with(
        wrong.status(),
        &AddServicePage {
            page: Page::titled(app, visit, Face::Agency, "desk-add-service"),
            base: format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default()),
            fields: ServiceFields::of_new(visit, form),
            wrong,
        },
    )
}
