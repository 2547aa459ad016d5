//! The table of rules as a page for people: `docs/access-matrix.md`. `UPDATE=1` writes it anew.

use access::Operation;
use access::rules::{Basis, IN_EMERGENCY, OWN_CHART, RULES, Relation, Rule, rules_for};
use domain::people::Role;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

const OPERATIONS: &str = include_str!("../../src/operation.rs");

const HEAD: &str = "# Who may do what

Made by a test from the table of rules (`crates/access/src/rules.rs`) and never written by hand: `UPDATE=1` with the
tests of `access` renews it. What is not on this page is denied.

How somebody who works here stands to a member:

- **beside**: walks with them today, covers for who does, or supervises who does.
- **program**: holds the role in a program that the member is in today. Who holds it in the whole agency counts for
  every program.
- **agency**: holds the role in the member's agency, or in one program of it and then for that program alone.
- **opened**: opened this one chart in an emergency, for an hour, with a role that may (decision 0017).
- **shared**: the member shares parts of their own with this reader, until a moment; an assignment shares nothing.
- **own space**: the member, on their own sign-in.

Before any of this: whom the member keeps out, and whose own chart it is, are denied at work, whatever else holds. The
chart of somebody who works here, or of their kin, is open to those beside them alone. A role counts from its first day
to its last, and for who works here still. While a device is handed to a member, one plan is open on it and nothing
else. Another agency's charts do not exist.

";

/// How close to a person what an operation opens comes.
const fn sensitivity(operation: Operation) -> &'static str {
    use Operation as Op;
    match operation {
        Op::ReadPublic
        | Op::TellDirectory
        | Op::AnswerListing
        | Op::ImportMeetings
        | Op::ReadDesk
        | Op::EditDirectory
        | Op::ProposeEntry
        | Op::ChangeHelpLine
        | Op::Operate
        | Op::KeepRecord => "nobody",
        Op::SignIn | Op::OwnAccount | Op::ShareOwn => "own sign-in",
        Op::ReadAgency | Op::ManageStaff | Op::RestartStaff | Op::ManagePrograms | Op::AdoptRule | Op::AnswerBrowse => {
            "staff"
        }
        Op::Complain => "what the writer tells",
        Op::FindMembers
        | Op::RegisterMember
        | Op::InviteMember
        | Op::AssignPeer
        | Op::Enrol
        | Op::ReadEnrolments
        | Op::ResetSecret
        | Op::LockForMember
        | Op::ReadTeam => "that somebody is here",
        Op::ReadMember | Op::ChangeMember | Op::LookToOpen | Op::BreakGlass | Op::ReviewGlass => "who somebody is",
        Op::ReadCoverage
        | Op::ChangeCoverage
        | Op::ReadPlan
        | Op::WritePlan
        | Op::SignPlan
        | Op::CosignPlan
        | Op::SignByLink
        | Op::ReviewPlan
        | Op::MarkAction
        | Op::HandOver
        | Op::ReadShared
        | Op::SelfCheck => "health and life",
        Op::ReadConsents
        | Op::MakeConsent
        | Op::SignConsent
        | Op::RevokeConsent
        | Op::AskRestriction
        | Op::AnswerRestriction
        | Op::KeepRepresentative
        | Op::ReviewRepresentative
        | Op::AskPrivacy
        | Op::KeepPrivacy => "what was agreed and asked",
        Op::Disclose | Op::DiscloseEmergency => "leaves the agency",
    }
}

/// What the code says of an operation.
fn words(operation: Operation) -> String {
    let name = format!("{operation:?},");
    let lines: Vec<&str> = OPERATIONS.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| *line == name).expect("an operation of the list");
    let first = lines[..at].iter().rposition(|line| !line.starts_with("///")).map_or(0, |line| line + 1);
    lines[first..at].iter().map(|line| line.trim_start_matches("/// ")).collect::<Vec<_>>().join(" ")
}

