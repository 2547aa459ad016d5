//! `GET /work/{agency}` and `/team/{agency}`, and the short addresses that lead to one's own.

use super::join::{JoinedNow, ResetRow, joined_now, reset_rows};
use super::line::{Person, person};
use super::reach::{WishRow, wish_rows};
use crate::app::App;
use crate::desk::Desk;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::people::Role;
use service::Fault;

#[derive(Template)]
#[template(path = "work/today.html")]
struct TodayPage {
    page: Page,
    members_href: String,
    name: String,
    drafts: Vec<Person>,
    people: Vec<Person>,
    waiting: Vec<JoinedNow>,
    desk: Desk,
}

/// The day of a peer: drafts to finish, and those they walk beside.
pub async fn work(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let desk = Desk::today(&app, visit.lang, &slug, &session).await?;
    let (house, name) = (app.house.clone(), session.name.clone());
    let own = slug.clone();
    let (lines, waiting) = ask(move || {
        Ok::<_, Fault>((service::people::caseload(&house, &session)?, joined_now(&house, &session, &own)?))
    })
    .await?;
    let page = Page::titled(&app, &visit, Face::Work, "nav-today");
    let all = || lines.iter().map(|line| person(visit.lang, &slug, line));
    let drafts = all().filter(|person| person.plan == "draft").collect();
    let people = all().collect();
    html(&TodayPage { page, name, drafts, people, waiting, desk, members_href: format!("/work/{slug}/members") })
}

#[derive(Template)]
#[template(path = "team/team.html")]
struct TeamPage {
    page: Page,
    wishes: Vec<WishRow>,
    resets: Vec<ResetRow>,
    people: Vec<Person>,
    desk: Desk,
}

/// Everyone in a supervisor's reach.
pub async fn team(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.holding(&slug, &[Role::Supervisor])?;
    let desk = Desk::team(&app, visit.lang, &slug, &session).await?;
    let house = app.house.clone();
    let own = slug.clone();
    let (lines, wishes, resets) = ask(move || {
        let lines = service::people::team(&house, &session)?;
        Ok::<_, Fault>((lines, wish_rows(&house, &session, &own)?, reset_rows(&house, &session, &own)?))
    })
    .await?;
    let page = Page::titled(&app, &visit, Face::Team, "team-title");
    html(&TeamPage {
        page,
        desk,
        wishes,
        resets,
        people: lines.iter().map(|line| person(visit.lang, &slug, line)).collect(),
    })
}

fn own(visit: &Visit, face: &str, rest: &str) -> Reply {
    let session = visit.signed_in()?;
    let slug = session.agency_slug.as_deref().filter(|_| session.is_staff()).ok_or(Trouble::Absent)?;
    Ok(see(&format!("/{face}/{slug}{rest}")))
}

/// `GET /work`
pub async fn to_work(visit: Visit) -> Reply {
    own(&visit, "work", "")
}

/// `GET /work/members`
pub async fn to_members(visit: Visit) -> Reply {
    own(&visit, "work", "/members")
}

/// `GET /team`
pub async fn to_team(visit: Visit) -> Reply {
    own(&visit, "team", "")
}

/// `GET /agency`
pub async fn to_agency(visit: Visit) -> Reply {
    own(&visit, "agency", "")
}
