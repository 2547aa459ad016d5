//! `GET /api/v1/sources`: the lists that meetings and services come from, and under which terms.

use super::super::given;
use super::{Problem, finish, service_shape, shape};
use crate::app::App;
use crate::respond::ask;
use crate::session::Visit;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use serde_json::json;
use service::directory::Source;
use service::directory::services::ServiceSource;

/// All of them, by name.
pub async fn list(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let both = move || {
        let services = service::directory::services::service_sources(&app.house)?;
        Ok::<_, service::Fault>((service::directory::sources(&app.house)?, services))
    };
    let done = ask(both).await.map_err(Problem::from);
    let answer = |(meetings, services): (Vec<Source>, Vec<ServiceSource>)| {
        let body = json!({
            "sources": meetings.iter().map(shape::source).collect::<Vec<_>>(),
            "services": services.iter().map(service_shape::source).collect::<Vec<_>>(),
        });
        given::named(given::JSON, &headers, body.to_string())
    };
    finish(&visit, done.map(answer))
}
