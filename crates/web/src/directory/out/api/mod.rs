//! `/api/v1`: the directory for programs, and its description in OpenAPI 3.1.
//!
//! One table ([`ENDPOINTS`]) makes the doors, the description and the test that holds the two against each other.

mod lines;
mod meetings;
mod openapi;
mod schema;
mod service_shape;
mod services;
mod shape;
mod sources;

use super::asked::DAYS;
use super::given;
use super::problem::{Problem, answer};
use crate::app::App;
use crate::directory::finder::asked::{ALL_OF, DAYS as WEEKDAYS, MILES, WAYS};
use crate::page::Face;
use crate::routes::{Route, read};
use crate::session::Visit;
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use domain::directory::PartOfDay;
use domain::directory::offering::{Fit, OfferingKind};
use domain::lang::Lang;
use serde_json::{Value, json};
use service::directory::services::LANGUAGES;
use service::directory::{Attendance, FacetGroup, When, filters};

/// Something that can be asked for.
pub(super) struct Endpoint {
    /// Its path.
    pub path: &'static str,
    /// Its name in programs that are made from the description.
    pub id: &'static str,
    /// The message that says what it is for.
    pub about: &'static str,
    /// What it may be asked with.
    pub parameters: &'static [Parameter],
    /// The schema of its answer.
    pub answer: &'static str,
    /// An address to try it with.
    pub sample: &'static str,
    door: fn() -> MethodRouter<App>,
}

/// Something to ask with. The message `api-param-NAME` says what it is.
pub(super) struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Whether it stands in the path.
    pub in_path: bool,
    /// What it may be.
    pub fits: fn() -> Value,
}

const fn asked(name: &'static str, fits: fn() -> Value) -> Parameter {
    Parameter { name, in_path: false, fits }
}

fn words() -> Value {
    json!({ "type": "string", "maxLength": 120 })
}

fn identity() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
}

fn days() -> Value {
    json!({ "type": "string", "enum": DAYS })
}

fn parts() -> Value {
    json!({ "type": "string", "enum": PartOfDay::ALL.map(PartOfDay::code) })
}

fn ways() -> Value {
    json!({ "type": "string", "enum": WAYS.map(Attendance::code) })
}

fn whens() -> Value {
    let days = WEEKDAYS.into_iter().chain(When::ALL.map(When::code)).filter(|code| !code.is_empty());
    json!({ "type": "string", "enum": days.collect::<Vec<_>>() })
}

fn miles() -> Value {
    json!({ "type": "integer", "enum": MILES })
}

fn keys(groups: &[FacetGroup]) -> Value {
    let keys = groups.iter().flat_map(|group| filters(*group)).map(|(key, _)| key);
    json!({ "type": "string", "enum": keys.collect::<Vec<_>>() })
}

fn pathways() -> Value {
    keys(&[FacetGroup::Pathway])
}

fn spoken() -> Value {
    keys(&[FacetGroup::Language])
}

fn doors() -> Value {
    keys(&[FacetGroup::Door])
}

fn needs() -> Value {
    keys(&ALL_OF)
}

fn zones() -> Value {
    json!({ "type": "string", "maxLength": 120 })
}

fn orders() -> Value {
    json!({ "type": "string", "enum": ["id", "best"], "default": "id" })
}

fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": meetings::MOST, "default": meetings::USUAL })
}

fn languages() -> Value {
    json!({ "type": "string", "enum": Lang::ALL.map(Lang::tag), "default": Lang::En.tag() })
}

fn service_miles() -> Value {
    json!({ "type": "integer", "enum": crate::directory::services::list::MILES })
}

fn service_kinds() -> Value {
    json!({ "type": "string", "enum": OfferingKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>() })
}

fn service_fits() -> Value {
    json!({ "type": "string", "enum": Fit::ALL.iter().map(|fit| fit.code()).collect::<Vec<_>>() })
}

fn service_languages() -> Value {
    json!({ "type": "string", "enum": LANGUAGES.iter().map(|(code, _)| *code).collect::<Vec<_>>() })
}

