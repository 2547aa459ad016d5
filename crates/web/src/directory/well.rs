//! `GET /healthz` and `/readyz`: for those who run the machine.

use crate::app::App;
use crate::respond::ask;
use axum::extract::State;
use http::StatusCode;

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok"
}

/// The store answers too.
pub async fn readyz(State(app): State<App>) -> (StatusCode, &'static str) {
    match ask(move || service::ready(&app.house)).await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
    }
}
