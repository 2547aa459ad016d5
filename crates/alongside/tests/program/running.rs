//! The program, started.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use testkit::Visitor;

/// A demonstration that runs until it is dropped.
pub struct Demo {
    child: Child,
    pub port: u16,
}

const SETTINGS: [&str; 9] = [
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "KEY",
    "KEY_FILE",
    "LISTEN",
    "PUBLIC_URL",
    "TRUSTED_PROXIES",
    "METRICS",
    "CONTENT",
];

/// A key in a file that its owner alone may read.
pub fn key_at(path: &Path) {
    std::fs::write(path, "5e".repeat(32)).expect("a key");
    closed_to_others(path, 0o600);
}

/// Sets the rights of a file.
pub fn closed_to_others(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("rights");
}

/// The program without settings of whoever runs the tests.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    for name in SETTINGS {
        command.env_remove(format!("ALONGSIDE_{name}"));
    }
    command.env_remove("CREDENTIALS_DIRECTORY");
    command
}

pub fn run(args: &[&str]) -> Output {
    command().args(args).output().expect("the program runs")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

impl Demo {
    pub fn start(data: &Path) -> Self {
        Self::start_at(data, free_port())
    }

    /// On a port of the test's own choice: a start after another one, for the same visitors.
    pub fn start_at(data: &Path, port: u16) -> Self {
        let mut command = command();
        command.args(["demo", "--port", &port.to_string(), "--data"]).arg(data);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
        let demo = Self { child, port };
        demo.answer("/");
        demo
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Somebody of the demonstration, signed in.
    pub fn visitor(&self, username: &str) -> Visitor {
        let mut visitor = Visitor::new(&self.url());
        visitor.sign_in(username, "walk-beside-me-24").expect("signed in");
        visitor
    }

    /// The first line of the answer, once there is one.
    pub fn answer(&self, path: &str) -> String {
        let mut last = String::new();
        for _ in 0..600 {
            match self.ask(path) {
                Ok(answer) if !answer.is_empty() => return answer,
                Ok(_) => {}
                Err(why) => last = why.to_string(),
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("no answer: {last}");
    }

    fn ask(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
    }

    /// Tells it to stop, and waits until it has: whether it ended well.
    pub fn stop(mut self) -> bool {
        self.signal("TERM");
        self.child.wait().expect("the program ends").success()
    }

    /// Sends a signal.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().expect("kill runs").success());
    }

    /// Ends it between one instruction and the next, as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("the program ends");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, serving a database, until it is dropped.
pub struct Served {
    child: Child,
    pub port: u16,
    pub url: String,
}

impl Served {
    pub fn start(key: &Path, database: &str, args: &[&str]) -> Self {
        Self::start_at(free_port(), key, database, args)
    }

    /// On a port of the test's own choice: a start after another one, for the same visitors.
    pub fn start_at(port: u16, key: &Path, database: &str, args: &[&str]) -> Self {
        let mut command = command();
        command.args(["serve", "--database-url", database, "--listen", &format!("127.0.0.1:{port}"), "--key-file"]);
        command.arg(key).args(args).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("the program runs");
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Self { child, port, url: format!("http://localhost:{port}") }
    }
}

impl Served {
    /// Ends it between one instruction and the next, as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("the program ends");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
