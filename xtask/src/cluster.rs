//! A private PostgreSQL cluster: made for one run, gone after it.
//!
//! PostgreSQL refuses to run as root, so root lends it an ordinary user. The
//! server is the child of a small shell that waits on a pipe from us: when we
//! end, however we end, the pipe closes and the server is stopped.

use crate::shell::{Outcome, on_path, read, target};
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Owns the schema in tests: may make databases and roles, and passes no row-level security.
const OWNER: &str = "alongside_owner";
/// Known to this file alone.
const SUPERUSER: &str = "alongside_super";
/// What the tests' owner URL points to; tests clone their own databases beside it.
const DATABASE: &str = "alongside";
/// A unix socket's path may have about 107 bytes; its name takes 20 of them.
const LONGEST_DIRECTORY: usize = 80;

/// The user that the server runs as.
#[derive(Clone, Copy)]
struct User {
    uid: u32,
    gid: u32,
    lent: bool,
}

/// A running cluster; stopped and removed when dropped.
pub struct Cluster {
    guard: Child,
    dir: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes a cluster and waits until it answers.
    pub fn start() -> Outcome<Self> {
        let bin = binaries().ok_or("PostgreSQL's initdb is not here: install postgresql")?;
        let user = user()?;
        let dir = directory(user)?;
        let made = create(&bin, &dir, user);
        let cluster = made.and_then(|()| serve(&bin, dir.clone(), user));
        if cluster.is_err() {
            let _ = fs::remove_dir_all(&dir);
        }
        let cluster = cluster?;
        cluster.prepare(&bin)?;
        Ok(cluster)
    }

    /// The URL of the owner role, for `ALONGSIDE_TEST_PG`.
    pub fn owner_url(&self) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{DATABASE}", self.port)
    }

    fn superuser_url(&self) -> String {
        format!("postgres://{SUPERUSER}@127.0.0.1:{}/postgres", self.port)
    }

    /// Roles and the first database.
    fn prepare(&self, bin: &Path) -> Outcome {
        let role = format!("CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE NOSUPERUSER NOBYPASSRLS NOREPLICATION");
        let database = format!("CREATE DATABASE {DATABASE} OWNER {OWNER}");
        let mut psql = Command::new(bin.join("psql"));
        psql.args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", &self.superuser_url()]);
        read(psql.args(["-c", &role, "-c", &database])).map(|_| ())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Starts a cluster and stays until Ctrl-C.
pub fn stay() -> Outcome {
    crate::need::postgres()?;
    let mut cluster = Cluster::start()?;
    println!("owner      {}", cluster.owner_url());
    println!("superuser  {}", cluster.superuser_url());
    println!("\nexport ALONGSIDE_TEST_PG={}", cluster.owner_url());
    println!("\nCtrl-C stops it and removes its data.");
    let _ = std::io::stdout().flush();
    cluster.guard.stdin.take().map_or(Ok(()), |pipe| {
        // Held open, so that the guard outlives nobody but us.
        let ended = cluster.guard.wait();
        drop(pipe);
        ended.map(|_| ()).map_err(|error| error.to_string())
    })
}

/// The folder of PostgreSQL's programs: the newest of the distribution's, else the one on the path.
pub fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin): &(u32, PathBuf)| bin.join("initdb").is_file() && bin.join("psql").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin).or_else(|| on_path("initdb")?.parent().map(Path::to_path_buf))
}

/// Ourselves, or for root the user that Debian makes for PostgreSQL, else nobody.
fn user() -> Outcome<User> {
    let own = fs::metadata("/proc/self").map_err(|error| format!("/proc/self: {error}"));
    let (uid, gid) = match own {
        Ok(own) => (own.uid(), own.gid()),
        // Without /proc (macOS), ask.
        Err(_) => (number(&["-u"])?, number(&["-g"])?),
    };
    if uid != 0 {
        return Ok(User { uid, gid, lent: false });
    }
    for name in ["postgres", "nobody"] {
        if let (Ok(uid), Ok(gid)) = (number(&["-u", name]), number(&["-g", name])) {
            return Ok(User { uid, gid, lent: true });
        }
    }
    Err("PostgreSQL refuses root, and there is neither a user postgres nor nobody to lend".to_owned())
}

