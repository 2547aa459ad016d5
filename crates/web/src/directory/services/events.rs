//! `GET /services/events`: what is on, by day.

use super::list::{MILES, address_at, asked, say};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::offering::Occasion;
use domain::lang::Lang;
use domain::notice::Arg;
use service::directory::services::{EventLine, NEAR, events as look};
use words::words;

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct Line {
    href: String,
    name: String,
    provider: String,
    when: String,
    place: String,
    paused: bool,
}

struct Day {
    id: String,
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "public/events.html")]
struct EventsPage {
    page: Page,
    text: String,
    near: String,
    miles: Vec<Choice>,
    place_known: bool,
    days: Vec<Day>,
    count: usize,
    more: bool,
    calendar: String,
}

/// The days on which something is on.
pub async fn events(State(app): State<App>, visit: Visit) -> Reply {
    let (query, _) = asked(&visit);
    let (house, own) = (app.house.clone(), query.clone());
    let found = ask(move || look(&house, &own)).await?;
    let lang = visit.lang;
    let far = query.miles.unwrap_or(NEAR);
    let mile = |own: &u16| Choice {
        value: own.to_string(),
        label: words().say_with(lang, "services-miles", &[("miles", Arg::Number(i64::from(*own)))]),
        chosen: (f64::from(*own) - far).abs() < 0.5,
    };
    let day = |(day, lines): (domain::time::Date, Vec<EventLine>)| Day {
        id: format!("on-{day}"),
        name: format!("{}, {}", words().weekday(lang, day.weekday()), words().date_with_year(lang, day)),
        lines: lines.into_iter().map(|one| line(lang, one)).collect(),
    };
    let calendar = address_at(&visit, "/feeds/events.ics");
    let calendar = match lang {
        Lang::En => calendar,
        Lang::Es => format!("{calendar}{}lang=es", if calendar.contains('?') { "&" } else { "?" }),
    };
    html(&EventsPage {
        page: Page::titled(&app, &visit, Face::Public, "events-title"),
        text: query.text,
        near: query.near,
        miles: MILES.iter().map(mile).collect(),
        place_known: found.place_known,
        days: found.days.into_iter().map(day).collect(),
        count: found.count,
        more: found.more,
        calendar,
    })
}

/// From when to when, by the clock there.
pub(super) fn clock(lang: Lang, on: Occasion) -> String {
    let time = |time| words().time_of_day(lang, time);
    if on.opens.time() == on.closes.time() {
        return say(lang, "service-all-day");
    }
    let args = [("opens", Arg::Text(time(on.opens.time()))), ("closes", Arg::Text(time(on.closes.time())))];
    words().say_with(lang, "service-from-to", &args)
}

fn line(lang: Lang, one: EventLine) -> Line {
    let far = one.miles.map(|miles| {
        let whole = if miles < 10.0 { format!("{miles:.1}") } else { format!("{miles:.0}") };
        words().say_with(lang, "services-away", &[("miles", Arg::Text(whole))])
    });
    let place = [Some(one.place).filter(|place| !place.is_empty()), far];
    Line {
        href: format!("{}/services/{}", lang.prefix(), one.id),
        name: one.name,
        provider: one.provider,
        when: clock(lang, one.on),
        place: place.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        paused: one.paused,
    }
}
