//! `GET /me` and `/me/plan`: a member's day.

use super::view::{StepView, step_on};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::plan::GoalStatus;
use service::people::OwnClaim;

struct Own {
    agency: String,
    called: String,
    base: String,
    steps: Vec<StepView>,
    /// What is near, in soft words.
    near: Vec<String>,
}

#[derive(Template)]
#[template(path = "member/today.html")]
struct TodayPage {
    page: Page,
    name: String,
    charts: Vec<Own>,
    claims: Vec<OwnClaim>,
    lock: Option<String>,
    locked: bool,
}

/// What is next, from every plan that is the member's own.
pub async fn today(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let (house, lang) = (app.house.clone(), visit.lang);
    let who = session.clone();
    let (charts, claims, lock) = ask(move || {
        let mut own = Vec::new();
        service::plan::gather_copies(&house, &who)?;
        for chart in service::people::own_charts(&house, &who)? {
            let plan = service::plan::open(&house, &who, chart.member)?;
            let working = plan.content.goals.iter().filter(|goal| goal.status == GoalStatus::Active);
            let actions = working.flat_map(|goal| &goal.strategies).flat_map(|way| &way.actions);
            let steps = actions
                .filter(|action| !action.is_empty())
                .take(6)
                .map(|action| step_on(lang, plan.today, action))
                .collect();
            let due = service::plan::due_of_member(&house, &who, chart.member)?;
            own.push(Own {
                near: super::due::soft(lang, &due),
                agency: chart.agency_name,
                called: chart.called,
                base: format!("/me/plan/{}", chart.member),
                steps,
            });
        }
        let lock = service::people::space_lock(&house, &who)?;
        Ok::<_, service::Fault>((own, service::people::own_claims(&house, &who)?, lock))
    })
    .await?;
    // The day is told as the server's day in UTC: the lock belongs to no agency and so to no zone.
    let lock = lock.map(|until| words::words().date_with_year(lang, until.date(&domain::time::TimeZone::UTC)));
    let name = charts.first().map_or_else(|| session.name.clone(), |chart| chart.called.clone());
    html(&TodayPage {
        page: Page::titled(&app, &visit, Face::Member, "nav-today"),
        name,
        charts,
        claims,
        lock,
        locked: session.space_locked,
    })
}

/// The member's plan: the first one, where there are several.
pub async fn own_plan(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let charts = ask(move || service::people::own_charts(&app.house, &session)).await?;
    Ok(see(&charts.first().map_or("/me".to_owned(), |chart| format!("/me/plan/{}", chart.member))))
}
