//! A consent on paper, and what goes with a plan that leaves by one, read back.

use crate::reading::Paper;
use domain::lang::Lang;
use paper::{ConsentPaper, ConsentSigned, House};

fn sheet() -> ConsentPaper {
    ConsentPaper {
        title: "My yes to share".into(),
        note: None,
        parts: vec![
            ("Who may get it".into(), "Dr. Ana Ruiz (a doctor, a clinic or a health plan).".into()),
            ("You can take it back".into(), "At any time. We stop at once.".into()),
        ],
        signed: Vec::new(),
        lines: vec!["The member".into()],
        hash: "0123456789abcdef0123".into(),
    }
}

#[test]
fn a_consent_says_its_parts_and_has_a_line_for_each_hand() {
    let paper = Paper::read(&paper::consent(&sheet(), &House(Lang::En)).expect("a paper"));
    paper.assert_accessible("en", "My yes to share");
    let text = paper.text();
    for words in ["Who may get it", "Dr. Ana Ruiz", "We stop at once", "The member", "Signature"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn one_that_ended_says_so_and_names_who_signed() {
    let mut sheet = sheet();
    sheet.note = Some("Retirado".into());
    sheet.lines.clear();
    let on = "2026-03-02".parse().expect("a day");
    sheet.signed.push(ConsentSigned { name: "Robin".into(), facts: "firmó a mano".into(), on, drawn: None });
    let text = Paper::read(&paper::consent(&sheet, &House(Lang::Es)).expect("a paper")).text();
    for words in ["Retirado", "Robin", "firmó a mano", "2 de marzo de 2026"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}
