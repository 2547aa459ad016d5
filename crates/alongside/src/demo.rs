//! `alongside demo`: invented agencies and people, in a directory of their own.

use crate::settings::{ContentArgs, Database, DatabaseArgs, KeyPlace};
use crate::{logs, open, server, settings, terminal};
use anyhow::{Context, bail};
use db::{DbUrl, Key};
use serde::{Deserialize, Serialize};
use service::House;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// Show Alongside with invented agencies and people.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The directory of its data
    #[arg(long, value_name = "DIR", default_value = "./alongside-demo")]
    data: PathBuf,
    /// Throw away what is there and begin again
    #[arg(long)]
    fresh: bool,
    /// Where figures for Prometheus are told, on this machine alone; by default nowhere
    #[arg(long, value_name = "ADDRESS")]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    content: ContentArgs,
}

/// Someone to sign in as.
#[derive(Debug, Serialize, Deserialize)]
struct Account {
    role: String,
    agency: String,
    username: String,
    passphrase: String,
}

/// The files of the demonstration.
struct Files {
    dir: PathBuf,
    database: PathBuf,
    key: PathBuf,
    accounts: PathBuf,
    /// There while the people are being made; what it finds at a start was not finished.
    making: PathBuf,
}

impl Files {
    fn of(dir: &Path) -> Self {
        let file = |name: &str| dir.join(name);
        Self {
            dir: dir.to_owned(),
            database: file("alongside.db"),
            key: file("demo.key"),
            accounts: file("demo-accounts.json"),
            making: file("demo-making"),
        }
    }

    /// Removes the demonstration's own files, and nothing else that may lie there.
    fn clear(&self) -> anyhow::Result<()> {
        if self.database.exists() && !self.key.exists() {
            bail!(
                "{} holds a database that the demonstration did not make. Name another directory with --data.",
                self.dir.display()
            );
        }
        let beside = |end: &str| {
            let mut name = self.database.clone().into_os_string();
            name.push(end);
            PathBuf::from(name)
        };
        // The key last: with it, files left over by a broken clearing are still known as ours.
        let files = [&self.database, &beside("-wal"), &beside("-shm"), &self.accounts, &self.making, &self.key];
        for path in files {
            match std::fs::remove_file(path) {
                Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
                    return Err(why).with_context(|| format!("{} could not be removed", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    logs::start();
    settings::content(&args.content, &DatabaseArgs::default())?;
    // The port first: a second start beside a running one must not touch its data.
    let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)))?;
    let port = listener.local_addr()?.port();
    let files = Files::of(&args.data);
    if args.fresh || files.making.exists() {
        files.clear()?;
    }
    let (house, accounts) = prepare(&files)?;
    let public_url = format!("http://localhost:{port}");
    show(&public_url, &files, &accounts);
    let app = web::App { house, public_url, demo: true, https: false, trusted_proxies: Vec::new() };
    server::serve(listener, app, &server::How { metrics: args.metrics, ..server::How::default() })
}

/// Opens the demonstration, and makes it if it is not there.
fn prepare(files: &Files) -> anyhow::Result<(House, Vec<Account>)> {
    open::private_dir(&files.dir)?;
    if !files.key.exists() {
        if files.database.exists() {
            bail!("The key {} is missing; `--fresh` cannot help, name another --data.", files.key.display());
        }
        open::private_file(&files.key, &Key::generate()?.to_hex())?;
    }
    let database = Database { url: DbUrl::Sqlite(files.database.clone()), key: KeyPlace::File(files.key.clone()) };
    let is_new = !files.database.exists();
    if is_new {
        open::private_file(&files.making, "")?;
    }
    let opened = open::open(&database)?;
    opened.db.migrate(&db::migrations()).context("Begin again with --fresh, which throws the old data away")?;
    let house = opened.house();
    if is_new {
        seed(&house, files)?;
    } else if service::operate::agencies(&house)?.iter().any(|agency| !agency.demo) {
        bail!("{} holds a database of real people; the demonstration leaves it alone.", files.dir.display());
    }
    let text = std::fs::read_to_string(&files.accounts)
        .with_context(|| format!("{} is missing; begin again with --fresh", files.accounts.display()))?;
    let accounts = serde_json::from_str(&text)
        .with_context(|| format!("{} is not what it was; begin again with --fresh", files.accounts.display()))?;
    Ok((house, accounts))
}

fn seed(house: &House, files: &Files) -> anyhow::Result<()> {
    terminal::say("Making the invented people; this takes a few seconds the first time.");
    let made = service::demo::seed(house).context("The invented people could not be made")?;
    let accounts: Vec<Account> = made
        .into_iter()
        .map(|it| Account { role: it.role, agency: it.agency, username: it.username, passphrase: it.passphrase })
        .collect();
    open::private_file(&files.accounts, &serde_json::to_string_pretty(&accounts)?)?;
    std::fs::remove_file(&files.making).with_context(|| format!("{} could not be removed", files.making.display()))
}

fn show(address: &str, files: &Files, accounts: &[Account]) {
    let rows: Vec<[&str; 4]> =
        accounts.iter().map(|it| [&*it.role, &*it.agency, &*it.username, &*it.passphrase]).collect();
    terminal::say(&format!("\nAlongside is at {address}\n\nPeople to sign in as, all of them invented:\n"));
    terminal::table(["ROLE", "AGENCY", "USERNAME", "PASSPHRASE"], &rows);
    terminal::say(&format!("\nThe same list is in {}. Stop with Ctrl-C.", files.accounts.display()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_takes_only_what_the_demonstration_made() {
        let dir = testkit::TempDir::new();
        let files = Files::of(dir.path());
        for path in [&files.database, &files.key, &files.accounts, &dir.path().join("letter.txt")] {
            std::fs::write(path, "x").expect("a file");
        }
        files.clear().expect("cleared");
        assert!(!files.database.exists() && !files.key.exists() && dir.path().join("letter.txt").exists());
    }

    #[test]
    fn a_database_of_somebody_else_is_left_alone() {
        let dir = testkit::TempDir::new();
        let files = Files::of(dir.path());
        std::fs::write(&files.database, "x").expect("a file");
        assert!(files.clear().is_err());
        assert!(files.database.exists());
    }
}
