//! `alongside migrate`: makes the database, or brings it up to date.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};

/// Make the database, or bring it up to date.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let opened = open::open(&settings::data(&args.data, Owner::Needed)?)?;
    terminal::progress("bringing the database up to date");
    let applied = opened.db.migrate(&db::migrations());
    terminal::progress_end();
    let applied = applied?;
    for name in &applied {
        terminal::say(&format!("applied {name}"));
    }
    terminal::say(if applied.is_empty() { "The database was up to date." } else { "The database is up to date." });
    Ok(())
}
