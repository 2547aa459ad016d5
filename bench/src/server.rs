//! The program, started on a database of its own.

use crate::args::{Args, Engine};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use testkit::{TempDir, Visitor};

/// The number that the people are made from: their usernames hold it.
const SEED: &str = "7";
const PASSPHRASE: &str = "walk-beside-me-24";

/// Where the data is, gone when dropped.
pub struct Place {
    dir: TempDir,
    /// Settings of the program.
    settings: Vec<(&'static str, String)>,
    owner: Option<String>,
}

impl Place {
    pub fn new(engine: Engine) -> Result<Self, String> {
        let dir = TempDir::new();
        let key = dir.path().join("keys");
        let data = dir.path().join("data");
        let made = |why: std::io::Error| format!("{}: {why}", dir.path().display());
        std::fs::create_dir_all(&data).map_err(made)?;
        // Any key will do: the people are invented.
        std::fs::write(&key, "07".repeat(32)).map_err(made)?;
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(made)?;
        let mut settings = vec![("ALONGSIDE_KEY_FILE", key.display().to_string())];
        let mut owner = None;
        match engine {
            Engine::Sqlite => {
                settings.push(("ALONGSIDE_DATABASE_URL", format!("sqlite:{}", data.join("alongside.db").display())));
            }
            Engine::Postgres => {
                let (own, app) = testkit::pg::fresh("bench").ok_or("ALONGSIDE_TEST_PG names no server")?;
                settings.push(("ALONGSIDE_DATABASE_URL", app));
                settings.push(("ALONGSIDE_OWNER_DATABASE_URL", own.clone()));
                owner = Some(own);
            }
        }
        Ok(Self { dir, settings, owner })
    }

    fn command(&self, args: &Args) -> Command {
        let mut command = Command::new(&args.bin);
        command.current_dir(self.dir.path()).envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Makes the people; the program's own last line, with its rate, and how many seconds it took.
    pub fn seed(&self, args: &Args, members: usize) -> Result<(String, f64), String> {
        self.seed_with(args, members, 200)
    }

    /// The same with so many meetings.
    pub fn seed_with(&self, args: &Args, members: usize, meetings: usize) -> Result<(String, f64), String> {
        let (members, meetings) = (members.to_string(), meetings.to_string());
        let began = Instant::now();
        let output = self
            .command(args)
            .args(["seed", "--members", &members, "--meetings", &meetings, "--seed", SEED])
            .stderr(Stdio::inherit())
            .output()
            .map_err(|why| format!("{}: {why}", args.bin.display()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        match said.lines().last() {
            Some(line) if output.status.success() => Ok((line.to_owned(), began.elapsed().as_secs_f64())),
            _ => Err(format!("seeding ended with {}", output.status)),
        }
    }

    /// Brings in a list of services: how many seconds it took.
    pub fn import_services(&self, args: &Args, list: &str) -> Result<f64, String> {
        let path = self.dir.path().join("services.json");
        std::fs::write(&path, list).map_err(|why| format!("{}: {why}", path.display()))?;
        let began = Instant::now();
        let output = self
            .command(args)
            .args(["import", "services"])
            .arg(&path)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|why| format!("{}: {why}", args.bin.display()))?;
        let took = began.elapsed().as_secs_f64();
        if output.status.success() { Ok(took) } else { Err(format!("importing services ended with {}", output.status)) }
    }

    /// Whether what is there still fits together.
    pub fn verify(&self, args: &Args) -> Result<(), String> {
        let output = self.command(args).arg("verify").output().map_err(|why| why.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() { Ok(()) } else { Err(format!("verify: {said}")) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(owner) = &self.owner {
            testkit::pg::drop_database(owner);
        }
    }
}

/// Makes the demonstration: seconds until its first page.
pub fn demo(args: &Args) -> Result<f64, String> {
    let dir = TempDir::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.map_err(|why| why.to_string())?.port();
    let began = Instant::now();
    let child = Command::new(&args.bin)
        .args(["demo", "--port", &port.to_string(), "--data"])
        .arg(dir.path().join("demo"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| format!("{}: {why}", args.bin.display()))?;
    let server = Server { child, url: format!("http://localhost:{port}") };
    while Visitor::new(&server.url).get("/readyz").is_err() {
        if began.elapsed() > Duration::from_secs(120) {
            return Err("the demonstration does not answer".to_owned());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(began.elapsed().as_secs_f64())
}

/// The program, serving. Ended when dropped.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    pub fn start(args: &Args, place: &Place) -> Result<Self, String> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|why| why.to_string())?.port();
        Self::start_at(args, place, port)
    }

    /// Started on data that is there: milliseconds until the first page is read to its end.
    pub fn start_cold(args: &Args, place: &Place) -> Result<(Self, f64), String> {
        let began = Instant::now();
        let server = Self::start(args, place)?;
        let first = Visitor::new(&server.url).get("/")?;
        let took = began.elapsed().as_secs_f64() * 1000.0;
        if first.status == 200 { Ok((server, took)) } else { Err(format!("the first page: {}", first.status)) }
    }

    pub fn start_at(args: &Args, place: &Place, port: u16) -> Result<Self, String> {
        let child = place
            .command(args)
            .args(["serve", "--invented", "--metrics", "off", "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| format!("{}: {why}", args.bin.display()))?;
        let server = Self { child, url: format!("http://localhost:{port}") };
        let began = Instant::now();
        while Visitor::new(&server.url).get("/readyz").is_err() {
            if began.elapsed() > Duration::from_secs(60) {
                return Err("the program does not answer".to_owned());
            }
            std::thread::sleep(Duration::from_millis(3));
        }
        Ok(server)
    }

    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default()
    }

    /// One of the invented peers, signed in.
    pub fn peer(&self, number: usize) -> Result<Visitor, String> {
        let mut visitor = Visitor::new(&self.url);
        visitor.sign_in(&format!("peer-{SEED}-{}", number + 1), PASSPHRASE)?;
        Ok(visitor)
    }

    /// Seconds of the processor that the program has used, in all its threads.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // After the name in brackets; user and system time are fields 14 and 15 (proc(5)), in hundredths.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
    }

    /// Memory that it holds now, in megabytes.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }

    /// Ends it between one instruction and the next.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
