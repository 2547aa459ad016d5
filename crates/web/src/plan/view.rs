//! The parts of a plan as pages show them: strings in the reader's language, nothing else.

use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{Action, ActionLink, ActionWho, Goal, PlanContent, Repeat, Strategy, TextField};
use domain::time::{Date, Time};
use service::plan::PlanView;
use words::words;

/// A piece of writing in a form.
pub struct Writing {
    /// The field's name in the form without JavaScript.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What is written.
    pub value: String,
    /// Whose it is: the plan, a goal, a strategy, an action.
    pub owner: String,
    /// The field's code.
    pub field: &'static str,
    /// The revision that the reader saw.
    pub revision: i64,
}

/// A label and what stands under it.
pub struct Told {
    /// The label.
    pub label: String,
    /// The words.
    pub text: String,
}

/// A goal on a page.
pub struct GoalView {
    /// Its identity.
    pub id: String,
    /// Its place, from 1.
    pub number: String,
    /// The goal itself.
    pub statement: String,
    /// Why it matters.
    pub why: String,
    /// The code of where it stands.
    pub status: &'static str,
    /// Its words.
    pub status_label: String,
    /// From 0 to 10, or nothing.
    pub importance: String,
    /// From 0 to 10, or nothing.
    pub confidence: String,
    /// What else is told of it.
    pub told: Vec<Told>,
    /// The ways towards it.
    pub ways: Vec<WayView>,
}

/// A way towards a goal.
pub struct WayView {
    /// Its identity.
    pub id: String,
    /// The way, in words.
    pub statement: String,
    /// What else is told of it.
    pub told: Vec<Told>,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// Its pieces of writing, where they may be changed.
    pub writings: Vec<Writing>,
}

/// A step.
pub struct StepView {
    /// Its identity.
    pub id: String,
    /// What is done.
    pub what: String,
    /// Who, how often, when, in one line.
    pub facts: String,
    /// The meeting it leads to, or nothing.
    pub meeting: String,
}

/// A message in the reader's language.
pub fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// A day in a sentence.
pub fn day(lang: Lang, date: Date) -> String {
    words().date_with_year(lang, date)
}

fn told(lang: Lang, id: &str, text: &str) -> Option<Told> {
    (!text.trim().is_empty()).then(|| Told { label: say(lang, id), text: text.to_owned() })
}

/// A piece of writing with the revision that the reader sees.
pub fn writing(lang: Lang, view: &PlanView, owner: &str, field: TextField, value: &str) -> Writing {
    let code = field.code();
    Writing {
        name: format!("text.{code}.{owner}"),
        label: say(lang, &format!("plan-field-{code}")),
        value: value.to_owned(),
        owner: owner.to_owned(),
        field: code,
        revision: view.revisions.get(&(owner.to_owned(), field)).copied().unwrap_or_default(),
    }
}

