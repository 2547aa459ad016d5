//! One of several in a list to pick from, and small things that forms about people share.

use crate::form::Fields;
use crate::respond::Trouble;
use crate::session::Visit;
use domain::notice::{FieldError, Notice};
use domain::time::Date;
use std::str::FromStr;
use words::words;

/// One of several.
pub struct Pick {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is picked.
    pub chosen: bool,
}

/// A pick; it is chosen when it is what was typed.
pub fn pick(value: impl std::fmt::Display, label: impl Into<String>, typed: &str) -> Pick {
    let value = value.to_string();
    Pick { chosen: value == typed, label: label.into(), value }
}

/// The identity that a list posted; nothing picked is said at the field.
pub fn picked<T: FromStr>(fields: &Fields, name: &str) -> Result<T, Trouble> {
    match fields.text(name) {
        "" => Err(Trouble::Invalid(vec![FieldError::new(name, Notice::new("pick-missing"))])),
        text => text.parse().map_err(|_| Trouble::Invalid(vec![FieldError::new(name, Notice::new("choice-unknown"))])),
    }
}

/// A day of a form.
pub fn day(fields: &Fields, name: &str) -> Result<Option<Date>, Trouble> {
    fields.date(name).map_err(|error| Trouble::Invalid(vec![error]))
}

/// A day in words, or nothing.
pub fn said(visit: &Visit, date: Option<Date>) -> String {
    date.map(|date| words().date_with_year(visit.lang, date)).unwrap_or_default()
}

/// From a day, through a day, in words.
pub fn span(visit: &Visit, from: Date, until: Option<Date>) -> String {
    let arg = |date| domain::notice::Arg::from(date);
    match until {
        Some(until) if until < from => words().say_with(visit.lang, "span-never", &[("from", arg(from))]),
        Some(until) => words().say_with(visit.lang, "span-closed", &[("from", arg(from)), ("until", arg(until))]),
        None => words().say_with(visit.lang, "span-open", &[("from", arg(from))]),
    }
}
