//! `alongside verify`: counts what is there, looks whether it is whole, and says what that does not show.

use crate::settings::{DataArgs, Owner};
use crate::{open, settings, terminal};
use anyhow::{Context, bail};
use service::operate::{self, Bad, Checkpoint, Link, Verified};
use std::path::PathBuf;

/// Count what is there, and look whether it is whole: the database, the audit record, attachments, signed versions.
///
/// It names the first bad link of each chain of the record, and ends with a failure if anything is wrong. What it
/// cannot show, it says.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Hold the record against a checkpoint that was kept elsewhere (`alongside checkpoint`)
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let house = open::existing(&settings::data(&args.data, Owner::LeftOut)?)?.house();
    let against = match &args.against {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("The checkpoint {} could not be read", path.display()))?;
            let read = Checkpoint::parse(&house, &text);
            Some(read.map_err(|why| anyhow::anyhow!("{}: {why}.", path.display()))?)
        }
    };
    terminal::progress("looking at every page, event, attachment and version");
    let verified = operate::verify(&house, against.as_ref());
    terminal::progress_end();
    let verified = verified?;
    for (what, count) in operate::COUNTED.iter().zip(verified.counts) {
        terminal::say(&format!("{count:>9} {what}"));
    }
    found(&verified);
    wrong(&verified);
    unproven(&verified, against.is_some());
    if !verified.is_sound() {
        bail!("Something is not what it was. The lines that begin with WRONG say what.");
    }
    Ok(())
}

fn found(verified: &Verified) {
    let record = &verified.record;
    let good = verified.versions.saturating_sub(verified.broken.len());
    let frozen = record.frozen.len();
    terminal::say(&format!("{good} versions match their hash. The sealed record tells of {frozen} that were frozen."));
    let good = verified.attachments.saturating_sub(verified.lost.len());
    terminal::say(&format!("{good} attachments open and match their hash."));
    terminal::say(&format!("{} links in {} chains of the record match their events.", record.links, record.chains));
    if record.let_go > 0 {
        terminal::say(&format!("{} months of the record were let go in due time.", record.let_go));
    }
    if record.held > 0 {
        terminal::say(&format!("{} chains hold against the checkpoint.", record.held));
    }
}

fn wrong(verified: &Verified) {
    let say = |text: String| terminal::say(&format!("WRONG: {text}"));
    for text in &verified.pages {
        say(format!("the database: {text}"));
    }
    for bad in &verified.record.bad {
        say(described(*bad));
    }
    for id in &verified.broken {
        say(format!("version {id} differs from its hash or from the record, or was signed and is gone"));
    }
    for id in &verified.lost {
        say(format!("attachment {id} does not open, differs from its hash, or is gone"));
    }
}

fn described(bad: Bad) -> String {
    let at = |Link { chain, number }: Link| match chain.agency() {
        Some(agency) => format!("link {number} of the chain of agency {agency}"),
        None => format!("link {number} of the chain that belongs to no agency"),
    };
    match bad {
        Bad::Start(link) => format!("{}: it does not begin where what came before it ends", at(link)),
        Bad::LinkGone(link) => format!("{}: it is gone, or stands in another place", at(link)),
        Bad::EventGone(link) => format!("{}: its event is gone", at(link)),
        Bad::Changed(link) => format!("{}: its event, or its place, is not what was sealed", at(link)),
        Bad::Signature(link) => format!("{}: the signature of its month is not this house's", at(link)),
        Bad::AfterEnd(link) => format!("{}: it stands after the end that was signed", at(link)),
        Bad::Unlinked(id) => format!("event {id}: it is in no chain, and waits for none"),
        Bad::NeverSealed(id) => format!("event {id}: it was deleted before it was sealed"),
        Bad::CutOff(link) => format!("{}: the checkpoint knows it, and it is gone", at(link)),
        Bad::Rewritten(link) => format!("{}: the checkpoint knows another one in its place", at(link)),
    }
}

/// What nobody should read out of a good answer.
fn unproven(verified: &Verified, against: bool) {
    let say = |text: &str| terminal::say(&format!("Not shown: {text}"));
    let record = &verified.record;
    if record.waiting.0 > 0 {
        say(&format!("{} events wait to be sealed; until then they can be changed unseen.", record.waiting.0));
    }
    if record.beyond > 0 {
        say(&format!("{} chains of the checkpoint end in months that were let go since.", record.beyond));
    }
    if against {
        say("what was done after the checkpoint by somebody who holds the key: only a later checkpoint shows that.");
    } else {
        say("that nobody who holds the key wrote the record anew, or put an older copy back. \
             A checkpoint that is kept elsewhere shows it: `alongside checkpoint`, then `verify --against`.");
    }
    if !verified.pages_whole {
        say("that every page is sound: PostgreSQL looks at a page when it is read, if checksums are on.");
    }
    say("that an attachment, or a version of which the record does not tell, was not changed together with its hash.");
    say("what was read or copied from the machine past this program.");
}
