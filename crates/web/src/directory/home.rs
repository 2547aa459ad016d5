//! `GET /`, `/crisis`, `/find`, `/styleguide`, in both languages.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, html, see};
use crate::session::{Visit, home as own_home};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    page: Page,
    own: String,
}

/// What this is, and where to go from here.
pub async fn home(State(app): State<App>, visit: Visit) -> Reply {
    let page = Page::titled(&app, &visit, Face::Public, "product-name");
    html(&HomePage { page, own: visit.session.as_ref().map(own_home).unwrap_or_default() })
}

/// `/es` without its slash.
pub async fn to_spanish() -> Response {
    see("/es/")
}

#[derive(Template)]
#[template(path = "public/crisis.html")]
struct CrisisPage {
    page: Page,
}

/// Help, as a page that a phone keeps.
pub async fn crisis(State(app): State<App>, visit: Visit) -> Reply {
    html(&CrisisPage { page: Page::titled(&app, &visit, Face::Public, "crisis-title") })
}

#[derive(Template)]
#[template(path = "public/find.html")]
struct FindPage {
    page: Page,
}

/// The five doors, each with what is behind it.
pub async fn find_help(State(app): State<App>, visit: Visit) -> Reply {
    html(&FindPage { page: Page::titled(&app, &visit, Face::Public, "nav-find") })
}

#[derive(Template)]
#[template(path = "styleguide.html")]
struct StylePage {
    page: Page,
}

/// Every piece of the look.
pub async fn styleguide(State(app): State<App>, visit: Visit) -> Reply {
    html(&StylePage { page: Page::titled(&app, &visit, Face::Public, "sg-title") })
}
