//! The desk of those who look after the directory, and the pages of the contacts of meetings and services.

mod add;
mod entry;
mod form;
mod lines;
mod listing;
mod look_again;
mod missing;
mod new_line;
mod queue;
mod run;
mod service_form;
mod service_listing;
mod services;
mod sources;

pub(super) use form::{EntryFields, posted as posted_entry};
pub(super) use service_form::{ServiceFields, new_of};

use crate::page::Face;
use crate::routes::{Route, act, read};
use crate::session::Visit;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use words::words;

/// The text of an identity that nothing has.
macro_rules! nothing {
    () => {
        "00000000000070008000000000000000"
    };
}

/// The doors.
pub fn desk_routes() -> Vec<Route> {
    const DESK: &str = "/agency/{agency}/directory";
    const ADD: &str = "/agency/{agency}/directory/add";
    const ADD_SERVICE: &str = "/agency/{agency}/directory/add/service";
    const MISSING: &str = "/agency/{agency}/directory/missing/{what}";
    const WAITING: &str = "/agency/{agency}/directory/waiting/{missing}";
    const FIND: &str = "/agency/{agency}/directory/find";
    const SOURCES: &str = "/agency/{agency}/directory/sources";
    const SOURCE: &str = "/agency/{agency}/directory/sources/{feed}";
    const FILE: &str = "/agency/{agency}/directory/sources/{feed}/file";
    const RUN: &str = "/agency/{agency}/directory/readings/{run}";
    const ENTRY: &str = "/agency/{agency}/directory/entries/{meeting}";
    const PROPOSE: &str = "/agency/{agency}/directory/entries/{meeting}/propose";
    const LINK: &str = "/agency/{agency}/directory/entries/{meeting}/link";
    const SERVICE: &str = "/agency/{agency}/directory/services/{service}";
    const SERVICE_PROPOSE: &str = "/agency/{agency}/directory/services/{service}/propose";
    const SERVICE_LINK: &str = "/agency/{agency}/directory/services/{service}/link";
    const LINES: &str = "/agency/{agency}/directory/help-lines";
    const ONE_SOURCE: &str = concat!("/agency/river/directory/sources/", nothing!());
    const ONE_FILE: &str = concat!("/agency/river/directory/sources/", nothing!(), "/file");
    const ONE_RUN: &str = concat!("/agency/river/directory/readings/", nothing!());
    const ONE_MISSING: &str = "/agency/river/directory/missing/meeting";
    const ONE_WAITING: &str = concat!("/agency/river/directory/waiting/", nothing!());
    const ONE: &str = concat!("/agency/river/directory/entries/", nothing!());
    const ONE_PROPOSE: &str = concat!("/agency/river/directory/entries/", nothing!(), "/propose");
    const ONE_LINK: &str = concat!("/agency/river/directory/entries/", nothing!(), "/link");
    const ONE_SERVICE: &str = concat!("/agency/river/directory/services/", nothing!());
    const ONE_SERVICE_PROPOSE: &str = concat!("/agency/river/directory/services/", nothing!(), "/propose");
    const ONE_SERVICE_LINK: &str = concat!("/agency/river/directory/services/", nothing!(), "/link");
    const LISTING: &str = "/listing/{token}";
    const LISTING_ES: &str = "/es/listing/{token}";
    const OF_SERVICE: &str = "/listing/service/{token}";
    const OF_SERVICE_ES: &str = "/es/listing/service/{token}";
    let agency = Face::Agency;
    let own = "/agency/river/directory/sources";
    let lines = "/agency/river/directory/help-lines";
    let file = post(sources::read_file).layer(DefaultBodyLimit::max(crate::upload::LARGEST_FORM));
    vec![
        read(agency, DESK, "read-desk", "/agency/river/directory", get(queue::queue)),
        act(agency, FIND, "read-desk", "/agency/river/directory/find", post(queue::find)),
        read(agency, ADD, "edit-directory", "/agency/river/directory/add", get(add::page)),
        act(agency, ADD, "edit-directory", "/agency/river/directory/add", post(add::add)),
        read(agency, ADD_SERVICE, "edit-directory", "/agency/river/directory/add/service", get(add::service)),
        act(agency, ADD_SERVICE, "edit-directory", "/agency/river/directory/add/service", post(add::add_service)),
        read(agency, MISSING, "propose-entry", ONE_MISSING, get(missing::say)),
        act(agency, MISSING, "propose-entry", ONE_MISSING, post(missing::tell)),
        read(agency, WAITING, "read-desk", ONE_WAITING, get(missing::waiting)),
        act(agency, WAITING, "edit-directory", ONE_WAITING, post(missing::settle)),
        read(agency, SOURCES, "read-desk", own, get(sources::sources)),
        act(agency, SOURCES, "import-meetings", own, post(sources::add)),
        read(agency, SOURCE, "read-desk", ONE_SOURCE, get(sources::source)),
        act(agency, SOURCE, "import-meetings", ONE_SOURCE, post(sources::change)),
        act(agency, FILE, "import-meetings", ONE_FILE, file),
        read(agency, RUN, "read-desk", ONE_RUN, get(run::run)),
        act(agency, RUN, "import-meetings", ONE_RUN, post(run::settle)),
        read(agency, ENTRY, "propose-entry", ONE, get(entry::entry)),
        act(agency, ENTRY, "edit-directory", ONE, post(entry::change)),
        act(agency, PROPOSE, "propose-entry", ONE_PROPOSE, post(entry::propose)),
        act(agency, LINK, "edit-directory", ONE_LINK, post(entry::link)),
        read(agency, SERVICE, "propose-entry", ONE_SERVICE, get(services::service)),
        act(agency, SERVICE, "edit-directory", ONE_SERVICE, post(services::change)),
        act(agency, SERVICE_PROPOSE, "propose-entry", ONE_SERVICE_PROPOSE, post(services::propose)),
        act(agency, SERVICE_LINK, "edit-directory", ONE_SERVICE_LINK, post(services::link)),
        read(agency, LINES, "change-help-line", lines, get(lines::lines)),
        act(agency, LINES, "change-help-line", lines, post(lines::change)),
        read(Face::Public, LISTING, "answer-listing", "/listing/none", get(listing::page)),
        read(Face::Public, LISTING_ES, "answer-listing", "/es/listing/none", get(listing::page)),
        act(Face::Public, LISTING, "answer-listing", "/listing/none", post(listing::answer)),
        act(Face::Public, LISTING_ES, "answer-listing", "/es/listing/none", post(listing::answer)),
        read(Face::Public, OF_SERVICE, "answer-listing", "/listing/service/none", get(service_listing::page)),
        read(Face::Public, OF_SERVICE_ES, "answer-listing", "/es/listing/service/none", get(service_listing::page)),
        act(Face::Public, OF_SERVICE, "answer-listing", "/listing/service/none", post(service_listing::answer)),
        act(Face::Public, OF_SERVICE_ES, "answer-listing", "/es/listing/service/none", post(service_listing::answer)),
    ]
}

/// A message by the code at its end.
fn coded(visit: &Visit, start: &str, code: &str) -> String {
    words().say(visit.lang, &format!("{start}-{code}")).into_owned()
}

/// The month of a day, in words.
fn month(visit: &Visit, first: domain::time::Date) -> String {
    let month = coded(visit, "month", &first.month().to_string());
    format!("{month} {}", first.year())
}
