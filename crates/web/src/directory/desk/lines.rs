//! `/agency/{agency}/directory/help-lines`: changes to help lines, each of which takes two people.

use super::coded;
use super::new_line::{self, NewLineFields};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use domain::lang::Lang;
use service::Session;
use service::directory::{LineAsk, LineAsked, LinePart, NewLine, known_lines};
use std::borrow::Cow;
use words::content::HelpLine;
use words::crisis::{Way, WayKind};
use words::words;

/// What stands between a line and its way in the value of a choice.
const OF: char = '|';

struct Row {
    id: String,
    /// Where its field for a source stands.
    at: String,
    line: String,
    /// What a new line says, for whoever has to check it.
    lines: Vec<String>,
    told: String,
    source: String,
    by: String,
    stands: String,
    may_agree: bool,
    may_drop: bool,
    own_waits: bool,
    /// What a request to take it back names; empty where it does not count, or somebody has asked already.
    restores: String,
    /// What is wrong with such a request.
    wrong: String,
    typed: String,
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
    new: NewLineFields,
    /// Whether a new line was asked for and came back.
    of_new: bool,
    /// What is wrong with it.
    new_wrong: Wrong,
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
            let (line, way) = fields.text("line").split_once(OF).unwrap_or((fields.text("line"), ""));
            let (line, way) = (line.to_owned(), way.to_owned());
            let asked = LineAsk { line, way, part, says: text("says"), source: text("source") };
            ask(move || service::directory::ask_line_change(&house, &session, command, &asked)).await?;
            Ok("line-asked")
        }
        "new" => {
            let new = new_line::posted(fields);
            ask(move || service::directory::ask_new_line(&house, &session, command, &new)).await?;
            Ok("line-asked")
        }
        "agree" => {
            let change = id()?;
            ask(move || service::directory::agree_line_change(&house, &session, command, change)).await?;
            Ok("line-agreed")
        }
        "drop" => {
            let change = id()?;
            ask(move || service::directory::drop_line_change(&house, &session, command, change)).await?;
            Ok("line-dropped")
        }
        _ => Err(Trouble::Unreadable),
    }
}

/// A way to reach a line, as one reads it.
fn way(lang: Lang, way: &Way) -> String {
    let word = match way.kind {
        WayKind::Call => "line-call",
        WayKind::Text => "line-text",
        WayKind::Chat => "line-chat",
    };
    words().say_with(lang, word, &[("to", way.to.as_str().into())])
}

/// The lines that are known.
pub type Known = Vec<Cow<'static, HelpLine>>;

/// A line and one of its ways, or all of them; what the content no longer holds is called by its key.
pub fn named(lang: Lang, known: &Known, line: &str, of: &str) -> String {
    let own = known.iter().find(|own| own.key == line);
    let name = own.map_or(line, |own| own.name.get(lang).as_str());
    let of = match own.and_then(|own| own.ways.iter().find(|one| one.key() == of)) {
        Some(one) => way(lang, one),
        None if of.is_empty() => words().say(lang, "lines-all-ways").into_owned(),
        None => of.to_owned(),
    };
    format!("{name} · {of}")
}

/// What one may ask for a change of: each way of each line, and a line as a whole where it has several.
fn choices(lang: Lang, known: &Known, typed: &Fields) -> Vec<Choice> {
    let of_line = |own: &Cow<'static, HelpLine>| {
        let ways = own.ways.iter().map(Way::key);
        let all = (own.ways.len() > 1).then(String::new);
        let choice = |way: String| {
            let value = format!("{}{OF}{way}", own.key);
            Choice { label: named(lang, known, &own.key, &way), chosen: typed.text("line") == value, value }
        };
        ways.chain(all).map(choice).collect::<Vec<_>>()
    };
    known.iter().flat_map(of_line).collect()
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Fields, wrong: Wrong) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let zone = visit.zone.iana_name().unwrap_or_default().to_owned();
    let house = app.house.clone();
    let look = move || {
        let changes = service::directory::help_line_changes(&house)?;
        Ok::<_, service::Fault>((service::directory::lines_asked(&house, &session)?, known_lines(&changes)))
    };
    let (found, known) = ask(look).await?;
    let lang = visit.lang;
    let restoring = typed.text("part") == LinePart::Restored.code();
    let row = |one: &LineAsked| {
        let of = format!("{}{OF}{}", one.line, one.way);
        let same = |other: &&LineAsked| other.line == one.line && other.way == one.way;
        let asked = found.iter().filter(same).any(|other| other.part == LinePart::Restored);
        // While a whole line is off, that is what one takes back, and not that there is such a line.
        let off = one.part == LinePart::New && found.iter().filter(same).any(|other| other.id != one.id);
        let may_restore = one.agreed_at.is_some() && !asked && !off;
        let this = restoring && typed.text("line") == of;
        let by = one.names.0.as_ref();
        Row {
            id: one.id.to_string(),
            at: format!("source-{}", one.id),
            line: match &one.new {
                Some(new) => new.name.clone(),
                None => named(lang, &known, &one.line, &one.way),
            },
            lines: one.new.as_ref().map(|new| super::new_line::told(lang, new)).unwrap_or_default(),
            told: match one.part {
                LinePart::Number => one.says.clone(),
                LinePart::New | LinePart::Right | LinePart::Off | LinePart::Restored => {
                    coded(visit, "lines-part", one.part.code())
                }
            },
            source: one.source.clone(),
            by: by
                .map(|name| words().say_with(lang, "lines-by", &[("name", name.as_str().into())]))
                .unwrap_or_default(),
            stands: match one.agreed_at {
                Some(at) => words().say_with(lang, "lines-counts", &[("date", visit.day(at).into())]),
                None => words().say(lang, "lines-waits").into_owned(),
            },
            may_agree: one.agreed_at.is_none() && !one.own,
            may_drop: one.agreed_at.is_none() && one.ours,
            own_waits: one.agreed_at.is_none() && one.own,
            restores: if may_restore { of } else { String::new() },
            wrong: if this { wrong.at("source").to_owned() } else { String::new() },
            typed: if this { typed.text("source").to_owned() } else { String::new() },
        }
    };
    let rows: Vec<Row> = found.iter().map(row).collect();
    // A request to take something back is put right where it was made.
    let (wrong, typed, status) = match (rows.iter().any(|row| !row.wrong.is_empty()), wrong.status()) {
        (true, status) => (Wrong::default(), Fields::default(), status),
        (false, status) => (wrong, typed, status),
    };
    // Each form shows what was typed in it, and what is wrong there.
    let of_new = typed.text("do") == "new";
    let (new, new_wrong, typed, wrong) = match of_new {
        true => (new_line::posted(&typed), wrong, Fields::default(), Wrong::default()),
        false => (NewLine::default(), Wrong::default(), typed, wrong),
    };
    let part = |part: &LinePart| Choice {
        value: part.code().to_owned(),
        label: coded(visit, "lines-part", part.code()),
        chosen: typed.text("part") == part.code() || (typed.text("part").is_empty() && *part == LinePart::Number),
    };
    html_with(
        status,
        &LinesPage {
            page: Page::titled(app, visit, Face::Agency, "lines-title"),
            here: format!("{base}/help-lines"),
            rows,
            known: choices(lang, &known, &typed),
            new: NewLineFields::of(visit, &new, zone),
            parts: [LinePart::Number, LinePart::Right, LinePart::Off].iter().map(part).collect(),
            of_new,
            base,
            typed,
            new_wrong,
            wrong,
        },
    )
}
