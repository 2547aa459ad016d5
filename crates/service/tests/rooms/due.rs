//! What is next, what is due, and what programs ask, on both engines.

use crate::house::{agency, ago, complete, enrol, houses, ready, session, set, signing};
use access::{Operation, params, statements};
use domain::id::{MemberId, RowId};
use domain::lang::Lang;
use domain::plan::{ActionWho, DueKind, DueState, GoalStatus, HowSigned, PlanPart, Repeat, SignerKind, TextField};
use domain::time::plus_days;
use service::people::{adopt, register};
use service::plan::{
    Done, DueLine, DueWhat, GoalShape, NewAction, NewReview, add_action, add_goal, add_strategy, day, due_in_team,
    due_of_member, freeze, mark_done, open, review, save_text, shape_goal, sign, version,
};
use service::{Fault, House, Session};

statements! {
    SIGNED_THEN = "UPDATE plan_version SET signed_on = $3 WHERE agency_id = $1 AND id = $2";
    CAREGIVER = "
        INSERT INTO ally (agency_id, id, member_id, relation, name, basis, in_plan, invited_to_planning, signs, from_on)
        VALUES ($1, $2, $3, 'caregiver', 'Mrs. Dunn', 'named-only', $4, $4, $4, $5)";
    NEW_MEMBER = "
        INSERT INTO member (agency_id, id, called, state, state_since, joined, lang, restricted, revision, created_at)
        SELECT agency_id, $2, $3, state, state_since, false, lang, restricted, 1, created_at FROM member WHERE agency_id = $1 AND id = $4";
}

#[test]
fn a_step_that_is_done_leaves_the_day() {
    for house in houses() {
        let dana = session(&house, "dana");
        let one = ready(&house, &dana, 3);
        let way = add_strategy(&house, &dana, house.new_command(), one.member, one.goal, "Ask").expect("a way");
        let today = open(&house, &dana, one.member).expect("a plan").today;
        let add = |what: &str, repeat, on| {
            let new = NewAction { what: what.into(), who: ActionWho::Member, on, repeat, link: None };
            add_action(&house, &dana, house.new_command(), one.member, way, new).expect("a step")
        };
        let later = add("Later", Repeat::Once, Some(plus_days(today, 5)));
        let missed = add("Missed", Repeat::Once, Some(plus_days(today, -5)));
        let daily = add("Daily", Repeat::Daily, None);
        let told = || {
            let steps = day(&house, &dana, one.member).expect("a day").steps;
            steps.into_iter().map(|step| (step.action.id, step.done_today)).collect::<Vec<_>>()
        };
        assert_eq!(told(), [(missed, false), (daily, false), (later, false)]);
        for action in [missed, daily] {
            mark_done(&house, &dana, house.new_command(), one.member, action, Done::default()).expect("done");
        }
        assert_eq!(told(), [(later, false), (daily, true)]);
        assert!(matches!(day(&house, &session(&house, "marcus"), one.member), Err(Fault::Absent)));
    }
}

fn dated(house: &House, who: &Session, member: MemberId, kind: DueKind) -> Option<domain::plan::DueItem> {
    let lines = due_of_member(house, who, member).expect("due");
    lines.into_iter().find_map(|line| match line.what {
        DueWhat::Dated { item, .. } if item.kind == kind => Some(item),
        _ => None,
    })
}

#[test]
fn a_look_is_counted_from_the_last_signing_and_a_new_program_asks_for_a_plan() {
    for house in houses() {
        let dana = session(&house, "dana");
        let one = ready(&house, &dana, 200);
        complete(&house, &dana, one.member, one.version);
        let (here, first, then) = (agency(&dana), one.version, ago(&house, 195));
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &SIGNED_THEN, &params![here, first, then]).map(|_| ())
        });
        let late = dated(&house, &dana, one.member, DueKind::Review).expect("a look");
        assert_eq!((late.state, late.counted_from), (DueState::Late, then));
        let (owner, field) = (one.goal.to_string(), TextField::GoalWhy);
        save_text(&house, &dana, house.new_command(), one.member, &owner, field, 1, "A door").expect("saved");
        let second = freeze(&house, &dana, house.new_command(), one.member).expect("a version");
        complete(&house, &dana, one.member, second);
        let look = dated(&house, &dana, one.member, DueKind::Review).expect("a look");
        assert_eq!(look.state, DueState::Later, "signing the next version was a look");
        assert_eq!(look.counted_from, open(&house, &dana, one.member).expect("a plan").today);

        // Another program, since yesterday, for somebody whose plan was signed long before.
        let two = ready(&house, &dana, 200);
        complete(&house, &dana, two.member, two.version);
        let version = two.version;
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &SIGNED_THEN, &params![here, version, then]).map(|_| ())
        });
        assert_eq!(dated(&house, &dana, two.member, DueKind::Plan), None);
        enrol(&house, &dana, two.member, "virginia-mental-health", ago(&house, 1));
        let plan = dated(&house, &dana, two.member, DueKind::Plan).expect("a first plan there");
        assert_eq!(plan.counted_from, ago(&house, 1));
        let whole = NewReview { words: "It still fits".into(), goals: Vec::new(), late: None };
        review(&house, &dana, house.new_command(), two.member, &whole).expect("a review");
        let look = dated(&house, &dana, two.member, DueKind::Review).expect("a look");
        assert_eq!(look.state, DueState::Later);
    }
}

