//! A plan from the first word to the last signature, on both engines, through the doors that the faces use.

use crate::house::{houses, houses_with_a_member, session, signing};
use access::Actor;
use domain::lang::Lang;
use domain::people::Role;
use domain::plan::{HowSigned, SignerKind, TextField};
use service::people::{caseload, find_members, register, sign_in};
use service::plan::{TextSaved, add_goal, freeze, open, save_text, settle_clash, sign, version};
use service::{Fault, Session};

#[test]
fn a_walk_in_with_one_name_gets_a_signed_plan() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Þór 🌊", Lang::En).expect("a chart");
        let goal =
            add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "I miss my bed").expect("a goal");
        let version_id = freeze(&house, &dana, house.new_command(), member).expect("a version");
        let sign_as = |signer, how| sign(&house, &dana, house.new_command(), member, version_id, signing(signer, how));
        sign_as(SignerKind::Member, HowSigned::Drawn).expect("the member signs");
        assert_eq!(version(&house, &dana, member, version_id).expect("a version").line.signed_on, None);
        sign_as(SignerKind::Peer, HowSigned::OwnPin).expect("the peer signs");
        let view = version(&house, &dana, member, version_id).expect("a version");
        assert!(view.line.signed_on.is_some());
        assert_eq!(view.document.content.goal(goal).map(|goal| goal.why.as_str()), Some("I miss my bed"));
        assert_eq!(view.document.member, "Þór 🌊");
        assert!(matches!(sign_as(SignerKind::Peer, HowSigned::OwnPin), Err(Fault::Invalid(_))), "nobody signs twice");
        assert!(matches!(sign_as(SignerKind::Supervisor, HowSigned::OwnPin), Err(Fault::Invalid(_))));
    }
}

#[test]
fn a_double_click_makes_one_goal() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let command = house.new_command();
        let first = add_goal(&house, &dana, command, member, "Walk daily", "").expect("a goal");
        let again = add_goal(&house, &dana, command, member, "Walk daily", "").expect("the same goal");
        assert_eq!(first, again);
        assert_eq!(open(&house, &dana, member).expect("a plan").content.goals.len(), 1);
    }
}

#[test]
fn two_people_who_write_at_once_lose_no_word() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let goal = add_goal(&house, &dana, house.new_command(), member, "Walk daily", "").expect("a goal").to_string();
        let write = |who: &Session, base, text: &str| {
            save_text(&house, who, house.new_command(), member, &goal, TextField::GoalWhy, base, text).expect("saved")
        };
        assert_eq!(write(&dana, 0, "for my heart"), TextSaved::Saved { revision: 1 });
        assert_eq!(write(&renee, 0, "for the dog"), TextSaved::Clash { theirs: "for my heart".into(), revision: 1 });
        let view = open(&house, &dana, member).expect("a plan");
        assert_eq!((view.clashes[0].ours.as_str(), view.clashes[0].theirs.as_str()), ("for my heart", "for the dog"));
        assert!(matches!(freeze(&house, &dana, house.new_command(), member), Err(Fault::Refused(_))));
        let joined = "for my heart and the dog";
        settle_clash(&house, &dana, house.new_command(), member, view.clashes[0].id, 1, joined).expect("settled");
        let view = open(&house, &dana, member).expect("a plan");
        assert!(view.clashes.is_empty());
        assert_eq!(view.content.goals[0].why, joined);
        freeze(&house, &dana, house.new_command(), member).expect("a version");
    }
}

#[test]
fn who_has_no_business_there_finds_nothing() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        for (name, may_read) in [
            ("dana", true),
            ("renee", true),
            ("victor", true),
            ("priya", true),
            ("marcus", false),
            ("tess", false),
            ("sam", false),
            ("joan", false),
            ("carol", false),
            ("ned", false),
            ("wes", false),
            ("omar", false),
            ("beth", false),
            ("gloria", false),
            ("ray", false),
        ] {
            let outcome = open(&house, &session(&house, name), member);
            match outcome {
                Ok(_) => assert!(may_read, "{name} must not read"),
                Err(Fault::Absent) => assert!(!may_read, "{name} may read"),
                Err(other) => panic!("{name}: {other}"),
            }
        }
    }
}

#[test]
fn names_are_found_with_slips_and_only_in_reach() {
    for house in houses() {
        let (dana, omar) = (session(&house, "dana"), session(&house, "omar"));
        let member = register(&house, &dana, house.new_command(), "Catherine Jiménez", Lang::En).expect("a chart");
        for query in ["Catherine", "Kathryn", "jimenez catherine", "Cathrine", "Giménez"] {
            let found = find_members(&house, &dana, query).expect("a search");
            assert!(found.matches.iter().any(|line| line.id == member), "{query} finds her");
            let other = find_members(&house, &omar, query).expect("a search");
            assert!(other.matches.iter().all(|line| line.id != member), "{query} finds nobody across agencies");
        }
        assert!(find_members(&house, &dana, "  ").expect("a search").is_empty());
        assert!(matches!(find_members(&house, &session(&house, "joan"), "Catherine"), Err(Fault::Absent)));
    }
}

#[test]
fn a_member_reads_their_own_plan_and_nobody_elses() {
    for (house, own_name) in houses_with_a_member() {
        let db = service::people::sign_in(&house, &own_name, "walk-beside-me-24", "phone").expect("a sign-in");
        assert_eq!(db.session.roles, [Role::Member]);
        assert!(matches!(db.session.actor, Actor::Member(_)));
        let charts = service::people::own_charts(&house, &db.session).expect("charts");
        assert_eq!(charts.len(), 1);
        assert!(!open(&house, &db.session, charts[0].member).expect("a plan").content.is_empty());
        let dana = session(&house, "dana");
        let other = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        assert!(matches!(open(&house, &db.session, other), Err(Fault::Absent)));
        assert!(matches!(caseload(&house, &db.session), Err(Fault::Absent)));
    }
}

#[test]
fn a_wrong_passphrase_says_no_more_than_an_unknown_name() {
    for house in houses() {
        let wrong =
            |name: &str| sign_in(&house, name, "not this one at all", "there").map(|_| ()).expect_err("no sign-in");
        assert_eq!(wrong("dana"), wrong("nobody-here"));
        for _ in 0..10 {
            let _ = sign_in(&house, "dana", "not this one at all", "there");
        }
        let waits = sign_in(&house, "dana", "walk-beside-me-24", "there").map(|_| ()).expect_err("a wait");
        assert_ne!(waits, wrong("nobody-else"));
        assert!(sign_in(&house, "dana", "walk-beside-me-24", "another place").is_ok());
    }
}
