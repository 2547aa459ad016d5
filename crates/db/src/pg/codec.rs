//! Values to and from PostgreSQL's binary format, by the type that the server names.

use crate::Value;
use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use std::error::Error;

/// A cell of a result. Types that are not listed are refused rather than guessed.
pub(super) struct Cell(pub Value);

/// Whether columns of this type can be read.
pub(super) fn is_known(kind: &Type) -> bool {
    matches!(
        *kind,
        Type::UUID
            | Type::BYTEA
            | Type::INT8
            | Type::INT4
            | Type::TEXT
            | Type::VARCHAR
            | Type::BOOL
            | Type::FLOAT8
            | Type::JSONB
    )
}

/// The first byte of `jsonb` in binary.
const JSONB_VERSION: u8 = 1;

impl<'a> FromSql<'a> for Cell {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::UUID => Value::Id(raw.try_into()?),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i64::from(i32::from_sql(kind, raw)?)),
            Type::BOOL => Value::Bool(bool::from_sql(kind, raw)?),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::JSONB => match raw.split_first() {
                Some((&JSONB_VERSION, text)) => Value::Text(std::str::from_utf8(text)?.to_owned()),
                _ => return Err("a version of jsonb that is not known".into()),
            },
            _ => Value::Text(String::from_sql(kind, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Value::Null))
    }

    fn accepts(kind: &Type) -> bool {
        is_known(kind)
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Bool(it), &Type::BOOL) => return it.to_sql(kind, out),
            (Self::Int(it), &Type::INT8) => return it.to_sql(kind, out),
            (Self::Int(it), &Type::INT4) => return i32::try_from(*it)?.to_sql(kind, out),
            (Self::Int(it), &Type::FLOAT8) => return (*it as f64).to_sql(kind, out),
            (Self::Real(it), &Type::FLOAT8) => return it.to_sql(kind, out),
            (Self::Text(it), &Type::TEXT | &Type::VARCHAR | &Type::JSON) => out.extend_from_slice(it.as_bytes()),
            (Self::Text(it), &Type::JSONB) => {
                out.extend_from_slice(&[JSONB_VERSION]);
                out.extend_from_slice(it.as_bytes());
            }
            (Self::Bytes(it), &Type::BYTEA) => out.extend_from_slice(it),
            (Self::Bytes(it), &Type::UUID) if it.len() == 16 => out.extend_from_slice(it),
            (Self::Id(it), &Type::UUID | &Type::BYTEA) => out.extend_from_slice(it),
            _ => return Err(format!("{} was given where the statement takes {kind}", self.kind()).into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
