//! The program: one command, one file. What a command does for people is in `service`;
//! here it is started, and told in words when it cannot be.

mod agency;
mod check;
mod checkpoint;
mod chores;
mod demo;
mod import;
mod logs;
mod meters;
mod migrate;
mod open;
mod seed;
mod serve;
mod server;
mod settings;
mod terminal;
mod tls;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What is made in one thread is often let go in another: rows that are loaded, pages that are given out.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Software for peer recovery support.
#[derive(Debug, Parser)]
#[command(name = "alongside", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show Alongside with invented agencies and people
    Demo(demo::Args),
    /// Serve an agency's database
    Serve(serve::Args),
    /// Say in words what is wrong with the settings
    Check(check::Args),
    /// Make the database, or bring it up to date
    Migrate(migrate::Args),
    /// Look after the agencies of a database
    Agency(agency::Args),
    /// Read something from a file
    Import(import::Args),
    /// Fill a database with invented people and plans
    Seed(seed::Args),
    /// Say where the audit record ends, signed, to be kept elsewhere
    Checkpoint(checkpoint::Args),
    /// Count what is there, and look whether it is whole
    Verify(verify::Args),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Agency(args) => agency::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Seed(args) => seed::run(&args),
        Command::Checkpoint(args) => checkpoint::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            terminal::complain(&format!("{why:#}"));
            ExitCode::FAILURE
        }
    }
}
