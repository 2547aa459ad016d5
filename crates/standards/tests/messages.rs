//! Every message that this floor and the directory speak of exists in both languages.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::{Attendance, Days, MeetingType, PartOfDay};
use std::collections::BTreeSet;
use std::path::Path;

fn ids(lang: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../content/translations/{lang}"));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the messages can be read");
    let text = read("meetings.ftl") + &read("services.ftl");
    text.lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(id, _)| id.to_owned())
        .filter(|id| ["meeting-", "offering-"].iter().any(|start| id.starts_with(start)))
        .collect()
}

/// The ids that stand in quotes in the source.
fn spoken() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let listed = |folder: &str| std::fs::read_dir(source.join(folder)).expect("the source can be listed");
    let mut spoken = BTreeSet::new();
    for entry in ["meeting_guide", "bmlt", "table", "hsds"].into_iter().flat_map(listed) {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("the source can be read");
        spoken.extend(
            text.split('"')
                .filter(|piece| ["meeting-", "offering-"].iter().any(|start| piece.starts_with(start)))
                .map(str::to_owned),
        );
    }
    spoken
}

#[test]
fn every_message_exists_in_both_languages() {
    let (english, spanish) = (ids("en"), ids("es"));
    assert_eq!(english, spanish);
    let mut needed = spoken();
    assert!(needed.len() > 25, "the source was searched: {needed:?}");
    needed.extend(MeetingType::known().filter_map(|kind| kind.message_id()));
    needed.extend(Attendance::ALL.map(Attendance::message_id));
    needed.extend(PartOfDay::ALL.map(PartOfDay::message_id));
    needed.extend(Days::ALL.iter().map(Days::message_id));
    let missing: Vec<&String> = needed.difference(&english).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
