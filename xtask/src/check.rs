//! The fast loop: what can be said in seconds.

use crate::shell::{Outcome, cargo, read, root, run};
use crate::{house, messages};
use std::collections::BTreeSet;
use std::process::Command;

/// Format, clippy on what changed since the last commit, the house rules, the messages.
pub fn check() -> Outcome {
    let mut broken = 0;
    broken += usize::from(run(cargo().args(["fmt", "--all", "--check"])).is_err());
    broken += usize::from(clippy()?.is_err());
    for finding in house::findings()?.into_iter().chain(messages::findings()?) {
        println!("{finding}");
        broken += 1;
    }
    if broken == 0 { Ok(()) } else { Err(format!("{broken} to mend")) }
}

fn clippy() -> Outcome<Outcome> {
    let mut command = cargo();
    command.args(["clippy", "--quiet", "--all-targets"]);
    match changed() {
        Some(crates) if crates.is_empty() => return Ok(Ok(())),
        Some(crates) => crates.iter().for_each(|name| {
            command.args(["--package", name]);
        }),
        None => {
            command.arg("--workspace");
        }
    }
    Ok(run(command.args(["--", "-D", "warnings"])))
}

/// The crates with changed files; nothing when git cannot tell or a change concerns all.
fn changed() -> Option<BTreeSet<String>> {
    let mut git = Command::new("git");
    let status = read(git.args(["status", "--porcelain", "--untracked-files=all"]).current_dir(root())).ok()?;
    let mut crates = BTreeSet::new();
    for path in status.lines().filter_map(|line| line.get(3..)) {
        let mut parts = path.rsplit(" -> ").next().unwrap_or(path).split('/');
        match (parts.next(), parts.next()) {
            (Some("crates"), Some(name)) => crates.insert(name.to_owned()),
            (Some("xtask"), _) => crates.insert("xtask".to_owned()),
            (Some("Cargo.toml" | "clippy.toml"), _) => return None,
            _ => false,
        };
    }
    Some(crates)
}
