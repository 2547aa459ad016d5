//! `GET …/plan`: the plan as it stands, with everything that may be done to it.

use super::chart::Chart;
use super::view::{GoalView, Told, Writing, day, goals, say, sections, writing};
use crate::app::App;
use crate::form::{Fields, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::plan::TextField;
use service::plan::{PlanView, VersionLine};

struct ClashRow {
    id: String,
    label: String,
    ours: String,
    theirs: String,
}

struct VersionRow {
    id: String,
    number: String,
    made_on: String,
    signed_on: String,
    missing: String,
}

#[derive(Template)]
#[template(path = "plan/plan.html")]
struct PlanPage {
    page: Page,
    base: String,
    back: String,
    own: bool,
    called: String,
    started: bool,
    may_write: bool,
    may_freeze: bool,
    clashes: Vec<ClashRow>,
    writings: Vec<Writing>,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    versions: Vec<VersionRow>,
    typed: Fields,
    wrong: Wrong,
}

impl PlanPage {
    fn goal_href(&self, goal: &str) -> String {
        format!("{}/goals/{goal}", self.base)
    }
}

/// The plan as the service gives it.
pub async fn look(app: &App, chart: &Chart) -> Result<PlanView, Trouble> {
    let (house, session, member) = (app.house.clone(), chart.session.clone(), chart.member);
    ask(move || service::plan::open(&house, &session, member)).await
}

/// The plan.
pub async fn plan(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, Fields::default(), Wrong::default()).await
}

/// The page, with what somebody typed where a form came back.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, typed: Fields, wrong: Wrong) -> Reply {
    let view = look(app, chart).await?;
    let lang = visit.lang;
    let writings = if view.may_write { own_words(lang, &view) } else { Vec::new() };
    let mut told = sections(lang, &view.content);
    if view.may_write && view.plan.is_some() {
        // What stands in the form is not told twice.
        told.retain(|one| !writings.iter().any(|writing| writing.label == one.label));
    }
    let clashes = view.clashes.iter().map(|clash| ClashRow {
        id: clash.id.to_string(),
        label: say(lang, &format!("plan-field-{}", clash.field.code())),
        ours: clash.ours.clone(),
        theirs: clash.theirs.clone(),
    });
    let title = if chart.own() { "plan-title-own" } else { "plan-title" };
    let page = PlanPage {
        page: Page::titled(app, visit, chart.face, title),
        base: chart.base.clone(),
        back: chart.back.clone(),
        own: chart.own(),
        called: view.called.clone(),
        started: view.plan.is_some(),
        may_write: view.may_write,
        may_freeze: view.may_sign && view.plan.is_some() && view.clashes.is_empty() && !view.content.is_empty(),
        clashes: clashes.collect(),
        sections: told,
        goals: goals(lang, &view.content),
        versions: view.versions.iter().map(|line| version_row(lang, line)).collect(),
        writings,
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn own_words(lang: Lang, view: &PlanView) -> Vec<Writing> {
    let Some(plan) = view.plan.map(|plan| plan.to_string()) else { return Vec::new() };
    let content = &view.content;
    [
        (TextField::GoodLife, &content.good_life),
        (TextField::Strengths, &content.strengths),
        (TextField::Home, &content.home),
    ]
    .into_iter()
    .map(|(field, text)| writing(lang, view, &plan, field, text))
    .collect()
}

fn version_row(lang: Lang, line: &VersionLine) -> VersionRow {
    let missing = line.missing.iter().map(|signer| say(lang, &format!("signer-{}", signer.code())));
    VersionRow {
        id: line.id.to_string(),
        number: line.number.to_string(),
        made_on: day(lang, line.made_on),
        signed_on: line.signed_on.map(|on| day(lang, on)).unwrap_or_default(),
        missing: missing.collect::<Vec<_>>().join(", "),
    }
}
