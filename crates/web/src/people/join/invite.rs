//! `GET` and `POST /work/{agency}/members/{member}/invite`: a code to join with, shown once.

use super::confirm::{JoinedNow, waiting};
use super::qr::{Qr, qr};
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::MemberId;
use service::people::{NewCode, Standing};

#[derive(Template)]
#[template(path = "work/invite.html")]
struct InvitePage {
    page: Page,
    back: String,
    called: String,
    joined: bool,
    open: bool,
    waiting: Option<JoinedNow>,
    code: Option<Shown>,
}

struct Shown {
    code: String,
    address: String,
    qr: Option<Qr>,
}

/// Where the invitation stands.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, None).await
}

/// Makes a code; an earlier one ends.
pub async fn make(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.staff(at.text("agency"))?;
    let command = posted.fields.command()?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let made = ask(move || service::people::invite(&house, &session, command, member)).await?;
    show(&app, &posted.visit, &at, Some(made)).await
}

async fn show(app: &App, visit: &Visit, at: &Params, made: Option<NewCode>) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let (found, called) = ask(move || {
        let found = service::people::invitation(&house, &session, member)?;
        let called = service::people::member(&house, &session, member)?.line.called;
        Ok::<_, service::Fault>((found, called))
    })
    .await?;
    let back = format!("/work/{slug}/members/{member}");
    // The code stands behind the `#`, which no browser sends and no server writes down.
    let code = made.map(|made| Shown {
        qr: qr(&format!("{}/join#{}", app.public_url, made.code)),
        address: format!("{}/join", app.public_url.split_once("://").map_or(app.public_url.as_str(), |(_, rest)| rest)),
        code: made.code,
    });
    let waiting = match found.standing {
        Standing::Waiting(claimed) => Some(waiting(&back, &called, claimed)),
        _ => None,
    };
    html(&InvitePage {
        page: Page::titled(app, visit, Face::Work, "invite-title"),
        open: matches!(found.standing, Standing::Open(_)),
        joined: found.joined,
        back,
        called,
        waiting,
        code,
    })
}
