//! A row, read from its first column to its last.

use crate::Error;
use crate::value::{FromValue, Value};
use std::str::FromStr;
use std::sync::Arc;

/// One row of a result. Each `take` moves on to the next column.
#[derive(Debug)]
pub struct Row {
    pub(crate) statement: &'static str,
    pub(crate) columns: Arc<[String]>,
    pub(crate) cells: Vec<Value>,
    pub(crate) next: usize,
}

impl Row {
    /// The next column, decoded.
    pub fn take<T: FromValue>(&mut self) -> Result<T, Error> {
        let value = self.cell()?;
        T::from_value(value).map_err(|why| self.wrong(why))
    }

    /// The next column's text, parsed.
    pub fn parse<T: FromStr>(&mut self) -> Result<T, Error>
    where
        T::Err: std::fmt::Display,
    {
        let text: String = self.take()?;
        text.parse().map_err(|why: T::Err| self.wrong(why.to_string()))
    }

    /// The next column's text, parsed unless it is null.
    pub fn parse_option<T: FromStr>(&mut self) -> Result<Option<T>, Error>
    where
        T::Err: std::fmt::Display,
    {
        let text: Option<String> = self.take()?;
        text.map(|text| text.parse().map_err(|why: T::Err| self.wrong(why.to_string()))).transpose()
    }

    /// Passes over the next column.
    pub fn skip(&mut self) -> Result<(), Error> {
        self.cell().map(drop)
    }

    /// Columns not taken yet.
    pub fn left(&self) -> usize {
        self.cells.len().saturating_sub(self.next)
    }

    fn cell(&mut self) -> Result<Value, Error> {
        let at = self.next;
        self.next += 1;
        match self.cells.get_mut(at) {
            Some(cell) => Ok(std::mem::replace(cell, Value::Null)),
            None => Err(self.wrong(format!("there are only {} columns", self.cells.len()))),
        }
    }

    /// An error about the column taken last, for a caller that found it wrong itself.
    pub fn wrong(&self, why: impl Into<String>) -> Error {
        let at = self.next.saturating_sub(1);
        let column = self.columns.get(at).cloned().unwrap_or_else(|| format!("number {}", at + 1));
        Error::Inconsistent { statement: self.statement, column, why: why.into() }
    }
}
