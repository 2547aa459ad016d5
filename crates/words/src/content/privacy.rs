//! The clocks of the privacy desk and what is kept for how long, from `privacy/`.

use super::program::Valued;
use super::read::{Problem, open, twice};
use super::{PerLang, both_written};
use crate::source::Source;
use domain::plan::Confidence;
use domain::time::Date;
use serde::Deserialize;

/// The clocks, each with its source.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyRules {
    /// By how many days a request is answered.
    pub request_days: Valued<u16>,
    /// By how many days more, once.
    pub extension_days: Valued<u16>,
    /// For how many minutes an opening in an emergency lasts.
    pub glass_minutes: Valued<u16>,
    /// Within how many hours somebody else looks at it.
    pub glass_review_hours: Valued<u16>,
    /// Until which age at least the records of somebody young are kept.
    pub minor_until_age: Valued<u16>,
}

/// One kind of record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: PerLang<String>,
    /// From when on, or for how long where no years are named.
    pub from: PerLang<String>,
    /// How many years.
    pub years: Option<u16>,
    /// Where that stands.
    pub source: String,
    /// When it was last held against its source.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schedule {
    kept: Vec<Kept>,
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Option<PrivacyRules> {
    let opened = match open::<PrivacyRules>(source, "privacy/desk.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let rules = &opened.value;
    if rules.request_days.value == 0 {
        problems.push(opened.problem("[request_days]", "request_days", "at least a day"));
    }
    if !(1..=240).contains(&rules.glass_minutes.value) {
        let message = "from 1 to 240: an emergency is not a day's work";
        problems.push(opened.problem("[glass_minutes]", "glass_minutes", message));
    }
    if !(1..=168).contains(&rules.glass_review_hours.value) {
        let message = "from 1 to 168: what nobody looks at within a week, nobody remembers";
        problems.push(opened.problem("[glass_review_hours]", "glass_review_hours", message));
    }
    Some(opened.value)
}

pub(crate) fn load_kept(source: &Source, problems: &mut Vec<Problem>) -> Vec<Kept> {
    let opened = match open::<Schedule>(source, "privacy/retention.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    for (place, one) in opened.value.kept.iter().enumerate() {
        let needle = format!("key = \"{}\"", one.key);
        problems.extend(both_written(&opened, &needle, &format!("kept[{place}].name"), &one.name));
        problems.extend(both_written(&opened, &needle, &format!("kept[{place}].from"), &one.from));
    }
    let keys = opened.value.kept.iter().map(|one| one.key.as_str());
    problems.extend(twice(keys).iter().map(|key| opened.problem(key, "kept", format!("{key} is there twice"))));
    opened.value.kept
}
