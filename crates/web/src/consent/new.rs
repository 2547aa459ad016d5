//! `…/consents/new` and `…/consents/new/{kind}`: a consent made ready to be signed.

use super::say::say;
use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{ConsentKind, Piece, RecipientKind};
use domain::lang::Lang;
use service::consent::NewConsent;

/// How many recipients one form asks for.
const ROWS: usize = 3;

struct KindRow {
    code: &'static str,
    title: String,
    text: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "consent/kinds.html")]
struct KindsPage {
    page: Page,
    base: String,
    kinds: Vec<KindRow>,
}

/// Which kind.
pub async fn kinds(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = allowed(&app, &visit, &at).await?;
    let lang = visit.lang;
    let kind = |kind: &ConsentKind| KindRow {
        code: kind.code(),
        title: say(lang, &format!("consent-kind-{}", kind.code())),
        text: say(lang, &format!("consent-about-{}", kind.code())),
        open: service::consent::open_form(*kind).is_ok(),
    };
    let page = Page::titled(&app, &visit, place.face, "consent-new");
    html(&KindsPage { page, base: place.base, kinds: ConsentKind::ALL.iter().map(kind).collect() })
}

/// Who may make one: for nobody else the page is there.
async fn allowed(app: &App, visit: &Visit, at: &Params) -> Result<Place, Trouble> {
    let place = Place::of_consents(visit, at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let found = ask(move || service::consent::consent_page(&house, &one.session, one.member)).await?;
    if found.may.make { Ok(place) } else { Err(Trouble::Absent) }
}

struct ToField {
    at: usize,
    name: String,
    error: String,
    kinds: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "consent/new.html")]
struct NewPage {
    page: Page,
    base: String,
    kind: &'static str,
    title: String,
    pieces: Vec<Choice>,
    to: Vec<ToField>,
    langs: Vec<Choice>,
    between: bool,
    may_have_no_end: bool,
    typed: Fields,
    wrong: Wrong,
}

fn kind_of(at: &Params) -> Result<ConsentKind, Trouble> {
    at.text("kind").parse().map_err(|_| Trouble::Absent)
}

/// The form.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = allowed(&app, &visit, &at).await?;
    let kind = kind_of(&at)?;
    service::consent::open_form(kind)?;
    show(&app, &visit, &place, kind, Fields::default(), Wrong::default())
}

fn show(app: &App, visit: &Visit, place: &Place, kind: ConsentKind, typed: Fields, wrong: Wrong) -> Reply {
    let lang = visit.lang;
    let picked = typed.all("piece");
    let to = |at: usize| {
        let chosen = typed.text(&format!("recipient_kind.{at}")).to_owned();
        let error = match (wrong.at(&format!("recipient.{at}")), at) {
            ("", 0) => wrong.at("recipient"),
            (error, _) => error,
        };
        ToField {
            at,
            name: typed.text(&format!("recipient.{at}")).to_owned(),
            error: error.to_owned(),
            kinds: choices(lang, "recipient", RecipientKind::FOR_A_CONSENT.iter().map(|one| one.code()), |code| {
                code == chosen || (chosen.is_empty() && code == RecipientKind::Unknown.code())
            }),
        }
    };
    let rows = if kind == ConsentKind::Intermediary { 1 } else { ROWS };
    let tag = if typed.text("lang").is_empty() { lang.tag() } else { typed.text("lang") }.to_owned();
    let langs = Lang::ALL.iter().map(|one| Choice {
        value: one.tag().to_owned(),
        label: say(lang, &format!("lang-name-{}", one.tag())),
        chosen: one.tag() == tag,
    });
    let page = NewPage {
        page: Page::titled(app, visit, place.face, "consent-new"),
        base: place.base.clone(),
        kind: kind.code(),
        title: say(lang, &format!("consent-kind-{}", kind.code())),
        pieces: choices(lang, "piece", Piece::ALL.iter().map(|one| one.code()), |code| {
            picked.iter().any(|own| own == code)
        }),
        to: (0..rows).map(to).collect(),
        langs: langs.collect(),
        between: kind == ConsentKind::Intermediary,
        may_have_no_end: kind.may_have_no_end(),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn entry(kind: ConsentKind, fields: &Fields, expires_on: Option<domain::time::Date>) -> Result<NewConsent, Trouble> {
    let text = |name: &str| fields.text(name).to_owned();
    let mut pieces: Vec<Piece> = Vec::new();
    for code in fields.all("piece") {
        pieces.push(code.parse().map_err(|_| Trouble::Unreadable)?);
    }
    let mut recipients = Vec::new();
    for at in 0..ROWS {
        let kind = fields.code(&format!("recipient_kind.{at}"))?.unwrap_or(RecipientKind::Unknown);
        if !RecipientKind::FOR_A_CONSENT.contains(&kind) {
            return Err(Trouble::Unreadable);
        }
        recipients.push((text(&format!("recipient.{at}")), kind));
    }
    Ok(NewConsent {
        kind,
        lang: Lang::from_tag(fields.text("lang")).ok_or(Trouble::Unreadable)?,
        pieces,
        words: text("words"),
        recipients,
        participants: text("participants"),
        purpose: text("purpose"),
        expires_on,
        expires_event: text("expires_event"),
        no_end: fields.text("no_end") == "yes",
        irrevocable_until: String::new(),
        no_fundraising: fields.text("no_fundraising") == "yes",
    })
}

/// Makes it, and goes on to where it is signed.
pub async fn make(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let kind = kind_of(&at)?;
    let command = fields.command()?;
    let made = match fields.date("expires_on") {
        Ok(day) => {
            let new = entry(kind, &fields, day)?;
            let (house, one) = (app.house.clone(), place.clone());
            ask(move || service::consent::make_consent(&house, &one.session, command, one.member, new)).await
        }
        Err(error) => Err(Trouble::Invalid(vec![error])),
    };
    match made {
        Ok(id) => Ok(see_saying(&format!("{}/{id}", place.base), "consent-made")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &place, kind, fields, wrong)
        }
        Err(other) => Err(other),
    }
}
