//! `GET /api/v1/help-lines`: the lines to call, as they stand now.

use super::super::asked::DAYS;
use super::super::given;
use super::{Problem, finish, lang};
use crate::app::App;
use crate::respond::ask;
use crate::session::Visit;
use axum::extract::State;
use axum::response::Response;
use domain::directory::{Hours, LinePart, Stretch};
use domain::lang::Lang;
use domain::plan::Confidence;
use http::HeaderMap;
use serde_json::{Value, json};
use service::directory::{LineNow, help_line_changes, known_lines, line_now};
use words::crisis::{CrisisLine, Way};

/// All of them: those of the program itself first.
pub async fn list(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let lang = lang(&visit);
    let house = app.house.clone();
    let done = ask(move || help_line_changes(&house)).await.map_err(Problem::from);
    let answer = |changes: Vec<service::directory::LineChange>| {
        let built_in = words::content::crisis_lines().iter().map(|own| crisis(own, lang));
        let known = known_lines(&changes);
        let others = known.iter().filter_map(|own| line_now(own, &changes));
        let lines: Vec<Value> = built_in.chain(others.map(|own| line(&visit, &own, lang))).collect();
        given::named(given::JSON, &headers, json!({ "help_lines": lines }).to_string())
    };
    finish(&visit, done.map(answer))
}

fn ways(ways: &[Way], lang: Lang) -> Value {
    let way = |way: &Way| {
        json!({
            "kind": way.kind.code(),
            "to": way.to,
            "hint": way.hint.as_ref().map(|hint| hint.get(lang)),
        })
    };
    ways.iter().map(way).collect()
}

/// Who looked at it, when, and how sure that makes it.
fn checked(source: &str, on: domain::time::Date, sure: Confidence) -> Value {
    json!({ "source": source, "on": on.to_string(), "confidence": sure.code() })
}

/// A line of the program itself: by day and night, and no list changes it.
fn crisis(own: &CrisisLine, lang: Lang) -> Value {
    json!({
        "key": own.key,
        "kind": "crisis",
        "built_in": true,
        "name": own.name.get(lang),
        "about": own.description.get(lang),
        "place": null,
        "ways": ways(&own.ways, lang),
        "answers": [],
        "languages": [],
        "hours": hours(&Hours::Always),
        "checked": [checked(&own.source, own.verified_on, own.confidence)],
    })
}

fn line(visit: &Visit, stands: &LineNow, lang: Lang) -> Value {
    let own = &stands.line;
    let shipped = stands.as_shipped.then(|| checked(&own.source, own.verified_on, own.confidence));
    // Two people looked at what they agreed on.
    let agreed = stands.changed.iter().filter(|one| matches!(one.part, LinePart::Number | LinePart::Right));
    let agreed = agreed.map(|one| checked(&one.source, visit.date(one.at), Confidence::Verified));
    json!({
        "key": own.key,
        "kind": own.kind.code(),
        "built_in": false,
        "name": own.name.get(lang),
        "about": own.description.get(lang),
        "place": own.place.as_ref().map(|place| place.get(lang)),
        "ways": ways(&own.ways, lang),
        "answers": own.answers.iter().map(|who| who.code()).collect::<Vec<_>>(),
        "languages": own.languages.iter().map(|one| one.tag()).collect::<Vec<_>>(),
        "hours": hours(&own.hours),
        "checked": shipped.into_iter().chain(agreed).collect::<Vec<_>>(),
    })
}

fn hours(hours: &Hours) -> Value {
    let (told, zone, times) = match hours {
        Hours::Always => ("always", None, Vec::new()),
        Hours::Unknown => ("unknown", None, Vec::new()),
        Hours::Weekly(weekly) => {
            let time = |one: &Stretch| {
                let code =
                    |day: domain::time::Weekday| DAYS.get(usize::from(day.to_sunday_zero_offset().unsigned_abs()));
                json!({
                    "days": one.days.iter().filter_map(code).collect::<Vec<_>>(),
                    "opens": one.from.strftime("%H:%M").to_string(),
                    "closes": one.until.strftime("%H:%M").to_string(),
                })
            };
            ("weekly", weekly.zone().iana_name(), weekly.stretches().iter().map(time).collect())
        }
    };
    json!({ "told": told, "timezone": zone, "times": times })
}
