//! `GET /feeds/…` and the calendars of meetings: what other programs take along.

use super::{asked, given};
use crate::app::App;
use crate::respond::{Reply, ask};
use crate::session::{Params, Visit};
use axum::body::Bytes;
use axum::extract::State;
use domain::lang::Lang;
use http::HeaderMap;
use service::directory::CalendarOf;

/// `/feeds/meetings.json`: everything, in the format that meeting apps read (Meeting Guide 1.1.9).
pub async fn guide(State(app): State<App>, headers: HeaderMap) -> Reply {
    let feed = ask(move || service::directory::meeting_guide(&app.house, &app.public_url)).await?;
    let body = Bytes::from_owner(feed.body);
    Ok(given::file(given::JSON, &headers, &feed.version, body))
}

/// `/feeds/meetings.csv`: what a search finds, for a spreadsheet.
pub async fn table(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Reply {
    let query = asked::query(&visit);
    let table = ask(move || service::directory::table(&app.house, query, &app.public_url)).await?;
    Ok(given::named(given::TABLE, &headers, Bytes::from_owner(table.body)))
}

/// `/feeds/meetings.ics`: what a search finds, as a calendar.
pub async fn search(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Reply {
    calendar(app, visit.clone(), &headers, CalendarOf::Search(asked::query(&visit))).await
}

/// `/meetings/{meeting}/calendar.ics`
pub async fn meeting(State(app): State<App>, visit: Visit, params: Params, headers: HeaderMap) -> Reply {
    let which = CalendarOf::Meeting(params.id("meeting")?);
    calendar(app, visit, &headers, which).await
}

/// `/meetings/{meeting}/group.ics`: all meetings of the group that holds it.
pub async fn group(State(app): State<App>, visit: Visit, params: Params, headers: HeaderMap) -> Reply {
    let which = CalendarOf::GroupOf(params.id("meeting")?);
    calendar(app, visit, &headers, which).await
}

async fn calendar(app: App, visit: Visit, headers: &HeaderMap, which: CalendarOf) -> Reply {
    let lang = if visit.asked("lang") == Lang::Es.tag() { Lang::Es } else { visit.lang };
    let address = asked::address(&app, &visit);
    let made = ask(move || service::directory::calendar(&app.house, which, lang, &app.public_url, &address)).await?;
    Ok(given::named(given::CALENDAR, headers, Bytes::from_owner(made.body)))
}
