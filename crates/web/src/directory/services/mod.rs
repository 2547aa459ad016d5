//! `/services`: what is offered near here.

mod hours;
mod list;
mod show;

use crate::page::Face;
use crate::routes::{Route, read};
use axum::routing::get;

/// The doors.
pub fn routes() -> Vec<Route> {
    let open = |path, sample, answer| read(Face::Public, path, "read-public", sample, answer);
    vec![
        open("/services", "/services", get(list::services)),
        open("/es/services", "/es/services", get(list::services)),
        open("/services/{service}", "/services/01890000-0000-7000-8000-000000000000", get(show::service)),
        open("/es/services/{service}", "/es/services/01890000-0000-7000-8000-000000000000", get(show::service)),
    ]
}

/// Whether an address is one of a service, in English.
pub fn is_of_a_service(path: &str) -> bool {
    path.strip_prefix("/services/").is_some_and(|id| !id.is_empty() && !id.contains('/'))
}
