//! One transaction, as a unit of work sees it.

use crate::faults::Faults;
use crate::statement::{Filter, Statement};
use crate::{Engine, Error, Row, Scope, Value, pg, sqlite};
use std::sync::Arc;

/// A transaction. A statement that fails spoils it, on both engines: nothing of the unit is kept.
pub struct Tx {
    pub(crate) connection: Connection,
    pub(crate) scope: Scope,
    /// The failure that spoiled it.
    pub(crate) spoiled: Option<Error>,
    /// Failures that a test ordered.
    pub(crate) faults: Option<Arc<Faults>>,
}

/// A connection of either engine.
pub(crate) enum Connection {
    Sqlite(sqlite::Connection),
    Postgres(pg::Connection),
}

/// What is asked of a statement.
#[derive(Clone, Copy)]
pub(crate) struct Call<'c> {
    pub statement: &'c Statement,
    pub filter: Option<&'c Filter>,
    pub params: &'c [Value],
    pub filter_params: &'c [Value],
}

impl<'c> Call<'c> {
    pub fn values(&self) -> impl Iterator<Item = &'c Value> + use<'c> {
        self.params.iter().chain(self.filter_params)
    }

    /// Refuses values that an engine would refuse or change, and the wrong number of them.
    pub fn check(&self, own: usize, filter: usize) -> Result<(), Error> {
        let name = self.statement.name;
        if (self.params.len(), self.filter_params.len()) != (own, filter) {
            return Err(Error::Other(format!(
                "{name} takes {own} values and its filter {filter}, got {} and {}",
                self.params.len(),
                self.filter_params.len()
            )));
        }
        match self.values().find_map(Value::refusal) {
            Some(what) => Err(Error::Constraint(format!("{name} was given {what}"))),
            None => Ok(()),
        }
    }
}

impl Tx {
    pub(crate) fn new(connection: Connection, scope: Scope) -> Self {
        Self { connection, scope, spoiled: None, faults: None }
    }

    /// The engine beneath.
    pub const fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// Whose rows are in sight.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// All rows of a result.
    pub fn rows(&mut self, statement: &Statement, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.query(Call { statement, filter: None, params, filter_params: &[] })
    }

    /// The first row of a result, if there is one.
    pub fn row(&mut self, statement: &Statement, params: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(statement, params)?.into_iter().next())
    }

    /// All rows of a result, with a filter in the statement's slot.
    pub fn rows_where(
        &mut self,
        statement: &Statement,
        filter: &Filter,
        params: &[Value],
        filter_params: &[Value],
    ) -> Result<Vec<Row>, Error> {
        self.query(Call { statement, filter: Some(filter), params, filter_params })
    }

    /// The first row of a result, with a filter in the statement's slot.
    pub fn row_where(
        &mut self,
        statement: &Statement,
        filter: &Filter,
        params: &[Value],
        filter_params: &[Value],
    ) -> Result<Option<Row>, Error> {
        Ok(self.rows_where(statement, filter, params, filter_params)?.into_iter().next())
    }

    /// Runs a statement; how many rows it changed.
    pub fn run(&mut self, statement: &Statement, params: &[Value]) -> Result<u64, Error> {
        self.change(Call { statement, filter: None, params, filter_params: &[] })
    }

    /// Runs a statement with a filter in its slot; how many rows it changed.
    pub fn run_where(
        &mut self,
        statement: &Statement,
        filter: &Filter,
        params: &[Value],
        filter_params: &[Value],
    ) -> Result<u64, Error> {
        self.change(Call { statement, filter: Some(filter), params, filter_params })
    }

    /// Steps behind other walls, inside the transaction.
    pub fn enter(&mut self, scope: &Scope) -> Result<(), Error> {
        self.sound()?;
        let done = match &mut self.connection {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(connection) => connection.enter(scope),
        };
        self.scope = *scope;
        self.spoil(done)
    }

    /// Prepares a statement without running it: the names of its columns. For tests that walk the registry.
    pub fn prepare(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        self.sound()?;
        let done = match &mut self.connection {
            Connection::Sqlite(connection) => connection.columns(statement, filter),
            Connection::Postgres(connection) => connection.columns(statement, filter),
        };
        self.spoil(done)
    }

    /// The engine's plan for a statement, a step a line. For tests that keep an eye on indexes.
    pub fn plan(&mut self, statement: &Statement, filter: Option<&Filter>) -> Result<Vec<String>, Error> {
        self.sound()?;
        let done = match &mut self.connection {
            Connection::Sqlite(connection) => connection.plan(statement, filter),
            Connection::Postgres(connection) => connection.plan(statement, filter),
        };
        self.spoil(done)
    }

    /// Runs statements of SQLite without parameters.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), Error> {
        match &self.connection {
            Connection::Sqlite(connection) => connection.batch(sql),
            Connection::Postgres(_) => Err(Error::Other("not an SQLite connection".to_owned())),
        }
    }

    fn query(&mut self, call: Call<'_>) -> Result<Vec<Row>, Error> {
        self.sound()?;
        self.ordered(&call)?;
        let done = match &mut self.connection {
            Connection::Sqlite(connection) => connection.rows(&call, &self.scope),
            Connection::Postgres(connection) => connection.rows(&call),
        };
        self.spoil(done)
    }

    fn change(&mut self, call: Call<'_>) -> Result<u64, Error> {
        self.sound()?;
        self.ordered(&call)?;
        let done = match &mut self.connection {
            Connection::Sqlite(connection) => connection.run(&call),
            Connection::Postgres(connection) => connection.run(&call),
        };
        self.spoil(done)
    }

    /// Fails where a test ordered it, and lets a test hear what is asked.
    fn ordered(&mut self, call: &Call<'_>) -> Result<(), Error> {
        let Some(faults) = &self.faults else { return Ok(()) };
        faults.hear(call.statement.name, call.filter.map(|filter| filter.name));
        let done = faults.statement();
        self.spoil(done)
    }

    fn sound(&self) -> Result<(), Error> {
        match &self.spoiled {
            Some(first) => Err(Error::Other(format!("an earlier statement of this unit failed: {first}"))),
            None => Ok(()),
        }
    }

    fn spoil<T>(&mut self, done: Result<T, Error>) -> Result<T, Error> {
        if let Err(why) = &done {
            self.spoiled = Some(why.clone());
        }
        done
    }

    /// The outcome of a unit: work that went on after a failed statement has failed too.
    pub(crate) fn settle<T, E: From<Error>>(&mut self, outcome: Result<T, E>) -> Result<T, E> {
        match (outcome, self.spoiled.take()) {
            (Ok(_), Some(why)) => Err(why.into()),
            (outcome, _) => outcome,
        }
    }
}
