//! `GET` and `POST …/review`: looking at the plan together, goal by goal.

use super::chart::Chart;
use super::goal::Choice;
use super::open::look;
use super::view::{day, say};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::plan::{Attainment, DueState, GoalStatus, LateReason};
use service::plan::{DueWhat, GoalReview, NewReview, ReviewLine};

/// Where a goal may stand after a look at it.
const AFTER: [GoalStatus; 5] =
    [GoalStatus::Active, GoalStatus::Reached, GoalStatus::Changed, GoalStatus::Paused, GoalStatus::LetGo];

struct Asked {
    id: String,
    number: String,
    statement: String,
    why: String,
    words: String,
    wrong: String,
    statuses: Vec<Choice>,
    attainments: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "plan/review.html")]
struct ReviewPage {
    page: Page,
    base: String,
    own: bool,
    late: bool,
    reasons: Vec<Choice>,
    goals: Vec<Asked>,
    typed: Fields,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, Fields::default(), Wrong::default()).await
}

/// Holds it. With "and then", it leads on to a new version.
pub async fn hold(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let mut goals = Vec::new();
    for id in fields.all("goal") {
        let goal = id.parse().map_err(|_| Trouble::Unreadable)?;
        let status = fields.code(&format!("status.{id}"))?.ok_or(Trouble::Unreadable)?;
        let attainment: Option<Attainment> = fields.code(&format!("attainment.{id}"))?;
        goals.push(GoalReview { goal, words: fields.text(&format!("words.{id}")).to_owned(), status, attainment });
    }
    let new = NewReview { words: fields.text("words").to_owned(), goals, late: fields.code("late")? };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::review(&house, &one.session, command, one.member, &new)).await {
        Ok(_) => Ok(see_saying(&format!("{}#p-reviews", chart.base), "reviewed")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, chart: &Chart, typed: Fields, wrong: Wrong) -> Reply {
    let plan = look(app, chart).await?;
    if plan.plan.is_none() || !plan.may_review {
        return Err(Trouble::Absent);
    }
    let (house, one) = (app.house.clone(), chart.clone());
    let due = ask(move || service::plan::due_of_member(&house, &one.session, one.member)).await?;
    let late = due.iter().any(|line| matches!(line.what, DueWhat::Dated { .. }) && line.state() == DueState::Late);
    let lang = visit.lang;
    let goals = plan.content.goals.iter().enumerate().map(|(at, goal)| {
        let id = goal.id.to_string();
        let (status, attainment) = (typed.text(&format!("status.{id}")), typed.text(&format!("attainment.{id}")));
        let stands = if status.is_empty() { goal.status.code() } else { status };
        let stands = if stands == GoalStatus::Idea.code() { GoalStatus::Active.code() } else { stands };
        let statuses = AFTER.map(|one| choice(lang, "goal-status", one.code(), stands));
        let attainments = Attainment::ALL.iter().map(|one| choice(lang, "attainment", one.code(), attainment));
        Asked {
            number: (at + 1).to_string(),
            statement: goal.statement.clone(),
            why: goal.why.clone(),
            words: typed.text(&format!("words.{id}")).to_owned(),
            wrong: wrong.at(&format!("words.{id}")).to_owned(),
            statuses: statuses.into(),
            attainments: attainments.collect(),
            id,
        }
    });
    let reasons = late_reasons(lang, typed.text("late"));
    let page = ReviewPage {
        page: Page::titled(app, visit, chart.face, "review-title"),
        base: chart.base.clone(),
        own: chart.own(),
        late,
        reasons,
        goals: goals.collect(),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

/// What may have held something up.
pub fn late_reasons(lang: Lang, chosen: &str) -> Vec<Choice> {
    LateReason::ALL.iter().map(|one| choice(lang, "late-reason", one.code(), chosen)).collect()
}

fn choice(lang: Lang, message: &str, code: &str, chosen: &str) -> Choice {
    Choice { value: code.to_owned(), label: say(lang, &format!("{message}-{code}")), chosen: code == chosen }
}

/// A review in the list of the plan.
pub struct ReviewRow {
    /// The day, and which version was looked at.
    pub heading: String,
    /// The words for the whole.
    pub words: String,
    /// What held it up, or nothing.
    pub late: String,
    /// Goal by goal: the goal, where it stood, how it went, how it turned out.
    pub goals: Vec<ReviewedRow>,
}

/// A goal in a review.
pub struct ReviewedRow {
    /// The goal as it was worded then.
    pub goal: String,
    /// The code of where it stood.
    pub status: &'static str,
    /// Its words.
    pub status_label: String,
    /// How it has gone.
    pub words: String,
    /// How it turned out, or nothing.
    pub attainment: String,
}

/// The reviews of a plan.
pub async fn rows(app: &App, lang: Lang, chart: &Chart) -> Result<Vec<ReviewRow>, Trouble> {
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::reviews(&house, &one.session, one.member)).await?;
    Ok(found.iter().map(|line| row(lang, line)).collect())
}

fn row(lang: Lang, line: &ReviewLine) -> ReviewRow {
    let version = line.version.map(|number| {
        let args = [("number", domain::notice::Arg::from(number.to_string()))];
        words::words().say_with(lang, "paper-version", &args)
    });
    let heading = [Some(day(lang, line.on)), version].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    ReviewRow {
        heading,
        words: line.words.clone(),
        late: line.late.map(|late| say(lang, &format!("late-reason-{}", late.code()))).unwrap_or_default(),
        goals: line
            .goals
            .iter()
            .map(|goal| ReviewedRow {
                goal: goal.goal.clone(),
                status: goal.status.code(),
                status_label: say(lang, &format!("goal-status-{}", goal.status.code())),
                words: goal.words.clone(),
                attainment: goal
                    .attainment
                    .map(|step| say(lang, &format!("attainment-{}", step.code())))
                    .unwrap_or_default(),
            })
            .collect(),
    }
}
