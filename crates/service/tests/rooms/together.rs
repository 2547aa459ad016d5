//! The draft side by side, on both engines: pathways, people, steps, a meeting, clashes, the handed-over device.

use crate::house::{houses, houses_with_a_member, session};
use domain::id::{ActionId, GoalId, MemberId, StrategyId};
use domain::lang::Lang;
use domain::plan::{ActionWho, Frequency, Repeat, Standing, TextField};
use service::directory::{MeetingQuery, import, meetings};
use service::people::{own_charts, register, sign_in};
use service::plan::{
    ActionShape, Done, MeetingPick, NewAction, Part, PathwaySaid, Reflections, TakenBack, TextSaved, Toward,
    add_action, add_goal, add_strategy, freeze, hand_over, has_pin, keep_self_check, link_meeting, mark_done,
    move_goal, name_in_corner, open, save_text, self_check, set_frequency, set_in_corner, set_pathways, settle_clash,
    shape_action, start, take_away, take_back, texts, version,
};
use service::{Fault, House, Session};

/// A new chart with a goal, a way and a step.
fn begun(house: &House, peer: &Session) -> (MemberId, GoalId, StrategyId, ActionId) {
    let member = register(house, peer, house.new_command(), "Ash", Lang::En).expect("a chart");
    let goal = add_goal(house, peer, house.new_command(), member, "Sleep at home", "").expect("a goal");
    let way = add_strategy(house, peer, house.new_command(), member, goal, "Ask my sister").expect("a way");
    let step =
        NewAction { what: "Call her".into(), who: ActionWho::Member, on: None, repeat: Repeat::Once, link: None };
    let action = add_action(house, peer, house.new_command(), member, way, step).expect("a step");
    (member, goal, way, action)
}

fn said(key: &str, custom: &str, standing: Option<Standing>) -> PathwaySaid {
    PathwaySaid { key: key.into(), custom: custom.into(), standing, only_new: false }
}

#[test]
fn several_pathways_stand_at_once_and_nobody_overwrites_the_others() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let (member, ..) = begun(&house, &dana);
        let say = |who: &Session, list| set_pathways(&house, who, house.new_command(), member, list);
        say(&dana, vec![said("wrap", "", Some(Standing::Using)), said("", "My garden", Some(Standing::Trying))])
            .expect("said");
        say(&renee, vec![said("twelve-step", "", Some(Standing::NotForMe))]).expect("said");
        let stand = || {
            let view = open(&house, &dana, member).expect("a plan");
            view.content.pathways.into_iter().map(|c| (c.key, c.custom, c.standing)).collect::<Vec<_>>()
        };
        assert_eq!(
            stand(),
            [
                ("wrap".to_owned(), String::new(), Standing::Using),
                (String::new(), "My garden".to_owned(), Standing::Trying),
                ("twelve-step".to_owned(), String::new(), Standing::NotForMe),
            ]
        );
        let read_of = |name: &str| PathwaySaid { only_new: true, ..said("", name, Some(Standing::Curious)) };
        say(&dana, vec![read_of("My garden"), read_of("A choir")]).expect("said");
        assert_eq!(stand()[1].2, Standing::Trying, "what was said before stays");
        assert_eq!(stand()[3], (String::new(), "A choir".to_owned(), Standing::Curious));
        say(&dana, vec![said("wrap", "", None)]).expect("said");
        assert_eq!(stand().len(), 3);
        assert!(matches!(say(&dana, vec![said("no-such-way", "", None)]), Err(Fault::Invalid(_))));
        assert!(matches!(say(&session(&house, "marcus"), vec![]), Err(Fault::Absent)));
    }
}

