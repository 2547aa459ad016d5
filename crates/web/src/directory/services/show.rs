//! `GET /services/{service}`: one service.

use super::events::clock;
use super::hours::{Row, open_now, rows};
use super::provider::ListLine;
use crate::app::App;
use crate::directory::{Qr, qr};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::directory::Point;
use domain::directory::offering::{Answer, Occasion, Offering, Phone, PhoneKind, Standing};
use domain::id::OfferingId;
use domain::lang::Lang;
use domain::notice::Arg;
use service::directory::services::{HoursView, OpenLine, ServiceShown, SiteView};
use words::words;

pub(super) struct Number {
    pub(super) shown: String,
    pub(super) href: String,
    pub(super) note: String,
}

struct Fact {
    words: String,
    sure: String,
    yes: bool,
}

struct Times {
    rows: Vec<Row>,
    note: String,
}

struct Site {
    place: String,
    area: String,
    map: String,
    online: String,
    transport: String,
    access: Vec<String>,
    phones: Vec<Number>,
    times: Option<Times>,
    open: Option<(&'static str, String)>,
}

struct Text {
    title: String,
    words: String,
}

#[derive(Template)]
#[template(path = "public/service.html")]
struct ServicePage {
    page: Page,
    name: String,
    also: String,
    provider: String,
    /// The page of who offers it.
    by: String,
    about_provider: String,
    /// The next times of an event.
    next: Vec<String>,
    calendar: String,
    /// Further lists that name it.
    also_in: Vec<ListLine>,
    address: String,
    data: String,
    kinds: Vec<String>,
    about: String,
    alert: String,
    paused: bool,
    open: Option<(&'static str, String)>,
    phones: Vec<Number>,
    website: String,
    times: Option<Times>,
    sites: Vec<Site>,
    facts: Vec<Fact>,
    texts: Vec<Text>,
    source: String,
    steward: String,
    licence: String,
    credit: String,
    verified: String,
    checked: String,
    next_check: String,
    old_after: String,
    read_on: String,
    stale: bool,
    here: String,
    /// The service at the desk, for whoever may say what should be put right; empty for everyone else.
    desk: String,
    qr: Option<Qr>,
}

fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// One service, or the one page for what is not there.
pub async fn service(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let id: OfferingId = at.id("service")?;
    let house = app.house.clone();
    let shown = ask(move || service::directory::services::service(&house, id)).await?;
    let lang = visit.lang;
    let here = format!("{}/services/{}", lang.prefix(), shown.id);
    if shown.id != id {
        return Ok(see(&here));
    }
    let page = Page::new(&app, &visit, Face::Public, shown.offering.name.to_string());
    let address = format!("{}{here}", app.public_url);
    let (offering, now) = (shown.offering.clone(), app.house.now());
    let data = super::data::service(&offering, &shown.provider, &address, now);
    let times = if offering.is_event() { offering.occasions(now) } else { Vec::new() };
    let calendar = match (times.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!("/services/{id}/calendar.ics"),
        (false, Lang::Es) => format!("/services/{id}/calendar.ics?lang=es"),
    };
    html(&ServicePage {
        desk: desk(&visit, id),
        qr: qr(&address),
        next: times.iter().take(NEXT).map(|on| on_day(lang, *on)).collect(),
        calendar,
        data,
        address,
        ..page_of(page, lang, here, shown)
    })
}

/// So many times of an event stand on its page.
const NEXT: usize = 10;

fn on_day(lang: Lang, on: Occasion) -> String {
    let day = on.opens.date();
    let weekday = words().weekday(lang, day.weekday());
    format!("{weekday}, {}, {}", words().date_with_year(lang, day), clock(lang, on))
}

fn desk(visit: &Visit, id: OfferingId) -> String {
    let session = visit.session.as_ref().filter(|session| service::people::offers(session).propose);
    let slug = session.and_then(|session| session.agency_slug.as_deref());
    slug.map(|slug| format!("/agency/{slug}/directory/services/{id}")).unwrap_or_default()
}

fn page_of(page: Page, lang: Lang, here: String, shown: ServiceShown) -> ServicePage {
    let ServiceShown { provider_id, offering, provider, sites, open, hours, phones, facts, source, also_in, .. } =
        shown;
    let day = |day| words().date_with_year(lang, day);
    let website = offering.website.as_ref().or(provider.website.as_ref());
    let fact = |fact: &domain::directory::offering::FitFact| Fact {
        words: say(lang, &fact.fit.answer_id(fact.answer)),
        sure: say(lang, &format!("service-certainty-{}", fact.certainty.code())),
        yes: fact.answer == Answer::Yes,
    };
    let provider_name = provider.name.to_string();
    ServicePage {
        name: offering.name.to_string(),
        also: offering.also_called.as_ref().map(ToString::to_string).unwrap_or_default(),
        by: format!("{}/services/by/{provider_id}", lang.prefix()),
        about_provider: provider.about.to_string(),
        next: Vec::new(),
        calendar: String::new(),
        also_in: also_in.into_iter().map(ListLine::of).collect(),
        address: String::new(),
        data: String::new(),
        kinds: offering.kinds.iter().map(|kind| say(lang, &kind.message_id())).collect(),
        about: offering.about.to_string(),
        alert: offering.alert.to_string(),
        paused: offering.standing == Standing::Paused,
        open: if sites.is_empty() && open != OpenLine::Unknown { open_now(lang, &open) } else { None },
        phones: phones.iter().map(|phone| number(lang, phone)).collect(),
        website: website.map(ToString::to_string).unwrap_or_default(),
        times: hours.as_ref().and_then(|hours| times(lang, hours)),
        sites: sites.into_iter().map(|site| self::site(lang, site)).collect(),
        facts: facts.iter().map(fact).collect(),
        texts: texts(lang, &offering),
        provider: if provider_name == offering.name.as_str() { String::new() } else { provider_name },
        source: source.name,
        steward: source.steward,
        licence: source.licence.unwrap_or_default(),
        credit: source.credit.unwrap_or_default(),
        verified: source.verified_on.map(day).unwrap_or_default(),
        checked: match (source.checked_on, source.checked_by) {
            (Some(on), Some(by)) => {
                let id = format!("service-checked-by-{}", by.code());
                words().say_with(lang, &id, &[("date", Arg::Text(day(on)))])
            }
            (on, _) => on.map(day).unwrap_or_default(),
        },
        next_check: source.next_check.map(|(next, _)| day(next)).unwrap_or_default(),
        old_after: source.next_check.map(|(_, old)| day(old)).unwrap_or_default(),
        read_on: source.read_on.map(day).unwrap_or_default(),
        stale: source.stale,
        here,
        desk: String::new(),
        qr: None,
        page,
    }
}

pub(super) fn number(lang: Lang, phone: &Phone) -> Number {
    let kind = match phone.kind {
        PhoneKind::Voice => None,
        PhoneKind::Text => Some(say(lang, "service-phone-text")),
        PhoneKind::Tty => Some(say(lang, "service-phone-tty")),
    };
    let start = if phone.kind == PhoneKind::Text { "sms" } else { "tel" };
    let note = phone.note.as_ref().map(ToString::to_string);
    Number {
        shown: phone.shown.to_string(),
        href: format!("{start}:{}", phone.dialed),
        note: [kind, note].into_iter().flatten().collect::<Vec<_>>().join(" · "),
    }
}

fn times(lang: Lang, hours: &HoursView) -> Option<Times> {
    let times = Times { rows: rows(lang, hours), note: hours.note.clone() };
    (!times.rows.is_empty() || !times.note.is_empty()).then_some(times)
}

fn site(lang: Lang, site: SiteView) -> Site {
    let SiteView { place, area, point, online, transport, access, phones, hours, open } = site;
    Site {
        place,
        area,
        map: point.map(map).unwrap_or_default(),
        online: online.unwrap_or_default(),
        transport,
        access,
        phones: phones.iter().map(|phone| number(lang, phone)).collect(),
        times: hours.as_ref().and_then(|hours| times(lang, hours)),
        open: open_now(lang, &open),
    }
}

/// A map of others, opened only by who asks for it.
fn map(point: Point) -> String {
    let (north, east) = (point.latitude(), point.longitude());
    format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}")
}

/// What else the listing says, each under its heading.
fn texts(lang: Lang, offering: &Offering) -> Vec<Text> {
    let years = |years: u8| Arg::Number(i64::from(years));
    let ages = match (offering.ages.from, offering.ages.to) {
        (Some(from), Some(to)) => {
            words().say_with(lang, "service-ages-between", &[("from", years(from)), ("to", years(to))])
        }
        (Some(from), None) => words().say_with(lang, "service-ages-from", &[("from", years(from))]),
        (None, Some(to)) => words().say_with(lang, "service-ages-to", &[("to", years(to))]),
        (None, None) => String::new(),
    };
    let joined =
        |lines: &[domain::text::Line], mark: &str| lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(mark);
    let whom = [offering.whom.to_string(), ages].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let speaks = [joined(&offering.languages, ", "), offering.interpreting.to_string()];
    let speaks = speaks.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let all = [
        ("service-how", offering.how.to_string()),
        ("service-whom", whom.join("\n")),
        ("service-costs", offering.costs.to_string()),
        ("service-bring", joined(&offering.bring, "\n")),
        ("service-speaks", speaks.join("\n")),
        ("service-areas", joined(&offering.areas, ", ")),
    ];
    let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(id, words)| Text { title: say(lang, id), words }).collect()
}
