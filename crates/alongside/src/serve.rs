//! `alongside serve`: an agency's own database, for real people.

use crate::settings::{DatabaseArgs, ReachArgs};
use crate::{facts, logs, open, server, settings, terminal};
use anyhow::bail;
use db::DbUrl;

/// Serve an agency's database.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    reach: ReachArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let reach = settings::reach(&args.reach, &args.database)?;
    let database = settings::database(&args.database)?;
    logs::start();
    let listener = server::listen(reach.listen)?;
    let opened = open::existing(&database)?;
    opened.db.check_role()?;
    // On a server of its own the owner of the tables migrates: `alongside migrate`.
    if matches!(database.url, DbUrl::Sqlite(_)) {
        opened.db.migrate(&db::migrations())?;
    }
    let house = opened.house();
    if facts::agencies(&house)?.iter().any(|agency| agency.demo) {
        bail!("This is a database of the demonstration, whose passphrases are public. `alongside demo` serves it.");
    }
    if !reach.trusted_proxies.is_empty() {
        terminal::complain(
            "Trusted proxies are named, but what they say is not read yet: \
             every request counts as coming from the proxy itself.",
        );
    }
    let (https, public_url) = (reach.https(), reach.public_url);
    terminal::say(&format!("Alongside is at {public_url}"));
    server::serve(listener, web::App { house, public_url, demo: false, https })
}
