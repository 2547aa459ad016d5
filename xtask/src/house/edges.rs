//! Which floor may depend on which, and who may name a library that others must not.

use crate::shell::{Outcome, cargo, read};
use serde_json::Value;

/// Each floor with the floors it may know. Tests may use `testkit` as well.
const EDGES: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("words", &["domain"]),
    ("standards", &["domain"]),
    ("db", &["domain"]),
    ("access", &["domain", "words", "db"]),
    ("service", &["domain", "words", "standards", "access"]),
    ("paper", &["domain", "words"]),
    ("web", &["domain", "words", "service", "paper"]),
    ("testkit", &["domain", "words", "db", "access", "service"]),
    ("alongside", &["domain", "words", "db", "service", "web", "testkit"]),
    ("bench", &["testkit"]),
    ("xtask", &[]),
];

/// Libraries with one owner: the floor that may name them, and none else.
const OWNED: [(&str, &[&str]); 6] = [
    ("rusqlite", &["db"]),
    ("postgres", &["db", "testkit"]), // the tests make and drop databases, which the floor has no reason to
    ("tokio-postgres", &["db"]),
    ("axum", &["web"]),
    ("askama", &["web"]),
    ("fluent-bundle", &["words"]),
];

/// Libraries passed over, with what stands in their place (docs/decisions).
const REFUSED: [(&str, &str); 8] = [
    ("sqlx", "the db floor holds one SQL text for both engines"),
    ("diesel", "the db floor holds one SQL text for both engines"),
    ("sea-orm", "the db floor holds one SQL text for both engines"),
    ("chrono", "time is jiff's, through domain::time"),
    ("time", "time is jiff's, through domain::time"),
    ("lazy_static", "std::sync::LazyLock does this"),
    ("once_cell", "std::sync::OnceLock does this"),
    ("openssl", "TLS is rustls"),
];

/// Libraries that do input, output or chance: never in the pure floors.
const IMPURE: [&str; 6] = ["tokio", "getrandom", "rand", "tracing", "reqwest", "ureq"];

/// What the manifests break.
pub fn findings() -> Outcome<Vec<String>> {
    let text = read(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let floor = package["name"].as_str().unwrap_or_default();
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let name = dependency["name"].as_str().unwrap_or_default();
            let inside = dependency["path"].is_string();
            let testing = dependency["kind"].as_str() == Some("dev");
            let broken = if inside { edge(floor, name, testing) } else { library(floor, name) };
            findings.extend(broken.map(|rule| format!("crates/{floor}/Cargo.toml: {rule}")));
        }
    }
    Ok(findings)
}

fn edge(floor: &str, known: &str, testing: bool) -> Option<String> {
    let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == floor) else {
        return Some(format!("the floor {floor} has no row in xtask/src/house/edges.rs"));
    };
    let fine = allowed.contains(&known) || (testing && (known == "testkit" || known == floor));
    (!fine).then(|| format!("the floor {floor} must not know {known} (ARCHITECTURE.md, Floors)"))
}

fn library(floor: &str, name: &str) -> Option<String> {
    if let Some((_, instead)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        return Some(format!("{name} was passed over: {instead}"));
    }
    let owned = OWNED.iter().find(|(library, _)| *library == name).map(|(_, owners)| *owners);
    let owners = if name == "typst" || name.starts_with("typst-") { Some(&["paper"][..]) } else { owned };
    if let Some(owners) = owners
        && !owners.contains(&floor)
    {
        return Some(format!("only {} may name {name}", owners.join(" and ")));
    }
    let pure = matches!(floor, "domain" | "standards");
    (pure && IMPURE.contains(&name)).then(|| format!("{floor} is pure: {name} does input, output or chance"))
}

#[cfg(test)]
mod tests {
    use super::{edge, library};

    #[test]
    fn a_floor_knows_only_those_below() {
        assert_eq!(edge("web", "service", false), None);
        assert!(edge("service", "db", false).is_some());
        assert!(edge("domain", "words", false).is_some());
        assert!(edge("attic", "domain", false).is_some_and(|rule| rule.contains("no row")));
    }

    #[test]
    fn only_tests_know_the_testkit() {
        assert_eq!(edge("service", "testkit", true), None);
        assert!(edge("service", "testkit", false).is_some());
    }

    #[test]
    fn a_library_has_one_owner() {
        assert_eq!(library("paper", "typst-pdf"), None);
        assert!(library("web", "typst").is_some());
        assert!(library("service", "rusqlite").is_some());
        assert!(library("db", "sqlx").is_some());
        assert!(library("domain", "getrandom").is_some());
        assert_eq!(library("alongside", "axum-server"), None);
    }
}
