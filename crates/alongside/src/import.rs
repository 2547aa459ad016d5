//! `alongside import`: reads files that others publish.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use domain::notice::Notice;
use service::{Fault, House};
use std::path::PathBuf;
use words::{Lang, words};

/// Read something from a file.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A list of meetings in the Meeting Guide format
    Meetings(Meetings),
}

/// A list of meetings in the Meeting Guide format.
#[derive(Debug, clap::Args)]
struct Meetings {
    /// The list, as JSON
    file: PathBuf,
    /// The agency that looks after the list; by default the only one, or the oldest
    #[arg(long, value_name = "SLUG")]
    agency: Option<String>,
    /// What the list is called; a list of the same name is brought up to date. By default the name of the file
    #[arg(long, value_name = "NAME")]
    feed: Option<String>,
    /// In whose name: the username of somebody at the agency who may look after its lists
    #[arg(long = "as", value_name = "USERNAME")]
    by: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    match &args.what {
        What::Meetings(args) => meetings(args),
    }
}

fn meetings(args: &Meetings) -> anyhow::Result<()> {
    let bytes = std::fs::read(&args.file).with_context(|| format!("{} could not be read", args.file.display()))?;
    let opened = open::existing(&settings::data(&args.data, Owner::LeftOut)?)?;
    opened.db.check_role()?;
    let house = opened.house();
    let agency = agency(&house, args.agency.as_deref())?;
    let feed = match &args.feed {
        Some(name) => name.clone(),
        None => args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    let done = match &args.by {
        Some(username) => service::directory::import_as(&house, username, &agency, &feed, &bytes),
        None => service::directory::import(&house, &agency, &feed, &bytes),
    };
    let done = done.map_err(|fault| reason(fault, &agency))?;
    for (row, why, excerpt) in &done.rows {
        terminal::say(&format!("row {row}: {} ({excerpt})", sentence(why)));
    }
    if done.gone > 0 {
        terminal::say(&format!("{} are no longer in the list and are not shown any more", done.gone));
    }
    let (read, added, changed, merged, refused) = (done.read, done.added, done.changed, done.merged, done.refused);
    terminal::say(&format!("{read} read, {added} added, {changed} changed, {merged} merged, {refused} refused"));
    Ok(())
}

fn agency(house: &House, named: Option<&str>) -> anyhow::Result<String> {
    let mut agencies = service::operate::agencies(house).context(open::OLD)?;
    match named {
        Some(slug) if agencies.iter().any(|agency| agency.slug == slug) => Ok(slug.to_owned()),
        Some(slug) => {
            let known: Vec<&str> = agencies.iter().map(|agency| agency.slug.as_str()).collect();
            bail!("There is no agency “{slug}”. There are: {}.", known.join(", "))
        }
        None if agencies.is_empty() => bail!("There is no agency in this database yet."),
        None => Ok(agencies.swap_remove(0).slug),
    }
}

/// An operator reads English.
fn sentence(notice: &Notice) -> String {
    words().notice(Lang::En, notice)
}

/// Why nothing came of it, in words.
pub fn reason(fault: Fault, agency: &str) -> anyhow::Error {
    match fault {
        Fault::Invalid(errors) => {
            let said: Vec<String> = errors.iter().map(|error| sentence(&error.notice)).collect();
            anyhow!("Nothing was changed. {}", said.join(" "))
        }
        Fault::Refused(refusal) => anyhow!("Nothing was changed. {}", sentence(&refusal.why)),
        Fault::Busy => anyhow!("Nothing was changed: the same list is being read by somebody else. Try again."),
        Fault::Absent => anyhow!("There is no agency “{agency}”."),
        Fault::Broken(why) => anyhow!("Nothing was changed: {why}"),
    }
}
