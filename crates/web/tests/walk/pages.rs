//! The list of pages that the browser tests look at.

use std::collections::BTreeSet;
use std::path::Path;
use web::routes::table;

/// What answers with something else than a page.
const NO_PAGE: [&str; 21] = [
    "/healthz",
    "/readyz",
    ".pdf",
    ".zip",
    "/attachments/{attachment}",
    "/files/{file}",
    "/text",
    "/person-first",
    "/es",
    ".json",
    ".csv",
    ".ics",
    ".js",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap/{file}",
    "/api/v1/help-lines",
    "/api/v1/meetings",
    "/api/v1/meetings/{meeting}",
    "/api/v1/sources",
    "/api/{*rest}",
];

/// `e2e/routes.txt` holds every address of the table that answers with a page, so that the browser tests can say
/// which of them they have not looked at. `UPDATE=1` writes it anew.
#[test]
fn the_browser_tests_know_every_page() {
    let table = table();
    let pages: BTreeSet<&str> = table
        .iter()
        .filter(|route| route.method == "GET" && !route.path.starts_with("/es/"))
        .map(|route| route.path)
        .filter(|path| !NO_PAGE.iter().any(|end| path.ends_with(end)))
        .collect();
    let text = pages.into_iter().fold(String::new(), |text, path| text + path + "\n");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/routes.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("the list is written");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "run with UPDATE=1, and add to e2e/pages.mjs");
}
