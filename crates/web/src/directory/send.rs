//! `GET /meetings/send`, `/services/send`: a search as a picture for a phone.

use super::{Qr, qr};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, html};
use crate::session::Visit;
use askama::Template;

#[derive(Template)]
#[template(path = "public/services_send.html")]
struct SendPage {
    page: Page,
    back: String,
    address: String,
    qr: Option<Qr>,
}

/// The page: `back` is the search, as it stands in an address.
pub fn send_page(app: &App, visit: &Visit, back: String) -> Reply {
    let address = format!("{}{back}", app.public_url);
    html(&SendPage { page: Page::titled(app, visit, Face::Public, "services-send"), qr: qr(&address), back, address })
}
