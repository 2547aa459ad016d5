//! `/agency/{agency}/privacy/openings/{opening}`: a page that was opened in an emergency, looked at by somebody else.

use super::{Choice, choice, say, when};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::Verdict;
use domain::id::RowId;
use domain::notice::{FieldError, Notice};
use service::consent::LookedInEmergency;

#[derive(Template)]
#[template(path = "privacy/opening.html")]
struct OpeningPage {
    page: Page,
    action: String,
    back: String,
    called: String,
    who: String,
    at: String,
    by: String,
    late: bool,
    reason: String,
    words: String,
    seen: Vec<(String, String)>,
    mine: bool,
    verdict: String,
    verdict_words: String,
    reviewed: String,
    may_give_back: bool,
    verdicts: Vec<Choice>,
    typed: String,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, &Fields::default(), Wrong::default()).await
}

/// Says what comes of it, or gives the right back.
pub async fn review(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("opening")?;
    let command = fields.command()?;
    let house = app.house.clone();
    let words = fields.text("words").to_owned();
    let done = match fields.text("do") {
        "give-back" => {
            let give = move || service::consent::give_back(&house, &session, command, id);
            ask(give).await.map(|()| "glass-given-back")
        }
        "review" => match fields.code::<Verdict>("verdict")? {
            None => Err(Trouble::Invalid(vec![FieldError::new("verdict", Notice::new("pick-missing"))])),
            Some(verdict) => {
                let look = move || service::consent::review(&house, &session, command, id, verdict, &words);
                ask(look).await.map(|()| "glass-reviewed")
            }
        },
        _ => return Err(Trouble::Unreadable),
    };
    match done {
        Ok(said) => Ok(see_saying(&format!("/agency/{slug}/privacy"), said)),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &at, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: &Fields, wrong: Wrong) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: RowId = at.id("opening")?;
    let house = app.house.clone();
    let found = ask(move || service::consent::opening(&house, &session, id)).await?;
    let (lang, one) = (visit.lang, found.line);
    let seen = |one: &LookedInEmergency| {
        let what = say(lang, &format!("did-{}", one.operation));
        (what, when(lang, one.at))
    };
    html_with(
        wrong.status(),
        &OpeningPage {
            page: Page::titled(app, visit, Face::Agency, "glass-opening"),
            action: format!("/agency/{slug}/privacy/openings/{id}"),
            back: format!("/agency/{slug}/privacy"),
            called: one.called,
            who: format!("{} · {}", one.staff, one.title),
            at: when(lang, one.at),
            by: when(lang, one.review_by),
            late: one.late,
            reason: say(lang, &format!("glass-reason-{}", one.reason.code())),
            words: one.words,
            seen: found.seen.iter().map(seen).collect(),
            mine: one.mine,
            may_give_back: one.verdict == Some(Verdict::NotRight) && !one.given_back && !one.mine,
            verdict: one.verdict.map(|own| say(lang, &format!("glass-verdict-{}", own.code()))).unwrap_or_default(),
            verdict_words: one.verdict_words.unwrap_or_default(),
            reviewed: one.reviewed.map(|(at, by)| format!("{} · {by}", when(lang, at))).unwrap_or_default(),
            verdicts: Verdict::ALL
                .iter()
                .map(|own| choice(lang, "glass-verdict", own.code(), typed.text("verdict") == own.code()))
                .collect(),
            typed: typed.text("words").to_owned(),
            wrong,
        },
    )
}
