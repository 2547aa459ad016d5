//! What it is called: every sentence that people read, and the content that
//! a program director may edit without knowing Rust.
//!
//! The lower floors return a [`domain::notice::Notice`]; [`words`] makes a sentence of it in the
//! reader's language. Content (program rules, guides, word lists, help lines)
//! is TOML under `content/`, embedded in the binary; a folder given at the
//! start may stand in for single files.

mod calendar;
mod check;
pub mod content;
pub mod crisis;
mod ftl;
mod messages;
mod readability;
mod source;

pub use calendar::weekday_code;
pub use check::check;
pub use domain::lang::Lang;
pub use domain::notice::{Arg, Notice};
pub use messages::{Words, words};
pub use readability::{Finding, readability};
pub use source::Source;

/// Reads messages and content, with the files of `folder` before the embedded ones, and uses them from here on.
///
/// Called once, before anything is said. Errors name file, line and key; then nothing is used.
pub fn start(folder: Option<&std::path::Path>) -> Result<(), Vec<String>> {
    let source = folder.map_or_else(Source::embedded, Source::folder);
    let (words, mut problems) = Words::read(&source);
    problems.extend(check::compare(&source));
    let (content, faults) = content::Content::read(&source);
    problems.extend(faults.iter().map(ToString::to_string));
    problems.extend(content::start_places(folder).err().map(|problem| problem.to_string()));
    if !problems.is_empty() {
        return Err(problems);
    }
    if messages::install(words) && content::install(content) {
        Ok(())
    } else {
        Err(vec!["content was read before the folder was named".to_owned()])
    }
}
