//! Rules for each file: its length, its name, and words that have no place in it.

use crate::shell::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

/// Longer than this, a file holds two things.
const LONGEST: usize = 500;

/// Kinds of file that people write and read line by line.
const WRITTEN: [&str; 6] = ["rs", "js", "mjs", "css", "html", "sql"];

/// Kinds that are read for words without a place.
const READ: [&str; 15] =
    ["rs", "toml", "md", "mjs", "js", "json", "css", "html", "ftl", "sql", "yml", "yaml", "sh", "txt", "typ"];

/// Folders that are not ours to judge.
const PASSED_OVER: [&str; 6] = ["target", "node_modules", ".git", "alongside-demo", ".cache", "shots"];

/// Names that say nothing about what is inside.
const NAMELESS: [&str; 5] = ["utils", "util", "helpers", "misc", "stuff"];

/// Where a lock file would fetch an archive from: it names packages, and whoever builds names the place.
const ARCHIVES: [&str; 3] = [".tgz\"", ".crate\"", ".whl\""];

/// Every file of the project, by its path from the root.
pub fn all(root: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    walk(root, root, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(root: &Path, dir: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(|error| format!("{}: {error}", path.display()))?;
        if kind.is_dir() && !PASSED_OVER.iter().any(|passed| name == *passed) {
            walk(root, &path, found)?;
        } else if kind.is_file() {
            found.extend(path.strip_prefix(root).map(Path::to_path_buf));
        }
    }
    Ok(())
}

/// What `files` break.
pub fn findings(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files {
        let place = file.display();
        if let Some(name) = nameless(file) {
            findings.push(format!("{place}: {name:?} does not say what is inside"));
        }
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let lock = file.file_name().is_some_and(|name| name == "Cargo.lock" || name == "package-lock.json");
        if !READ.contains(&kind) && !WRITTEN.contains(&kind) && !lock {
            continue;
        }
        let Ok(text) = fs::read_to_string(root.join(file)) else {
            findings.push(format!("{place}: is not UTF-8"));
            continue;
        };
        let lines = text.lines().count();
        if WRITTEN.contains(&kind) && lines > LONGEST {
            findings.push(format!("{place}: {lines} lines, more than {LONGEST}: it holds two things"));
        }
        let here = [Some(root.to_path_buf()), std::env::var_os("HOME").map(PathBuf::from)];
        findings.extend(misplaced(&text, &here).map(|(line, why)| format!("{place}:{line}: {why}")));
        if lock && text.contains("\"resolved\"") {
            findings.push(format!("{place}: carries download addresses; see e2e/.npmrc"));
        }
        if kind == "html" {
            findings.extend(inline(&text).map(|(line, why)| format!("{place}:{line}: {why}")));
        }
    }
    findings
}

fn nameless(file: &Path) -> Option<&'static str> {
    let parts = file.iter().filter_map(|part| part.to_str()).map(|part| part.split('.').next().unwrap_or(part));
    let parts: Vec<&str> = parts.collect();
    NAMELESS.into_iter().find(|name| parts.contains(name))
}

/// Lines that name a folder of the machine that this runs on, or an archive by its address.
fn misplaced(text: &str, here: &[Option<PathBuf>]) -> impl Iterator<Item = (usize, &'static str)> {
    let folders: Vec<String> =
        here.iter().flatten().filter_map(|path| path.to_str()).map(|path| format!("{path}/")).collect();
    // The root of the file system is everybody's.
    let folders: Vec<String> = folders.into_iter().filter(|folder| folder.len() > 2).collect();
    text.lines().enumerate().filter_map(move |(number, line)| {
        if folders.iter().any(|folder| line.contains(folder.as_str())) {
            return Some((number + 1, "a path of one machine"));
        }
        let fetched = line.contains("https://") && ARCHIVES.iter().any(|end| line.contains(end));
        fetched.then_some((number + 1, "the address of a download"))
    })
}

/// Script and style that the content security policy would not run.
fn inline(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().enumerate().filter_map(|(number, line)| {
        let script = line.contains("<script") && !line.contains("src=") && !line.contains("application/ld+json");
        let handler = [" onclick=", " onload=", " onsubmit=", " onchange=", " onerror=", "javascript:"];
        if script || handler.iter().any(|handler| line.contains(handler)) {
            Some((number + 1, "inline script does not run under our content security policy"))
        } else if line.contains(" style=\"") || line.contains("<style") {
            Some((number + 1, "inline style does not apply under our content security policy"))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{inline, misplaced, nameless};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_name_must_say_something() {
        assert_eq!(nameless(Path::new("crates/web/src/utils.rs")), Some("utils"));
        assert_eq!(nameless(Path::new("crates/web/src/util/dates.rs")), Some("util"));
        assert_eq!(nameless(Path::new("crates/web/src/futile.rs")), None);
    }

    #[test]
    fn a_path_of_one_machine_is_found_with_its_line() {
        let here = [Some(PathBuf::from("/srv/ana")), None];
        let found = |text: &str| misplaced(text, &here).map(|(line, _)| line).collect::<Vec<_>>();
        assert_eq!(found("fine\nsee /srv/ana/notes\n"), [2]);
        assert_eq!(found("GET /work/today\n/srv/anabel/x\n"), Vec::<usize>::new());
        assert_eq!(found("\"resolved\": \"https://example.org/left-pad-1.0.0.tgz\""), [1]);
    }

    #[test]
    fn script_comes_from_files_only() {
        assert_eq!(inline("<script src=\"/a.js\" type=\"module\"></script>").count(), 0);
        assert_eq!(inline("<script>alert(1)</script>").count(), 1);
        assert_eq!(inline("<p>\n<button onclick=\"go()\">").map(|(line, _)| line).collect::<Vec<_>>(), [2]);
        assert_eq!(inline("<p style=\"color:red\">").count(), 1);
    }
}
