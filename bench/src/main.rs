//! How fast the house is, with many people in it: `cargo xtask bench`.
//!
//! Starts the real program on each engine, fills it with invented people, and
//! asks for pages over HTTP as browsers do, at many connections at once. Each
//! figure stands beside that of an empty page in the same run, because times
//! differ between machines and ratios do not. Then it ends the program twenty
//! times in the middle of writing, searches among a million people and among
//! tens of thousands of meetings, and says of each aim whether it was reached.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks by printing")]
#![expect(clippy::disallowed_methods, reason = "measuring time is what this is for")]

mod aims;
mod args;
mod decisions;
mod kills;
mod load;
mod meetings;
mod pages;
mod server;
mod services;

use aims::Aims;
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
    let mut aims = Aims::default();
    println!("making the demonstration");
    aims.demo(server::demo(args)?);
    for engine in &args.engines {
        let name = engine.name();
        let place = Place::new(*engine)?;
        println!("{name}: making {} people", args.members);
        let (seeded, seconds) = place.seed(args, args.members)?;
        println!("{seeded}");
        aims.seeded(name, args.members, seconds);
        let sealed = format!("Their audit record was sealed in {:.1} s.", place.seal(args)?);
        println!("{sealed}");
        let (server, cold) = Server::start_cold(args, &place)?;
        aims.cold(name, cold);
        let seen = pages::measure(args, &server)?;
        aims.pages(name, &seen, *engine == Engine::Sqlite);
        let table = pages::table(&seen);
        let _ = write!(report, "\n## {name}\n\n{seeded}\n\n{sealed}\n\n{table}");
        println!("{table}");
        aims.audited(name, &seen);
        drop(server);
        let decided = decisions::measure(&place, args.seconds)?;
        aims.decided(name, args.members, decided);
        if args.kills > 0 {
            let line = kills::repeat(args, &place)?;
            println!("{line}");
            aims.kills(name, &line);
        }
        drop(place);
        if args.search_at > 0 {
            let place = Place::new(*engine)?;
            println!("{name}: making {} people to search among", args.search_at);
            println!("{}", place.seed(args, args.search_at)?.0);
            let server = Server::start(args, &place)?;
            aims.search(name, args.search_at, &pages::search(args, &server)?);
        }
        if !args.meetings.is_empty() {
            let place = Place::new(*engine)?;
            place.seed_with(args, 1, 0)?;
            let told = format!("{} meetings", meetings::BROUGHT);
            println!("{name}: bringing in {told}");
            // The short one first: what the long one needs is then not that of an empty house.
            let short = meetings::bring(args, &place, meetings::BROUGHT / 10)?;
            let long = meetings::bring(args, &place, meetings::BROUGHT)?;
            aims.brought(name, &told, long);
            aims.flat(name, &told, (short, long));
        }
        for count in &args.meetings {
            let place = Place::new(*engine)?;
            println!("{name}: making {count} meetings");
            println!("{}", place.seed_with(args, 1, *count)?.0);
            println!("{name}: bringing in {} services", services::COUNT);
            let brought = services::bring(args, &place, services::COUNT)?;
            aims.brought(name, &format!("{} services", services::COUNT), brought);
            let server = Server::start(args, &place)?;
            let seen = meetings::measure(args, &server);
            aims.meetings(name, *count, &seen);
            let table = pages::table(&seen);
            let _ = write!(report, "\n## {name}, {count} meetings, {} connections\n\n{table}", meetings::CONNECTIONS);
            println!("{table}");
            let seen = services::measure(args, &server);
            aims.services(name, (services::COUNT, *count), &seen);
            let table = pages::table(&seen);
            let told = format!("{} services beside {count} meetings", services::COUNT);
            let _ = write!(report, "\n## {name}, {told}, {} connections\n\n{table}", meetings::CONNECTIONS);
            println!("{table}");
        }
    }
    let table = aims.table();
    println!("{table}");
    let _ = write!(report, "\n## Aims\n\n{table}");
    if let Some(path) = &args.out {
        std::fs::write(path, &report).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(())
}
