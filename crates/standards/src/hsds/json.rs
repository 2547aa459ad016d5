//! Services as JSON, one at a time from any reader.

use super::service::Reader;
use super::text::{Utf8, is_too_much};
use super::{ListError, Outcome, Reason, Refused, Settings, Summary};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

/// Fields that a list is found under: `contents` of a page (HSDS 3.1, API reference, Page), and what others write.
const WRAPPERS: [&str; 6] = ["contents", "services", "data", "items", "results", "service"];

/// Reads services and hands on each. What was handed on counts only when the end is reached: a list that breaks off
/// must not look like one from which services have gone.
pub fn read_json(from: impl Read, settings: &Settings, each: &mut dyn FnMut(Outcome)) -> Result<Summary, ListError> {
    let odd = Rc::new(Cell::new(false));
    let mut text = BufReader::new(Utf8::of(from, settings.most_bytes, Rc::clone(&odd)));
    first_sign(&mut text, settings)?;
    let mut reader = Reader::new(settings, each);
    let mut json = serde_json::Deserializer::from_reader(text);
    let outcome = List(&mut reader).deserialize(&mut json);
    if reader.full {
        return Err(ListError::TooManyRows { limit: settings.most_rows });
    }
    match outcome {
        Ok(true) => Ok(reader.finish(odd.get(), None)),
        Ok(false) => Err(ListError::NotAList),
        Err(error) => Err(match error.classify() {
            Category::Data => ListError::NotAList,
            Category::Io => unreadable(&error.into(), settings),
            _ => ListError::NotJson { line: error.line(), column: error.column() },
        }),
    }
}

pub(super) fn unreadable(why: &std::io::Error, settings: &Settings) -> ListError {
    if is_too_much(why) {
        ListError::TooLarge { limit: settings.most_bytes }
    } else {
        ListError::Unreadable(why.to_string())
    }
}

fn first_sign(text: &mut impl BufRead, settings: &Settings) -> Result<(), ListError> {
    loop {
        let begins = text.fill_buf().map_err(|why| unreadable(&why, settings))?;
        if begins.is_empty() {
            return Err(ListError::Empty);
        }
        let blank = begins.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        match begins.get(blank) {
            Some(b'<') => return Err(ListError::WebPage),
            Some(_) => return Ok(()),
            None => text.consume(blank),
        }
    }
}

/// Finds the list and hands its rows to the reader; gives whether there was one.
struct List<'r, 'a>(&'r mut Reader<'a>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of services")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<bool, A::Error> {
        while let Some(raw) = rows.next_element::<Box<RawValue>>()? {
            let Some(row) = self.0.next_row() else { return Err(A::Error::custom("too many rows")) };
            match serde_json::from_str::<Value>(raw.get()) {
                Ok(Value::Object(fields)) => self.0.service(row, fields),
                other => {
                    let reason = if other.is_ok() { Reason::NotAService } else { Reason::Unreadable };
                    let excerpt = raw.get().chars().filter(|c| !c.is_control()).take(60).collect();
                    self.0.refuse(Refused { row, reason, excerpt, key: None });
                }
            }
        }
        Ok(true)
    }

    /// A list in a page, or one service that stands alone.
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<bool, A::Error> {
        let mut found = false;
        let mut alone = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            if !found && WRAPPERS.contains(&key.as_str()) {
                found = fields.next_value_seed(List(&mut *self.0))?;
            } else {
                let value = fields.next_value::<Value>()?;
                alone.insert(key, value);
            }
        }
        if !found && ["id", "name", "status"].iter().all(|key| alone.contains_key(*key)) {
            let Some(row) = self.0.next_row() else { return Err(A::Error::custom("too many rows")) };
            self.0.service(row, alone);
            return Ok(true);
        }
        Ok(found)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }
}
