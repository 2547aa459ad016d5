//! Tells cargo to build again when a content file changes: they are embedded.

fn main() {
    println!("cargo::rerun-if-changed=../../content");
}
