//! `/me/information/{member}/rights`: what one asked about one's records, who opened them in an emergency, and what
//! comes first then.

use super::{Choice, answered, choice, day, say, when, with};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{EmergencySection, RequestKind};
use domain::id::{MemberId, RowId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use service::consent::{OpenedForYou, RequestLine};

struct RequestView {
    id: String,
    what: String,
    words: String,
    asked: String,
    stands: &'static str,
    stands_label: String,
    due: String,
    extended: String,
    answer: String,
    answer_words: String,
    open: bool,
}

struct OpenedView {
    who: String,
    when: String,
    why: String,
    looked: String,
}

#[derive(Template)]
#[template(path = "privacy/rights.html")]
struct RightsPage {
    page: Page,
    base: String,
    requests: Vec<RequestView>,
    opened: Vec<OpenedView>,
    sections: Vec<Choice>,
    kinds: Vec<Choice>,
    words: String,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, &Fields::default(), Wrong::default()).await
}

/// Asks for something.
pub async fn ask_for(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let member: MemberId = at.id("member")?;
    let command = fields.command()?;
    let kind: Option<RequestKind> = fields.code("kind")?;
    let words = fields.text("words").to_owned();
    let house = app.house.clone();
    let outcome = match kind {
        None => Err(Trouble::Invalid(vec![FieldError::new("kind", Notice::new("pick-missing"))])),
        Some(kind) => ask(move || service::consent::ask_privacy(&house, &session, command, member, kind, &words)).await,
    };
    match outcome {
        Ok(_) => Ok(see_saying(&format!("/me/information/{member}/rights#r-asked"), "rights-asked")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &at, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// Takes a request back.
pub async fn take_back(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let (member, request): (MemberId, RowId) = (at.id("member")?, at.id("request")?);
    let command = posted.fields.command()?;
    ask(move || service::consent::take_back_request(&app.house, &session, command, member, request)).await?;
    Ok(see_saying(&format!("/me/information/{member}/rights#r-asked"), "rights-back"))
}

/// Says what comes first in an emergency.
pub async fn mark(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let member: MemberId = at.id("member")?;
    let command = posted.fields.command()?;
    let codes = posted.fields.all("first");
    let marked: Result<Vec<EmergencySection>, _> = codes.iter().map(|code| code.parse()).collect();
    let marked = marked.map_err(|_| Trouble::Unreadable)?;
    ask(move || service::consent::mark_for_emergency(&app.house, &session, command, member, &marked)).await?;
    Ok(see_saying(&format!("/me/information/{member}/rights#r-first"), "rights-first"))
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: &Fields, wrong: Wrong) -> Reply {
    let session = visit.member()?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let (requests, opened, marks) = ask(move || {
        let requests = service::consent::requests_of(&house, &session, member)?;
        let opened = service::consent::openings_of(&house, &session, member)?;
        Ok::<_, service::Fault>((requests, opened, service::consent::emergency_marks(&house, &session, member)?))
    })
    .await?;
    let lang = visit.lang;
    // To leave has a page of its own, which says first what stays.
    let kinds = RequestKind::ALL.iter().filter(|kind| **kind != RequestKind::Leaving);
    html_with(
        wrong.status(),
        &RightsPage {
            page: Page::titled(app, visit, Face::Member, "rights-title"),
            base: format!("/me/information/{member}"),
            requests: requests.iter().map(|one| request(lang, one)).collect(),
            opened: opened.iter().map(|one| opening(lang, one)).collect(),
            sections: EmergencySection::ALL
                .iter()
                .map(|one| choice(lang, "emergency-section", one.code(), marks.contains(one)))
                .collect(),
            kinds: kinds
                .map(|kind| choice(lang, "request-kind", kind.code(), typed.text("kind") == kind.code()))
                .collect(),
            words: typed.text("words").to_owned(),
            wrong,
        },
    )
}

fn request(lang: Lang, one: &RequestLine) -> RequestView {
    let (answer, answer_words) = match &one.answer {
        Some((answer, on, words)) => (answered(lang, &format!("request-answer-{}", answer.code()), *on), words.clone()),
        None => (String::new(), String::new()),
    };
    RequestView {
        id: one.id.to_string(),
        what: say(lang, &format!("request-kind-{}", one.kind.code())),
        words: one.words.clone(),
        asked: with(lang, "request-asked-on", "date", day(lang, one.asked_on)),
        stands: badge(one.stands.code()),
        stands_label: say(lang, &format!("request-stands-{}", one.stands.code())),
        due: if one.answer.is_none() {
            with(lang, "request-due", "date", day(lang, one.due_on))
        } else {
            String::new()
        },
        extended: one.extended.clone().unwrap_or_default(),
        open: one.answer.is_none(),
        answer,
        answer_words,
    }
}

/// The look of where a request stands.
pub(super) fn badge(stands: &str) -> &'static str {
    match stands {
        "late" => "due",
        "soon" => "soon",
        "answered" => "done",
        _ => "draft",
    }
}

fn opening(lang: Lang, one: &OpenedForYou) -> OpenedView {
    let looked = match one.verdict {
        Some(verdict) => say(lang, &format!("glass-told-{}", verdict.code())),
        None => say(lang, "glass-told-waits"),
    };
    OpenedView {
        who: format!("{} · {}", one.name, one.title),
        when: when(lang, one.at),
        why: say(lang, &format!("glass-reason-{}", one.reason.code())),
        looked,
    }
}
