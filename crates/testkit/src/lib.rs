//! What tests stand on: both engines, empty or migrated, gone when the test is.

mod decide;
mod dir;
mod owned;
pub mod pg;
mod room;
mod visitor;

pub use decide::Decider;
pub use dir::TempDir;
pub use owned::{Owned, everything, failing_engines, owned_engines, plainly, rows_of};
pub use room::room;
pub use visitor::{Answer, Visitor, hidden};

pub use db::{Db, Fault as Failure, Faults};

use db::{Error, Key, Settings, migrations};

/// A migrated database on each engine: SQLite always, PostgreSQL where there is a server. Each is gone with its last handle.
pub fn engines() -> Vec<Db> {
    let found: Vec<Db> = std::iter::once(sqlite()).chain(pg::open()).collect();
    for db in &found {
        settle(db.migrate(&migrations()).map(drop));
    }
    found
}

/// A migrated SQLite database, as the use cases see it.
pub fn store() -> access::Store {
    over(&migrated())
}

/// A migrated SQLite database.
pub fn migrated() -> Db {
    let db = sqlite();
    settle(db.migrate(&migrations()).map(drop));
    db
}

/// A database as the use cases see it.
pub fn over(db: &Db) -> access::Store {
    access::Store::new(db.clone())
}

/// The same, without tables.
pub fn empty_engines() -> Vec<Db> {
    std::iter::once(sqlite()).chain(pg::open_empty()).collect()
}

/// An encrypted SQLite file without tables, in a directory of its own.
pub fn sqlite() -> Db {
    let dir = TempDir::new();
    let key = settle(Key::generate());
    let db = settle(Db::open(Settings::sqlite(dir.path().join("test.db"), Some(key))));
    db.hold(dir);
    db
}

/// A test without its database has nothing to say.
#[expect(clippy::panic, reason = "this is how a test ends")]
pub(crate) fn settle<T>(outcome: Result<T, Error>) -> T {
    outcome.unwrap_or_else(|why| panic!("the test's database: {why}"))
}
