//! `cargo xtask test`: every stage with its time, and one line at the end that counts.

use crate::cluster::Cluster;
use crate::shell::{Outcome, cargo, follow, read, root, run, target};
use crate::{house, licences, messages, need};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Which stages there are, in their order: the quick ones first.
const STAGES: [&str; 8] = ["format", "clippy", "house", "messages", "licences", "rules", "tests", "browser"];

/// A real list of meetings, beside the project. Where `ALONGSIDE_DATA` names another folder the tests fail without it.
const FEED: &str = "../shared/data/meeting-feed-raleigh-2017.json";

/// How many passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

impl Count {
    /// A check is one test.
    fn of_check(outcome: Outcome) -> Self {
        match outcome {
            Ok(()) => Self { passed: 1, failed: 0 },
            Err(why) => {
                println!("{why}");
                Self { passed: 0, failed: 1 }
            }
        }
    }

    /// A runner that ended badly has a failure, even if it never came to count one.
    fn of_runner(self, succeeded: bool) -> Self {
        if succeeded && self.passed > 0 { self } else { Self { failed: self.failed.max(1), ..self } }
    }
}

/// Runs the stages; fails when one does.
pub fn test(args: &[String]) -> Outcome {
    let begun = now();
    let stages = chosen(args)?;
    let prepared = need::build();
    let mut build = if stages.contains(&"clippy") { Build::linting() } else { Build::Plain };
    let mut done: Vec<(&str, Duration, Count)> = Vec::new();
    for stage in stages {
        println!("\n── {stage}");
        let start = now();
        let count = prepared.clone().and_then(|()| one(stage, &build)).unwrap_or_else(|why| Count::of_check(Err(why)));
        if stage == "clippy" && count.failed > 0 {
            // What is only ill said can still be tested.
            build = Build::Plain;
        }
        done.push((stage, start.elapsed(), count));
    }
    let total = done.iter().fold(Count::default(), |sum, (_, _, count)| Count {
        passed: sum.passed + count.passed,
        failed: sum.failed + count.failed,
    });
    println!();
    for (stage, took, Count { passed, failed }) in &done {
        println!("{stage:<10} {:>7.1} s   {passed} passed, {failed} failed", took.as_secs_f64());
    }
    println!("{:<10} {:>7.1} s", "all", begun.elapsed().as_secs_f64());
    println!("{} passed, {} failed", total.passed, total.failed);
    // The line above is the last: the reasons stand with their stages.
    if total.failed == 0 && total.passed > 0 { Ok(()) } else { Err(String::new()) }
}

#[expect(clippy::disallowed_methods, reason = "the times of the stages are for people to read")]
fn now() -> Instant {
    Instant::now()
}

fn chosen(args: &[String]) -> Outcome<Vec<&'static str>> {
    let (mut only, mut skip) = (Vec::new(), Vec::new());
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        let list = match flag.as_str() {
            "--only" => &mut only,
            "--skip" => &mut skip,
            other => return Err(format!("{other:?} is not understood; there are --only STAGE and --skip STAGE")),
        };
        let name = args.next().map(String::as_str).unwrap_or_default();
        let stage = STAGES.into_iter().find(|stage| *stage == name);
        list.push(stage.ok_or_else(|| format!("there is no stage {name:?}; there are {}", STAGES.join(", ")))?);
    }
    Ok(STAGES.into_iter().filter(|stage| !skip.contains(stage) && (only.is_empty() || only.contains(stage))).collect())
}

/// How our own crates are built.
enum Build {
    /// As anyone builds them.
    Plain,
    /// By clippy's compiler at this path, which looks while it builds: what our crates stand on is built once then, and
    /// not once to be looked at and once to be run.
    Linting(PathBuf),
}

impl Build {
    fn linting() -> Self {
        // Beside the cargo that runs; one on the search path may only stand for several.
        let beside = std::env::var_os("CARGO").map(|cargo| PathBuf::from(cargo).with_file_name("clippy-driver"));
        beside.filter(|file| file.is_file()).map_or(Self::Plain, Self::Linting)
    }

    fn cargo(&self) -> Command {
        let mut cargo = cargo();
        if let Self::Linting(driver) = self {
            // How `cargo clippy` itself hands over `-D warnings`.
            cargo.env("RUSTC_WORKSPACE_WRAPPER", driver).env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings");
        }
        cargo
    }

    /// The programs and the tests, exactly as the runner of the tests builds them, so that nothing is built twice.
    fn all(&self) -> Command {
        let mut cargo = self.cargo();
        cargo.args(["build", "--workspace", "--bins", "--tests", "--locked", "--quiet"]);
        cargo
    }

    fn clippy(&self) -> Command {
        if matches!(self, Self::Linting(_)) {
            return self.all();
        }
        let mut clippy = cargo();
        clippy.args(["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"]);
        clippy
    }
}

fn one(stage: &str, build: &Build) -> Outcome<Count> {
    match stage {
        "format" => Ok(Count::of_check(run(cargo().args(["fmt", "--all", "--check"])))),
        "clippy" => Ok(Count::of_check(run(&mut build.clippy()))),
        "house" => Ok(Count::of_check(listed(house::findings()?))),
        "messages" => Ok(Count::of_check(listed(messages::findings()?))),
        "licences" => {
            let mut count = Count::of_check(listed(licences::findings()?));
            if let Some(mut deny) = licences::deny() {
                count = sum(count, Count::of_check(run(&mut deny)));
            }
            Ok(licences::advisories()?.map_or(count, |why| sum(count, Count::of_check(Err(why)))))
        }
        "rules" => rules(),
        "tests" => tests(build),
        _ => browser(build),
    }
}

