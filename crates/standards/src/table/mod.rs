//! Tables: one meeting a line, values parted by commas (RFC 4180), or by
//! semicolons, tabs or bars as programs for tables write them.
//!
//! Which column is what is guessed from the names of the columns, or said by a
//! [`Mapping`]. A row is put into the words of the Meeting Guide and goes the
//! same way from there. Columns that name people have no name to be mapped to.

mod columns;
mod kinds;
pub(crate) mod records;

pub use columns::{Field, Mapping, MappingError};

use crate::meeting_guide::decode::decode;
use crate::meeting_guide::{FeedError, Reader, Report, Settings, Shaped};
use domain::notice::Notice;
use records::{Broken, Records};
use serde_json::{Map, Value};

/// Reads a table whose first line names its columns.
pub fn parse(bytes: &[u8], settings: &Settings, mapping: Option<&Mapping>) -> Result<Report, FeedError> {
    if bytes.len() > settings.most_bytes {
        return Err(FeedError::TooLarge { limit: settings.most_bytes });
    }
    let (text, odd) = decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(FeedError::Empty);
    }
    let mut records = Records::of(text.as_bytes());
    let header = records.next().ok_or(FeedError::Empty)?.map_err(broken)?;
    let columns = match mapping {
        Some(mapping) => mapping.columns(&header).map_err(|place| FeedError::NoSuchColumn { place })?,
        None => Mapping::guess(&header),
    };
    if !columns.contains(&Some(Field::Name)) {
        return Err(FeedError::NoNames);
    }
    let mut reader = Reader::new(settings);
    reader.note(odd);
    reader.note(passed_over(&header, &columns));
    for record in records {
        let record = record.map_err(broken)?;
        if !reader.take_shaped(shape(&record, &columns)) {
            return Err(FeedError::TooManyRows { limit: settings.most_rows });
        }
    }
    Ok(reader.finish())
}

fn broken(why: Broken) -> FeedError {
    FeedError::OpenQuote { line: why.line }
}

/// Columns that nothing was taken from, so that somebody can map them.
fn passed_over(header: &[String], columns: &[Option<Field>]) -> Option<Notice> {
    let left = header.iter().zip(columns).filter(|(name, field)| field.is_none() && !name.trim().is_empty());
    let names: Vec<&str> = left.map(|(name, _)| name.trim()).collect();
    let said: String = names.join(", ").chars().take(200).collect();
    (!names.is_empty()).then(|| Notice::new("meeting-feed-columns-left").with("columns", said))
}

fn shape(record: &[String], columns: &[Option<Field>]) -> Shaped {
    let mut shaped = Shaped::default();
    let filled = records::filled(record);
    if filled > columns.len() {
        // Its values stand under the wrong names: somebody forgot to quote a comma.
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let why = Notice::new("meeting-refused-columns").with("count", count(filled));
        shaped.refused = Some(why.with("columns", count(columns.len())));
    }
    for (value, field) in record.iter().zip(columns) {
        let Some(field) = field else { continue };
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        let value = match field {
            Field::Types => Value::from(kinds::codes(value)),
            Field::Regions => Value::from(value.split(['>', '|']).map(str::trim).collect::<Vec<_>>()),
            _ => Value::from(value),
        };
        put(&mut shaped.fields, field.code(), value);
    }
    shaped
}

/// The first of several columns for one field counts.
fn put(fields: &mut Map<String, Value>, key: &str, value: Value) {
    fields.entry(key).or_insert(value);
}
