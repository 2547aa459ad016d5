//! Everything that is kept about somebody, read back from the paper.

use crate::reading::Paper;
use domain::lang::Lang;
use paper::{House, RecordEntry, RecordPaper, RecordSection};

fn sheet() -> RecordPaper {
    let goal = RecordEntry {
        heading: "Sleep at home".into(),
        facts: vec![("Why".into(), "My bed".into()), ("By when".into(), " ".into())],
        words: "One night at a time.\n\nThen the next.".into(),
    };
    RecordPaper {
        title: "What is kept about me".into(),
        note: "James River · November 23, 2026".into(),
        sections: vec![
            RecordSection { heading: "My plan".into(), entries: vec![goal], ..RecordSection::default() },
            RecordSection { heading: "Reviews".into(), note: "There are none.".into(), ..RecordSection::default() },
            RecordSection {
                heading: "Who looked".into(),
                lines: (0..300).map(|at| format!("Dana Cole read it, {at}")).collect(),
                ..RecordSection::default()
            },
        ],
    }
}

#[test]
fn everything_is_read_from_front_to_back_and_aloud() {
    for lang in [Lang::En, Lang::Es] {
        let paper = Paper::read(&paper::record(&sheet(), &House(lang)).expect("a paper"));
        paper.assert_accessible(lang.tag(), "What is kept about me");
        let text = paper.text();
        for words in ["My plan", "Sleep at home", "My bed", "Then the next.", "There are none.", "read it, 299"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        assert!(!text.contains("By when"), "what is empty is left out");
    }
}
