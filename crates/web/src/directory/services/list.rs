//! `GET /services`: find a service.

use super::hours::{days, open_now};
use crate::app::App;
use crate::directory::finder::map::{Map, of_list};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::offering::{Fit, OfferingKind};
use domain::lang::Lang;
use domain::notice::Arg;
use service::directory::services::{LANGUAGES, NEAR, ServiceLine, ServiceQuery};
use words::words;

/// A page shows this many.
const MOST: usize = 20;

/// How far one may look, in miles.
pub(in crate::directory) const MILES: [u16; 5] = [5, 15, 30, 60, 120];

/// Something to choose.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

pub(super) struct Line {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) provider: String,
    pub(super) kinds: String,
    pub(super) place: String,
    pub(super) open: String,
    pub(super) look: &'static str,
    pub(super) paused: bool,
    /// The day of an event.
    pub(super) on: String,
    pub(super) afar: bool,
    /// Its number on the map; 0 where it is not on it.
    pub(super) number: usize,
    pub(super) yes: Vec<String>,
}

#[derive(Template)]
#[template(path = "public/services.html")]
struct ServicesPage {
    page: Page,
    text: String,
    near: String,
    place_known: bool,
    miles: Vec<Choice>,
    kinds: Vec<Choice>,
    fits: Vec<Choice>,
    languages: Vec<Choice>,
    open_now: bool,
    more_open: bool,
    count: usize,
    found: Vec<Line>,
    map: Option<Map>,
    before: String,
    after: String,
    /// What is on, near the same place.
    events: String,
    /// The same search on paper, as a table, and as a picture for a phone.
    pocket: String,
    table: String,
    send: String,
}

pub(super) fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// What the address asks for, read within bounds. What means nothing is passed over: an old address never fails.
pub(in crate::directory) fn asked(visit: &Visit) -> (ServiceQuery, usize) {
    let typed = |name: &str| -> String { visit.asked(name).chars().filter(|c| !c.is_control()).take(120).collect() };
    let all = |name: &'static str| visit.query.iter().filter(move |(own, _)| own == name).map(|(_, value)| value);
    let miles = visit.asked("miles").parse::<u16>().ok().filter(|miles| MILES.contains(miles));
    let page = visit.asked("page").parse::<usize>().unwrap_or(1).clamp(1, 100_000);
    let language = LANGUAGES.iter().map(|(code, _)| *code).find(|code| *code == visit.asked("speaks"));
    let mut fits: Vec<Fit> = all("fit").filter_map(|code| code.parse().ok()).collect();
    fits.sort();
    fits.dedup();
    let mut kinds: Vec<OfferingKind> = all("kind").filter_map(|code| code.parse().ok()).collect();
    kinds.sort();
    kinds.dedup();
    let query = ServiceQuery {
        text: typed("q"),
        kinds,
        fits,
        open_now: visit.asked("open") == "now",
        language: language.unwrap_or_default().to_owned(),
        near: typed("near"),
        miles: miles.map(f64::from),
        skip: (page - 1) * MOST,
        most: MOST,
    };
    (query, page)
}

/// The names that mean something in an address.
const NAMES: [&str; 7] = ["q", "near", "miles", "open", "kind", "fit", "speaks"];

/// What is asked for, as the end of an address; a page of a list is another page.
fn pairs(visit: &Visit) -> impl Iterator<Item = (&str, &str)> {
    let all = visit.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    all.filter(|(name, value)| NAMES.contains(name) && !value.is_empty()).take(60)
}

/// The address of the same search at another path.
pub(in crate::directory) fn address_at(visit: &Visit, path: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs(visit)).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The address of another page of the same search.
fn address(visit: &Visit, page: usize) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    address.extend_pairs(pairs(visit));
    if page > 1 {
        address.append_pair("page", &page.to_string());
    }
    format!("{}?{}#found", visit.path, address.finish())
}

