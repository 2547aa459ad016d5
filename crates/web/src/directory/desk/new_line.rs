//! The fields of a help line that is missing, and what they say.

use super::form::Tick;
use super::service_form::DayField;
use crate::form::Fields;
use crate::session::Visit;
use domain::directory::offering::WEEK;
use domain::directory::{Answerer, LineKind};
use domain::lang::Lang;
use service::directory::NewLine;
use words::words;

/// What stands in the fields.
pub struct NewLineFields {
    /// The texts.
    pub now: NewLine,
    /// What it is for.
    pub kinds: Vec<Tick>,
    /// Who answers.
    pub answers: Vec<Tick>,
    /// In which languages.
    pub languages: Vec<Tick>,
    /// The week from Monday.
    pub days: Vec<DayField>,
}

impl NewLineFields {
    /// The fields with these values; `zone` is where nothing else is said.
    pub fn of(visit: &Visit, now: &NewLine, zone: String) -> Self {
        let say = |id: &str| words().say(visit.lang, id).into_owned();
        let kind = |kind: &LineKind| Tick {
            value: kind.code().to_owned(),
            label: say(&kind.message_id()),
            chosen: now.kind == kind.code(),
        };
        let answer = |who: &Answerer| Tick {
            value: who.code().to_owned(),
            label: say(&who.message_id()),
            chosen: now.answers.iter().any(|code| code == who.code()),
        };
        let language = |lang: Lang| Tick {
            value: lang.tag().to_owned(),
            label: say(&format!("line-speaks-{}", lang.tag())),
            chosen: now.languages.iter().any(|tag| tag == lang.tag()),
        };
        let day = |(number, day): (usize, &domain::time::Weekday)| DayField {
            field: format!("hours-{number}"),
            label: words().weekday(visit.lang, *day),
            text: now.hours.get(number).cloned().unwrap_or_default(),
        };
        let zone = if now.zone.is_empty() { zone } else { now.zone.clone() };
        Self {
            kinds: LineKind::ALL.iter().map(kind).collect(),
            answers: Answerer::ALL.iter().map(answer).collect(),
            languages: Lang::ALL.into_iter().map(language).collect(),
            days: WEEK.iter().enumerate().map(day).collect(),
            now: NewLine { zone, ..now.clone() },
        }
    }
}

/// What was posted.
pub fn posted(fields: &Fields) -> NewLine {
    let text = |name: &str| fields.text(name).to_owned();
    NewLine {
        kind: text("kind"),
        name: text("name"),
        about: [text("about_en"), text("about_es")],
        place: text("place"),
        call: text("call"),
        text: text("text"),
        chat: text("chat"),
        answers: fields.all("answers"),
        languages: fields.all("languages"),
        always: fields.text("always") == "yes",
        zone: text("zone"),
        hours: (0..WEEK.len()).map(|number| text(&format!("hours-{number}"))).collect(),
        source: text("source"),
    }
}

/// What a new line says, for whoever has to check all of it.
pub fn told(lang: Lang, new: &NewLine) -> Vec<String> {
    let say = |id: &str| words().say(lang, id).into_owned();
    let listed = |codes: &[String], start: &str| {
        codes.iter().map(|code| say(&format!("{start}-{code}"))).collect::<Vec<_>>().join(", ")
    };
    let [en, es] = new.about.clone();
    let days = WEEK.iter().zip(&new.hours).filter(|(_, text)| !text.is_empty());
    let days: Vec<String> = days.map(|(day, text)| format!("{} {text}", words().weekday(lang, *day))).collect();
    let hours = match (new.always, days.is_empty()) {
        (true, _) => say("line-open-always"),
        (false, true) => say("line-open-unknown"),
        (false, false) => format!("{} ({})", days.join("; "), new.zone),
    };
    let to = |id: &str, to: &str| match to {
        "" => String::new(),
        to => words().say_with(lang, id, &[("to", to.into())]),
    };
    let all = [
        say(&format!("line-kind-{}", new.kind)),
        new.place.clone(),
        en,
        es,
        to("line-call", &new.call),
        to("line-text", &new.text),
        to("line-chat", &new.chat),
        listed(&new.answers, "line-answers"),
        listed(&new.languages, "line-speaks"),
        hours,
    ];
    all.into_iter().filter(|line| !line.trim().is_empty()).collect()
}
