//! `GET /help-lines`: whom to call, for what, and whether somebody answers now.
//!
//! 911 and 988 come from the program itself, the others from the content, with the changes that two people have
//! agreed on.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::{LineKind, Open};
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::{Date, Moment};
use service::directory::{LineNow, known_lines, line_now};
use words::crisis::{CrisisLine, Way, WayKind};
use words::words;

struct Reach {
    href: String,
    icon: &'static str,
    label: String,
    hint: String,
}

struct Line {
    key: String,
    name: String,
    description: String,
    open: String,
    /// The state of the badge: open, or not.
    badge: &'static str,
    ways: Vec<Reach>,
    answers: String,
    languages: String,
    /// Where its numbers stand, when somebody last looked, and how sure we are.
    sources: Vec<String>,
    /// What is said where nobody has looked; empty where somebody has.
    unverified: String,
}

struct Part {
    id: String,
    title: String,
    text: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "public/lines.html")]
struct LinesPage {
    page: Page,
    built_in: Vec<Line>,
    parts: Vec<Part>,
    /// Which states have lines of their own here.
    states: String,
}

/// Every line, by what it is for.
pub async fn lines(State(app): State<App>, visit: Visit) -> Reply {
    let (lang, now) = (visit.lang, app.house.now());
    let house = app.house.clone();
    // Numbers are shown even when nothing can be asked of the store.
    let changes = ask(move || service::directory::help_line_changes(&house)).await.unwrap_or_default();
    let all: Vec<LineNow> = known_lines(&changes).iter().filter_map(|own| line_now(own, &changes)).collect();
    let of_kind = |kind: &LineKind| Part {
        id: kind.code().to_owned(),
        title: say(lang, &kind.message_id()),
        text: say(lang, &format!("{}-text", kind.message_id())),
        lines: all
            .iter()
            .filter(|own| own.line.kind == *kind && own.line.place.is_none())
            .map(|own| line(&visit, own, now))
            .collect(),
    };
    let mut parts: Vec<Part> = LineKind::ALL.iter().map(of_kind).filter(|part| !part.lines.is_empty()).collect();
    let mut places: Vec<&String> =
        all.iter().filter_map(|own| own.line.place.as_ref()).map(|place| place.get(lang)).collect();
    places.sort();
    places.dedup();
    let states = places.iter().map(|place| place.as_str()).collect::<Vec<_>>().join(", ");
    parts.extend((1..).zip(places).map(|(nth, place): (usize, _)| {
        Part {
            id: format!("place-{nth}"),
            title: place.clone(),
            text: words().say_with(lang, "help-lines-place-text", &[("place", place.as_str().into())]),
            lines: all
                .iter()
                .filter(|own| own.line.place.as_ref().is_some_and(|of| of.get(lang) == place))
                .map(|own| line(&visit, own, now))
                .collect(),
        }
    }));
    html(&LinesPage {
        page: Page::titled(&app, &visit, Face::Public, "help-lines-title"),
        built_in: words::content::crisis_lines().iter().map(|own| crisis(lang, own)).collect(),
        parts,
        states: match states.as_str() {
            "" => say(lang, "help-lines-states-none"),
            named => words().say_with(lang, "help-lines-states", &[("states", named.into())]),
        },
    })
}

fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// A number of the program itself, or of the help on every page.
fn crisis(lang: Lang, own: &CrisisLine) -> Line {
    Line {
        key: own.key.clone(),
        name: own.name.get(lang).clone(),
        description: own.description.get(lang).clone(),
        open: say(lang, "line-open-always"),
        badge: "active",
        ways: own.ways.iter().map(|way| reach(lang, way)).collect(),
        answers: String::new(),
        languages: String::new(),
        sources: vec![looked_at(lang, &own.source, own.verified_on, own.confidence)],
        unverified: String::new(),
    }
}

fn line(visit: &Visit, stands: &LineNow, now: Moment) -> Line {
    let lang = visit.lang;
    let own = &stands.line;
    let shipped = stands.as_shipped.then(|| looked_at(lang, &own.source, own.verified_on, own.confidence));
    // Two people looked at a number that they agreed on.
    let agreed = |day: Moment, source: &str| looked_at(lang, source, visit.date(day), Confidence::Verified);
    let unverified = stands.as_shipped && own.confidence == Confidence::Unverified;
    let answers: Vec<String> = own.answers.iter().map(|who| say(lang, &who.message_id())).collect();
    let languages: Vec<String> =
        own.languages.iter().map(|one| say(lang, &format!("line-speaks-{}", one.tag()))).collect();
    let (badge, open) = open(lang, own.hours.open(now), now);
    Line {
        key: own.key.clone(),
        name: own.name.get(lang).clone(),
        description: own.description.get(lang).clone(),
        open,
        badge,
        ways: own.ways.iter().map(|way| reach(lang, way)).collect(),
        answers: answers.join(" · "),
        languages: languages.join(" · "),
        sources: shipped.into_iter().chain(stands.changed.iter().map(|one| agreed(one.at, &one.source))).collect(),
        unverified: if unverified { say(lang, "confidence-unverified") } else { String::new() },
    }
}

/// Where something stands, when somebody last looked, and how sure we are.
fn looked_at(lang: Lang, source: &str, day: Date, sure: Confidence) -> String {
    format!("{source} · {} · {}", checked(lang, day), say(lang, &format!("confidence-{}", sure.code())))
}

/// Whether somebody answers, on the clock of the line, whose zone is named.
fn open(lang: Lang, open: Open, now: Moment) -> (&'static str, String) {
    let at = match &open {
        Open::Always => return ("active", say(lang, "line-open-always")),
        Open::Unknown => return ("idea", say(lang, "line-open-unknown")),
        Open::Until(at) | Open::From(at) => at.clone(),
    };
    let zone = at.time_zone().iana_name().unwrap_or_default();
    let named = format!("line-zone-{}", zone.to_lowercase().replace(['/', '_'], "-"));
    let zone = if words().has(lang, &named) { say(lang, &named) } else { zone.to_owned() };
    let time = words().time_of_day(lang, at.time());
    let day = words().relative_day(lang, now.date(at.time_zone()), at.date());
    let args = [("time", time.into()), ("day", day.into()), ("zone", zone.into())];
    match open {
        Open::Until(_) => ("active", words().say_with(lang, "line-open-until", &args)),
        _ => ("paused", words().say_with(lang, "line-opens", &args)),
    }
}

fn checked(lang: Lang, day: Date) -> String {
    let day = words().date_with_year(lang, day);
    words().say_with(lang, "choose-checked-on", &[("date", day.into())])
}

fn reach(lang: Lang, way: &Way) -> Reach {
    let (icon, href, word) = match way.kind {
        WayKind::Call => ("phone", format!("tel:{}", way.to), "line-call"),
        WayKind::Text => ("chat", format!("sms:{}", way.to), "line-text"),
        WayKind::Chat => ("chat", way.to.clone(), "line-chat"),
    };
    // The name of a host is enough of an address.
    let to = way.to.trim_start_matches("https://").split('/').next().unwrap_or_default();
    Reach {
        href,
        icon,
        label: words().say_with(lang, word, &[("to", to.into())]),
        hint: way.hint.as_ref().map(|hint| hint.get(lang).clone()).unwrap_or_default(),
    }
}
