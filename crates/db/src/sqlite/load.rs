//! Bulk loading into SQLite: many rows an insert, one transaction.

use super::Connection;
use crate::{Error, Value};

/// Parameters an insert may have; well under the engine's limit, and enough to spread its cost.
const PARAMETERS: usize = 2000;

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
        let most = (PARAMETERS / width).max(1) * width;
        for chunk in cells.chunks(most) {
            // Full chunks share one statement, the last one has its own.
            let row = format!("({})", vec!["?"; width].join(","));
            let rows = vec![row; chunk.len() / width].join(",");
            let sql = format!("INSERT INTO {table} ({}) VALUES {rows}", columns.join(","));
            let fault = |why| self.0.fault(table, why);
            let mut prepared = self.0.driver.prepare_cached(&sql).map_err(fault)?;
            for (at, value) in chunk.iter().enumerate() {
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
