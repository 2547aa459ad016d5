//! `/work/{agency}/members`: find somebody, or open a chart after a look at who is here.
//! A name that is sought travels in a form, never in an address: addresses stay behind on shared machines and in logs.

use super::line::{Person, person};
use super::pick::{Pick, pick};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use service::Session;
use service::people::{Found, NewMember, Registration, offers};
use words::words;

/// Somebody who may be meant: the least that helps.
struct Hit {
    called: String,
    href: String,
    pronouns: String,
    state: String,
    state_label: String,
    peer: String,
    word_here: Option<String>,
    /// Where the page is opened in an emergency, if the reader may.
    open: String,
}

#[derive(Template)]
#[template(path = "work/members.html")]
struct MembersPage {
    page: Page,
    slug: String,
    query: String,
    people: Vec<Person>,
    next: String,
    hits: Vec<Hit>,
    elsewhere: bool,
    asked: bool,
    command: String,
    typed: Typed,
    programs: Vec<Pick>,
    may_register: bool,
    wrong: Wrong,
}

/// Those one works with, or those whom a search finds.
pub async fn members(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, Typed::default(), Wrong::default(), Sought::Nobody).await
}

/// `POST /work/{agency}/members/find`: those whom a name may mean.
pub async fn find(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let query: String = fields.text("q").trim().chars().take(200).collect();
    let sought = if query.is_empty() { Sought::Nobody } else { Sought::Named(query) };
    show(&app, &visit, session, Typed::default(), Wrong::default(), sought).await
}

/// Opens a chart by one answer: what somebody likes to be called.
pub async fn register(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let command = fields.command()?;
    let typed = Typed {
        called: fields.text("called").to_owned(),
        lang: fields.text("lang").to_owned(),
        program: fields.text("program").to_owned(),
        command: command.to_string(),
    };
    let new = NewMember {
        called: typed.called.clone(),
        lang: Lang::from_tag(&typed.lang).unwrap_or_default(),
        program: fields.code("program")?,
        someone_new: fields.text("someone_new") == "yes",
    };
    let (house, who) = (app.house.clone(), session.clone());
    match ask(move || service::people::welcome(&house, &who, command, new)).await {
        Ok(Registration::Done { member, may_open: true }) => {
            Ok(see_saying(&format!("/work/{slug}/members/{member}"), "registered"))
        }
        Ok(Registration::Done { .. }) => Ok(see_saying(&format!("/work/{slug}/members"), "registered-here")),
        Ok(Registration::Likely(found)) => {
            show(&app, &visit, session, typed, Wrong::default(), Sought::Likely(found)).await
        }
        Err(Trouble::Invalid(errors)) => {
            show(&app, &visit, session, typed, Wrong::of(&visit, &errors), Sought::Nobody).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Default)]
struct Typed {
    called: String,
    lang: String,
    program: String,
    command: String,
}

/// Whom the page is about.
enum Sought {
    /// Nobody in particular: those one walks beside.
    Nobody,
    /// Whoever has a name like this.
    Named(String),
    /// Those who may be the one who is about to be registered.
    Likely(Found),
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Typed, wrong: Wrong, sought: Sought) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let (house, offer) = (app.house.clone(), offers(&session));
    if !offer.find && !offer.caseload {
        return Err(Trouble::Absent);
    }
    let after = visit.asked("after").parse().ok();
    let (query, asked) = match &sought {
        Sought::Named(query) => (query.clone(), false),
        other => (String::new(), matches!(other, Sought::Likely(_))),
    };
    let (lines, found, programs) = ask(move || {
        let programs = if offer.register { service::people::programs_to_join(&house, &session)? } else { Vec::new() };
        let caseload = offer.caseload && matches!(sought, Sought::Nobody);
        let found = match sought {
            Sought::Likely(found) => found,
            Sought::Nobody => Found::default(),
            Sought::Named(query) => service::people::find_members(&house, &session, &query)?,
        };
        let lines = if caseload {
            service::people::caseload_after(&house, &session, after)?
        } else {
            service::people::MemberList::default()
        };
        Ok::<_, service::Fault>((lines, found, programs))
    })
    .await?;
    let hit = |found: &service::people::Match| Hit {
        called: found.called.clone(),
        href: if found.may_open {
            format!("/work/{slug}/members/{}", found.id)
        } else if offer.coverage {
            format!("/work/{slug}/members/{}/programs", found.id)
        } else {
            String::new()
        },
        pronouns: found.pronouns.clone().unwrap_or_default(),
        state_label: match found.state.as_str() {
            "active" => String::new(),
            state => words().say(visit.lang, &format!("member-state-{state}")).into_owned(),
        },
        state: found.state.clone(),
        peer: found.peer.clone().unwrap_or_default(),
        word_here: found.word_here.clone(),
        open: if offer.glass && !found.may_open {
            format!("/work/{slug}/members/{}/open", found.id)
        } else {
            String::new()
        },
    };
    let page = Page::titled(app, visit, Face::Work, "nav-members");
    html_with(
        wrong.status(),
        &MembersPage {
            page,
            query,
            next: lines.next.map(|next| format!("/work/{slug}/members?after={next}")).unwrap_or_default(),
            people: lines.lines.iter().map(|line| person(visit.lang, &slug, line)).collect(),
            hits: found.matches.iter().map(hit).collect(),
            elsewhere: found.elsewhere,
            asked,
            command: typed.command.clone(),
            programs: programs.iter().map(|program| pick(program.id, &program.name, &typed.program)).collect(),
            may_register: offer.register,
            typed,
            slug: slug.clone(),
            wrong,
        },
    )
}
