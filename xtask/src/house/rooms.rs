//! The rooms: the same names on every floor, in one order; a room calls only rooms above it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in their order (ARCHITECTURE.md).
const ROOMS: [&str; 13] = [
    "directory",
    "people",
    "consent",
    "plan",
    "selfcare",
    "measure",
    "contact",
    "group",
    "referral",
    "workforce",
    "billing",
    "quality",
    "circle",
];

/// Floors that are divided into rooms, with what else may lie at their top: the ground that the rooms stand on.
const FLOORS: [(&str, &[&str]); 3] = [
    ("domain", &["lib", "id", "lang", "notice", "text", "time", "coded", "ids", "language"]),
    ("service", &["lib", "demo", "house", "operate", "ready", "secret", "session", "tries"]),
    (
        "web",
        &[
            "lib", "app", "page", "session", "form", "assets", "respond", "security", "routes", "upload", "desk",
            "meter", "origin",
        ],
    ),
];

/// What `files` break.
pub fn findings(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let mut findings = BTreeSet::new();
    for (floor, ground) in FLOORS {
        let src = Path::new("crates").join(floor).join("src");
        for file in files {
            let Ok(inside) = file.strip_prefix(&src) else { continue };
            let Some(top) = inside.iter().next().and_then(|top| top.to_str()) else { continue };
            let top = top.strip_suffix(".rs").unwrap_or(top);
            let room = ROOMS.iter().position(|room| *room == top);
            if room.is_none() && !ground.contains(&top) {
                findings.insert(format!("crates/{floor}/src/{top}: is neither a room nor in the ground of its floor"));
            }
            if let (Some(room), Ok(text)) = (room, fs::read_to_string(root.join(file))) {
                findings.extend(below(&text, room).map(|(line, other)| {
                    format!("{}:{line}: {top} must not call {other}, which stands below it", file.display())
                }));
            }
        }
    }
    findings.into_iter().collect()
}

/// Lines that name a room later in the order, with that room.
fn below(text: &str, room: usize) -> impl Iterator<Item = (usize, &'static str)> {
    let later = ROOMS.get(room + 1..).unwrap_or_default();
    text.lines().enumerate().filter_map(move |(number, line)| {
        let named = line.split("crate::").skip(1);
        let mut names = named.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(rest));
        names.find_map(|name| later.iter().find(|later| **later == name)).map(|later| (number + 1, *later))
    })
}

#[cfg(test)]
mod tests {
    use super::{ROOMS, below, findings};
    use crate::house::files;
    use crate::shell::root;

    #[test]
    fn a_room_calls_only_rooms_above() {
        let plan = ROOMS.iter().position(|room| *room == "plan").expect("a room");
        let text = "use crate::people::Member;\nlet due = crate::quality::due(x);\nuse crate::planning::X;\n";
        assert_eq!(below(text, plan).collect::<Vec<_>>(), [(2, "quality")]);
        assert_eq!(below(text, ROOMS.len() - 1).count(), 0);
    }

    #[test]
    fn every_file_of_this_house_has_its_room() {
        let files = files::all(&root()).expect("the files");
        assert_eq!(findings(&root(), &files), Vec::<String>::new());
    }
}
