//! `GET /work/{agency}/members/{member}/timeline`: what happened, newest first.

use super::head::{Head, head};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::MemberId;
use domain::notice::Arg;
use words::words;

struct Event {
    day: String,
    text: String,
}

#[derive(Template)]
#[template(path = "work/timeline.html")]
struct TimelinePage {
    page: Page,
    head: Head,
    events: Vec<Event>,
    older: String,
}

/// A page of the timeline.
pub async fn timeline(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: MemberId = at.id("member")?;
    let before = visit.asked("before").parse().ok();
    let house = app.house.clone();
    let found = ask(move || service::people::timeline(&house, &session, id, before)).await?;
    let event = |one: &service::people::Happening| {
        let kind = match one.kind.as_str() {
            "state" => words().say(visit.lang, &format!("member-state-{}", one.code)).into_owned(),
            "walk" | "walk-end" => words().say(visit.lang, &format!("assign-kind-{}", one.code)).into_owned(),
            _ => String::new(),
        };
        let args = [("words", Arg::from(one.words.as_str())), ("kind", Arg::from(kind))];
        Event {
            day: words().date_with_year(visit.lang, one.day),
            text: words().say_with(visit.lang, &format!("happened-{}", one.kind), &args),
        }
    };
    html(&TimelinePage {
        page: Page::titled(&app, &visit, Face::Work, "tab-timeline"),
        head: head(&visit, &slug, id, &found.called, "timeline", true),
        events: found.happened.iter().map(event).collect(),
        older: found
            .older
            .map(|place| format!("/work/{slug}/members/{id}/timeline?before={place}"))
            .unwrap_or_default(),
    })
}
