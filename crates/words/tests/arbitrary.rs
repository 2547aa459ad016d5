//! Content that somebody wrote, on whatever may stand in it: the target of `fuzz/`, as a property.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

#[path = "../../../fuzz/parsers/content.rs"]
mod content;
#[path = "../../../fuzz/parsers/mutate.rs"]
mod mutate;

use content::FILES;
use mutate::mutated;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn embedded(file: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    std::fs::read(root.join(file)).expect("a file of content")
}

proptest! {
    // Each case reads all content anew.
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_file_is_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        changes in prop::collection::vec(any::<(u16, u8, u8)>(), 1..6),
        which in 0..FILES.len(),
    ) {
        let folder = Folder(std::env::temp_dir().join(format!("alongside-arbitrary-{}", std::process::id())));
        content::content(&folder.0, FILES[which], &bytes);
        content::content(&folder.0, FILES[which], &mutated(&embedded(FILES[which]), &changes));
    }
}
