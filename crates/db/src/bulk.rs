//! Loading many rows at once.

use crate::{Error, Value, pg, sqlite};

/// Cells held back before they are sent, over all tables.
const HELD: usize = 200_000;

/// Takes rows of many tables, in any order in which a row comes after those that it points to.
pub struct Loader {
    sink: Sink,
    tables: Vec<Table>,
    current: usize,
    held: usize,
    rows: u64,
}

pub(crate) enum Sink {
    Sqlite(sqlite::Load),
    Postgres(pg::Load),
}

struct Table {
    name: String,
    columns: Vec<String>,
    cells: Vec<Value>,
}

impl Loader {
    pub(crate) fn new(sink: Sink) -> Self {
        Self { sink, tables: Vec::new(), current: 0, held: 0, rows: 0 }
    }

    /// The table that the next rows go to, with their columns. It may be named again later.
    pub fn table(&mut self, name: &str, columns: &[&str]) {
        let same = |table: &Table| table.name == name && table.columns == columns;
        if self.tables.get(self.current).is_some_and(same) {
            return;
        }
        self.current = self.tables.iter().position(same).unwrap_or_else(|| {
            let columns = columns.iter().map(|&column| column.to_owned()).collect();
            self.tables.push(Table { name: name.to_owned(), columns, cells: Vec::new() });
            self.tables.len() - 1
        });
    }

    /// A row of the current table.
    pub fn push(&mut self, row: &[Value]) -> Result<(), Error> {
        self.give(row.to_vec())
    }

    /// The same, for a row that is not needed afterwards.
    pub fn give(&mut self, row: impl IntoIterator<Item = Value, IntoIter: ExactSizeIterator>) -> Result<(), Error> {
        let row = row.into_iter();
        let Some(table) = self.tables.get_mut(self.current) else {
            return Err(Error::Other("a row was given before a table".to_owned()));
        };
        if row.len() != table.columns.len() {
            let (want, got) = (table.columns.len(), row.len());
            return Err(Error::Other(format!("{} takes {want} values, got {got}", table.name)));
        }
        self.rows += 1;
        self.held += row.len();
        for value in row {
            if let Some(what) = value.refusal() {
                return Err(Error::Constraint(format!("{} was given {what}", table.name)));
            }
            table.cells.push(value);
        }
        if self.held >= HELD { self.flush() } else { Ok(()) }
    }

    /// Rows taken so far.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Sends what is held, the tables in the order in which they were first named: parents come before children.
    fn flush(&mut self) -> Result<(), Error> {
        self.held = 0;
        for table in &mut self.tables {
            if table.cells.is_empty() {
                continue;
            }
            let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
            for name in columns.iter().chain([&table.name.as_str()]) {
                plain(name)?;
            }
            match &mut self.sink {
                Sink::Sqlite(load) => load.insert(&table.name, &columns, &table.cells)?,
                Sink::Postgres(load) => load.insert(&table.name, &columns, &table.cells)?,
            }
            table.cells.clear();
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        match self.sink {
            Sink::Sqlite(load) => load.finish(),
            Sink::Postgres(load) => load.finish(),
        }
    }
}

/// Names go into SQL as they are, so they must be plain.
fn plain(name: &str) -> Result<(), Error> {
    let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.is_empty() && name.bytes().all(sound) {
        return Ok(());
    }
    Err(Error::Other(format!("{name:?} is no name of a table or column")))
}
