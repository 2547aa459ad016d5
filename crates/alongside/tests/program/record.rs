//! The audit record as whoever runs the machine sees it: sealed by the running program, held against a checkpoint.

use crate::running::{Demo, complained, run, said};
use db::{Db, Key, Scope, Settings, Statement};
use std::time::{Duration, Instant};
use testkit::TempDir;

static OPEN_THE_RECORD: Statement =
    Statement { name: "test::OPEN_THE_RECORD", sql: "DROP TRIGGER audit_event_is_not_changed" };
static REWRITE: Statement = Statement {
    name: "test::REWRITE",
    sql: "UPDATE audit_event SET outcome = 'denied' WHERE id = (SELECT event_id FROM audit_link WHERE number = 3 LIMIT 1)",
};
static CUT_OFF: Statement = Statement { name: "test::CUT_OFF", sql: "DELETE FROM attachment_chunk" };

#[test]
fn a_running_program_seals_by_itself_and_a_changed_record_is_told_and_fails() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let at = data.to_str().expect("a path");
    let kept = dir.path().join("kept.txt");
    let kept = kept.to_str().expect("a path");
    let demo = Demo::start(&data);
    // Nothing but time: the sealer takes its turns beside those who answer.
    let began = Instant::now();
    loop {
        let output = run(&["verify", "--data", at]);
        assert!(output.status.success(), "{}{}", said(&output), complained(&output));
        let links = said(&output).lines().find(|line| line.contains("links in")).expect("a line").to_owned();
        if !links.starts_with("0 ") {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{links}");
        std::thread::sleep(Duration::from_millis(300));
    }
    let output = run(&["checkpoint", "--data", at, "--to", kept]);
    assert!(output.status.success(), "{}", complained(&output));
    assert!(!run(&["checkpoint", "--data", at, "--to", kept]).status.success(), "none is written over");
    let printed = said(&run(&["checkpoint", "--data", at]));
    assert!(printed.starts_with("alongside checkpoint 1\n") && printed.contains("\nsignature "), "{printed}");
    assert!(demo.stop());

    let verify = || run(&["verify", "--data", at, "--against", kept]);
    let sound = verify();
    assert!(sound.status.success(), "{}{}", said(&sound), complained(&sound));
    assert!(said(&sound).contains("chains hold against the checkpoint") && said(&sound).contains("Not shown: "));
    let text = std::fs::read_to_string(kept).expect("the checkpoint");
    let other = dir.path().join("other.txt");
    std::fs::write(&other, text.replace("\nat 2", "\nat 1")).expect("a file");
    let changed = run(&["verify", "--data", at, "--against", other.to_str().expect("a path")]);
    assert!(!changed.status.success() && complained(&changed).contains("was changed"), "{}", complained(&changed));

    let key = Key::from_file(&data.join("demo.key")).expect("the key");
    let db = Db::open(Settings::sqlite(data.join("alongside.db"), Some(key))).expect("the database");
    for statement in [&OPEN_THE_RECORD, &REWRITE, &CUT_OFF] {
        db.write(Scope::system(), move |tx| tx.run(statement, &[])).expect("done as the machine's owner");
    }
    drop(db);
    let found = verify();
    assert!(!found.status.success() && said(&found).contains("WRONG: link 3 of the chain"), "{}", said(&found));
}

#[test]
fn a_damaged_file_is_told() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let at = data.to_str().expect("a path");
    assert!(Demo::start(&data).stop());
    let file = data.join("alongside.db");
    let mut bytes = std::fs::read(&file).expect("the database");
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 64] {
        *byte ^= 0x55;
    }
    std::fs::write(&file, bytes).expect("written");
    let output = run(&["verify", "--data", at]);
    assert!(!output.status.success(), "{}", said(&output));
}
