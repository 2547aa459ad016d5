//! `GET …/versions/{version}/changes`: what a version brought, in words that a person can read.

use super::chart::Chart;
use super::view::{day, say};
use crate::app::App;
use crate::page::Page;
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{GoalId, VersionId};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{Change, ChangeKind, Field, Item, PlanContent, Segment, Value};
use service::plan::ChangesView;
use words::words;

/// A stretch of words: `same`, `gone` or `come`.
struct Piece {
    is: &'static str,
    text: String,
}

/// One line of change.
struct Row {
    /// What happened: `added`, `removed`, `moved` or `changed`.
    kind: &'static str,
    /// What it is about, in its own words; empty where the heading says it.
    title: String,
    /// What happened, or which field.
    label: String,
    was: Vec<Piece>,
    now: Vec<Piece>,
}

/// The changes of one goal, or of the plan as a whole.
struct Group {
    heading: String,
    quoted: bool,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "plan/changes.html")]
struct ChangesPage {
    page: Page,
    base: String,
    id: String,
    number: String,
    before: String,
    before_on: String,
    now_on: String,
    groups: Vec<Group>,
}

/// The changes.
pub async fn changes(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::changes(&house, &one.session, one.member, id)).await?;
    let lang = visit.lang;
    html(&ChangesPage {
        page: Page::titled(&app, &visit, chart.face, "changes-title"),
        base: chart.base,
        id: id.to_string(),
        number: found.now.number.to_string(),
        before: found.before.as_ref().map(|(line, _)| line.number.to_string()).unwrap_or_default(),
        before_on: found.before.as_ref().map(|(line, _)| day(lang, line.made_on)).unwrap_or_default(),
        now_on: day(lang, found.now.made_on),
        groups: groups(lang, &found),
    })
}

/// By goal, in the order of the changes: first what the plan as a whole says, then goal by goal, then what was let go.
fn groups(lang: Lang, found: &ChangesView) -> Vec<Group> {
    let Some((_, old)) = &found.before else { return Vec::new() };
    let goal_of = |item: &Item| goal_of(&found.document.content, item).or_else(|| goal_of(&old.content, item));
    let mut groups: Vec<(Option<GoalId>, Group)> = Vec::new();
    for change in &found.changes {
        let goal = goal_of(&change.item);
        let own = matches!(change.item, Item::Plan | Item::Goal(_));
        let row = row(lang, change, if own { String::new() } else { change.title.clone() });
        match groups.iter_mut().find(|(known, _)| *known == goal) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let named = goal.and_then(|id| found.document.content.goal(id).or_else(|| old.content.goal(id)));
                let heading = named.map_or_else(|| say(lang, "changes-whole"), |goal| goal.statement.clone());
                groups.push((goal, Group { heading, quoted: named.is_some(), rows: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn goal_of(content: &PlanContent, item: &Item) -> Option<GoalId> {
    match item {
        Item::Plan => None,
        Item::Goal(goal) => Some(*goal),
        Item::Strategy(strategy) => content.strategy(*strategy).map(|(goal, _)| goal.id),
        Item::Action(action) => {
            let (strategy, _) = content.action(*action)?;
            content.strategy(strategy.id).map(|(goal, _)| goal.id)
        }
    }
}

fn row(lang: Lang, change: &Change, title: String) -> Row {
    let what = match change.item {
        Item::Plan => "plan",
        Item::Goal(_) => "goal",
        Item::Strategy(_) => "strategy",
        Item::Action(_) => "action",
    };
    let told = |kind: &'static str| Row {
        kind,
        title: title.clone(),
        label: say(lang, &format!("changes-{what}-{kind}")),
        was: Vec::new(),
        now: Vec::new(),
    };
    match &change.kind {
        ChangeKind::Added => told("added"),
        ChangeKind::Removed => told("removed"),
        ChangeKind::Moved => told("moved"),
        ChangeKind::Changed { field, before, after, words } => {
            let (was, now) = if words.is_empty() {
                (whole(lang, before, "gone"), whole(lang, after, "come"))
            } else {
                (side(words, false), side(words, true))
            };
            let label = match field {
                Field::Text(text) => say(lang, &format!("plan-field-{}", text.code())),
                Field::Detail(detail) => say(lang, &format!("plan-field-{}", detail.code())),
            };
            Row { kind: "changed", title, label, was, now }
        }
    }
}

fn side(words: &[Segment], new: bool) -> Vec<Piece> {
    let piece = |segment: &Segment| match segment {
        Segment::Same(text) => Some(Piece { is: "same", text: text.clone() }),
        Segment::Gone(text) => (!new).then(|| Piece { is: "gone", text: text.clone() }),
        Segment::Come(text) => new.then(|| Piece { is: "come", text: text.clone() }),
    };
    words.iter().filter_map(piece).collect()
}

fn whole(lang: Lang, value: &Value, is: &'static str) -> Vec<Piece> {
    let text = value_text(lang, value);
    if text.is_empty() { Vec::new() } else { vec![Piece { is, text }] }
}

fn value_text(lang: Lang, value: &Value) -> String {
    let area =
        |key: &String| words::content::life_area(key).map_or_else(|| key.clone(), |area| area.name.get(lang).clone());
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Corner(people) => {
            let one = |person: &domain::plan::CornerPerson| match person.relation.trim() {
                "" => person.name.clone(),
                relation => format!("{}, {relation}", person.name),
            };
            people.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Value::Pathways(choices) => {
            let one = |choice: &domain::plan::PathwayChoice| {
                let known = words::content::pathway(&choice.key).map(|pathway| pathway.name.get(lang).clone());
                let name = if choice.custom.is_empty() { known.unwrap_or_default() } else { choice.custom.clone() };
                format!("{name}: {}", say(lang, &format!("standing-{}", choice.standing.code())))
            };
            choices.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Value::Frequency(often) => {
            let args = [
                ("days", Arg::from(often.days_per_week.to_string())),
                ("minutes", Arg::from(often.minutes_per_week.to_string())),
            ];
            words().say_with(lang, "paper-often-each-week", &args)
        }
        Value::LifeAreas(keys) => keys.iter().map(area).collect::<Vec<_>>().join(", "),
        Value::Ruler(ruler) => {
            words().say_with(lang, "paper-of-ten", &[("mark", Arg::from(u8::from(*ruler).to_string()))])
        }
        Value::Status(status) => say(lang, &format!("goal-status-{}", status.code())),
        Value::Date(date) => day(lang, *date),
        Value::Who(who) => say(lang, &format!("who-{}", who.code())),
        Value::Repeat(repeat) => say(lang, &format!("repeat-{}", repeat.code())),
        Value::Link(link) => super::view::meeting(lang, link),
    }
}
