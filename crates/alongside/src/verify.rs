//! `alongside verify`: counts what is there, and holds frozen versions of plans against their hashes.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::bail;
use service::operate;

/// Count what is there, and hold frozen versions of plans against their hashes.
///
/// This shows that no version was changed by itself. It does not show that
/// nobody changed a version together with its hash.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let opened = open::existing(&settings::data(&args.data, Owner::LeftOut)?)?;
    let verified = operate::verify(&opened.house())?;
    for (what, count) in operate::COUNTED.iter().zip(verified.counts) {
        terminal::say(&format!("{count:>9} {what}"));
    }
    for id in &verified.broken {
        terminal::say(&format!("version {id} differs from its hash"));
    }
    if !verified.broken.is_empty() {
        bail!("{} of {} versions differ from their hash.", verified.broken.len(), verified.versions);
    }
    terminal::say(&format!("{} versions match their hash.", verified.versions));
    Ok(())
}
