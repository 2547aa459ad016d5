//! Bulk loading into SQLite: one statement a table, one transaction.

use super::Connection;
use crate::{Error, Value};

pub(crate) struct Load(Connection);

impl Load {
    pub(super) fn start(connection: Connection) -> Result<Self, Error> {
        // A page that leaves memory is encrypted each time; large indexes need room to grow in.
        connection.batch("PRAGMA cache_size = -200000; BEGIN IMMEDIATE")?;
        Ok(Self(connection))
    }

    /// Inserts rows, laid end to end.
    pub fn insert(&mut self, table: &str, columns: &[&str], cells: &[Value]) -> Result<(), Error> {
        let width = columns.len().max(1);
        let fault = |why| self.0.fault(table, why);
        // One row an insert: with several, the engine keeps a copy of each page they touch, to take back half of them.
        let marks = vec!["?"; width].join(",");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(","));
        let mut prepared = self.0.driver.prepare_cached(&sql).map_err(fault)?;
        for row in cells.chunks_exact(width) {
            for (at, value) in row.iter().enumerate() {
                prepared.raw_bind_parameter(at + 1, value).map_err(fault)?;
            }
            prepared.raw_execute().map_err(fault)?;
        }
        Ok(())
    }

    pub fn finish(self) -> Result<(), Error> {
        self.0.batch("COMMIT")
    }
}
