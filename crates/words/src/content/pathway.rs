//! Pathways of recovery: different kinds of thing, several at once, none first.

use super::read::{Problem, open, twice};
use super::{PerLang, both_written};
use crate::source::Source;
use serde::{Deserialize, Serialize};

/// What kind of thing a pathway is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathwayKind {
    /// A way to make a plan.
    PlanningTool,
    /// A way to look at one's life.
    Framework,
    /// Treatment.
    Treatment,
    /// People who meet to help each other.
    Fellowship,
    /// Something one does.
    Practice,
    /// A way for two people to be with each other.
    Relationship,
    /// A view of what helps.
    Stance,
    /// A place.
    Place,
}

/// A pathway of recovery.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// Stored in plans; never changes.
    pub key: String,
    /// What kind of thing it is.
    pub kind: PathwayKind,
    /// What people call it.
    pub name: PerLang<String>,
    /// What it is, in one sentence.
    pub description: PerLang<String>,
    /// Whether it tells something that people may wish to keep private (medicine, faith).
    #[serde(default)]
    pub sensitive: bool,
    /// Whose mark the name is, where it is one.
    pub trademark: Option<PerLang<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pathway: Vec<Pathway>,
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Vec<Pathway> {
    let opened = match open::<File>(source, "pathways.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    for key in twice(opened.value.pathway.iter().map(|pathway| pathway.key.as_str())) {
        problems.push(opened.problem(&format!("key = \"{key}\""), key, "this key stands twice"));
    }
    for pathway in &opened.value.pathway {
        let needle = format!("key = \"{}\"", pathway.key);
        problems.extend(both_written(&opened, &needle, "name", &pathway.name));
        problems.extend(both_written(&opened, &needle, "description", &pathway.description));
        problems.extend(pathway.trademark.iter().flat_map(|note| both_written(&opened, &needle, "trademark", note)));
    }
    opened.value.pathway
}
