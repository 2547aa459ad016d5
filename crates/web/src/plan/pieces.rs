//! Parts of a plan that are not running text, as forms show them: pathways, people, clashes, goals.

use super::goal::{Choice, smart_next};
use super::pen::{Pen, Writing};
use super::view::{GoalView, goal as goal_view, say};
use domain::lang::Lang;
use domain::plan::{ActionWho, Goal, GoalStatus, PlanContent, Repeat, Standing, Strategy, TextField};
use service::plan::PlanView;

/// A pathway, and how the member stands to it.
pub struct PathwayRow {
    /// The field's name.
    pub name: String,
    /// What the pathway is called.
    pub label: String,
    /// What it is.
    pub hint: String,
    /// Whose mark its name is, or nothing.
    pub note: String,
    /// The name in the member's own words, where it is not in the content.
    pub custom: String,
    /// The code of how they stood when the form was made.
    pub was: &'static str,
    /// How they may stand.
    pub standings: Vec<Choice>,
}

/// Somebody whom the chart knows.
pub struct CornerRow {
    /// Their row.
    pub id: String,
    /// Their name, and what they are to the member.
    pub line: String,
    /// Whether the plan names them.
    pub in_plan: bool,
}

/// Two texts for one field.
pub struct ClashRow {
    /// The clash.
    pub id: String,
    /// The field.
    pub label: String,
    /// What stands in the plan.
    pub stands: String,
    /// What is kept beside it.
    pub kept: String,
    /// The revision of what stands.
    pub revision: i64,
}

/// A goal that is being written.
pub struct GoalPiece {
    /// As it is told.
    pub told: GoalView,
    /// Its pieces of writing.
    pub writings: Vec<Writing>,
    /// Where it may stand.
    pub statuses: Vec<Choice>,
    /// The parts of life it may touch.
    pub areas: Vec<Choice>,
    /// By when, as a date field holds it.
    pub due: String,
    /// One gentle line on how clear it is.
    pub smart_line: String,
    /// The field of the first part on which it is silent, where that is a text.
    pub smart_next: Vec<Writing>,
    /// The question for its day, where that part comes first.
    pub due_question: String,
}

/// Choices of a kind: their messages are `KIND-CODE`.
pub fn choices<'a>(lang: Lang, kind: &str, codes: impl Iterator<Item = &'a str>, chosen: &str) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: say(lang, &format!("{kind}-{code}")),
        chosen: code == chosen,
    };
    codes.map(choice).collect()
}

/// Who may do a step.
pub fn whos(lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(lang, "who", ActionWho::ALL.iter().map(|one| one.code()), chosen)
}

/// How often a step may come round.
pub fn repeats(lang: Lang, chosen: &str) -> Vec<Choice> {
    choices(lang, "repeat", Repeat::ALL.iter().map(|one| one.code()), chosen)
}

/// Every pathway of the content, then the member's own.
pub fn pathways(lang: Lang, content: &PlanContent) -> Vec<PathwayRow> {
    let stands = |key: &str, custom: &str| {
        let found = content.pathways.iter().find(|choice| choice.key == key && choice.custom == custom);
        found.map_or("", |choice| choice.standing.code())
    };
    let standings = |chosen: &str| choices(lang, "standing", Standing::ALL.iter().map(|one| one.code()), chosen);
    let known = words::content::pathways().iter().map(|pathway| {
        let was = stands(&pathway.key, "");
        PathwayRow {
            name: pathway.key.clone(),
            label: pathway.name.get(lang).clone(),
            hint: pathway.description.get(lang).clone(),
            note: pathway.trademark.as_ref().map(|note| note.get(lang).clone()).unwrap_or_default(),
            custom: String::new(),
            was,
            standings: standings(was),
        }
    });
    let own =
        content.pathways.iter().filter(|choice| choice.key.is_empty()).enumerate().map(|(at, choice)| PathwayRow {
            name: format!("own{at}"),
            label: choice.custom.clone(),
            hint: String::new(),
            note: String::new(),
            custom: choice.custom.clone(),
            was: choice.standing.code(),
            standings: standings(choice.standing.code()),
        });
    known.chain(own).collect()
}

/// People whom the chart knows.
pub fn corner(view: &PlanView) -> Vec<CornerRow> {
    let row = |one: &service::plan::CornerLine| CornerRow {
        id: one.id.to_string(),
        line: match one.relation.trim() {
            "" => one.name.clone(),
            relation => format!("{}, {relation}", one.name),
        },
        in_plan: one.in_plan,
    };
    view.corner.iter().map(row).collect()
}

/// What clashes.
pub fn clashes(lang: Lang, view: &PlanView) -> Vec<ClashRow> {
    let row = |clash: &service::plan::ClashView| ClashRow {
        id: clash.id.to_string(),
        label: say(lang, &format!("plan-field-{}", clash.field.code())),
        stands: clash.ours.clone(),
        kept: clash.theirs.clone(),
        revision: clash.revision,
    };
    view.clashes.iter().map(row).collect()
}

/// A goal with its fields; `at` is its place, from 0.
pub fn goal(lang: Lang, pen: &Pen<'_>, at: usize, goal: &Goal) -> GoalPiece {
    let owner = goal.id.to_string();
    let (smart_line, smart_next, due_question) = smart_next(lang, pen, goal);
    let mut told = goal_view(lang, at, goal);
    for (way, strategy) in told.ways.iter_mut().zip(&goal.strategies) {
        way.writings = way_words(pen, strategy);
    }
    GoalPiece {
        told,
        writings: pen
            .write_all(&owner, &[(TextField::GoalStatement, &goal.statement), (TextField::GoalWhy, &goal.why)]),
        statuses: choices(lang, "goal-status", GoalStatus::ALL.iter().map(|one| one.code()), goal.status.code()),
        areas: areas(lang, goal),
        due: goal.due.map(|due| due.to_string()).unwrap_or_default(),
        smart_line,
        smart_next,
        due_question,
    }
}

fn areas(lang: Lang, goal: &Goal) -> Vec<Choice> {
    let area = |area: &words::content::LifeArea| Choice {
        value: area.key.clone(),
        label: area.name.get(lang).clone(),
        chosen: goal.life_areas.contains(&area.key),
    };
    words::content::life_areas().iter().map(area).collect()
}

fn way_words(pen: &Pen<'_>, strategy: &Strategy) -> Vec<Writing> {
    pen.write_all(
        &strategy.id.to_string(),
        &[
            (TextField::StrategyStatement, &strategy.statement),
            (TextField::StrategyStrength, &strategy.strength),
            (TextField::StrategyBarrier, &strategy.barrier),
            (TextField::StrategySupport, &strategy.support_person),
        ],
    )
}
