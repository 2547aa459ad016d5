//! The SQLite file: encrypted, durable, shared with other processes.

use crate::ground::{ADD, MIGRATION, add, agency, count, row};
use db::{Db, Error, Key, Scope, Settings, Statement, params};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use testkit::TempDir;

fn key() -> Key {
    Key::from_hex(&"5a".repeat(32)).expect("a key")
}

#[test]
fn a_file_is_unreadable_without_its_key() {
    let dir = TempDir::new();
    let path = dir.path().join("a.db");
    let open = |key| Db::open(Settings::sqlite(&path, key));
    let db = open(Some(key())).expect("opened");
    db.migrate(&[MIGRATION]).expect("a schema");
    add(&db, agency(1), row(1), "a secret name").expect("added");
    drop(db);
    let bytes = std::fs::read(&path).expect("a file");
    assert!(bytes.len() > 4096);
    assert!(!bytes.windows(13).any(|part| part == b"a secret name"));
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for wrong in [None, Some(Key::generate().expect("a key"))] {
        assert!(matches!(open(wrong).err(), Some(Error::Setting(why)) if why.contains("key")));
    }
    assert_eq!(count(&open(Some(key())).expect("opened")), 1);
}

#[cfg(unix)]
#[test]
fn a_file_belongs_to_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new();
    let db = Db::open(Settings::sqlite(dir.path().join("a.db"), None)).expect("opened");
    db.migrate(&[MIGRATION]).expect("a schema");
    for entry in std::fs::read_dir(dir.path()).expect("a directory") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
    }
}

#[test]
fn a_directory_that_is_not_there_is_told_in_words() {
    let dir = TempDir::new();
    let missing = Db::open(Settings::sqlite(dir.path().join("no/a.db"), None));
    assert!(matches!(missing.err(), Some(Error::Setting(why)) if why.contains("a.db")));
}

static SLOW: Statement = Statement { name: "SLOW", sql: "UPDATE thing SET number = number + 20 WHERE agency_id = $1" };
static NUMBER: Statement = Statement { name: "NUMBER", sql: "SELECT number FROM thing WHERE agency_id = $1" };

/// Two handles stand for a server and a command-line tool.
#[test]
fn two_programs_write_the_same_file() {
    let dir = TempDir::new();
    let open = || Db::open(Settings::sqlite(dir.path().join("a.db"), Some(key()))).expect("opened");
    let (server, tool) = (open(), open());
    server.migrate(&[MIGRATION]).expect("a schema");
    add(&server, agency(1), row(1), "a").expect("added");
    std::thread::scope(|scope| {
        for db in [&server, &tool] {
            scope.spawn(move || {
                for _ in 0..100 {
                    db.write(Scope::agency(agency(1)), |tx| tx.run(&SLOW, &params![agency(1)])).expect("written");
                }
            });
        }
    });
    let number =
        tool.read(&Scope::agency(agency(1)), |tx| tx.row(&NUMBER, &params![agency(1)])?.expect("a row").take::<i64>());
    assert_eq!(number, Ok(4001));
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let dir = TempDir::new();
    let path = dir.path().join("a.db");
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "files::a_process_to_be_killed", "--ignored", "--nocapture", "--test-threads=1"])
        .env("ALONGSIDE_TEST_FILE", &path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut acknowledged = 0;
    for line in lines {
        if line.expect("a line").contains("acknowledged") {
            acknowledged += 1;
        }
        if acknowledged == 300 {
            child.kill().expect("killed");
            break;
        }
    }
    child.wait().expect("ended");
    let db = Db::open(Settings::sqlite(&path, Some(key()))).expect("opened");
    assert!(count(&db) >= 300, "{}", count(&db));
    add(&db, agency(1), row(1_000_000), "after").expect("still writes");
}

/// Not a test of its own: writes until it is killed.
#[test]
#[ignore = "run by what_was_acknowledged_is_there_after_a_kill"]
fn a_process_to_be_killed() {
    let Some(path) = std::env::var_os("ALONGSIDE_TEST_FILE") else { return };
    let db = Db::open(Settings::sqlite(path, Some(key()))).expect("opened");
    db.migrate(&[MIGRATION]).expect("a schema");
    std::thread::scope(|scope| {
        for thread in 0..4u32 {
            let db = &db;
            scope.spawn(move || {
                for at in 0..100_000 {
                    let id = row(thread * 100_000 + at);
                    let name = format!("{thread} {at}");
                    db.write(Scope::agency(agency(1)), move |tx| {
                        tx.run(&ADD, &params![agency(1), id, &name, true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"])
                    })
                    .expect("added");
                    println!("\nacknowledged");
                }
            });
        }
    });
}
