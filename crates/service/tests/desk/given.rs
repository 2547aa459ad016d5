//! A real list of 2017, kept beside the project, brought in at the desk: the counts add up. On both engines.

use super::{houses, session, source};
use service::directory::{RunOutcome, agree_run, read_file, run_page, source_page};
use std::path::Path;

/// `None` where the list is not beside the project, nor beside the folder that it is in; with `ALONGSIDE_REQUIRE_FEED` the
/// test fails then.
fn list() -> Option<Vec<u8>> {
    let beside = |folder: &Path| folder.join("shared/data/meeting-feed-raleigh-2017.json");
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(beside).find(|path| path.exists());
    let passes_over = std::env::var_os("ALONGSIDE_REQUIRE_FEED").is_none();
    assert!(found.is_some() || passes_over, "the list of Raleigh is not beside the project");
    found.map(|path| std::fs::read(path).expect("the list can be read"))
}

#[test]
fn a_real_list_is_brought_in_and_its_counts_add_up() {
    let Some(bytes) = list() else { return };
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let mut done = read_file(&house, &ned, feed, bytes.clone()).expect("read");
        assert_eq!(done.read, 357);
        if done.outcome == RunOutcome::Waiting {
            done = agree_run(&house, &ned, house.new_command(), done.run).expect("yes").expect("carried out");
        }
        assert_eq!((done.added, done.changed, done.merged, done.refused), (349, 0, 1, 7));
        assert_eq!(done.read, done.added + done.changed + done.merged + done.refused);
        let (line, _) = run_page(&house, &ned, done.run).expect("a reading");
        assert_eq!(line.report.refused.len(), 7, "each refused row stands there");
        assert!(line.report.refused.iter().all(|row| row.1.id == "meeting-refused-no-name"));
        let entries = || source_page(&house, &ned, feed).expect("a source").0.entries;
        assert_eq!(entries(), 349);
        // Once more: every row is known.
        let again = read_file(&house, &ned, feed, bytes.clone()).expect("read");
        assert_eq!((again.added, again.changed, again.gone), (0, 0, 0));
        assert_eq!(entries(), 349);
    }
}
