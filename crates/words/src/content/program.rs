//! Rule packs: what a program asks of a plan, as data with source, date and confidence.

use super::PerLang;
use super::read::{Opened, Problem, open};
use crate::source::Source;
use domain::people::Regime;
use domain::plan::{Anchor, Confidence, PlanPart, SignerKind};
use domain::time::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Valued<T> {
    /// The value.
    pub value: T,
    /// Where it stands, in words that a person can follow.
    pub source: String,
    /// The day on which it was last held against its source; for an unverified value, the day it was written down.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

/// So many calendar days after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysAfter {
    /// Calendar days.
    pub days: u16,
    /// The event.
    pub event: Anchor,
}

/// What a program asks of plans. An absent value means that the source states none.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRules {
    /// What the program calls the plan.
    pub plan_name: Valued<PerLang<String>>,
    /// When the first plan is due.
    pub initial_plan_due: Option<Valued<DaysAfter>>,
    /// After how many calendar days it is looked at again.
    pub review_interval_days: Option<Valued<u16>>,
    /// Who is expected to sign.
    #[serde(default)]
    pub expected_signers: Vec<Valued<SignerKind>>,
    /// What a plan must hold.
    #[serde(default)]
    pub required_fields: Vec<Valued<PlanPart>>,
    /// How many calendar days a recommendation is good for.
    pub recommendation_valid_days: Option<Valued<u16>>,
    /// Within how many calendar days of the recommendation service begins.
    pub start_within_days: Option<Valued<u16>>,
}

/// The rules of a program, dated.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePack {
    /// Its id. Several packs of one id follow each other in time.
    pub id: String,
    /// What staff call it.
    pub name: PerLang<String>,
    /// Country and state (ISO 3166-2), or "US" where it is not bound to a state.
    pub jurisdiction: String,
    /// Who pays, in short.
    pub payer: String,
    /// The first day on which it applies here.
    pub effective_from: Date,
    /// The last day on which it applies, if it has ended.
    pub effective_to: Option<Date>,
    /// The confidentiality rule that an enrolment starts with.
    pub default_regime: Valued<Regime>,
    /// What it asks of plans.
    pub plan: PlanRules,
    /// SHA-256, in hexadecimal, of what the file says: keys sorted, comments and layout left out.
    #[serde(skip)]
    pub hash: String,
}

impl RulePack {
    /// Whether it applies on `date`.
    pub fn applies_on(&self, date: Date) -> bool {
        self.effective_from <= date && self.effective_to.is_none_or(|last| date <= last)
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Vec<RulePack> {
    let mut packs: Vec<RulePack> = Vec::new();
    for file in source.list("programs", "toml") {
        match open::<RulePack>(source, &file) {
            Ok(mut opened) => {
                problems.extend(faults(&opened));
                opened.value.hash = hash(&opened.text);
                let clash = packs
                    .iter()
                    .any(|other| other.id == opened.value.id && other.effective_from == opened.value.effective_from);
                if clash {
                    problems.push(opened.problem(
                        "effective_from",
                        "effective_from",
                        "another file has this id and date",
                    ));
                }
                packs.push(opened.value);
            }
            Err(problem) => problems.push(problem),
        }
    }
    packs.sort_by(|a, b| (&a.id, a.effective_from).cmp(&(&b.id, b.effective_from)));
    packs
}

fn faults(opened: &Opened<RulePack>) -> Vec<Problem> {
    let pack = &opened.value;
    let plan = &pack.plan;
    let mut found = Vec::new();
    let mut asked = |key: &str, source: &str| {
        if source.trim().is_empty() {
            found.push(opened.problem("source = \"\"", key, "say where this value comes from"));
        }
    };
    asked("default_regime", &pack.default_regime.source);
    asked("plan.plan_name", &plan.plan_name.source);
    plan.initial_plan_due.iter().for_each(|value| asked("plan.initial_plan_due", &value.source));
    for (key, value) in [
        ("plan.review_interval_days", &plan.review_interval_days),
        ("plan.recommendation_valid_days", &plan.recommendation_valid_days),
        ("plan.start_within_days", &plan.start_within_days),
    ] {
        value.iter().for_each(|value| asked(key, &value.source));
    }
    plan.expected_signers.iter().for_each(|value| asked("plan.expected_signers", &value.source));
    plan.required_fields.iter().for_each(|value| asked("plan.required_fields", &value.source));
    if plan.review_interval_days.as_ref().is_some_and(|days| days.value == 0) {
        found.push(opened.problem(
            "[plan.review_interval_days]",
            "plan.review_interval_days",
            "must be at least 1 day",
        ));
    }
    if pack.effective_to.is_some_and(|last| last < pack.effective_from) {
        found.push(opened.problem("effective_to", "effective_to", "ends before it begins"));
    }
    found.extend(super::both_written(opened, "name", "name", &pack.name));
    found.extend(super::both_written(opened, "[plan.plan_name]", "plan.plan_name", &plan.plan_name.value));
    found
}

/// The same content has the same hash, however the file is laid out.
fn hash(text: &str) -> String {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let mut canonical = String::new();
    write_sorted(&toml::Value::Table(table), &mut canonical);
    Sha256::digest(canonical.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write_sorted(value: &toml::Value, out: &mut String) {
    match value {
        toml::Value::Table(table) => {
            let mut keys: Vec<&String> = table.keys().collect();
            keys.sort();
            out.push('{');
            for key in keys {
                out.push_str(&serde_json::Value::from(key.as_str()).to_string());
                out.push(':');
                if let Some(inner) = table.get(key) {
                    write_sorted(inner, out);
                }
                out.push(',');
            }
            out.push('}');
        }
        toml::Value::Array(items) => {
            out.push('[');
            for item in items {
                write_sorted(item, out);
                out.push(',');
            }
            out.push(']');
        }
        toml::Value::String(text) => out.push_str(&serde_json::Value::from(text.as_str()).to_string()),
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_does_not_change_the_hash_and_a_value_does() {
        let one = hash("id = \"x\"\n[plan]\ndays = 30\nname = \"p\"\n");
        assert_eq!(one, hash("# a remark\nid  =  \"x\"\n\n[plan]\nname=\"p\"\ndays=30"));
        assert_ne!(one, hash("id = \"x\"\n[plan]\ndays = 31\nname = \"p\"\n"));
        assert_eq!(one.len(), 64);
    }
}
