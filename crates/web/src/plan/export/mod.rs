//! `/me/information/{member}/export`: everything an agency keeps about a member, for the member. It is asked for, and
//! taken within a day, once, in the session that asked. The file is made when it is taken, and nothing of it is kept.

mod record;

use super::chart::Chart;
use super::paper::{Shown, of_version};
use super::view::say;
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, ask_heavy, html, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::id::{MemberId, RowId};
use domain::lang::Lang;
use domain::notice::Arg;
use http::header;
use service::plan::{Export, ExportStands};
use words::words;

#[derive(Template)]
#[template(path = "plan/export.html")]
struct ExportPage {
    page: Page,
    action: String,
    again: String,
    back: String,
    ready: bool,
    text: String,
}

/// Asks for it.
pub async fn ask_for(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let session = posted.visit.member()?;
    let member: MemberId = at.id("member")?;
    let command = posted.fields.command()?;
    let id = ask(move || service::plan::ask_export(&app.house, &session, command, member)).await?;
    Ok(see(&format!("/me/information/{member}/export/{id}")))
}

/// How it stands, with the button that takes it.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.member()?;
    let (member, id): (MemberId, RowId) = (at.id("member")?, at.id("export")?);
    let house = app.house.clone();
    let stands = ask(move || service::plan::export_stands(&house, &session, member, id)).await?;
    let lang = visit.lang;
    let text = match stands {
        ExportStands::Ready(until) => {
            let until =
                format!("{} · {}", words().date_with_year(lang, until.date()), words().time_of_day(lang, until.time()));
            words().say_with(lang, "export-ready", &[("time", Arg::Text(until))])
        }
        ExportStands::Taken => say(lang, "export-taken"),
        ExportStands::Over => say(lang, "export-over"),
    };
    let base = format!("/me/information/{member}");
    html(&ExportPage {
        page: Page::titled(&app, &visit, Face::Member, "export-title"),
        action: format!("{base}/export/{id}"),
        again: format!("{base}/export"),
        back: format!("{base}/rights"),
        ready: matches!(stands, ExportStands::Ready(_)),
        text,
    })
}

/// The file, once. Its name, and the names in it, tell nothing.
pub async fn take(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let visit = posted.visit;
    let session = visit.member()?;
    let (member, id): (MemberId, RowId) = (at.id("member")?, at.id("export")?);
    let chart = Chart { session, member, base: String::new(), back: String::new(), face: Face::Member };
    let lang = visit.lang;
    let bytes = ask_heavy(move || {
        let make = |found| pack(&app, &chart, lang, found);
        service::plan::take_export(&app.house, &chart.session, (chart.member, id), make)
    })
    .await?;
    let kind = (header::CONTENT_TYPE, "application/zip");
    Ok(([kind, (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\"")], bytes).into_response())
}

fn pack(app: &App, chart: &Chart, lang: Lang, found: Export) -> Result<Vec<u8>, Trouble> {
    let everything = ::paper::record(&record::record(lang, &found.whole), &::paper::House(lang));
    let everything = everything.map_err(|why| Trouble::Broken(why.to_string()))?;
    let mut files = vec![
        ("read-me.txt".to_owned(), say(lang, "export-read-me").into_bytes()),
        ("everything.pdf".to_owned(), everything),
        ("everything.json".to_owned(), found.json),
    ];
    for version in &found.whole.versions {
        let paper = of_version(app, chart, version.id, lang, Shown::default())?;
        files.push((format!("plan-{}.pdf", version.number), paper));
    }
    files.extend(found.files);
    service::plan::pack(&files).map_err(Trouble::from)
}
