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
use domain::time::{Date, TimeZone};
use words::content::{Article, Told};
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
    let all = words::content::library().articles(visit.lang);
    let mut found: Vec<(u32, &Article)> = all.iter().filter_map(|own| Some((query.score(&own.words)?, own))).collect();
    // Best first; without words each scores the same and the order of the library stays.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (meetings, guides): (Vec<_>, Vec<_>) =
        found.into_iter().map(|(_, own)| own).partition(|own| own.about.pathway.is_some() && query.is_empty());
    html(&LibraryPage {
        page: Page::titled(&app, &visit, Face::Public, "library-title"),
        text,
        searched: !query.is_empty(),
        guides: guides.into_iter().map(|own| entry(visit.lang, own)).collect(),
        meetings: meetings.into_iter().map(|own| entry(visit.lang, own)).collect(),
    })
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
    let own = library.article(lang, params.text("guide")).ok_or(Trouble::Absent)?;
    let about = &own.about;
    let states = library.states.iter().filter(|_| about.states).map(|state| StateSteps {
        name: state.name.get(lang).clone(),
        steps: state.step.iter().map(|told| step(lang, told)).collect(),
    });
    let others = library.articles(lang).iter();
    let others =
        others.filter(|other| other.key != own.key && other.about.pathway.is_some() == about.pathway.is_some());
    html(&ArticlePage {
        page: Page::new(&app, &visit, Face::Public, about.title.clone()),
        title: about.title.clone(),
        summary: about.summary.clone(),
        body: own.html.clone(),
        states: states.collect(),
        owner: about.owner.clone(),
        reviewer: about.reviewer.clone().unwrap_or_default(),
        written: words().date_with_year(lang, about.written_on),
        review: words().date_with_year(lang, about.next_review),
        is_due: app.house.now().date(&TimeZone::UTC) > about.next_review,
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
