//! `GET /library`, one of its guides, and the warning before another site.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::directory::Query;
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::Date;
use words::content::{About, Article, Story, Told};
use words::words;

struct Entry {
    href: String,
    title: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "public/library.html")]
struct LibraryPage {
    page: Page,
    text: String,
    searched: bool,
    guides: Vec<Entry>,
    meetings: Vec<Entry>,
    stories: Vec<Entry>,
}

/// Where on the page of the library something stands.
#[derive(PartialEq, Eq)]
enum Shelf {
    Guides,
    FirstMeetings,
    Stories,
}

impl Shelf {
    fn of(about: &About) -> Self {
        match (&about.story, &about.pathway) {
            (Some(_), _) => Self::Stories,
            (None, Some(_)) => Self::FirstMeetings,
            (None, None) => Self::Guides,
        }
    }
}

struct Step {
    text: String,
    source: String,
    checked: String,
    sure: String,
    unverified: bool,
}

struct StateSteps {
    name: String,
    steps: Vec<Step>,
}

#[derive(Template)]
#[template(path = "public/article.html")]
struct ArticlePage {
    page: Page,
    title: String,
    summary: String,
    /// Whose story it is; empty where it is none.
    whose: String,
    /// Made by `words` from its own marks alone.
    body: String,
    states: Vec<StateSteps>,
    owner: String,
    reviewer: String,
    written: String,
    review: String,
    is_due: bool,
    sources: Vec<String>,
    others: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "public/leave.html")]
struct LeavePage {
    page: Page,
    name: String,
    to: String,
    host: String,
    sure: String,
    checked: String,
}

/// The guides, or those in which some words stand.
pub async fn library(State(app): State<App>, visit: Visit) -> Reply {
    let text: String = visit.asked("q").chars().take(200).collect();
    let query = Query::parse(&text);
    let today = visit.date(app.house.now());
    let all = words::content::library().articles(visit.lang).iter().filter(|own| own.about.is_shown_on(today));
    let mut found: Vec<(u32, &Article)> = all.filter_map(|own| Some((query.score(&own.words)?, own))).collect();
    // Best first; without words each scores the same and the order of the library stays.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    // What was found by its words is one list.
    let on = |shelf: &Shelf| {
        let here = |own: &Article| {
            if query.is_empty() { Shelf::of(&own.about) == *shelf } else { *shelf == Shelf::Guides }
        };
        found.iter().filter(|(_, own)| here(own)).map(|(_, own)| entry(visit.lang, own)).collect::<Vec<_>>()
    };
    html(&LibraryPage {
        page: Page::titled(&app, &visit, Face::Public, "library-title"),
        text,
        searched: !query.is_empty(),
        guides: on(&Shelf::Guides),
        meetings: on(&Shelf::FirstMeetings),
        stories: on(&Shelf::Stories),
    })
}

/// Whose story it is, for its reader.
fn whose(lang: Lang, story: &Story) -> String {
    match story {
        Story::MadeUp {} => words().say(lang, "story-made-up").into_owned(),
        Story::Told { consent_on, .. } => {
            let day = words().date_with_year(lang, *consent_on);
            words().say_with(lang, "story-told", &[("date", day.into())])
        }
    }
}

fn entry(lang: Lang, own: &Article) -> Entry {
    Entry {
        href: format!("{}/library/{}", lang.prefix(), own.key),
        title: own.about.title.clone(),
        summary: own.about.summary.clone(),
    }
}

/// One guide.
pub async fn article(State(app): State<App>, visit: Visit, params: Params) -> Reply {
    let lang = visit.lang;
    let library = words::content::library();
    let today = visit.date(app.house.now());
    let own = library.article(lang, params.text("guide")).filter(|own| own.about.is_shown_on(today));
    let own = own.ok_or(Trouble::Absent)?;
    let about = &own.about;
    let states = library.states.iter().filter(|_| about.states).map(|state| StateSteps {
        name: state.name.get(lang).clone(),
        steps: state.step.iter().map(|told| step(lang, told)).collect(),
    });
    let others = library.articles(lang).iter().filter(|other| other.key != own.key && other.about.is_shown_on(today));
    let others = others.filter(|other| Shelf::of(&other.about) == Shelf::of(about));
    html(&ArticlePage {
        page: Page::new(&app, &visit, Face::Public, about.title.clone()),
        title: about.title.clone(),
        summary: about.summary.clone(),
        whose: about.story.as_ref().map(|story| whose(lang, story)).unwrap_or_default(),
        body: own.html.clone(),
        states: states.collect(),
        owner: about.owner.clone(),
        reviewer: about.reviewer.clone().unwrap_or_default(),
        written: words().date_with_year(lang, about.written_on),
        review: words().date_with_year(lang, about.next_review),
        is_due: today > about.next_review,
        sources: about.sources.clone(),
        others: others.map(|other| entry(lang, other)).collect(),
    })
}

fn checked(lang: Lang, day: Date) -> String {
    let day = words().date_with_year(lang, day);
    words().say_with(lang, "choose-checked-on", &[("date", day.into())])
}

fn step(lang: Lang, told: &Told) -> Step {
    Step {
        text: told.text.get(lang).clone(),
        source: told.source.clone(),
        checked: checked(lang, told.verified_on),
        sure: words().say(lang, &format!("confidence-{}", told.confidence.code())).into_owned(),
        unverified: told.confidence == Confidence::Unverified,
    }
}

/// Before another site: whose it is, and that it may see who comes. Only addresses of the library lead out.
pub async fn leave(State(app): State<App>, visit: Visit, params: Params) -> Reply {
    let lang = visit.lang;
    let link = words::content::library().link(params.text("link")).ok_or(Trouble::Absent)?;
    let host = link.to.trim_start_matches("https://").split('/').next().unwrap_or_default();
    html(&LeavePage {
        page: Page::titled(&app, &visit, Face::Public, "leave-title"),
        name: link.name.get(lang).clone(),
        to: link.to.clone(),
        host: host.to_owned(),
        sure: words().say(lang, &format!("confidence-{}", link.confidence.code())).into_owned(),
        checked: checked(lang, link.verified_on),
    })
}
