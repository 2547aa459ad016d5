//! Rows that are only added: on disk at once, in their table when somebody asks, and never twice.

use crate::ground::{ADD, ALL, MIGRATION, add, agency, count, row};
use db::{Db, Error, Key, Scope, Settings, Value, params};
use std::path::Path;
use testkit::TempDir;

fn key() -> Option<Key> {
    Key::from_hex(&"5a".repeat(32)).ok()
}

fn thing(number: u32) -> Vec<Value> {
    let none: Option<Vec<u8>> = None;
    Vec::from(params![agency(1), row(number), format!("set aside {number}"), true, 1_i64, 0.5_f64, none, "[]"])
}

fn append(db: &Db, numbers: impl IntoIterator<Item = u32>) {
    let rows = numbers.into_iter().map(|number| (&ADD, thing(number))).collect();
    db.append(Scope::agency(agency(1)), rows).expect("set aside");
}

fn open(dir: &Path) -> Db {
    let db = Db::open(Settings::sqlite(dir.join("a.db"), key())).expect("opened");
    db.migrate(&[MIGRATION]).expect("a schema");
    db
}

/// The files as a crash at this moment leaves them.
fn crash(from: &Path) -> TempDir {
    let to = TempDir::new();
    for entry in std::fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.path().join(entry.file_name())).expect("copied");
    }
    to
}

#[test]
fn whoever_reads_the_table_finds_them() {
    for db in crate::ground::engines() {
        append(&db, 1..=3);
        assert_eq!(count(&db), 3, "{:?}", db.engine());
        append(&db, 4..=4);
        add(&db, agency(1), row(5), "written").expect("added");
        assert_eq!(count(&db), 5, "{:?}", db.engine());
    }
}

#[test]
fn a_unit_that_writes_sees_them_too() {
    for db in crate::ground::engines() {
        append(&db, 1..=2);
        let seen = db.write(Scope::agency(agency(1)), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len()));
        assert_eq!(seen, Ok(2), "{:?}", db.engine());
    }
}

#[test]
fn they_arrive_by_themselves_and_when_the_database_is_closed() {
    let dir = TempDir::new();
    let db = open(dir.path());
    append(&db, 1..=2);
    drop(db);
    // Without the file beside: they are in the database itself.
    for name in ["a.db-aside", "a.db-aside-wal", "a.db-aside-shm"] {
        let _ = std::fs::remove_file(dir.path().join(name));
    }
    let db = open(dir.path());
    assert_eq!(count(&db), 2);
    // A new file beside counts anew, and its rows arrive all the same.
    append(&db, 3..=3);
    drop(db);
    assert_eq!(count(&open(dir.path())), 3);
}

#[test]
fn a_crash_loses_none_and_doubles_none() {
    let dir = TempDir::new();
    let db = open(dir.path());
    append(&db, 1..=40);
    let early = crash(dir.path());
    assert_eq!(count(&db), 40);
    let late = crash(dir.path());
    assert_eq!(count(&open(early.path())), 40, "before they were taken over");
    assert_eq!(count(&open(late.path())), 40, "after they were taken over");
    // Taken over, and then the file beside comes back as it was before that.
    let mixed = crash(dir.path());
    for name in ["a.db-aside", "a.db-aside-wal", "a.db-aside-shm"] {
        let _ = std::fs::remove_file(mixed.path().join(name));
        let _ = std::fs::copy(early.path().join(name), mixed.path().join(name));
    }
    let db = open(mixed.path());
    add(&db, agency(1), row(41), "written").expect("added");
    assert_eq!(count(&db), 41, "a row that has arrived does not come again");
}

#[test]
fn two_programs_take_over_the_same_rows_once() {
    let dir = TempDir::new();
    let (one, other) = (open(dir.path()), open(dir.path()));
    append(&one, 1..=10);
    append(&other, 11..=20);
    add(&other, agency(1), row(21), "one more").expect("added");
    add(&one, agency(1), row(22), "and one").expect("added");
    assert_eq!(count(&one), 22);
    assert_eq!(count(&other), 22);
}

#[test]
fn a_row_that_the_schema_refuses_does_not_stop_the_others() {
    let dir = TempDir::new();
    let db = open(dir.path());
    append(&db, [1, 2, 1, 3]);
    add(&db, agency(1), row(4), "written").expect("added");
    assert_eq!(count(&db), 4);
}

#[test]
fn what_is_not_an_addition_is_not_set_aside() {
    let dir = TempDir::new();
    let db = open(dir.path());
    let refused = db.append(Scope::system(), vec![(&ALL, Vec::new())]);
    assert!(matches!(refused, Err(Error::Other(_))));
    let short = db.append(Scope::system(), vec![(&ADD, thing(1).into_iter().take(3).collect())]);
    assert!(matches!(short, Err(Error::Other(_))));
    let inside = db.read(&Scope::system(), |_| db.append(Scope::system(), vec![(&ADD, thing(1))]));
    assert!(matches!(inside, Err(Error::Other(_))));
    assert_eq!(count(&db), 0);
}
