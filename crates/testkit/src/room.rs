//! A disk that is full, as far as a test can make one: SQLite is told that its file may not grow.

use crate::settle;
use db::{Db, Scope, Statement};

static NO_ROOM: Statement = Statement { name: "testkit::NO_ROOM", sql: "PRAGMA max_page_count = 1" };
static ROOM_AGAIN: Statement = Statement { name: "testkit::ROOM_AGAIN", sql: "PRAGMA max_page_count = 1073741823" };

/// Says whether the file of an SQLite database may grow. Pages that are free in it are still used.
pub fn room(db: &Db, enough: bool) {
    let statement = if enough { &ROOM_AGAIN } else { &NO_ROOM };
    // What waits beside the database comes in first.
    settle(db.write(Scope::system(), |_| Ok::<_, db::Error>(())));
    settle(db.write(Scope::system(), move |tx| tx.rows(statement, &[]).map(drop)));
}
