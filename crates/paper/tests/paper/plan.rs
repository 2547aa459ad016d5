//! The plan on paper, read back.

use crate::reading::{Paper, date, plan};
use domain::lang::Lang;
use domain::plan::{PlanContent, PlanDocument};
use paper::{DrawnLine, House, MissingSigner, PlanExtras, Signature};

fn extras() -> PlanExtras {
    let names = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, name)| ((*key).into(), (*name).into())).collect();
    PlanExtras {
        life_areas: names(&[("home", "A place to live"), ("family", "Family")]),
        pathways: names(&[("walking", "Walking outdoors")]),
        signatures: vec![
            Signature {
                name: "Dee".into(),
                role: "Member".into(),
                how: "Drawn by hand, with a witness".into(),
                on: date("2026-11-24"),
                story: vec!["beside Lena Ortiz".into(), "read out loud".into(), "Ana Paz interpreted".into()],
                drawn: Some(DrawnLine {
                    svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\"><path d=\"M4 4L20 30L40 10L60 30\" \
                          fill=\"none\" stroke=\"#1d3557\"/></svg>"
                        .into(),
                    told: "The signature of Dee".into(),
                }),
            },
            Signature {
                name: "Lena Ortiz".into(),
                role: "Peer".into(),
                how: "With their own PIN".into(),
                on: date("2026-11-24"),
                story: Vec::new(),
                drawn: None,
            },
        ],
        missing: vec![MissingSigner { role: "Supervisor".into(), name: Some("Sam Hill".into()) }],
        hash: Some("0123456789abcdef0123456789abcdef".into()),
        show_agency: true,
        ..PlanExtras::default()
    }
}

fn print(doc: &PlanDocument, extras: &PlanExtras, lang: Lang) -> Paper {
    Paper::read(&paper::plan(doc, extras, &House(lang)).expect("a paper"))
}

#[track_caller]
fn assert_says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}

#[test]
fn every_part_of_the_plan_is_on_paper_in_english() {
    let paper = print(&plan(), &extras(), Lang::En);
    paper.assert_accessible("en", "Dee’s plan");
    let text = paper.text();
    assert_says(&text, &["My plan", "Dee", "Version 3", "November 24, 2026", "Riverside Peers"]);
    assert_says(&text, &["What a good life looks like to me", "Coffee on the porch", "Sundays with my daughter"]);
    assert_says(&text, &["My strengths", "People in my corner", "Aunt Rose", "raised me", "It is loud at my cousin"]);
    assert_says(&text, &["Walking outdoors", "Part of my life", "Fishing with Marcus", "Curious"]);
    assert_says(
        &text,
        &["Goal 1", "My own front door one", "My daughter can sleep over one", "A place to live, Family"],
    );
    assert_says(&text, &["9 of 10", "7 of 10", "A one-bedroom place", "Five", "two months of rent", "March 1, 2027"]);
    assert_says(&text, &["Look with someone", "I keep at things", "My old lease", "Walk to the meeting one"]);
    assert_says(&text, &["We do this together", "Every week", "from December 1, 2026", "after breakfast"]);
    assert_says(
        &text,
        &["Meeting: Sunrise on Grove, Monday, 7:00 pm, 1200 Grove Ave, Richmond", "Goal 2", "front door two"],
    );
    assert_says(&text, &["Days each week: 2", "Minutes each week: 90", "Lena Ortiz", "With their own PIN"]);
    assert_says(&text, &["Sam Hill, Supervisor", "0123 4567 89ab cdef", &format!("Page 1 of {}", paper.pages())]);
    assert!(!text.contains("Draft"));
    assert!(!text.contains('▯'));
}

#[test]
fn a_signature_keeps_its_story_and_its_line() {
    let paper = print(&plan(), &extras(), Lang::En);
    paper.assert_accessible("en", "Dee’s plan");
    assert_says(&paper.text(), &["beside Lena Ortiz", "read out loud", "Ana Paz interpreted"]);
    let bare: Vec<Signature> = extras().signatures.into_iter().map(|one| Signature { drawn: None, ..one }).collect();
    let without =
        paper::plan(&plan(), &PlanExtras { signatures: bare, ..extras() }, &House(Lang::En)).expect("a paper");
    let with = paper::plan(&plan(), &extras(), &House(Lang::En)).expect("a paper");
    assert_ne!(with, without, "what was drawn is on the paper");
}

#[test]
fn the_agency_and_private_pathways_are_there_only_where_they_were_chosen() {
    let quiet = PlanExtras { show_agency: false, leave_out: ["walking".to_owned()].into(), ..extras() };
    let text = print(&plan(), &quiet, Lang::En).text();
    assert!(!text.contains("Riverside Peers") && !text.contains("Walking outdoors"), "{text}");
    assert_says(&text, &["Fishing with Marcus", "Version 3"]);
}

