//! The program, started on a database of its own.

use crate::args::{Args, Engine};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use testkit::{Decider, TempDir, Visitor};

/// The number that the people are made from: their usernames hold it.
const SEED: &str = "7";
const PASSPHRASE: &str = "walk-beside-me-24";
/// Any key will do: this, thirty-two times.
const KEY: &str = "07";

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
        std::fs::write(&key, KEY.repeat(32)).map_err(made)?;
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

    /// Seals the audit record of everybody who was made, as a server does beside its pages in its first minutes: how many
    /// seconds that took.
    pub fn seal(&self, args: &Args) -> Result<f64, String> {
        let began = Instant::now();
        let output = self.command(args).arg("checkpoint").stderr(Stdio::inherit()).output();
        let output = output.map_err(|why| format!("{}: {why}", args.bin.display()))?;
        if !output.status.success() {
            return Err(format!("sealing ended with {}", output.status));
        }
        Ok(began.elapsed().as_secs_f64())
    }

    /// Brings in a list of `meetings` or `services`, which goes by its name.
    pub fn import(&self, args: &Args, what: &str, (name, list): (&str, &str)) -> Result<Brought, String> {
        let path = self.dir.path().join(format!("{name}.json"));
        std::fs::write(&path, list).map_err(|why| format!("{}: {why}", path.display()))?;
        let began = Instant::now();
        let mut child = self
            .command(args)
            .args(["import", what])
            .arg(&path)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|why| format!("{}: {why}", args.bin.display()))?;
        let mut peak = 0.0;
        // The peak only grows: the last one seen before the end is its own.
        let status = loop {
            peak = f64::max(peak, megabytes(child.id(), "VmHWM:"));
            if let Some(status) = child.try_wait().map_err(|why| why.to_string())? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let seconds = began.elapsed().as_secs_f64();
        if status.success() {
            Ok(Brought { seconds, peak })
        } else {
            Err(format!("importing {what} ended with {status}"))
        }
    }

    /// Decisions over this database, beside the program.
    pub fn decider(&self) -> Result<Decider, String> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|why| why.to_string())?;
        let now = i64::try_from(since.as_micros()).map_err(|why| why.to_string())?;
        let url = self.settings.iter().find(|(name, _)| *name == "ALONGSIDE_DATABASE_URL").map(|(_, url)| url.as_str());
        match url.ok_or("no database")?.strip_prefix("sqlite:") {
            Some(path) => Decider::sqlite(std::path::Path::new(path), &KEY.repeat(32), now),
            None => Decider::postgres(url.unwrap_or_default(), now),
        }
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

/// What it took to bring in a list.
#[derive(Debug, Clone, Copy)]
pub struct Brought {
    pub seconds: f64,
    /// The most memory that the program held, in megabytes.
    pub peak: f64,
}

/// A figure of a process that proc(5) tells in kilobytes, in megabytes.
fn megabytes(process: u32, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// A port that nothing listens at.
fn free_port() -> Result<u16, String> {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    Ok(free.map_err(|why| why.to_string())?.port())
}

/// How many answers the program counted itself, and how many of them took it no longer than so many milliseconds: from
/// the request's arrival to its answer, without the way there and back and without a queue in front of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Inside {
    pub ten: f64,
    pub twenty_five: f64,
    pub all: f64,
}

impl Inside {
    /// From the text that the program tells Prometheus; the edges are those of its histogram (alongside/src/meters.rs).
    fn read(text: &str) -> Self {
        let mut found = Self::default();
        for line in text.lines() {
            let Some(rest) = line.strip_prefix("alongside_request_seconds_bucket{") else { continue };
            let Some((labels, count)) = rest.rsplit_once("} ") else { continue };
            let count: f64 = count.trim().parse().unwrap_or_default();
            for (edge, sum) in [("0.01", &mut found.ten), ("0.025", &mut found.twenty_five), ("+Inf", &mut found.all)] {
                if labels.contains(&format!("le=\"{edge}\"")) {
                    *sum += count;
                }
            }
        }
        found
    }

    /// What was counted since then.
    pub fn since(self, before: Self) -> Self {
        Self {
            ten: self.ten - before.ten,
            twenty_five: self.twenty_five - before.twenty_five,
            all: self.all - before.all,
        }
    }
}

/// Makes the demonstration: seconds until its first page.
pub fn demo(args: &Args) -> Result<f64, String> {
    let dir = TempDir::new();
    let port = free_port()?;
    let began = Instant::now();
    let child = Command::new(&args.bin)
        .args(["demo", "--port", &port.to_string(), "--data"])
        .arg(dir.path().join("demo"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| format!("{}: {why}", args.bin.display()))?;
    let server = Server { child, url: format!("http://localhost:{port}"), figures: String::new() };
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
    /// Where it tells what it counted.
    figures: String,
}

impl Server {
    pub fn start(args: &Args, place: &Place) -> Result<Self, String> {
        Self::start_at(args, place, free_port()?)
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
        let figures = format!("127.0.0.1:{}", free_port()?);
        let child = place
            .command(args)
            .args(["serve", "--invented", "--metrics", &figures, "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| format!("{}: {why}", args.bin.display()))?;
        let server = Self { child, url: format!("http://localhost:{port}"), figures: format!("http://{figures}") };
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
        megabytes(self.child.id(), "VmRSS:")
    }

    /// What it counted itself.
    pub fn inside(&self) -> Inside {
        Visitor::new(&self.figures).get("/metrics").map(|answer| Inside::read(&answer.body)).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::Inside;

    #[test]
    fn what_the_program_counted_is_summed_over_its_pages() {
        let text = "# TYPE alongside_request_seconds histogram\n\
            alongside_request_seconds_bucket{route=\"/meetings\",le=\"0.01\"} 90\n\
            alongside_request_seconds_bucket{route=\"/meetings\",le=\"0.025\"} 95\n\
            alongside_request_seconds_bucket{route=\"/meetings\",le=\"+Inf\"} 100\n\
            alongside_request_seconds_bucket{route=\"/es/meetings\",le=\"0.01\"} 10\n\
            alongside_request_seconds_bucket{route=\"/es/meetings\",le=\"0.025\"} 10\n\
            alongside_request_seconds_bucket{route=\"/es/meetings\",le=\"+Inf\"} 10\n\
            alongside_requests_total 110\n";
        let all = Inside { ten: 100.0, twenty_five: 105.0, all: 110.0 };
        assert_eq!(Inside::read(text), all);
        assert_eq!(all.since(all), Inside::default());
    }
}
