//! `alongside checkpoint`: says where every chain of the audit record ends, signed, to be kept elsewhere.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::Context;
use service::operate::Checkpoint;
use std::io::Write;
use std::path::PathBuf;

/// Say where the audit record ends, signed: keep it where nobody who runs this machine can change it.
///
/// A mail to somebody else, a printed page or another machine will do. It holds no names and nothing of a member.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write it to a new file; without this it is printed
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let house = open::existing(&settings::data(&args.data, Owner::LeftOut)?)?.house();
    let checkpoint = Checkpoint::make(&house, house.now())?;
    let Some(path) = &args.to else {
        terminal::say(checkpoint.text.trim_end());
        return Ok(());
    };
    // An older checkpoint is worth as much as this one: it is never written over.
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(checkpoint.text.as_bytes()).and_then(|()| file.sync_all()))
        .with_context(|| format!("{} could not be written", path.display()))?;
    terminal::say(&format!("The checkpoint is in {}. Keep it elsewhere.", path.display()));
    Ok(())
}
