//! `/agency/{agency}/directory/readings/{run}`: what a reading came to, the answer to one that waits, and taking it back.

use super::coded;
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use domain::notice::Arg;
use service::directory::{Differs, RunCounts, RunOutcome};
use words::words;

/// How many names and rows a page shows.
const MOST: usize = 100;

struct Names {
    id: &'static str,
    title: String,
    names: Vec<Named>,
    more: bool,
}

struct Named {
    name: String,
    /// What is different: the field, what stands there, what would.
    changes: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "desk/run.html")]
struct RunPage {
    page: Page,
    base: String,
    here: String,
    source: String,
    source_name: String,
    when: String,
    outcome: String,
    sum: String,
    gone: i64,
    why: String,
    waits: bool,
    goes_on: bool,
    may_undo: bool,
    changes: Vec<Names>,
    rows: Vec<(String, String)>,
    more_rows: bool,
    warnings: Vec<String>,
    most: usize,
}

/// The counts of a reading, in words; empty where there was nothing to count.
pub fn sum(visit: &Visit, counts: &RunCounts) -> String {
    let RunCounts { read, added, changed, merged, refused, .. } = *counts;
    if read == 0 {
        return String::new();
    }
    let args = [
        ("read", Arg::from(read)),
        ("added", added.into()),
        ("changed", changed.into()),
        ("merged", merged.into()),
        ("refused", refused.into()),
    ];
    words().say_with(visit.lang, "run-sum", &args)
}

/// One reading.
pub async fn run(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let (house, id): (_, RowId) = (app.house.clone(), at.id("run")?);
    let (run, source_name) = ask(move || service::directory::run_page(&house, &session, id)).await?;
    let base = format!("/agency/{}/directory", at.text("agency"));
    let waits = run.outcome == RunOutcome::Waiting;
    let say = |notice: &domain::notice::Notice| words().notice(visit.lang, notice);
    let report = run.report;
    let counts = run.counts;
    let tense = if waits || run.outcome == RunOutcome::Declined { "run-would" } else { "run-did" };
    let names = |id: &'static str, names: Vec<Named>, count: i64| Names {
        id,
        title: coded(&visit, tense, id),
        more: count > i64::try_from(names.len()).unwrap_or(0),
        names,
    };
    let plain =
        |names: Vec<String>| names.into_iter().map(|name| Named { name, changes: Vec::new() }).collect::<Vec<_>>();
    let differs = |one: &Differs| {
        let told = |texts: &[String]| super::form::told(&visit, &one.field, texts);
        (coded(&visit, "entry", &one.field.replace('_', "-")), told(&one.was), told(&one.now))
    };
    let mut fields = report.preview.differs.iter();
    let changed = |name: String| Named { name, changes: fields.next().into_iter().flatten().map(differs).collect() };
    let changes = [
        names("gone", plain(report.preview.gone), counts.gone),
        names("added", plain(report.preview.added), counts.added),
        names("changed", report.preview.changed.into_iter().map(changed).collect(), counts.changed),
    ];
    let row = |(row, why, excerpt): &(usize, domain::notice::Notice, String)| {
        let row = i64::try_from(*row).unwrap_or_default();
        let told = words().say_with(visit.lang, "run-row", &[("row", row.into()), ("why", say(why).into())]);
        (told, excerpt.clone())
    };
    let args = [("source", Arg::from(source_name.as_str())), ("date", visit.day(run.at).into())];
    let when = words().say_with(visit.lang, "run-of", &args);
    html(&RunPage {
        page: Page::titled(&app, &visit, Face::Agency, "run-title"),
        here: format!("{base}/readings/{id}"),
        source: format!("{base}/sources/{}", run.feed),
        source_name,
        when: format!("{when}, {}", coded(&visit, "run-by", &run.by)),
        outcome: coded(&visit, "run-outcome", run.outcome.code()),
        sum: sum(&visit, &counts),
        gone: counts.gone,
        why: report.why.as_ref().map(say).unwrap_or_default(),
        waits,
        goes_on: run.outcome == RunOutcome::Running,
        may_undo: run.outcome == RunOutcome::Done && counts.added + counts.changed + counts.gone > 0,
        changes: changes.into_iter().filter(|part| !part.names.is_empty()).collect(),
        rows: report.refused.iter().take(MOST).map(row).collect(),
        more_rows: report.refused.len() > MOST,
        warnings: report.warnings.iter().map(say).collect(),
        most: MOST,
        base,
    })
}

/// Yes, no, or back.
pub async fn settle(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, id): (_, RowId) = (app.house.clone(), at.id("run")?);
    let command = fields.command()?;
    let said = match fields.text("do") {
        // What takes longer goes on by itself; the page shows how far it is.
        "yes" => {
            let done = super::sources::look_on(move || service::directory::agree_run(&house, &session, command, id));
            match done.await? {
                Some(_) => Ok("run-agreed"),
                None => return Ok(see(&visit.path)),
            }
        }
        "no" => {
            let done = ask(move || service::directory::decline_run(&house, &session, command, id)).await;
            done.map(|()| "run-declined")
        }
        "undo" => {
            let done = ask(move || service::directory::undo_run(&house, &session, command, id)).await;
            done.map(|_| "run-undone")
        }
        _ => Err(Trouble::Unreadable),
    }?;
    Ok(see_saying(&visit.path, said))
}
