//! The parts of a plan as pages show them: strings in the reader's language, nothing else.

use super::pen::Writing;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{Action, ActionLink, ActionWho, Goal, PlanContent, Repeat, Strategy};
use domain::time::{Date, Time, Weekday, plus_days};
use service::plan::{PlanView, Translations};
use words::words;

/// A label and what stands under it.
pub struct Told {
    /// The label.
    pub label: String,
    /// The words.
    pub text: String,
    /// The same in the other language, or nothing. It stands beside the words, never instead.
    pub other: String,
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
    /// Where to join that meeting online, or nothing.
    pub online: String,
    /// The number to join it by phone, as an address takes it, or nothing.
    pub phone: String,
    /// The same step in the other language, or nothing.
    pub other: String,
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
    (!text.trim().is_empty()).then(|| Told { label: say(lang, id), text: text.to_owned(), other: String::new() })
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
        told(lang, "plan-field-recommendation", &content.recommendation),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Puts translations beside the words that they belong to.
pub fn beside(lang: Lang, translations: &Translations, sections: &mut [Told], goals: &mut [GoalView]) {
    let in_other = |text: &str| translations.words.get(text).cloned().unwrap_or_default();
    let fill = |told: &mut [Told]| told.iter_mut().for_each(|one| one.other = in_other(&one.text));
    let label = |id: &str| {
        let field = say(lang, id);
        words().say_with(lang, &format!("translated-{}", translations.lang.tag()), &[("field", Arg::from(field))])
    };
    // A heading has no room beside it: its translation is the first thing told under it.
    let above = |id: &str, text: &str, told: &mut Vec<Told>| {
        let other = in_other(text);
        if !other.is_empty() {
            told.insert(0, Told { label: label(id), text: other, other: String::new() });
        }
    };
    fill(sections);
    for goal in goals {
        fill(&mut goal.told);
        above("plan-field-goal-why", &goal.why, &mut goal.told);
        above("plan-field-goal-statement", &goal.statement, &mut goal.told);
        for way in &mut goal.ways {
            fill(&mut way.told);
            above("plan-field-strategy-statement", &way.statement, &mut way.told);
            for step in &mut way.steps {
                step.other = in_other(&step.what);
            }
        }
    }
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
        online: action.link.as_ref().map(|link| link.online.clone()).unwrap_or_default(),
        // A hash would end the address.
        phone: action.link.as_ref().map(|link| link.phone.replace('#', "%23")).unwrap_or_default(),
        other: String::new(),
    }
}

/// A meeting as it was listed when it came into the plan.
pub fn meeting(lang: Lang, link: &ActionLink) -> String {
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

/// One step, with the day on which its meeting is next.
pub fn step_on(lang: Lang, today: Date, action: &Action) -> StepView {
    let mut told = step(lang, action);
    if let Some(link) = &action.link {
        told.meeting = meeting_next(lang, today, link);
    }
    told
}

/// Adds to each step that leads to a meeting when it is next, counted from the reader's today.
pub fn next_times(lang: Lang, view: &PlanView, goals: &mut [GoalView]) {
    let steps = goals.iter_mut().flat_map(|goal| &mut goal.ways).flat_map(|way| &mut way.steps);
    for step in steps {
        let action = step.id.parse().ok().and_then(|id| view.content.action(id));
        if let Some(link) = action.and_then(|(_, action)| action.link.as_ref()) {
            step.meeting = meeting_next(lang, view.today, link);
        }
    }
}

/// A meeting with the day on which it is next.
pub fn meeting_next(lang: Lang, today: Date, link: &ActionLink) -> String {
    let told = meeting(lang, link);
    let Some(on) = next_day(today, &link.when) else { return told };
    let next = words().say_with(lang, "meeting-next", &[("day", Arg::from(words().date(lang, on)))]);
    format!("{told}. {next}")
}

/// The next day of a meeting that is written as "tue 19:00": today counts.
fn next_day(today: Date, when: &str) -> Option<Date> {
    let code = when.split_once(' ')?.0;
    let days = [
        ("sun", Weekday::Sunday),
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
    ];
    let day = days.iter().find(|(own, _)| *own == code)?.1;
    (0..7).map(|ahead| plus_days(today, ahead)).find(|date| date.weekday() == day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_next_today_or_within_the_week() {
        let monday: Date = "2026-11-23".parse().expect("a day");
        let next = |when| next_day(monday, when).map(|day| day.to_string());
        assert_eq!(next("mon 19:00").as_deref(), Some("2026-11-23"));
        assert_eq!(next("sun 07:00").as_deref(), Some("2026-11-29"));
        assert_eq!(next(""), None);
        assert_eq!(next("someday 19:00"), None);
    }
}