fn section(basis: Basis) -> &'static str {
    match basis {
        Basis::NeedWithinProgram => "need within the program, 2.12(c)(3)",
        Basis::OwnAccess => "own access, 2.23",
        Basis::MemberRequest => "the member asked",
        Basis::Consent => "consent, 2.31",
        Basis::Audit => "audit, 2.53",
        Basis::Emergency => "emergency, 2.51",
        Basis::SharedByOwner => "the member shares it",
        Basis::NoRecord => "no record of a person",
        Basis::Operations => "running the house",
    }
}

/// Which of these rules' roles, in the order in which roles are listed.
fn roles<'r>(rules: impl Iterator<Item = &'r Rule>) -> String {
    let found: BTreeSet<Role> = rules.flat_map(|rule| rule.roles.iter().copied()).collect();
    found.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ")
}

fn bases(operation: Operation) -> String {
    let mut found: Vec<&str> = rules_for(operation).map(|rule| section(rule.basis)).collect();
    found.extend(OWN_CHART.contains(&operation).then_some(section(Basis::OwnAccess)));
    found.extend(IN_EMERGENCY.contains(&operation).then_some(section(Basis::Emergency)));
    let mut once: Vec<&str> = Vec::new();
    found.into_iter().for_each(|one| {
        if !once.contains(&one) {
            once.push(one)
        }
    });
    once.join("; ")
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("## What is about one chart\n\n");
    page.push_str("| what | beside | program | agency | shared | opened | own space | basis | how close |\n");
    page.push_str("|---|---|---|---|---|---|---|---|---|\n");
    for operation in Operation::ALL.into_iter().filter(|one| one.about_a_member()) {
        let by = |relation| roles(rules_for(operation).filter(|rule| rule.relation == relation));
        let yes = |list: &[Operation]| if list.contains(&operation) { "yes" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`: {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            operation.code(),
            words(operation),
            by(Relation::Caseload),
            by(Relation::Program),
            by(Relation::Agency),
            by(Relation::Shared),
            yes(IN_EMERGENCY),
            yes(OWN_CHART),
            bases(operation),
            sensitivity(operation)
        );
    }
    page.push_str("\n## What is about an agency, its lists and its desks\n\n");
    page.push_str("A list holds the charts on which the same rule would open one, and no other.\n\n");
    page.push_str("| what | roles | basis | how close |\n|---|---|---|---|\n");
    for operation in Operation::ALL.into_iter().filter(|one| !one.about_a_member()) {
        let who = roles(rules_for(operation));
        if who.is_empty() {
            continue;
        }
        let (code, words) = (operation.code(), words(operation));
        let _ = writeln!(page, "| `{code}`: {words} | {who} | {} | {} |", bases(operation), sensitivity(operation));
    }
    page.push_str("\n## By role\n\n| role | relation | may | basis |\n|---|---|---|---|\n");
    for role in Role::ALL {
        for rule in RULES.iter().filter(|rule| rule.roles.contains(role)) {
            let relation = match rule.relation {
                Relation::Caseload => "beside",
                Relation::Program => "program",
                Relation::Agency => "agency",
                Relation::Shared => "shared",
            };
            let may: Vec<String> = rule.operations.iter().map(|one| format!("`{}`", one.code())).collect();
            let _ = writeln!(page, "| {} | {relation} | {} | {} |", role.code(), may.join(" "), section(rule.basis));
        }
    }
    let without = Role::ALL.iter().filter(|role| RULES.iter().all(|rule| !rule.roles.contains(role)));
    let without: Vec<&str> = without.map(|role| role.code()).collect();
    let _ = writeln!(page, "\nNo rule names: {}.", without.join(", "));
    page
}

#[test]
fn the_page_of_rules_is_the_table() {
    let page = page();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &page).expect("the page is written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == page, "the rules changed; run with UPDATE=1 and read the difference of docs/access-matrix.md");
}
