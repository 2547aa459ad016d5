//! A sentence that people read, with where it stands and how sure we are.

use super::read::{Opened, Problem};
use super::{PerLang, both_written};
use domain::plan::Confidence;
use domain::time::Date;
use serde::Deserialize;

/// A fact as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The sentence.
    pub text: PerLang<String>,
    /// Where it stands.
    pub source: String,
    /// When somebody last looked.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Told {
    /// What is missing.
    pub(crate) fn problems<T>(&self, opened: &Opened<T>, needle: &str, key: &str) -> Vec<Problem> {
        let mut problems = both_written(opened, needle, key, &self.text);
        if self.source.trim().is_empty() {
            problems.push(opened.problem(needle, key, "needs a source"));
        }
        problems
    }
}
