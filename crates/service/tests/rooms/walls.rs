//! What a plan tells of programs: nothing of one that the reader does not work in.

use crate::house::{ago, complete, enrol, houses, ready, session, staff};
use domain::lang::Lang;
use domain::people::Role;
use domain::plan::{DueKind, ExpectedBy, LateReason, TextField};
use service::people::{NewGrant, adopt, agency, end_role, enrolments, grant_role, register, rules, staff_member};
use service::plan::{
    Card, DueLine, DueWhat, VersionLine, add_goal, due_in_team, due_of_member, due_today, freeze, freeze_late, open,
    save_text, version,
};
use service::{House, Session};
use std::collections::BTreeSet;

/// Gives somebody one role, in the program of one pack, and takes every other.
fn alone_in(house: &House, username: &str, role: Role, pack: &str) -> Session {
    let joan = session(house, "joan");
    let id = staff(&session(house, username));
    let page = staff_member(house, &joan, id).expect("a page");
    for grant in page.grants.iter().filter(|grant| grant.open) {
        end_role(house, &joan, house.new_command(), id, grant.id).expect("ended");
    }
    let programs = agency(house, &joan).expect("the agency").programs;
    let program = programs.iter().find(|program| program.rule_pack == pack).expect("a program").id;
    let grant = NewGrant { staff: id, role, program: Some(program), from: None, until: None };
    grant_role(house, &joan, house.new_command(), grant).expect("granted");
    session(house, username)
}

fn sources(house: &House, pack: &str) -> BTreeSet<String> {
    let rules = rules(house, &session(house, "joan")).expect("rules");
    let own = rules.into_iter().filter(|rules| rules.pack.id == pack);
    own.flat_map(|rules| rules.values).map(|value| value.source).collect()
}

fn source(line: &DueLine) -> Option<String> {
    match &line.what {
        DueWhat::Dated { item, .. } => Some(item.rule.source.clone()),
        DueWhat::NoRecommendation { rule, .. } | DueWhat::Recommendation { rule, .. } => Some(rule.source.clone()),
        DueWhat::Signatures { by: ExpectedBy::Rule(rule), .. } => Some(rule.source.clone()),
        DueWhat::Signatures { .. } => None,
    }
}

fn card(lines: &[DueLine]) -> Option<Card> {
    lines.iter().find_map(|line| match &line.what {
        DueWhat::NoRecommendation { card, .. } => Some(*card),
        _ => None,
    })
}

const ARTS: &str = "virginia-arts";
const MENTAL: &str = "virginia-mental-health";

#[test]
fn who_works_in_one_program_reads_nothing_of_another_in_the_plan() {
    for house in houses() {
        let (dana, victor) = (session(&house, "dana"), session(&house, "victor"));
        let ash = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        for pack in [ARTS, MENTAL] {
            enrol(&house, &dana, ash, pack, ago(&house, 60));
        }
        add_goal(&house, &dana, house.new_command(), ash, "Sleep at home", "").expect("a goal");
        let one = freeze(&house, &dana, house.new_command(), ash).expect("a version");
        adopt(&house, &victor, house.new_command(), ARTS, "signer.supervisor", "page 4").expect("adopted");
        let whole = version(&house, &dana, ash, one).expect("a version");
        assert_eq!(whole.document.rules.len(), 2, "who walks beside reads all");
        assert!(!whole.line.blocking.is_empty());
        for (here, there) in [(ARTS, MENTAL), (MENTAL, ARTS)] {
            let secret: BTreeSet<String> = sources(&house, there).difference(&sources(&house, here)).cloned().collect();
            let silent = |lines: &[DueLine]| lines.iter().filter_map(source).all(|source| !secret.contains(&source));

            let imani = alone_in(&house, "imani", Role::Clinician, here);
            let lines = due_of_member(&house, &imani, ash).expect("due");
            assert!(!lines.is_empty() && silent(&lines), "{lines:?}");
            let programs = enrolments(&house, &imani, ash).expect("programs").enrolments;
            assert_eq!(card(&lines).map(|card| card.enrolment), Some(programs[0].id));
            let view = version(&house, &imani, ash, one).expect("a version");
            let named: Vec<&str> = view.document.rules.iter().map(|rule| rule.id.as_str()).collect();
            assert_eq!(named, [here], "the paper names no other");
            assert_eq!(view.hash, whole.hash);
            let blocks = |line: &VersionLine| line.blocking.iter().map(|one| one.code()).collect::<BTreeSet<_>>();
            assert_eq!(blocks(&view.line), blocks(&whole.line), "what blocks is named, without its rule");
            let plan = open(&house, &imani, ash).expect("a plan");
            assert!(plan.lacking.iter().all(|rule| !secret.contains(&rule.source)));

            let renee = alone_in(&house, "renee", Role::Supervisor, here);
            let list = due_in_team(&house, &renee).expect("due");
            let of_ash: Vec<DueLine> = list.lines.into_iter().filter(|line| line.member == ash).collect();
            assert!(!of_ash.is_empty() && silent(&of_ash), "{of_ash:?}");
        }
    }
}