fn number(args: &[&str]) -> Outcome<u32> {
    let text = read(Command::new("id").args(args))?;
    text.trim().parse().map_err(|_| format!("id {args:?} gave {text:?}"))
}

fn lend(command: &mut Command, user: User) -> &mut Command {
    if user.lent {
        command.uid(user.uid).gid(user.gid).env("HOME", "/");
    }
    command
}

/// An empty folder of the user's: in the target folder, or in the temporary one if that
/// is out of the user's reach or too deep for a socket.
fn directory(user: User) -> Outcome<PathBuf> {
    let name = format!("pg-{}", std::process::id());
    for base in [target(), std::env::temp_dir()] {
        sweep(&base);
        let dir = base.join(&name);
        if dir.as_os_str().len() > LONGEST_DIRECTORY {
            continue;
        }
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
        if user.lent {
            chown(&dir, Some(user.uid), Some(user.gid)).map_err(|error| format!("{}: {error}", dir.display()))?;
        }
        let mut reached = Command::new("test");
        reached.args(["-w", "."]).current_dir(&dir);
        if lend(&mut reached, user).status().is_ok_and(|status| status.success()) {
            return Ok(dir);
        }
        let _ = fs::remove_dir_all(&dir);
    }
    Err("no folder can be found where PostgreSQL's user may write".to_owned())
}

/// Removes what runs that were killed have left. Their servers have ended with them.
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix("pg-")?.parse::<u32>().ok());
        let ended =
            process.is_some_and(|id| Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{id}")).exists());
        if ended && !entry.path().join("data/postmaster.pid").exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn create(bin: &Path, dir: &Path, user: User) -> Outcome {
    let mut initdb = Command::new(bin.join("initdb"));
    initdb.current_dir(dir).args(["--pgdata", "data", "--username", SUPERUSER, "--auth", "trust"]);
    initdb.args(["--encoding", "UTF8", "--no-locale", "--no-sync", "--no-instructions"]);
    read(lend(&mut initdb, user)).map(|_| ())
}

fn serve(bin: &Path, dir: PathBuf, user: User) -> Outcome<Cluster> {
    let port = free_port()?;
    // Losing these data costs nothing: nothing is synced, so that tests are quick.
    let settings = [
        format!("port={port}"),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={}", dir.display()),
        "fsync=off".to_owned(),
        "synchronous_commit=off".to_owned(),
        "full_page_writes=off".to_owned(),
        "max_connections=200".to_owned(),
        "log_min_messages=warning".to_owned(),
    ];
    let mut guard = Command::new("sh");
    guard.args([
        "-c",
        "\"$@\" >log 2>&1 </dev/null & server=$!; read -r _; kill -INT $server; wait $server; rm -rf data",
        "sh",
    ]);
    guard.arg(bin.join("postgres")).args(["-D", "data"]);
    for setting in &settings {
        guard.args(["-c", setting]);
    }
    // Its own process group: Ctrl-C reaches us alone, and the closing pipe stops the server in order.
    guard.current_dir(&dir).stdin(Stdio::piped()).stdout(Stdio::null()).process_group(0);
    let guard = lend(&mut guard, user).spawn().map_err(|error| format!("PostgreSQL does not start: {error}"))?;
    let cluster = Cluster { guard, dir, port };
    for _ in 0..300 {
        let mut ready = Command::new(bin.join("psql"));
        ready.args(["-XqAt", "-d", &cluster.superuser_url(), "-c", "SELECT 1"]).stderr(Stdio::null());
        if ready.stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
            return Ok(cluster);
        }
        sleep(Duration::from_millis(100));
    }
    let log = fs::read_to_string(cluster.dir.join("log")).unwrap_or_default();
    Err(format!("PostgreSQL does not answer on port {port}\n{log}"))
}

/// A port that was free a moment ago.
fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
