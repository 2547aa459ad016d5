//! `/services`: what is offered near here.

mod data;
mod events;
mod hours;
pub(in crate::directory) mod list;
mod pocket;
mod provider;
mod show;
mod tell;

use crate::page::Face;
use crate::routes::{Route, act, read};
use axum::routing::{get, post};

/// The doors.
pub fn routes() -> Vec<Route> {
    const TELL: &str = "/services/{service}/tell";
    const TELL_ES: &str = "/es/services/{service}/tell";
    const BY: &str = "/services/by/01890000-0000-7000-8000-000000000000";
    const BY_ES: &str = "/es/services/by/01890000-0000-7000-8000-000000000000";
    const ONE: &str = "/services/01890000-0000-7000-8000-000000000000/tell";
    const ONE_ES: &str = "/es/services/01890000-0000-7000-8000-000000000000/tell";
    let open = |path, sample, answer| read(Face::Public, path, "read-public", sample, answer);
    vec![
        open("/services", "/services", get(list::services)),
        open("/es/services", "/es/services", get(list::services)),
        open("/services/list.pdf", "/services/list.pdf", get(pocket::pocket)),
        open("/es/services/list.pdf", "/es/services/list.pdf", get(pocket::pocket)),
        open("/services/send", "/services/send", get(pocket::send)),
        open("/es/services/send", "/es/services/send", get(pocket::send)),
        open("/services/events", "/services/events", get(events::events)),
        open("/es/services/events", "/es/services/events", get(events::events)),
        open("/services/by/{provider}", BY, get(provider::provider)),
        open("/es/services/by/{provider}", BY_ES, get(provider::provider)),
        open("/services/{service}", "/services/01890000-0000-7000-8000-000000000000", get(show::service)),
        open("/es/services/{service}", "/es/services/01890000-0000-7000-8000-000000000000", get(show::service)),
        read(Face::Public, TELL, "tell-directory", ONE, get(tell::page)),
        read(Face::Public, TELL_ES, "tell-directory", ONE_ES, get(tell::page)),
        act(Face::Public, TELL, "tell-directory", ONE, post(tell::tell)),
        act(Face::Public, TELL_ES, "tell-directory", ONE_ES, post(tell::tell)),
    ]
}

/// Whether an address is one of a service, of who offers it, or of a search of them, in English.
pub fn is_of_a_service(path: &str) -> bool {
    let mut parts = path.strip_prefix("/services/").unwrap_or_default().split('/');
    match parts.next() {
        Some("list.pdf" | "send" | "events" | "missing") => true,
        Some("by") => parts.next().is_some_and(|id| id.parse::<domain::id::ProviderId>().is_ok()),
        Some(id) => id.parse::<domain::id::OfferingId>().is_ok(),
        None => false,
    }
}
