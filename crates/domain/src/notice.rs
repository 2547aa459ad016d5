//! What the lower floors say to people: the id of a message and its arguments.
//! The sentence is made on the floor that knows the reader's language.

use serde::{Deserialize, Serialize};

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A number, written and pluralized by the reader's language.
    Number(i64),
    /// A day, written by the reader's language.
    Date(crate::time::Date),
    /// Words that are not translated: a name, a quotation.
    Text(String),
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<crate::time::Date> for Arg {
    fn from(date: crate::time::Date) -> Self {
        Self::Date(date)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The id of the message in the Fluent files.
    pub id: String,
    /// Its arguments by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, Arg)>,
}

impl Notice {
    /// A message without arguments.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), args: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong, and what would be right.
    pub notice: Notice,
}

impl FieldError {
    /// `notice` about `field`.
    pub fn new(field: &str, notice: Notice) -> Self {
        Self { field: field.to_owned(), notice }
    }
}
