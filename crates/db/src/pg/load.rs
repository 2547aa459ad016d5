//! Bulk loading into PostgreSQL: COPY in binary, one transaction.

use super::{Store, connect, connection, fault};
use crate::{Error, Scope, Value};
use postgres::Client;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::{ToSql, Type};
use std::collections::HashSet;

pub(crate) struct Load {
    client: Client,
    /// Tables whose walls held back their owner, and do so again at the end.
    opened: Vec<String>,
    seen: HashSet<String>,
}

impl Store {
    pub fn load(&self) -> Result<Load, Error> {
        let owner = self.owner.as_ref().ok_or_else(|| {
            Error::Setting("to load many rows, the address of the database's owner must be set".to_owned())
        })?;
        let mut load = Load { client: connect(owner)?, opened: Vec::new(), seen: HashSet::new() };
        load.batch(&format!("BEGIN; {}", connection::walls(&Scope::system())))?;
        Ok(load)
    }
}

impl Load {
    /// Copies rows, laid end to end.
    pub fn insert(&mut self, table: &str, columns: &[&str], cells: &[Value]) -> Result<(), Error> {
        self.open_walls(table)?;
        let columns_listed = columns.join(",");
        self.copy(table, &columns_listed, columns.len(), cells).map_err(|why| fault::of("db::load", &why))
    }

    fn copy(&mut self, table: &str, columns: &str, width: usize, cells: &[Value]) -> Result<(), postgres::Error> {
        let shape = self.client.prepare(&format!("SELECT {columns} FROM {table}"))?;
        let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let sink = self.client.copy_in(&format!("COPY {table} ({columns}) FROM STDIN BINARY"))?;
        let mut writer = BinaryCopyInWriter::new(sink, &types);
        let mut row: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(width);
        for values in cells.chunks_exact(width.max(1)) {
            row.clear();
            row.extend(values.iter().map(|value| value as &(dyn ToSql + Sync)));
            writer.write(&row)?;
        }
        writer.finish().map(drop)
    }

    /// COPY does not work on a table whose policies bind the one who copies, so they stop binding the owner for a while.
    /// Nobody else sees it: the change is part of the transaction.
    fn open_walls(&mut self, table: &str) -> Result<(), Error> {
        if !self.seen.insert(table.to_owned()) {
            return Ok(());
        }
        let forced = self
            .client
            .query_opt("SELECT relforcerowsecurity FROM pg_class WHERE oid = to_regclass($1)", &[&table])
            .and_then(|row| row.map_or(Ok(false), |row| row.try_get(0)))
            .map_err(|why| fault::of("db::load", &why))?;
        if forced {
            self.batch(&format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))?;
            self.opened.push(table.to_owned());
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), Error> {
        // Tables with checks still to come could not be altered.
        self.batch("SET CONSTRAINTS ALL IMMEDIATE")?;
        for table in std::mem::take(&mut self.opened) {
            self.batch(&format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))?;
        }
        // The planner would otherwise take full tables for empty ones until the server looks at them by itself.
        let seen = self.seen.drain().collect::<Vec<_>>().join(",");
        self.batch("COMMIT")?;
        if seen.is_empty() { Ok(()) } else { self.batch(&format!("ANALYZE {seen}")) }
    }

    fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.client.batch_execute(sql).map_err(|why| fault::of("db::load", &why))
    }
}
