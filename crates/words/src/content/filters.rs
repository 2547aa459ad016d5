//! What meetings can be filtered by: codes and words of listings, as data.

use super::read::{Problem, open, twice};
use crate::source::Source;
use domain::directory::{Facet, FacetGroup, Facets, MeetingType, Pathway};
use domain::plan::Confidence;
use domain::time::Date;
use serde::Deserialize;

const FILE: &str = "directory/filters.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    filter: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    key: String,
    group: FacetGroup,
    #[serde(default)]
    codes: Vec<MeetingType>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    unless: Vec<MeetingType>,
    source: String,
    #[expect(dead_code, reason = "read so that no value comes without its date")]
    verified_on: Date,
    #[expect(dead_code, reason = "read so that no value comes without its confidence")]
    confidence: Confidence,
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Facets {
    let opened = match open::<File>(source, FILE) {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return Facets::default();
        }
    };
    for key in twice(opened.value.filter.iter().map(|filter| filter.key.as_str())) {
        problems.push(opened.problem(&format!("key = \"{key}\""), key, "this key stands twice"));
    }
    for filter in &opened.value.filter {
        let wrong = |message: &str| opened.problem(&format!("key = \"{}\"", filter.key), &filter.key, message);
        if filter.source.trim().is_empty() {
            problems.push(wrong("a source must be named"));
        }
        if filter.codes.is_empty() && filter.words.is_empty() {
            problems.push(wrong("no code and no word speaks for it, so nothing would ever be found"));
        }
        let code = filter.key.as_str();
        if filter.group == FacetGroup::Pathway && !Pathway::ALL.iter().any(|pathway| pathway.code() == code) {
            problems.push(wrong("no pathway of groups has this code"));
        }
        if filter.group == FacetGroup::Language && filter.codes.first().is_none_or(|code| !code.is_known()) {
            problems.push(wrong("a language needs a code of the Meeting Guide first: it gives the name"));
        }
    }
    let facets = opened.value.filter.iter().map(|filter| Facet {
        key: filter.key.clone(),
        group: filter.group,
        codes: filter.codes.clone(),
        words: filter.words.clone(),
        unless: filter.unless.clone(),
    });
    Facets::new(facets).unwrap_or_else(|many| {
        problems.push(opened.problem("[[filter]]", "filter", many.to_string()));
        Facets::default()
    })
}