/// What is told of the member's life, their people and their pathways.
pub fn sections(lang: Lang, content: &PlanContent) -> Vec<Told> {
    let corner = content.corner.iter().map(|person| match person.relation.trim() {
        "" => person.name.clone(),
        relation => format!("{}, {relation}", person.name),
    });
    let pathways = content.pathways.iter().map(|choice| {
        let known = words::content::pathway(&choice.key).map(|pathway| pathway.name.get(lang).clone());
        let name =
            if choice.custom.is_empty() { known.unwrap_or_else(|| choice.key.clone()) } else { choice.custom.clone() };
        format!("{name}: {}", say(lang, &format!("standing-{}", choice.standing.code())))
    });
    let often = content.frequency.map(|often| {
        let args = [("days", often.days_per_week.to_string()), ("minutes", often.minutes_per_week.to_string())];
        let args: Vec<(&str, Arg)> = args.into_iter().map(|(name, text)| (name, Arg::from(text))).collect();
        words().say_with(lang, "paper-often-each-week", &args)
    });
    [
        told(lang, "plan-field-good-life", &content.good_life),
        told(lang, "plan-field-strengths", &content.strengths),
        told(lang, "paper-corner", &corner.collect::<Vec<_>>().join("\n")),
        told(lang, "plan-field-home", &content.home),
        told(lang, "paper-pathways", &pathways.collect::<Vec<_>>().join("\n")),
        told(lang, "paper-often", &often.unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every goal of a plan.
pub fn goals(lang: Lang, content: &PlanContent) -> Vec<GoalView> {
    content.goals.iter().enumerate().map(|(at, one)| goal(lang, at, one)).collect()
}

/// One goal; `at` is its place, from 0.
pub fn goal(lang: Lang, at: usize, goal: &Goal) -> GoalView {
    let mark = |ruler: Option<domain::plan::Ruler>| ruler.map(|ruler| u8::from(ruler).to_string()).unwrap_or_default();
    let name =
        |key: &String| words::content::life_area(key).map_or_else(|| key.clone(), |area| area.name.get(lang).clone());
    let areas: Vec<String> = goal.life_areas.iter().map(name).collect();
    let due = goal.due.map(|due| day(lang, due)).unwrap_or_default();
    let parts = [
        ("paper-life-areas", areas.join(", ")),
        ("plan-field-goal-specific", goal.specific.clone()),
        ("plan-field-goal-measure", goal.measure.what.clone()),
        ("plan-field-goal-baseline", goal.measure.baseline.clone()),
        ("plan-field-goal-target", goal.measure.target.clone()),
        ("plan-field-goal-achievable", goal.achievable.clone()),
        ("plan-field-goal-relevant", goal.relevant.clone()),
        ("paper-by-when", due),
    ];
    GoalView {
        id: goal.id.to_string(),
        number: (at + 1).to_string(),
        statement: goal.statement.clone(),
        why: goal.why.clone(),
        status: goal.status.code(),
        status_label: say(lang, &format!("goal-status-{}", goal.status.code())),
        importance: mark(goal.importance),
        confidence: mark(goal.confidence),
        told: parts.iter().filter_map(|(id, text)| told(lang, id, text)).collect(),
        ways: goal.strategies.iter().map(|one| way(lang, one)).collect(),
    }
}

fn way(lang: Lang, strategy: &Strategy) -> WayView {
    let parts = [
        ("plan-field-strategy-strength", &strategy.strength),
        ("plan-field-strategy-barrier", &strategy.barrier),
        ("plan-field-strategy-support", &strategy.support_person),
    ];
    WayView {
        id: strategy.id.to_string(),
        statement: strategy.statement.clone(),
        told: parts.into_iter().filter_map(|(id, text)| told(lang, id, text)).collect(),
        steps: strategy.actions.iter().map(|one| step(lang, one)).collect(),
        writings: Vec::new(),
    }
}

/// One step.
pub fn step(lang: Lang, action: &Action) -> StepView {
    let who = match action.who {
        ActionWho::Other if !action.who_name.trim().is_empty() => action.who_name.clone(),
        who => say(lang, &format!("who-{}", who.code())),
    };
    let often = say(lang, &format!("repeat-{}", action.repeat.code()));
    let on = action.on.map(|on| match action.repeat {
        Repeat::Once => day(lang, on),
        _ => words().say_with(lang, "paper-from", &[("date", Arg::from(on))]),
    });
    let facts = [Some(who), Some(often), on, Some(action.when.clone())];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.trim().is_empty()).collect();
    StepView {
        id: action.id.to_string(),
        what: action.what.clone(),
        facts: facts.join(" · "),
        meeting: action.link.as_ref().map(|link| meeting(lang, link)).unwrap_or_default(),
    }
}

fn meeting(lang: Lang, link: &ActionLink) -> String {
    let clock = |(day, clock): (&str, &str)| {
        let time = Time::strptime("%H:%M", clock).ok()?;
        let args = [
            ("day", Arg::from(say(lang, &format!("weekday-{day}")))),
            ("time", Arg::from(words().time_of_day(lang, time))),
        ];
        Some(words().say_with(lang, "paper-weekly-at", &args))
    };
    let when = link.when.split_once(' ').and_then(clock).unwrap_or_default();
    let parts = [link.name.clone(), when, link.place.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
