//! Commands as whoever runs them meets them: what they print, how they end.

use crate::running::{Demo, command, complained, free_port, run, said};
use std::path::Path;
use std::time::{Duration, Instant};
use testkit::TempDir;

const LIST: &str = r#"[
  {"name":"Dawn","slug":"dawn","day":1,"time":"07:00","address":"1 Main St","types":["O"]},
  {"name":"Dusk","slug":"dusk","day":2,"time":"19:00","address":"2 Main St"},
  {"slug":"nameless","day":2,"time":"19:00"}
]"#;

#[test]
fn a_list_is_imported_into_a_demonstration_that_keeps_its_data() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let at = data.to_str().expect("a path");
    let demo = Demo::start(&data);
    assert!(demo.answer("/").contains("200"));
    let accounts = std::fs::read_to_string(data.join("demo-accounts.json")).expect("the accounts");
    assert!(accounts.contains("\"passphrase\""));

    let list = dir.path().join("list.json");
    let import = |text: &str| {
        std::fs::write(&list, text).expect("a list");
        let output = run(&["import", "meetings", list.to_str().expect("a path"), "--data", at, "--feed", "Main St"]);
        assert!(output.status.success(), "{}", complained(&output));
        said(&output)
    };
    let first = import(LIST);
    assert!(first.ends_with("3 read, 2 added, 0 changed, 0 merged, 1 refused\n"), "{first}");
    assert!(first.starts_with("row 3: "), "{first}");
    assert!(import(LIST).ends_with("3 read, 0 added, 0 changed, 2 merged, 1 refused\n"));
    // One says something else, one is gone, and then comes back.
    let one = LIST
        .replace("Dawn", "Sunrise")
        .replace("{\"name\":\"Dusk\",\"slug\":\"dusk\",\"day\":2,\"time\":\"19:00\",\"address\":\"2 Main St\"},", "");
    let second = import(&one);
    assert!(second.ends_with("2 read, 0 added, 1 changed, 0 merged, 1 refused\n"), "{second}");
    assert!(second.contains("1 are no longer in the list"), "{second}");
    assert!(import(LIST).ends_with("3 read, 1 added, 1 changed, 0 merged, 1 refused\n"));

    assert!(demo.stop(), "told to stop, it ends well");
    let began = Instant::now();
    let demo = Demo::start(&data);
    assert!(began.elapsed() < Duration::from_secs(5), "a start with data takes {:?}", began.elapsed());
    assert_eq!(std::fs::read_to_string(data.join("demo-accounts.json")).expect("the accounts"), accounts);
    let verified = run(&["verify", "--data", at]);
    assert!(verified.status.success(), "{}", complained(&verified));
    drop(demo);
}

#[test]
fn two_meetings_may_trade_their_slugs() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let demo = Demo::start(&data);
    let list = dir.path().join("list.json");
    let traded = LIST.replace("\"dawn\"", "\"x\"").replace("\"dusk\"", "\"dawn\"").replace("\"x\"", "\"dusk\"");
    for (text, end) in
        [(LIST, "2 added, 0 changed, 0 merged, 1 refused\n"), (&traded, "0 added, 2 changed, 0 merged, 1 refused\n")]
    {
        std::fs::write(&list, text).expect("a list");
        let output =
            command().args(["import", "meetings"]).arg(&list).arg("--data").arg(&data).output().expect("it runs");
        assert!(said(&output).ends_with(end), "{}{}", said(&output), complained(&output));
    }
    drop(demo);
}

#[test]
fn what_is_wrong_is_said_in_words_and_nothing_is_changed() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let at = data.to_str().expect("a path");
    let demo = Demo::start(&data);
    let page = dir.path().join("page.json");
    std::fs::write(&page, "<html></html>").expect("a page");
    let page = page.to_str().expect("a path");
    for (args, words) in [
        (vec!["import", "meetings", page, "--data", at], "This is a web page"),
        (vec!["import", "meetings", "nowhere.json", "--data", at], "nowhere.json could not be read"),
        (vec!["import", "meetings", page, "--data", at, "--agency", "moon"], "There is no agency “moon”"),
        (vec!["verify", "--data", "nowhere"], "no key"),
        (vec!["serve"], "No database is named"),
        (vec!["demo", "--data", at, "--port", &demo.port.to_string()], "Something else listens"),
    ] {
        let output = run(&args);
        assert!(!output.status.success(), "{args:?}");
        assert!(complained(&output).contains(words), "{args:?}: {}", complained(&output));
    }
}

#[test]
fn serve_refuses_a_demonstration_and_a_key_beside_the_data() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    assert!(Demo::start(&data).stop());
    let url = format!("sqlite:{}", data.join("alongside.db").display());
    let listen = format!("127.0.0.1:{}", free_port());
    let serve = |key: &Path| {
        let mut command = command();
        command.args(["serve", "--database-url", &url, "--listen", &listen, "--key-file"]).arg(key);
        complained(&command.output().expect("the program runs"))
    };
    let beside = data.join("demo.key");
    assert!(serve(&beside).contains("lies in the data directory"));
    let apart = dir.path().join("house.key");
    std::fs::copy(&beside, &apart).expect("a copy of the key");
    assert!(serve(&apart).contains("database of the demonstration"));
    let check = run(&["check", "--database-url", &url, "--key-file", apart.to_str().expect("a path")]);
    assert!(!check.status.success() && said(&check).contains("database: WRONG"), "{}", said(&check));
}

#[cfg(unix)]
#[test]
fn data_and_key_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    drop(Demo::start(&data));
    let mode = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("demo.key")), 0o600);
    assert_eq!(mode(&data.join("demo-accounts.json")), 0o600);
}

#[test]
fn a_list_from_which_most_is_gone_changes_nothing() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    assert!(Demo::start(&data).stop());
    let list = dir.path().join("list.json");
    let import = |count: usize| {
        let row = |number| format!(r#"{{"name":"Group {number}","slug":"g{number}","day":1,"time":"07:00"}}"#);
        let rows: Vec<String> = (0..count).map(row).collect();
        std::fs::write(&list, format!("[{}]", rows.join(","))).expect("a list");
        command().args(["import", "meetings"]).arg(&list).arg("--data").arg(&data).output().expect("it runs")
    };
    assert!(said(&import(12)).ends_with("12 read, 12 added, 0 changed, 0 merged, 0 refused\n"));
    let broken = import(3);
    assert!(
        !broken.status.success() && complained(&broken).lines().any(|line| line.starts_with("Nothing was changed."))
    );
    assert!(said(&import(12)).ends_with("12 read, 0 added, 0 changed, 12 merged, 0 refused\n"));
}

#[test]
fn a_list_is_imported_in_the_name_of_who_looks_after_it() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    assert!(Demo::start(&data).stop());
    let list = dir.path().join("list.json");
    std::fs::write(&list, LIST).expect("a list");
    let import = |username: &str| {
        let mut command = command();
        command.args(["import", "meetings"]).arg(&list).arg("--data").arg(&data);
        command.args(["--agency", "james-river", "--as", username]).output().expect("it runs")
    };
    assert!(complained(&import("nobody-here")).contains("works at this agency"));
    assert!(complained(&import("omar")).contains("works at this agency"), "he works at another one");
    let peer = import("dana");
    assert!(
        !peer.status.success() && complained(&peer).contains("dana may not change the lists"),
        "{}",
        complained(&peer)
    );
    assert!(said(&import("ned")).ends_with("3 read, 2 added, 0 changed, 0 merged, 1 refused\n"));
    assert!(said(&import("joan")).ends_with("3 read, 0 added, 0 changed, 2 merged, 1 refused\n"));
}
