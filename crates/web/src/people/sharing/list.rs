//! `GET /me/sharing`: with whom one shares what.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::notice::Arg;
use service::people::{ShareLine, ShareOfChart};
use words::words;

/// Somebody with whom one shares.
pub struct ShareRow {
    /// Which.
    pub id: String,
    /// What one calls them.
    pub name: String,
    /// What they are, and whether they came in.
    pub facts: String,
    /// What they see, a line for each chart.
    pub sees: Vec<String>,
    /// Whether one is asked if it goes on.
    pub asked: bool,
}

#[derive(Template)]
#[template(path = "sharing/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<ShareRow>,
}

/// Everybody with whom one shares.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let session = visit.member()?;
    let house = app.house.clone();
    let found = ask(move || service::people::shares(&house, &session)).await?;
    let rows = found.iter().map(|line| row(visit.lang, line)).collect();
    html(&ListPage { page: Page::titled(&app, &visit, Face::Member, "sharing-title"), rows })
}

/// A line of the list, in words.
pub fn row(lang: Lang, line: &ShareLine) -> ShareRow {
    let say = |id: &str| words().say(lang, id).into_owned();
    let kind = say(&format!("share-reader-{}", line.reader.code()));
    let here = match (line.joined, line.code_until) {
        (true, _) => None,
        (false, Some(_)) => Some(say("share-code-open")),
        (false, None) => Some(say("share-code-over")),
    };
    ShareRow {
        id: line.id.to_string(),
        name: line.name.clone(),
        facts: std::iter::once(kind).chain(here).collect::<Vec<_>>().join(" · "),
        sees: line.charts.iter().map(|chart| sees(lang, chart, line.charts.len() > 1)).collect(),
        asked: line.charts.iter().any(|chart| chart.asked_now),
    }
}

/// What of one chart is shared, and until when.
fn sees(lang: Lang, chart: &ShareOfChart, several: bool) -> String {
    let parts = chart.parts.iter().map(|part| words().say(lang, &format!("share-part-{}", part.code())).into_owned());
    let mut line = format!("{} · {}", parts.collect::<Vec<_>>().join(", "), until(lang, chart));
    if several {
        line = format!("{}: {line}", chart.agency_name);
    }
    line
}

/// Until when something is shared, in words.
pub fn until(lang: Lang, chart: &ShareOfChart) -> String {
    let id = match (chart.rests, chart.asks_again) {
        (true, _) => "share-rests",
        (false, true) => "share-asked-on",
        (false, false) => "share-until-day",
    };
    let day = Arg::from(words().date_with_year(lang, chart.last_day));
    words().say_with(lang, id, &[("date", day)])
}
