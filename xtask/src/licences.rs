//! Licences and sources of everything that is built in, held against `deny.toml`.
//!
//! cargo-deny does the same and more; this needs nothing installed. The
//! advisories are cargo-deny's alone, and "not checked" without it.

use crate::shell::{Outcome, cargo, read, root};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// The one registry that packages may come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What is built apart from the workspace, with a lock of its own.
pub const APART: &str = "proofs/cedar/Cargo.toml";

/// Everything that is wrong, a line each.
pub fn findings() -> Outcome<Vec<String>> {
    let mut findings = of_manifest("Cargo.toml", &["--all-features"])?;
    findings.extend(of_manifest(APART, &[])?);
    Ok(findings)
}

fn of_manifest(manifest: &str, features: &[&str]) -> Outcome<Vec<String>> {
    let allowed = allowed()?;
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version", "1", "--locked", "--manifest-path", manifest]).args(features);
    let text = read(&mut metadata)?;
    let graph: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = graph["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        let name =
            format!("{} {}", package["name"].as_str().unwrap_or("?"), package["version"].as_str().unwrap_or("?"));
        match package["source"].as_str() {
            None => {}
            Some(REGISTRY) => {}
            Some(other) => findings.push(format!("{name} comes from {other}, which is not the public registry")),
        }
        match package["license"].as_str() {
            None => findings.push(format!("{name} names no licence")),
            Some(licence) if permits(licence, &allowed) => {}
            Some(licence) => findings.push(format!("{name} is under {licence}, which deny.toml does not allow")),
        }
    }
    println!("{manifest}: {} packages looked at", packages.len());
    Ok(findings)
}

/// What cargo-deny says of known weaknesses: findings, or that it could not look.
pub fn advisories() -> Outcome<Option<String>> {
    let here = read(cargo().args(["deny", "--version"])).is_ok();
    if !here {
        println!("advisories: not checked (cargo-deny is not installed)");
        return Ok(None);
    }
    let mut deny = cargo();
    let output = deny.args(["deny", "--all-features", "check", "advisories"]).output();
    let output = output.map_err(|error| format!("cargo deny: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        println!("advisories: none known");
        return Ok(None);
    }
    if said.contains("failed to fetch advisory database") || said.contains("failed to load advisory database") {
        println!("advisories: not checked (their database cannot be reached)");
        return Ok(None);
    }
    Ok(Some(said))
}

/// cargo-deny's word on bans, where it is installed.
pub fn deny() -> Option<Command> {
    read(cargo().args(["deny", "--version"])).ok()?;
    let mut deny = cargo();
    deny.args(["deny", "--all-features", "check", "bans", "licenses", "sources"]);
    Some(deny)
}

fn allowed() -> Outcome<Vec<String>> {
    let text = fs::read_to_string(root().join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let table: toml::Table = text.parse().map_err(|error| format!("deny.toml: {error}"))?;
    let list = table.get("licenses").and_then(|licences| licences.get("allow")).and_then(toml::Value::as_array);
    let list = list.ok_or("deny.toml has no list licenses.allow")?;
    Ok(list.iter().filter_map(|licence| licence.as_str().map(str::to_owned)).collect())
}

/// Whether an SPDX expression can be met with allowed licences alone.
fn permits(expression: &str, allowed: &[String]) -> bool {
    // The old way to say "or" was a slash.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = either(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = both(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        // Not `||`: the right side must be read past in any case.
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = either(words, allowed);
        let closed = words.next_if_eq(&")").is_some();
        return met && closed;
    }
    let Some(mut licence) = words.next().map(str::to_owned) else { return false };
    if words.next_if_eq(&"WITH").is_some() {
        let bare = allowed.contains(&licence);
        licence = format!("{licence} WITH {}", words.next().unwrap_or_default());
        // An exception only ever gives more.
        return bare || allowed.contains(&licence);
    }
    allowed.contains(&licence)
}

#[cfg(test)]
mod tests {
    use super::permits;

    fn allowed() -> Vec<String> {
        ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned).to_vec()
    }

    #[test]
    fn one_side_of_an_or_is_enough() {
        assert!(permits("MIT OR GPL-3.0", &allowed()));
        assert!(permits("GPL-2.0/MIT", &allowed()));
        assert!(permits("(GPL-2.0 OR GPL-3.0) OR MIT", &allowed()));
        assert!(!permits("GPL-2.0 OR GPL-3.0", &allowed()));
    }

    #[test]
    fn both_sides_of_an_and_are_needed() {
        assert!(permits("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed()));
        assert!(!permits("MIT AND GPL-3.0", &allowed()));
        assert!(!permits("(MIT OR GPL-3.0) AND AGPL-3.0", &allowed()));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(permits("Apache-2.0 WITH LLVM-exception OR GPL-3.0", &allowed()));
        assert!(!permits("GPL-2.0 WITH Classpath-exception-2.0", &allowed()));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert!(!permits("", &allowed()));
        assert!(!permits("MIT MIT", &allowed()));
        assert!(!permits("(MIT", &allowed()));
    }
}
