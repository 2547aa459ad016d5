//! The door to the database: units of work that read, write, or carry out a command once.

use crate::audit::{self, AuditEvent};
use crate::call::{Actor, Call};
use crate::fault::Fault;
use crate::rules::Operation;
use crate::statements::{COMMAND_OUTCOME, INSERT_COMMAND};
use crate::together;
use crate::work::Work;
use db::{Db, Engine, Integrity, Loader, Tx, params};
use domain::id::{CommandId, Identity};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The database, as the use cases see it.
#[derive(Clone)]
pub struct Store {
    db: Db,
}

impl From<Db> for Store {
    fn from(db: Db) -> Self {
        Self::new(db)
    }
}

impl Store {
    /// Over an open database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Runs a unit of work that changes nothing. What it read of people's records
    /// is in the audit record before the result is given out, or at the end of [`together`](crate::together).
    pub fn read<T>(&self, call: &Call, mut unit: impl FnMut(&mut Work<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut events = Vec::new();
        let own = call.next_unit();
        let outcome = self.db.read(&call.scope(), |tx| {
            let mut work = Work::new(tx, own.clone());
            let outcome = unit(&mut work);
            events = work.into_events();
            outcome
        });
        self.write_events(call, events)?;
        outcome
    }

    /// Runs a unit of work that changes rows: all of it, with its audit events, or nothing.
    pub fn write<T: Send + 'static>(
        &self,
        call: &Call,
        mut unit: impl FnMut(&mut Work<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let inner = call.next_unit();
        let outcome = self.db.write(call.scope(), move |tx| {
            let mut work = Work::new(tx, inner.clone());
            match unit(&mut work) {
                Ok(value) => finish(work, &inner).map(|()| value).map_err(Stopped::from),
                Err(fault) => Err(Stopped { fault, denials: denials(work) }),
            }
        });
        outcome.map_err(|stopped| self.after_stop(call, stopped))
    }

    /// Runs a unit of work under a command id. The same command, sent again by the
    /// same actor, gives the outcome of the first time and changes nothing.
    pub fn command<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        call: &Call,
        command: CommandId,
        operation: Operation,
        mut unit: impl FnMut(&mut Work<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let actor = match call.actor {
            Actor::Staff(hat) => hat.staff.bytes(),
            Actor::Member(hat) => hat.person.bytes(),
            Actor::Supporter(hat) => hat.supporter.bytes(),
            Actor::Public | Actor::Operator | Actor::Job(_) => [0; 16],
        };
        // On PostgreSQL two commands that both ask here and then both write beside each other on one page of the index
        // would each be undone for the other's sake. So it is asked before the unit, and again where the unit fails;
        // the key of the table sees to it that none is carried out twice.
        let before = self.db.engine() == Engine::Postgres;
        let first = || self.db.read(&call.scope(), |tx| first_outcome(tx, actor, command, operation));
        if before && let Some(outcome) = first()? {
            return Ok(outcome);
        }
        let done = self.write(call, move |work| {
            if !before && let Some(outcome) = first_outcome(work.tx(), actor, command, operation)? {
                return Ok(outcome);
            }
            let value = unit(work)?;
            let outcome =
                serde_json::to_string(&value).map_err(|why| Fault::Broken(format!("command outcome: {why}")))?;
            let now = work.now();
            work.tx().run(&INSERT_COMMAND, &params![actor, command, operation.code(), outcome, now])?;
            Ok(value)
        });
        match done {
            Err(fault) if before => first()?.ok_or(fault),
            done => done,
        }
    }

    /// Loads many rows at once, past the walls: for whoever runs the machine, into tables that the load itself fills.
    /// All of it or nothing; the audit record names the load once, under [`Operation::Operate`].
    pub fn load<T>(&self, call: &Call, unit: impl FnOnce(&mut Loader) -> Result<T, Fault>) -> Result<T, Fault> {
        if !matches!(call.actor, Actor::Operator) {
            return Err(Fault::Absent);
        }
        let (loaded, rows) = self.db.bulk_load(|loader| {
            let loaded = unit(loader)?;
            Ok::<_, Fault>((loaded, loader.rows()))
        })?;
        self.write(call, move |work| {
            work.permit_open(Operation::Operate)?;
            work.detail(&format!("loaded {rows} rows"));
            Ok(())
        })?;
        Ok(loaded)
    }

    /// What the engine says of its own pages: for whoever runs the machine.
    pub fn integrity(&self, call: &Call) -> Result<Integrity, Fault> {
        match call.actor {
            Actor::Operator => Ok(self.db.integrity()?),
            _ => Err(Fault::Absent),
        }
    }

    fn write_events(&self, call: &Call, events: Vec<AuditEvent>) -> Result<(), Fault> {
        if events.is_empty() {
            return Ok(());
        }
        let mut scope = call.scope();
        if scope.agency.is_none() {
            scope.agency = events.iter().find_map(|event| event.agency);
        }
        together::record(&self.db, scope, call, events)
    }

    fn after_stop(&self, call: &Call, stopped: Stopped) -> Fault {
        match self.write_events(call, stopped.denials) {
            Ok(()) => stopped.fault,
            Err(fault) => fault,
        }
    }
}

/// What the command came to when it was carried out, if it was.
fn first_outcome<T: DeserializeOwned>(
    tx: &mut Tx,
    actor: [u8; 16],
    command: CommandId,
    operation: Operation,
) -> Result<Option<T>, Fault> {
    let Some(mut row) = tx.row(&COMMAND_OUTCOME, &params![actor, command])? else { return Ok(None) };
    let first: String = row.take()?;
    if first != operation.code() {
        return Err(Fault::Absent);
    }
    let outcome: String = row.take()?;
    // Another command of this operation bore the id: for this one there is no such outcome.
    serde_json::from_str(&outcome).map(Some).map_err(|_| Fault::Absent)
}

/// A unit of work that stopped: its fault, and what was denied on the way.
struct Stopped {
    fault: Fault,
    denials: Vec<AuditEvent>,
}

impl From<db::Error> for Stopped {
    fn from(error: db::Error) -> Self {
        Self { fault: error.into(), denials: Vec::new() }
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self { fault, denials: Vec::new() }
    }
}

fn denials(work: Work<'_>) -> Vec<AuditEvent> {
    work.into_events().into_iter().filter(|event| !event.allowed).collect()
}

fn finish(mut work: Work<'_>, call: &Call) -> Result<(), Fault> {
    let events = work.take_events();
    Ok(audit::insert(work.tx(), call, &events)?)
}
