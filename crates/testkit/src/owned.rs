//! Databases for tests that do what only the machine's owner could, or that order failures.

use crate::{TempDir, pg, settle, sqlite};
use db::{Db, Engine, Error, Faults, Key, Scope, Settings, Statement, Value};
use postgres::{Client, NoTls};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A migrated database, and the way past its walls.
pub struct Owned {
    /// As the program opens it.
    pub db: Db,
    owner: Option<String>,
}

/// One on each engine.
pub fn owned_engines() -> Vec<Owned> {
    let here = sqlite();
    settle(here.migrate(&db::migrations()).map(drop));
    let there = pg::open_with_owner().map(|(db, owner)| Owned { db, owner: Some(owner) });
    std::iter::once(Owned { db: here, owner: None }).chain(there).collect()
}

/// One on each engine, with failures to order.
pub fn failing_engines() -> Vec<(Db, Arc<Faults>)> {
    let faults = Arc::new(Faults::default());
    let dir = TempDir::new();
    let key = settle(Key::generate());
    let here = settle(Db::open_to_fail(Settings::sqlite(dir.path().join("test.db"), Some(key)), faults.clone()));
    here.hold(dir);
    settle(here.migrate(&db::migrations()).map(drop));
    std::iter::once((here, faults)).chain(pg::open_to_fail()).collect()
}

impl Owned {
    /// Runs statements as the machine's owner: triggers and walls of the record do not hold them back.
    #[expect(clippy::panic, reason = "this is how a test ends")]
    pub fn past_the_guards(&self, statements: &[&str]) {
        const GUARDED: [&str; 5] = ["audit_event", "audit_link", "audit_segment", "audit_waiting", "plan_version"];
        match &self.owner {
            None => {
                let triggers =
                    rows_of(&self.db, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit_%'");
                let opened = triggers.iter().map(|name| format!("DROP TRIGGER {name}"));
                for sql in opened.chain(statements.iter().map(|&sql| sql.to_owned())) {
                    let statement = leaked(&sql);
                    let done = self.db.write(Scope::system(), move |tx| tx.run(statement, &[]));
                    settle(done.map(drop));
                }
            }
            Some(owner) => {
                let mut client = Client::connect(owner, NoTls).unwrap_or_else(|why| panic!("the owner: {why}"));
                let opened = GUARDED.iter().flat_map(|table| {
                    [
                        format!("ALTER TABLE {table} DISABLE TRIGGER USER"),
                        format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"),
                    ]
                });
                for sql in opened.chain(statements.iter().map(|&sql| sql.to_owned())) {
                    client.batch_execute(&sql).unwrap_or_else(|why| panic!("{sql}: {why:?}"));
                }
            }
        }
    }
}

/// Every row of every table that is `wanted` by its name, as texts in order. Without the engine's own note of how far
/// rows from the file beside have come.
pub fn everything(db: &Db, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
    let tables = match db.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Engine::Postgres => "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut found = BTreeMap::new();
    for table in rows_of(db, tables).into_iter().filter(|table| wanted(table) && table != "arrived") {
        let sql = match db.engine() {
            Engine::Sqlite => format!("SELECT * FROM {table}"),
            Engine::Postgres => format!("SELECT CAST(one AS text) FROM {table} one"),
        };
        let mut rows = rows_of(db, &sql);
        rows.sort();
        found.insert(table, rows);
    }
    found
}

/// A statement that lives as long as the test.
fn leaked(sql: &str) -> &'static Statement {
    Box::leak(Box::new(Statement { name: "test::LEAKED", sql: String::leak(sql.to_owned()) }))
}

/// Runs a statement that no use case has, past the walls: what time would do, or a text that a test looks for again.
pub fn plainly(db: &Db, sql: &str) {
    let statement = leaked(sql);
    settle(db.write(Scope::system(), move |tx| tx.run(statement, &[])).map(drop));
}

/// The rows of a statement: as they are where they are one text, else as they print.
pub fn rows_of(db: &Db, sql: &str) -> Vec<String> {
    let statement = leaked(sql);
    settle(db.read(&Scope::system(), |tx| {
        let mut found = Vec::new();
        for mut row in tx.rows(statement, &[])? {
            let mut cells = Vec::new();
            while row.left() > 0 {
                cells.push(row.take::<Value>()?);
            }
            found.push(match cells.as_slice() {
                [Value::Text(only)] => only.clone(),
                many => format!("{many:?}"),
            });
        }
        Ok::<_, Error>(found)
    }))
}
