//! What SQLite's errors mean here.

use crate::Error;
use rusqlite::{Connection, ErrorCode, ffi};

pub(super) fn of(driver: &Connection, statement: &str, why: &rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(code, message) = why else {
        return Error::Other(format!("{statement}: {why}"));
    };
    let message = message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::ConstraintViolation => match code.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                let key = code.extended_code != ffi::SQLITE_CONSTRAINT_UNIQUE;
                Error::Unique { constraint: unique_name(driver, &message, key) }
            }
            _ => Error::Constraint(message),
        },
        ErrorCode::ReadOnly => Error::Other(format!("{statement} writes where only reading is allowed")),
        ErrorCode::DiskFull => Error::Full,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Error::Unavailable(message),
        _ => Error::Other(format!("{statement}: {message}")),
    }
}

/// SQLite names the columns, PostgreSQL the index. So the index is looked up, or named as PostgreSQL would.
fn unique_name(driver: &Connection, message: &str, primary: bool) -> String {
    let subject = message.split_once("failed: ").map_or(message, |(_, subject)| subject);
    if let Some(index) = subject.strip_prefix("index ") {
        return index.trim_matches('\'').to_owned();
    }
    let mut table = "";
    let mut columns = Vec::new();
    for part in subject.split(", ") {
        let (of, column) = part.split_once('.').unwrap_or(("", part));
        table = of;
        columns.push(column);
    }
    if primary {
        return format!("{table}_pkey");
    }
    named_index(driver, table, &columns).ok().flatten().unwrap_or_else(|| format!("{table}_{}_key", columns.join("_")))
}

fn named_index(driver: &Connection, table: &str, columns: &[&str]) -> rusqlite::Result<Option<String>> {
    let mut indexes = driver
        .prepare_cached("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" AND origin = 'c' ORDER BY name")?;
    let mut parts = driver.prepare_cached("SELECT name FROM pragma_index_info(?1) ORDER BY seqno")?;
    for index in indexes.query_map([table], |row| row.get::<_, String>(0))? {
        let index = index?;
        let named = parts.query_map([&index], |row| row.get::<_, Option<String>>(0))?;
        let named = named.collect::<rusqlite::Result<Option<Vec<String>>>>()?;
        if named.is_some_and(|named| named == columns) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}
