//! The router: the table of routes, the frame around every request, and what no page answers to.

use crate::respond::{Reply, Trouble, see};
use crate::session::Visit;
use crate::{assets, respond, routes};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use http::Method;
use tower_http::compression::CompressionLayer;

/// What every handler may reach.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub house: service::House,
    /// Where people find this server, without a slash at the end.
    pub public_url: String,
    /// Whether this is the demonstration, where everyone is made up.
    pub demo: bool,
    /// Whether browsers reach it by HTTPS. Cookies are stricter then.
    pub https: bool,
    /// Proxies that are believed about whom a request came from.
    pub trusted_proxies: Vec<std::net::IpAddr>,
}

/// Every page and file of the house.
pub fn router(app: App) -> Router {
    let mut pages = Router::new();
    for route in routes::table() {
        pages = pages.route(route.path, route.answer);
    }
    let pages = pages
        .fallback(nothing_here)
        .method_not_allowed_fallback(page_of_an_action)
        .layer(from_fn_with_state(app.clone(), respond::frame));
    let files = Router::new()
        .route("/assets/{hash}/{*file}", get(assets::file))
        .route("/sw.js", get(assets::worker))
        .route("/favicon.svg", get(assets::favicon))
        .route("/favicon.ico", get(assets::favicon));
    files
        .merge(pages)
        .layer(from_fn_with_state(app.clone(), crate::security::headers))
        .layer(CompressionLayer::new())
        .layer(from_fn(crate::meter::measure))
        .with_state(app)
}

/// A form that came back stands at its action's address. Whoever opens that again, or comes back to it after changing
/// the language, is led to the page that the form is on.
async fn page_of_an_action(visit: Visit, method: Method) -> Reply {
    let mut path = visit.path.as_str();
    while let Some((above, _)) = path.rsplit_once('/').filter(|_| method == Method::GET) {
        if routes::has_a_page(above) {
            return Ok(see(above));
        }
        path = above;
    }
    Err(Trouble::Absent)
}

async fn nothing_here() -> Reply {
    Err(Trouble::Absent)
}
