//! `/team/{agency}`: who walks with whom, who stands in, who walks alone, and where plans stand.

use super::alerts::{AlertLine, alert_lines};
use super::join::{ResetRow, reset_rows};
use super::line::{Person, person};
use super::pick::{Pick, day, pick, picked, said};
use super::reach::{WishRow, wish_rows};
use crate::app::App;
use crate::desk::Desk;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::StaffId;
use service::Session;
use service::people::{TeamDay, TeamMember, offers};
use words::words;

/// A member in a list of those who need something.
pub struct Member {
    /// What they like to be called.
    pub called: String,
    /// Their page.
    pub href: String,
    /// The code of their state.
    pub state: String,
    /// Their state in words; empty where it needs none.
    pub state_label: String,
    /// Until when it is expected to last.
    pub until: String,
}

/// A member in the reader's words.
pub fn member_row(visit: &Visit, slug: &str, one: &TeamMember) -> Member {
    Member {
        called: one.called.clone(),
        href: format!("/work/{slug}/members/{}", one.id),
        state_label: match one.state.as_str() {
            "active" => String::new(),
            state => words().say(visit.lang, &format!("member-state-{state}")).into_owned(),
        },
        state: one.state.clone(),
        until: said(visit, one.until),
    }
}

struct Peer {
    name: String,
    title: String,
    away_until: String,
    members: Vec<Member>,
}

struct Cover {
    member: Member,
    by: String,
    away: String,
    until: String,
}

#[derive(Template)]
#[template(path = "team/team.html")]
struct TeamPage {
    page: Page,
    base: String,
    people: Vec<Person>,
    /// Where the next page of the table begins, or nothing.
    next: String,
    more_walks: usize,
    more_alone: usize,
    more_outside: usize,
    more_away: usize,
    peers: Vec<Peer>,
    covers: Vec<Cover>,
    alone: Vec<Member>,
    in_no_program: Vec<Member>,
    back: Vec<Member>,
    away: Vec<Member>,
    staff: Vec<Pick>,
    stand_ins: Vec<Pick>,
    typed: Fields,
    wrong: Wrong,
    desk: Desk,
    wishes: Vec<WishRow>,
    resets: Vec<ResetRow>,
    alerts: Vec<AlertLine>,
}

/// The day of a supervisor.
pub async fn team(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    if !offers(&session).team {
        return Err(Trouble::Absent);
    }
    show(&app, &visit, session, Fields::default(), Wrong::default()).await
}

/// Somebody stands in for a peer with all of their members.
pub async fn team_cover(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    match act(&app, session.clone(), &fields).await {
        Ok(()) => Ok(see_saying(&format!("/team/{}", at.text("agency")), "cover-set")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, fields: &Fields) -> Result<(), Trouble> {
    let command = fields.command()?;
    let (away, by): (StaffId, StaffId) = (picked(fields, "away")?, picked(fields, "staff")?);
    let (from, until) = (day(fields, "from")?, day(fields, "until")?);
    let house = app.house.clone();
    ask(move || service::people::cover_for(&house, &session, command, away, by, from, until)).await.map(|_| ())
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Fields, wrong: Wrong) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let desk = Desk::team(app, visit.lang, &slug, &session).await?;
    let house = app.house.clone();
    let (own, lang) = (slug.clone(), visit.lang);
    let after = visit.asked("after").parse().ok();
    let (lines, found, stand_ins, wishes, resets, alerts) = ask(move || {
        let lines = service::people::team(&house, &session, after)?;
        let found: TeamDay = service::people::team_day(&house, &session)?;
        let stand_ins = service::people::stand_ins(&house, &session)?;
        let wishes = wish_rows(&house, &session, &own)?;
        let alerts = alert_lines(&house, &session, &own, lang)?;
        Ok::<_, service::Fault>((lines, found, stand_ins, wishes, reset_rows(&house, &session, &own)?, alerts))
    })
    .await?;
    let member = |one: &TeamMember| member_row(visit, &slug, one);
    let peer = |peer: &service::people::PeerLoad| Peer {
        name: peer.name.clone(),
        title: peer.title.clone(),
        away_until: said(visit, peer.away_until),
        members: peer.members.iter().map(member).collect(),
    };
    let cover = |cover: &service::people::CoverLine| Cover {
        member: member(&cover.member),
        by: cover.by.clone(),
        away: cover.away.clone().unwrap_or_default(),
        until: said(visit, cover.until),
    };
    html_with(
        wrong.status(),
        &TeamPage {
            page: Page::titled(app, visit, Face::Team, "team-title"),
            base: format!("/team/{slug}"),
            next: lines.next.map(|next| format!("/team/{slug}?after={next}#t-all")).unwrap_or_default(),
            people: lines.lines.iter().map(|line| person(visit.lang, &slug, line)).collect(),
            more_walks: found.more_walks,
            more_alone: found.alone.more,
            more_outside: found.in_no_program.more,
            more_away: found.away.more + found.back.more,
            peers: found.peers.iter().map(peer).collect(),
            covers: found.covers.iter().map(cover).collect(),
            alone: found.alone.lines.iter().map(member).collect(),
            in_no_program: found.in_no_program.lines.iter().map(member).collect(),
            back: found.back.lines.iter().map(member).collect(),
            away: found.away.lines.iter().map(member).collect(),
            staff: found.peers.iter().map(|peer| pick(peer.staff, &peer.name, typed.text("away"))).collect(),
            stand_ins: stand_ins.iter().map(|(id, name)| pick(id, name, typed.text("staff"))).collect(),
            typed,
            wrong,
            desk,
            wishes,
            resets,
            alerts,
        },
    )
}
