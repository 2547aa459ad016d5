//! `/meetings/{meeting}/tell`: anyone says that something is wrong with an entry, or that they were there and it is right.
//! `/told`: what became of it. No cookie, nothing to type but a code, no names.

use crate::app::App;
use crate::form::{Asked, Fields, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with};
use crate::routes::{Route, act, read};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use axum::routing::{get, post};
use domain::id::MeetingId;
use domain::notice::{Arg, FieldError, Notice};
use service::directory::{FitFact, Freshness, ReportKind, ReportStands, Standing, meeting_page, standing};
use words::words;

/// The doors.
pub fn routes() -> Vec<Route> {
    const TELL: &str = "/meetings/{meeting}/tell";
    const TELL_ES: &str = "/es/meetings/{meeting}/tell";
    const ONE: &str = "/meetings/00000000000070008000000000000000/tell";
    const ONE_ES: &str = "/es/meetings/00000000000070008000000000000000/tell";
    let (face, operation) = (Face::Public, "tell-directory");
    vec![
        read(face, TELL, operation, ONE, get(page)),
        read(face, TELL_ES, operation, ONE_ES, get(page)),
        act(face, TELL, operation, ONE, post(tell)),
        act(face, TELL_ES, operation, ONE_ES, post(tell)),
        read(face, "/told", operation, "/told", get(told_page)),
        read(face, "/es/told", operation, "/es/told", get(told_page)),
        act(face, "/told", operation, "/told", post(told)),
        act(face, "/es/told", operation, "/es/told", post(told)),
    ]
}

struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "public/tell.html")]
struct TellPage {
    page: Page,
    back: String,
    name: String,
    when: String,
    kinds: Vec<Choice>,
    facts: Vec<Choice>,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "public/tell_done.html")]
struct DonePage {
    page: Page,
    back: String,
    code: String,
}

/// Both forms.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, at.id("meeting")?, &Fields::default(), Wrong::default()).await
}

/// Takes what was said.
pub async fn tell(State(app): State<App>, at: Params, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let meeting: MeetingId = at.id("meeting")?;
    let (house, command, from) = (app.house.clone(), fields.command()?, visit.from.clone());
    let code = match fields.text("do") {
        "confirm" => {
            let facts: Vec<FitFact> = fields.all("fact").iter().filter_map(|code| code.parse().ok()).collect();
            let said = move || service::directory::confirm_meeting(&house, command, meeting, &facts, &from);
            ask(said).await?;
            String::new()
        }
        "report" => {
            let Ok(kind) = fields.text("kind").parse::<ReportKind>() else {
                let wrong = Wrong::of(&visit, &[FieldError::new("kind", Notice::new("pick-missing"))]);
                return show(&app, &visit, meeting, &fields, wrong).await;
            };
            ask(move || service::directory::report_meeting(&house, command, meeting, kind, &from)).await?
        }
        _ => return Err(Trouble::Unreadable),
    };
    html(&DonePage {
        page: Page::titled(&app, &visit, Face::Public, "tell-thanks"),
        back: format!("{}/meetings/{meeting}", visit.lang.prefix()),
        code,
    })
}

async fn show(app: &App, visit: &Visit, meeting: MeetingId, typed: &Fields, wrong: Wrong) -> Reply {
    let house = app.house.clone();
    let found = ask(move || meeting_page(&house, meeting, "")).await?;
    if found.gone {
        return Err(Trouble::Absent);
    }
    let say = |id: String| words().say(visit.lang, &id).into_owned();
    let ticked = typed.all("fact");
    let kind = |kind: &ReportKind| Choice {
        value: kind.code(),
        label: say(format!("report-kind-{}", kind.code())),
        chosen: typed.text("kind") == kind.code(),
    };
    let fact = |fact: &FitFact| Choice {
        value: fact.code(),
        label: say(format!("fit-{}", fact.code())),
        chosen: ticked.iter().any(|own| own == fact.code()),
    };
    html_with(
        wrong.status(),
        &TellPage {
            page: Page::titled(app, visit, Face::Public, "tell-title"),
            back: format!("{}/meetings/{meeting}", visit.lang.prefix()),
            name: found.meeting.name.to_string(),
            when: words().schedule(visit.lang, &found.meeting.schedule),
            kinds: ReportKind::ALL.iter().map(kind).collect(),
            facts: FitFact::ALL.iter().map(fact).collect(),
            wrong,
        },
    )
}

