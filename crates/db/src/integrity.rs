//! Whether the engine finds its own pages sound.

use crate::{Error, Scope, Statement, Tx, params};

/// What the engine says of its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Integrity {
    /// What is wrong, in the engine's words.
    pub wrong: Vec<String>,
    /// Whether every page was looked at. PostgreSQL looks at a page when it is read, and only with checksums on.
    pub whole: bool,
}

static PAGES: Statement = Statement {
    name: "db::PAGES",
    sql: "SELECT CAST(current_setting('data_checksums') AS text), \
          coalesce((SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()), 0)",
};

pub(crate) fn of_postgres(tx: &mut Tx) -> Result<Integrity, Error> {
    let row = tx.row(&PAGES, &params![])?;
    let mut row = row.ok_or_else(|| Error::Other("the server says nothing of its pages".to_owned()))?;
    let checksums: String = row.take()?;
    let failures: i64 = row.take()?;
    let mut found = Integrity::default();
    if checksums == "on" && failures > 0 {
        found.wrong.push(format!("{failures} pages did not match their checksum when they were read"));
    }
    Ok(found)
}

impl crate::Db {
    /// Asks the engine whether its pages, indexes and foreign keys are sound.
    pub fn integrity(&self) -> Result<Integrity, Error> {
        self.read(&Scope::system(), |tx| match &mut tx.connection {
            crate::tx::Connection::Sqlite(connection) => connection.integrity(),
            crate::tx::Connection::Postgres(_) => of_postgres(tx),
        })
    }
}
