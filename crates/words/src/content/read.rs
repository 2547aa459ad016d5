//! Reading content files, with errors that say where to look.

use crate::source::Source;
use serde::de::DeserializeOwned;
use std::fmt;

/// Something wrong in a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, by its path under `content/`.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// The key, as a path such as `pathway[3].name.es`.
    pub key: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.key.is_empty() && self.key != "." {
            write!(f, ", {}", self.key)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// A file that was read, with its text for finding lines.
pub(crate) struct Opened<T> {
    /// What the file says.
    pub(crate) value: T,
    /// Its path.
    pub(crate) file: String,
    /// Its text.
    pub(crate) text: String,
}

impl<T> Opened<T> {
    /// A problem at the first line that holds `needle`.
    pub(crate) fn problem(&self, needle: &str, key: &str, message: impl Into<String>) -> Problem {
        Problem {
            file: self.file.clone(),
            line: self.text.lines().position(|line| line.contains(needle)).map(|place| place + 1),
            key: key.to_owned(),
            message: message.into(),
        }
    }
}

/// Reads one TOML file.
pub(crate) fn open<T: DeserializeOwned>(source: &Source, file: &str) -> Result<Opened<T>, Problem> {
    let at = |line, key: String, message: String| Problem { file: file.to_owned(), line, key, message };
    let text = source.text(file).map_err(|why| at(None, String::new(), why))?.into_owned();
    let line_of = |error: &toml::de::Error| {
        error.span().map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1)
    };
    let parsed = toml::Deserializer::parse(&text)
        .map_err(|error| at(line_of(&error), String::new(), error.message().to_owned()))?;
    let value = serde_path_to_error::deserialize(parsed)
        .map_err(|error| at(line_of(error.inner()), error.path().to_string(), error.inner().message().to_owned()))?;
    Ok(Opened { value, file: file.to_owned(), text })
}

/// Keys that stand twice.
pub(crate) fn twice<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    keys.filter(|key| !seen.insert(*key)).collect()
}
