//! Plans that were frozen once stay readable, byte for byte.

#![expect(clippy::expect_used, reason = "a sample that does not parse fails the test")]

use domain::lang::Lang;
use domain::plan::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, Standing, Strategy,
};

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(last: u8) -> T {
    format!("019d0000-0000-7000-8000-0000000000{last:02x}").parse().expect("an identity")
}

fn action() -> Action {
    Action {
        id: id(3),
        what: "Visit the Thursday meeting".into(),
        who: ActionWho::Together,
        who_name: String::new(),
        on: Some("2026-10-15".parse().expect("a date")),
        when: "after supper".into(),
        repeat: Repeat::Weekly,
        link: Some(ActionLink {
            meeting: id(4),
            name: "Thursday Night Group".into(),
            when: "thu 19:00".into(),
            place: "12 Main Street".into(),
            online: String::new(),
            phone: String::new(),
        }),
    }
}

fn goal() -> Goal {
    Goal {
        id: id(1),
        statement: "I want to see my daughter “every” Sunday ☀".into(),
        why: "She is why I get up.".into(),
        life_areas: vec!["family".into()],
        importance: Ruler::try_from(10).ok(),
        confidence: None,
        status: GoalStatus::Active,
        specific: "Sunday lunch".into(),
        measure: Measure { what: "Sundays".into(), baseline: "0".into(), target: "4 a month".into() },
        achievable: "My sister drives.".into(),
        relevant: "Family first.".into(),
        due: Some("2027-01-31".parse().expect("a date")),
        strategies: vec![Strategy {
            id: id(2),
            statement: "Rest well on Saturdays".into(),
            strength: "I keep my word.".into(),
            barrier: "Late shifts".into(),
            support_person: "Rosa".into(),
            actions: vec![action()],
        }],
    }
}

fn document() -> PlanDocument {
    PlanDocument {
        schema: SCHEMA,
        number: 2,
        written_on: "2026-10-01".parse().expect("a date"),
        lang: Lang::Es,
        agency: "River House".into(),
        member: "Dee".into(),
        rules: vec![RulePackRef { id: "plain-grant".into(), hash: "ab".repeat(32) }],
        content: PlanContent {
            good_life: "Un jardín.\nPaz.".into(),
            strengths: "Patience".into(),
            home: "Quiet".into(),
            corner: vec![CornerPerson { name: "Rosa".into(), relation: "sister".into() }],
            pathways: vec![PathwayChoice { key: "faith".into(), custom: String::new(), standing: Standing::Using }],
            goals: vec![goal()],
            frequency: Some(Frequency { days_per_week: 2, minutes_per_week: 120 }),
            recommendation: "Seen on September 20".into(),
        },
    }
}

const GOLDEN: &[u8] = include_bytes!("golden/plan-schema-1.json");

#[test]
fn schema_1_reads_and_writes_the_same_bytes_as_ever() {
    let golden = GOLDEN.trim_ascii_end();
    let written = document().to_bytes();
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(golden));
    assert_eq!(PlanDocument::from_bytes(golden), Ok(document()));
    assert_eq!(PlanDocument::hash(golden), "81c7b24589462c6d6248e3c2340b2fccd612d098bc132b98e5596592e2cc2336");
}

#[test]
fn a_schema_from_later_is_refused_and_named() {
    let mut later = serde_json::to_value(document()).expect("JSON");
    later["schema"] = 99.into();
    let refused = PlanDocument::from_bytes(later.to_string().as_bytes()).expect_err("an unknown schema");
    assert_eq!(refused, domain::notice::Notice::new("plan-schema-unknown").with("schema", 99));
}

#[test]
fn what_is_no_plan_is_refused() {
    for bytes in [&b""[..], b"{}", b"{\"schema\":1}", b"\xff\xfe", b"[1]"] {
        let refused = PlanDocument::from_bytes(bytes).expect_err("no plan");
        assert_eq!(refused.id, "plan-unreadable", "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn things_are_found_by_identity() {
    let content = document().content;
    assert_eq!(content.goal(id(1)).map(|goal| goal.status), Some(GoalStatus::Active));
    assert_eq!(content.strategy(id(2)).map(|(goal, _)| goal.id), Some(id(1)));
    assert_eq!(content.action(id(3)).map(|(strategy, _)| strategy.id), Some(id(2)));
    assert!(content.goal(id(9)).is_none());
}

#[test]
fn a_plan_is_empty_until_somebody_writes() {
    assert!(PlanContent::default().is_empty());
    let mut blank = goal();
    for text in [&mut blank.statement, &mut blank.why, &mut blank.specific, &mut blank.achievable, &mut blank.relevant]
    {
        text.clear();
    }
    blank.measure = Measure::default();
    blank.strategies.clear();
    let mut content = PlanContent { goals: vec![blank], ..PlanContent::default() };
    assert!(content.is_empty(), "a goal without words is nothing");
    content.goals[0].strategies = goal().strategies;
    assert!(!content.is_empty(), "an action is something");
}
