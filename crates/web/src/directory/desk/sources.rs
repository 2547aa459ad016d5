//! `/agency/{agency}/directory/sources`: the lists, how each is read, and reading one.

use super::coded;
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see, see_saying};
use crate::session::{Params, Visit};
use crate::upload::{LARGEST_LIST, PostedFile};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::directory::Pathway;
use domain::id::{CommandId, FeedId, RowId};
use domain::notice::Notice;
use service::Session;
use service::directory::{BY_HAND, Begun, FORMATS, FeedState, OwnSource, RunLine, RunOutcome, SourceForm, SourceRead};
use std::time::Duration;
use words::words;

/// How long a page waits for a reading to end before it shows how far it is.
const LOOK_ON: Duration = Duration::from_secs(3);

/// One of several, for the forms of sources.
pub struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

struct Row {
    href: String,
    name: String,
    told: String,
    state: &'static str,
    state_label: String,
    failing: bool,
}

#[derive(Template)]
#[template(path = "desk/sources.html")]
struct SourcesPage {
    page: Page,
    base: String,
    rows: Vec<Row>,
    now: SourceForm,
    formats: Vec<Choice>,
    pathways: Vec<Choice>,
    wrong: Wrong,
}

fn form_of(fields: &Fields) -> SourceForm {
    let text = |name: &str| fields.text(name).to_owned();
    SourceForm {
        name: text("name"),
        zone: text("zone"),
        format: text("format"),
        address: text("address"),
        licence: text("licence"),
        credit: text("credit"),
        every: text("every"),
        columns: text("columns"),
        pathway: text("pathway"),
    }
}

fn formats(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let format =
        |value: &&'static str| Choice { value, label: coded(visit, "source-format", value), chosen: *value == chosen };
    FORMATS.iter().map(format).collect()
}

fn pathways(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let pathway = |pathway: &Pathway| {
        let label = words().say(visit.lang, &pathway.message_id()).into_owned();
        Choice { value: pathway.code(), label, chosen: pathway.code() == chosen }
    };
    Pathway::ALL.iter().map(pathway).collect()
}

fn read_state(visit: &Visit, source: &OwnSource) -> String {
    match source.seen_at {
        Some(at) => words().say_with(visit.lang, "source-seen", &[("date", visit.day(at).into())]),
        None => words().say(visit.lang, "source-seen-never").into_owned(),
    }
}

/// The sources.
pub async fn sources(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let now = SourceForm { format: "meeting-guide".to_owned(), ..SourceForm::default() };
    show_all(&app, &visit, session, now, Wrong::default()).await
}

/// Adds one.
pub async fn add(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, who, command, form) = (app.house.clone(), session.clone(), fields.command()?, form_of(&fields));
    let typed = form.clone();
    match ask(move || service::directory::add_source(&house, &who, command, &form)).await {
        Ok(feed) => {
            let path = format!("/agency/{}/directory/sources/{feed}", at.text("agency"));
            Ok(see_saying(&path, "source-added"))
        }
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_all(&app, &visit, session, typed, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show_all(app: &App, visit: &Visit, session: Session, now: SourceForm, wrong: Wrong) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let house = app.house.clone();
    let found = ask(move || service::directory::own_sources(&house, &session)).await?;
    let row = |source: &OwnSource| {
        let entries = words().say_with(visit.lang, "sources-entries", &[("count", source.entries.into())]);
        Row {
            href: format!("{base}/sources/{}", source.id),
            name: source.name.clone(),
            told: format!("{entries} · {}", read_state(visit, source)),
            state: badge(source.state),
            state_label: coded(visit, "source-state", source.state.code()),
            failing: source.problem.is_some(),
        }
    };
    let rows = found.iter().map(row).collect();
    let (formats, pathways) = (formats(visit, &now.format), pathways(visit, &now.pathway));
    let page = Page::titled(app, visit, Face::Agency, "sources-title");
    html_with(wrong.status(), &SourcesPage { page, base: base.clone(), rows, now, formats, pathways, wrong })
}

/// The look of a state.
const fn badge(state: FeedState) -> &'static str {
    match state {
        FeedState::Active => "active",
        FeedState::Paused => "paused",
        FeedState::Ended => "let-go",
    }
}

