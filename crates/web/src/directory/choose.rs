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
use words::content::{Choosing, GroupWords, Told};
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

/// Something that a search of meetings can be narrowed by.
struct Narrow {
    name: &'static str,
    value: &'static str,
    label: String,
}

struct Shown {
    ways: Vec<Way>,
    narrow: Vec<Narrow>,
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
        narrow: narrow(lang),
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
        meetings: meetings(lang, group),
    })
}

/// Where its meetings are. The group's own words say no more of who looks for it than the pathway does.
fn meetings(lang: Lang, group: &GroupWords) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.append_pair("pathway", group.pathway.code());
    if let Some(words) = &group.search {
        asked.append_pair("q", words);
    }
    format!("{}/meetings?{}", lang.prefix(), asked.finish())
}

/// What one can narrow a search of meetings by, from here. Nothing is ticked: what was answered above goes into no address
/// unasked.
fn narrow(lang: Lang) -> Vec<Narrow> {
    let say = |id: &str| words().say(lang, id).into_owned();
    let all = [
        ("way", "online", "meeting-attendance-online"),
        ("part", "evening", "meeting-part-evening"),
        ("speaks", "spanish", "meeting-type-s"),
        ("f", "women", "facet-women"),
        ("f", "men", "facet-men"),
        ("f", "young", "facet-young"),
        ("f", "lgbtq", "facet-lgbtq"),
        ("f", "asl", "facet-asl"),
        ("f", "child-care", "facet-child-care"),
        ("f", "wheelchair", "facet-wheelchair"),
        ("f", "medication-friendly", "facet-medication-friendly"),
    ];
    all.into_iter().map(|(name, value, id)| Narrow { name, value, label: say(id) }).collect()
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
