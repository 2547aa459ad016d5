//! The fields of a service as a form, for editors, colleagues and the service's contact alike.

use super::form::Tick;
use crate::form::Fields;
use crate::session::Visit;
use domain::directory::offering::{Answer, Fit, Offering, OfferingKind, WEEK};
use service::directory::services::{NewService, ServiceForm};
use words::words;

/// One question on who may come, with its answers to pick from.
pub struct Question {
    /// The name of the field.
    pub field: String,
    /// The question.
    pub label: String,
    /// Yes and no.
    pub answers: Vec<Tick>,
}

/// The hours of one day.
pub struct DayField {
    /// The name of the field.
    pub field: String,
    /// The day.
    pub label: String,
    /// What is typed there.
    pub text: String,
}

/// What stands in the fields.
pub struct ServiceFields {
    /// The texts.
    pub now: ServiceForm,
    /// The kinds of help: those that are ticked first.
    pub kinds: Vec<Tick>,
    /// The week from Monday.
    pub days: Vec<DayField>,
    /// Who may come.
    pub questions: Vec<Question>,
    /// Who offers it, where that is asked: of a service that is not there yet.
    pub provider: Option<String>,
    /// Whether there are fields for words about it. A visitor has none.
    pub words: bool,
}

impl ServiceFields {
    /// The fields with these values.
    pub fn of(visit: &Visit, now: ServiceForm) -> Self {
        let kind = |kind: &OfferingKind| Tick {
            value: kind.code().to_owned(),
            label: words().say(visit.lang, &kind.message_id()).into_owned(),
            chosen: now.kinds.iter().any(|code| code == kind.code()),
        };
        let mut kinds: Vec<Tick> = OfferingKind::ALL.iter().map(kind).collect();
        kinds.sort_by_key(|one| !one.chosen);
        let day = |(number, day): (usize, &domain::time::Weekday)| DayField {
            field: format!("hours-{number}"),
            label: words().weekday(visit.lang, *day),
            text: now.hours.get(number).cloned().unwrap_or_default(),
        };
        let question = |fit: &Fit| {
            let answer = |answer: &Answer| Tick {
                value: answer.code().to_owned(),
                label: words().say(visit.lang, &fit.answer_id(*answer)).into_owned(),
                chosen: now.fits.contains(&said(*fit, answer.code())),
            };
            Question {
                field: format!("fit-{}", fit.code()),
                label: words().say(visit.lang, &fit.message_id()).into_owned(),
                answers: Answer::ALL.iter().map(answer).collect(),
            }
        };
        let questions = Fit::ALL.iter().map(question).collect();
        Self { kinds, days: WEEK.iter().enumerate().map(day).collect(), questions, provider: None, words: true, now }
    }

    /// Those of a service that is not there yet.
    pub fn of_new(visit: &Visit, new: NewService) -> Self {
        Self { provider: Some(new.provider), ..Self::of(visit, new.form) }
    }
}

fn said(fit: Fit, answer: &str) -> String {
    format!("{}-{answer}", fit.code())
}

/// What was posted.
pub fn form_of(fields: &Fields) -> ServiceForm {
    let text = |name: &str| fields.text(name).to_owned();
    // A day as people write it in their language; what is none is shown again as it was typed.
    let day = |name: &str| match fields.date(name) {
        Ok(Some(day)) => day.to_string(),
        Ok(None) | Err(_) => text(name),
    };
    let answers = Fit::ALL.iter().map(|fit| (*fit, fields.text(&format!("fit-{}", fit.code()))));
    ServiceForm {
        name: text("name"),
        alert: text("alert"),
        paused: fields.text("paused") == "yes",
        about: text("about"),
        kinds: fields.all("kinds"),
        languages: text("languages"),
        phone: text("phone"),
        website: text("website"),
        place: text("place"),
        address: text("address"),
        city: text("city"),
        state: text("state"),
        postal_code: text("postal_code"),
        hours: (0..WEEK.len()).map(|number| text(&format!("hours-{number}"))).collect(),
        hours_from: day("hours_from"),
        hours_until: day("hours_until"),
        hours_note: text("hours_note"),
        fits: answers.filter(|(_, answer)| !answer.is_empty()).map(|(fit, answer)| said(fit, answer)).collect(),
    }
}

/// What was posted of a service that is not there yet.
pub fn new_of(fields: &Fields) -> NewService {
    NewService { provider: fields.text("provider").to_owned(), form: form_of(fields) }
}

/// What a field of the form is called.
pub fn label(field: &str) -> &'static str {
    match field {
        "alert" => "service-desk-alert",
        "paused" => "service-desk-paused",
        "about" => "service-desk-about",
        "kinds" => "services-kinds",
        "languages" => "service-desk-languages",
        "phone" => "service-desk-phone",
        "website" => "service-website",
        "place" => "entry-place",
        "address" => "entry-address",
        "city" => "entry-city",
        "state" => "service-desk-state",
        "postal_code" => "service-desk-code",
        "hours" => "service-desk-hours",
        "hours_from" => "service-desk-from",
        "hours_until" => "service-desk-until",
        "hours_note" => "service-desk-hours-note",
        "fits" => "service-fit",
        _ => "entry-name",
    }
}

/// What stands in a field, as one text: kinds, days and answers in words.
pub fn text_of(visit: &Visit, field: &str, texts: &[String]) -> String {
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let all: Vec<String> = match field {
        "kinds" => texts.iter().map(|code| say(&format!("offering-kind-{code}"))).collect(),
        "fits" => texts.iter().map(|code| say(&format!("offering-fit-{code}"))).collect(),
        "hours" => {
            let days = WEEK.iter().zip(texts).filter(|(_, text)| !text.is_empty());
            days.map(|(day, text)| format!("{} {text}", words().weekday(visit.lang, *day))).collect()
        }
        "paused" => texts.iter().filter(|text| !text.is_empty()).map(|_| say("service-paused")).collect(),
        _ => texts.iter().filter(|text| !text.is_empty()).cloned().collect(),
    };
    let between = match field {
        "fits" => " ",
        "hours" => "; ",
        _ => ", ",
    };
    if all.is_empty() { say("entry-nothing") } else { all.join(between) }
}

/// What a service says, in a few lines.
pub fn told(visit: &Visit, offering: &Offering) -> Vec<String> {
    let form = ServiceForm::of(offering);
    let area = [form.state.as_str(), form.postal_code.as_str()].join(" ");
    let place = [form.place.as_str(), &form.address, &form.city, area.trim()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let some = |field: &str, texts: &[String]| match texts.iter().all(String::is_empty) {
        true => String::new(),
        false => text_of(visit, field, texts),
    };
    let bounds = [form.hours_from.as_str(), &form.hours_until];
    let bounds = bounds.into_iter().filter(|day| !day.is_empty()).collect::<Vec<_>>().join(" – ");
    let paused = if form.paused { words().say(visit.lang, "service-paused").into_owned() } else { String::new() };
    let (kinds, hours, fits) = (some("kinds", &form.kinds), some("hours", &form.hours), some("fits", &form.fits));
    let all = [kinds, paused, form.alert, place, form.phone, form.website, hours, bounds, form.hours_note, fits];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}
