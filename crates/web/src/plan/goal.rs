//! `GET` and `POST …/plan/goals/{goal}`: one goal, its ways and steps, and where it stands.

use super::chart::Chart;
use super::open::look;
use super::origin::{Came, Origin, finish};
use super::pen::{Pen, Writing};
use super::pieces::{ClashRow, GoalPiece, clashes, goal as piece, repeats, whos};
use super::view::{next_times, say};
use crate::app::App;
use crate::form::{Fields, Posted};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::GoalId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{ActionWho, Goal, Repeat, Ruler, SmartPart, TextField, lacking};
use service::plan::{GoalShape, Part, Toward};
use std::collections::BTreeMap;

/// One choice of a form.
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What it says.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "plan/goal.html")]
struct GoalPage {
    page: Page,
    base: String,
    from: String,
    goal: GoalPiece,
    may_write: bool,
    clashes: Vec<ClashRow>,
    smart: Vec<Writing>,
    smart_line: String,
    due_question: String,
    whos: Vec<Choice>,
    repeats: Vec<Choice>,
    /// How much was written in each way, by its id.
    written: BTreeMap<String, i64>,
    came: Came,
}

impl GoalPage {
    fn written_in(&self, way: &str) -> i64 {
        self.written.get(way).copied().unwrap_or_default()
    }
}

/// The goal.
pub async fn goal(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("goal")?, Came::default()).await
}

/// The page of one goal.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, id: GoalId, came: Came) -> Reply {
    let view = look(app, chart).await?;
    let lang = visit.lang;
    let found = view.content.goals.iter().enumerate().find(|(_, goal)| goal.id == id);
    let (place, own) = found.ok_or(Trouble::Absent)?;
    let pen = Pen::new(lang, chart, &view, &came);
    let mut goal = piece(lang, &pen, place, own);
    next_times(lang, &view, std::slice::from_mut(&mut goal.told));
    let silent = lacking(own);
    let smart = smart_words(lang, &pen, own, &silent);
    let written = own.strategies.iter().map(|way| (way.id.to_string(), view.written_in(Part::Strategy(way.id))));
    let page = GoalPage {
        written: written.collect(),
        page: Page::titled(app, visit, chart.face, "goal-title"),
        base: chart.base.clone(),
        from: Origin::Goal(id).to_string(),
        may_write: view.may_write,
        clashes: clashes(lang, &view),
        smart,
        smart_line: smart_line(lang, &silent),
        due_question: question(lang, &silent, SmartPart::TimeBound),
        whos: whos(lang, ActionWho::Member.code()),
        repeats: repeats(lang, Repeat::Once.code()),
        goal,
        came,
    };
    html_with(page.came.status(), &page)
}

/// The question that would find a part on which the goal is still silent.
fn question(lang: Lang, silent: &[SmartPart], part: SmartPart) -> String {
    if silent.contains(&part) { say(lang, &format!("smart-part-{}-question", part.code())) } else { String::new() }
}

/// One gentle line. It asks for nothing.
fn smart_line(lang: Lang, silent: &[SmartPart]) -> String {
    if silent.is_empty() {
        return say(lang, "smart-whole");
    }
    let parts: Vec<String> = silent.iter().map(|part| say(lang, &format!("smart-part-{}", part.code()))).collect();
    let parts = Arg::from(parts.join(", "));
    words::words().say_with(lang, "smart-silent", &[("parts", parts)])
}

/// The helper beside a goal in the conversation: its line, the field of the first part on which the goal is silent with
/// the question that would find it, and the question for the day where that comes first.
pub fn smart_next(lang: Lang, pen: &Pen<'_>, goal: &Goal) -> (String, Vec<Writing>, String) {
    let silent = lacking(goal);
    let Some(first) = silent.first().copied() else { return (smart_line(lang, &silent), Vec::new(), String::new()) };
    let field = match first {
        SmartPart::Specific => Some((TextField::GoalSpecific, &goal.specific)),
        SmartPart::Measurable => Some((TextField::GoalMeasure, &goal.measure.what)),
        SmartPart::Achievable => Some((TextField::GoalAchievable, &goal.achievable)),
        SmartPart::Relevant => Some((TextField::GoalRelevant, &goal.relevant)),
        SmartPart::TimeBound => None,
    };
    let asked = question(lang, &silent, first);
    let owner = goal.id.to_string();
    match field {
        Some((field, text)) => {
            (smart_line(lang, &silent), vec![pen.write_asking(&owner, field, text, asked)], String::new())
        }
        None => (smart_line(lang, &silent), Vec::new(), asked),
    }
}

fn smart_words(lang: Lang, pen: &Pen<'_>, goal: &Goal, silent: &[SmartPart]) -> Vec<Writing> {
    let owner = goal.id.to_string();
    let asks = |part| question(lang, silent, part);
    [
        (TextField::GoalSpecific, &goal.specific, asks(SmartPart::Specific)),
        (TextField::GoalMeasure, &goal.measure.what, asks(SmartPart::Measurable)),
        (TextField::GoalBaseline, &goal.measure.baseline, String::new()),
        (TextField::GoalTarget, &goal.measure.target, String::new()),
        (TextField::GoalAchievable, &goal.achievable, asks(SmartPart::Achievable)),
        (TextField::GoalRelevant, &goal.relevant, asks(SmartPart::Relevant)),
    ]
    .into_iter()
    .map(|(field, text, hint)| pen.write_asking(&owner, field, text, hint))
    .collect()
}

fn ruler(fields: &Fields, name: &str) -> Result<Option<Ruler>, Trouble> {
    let mark: Option<u8> = fields.code(name)?;
    mark.map(Ruler::try_from).transpose().map_err(|_| Trouble::Unreadable)
}

/// Sets where the goal stands, how much it matters and by when.
pub async fn shape(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: GoalId = at.id("goal")?;
    let command = fields.command()?;
    let outcome = match fields.date("due") {
        Ok(due) => {
            let shape = GoalShape {
                status: fields.code("status")?.ok_or(Trouble::Unreadable)?,
                importance: ruler(&fields, "importance")?,
                confidence: ruler(&fields, "confidence")?,
                due,
                life_areas: fields.all("areas"),
            };
            let (house, one) = (app.house.clone(), chart.clone());
            ask(move || service::plan::shape_goal(&house, &one.session, command, one.member, id, shape)).await
        }
        Err(error) => Err(Trouble::Invalid(vec![error])),
    };
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}

/// `POST …/goals/{goal}/move`: one place up or down.
pub async fn shift(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: GoalId = at.id("goal")?;
    let command = fields.command()?;
    let toward = match fields.text("toward") {
        "up" => Toward::Up,
        "down" => Toward::Down,
        _ => return Err(Trouble::Unreadable),
    };
    let (house, one) = (app.house.clone(), chart.clone());
    let outcome = ask(move || service::plan::move_goal(&house, &one.session, command, one.member, id, toward)).await;
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}
