//! `alongside serve`: an agency's own database, for real people.

use crate::settings::{ContentArgs, DatabaseArgs, Owner, Reach, ReachArgs};
use crate::{logs, open, server, settings, terminal};
use anyhow::{Context, bail};
use db::DbUrl;
use service::operate;

/// Serve an agency's database.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    reach: ReachArgs,
    #[command(flatten)]
    content: ContentArgs,
    /// Serve invented people, as `seed` makes them, on this machine alone; staff need no second step then
    #[arg(long)]
    invented: bool,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let reach = settings::reach(&args.reach, &args.database)?;
    settings::content(&args.content, &args.database)?;
    let database = settings::database(&args.database, Owner::LeftOut)?;
    if args.invented && !reach.listen.ip().is_loopback() {
        bail!("Invented people have public passphrases: --invented serves on this machine alone.");
    }
    logs::start();
    let listener = server::listen(reach.listen)?;
    let opened = open::existing(&database)?;
    opened.db.check_role()?;
    // On a server of its own the owner of the tables migrates: `alongside migrate`.
    if matches!(database.url, DbUrl::Sqlite(_)) {
        opened.db.migrate(&db::migrations())?;
    }
    let house = opened.house();
    let agencies = operate::agencies(&house).context(open::OLD)?;
    if !args.invented && agencies.iter().any(|agency| agency.demo) {
        bail!("This is a database of the demonstration, whose passphrases are public. `alongside demo` serves it.");
    }
    if args.invented && agencies.iter().any(|agency| !agency.demo) {
        bail!("This database holds real people. Serve it without --invented.");
    }
    let https = reach.https();
    let Reach { public_url, trusted_proxies, tls, metrics, .. } = reach;
    terminal::say(&format!("Alongside is at {public_url}"));
    let proxies = trusted_proxies.clone();
    let app = web::App { house, public_url, demo: args.invented, https, trusted_proxies };
    server::serve(listener, app, &server::How { tls, metrics, proxies })
}
