//! What PostgreSQL's errors mean here. Classes: PostgreSQL's list of error codes, appendix A of its manual.

use crate::Error as Fault;
use postgres::Error;
use postgres::error::{DbError, SqlState};
use std::error::Error as _;

pub(super) fn of(statement: &'static str, why: &Error) -> Fault {
    let Some(error) = why.as_db_error() else {
        if why.is_closed() || why.source().is_some_and(|source| source.is::<std::io::Error>()) {
            return Fault::Unavailable(in_words(why));
        }
        return Fault::Other(format!("{statement}: {}", in_words(why)));
    };
    let code = error.code();
    let class = &code.code()[..2];
    match class {
        _ if *code == SqlState::UNIQUE_VIOLATION => {
            Fault::Unique { constraint: error.constraint().unwrap_or_default().to_owned() }
        }
        "23" => Fault::Constraint(constraint(error)),
        // A collision that outlasted its tries.
        "40" => Fault::Busy,
        "53" | "57" | "08" => unavailable(error),
        "55" => Fault::Busy,
        // Messages of class 22 quote the value.
        "22" => Fault::Constraint(format!("{statement} was given a value that does not fit ({})", code.code())),
        _ if *code == SqlState::INSUFFICIENT_PRIVILEGE && error.message().contains("row-level security") => {
            Fault::ForeignAgency { statement }
        }
        _ if *code == SqlState::READ_ONLY_SQL_TRANSACTION => {
            Fault::Other(format!("{statement} writes where only reading is allowed"))
        }
        _ => Fault::Other(format!("{statement}: {} ({})", error.message(), code.code())),
    }
}

/// Connecting fails for reasons that a person can mend.
pub(super) fn of_connecting(why: &Error) -> Fault {
    match why.as_db_error() {
        Some(error) if matches!(&error.code().code()[..2], "28" | "3D") => {
            Fault::Setting(format!("PostgreSQL refused the connection: {}", error.message()))
        }
        Some(error) => unavailable(error),
        None => Fault::Unavailable(in_words(why)),
    }
}

fn unavailable(error: &DbError) -> Fault {
    match *error.code() {
        SqlState::TOO_MANY_CONNECTIONS | SqlState::QUERY_CANCELED => Fault::Busy,
        SqlState::DISK_FULL => Fault::Full,
        _ => Fault::Unavailable(error.message().to_owned()),
    }
}

fn constraint(error: &DbError) -> String {
    match *error.code() {
        SqlState::NOT_NULL_VIOLATION => {
            let (table, column) = (error.table().unwrap_or_default(), error.column().unwrap_or_default());
            format!("NOT NULL constraint failed: {table}.{column}")
        }
        SqlState::FOREIGN_KEY_VIOLATION => {
            format!("FOREIGN KEY constraint failed: {}", error.constraint().unwrap_or_default())
        }
        _ => format!("constraint failed: {}", error.constraint().unwrap_or_default()),
    }
}

/// The driver's error with its cause.
pub(super) fn in_words(why: &Error) -> String {
    match why.source() {
        Some(source) => format!("{why}: {source}"),
        None => why.to_string(),
    }
}
