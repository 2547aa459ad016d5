//! One connection to a PostgreSQL server.

use super::codec;
use super::fault;
use crate::statement::{self, Filter, Statement, Text};
use crate::tx::Call;
use crate::{Engine, Error, Row, Scope, Value};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Config, SimpleQueryMessage};
use std::collections::HashMap;
use std::sync::Arc;

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Read,
    Write,
}

pub(crate) struct Connection {
    client: Client,
    ready: HashMap<statement::Place, Arc<Ready>>,
    /// Another transaction was in the way of this one: it may be run again.
    pub(super) collided: bool,
    /// The schema changed under prepared statements: the connection is to be replaced.
    pub(super) stale: bool,
}

/// A statement that this connection has prepared.
struct Ready {
    text: Text,
    prepared: postgres::Statement,
    columns: Arc<[String]>,
}

impl Connection {
    pub fn open(config: &Config) -> Result<Self, Error> {
        let mut client = super::connect(config)?;
        client
            .batch_execute(
                "SET statement_timeout = '60s'; SET lock_timeout = '10s'; \
                 SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning",
            )
            .map_err(|why| fault::of("connect", &why))?;
        Ok(Self { client, ready: HashMap::new(), collided: false, stale: false })
    }

    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Opens a transaction behind the walls of a scope, in one round trip.
    pub(super) fn begin(&mut self, kind: Kind, scope: &Scope) -> Result<(), Error> {
        self.collided = false;
        let mode = match kind {
            Kind::Read => "REPEATABLE READ READ ONLY",
            Kind::Write => "SERIALIZABLE",
        };
        self.batch(&format!("BEGIN ISOLATION LEVEL {mode}; {}", walls(scope)))
    }

    /// Commits or rolls back.
    pub fn end(&mut self, sql: &str) -> Result<(), Error> {
        self.batch(sql)
    }

    pub fn enter(&mut self, scope: &Scope) -> Result<(), Error> {
        self.batch(&walls(scope))
    }

    fn batch(&mut self, sql: &str) -> Result<(), Error> {
        let done = self.client.batch_execute(sql);
        done.map_err(|why| self.fault("transaction", &why))
    }

    fn fault(&mut self, statement: &'static str, why: &postgres::Error) -> Error {
        let code = why.code();
        let changed = code == Some(&SqlState::FEATURE_NOT_SUPPORTED)
            && why.as_db_error().is_some_and(|error| error.message().contains("cached plan"));
        self.stale |= changed;
        self.collided |= changed
            || code == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
            || code == Some(&SqlState::T_R_DEADLOCK_DETECTED);
        fault::of(statement, why)
    }

    pub fn rows(&mut self, call: &Call<'_>) -> Result<Vec<Row>, Error> {
        let name = call.statement.name;
        let ready = self.ready(call.statement, call.filter)?;
        call.check(ready.text.own, ready.text.filter)?;
        let found = self.client.query(&ready.prepared, &parameters(call));
        let found = found.map_err(|why| self.fault(name, &why))?;
        found
            .iter()
            .map(|row| {
                let cells = ready.columns.iter().enumerate().map(|(at, column)| {
                    let inconsistent = |why: postgres::Error| Error::Inconsistent {
                        statement: name,
                        column: column.clone(),
                        why: fault::in_words(&why),
                    };
                    row.try_get::<_, codec::Cell>(at).map(|cell| cell.0).map_err(inconsistent)
                });
                let cells = cells.collect::<Result<Vec<Value>, Error>>()?;
                Ok(Row { statement: name, columns: Arc::clone(&ready.columns), cells, next: 0 })
            })
            .collect()
    }

    pub fn run(&mut self, call: &Call<'_>) -> Result<u64, Error> {
        let ready = self.ready(call.statement, call.filter)?;
        call.check(ready.text.own, ready.text.filter)?;
        let done = self.client.execute(&ready.prepared, &parameters(call));
        done.map_err(|why| self.fault(call.statement.name, &why))
    }

    pub fn columns(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        Ok(self.ready(statement, filter)?.columns.to_vec())
    }

    /// The plan for any values, as the server makes it for a statement that it meets often.
    pub fn plan(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        let ready = self.ready(statement, filter)?;
        let types: Vec<&str> = ready.prepared.params().iter().map(|kind| kind.name()).collect();
        let (types, nulls) = match types.len() {
            0 => (String::new(), String::new()),
            count => (format!("({})", types.join(",")), format!("({})", vec!["NULL"; count].join(","))),
        };
        let asked = format!(
            "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE planned {types} AS {}; \
             EXPLAIN (COSTS OFF) EXECUTE planned {nulls}; DEALLOCATE planned; SET LOCAL plan_cache_mode = auto",
            ready.text.sql
        );
        let answer = self.client.simple_query(&asked);
        let answer = answer.map_err(|why| self.fault(statement.name, &why))?;
        let line = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        };
        Ok(answer.iter().filter_map(line).collect())
    }

    fn ready(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Arc<Ready>, Error> {
        let place = statement::place(statement, filter);
        if let Some(ready) = self.ready.get(&place) {
            return Ok(Arc::clone(ready));
        }
        let text = statement::expand(Engine::Postgres, statement, filter)?;
        let prepared = self.client.prepare(&text.sql);
        let prepared = prepared.map_err(|why| self.fault(statement.name, &why))?;
        for column in prepared.columns() {
            if !codec::is_known(column.type_()) {
                return Err(Error::Inconsistent {
                    statement: statement.name,
                    column: column.name().to_owned(),
                    why: format!("columns of type {} are not read here; cast it", column.type_()),
                });
            }
        }
        let columns = prepared.columns().iter().map(|column| column.name().to_owned()).collect();
        let ready = Arc::new(Ready { text, prepared, columns });
        self.ready.insert(place, Arc::clone(&ready));
        Ok(ready)
    }
}

fn parameters<'c>(call: &Call<'c>) -> Vec<&'c (dyn ToSql + Sync)> {
    call.values().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Says whose rows are in sight, until the transaction ends. Identities are hexadecimal digits, so the text is safe.
pub(super) fn walls(scope: &Scope) -> String {
    let agency = scope.agency.map(|id| id.to_string()).unwrap_or_default();
    let person = scope.person.map(|id| id.to_string()).unwrap_or_default();
    let system = if scope.system { "on" } else { "" };
    format!(
        "SELECT set_config('alongside.agency', '{agency}', true), \
         set_config('alongside.person', '{person}', true), \
         set_config('alongside.system', '{system}', true)"
    )
}
