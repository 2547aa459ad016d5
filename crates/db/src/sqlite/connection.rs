//! One connection to an SQLite file.

use super::aside::Shared;
use super::{Place, fault};
use crate::statement::{self, Filter, Statement, Text};
use crate::tx::Call;
use crate::{Engine, Error, Row, Scope, Value};
use domain::id::Identity;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, OpenFlags};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long to wait for another process that holds the file, a command-line tool, say.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Reader,
    Writer,
}

pub(crate) struct Connection {
    pub(super) driver: rusqlite::Connection,
    ready: HashMap<statement::Place, Arc<Ready>>,
    /// Where rows may wait that a statement ought to see,
    watched: Option<Arc<Shared>>,
    /// and whether one ran into that.
    missed: bool,
}

/// A statement that this connection has prepared.
struct Ready {
    text: Text,
    columns: Arc<[String]>,
    /// Where `agency_id` stands among the columns.
    agency: Option<usize>,
}

impl Connection {
    pub(super) fn open(place: &Place, role: Role) -> Result<Self, Error> {
        let path = place.path.display();
        if role == Role::Writer {
            make_private(&place.path)
                .map_err(|why| Error::Setting(format!("the database file {path} cannot be opened: {why}")))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let driver = rusqlite::Connection::open_with_flags(&place.path, flags)
            .map_err(|why| Error::Setting(format!("the database file {path} cannot be opened: {why}")))?;
        let connection = Self { driver, ready: HashMap::new(), watched: None, missed: false };
        connection.driver.busy_timeout(PATIENCE).map_err(|why| connection.fault("open", why))?;
        if let Some(key) = &place.key {
            let digits = key.to_hex();
            // Failures come back as errors, in words; the cipher need not write them to the terminal too.
            // Each page carries a keyed hash; processors compute SHA-256 several times as fast as the cipher's own choice.
            connection.batch(&Zeroizing::new(format!(
                "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256",
                *digits
            )))?;
        }
        connection.settle_in(role).map_err(|why| match why.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Error::Setting(format!(
                "the database file {path} cannot be read with this key; it may need another key, or none"
            )),
            _ => connection.fault("open", why),
        })?;
        Ok(connection)
    }

