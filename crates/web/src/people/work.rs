//! `GET /work/{agency}`, and the short addresses that lead to one's own.

use super::join::{JoinedNow, joined_now};
use super::line::{Person, person};
use super::team::{Member, member_row};
use crate::app::App;
use crate::desk::Desk;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use service::Fault;
use service::people::{MemberList, Offers, offers};
use words::words;

#[derive(Template)]
#[template(path = "work/today.html")]
struct TodayPage {
    page: Page,
    members_href: String,
    shared_href: String,
    /// Where the rest of a long caseload begins, or nothing.
    next: String,
    name: String,
    drafts: Vec<Person>,
    people: Vec<Person>,
    waiting: Vec<JoinedNow>,
    back: Vec<Member>,
    desk: Desk,
    caseload: bool,
    /// Where reports of danger wait for this editor, and how many.
    danger: Option<(String, i64)>,
    doors: Vec<Door>,
}

/// A page that a hat without members of its own starts from.
struct Door {
    href: String,
    label: String,
    text: String,
}

fn doors(visit: &Visit, slug: &str, offers: Offers) -> Vec<Door> {
    let all = [
        (offers.find, format!("/work/{slug}/members"), "members"),
        (offers.team, format!("/team/{slug}"), "team"),
        (offers.agency, format!("/agency/{slug}"), "agency"),
        (offers.desk, format!("/agency/{slug}/directory"), "directory"),
        (true, format!("/work/{slug}/shared"), "shared"),
        (true, format!("{}/find", visit.lang.prefix()), "find"),
    ];
    let say = |id: String| words().say(visit.lang, &id).into_owned();
    let door = |(_, href, code): (bool, String, &str)| Door {
        href,
        label: say(format!("nav-{code}")),
        text: say(format!("door-{code}")),
    };
    all.into_iter().filter(|(offered, ..)| *offered).map(door).collect()
}

/// The day of a peer: drafts to finish, and those they walk beside.
pub async fn work(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let desk = Desk::today(&app, visit.lang, &slug, &session).await?;
    let (house, name) = (app.house.clone(), session.name.clone());
    let (offers, own) = (offers(&session), slug.clone());
    let (lines, waiting, back) = ask(move || {
        if !offers.caseload {
            return Ok::<_, Fault>((MemberList::default(), Vec::new(), Vec::new()));
        }
        let back = service::people::expected_back(&house, &session)?.lines;
        Ok((service::people::caseload_after(&house, &session, None)?, joined_now(&house, &session, &own)?, back))
    })
    .await?;
    let page = Page::titled(&app, &visit, Face::Work, "nav-today");
    let all = || lines.lines.iter().map(|line| person(visit.lang, &slug, line));
    let drafts = all().filter(|person| person.plan == "draft").collect();
    let people = all().collect();
    html(&TodayPage {
        page,
        name,
        drafts,
        people,
        waiting,
        back: back.iter().map(|one| member_row(&visit, &slug, one)).collect(),
        desk,
        members_href: format!("/work/{slug}/members"),
        shared_href: format!("/work/{slug}/shared"),
        next: lines.next.map(|next| format!("/work/{slug}/members?after={next}")).unwrap_or_default(),
        caseload: offers.caseload,
        danger: Some((format!("/agency/{slug}/directory"), visit.danger)).filter(|(_, count)| *count > 0),
        doors: if offers.caseload { Vec::new() } else { doors(&visit, &slug, offers) },
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
