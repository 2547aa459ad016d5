//! `/me/sharing/{share}`: what one of them sees; wider, narrower, or nothing any more.

use super::form::{self, PartsForm, parts};
use super::list::{ShareRow, row, until};
use super::new::show_code;
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ShareId;
use domain::people::Reader;
use service::people::ShareOfChart;

#[derive(Template)]
#[template(path = "sharing/one.html")]
struct OnePage {
    page: Page,
    row: ShareRow,
    base: String,
    /// Whether they have not come in, so that a new code may be made.
    waits: bool,
    forms: Vec<PartsForm>,
    wrong: Wrong,
    /// The chart whose form came back.
    at: String,
}

/// What they see.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.id("share")?, &Fields::default(), Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, share: ShareId, fields: &Fields, wrong: Wrong) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let (found, charts) = ask(move || {
        let found = service::people::shares(&house, &session)?;
        Ok::<_, service::Fault>((found, service::people::own_charts(&house, &session)?))
    })
    .await?;
    let line = found.into_iter().find(|line| line.id == share).ok_or(Trouble::Absent)?;
    let lang = visit.lang;
    let at = if wrong.any() { fields.text("member").to_owned() } else { String::new() };
    let form = |member: String, agency: String| {
        if at == member {
            return PartsForm::typed(lang, fields, agency);
        }
        let now: Option<&ShareOfChart> = line.charts.iter().find(|one| one.member.to_string() == member);
        PartsForm {
            parts: parts(lang, |part| now.is_some_and(|one| one.parts.contains(&part))),
            on_a_day: now.is_some_and(|one| !one.asks_again),
            until_on: now.filter(|one| !one.asks_again).map(|one| one.last_day.to_string()).unwrap_or_default(),
            standing: now.map(|one| until(lang, one)).unwrap_or_default(),
            member,
            agency,
        }
    };
    let page = OnePage {
        page: Page::titled(app, visit, Face::Member, "share-one-title"),
        base: format!("/me/sharing/{share}"),
        waits: line.reader == Reader::Supporter && !line.joined,
        forms: charts.iter().map(|one| form(one.member.to_string(), one.agency_name.clone())).collect(),
        row: row(lang, &line),
        wrong,
        at: at.clone(),
    };
    html_with(page.wrong.status(), &page)
}

/// Changes what they see. It tells them nothing.
pub async fn change(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let share: ShareId = at.id("share")?;
    let command = fields.command()?;
    let done = match form::of(&fields) {
        Ok(of) => {
            let house = app.house.clone();
            ask(move || service::people::change_share(&house, &session, command, share, of)).await
        }
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => Ok(see_saying(&format!("/me/sharing/{share}"), "saved")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, share, &fields, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// A new code, where they have not come in.
pub async fn code(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let share: ShareId = at.id("share")?;
    let command = fields.command()?;
    let house = app.house.clone();
    let made = ask(move || service::people::new_share_code(&house, &session, command, share)).await?;
    show_code(&app, &visit, &format!("/me/sharing/{share}"), &made)
}

/// "Yes, go on."
pub async fn go_on(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let share: ShareId = at.id("share")?;
    let command = posted.fields.command()?;
    ask(move || service::people::go_on_sharing(&app.house, &session, command, share)).await?;
    Ok(see_saying("/me/sharing", "share-goes-on"))
}

/// Ends it.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let share: ShareId = at.id("share")?;
    let command = posted.fields.command()?;
    ask(move || service::people::end_share(&app.house, &session, command, share)).await?;
    Ok(see_saying("/me/sharing", "share-ended"))
}