fn sum(one: Count, other: Count) -> Count {
    Count { passed: one.passed + other.passed, failed: one.failed + other.failed }
}

fn listed(findings: Vec<String>) -> Outcome {
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// The rules of access as another evaluator reads them: built apart, because it asks other features of what the house
/// stands on (docs/decisions/0025-rules-said-twice.md).
fn rules() -> Outcome<Count> {
    let mut runner = cargo();
    runner.args(["test", "--locked", "--quiet", "--color", "never", "--manifest-path", licences::APART]);
    runner.args(["--target-dir"]).arg(target().join("rules"));
    let mut count = Count::default();
    let succeeded = follow(&mut runner, |line| count = sum(count, counted(line, "test result:")))?;
    Ok(count.of_runner(succeeded))
}

/// Unit, property and integration tests, on both engines.
fn tests(build: &Build) -> Outcome<Count> {
    need::postgres()?;
    let cluster = Cluster::start()?;
    let nextest = read(cargo().args(["nextest", "--version"])).is_ok();
    let mut runner = build.cargo();
    if nextest {
        runner.args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--color", "never"]);
        runner.args(["--status-level", "slow", "--final-status-level", "fail"]);
    } else {
        runner.args(["test", "--workspace", "--locked", "--no-fail-fast", "--color", "never"]);
        runner.args(["--lib", "--bins", "--tests"]);
    }
    if std::env::var_os("ALONGSIDE_DATA").is_none() && !root().join(FEED).exists() {
        println!("{FEED} is not beside the project: a made-up list stands for it, and its own tests are passed over");
    }
    runner.env("ALONGSIDE_TEST_PG", cluster.owner_url()).env("ALONGSIDE_REQUIRE_PG", "1");
    let mut count = Count::default();
    let closing = if nextest { "Summary [" } else { "test result:" };
    let succeeded = follow(&mut runner, |line| count = sum(count, counted(line, closing)))?;
    Ok(count.of_runner(succeeded))
}

/// The counts in a closing line of a runner, which begins with `closing`. Nextest shows the closing lines of the tests
/// that failed, too.
fn counted(line: &str, closing: &str) -> Count {
    let line = line.trim();
    if !line.starts_with(closing) || !line.contains(" passed") {
        return Count::default();
    }
    let number = |word: &str| -> u64 {
        let before = line.split(word).next().filter(|before| before.len() < line.len());
        let digits = before.and_then(|before| before.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next());
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    };
    Count { passed: number(" passed"), failed: number(" failed") + number(" timed out") + number(" exec failed") }
}

/// The tests in a browser, against the demonstration.
fn browser(build: &Build) -> Outcome<Count> {
    need::browser()?;
    run(&mut build.all())?;
    let mut count = Count::default();
    let succeeded = follow(&mut node("run.mjs")?, |line| {
        if let Some(closing) = closing_line(line) {
            count = closing;
        }
    })?;
    Ok(count.of_runner(succeeded))
}

/// `N passed, N failed`, alone on a line.
fn closing_line(line: &str) -> Option<Count> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Count { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
}

/// Builds the programs, for pictures of them.
pub fn build() -> Outcome {
    run(&mut Build::Plain.all())
}

/// A script of `e2e`, told where the binary and the browser are.
pub fn node(script: &str) -> Outcome<Command> {
    let mut node = Command::new("node");
    node.arg(script).current_dir(root().join("e2e"));
    node.env("ALONGSIDE_BIN", target().join("debug").join("alongside"));
    let chromium = need::chromium().ok_or("Chromium is not here: install it, or name it in ALONGSIDE_CHROMIUM")?;
    node.env("ALONGSIDE_CHROMIUM", chromium);
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_are_read() {
        let clean = "     Summary [   0.007s] 12 tests run: 12 passed, 3 skipped";
        let [nextest, cargos] = ["Summary [", "test result:"];
        assert_eq!(counted(clean, nextest), Count { passed: 12, failed: 0 });
        let mixed =
            "     Summary [  61.2s] 14/20 tests run: 9 passed (1 slow, 1 leaky), 3 failed, 2 timed out, 0 skipped";
        assert_eq!(counted(mixed, nextest), Count { passed: 9, failed: 5 });
        let single = "     Summary [   0.007s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(counted(single, nextest), Count { passed: 1, failed: 0 });
        let cargo = "test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out";
        assert_eq!(counted(cargo, cargos), Count { passed: 7, failed: 2 });
        assert_eq!(counted(cargo, nextest), Count::default());
        assert_eq!(counted("a test said: 5 passed, 1 failed", cargos), Count::default());
        assert_eq!(closing_line("31 passed, 2 failed"), Some(Count { passed: 31, failed: 2 }));
        assert_eq!(closing_line("we passed, none failed"), None);
    }

    #[test]
    fn a_runner_that_broke_has_failed() {
        assert_eq!(Count::default().of_runner(false), Count { passed: 0, failed: 1 });
        assert_eq!(Count::default().of_runner(true), Count { passed: 0, failed: 1 });
        let some = Count { passed: 3, failed: 2 };
        assert_eq!(some.of_runner(false), some);
    }

    #[test]
    fn stages_are_chosen_by_name() {
        let args = |list: &[&str]| list.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
        assert_eq!(chosen(&[]), Ok(STAGES.to_vec()));
        assert_eq!(chosen(&args(&["--only", "house"])), Ok(vec!["house"]));
        assert_eq!(chosen(&args(&["--skip", "browser"])).map(|stages| stages.len()), Ok(STAGES.len() - 1));
        assert!(chosen(&args(&["--only", "attic"])).is_err());
    }
}