#[test]
fn the_plan_names_who_is_on_the_members_side() {
    for house in houses() {
        let dana = session(&house, "dana");
        let (member, ..) = begun(&house, &dana);
        name_in_corner(&house, &dana, house.new_command(), member, "Rosa", "my sister").expect("named");
        let view = open(&house, &dana, member).expect("a plan");
        assert_eq!(view.content.corner[0].name, "Rosa");
        let rosa = view.corner[0].id;
        set_in_corner(&house, &dana, house.new_command(), member, rosa, false).expect("out");
        let view = open(&house, &dana, member).expect("a plan");
        assert!(view.content.corner.is_empty() && !view.corner[0].in_plan);
        let (other, ..) = begun(&house, &dana);
        let elsewhere = set_in_corner(&house, &dana, house.new_command(), other, rosa, true);
        assert!(matches!(elsewhere, Err(Fault::Absent)), "an ally of another chart");
        let empty = name_in_corner(&house, &dana, house.new_command(), member, " ", "");
        assert!(matches!(empty, Err(Fault::Invalid(_))));
    }
}

#[test]
fn goals_keep_the_members_order_and_steps_can_change() {
    for house in houses() {
        let dana = session(&house, "dana");
        let (member, first, way, action) = begun(&house, &dana);
        let second = add_goal(&house, &dana, house.new_command(), member, "Paint again", "").expect("a goal");
        move_goal(&house, &dana, house.new_command(), member, second, Toward::Up).expect("moved");
        move_goal(&house, &dana, house.new_command(), member, second, Toward::Up).expect("already first");
        let view = open(&house, &dana, member).expect("a plan");
        assert_eq!(view.content.goals.iter().map(|goal| goal.id).collect::<Vec<_>>(), [second, first]);
        let on = Some(view.today);
        let shape = ActionShape { who: ActionWho::Together, on, repeat: Repeat::Weekly };
        shape_action(&house, &dana, house.new_command(), member, action, shape).expect("shaped");
        let view = open(&house, &dana, member).expect("a plan");
        let (_, step) = view.content.action(action).expect("the step");
        assert_eq!((step.who, step.on, step.repeat), (ActionWho::Together, on, Repeat::Weekly));

        let often = Frequency { days_per_week: 2, minutes_per_week: 90 };
        set_frequency(&house, &dana, house.new_command(), member, Some(often)).expect("set");
        assert_eq!(open(&house, &dana, member).expect("a plan").content.frequency, Some(often));
        let never = Frequency { days_per_week: 8, minutes_per_week: 0 };
        let refused = set_frequency(&house, &dana, house.new_command(), member, Some(never));
        assert!(matches!(refused, Err(Fault::Invalid(errors)) if errors.len() == 2));

        let frozen = freeze(&house, &dana, house.new_command(), member).expect("a version");
        let seen = view.written_in(Part::Strategy(way));
        take_away(&house, &dana, house.new_command(), member, Part::Strategy(way), seen).expect("taken away");
        let view = open(&house, &dana, member).expect("a plan");
        assert!(view.content.strategy(way).is_none() && view.content.action(action).is_none());
        assert!(view.revisions.keys().all(|(owner, _)| *owner != action.to_string()));
        let kept = version(&house, &dana, member, frozen).expect("the version");
        assert!(kept.document.content.action(action).is_some(), "what was frozen stays");
        let again = take_away(&house, &dana, house.new_command(), member, Part::Action(action), 1);
        assert!(matches!(again, Err(Fault::Absent)));
    }
}

#[test]
fn each_time_done_is_kept_with_its_words() {
    for house in houses() {
        let dana = session(&house, "dana");
        let (member, .., action) = begun(&house, &dana);
        let today = open(&house, &dana, member).expect("a plan").today;
        let done = |on, note: &str| {
            mark_done(&house, &dana, house.new_command(), member, action, Done { on, note: note.to_owned() })
        };
        done(None, "She laughed").expect("done");
        done(Some(domain::time::plus_days(today, -3)), "").expect("done");
        let tomorrow = done(Some(domain::time::plus_days(today, 1)), "");
        assert!(matches!(tomorrow, Err(Fault::Invalid(_))));
        let view = open(&house, &dana, member).expect("a plan");
        assert_eq!(view.done.len(), 2);
        assert_eq!((view.done[0].on, view.done[0].note.as_str()), (today, "She laughed"));
    }
}

