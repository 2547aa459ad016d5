//! `alongside agency`: an agency begins.

use crate::settings::{DatabaseArgs, Owner};
use crate::{open, settings, terminal};
use clap::Subcommand;
use service::operate::{NewAgency, add_agency};

/// Look after the agencies of a database.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an agency with its first administrator
    Add(Add),
}

/// Add an agency with its first administrator.
///
/// It prints a code, once, with which the administrator sets a passphrase of
/// their own at /first-time/sign-in. Everything else they do there: programs, staff,
/// roles.
#[derive(Debug, clap::Args)]
struct Add {
    /// Its part of addresses: small letters, digits and dashes, such as james-river
    slug: String,
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Its time zone, such as America/New_York
    #[arg(long, value_name = "ZONE")]
    zone: String,
    /// Its state, such as VA
    #[arg(long, value_name = "STATE")]
    state: String,
    /// The name of its first administrator
    #[arg(long, value_name = "NAME")]
    admin: String,
    /// What the administrator signs in with
    #[arg(long, value_name = "USERNAME")]
    username: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    match &args.what {
        What::Add(args) => add(args),
    }
}

fn add(args: &Add) -> anyhow::Result<()> {
    let opened = open::existing(&settings::database(&args.database, Owner::LeftOut)?)?;
    opened.db.check_role()?;
    let new = NewAgency {
        slug: args.slug.clone(),
        name: args.name.clone(),
        zone: args.zone.clone(),
        state: args.state.clone(),
        admin: args.admin.clone(),
        username: args.username.clone(),
    };
    let added = add_agency(&opened.house(), &new).map_err(|fault| crate::import::reason(fault, &args.slug))?;
    terminal::say(&format!("The agency {} is there. {} looks after it.", args.slug, args.admin));
    terminal::say("They set their passphrase at /first-time/sign-in, within 7 days, with:");
    terminal::table(["USERNAME", "CODE"], &[[added.username.as_str(), added.code.as_str()]]);
    terminal::say("The code is shown this once.");
    Ok(())
}
