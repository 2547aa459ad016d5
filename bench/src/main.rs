//! How fast the house is, with many people in it: `cargo xtask bench`.
//!
//! Starts the real program on each engine, fills it with invented people, and
//! asks for pages over HTTP as browsers do, at many connections at once. Each
//! figure stands beside that of an empty page in the same run, because times
//! differ between machines and ratios do not. Then it ends the program twenty
//! times in the middle of writing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks by printing")]
#![expect(clippy::disallowed_methods, reason = "measuring time is what this is for")]

mod args;
mod kills;
mod load;
mod pages;
mod server;

use args::{Args, Engine};
use server::{Place, Server};
use std::fmt::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = Args::read(std::env::args().skip(1)).and_then(|args| args.map_or(Ok(()), |args| run(&args)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let mut report = format!(
        "# Bench\n\n{} members, {} connections, {} seconds a page, {} cores.\n",
        args.members,
        args.connections,
        args.seconds,
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    for engine in &args.engines {
        let place = Place::new(*engine)?;
        println!("{}: making {} people", engine.name(), args.members);
        let seeded = place.seed(args)?;
        println!("{seeded}");
        let server = Server::start(args, &place)?;
        let table = pages::measure(args, &server)?;
        let _ = write!(report, "\n## {}\n\n{seeded}\n\n{table}", engine.name());
        println!("{table}");
        drop(server);
        if *engine == Engine::Sqlite && args.kills > 0 {
            let line = kills::repeat(args, &place)?;
            println!("{line}");
            let _ = write!(report, "\n{line}\n");
        }
    }
    if let Some(path) = &args.out {
        std::fs::write(path, &report).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(())
}