fn open() -> Value {
    json!({ "type": "string", "enum": ["now"] })
}

const LANG: Parameter = asked("lang", languages);

/// Everything that can be asked for.
pub(super) const ENDPOINTS: [Endpoint; 6] = [
    Endpoint {
        path: "/api/v1/meetings",
        id: "listMeetings",
        about: "api-meetings",
        parameters: &[
            asked("q", words),
            asked("near", words),
            asked("miles", miles),
            asked("day", days),
            asked("when", whens),
            asked("part", parts),
            asked("way", ways),
            asked("pathway", pathways),
            asked("speaks", spoken),
            asked("door", doors),
            asked("f", needs),
            asked("zone", zones),
            asked("sort", orders),
            asked("limit", limit),
            asked("after", identity),
            LANG,
        ],
        answer: "MeetingList",
        sample: "/api/v1/meetings",
        door: || get(meetings::list),
    },
    Endpoint {
        path: "/api/v1/meetings/{meeting}",
        id: "getMeeting",
        about: "api-meeting",
        parameters: &[Parameter { name: "meeting", in_path: true, fits: identity }, LANG],
        answer: "Meeting",
        sample: "/api/v1/meetings/00000000000070008000000000000000",
        door: || get(meetings::one),
    },
    Endpoint {
        path: "/api/v1/services",
        id: "listServices",
        about: "api-services",
        parameters: &[
            asked("q", words),
            asked("near", words),
            asked("miles", service_miles),
            asked("kind", service_kinds),
            asked("fit", service_fits),
            asked("open", open),
            asked("speaks", service_languages),
            asked("limit", limit),
            asked("after", identity),
            LANG,
        ],
        answer: "ServiceList",
        sample: "/api/v1/services",
        door: || get(services::list),
    },
    Endpoint {
        path: "/api/v1/services/{service}",
        id: "getService",
        about: "api-service",
        parameters: &[Parameter { name: "service", in_path: true, fits: identity }, LANG],
        answer: "Service",
        sample: "/api/v1/services/01890000000070008000000000000000",
        door: || get(services::one),
    },
    Endpoint {
        path: "/api/v1/help-lines",
        id: "listHelpLines",
        about: "api-help-lines",
        parameters: &[LANG],
        answer: "HelpLineList",
        sample: "/api/v1/help-lines",
        door: || get(lines::list),
    },
    Endpoint {
        path: "/api/v1/sources",
        id: "listSources",
        about: "api-sources",
        parameters: &[LANG],
        answer: "SourceList",
        sample: "/api/v1/sources",
        door: || get(sources::list),
    },
];

/// The doors.
pub(super) fn routes() -> Vec<Route> {
    let open = |path, sample, door: MethodRouter<App>| {
        let door = door.options(given::asked_first).fallback(wrong_method);
        read(Face::Public, path, "read-public", sample, door)
    };
    let mut routes: Vec<Route> = ENDPOINTS.iter().map(|one| open(one.path, one.sample, (one.door)())).collect();
    routes.push(open("/api/openapi.json", "/api/openapi.json", get(openapi::description)));
    routes.push(open("/api/{*rest}", "/api/nothing", get(nothing)));
    routes
}

/// The language that is asked for.
fn lang(visit: &Visit) -> Lang {
    if visit.asked("lang") == Lang::Es.tag() { Lang::Es } else { Lang::En }
}

/// An answer as text.
fn written(body: &impl serde::Serialize) -> Result<String, Problem> {
    serde_json::to_string(body).map_err(|why| Problem::Trouble(crate::respond::Trouble::Broken(why.to_string())))
}

fn finish(visit: &Visit, done: Result<Response, Problem>) -> Response {
    done.unwrap_or_else(|problem| answer(&problem, lang(visit)))
}

async fn nothing(visit: Visit) -> Response {
    answer(&Problem::Trouble(crate::respond::Trouble::Absent), lang(&visit))
}

async fn wrong_method(visit: Visit) -> Response {
    answer(&Problem::Method, lang(&visit))
}
