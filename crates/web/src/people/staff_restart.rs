//! `/agency/{agency}/people/{staff}/new-start`: they lost their passphrase or second step. One asks, another agrees,
//! a code is made.

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{CommandId, RowId, StaffId};
use service::people::{self, NewCode, Restart};
use service::{Fault, House, Session};

#[derive(Template)]
#[template(path = "agency/new_start.html")]
struct RestartPage {
    page: Page,
    base: String,
    back: String,
    name: String,
    username: String,
    signed_in: bool,
    own: bool,
    open: Option<Restart>,
    code: Option<String>,
}

/// Where it stands.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, None).await
}

async fn show(app: &App, visit: &Visit, at: &Params, made: Option<NewCode>) -> Reply {
    let slug = at.text("agency");
    let session = visit.staff(slug)?;
    let staff: StaffId = at.id("staff")?;
    let house = app.house.clone();
    // Who may not see the agency's desk came from the team's page.
    let back = if people::offers(&session).agency {
        format!("/agency/{slug}/people/{staff}")
    } else {
        format!("/team/{slug}")
    };
    let found = ask(move || people::restart(&house, &session, staff)).await?;
    html(&RestartPage {
        page: Page::titled(app, visit, Face::Agency, "new-start-title"),
        base: format!("/agency/{slug}/people/{staff}/new-start"),
        back,
        name: found.name,
        username: found.username,
        signed_in: found.signed_in,
        own: found.own,
        open: found.open,
        code: made.map(|made| made.code),
    })
}

/// Who posts, about whom, under which command.
fn read(at: &Params, posted: &Posted) -> Result<(Session, CommandId, StaffId), crate::respond::Trouble> {
    Ok((posted.visit.staff(at.text("agency"))?, posted.fields.command()?, at.id("staff")?))
}

async fn done(
    app: &App,
    at: &Params,
    said: &'static str,
    act: impl FnOnce(&House) -> Result<(), Fault> + Send + 'static,
) -> Reply {
    let house = app.house.clone();
    ask(move || act(&house)).await?;
    Ok(see_saying(&format!("/agency/{}/people/{}/new-start", at.text("agency"), at.text("staff")), said))
}

/// The first yes.
pub async fn first(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let (session, command, staff) = read(&at, &posted)?;
    done(&app, &at, "reset-asked", move |house| people::ask_restart(house, &session, command, staff)).await
}

/// The second yes.
pub async fn second(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let (session, command, staff) = read(&at, &posted)?;
    let restart: RowId = at.id("restart")?;
    done(&app, &at, "reset-agreed", move |house| people::agree_restart(house, &session, command, staff, restart)).await
}

/// The code for their hand.
pub async fn code(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let (session, command, staff) = read(&at, &posted)?;
    let (house, restart): (House, RowId) = (app.house.clone(), at.id("restart")?);
    let made = ask(move || people::restart_code(&house, &session, command, staff, restart)).await?;
    show(&app, &posted.visit, &at, Some(made)).await
}

/// Nothing comes of it.
pub async fn stop(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let (session, command, staff) = read(&at, &posted)?;
    done(&app, &at, "reset-stopped", move |house| people::stop_restart(house, &session, command, staff)).await
}
