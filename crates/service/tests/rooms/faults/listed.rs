//! That no use case is missing: they are read from the source of the floor.

use super::rows;
use std::collections::BTreeSet;
use std::path::Path;

/// What is tried elsewhere, and where.
const ELSEWHERE: [(&str, &str); 13] = [
    ("operate/purge::purge", "jobs.rs"),
    ("operate/record/let_go::let_go", "jobs.rs"),
    ("operate/record/seal::seal", "jobs.rs"),
    ("operate/watch::watch_charts", "jobs.rs"),
    ("directory/schedule::tick", "jobs.rs"),
    ("directory/schedule::lapse", "jobs.rs"),
    ("directory/schedule::age", "jobs.rs"),
    ("directory/services/edit::age_services", "jobs.rs"),
    ("directory/keep_run::goes_on", "jobs.rs: long lists"),
    ("directory/reading::unchanged", "tests/desk.rs: it needs a source that answers"),
    // These need a device that signs. Each changes one row in one unit of work; a browser goes through them.
    ("people/keys/passkey::add_passkey", "e2e/tests/keys.test.mjs"),
    ("people/keys/passkey::used", "e2e/tests/keys.test.mjs"),
    ("plan/take_back::take_back_with_passkey", "e2e/tests/together.test.mjs"),
];

/// Every function of the floor that opens a unit of work which changes something.
fn found() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                // The demonstration is made with what is tried here.
                if !entry.ends_with("src/demo") {
                    folders.push(entry);
                }
            } else if entry.extension().is_some_and(|kind| kind == "rs") {
                let text = std::fs::read_to_string(&entry).expect("source");
                let file = entry.strip_prefix(&root).expect("inside").with_extension("");
                let file = file.to_str().expect("text").replace('\\', "/");
                found.extend(writing(&text).map(|name| format!("{}::{name}", file.trim_end_matches("/mod"))));
            }
        }
    }
    found
}

/// The functions of a file that open a unit of work which changes something.
fn writing(text: &str) -> impl Iterator<Item = &str> {
    let start = |line: &str| {
        let inner = line.strip_prefix("pub(").and_then(|rest| rest.split_once(") ")).map(|(_, rest)| rest);
        inner.or(line.strip_prefix("pub ")).unwrap_or(line).starts_with("fn ")
    };
    let mut functions: Vec<(&str, bool)> = Vec::new();
    for line in text.lines() {
        if start(line) {
            let name = line.split("fn ").nth(1).and_then(|rest| rest.split(['(', '<']).next()).unwrap_or_default();
            functions.push((name, false));
        }
        if let Some(last) = functions.last_mut() {
            last.1 |= line.contains(".write(") || line.contains(".command(");
        }
    }
    functions.into_iter().filter(|(_, writes)| *writes).map(|(name, _)| name)
}

#[test]
fn every_use_case_that_changes_something_is_tried() {
    let found = found();
    assert!(found.len() > 150, "the source was read: {}", found.len());
    let mut tried: BTreeSet<String> = ELSEWHERE.iter().map(|(name, _)| (*name).to_owned()).collect();
    for name in rows().flat_map(|row| row.of.split(' ')) {
        tried.insert(name.to_owned());
    }
    let missing: Vec<&String> = found.difference(&tried).collect();
    assert!(missing.is_empty(), "give each of these a row in tests/rooms/faults: {missing:#?}");
    let gone: Vec<&String> = tried.difference(&found).collect();
    assert!(gone.is_empty(), "these are no use cases any more: {gone:#?}");
}
