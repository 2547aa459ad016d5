//! What it is called: every sentence that people read, and the content that
//! a program director may edit without knowing Rust.
//!
//! The lower floors return a [`domain::notice::Notice`]; [`words`] makes a sentence of it in the
//! reader's language. Content (program rules, guides, word lists, help lines)
//! is TOML under `content/`, embedded in the binary; a folder given at the
//! start may stand in for single files.

mod calendar;
mod check;
mod messages;
mod source;

pub use check::check;
pub use domain::lang::Lang;
pub use domain::notice::{Arg, Notice};
pub use messages::{Words, words};
pub use source::Source;
