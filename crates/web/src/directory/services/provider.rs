//! `GET /services/by/{provider}`: who offers something, with all of it.

use super::list::{Line, line};
use super::show::{Number, number};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ProviderId;
use service::directory::services::{ProviderShown, provider as look};

/// A list that names a service: what it is called, whose page that leads to, its steward and its terms.
pub(super) struct ListLine {
    pub(super) name: String,
    pub(super) credit: String,
    pub(super) steward: String,
    pub(super) licence: String,
}

impl ListLine {
    pub(super) fn of(source: service::directory::services::ServiceSource) -> Self {
        Self {
            name: source.name,
            credit: source.credit.unwrap_or_default(),
            steward: source.steward,
            licence: source.licence.unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "public/provider.html")]
struct ProviderPage {
    page: Page,
    name: String,
    about: String,
    phones: Vec<Number>,
    website: String,
    found: Vec<Line>,
    places: Vec<(String, String)>,
    lists: Vec<ListLine>,
    address: String,
    data: String,
}

/// The organization, or the one page for what is not there.
pub async fn provider(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let id: ProviderId = at.id("provider")?;
    let house = app.house.clone();
    let ProviderShown { id: whole, provider, services, places, sources } = ask(move || look(&house, id)).await?;
    let path = format!("{}/services/by/{whole}", visit.lang.prefix());
    if whole != id {
        return Ok(see(&path));
    }
    let page = Page::new(&app, &visit, Face::Public, provider.name.to_string());
    let address = format!("{}{path}", app.public_url);
    let own = |service: service::directory::services::ServiceLine| {
        // It stands above.
        Line { provider: String::new(), ..line(visit.lang, page.prefix, 0, service) }
    };
    html(&ProviderPage {
        name: provider.name.to_string(),
        about: provider.about.to_string(),
        phones: provider.phones.iter().map(|phone| number(visit.lang, phone)).collect(),
        website: provider.website.as_ref().map(ToString::to_string).unwrap_or_default(),
        found: services.into_iter().map(own).collect(),
        places,
        lists: sources.into_iter().map(ListLine::of).collect(),
        data: super::data::provider(&provider, &address),
        address,
        page,
    })
}
