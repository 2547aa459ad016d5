//! Serving: settings and which of them wins, figures, TLS, invented people beside real ones.

use crate::running::{Served, closed_to_others, command, complained, free_port, key_at, run, said};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use testkit::{TempDir, Visitor};

/// A directory with a key and a database of invented people.
fn seeded(dir: &TempDir, members: &str) -> (PathBuf, String) {
    let key = dir.path().join("house.key");
    key_at(&key);
    let url = format!("sqlite:{}", dir.path().join("data/alongside.db").display());
    let seed = seed(&key, &url, &["--members", members, "--meetings", "30", "--seed", "3"]);
    assert!(seed.status.success(), "{}", complained(&seed));
    assert!(said(&seed).contains("members a second"), "{}", said(&seed));
    (key, url)
}

fn seed(key: &Path, url: &str, args: &[&str]) -> std::process::Output {
    let mut command = command();
    command.args(["seed", "--database-url", url, "--key-file"]).arg(key).args(args);
    command.output().expect("it runs")
}

fn counts(key: &Path, url: &str) -> String {
    let output = run(&["verify", "--database-url", url, "--key-file", key.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", complained(&output));
    said(&output)
}

#[test]
fn a_crowd_can_be_served_searched_and_verified_and_is_the_same_for_the_same_seed() {
    let dir = TempDir::new();
    let (key, url) = seeded(&dir, "120");
    let there = counts(&key, &url);
    assert!(there.contains("120 members") && there.contains("30 meetings"), "{there}");
    // The same seed again is refused, another one is added.
    let again = seed(&key, &url, &["--members", "5", "--seed", "3"]);
    assert!(!again.status.success() && complained(&again).contains("are in this database already"));
    assert!(seed(&key, &url, &["--members", "5", "--seed", "4"]).status.success());
    assert!(counts(&key, &url).contains("125 members"));
    let nowhere = seed(&key, &url, &["--members", "5", "--seed", "5", "--agency", "moon"]);
    assert!(!nowhere.status.success() && complained(&nowhere).contains("no agency “moon”"));
    // The same people elsewhere.
    let other = TempDir::new();
    let (other_key, other_url) = seeded(&other, "120");
    assert_eq!(counts(&other_key, &other_url), there);

    let figures = free_port();
    let served = Served::start(&key, &url, &["--invented", "--metrics", &format!("127.0.0.1:{figures}")]);
    let mut peer = Visitor::new(&served.url);
    let home = peer.sign_in("peer-3-1", "walk-beside-me-24").expect("signed in");
    let page = peer.get(&home).expect("today").body;
    let start = format!("{home}/members/");
    let member = page.split(&start).nth(1).and_then(|rest| rest.get(..32)).expect("a member").to_owned();
    for path in [format!("{start}{member}"), format!("{start}{member}/plan")] {
        let answer = peer.get(&path).expect("an answer");
        assert_eq!(answer.status, 200, "{path}");
    }
    let told = Visitor::new(&format!("http://127.0.0.1:{figures}")).get("/metrics").expect("figures").body;
    assert!(
        told.contains("alongside_requests_total{method=\"GET\",route=\"/work/{agency}/members/{member}\""),
        "{told}"
    );
    assert!(told.contains("alongside_write_burst_units"), "{told}");
    assert!(!told.contains(&member) && !told.contains("james-river"), "figures name nobody");
    assert_eq!(peer.get("/readyz").expect("an answer").body, "ready");
    drop(served);
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let dir = TempDir::new();
    let file = dir.path().join("settings.toml");
    std::fs::write(&file, "listen = '127.0.0.1:1001'\nmetrics = 'off'\n").expect("a file");
    let listens = |environment: Option<&str>, flags: &[&str]| {
        let mut command = command();
        command.arg("check").arg("--config").arg(&file).args(flags);
        if let Some(listen) = environment {
            command.env("ALONGSIDE_LISTEN", listen);
        }
        said(&command.output().expect("it runs")).lines().next().unwrap_or_default().to_owned()
    };
    assert!(listens(None, &[]).contains("listens on 127.0.0.1:1001,"), "{}", listens(None, &[]));
    assert!(listens(Some("127.0.0.1:1002"), &[]).contains("listens on 127.0.0.1:1002,"));
    assert!(listens(Some("127.0.0.1:1002"), &["--listen", "127.0.0.1:1003"]).contains("listens on 127.0.0.1:1003,"));
    let wrong = listens(Some("everywhere"), &[]);
    assert!(wrong.contains("WRONG") && wrong.contains("“everywhere” is not an address"), "{wrong}");
    let open = listens(Some("0.0.0.0:1002"), &["--public-url", "https://a.example.org"]);
    assert!(open.contains("WRONG") && open.contains("needs TLS"), "{open}");
}

#[test]
fn tls_is_built_in_and_invented_people_are_for_this_machine() {
    let dir = TempDir::new();
    let (key, url) = seeded(&dir, "3");
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let (cert, secret) = (dir.path().join("cert.pem"), dir.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).expect("a file");
    std::fs::write(&secret, made.signing_key.serialize_pem()).expect("a file");
    let tls = ["--tls-cert", cert.to_str().expect("a path"), "--tls-key", secret.to_str().expect("a path")];
    let served = Served::start(&key, &url, &[&["--invented", "--metrics", "off"][..], &tls].concat());

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let connection = ClientConnection::new(Arc::new(config), name).expect("a connection");
    let socket = TcpStream::connect(("127.0.0.1", served.port)).expect("a socket");
    let mut stream = StreamOwned::new(connection, socket);
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"), "{answer}");
    drop(served);

    let serve = |args: &[&str]| {
        let mut command = command();
        command.args(["serve", "--database-url", &url, "--key-file"]).arg(&key).args(args);
        complained(&command.output().expect("it runs"))
    };
    let beyond = ["--invented", "--listen", "0.0.0.0:0", "--public-url", "https://a.example.org"];
    assert!(serve(&[&beyond[..], &tls].concat()).contains("on this machine alone"));
    assert!(serve(&["--listen", "127.0.0.1:0", "--metrics", "off"]).contains("database of the demonstration"));
    assert!(serve(&["--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:9464"]).contains("on this machine alone"));
}

#[test]
fn a_real_agency_begins_with_three_commands() {
    let dir = TempDir::new();
    let key = dir.path().join("house.key");
    key_at(&key);
    let url = format!("sqlite:{}", dir.path().join("data/alongside.db").display());
    let on = |args: &[&str]| {
        let mut command = command();
        command.args(args).args(["--database-url", &url, "--key-file"]).arg(&key);
        command.output().expect("it runs")
    };
    assert!(on(&["migrate"]).status.success());
    let add = ["agency", "add", "tall-pines", "--name", "Tall Pines", "--zone", "America/New_York", "--state", "VA"];
    let added = on(&[&add[..], &["--admin", "Ruth Ann Dove", "--username", "ruth"]].concat());
    assert!(added.status.success(), "{}", complained(&added));
    let told = said(&added);
    let code = told.lines().find_map(|line| line.strip_prefix("ruth ")).expect("a code").trim().to_owned();
    let again = on(&[&add[..], &["--admin", "Ruth Ann Dove", "--username", "ruth-2"]].concat());
    assert!(complained(&again).contains("There is an agency with this name"), "{}", complained(&again));
    let crowd = on(&["seed", "--members", "2", "--agency", "tall-pines"]);
    assert!(!crowd.status.success() && complained(&crowd).contains("real people"), "{}", complained(&crowd));

    let served = Served::start(&key, &url, &["--metrics", "off"]);
    let mut ruth = Visitor::new(&served.url);
    ruth.get("/first-time/sign-in").expect("a page");
    let form = [("username", "ruth"), ("code", code.as_str()), ("passphrase", "the kettle sings at six")];
    let answer = ruth.post("/first-time/sign-in", &form).expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.body);
    let form = [("username", "ruth"), ("passphrase", "the kettle sings at six")];
    ruth.get("/sign-in").expect("a page");
    let answer = ruth.post("/sign-in", &form).expect("an answer");
    // In a real agency a second step comes before anything else.
    assert!(
        answer.location.as_deref().is_some_and(|at| at.contains("sign-in")),
        "{:?} {}",
        answer.location,
        answer.status
    );
}

#[test]
fn a_key_that_everyone_may_read_is_refused_and_systemd_may_keep_it() {
    let dir = TempDir::new();
    let (key, url) = seeded(&dir, "1");
    let check = |with: &dyn Fn(&mut std::process::Command)| {
        let mut command = command();
        command.args(["check", "--database-url", &url]);
        with(&mut command);
        said(&command.output().expect("it runs"))
    };
    let kept = dir.path().join("credentials");
    std::fs::create_dir(&kept).expect("a directory");
    std::fs::copy(&key, kept.join("alongside-key")).expect("a copy");
    let told = check(&|command| {
        command.env("CREDENTIALS_DIRECTORY", &kept);
    });
    assert!(told.contains("key: in the systemd credential"), "{told}");
    let told = check(&|command| {
        command.env("CREDENTIALS_DIRECTORY", &kept).env("ALONGSIDE_KEY_FILE", &key);
    });
    assert!(told.contains(&format!("key: in {}", key.display())), "what is set wins: {told}");
    assert!(check(&|_| ()).contains("key: WRONG. There is no key"));

    closed_to_others(&key, 0o644);
    let mut serve = command();
    serve.args(["serve", "--invented", "--database-url", &url, "--key-file"]).arg(&key);
    serve.args(["--listen", &format!("127.0.0.1:{}", free_port()), "--metrics", "off"]);
    let refused = serve.output().expect("it runs");
    assert!(!refused.status.success() && complained(&refused).contains("chmod 600"), "{}", complained(&refused));
}

#[test]
fn an_agency_may_write_its_own_content_and_a_mistake_in_it_ends_the_start() {
    let dir = TempDir::new();
    let (key, url) = seeded(&dir, "1");
    let content = dir.path().join("content");
    std::fs::create_dir_all(content.join("programs")).expect("a directory");
    let program = content.join("programs/virginia-arts.toml");
    std::fs::write(&program, "idd = 'x'\n").expect("a file");
    let on = |what: &str| {
        let mut command = command();
        command.args([what, "--database-url", &url, "--key-file"]).arg(&key).arg("--content").arg(&content);
        command.args(["--listen", &format!("127.0.0.1:{}", free_port()), "--metrics", "off"]);
        command.output().expect("it runs")
    };
    let refused = on("serve");
    assert!(!refused.status.success(), "it does not start");
    assert!(complained(&refused).contains("programs/virginia-arts.toml, line 1"), "{}", complained(&refused));
    assert!(said(&on("check")).contains("content: WRONG"), "{}", said(&on("check")));
    std::fs::remove_file(&program).expect("removed");
    let pathways = "pathway = [{ key = \"garden\", kind = \"practice\", name = { en = \"Garden\", es = \"Jardín\" }, \
                    description = { en = \"Digging.\", es = \"Cavar.\" } }]\n";
    std::fs::write(content.join("pathways.toml"), pathways).expect("a file");
    let fine = on("check");
    assert!(said(&fine).contains(&format!("with the files of {}", content.display())), "{}", said(&fine));
    let mut nowhere = command();
    nowhere.args(["demo", "--content", "nowhere", "--port", "0", "--data"]).arg(dir.path().join("demo"));
    assert!(complained(&nowhere.output().expect("it runs")).contains("no directory of content"));
}

#[test]
fn on_postgresql_it_migrates_begins_and_refuses_a_role_that_walls_do_not_hold() {
    let Some((owner, app)) = testkit::pg::empty("serving") else { return };
    let dir = TempDir::new();
    let key = dir.path().join("house.key");
    key_at(&key);
    let on = |url: &str, args: &[&str]| {
        let mut command = command();
        command.args(args).args(["--database-url", url, "--key-file"]).arg(&key).output().expect("it runs")
    };
    let early = on(
        &app,
        &[
            "agency",
            "add",
            "x-y",
            "--name",
            "X",
            "--zone",
            "UTC",
            "--state",
            "VA",
            "--admin",
            "A",
            "--username",
            "admin",
        ],
    );
    assert!(!early.status.success(), "there are no tables yet");
    let migrated = on(&app, &["migrate", "--owner-database-url", &owner]);
    assert!(migrated.status.success(), "{}", complained(&migrated));
    let add = ["agency", "add", "tall-pines", "--name", "Tall Pines", "--zone", "America/New_York", "--state", "VA"];
    let added = on(&app, &[&add[..], &["--admin", "Ruth Ann Dove", "--username", "ruth"]].concat());
    assert!(added.status.success(), "{}", complained(&added));
    let fine = on(&app, &["check"]);
    assert!(fine.status.success() && said(&fine).contains("database: opens, agencies: 1"), "{}", said(&fine));
    let wrong = on(&owner, &["check"]);
    assert!(!wrong.status.success() && said(&wrong).contains("owns the table"), "{}", said(&wrong));

    let served = Served::start(&key, &app, &["--metrics", "off"]);
    assert_eq!(Visitor::new(&served.url).get("/readyz").expect("an answer").body, "ready");
    let mut as_owner = command();
    as_owner
        .args(["serve", "--database-url", &owner, "--metrics", "off", "--listen", "127.0.0.1:0", "--key-file"])
        .arg(&key);
    assert!(complained(&as_owner.output().expect("it runs")).contains("owns the table"));
    drop(served);
    testkit::pg::drop_database(&owner);
}
