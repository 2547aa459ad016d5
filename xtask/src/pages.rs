//! Screenshots of every page, and the bench.

use crate::cluster::Cluster;
use crate::shell::{Outcome, cargo, root, run, target};
use crate::{need, stages};
use std::ffi::OsString;
use std::process::Command;

/// Pictures of every page, phone and desk, light and dark, in both languages.
pub fn shots(args: &[String]) -> Outcome {
    need::browser()?;
    stages::build()?;
    run(stages::node("shots.mjs")?.args(args))
}

/// The bench, with the release build, on both engines. Its figures are ratios: compare within one run, not between machines.
pub fn bench(args: &[String]) -> Outcome {
    run(cargo().args(["build", "--release", "--quiet", "--locked", "--workspace", "--bins"]))?;
    let mut bench = Command::new(target().join("release").join("bench"));
    bench.args(["--out".into(), OsString::from(root().join("target").join("bench.md"))]).args(args);
    if args.iter().any(|arg| arg == "--help") || args.windows(2).any(|pair| pair == ["--engine", "sqlite"]) {
        return run(&mut bench);
    }
    need::postgres()?;
    let cluster = Cluster::start()?;
    run(bench.env("ALONGSIDE_TEST_PG", cluster.owner_url()))
}
