//! `GET /api/v1/meetings` and `/api/v1/meetings/{meeting}`.

use super::super::{asked, given};
use super::{Problem, finish, lang, shape, written};
use crate::app::App;
use crate::directory::finder::asked::Asked;
use crate::respond::ask;
use crate::session::{Params, Visit};
use axum::extract::State;
use axum::response::Response;
use domain::id::MeetingId;
use http::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use service::directory::{MeetingQuery, Order};
use std::str::FromStr;

/// How many come where nobody says.
pub const USUAL: usize = 50;
/// How many come at most.
pub const MOST: usize = 200;

/// Parameters that the page of meetings has too.
const OF_THE_PAGE: [&str; 11] = ["q", "near", "miles", "when", "part", "way", "pathway", "speaks", "door", "f", "zone"];

/// The values of a schema, in a line.
fn fits(schema: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match schema["enum"].as_array() {
        Some(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        None => "America/New_York".to_owned(),
    }
}

/// What a program asks for. It is told when something cannot be read: a page would pass over it.
struct Wanted {
    query: MeetingQuery,
    order: Order,
    limit: usize,
}

/// The list.
pub async fn list(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let done = part(app, &visit, &headers).await;
    finish(&visit, done)
}

async fn part(app: App, visit: &Visit, headers: &HeaderMap) -> Result<Response, Problem> {
    let Wanted { query, order, limit } = read(visit)?;
    let house = app.house.clone();
    let part = ask(move || service::directory::meetings_out(&house, query, order, limit)).await?;
    let last = part.meetings.last().map(|one| one.id).filter(|_| part.more);
    let next = last.map(|last| {
        let kept = visit.query.iter().filter(|(name, _)| name != "after");
        let mut query = form_urlencoded::Serializer::new(String::new());
        let query = query.extend_pairs(kept).append_pair("after", &last.to_string()).finish();
        format!("{}{}?{query}", app.public_url, visit.path)
    });
    let lang = lang(visit);
    let body = List {
        meetings: part.meetings.iter().map(|one| shape::meeting(one, lang, &app.public_url)).collect(),
        count: part.count,
        place_known: part.place_known,
        next,
    };
    Ok(given::named(given::JSON, headers, written(&body)?))
}

/// The answer to a list.
#[derive(Serialize)]
struct List<'a> {
    meetings: Vec<shape::MeetingShape<'a>>,
    count: usize,
    place_known: bool,
    next: Option<String>,
}

/// One meeting.
pub async fn one(State(app): State<App>, visit: Visit, params: Params, headers: HeaderMap) -> Response {
    let done = single(app, &visit, &params, &headers).await;
    finish(&visit, done)
}

async fn single(app: App, visit: &Visit, params: &Params, headers: &HeaderMap) -> Result<Response, Problem> {
    let id: MeetingId = params.id("meeting")?;
    let house = app.house.clone();
    let one = ask(move || service::directory::meeting_out(&house, id)).await?;
    let body = shape::meeting(&one, lang(visit), &app.public_url);
    Ok(given::named(given::JSON, headers, written(&body)?))
}

/// Which part of a list is asked for: what comes after an identity, and how many.
pub fn stretch<T: FromStr>(visit: &Visit) -> Result<(Option<T>, usize), Problem> {
    let given = |name: &str| Some(visit.asked(name)).filter(|text| !text.is_empty());
    let limit = match given("limit").map(str::parse::<usize>) {
        None => USUAL,
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
        Some(_) => return Err(Problem::Parameter("limit", format!("1–{MOST}"))),
    };
    let after = given("after").map(str::parse::<T>).transpose();
    Ok((after.map_err(|_| Problem::Parameter("after", "id".to_owned()))?, limit))
}

fn read(visit: &Visit) -> Result<Wanted, Problem> {
    let unread = |name: &'static str, fits: &[&str]| Problem::Parameter(name, fits.join(", "));
    let given = |name: &str| Some(visit.asked(name)).filter(|text| !text.is_empty());
    if given("day").is_some_and(|text| asked::day(text).is_none()) {
        return Err(unread("day", &asked::DAYS));
    }
    let read = Asked::of(visit);
    for own in super::ENDPOINTS.iter().flat_map(|one| one.parameters).filter(|own| OF_THE_PAGE.contains(&own.name)) {
        // The page passes over what means nothing; a program should hear of it.
        let all = visit.query.iter().filter(|(name, value)| name == own.name && !value.is_empty());
        if all.clone().any(|(_, value)| !read.has(own.name, value)) && !matches!(own.name, "q" | "near") {
            return Err(Problem::Parameter(own.name, fits(&(own.fits)())));
        }
    }
    if given("lang").is_some_and(|text| !["en", "es"].contains(&text)) {
        return Err(unread("lang", &["en", "es"]));
    }
    let (after, limit) = stretch(visit)?;
    let order = match visit.asked("sort") {
        "" | "id" => Order::After(after),
        "best" if after.is_none() => Order::Best,
        _ => return Err(unread("sort", &["id", "best"])),
    };
    Ok(Wanted { query: asked::query(visit), order, limit })
}
