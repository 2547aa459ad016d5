//! `alongside seed`: fills a database with invented people, to see how it does with many.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::{Context, anyhow, bail};
use db::DbUrl;
use service::Fault;
use service::demo::{Crowd, fill};
use std::time::Instant;

/// Fill a database with invented people and plans.
///
/// The same number makes the same people on the same day. They are added to an
/// invented agency, which is made if the database is empty. They never go into a
/// database with real people: everybody can read their passphrase.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many members
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    members: usize,
    /// How many meetings
    #[arg(long, value_name = "N", default_value_t = 0)]
    meetings: usize,
    /// The number that they are made from
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The invented agency to add them to; by default the oldest
    #[arg(long, value_name = "SLUG")]
    agency: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let database = settings::data(&args.data, Owner::Needed)?;
    if matches!(&database.url, DbUrl::Postgres { owner: None, .. }) {
        bail!("Loading many rows into PostgreSQL needs the owner of the tables: set ALONGSIDE_OWNER_DATABASE_URL.");
    }
    let opened = open::open(&database)?;
    opened.db.migrate(&db::migrations()).context("The database could not be brought up to date")?;
    let crowd = Crowd { members: args.members, meetings: args.meetings, seed: args.seed, agency: args.agency.clone() };
    let began = now();
    let filled = fill(&opened.house(), &crowd, |done| {
        terminal::progress(&format!("{done} of {} members", args.members));
    });
    terminal::progress_end();
    let filled = filled.map_err(|fault| match fault {
        Fault::Absent => anyhow!("There is no agency “{}”.", args.agency.as_deref().unwrap_or_default()),
        other => crate::import::reason(other, args.agency.as_deref().unwrap_or_default()),
    })?;
    let took = began.elapsed().as_secs_f64();
    if !filled.accounts.is_empty() {
        terminal::say("\nPeople to sign in as, all of them invented:\n");
        let rows: Vec<[&str; 4]> =
            filled.accounts.iter().map(|it| [&*it.role, &*it.agency, &*it.username, &*it.passphrase]).collect();
        terminal::table(["ROLE", "AGENCY", "USERNAME", "PASSPHRASE"], &rows);
        terminal::say("");
    }
    let rate = if took > 0.0 { args.members as f64 / took } else { 0.0 };
    terminal::say(&format!(
        "{} members and {} meetings added to {} in {took:.1} s, {rate:.0} members a second",
        args.members, filled.meetings, filled.agency
    ));
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "how long it took, for people to read")]
fn now() -> Instant {
    Instant::now()
}
