//! `GET` and `POST /help-me-choose`: a few ways that may fit.
//!
//! The answers come in the body of the form and go back into the page that answers it: into no address, no cookie and
//! no table, and neither log nor browser keeps the page.

use crate::app::App;
use crate::form::Asked;
use crate::page::{Face, Page};
use crate::respond::{Reply, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::choose::{Answer, Answers, Question, Reason, Suggestion, choose};
use domain::directory::fold;
use domain::lang::Lang;
use words::content::{Choosing, Told};
use words::words;

/// So many questions are asked at once; the others are there for who wants them.
const AT_FIRST: usize = 5;

struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

struct Ask {
    code: &'static str,
    label: String,
    kind: &'static str,
    options: Vec<Choice>,
}

struct Fact {
    text: String,
    source: String,
    checked: String,
    sure: String,
    unverified: bool,
}

struct Way {
    key: String,
    name: String,
    pathway: String,
    told: String,
    whys: Vec<String>,
    know: Vec<Fact>,
    evidence: Option<Fact>,
    meetings: String,
    /// The guide to a first meeting; empty where there is none.
    first: String,
}

struct Shown {
    ways: Vec<Way>,
    general: Vec<Fact>,
    be_safe: bool,
}

#[derive(Template)]
#[template(path = "public/choose.html")]
struct ChoosePage {
    page: Page,
    asks: Vec<Ask>,
    more: Vec<Ask>,
    more_open: bool,
    shown: Option<Shown>,
}

/// The questions.
pub async fn choose_page(State(app): State<App>, visit: Visit) -> Reply {
    show(&app, &visit, &Answers::default(), None)
}

/// A few ways that may fit, and the questions again as they were answered.
pub async fn chosen(State(app): State<App>, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let given = |answer: &Answer| {
        let mut codes = fields.pairs().map(|(question, value)| format!("{question}.{value}"));
        codes.any(|code| code == answer.code())
    };
    let answers = Answers::of(Answer::ALL.iter().copied().filter(given));
    // Each day another group is first in turn among those that fit alike.
    let turn = usize::try_from(app.house.now().micros() / 86_400_000_000).unwrap_or_default();
    let shown = words::content::choosing().map(|all| {
        let found = choose(&all.catalogue, &answers, turn);
        shown(visit.lang, all, &found, &answers)
    });
    show(&app, &visit, &answers, shown)
}

fn show(app: &App, visit: &Visit, answers: &Answers, shown: Option<Shown>) -> Reply {
    let ask = |question: &Question| Ask {
        code: question.code(),
        label: words().say(visit.lang, &question.message_id()).into_owned(),
        kind: if question.takes_several() { "checkbox" } else { "radio" },
        options: question.answers().map(|answer| option(visit.lang, answer, answers)).collect(),
    };
    let (first, more) = Question::ALL.split_at(AT_FIRST);
    html(&ChoosePage {
        page: Page::titled(app, visit, Face::Public, "choose-title"),
        asks: first.iter().map(ask).collect(),
        more_open: more.iter().any(|question| answers.speaks_to(*question)),
        more: more.iter().map(ask).collect(),
        shown,
    })
}

fn option(lang: Lang, answer: Answer, answers: &Answers) -> Choice {
    Choice {
        value: answer.value(),
        label: words().say(lang, &answer.message_id()).into_owned(),
        chosen: answers.has(answer),
    }
}

fn shown(lang: Lang, all: &Choosing, found: &[Suggestion<'_>], answers: &Answers) -> Shown {
    let mut ways: Vec<Way> = found.iter().filter_map(|one| way(lang, all, one)).collect();
    ways.sort_by_key(|way| fold(&way.name));
    let risky = [Answer::StaySafe, Answer::Opioids, Answer::Stimulants, Answer::Pills];
    Shown {
        ways,
        general: all.general.iter().map(|told| fact(lang, told)).collect(),
        be_safe: risky.into_iter().any(|answer| answers.has(answer)),
    }
}

fn way(lang: Lang, all: &Choosing, one: &Suggestion<'_>) -> Option<Way> {
    let group = all.group(&one.group.key)?;
    let because = |reason: &Reason| match reason {
        Reason::Said(weight) => all.why(*weight).map(|told| told.text.get(lang).clone()),
        Reason::Secular => Some(words().say(lang, "choose-because-secular").into_owned()),
        Reason::Compare => Some(words().say(lang, "choose-because-compare").into_owned()),
    };
    let mut whys: Vec<String> = one.reasons.iter().filter_map(because).collect();
    whys.dedup();
    let cautions = one.cautions.iter().filter_map(|weight| all.why(*weight));
    Some(Way {
        key: group.key.clone(),
        name: group.name.get(lang).clone(),
        pathway: words().say(lang, &group.pathway.message_id()).into_owned(),
        told: group.told.get(lang).clone(),
        whys,
        know: cautions.chain(&group.know).map(|told| fact(lang, told)).collect(),
        evidence: all.evidence(group).map(|told| fact(lang, told)),
        first: words::content::library()
            .first_meeting(lang, group.pathway)
            .map(|guide| format!("{}/library/{}", lang.prefix(), guide.key))
            .unwrap_or_default(),
        meetings: format!("{}/meetings?pathway={}", lang.prefix(), group.pathway.code()),
    })
}

fn fact(lang: Lang, told: &Told) -> Fact {
    let day = words().date_with_year(lang, told.verified_on);
    Fact {
        text: told.text.get(lang).clone(),
        source: told.source.clone(),
        checked: words().say_with(lang, "choose-checked-on", &[("date", day.into())]),
        sure: words().say(lang, &format!("confidence-{}", told.confidence.code())).into_owned(),
        unverified: told.confidence == domain::plan::Confidence::Unverified,
    }
}
