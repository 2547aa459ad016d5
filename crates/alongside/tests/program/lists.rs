//! Lists of meetings as one finds them, brought in by whoever runs the machine: each row is reported.

use crate::running::{Demo, command, complained, run, said};
use std::path::{Path, PathBuf};
use testkit::TempDir;

/// The made-up list with each oddity of real ones.
fn made_up() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards/tests/lists/as-found.json")
}

/// The list of Raleigh of 2017. `None` where it is not beside the project and `ALONGSIDE_DATA` names no folder that it
/// must be in.
fn raleigh() -> Option<PathBuf> {
    let named = std::env::var_os("ALONGSIDE_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let list = named.or_else(|| Some(beside).filter(|path| path.exists()))?.join("meeting-feed-raleigh-2017.json");
    assert!(list.exists(), "the list of Raleigh is not in {}", list.display());
    Some(list)
}

#[test]
fn lists_as_they_are_found_are_brought_in_and_what_is_no_use_is_told_row_by_row() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let demo = Demo::start(&data);
    let import = |list: &Path| {
        let args = ["import", "meetings", list.to_str().expect("a path"), "--data", data.to_str().expect("a path")];
        let output = run(&args);
        assert!(output.status.success(), "{}", complained(&output));
        said(&output)
    };
    let rows = |told: &str| told.lines().filter(|line| line.starts_with("row ")).count();

    let first = import(&made_up());
    assert!(first.ends_with("8 read, 6 added, 0 changed, 1 merged, 1 refused\n"), "{first}");
    assert!(first.starts_with("row 5: ") && first.contains("Wednesday · 20:00:00 · 5"), "{first}");
    assert_eq!(rows(&first), 1, "{first}");
    assert!(import(&made_up()).ends_with("8 read, 0 added, 0 changed, 7 merged, 1 refused\n"));

    if let Some(list) = raleigh() {
        let first = import(&list);
        assert!(first.ends_with("357 read, 349 added, 0 changed, 1 merged, 7 refused\n"), "{first}");
        for row in [141, 146, 147, 187, 188, 189, 226] {
            assert!(first.contains(&format!("row {row}: ")), "{first}");
        }
        assert_eq!(rows(&first), 7, "{first}");
        assert!(import(&list).ends_with("357 read, 0 added, 0 changed, 350 merged, 7 refused\n"));
        let mut anyone = testkit::Visitor::new(&demo.url());
        let page = anyone.get("/meetings?q=soul+food").expect("a page").body;
        assert!(page.contains("Soul Food Step Study"), "what was brought in is found");
    }
}

#[test]
fn a_list_of_services_is_brought_in_in_somebodys_name_if_they_may() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let demo = Demo::start(&data);
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/demo/services.json");
    let import = |username: &str| {
        let mut command = command();
        command.args(["import", "services"]).arg(&list).arg("--data").arg(&data);
        command.args(["--agency", "james-river", "--feed", "Again", "--as", username]).output().expect("it runs")
    };
    for (username, words) in [
        ("nobody-here", "works at this agency"),
        ("omar", "works at this agency"),
        ("dana", "dana may not change the lists"),
    ] {
        let refused = import(username);
        assert!(!refused.status.success(), "{username}");
        assert!(complained(&refused).contains(words), "{username}: {}", complained(&refused));
    }
    let done = import("ned");
    assert!(done.status.success() && said(&done).ends_with(" 0 refused\n"), "{}{}", said(&done), complained(&done));
    drop(demo);
}
