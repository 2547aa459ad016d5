//! `GET …/consents/given`: what went out in the last three years.

use super::say::{day, say, say1};
use super::view::{kind_words, piece_words};
use crate::app::App;
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::Told;
use domain::lang::Lang;
use service::consent::GivenLine;

struct GivenRow {
    when: String,
    what: String,
    to: String,
    kind: String,
    why: String,
    by: String,
    basis: String,
    more: Vec<String>,
    consent: String,
}

#[derive(Template)]
#[template(path = "consent/given.html")]
struct GivenPage {
    page: Page,
    base: String,
    own: bool,
    rows: Vec<GivenRow>,
}

/// The accounting.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let found = ask(move || service::consent::given(&house, &one.session, one.member)).await?;
    let own = place.own();
    html(&GivenPage {
        page: Page::titled(&app, &visit, place.face, "given-title"),
        rows: found.iter().map(|line| row(visit.lang, &place.base, line)).collect(),
        base: place.base,
        own,
    })
}

fn row(lang: Lang, base: &str, line: &GivenLine) -> GivenRow {
    let mut more = Vec::new();
    if line.notice.is_some() {
        more.push(say(lang, "given-with-notice"));
    }
    if let Some(facts) = &line.emergency {
        more.push(say1(lang, "given-emergency", "words", facts.nature.as_str()));
        more.push(format!("{} · {}", facts.name, facts.affiliation));
    }
    GivenRow {
        when: day(lang, line.on),
        what: match &line.what {
            Told::Piece(piece) => piece_words(lang, *piece),
            Told::Words(words) => words.as_str().to_owned(),
        },
        to: line.recipient.clone(),
        kind: kind_words(lang, line.kind),
        why: line.purpose.clone(),
        by: line.by.clone().unwrap_or_default(),
        basis: say(lang, &format!("basis-{}", line.basis.code())),
        more,
        consent: line.consent.map(|id| format!("{base}/{id}")).unwrap_or_default(),
    }
}
