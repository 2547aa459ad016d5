//! `/me/information/{member}/leaving`: what stays with the member, what the agency keeps until when, and the word that
//! they want to leave.

use super::{day, say};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::MemberId;
use domain::lang::Lang;
use domain::time::Date;
use service::consent::Leaving;
use words::content::Kept;

/// One kind of record, in words.
pub(super) struct KeptView {
    pub(super) name: String,
    pub(super) years: String,
    pub(super) until: String,
    pub(super) source: String,
    pub(super) sure: String,
    pub(super) looked: String,
}

#[derive(Template)]
#[template(path = "privacy/leaving.html")]
struct LeavingPage {
    page: Page,
    base: String,
    programs: Vec<String>,
    kept: Vec<KeptView>,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.member()?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let found: Leaving = ask(move || service::consent::leaving(&house, &session, member)).await?;
    html(&LeavingPage {
        page: Page::titled(&app, &visit, Face::Member, "leaving-title"),
        base: format!("/me/information/{member}"),
        programs: found.programs,
        kept: found.kept.iter().map(|one| kept(visit.lang, one.rule, one.until)).collect(),
    })
}

/// A row of the schedule.
pub(super) fn kept(lang: Lang, rule: &Kept, until: Option<Date>) -> KeptView {
    let from = rule.from.get(lang).clone();
    let years = match rule.years {
        Some(years) => words::words().say_with(
            lang,
            "kept-years",
            &[("years", domain::notice::Arg::Number(years.into())), ("from", domain::notice::Arg::Text(from))],
        ),
        None => from,
    };
    KeptView {
        name: rule.name.get(lang).clone(),
        years,
        until: until.map(|until| day(lang, until)).unwrap_or_default(),
        source: rule.source.clone(),
        sure: say(lang, &format!("confidence-{}", rule.confidence.code())),
        looked: day(lang, rule.verified_on),
    }
}
