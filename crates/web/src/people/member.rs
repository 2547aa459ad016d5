//! `GET /work/{agency}/members/{member}`: who this is, at one glance.

use super::head::{Head, head};
use super::join::{JoinedNow, waiting};
use super::line::{Person, person};
use super::pick::{said, span};
use super::reach::{AllyView, ChannelView, Fact, ally_view, channel_view, safe_facts};
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

/// A label, what stands beside it, and perhaps a page.
pub struct Row {
    /// The label.
    pub label: String,
    /// What stands beside it.
    pub text: String,
    /// A page about it, or nothing.
    pub href: String,
}

#[derive(Template)]
#[template(path = "work/member.html")]
struct MemberPage {
    page: Page,
    head: Head,
    person: Person,
    full_name: String,
    lang_name: String,
    state_until: String,
    goals: Vec<String>,
    beside: Vec<Row>,
    programs: Vec<String>,
    charts: Vec<Row>,
    allies: Vec<Row>,
    may: Vec<String>,
    may_write: bool,
    invitation: Option<service::people::Invitation>,
    may_reset: bool,
    may_lock: bool,
    waiting: Vec<JoinedNow>,
    desk: Desk,
    may_read_plan: bool,
    may_assign: bool,
    safe: Vec<Fact>,
    channels: Vec<ChannelView>,
    invited: Vec<AllyView>,
    is_back: String,
    may_enrol: bool,
}

/// The overview.
pub async fn member(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: MemberId = at.id("member")?;
    let desk = Desk::member(&app, visit.lang, &slug, &session, id).await?;
    let house = app.house.clone();
    let (found, reach, invitation, may_reset, may_lock) = ask(move || {
        let found = service::people::member(&house, &session, id)?;
        let reach = service::people::reach(&house, &session, id)?;
        let invitation = service::people::invitation_if(&house, &session, id)?;
        // A lock ends what there is: who has no sign-in has none to end.
        let may_lock = reach.joined && service::people::may_lock(&house, &session, id)?;
        let may_reset = service::people::may_reset(&house, &session, id)?;
        Ok::<_, service::Fault>((found, reach, invitation, may_reset, may_lock))
    })
    .await?;
    let base = format!("/work/{slug}/members/{id}");
    let joined = invitation.and_then(|one| match one.standing {
        service::people::Standing::Waiting(claimed) => Some(waiting(&base, &found.line.called, claimed)),
        _ => None,
    });
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let since = |program: &service::people::ProgramLine| {
        let args = [("program", Arg::from(program.name.as_str())), ("date", Arg::from(program.starts_on))];
        words().say_with(visit.lang, "member-program-since", &args)
    };
    let beside = found.walks.iter().rev().filter(|walk| walk.now).map(|walk| Row {
        label: walk.name.clone(),
        text: format!(
            "{} · {}",
            say(&format!("assign-kind-{}", walk.kind.code())),
            span(&visit, walk.from, walk.until)
        ),
        href: String::new(),
    });
    let allies = found.family.allies.iter().map(|ally| Row {
        label: say(&format!("ally-relation-{}", ally.relation.code())),
        text: join(&[&ally.name, &ally.relation_words, if ally.signs { "✓" } else { "" }])
            .replace("✓", &say("family-signs-short")),
        href: String::new(),
    });
    html(&MemberPage {
        head: head(&visit, &slug, id, &found.line.called, "", true),
        person: person(visit.lang, &slug, &found.line),
        full_name: found.full_name.clone().unwrap_or_default(),
        lang_name: say(&format!("lang-name-{}", found.line.lang.tag())),
        state_until: said(&visit, found.state_until),
        goals: found.goals.clone(),
        beside: beside.collect(),
        programs: found.programs.iter().map(since).collect(),
        charts: found
            .family
            .charts
            .iter()
            .map(|chart| Row {
                label: chart.called.clone(),
                text: String::new(),
                href: format!("/work/{slug}/members/{}", chart.id),
            })
            .collect(),
        allies: allies.collect(),
        may: found.may.iter().map(|operation| say(&format!("may-{}", operation.code()))).collect(),
        may_write: found.may_write_plan,
        may_reset,
        may_lock,
        invitation,
        waiting: joined.into_iter().collect(),
        desk,
        may_read_plan: found.may_read_plan(),
        may_assign: found.may_assign(),
        safe: safe_facts(visit.lang, &reach),
        channels: reach.channels.iter().map(|one| channel_view(visit.lang, one)).collect(),
        invited: reach.allies.iter().filter(|one| one.invited).map(|one| ally_view(visit.lang, one)).collect(),
        may_enrol: found.may_enrol(),
        is_back: if found.is_back { said(&visit, found.state_until) } else { String::new() },
        page: Page::titled(&app, &visit, Face::Work, "member-title"),
    })
}

/// Words that are there, with commas.
pub fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}
