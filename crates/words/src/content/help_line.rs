//! Lines to call, national and by state: `help-lines/*.toml`. 911 and 988 are no rows of these files.

use super::read::{Opened, Problem, open, twice};
use super::{PerLang, both_written};
use crate::crisis::{BUILT_IN, Way};
use crate::source::Source;
use domain::directory::{Answerer, Days, Hours, LineKind, Stretch, WeeklyHours};
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::{Date, Time, zone};
use serde::Deserialize;

/// A line to call.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpLine {
    /// Its key.
    pub key: String,
    /// What it is for.
    pub kind: LineKind,
    /// The state whose people it is for; `None` for all.
    pub place: Option<PerLang<String>>,
    /// What it is called.
    pub name: PerLang<String>,
    /// When to use it, in a sentence or two.
    pub description: PerLang<String>,
    /// Who answers.
    pub answers: Vec<Answerer>,
    /// In which languages.
    pub languages: Vec<Lang>,
    /// When.
    pub hours: Hours,
    /// How to reach it.
    pub ways: Vec<Way>,
    /// Where the numbers stand.
    pub source: String,
    /// When they were last looked at.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    place: Option<PerLang<String>>,
    line: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: String,
    kind: LineKind,
    name: PerLang<String>,
    description: PerLang<String>,
    answers: Vec<Answerer>,
    languages: Vec<String>,
    #[serde(default)]
    hours: Option<HoursRow>,
    ways: Vec<Way>,
    source: String,
    verified_on: Date,
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursRow {
    #[serde(default)]
    always: bool,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    week: Vec<StretchRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StretchRow {
    days: Vec<String>,
    from: Time,
    until: Time,
}

impl HoursRow {
    fn hours(&self) -> Result<Hours, String> {
        if self.always {
            return Ok(Hours::Always);
        }
        let zone = zone(&self.zone).map_err(|unknown| unknown.to_string())?;
        let stretches = self.week.iter().map(StretchRow::stretch).collect::<Result<Vec<_>, _>>()?;
        WeeklyHours::new(zone, stretches).map(Hours::Weekly).map_err(|none| none.to_string())
    }
}

impl StretchRow {
    fn stretch(&self) -> Result<Stretch, String> {
        let day = |code: &String| {
            let known = Days::ALL.iter().find(|day| Days::english(*day).get(..3) == Some(code.as_str()));
            known.ok_or_else(|| format!("{code:?} is no day; write mon, tue, wed, thu, fri, sat or sun"))
        };
        let days = self.days.iter().map(day).collect::<Result<Days, String>>()?;
        Ok(Stretch { days, from: self.from, until: self.until })
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a row would stand in the place of a number that is built in.
fn touches_built_in(row: &Row) -> bool {
    let own =
        |number: &str| BUILT_IN.iter().any(|own| own.call == digits(number) || own.text == Some(&*digits(number)));
    BUILT_IN.iter().any(|own| own.key == row.key) || row.ways.iter().any(|way| own(&way.to))
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    for path in source.list("help-lines", "toml") {
        match open::<File>(source, &path) {
            Ok(mut opened) => {
                let rows = std::mem::take(&mut opened.value.line);
                lines.extend(rows.into_iter().filter_map(|row| line(row, &opened, problems)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    let keys: Vec<String> = twice(lines.iter().map(|line| line.key.as_str())).into_iter().map(str::to_owned).collect();
    for key in keys {
        let message = "this key stands twice".to_owned();
        problems.push(Problem { file: "help-lines/".to_owned(), line: None, key, message });
    }
    lines
}

/// A row that holds; what does not is told and left out.
fn line(row: Row, opened: &Opened<File>, problems: &mut Vec<Problem>) -> Option<HelpLine> {
    let needle = format!("key = \"{}\"", row.key);
    if touches_built_in(&row) {
        problems.push(opened.problem(&needle, &row.key, "911 and 988 are built in; no file can stand in their place"));
        return None;
    }
    problems.extend(both_written(opened, &needle, "name", &row.name));
    problems.extend(both_written(opened, &needle, "description", &row.description));
    let languages: Vec<Lang> =
        row.languages.iter().filter_map(|tag| Lang::ALL.into_iter().find(|lang| lang.tag() == tag)).collect();
    if row.ways.is_empty() || row.source.trim().is_empty() || languages.is_empty() || row.answers.is_empty() {
        let message = "needs a way to reach it, who answers, a language and a source";
        problems.push(opened.problem(&needle, &row.key, message));
    }
    let hours = match row.hours.as_ref().map_or(Ok(Hours::Unknown), HoursRow::hours) {
        Ok(hours) => hours,
        Err(why) => {
            problems.push(opened.problem(&needle, &row.key, why));
            Hours::Unknown
        }
    };
    Some(HelpLine {
        key: row.key,
        kind: row.kind,
        place: opened.value.place.clone(),
        name: row.name,
        description: row.description,
        answers: row.answers,
        languages,
        hours,
        ways: row.ways,
        source: row.source,
        verified_on: row.verified_on,
        confidence: row.confidence,
    })
}
