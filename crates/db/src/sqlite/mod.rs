//! SQLite: one thread that writes, many connections that read, an encrypted file.

mod aside;
mod connection;
mod fault;
mod load;
mod writer;

pub(crate) use connection::Connection;
pub(crate) use load::Load;

use crate::migrate::{self, Applied};
use crate::pool::Pool;
use crate::{Db, Engine, Error, Key, Migration, Scope, Statement, Tx, Value, tx};
use std::path::PathBuf;
use std::sync::Arc;

static APPLIED: Statement =
    Statement { name: "db::APPLIED", sql: "SELECT number, name, checksum FROM migration ORDER BY number" };
static RECORD: Statement =
    Statement { name: "db::RECORD", sql: "INSERT INTO migration (number, name, checksum) VALUES ($1, $2, $3)" };

/// Where the file is and what opens it.
struct Place {
    path: PathBuf,
    key: Option<Key>,
}

/// An open file.
pub(crate) struct Store {
    readers: Pool<Connection>,
    /// Dropped before the writer, so that it takes over what still waits; the file beside closes after both.
    _prompter: aside::Prompter,
    writer: writer::Writer,
    aside: aside::Aside,
    place: Arc<Place>,
}

impl Store {
    pub fn open(path: PathBuf, key: Option<Key>, readers: usize) -> Result<Self, Error> {
        let place = Arc::new(Place { path, key });
        let connection = Connection::open(&place, connection::Role::Writer)?;
        let (aside, carrier) = aside::Aside::open(&place)?;
        let writer = writer::Writer::start(connection, Some(carrier))?;
        let _prompter = aside.prompt(writer.queue()?)?;
        let at = Arc::clone(&place);
        let readers = Pool::new(readers, move || Connection::open(&at, connection::Role::Reader));
        Ok(Self { readers, _prompter, writer, aside, place })
    }

    pub fn read<T, E: From<Error>>(
        &self,
        scope: &Scope,
        mut work: impl FnMut(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.attempt(scope, &mut work, Some(&self.aside.shared)) {
            Some(outcome) => outcome,
            None => {
                // It asks for rows of which some are still in the file beside: those that were there by now come first.
                self.writer.write(Scope::none(), |_| Ok::<(), Error>(()), 0)?;
                let unread = || Err(Error::Busy.into());
                self.attempt(scope, &mut work, None).unwrap_or_else(unread)
            }
        }
    }

    /// Runs a unit on one snapshot. Nothing, if `watched` says that rows which it asks for wait in the file beside.
    fn attempt<T, E: From<Error>>(
        &self,
        scope: &Scope,
        work: &mut impl FnMut(&mut Tx) -> Result<T, E>,
        watched: Option<&Arc<aside::Shared>>,
    ) -> Option<Result<T, E>> {
        let begin = || {
            let mut lease = self.readers.lease()?;
            let mut connection = lease.take()?;
            connection.watch(watched.cloned());
            connection.batch("BEGIN")?;
            Ok::<_, Error>((lease, connection))
        };
        let (mut lease, connection) = match begin() {
            Ok(begun) => begun,
            Err(why) => return Some(Err(why.into())),
        };
        let mut tx = Tx::new(tx::Connection::Sqlite(connection), *scope);
        let outcome = work(&mut tx);
        let outcome = tx.settle(outcome);
        let mut missed = false;
        if let tx::Connection::Sqlite(connection) = tx.connection
            && connection.batch("ROLLBACK").is_ok()
        {
            missed = connection.missed();
            lease.give_back(connection);
        }
        (!missed).then_some(outcome)
    }

    pub fn append(&self, rows: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), Error> {
        self.aside.append(rows)
    }

    pub fn write<T, E>(
        &self,
        scope: Scope,
        work: impl FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        mark: usize,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.writer.write(scope, work, mark)
    }

    /// Each migration in a unit of its own, beside whatever else is being written.
    pub fn migrate(&self, migrations: &[Migration], db: &Db) -> Result<Vec<&'static str>, Error> {
        let mut names = Vec::new();
        let listed = migrations.to_vec();
        // Checks everything first, so that an edited migration stops all.
        db.write(Scope::system(), move |tx| migrate::pending(&applied(tx)?, &listed).map(drop))?;
        for migration in migrations {
            let text = migrate::expand(Engine::Sqlite, migration, None)?;
            let step = *migration;
            let done = db.write(Scope::system(), move |tx| apply(tx, &step, &text))?;
            if done {
                tracing::info!(name = migration.name, "migrated");
                names.push(migration.name);
            }
        }
        self.readers.clear();
        Ok(names)
    }

    pub fn load(&self) -> Result<Load, Error> {
        Load::start(Connection::open(&self.place, connection::Role::Writer)?)
    }
}

fn applied(tx: &mut Tx) -> Result<Vec<Applied>, Error> {
    if let tx::Connection::Sqlite(connection) = &tx.connection {
        connection.batch(
            "CREATE TABLE IF NOT EXISTS migration (\
             number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT",
        )?;
    }
    tx.rows(&APPLIED, &[])?
        .into_iter()
        .map(|mut row| Ok(Applied { number: row.take()?, name: row.take()?, checksum: row.take()? }))
        .collect()
}

/// Applies one migration, unless another process has done so in the meantime.
fn apply(tx: &mut Tx, migration: &Migration, text: &str) -> Result<bool, Error> {
    if applied(tx)?.iter().any(|one| one.number == migration.number) {
        return Ok(false);
    }
    if let tx::Connection::Sqlite(connection) = &mut tx.connection {
        connection.forget();
        connection.batch(text).map_err(|why| migrate::failed(migration, &why))?;
    }
    tx.run(&RECORD, &crate::params![migration.number, migration.name, migration.checksum()])?;
    Ok(true)
}
