//! Names that belong together, usernames that belong to nobody, passphrases that everybody tries.

use super::PerLang;
use super::read::{Problem, open, twice};
use crate::source::Source;
use domain::lang::Lang;
use serde::Deserialize;
use std::collections::HashSet;

/// Given names that stand for each other: in each group the full name first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Nicknames {
    /// The groups, in lower case without accents.
    pub groups: Vec<Vec<String>>,
}

impl Nicknames {
    /// The full names that `name` may stand for, itself included when it is one.
    /// `name` is in lower case without accents.
    pub fn full_names<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let with_it = self.groups.iter().filter(move |group| group.iter().any(|own| own == name));
        with_it.filter_map(|group| group.first()).map(String::as_str)
    }
}

/// Two lists of words for usernames such as `calm-river-42`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsernameWords {
    /// The first word.
    pub first: Vec<String>,
    /// The second word.
    pub second: Vec<String>,
}

pub(crate) fn nicknames(source: &Source, problems: &mut Vec<Problem>) -> PerLang<Nicknames> {
    let opened = match open::<PerLang<Nicknames>>(source, "nicknames.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return PerLang::default();
        }
    };
    for lang in Lang::ALL {
        let groups = &opened.value.get(lang).groups;
        for name in twice(groups.iter().filter_map(|group| group.first()).map(String::as_str)) {
            problems.push(opened.problem(&format!("[\"{name}\""), name, "two groups have this full name"));
        }
        for group in groups {
            let folded = group.iter().all(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()));
            if group.len() < 2 || !folded {
                let first = group.first().map_or("", String::as_str);
                let needle = format!("[\"{first}\"");
                problems.push(opened.problem(&needle, first, "needs two or more names in letters a to z, lower case"));
            }
        }
    }
    opened.value
}

pub(crate) fn usernames(source: &Source, problems: &mut Vec<Problem>) -> PerLang<UsernameWords> {
    let mut read = |lang: Lang| match open::<UsernameWords>(source, &format!("usernames/{}.toml", lang.tag())) {
        Ok(opened) => {
            for list in [&opened.value.first, &opened.value.second] {
                let plain = |word: &&String| word.len() < 3 || word.chars().any(|c| !c.is_ascii_lowercase());
                for word in list.iter().filter(plain) {
                    let message = "use three or more letters a to z, lower case";
                    problems.push(opened.problem(&format!("\"{word}\""), word, message));
                }
                for word in twice(list.iter().map(String::as_str)) {
                    problems.push(opened.problem(&format!("\"{word}\""), word, "this word stands twice"));
                }
            }
            opened.value
        }
        Err(problem) => {
            problems.push(problem);
            UsernameWords::default()
        }
    };
    PerLang { en: read(Lang::En), es: read(Lang::Es) }
}

pub(crate) fn passphrases(source: &Source, problems: &mut Vec<Problem>) -> HashSet<String> {
    const FILE: &str = "passphrases/common.txt";
    match source.text(FILE) {
        Ok(text) => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
            .map(str::to_lowercase)
            .collect(),
        Err(message) => {
            problems.push(Problem { file: FILE.into(), line: None, key: String::new(), message });
            HashSet::new()
        }
    }
}
