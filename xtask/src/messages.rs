//! The messages: the same ids with the same variables in every language, and none used that is not there.

use crate::shell::{Outcome, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The first is the one that the others are held against.
const LANGUAGES: [&str; 2] = ["en", "es"];

/// Calls that take a message id as a literal among their first arguments.
const CALLS: [&str; 8] = ["Notice::new", "say", "say_with", "tell", "sentence", "t", "tr", "message"];

/// An id with the variables in its text.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// What is read out of the project.
struct Read {
    spoken: Vec<(&'static str, Messages)>,
    used: Vec<Use>,
}

/// One place where a message id is written.
#[derive(Debug, PartialEq)]
struct Use {
    place: String,
    line: usize,
    id: String,
    /// Only the beginning is known: the rest is computed.
    open: bool,
}

/// Everything that is wrong, a line each.
pub fn findings() -> Outcome<Vec<String>> {
    Ok(judge(&gather(&root())?))
}

/// Prints what is wrong, and which messages nobody seems to use.
pub fn report() -> Outcome {
    let read = gather(&root())?;
    let findings = judge(&read);
    for finding in &findings {
        println!("{finding}");
    }
    let Some((_, messages)) = read.spoken.first() else { return Ok(()) };
    let idle: Vec<&String> = messages.keys().filter(|id| !read.used.iter().any(|used| used.names(id))).collect();
    println!("{} messages, {} places that use one", messages.len(), read.used.len());
    if !idle.is_empty() {
        println!("{} that no literal names (an id may be computed):", idle.len());
        idle.iter().for_each(|id| println!("  {id}"));
    }
    if findings.is_empty() { Ok(()) } else { Err(format!("{} to mend", findings.len())) }
}

impl Use {
    fn names(&self, id: &str) -> bool {
        if self.open { id.starts_with(&self.id) } else { id == self.id }
    }
}

fn judge(read: &Read) -> Vec<String> {
    let mut findings = Vec::new();
    let Some(((first, first_messages), others)) = read.spoken.split_first() else { return findings };
    for (language, messages) in others {
        for (id, variables) in first_messages {
            match messages.get(id) {
                None => findings.push(format!("content/translations/{language}: {id} is missing")),
                Some(other) if !other.is_subset(variables) => {
                    let unknown: Vec<_> = other.difference(variables).map(|name| format!("${name}")).collect();
                    let list = unknown.join(", ");
                    findings.push(format!("content/translations/{language}: {id} uses {list}, which {first} does not"));
                }
                Some(_) => {}
            }
        }
        for id in messages.keys().filter(|id| !first_messages.contains_key(*id)) {
            findings.push(format!("content/translations/{first}: {id} is missing, {language} has it"));
        }
    }
    for used in &read.used {
        if !first_messages.keys().any(|id| used.names(id)) {
            let Use { place, line, id, open } = used;
            let what = if *open { "no message begins with" } else { "there is no message" };
            findings.push(format!("{place}:{line}: {what} {id}"));
        }
    }
    findings
}

fn gather(root: &Path) -> Outcome<Read> {
    let mut spoken = Vec::new();
    for language in LANGUAGES {
        let mut messages = Messages::new();
        for file in under(&root.join("content/translations").join(language), &["ftl"]) {
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            for (id, variables) in fluent(&text) {
                if messages.insert(id.clone(), variables).is_some() {
                    return Err(format!("content/translations/{language}: {id} is there twice"));
                }
            }
        }
        spoken.push((language, messages));
    }
    let mut used = Vec::new();
    for file in under(&root.join("crates"), &["rs", "html", "txt"]) {
        if file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "target") {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let place = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        used.extend(uses(&place, before_tests(&text)));
    }
    Ok(Read { spoken, used })
}

fn under(dir: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(under(&path, kinds));
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| kinds.contains(&kind)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Messages of a Fluent file; an attribute is `message.attribute`, terms are left out.
fn fluent(text: &str) -> Messages {
    let mut messages = Messages::new();
    let mut message = String::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        let begins = line.chars().next();
        if begins.is_some_and(|first| first.is_ascii_alphabetic())
            && let Some((id, _)) = line.split_once('=')
        {
            message = id.trim().to_owned();
            current = Some(message.clone());
        } else if begins.is_some_and(|first| first == '-' || first == '#') {
            current = None;
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once('=')) {
            current = Some(format!("{message}.{}", name.trim()));
        }
        if let Some(id) = &current {
            messages.entry(id.clone()).or_default().extend(variables(line));
        }
    }
    messages
}

fn variables(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
    })
}

/// A source up to its own tests, which may name messages that do not exist.
fn before_tests(text: &str) -> &str {
    text.find("#[cfg(test)]").and_then(|end| text.get(..end)).unwrap_or(text)
}

fn uses(place: &str, text: &str) -> Vec<Use> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for call in CALLS {
            for (at, _) in line.match_indices(&format!("{call}(")) {
                let before = line.get(..at).and_then(|before| before.chars().next_back());
                // `form::tell` is a piece of a form; its first argument is a field.
                let piece = line.get(..at).is_some_and(|before| before.ends_with("form::"));
                if piece || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let rest = line.get(at + call.len() + 1..).unwrap_or_default();
                if let Some((id, open)) = literal(rest) {
                    found.push(Use { place: place.to_owned(), line: number + 1, id, open });
                }
            }
        }
    }
    found
}

/// The message id among the first arguments of a call, and whether only its beginning is written.
fn literal(arguments: &str) -> Option<(String, bool)> {
    let (before, rest) = arguments.split_once('"')?;
    // A nested call, or the end of this one: the literal belongs to something else.
    let computed = before.ends_with("format!(");
    let before = before.trim_end_matches("format!(");
    if before.contains(['(', ')', '{', '|', ';']) {
        return None;
    }
    let text = rest.split('"').next()?;
    let (id, open) = match text.split_once('{') {
        Some((begin, _)) if computed => (begin, true),
        _ => (text, false),
    };
    let shaped = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    shaped.then(|| (id.to_owned(), open))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(en: &str, es: &str, source: &str) -> Read {
        Read { spoken: vec![("en", fluent(en)), ("es", fluent(es))], used: uses("a.rs", source) }
    }

    #[test]
    fn the_languages_say_the_same() {
        let en = "late = Late by { $days ->\n    [one] { $days } day\n   *[other] { $days } days\n}\nonly = One";
        let found = judge(&read(en, "late = Tarde { $dias }\nextra = Más", ""));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].contains("late uses $dias"));
        assert!(found[1].contains("es: only is missing"));
        assert!(found[2].contains("en: extra is missing"));
    }

    #[test]
    fn a_message_in_use_must_exist() {
        let both = "here = Here\nday-mon = Monday\nask =\n    .hint = Type";
        let source = "Notice::new(\"here\");\nwords.say(lang, \"gone\");\nt(&format!(\"day-{day}\"));\nt(\"ask.hint\")";
        assert_eq!(judge(&read(both, both, source)), ["a.rs:2: there is no message gone"]);
    }

    #[test]
    fn what_only_looks_like_a_call_is_left_alone() {
        let source = "expect(\"x\");\nsay(name(), \"y z\");\n// t(\"comment\")\nsplit(\"a\")";
        assert_eq!(uses("a.rs", source), []);
    }

    #[test]
    fn terms_and_comments_are_no_messages() {
        assert_eq!(fluent("# note = no\n-brand = Alongside\nhi = Hi").into_keys().collect::<Vec<_>>(), ["hi"]);
    }
}