#[test]
fn a_meeting_near_a_town_goes_into_a_step() {
    let list = br#"[
        {"slug":"calm","name":"Calm &amp; Clear","day":"Tuesday","time":"19:00:00","address":"1 Oak St","city":"Cary",
         "latitude":"35.79","longitude":"-78.78","types":["O"]},
        {"slug":"far","name":"Far Away","day":"Tuesday","time":"19:00:00","address":"2 Elm St","city":"Asheville",
         "latitude":"35.59","longitude":"-82.55","types":["O"]}
    ]"#;
    for house in houses() {
        let dana = session(&house, "dana");
        let (member, .., action) = begun(&house, &dana);
        let slug = dana.agency_slug.clone().expect("an agency");
        import(&house, &slug, "Test list", list).expect("imported");
        let query = MeetingQuery { near: "cary".into(), weekday: Some(2), ..MeetingQuery::default() };
        let found = meetings(&house, query).expect("a search");
        assert!(found.place_known);
        assert_eq!(found.lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["Calm & Clear"]);
        assert!(found.lines[0].miles.is_some_and(|miles| miles < 0.1));
        assert!(found.lines[0].next.is_some());
        let nowhere = MeetingQuery { near: "Atlantis".into(), ..MeetingQuery::default() };
        assert!(!meetings(&house, nowhere).expect("a search").place_known);

        let pick = MeetingPick { meeting: found.lines[0].id, day: None };
        link_meeting(&house, &dana, house.new_command(), member, action, Some(pick)).expect("linked");
        let view = open(&house, &dana, member).expect("a plan");
        let link = view.content.action(action).and_then(|(_, step)| step.link.clone()).expect("a meeting");
        assert_eq!(
            (link.name.as_str(), link.when.as_str(), link.place.as_str()),
            ("Calm & Clear", "tue 19:00", "1 Oak St, Cary")
        );
        link_meeting(&house, &dana, house.new_command(), member, action, None).expect("taken out");
        let view = open(&house, &dana, member).expect("a plan");
        assert!(view.content.action(action).is_some_and(|(_, step)| step.link.is_none()));
    }
}

#[test]
fn writing_over_what_stands_settles_ones_own_clash_and_a_stale_pick_settles_nothing() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let (member, goal, ..) = begun(&house, &dana);
        let owner = goal.to_string();
        let write = |who: &Session, base, text: &str| {
            save_text(&house, who, house.new_command(), member, &owner, TextField::GoalWhy, base, text).expect("saved")
        };
        write(&dana, 0, "for my heart");
        assert!(matches!(write(&renee, 0, "for the dog"), TextSaved::Clash { .. }));
        assert_eq!(write(&renee, 1, "for my heart and the dog"), TextSaved::Saved { revision: 2 });
        assert!(open(&house, &dana, member).expect("a plan").clashes.is_empty(), "renee joined the two herself");

        assert!(matches!(write(&renee, 1, "for the cat"), TextSaved::Clash { .. }));
        assert_eq!(write(&renee, 2, "for my heart and the dog"), TextSaved::Saved { revision: 2 });
        assert!(open(&house, &dana, member).expect("a plan").clashes.is_empty(), "renee took what stands");

        assert!(matches!(write(&renee, 0, "for the bird"), TextSaved::Clash { .. }));
        write(&dana, 2, "for everyone");
        let clash = open(&house, &dana, member).expect("a plan").clashes.remove(0);
        assert_eq!(clash.revision, 3);
        let settle = |seen, text: &str| settle_clash(&house, &dana, house.new_command(), member, clash.id, seen, text);
        let stale = settle(2, "for the bird").expect("an answer");
        assert_eq!(stale, TextSaved::Clash { theirs: "for everyone".into(), revision: 3 });
        assert_eq!(open(&house, &dana, member).expect("a plan").content.goals[0].why, "for everyone");
        settle(3, "for the bird").expect("settled");
        let now = texts(&house, &dana, member, "").expect("texts").texts.expect("all of them");
        assert!(now.iter().any(|text| text.owner == owner && text.body == "for the bird" && text.revision == 4));
    }
}

