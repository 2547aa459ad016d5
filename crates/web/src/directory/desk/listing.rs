//! `GET` and `POST /listing/{token}`: the entry of a meeting for its contact, by a link that is good once.

use super::coded;
use super::form::{EntryFields, posted as posted_entry};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::notice::Arg;
use service::directory::{EntryForm, OwnerWord, Said};
use words::words;

#[derive(Template)]
#[template(path = "desk/listing.html")]
struct ListingPage {
    page: Page,
    here: String,
    name: String,
    when: String,
    place: String,
    source: String,
    steward: String,
    fresh: String,
    /// Its page for everyone; empty while it has none.
    public: String,
    /// What people said, each with how many and since when.
    said: Vec<(String, String)>,
    /// What people who were there ticked, and how many ticked anything.
    fit: Vec<String>,
    people: usize,
    used: bool,
    entry: EntryFields,
    wrong: Wrong,
}

/// The entry.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.text("token"), None, Wrong::default()).await
}

/// What the contact says of it.
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let form = posted_entry(&fields);
    let word = match fields.text("do") {
        "right" => OwnerWord::Right,
        "put-right" => OwnerWord::PutRight(form.clone()),
        "leave-out" => OwnerWord::LeaveOut,
        _ => return Err(Trouble::Unreadable),
    };
    let (house, token, command) = (app.house.clone(), at.text("token").to_owned(), fields.command()?);
    match ask(move || service::directory::answer_listing(&house, command, &token, &word)).await {
        Ok(()) => Ok(see(&visit.path)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, at.text("token"), Some(form), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, token: &str, typed: Option<EntryForm>, wrong: Wrong) -> Reply {
    let (house, secret) = (app.house.clone(), token.to_owned());
    let found = ask(move || service::directory::listing(&house, &secret)).await?;
    let meeting = &found.meeting;
    let place = [&meeting.place.name, &meeting.place.address, &meeting.place.city];
    let title = if found.used { "listing-done" } else { "listing-title" };
    let said = |said: &Said| {
        // A month, not a day: who was there that week could guess who it was.
        let args = [("count", Arg::from(said.people)), ("month", super::month(visit, said.days.1).into())];
        (coded(visit, "report-kind", said.kind.code()), words().say_with(visit.lang, "listing-said-people", &args))
    };
    let (fit, people) = crate::directory::tell::fit(visit, &found.standing);
    html_with(
        wrong.status(),
        &ListingPage {
            page: Page::titled(app, visit, Face::Public, title),
            here: format!("{}/listing/{token}", visit.lang.prefix()),
            name: meeting.name.to_string(),
            when: words().schedule(visit.lang, &meeting.schedule),
            place: place.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            source: found.standing.source.clone(),
            steward: found.standing.steward.clone(),
            fresh: coded(visit, "entry-fresh", super::entry::fresh(found.standing.freshness)),
            public: match found.shown {
                true => format!("{}/meetings/{}", visit.lang.prefix(), found.id),
                false => String::new(),
            },
            said: found.said.iter().map(said).collect(),
            fit,
            people,
            used: found.used,
            entry: EntryFields::of(visit, typed.unwrap_or_else(|| EntryForm::of(meeting))),
            wrong,
        },
    )
}
