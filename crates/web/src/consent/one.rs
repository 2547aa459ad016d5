//! `…/consents/{consent}`: the words, who signed, and every way to sign.

use super::say::{day, say, say1};
use super::view::{ConsentRow, row, signature_facts};
use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use crate::upload::PostedFile;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::consent::{ConsentState, HowSigned, Signer};
use domain::id::{AttachmentId, ConsentId};
use domain::notice::{FieldError, Notice};
use domain::people::Drawing;
use http::header;
use service::consent::Given;
use service::people::CleanFile;

struct Signed {
    name: String,
    facts: String,
    drawn: String,
    sheet: String,
}

#[derive(Template)]
#[template(path = "consent/one.html")]
struct OnePage {
    page: Page,
    base: String,
    own: bool,
    may_make: bool,
    may_revoke: bool,
    may_sign: bool,
    one: ConsentRow,
    title: String,
    lang: &'static str,
    said: Vec<(String, String)>,
    signed: Vec<Signed>,
    missing: Vec<Choice>,
    ended: bool,
    live: bool,
    stays_open: Vec<String>,
    hash: String,
    my_name: String,
    typed: Fields,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    show(&app, &visit, &place, at.id("consent")?, Fields::default(), Wrong::default()).await
}

/// The page, with what somebody typed where a form came back.
pub async fn show(app: &App, visit: &Visit, place: &Place, id: ConsentId, typed: Fields, wrong: Wrong) -> Reply {
    let (house, at) = (app.house.clone(), place.clone());
    let found = ask(move || service::consent::consent(&house, &at.session, at.member, id)).await?;
    let lang = visit.lang;
    let line = &found.line;
    let signed = line.signatures.iter().map(|one| {
        let file = one.file.map(|file| format!("{}/{id}/files/{file}", place.base)).unwrap_or_default();
        let on_paper = one.how == HowSigned::Paper;
        let facts = format!("{} · {}", signature_facts(lang, one), day(lang, one.on));
        let (drawn, sheet) = if on_paper { (String::new(), file) } else { (file, String::new()) };
        Signed { name: one.name.clone(), facts, drawn, sheet }
    });
    let waits = line.state == ConsentState::Waiting;
    let missing = line.missing();
    let first = missing.first().map(|one| one.code()).unwrap_or_default();
    let asked = if typed.text("signer").is_empty() { first } else { typed.text("signer") }.to_owned();
    let page = OnePage {
        page: Page::titled(app, visit, place.face, "consent-title"),
        base: place.base.clone(),
        own: place.own(),
        may_make: found.may.make && waits,
        may_revoke: found.may.revoke,
        may_sign: found.may.sign && waits && missing.contains(&Signer::Member),
        one: row(lang, line),
        title: found.document.title.clone(),
        lang: found.document.lang.tag(),
        said: found.document.said.iter().map(|part| (part.heading.clone(), part.text.clone())).collect(),
        signed: signed.collect(),
        missing: if waits {
            choices(lang, "consent-signer", missing.iter().map(|one| one.code()), |code| code == asked)
        } else {
            Vec::new()
        },
        ended: matches!(line.state, ConsentState::Revoked | ConsentState::Expired | ConsentState::Declined),
        live: line.state == ConsentState::Live,
        stays_open: found.stays_open.iter().map(|other| stays(lang, other)).collect(),
        hash: found.hash.clone(),
        my_name: if typed.text("name").is_empty() { found.document.member.clone() } else { typed.text("name").into() },
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn stays(lang: domain::lang::Lang, other: &service::consent::ConsentLine) -> String {
    let names: Vec<&str> = other.recipients.iter().map(|to| to.recipient.name.as_str()).collect();
    let name = say(lang, &format!("consent-kind-{}", other.kind.code()));
    format!("{name}: {} · {}", names.join(", "), say1(lang, "consent-made-on", "date", day(lang, other.made_on)))
}

/// `POST …/sign`: in the member's own session.
pub async fn sign(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    give(app, visit, at, fields, Given::Own).await
}

/// `POST …/witness`: beside somebody who works here, on this device.
pub async fn witness(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let drawing = match fields.text("drawing") {
        "" => None,
        path => match Drawing::parse(path) {
            Ok(drawing) => Some(drawing),
            Err(notice) => return back(&app, &visit, &at, fields, FieldError::new("drawing", notice)).await,
        },
    };
    give(app, visit, at, fields, Given::Beside(drawing)).await
}

/// `POST …/paper`: the sheet that was signed.
pub async fn paper(State(app): State<App>, at: Params, posted: PostedFile) -> Reply {
    let PostedFile { posted: Posted { visit, fields }, file } = posted;
    let cleaned = match file {
        Some(Ok(bytes)) => ask(move || Ok::<_, Trouble>(CleanFile::parse(bytes))).await?,
        Some(Err(notice)) => Err(notice),
        None => Err(Notice::new("file-missing")),
    };
    let sheet = match cleaned {
        Ok(sheet) => sheet,
        Err(notice) => return back(&app, &visit, &at, fields, FieldError::new("file", notice)).await,
    };
    let day = match fields.date("signed_on") {
        Ok(day) => day,
        Err(error) => return back(&app, &visit, &at, fields, error).await,
    };
    give(app, visit, at, fields, Given::Paper(sheet, day)).await
}

async fn back(app: &App, visit: &Visit, at: &Params, fields: Fields, error: FieldError) -> Reply {
    let place = Place::of_consents(visit, at)?;
    let wrong = Wrong::of(visit, &[error]);
    show(app, visit, &place, at.id("consent")?, fields, wrong).await
}

async fn give(app: App, visit: Visit, at: Params, fields: Fields, given: Given) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    let id: ConsentId = at.id("consent")?;
    let command = fields.command()?;
    let signer: Signer = fields.code("signer")?.unwrap_or(Signer::Member);
    let (house, one, name) = (app.house.clone(), place.clone(), fields.text("name").to_owned());
    let done = ask(move || {
        service::consent::sign_consent(&house, &one.session, command, (one.member, id), (signer, &name), given)
    });
    match done.await {
        Ok(()) => Ok(see_saying(&format!("{}/{id}", place.base), "signed")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &place, id, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// `GET …/files/{file}`: what was drawn, or the sheet, as a download. Its name tells nothing.
pub async fn file(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    let id: AttachmentId = at.id("file")?;
    let file = ask(move || service::consent::signature_file(&app.house, &place.session, place.member, id)).await?;
    let kind = (header::CONTENT_TYPE, file.media().code().to_owned());
    let name = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"file.{}\"", file.media().ending()));
    Ok(([kind, name], file.bytes().to_vec()).into_response())
}