#[derive(Template)]
#[template(path = "public/told.html")]
struct ToldPage {
    page: Page,
    code: String,
    what: String,
    answer: String,
    error: String,
}

/// The form for a code.
pub async fn told_page(State(app): State<App>, visit: Visit) -> Reply {
    show_told(&app, &visit, String::new(), None, String::new())
}

/// What became of it.
pub async fn told(State(app): State<App>, asked: Asked) -> Reply {
    let Asked { visit, fields } = asked;
    let code: String = fields.text("code").chars().take(100).collect();
    let (house, sought) = (app.house.clone(), code.clone());
    // A code is of a meeting, of a service, or of what is missing; whoever has one need not know which.
    let look = move || told_of(&house, &sought);
    match ask(look).await {
        Ok(stands) => show_told(&app, &visit, code, Some(stands), String::new()),
        Err(Trouble::Absent) => {
            let error = words().say(visit.lang, "told-unknown").into_owned();
            show_told(&app, &visit, code, None, error)
        }
        Err(other) => Err(other),
    }
}

/// What was said and what was answered, as messages, and the day of the answer.
struct ToldOf {
    what: String,
    answer: Option<(String, domain::time::Date)>,
}

fn told_of(house: &service::House, code: &str) -> Result<ToldOf, service::Fault> {
    let of = |stands: ReportStands, start: &str| ToldOf {
        what: format!("{start}-{}", stands.kind.code()),
        answer: stands.answer.map(|(answer, day)| (format!("report-answer-{}", answer.code()), day)),
    };
    match service::directory::report_stands(house, code) {
        Err(service::Fault::Absent) => {}
        other => return other.map(|stands| of(stands, "report-kind")),
    }
    match service::directory::services::service_report_stands(house, code) {
        Err(service::Fault::Absent) => {}
        other => return other.map(|stands| of(stands, "service-report")),
    }
    let stands = service::directory::missing_stands(house, code)?;
    Ok(ToldOf {
        what: format!("missing-kind-{}", stands.kind.code()),
        answer: stands.answer.map(|(answer, day)| (format!("missing-answer-{}", answer.code()), day)),
    })
}

fn show_told(app: &App, visit: &Visit, code: String, stands: Option<ToldOf>, error: String) -> Reply {
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let what = stands.as_ref().map(|stands| say(&stands.what));
    let answer = stands.map(|stands| match stands.answer {
        Some((answer, day)) => format!("{} · {}", say(&answer), words().date_with_year(visit.lang, day)),
        None => say("told-waits"),
    });
    let status = if error.is_empty() { http::StatusCode::OK } else { http::StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page::titled(app, visit, Face::Public, "told-title");
    html_with(
        status,
        &ToldPage { page, code, what: what.unwrap_or_default(), answer: answer.unwrap_or_default(), error },
    )
}

/// What a meeting's page says of how sure its entry is, and of what people who were there ticked.
pub fn said(visit: &Visit, standing: &Standing) -> Vec<String> {
    let lang = visit.lang;
    let say = |id: &str| words().say(lang, id).into_owned();
    let mut lines = Vec::new();
    if let Some(first) = standing.confirmed_in {
        let month = say(&format!("month-{}", first.month()));
        let month = format!("{month} {}", first.year());
        lines.push(words().say_with(lang, "said-confirmed", &[("month", Arg::from(month))]));
    }
    match standing.freshness {
        Freshness::Stale | Freshness::TooOld => lines.push(say("said-stale")),
        Freshness::Fresh | Freshness::CheckDue if standing.verified.is_none() => lines.push(say("said-unverified")),
        Freshness::Fresh | Freshness::CheckDue => {}
    }
    if !standing.also_in.is_empty() {
        let lists = standing.also_in.join(", ");
        lines.push(words().say_with(lang, "said-also-in", &[("lists", Arg::from(lists))]));
    }
    lines
}

/// The facts that enough people ticked, and how many looked.
pub fn fit(visit: &Visit, standing: &Standing) -> (Vec<String>, usize) {
    let fact =
        |fit: &service::directory::FitSaid| words().say(visit.lang, &format!("fit-{}", fit.fact.code())).into_owned();
    (standing.fit.iter().map(fact).collect(), standing.people)
}

/// Where an entry stands; nothing where its list does not name it.
pub fn of(house: &service::House, meeting: MeetingId) -> Result<Option<Standing>, service::Fault> {
    match standing(house, meeting) {
        Err(service::Fault::Absent) => Ok(None),
        other => other.map(Some),
    }
}
