//! Screenshots of every page, and the bench.

use crate::shell::{Outcome, cargo, run};
use crate::{need, stages};

/// Pictures of every page, phone and desk, light and dark, in both languages.
pub fn shots(args: &[String]) -> Outcome {
    need::browser()?;
    stages::build()?;
    run(stages::node("shots.mjs")?.args(args))
}

/// The bench of the release build. Its figures are ratios: compare within one run, not between machines.
pub fn bench(args: &[String]) -> Outcome {
    let mut bench = cargo();
    bench.args(["run", "--release", "--quiet", "--locked", "--package", "alongside", "--", "bench"]);
    run(bench.args(args))
}
