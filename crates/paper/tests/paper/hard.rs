//! What is hard to print: other scripts, emoji, markup, very long answers.

use crate::reading::{Paper, goal, ids, plan};
use domain::lang::Lang;
use domain::plan::{CornerPerson, PlanDocument};
use paper::{House, PlanExtras};
use std::time::Instant;

fn print(doc: &PlanDocument) -> Paper {
    let paper = Paper::read(&paper::plan(doc, &PlanExtras::default(), &House(Lang::En)).expect("a paper"));
    paper.assert_accessible("en", "plan");
    paper
}

fn with_good_life(text: &str) -> PlanDocument {
    let mut doc = plan();
    doc.content.good_life = text.to_owned();
    doc
}

#[test]
fn markup_is_printed_as_it_was_typed() {
    let typed = "#panic() *not bold* _not slanted_ $x^2$ @ref <label> \\ `raw` = title - item // note /* x */ [box] {y} \"q\" ~ #sys.inputs ---";
    let mut doc = with_good_life(typed);
    doc.member = "D#e*e_$@<b>".into();
    doc.content.goals[0].statement = "#include \"/etc/passwd\"".into();
    let text = print(&doc).text();
    assert!(text.contains(typed), "{text}");
    assert!(text.contains("D#e*e_$@<b>") && text.contains("#include \"/etc/passwd\""));
}

#[test]
fn emoji_are_printed() {
    let paper = print(&with_good_life("Sundays 👍 with 👨‍👩‍👧 and ❤️ 🙏🏽 🇺🇸 1️⃣ ☕ ✓ ★"));
    let text = paper.text();
    assert!(text.contains("👍") && text.contains("☕") && text.contains("✓"), "{text}");
    assert!(!text.contains("could not be printed"), "{text}");
}

#[test]
fn names_in_other_scripts_are_printed() {
    let mut doc =
        with_good_life("أريد بيتا هادئا لعائلتي.\n\nאני רוצה בית שקט.\n\nТихий дом. Ένα σπίτι. Ngôi nhà yên tĩnh.");
    for name in ["محمد علي", "יעל כהן", "Олена Шевченко", "Nguyễn Thị Hương", "José Núñez", "Łukasz Żółć"]
    {
        doc.content.corner.push(CornerPerson { name: name.into(), relation: "friend".into() });
    }
    doc.member = "محمد".into();
    let paper = print(&doc);
    let text = paper.text();
    for word in ["Олена Шевченко", "Nguyễn Thị Hương", "José Núñez", "Łukasz Żółć", "Ένα σπίτι"]
    {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    assert!(text.chars().any(|c| ('\u{5d0}'..='\u{5ea}').contains(&c)), "Hebrew is missing: {text}");
    assert!(text.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c)), "Arabic is missing: {text}");
    assert!(text.contains("Ngôi nhà yên tĩnh"), "{text}");
    assert!(!text.contains("could not be printed"), "{text}");
}

#[test]
fn a_character_without_a_font_is_replaced_where_people_see_it() {
    let text = print(&with_good_life("王小明 is my neighbor \u{e001}\u{10ffff}")).text();
    assert!(text.contains("▯▯▯ is my neighbor ▯▯"), "{text}");
    assert!(text.contains("The sign ▯ stands where"), "{text}");
}

#[test]
fn letters_that_no_one_font_can_join_do_not_stop_the_paper() {
    for text in [
        "Z\u{0351}\u{0489}\u{034a}a\u{0321}lgo\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}",
        "א\u{0301}\u{064b} ع\u{05b0} \u{0301} \u{200d}\u{200d} \u{0489}",
        "\u{202e}abc\u{202c} \u{0}\u{7}\u{1b}[31m \u{feff}",
        "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿 🏴\u{e0067}\u{e0062}\u{e007f} 🏻",
        "ﷺ ﷽ \u{fdfd}",
    ] {
        let text = print(&with_good_life(&format!("before {text} after"))).text();
        assert!(text.contains("before") && text.contains("after"), "{text}");
    }
}

#[test]
fn ten_thousand_words_are_all_printed() {
    let words: Vec<String> = (0..10_000).map(|at| format!("word{at}")).collect();
    let paper = print(&with_good_life(&words.join(" ")));
    let text = paper.text();
    assert!(paper.pages() > 20);
    for at in [0, 1, 4_999, 9_998, 9_999] {
        assert!(text.contains(&format!("word{at} ")), "word{at} is missing");
    }
}

#[test]
fn every_field_may_be_long_without_losing_its_end() {
    let long = |mark: &str| format!("{} end-of-{mark}", "some words ".repeat(700));
    let mut doc = plan();
    let goal = &mut doc.content.goals[0];
    goal.statement = long("statement");
    goal.why = long("why");
    goal.achievable = long("achievable");
    goal.strategies[0].statement = long("strategy");
    goal.strategies[0].barrier = long("barrier");
    goal.strategies[0].actions[0].what = long("action");
    goal.strategies[0].actions[0].when = long("when");
    doc.content.corner[0].relation = long("relation");
    doc.content.home = long("home");
    let mut extras = PlanExtras::default();
    extras.translations.insert(doc.content.home.clone(), long("translation"));
    let text = Paper::read(&paper::plan(&doc, &extras, &House(Lang::Es)).expect("a paper")).text();
    for mark in
        ["statement", "why", "achievable", "strategy", "barrier", "action", "when", "relation", "home", "translation"]
    {
        assert!(text.contains(&format!("end-of-{mark}")), "the end of {mark} is missing");
    }
    assert_eq!(text.matches("words").count(), 7_000);
}

#[test]
fn a_word_without_spaces_stays_on_the_page() {
    let word = "x".repeat(600);
    assert!(print(&with_good_life(&word)).text().replace(' ', "").contains(&word));
}

#[test]
fn forty_goals_are_printed() {
    let mut doc = plan();
    let mut ids = ids();
    doc.content.goals = (1..=40).map(|at| goal(&mut ids, &format!("number {at}."))).collect();
    let text = print(&doc).text();
    for at in [1, 20, 40] {
        assert!(text.contains(&format!("Goal {at} ")) && text.contains(&format!("front door number {at}.")));
    }
}

/// A measurement, not a test: `cargo test -p paper --test hard -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
#[expect(clippy::disallowed_methods, reason = "measures how long a paper takes")]
fn times() {
    let doc = plan();
    let mut many = plan();
    let mut ids = ids();
    many.content.goals = (1..=40).map(|at| goal(&mut ids, &format!("number {at}."))).collect();
    let long = with_good_life(&"word ".repeat(10_000));
    for (name, doc) in
        [("two goals", &doc), ("two goals", &doc), ("two goals", &doc), ("40 goals", &many), ("10,000 words", &long)]
    {
        let start = Instant::now();
        let bytes = paper::plan(doc, &PlanExtras::default(), &House(Lang::En)).expect("a paper");
        eprintln!("{name}: {:?}, {} bytes", start.elapsed(), bytes.len());
    }
}
