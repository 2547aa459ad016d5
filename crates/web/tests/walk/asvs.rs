//! The page that goes through ASVS 5.0 is held against the project: what it names as evidence is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How many requirements of levels 1 and 2 the standard has: 70 and 183.
const REQUIREMENTS: usize = 253;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The cells of every row of the page whose first one is a number of the standard.
fn rows(page: &str) -> Vec<Vec<String>> {
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let numbered = |cells: &Vec<String>| cells.len() == 4 && cells[0].starts_with(|c: char| c.is_ascii_digit());
    page.lines().filter(|line| line.starts_with('|')).map(cells).filter(numbered).collect()
}

/// The numbers of a cell: `10.1.1–10.1.2, 10.2.1` are three.
fn numbers(cell: &str) -> Vec<String> {
    let last = |number: &str| -> u32 {
        number.rsplit_once('.').and_then(|(_, last)| last.parse().ok()).expect("a number of the standard")
    };
    let mut found = Vec::new();
    for part in cell.split(", ") {
        let (first, end) = part.split_once('–').unwrap_or((part, part));
        let section = first.rsplit_once('.').expect("a number of the standard").0;
        found.extend((last(first)..=last(end)).map(|number| format!("{section}.{number}")));
    }
    found
}

#[test]
fn every_requirement_has_a_row_and_an_answer() {
    let page = std::fs::read_to_string(root().join("docs/asvs.md")).expect("the page");
    let mut seen = BTreeSet::new();
    for row in rows(&page) {
        assert!(["yes", "partly", "no", "n.a."].contains(&row[2].as_str()), "{row:?}");
        assert!(!row[1].is_empty() && !row[3].is_empty(), "{row:?}");
        for number in numbers(&row[0]) {
            assert!(seen.insert(number.clone()), "{number} stands twice");
        }
    }
    assert_eq!(seen.len(), REQUIREMENTS);
}

/// What stands between backticks: a file of the project, or a test in it.
#[test]
fn what_is_named_as_evidence_is_there() {
    let page = std::fs::read_to_string(root().join("docs/asvs.md")).expect("the page");
    let homes = ["crates/", "docs/", "content/", "e2e/", "fuzz/"];
    let mut looked_at = 0;
    for named in page.split('`').skip(1).step_by(2) {
        if !homes.iter().any(|home| named.starts_with(home)) {
            continue;
        }
        let (file, test) = named.split_once("::").map_or((named, None), |(file, test)| (file, Some(test)));
        let place = root().join(file);
        assert!(place.exists(), "{file} is named and not there");
        if let Some(test) = test {
            let text = std::fs::read_to_string(&place).expect("a file of tests");
            assert!(text.contains(&format!("fn {test}(")), "{file} has no test {test}");
        }
        looked_at += 1;
    }
    assert!(looked_at > 100, "{looked_at}");
}