#[test]
fn words_of_every_kind_are_kept_or_refused_in_words() {
    for house in houses() {
        let dana = session(&house, "dana");
        let (member, goal, ..) = begun(&house, &dana);
        let owner = goal.to_string();
        let mut base = 0;
        for (typed, kept) in [
            ("paso 👨‍👩‍👧 a\u{0}b\r\nnext", "paso 👨‍👩‍👧 ab\nnext".to_owned()),
            ("بدون خوف", "بدون خوف".to_owned()),
            ("“Smart quotes” – and\u{a0}spaces", "“Smart quotes” – and\u{a0}spaces".to_owned()),
            (&"recovery ".repeat(10_000), "recovery ".repeat(10_000).trim().to_owned()),
        ] {
            let field = TextField::GoalSpecific;
            let saved =
                save_text(&house, &dana, house.new_command(), member, &owner, field, base, typed).expect("saved");
            base += 1;
            assert_eq!(saved, TextSaved::Saved { revision: base });
            assert_eq!(open(&house, &dana, member).expect("a plan").content.goals[0].specific, kept);
        }
        let endless = "x".repeat(120_001);
        let refused =
            save_text(&house, &dana, house.new_command(), member, &owner, TextField::GoalSpecific, base, &endless);
        assert!(matches!(refused, Err(Fault::Invalid(errors)) if errors[0].field == "goal-specific"));
    }
}

/// The session as it stands in the database now.
fn again(house: &House, token: &str) -> Option<Session> {
    service::people::session(house, token).expect("an answer")
}

#[test]
fn a_handed_over_device_opens_one_plan_until_the_peer_is_back() {
    for house in houses() {
        let signed = sign_in(&house, "dana", "walk-beside-me-24", "here").expect("a sign-in");
        let (dana, token) = (signed.session, signed.token);
        let (member, goal, ..) = begun(&house, &dana);
        let (other, ..) = begun(&house, &dana);
        assert!(!has_pin(&house, &dana).expect("an answer"));
        let hand = |pin: Option<(&str, &str)>| {
            let pin = pin.map(|(pin, again)| (pin.to_owned(), again.to_owned()));
            hand_over(&house, &dana, house.new_command(), member, pin)
        };
        assert!(matches!(hand(None), Err(Fault::Invalid(_))), "no PIN yet");
        assert!(matches!(hand(Some(("123456", "123456"))), Err(Fault::Invalid(_))), "too plain");
        assert!(matches!(hand(Some(("482913", "482914"))), Err(Fault::Invalid(_))), "not the same");
        hand(Some(("482913", "482913"))).expect("handed over");
        let narrowed = again(&house, &token).expect("a session");
        assert!(narrowed.narrowed_to.is_some());

        // The one plan: read and written, and nothing else of anybody.
        open(&house, &narrowed, member).expect("the plan");
        let owner = goal.to_string();
        save_text(&house, &narrowed, house.new_command(), member, &owner, TextField::GoalWhy, 0, "mine")
            .expect("saved");
        assert!(matches!(open(&house, &narrowed, other), Err(Fault::Absent)));
        assert!(matches!(service::people::member(&house, &narrowed, member), Err(Fault::Absent)));
        assert!(matches!(service::people::caseload(&house, &narrowed), Err(Fault::Absent)));
        assert!(matches!(service::people::find_members(&house, &narrowed, "Ash"), Err(Fault::Absent)));
        assert!(matches!(self_check(&house, &narrowed, member), Err(Fault::Absent)));
        assert!(matches!(hand_over(&house, &narrowed, house.new_command(), member, None), Err(Fault::Absent)));
        assert!(matches!(register(&house, &narrowed, house.new_command(), "X", Lang::En), Err(Fault::Absent)));

        assert!(matches!(take_back(&house, &narrowed, "482914"), Err(Fault::Invalid(_))));
        assert!(again(&house, &token).expect("a session").narrowed_to.is_some());
        assert_eq!(take_back(&house, &narrowed, "48 29 13").expect("an answer"), TakenBack::Back);
        let back = again(&house, &token).expect("a session");
        assert!(back.narrowed_to.is_none());
        service::people::caseload(&house, &back).expect("their own page");

        // Handed over again, now with the PIN there is; the passphrase brings it back too.
        hand(None).expect("handed over");
        let narrowed = again(&house, &token).expect("a session");
        assert_eq!(take_back(&house, &narrowed, "walk-beside-me-24").expect("an answer"), TakenBack::Back);
    }
}

