//! Loading many rows at once.

use crate::{Error, Value, pg, sqlite};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::thread::JoinHandle;

/// Cells held back before they are sent, over all tables.
const HELD: usize = 200_000;

/// Tables' worth of rows that may wait to be written: about one load of [`HELD`] cells.
const WAITING: usize = 32;

/// Takes rows of many tables, in any order in which a row comes after those that it points to.
///
/// They are written by a thread of their own, while the next ones are made.
pub struct Loader {
    /// The thread that writes, and the way to it.
    writing: Option<Writing>,
    tables: Vec<Table>,
    current: usize,
    held: usize,
    rows: u64,
}

/// The way to the thread that writes, and the thread.
type Writing = (Sender<Part>, JoinHandle<Result<(), Error>>);

pub(crate) enum Sink {
    Sqlite(sqlite::Load),
    Postgres(pg::Load),
}

struct Table {
    name: String,
    columns: Vec<String>,
    cells: Vec<Value>,
}

enum Part {
    Rows(Table),
    /// All rows were given.
    End,
}

impl Sink {
    /// Writes until the end is announced; without that, nothing stays.
    fn write(mut self, parts: &Receiver<Part>) -> Result<(), Error> {
        for part in parts {
            let Part::Rows(Table { name, columns, cells }) = part else {
                return match self {
                    Self::Sqlite(load) => load.finish(),
                    Self::Postgres(load) => load.finish(),
                };
            };
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            match &mut self {
                Self::Sqlite(load) => load.insert(&name, &columns, &cells)?,
                Self::Postgres(load) => load.insert(&name, &columns, &cells)?,
            }
        }
        Ok(())
    }
}

impl Loader {
    pub(crate) fn new(sink: Sink) -> Result<Self, Error> {
        let (parts, taken) = bounded(WAITING);
        let writing = std::thread::Builder::new()
            .name("db-load".to_owned())
            .spawn(move || sink.write(&taken))
            .map_err(|why| Error::Other(format!("no thread to load rows with: {why}")))?;
        Ok(Self { writing: Some((parts, writing)), tables: Vec::new(), current: 0, held: 0, rows: 0 })
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
            for name in table.columns.iter().chain([&table.name]) {
                plain(name)?;
            }
            let cells = std::mem::take(&mut table.cells);
            let part = Part::Rows(Table { name: table.name.clone(), columns: table.columns.clone(), cells });
            if !send(self.writing.as_ref(), part) {
                return self.ended();
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        send(self.writing.as_ref(), Part::End);
        self.ended()
    }

    /// Waits until the thread has ended: how.
    fn ended(&mut self) -> Result<(), Error> {
        let Some((parts, writing)) = self.writing.take() else { return Ok(()) };
        drop(parts);
        writing.join().unwrap_or_else(|_| Err(Error::Other("the thread that loads rows failed".to_owned())))
    }
}

impl Drop for Loader {
    /// Given up: the transaction is undone before anybody goes on.
    fn drop(&mut self) {
        let _ = self.ended();
    }
}

/// Whether the thread took it. It does not once it has met an error.
fn send(writing: Option<&Writing>, part: Part) -> bool {
    writing.is_some_and(|(parts, _)| parts.send(part).is_ok())
}

/// Names go into SQL as they are, so they must be plain.
fn plain(name: &str) -> Result<(), Error> {
    let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.is_empty() && name.bytes().all(sound) {
        return Ok(());
    }
    Err(Error::Other(format!("{name:?} is no name of a table or column")))
}