struct Reading {
    href: String,
    when: String,
    outcome: String,
    sum: String,
}

#[derive(Template)]
#[template(path = "desk/source.html")]
struct SourcePage {
    page: Page,
    base: String,
    here: String,
    name: String,
    entries: i64,
    seen: String,
    next: String,
    licence: String,
    credit: String,
    problem: String,
    state: &'static str,
    state_label: String,
    active: bool,
    ended: bool,
    has_address: bool,
    /// Whether it is kept by hand: then nothing is read into it.
    by_hand: bool,
    readings: Vec<Reading>,
    now: SourceForm,
    formats: Vec<Choice>,
    pathways: Vec<Choice>,
    wrong: Wrong,
}

/// One source.
pub async fn source(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show_one(&app, &visit, session, at.id("feed")?, None, Wrong::default()).await
}

/// Changes how it is read, reads it, lets it rest, leaves it out, uses it again.
pub async fn change(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let feed: FeedId = at.id("feed")?;
    let (house, who, command) = (app.house.clone(), session.clone(), fields.command()?);
    let form = form_of(&fields);
    let typed = form.clone();
    let set = |state: FeedState| {
        let (house, who) = (house.clone(), who.clone());
        ask(move || service::directory::set_source(&house, &who, command, feed, state))
    };
    let done = match fields.text("do") {
        "save" => {
            let (house, who) = (house.clone(), who.clone());
            let saved = ask(move || service::directory::change_source(&house, &who, command, feed, &form)).await;
            saved.map(|()| "source-saved")
        }
        "read" => return read_now(&app, &visit, &at, session, (feed, command)).await,
        "rest" => set(FeedState::Paused).await.map(|()| "source-saved"),
        "use" => set(FeedState::Active).await.map(|()| "source-saved"),
        "leave-out" => set(FeedState::Ended).await.map(|()| "source-saved"),
        _ => return Err(Trouble::Unreadable),
    };
    match done {
        Ok(said) => Ok(see_saying(&visit.path, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_one(&app, &visit, session, feed, Some(typed), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn read_now(
    app: &App,
    visit: &Visit,
    at: &Params,
    session: Session,
    (feed, command): (FeedId, CommandId),
) -> Reply {
    let slug = at.text("agency");
    let (begun, read) = reading(app, session, (feed, command), None).await?;
    Ok(match read {
        None => see(&run_path(slug, begun.run)),
        Some(SourceRead::Unchanged) => see_saying(&visit.path, "source-unchanged"),
        Some(SourceRead::Failed(_)) => see_saying(&visit.path, "source-failed"),
        Some(SourceRead::Read(read)) => after_reading(slug, &read),
    })
}

/// Begins a reading, and looks on for a little while. It goes on by itself where it takes longer, and where the same
/// button was pressed before: then there is nothing to give yet, and its page shows how far it is.
async fn reading(
    app: &App,
    session: Session,
    (feed, command): (FeedId, CommandId),
    file: Option<Vec<u8>>,
) -> Result<(Begun, Option<SourceRead>), Trouble> {
    let (house, who, from_file) = (app.house.clone(), session.clone(), file.is_some());
    let begun = ask(move || service::directory::begin_reading(&house, &who, command, feed, from_file)).await?;
    if !begun.fresh {
        return Ok((begun, None));
    }
    let house = app.house.clone();
    let read = look_on(move || service::directory::go_on_reading(&house, &session, feed, begun.run, file)).await?;
    Ok((begun, read))
}

/// What came of some work, where it came soon; else it goes on without us.
pub(super) async fn look_on<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, service::Fault> + Send + 'static,
) -> Result<Option<T>, Trouble> {
    let work = tokio::task::spawn_blocking(work);
    match tokio::time::timeout(LOOK_ON, work).await {
        Ok(Ok(done)) => done.map(Some).map_err(Into::into),
        Ok(Err(why)) => Err(Trouble::Broken(format!("a reading stopped: {why}"))),
        Err(_) => Ok(None),
    }
}

fn run_path(slug: &str, run: RowId) -> String {
    format!("/agency/{slug}/directory/readings/{run}")
}

fn after_reading(slug: &str, read: &service::directory::Imported) -> Response {
    let said = if read.outcome == RunOutcome::Waiting { "source-waits" } else { "source-read" };
    see_saying(&run_path(slug, read.run), said)
}

/// Reads a file.
pub async fn read_file(State(app): State<App>, at: Params, posted: PostedFile<LARGEST_LIST>) -> Reply {
    let PostedFile { posted: Posted { visit, fields }, file } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (feed, command): (FeedId, CommandId) = (at.id("feed")?, fields.command()?);
    let wrong = |why: Notice| Trouble::from(service::Fault::invalid("file", why));
    let done = match file {
        Some(Ok(bytes)) => reading(&app, session.clone(), (feed, command), Some(bytes)).await,
        Some(Err(why)) => Err(wrong(why)),
        None => Err(wrong(Notice::new("source-file-missing"))),
    };
    let done = match done {
        Ok((_, Some(SourceRead::Failed(why)))) => Err(wrong(why)),
        other => other,
    };
    let slug = at.text("agency");
    match done {
        Ok((_, Some(SourceRead::Read(read)))) => Ok(after_reading(slug, &read)),
        Ok((begun, _)) => Ok(see(&run_path(slug, begun.run))),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_one(&app, &visit, session, feed, None, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show_one(
    app: &App,
    visit: &Visit,
    session: Session,
    feed: FeedId,
    typed: Option<SourceForm>,
    wrong: Wrong,
) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let house = app.house.clone();
    let (source, runs) = ask(move || service::directory::source_page(&house, &session, feed)).await?;
    let reading = |run: &RunLine| Reading {
        href: format!("{base}/readings/{}", run.id),
        when: format!("{} · {}", visit.day(run.at), coded(visit, "run-by", &run.by)),
        outcome: coded(visit, "run-outcome", run.outcome.code()),
        sum: super::run::sum(visit, &run.counts),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let now = typed.unwrap_or_else(|| SourceForm {
        name: source.name.clone(),
        zone: source.zone.clone(),
        format: source.format.clone(),
        address: text(&source.address),
        licence: text(&source.licence),
        credit: text(&source.credit),
        every: source.every_hours.map(|hours| hours.to_string()).unwrap_or_default(),
        columns: text(&source.columns),
        pathway: text(&source.pathway),
    });
    let next = source.next_at.map(|at| visit.day(at)).unwrap_or_default();
    html_with(
        wrong.status(),
        &SourcePage {
            page: Page::titled(app, visit, Face::Agency, "source-steward"),
            here: format!("{base}/sources/{feed}"),
            name: source.name.clone(),
            entries: source.entries,
            seen: read_state(visit, &source),
            next,
            licence: text(&source.licence),
            credit: text(&source.credit),
            problem: source.problem.as_ref().map(|why| words().notice(visit.lang, why)).unwrap_or_default(),
            state: badge(source.state),
            state_label: coded(visit, "source-state", source.state.code()),
            active: source.state == FeedState::Active,
            ended: source.state == FeedState::Ended,
            has_address: source.address.is_some(),
            by_hand: source.format == BY_HAND,
            readings: runs.iter().map(reading).collect(),
            formats: formats(visit, &now.format),
            pathways: pathways(visit, &now.pathway),
            base,
            now,
            wrong,
        },
    )
}
