//! The database as the rest of the program sees it.

use crate::bulk::{self, Loader};
use crate::faults::Faults;
use crate::settings::{DbUrl, Settings};
use crate::{Error, Migration, Scope, Statement, Tx, Value, pg, sqlite};
use std::any::Any;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

/// Which engine is beneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// An open database. Clones share it; it closes with the last of them.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    side: Side,
    /// Failures that a test ordered.
    faults: Option<Arc<Faults>>,
    /// Dropped after the connections: the order of fields is the order of dropping.
    held: Mutex<Vec<Box<dyn Any + Send>>>,
}

enum Side {
    Sqlite(sqlite::Store),
    Postgres(pg::Store),
}

impl Db {
    /// Opens a database. On SQLite the file is made if there is none.
    pub fn open(settings: Settings) -> Result<Self, Error> {
        Self::start(settings, None)
    }

    /// The same, with failures to order: for tests of what stays when the database fails.
    #[doc(hidden)]
    pub fn open_to_fail(settings: Settings, faults: Arc<Faults>) -> Result<Self, Error> {
        Self::start(settings, Some(faults))
    }

    fn start(settings: Settings, faults: Option<Arc<Faults>>) -> Result<Self, Error> {
        let Settings { url, key, readers } = settings;
        let side = match url {
            DbUrl::Sqlite(path) => Side::Sqlite(sqlite::Store::open(path, key, readers)?),
            DbUrl::Postgres { app, owner } => Side::Postgres(pg::Store::open(&app, owner.as_deref(), readers)?),
        };
        Ok(Self { inner: Arc::new(Inner { side, faults, held: Mutex::new(Vec::new()) }) })
    }

    /// Which engine is beneath.
    pub fn engine(&self) -> Engine {
        match self.inner.side {
            Side::Sqlite(_) => Engine::Sqlite,
            Side::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a unit of work that only reads, on one snapshot, in the calling thread.
    ///
    /// A read whose connection turns out to be dead is run again on a new one.
    pub fn read<T, E: From<Error>>(&self, scope: &Scope, work: impl FnMut(&mut Tx) -> Result<T, E>) -> Result<T, E> {
        let _inside = self.enter_unit()?;
        let work = failing(self.inner.faults.clone(), work);
        match &self.inner.side {
            Side::Sqlite(store) => store.read(scope, work),
            Side::Postgres(store) => store.read(scope, work),
        }
    }

    /// Runs a unit of work that writes, all or nothing. When this returns `Ok`, it is on disk.
    ///
    /// The work may be run more than once, and on SQLite in another thread.
    pub fn write<T, E>(&self, scope: Scope, work: impl FnMut(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let _inside = self.enter_unit()?;
        let faults = self.inner.faults.clone();
        let mut unit = failing(faults.clone(), work);
        let committing = faults.clone();
        let work = move |tx: &mut Tx| {
            let done: T = unit(tx)?;
            match committing.as_ref().map_or(Ok(()), |faults| faults.commit()) {
                Ok(()) => Ok(done),
                Err(why) => Err(E::from(why)),
            }
        };
        let done: T = match &self.inner.side {
            Side::Sqlite(store) => store.write(scope, work, self.mark()),
            Side::Postgres(store) => store.write(scope, work),
        }?;
        match faults.map_or(Ok(()), |faults| faults.answer()) {
            Ok(()) => Ok(done),
            Err(why) => Err(E::from(why)),
        }
    }

    /// Adds rows by statements that do nothing else. When this returns `Ok`, they are on disk, and whoever reads their
    /// table afterwards finds them. On SQLite they wait for the next commit, so that readers keep what they hold.
    pub fn append(&self, scope: Scope, rows: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), Error> {
        let _inside = self.enter_unit()?;
        let faults = self.inner.faults.as_ref();
        if let Some(faults) = faults {
            rows.iter().for_each(|(adds, _)| faults.hear(adds.name, None));
            faults.commit()?;
        }
        match &self.inner.side {
            Side::Sqlite(store) => store.append(rows),
            Side::Postgres(store) => {
                store.write(scope, |tx| rows.iter().try_for_each(|(adds, cells)| tx.run(adds, cells).map(drop)))
            }
        }?;
        faults.map_or(Ok(()), |faults| faults.answer())
    }

    /// Brings the schema up to date; the names of the migrations that were applied.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        crate::migrate::in_order(migrations)?;
        match &self.inner.side {
            Side::Sqlite(store) => store.migrate(migrations, self),
            Side::Postgres(store) => store.migrate(migrations),
        }
    }

    /// Refuses, in words, a role of PostgreSQL that row-level security does not hold back.
    pub fn check_role(&self) -> Result<(), Error> {
        match &self.inner.side {
            Side::Sqlite(_) => Ok(()),
            Side::Postgres(store) => store.check_role(),
        }
    }

    /// Loads many rows at once, in one transaction, past the walls. For the seeder and the importer.
    ///
    /// On PostgreSQL this needs the owner's address, because COPY does not work under row-level security.
    pub fn bulk_load<T, E: From<Error>>(&self, work: impl FnOnce(&mut Loader) -> Result<T, E>) -> Result<T, E> {
        let _inside = self.enter_unit()?;
        let sink = match &self.inner.side {
            Side::Sqlite(store) => bulk::Sink::Sqlite(store.load()?),
            Side::Postgres(store) => bulk::Sink::Postgres(store.load()?),
        };
        let mut loader = Loader::new(sink)?;
        let outcome = work(&mut loader)?;
        loader.finish()?;
        Ok(outcome)
    }

    /// Whether both are handles of one open database.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// Keeps something until the database is closed: a test's directory, say.
    pub fn hold(&self, thing: impl Any + Send) {
        self.inner.held.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(thing));
    }

    /// Units of one database do not nest: the inner one would wait for the outer one for ever.
    fn enter_unit(&self) -> Result<Inside, Error> {
        inside(self.mark())
    }

    fn mark(&self) -> usize {
        Arc::as_ptr(&self.inner) as usize
    }
}

/// The unit, in a transaction that fails where a test ordered it.
fn failing<T, E>(
    faults: Option<Arc<Faults>>,
    mut work: impl FnMut(&mut Tx) -> Result<T, E>,
) -> impl FnMut(&mut Tx) -> Result<T, E> {
    move |tx| {
        tx.faults.clone_from(&faults);
        let done = work(tx);
        // What the engine itself does with this connection afterwards is nothing that a test counts.
        tx.faults = None;
        done
    }
}

thread_local! {
    /// The databases that this thread is in a unit of work of.
    static INSIDE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// A thread inside a unit of work.
pub(crate) struct Inside(usize);

/// Marks the thread as inside a unit of a database.
pub(crate) fn inside(mark: usize) -> Result<Inside, Error> {
    INSIDE.with_borrow_mut(|open| {
        if open.contains(&mark) {
            return Err(Error::Other("a unit of work was started inside another".to_owned()));
        }
        open.push(mark);
        Ok(Inside(mark))
    })
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.with_borrow_mut(|open| open.retain(|mark| *mark != self.0));
    }
}
