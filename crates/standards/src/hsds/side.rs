//! A table beside the services, held so that the rows of one service are found at once.

use super::json::unreadable;
use super::text::Utf8;
use super::{ListError, Settings};
use crate::table::records::Records;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::rc::Rc;

/// Which columns of a table are used, and by which a row is found.
pub struct Shape {
    /// The columns that are used.
    pub columns: &'static [&'static str],
    /// Columns that hold the id of what a row belongs to.
    pub owners: &'static [&'static str],
    /// A row with something in this column is left out.
    pub never: Option<&'static str>,
}

/// The rows of a table as one long text: no more memory than their letters and two numbers each.
#[derive(Default)]
pub struct Side {
    columns: &'static [&'static str],
    text: String,
    rows: Vec<usize>,
    by_owner: HashMap<(u8, Box<str>), Vec<u32>>,
}

/// Parts the values of a row; no text may hold it.
const PART: char = '\u{1f}';

/// Rows of one owner beyond this are passed over: nobody has so many numbers or places.
const MOST_OF_ONE: usize = 500;

/// A table as its rows come.
pub struct Table<'a> {
    header: HashMap<String, usize>,
    width: usize,
    records: Records<BufReader<Utf8<Box<dyn Read + 'a>>>>,
    name: String,
}

impl<'a> Table<'a> {
    /// With the names of its columns read.
    pub fn open(
        from: Box<dyn Read + 'a>,
        name: &str,
        settings: &Settings,
        odd: &Rc<Cell<bool>>,
    ) -> Result<Self, ListError> {
        let text = BufReader::new(Utf8::of(from, settings.most_bytes, Rc::clone(odd)));
        let mut records = Records::of(text);
        let names = match records.next() {
            None => Vec::new(),
            Some(Ok(names)) => names,
            Some(Err(broken)) => return Err(ListError::OpenQuote { table: name.to_owned(), line: broken.line }),
        };
        // Of two columns of one name the first counts.
        let named = names.iter().enumerate().rev().map(|(at, name)| (name.trim().to_lowercase(), at));
        Ok(Self { header: named.collect(), width: names.len(), records, name: name.to_owned() })
    }

    /// How many columns it has, whether two share a name or not.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The columns and their places.
    pub fn header(&self) -> impl Iterator<Item = (&str, usize)> {
        self.header.iter().map(|(name, at)| (name.as_str(), *at))
    }

    /// Whether it has a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.contains_key(column)
    }

    /// The next row.
    pub fn next(&mut self, settings: &Settings) -> Result<Option<Vec<String>>, ListError> {
        match self.records.next() {
            Some(Ok(record)) => Ok(Some(record)),
            Some(Err(broken)) => Err(ListError::OpenQuote { table: self.name.clone(), line: broken.line }),
            None => match self.records.trouble() {
                Some(why) => Err(unreadable(&why, settings)),
                None => Ok(None),
            },
        }
    }
}

impl Side {
    /// Reads a whole table.
    pub fn load(
        from: Box<dyn Read + '_>,
        name: &str,
        shape: &Shape,
        settings: &Settings,
        odd: &Rc<Cell<bool>>,
    ) -> Result<Self, ListError> {
        let mut table = Table::open(from, name, settings, odd)?;
        let mut side = Self { columns: shape.columns, ..Self::default() };
        let place = |column: &str| table.header.get(column).copied();
        let columns: Vec<Option<usize>> = shape.columns.iter().map(|column| place(column)).collect();
        let owners: Vec<Option<usize>> = shape.owners.iter().map(|column| place(column)).collect();
        let never = shape.never.and_then(place);
        while let Some(record) = table.next(settings)? {
            let value = |at: Option<usize>| at.and_then(|at| record.get(at)).map_or("", |value| value.trim());
            if !value(never).is_empty() {
                continue;
            }
            let row = u32::try_from(side.rows.len()).map_err(|_| ListError::TooLarge { limit: settings.most_bytes })?;
            let mut filed = false;
            for (kind, owner) in (0u8..).zip(&owners) {
                let owner = value(*owner);
                if !owner.is_empty() {
                    let rows = side.by_owner.entry((kind, owner.into())).or_default();
                    if rows.len() < MOST_OF_ONE {
                        rows.push(row);
                        filed = true;
                    }
                }
            }
            if filed {
                side.rows.push(side.text.len());
                for column in &columns {
                    side.text.extend(value(*column).chars().filter(|c| *c != PART));
                    side.text.push(PART);
                }
            }
        }
        side.text.shrink_to_fit();
        Ok(side)
    }

    /// The rows of an owner; `kind` is the place of its column among the owners.
    pub fn of(&self, kind: u8, owner: &str) -> Vec<Map<String, Value>> {
        let rows = self.by_owner.get(&(kind, owner.into()));
        rows.into_iter().flatten().map(|row| self.row(*row as usize)).collect()
    }

    fn row(&self, row: usize) -> Map<String, Value> {
        let from = self.rows.get(row).copied().unwrap_or_default();
        let values = self.text.get(from..).unwrap_or_default().split(PART);
        let filled = self.columns.iter().zip(values).filter(|(_, value)| !value.is_empty());
        filled.map(|(column, value)| ((*column).to_owned(), Value::from(value))).collect()
    }
}
