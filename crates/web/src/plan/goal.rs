//! `GET` and `POST …/plan/goals/{goal}`: one goal, its ways and steps, and where it stands.

use super::chart::Chart;
use super::open::look;
use super::view::{GoalView, Writing, goal as goal_view, say, writing};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::GoalId;
use domain::lang::Lang;
use domain::plan::{ActionWho, Goal, GoalStatus, Repeat, Ruler, Strategy, TextField};
use service::plan::{GoalShape, PlanView};

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
    goal: GoalView,
    may_write: bool,
    writings: Vec<Writing>,
    statuses: Vec<Choice>,
    areas: Vec<Choice>,
    whos: Vec<Choice>,
    repeats: Vec<Choice>,
    due: String,
    typed: Fields,
    at: String,
    wrong: Wrong,
}

impl GoalPage {
    fn due_now(&self) -> &str {
        if self.wrong.at("due").is_empty() { &self.due } else { self.typed.text("due") }
    }

    fn came_from(&self, way: &str) -> bool {
        self.at == way
    }

    fn field_id(&self, field: &str, way: &str) -> String {
        format!("{field}-{way}")
    }

    fn typed_at(&self, field: &str, way: &str) -> &str {
        if self.came_from(way) { self.typed.text(field) } else { "" }
    }

    fn wrong_at(&self, field: &str, way: &str) -> &str {
        if self.came_from(way) { self.wrong.at(field) } else { "" }
    }
}

/// The goal.
pub async fn goal(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("goal")?, Came::default()).await
}

/// A form that came back: what was typed, for which strategy, and what is wrong.
#[derive(Default)]
pub struct Came {
    /// What was typed.
    pub typed: Fields,
    /// The strategy that it was for, or nothing.
    pub at: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// The page of one goal.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, id: GoalId, came: Came) -> Reply {
    let view = look(app, chart).await?;
    let lang = visit.lang;
    let found = view.content.goals.iter().enumerate().find(|(_, goal)| goal.id == id);
    let (place, own) = found.ok_or(Trouble::Absent)?;
    let mut goal = goal_view(lang, place, own);
    if view.may_write {
        for (way, strategy) in goal.ways.iter_mut().zip(&own.strategies) {
            way.writings = way_words(lang, &view, strategy);
        }
    }
    let Came { typed, at, wrong } = came;
    let page = GoalPage {
        page: Page::titled(app, visit, chart.face, "goal-title"),
        base: chart.base.clone(),
        may_write: view.may_write,
        writings: if view.may_write { goal_words(lang, &view, own) } else { Vec::new() },
        statuses: choices(lang, "goal-status", GoalStatus::ALL.iter().map(|one| one.code()), own.status.code()),
        areas: areas(lang, own),
        whos: choices(lang, "who", ActionWho::ALL.iter().map(|one| one.code()), ActionWho::Member.code()),
        repeats: choices(lang, "repeat", Repeat::ALL.iter().map(|one| one.code()), Repeat::Once.code()),
        due: own.due.map(|due| due.to_string()).unwrap_or_default(),
        goal,
        typed,
        at,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn choices<'a>(lang: Lang, kind: &str, codes: impl Iterator<Item = &'a str>, chosen: &str) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: say(lang, &format!("{kind}-{code}")),
        chosen: code == chosen,
    };
    codes.map(choice).collect()
}

fn areas(lang: Lang, goal: &Goal) -> Vec<Choice> {
    let areas = words::content::life_areas().iter().map(|area| Choice {
        value: area.key.clone(),
        label: area.name.get(lang).clone(),
        chosen: goal.life_areas.contains(&area.key),
    });
    areas.collect()
}

fn goal_words(lang: Lang, view: &PlanView, goal: &Goal) -> Vec<Writing> {
    let owner = goal.id.to_string();
    [
        (TextField::GoalStatement, &goal.statement),
        (TextField::GoalWhy, &goal.why),
        (TextField::GoalSpecific, &goal.specific),
        (TextField::GoalMeasure, &goal.measure.what),
        (TextField::GoalBaseline, &goal.measure.baseline),
        (TextField::GoalTarget, &goal.measure.target),
        (TextField::GoalAchievable, &goal.achievable),
        (TextField::GoalRelevant, &goal.relevant),
    ]
    .into_iter()
    .map(|(field, text)| writing(lang, view, &owner, field, text))
    .collect()
}

fn way_words(lang: Lang, view: &PlanView, strategy: &Strategy) -> Vec<Writing> {
    let owner = strategy.id.to_string();
    [
        (TextField::StrategyStatement, &strategy.statement),
        (TextField::StrategyStrength, &strategy.strength),
        (TextField::StrategyBarrier, &strategy.barrier),
        (TextField::StrategySupport, &strategy.support_person),
    ]
    .into_iter()
    .map(|(field, text)| writing(lang, view, &owner, field, text))
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
    let due = match fields.date("due") {
        Ok(due) => due,
        Err(error) => {
            let wrong = Wrong::of(&visit, &[error]);
            return show(&app, &visit, &chart, id, Came { typed: fields, at: String::new(), wrong }).await;
        }
    };
    let shape = GoalShape {
        status: fields.code("status")?.ok_or(Trouble::Unreadable)?,
        importance: ruler(&fields, "importance")?,
        confidence: ruler(&fields, "confidence")?,
        due,
        life_areas: fields.all("areas"),
    };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::shape_goal(&house, &one.session, command, one.member, id, shape)).await {
        Ok(()) => Ok(see_saying(&format!("{}/goals/{id}", chart.base), "saved")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, id, Came { typed: fields, at: String::new(), wrong }).await
        }
        Err(other) => Err(other),
    }
}
