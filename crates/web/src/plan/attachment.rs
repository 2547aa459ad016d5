//! `GET …/attachments/{attachment}`: a file beside the plan, as a download.

use super::chart::Chart;
use crate::app::App;
use crate::respond::{Reply, ask};
use crate::session::{Params, Visit};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::id::AttachmentId;
use http::header;

/// The file. Its name tells nothing, and no browser opens it as a page.
pub async fn file(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: AttachmentId = at.id("attachment")?;
    let file = ask(move || service::plan::attachment(&app.house, &chart.session, chart.member, id)).await?;
    let kind = (header::CONTENT_TYPE, file.media().code().to_owned());
    let name = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"file.{}\"", file.media().ending()));
    Ok(([kind, name], file.bytes().to_vec()).into_response())
}
