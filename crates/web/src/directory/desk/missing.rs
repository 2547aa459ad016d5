//! Entries that somebody says are missing: said from inside, and looked at by an editor, who takes them over or says why
//! not.

use super::coded;
use super::form::{EntryFields, posted as posted_entry};
use super::queue::{Part, Row};
use super::service_form::{ServiceFields, new_of};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use domain::notice::Arg;
use service::Session;
use service::directory::services::NewService;
use service::directory::{EntryForm, Missing, MissingAnswer, MissingKind, MissingLine, MissingPage, TakenOver};
use words::words;

/// The fields of what is missing.
enum Of {
    Meeting(EntryFields),
    Service(ServiceFields),
}

#[derive(Template)]
#[template(path = "desk/missing.html")]
struct SayPage {
    page: Page,
    here: String,
    /// The desk, for who looks after it; else where the public looks.
    back: String,
    title: String,
    of: Of,
    wrong: Wrong,
}

struct Choice {
    value: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "desk/waiting.html")]
struct WaitingPage {
    page: Page,
    base: String,
    here: String,
    said: String,
    of: Of,
    why: Vec<Choice>,
    wrong: Wrong,
}

fn fields(visit: &Visit, missing: Missing) -> Of {
    match missing {
        Missing::Meeting(form) => Of::Meeting(EntryFields::of(visit, form)),
        Missing::Service(form) => Of::Service(ServiceFields::of_new(visit, form)),
    }
}

fn posted(kind: MissingKind, fields: &Fields) -> Missing {
    match kind {
        MissingKind::Meeting => Missing::Meeting(posted_entry(fields)),
        MissingKind::Service => Missing::Service(new_of(fields)),
    }
}

fn kind(at: &Params) -> Result<MissingKind, Trouble> {
    at.text("what").parse().map_err(|_| Trouble::Absent)
}

/// The empty form.
pub async fn say(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let empty = match kind(&at)? {
        MissingKind::Meeting => Missing::Meeting(EntryForm::default()),
        MissingKind::Service => Missing::Service(NewService::default()),
    };
    show_say(&app, &visit, &session, empty, Wrong::default())
}

/// Takes what was said.
pub async fn tell(State(app): State<App>, at: Params, form: Posted) -> Reply {
    let Posted { visit, fields } = form;
    let session = visit.staff(at.text("agency"))?;
    let missing = posted(kind(&at)?, &fields);
    let (house, who, command, own) = (app.house.clone(), session.clone(), fields.command()?, missing.clone());
    match ask(move || service::directory::tell_missing_as(&house, &who, command, &own)).await {
        Ok(_) => Ok(see_saying(&visit.path, "missing-told")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_say(&app, &visit, &session, missing, wrong)
        }
        Err(other) => Err(other),
    }
}

fn show_say(app: &App, visit: &Visit, session: &Session, missing: Missing, wrong: Wrong) -> Reply {
    let offers = service::people::offers(session);
    if !offers.propose {
        return Err(Trouble::Absent);
    }
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let kind = missing.kind();
    let title = format!("missing-{}-title", kind.code());
    let public = format!("{}/{}s", visit.lang.prefix(), kind.code());
    html_with(
        wrong.status(),
        &SayPage {
            page: Page::titled(app, visit, Face::Agency, &title),
            here: format!("{base}/missing/{}", kind.code()),
            back: if offers.desk { base } else { public },
            title: words().say(visit.lang, &title).into_owned(),
            of: fields(visit, missing),
            wrong,
        },
    )
}

/// One that waits.
pub async fn waiting(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, at.id("missing")?, None, Wrong::default()).await
}

/// Takes it over, or says why not.
pub async fn settle(State(app): State<App>, at: Params, form: Posted) -> Reply {
    let Posted { visit, fields } = form;
    let session = visit.staff(at.text("agency"))?;
    let (house, who, command) = (app.house.clone(), session.clone(), fields.command()?);
    let id: RowId = at.id("missing")?;
    let base = format!("/agency/{}/directory", at.text("agency"));
    if fields.text("do") == "decline" {
        let why: MissingAnswer = fields.text("answer").parse().map_err(|_| Trouble::Unreadable)?;
        ask(move || service::directory::decline_missing(&house, &who, command, id, why)).await?;
        return Ok(see_saying(&base, "missing-declined"));
    }
    let kind: MissingKind = fields.text("kind").parse().map_err(|_| Trouble::Unreadable)?;
    let right = posted(kind, &fields);
    let own = right.clone();
    match ask(move || service::directory::take_missing(&house, &who, command, id, &own)).await {
        Ok(TakenOver::Meeting(meeting)) => Ok(see_saying(&format!("{base}/entries/{meeting}"), "entry-saved")),
        Ok(TakenOver::Service(service)) => Ok(see_saying(&format!("{base}/services/{service}"), "entry-saved")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, id, Some(right), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, session: Session, id: RowId, typed: Option<Missing>, wrong: Wrong) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let house = app.house.clone();
    let found: MissingPage = ask(move || service::directory::missing_entry(&house, &session, id)).await?;
    let why = MissingAnswer::ALL.iter().filter(|answer| **answer != MissingAnswer::Accepted);
    let why = why.map(|answer| Choice { value: answer.code(), label: coded(visit, "missing-answer", answer.code()) });
    html_with(
        wrong.status(),
        &WaitingPage {
            page: Page::titled(app, visit, Face::Agency, "desk-missing"),
            here: format!("{base}/waiting/{id}"),
            said: said(visit, found.missing.kind(), found.from.as_deref(), found.on),
            of: fields(visit, typed.unwrap_or(found.missing)),
            why: why.collect(),
            base,
            wrong,
        },
    )
}

/// What it is, who said it, and when.
fn said(visit: &Visit, kind: MissingKind, from: Option<&str>, on: domain::time::Date) -> String {
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let who = from.map_or_else(|| say("missing-by-visitor"), str::to_owned);
    let day = Arg::from(words().date_with_year(visit.lang, on));
    let when = words().say_with(visit.lang, "proposed-on", &[("date", day)]);
    format!("{} · {who} · {when}", coded(visit, "missing-kind", kind.code()))
}

/// What waits, as a part of the desk's page.
pub fn part(visit: &Visit, base: &str, found: &[MissingLine]) -> Option<Part> {
    let row = |one: &MissingLine| Row {
        href: format!("{base}/waiting/{}", one.id),
        name: one.name.clone(),
        told: said(visit, one.kind, one.from.as_deref(), one.on),
        urgent: false,
    };
    let part = || Part {
        id: "missing",
        title: words().say(visit.lang, "desk-missing").into_owned(),
        text: words().say(visit.lang, "desk-missing-text").into_owned(),
        rows: found.iter().take(50).map(row).collect(),
        more: found.len() > 50,
    };
    (!found.is_empty()).then(part)
}
