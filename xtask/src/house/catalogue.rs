//! The field catalogue and the retention table, held against the migrations.

use crate::shell::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a column may be (docs/fields.md).
const CLASSES: [&str; 5] = ["public", "house", "chart", "identifying", "private"];

/// Tables with somebody's column and no wall, each with why.
const OPEN: [(&str, &str); 1] =
    [("session", "is found by its secret, before anybody knows whose it is; no list of them is ever read by agency")];

/// Columns by table.
type Tables = BTreeMap<String, BTreeSet<String>>;

/// Columns and tables that one side knows and the other does not.
pub fn findings(root: &Path) -> Outcome<Vec<String>> {
    let dir = root.join("crates/db/migrations");
    let mut files: Vec<_> = fs::read_dir(&dir).into_iter().flatten().filter_map(Result::ok).map(|f| f.path()).collect();
    files.sort();
    let mut tables = Tables::new();
    let mut walled = BTreeSet::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "sql")) {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        apply(&text, &mut tables);
        walled.extend(walls(&text));
    }
    let read = |name: &str| fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"));
    let mut findings = fields(&read("docs/fields.md")?, &tables);
    findings.extend(retention(&read("docs/retention.md")?, &tables));
    findings.extend(without_walls(&tables, &walled));
    Ok(findings)
}

/// The tables that a migration puts behind a wall.
fn walls(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["--", "rls", _, table] => Some(table.to_owned()),
        _ => None,
    })
}

/// A row that says whose it is stands behind a wall, so that a statement that forgets to ask finds nothing.
fn without_walls(tables: &Tables, walled: &BTreeSet<String>) -> Vec<String> {
    let owned = |columns: &BTreeSet<String>| ["agency_id", "person_id"].iter().any(|owner| columns.contains(*owner));
    let bare = tables.iter().filter(|(table, columns)| {
        owned(columns) && !walled.contains(*table) && !OPEN.iter().any(|(open, _)| open == table)
    });
    bare.map(|(table, _)| format!("crates/db/migrations: {table} needs a line `-- rls agency|person|record {table}`"))
        .collect()
}

/// Adds to `tables` what a migration makes, and takes away what it drops.
fn apply(text: &str, tables: &mut Tables) {
    let mut current: Option<String> = None;
    for line in text.lines().map(|line| line.split("--").next().unwrap_or(line).trim()) {
        let words: Vec<&str> =
            line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
        match words.as_slice() {
            ["CREATE", "TABLE", name, ..] => {
                tables.insert((*name).to_owned(), BTreeSet::new());
                current = Some((*name).to_owned());
            }
            ["DROP", "TABLE", name, ..] => {
                tables.remove(*name);
            }
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                tables.entry((*name).to_owned()).or_default().insert((*column).to_owned());
            }
            ["ALTER", "TABLE", name, "DROP", "COLUMN", column, ..] => {
                tables.entry((*name).to_owned()).or_default().remove(*column);
            }
            [column, ..] if line.split_once(' ').is_some_and(|(_, kind)| kind.starts_with('{')) => {
                if let Some(columns) = current.as_ref().and_then(|name| tables.get_mut(name)) {
                    columns.insert((*column).to_owned());
                }
            }
            _ => {}
        }
        if line.starts_with(')') {
            current = None;
        }
    }
}

/// The words in backticks of a row's first cell, and its other cells.
fn row(line: &str) -> Option<(Vec<&str>, Vec<&str>)> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let names: Vec<&str> = cells.next()?.split('`').skip(1).step_by(2).collect();
    (!names.is_empty()).then(|| (names, cells.collect()))
}

fn fields(text: &str, tables: &Tables) -> Vec<String> {
    let mut findings = Vec::new();
    let mut known = Tables::new();
    let mut current = String::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("## ") {
            current = name.trim().to_owned();
            known.entry(current.clone()).or_default();
        } else if let Some((names, cells)) = row(line) {
            if !cells.first().is_some_and(|class| CLASSES.contains(class)) {
                findings.push(format!("docs/fields.md:{}: the class is one of {}", number + 1, CLASSES.join(", ")));
            }
            known.entry(current.clone()).or_default().extend(names.into_iter().map(str::to_owned));
        }
    }
    for (table, columns) in tables {
        let empty = BTreeSet::new();
        let here = known.get(table).unwrap_or(&empty);
        findings.extend(columns.difference(here).map(|column| format!("docs/fields.md: {table}.{column} has no row")));
        let gone = here.difference(columns);
        findings.extend(gone.map(|column| format!("docs/fields.md: there is no column {table}.{column}")));
    }
    let gone = known.keys().filter(|table| !tables.contains_key(*table));
    findings.extend(gone.map(|table| format!("docs/fields.md: there is no table {table}")));
    findings
}

fn retention(text: &str, tables: &Tables) -> Vec<String> {
    let rows: Vec<_> = text.lines().filter_map(row).collect();
    let known: BTreeSet<&str> = rows.iter().flat_map(|(names, _)| names.iter().copied()).collect();
    let missing = tables.keys().filter(|table| !known.contains(table.as_str()));
    let mut findings: Vec<String> = missing.map(|table| format!("docs/retention.md: {table} has no row")).collect();
    let gone = known.iter().filter(|table| !tables.contains_key(**table));
    findings.extend(gone.map(|table| format!("docs/retention.md: there is no table {table}")));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIGRATION: &str = "CREATE TABLE goal (\n  id {id} NOT NULL, -- its key\n  due_on {text},\n  PRIMARY KEY (id)\n){strict};\n\
        CREATE INDEX goal_due ON goal (due_on);\nALTER TABLE goal ADD COLUMN status {text};\n";

    fn tables() -> Tables {
        let mut tables = Tables::new();
        apply(MIGRATION, &mut tables);
        tables
    }

    #[test]
    fn columns_are_read_from_migrations() {
        let columns: Vec<_> = tables()["goal"].iter().cloned().collect();
        assert_eq!(columns, ["due_on", "id", "status"]);
    }

    #[test]
    fn the_catalogue_knows_each_column_and_no_other() {
        let whole = "## goal\n| `id` | house | no | key |\n| `due_on` `status` | chart | no | no |\n";
        assert_eq!(fields(whole, &tables()), Vec::<String>::new());
        let wrong = "## goal\n| `id` `gone` | secret | no | key |\n| `due_on` | chart | no | no |\n## attic\n";
        assert_eq!(fields(wrong, &tables()).len(), 4);
    }

    #[test]
    fn each_table_is_kept_for_some_time() {
        assert_eq!(retention("| `goal` | 10 years |", &tables()), Vec::<String>::new());
        assert_eq!(retention("| `gone` | 1 day |", &tables()).len(), 2);
    }

    #[test]
    fn what_belongs_to_somebody_stands_behind_a_wall() {
        let mut tables = Tables::new();
        let text = "CREATE TABLE goal (\n  agency_id {id} NOT NULL,\n){strict};\nCREATE TABLE word (\n  id {id},\n){strict};\n";
        apply(text, &mut tables);
        assert_eq!(without_walls(&tables, &BTreeSet::new()).len(), 1);
        let walled: BTreeSet<String> = walls("-- rls agency goal\n").collect();
        assert_eq!(without_walls(&tables, &walled), Vec::<String>::new());
    }
}
