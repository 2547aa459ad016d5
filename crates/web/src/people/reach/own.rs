//! What the member alone sees and says: who has looked, "I would like someone else", and whom they bar.

use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::{Face, Page};
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html, html_with, see, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::StaffId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::Moment;
use service::people::{Colleague, Looked, Looker};
use words::words;

#[derive(Template)]
#[template(path = "reach/mine.html")]
struct MinePage {
    page: Page,
    charts: Vec<(String, String)>,
}

/// `GET /me/information`: straight to the only chart, or a choice.
pub async fn mine(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let charts = ask(move || service::people::own_charts(&house, &session)).await?;
    match charts.as_slice() {
        [one] => Ok(see(&format!("/me/information/{}", one.member))),
        _ => {
            let page = Page::titled(&app, &visit, Face::Member, "information-title");
            let charts = charts
                .into_iter()
                .map(|chart| (chart.agency_name, format!("/me/information/{}", chart.member)))
                .collect();
            html(&MinePage { page, charts })
        }
    }
}

/// A look, in words.
pub struct LookedRow {
    /// Who looked.
    pub who: String,
    /// What they did.
    pub what: String,
    /// When.
    pub when: String,
}

/// A look in the reader's words.
pub fn looked_row(lang: Lang, line: &Looked) -> LookedRow {
    let what = words().say(lang, &format!("did-{}", line.operation)).into_owned();
    let what = if line.times > 1 {
        words().say_with(lang, "looked-times", &[("what", Arg::from(what)), ("times", Arg::from(line.times))])
    } else {
        what
    };
    LookedRow {
        who: match &line.who {
            Looker::Staff { name, title } => format!("{name} · {title}"),
            Looker::Link { name, made_by } => words().say_with(
                lang,
                "looked-by-link",
                &[("name", Arg::from(name.as_str())), ("by", Arg::from(made_by.as_str()))],
            ),
            Looker::Supporter { name } => {
                words().say_with(lang, "looked-by-supporter", &[("name", Arg::from(name.as_str()))])
            }
        },
        what,
        when: format!("{} · {}", words().date_with_year(lang, line.on), words().time_of_day(lang, line.at)),
    }
}

#[derive(Template)]
#[template(path = "reach/looked.html")]
struct LookedPage {
    page: Page,
    base: String,
    rows: Vec<LookedRow>,
    older: String,
}

/// `GET /me/information/{member}/looked`
pub async fn looked(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let before = visit.asked("before").parse().ok().map(Moment::from_micros);
    let found = ask(move || service::people::looked(&house, &one.session, one.member, before)).await?;
    let rows = found.lines.iter().map(|line| looked_row(visit.lang, line)).collect();
    let older = found.older.map(|before| format!("{}/looked?before={}", place.base, before.micros()));
    let page = Page::titled(&app, &visit, Face::Member, "looked-title");
    html(&LookedPage { page, base: place.base, rows, older: older.unwrap_or_default() })
}

#[derive(Template)]
#[template(path = "reach/someone_else.html")]
struct SomeoneElsePage {
    page: Page,
    base: String,
    asked: bool,
    colleagues: Vec<Colleague>,
    barred: Vec<Colleague>,
    named: String,
    wrong: Wrong,
}

/// `GET /me/information/{member}/someone-else`
pub async fn someone_else(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    show(&app, &visit, &place, String::new(), Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, place: &Place, named: String, wrong: Wrong) -> Reply {
    let (house, one) = (app.house.clone(), place.clone());
    let (asked, colleagues, barred) = ask(move || {
        let barred = service::people::barred(&house, &one.session, one.member)?;
        let all = service::people::colleagues(&house, &one.session, one.member)?;
        let asked = service::people::open_wish(&house, &one.session, one.member)?.is_some();
        let free = all.into_iter().filter(|own| barred.iter().all(|other| other.id != own.id)).collect();
        Ok::<_, service::Fault>((asked, free, barred))
    })
    .await?;
    let page = Page::titled(app, visit, Face::Member, "someone-else-title");
    let base = place.base.clone();
    html_with(wrong.status(), &SomeoneElsePage { page, base, asked, colleagues, barred, named, wrong })
}

/// Asks for another peer, or takes that back.
pub async fn wish(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_reach(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let back = posted.fields.text("wish") == "back";
    let to = format!("{}/someone-else", place.base);
    ask(move || {
        if back {
            service::people::take_back_wish(&app.house, &place.session, command, place.member)
        } else {
            service::people::ask_for_another(&app.house, &place.session, command, place.member)
        }
    })
    .await?;
    Ok(see_saying(&to, if back { "wish-back" } else { "wish-made" }))
}

/// Bars a worker.
pub async fn bar(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_reach(&visit, &at)?;
    let command = fields.command()?;
    let picked: Option<StaffId> = fields.code("picked")?;
    let named = fields.text("named").to_owned();
    let (house, one, name) = (app.house.clone(), place.clone(), named.clone());
    match ask(move || service::people::bar(&house, &one.session, command, one.member, picked, &name)).await {
        Ok(true) => Ok(see_saying(&format!("{}/someone-else#wish", place.base), "barred-peer")),
        Ok(false) => Ok(see_saying(&format!("{}/someone-else", place.base), "barred")),
        Err(Trouble::Invalid(errors)) => show(&app, &visit, &place, named, Wrong::of(&visit, &errors)).await,
        Err(other) => Err(other),
    }
}

/// Takes that back.
pub async fn unbar(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_reach(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let staff: StaffId = at.id("staff")?;
    let to = format!("{}/someone-else", place.base);
    ask(move || service::people::unbar(&app.house, &place.session, command, place.member, staff)).await?;
    Ok(see_saying(&to, "unbarred"))
}
