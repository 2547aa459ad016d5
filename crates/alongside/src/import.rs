//! `alongside import`: reads files that others publish.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use domain::notice::Notice;
use service::directory::services::{CatalogSettings, ServiceFile, import_services, import_services_as};
use service::{Fault, House};
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
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
    /// A list of services in the format of Open Referral (HSDS 3)
    Services(Services),
}

/// A list of services in the format of Open Referral (HSDS 3).
#[derive(Debug, clap::Args)]
struct Services {
    /// The list: JSON, a data package as a zip file, or the folder of a data package
    file: PathBuf,
    /// The agency that looks after the list; by default the only one, or the oldest
    #[arg(long, value_name = "SLUG")]
    agency: Option<String>,
    /// What the list is called; a list of the same name is brought up to date. By default the name of the file
    #[arg(long, value_name = "NAME")]
    feed: Option<String>,
    /// Under which licence it is published; by default what the list says
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
    /// The page of whoever publishes it
    #[arg(long, value_name = "ADDRESS")]
    credit: Option<String>,
    /// Take it in though most of what it named before is no longer in it
    #[arg(long)]
    anyway: bool,
    /// In whose name: the username of somebody at the agency who may look after its lists
    #[arg(long = "as", value_name = "USERNAME")]
    by: Option<String>,
    #[command(flatten)]
    data: DataArgs,
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
        What::Services(args) => services(args),
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
    terminal::progress(&format!("reading {}", args.file.display()));
    let done = match &args.by {
        Some(username) => service::directory::import_as(&house, username, &agency, &feed, &bytes),
        None => service::directory::import(&house, &agency, &feed, &bytes),
    };
    terminal::progress_end();
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

fn services(args: &Services) -> anyhow::Result<()> {
    let unread = || format!("{} could not be read", args.file.display());
    let file = service_file(&args.file).with_context(unread)?;
    let opened = open::existing(&settings::data(&args.data, Owner::LeftOut)?)?;
    opened.db.check_role()?;
    let house = opened.house();
    let agency = agency(&house, args.agency.as_deref())?;
    let name = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let settings = CatalogSettings {
        name: args.feed.clone().unwrap_or(name),
        licence: args.licence.clone(),
        credit: args.credit.clone(),
        anyway: args.anyway,
    };
    terminal::progress(&format!("reading {}", args.file.display()));
    let done = match &args.by {
        Some(username) => import_services_as(&house, username, &agency, &settings, file),
        None => import_services(&house, &agency, &settings, file),
    };
    terminal::progress_end();
    let done = done.map_err(|fault| reason(fault, &agency))?;
    for notice in &done.notes {
        terminal::say(&sentence(notice));
    }
    for (row, why, excerpt) in &done.rows {
        terminal::say(&format!("row {row}: {} ({excerpt})", sentence(why)));
    }
    for (row, odd) in &done.warnings {
        terminal::say(&format!("row {row}, kept: {}", sentence(odd)));
    }
    if done.gone > 0 {
        terminal::say(&format!("{} are no longer in the list and are not shown any more", done.gone));
    }
    let (read, added, changed, merged, refused) = (done.read, done.added, done.changed, done.merged, done.refused);
    terminal::say(&format!("{read} read, {added} added, {changed} changed, {merged} merged, {refused} refused"));
    Ok(())
}

/// A folder is a data package; so is a file that begins as zip files do.
fn service_file(path: &Path) -> std::io::Result<ServiceFile<'static>> {
    if path.is_dir() {
        let folder = path.to_owned();
        return Ok(ServiceFile::Folder(Box::new(move |name| match File::open(folder.join(name)) {
            Ok(file) => Ok(Some(Box::new(BufReader::new(file)) as Box<dyn Read>)),
            Err(why) if why.kind() == ErrorKind::NotFound => Ok(None),
            Err(why) => Err(why),
        })));
    }
    let mut file = BufReader::new(File::open(path)?);
    let zip = file.fill_buf()?.starts_with(b"PK");
    Ok(if zip { ServiceFile::Zip(Box::new(file)) } else { ServiceFile::Json(Box::new(file)) })
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
        Fault::Full => {
            anyhow!("Nothing was changed: there is no room left for the database. Make room, and try again.")
        }
        Fault::Busy => anyhow!("Nothing was changed: the same list is being read by somebody else. Try again."),
        Fault::Absent => anyhow!("There is no agency “{agency}”."),
        Fault::Broken(why) => anyhow!("Nothing was changed: {why}"),
    }
}
