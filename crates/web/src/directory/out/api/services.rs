//! `GET /api/v1/services` and `/api/v1/services/{service}`.

use super::super::given;
use super::{Problem, finish, lang, service_shape as shape, written};
use crate::app::App;
use crate::directory::services::list::asked;
use crate::respond::ask;
use crate::session::{Params, Visit};
use axum::extract::State;
use axum::response::Response;
use domain::id::OfferingId;
use http::HeaderMap;
use serde::Serialize;
use service::directory::services::{ServiceQuery, service_out, services_out};

/// The list.
pub async fn list(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let done = part(app, &visit, &headers).await;
    finish(&visit, done)
}

async fn part(app: App, visit: &Visit, headers: &HeaderMap) -> Result<Response, Problem> {
    let (query, after, limit) = read(visit)?;
    let house = app.house.clone();
    let part = ask(move || services_out(&house, &query, after, limit)).await?;
    let last = part.services.last().map(|one| one.id).filter(|_| part.more);
    let next = last.map(|last| {
        let kept = visit.query.iter().filter(|(name, _)| name != "after");
        let mut query = form_urlencoded::Serializer::new(String::new());
        let query = query.extend_pairs(kept).append_pair("after", &last.to_string()).finish();
        format!("{}{}?{query}", app.public_url, visit.path)
    });
    let lang = lang(visit);
    let body = List {
        services: part.services.iter().map(|one| shape::service(one, lang, &app.public_url)).collect(),
        count: part.count,
        place_known: part.place_known,
        next,
    };
    Ok(given::named(given::JSON, headers, written(&body)?))
}

/// The answer to a list.
#[derive(Serialize)]
struct List<'a> {
    services: Vec<shape::ServiceShape<'a>>,
    count: usize,
    place_known: bool,
    next: Option<String>,
}

/// One service.
pub async fn one(State(app): State<App>, visit: Visit, params: Params, headers: HeaderMap) -> Response {
    let done = single(app, &visit, &params, &headers).await;
    finish(&visit, done)
}

async fn single(app: App, visit: &Visit, params: &Params, headers: &HeaderMap) -> Result<Response, Problem> {
    let id: OfferingId = params.id("service")?;
    let house = app.house.clone();
    let one = ask(move || service_out(&house, id)).await?;
    let body = shape::service(&one, lang(visit), &app.public_url);
    Ok(given::named(given::JSON, headers, written(&body)?))
}

/// What a program asks for. It is told when something cannot be read: a page would pass over it.
fn read(visit: &Visit) -> Result<(ServiceQuery, Option<OfferingId>, usize), Problem> {
    let endpoint = super::ENDPOINTS.iter().find(|one| one.answer == "ServiceList");
    for own in endpoint.map(|one| one.parameters).unwrap_or_default() {
        let schema = (own.fits)();
        let Some(allowed) = schema["enum"].as_array() else { continue };
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let allowed: Vec<String> = allowed.iter().map(text).collect();
        let given = visit.query.iter().filter(|(name, value)| name == own.name && !value.is_empty());
        if given.clone().any(|(_, value)| !allowed.contains(value)) {
            return Err(Problem::Parameter(own.name, allowed.join(", ")));
        }
    }
    let (after, limit) = super::meetings::stretch(visit)?;
    let (query, _) = asked(visit);
    Ok((query, after, limit))
}
