//! A disk that is full, as far as a test can make one: SQLite is told that its file may not grow.

use crate::settle;
use db::{Db, Scope, Statement};

static HOLD: Statement =
    Statement { name: "testkit::HOLD", sql: "CREATE TABLE testkit_hold AS SELECT zeroblob(60000) AS held" };
static LET_GO: Statement = Statement { name: "testkit::LET_GO", sql: "DROP TABLE testkit_hold" };
static NO_ROOM: Statement = Statement { name: "testkit::NO_ROOM", sql: "PRAGMA max_page_count = 1" };
static ROOM_AGAIN: Statement = Statement { name: "testkit::ROOM_AGAIN", sql: "PRAGMA max_page_count = 1073741823" };

/// Says whether the file of an SQLite database may grow. Pages that are free in it are still used: a few are, so that
/// what waits beside the database finds room, without which it is not written at all, and could not be told to grow.
pub fn room(db: &Db, enough: bool) {
    let statements: Vec<&'static Statement> = if enough { vec![&ROOM_AGAIN] } else { vec![&HOLD, &LET_GO, &NO_ROOM] };
    for statement in statements {
        settle(db.write(Scope::system(), move |tx| tx.rows(statement, &[]).map(drop)));
    }
}
