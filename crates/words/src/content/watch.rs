//! When a supervisor is asked to look at how many charts somebody opened, from `record/watch.toml`.

use super::program::Valued;
use super::read::{Problem, open};
use crate::source::Source;
use serde::Deserialize;

/// The numbers, each with its source.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchRules {
    /// How many different charts in an hour are usual.
    pub charts_an_hour: Valued<u16>,
    /// How many are for who audits.
    pub audit_charts_an_hour: Valued<u16>,
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Option<WatchRules> {
    let opened = match open::<WatchRules>(source, "record/watch.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    for (key, valued) in
        [("charts_an_hour", &opened.value.charts_an_hour), ("audit_charts_an_hour", &opened.value.audit_charts_an_hour)]
    {
        if valued.value == 0 {
            problems.push(opened.problem(&format!("[{key}]"), key, "at least one"));
        }
    }
    Some(opened.value)
}
