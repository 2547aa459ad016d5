//! The examples that Open Referral gives with HSDS 3.1, kept beside the project: each JSON file and the data package.
//!
//! `ALONGSIDE_DATA` names the folder of given data. Where it is set the data must be there; where it is not, the folder
//! beside the project is used, if there is one.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::time::zone;
use standards::hsds::{Outcome, Settings, Tables, read_json, read_package};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

fn examples() -> Option<PathBuf> {
    let named = std::env::var_os("ALONGSIDE_DATA").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = named.or_else(|| Some(beside()).filter(|path| path.exists()))?;
    Some(data.join("hsds-3.1/examples"))
}

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

/// What came of a file: how many were read, and each service's name or why it was refused; or why there is no list.
fn told(path: &Path) -> String {
    let mut each = Vec::new();
    let file = File::open(path).expect("an example that is there");
    let outcome = read_json(file, &settings(), &mut |outcome| each.push(say(outcome)));
    match outcome {
        Ok(summary) => {
            assert_eq!(summary.read, each.len(), "the numbers add up");
            format!("{}: {}", summary.read, each.join(", "))
        }
        Err(why) => why.notice().id,
    }
}

fn say(outcome: Outcome) -> String {
    match outcome {
        Outcome::Accepted(one) => one.offering.name.to_string(),
        Outcome::Refused(one) => one.reason.notice().id,
    }
}

#[test]
fn each_example_in_json_is_read_or_refused_in_words() {
    let Some(dir) = examples() else { return };
    for (file, expected) in [
        ("service_list.json", "1: Community Counselling"),
        ("service_full.json", "1: Community Counselling"),
        ("service_at_location_full.json", "1: Community Counselling"),
        ("base.json", "offering-list-not-a-list"),
        ("location.json", "offering-list-not-a-list"),
        ("taxonomy.json", "offering-list-not-a-list"),
    ] {
        assert_eq!(told(&dir.join(file)), expected, "{file}");
    }
}

struct Folder(PathBuf);

impl Tables for Folder {
    fn open(&mut self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        let path = self.0.join(path);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = std::fs::read(&path)?;
        // A link that came as a file with the name of what it leads to.
        let linked = str::from_utf8(&bytes).ok().filter(|text| text.starts_with("../")).map(|text| self.0.join(text));
        Ok(match linked {
            Some(other) if !other.exists() => None,
            Some(other) => Some(Box::new(File::open(other)?)),
            None => Some(Box::new(io::Cursor::new(bytes))),
        })
    }
}

#[test]
fn the_data_package_says_what_its_json_says() {
    let Some(dir) = examples() else { return };
    let read = |outcome: Outcome| match outcome {
        Outcome::Accepted(one) => *one,
        Outcome::Refused(one) => panic!("refused: {one:?}"),
    };
    let mut of_tables = Vec::new();
    let package = dir.join("csv");
    assert!(package.join("datapackage.json").exists(), "the package is there");
    let summary = read_package(&mut Folder(package), &settings(), &mut |outcome| of_tables.push(read(outcome)));
    assert_eq!((summary.expect("a package").read, of_tables.len()), (1, 1));
    let mut of_json = Vec::new();
    let file = File::open(dir.join("service_list.json")).expect("an example that is there");
    read_json(file, &settings(), &mut |outcome| of_json.push(read(outcome))).expect("a list");
    let (tables, json) = (&of_tables[0].offering, &of_json[0].offering);
    assert_eq!((&tables.name, &tables.alert), (&json.name, &json.alert));
    // Whom to ask is a person in both: none of it is kept.
    for kept in [tables, json] {
        let text = serde_json::to_string(kept).expect("an entry");
        assert!(!text.contains("contacts") && !text.contains("@"), "{text}");
    }
}
