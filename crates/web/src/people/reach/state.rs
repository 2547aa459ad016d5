//! `GET` and `POST /work/{agency}/members/{member}/state`: where a member's life stands.

use super::look::say;
use super::to_change;
use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::people::{AwayKind, MemberState};
use service::people::{NewState, Reach};

#[derive(Template)]
#[template(path = "reach/state.html")]
struct StatePage {
    page: Page,
    back: String,
    called: String,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    since: String,
    until: String,
    asks: bool,
    wrong: Wrong,
}

/// The form.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let reach = to_change(&place, &app).await?;
    show(&app, &visit, &place, &reach, None, Wrong::default())
}

fn show(app: &App, visit: &Visit, place: &Place, reach: &Reach, typed: Option<&Fields>, wrong: Wrong) -> Reply {
    let text = |name: &str, known: &str| typed.map_or(known, |fields| fields.text(name)).to_owned();
    let state = text("state", reach.presence.state().code());
    let kind = text("away", reach.presence.away().map_or("", AwayKind::code));
    let states =
        choices(visit.lang, "member-state", MemberState::ALL.iter().map(|one| one.code()), |code| code == state);
    let mut kinds =
        vec![Choice { value: String::new(), label: say(visit.lang, "away-kind-none"), chosen: kind.is_empty() }];
    kinds.extend(choices(visit.lang, "away-kind", AwayKind::ALL.iter().map(|one| one.code()), |code| code == kind));
    let form = StatePage {
        page: Page::titled(app, visit, place.face, "state-title"),
        back: place.back.clone(),
        called: reach.called.clone(),
        states,
        kinds,
        since: text("since", ""),
        until: text("until", &reach.until.map(|until| until.to_string()).unwrap_or_default()),
        asks: !wrong.at("sure").is_empty(),
        wrong,
    };
    html_with(form.wrong.status(), &form)
}

/// Changes it.
pub async fn save(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_reach(&visit, &at)?;
    let command = fields.command()?;
    let outcome = match (fields.date("since"), fields.date("until")) {
        (Ok(since), Ok(until)) => {
            let new = NewState {
                state: fields.code("state")?.ok_or(Trouble::Unreadable)?,
                away: fields.code("away")?,
                since,
                until,
                sure: fields.text("sure") == "yes",
            };
            let (house, one) = (app.house.clone(), place.clone());
            ask(move || service::people::change_state(&house, &one.session, command, one.member, new)).await
        }
        (since, until) => Err(Trouble::Invalid(since.err().into_iter().chain(until.err()).collect())),
    };
    match outcome {
        Ok(()) => Ok(see_saying(&place.back, "saved")),
        Err(Trouble::Invalid(errors)) => {
            let reach = to_change(&place, &app).await?;
            show(&app, &visit, &place, &reach, Some(&fields), Wrong::of(&visit, &errors))
        }
        Err(other) => Err(other),
    }
}