/// The search and what it finds.
pub async fn services(State(app): State<App>, visit: Visit) -> Reply {
    let (query, at) = asked(&visit);
    let (house, own) = (app.house.clone(), query.clone());
    let found = ask(move || service::directory::services::services(&house, own)).await?;
    let page = Page::titled(&app, &visit, Face::Public, "services-title");
    let lang = visit.lang;
    let miles = query.miles.unwrap_or(NEAR);
    let shown = query.skip + found.lines.len();
    // What is only roughly somewhere is not drawn as if it were there.
    let numbered = (query.skip + 1..).zip(&found.lines);
    let exact = |line: &ServiceLine| line.point.and_then(|(point, roughly)| (!roughly).then_some(point));
    let points: Vec<_> = numbered.filter_map(|(number, line)| Some((number, exact(line)?))).collect();
    let place = found.near.map(|point| (query.near.clone(), point));
    let map = of_list(lang, place.as_ref(), &points).map(|map| of_services(lang, map, points.len()));
    html(&ServicesPage {
        miles: MILES
            .iter()
            .map(|own| Choice {
                value: own.to_string(),
                label: words().say_with(lang, "services-miles", &[("miles", Arg::Number(i64::from(*own)))]),
                chosen: f64::from(*own) == miles,
            })
            .collect(),
        kinds: OfferingKind::ALL
            .iter()
            .map(|kind| Choice {
                value: kind.code().to_owned(),
                label: say(lang, &kind.message_id()),
                chosen: query.kinds.contains(kind),
            })
            .collect(),
        fits: Fit::ALL
            .iter()
            .map(|fit| Choice {
                value: fit.code().to_owned(),
                label: say(lang, &fit.message_id()),
                chosen: query.fits.contains(fit),
            })
            .collect(),
        languages: LANGUAGES
            .iter()
            .map(|(code, _)| Choice {
                value: (*code).to_owned(),
                label: say(lang, &format!("services-speaks-{code}")),
                chosen: query.language == *code,
            })
            .collect(),
        more_open: !query.kinds.is_empty() || !query.fits.is_empty() || !query.language.is_empty(),
        open_now: query.open_now,
        text: query.text,
        near: query.near,
        place_known: found.place_known,
        count: found.count,
        before: if at > 1 { address(&visit, at - 1) } else { String::new() },
        after: if shown < found.count { address(&visit, at + 1) } else { String::new() },
        events: address_at(&visit, &format!("{}/services/events", lang.prefix())),
        pocket: address_at(&visit, &format!("{}/services/list.pdf", lang.prefix())),
        table: address_at(&visit, "/feeds/services.csv"),
        send: address_at(&visit, &format!("{}/services/send", lang.prefix())),
        found: (query.skip + 1..)
            .zip(found.lines)
            .map(|(number, line)| {
                let number = if map.is_some() && exact(&line).is_some() { number } else { 0 };
                self::line(lang, page.prefix, number, line)
            })
            .collect(),
        map,
        page,
    })
}

/// The drawing in words, where the dots are services.
fn of_services(lang: Lang, map: Map, count: usize) -> Map {
    let ring = map.rings.last().map(|(_, miles)| miles.clone()).unwrap_or_default();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let args = [("count", Arg::Number(count)), ("ring", Arg::Text(ring))];
    Map { told: words().say_with(lang, "services-map-told", &args), ..map }
}

pub(super) fn line(lang: Lang, prefix: &str, number: usize, line: ServiceLine) -> Line {
    let kinds: Vec<String> = line.kinds.iter().take(3).map(|kind| say(lang, &kind.message_id())).collect();
    let far = line.miles.map(|miles| {
        let whole = if miles < 10.0 { format!("{miles:.1}") } else { format!("{miles:.0}") };
        let roughly = line.point.is_some_and(|(_, roughly)| roughly);
        let id = if roughly { "services-away-roughly" } else { "services-away" };
        words().say_with(lang, id, &[("miles", Arg::Text(whole))])
    });
    let more = (line.more_places > 0).then(|| {
        let count = i64::try_from(line.more_places).unwrap_or(i64::MAX);
        words().say_with(lang, "services-more-places", &[("count", Arg::Number(count))])
    });
    let place = [Some(line.place).filter(|place| !place.is_empty()), far, more];
    let (look, open) = open_now(lang, &line.open).unwrap_or_default();
    Line {
        href: format!("{prefix}/services/{}", line.id),
        provider: if line.provider == line.name { String::new() } else { line.provider },
        name: line.name,
        kinds: kinds.join(" · "),
        place: place.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        open,
        look,
        paused: line.paused,
        on: line.on.map(|(first, last)| days(lang, first, last)).unwrap_or_default(),
        afar: line.afar,
        number,
        yes: line.says_yes.iter().map(|fit| say(lang, &fit.message_id())).collect(),
    }
}