#[test]
fn a_card_without_a_recommendation_leads_whoever_may_write_it() {
    for house in houses() {
        let one = ready(&house, &session(&house, "dana"), 3);
        for (who, may) in [("dana", false), ("renee", true), ("priya", true)] {
            let who = session(&house, who);
            let lines = due_of_member(&house, &who, one.member).expect("due");
            assert_eq!(card(&lines).map(|card| card.may_write), Some(may), "{}", who.name);
        }
        for (who, may) in [("dana", false), ("renee", true)] {
            let lines = due_today(&house, &session(&house, who)).expect("due");
            let own: Vec<DueLine> = lines.into_iter().filter(|line| line.member == one.member).collect();
            assert_eq!(card(&own).map(|card| card.may_write), Some(may), "in a list");
        }
    }
}

#[test]
fn what_held_up_a_late_plan_stands_beside_it_and_not_in_it() {
    for house in houses() {
        let dana = session(&house, "dana");
        let held = |one: &crate::house::Ready| {
            due_of_member(&house, &dana, one.member).expect("due").into_iter().find_map(|line| match line.what {
                DueWhat::Dated { item, held_up, .. } if item.kind == DueKind::Plan => Some(held_up),
                _ => None,
            })
        };
        let late = |one: &crate::house::Ready| open(&house, &dana, one.member).expect("a plan").plan_late;
        let fresh = ready(&house, &dana, 2);
        assert!(!late(&fresh), "there is nothing to explain");
        let one = ready(&house, &dana, 45);
        assert!(late(&one));
        assert_eq!(held(&one), Some(None));
        let look = |id| version(&house, &dana, one.member, id).expect("a version");
        let before = look(one.version);
        assert_eq!(before.late, None);
        let say = |why| freeze_late(&house, &dana, house.new_command(), one.member, why).expect("a version");
        assert_eq!(say(Some(LateReason::Away)), one.version, "nothing that people sign changed");
        assert_eq!((look(one.version).late, look(one.version).hash), (Some(LateReason::Away), before.hash));
        assert_eq!(held(&one), Some(Some(LateReason::Away)));
        let (owner, field) = (one.goal.to_string(), TextField::GoalWhy);
        save_text(&house, &dana, house.new_command(), one.member, &owner, field, 1, "A door").expect("saved");
        let again = say(None);
        assert_eq!(look(again).late, Some(LateReason::Away), "said once, it stays");
        complete(&house, &dana, one.member, again);
        assert!(!late(&one));
        assert_eq!((held(&one), look(again).late), (None, Some(LateReason::Away)));
        let renee = session(&house, "renee");
        assert_eq!(version(&house, &renee, one.member, again).expect("a version").late, Some(LateReason::Away));
    }
}
