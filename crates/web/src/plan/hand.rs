//! `…/plan/hand-over`: the device goes to the member, open on this one plan. `/take-back`: it comes back.

use super::chart::Chart;
use super::origin::Came;
use crate::app::App;
use crate::form::{Fields, Posted};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use service::Session;
use service::plan::TakenBack;

#[derive(Template)]
#[template(path = "plan/hand_over.html")]
struct HandOverPage {
    page: Page,
    base: String,
    called: String,
    has_pin: bool,
    came: Came,
}

#[derive(Template)]
#[template(path = "plan/take_back.html")]
struct TakeBackPage {
    page: Page,
    passkey: bool,
    came: Came,
}

/// Before it is handed over: what happens, and the PIN that takes it back.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, Came::default()).await
}

async fn show(app: &App, visit: &Visit, chart: &Chart, came: Came) -> Reply {
    let view = super::open::look(app, chart).await?;
    if !view.may_hand_over {
        return Err(Trouble::Absent);
    }
    let (house, session) = (app.house.clone(), chart.session.clone());
    let has_pin = ask(move || service::plan::has_pin(&house, &session)).await?;
    let mut page = Page::titled(app, visit, chart.face, "hand-title");
    page.conversation = true;
    let page = HandOverPage { page, base: chart.base.clone(), called: view.called, has_pin, came };
    html_with(page.came.status(), &page)
}

/// Hands it over.
pub async fn over(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let pin = fields.text("pin");
    let new = (!pin.is_empty()).then(|| (pin.to_owned(), fields.text("pin_again").to_owned()));
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::hand_over(&house, &one.session, command, one.member, new)).await {
        Ok(()) => Ok(see(&format!("{}/together", chart.base))),
        Err(Trouble::Invalid(errors)) => {
            // A secret that was typed is not shown again.
            let came = Came::back(&visit, Fields::default(), &errors);
            show(&app, &visit, &chart, came).await
        }
        Err(other) => Err(other),
    }
}

/// `GET /take-back`
pub async fn take_back_page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.signed_in()?;
    if session.narrowed_to.is_none() {
        return Err(Trouble::Absent);
    }
    ask_for_it(&app, &visit, Came::default()).await
}

async fn ask_for_it(app: &App, visit: &Visit, came: Came) -> Reply {
    let (house, session) = (app.house.clone(), visit.signed_in()?);
    let passkey = ask(move || service::people::keys::has_passkey(&house, &session)).await?;
    let mut page = Page::titled(app, visit, Face::Work, "take-back-title");
    page.conversation = true;
    let page = TakeBackPage { page, passkey, came };
    html_with(page.came.status(), &page)
}

/// The plan that the two were in: the peer goes on there.
async fn plan_in_hand(app: &App, session: &Session) -> Result<String, Trouble> {
    let (house, who) = (app.house.clone(), session.clone());
    let member = ask(move || service::plan::handed_over_for(&house, &who)).await?;
    Ok(match (member, &session.agency_slug) {
        (Some(member), Some(slug)) => format!("/work/{slug}/members/{member}/plan"),
        _ => crate::session::home(session),
    })
}

/// The session of a worker: nobody else hands a device over.
fn workers(visit: &Visit) -> Result<Session, Trouble> {
    let session = visit.signed_in()?;
    if session.is_staff() { Ok(session) } else { Err(Trouble::Absent) }
}

/// `POST /take-back`
pub async fn take_back(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = workers(&visit)?;
    let home = plan_in_hand(&app, &session).await?;
    let (house, secret) = (app.house.clone(), fields.text("secret").to_owned());
    match ask(move || service::plan::take_back(&house, &session, &secret)).await {
        Ok(TakenBack::Back) => Ok(see_saying(&home, "taken-back")),
        Ok(TakenBack::Ended) => {
            let sign_in = if visit.lang == domain::lang::Lang::Es { "/es/sign-in" } else { "/sign-in" };
            Ok(see_saying(sign_in, "take-back-ended"))
        }
        Err(Trouble::Invalid(errors)) => {
            let came = Came::back(&visit, Fields::default(), &errors);
            ask_for_it(&app, &visit, came).await
        }
        Err(other) => Err(other),
    }
}

/// `POST /take-back/passkey/begin`: what to ask of the peer's passkey.
pub async fn passkey_begin(State(app): State<App>, posted: Posted) -> Reply {
    let session = workers(&posted.visit)?;
    let asked =
        ask(move || service::people::keys::start_confirm_with_passkey(&app.house, &app.public_url, &session)).await?;
    Ok(Json(asked).into_response())
}

/// `POST /take-back/passkey`
pub async fn passkey(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = workers(&visit)?;
    let home = plan_in_hand(&app, &session).await?;
    let (own, ticket, credential) =
        (app.clone(), fields.text("ticket").to_owned(), fields.text("credential").to_owned());
    let taken =
        ask(move || service::plan::take_back_with_passkey(&own.house, &own.public_url, &session, &ticket, &credential))
            .await;
    match taken {
        Ok(()) => Ok(see_saying(&home, "taken-back")),
        Err(Trouble::Invalid(errors)) => ask_for_it(&app, &visit, Came::back(&visit, Fields::default(), &errors)).await,
        Err(other) => Err(other),
    }
}

/// Whether an address may be opened while the device is handed over. The rest is not there,
/// whoever types it: the service narrows what it gives, this narrows what it says.
pub fn open_while_handed_over(path: &str, slug: Option<&str>) -> bool {
    let ways_out = ["/quick-exit", "/still-here", "/away", "/crisis", "/es/crisis"];
    let ways_back = ["/take-back", "/take-back/passkey", "/take-back/passkey/begin"];
    if ways_out.contains(&path) || ways_back.contains(&path) {
        return true;
    }
    let Some(rest) = path.strip_prefix("/work/") else { return false };
    let mut parts = rest.split('/');
    let agency = parts.next();
    let plan = (parts.next(), parts.next().map(str::is_empty), parts.next());
    agency == slug && plan == (Some("members"), Some(false), Some("plan"))
}

#[cfg(test)]
mod tests {
    use super::open_while_handed_over as open;

    #[test]
    fn only_the_plan_and_the_ways_out_are_there() {
        for path in ["/work/river/members/0a/plan", "/work/river/members/0a/plan/goals/1", "/take-back", "/quick-exit"]
        {
            assert!(open(path, Some("river")), "{path}");
        }
        for path in [
            "/",
            "/work/river",
            "/work/river/members",
            "/work/river/members/0a",
            "/work/river/members/0a/planx",
            "/work/river/members//plan",
            "/work/other/members/0a/plan",
            "/me",
            "/account",
            "/sign-in",
            "/sign-out",
            "/meetings",
            "/language",
        ] {
            assert!(!open(path, Some("river")), "{path}");
        }
    }
}
