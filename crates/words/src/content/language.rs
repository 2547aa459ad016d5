//! Person-first words: what the language helper may suggest to staff. It never changes a text.

use super::PerLang;
use super::read::{Opened, Problem, open, twice};
use crate::source::Source;
use domain::lang::Lang;
use domain::time::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A word or phrase, and what might be said instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguagePair {
    /// Its key in this language.
    pub key: String,
    /// Words or phrases, in lower case, found as whole words.
    pub flags: Vec<String>,
    /// What might be said instead, best first. Square brackets stand for a word to fill in.
    pub offers: Vec<String>,
    /// Why, in one sentence.
    pub note: String,
    /// Tags of sources, see [`LanguagePairs::sources`].
    pub sources: Vec<String>,
}

/// The word list of one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguagePairs {
    /// Its version: the day on which it last changed.
    pub version: Date,
    /// What each source tag stands for.
    pub sources: BTreeMap<String, String>,
    /// Phrases that are never flagged, nor anything inside them.
    pub allow: Vec<String>,
    /// The pairs.
    #[serde(rename = "pair")]
    pub pairs: Vec<LanguagePair>,
}

impl Default for LanguagePairs {
    fn default() -> Self {
        Self { version: Date::ZERO, sources: BTreeMap::new(), allow: Vec::new(), pairs: Vec::new() }
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> PerLang<LanguagePairs> {
    let mut read = |lang: Lang| match open::<LanguagePairs>(source, &format!("language/{}.toml", lang.tag())) {
        Ok(opened) => {
            problems.extend(faults(&opened));
            opened.value
        }
        Err(problem) => {
            problems.push(problem);
            LanguagePairs::default()
        }
    };
    PerLang { en: read(Lang::En), es: read(Lang::Es) }
}

fn faults(opened: &Opened<LanguagePairs>) -> Vec<Problem> {
    let list = &opened.value;
    let mut found = Vec::new();
    let flags = list.pairs.iter().flat_map(|pair| &pair.flags).map(String::as_str);
    for flag in twice(flags) {
        found.push(opened.problem(&format!("\"{flag}\""), flag, "this phrase is flagged twice"));
    }
    for pair in &list.pairs {
        let needle = format!("key = \"{}\"", pair.key);
        let mut wrong = |message: &str| found.push(opened.problem(&needle, &pair.key, message));
        if pair.flags.is_empty() || pair.offers.is_empty() || pair.sources.is_empty() {
            wrong("needs at least one flag, one offer and one source");
        }
        if pair.flags.iter().any(|flag| *flag != flag.to_lowercase() || flag.trim().is_empty()) {
            wrong("flags are written in lower case");
        }
        if pair.sources.iter().any(|tag| !list.sources.contains_key(tag)) {
            wrong("names a source that is not in the list of sources");
        }
    }
    found
}
