//! `GET /me/plans` and below: one's own copies of what one signed. They stay when an agency's link ends.

use super::paper;
use super::version::Story;
use super::view::{GoalView, Told, day, goals, say, sections};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::VersionId;
use domain::lang::Lang;
use service::plan::{OwnCopy, OwnSignature};
use std::collections::BTreeMap;

struct CopyRow {
    id: String,
    agency: String,
    number: String,
    written_on: String,
    signed_on: String,
}

#[derive(Template)]
#[template(path = "plan/own.html")]
struct OwnPage {
    page: Page,
    copies: Vec<CopyRow>,
}

struct Hand {
    name: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "plan/own_copy.html")]
struct CopyPage {
    page: Page,
    row: CopyRow,
    hash: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    hands: Vec<Hand>,
}

/// Every copy.
pub async fn list(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let copies = ask(move || {
        service::plan::gather_copies(&house, &session)?;
        service::plan::own_copies(&house, &session)
    })
    .await?;
    let copies = copies.iter().map(|copy| row(visit.lang, copy)).collect();
    html(&OwnPage { page: Page::titled(&app, &visit, Face::Member, "own-title"), copies })
}

/// One copy.
pub async fn copy(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let copy = find(&app, &visit, &at).await?;
    let lang = visit.lang;
    html(&CopyPage {
        page: Page::titled(&app, &visit, Face::Member, "own-title"),
        row: row(lang, &copy),
        hash: copy.hash.clone(),
        sections: sections(lang, &copy.document.content),
        goals: goals(lang, &copy.document.content),
        hands: copy.signatures.iter().map(|one| hand(lang, one)).collect(),
    })
}

/// One copy on paper.
pub async fn pdf(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let copy = find(&app, &visit, &at).await?;
    let lang = paper::chosen(&visit);
    let signatures =
        copy.signatures.iter().map(|one| paper::signature(lang, one.signer, &one.name, &Story::from(one), None));
    let signed = paper::Signed {
        signatures: signatures.collect(),
        missing: Vec::new(),
        complete: copy.signed_on.is_some(),
        hash: copy.hash.clone(),
        translations: BTreeMap::new(),
    };
    let shown = paper::Shown::asked(&visit);
    let bytes = ask(move || paper::print(&copy.document, signed, lang, shown)).await?;
    Ok(paper::answer(bytes, "plan.pdf"))
}

async fn find(app: &App, visit: &Visit, at: &Params) -> Result<OwnCopy, Trouble> {
    let session = visit.member()?;
    let id: VersionId = at.id("copy")?;
    let house = app.house.clone();
    ask(move || service::plan::own_copy(&house, &session, id)).await
}

fn row(lang: Lang, copy: &OwnCopy) -> CopyRow {
    CopyRow {
        id: copy.id.to_string(),
        agency: copy.document.agency.clone(),
        number: copy.document.number.to_string(),
        written_on: day(lang, copy.document.written_on),
        signed_on: copy.signed_on.map(|on| day(lang, on)).unwrap_or_default(),
    }
}

fn hand(lang: Lang, one: &OwnSignature) -> Hand {
    let part = say(lang, &format!("signer-{}", one.signer.code()));
    Hand { name: one.name.clone(), facts: format!("{part} · {}", Story::from(one).line(lang)) }
}
