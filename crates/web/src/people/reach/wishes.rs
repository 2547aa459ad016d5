//! Wishes for another peer, on the desk of those who can answer them.

use crate::app::App;
use crate::form::Choice;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{MemberId, StaffId};
use service::Session;
use service::people::PersonToGive;

/// A wish in a list.
pub struct WishRow {
    /// What the member likes to be called.
    pub called: String,
    /// Who walks beside them now.
    pub now_with: String,
    /// Where it is answered.
    pub href: String,
}

/// The open wishes that the reader can answer. It blocks.
pub fn wish_rows(house: &service::House, session: &Session, slug: &str) -> Result<Vec<WishRow>, service::Fault> {
    let found = service::people::wishes(house, session)?;
    let row = |wish: service::people::Wish| WishRow {
        href: format!("/team/{slug}/wishes/{}", wish.member),
        called: wish.called,
        now_with: wish.now_with.unwrap_or_default(),
    };
    Ok(found.into_iter().map(row).collect())
}

/// The desk on which its reader found the wish: an administrator may have no team.
fn desk(visit: &Visit, slug: &str) -> String {
    let team = visit.session.as_ref().is_some_and(|session| service::people::offers(session).team);
    format!("/{}/{slug}", if team { "team" } else { "agency" })
}

#[derive(Template)]
#[template(path = "reach/wish.html")]
struct WishPage {
    page: Page,
    back: String,
    action: String,
    called: String,
    people: Vec<Choice>,
    wrong: Wrong,
}

/// Whom to give.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, at: &Params, wrong: Wrong) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let member: MemberId = at.id("member")?;
    let house = app.house.clone();
    let (wish, people) = ask(move || {
        let open = service::people::wishes(&house, &session)?;
        let wish = open.into_iter().find(|wish| wish.member == member).ok_or(service::Fault::Absent)?;
        Ok::<_, service::Fault>((wish, service::people::people_to_give(&house, &session, member)?))
    })
    .await?;
    let page = Page::titled(app, visit, Face::Team, "wish-title");
    let back = desk(visit, &slug);
    let choice = |one: PersonToGive| Choice {
        value: one.id.to_string(),
        label: format!("{} · {} ({})", one.name, one.title, one.members),
        chosen: false,
    };
    let people = people.into_iter().map(choice).collect();
    let action = format!("/team/{slug}/wishes/{member}");
    html_with(wrong.status(), &WishPage { page, back, action, called: wish.called, people, wrong })
}

/// Gives somebody else.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let command = fields.command()?;
    let member: MemberId = at.id("member")?;
    let to: Option<StaffId> = fields.code("staff")?;
    let house = app.house.clone();
    let outcome = match to {
        None => Err(Trouble::Invalid(vec![domain::notice::FieldError::new(
            "staff",
            domain::notice::Notice::new("assign-pick"),
        )])),
        Some(to) => ask(move || service::people::answer_wish(&house, &session, command, member, to)).await,
    };
    match outcome {
        Ok(()) => Ok(see_saying(&desk(&visit, &slug), "wish-answered")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &at, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}
