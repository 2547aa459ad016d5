//! `GET /feeds/…` and the calendars of meetings: what other programs take along.
//!
//! Whole lists are heavy to make and anyone may ask for them: they are made in turn, and not at all for who has them.

use super::{asked, given};
use crate::app::App;
use crate::respond::{Reply, ask_heavy};
use crate::session::{Params, Visit};
use axum::extract::State;
use domain::lang::Lang;
use http::HeaderMap;
use service::directory::services::{EventsAsked, EventsOf, events_calendar};
use service::directory::{CalendarAsked, CalendarOf};
use words::words;

/// `/feeds/meetings.json`: everything, in the format that meeting apps read (Meeting Guide 1.1.9).
pub async fn guide(State(app): State<App>, headers: HeaderMap) -> Reply {
    let has = given::has(&headers);
    let asked = headers.clone();
    let make = move || {
        let feed = service::directory::meeting_guide(&app.house, &app.public_url, &has)?;
        Ok::<_, service::Fault>(given::packed(feed, &asked))
    };
    let feed = ask_heavy(make).await?;
    Ok(given::out_to(&headers, given::JSON, feed))
}

/// `/feeds/meetings.csv`: what a search finds, for a spreadsheet.
pub async fn table(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Reply {
    let (query, has) = (asked::query(&visit), given::has(&headers));
    let asked = headers.clone();
    let make = move || {
        let table = service::directory::table(&app.house, &query, &app.public_url, &has)?;
        Ok::<_, service::Fault>(given::packed(table, &asked))
    };
    let table = ask_heavy(make).await?;
    Ok(given::out_to(&headers, given::TABLE, table))
}

/// `/feeds/services.csv`: what a search of services finds, for a spreadsheet.
pub async fn services(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Reply {
    let (query, _) = crate::directory::services::list::asked(&visit);
    let has = given::has(&headers);
    let write = move || service::directory::services::services_table(&app.house, &query, &app.public_url, &has);
    Ok(given::out(given::SERVICES, ask_heavy(write).await?))
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
    // By the address alone: others keep the answer, and whoever is signed in may read another language.
    let lang = if visit.asked("lang") == Lang::Es.tag() { Lang::Es } else { Lang::En };
    let (house, has) = (app.house.clone(), given::has(headers));
    let address = asked::address(&app, &visit, lang);
    let asked = CalendarAsked { which, lang, base: app.public_url, address };
    let own = headers.clone();
    let make =
        move || Ok::<_, service::Fault>(given::packed(service::directory::calendar(&house, &asked, &has)?, &own));
    let made = ask_heavy(make).await?;
    Ok(given::out_to(headers, given::CALENDAR, made))
}

/// `/feeds/events.ics`: the events that a search finds, as a calendar.
pub async fn events(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Reply {
    let (query, _) = crate::directory::services::list::asked(&visit);
    of_events(app, &visit, &headers, EventsOf::Search(query)).await
}

/// `/services/{service}/calendar.ics`: one event with its times.
pub async fn event(State(app): State<App>, visit: Visit, params: Params, headers: HeaderMap) -> Reply {
    let which = EventsOf::Event(params.id("service")?);
    of_events(app, &visit, &headers, which).await
}

async fn of_events(app: App, visit: &Visit, headers: &HeaderMap, which: EventsOf) -> Reply {
    let lang = if visit.asked("lang") == Lang::Es.tag() { Lang::Es } else { Lang::En };
    let address = crate::directory::services::list::address_at(visit, &format!("{}{}", app.public_url, visit.path));
    let asked = EventsAsked {
        which,
        name: words().say(lang, "events-calendar-name").into_owned(),
        page: format!("{}{}/services", app.public_url, lang.prefix()),
        address,
    };
    let (house, has) = (app.house.clone(), given::has(headers));
    let made = ask_heavy(move || events_calendar(&house, &asked, &has)).await?;
    Ok(given::out(given::EVENTS, made))
}
