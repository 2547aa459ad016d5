//! Reading a list row by row, without ever holding it whole as JSON values.

use super::decode::decode;
use super::row::Row;
use super::{Accepted, FeedError, Refused, Report, Settings};
use domain::directory::{Meeting, Slug};
use domain::notice::Notice;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

/// Fields that a list is found under when it does not stand alone.
const WRAPPERS: [&str; 4] = ["meetings", "data", "items", "results"];

/// Reads a list.
///
/// Fails only when there is no list at all or it is broken off: a list that
/// ends too early must not look like one from which meetings have gone.
pub fn parse(bytes: &[u8], settings: &Settings) -> Result<Report, FeedError> {
    parse_shaped(bytes, settings, &|fields| Shaped { fields, ..Shaped::default() })
}

/// A row of another format in the words of this one.
#[derive(Default)]
pub struct Shaped {
    /// The fields under their names in the Meeting Guide.
    pub fields: Map<String, Value>,
    /// Why the row is not taken in, where the other format says so itself.
    pub refused: Option<Notice>,
    /// Its list took the meeting back: what is held of it goes.
    pub withdrawn: bool,
    /// What was odd in it.
    pub warnings: Vec<Notice>,
}

/// As [`parse`], for a list whose rows are put into the words of this format first.
pub fn parse_shaped(
    bytes: &[u8],
    settings: &Settings,
    shape: &dyn Fn(Map<String, Value>) -> Shaped,
) -> Result<Report, FeedError> {
    if bytes.len() > settings.most_bytes {
        return Err(FeedError::TooLarge { limit: settings.most_bytes });
    }
    let (text, odd) = decode(bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(FeedError::Empty);
    }
    if text.starts_with('<') {
        return Err(FeedError::WebPage);
    }
    let mut reader = Reader::new(settings);
    reader.report.warnings.extend(odd);
    let mut json = serde_json::Deserializer::from_str(text);
    let outcome = List(&mut reader, shape).deserialize(&mut json);
    if reader.full {
        return Err(FeedError::TooManyRows { limit: settings.most_rows });
    }
    match outcome {
        Ok(true) => {}
        Ok(false) => return Err(FeedError::NotAList),
        Err(error) => {
            return Err(match error.classify() {
                Category::Data => FeedError::NotAList,
                _ => FeedError::NotJson { line: error.line(), column: error.column() },
            });
        }
    }
    if json.end().is_err() {
        reader.report.warnings.push(Notice::new("meeting-feed-trailing"));
    }
    Ok(reader.finish())
}

/// Rows on their way into a report.
pub struct Reader<'s> {
    settings: &'s Settings,
    report: Report,
    slugs: HashMap<Slug, usize>,
    occasions: HashMap<String, usize>,
    full: bool,
}

impl Reader<'_> {
    /// Adds a word on the list as a whole.
    pub fn note(&mut self, notice: impl IntoIterator<Item = Notice>) {
        self.report.warnings.extend(notice);
    }
}

impl<'s> Reader<'s> {
    pub fn new(settings: &'s Settings) -> Self {
        Self { settings, report: Report::default(), slugs: HashMap::new(), occasions: HashMap::new(), full: false }
    }

    /// The number of the next row; none when there are too many.
    fn next_row(&mut self) -> Option<usize> {
        self.full = self.report.read >= self.settings.most_rows;
        if self.full {
            return None;
        }
        self.report.read += 1;
        Some(self.report.read)
    }

    /// Takes a row that is put together already; `false` when there are too many.
    pub fn take_shaped(&mut self, shaped: Shaped) -> bool {
        self.next_row().map(|row| self.object(row, shaped)).is_some()
    }

    /// Takes one row; `false` when there are too many.
    fn take(&mut self, raw: &RawValue, shape: &dyn Fn(Map<String, Value>) -> Shaped) -> bool {
        let Some(row) = self.next_row() else { return false };
        match serde_json::from_str::<Value>(raw.get()) {
            Ok(Value::Object(fields)) => self.object(row, shape(fields)),
            Ok(_) => self.refuse(row, Notice::new("meeting-refused-not-a-row"), raw),
            Err(_) => self.refuse(row, Notice::new("meeting-refused-unreadable"), raw),
        }
        true
    }

    fn refuse(&mut self, row: usize, reason: Notice, raw: &RawValue) {
        let excerpt = raw.get().chars().filter(|c| !c.is_control()).take(60).collect();
        self.report.refused.push(Refused { row, reason, excerpt, slug: None });
    }

    fn object(&mut self, row: usize, shaped: Shaped) {
        let fields = Row::new(shaped.fields, shaped.warnings);
        let (excerpt, slug) = (fields.excerpt(), fields.slug());
        if let Some(reason) = shaped.refused {
            let slug = slug.filter(|_| !shaped.withdrawn);
            self.report.refused.push(Refused { row, reason, excerpt, slug });
            return;
        }
        match fields.into_meeting(&self.settings.zone) {
            Err(reason) => self.report.refused.push(Refused { row, reason, excerpt, slug }),
            Ok((meeting, mut warnings)) => {
                warnings.extend(self.seen_before(row, &meeting));
                for kind in meeting.types.iter().filter(|kind| !kind.is_known()) {
                    *self.report.unknown_types.entry(kind.code().to_owned()).or_default() += 1;
                }
                self.report.accepted.push(Accepted { row, meeting, warnings });
            }
        }
    }

    fn seen_before(&mut self, row: usize, meeting: &Meeting) -> Option<Notice> {
        let number = |row: usize| i64::try_from(row).unwrap_or(i64::MAX);
        let slug_of = match self.slugs.entry(meeting.slug.clone()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(row);
                None
            }
        };
        match self.occasions.entry(meeting.occasion()) {
            Entry::Occupied(first) => Some(Notice::new("meeting-warn-repeats").with("row", number(*first.get()))),
            Entry::Vacant(free) => {
                free.insert(row);
                let notice = Notice::new("meeting-warn-slug-repeated").with("slug", meeting.slug.as_str());
                slug_of.map(|first| notice.with("row", number(first)))
            }
        }
    }

    /// What was read, with a word on types that nobody knows.
    pub fn finish(mut self) -> Report {
        for (code, rows) in &self.report.unknown_types {
            let count = i64::try_from(*rows).unwrap_or(i64::MAX);
            let notice = Notice::new("meeting-feed-unknown-type").with("code", code.as_str());
            self.report.warnings.push(notice.with("count", count));
        }
        self.report
    }
}

/// Finds the list and hands its rows to the reader; gives whether there was one.
struct List<'r, 's>(&'r mut Reader<'s>, &'r dyn Fn(Map<String, Value>) -> Shaped);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of meetings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<bool, A::Error> {
        while let Some(raw) = rows.next_element::<&RawValue>()? {
            if !self.0.take(raw, self.1) {
                return Err(A::Error::custom("too many rows"));
            }
        }
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(key) = fields.next_key::<String>()? {
            if !found && WRAPPERS.contains(&key.as_str()) {
                found = fields.next_value_seed(List(&mut *self.0, self.1))?;
                if found {
                    self.0.report.warnings.push(Notice::new("meeting-feed-wrapped").with("key", key));
                }
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
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
