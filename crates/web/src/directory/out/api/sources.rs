//! `GET /api/v1/sources`: the lists that meetings come from, and under which terms.

use super::super::given;
use super::{Problem, finish, shape};
use crate::app::App;
use crate::respond::ask;
use crate::session::Visit;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use serde_json::json;

/// All of them, by name.
pub async fn list(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let done = ask(move || service::directory::sources(&app.house)).await.map_err(Problem::from);
    let answer = |sources: Vec<service::directory::Source>| {
        let body = json!({ "sources": sources.iter().map(shape::source).collect::<Vec<_>>() });
        given::named(given::JSON, &headers, body.to_string())
    };
    finish(&visit, done.map(answer))
}
