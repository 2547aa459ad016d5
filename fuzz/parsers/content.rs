//! Files of content that an operator writes: read, or refused by file, line and key.

use std::path::Path;

/// The files that are tried, one after the other by the first byte.
pub const FILES: [&str; 8] = [
    "pathways.toml",
    "life-areas.toml",
    "programs/virginia-arts.toml",
    "help-lines/national.toml",
    "privacy/desk.toml",
    "record/watch.toml",
    "directory/desk.toml",
    "library/links.toml",
];

/// One file of content, with these bytes in it, in a folder of its own.
pub fn content(folder: &Path, file: &str, data: &[u8]) {
    let path = folder.join(file);
    let ready = path.parent().is_some_and(|inside| std::fs::create_dir_all(inside).is_ok());
    if !ready || std::fs::write(&path, data).is_err() {
        return;
    }
    if let Err(problems) = words::content::load(Some(folder)) {
        assert!(!problems.is_empty(), "a refusal says why");
        for problem in problems {
            assert!(!problem.to_string().is_empty());
        }
    }
    let _ = std::fs::remove_file(path);
}
