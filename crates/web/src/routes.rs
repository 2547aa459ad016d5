//! Every route: method, path, what `access` decides on, face, and an address to try it with.
//! The router is built from this table, so that a test can walk every door.

use crate::app::App;
use crate::page::Face;
use crate::{consent, directory, people, plan};
use axum::routing::{MethodRouter, get, post};
use std::sync::LazyLock;

/// One door.
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its parameters.
    pub path: &'static str,
    /// The operation that decides, by its code.
    pub operation: &'static str,
    /// Whose page it is, by its code.
    pub face: &'static str,
    /// An address of this path, with identities that belong to nothing.
    pub sample: &'static str,
    pub(crate) answer: MethodRouter<App>,
}

/// Public pages that stand under `/es` too.
const TWICE: &[&str] = &[
    "/",
    "/complaints",
    "/complaints/answer",
    "/crisis",
    "/embed",
    "/embed/meetings",
    "/find",
    "/first-time/sign-in",
    "/help-lines",
    "/help-me-choose",
    "/join",
    "/library",
    "/locked",
    "/meetings",
    "/meetings/statistics",
    "/recover",
    "/services",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/hat",
    "/sign-in/new-start",
    "/sign-in/set-up",
    "/signed",
    "/styleguide",
    "/told",
];

/// Whether a page has a Spanish twin under `/es`.
pub fn has_two_languages(path: &str) -> bool {
    TWICE.contains(&path)
        || path.starts_with("/library/")
        || crate::session::is_a_link(path)
        || directory::finder::is_of_a_meeting(path)
        || directory::services::is_of_a_service(path)
}

/// The paths of pages. The table makes every handler: it is not for each request.
static PAGES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| table().into_iter().filter(|route| route.method == "GET").map(|route| route.path).collect());

/// Whether an address is one of a page.
pub fn has_a_page(address: &str) -> bool {
    let parts: Vec<&str> = address.split('/').collect();
    let fits = |path: &&str| {
        let own: Vec<&str> = path.split('/').collect();
        own.len() == parts.len()
            && own.iter().zip(&parts).all(|(own, part)| own == part || (own.starts_with('{') && !part.is_empty()))
    };
    !address.is_empty() && PAGES.iter().any(fits)
}

fn row(
    face: Face,
    method: &'static str,
    path: &'static str,
    operation: &'static str,
    sample: &'static str,
    answer: MethodRouter<App>,
) -> Route {
    Route { method, path, operation, face: face.code(), sample, answer }
}

/// Guides of the library, and the warning before another site.
fn library() -> Vec<Route> {
    let page = |path, sample, answer| read(Face::Public, path, "read-public", sample, answer);
    vec![
        page("/library/{guide}", "/library/pathways", get(directory::article)),
        page("/es/library/{guide}", "/es/library/pathways", get(directory::article)),
        page("/library/leave/{link}", "/library/leave/samhsa", get(directory::leave)),
        page("/es/library/leave/{link}", "/es/library/leave/samhsa", get(directory::leave)),
    ]
}

/// The table.
pub fn table() -> Vec<Route> {
    let mut table = public();
    table.extend(library());
    table.extend(directory::out_routes());
    table.extend(directory::finder::routes());
    table.extend(directory::services::routes());
    table.extend(directory::missing_routes());
    table.extend(own());
    table.extend(people::join::routes());
    table.extend(people::keys::routes());
    table.extend(people::reach::routes());
    table.extend(people::sharing::routes());
    table.extend(people::second_pin::routes());
    table.extend(people::lock_routes());
    table.extend(consent::routes());
    table.extend(consent::privacy::routes());
    table.extend(staff());
    table.extend(plan::link_routes());
    table.extend(plan::own_routes());
    table.extend(plan::shared_routes());
    table.extend(directory::desk_routes());
    table.extend(directory::tell::routes());
    table.extend(people::chart_routes());
    table.extend(plan::member_routes());
    table.extend(plan::staff_routes());
    table
}

pub(crate) fn read(
    face: Face,
    path: &'static str,
    operation: &'static str,
    sample: &'static str,
    answer: MethodRouter<App>,
) -> Route {
    row(face, "GET", path, operation, sample, answer)
}

pub(crate) fn act(
    face: Face,
    path: &'static str,
    operation: &'static str,
    sample: &'static str,
    answer: MethodRouter<App>,
) -> Route {
    row(face, "POST", path, operation, sample, answer)
}

fn public() -> Vec<Route> {
    let open = |path, answer| read(Face::Public, path, "read-public", path, answer);
    let door = |path, answer| act(Face::Public, path, "sign-in", path, answer);
    let asks = |path, answer| act(Face::Public, path, "read-public", path, answer);
    vec![
        open("/", get(directory::home)),
        open("/es", get(directory::to_spanish)),
        open("/es/", get(directory::home)),
        open("/crisis", get(directory::crisis)),
        open("/es/crisis", get(directory::crisis)),
        open("/find", get(directory::find_help)),
        open("/es/find", get(directory::find_help)),
        open("/help-lines", get(directory::lines)),
        open("/es/help-lines", get(directory::lines)),
        open("/help-me-choose", get(directory::choose_page)),
        open("/es/help-me-choose", get(directory::choose_page)),
        asks("/help-me-choose", post(directory::chosen)),
        asks("/es/help-me-choose", post(directory::chosen)),
        open("/library", get(directory::library)),
        open("/es/library", get(directory::library)),
        open("/styleguide", get(directory::styleguide)),
        open("/es/styleguide", get(directory::styleguide)),
        open("/healthz", get(directory::healthz)),
        open("/readyz", get(directory::readyz)),
        open("/away", get(people::away)),
        open("/sign-in", get(people::sign_in_page)),
        open("/es/sign-in", get(people::sign_in_page)),
        door("/sign-in", post(people::sign_in)),
        door("/es/sign-in", post(people::sign_in)),
        open("/first-time/sign-in", get(people::first_time_page)),
        open("/es/first-time/sign-in", get(people::first_time_page)),
        door("/first-time/sign-in", post(people::first_time)),
        door("/es/first-time/sign-in", post(people::first_time)),
        door("/sign-out", post(people::sign_out)),
        door("/quick-exit", post(people::quick_exit)),
        door("/still-here", post(people::still_here)),
    ]
}

fn own() -> Vec<Route> {
    vec![
        read(Face::Public, "/language", "own-account", "/language?back=/me", get(people::language_page)),
        act(Face::Public, "/language", "own-account", "/language", post(people::language)),
        read(Face::Member, "/me", "read-member", "/me", get(plan::today)),
        read(Face::Member, "/me/plan", "read-plan", "/me/plan", get(plan::own_plan)),
    ]
}

fn staff() -> Vec<Route> {
    vec![
        read(Face::Work, "/work", "own-account", "/work", get(people::to_work)),
        read(Face::Work, "/work/members", "find-members", "/work/members", get(people::to_members)),
        read(Face::Team, "/team", "read-team", "/team", get(people::to_team)),
        read(Face::Agency, "/agency", "read-agency", "/agency", get(people::to_agency)),
        read(Face::Work, "/work/{agency}", "own-account", "/work/river", get(people::work)),
    ]
}
