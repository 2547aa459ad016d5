//! `/agency/{agency}/directory/help-lines`: changes to help lines, each of which takes two people.

use super::{coded, day};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use service::Session;
use service::directory::{LineAsked, LinePart};
use words::words;

struct Row {
    id: String,
    line: String,
    told: String,
    source: String,
    by: String,
    stands: String,
    may_agree: bool,
    own_waits: bool,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/lines.html")]
struct LinesPage {
    page: Page,
    base: String,
    here: String,
    rows: Vec<Row>,
    known: Vec<Choice>,
    parts: Vec<Choice>,
    typed: Fields,
    wrong: Wrong,
}

/// The changes.
pub async fn lines(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, Fields::default(), Wrong::default()).await
}

/// Asks, agrees, takes back.
pub async fn change(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    match act(&app, session.clone(), &fields).await {
        Ok(said) => Ok(see_saying(&visit.path, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, fields: &Fields) -> Result<&'static str, Trouble> {
    let (house, command) = (app.house.clone(), fields.command()?);
    let text = |name: &str| fields.text(name).to_owned();
    let id = || -> Result<RowId, Trouble> { fields.text("change").parse().map_err(|_| Trouble::Unreadable) };
    match fields.text("do") {
        "ask" => {
            let part: LinePart = fields.text("part").parse().map_err(|_| Trouble::Unreadable)?;
            let (line, says, source) = (text("line"), text("says"), text("source"));
            let asked =
                move || service::directory::ask_line_change(&house, &session, command, &line, part, (&says, &source));
            ask(asked).await?;
            Ok("line-asked")
        }
        "agree" => {
            let change = id()?;
            ask(move || service::directory::agree_line_change(&house, &session, command, change)).await?;
            Ok("line-agreed")
        }
        "end" => {
            let change = id()?;
            ask(move || service::directory::end_line_change(&house, &session, command, change)).await?;
            Ok("line-ended")
        }
        _ => Err(Trouble::Unreadable),
    }
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Fields, wrong: Wrong) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let house = app.house.clone();
    let found = ask(move || service::directory::lines_asked(&house, &session)).await?;
    let lang = visit.lang;
    let crisis = words::content::crisis_lines().iter().map(|line| (&line.key, line.name.get(lang)));
    let others = words::content::help_lines().iter().map(|line| (&line.key, line.name.get(lang)));
    let lines: Vec<(&String, &String)> = crisis.chain(others).collect();
    let name = |key: &str| {
        let line = lines.iter().find(|(own, _)| *own == key);
        line.map_or_else(|| key.to_owned(), |(_, name)| (*name).clone())
    };
    let row = |one: &LineAsked| Row {
        id: one.id.to_string(),
        line: name(&one.line),
        told: match one.part {
            LinePart::Number => one.says.clone(),
            LinePart::Off => coded(visit, "lines-part", "off"),
        },
        source: one.source.clone(),
        by: one
            .names
            .0
            .as_ref()
            .map(|name| words().say_with(lang, "lines-by", &[("name", name.as_str().into())]))
            .unwrap_or_default(),
        stands: match one.agreed_at {
            Some(at) => words().say_with(lang, "lines-counts", &[("date", day(visit, at).into())]),
            None => words().say(lang, "lines-waits").into_owned(),
        },
        may_agree: one.agreed_at.is_none() && !one.own,
        own_waits: one.agreed_at.is_none() && one.own,
    };
    let free = lines.iter().filter(|(key, _)| !words::crisis::BUILT_IN.iter().any(|own| own.key == key.as_str()));
    let known = free.map(|(key, name)| Choice {
        value: (*key).clone(),
        label: (*name).clone(),
        chosen: typed.text("line") == key.as_str(),
    });
    let part = |part: &LinePart| Choice {
        value: part.code().to_owned(),
        label: coded(visit, "lines-part", part.code()),
        chosen: typed.text("part") == part.code() || (typed.text("part").is_empty() && *part == LinePart::Number),
    };
    html_with(
        wrong.status(),
        &LinesPage {
            page: Page::titled(app, visit, Face::Agency, "lines-title"),
            here: format!("{base}/help-lines"),
            rows: found.iter().map(row).collect(),
            known: known.collect(),
            parts: LinePart::ALL.iter().map(part).collect(),
            base,
            typed,
            wrong,
        },
    )
}