#[test]
fn too_many_wrong_tries_end_the_session_and_lose_no_word() {
    for house in houses() {
        let signed = sign_in(&house, "dana", "walk-beside-me-24", "here").expect("a sign-in");
        let (member, goal, ..) = begun(&house, &signed.session);
        let pin = Some(("482913".to_owned(), "482913".to_owned()));
        hand_over(&house, &signed.session, house.new_command(), member, pin).expect("handed over");
        let narrowed = again(&house, &signed.token).expect("a session");
        let owner = goal.to_string();
        save_text(&house, &narrowed, house.new_command(), member, &owner, TextField::GoalWhy, 0, "mine")
            .expect("saved");
        for _ in 0..4 {
            assert!(matches!(take_back(&house, &narrowed, "111222"), Err(Fault::Invalid(_))));
        }
        assert_eq!(take_back(&house, &narrowed, "111222").expect("an answer"), TakenBack::Ended);
        assert!(again(&house, &signed.token).is_none(), "the session has ended");
        assert_eq!(open(&house, &session(&house, "dana"), member).expect("a plan").content.goals[0].why, "mine");
    }
}

#[test]
fn the_self_check_is_the_peers_alone() {
    for (house, own_name) in houses_with_a_member() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let (member, ..) = begun(&house, &dana);
        let own = Reflections { before: vec!["check-voluntary".into()], after: vec![], words: "I talked a lot".into() };
        keep_self_check(&house, &dana, house.new_command(), member, own.clone()).expect("kept");
        assert_eq!(self_check(&house, &dana, member).expect("own").reflections, own);
        let hers = self_check(&house, &renee, member).expect("her own");
        assert_eq!(hers.reflections, Reflections::default(), "a supervisor sees her own answers, not his");
        let unknown = Reflections { before: vec!["check-nothing".into()], ..Reflections::default() };
        assert!(matches!(keep_self_check(&house, &dana, house.new_command(), member, unknown), Err(Fault::Invalid(_))));
        let own = session(&house, &own_name);
        let chart = own_charts(&house, &own).expect("charts")[0].member;
        assert!(matches!(self_check(&house, &own, chart), Err(Fault::Absent)));
    }
}

#[test]
fn a_member_and_a_peer_write_one_draft() {
    for (house, own_name) in houses_with_a_member() {
        let own = session(&house, &own_name);
        let member = own_charts(&house, &own).expect("charts")[0].member;
        start(&house, &own, house.new_command(), member).expect("a plan");
        let goal = add_goal(&house, &own, house.new_command(), member, "Dance again", "").expect("a goal");
        assert!(open(&house, &own, member).expect("a plan").content.goal(goal).is_some());
        let pin = Some(("482913".to_owned(), "482913".to_owned()));
        assert!(matches!(hand_over(&house, &own, house.new_command(), member, pin), Err(Fault::Absent)));
    }
}
