//! The values that go into parameters and come out of columns.

use domain::lang::Lang;
use domain::time::{Date, Moment};

/// A value, the same on both engines.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no; on SQLite 1 or 0.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An identity.
    Id([u8; 16]),
}

impl Value {
    /// What kind of value it is, for messages that must not show the value.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "a whole number",
            Self::Real(_) => "a number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Id(_) => "an identity",
        }
    }

    /// What neither engine keeps as it is: PostgreSQL refuses a zero character, SQLite turns NaN to null.
    pub(crate) fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::Text(text) if text.contains('\0') => Some("a text with a zero character"),
            Self::Real(number) if number.is_nan() => Some("a number that is not a number"),
            _ => None,
        }
    }
}

/// What can be stored.
pub trait ToValue {
    /// As a value.
    fn to_value(&self) -> Value;
}

/// What can be read back.
pub trait FromValue: Sized {
    /// From a value; otherwise what is wrong, without showing the value.
    fn from_value(value: Value) -> Result<Self, String>;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        value.to_value()
    }
}

/// Implements [`ToValue`] and `From` for a type, by one expression.
macro_rules! stored {
    ($($type:ty, $it:ident => $value:expr;)*) => {$(
        impl $crate::value::ToValue for $type {
            fn to_value(&self) -> $crate::Value {
                let $it = self;
                $value
            }
        }
        impl From<$type> for $crate::Value {
            fn from(value: $type) -> Self {
                $crate::value::ToValue::to_value(&value)
            }
        }
    )*};
}
pub(crate) use stored;

stored! {
    bool, it => Value::Bool(*it);
    i64, it => Value::Int(*it);
    i32, it => Value::Int(i64::from(*it));
    u32, it => Value::Int(i64::from(*it));
    u16, it => Value::Int(i64::from(*it));
    u8, it => Value::Int(i64::from(*it));
    f64, it => Value::Real(*it);
    String, it => Value::Text(it.clone());
    Vec<u8>, it => Value::Bytes(it.clone());
    [u8; 16], it => Value::Id(*it);
    [u8; 32], it => Value::Bytes(it.to_vec());
    Moment, it => Value::Int(it.micros());
    Date, it => Value::Text(it.to_string());
    Lang, it => Value::Text(it.tag().to_owned());
}

/// The list of identities as one parameter, for `IN (SELECT DISTINCT to_id(value) FROM json_each($1))`.
///
/// `DISTINCT` matters to PostgreSQL: without it the text is made an identity in the join itself, where no index may be
/// asked before row-level security, and the whole table is read.
pub fn id_list<T: domain::id::Identity>(ids: impl IntoIterator<Item = T>) -> Value {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    Value::Text(format!("[{}]", quoted.join(",")))
}

fn unexpected<T>(wanted: &str, got: &Value) -> Result<T, String> {
    Err(format!("expected {wanted}, found {}", got.kind()))
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl FromValue for Value {
    fn from_value(value: Value) -> Result<Self, String> {
        Ok(value)
    }
}

/// SQLite keeps a boolean as 1 or 0.
impl FromValue for bool {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Bool(it) => Ok(it),
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => unexpected("a boolean", &other),
        }
    }
}

impl FromValue for i64 {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Int(it) => Ok(it),
            other => unexpected("a whole number", &other),
        }
    }
}

/// Implements [`FromValue`] for smaller whole numbers.
macro_rules! smaller {
    ($($type:ty),*) => {$(
        impl FromValue for $type {
            fn from_value(value: Value) -> Result<Self, String> {
                <$type>::try_from(i64::from_value(value)?).map_err(|_| "the number is out of range".to_owned())
            }
        }
    )*};
}
smaller!(i32, u32, u16, u8);

impl FromValue for f64 {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Real(it) => Ok(it),
            Value::Int(it) => Ok(it as Self),
            other => unexpected("a number", &other),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Text(it) => Ok(it),
            other => unexpected("text", &other),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Bytes(it) => Ok(it),
            Value::Id(it) => Ok(it.to_vec()),
            other => unexpected("bytes", &other),
        }
    }
}

/// SQLite keeps an identity as 16 bytes.
impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value) -> Result<Self, String> {
        let bytes = Vec::<u8>::from_value(value)?;
        bytes.try_into().map_err(|bytes: Vec<u8>| format!("expected {N} bytes, found {}", bytes.len()))
    }
}

impl FromValue for Moment {
    fn from_value(value: Value) -> Result<Self, String> {
        i64::from_value(value).map(Self::from_micros)
    }
}

impl FromValue for Date {
    fn from_value(value: Value) -> Result<Self, String> {
        String::from_value(value)?.parse().map_err(|_| "not a date".to_owned())
    }
}

impl FromValue for Lang {
    fn from_value(value: Value) -> Result<Self, String> {
        let tag = String::from_value(value)?;
        Self::ALL.into_iter().find(|lang| lang.tag() == tag).ok_or_else(|| "not a language".to_owned())
    }
}
