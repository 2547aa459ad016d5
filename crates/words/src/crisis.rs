//! Help in a bad hour. 911 and 988 are part of the program: no file, feed or editor can change them.

use crate::content::{PerLang, Problem};
use crate::source::Source;
use domain::plan::Confidence;
use domain::time::Date;
use serde::{Deserialize, Serialize};

/// A number that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its key in the content.
    pub key: &'static str,
    /// The number to call.
    pub call: &'static str,
    /// The number to text, if texting works everywhere.
    pub text: Option<&'static str>,
}

/// The numbers that are always there, most urgent first.
pub const BUILT_IN: [BuiltIn; 2] = [EMERGENCY, LIFELINE];

/// Danger now: an overdose, someone who does not wake up, violence.
pub const EMERGENCY: BuiltIn = BuiltIn { key: "911", call: "911", text: None };

/// The suicide and crisis lifeline, day and night.
pub const LIFELINE: BuiltIn = BuiltIn { key: "988", call: "988", text: Some("988") };

/// How a line is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayKind {
    /// By phone.
    Call,
    /// By text message.
    Text,
    /// In a browser.
    Chat,
}

impl WayKind {
    /// Its code in the content.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
            Self::Chat => "chat",
        }
    }
}

impl Way {
    /// What tells it from the other ways of its line, however its number is written: "call 18009720590".
    pub fn key(&self) -> String {
        let to = match self.kind {
            WayKind::Call | WayKind::Text => self.to.chars().filter(char::is_ascii_digit).collect(),
            WayKind::Chat => self.to.clone(),
        };
        format!("{} {to}", self.kind.code())
    }
}

/// One way to reach a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// How.
    pub kind: WayKind,
    /// The number, or the address of the chat.
    pub to: String,
    /// What to do then ("press 1"), or for whom it is.
    pub hint: Option<PerLang<String>>,
}

/// A line to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrisisLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: PerLang<String>,
    /// When to use it, in one sentence.
    pub description: PerLang<String>,
    /// How to reach it.
    #[serde(rename = "way")]
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
    line: Vec<CrisisLine>,
}

impl BuiltIn {
    /// The ways that no file can take away.
    fn ways(self) -> Vec<Way> {
        let way = |kind, to: &str| Way { kind, to: to.to_owned(), hint: None };
        let text = self.text.map(|number| way(WayKind::Text, number));
        std::iter::once(way(WayKind::Call, self.call)).chain(text).collect()
    }

    /// The line as it stands when no file says more.
    fn line(self) -> CrisisLine {
        let both = |text: &str| PerLang { en: text.to_owned(), es: text.to_owned() };
        CrisisLine {
            key: self.key.to_owned(),
            name: both(self.call),
            description: both(""),
            ways: self.ways(),
            source: "built in".to_owned(),
            verified_on: Date::constant(2026, 11, 22),
            confidence: Confidence::House,
        }
    }
}

/// The lines of the file, with the built-in numbers first and in front of whatever the file says of them.
pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Vec<CrisisLine> {
    let mut lines = match crate::content::open_file::<File>(source, "crisis/lines.toml") {
        Ok(opened) => {
            for line in &opened.value.line {
                if let Some(own) = BUILT_IN.iter().find(|own| own.key == line.key) {
                    let first: Vec<&Way> = line.ways.iter().take(own.ways().len()).collect();
                    if first != own.ways().iter().collect::<Vec<_>>() {
                        let message =
                            format!("{} is built in; a file may add ways after its own, not change them", own.call);
                        problems.push(opened.problem(&format!("key = \"{}\"", line.key), &line.key, message));
                    }
                }
                if line.ways.is_empty() || line.source.trim().is_empty() {
                    let needle = format!("key = \"{}\"", line.key);
                    problems.push(opened.problem(&needle, &line.key, "needs a way to reach it and a source"));
                }
            }
            opened.value.line
        }
        Err(problem) => {
            problems.push(problem);
            Vec::new()
        }
    };
    for own in BUILT_IN.iter().rev() {
        let mut line = match lines.iter().position(|line| line.key == own.key) {
            Some(place) => lines.remove(place),
            None => own.line(),
        };
        let fixed = own.ways();
        line.ways.retain(|way| !fixed.iter().any(|own| own.kind == way.kind && own.to == way.to && way.hint.is_none()));
        line.ways.splice(0..0, fixed);
        lines.insert(0, line);
    }
    lines
}