    fn settle_in(&self, role: Role) -> rusqlite::Result<()> {
        // The first read is where a wrong key shows.
        self.driver.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        if role == Role::Writer {
            self.driver.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        }
        // LIKE minds case, as on PostgreSQL. Temporary tables stay out of files, which would not be encrypted.
        self.driver.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
             PRAGMA case_sensitive_like = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000; \
             PRAGMA journal_size_limit = 67108864",
        )?;
        // A plan does not depend on what is bound; without this, statements are planned anew at each run.
        self.driver.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        if role == Role::Reader {
            self.driver.execute_batch("PRAGMA query_only = ON")?;
        }
        self.driver.set_prepared_statement_cache_capacity(512);
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
        self.driver.create_scalar_function("to_id", 1, flags, |context| {
            let text: Option<String> = context.get(0)?;
            let id = text.map(|text| text.parse::<domain::id::RowId>()).transpose();
            id.map(|id| id.map(|id| id.bytes().to_vec()))
                .map_err(|why| rusqlite::Error::UserFunctionError(Box::new(why)))
        })
    }

    /// Runs statements without parameters.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), Error> {
        self.driver.execute_batch(sql).map_err(|why| self.fault("transaction", why))
    }

    /// Whether a transaction is open; some failures end it on their own.
    pub(super) fn in_transaction(&self) -> bool {
        !self.driver.is_autocommit()
    }

    /// Forgets prepared statements, before the schema changes.
    pub(super) fn forget(&mut self) {
        self.ready.clear();
    }

    pub(super) fn fault(&self, statement: &str, why: rusqlite::Error) -> Error {
        fault::of(&self.driver, statement, &why)
    }

    /// From here on, statements that ask for rows which wait elsewhere are refused and remembered.
    pub(super) fn watch(&mut self, watched: Option<Arc<Shared>>) {
        self.watched = watched;
        self.missed = false;
    }

    /// Whether a statement was refused so.
    pub(super) fn missed(&self) -> bool {
        self.missed
    }

    pub fn rows(&mut self, call: &Call<'_>, scope: &Scope) -> Result<Vec<Row>, Error> {
        let ready = self.ready(call.statement, call.filter)?;
        let name = call.statement.name;
        if self.watched.as_ref().is_some_and(|shared| shared.concerns(&ready.text.sql)) {
            self.missed = true;
            return Err(Error::Busy);
        }
        let fault = |why| self.fault(name, why);
        let mut prepared = self.bind(&ready, call)?;
        let wall = match (scope.system, scope.agency) {
            (false, Some(agency)) => ready.agency.map(|at| (at, agency.bytes())),
            _ => None,
        };
        let mut found = Vec::new();
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(fault)? {
            let mut cells = Vec::with_capacity(ready.columns.len());
            for (at, column) in ready.columns.iter().enumerate() {
                cells.push(decode(row.get_ref(at).map_err(fault)?).map_err(|why| Error::Inconsistent {
                    statement: name,
                    column: column.clone(),
                    why: why.to_owned(),
                })?);
            }
            if let Some((at, own)) = wall
                && matches!(&cells[at], Value::Bytes(other) if *other != own)
            {
                return Err(Error::ForeignAgency { statement: name });
            }
            found.push(Row { statement: name, columns: Arc::clone(&ready.columns), cells, next: 0 });
        }
        Ok(found)
    }

    pub fn run(&mut self, call: &Call<'_>) -> Result<u64, Error> {
        let ready = self.ready(call.statement, call.filter)?;
        let fault = |why| self.fault(call.statement.name, why);
        let mut prepared = self.bind(&ready, call)?;
        let reads = prepared.readonly();
        let mut rows = prepared.raw_query();
        let mut seen = 0;
        // To its end: a statement that returns rows has changed them all only then.
        while rows.next().map_err(fault)?.is_some() {
            seen += 1;
        }
        Ok(if reads { seen } else { self.driver.changes() })
    }

    pub fn columns(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        Ok(self.ready(statement, filter)?.columns.to_vec())
    }

    pub fn plan(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        let text = statement::expand(Engine::Sqlite, statement, filter)?;
        let steps = || {
            let mut prepared = self.driver.prepare(&format!("EXPLAIN QUERY PLAN {}", text.sql))?;
            let mut rows = prepared.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                steps.push(row.get(3)?);
            }
            Ok(steps)
        };
        steps().map_err(|why| self.fault(statement.name, why))
    }

    /// What the engine finds wrong with its file: pages by their keyed hashes, trees and indexes, foreign keys.
    pub fn integrity(&self) -> Result<crate::Integrity, Error> {
        // Prepared anew each time: the cipher looks at the file while its question is prepared.
        let ask = |sql: &str, sound: &str| -> rusqlite::Result<Vec<String>> {
            let mut prepared = self.driver.prepare(sql)?;
            let mut rows = prepared.raw_query();
            let mut wrong = Vec::new();
            while let Some(row) = rows.next()? {
                let text = row.get::<_, Option<String>>(0)?.unwrap_or_default();
                if text != sound {
                    wrong.push(text);
                }
            }
            Ok(wrong)
        };
        let fault = |why| self.fault("integrity", why);
        // The cipher reads the file itself: a page that is being written right then would look broken, once.
        let mut wrong = Vec::new();
        for _ in 0..3 {
            wrong = ask("PRAGMA cipher_integrity_check", "").map_err(fault)?;
            if wrong.is_empty() {
                break;
            }
        }
        wrong.extend(ask("PRAGMA integrity_check(20)", "ok").map_err(fault)?);
        let loose = ask("PRAGMA foreign_key_check", "").map_err(fault)?;
        wrong.extend(loose.into_iter().map(|table| format!("a row of {table} points to nothing")));
        wrong.truncate(20);
        Ok(crate::Integrity { wrong, whole: true })
    }

    fn ready(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Arc<Ready>, Error> {
        let place = statement::place(statement, filter);
        if let Some(ready) = self.ready.get(&place) {
            return Ok(Arc::clone(ready));
        }
        let text = statement::expand(Engine::Sqlite, statement, filter)?;
        let columns: Arc<[String]> = {
            let prepared = self.driver.prepare_cached(&text.sql).map_err(|why| self.fault(statement.name, why))?;
            prepared.column_names().map(str::to_owned).collect()
        };
        let agency = columns.iter().position(|column| column == "agency_id");
        let ready = Arc::new(Ready { text, columns, agency });
        self.ready.insert(place, Arc::clone(&ready));
        Ok(ready)
    }

    fn bind(&self, ready: &Ready, call: &Call<'_>) -> Result<CachedStatement<'_>, Error> {
        call.check(ready.text.own, ready.text.filter)?;
        let fault = |why| self.fault(call.statement.name, why);
        let mut prepared = self.driver.prepare_cached(&ready.text.sql).map_err(fault)?;
        for (at, value) in call.values().enumerate() {
            prepared.raw_bind_parameter(at + 1, value).map_err(fault)?;
        }
        Ok(prepared)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(it) => ValueRef::Integer(i64::from(*it)),
            Self::Int(it) => ValueRef::Integer(*it),
            Self::Real(it) => ValueRef::Real(*it),
            Self::Text(it) => ValueRef::Text(it.as_bytes()),
            Self::Bytes(it) => ValueRef::Blob(it),
            Self::Id(it) => ValueRef::Blob(it),
        }))
    }
}

fn decode(cell: ValueRef<'_>) -> Result<Value, &'static str> {
    Ok(match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(it) => Value::Int(it),
        ValueRef::Real(it) => Value::Real(it),
        ValueRef::Text(it) => Value::Text(std::str::from_utf8(it).map_err(|_| "not text in UTF-8")?.to_owned()),
        ValueRef::Blob(it) => Value::Bytes(it.to_vec()),
    })
}

/// Makes the file if there is none, readable by its owner alone. SQLite gives its side files the same mode.
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
