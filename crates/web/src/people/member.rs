//! `GET /work/{agency}/members/{member}`: who this is, at one glance.

use super::join::{JoinedNow, waiting};
use super::line::{Person, person};
use crate::app::App;
use crate::desk::Desk;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::MemberId;
use domain::notice::Arg;
use words::words;

#[derive(Template)]
#[template(path = "work/member.html")]
struct MemberPage {
    page: Page,
    person: Person,
    peers: String,
    programs: Vec<String>,
    may_write: bool,
    invitation: Option<service::people::Invitation>,
    may_reset: bool,
    waiting: Vec<JoinedNow>,
    desk: Desk,
}

/// The overview.
pub async fn member(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: MemberId = at.id("member")?;
    let desk = Desk::member(&app, visit.lang, &slug, &session, id).await?;
    let house = app.house.clone();
    let (found, invitation, may_reset) = ask(move || {
        let found = service::people::member(&house, &session, id)?;
        let invitation = service::people::invitation_if(&house, &session, id)?;
        Ok::<_, service::Fault>((found, invitation, service::people::may_reset(&house, &session, id)?))
    })
    .await?;
    let base = format!("/work/{slug}/members/{id}");
    let joined = invitation.and_then(|one| match one.standing {
        service::people::Standing::Waiting(claimed) => Some(waiting(&base, &found.line.called, claimed)),
        _ => None,
    });
    let since = |program: &service::people::ProgramLine| {
        let args = [("program", Arg::from(program.name.as_str())), ("date", Arg::from(program.starts_on))];
        words().say_with(visit.lang, "member-program-since", &args)
    };
    html(&MemberPage {
        page: Page::titled(&app, &visit, Face::Work, "member-title"),
        person: person(visit.lang, &slug, &found.line),
        peers: found.peers.join(", "),
        programs: found.programs.iter().map(since).collect(),
        may_write: found.may_write_plan,
        may_reset,
        invitation,
        waiting: joined.into_iter().collect(),
        desk,
    })
}
