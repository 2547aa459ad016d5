//! `/work/{agency}/members/{member}/new-start`: "they lost their PIN". One asks, another agrees, a code is made.

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{MemberId, RowId};
use service::Session;
use service::people::{NewCode, Reset, ResetWaiting, RestartWaiting};

#[derive(Template)]
#[template(path = "work/new_start.html")]
struct NewStartPage {
    page: Page,
    back: String,
    called: String,
    joined: bool,
    open: Option<Reset>,
    code: Option<String>,
    address: String,
}

/// Where it stands.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, None).await
}

async fn show(app: &App, visit: &Visit, at: &Params, made: Option<NewCode>) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let (found, called) = ask(move || {
        let found = service::people::reset(&house, &session, member)?;
        Ok::<_, service::Fault>((found, service::people::member(&house, &session, member)?.line.called))
    })
    .await?;
    let host = app.public_url.split_once("://").map_or(app.public_url.as_str(), |(_, rest)| rest);
    html(&NewStartPage {
        page: Page::titled(app, visit, Face::Work, "new-start-title"),
        back: format!("/work/{slug}/members/{member}"),
        called,
        joined: found.joined,
        open: found.open,
        code: made.map(|made| made.code),
        address: format!("{host}/join"),
    })
}

/// One step of it.
pub async fn act(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let command = fields.command()?;
    let member: MemberId = at.id("member")?;
    let reset: Option<RowId> = fields.code("reset")?;
    let to = format!("/work/{slug}/members/{member}/new-start");
    let house = app.house.clone();
    match (fields.text("step"), reset) {
        ("ask", _) => {
            ask(move || service::people::ask_reset(&house, &session, command, member)).await?;
            Ok(see_saying(&to, "reset-asked"))
        }
        ("agree", Some(reset)) => {
            ask(move || service::people::agree_reset(&house, &session, command, member, reset)).await?;
            Ok(see_saying(&to, "reset-agreed"))
        }
        ("code", Some(reset)) => {
            let made = ask(move || service::people::reset_code(&house, &session, command, member, reset)).await?;
            show(&app, &visit, &at, Some(made)).await
        }
        ("stop", _) => {
            ask(move || service::people::stop_reset(&house, &session, command, member)).await?;
            Ok(see_saying(&to, "reset-stopped"))
        }
        _ => Err(Trouble::Unreadable),
    }
}

/// A request in the list of those that wait for a second yes.
pub struct ResetRow {
    /// What the member likes to be called, or the name of somebody who works here.
    pub called: String,
    /// Who asked.
    pub asked_by: String,
    /// Whether the reader asked.
    pub mine: bool,
    /// Where it is answered.
    pub href: String,
}

/// Requests that the reader can see. It blocks.
pub fn reset_rows(house: &service::House, session: &Session, slug: &str) -> Result<Vec<ResetRow>, service::Fault> {
    let row = |one: ResetWaiting| ResetRow {
        href: format!("/work/{slug}/members/{}/new-start", one.member),
        called: one.called,
        asked_by: one.asked_by,
        mine: one.asked_by_me,
    };
    let members = service::people::resets_waiting(house, session)?.into_iter().map(row);
    Ok(members.chain(restart_rows(house, session, slug)?).collect())
}

/// Requests of staff that the reader can see. It blocks.
pub fn restart_rows(house: &service::House, session: &Session, slug: &str) -> Result<Vec<ResetRow>, service::Fault> {
    let row = |one: RestartWaiting| ResetRow {
        href: format!("/agency/{slug}/people/{}/new-start", one.staff),
        called: one.name,
        asked_by: one.asked_by,
        mine: one.asked_by_me,
    };
    Ok(service::people::restarts_waiting(house, session)?.into_iter().map(row).collect())
}
