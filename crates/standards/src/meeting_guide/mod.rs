//! Meeting Guide, the format in which lists of recovery meetings are published
//! (code4recovery specification 1.1.9).
//!
//! [`parse`] reads lists as they are found: days as names, times with seconds,
//! coordinates as text, HTML in notes, a wrapped list, another encoding. Every
//! row is either accepted, perhaps with warnings, or refused with a reason, so
//! that `read = accepted + refused`. [`write()`] writes a list that keeps to the
//! specification.
//!
//! The names, numbers and mail addresses of people (`contact_1_name` and so on)
//! are neither read nor written.

pub(crate) mod clean;
pub(crate) mod day_time;
pub(crate) mod decode;
pub(crate) mod location;
mod reader;
pub(crate) mod row;
mod write;

pub use reader::parse;
pub(crate) use reader::{Reader, Shaped, parse_shaped};
pub use write::write;

use domain::directory::{Meeting, Slug};
use domain::notice::Notice;
use domain::time::TimeZone;
use std::collections::BTreeMap;

/// How a list is read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The zone of rows that name none.
    pub zone: TimeZone,
    /// The most bytes that are read.
    pub most_bytes: usize,
    /// The most rows that are read.
    pub most_rows: usize,
}

impl Settings {
    /// 32 MB and 100,000 rows at most: several times the largest list we know of.
    pub fn new(zone: TimeZone) -> Self {
        Self { zone, most_bytes: 32 * 1024 * 1024, most_rows: 100_000 }
    }
}

/// What was read from a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// How many rows there were.
    pub read: usize,
    /// Rows that became a meeting.
    pub accepted: Vec<Accepted>,
    /// Rows that could not be used.
    pub refused: Vec<Refused>,
    /// What was odd in the list as a whole.
    pub warnings: Vec<Notice>,
    /// Types that the specification does not name, and in how many rows they stood.
    pub unknown_types: BTreeMap<String, usize>,
}

/// A row that became a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// Its number in the list, from 1.
    pub row: usize,
    /// The meeting.
    pub meeting: Meeting,
    /// What was odd in it.
    pub warnings: Vec<Notice>,
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Its number in the list, from 1.
    pub row: usize,
    /// Why, and what would be right.
    pub reason: Notice,
    /// A few words of it, so that somebody finds it again.
    pub excerpt: String,
    /// Its slug if it could be read: the meeting is still in the list. None for one that its list took back.
    pub slug: Option<Slug>,
}

impl Report {
    /// The meetings in the order of the list.
    pub fn into_meetings(self) -> Vec<Meeting> {
        self.accepted.into_iter().map(|accepted| accepted.meeting).collect()
    }

    /// The slugs of rows that were refused.
    pub fn refused_slugs(&self) -> Vec<Slug> {
        self.refused.iter().filter_map(|refused| refused.slug.clone()).collect()
    }
}

/// Why a list could not be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most that are read.
        limit: usize,
    },
    /// More rows than are read.
    #[error("the list has more than {limit} rows")]
    TooManyRows {
        /// The most that are read.
        limit: usize,
    },
    /// Broken off or not JSON.
    #[error("not complete JSON: reading stopped in line {line}, column {column}")]
    NotJson {
        /// Where reading stopped.
        line: usize,
        /// Where in that line.
        column: usize,
    },
    /// A page for people.
    #[error("a web page, not a list of meetings")]
    WebPage,
    /// JSON without a list.
    #[error("there is no list of meetings in the file")]
    NotAList,
    /// A table without a column that names the meetings.
    #[error("no column holds the names")]
    NoNames,
    /// A table that breaks off inside a quotation.
    #[error("the quotation that begins in line {line} is never closed")]
    OpenQuote {
        /// Where it begins.
        line: usize,
    },
    /// A mapping that names a column which the table does not have.
    #[error("a mapped column is not in the table")]
    NoSuchColumn {
        /// Which of the mapped columns, from 1.
        place: usize,
    },
}

impl FeedError {
    /// The message for people.
    pub fn notice(self) -> Notice {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Self::Empty => Notice::new("meeting-feed-empty"),
            Self::TooLarge { limit } => Notice::new("meeting-feed-too-large").with("limit", number(limit)),
            Self::TooManyRows { limit } => Notice::new("meeting-feed-too-many-rows").with("limit", number(limit)),
            Self::NotJson { line, column } => {
                Notice::new("meeting-feed-not-json").with("line", number(line)).with("column", number(column))
            }
            Self::WebPage => Notice::new("meeting-feed-web-page"),
            Self::NotAList => Notice::new("meeting-feed-not-a-list"),
            Self::NoNames => Notice::new("meeting-feed-no-names"),
            Self::OpenQuote { line } => Notice::new("meeting-feed-open-quote").with("line", number(line)),
            Self::NoSuchColumn { place } => Notice::new("meeting-feed-no-such-column").with("place", number(place)),
        }
    }
}
