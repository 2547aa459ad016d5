//! What the tests need beside Rust: here already, or installed where that is known to work.

use crate::cluster;
use crate::shell::{Outcome, cargo, on_path, read, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node whose test runner we use.
const NODE: u32 = 18;

/// What any build needs: Rust's own tools, and what SQLCipher is built with.
pub fn build() -> Outcome {
    for (component, name) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if read(cargo().args([name, "--version"])).is_err() {
            if on_path("rustup").is_none() {
                return Err(format!("Please install {component}, as your Rust came to you."));
            }
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    let here = |name: &str| on_path(name).is_some();
    packages(&missing(&[
        ("gcc", here("cc")),
        ("libc6-dev", here("cc")),
        ("make", here("make")),
        ("perl", here("perl")),
    ]))
}

/// PostgreSQL's programs.
pub fn postgres() -> Outcome {
    packages(&missing(&[("postgresql", cluster::binaries().is_some())]))
}

/// Everything that the browser tests need, their packages too.
pub fn browser() -> Outcome {
    let node = node_version().is_some_and(|version| version >= NODE);
    let npm = on_path("npm").is_some();
    // Reads the text of a PDF back.
    let poppler = on_path("pdftotext").is_some();
    packages(&missing(&[
        ("chromium", chromium().is_some()),
        ("nodejs", node),
        ("npm", npm),
        ("poppler-utils", poppler),
    ]))?;
    match node_version() {
        Some(version) if version >= NODE => {}
        Some(version) => return Err(format!("Node {version} is too old: {NODE} or newer is needed")),
        None => return Err("Node is not here".to_owned()),
    }
    node_modules()
}

/// The browser: what `ALONGSIDE_CHROMIUM` names, else the one on the path.
pub fn chromium() -> Option<PathBuf> {
    std::env::var_os("ALONGSIDE_CHROMIUM").map(PathBuf::from).or_else(|| {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        // Not the resolved link: a wrapper may look at the name it was called by.
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|file| file.is_file())
    })
}

fn node_version() -> Option<u32> {
    let text = read(Command::new("node").arg("--version")).ok()?;
    text.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn missing<'a>(wanted: &[(&'a str, bool)]) -> Vec<&'a str> {
    wanted.iter().filter(|(_, here)| !here).map(|(name, _)| *name).collect()
}

fn packages(names: &[&str]) -> Outcome {
    if names.is_empty() {
        return Ok(());
    }
    let list = names.join(", ");
    if !Path::new("/etc/debian_version").exists() || on_path("apt-get").is_none() {
        return Err(format!("Please install: {list}. (Only on Debian and Ubuntu is this done for you.)"));
    }
    let root = read(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0");
    if !root && on_path("sudo").is_none() {
        return Err(format!("Please install, as root: apt-get install {}", names.join(" ")));
    }
    println!("Installing {list}");
    apt(root, &["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(names);
    apt(root, &args)
}

fn apt(root: bool, args: &[&str]) -> Outcome {
    let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
    if !root {
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    run(command.args(args).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Installs the packages of the lock file, unless exactly these are there.
fn node_modules() -> Outcome {
    let e2e = root().join("e2e");
    let lock = fs::read(e2e.join("package-lock.json")).map_err(|error| format!("e2e/package-lock.json: {error}"))?;
    let stamp = e2e.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]).current_dir(&e2e);
    run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}
