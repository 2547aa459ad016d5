//! `GET /me` and `/me/plan`: a member's day.

use super::hidden::hides;
use super::view::{StepView, step_on};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::id::{ActionId, RowId};
use domain::plan::{Action, ActionWho};
use service::people::OwnClaim;
use service::plan::StepOfDay;

/// How many steps a day shows.
const MOST: usize = 6;

struct Own {
    agency: String,
    called: String,
    base: String,
    steps: Vec<OwnStep>,
    /// What is near, in soft words.
    near: Vec<String>,
}

/// A step of one's own day.
struct OwnStep {
    told: StepView,
    done_today: bool,
    /// Whether it is one's own to do: a step of the peer has no button here.
    mine: bool,
    /// What may be taken back today, or nothing.
    slip: String,
}

#[derive(Template)]
#[template(path = "member/today.html")]
struct TodayPage {
    page: Page,
    name: String,
    charts: Vec<Own>,
    claims: Vec<OwnClaim>,
    lock: Option<String>,
    unlinked: Option<String>,
    locked: bool,
    /// Pages of one's own that somebody opened in an emergency lately: where that is told, and when it was.
    opened: Vec<(String, String)>,
    /// With whom one shares until further notice, and is asked again whether it goes on.
    asked: Vec<String>,
}

#[derive(Template)]
#[template(path = "plan/mine.html")]
struct PlansPage {
    page: Page,
    plans: Vec<(String, String)>,
}

/// What is next, from every plan that is the member's own.
pub async fn today(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let (house, lang) = (app.house.clone(), visit.lang);
    let (who, seen_by) = (session.clone(), visit.clone());
    let (charts, claims, lock, unlinked, opened, asked) = ask(move || {
        let mut own = Vec::new();
        service::plan::gather_copies(&house, &who)?;
        for chart in service::people::own_charts(&house, &who)? {
            let day = service::plan::day(&house, &who, chart.member)?;
            let own_step = |step: &StepOfDay| OwnStep {
                told: step_on(lang, day.today, &step.action),
                done_today: step.done_today,
                mine: step.action.who != ActionWho::Peer,
                slip: step.mark.map(|mark| mark.to_string()).unwrap_or_default(),
            };
            let left = |(action, mark): &(Action, RowId)| OwnStep {
                told: step_on(lang, day.today, action),
                done_today: true,
                mine: true,
                slip: mark.to_string(),
            };
            let shows = |action: ActionId| day.goal_of.get(&action).is_none_or(|goal| !hides(&seen_by, *goal));
            let steps = day.steps.iter().filter(|step| shows(step.action.id)).take(MOST).map(own_step);
            let left = day.left.iter().filter(|(action, _)| shows(action.id)).map(left);
            let steps = steps.chain(left).collect();
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
        let unlinked = service::people::unlinked(&house, &who)?;
        let opened = service::consent::lately_opened(&house, &who)?;
        let asked = service::people::share_questions(&house, &who)?;
        Ok::<_, service::Fault>((own, service::people::own_claims(&house, &who)?, lock, unlinked, opened, asked))
    })
    .await?;
    // The day is told as the server's day in UTC: the lock belongs to no agency and so to no zone.
    let day = |at: domain::time::Moment| words::words().date_with_year(lang, at.date(&domain::time::TimeZone::UTC));
    let (lock, unlinked) = (lock.map(day), unlinked.map(day));
    let told = |(member, at): (domain::id::MemberId, domain::time::DateTime)| {
        (format!("/me/information/{member}/rights#r-opened"), words::words().date_with_year(lang, at.date()))
    };
    let name = charts.first().map_or_else(|| session.name.clone(), |chart| chart.called.clone());
    html(&TodayPage {
        page: Page::titled(&app, &visit, Face::Member, "nav-today"),
        name,
        charts,
        claims,
        lock,
        unlinked,
        locked: session.space_locked,
        opened: opened.into_iter().map(told).collect(),
        asked: asked.into_iter().filter(|_| !visit.hides("sharing")).map(|one| one.name).collect(),
    })
}

/// The member's plan; where there are several, which one.
pub async fn own_plan(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let charts = ask(move || service::people::own_charts(&house, &session)).await?;
    match &charts[..] {
        [] => Ok(see("/me")),
        [one] => Ok(see(&format!("/me/plan/{}", one.member))),
        several => html(&PlansPage {
            page: Page::titled(&app, &visit, Face::Member, "me-which-plan"),
            plans: several.iter().map(|one| (one.agency_name.clone(), format!("/me/plan/{}", one.member))).collect(),
        }),
    }
}
