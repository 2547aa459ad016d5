//! `GET …/plan/together` and `…/together/{step}`: one screen between two people. In any order; skip anything.

use super::chart::Chart;
use super::goal::Choice;
use super::open::look;
use super::origin::{Came, Origin};
use super::pen::{Pen, Writing};
use super::pieces::{self, ClashRow, CornerRow, GoalPiece, PathwayRow};
use super::view::{Told, next_times, say, sections};
use crate::app::App;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::plan::{ActionWho, Repeat, TextField};
use service::plan::PlanView;
use words::content::{GuideStep, Step};

struct Place {
    href: String,
    title: String,
    current: bool,
    seen: bool,
}

struct Question {
    kind: String,
    text: String,
}

#[derive(Template)]
#[template(path = "plan/begin.html")]
struct BeginPage {
    page: Page,
    base: String,
    own: bool,
    handed_over: bool,
    started: bool,
    may_write: bool,
    may_hand_over: bool,
    places: Vec<Place>,
    at_the_table: Vec<String>,
}

#[derive(Template)]
#[template(path = "plan/together.html")]
struct TogetherPage {
    page: Page,
    base: String,
    from: String,
    step: &'static str,
    title: String,
    intro: String,
    question: Question,
    another: String,
    more: Vec<Question>,
    places: Vec<Place>,
    before: String,
    after: String,
    handed_over: bool,
    may_write: bool,
    may_hand_over: bool,
    may_sign: bool,
    clashes: Vec<ClashRow>,
    writings: Vec<Writing>,
    pathways: Vec<PathwayRow>,
    corner: Vec<CornerRow>,
    goals: Vec<GoalPiece>,
    sections: Vec<Told>,
    whos: Vec<Choice>,
    repeats: Vec<Choice>,
    came: Came,
}

fn places(lang: Lang, base: &str, here: Option<Step>) -> Vec<Place> {
    let at = Step::ALL.iter().position(|step| Some(*step) == here);
    let guide = words::content::guide(lang);
    let place = |(index, step): (usize, &GuideStep)| Place {
        href: format!("{base}/together/{}", step.key.code()),
        title: step.title.clone(),
        current: at == Some(index),
        seen: at.is_some_and(|at| index < at),
    };
    guide.steps.iter().enumerate().map(place).collect()
}

/// Where a conversation begins: the parts, in any order.
pub async fn begin(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let view = look(&app, &chart).await?;
    let (house, one) = (app.house.clone(), chart.clone());
    // Whom the member would like beside them; nothing where the reader may see the plan alone.
    let at_the_table = match ask(move || service::people::reach(&house, &one.session, one.member)).await {
        Ok(reach) => reach.allies.into_iter().filter(|ally| ally.invited).map(|ally| ally.name).collect(),
        Err(Trouble::Absent | Trouble::Refused(_)) => Vec::new(),
        Err(other) => return Err(other),
    };
    html(&BeginPage {
        at_the_table,
        page: frame(&app, &visit, &chart),
        own: chart.own(),
        handed_over: chart.handed_over(),
        started: view.plan.is_some(),
        may_write: view.may_write,
        may_hand_over: view.may_hand_over,
        places: places(visit.lang, &chart.base, None),
        base: chart.base,
    })
}

/// The frame steps back: no menu, nothing of other people.
fn frame(app: &App, visit: &Visit, chart: &Chart) -> Page {
    let mut page = Page::titled(app, visit, chart.face, "together-title");
    page.conversation = true;
    page
}

/// One part of the conversation.
pub async fn part(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let step = Step::from_code(at.text("step")).ok_or(Trouble::Absent)?;
    show(&app, &visit, &chart, step, Came::default()).await
}

/// The page of one part.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, step: Step, came: Came) -> Reply {
    let view = look(app, chart).await?;
    let lang = visit.lang;
    let guide = words::content::guide(lang);
    let told = guide.step(step).ok_or(Trouble::Absent)?;
    let pen = Pen::new(lang, chart, &view, &came);
    let at = Step::ALL.iter().position(|own| *own == step).unwrap_or_default();
    let neighbor = |at: Option<usize>| {
        let near = at.and_then(|at| Step::ALL.get(at));
        near.map(|step| format!("{}/together/{}", chart.base, step.code())).unwrap_or_default()
    };
    let asked = visit.asked("ask").parse::<usize>().unwrap_or_default() % told.prompts.len().max(1);
    let mut questions: Vec<Question> = told.prompts.iter().map(|prompt| question(lang, prompt)).collect();
    let question = if questions.is_empty() {
        Question { kind: String::new(), text: told.intro.clone() }
    } else {
        questions.remove(asked)
    };
    let with_goals = matches!(step, Step::Goals | Step::Strategies | Step::Actions | Step::ReadBack);
    let goals = if with_goals { goals(lang, &pen, &view) } else { Vec::new() };
    let page = TogetherPage {
        page: frame(app, visit, chart),
        from: Origin::Together(step).to_string(),
        step: step.code(),
        title: told.title.clone(),
        intro: told.intro.clone(),
        question,
        another: format!("{}/together/{}?ask={}", chart.base, step.code(), asked + 1),
        more: questions,
        places: places(lang, &chart.base, Some(step)),
        before: neighbor(at.checked_sub(1)),
        after: neighbor(at.checked_add(1)),
        handed_over: chart.handed_over(),
        may_write: view.may_write && view.plan.is_some(),
        may_hand_over: view.may_hand_over,
        may_sign: view.may_sign && view.clashes.is_empty() && !view.content.is_empty(),
        clashes: pieces::clashes(lang, &view),
        writings: writings(&pen, &view, step),
        pathways: if step == Step::Pathways { pieces::pathways(lang, &view.content) } else { Vec::new() },
        corner: if step == Step::Environment { pieces::corner(&view) } else { Vec::new() },
        goals,
        sections: if step == Step::ReadBack { sections(lang, &view.content) } else { Vec::new() },
        whos: pieces::whos(lang, ActionWho::Member.code()),
        repeats: pieces::repeats(lang, Repeat::Once.code()),
        base: chart.base.clone(),
        came,
    };
    html_with(page.came.status(), &page)
}

fn question(lang: Lang, prompt: &words::content::Prompt) -> Question {
    Question { kind: say(lang, &format!("prompt-kind-{}", prompt.kind.code())), text: prompt.text.clone() }
}

fn goals(lang: Lang, pen: &Pen<'_>, view: &PlanView) -> Vec<GoalPiece> {
    let goals = view.content.goals.iter().enumerate().filter(|(_, goal)| !ended(goal.status));
    let mut pieces: Vec<GoalPiece> = goals.map(|(at, goal)| pieces::goal(lang, pen, at, goal)).collect();
    for piece in &mut pieces {
        next_times(lang, view, std::slice::from_mut(&mut piece.told));
    }
    pieces
}

/// Goals that found their end are on the plan's page; a conversation is about what comes.
const fn ended(status: domain::plan::GoalStatus) -> bool {
    use domain::plan::GoalStatus as Status;
    matches!(status, Status::Reached | Status::LetGo | Status::Changed)
}

fn writings(pen: &Pen<'_>, view: &PlanView, step: Step) -> Vec<Writing> {
    let Some(plan) = view.plan.map(|plan| plan.to_string()) else { return Vec::new() };
    let content = &view.content;
    match step {
        Step::Icebreakers => pen
            .write_all(&plan, &[(TextField::GoodLife, &content.good_life), (TextField::Strengths, &content.strengths)]),
        Step::Environment => pen.write_all(&plan, &[(TextField::Home, &content.home)]),
        _ => Vec::new(),
    }
}
