//! What is said, in both languages, for the notices of the lower floors.

use domain::notice::{Arg, Notice};
use domain::plan::{ActionWho, GoalStatus, Repeat, Standing, TextField};
use domain::text::Line;
use words::{Lang, words};

#[test]
fn a_notice_becomes_a_sentence() {
    let notice = Line::parse(&"x".repeat(1201)).expect_err("too long");
    let said = words().notice(Lang::En, &notice);
    assert!(said.contains("200") && said.contains("1,201"), "{said}");
    assert_ne!(words().notice(Lang::Es, &notice), said);
    let notice = Line::parse("").expect_err("missing");
    assert!(!words().notice(Lang::En, &notice).starts_with('['));
}

#[test]
fn numbers_pick_their_plural_and_dates_their_language() {
    let say = |lang, days| words().say_with(lang, "day-ahead", &[("days", Arg::Number(days))]);
    assert_eq!((say(Lang::En, 1), say(Lang::En, 2)), ("in 1 day".into(), "in 2 days".into()));
    assert_eq!((say(Lang::Es, 1), say(Lang::Es, 2)), ("en 1 día".into(), "en 2 días".into()));
    let due = Notice::new("due-plan").with("date", "2026-12-24".parse::<domain::time::Date>().expect("a date"));
    assert!(words().notice(Lang::En, &due).contains("December 24, 2026"));
    assert!(words().notice(Lang::Es, &due).contains("24 de diciembre de 2026"));
}

#[test]
fn a_message_that_is_not_there_shows_its_id() {
    assert_eq!(words().say(Lang::En, "no-such-message"), "[no-such-message]");
    assert_eq!(words().say_with(Lang::Es, "no-such", &[]), "[no-such]");
}

#[test]
fn no_marks_are_put_around_arguments() {
    let said = words().say_with(Lang::En, "signer-missing", &[("signer", Arg::from("Ana"))]);
    assert!(said.contains("Ana") && !said.contains('\u{2068}'), "{said}");
}

#[test]
fn every_code_of_the_plan_has_a_name() {
    let codes = GoalStatus::ALL.iter().map(|own| format!("goal-status-{}", own.code()));
    let codes = codes.chain(Standing::ALL.iter().map(|own| format!("standing-{}", own.code())));
    let codes = codes.chain(Repeat::ALL.iter().map(|own| format!("repeat-{}", own.code())));
    let codes = codes.chain(ActionWho::ALL.iter().map(|own| format!("who-{}", own.code())));
    let codes = codes.chain(TextField::ALL.iter().map(|own| format!("plan-field-{}", own.code())));
    for id in codes {
        for lang in Lang::ALL {
            assert!(words().has(lang, &id), "{id} in {}", lang.tag());
        }
    }
}
