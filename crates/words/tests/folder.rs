//! A folder that stands in for embedded files: what is wrong in it is named by file, line and key.

#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

use std::path::{Path, PathBuf};
use words::content;

struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, file: &str, text: &str) -> Self {
        let root = std::env::temp_dir().join(format!("alongside-words-{name}-{}", std::process::id()));
        let path = root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        Self(root)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn only_problem(folder: &Folder) -> String {
    let problems = content::load(Some(folder.path())).expect_err("a problem");
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].to_string()
}

#[test]
fn a_file_in_the_folder_is_read_instead() {
    let text = "# ours\npathway = [{ key = \"garden\", kind = \"practice\", name = { en = \"Garden\", es = \"Jardín\" }, \
                description = { en = \"Digging.\", es = \"Cavar.\" } }]\r\n";
    let folder = Folder::with("instead", "pathways.toml", text);
    let read = content::load(Some(folder.path())).expect("content");
    assert_eq!(read.pathways.len(), 1);
    assert_eq!(read.pathways[0].name.es, "Jardín");
    assert_eq!(read.life_areas.len(), content::life_areas().len(), "the rest is embedded");
}

#[test]
fn a_wrong_value_is_named_by_file_line_and_key() {
    let text = "\n[[area]]\nkey = \"x\"\nname = { en = \"X\", es = \"X\" }\nhint = { en = \"x\", es = \"x\" }\n\
                dimensions = [\"physical\", \"magical\"]\nsupports = [\"home\"]\n";
    let problem = only_problem(&Folder::with("value", "life-areas.toml", text));
    assert!(
        problem.starts_with("life-areas.toml, line 6, area[0].dimensions[1]: unknown variant `magical`"),
        "{problem}"
    );
}

#[test]
fn a_missing_language_is_named() {
    let text = "[[pathway]]\nkey = \"x\"\nkind = \"place\"\nname = { en = \"X\", es = \" \" }\n\
                description = { en = \"x\", es = \"x\" }\n";
    let problem = only_problem(&Folder::with("language", "pathways.toml", text));
    assert_eq!(problem, "pathways.toml, line 2, name.es: must be written in this language too");
}

#[test]
fn a_misspelt_key_and_broken_toml_are_named() {
    let problem = only_problem(&Folder::with("key", "programs/virginia-arts.toml", "idd = \"x\"\n"));
    assert!(problem.starts_with("programs/virginia-arts.toml, line 1") && problem.contains("idd"), "{problem}");
    let problem = only_problem(&Folder::with("toml", "nicknames.toml", "en = [\nes = []\n"));
    assert!(problem.starts_with("nicknames.toml, line "), "{problem}");
}

#[test]
fn no_file_can_change_911() {
    let text = "[[line]]\nkey = \"911\"\nsource = \"x\"\nverified_on = \"2026-11-22\"\nconfidence = \"house\"\n\
                name = { en = \"911\", es = \"911\" }\ndescription = { en = \"x\", es = \"x\" }\n\
                way = [{ kind = \"call\", to = \"900-555-0100\" }]\n";
    let folder = Folder::with("crisis", "crisis/lines.toml", text);
    let problem = only_problem(&folder);
    assert!(problem.starts_with("crisis/lines.toml, line 2, 911: 911 is built in"), "{problem}");
    let (read, _) = content::Content::read(&words::Source::folder(folder.path()));
    let keys: Vec<&str> = read.crisis.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["911", "988"], "988 is there although the file leaves it out");
    assert_eq!(read.crisis[0].ways[0].to, "911");
    assert_eq!(read.crisis[1].ways.iter().map(|way| way.to.as_str()).collect::<Vec<_>>(), ["988", "988"]);
}
