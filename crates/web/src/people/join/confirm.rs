//! `POST /work/{agency}/members/{member}/joins/{code}`: is that them?

use crate::app::App;
use crate::form::Posted;
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::{JoinId, MemberId};
use service::Session;
use service::people::Claimed;

/// Somebody who joined and waits for a yes.
pub struct JoinedNow {
    /// What they like to be called.
    pub called: String,
    /// The number that stands on both screens.
    pub number: i64,
    /// Where the answer goes.
    pub action: String,
}

/// As a page shows it; `base` is the address of the chart.
pub fn waiting(base: &str, called: &str, claimed: Claimed) -> JoinedNow {
    JoinedNow { called: called.to_owned(), number: claimed.number, action: format!("{base}/joins/{}", claimed.code) }
}

/// Everyone of the reader's caseload who waits. It blocks.
pub fn joined_now(house: &service::House, session: &Session, slug: &str) -> Result<Vec<JoinedNow>, service::Fault> {
    let found = service::people::waiting_joins(house, session)?;
    let one = |one: &service::people::Waiting| {
        waiting(&format!("/work/{slug}/members/{}", one.member), &one.called, one.claimed)
    };
    Ok(found.iter().map(one).collect())
}

/// Yes or no.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = posted.visit.staff(&slug)?;
    let command = posted.fields.command()?;
    let (member, code): (MemberId, JoinId) = (at.id("member")?, at.id("code")?);
    let yes = match posted.fields.text("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(Trouble::Unreadable),
    };
    ask(move || service::people::confirm_join(&app.house, &session, command, member, code, yes)).await?;
    let back = format!("/work/{slug}/members/{member}");
    Ok(see_saying(&back, if yes { "join-yes" } else { "join-no" }))
}
