//! What a developer runs, as `cargo xtask …`: the tests, the house rules, a PostgreSQL, screenshots, the bench.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks by printing")]

mod check;
mod cluster;
mod house;
mod licences;
mod messages;
mod need;
mod pages;
mod shell;
mod stages;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  test [--only STAGE]... [--skip STAGE]...
                    everything, as in CI; the last line is `N passed, N failed`
                    stages: format clippy house messages licences tests browser
  check             the fast loop: format, clippy on what changed, house rules, messages
  i18n              compares the translations and the keys in use
  pg                a PostgreSQL to play with, until Ctrl-C
  shots [--readme]  a picture of every page in target/shots; --readme renews docs/images
  bench [ARGS]...   times pages of the release build with many people in it; --help tells the arguments
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    let outcome = match args.first().map(String::as_str) {
        Some("test") => stages::test(rest),
        Some("check") => check::check(),
        Some("i18n") => messages::report(),
        Some("pg") => cluster::stay(),
        Some("shots") => pages::shots(rest),
        Some("bench") => pages::bench(rest),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("there is no command {other:?}\n\n{HELP}")),
        None => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) if why.is_empty() => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
