//! A list of meetings in whichever format it comes.

use crate::meeting_guide::decode::decode;
use crate::meeting_guide::{FeedError, Report, Settings};
use crate::table::Mapping;
use crate::{bmlt, meeting_guide, table};

/// The formats in which lists of meetings are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Meeting Guide JSON.
    MeetingGuide,
    /// What a BMLT root server answers.
    Bmlt,
    /// A table: one meeting a line.
    Csv,
}

/// How much of a list is looked at to know it by.
const BEGINNING: usize = 20_000;

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::MeetingGuide, Self::Bmlt, Self::Csv];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MeetingGuide => "meeting-guide",
            Self::Bmlt => "bmlt",
            Self::Csv => "csv",
        }
    }

    /// The format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// The format that some bytes look like. Nothing and a web page are read as JSON, which says what they are.
    pub fn of(bytes: &[u8]) -> Self {
        let (text, _) = decode(bytes.get(..BEGINNING).unwrap_or(bytes));
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['[', '{']) {
            let bmlt = ["\"weekday_tinyint\"", "\"id_bigint\"", "\"key_string\""];
            return if bmlt.iter().any(|key| text.contains(key)) { Self::Bmlt } else { Self::MeetingGuide };
        }
        if text.is_empty() || text.starts_with('<') { Self::MeetingGuide } else { Self::Csv }
    }
}

/// Reads a list in the format that it looks like; `mapping` says which column of a table is what.
pub fn read(bytes: &[u8], settings: &Settings, mapping: Option<&Mapping>) -> Result<Report, FeedError> {
    match Format::of(bytes) {
        Format::MeetingGuide => meeting_guide::parse(bytes, settings),
        Format::Bmlt => bmlt::parse(bytes, settings),
        Format::Csv => table::parse(bytes, settings, mapping),
    }
}
