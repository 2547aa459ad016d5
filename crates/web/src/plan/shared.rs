//! What somebody shares of their plan: one page, for a supporter, for somebody at the agency, and for the owner who
//! looks at what the other sees.

use super::view::{GoalView, Told, goals, sections};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::routes::{Route, read};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use axum::routing::get;
use domain::id::ShareId;
use domain::lang::Lang;
use domain::plan::PlanContent;
use service::plan::SharedPlans;

struct SharedPlan {
    sections: Vec<Told>,
    goals: Vec<GoalView>,
}

#[derive(Template)]
#[template(path = "plan/shared.html")]
struct SharedPage {
    page: Page,
    /// Whether the owner looks at it.
    own: bool,
    back: String,
    shown_as: String,
    plans: Vec<SharedPlan>,
}

/// The doors of this page.
pub fn routes() -> Vec<Route> {
    macro_rules! one {
        ($start:literal, $end:literal) => {
            concat!($start, "00000000000070008000000000000000", $end)
        };
    }
    let (own, work) = ("/me/sharing/{share}/as-they-see", "/work/{agency}/shared/{share}");
    vec![
        read(Face::Shared, "/shared/{share}", "read-shared", one!("/shared/", ""), get(supporter)),
        read(Face::Work, work, "read-shared", one!("/work/river/shared/", ""), get(at_work)),
        read(Face::Member, own, "share-own", one!("/me/sharing/", "/as-they-see"), get(as_they_see)),
    ]
}

/// What is shared with a supporter.
async fn supporter(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let (session, share): (_, ShareId) = (visit.supporter()?, at.id("share")?);
    let house = app.house.clone();
    let found = ask(move || service::plan::shared(&house, &session, share)).await?;
    show(Page::titled(&app, &visit, Face::Shared, "shared-title"), visit.lang, false, "/shared", found)
}

/// What is shared with somebody at the agency.
async fn at_work(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let (session, share): (_, ShareId) = (visit.staff(&slug)?, at.id("share")?);
    let house = app.house.clone();
    let found = ask(move || service::plan::shared(&house, &session, share)).await?;
    let back = format!("/work/{slug}/shared");
    show(Page::titled(&app, &visit, Face::Work, "shared-title"), visit.lang, false, &back, found)
}

/// "See it as they see it."
async fn as_they_see(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let (session, share): (_, ShareId) = (visit.member()?, at.id("share")?);
    let house = app.house.clone();
    let found = ask(move || service::plan::shared_as_seen(&house, &session, share)).await?;
    let back = format!("/me/sharing/{share}");
    show(Page::titled(&app, &visit, Face::Member, "share-as-they-see"), visit.lang, true, &back, found)
}

fn show(page: Page, lang: Lang, own: bool, back: &str, found: SharedPlans) -> Reply {
    let plans = found.plans.iter().map(|content| plan(lang, content)).collect();
    html(&SharedPage { page, own, back: back.to_owned(), shown_as: found.shown_as, plans })
}

/// The parts of a plan. Ways into a room online are the member's own and stay with them.
fn plan(lang: Lang, content: &PlanContent) -> SharedPlan {
    let mut goals = goals(lang, content);
    for step in goals.iter_mut().flat_map(|goal| &mut goal.ways).flat_map(|way| &mut way.steps) {
        step.online.clear();
        step.phone.clear();
    }
    SharedPlan { sections: sections(lang, content), goals }
}
