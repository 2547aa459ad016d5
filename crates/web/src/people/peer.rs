//! `/work/{agency}/members/{member}/peer`: who walks beside a member: give, hand over, cover, end, and the history.

use super::head::{Head, head};
use super::pick::{Pick, day, pick, picked, span};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{AssignmentId, MemberId, StaffId};
use domain::notice::Arg;
use domain::people::AssignmentKind;
use service::Session;
use words::words;

struct Line {
    id: String,
    name: String,
    kind: String,
    days: String,
    now: bool,
    may_end: bool,
}

#[derive(Template)]
#[template(path = "work/peer.html")]
struct PeerPage {
    page: Page,
    head: Head,
    base: String,
    lines: Vec<Line>,
    has_peer: bool,
    people: Vec<Pick>,
    typed: Fields,
    wrong: Wrong,
}

/// Who walks beside a member.
pub async fn peer(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, at.id("member")?, Fields::default(), Wrong::default()).await
}

/// Gives, hands over, covers or ends, as the form says.
pub async fn change_peer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let member: MemberId = at.id("member")?;
    match act(&app, session.clone(), member, &fields).await {
        Ok(said) => Ok(see_saying(&format!("/work/{}/members/{member}/peer", at.text("agency")), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, member, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, member: MemberId, fields: &Fields) -> Result<&'static str, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    let (from, until) = (day(fields, "from")?, day(fields, "until")?);
    match fields.text("what") {
        "end" => {
            let id: AssignmentId = picked(fields, "assignment")?;
            ask(move || service::people::end_assignment(&house, &session, command, member, id, None)).await?;
            Ok("walk-ended")
        }
        "transfer" => {
            let to: StaffId = picked(fields, "staff")?;
            ask(move || service::people::transfer(&house, &session, command, member, to, from)).await?;
            Ok("handed-over")
        }
        "second" => {
            let who: StaffId = picked(fields, "staff")?;
            let kind = AssignmentKind::Second;
            ask(move || service::people::assign(&house, &session, command, member, who, kind, from)).await?;
            Ok("walk-given")
        }
        "cover" => {
            let by: StaffId = picked(fields, "staff")?;
            ask(move || service::people::cover(&house, &session, command, member, by, from, until)).await?;
            Ok("cover-set")
        }
        _ => Err(Trouble::Unreadable),
    }
}

async fn show(app: &App, visit: &Visit, session: Session, member: MemberId, typed: Fields, wrong: Wrong) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let house = app.house.clone();
    let (found, people) = ask(move || {
        let people = service::people::people_to_give(&house, &session, member)?;
        Ok::<_, service::Fault>((service::people::walk_history(&house, &session, member)?, people))
    })
    .await?;
    let line = |walk: &service::people::Walk| {
        let kind = words().say(visit.lang, &format!("assign-kind-{}", walk.kind.code())).into_owned();
        let kind = match &walk.covers {
            Some(name) => words().say_with(visit.lang, "assign-covers", &[("name", Arg::from(name.as_str()))]),
            None => kind,
        };
        Line {
            id: walk.id.to_string(),
            name: walk.name.clone(),
            kind,
            days: span(visit, walk.from, walk.until),
            now: walk.now,
            may_end: walk.now || walk.open,
        }
    };
    let option = |person: &service::people::PersonToGive| {
        let args = [("name", Arg::from(person.name.as_str())), ("count", Arg::from(person.members))];
        pick(person.id, words().say_with(visit.lang, "assign-person", &args), typed.text("staff"))
    };
    html_with(
        wrong.status(),
        &PeerPage {
            page: Page::titled(app, visit, Face::Work, "assign-title"),
            head: head(visit, &slug, member, &found.called, "peer", found.opens),
            base: format!("/work/{slug}/members/{member}/peer"),
            has_peer: found.walks.iter().any(|walk| walk.open && walk.kind == AssignmentKind::Primary),
            lines: found.walks.iter().map(line).collect(),
            people: people.iter().map(option).collect(),
            typed,
            wrong,
        },
    )
}

impl PeerPage {
    /// What was wrong with a field, in the form that was sent.
    fn wrong_in(&self, mine: &bool, field: &str) -> &str {
        if *mine { self.wrong.at(field) } else { "" }
    }

    /// What was typed, in the form that was sent.
    fn typed_in(&self, mine: &bool, field: &str) -> &str {
        if *mine { self.typed.text(field) } else { "" }
    }
}
