//! `GET …/plan`: the plan as it stands, with everything that may be done to it.

use super::chart::Chart;
use super::goal::Choice;
use super::origin::{Came, Origin};
use super::pen::{Pen, Writing};
use super::pieces::{ClashRow, CornerRow, PathwayRow, clashes, corner, pathways};
use super::view::{GoalView, Told, day, goals, next_times, say, sections};
use crate::app::App;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::plan::{PlanPart, RuleValue, TextField};
use service::plan::{PlanView, VersionLine};

struct VersionRow {
    id: String,
    number: String,
    made_on: String,
    signed_on: String,
    replaced_by: String,
    missing: String,
}

/// A part that a program asks for and that is not in the plan yet.
struct Lacking {
    what: String,
    source: String,
    sure: String,
}

fn lacking(lang: Lang, rule: &RuleValue<PlanPart>) -> Lacking {
    Lacking {
        what: say(lang, &format!("lacks-{}", rule.value.code())),
        source: super::due::source(lang, rule),
        sure: super::due::sure(lang, rule),
    }
}

#[derive(Template)]
#[template(path = "plan/plan.html")]
struct PlanPage {
    page: Page,
    base: String,
    back: String,
    from: String,
    own: bool,
    handed_over: bool,
    called: String,
    started: bool,
    may_write: bool,
    may_freeze: bool,
    may_hand_over: bool,
    clashes: Vec<ClashRow>,
    writings: Vec<Writing>,
    pathways: Vec<PathwayRow>,
    corner: Vec<CornerRow>,
    asks_often: bool,
    days: String,
    minutes: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    lacking: Vec<Lacking>,
    /// What may have held up a first plan that is late. Empty where it is not, or nobody here may say so.
    late_reasons: Vec<Choice>,
    versions: Vec<VersionRow>,
    came: Came,
    reviews: Vec<super::review::ReviewRow>,
    may_review: bool,
    who: String,
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
    show(&app, &visit, &chart, Came::default()).await
}

/// The page, with what somebody typed where a form came back.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, came: Came) -> Reply {
    let mut view = look(app, chart).await?;
    view.content.goals.retain(|goal| !chart.own() || !super::hidden::hides(visit, goal.id));
    let lang = visit.lang;
    let writes = view.may_write && view.plan.is_some();
    let writings = if writes { own_words(&Pen::new(lang, chart, &view, &came), &view) } else { Vec::new() };
    let often = view.content.frequency;
    let reviews = super::review::rows(app, lang, chart).await?;
    let title = if chart.own() { "plan-title-own" } else { "plan-title" };
    let mut goals = goals(lang, &view.content);
    next_times(lang, &view, &mut goals);
    let page = PlanPage {
        page: Page::titled(app, visit, chart.face, title),
        base: chart.base.clone(),
        back: chart.back.clone(),
        from: Origin::Plan.to_string(),
        own: chart.own(),
        handed_over: chart.handed_over(),
        called: view.called.clone(),
        started: view.plan.is_some(),
        may_write: view.may_write,
        may_freeze: view.may_sign && view.plan.is_some() && view.clashes.is_empty() && !view.content.is_empty(),
        may_hand_over: view.may_hand_over,
        clashes: clashes(lang, &view),
        pathways: if writes { pathways(lang, &view.content) } else { Vec::new() },
        corner: if writes { corner(&view) } else { Vec::new() },
        asks_often: writes && asks_often(&view),
        days: often.map(|often| often.days_per_week.to_string()).unwrap_or_default(),
        minutes: often.map(|often| often.minutes_per_week.to_string()).unwrap_or_default(),
        // What stands in the forms is not told twice.
        sections: if writes { Vec::new() } else { sections(lang, &view.content) },
        goals,
        lacking: view.lacking.iter().map(|rule| lacking(lang, rule)).collect(),
        late_reasons: if view.plan_late && !chart.handed_over() {
            super::review::late_reasons(lang, came.typed("late", "freeze"))
        } else {
            Vec::new()
        },
        versions: view.versions.iter().map(|line| version_row(lang, line)).collect(),
        reviews,
        may_review: view.may_review && view.versions.iter().any(|line| line.signed_on.is_some()),
        writings,
        who: who_reads(app, lang, chart).await?,
        came,
    };
    html_with(page.came.status(), &page)
}

/// Who may read one's own plan, by name; empty on anybody else's.
async fn who_reads(app: &App, lang: Lang, chart: &Chart) -> Result<String, Trouble> {
    if !chart.own() {
        return Ok(String::new());
    }
    let (house, session, member) = (app.house.clone(), chart.session.clone(), chart.member);
    let beside = ask(move || service::people::beside(&house, &session, member)).await?;
    let reads = |one: &&service::people::Beside| one.sees.iter().any(|sees| sees.code() == "read-plan");
    let names: Vec<&str> = beside.iter().filter(reads).map(|one| one.name.as_str()).collect();
    Ok(if names.is_empty() { say(lang, "beside-none") } else { names.join(", ") })
}

/// Whether a program asks how often, or somebody once said.
fn asks_often(view: &PlanView) -> bool {
    let asked = [PlanPart::DaysPerWeek, PlanPart::MinutesPerWeek].iter().any(|part| view.asked.contains(part));
    asked || view.content.frequency.is_some()
}

fn own_words(pen: &Pen<'_>, view: &PlanView) -> Vec<Writing> {
    let Some(plan) = view.plan.map(|plan| plan.to_string()) else { return Vec::new() };
    let content = &view.content;
    let mut pieces: Vec<(TextField, &str)> = vec![
        (TextField::GoodLife, &content.good_life),
        (TextField::Strengths, &content.strengths),
        (TextField::Home, &content.home),
    ];
    if view.asked.contains(&PlanPart::Recommendation) || !content.recommendation.is_empty() {
        pieces.push((TextField::Recommendation, &content.recommendation));
    }
    pen.write_all(&plan, &pieces)
}

fn version_row(lang: Lang, line: &VersionLine) -> VersionRow {
    let missing = line.missing.iter().map(|signer| say(lang, &format!("signer-{}", signer.code())));
    VersionRow {
        id: line.id.to_string(),
        number: line.number.to_string(),
        made_on: day(lang, line.made_on),
        signed_on: line.signed_on.map(|on| day(lang, on)).unwrap_or_default(),
        replaced_by: line.replaced_by.map(|number| number.to_string()).unwrap_or_default(),
        // Nobody is waited for under a version that has a newer one.
        missing: if line.replaced_by.is_some() { String::new() } else { missing.collect::<Vec<_>>().join(", ") },
    }
}
