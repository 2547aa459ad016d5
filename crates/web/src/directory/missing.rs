//! `/meetings/missing` and `/services/missing`: anyone says that an entry is missing. No cookie, no name, and no field for
//! words about it.

use super::desk::{EntryFields, ServiceFields, new_of, posted_entry};
use crate::app::App;
use crate::form::{Asked, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with};
use crate::routes::{Route, act, read};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use axum::routing::{get, post};
use service::directory::services::NewService;
use service::directory::{EntryForm, Missing};

/// The doors.
pub fn routes() -> Vec<Route> {
    let (face, operation) = (Face::Public, "tell-directory");
    let mut routes = Vec::new();
    for path in ["/meetings/missing", "/es/meetings/missing"] {
        routes.push(read(face, path, operation, path, get(meeting)));
        routes.push(act(face, path, operation, path, post(tell_meeting)));
    }
    for path in ["/services/missing", "/es/services/missing"] {
        routes.push(read(face, path, operation, path, get(service)));
        routes.push(act(face, path, operation, path, post(tell_service)));
    }
    routes
}

#[derive(Template)]
#[template(path = "public/missing_meeting.html")]
struct MeetingPage {
    page: Page,
    here: String,
    back: String,
    /// The same form from inside, for who works here.
    desk: String,
    entry: EntryFields,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/missing_service.html")]
struct ServicePage {
    page: Page,
    here: String,
    back: String,
    desk: String,
    fields: ServiceFields,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/tell_done.html")]
struct DonePage {
    page: Page,
    back: String,
    code: String,
}

/// The form from inside, for who may say it there.
fn desk(visit: &Visit, kind: &str) -> String {
    let session = visit.session.as_ref().filter(|session| service::people::offers(session).propose);
    let slug = session.and_then(|session| session.agency_slug.as_deref());
    slug.map(|slug| format!("/agency/{slug}/directory/missing/{kind}")).unwrap_or_default()
}

/// The empty form of a meeting.
pub async fn meeting(State(app): State<App>, visit: Visit) -> Reply {
    show_meeting(&app, &visit, EntryForm::default(), Wrong::default())
}

fn show_meeting(app: &App, visit: &Visit, form: EntryForm, wrong: Wrong) -> Reply {
    let start = visit.lang.prefix();
    html_with(
        wrong.status(),
        &MeetingPage {
            page: Page::titled(app, visit, Face::Public, "missing-meeting-title"),
            here: format!("{start}/meetings/missing"),
            back: format!("{start}/meetings"),
            desk: desk(visit, "meeting"),
            entry: EntryFields { words: false, ..EntryFields::of(visit, form) },
            wrong,
        },
    )
}

/// Takes what was said of a meeting.
pub async fn tell_meeting(State(app): State<App>, asked: Asked) -> Reply {
    let form = posted_entry(&asked.fields);
    match tell(&app, &asked, Missing::Meeting(form.clone())).await {
        Ok(code) => done(&app, &asked.visit, "/meetings", code),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&asked.visit, &errors);
            show_meeting(&app, &asked.visit, form, wrong)
        }
        Err(other) => Err(other),
    }
}

/// The empty form of a service.
pub async fn service(State(app): State<App>, visit: Visit) -> Reply {
    show_service(&app, &visit, NewService::default(), Wrong::default())
}

fn show_service(app: &App, visit: &Visit, form: NewService, wrong: Wrong) -> Reply {
    let start = visit.lang.prefix();
    html_with(
        wrong.status(),
        &ServicePage {
            page: Page::titled(app, visit, Face::Public, "missing-service-title"),
            here: format!("{start}/services/missing"),
            back: format!("{start}/services"),
            desk: desk(visit, "service"),
            fields: ServiceFields { words: false, ..ServiceFields::of_new(visit, form) },
            wrong,
        },
    )
}

/// Takes what was said of a service.
pub async fn tell_service(State(app): State<App>, asked: Asked) -> Reply {
    let form = new_of(&asked.fields);
    match tell(&app, &asked, Missing::Service(form.clone())).await {
        Ok(code) => done(&app, &asked.visit, "/services", code),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&asked.visit, &errors);
            show_service(&app, &asked.visit, form, wrong)
        }
        Err(other) => Err(other),
    }
}

async fn tell(app: &App, asked: &Asked, missing: Missing) -> Result<String, Trouble> {
    let (house, command, from) = (app.house.clone(), asked.fields.command()?, asked.visit.from.clone());
    ask(move || service::directory::tell_missing(&house, command, &missing, &from)).await
}

fn done(app: &App, visit: &Visit, back: &str, code: String) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "tell-thanks");
    html(&DonePage { page, back: format!("{}{back}", visit.lang.prefix()), code })
}
