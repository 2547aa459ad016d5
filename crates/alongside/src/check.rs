//! `alongside check`: says in words what is wrong with the settings.

use crate::settings::{self, ContentArgs, DataArgs, KeyPlace, Owner, ReachArgs};
use crate::{open, terminal};
use anyhow::{Context, bail};

/// Say in words what is wrong with the settings.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    reach: ReachArgs,
    #[command(flatten)]
    content: ContentArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut wrong = 0;
    let mut note = |what: &str, outcome: anyhow::Result<String>| match outcome {
        Ok(good) => terminal::say(&format!("{what}: {good}")),
        Err(why) => {
            wrong += 1;
            terminal::say(&format!("{what}: WRONG. {why:#}"));
        }
    };
    // First: nothing has been said yet, so the folder's own words may be used from here on.
    let written = content(args);
    note("address", address(args));
    note("TLS", tls(args));
    note("key", key(args));
    note("content", written);
    note("database", database(args));
    match wrong {
        0 => Ok(()),
        1 => bail!("One setting is wrong."),
        many => bail!("{many} settings are wrong."),
    }
}

fn address(args: &Args) -> anyhow::Result<String> {
    let reach = settings::reach(&args.reach, &args.data.database)?;
    Ok(format!("listens on {}, people come to {}", reach.listen, reach.public_url))
}

fn tls(args: &Args) -> anyhow::Result<String> {
    let reach = settings::reach(&args.reach, &args.data.database)?;
    match (&reach.tls, reach.trusted_proxies.is_empty()) {
        (Some(tls), _) => {
            tls.read()?;
            Ok(format!("built in, with {}", tls.cert.display()))
        }
        (None, false) => Ok("left to the proxy in front".to_owned()),
        (None, true) => Ok("none, for this machine alone".to_owned()),
    }
}

fn key(args: &Args) -> anyhow::Result<String> {
    let database = settings::data(&args.data, Owner::Needed)?;
    database.key.read()?;
    match &database.key {
        KeyPlace::File(path) if settings::closed(path)? => {
            Ok(format!("in {}, which its group may read too: no backup should be in that group", path.display()))
        }
        KeyPlace::File(path) => Ok(format!("in {}", path.display())),
        KeyPlace::Credential(path) => Ok(format!("in the systemd credential {}", path.display())),
        KeyPlace::Environment => Ok("in ALONGSIDE_KEY".to_owned()),
    }
}

fn content(args: &Args) -> anyhow::Result<String> {
    Ok(match settings::content(&args.content, &args.data.database)? {
        Some(folder) => format!("built in, with the files of {} before it", folder.display()),
        None => "built in".to_owned(),
    })
}

fn database(args: &Args) -> anyhow::Result<String> {
    let opened = open::existing(&settings::data(&args.data, Owner::Needed)?)?;
    opened.db.check_role()?;
    let agencies = service::operate::agencies(&opened.house()).context(open::OLD)?;
    if args.data.data.is_none() && agencies.iter().any(|agency| agency.demo) {
        bail!("It is a database of the demonstration, whose passphrases are public: `serve` will not serve it.");
    }
    Ok(format!("opens, agencies: {}", agencies.len()))
}
