//! What can go wrong, in terms that the floors above can act on.

/// A unit of work that did not happen. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Too much is waiting already: try again later (HTTP 503).
    #[error("the database is busy")]
    Busy,
    /// There is no room left on the disk: what is kept stays, and can be read; nothing is added (HTTP 503).
    #[error("there is no room left for the database")]
    Full,
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// A row with the same key exists. The name is the index's, the same on both engines.
    #[error("a row with the same {constraint} exists")]
    Unique {
        /// The name of the unique index, such as `member_pkey`.
        constraint: String,
    },
    /// A rule of the schema refused the row.
    #[error("the schema refused a row: {0}")]
    Constraint(String),
    /// A row of another agency was about to cross the wall.
    #[error("{statement} met a row of another agency")]
    ForeignAgency {
        /// The statement that met it.
        statement: &'static str,
    },
    /// What was read is not what the program expects there.
    #[error("{statement}, column {column}: {why}")]
    Inconsistent {
        /// The statement that read it.
        statement: &'static str,
        /// The column.
        column: String,
        /// What is wrong with it. Never the value itself.
        why: String,
    },
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(String),
    /// A setting that a person has to change, in words.
    #[error("{0}")]
    Setting(String),
    /// Anything else: a fault in the program or on the machine.
    #[error("{0}")]
    Other(String),
}