#[test]
fn a_caregiver_is_waited_for_where_there_is_one_and_the_rule_is_adopted() {
    for house in houses() {
        let (dana, victor) = (session(&house, "dana"), session(&house, "victor"));
        let one = ready(&house, &dana, 3);
        let missing = || version(&house, &dana, one.member, one.version).expect("a version").line;
        assert!(!missing().missing.contains(&SignerKind::Caregiver), "there is none");
        let (here, member, today) = (agency(&dana), one.member, ago(&house, 1));
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let id: RowId = work.ids().next();
            work.run(&permit, &CAREGIVER, &params![here, id, member, false, today]).map(|_| ())
        });
        assert!(missing().missing.contains(&SignerKind::Caregiver));
        assert!(missing().blocking.is_empty());
        adopt(&house, &victor, house.new_command(), "virginia-arts", "signer.caregiver", "page 4").expect("adopted");
        complete(&house, &dana, one.member, one.version);
        assert_eq!((missing().signed_on, missing().blocking), (None, vec![SignerKind::Caregiver]));
        let drawn = signing(SignerKind::Caregiver, HowSigned::Drawn);
        sign(&house, &dana, house.new_command(), one.member, one.version, drawn).expect("the caregiver");
        assert!(missing().signed_on.is_some());
    }
}

#[test]
fn what_a_program_asks_for_is_told_and_blocks_once_it_is_adopted() {
    for house in houses() {
        let (dana, victor) = (session(&house, "dana"), session(&house, "victor"));
        let one = ready(&house, &dana, 3);
        let lacking = || open(&house, &dana, one.member).expect("a plan").lacking;
        let parts: Vec<PlanPart> = lacking().iter().map(|rule| rule.value).collect();
        assert!(parts.contains(&PlanPart::Strategies) && !parts.contains(&PlanPart::Goals), "{parts:?}");
        assert!(lacking().iter().all(|rule| !rule.adopted && !rule.source.is_empty()));
        adopt(&house, &victor, house.new_command(), "virginia-arts", "part.strategies", "page 4").expect("adopted");
        let held = freeze(&house, &dana, house.new_command(), one.member);
        assert!(matches!(&held, Err(Fault::Invalid(errors)) if errors[0].notice.id == "lacks-strategies"), "{held:?}");
        add_strategy(&house, &dana, house.new_command(), one.member, one.goal, "Ask").expect("a way");
        freeze(&house, &dana, house.new_command(), one.member).expect("a version");
        let resting = add_goal(&house, &dana, house.new_command(), one.member, "Sing", "").expect("a goal");
        let shape = GoalShape {
            status: GoalStatus::Paused,
            importance: None,
            confidence: None,
            due: None,
            life_areas: Vec::new(),
        };
        shape_goal(&house, &dana, house.new_command(), one.member, resting, shape).expect("shaped");
        freeze(&house, &dana, house.new_command(), one.member).expect("a goal that rests asks for nothing");
    }
}

#[test]
fn nobody_is_overlooked_in_a_large_agency() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let here = agency(&dana);
        let one = register(&house, &dana, house.new_command(), "A first", Lang::En).expect("a chart");
        let start = ago(&house, 10);
        // Six hundred in time before the alphabet comes to the one who is late.
        let many = 600;
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            for at in 0..many {
                let id: MemberId = work.ids().next();
                work.run(&permit, &NEW_MEMBER, &params![here, id, format!("Abe {at}"), one])?;
                let enrolment: RowId = work.ids().next();
                work.run(&permit, &crate::house::ENROL, &params![here, enrolment, id, start, "virginia-arts"])?;
            }
            Ok(())
        });
        let late = register(&house, &dana, house.new_command(), "Zora", Lang::En).expect("a chart");
        enrol(&house, &dana, late, "virginia-arts", ago(&house, 45));
        let list = due_in_team(&house, &renee).expect("due");
        let found = |lines: &[DueLine]| lines.iter().any(|line| line.member == late);
        assert!(found(&list.lines));
        assert_eq!(list.more, 0, "nobody else is late because of their number");

        // When all are late, the list says how many more there are.
        let start = ago(&house, 40);
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            for at in 0..many {
                let id: MemberId = work.ids().next();
                work.run(&permit, &NEW_MEMBER, &params![here, id, format!("Bea {at}"), one])?;
                let enrolment: RowId = work.ids().next();
                work.run(&permit, &crate::house::ENROL, &params![here, enrolment, id, start, "virginia-arts"])?;
            }
            Ok(())
        });
        let list = due_in_team(&house, &renee).expect("due");
        assert!(found(&list.lines), "who is late the longest comes first");
        let told: std::collections::BTreeSet<MemberId> = list.lines.iter().map(|line| line.member).collect();
        assert!(told.len() + list.more > many, "{} and {}", told.len(), list.more);
    }
}
