//! The house rules: which floor may know which, which rooms there are, what a file may be,
//! and that each column of the database is accounted for.

mod catalogue;
mod edges;
mod files;
mod forms;
mod rooms;
mod shape;

use crate::shell::{Outcome, root};

/// Everything that breaks a rule, a line each: the place, then the rule.
pub fn findings() -> Outcome<Vec<String>> {
    let root = root();
    let mut findings = edges::findings()?;
    let files = files::all(&root)?;
    findings.extend(files::findings(&root, &files));
    findings.extend(catalogue::findings(&root)?);
    findings.extend(rooms::findings(&root, &files));
    findings.extend(shape::findings(&root, &files));
    findings.extend(forms::findings(&root, &files));
    findings.sort();
    Ok(findings)
}
