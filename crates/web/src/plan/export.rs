//! `GET /me/plan/{member}/export.zip`: everything an agency keeps about a member, for the member, as one file. It is made
//! anew at each download, by the rules of that moment, and nothing of it is kept here.

use super::chart::Chart;
use super::paper::{Shown, of_version};
use super::view::say;
use crate::app::App;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::{Params, Visit};
use axum::extract::State;
use axum::response::IntoResponse;
use http::header;

/// The file. Its name, and the names in it, tell nothing.
pub async fn download(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let lang = visit.lang;
    let bytes = ask_heavy(move || {
        let found = service::plan::export(&app.house, &chart.session, chart.member)?;
        let read_me = say(lang, "export-read-me").into_bytes();
        let mut files = vec![("read-me.txt".to_owned(), read_me), ("everything.json".to_owned(), found.json)];
        for (id, number) in found.versions {
            let paper = of_version(&app, &chart, id, lang, Shown::default())?;
            files.push((format!("plan-{number}.pdf"), paper));
        }
        files.extend(found.files);
        service::plan::pack(&files).map_err(Trouble::from)
    })
    .await?;
    let kind = (header::CONTENT_TYPE, "application/zip");
    Ok(([kind, (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\"")], bytes).into_response())
}
