//! Plans to print.

use domain::id::{ActionId, GoalId, Ids, MeetingId, StrategyId};
use domain::lang::Lang;
use domain::plan::{
    Action, ActionLink, ActionWho, CornerPerson, Frequency, Goal, GoalStatus, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, Ruler, Standing, Strategy,
};
use domain::time::{Date, Moment};

pub fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn ids() -> Ids {
    Ids::new(Moment::from_micros(1_790_000_000_000_000), [3; 16])
}

/// A goal that fills every field; `mark` is part of its texts.
pub fn goal(ids: &mut Ids, mark: &str) -> Goal {
    let action = |what: &str, who, repeat, link, ids: &mut Ids| Action {
        id: ids.next::<ActionId>(),
        what: format!("{what} {mark}"),
        who,
        who_name: String::new(),
        on: Some(date("2026-12-01")),
        when: "after breakfast".into(),
        repeat,
        link,
    };
    let meeting = ActionLink {
        meeting: ids.next::<MeetingId>(),
        name: "Sunrise on Grove".into(),
        when: "mon 19:00".into(),
        place: "1200 Grove Ave, Richmond".into(),
        online: String::new(),
        phone: String::new(),
    };
    let actions = vec![
        action("Call the office", ActionWho::Member, Repeat::Once, None, ids),
        action("Walk to the meeting", ActionWho::Together, Repeat::Weekly, Some(meeting), ids),
    ];
    Goal {
        id: ids.next::<GoalId>(),
        statement: format!("My own front door {mark}"),
        why: format!("My daughter can sleep over {mark}"),
        life_areas: vec!["home".into(), "family".into()],
        importance: Ruler::try_from(9).ok(),
        confidence: Ruler::try_from(7).ok(),
        status: GoalStatus::Active,
        specific: format!("A one-bedroom place near the bus {mark}"),
        measure: Measure { what: "Visits".into(), baseline: "None yet".into(), target: "Five".into() },
        achievable: "I have saved two months of rent".into(),
        relevant: "Home is where I stay well".into(),
        due: Some(date("2027-03-01")),
        strategies: vec![Strategy {
            id: ids.next::<StrategyId>(),
            statement: format!("Look with someone who knows landlords {mark}"),
            strength: "I keep at things".into(),
            barrier: "My old lease".into(),
            support_person: "Aunt Rose".into(),
            actions,
        }],
    }
}

/// A plan that fills every field.
pub fn plan() -> PlanDocument {
    let mut ids = ids();
    PlanDocument {
        schema: domain::plan::SCHEMA,
        number: 3,
        written_on: date("2026-11-24"),
        lang: Lang::En,
        agency: "Riverside Peers".into(),
        member: "Dee".into(),
        rules: Vec::new(),
        content: PlanContent {
            good_life: "Coffee on the porch. Work I can be proud of.\n\nSundays with my daughter, and nobody asking where I have been.".into(),
            strengths: "I am patient. I can fix almost anything with an engine.".into(),
            home: "It is loud at my cousin's. My room has a lock, and that helps.".into(),
            corner: vec![
                CornerPerson { name: "Aunt Rose".into(), relation: "raised me".into() },
                CornerPerson { name: "Marcus".into(), relation: "friend from work".into() },
            ],
            pathways: vec![
                PathwayChoice { key: "walking".into(), custom: String::new(), standing: Standing::Using },
                PathwayChoice { key: String::new(), custom: "Fishing with Marcus".into(), standing: Standing::Curious },
            ],
            goals: vec![goal(&mut ids, "one"), goal(&mut ids, "two")],
            frequency: Some(Frequency { days_per_week: 2, minutes_per_week: 90 }),
            recommendation: "Recommended by a clinician for a condition".into(),
        },
    }
}
