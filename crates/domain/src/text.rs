//! Words that people write, checked once at the door.

use crate::notice::Notice;
use serde::{Deserialize, Serialize};

/// How much one answer may hold, in Unicode scalar values: far above a 10,000-word answer.
pub const LONGEST_ANSWER: usize = 120_000;

/// How long a name or a one-line answer may be, in Unicode scalar values.
pub const LONGEST_LINE: usize = 200;

/// Text over several lines, as somebody wrote it.
///
/// Line ends are `\n`; control characters that no keyboard makes (NUL among
/// them) are gone, since PostgreSQL cannot keep them and nobody sees them.
/// Everything else, emoji and right-to-left marks included, stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(String);

/// One line of text that is not empty: a name, a title.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

fn keep(symbol: char) -> bool {
    symbol == '\n' || symbol == '\t' || !symbol.is_control()
}

/// Nothing that anybody would see: spaces, and marks that only join or turn what stands beside them.
fn invisible(symbol: char) -> bool {
    symbol.is_whitespace()
        || symbol.is_control()
        || matches!(symbol, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe0f}' | '\u{feff}')
}

impl Prose {
    /// Errors when `text` is longer than [`LONGEST_ANSWER`].
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let clean: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| keep(*c)).collect();
        let clean = clean.trim().to_owned();
        let length = clean.chars().count();
        if length > LONGEST_ANSWER {
            return Err(Notice::new("text-too-long").with("most", LONGEST_ANSWER as i64).with("now", length as i64));
        }
        Ok(Self(clean))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Line {
    /// Errors when `text` is empty or longer than [`LONGEST_LINE`].
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let clean: String =
            text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| keep(*c)).collect();
        let clean = clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        match clean.chars().count() {
            _ if clean.chars().all(invisible) => Err(Notice::new("text-missing")),
            length if length > LONGEST_LINE => {
                Err(Notice::new("text-too-long").with("most", LONGEST_LINE as i64).with("now", length as i64))
            }
            _ => Ok(Self(clean)),
        }
    }

    /// `None` for an empty text, else as [`Line::parse`].
    pub fn optional(text: &str) -> Result<Option<Self>, Notice> {
        if text.chars().all(invisible) { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Display for Prose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays() {
        let words = "Ser papá 👨‍👧 otra vez\nبدون خوف";
        assert_eq!(Prose::parse(words).map(|p| p.as_str().to_owned()), Ok(words.to_owned()));
        assert_eq!(Line::parse("Þór").map(|l| l.to_string()), Ok("Þór".to_owned()));
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(Prose::parse("a\0b\r\nc\u{7}").map(|p| p.as_str().to_owned()), Ok("ab\nc".to_owned()));
        assert_eq!(Line::parse("  two\t words \n").map(|l| l.to_string()), Ok("two words".to_owned()));
    }

    #[test]
    fn a_line_is_not_empty_and_not_endless() {
        assert_eq!(Line::parse(" \0 ").map_err(|n| n.id), Err("text-missing".to_owned()));
        assert_eq!(Line::parse("\u{200b}\u{200f}").map_err(|n| n.id), Err("text-missing".to_owned()));
        assert_eq!(Line::parse(&"x".repeat(201)).map_err(|n| n.id), Err("text-too-long".to_owned()));
        assert_eq!(Line::optional("  "), Ok(None));
    }

    #[test]
    fn ten_thousand_words_fit() {
        assert!(Prose::parse(&"recovery ".repeat(10_000)).is_ok());
    }
}