#[test]
fn the_same_plan_has_spanish_labels_around_the_members_own_words() {
    let paper = print(&plan(), &extras(), Lang::Es);
    paper.assert_accessible("es", "El plan de Dee");
    let text = paper.text();
    assert_says(
        &text,
        &["Mi plan", "Versión 3", "24 de noviembre de 2026", "Mis metas", "Meta 1", "7 de 10", "Firmas"],
    );
    assert_says(&text, &["Días por semana: 2", "Cuánta confianza tengo", "lunes, 7:00", "My own front door one"]);
    assert!(!text.contains("How confident"), "an English label is left");
}

#[test]
fn headings_lists_quotes_and_the_table_of_signatures_are_tagged() {
    let paper = print(&plan(), &extras(), Lang::En);
    // Five sections, goals, frequency, signatures; two goals.
    assert_eq!((paper.tagged("H1"), paper.tagged("H2")), (8, 2));
    assert_eq!((paper.tagged("Table"), paper.tagged("TH"), paper.tagged("TD")), (1, 4, 8));
    assert_eq!(paper.tagged("BlockQuote"), 2);
    assert!(paper.tagged("LI") >= 8);
}

#[test]
fn neither_program_nor_recommendation_is_named_unless_the_member_chose_it() {
    let silent = print(&plan(), &extras(), Lang::En).text();
    for word in ["Program", "condition", "Recommended", "recommendation"] {
        assert!(!silent.contains(word), "{word} is named");
    }
    let chosen = PlanExtras { show_program: Some("Peer Support East".into()), ..extras() };
    assert_says(
        &print(&plan(), &chosen, Lang::En).text(),
        &["Program: Peer Support East", "Recommended by a clinician"],
    );
}

#[test]
fn a_draft_says_so_on_every_page() {
    let draft = PlanExtras { draft: true, signatures: Vec::new(), ..extras() };
    let paper = print(&plan(), &draft, Lang::En);
    assert!(paper.pages() > 1);
    assert_eq!(paper.text().matches("Not signed yet").count(), paper.pages() + 1);
}

#[test]
fn a_translation_stands_beside_the_members_words() {
    let doc = plan();
    let mut extras = extras();
    extras.translations.insert(doc.content.strengths.clone(), "Soy paciente. Sé arreglar motores.".into());
    extras.translations.insert(doc.content.goals[0].statement.clone(), "Mi propia puerta".into());
    let text = print(&doc, &extras, Lang::Es).text();
    assert_says(&text, &["I am patient.", "Soy paciente.", "Traducción", "My own front door one", "Mi propia puerta"]);
}

#[test]
fn an_empty_plan_is_still_a_paper() {
    let doc = PlanDocument { content: PlanContent::default(), ..plan() };
    let paper = print(&doc, &PlanExtras::default(), Lang::En);
    paper.assert_accessible("en", "Dee’s plan");
    assert_eq!(paper.pages(), 1);
    assert_says(&paper.text(), &["Nothing is written here yet.", "Fingerprint of this version:"]);
}

#[test]
fn a_goal_without_a_word_in_it_is_printed_with_its_number() {
    let mut doc = plan();
    doc.content.goals.truncate(1);
    let goal = &mut doc.content.goals[0];
    (goal.statement, goal.why, goal.due) = (String::new(), " \n ".into(), None);
    (goal.importance, goal.confidence) = (None, None);
    goal.life_areas.clear();
    goal.strategies[0].statement.clear();
    for action in &mut goal.strategies[0].actions {
        (action.what, action.when, action.on, action.link) = (String::new(), String::new(), None, None);
    }
    let text = print(&doc, &extras(), Lang::En).text();
    assert_says(&text, &["Goal 1", "I do this"]);
    assert!(!text.contains("of 10") && !text.contains("Why it matters") && !text.contains("Meeting:"));
}

#[test]
fn the_same_plan_makes_the_same_bytes_and_another_fingerprint_when_a_word_changes() {
    let make = |doc: &PlanDocument| paper::plan(doc, &PlanExtras::default(), &House(Lang::En)).expect("a paper");
    let mut other = plan();
    assert_eq!(make(&plan()), make(&other));
    other.content.home.push('!');
    let mark =
        |bytes: &[u8]| Paper::read(bytes).text().split("Fingerprint of this version: ").nth(1).map(str::to_owned);
    assert_ne!(mark(&make(&plan())), mark(&make(&other)));
}
