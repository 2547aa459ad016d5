//! `/work/{agency}/members/{member}/peer`: who walks beside a member: give, hand over, cover, end, and the history.

use super::at::AtChart;
use super::head::{Head, head};
use super::pick::{Pick, day, pick, picked, span};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{AssignmentId, StaffId};
use domain::notice::Arg;
use domain::people::AssignmentKind;
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
    sent: &'static str,
    lines: Vec<Line>,
    has_peer: bool,
    people: Vec<Pick>,
    typed: Fields,
    wrong: Wrong,
}

/// Who walks beside a member.
pub async fn peer(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = AtChart::of(&visit, &at, "peer")?;
    show(&app, &visit, &place, "", Fields::default(), Wrong::default()).await
}

/// `POST …/peer/transfer`: gives a peer, or hands over to another.
pub async fn hand_over(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "peer")?;
    let done = async {
        let (command, to): (_, StaffId) = (fields.command()?, picked(&fields, "staff")?);
        let (house, one, from) = (app.house.clone(), place.clone(), day(&fields, "from")?);
        ask(move || service::people::transfer(&house, &one.session, command, one.member, to, from)).await
    };
    let done = done.await.map(|_| "handed-over");
    finish(&app, &visit, &place, ("transfer", fields), done).await
}

/// `POST …/peer/second`: somebody comes along.
pub async fn second(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "peer")?;
    let done = async {
        let (command, who): (_, StaffId) = (fields.command()?, picked(&fields, "staff")?);
        let (house, one, from) = (app.house.clone(), place.clone(), day(&fields, "from")?);
        let kind = AssignmentKind::Second;
        ask(move || service::people::assign(&house, &one.session, command, one.member, who, kind, from)).await
    };
    let done = done.await.map(|_| "walk-given");
    finish(&app, &visit, &place, ("second", fields), done).await
}

/// `POST …/peer/cover`: somebody stands in.
pub async fn cover(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "peer")?;
    let done = async {
        let (command, by): (_, StaffId) = (fields.command()?, picked(&fields, "staff")?);
        let (from, until) = (day(&fields, "from")?, day(&fields, "until")?);
        let (house, one) = (app.house.clone(), place.clone());
        ask(move || service::people::cover(&house, &one.session, command, one.member, by, from, until)).await
    };
    let done = done.await.map(|_| "cover-set");
    finish(&app, &visit, &place, ("cover", fields), done).await
}

/// `POST …/peer/end`: an assignment ends today.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "peer")?;
    let done = async {
        let (command, id): (_, AssignmentId) = (fields.command()?, picked(&fields, "assignment")?);
        let (house, one) = (app.house.clone(), place.clone());
        ask(move || service::people::end_assignment(&house, &one.session, command, one.member, id, None)).await
    };
    let done = done.await.map(|()| "walk-ended");
    finish(&app, &visit, &place, ("end", fields), done).await
}

/// Back to the page that says what was done, or the same form with what was wrong.
async fn finish(
    app: &App,
    visit: &Visit,
    place: &AtChart,
    (sent, typed): (&'static str, Fields),
    done: Result<&'static str, Trouble>,
) -> Reply {
    match done {
        Ok(said) => Ok(see_saying(&place.base, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(visit, &errors);
            show(app, visit, place, sent, typed, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, place: &AtChart, sent: &'static str, typed: Fields, wrong: Wrong) -> Reply {
    let AtChart { session, member, base } = place.clone();
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
            base,
            sent,
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
