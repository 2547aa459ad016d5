//! What help in choosing may suggest: groups, weights and what research says, each with its source.

use super::read::{Opened, Problem, open};
use super::{PerLang, Told, both_written};
use crate::source::Source;
use domain::directory::Pathway;
use domain::directory::choose::{Answer, Catalogue, Group, Target, Weight};
use domain::plan::Confidence;
use domain::time::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const GROUPS: &str = "choose/groups.toml";
const WEIGHTS: &str = "choose/weights.toml";
const EVIDENCE: &str = "choose/evidence.toml";

/// A group as people read of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupWords {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: PerLang<String>,
    /// The way it takes.
    pub pathway: Pathway,
    who: Vec<Who>,
    #[serde(default)]
    about: Vec<Answer>,
    #[serde(default)]
    only: Vec<Answer>,
    /// What it is, in a sentence or two.
    pub told: PerLang<String>,
    /// What its meetings call themselves in lists, where that tells them from others of the same pathway.
    #[serde(default)]
    pub search: Option<String>,
    /// What to know before one goes.
    pub know: Vec<Told>,
    evidence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Who {
    Oneself,
    Family,
}

/// What an answer says for or against a fit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightWords {
    answer: Answer,
    target: TargetWords,
    points: i8,
    why: PerLang<String>,
    source: String,
    verified_on: Date,
    confidence: Confidence,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TargetWords {
    Pathway(Pathway),
    Groups(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceWords {
    key: String,
    text: PerLang<String>,
    source: String,
    verified_on: Date,
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupsFile {
    group: Vec<GroupWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    weight: Vec<WeightWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceFile {
    evidence: Vec<EvidenceWords>,
    general: Vec<Told>,
}

/// Everything that help in choosing says.
#[derive(Debug, Clone)]
pub struct Choosing {
    /// Groups and weights, from which there is always a choice.
    pub catalogue: Catalogue,
    groups: Vec<GroupWords>,
    whys: Vec<Told>,
    evidence: Vec<(String, Told)>,
    /// What research says of all of them.
    pub general: Vec<Told>,
}

impl Choosing {
    /// The words of a group.
    pub fn group(&self, key: &str) -> Option<&GroupWords> {
        self.groups.iter().find(|group| group.key == key)
    }

    /// Why a weight counts.
    pub fn why(&self, weight: usize) -> Option<&Told> {
        self.whys.get(weight)
    }

    /// What research says of a group, in a sentence.
    pub fn evidence(&self, group: &GroupWords) -> Option<&Told> {
        self.evidence.iter().find(|(key, _)| *key == group.evidence).map(|(_, told)| told)
    }

    /// Every text, by a name for it.
    pub(crate) fn texts(&self) -> Vec<(String, &PerLang<String>)> {
        let groups = self.groups.iter().flat_map(|group| {
            let know = group.know.iter().map(|told| (format!("{}.know", group.key), &told.text));
            know.chain([(format!("{}.told", group.key), &group.told)])
        });
        let whys = (1..).zip(&self.whys).map(|(nth, told)| (format!("weight {nth}"), &told.text));
        let evidence = self.evidence.iter().map(|(key, told)| (key.clone(), &told.text));
        let general = self.general.iter().map(|told| ("general".to_owned(), &told.text));
        groups.chain(whys).chain(evidence).chain(general).collect()
    }
}

impl GroupWords {
    fn group(&self) -> Group {
        Group {
            key: self.key.clone(),
            pathway: self.pathway,
            for_oneself: self.who.contains(&Who::Oneself),
            for_family: self.who.contains(&Who::Family),
            about: self.about.clone(),
            only: self.only.clone(),
        }
    }
}

impl WeightWords {
    fn weight(&self) -> Weight {
        let target = match &self.target {
            TargetWords::Pathway(pathway) => Target::Pathway(*pathway),
            TargetWords::Groups(keys) => Target::Groups(keys.clone()),
        };
        Weight { answer: self.answer, target, points: self.points }
    }

    fn told(self) -> Told {
        let Self { why: text, source, verified_on, confidence, .. } = self;
        Told { text, source, verified_on, confidence }
    }
}

impl EvidenceWords {
    fn told(self) -> (String, Told) {
        let Self { key, text, source, verified_on, confidence } = self;
        (key, Told { text, source, verified_on, confidence })
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Option<Choosing> {
    let groups = read::<GroupsFile>(source, GROUPS, problems);
    let weights = read::<WeightsFile>(source, WEIGHTS, problems);
    let evidence = read::<EvidenceFile>(source, EVIDENCE, problems);
    let (groups, weights, evidence) = (groups?, weights?, evidence?);
    for group in &groups.value.group {
        let needle = format!("key = \"{}\"", group.key);
        problems.extend(both_written(&groups, &needle, "name", &group.name));
        problems.extend(both_written(&groups, &needle, "told", &group.told));
        for told in &group.know {
            problems.extend(told.problems(&groups, &needle, "know"));
        }
        if group.know.is_empty() || !evidence.value.evidence.iter().any(|own| own.key == group.evidence) {
            problems.push(groups.problem(&needle, &group.key, "needs something to know, and a key of evidence.toml"));
        }
    }
    for own in &weights.value.weight {
        let needle = format!("answer = \"{}\"", own.answer.code());
        problems.extend(own.clone().told().problems(&weights, &needle, own.answer.code()));
        if !(-4..=4).contains(&own.points) || own.points == 0 {
            problems.push(weights.problem(&needle, own.answer.code(), "points go from -4 to 4, and none is zero"));
        }
    }
    for own in &evidence.value.evidence {
        let needle = format!("key = \"{}\"", own.key);
        problems.extend(own.clone().told().1.problems(&evidence, &needle, &own.key));
    }
    for told in &evidence.value.general {
        problems.extend(told.problems(&evidence, "[[general]]", "general"));
    }
    let all = groups.value.group.iter().map(GroupWords::group).collect();
    match Catalogue::new(all, weights.value.weight.iter().map(WeightWords::weight).collect()) {
        Ok(catalogue) => Some(Choosing {
            catalogue,
            whys: weights.value.weight.into_iter().map(WeightWords::told).collect(),
            evidence: evidence.value.evidence.into_iter().map(EvidenceWords::told).collect(),
            general: evidence.value.general,
            groups: groups.value.group,
        }),
        Err(lacking) => {
            problems.push(groups.problem("[[group]]", "group", lacking.to_string()));
            None
        }
    }
}

fn read<T: DeserializeOwned>(source: &Source, file: &str, problems: &mut Vec<Problem>) -> Option<Opened<T>> {
    open::<T>(source, file).map_err(|problem| problems.push(problem)).ok()
}
