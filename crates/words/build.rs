//! Tells cargo to build again when a content file changes: they are embedded.

// A build script talks to cargo by printing.
#![expect(clippy::print_stdout, reason = "cargo reads what a build script prints")]

fn main() {
    println!("cargo::rerun-if-changed=../../content");
}
