//! The migrations are embedded at compile time, so a new one must set off a build.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
