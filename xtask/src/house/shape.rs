//! What a function may be: short enough to be read at once.

use std::fs;
use std::path::{Path, PathBuf};

/// Longer than this, a function does two things. Tests tell stories, and may be longer.
const LONGEST: usize = 90;

/// What `files` break.
pub fn findings(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let ours = files.iter().filter(|file| {
        file.extension().is_some_and(|kind| kind == "rs")
            && file.iter().any(|part| part == "src")
            && file.iter().all(|part| part != "tests")
    });
    let mut findings = Vec::new();
    for file in ours {
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        findings.extend(long(&text).into_iter().map(|(line, name, lines)| {
            format!("{}:{line}: {name} has {lines} lines, more than {LONGEST}: it does two things", file.display())
        }));
    }
    findings
}

/// Functions that are too long: line, name, how long. The formatter puts the closing brace under the first word.
fn long(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        let Some(name) = name_of(rest).filter(|_| !line.ends_with(['}', ';'])) else { continue };
        let end = format!("{indent}}}");
        let length =
            lines.get(at..).unwrap_or_default().iter().position(|line| *line == end).map_or(0, |last| last + 1);
        if length > LONGEST {
            found.push((at + 1, name.to_owned(), length));
        }
    }
    found
}

/// The name of the function that begins on a line.
fn name_of(line: &str) -> Option<&str> {
    let mut rest = line;
    for word in ["pub ", "pub(crate) ", "pub(super) ", "const ", "async "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("fn ")?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, long, name_of};

    #[test]
    fn a_function_is_found_with_its_length() {
        let body = "    let x = 1;\n".repeat(LONGEST);
        let text =
            format!("fn short() {{ 1 }}\npub async fn tall(\n    a: u8,\n) {{\n{body}}}\nfn next() {{\n    2\n}}\n");
        assert_eq!(long(&text), [(2, "tall".to_owned(), LONGEST + 4)]);
        assert_eq!(name_of("pub(crate) const fn name<T>(x: T) {"), Some("name"));
        assert_eq!(name_of("let fn_of = 1;"), None);
    }
}
