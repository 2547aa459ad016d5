//! HSDS 3.0 and 3.1, the Human Services Data Specification of Open Referral: services, organizations, locations.
//!
//! Two shapes are read. JSON: an array of full services, a page with its
//! `contents`, or one service ([`read_json`]). A data package: `services.csv` and
//! the tables beside it, in a folder or a zip file ([`read_package`]). Services are
//! handed on one at a time; of a package the side tables are held, and of those
//! only the columns that are used.
//!
//! Contacts are never read, nor the numbers that hang on one, nor mail addresses,
//! nor the `attention` of an address: a directory must not become a list of people.

mod fit;
mod hours;
mod json;
mod package;
mod service;
mod side;
mod text;
mod zip;

pub use json::read_json;
pub use package::{Tables, read_package};
pub use zip::Zip;

use domain::directory::offering::{Offering, Provider};
use domain::notice::Notice;
use domain::time::TimeZone;

/// How a list is read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The zone of hours that name none.
    pub zone: TimeZone,
    /// The most services that are read.
    pub most_rows: usize,
    /// The most bytes that are read, unpacked.
    pub most_bytes: u64,
}

impl Settings {
    /// 100,000 services and 512 MB at most.
    pub const fn new(zone: TimeZone) -> Self {
        Self { zone, most_rows: 100_000, most_bytes: 512 * 1024 * 1024 }
    }
}

/// What became of one service.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It can be used.
    Accepted(Box<Accepted>),
    /// It cannot.
    Refused(Refused),
}

/// A service that can be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// Its number in the list, from 1.
    pub row: usize,
    /// What its publisher calls it by.
    pub key: String,
    /// What its publisher calls the organization by.
    pub provider_key: String,
    /// The organization.
    pub provider: Provider,
    /// The service.
    pub offering: Offering,
    /// What was odd in it.
    pub warnings: Vec<Notice>,
}

/// A service that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number in the list, from 1.
    pub row: usize,
    /// Why, and what would be right.
    pub reason: Reason,
    /// A few words of it, so that somebody finds it again.
    pub excerpt: String,
    /// What its publisher calls it by, if that could be read: it is still in the list.
    pub key: Option<String>,
}

/// Why a service cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No named fields.
    NotAService,
    /// Broken characters, or a number too large.
    Unreadable,
    /// No id.
    NoId,
    /// No name.
    NoName,
    /// Its publisher says that it is no longer there.
    Ended,
    /// The same id again.
    Repeats {
        /// Where it stood first.
        row: usize,
    },
    /// More values than columns.
    Columns,
}

/// What is known of a list as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// How many services there were.
    pub read: usize,
    /// Under which licence it is published, where it says.
    pub licence: Option<String>,
    /// What was odd in it.
    pub warnings: Vec<Notice>,
}

/// Why a list could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A page for people.
    #[error("a web page, not a list of services")]
    WebPage,
    /// Broken off or not JSON.
    #[error("not complete JSON: reading stopped in line {line}, column {column}")]
    NotJson {
        /// Where reading stopped.
        line: usize,
        /// Where in that line.
        column: usize,
    },
    /// JSON without a list.
    #[error("there is no list of services")]
    NotAList,
    /// A package without its table of services.
    #[error("there is no table of services")]
    NoServices,
    /// A table without a column that it cannot do without.
    #[error("{table} has no column {column}")]
    NoColumn {
        /// Which table.
        table: String,
        /// Which column.
        column: &'static str,
    },
    /// A table that breaks off inside a quotation.
    #[error("in {table} the quotation that begins in line {line} is never closed")]
    OpenQuote {
        /// Which table.
        table: String,
        /// Where it begins.
        line: usize,
    },
    /// More than is read.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The most that are read.
        limit: u64,
    },
    /// More services than are read.
    #[error("more than {limit} services")]
    TooManyRows {
        /// The most that are read.
        limit: usize,
    },
    /// A zip file that breaks off, is locked, or is packed in a way that we cannot unpack.
    #[error("the zip file cannot be unpacked")]
    Zip,
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Unreadable(String),
}

impl Reason {
    /// The message for people.
    pub fn notice(&self) -> Notice {
        match self {
            Self::NotAService => Notice::new("offering-refused-not-a-row"),
            Self::Unreadable => Notice::new("offering-refused-unreadable"),
            Self::NoId => Notice::new("offering-refused-no-id"),
            Self::NoName => Notice::new("offering-refused-no-name"),
            Self::Ended => Notice::new("offering-refused-ended"),
            Self::Repeats { row } => Notice::new("offering-refused-repeats").with("row", number(*row)),
            Self::Columns => Notice::new("offering-refused-columns"),
        }
    }
}

impl ListError {
    /// The message for people.
    pub fn notice(&self) -> Notice {
        match self {
            Self::Empty => Notice::new("offering-list-empty"),
            Self::WebPage => Notice::new("offering-list-web-page"),
            Self::NotJson { line, column } => {
                Notice::new("offering-list-not-json").with("line", number(*line)).with("column", number(*column))
            }
            Self::NotAList => Notice::new("offering-list-not-a-list"),
            Self::NoServices => Notice::new("offering-list-no-services"),
            Self::NoColumn { table, column } => {
                Notice::new("offering-list-no-column").with("table", table.as_str()).with("column", *column)
            }
            Self::OpenQuote { table, line } => {
                Notice::new("offering-list-open-quote").with("table", table.as_str()).with("line", number(*line))
            }
            Self::TooLarge { limit } => {
                Notice::new("offering-list-too-large").with("limit", i64::try_from(*limit).unwrap_or(i64::MAX))
            }
            Self::TooManyRows { limit } => Notice::new("offering-list-too-many").with("limit", number(*limit)),
            Self::Zip => Notice::new("offering-list-zip"),
            Self::Unreadable(why) => Notice::new("offering-list-unreadable").with("why", why.as_str()),
        }
    }
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
