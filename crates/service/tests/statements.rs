//! Every statement of the program, prepared with every row filter on both engines; and how SQLite would run each.
//!
//! `plans.txt` keeps the plans: a change in it is a change in how a page finds its rows, to be looked at.
//! `UPDATE=1` writes it anew. PostgreSQL plans by the size of its tables, which are empty here: it only has to
//! understand each statement.

use access::{FILTERS, Filter, Scope, Statement};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Statements that read a whole table on purpose: the table is small, or the statement is for one who counts all.
const WHOLE: [&str; 4] =
    ["db::", "service::operate::", "service::demo::crowd::AGENCIES_KNOWN", "service::people::add_agency::ANY_INVENTED"];

/// Tables that grow with the people: to find a few of their rows, no statement goes through all rows of an agency.
const LARGE: [&str; 10] =
    ["member", "enrolment", "channel", "plan", "goal", "strategy", "action", "assignment", "ally", "audit"];

/// Whether a step of a plan reads all rows of an agency from a large table.
fn reads_an_agency(step: &str) -> bool {
    let index = step.split("INDEX ").nth(1).unwrap_or_default();
    let table = index.strip_prefix("sqlite_autoindex_").unwrap_or(index);
    step.trim_start().starts_with("SEARCH")
        && step.ends_with("(agency_id=?)")
        && LARGE.iter().any(|large| table.starts_with(large))
}

/// Each statement once for every filter that may stand in its slot.
fn forms() -> Vec<(&'static Statement, Option<&'static Filter>)> {
    // Linking the floor brings its statements into the registry.
    let _ = service::House::new;
    let mut forms = Vec::new();
    for statement in access::registry() {
        if statement.has_slot() {
            forms.extend(FILTERS.into_iter().map(|filter| (statement, Some(filter))));
        } else {
            forms.push((statement, None));
        }
    }
    forms
}

fn label(statement: &Statement, filter: Option<&Filter>) -> String {
    filter.map_or_else(|| statement.name.to_owned(), |filter| format!("{} × {}", statement.name, filter.name))
}

#[test]
fn both_engines_understand_every_statement_with_every_filter() {
    assert!(forms().len() > 60, "the registry holds the statements of the house");
    for db in testkit::engines() {
        for (statement, filter) in forms() {
            let read = db.read(&Scope::none(), |tx| tx.prepare(statement, filter).map(drop));
            assert!(read.is_ok(), "{}: {read:?}", label(statement, filter));
        }
    }
}

/// See [`access::id_list`]: PostgreSQL reads the whole table otherwise, which empty tables do not show.
#[test]
fn lists_of_identities_are_distinct() {
    for (statement, filter) in forms() {
        assert!(!statement.sql.contains("SELECT to_id("), "{}", label(statement, filter));
    }
}

#[test]
fn no_name_stands_twice_in_the_registry() {
    let mut seen = BTreeMap::new();
    for statement in access::registry() {
        let before = seen.insert(statement.name, statement.sql);
        assert_eq!(before, None, "{}", statement.name);
    }
}

#[test]
fn plans_are_the_ones_that_were_looked_at() {
    let db = testkit::engines().into_iter().next().expect("SQLite");
    let mut plans = BTreeMap::new();
    for (statement, filter) in forms() {
        let plan = db.read(&Scope::none(), |tx| tx.plan(statement, filter)).expect("a plan");
        plans.insert(label(statement, filter), plan);
    }
    let mut text = String::new();
    let mut scans = Vec::new();
    for (name, plan) in &plans {
        let _ = writeln!(text, "{name}");
        // What the statement itself has gathered is no table: its own part of the plan says how that was read.
        let gathered: Vec<&str> = plan
            .iter()
            .filter_map(|step| step.trim().strip_prefix("MATERIALIZE ").or(step.trim().strip_prefix("CO-ROUTINE ")))
            .collect();
        for step in plan {
            let _ = writeln!(text, "    {step}");
            let listed = step.contains("USING") || step.contains("VIRTUAL TABLE") || step.contains("CONSTANT ROW");
            let name_scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let whole = name_scanned.is_some_and(|scanned| !gathered.contains(&scanned)) && !listed;
            if whole && !WHOLE.iter().any(|start| name.starts_with(start)) {
                scans.push(format!("{name}: {step}"));
            }
            // Lists of an agency or a program are as long as it is. No list of an agency is asked for what is shared.
            let wide = ["agency", "program", "agency-and-caseload", "program-and-caseload", "shared"];
            let few = !wide.iter().any(|filter| name.ends_with(&format!(" × {filter}")));
            if few && reads_an_agency(step) {
                scans.push(format!("{name}: {step}"));
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("the file of plans");
    }
    let kept = std::fs::read_to_string(&path).expect("the file of plans");
    assert!(kept == text, "plans changed; run with UPDATE=1 and read the difference of tests/plans.txt");
    assert_eq!(scans, Vec::<String>::new(), "a statement reads a whole table, or all of an agency to find a few");
}
