//! `GET` and `POST /sign-in/hat` and `/hat`: in which of one's hats to go on.

use super::steps::{go_on, prefix, start_of, too_late};
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see};
use crate::session::{Visit, cookie_name, set_cookie};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use http::header::SET_COOKIE;
use service::people::HatChoice;
use service::people::keys::{self, Hat, Step};

struct HatRow {
    value: String,
    name: String,
    title: String,
    worn: bool,
    own: bool,
    shared: bool,
}

#[derive(Template)]
#[template(path = "keys/hats.html")]
struct HatsPage {
    page: Page,
    action: String,
    hats: Vec<HatRow>,
}

fn show(app: &App, visit: &Visit, action: String, hats: Vec<Hat>) -> Reply {
    let page = Page::titled(app, visit, Face::Public, "hat-title");
    let row = |hat: Hat| HatRow {
        value: hat.choice.to_string(),
        own: hat.choice == HatChoice::Member,
        shared: hat.choice == HatChoice::Supporter,
        name: hat.agency.unwrap_or_else(|| {
            let own = if hat.choice == HatChoice::Supporter { "hat-shared" } else { "hat-own" };
            page.t(own).into_owned()
        }),
        title: hat.title,
        worn: hat.worn,
    };
    let hats = hats.into_iter().map(row).collect();
    html(&HatsPage { page, action, hats })
}

/// Asks somebody who has just proved who they are.
pub async fn first_page(State(app): State<App>, visit: Visit) -> Reply {
    let (house, ticket) = (app.house.clone(), visit.ticket.clone());
    match ask(move || keys::hats_of_ticket(&house, &ticket)).await {
        Ok(hats) => show(&app, &visit, format!("{}/sign-in/hat", prefix(&visit)), hats),
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

/// In, with the hat of one's choice.
pub async fn first(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let choice: HatChoice = fields.text("hat").parse().map_err(|_| Trouble::Unreadable)?;
    let (house, ticket) = (app.house.clone(), visit.ticket.clone());
    match ask(move || keys::choose_hat(&house, &ticket, choice)).await {
        Ok(signed) => go_on(&app, &visit, &Step::In(signed)).await,
        Err(Trouble::Refused(_)) => Ok(too_late(&visit)),
        Err(other) => Err(other),
    }
}

/// The hats to change between.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    let house = app.house.clone();
    let hats = ask(move || keys::hats(&house, &session)).await?;
    show(&app, &visit, "/hat".to_owned(), hats)
}

/// Changes the hat; the session's secret is a new one.
pub async fn change(State(app): State<App>, Posted { visit, fields }: Posted) -> Reply {
    let session = visit.signed_in()?;
    let choice: HatChoice = fields.text("hat").parse().map_err(|_| Trouble::Unreadable)?;
    let house = app.house.clone();
    let signed = ask(move || keys::change_hat(&house, &session, choice)).await?;
    let cookie = set_cookie(&app, cookie_name(&app), &signed.token);
    Ok(([(SET_COOKIE, cookie)], see(&start_of(&app, &signed.session).await?)).into_response())
}
