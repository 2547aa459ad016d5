//! What was a slip, and what two people do at once: nothing goes unseen.

use crate::house::{houses, houses_with_a_member, meddle, ready, session};
use access::{params, statements};
use domain::id::{ActionId, MemberId, StrategyId};
use domain::plan::{ActionWho, Repeat, TextField};
use service::people::own_charts;
use service::plan::{
    Done, NewAction, Part, Translated, add_action, add_strategy, day, mark_done, open, save_text, take_away,
    take_back_done, texts_to_translate, translate, version,
};
use service::{Fault, House, Session};

statements! {
    YESTERDAY = "UPDATE action_done SET at = at - 172800000000 WHERE action_id = $1";
}

fn step(house: &House, who: &Session, member: MemberId, repeat: Repeat) -> (StrategyId, ActionId) {
    let goal = open(house, who, member).expect("a plan").content.goals[0].id;
    let way = add_strategy(house, who, house.new_command(), member, goal, "Ask").expect("a way");
    let new = NewAction { what: "Call".into(), who: ActionWho::Member, on: None, repeat, link: None };
    (way, add_action(house, who, house.new_command(), member, way, new).expect("a step"))
}

#[test]
fn a_done_that_was_a_slip_is_taken_back_the_same_day_by_whoever_wrote_it() {
    for (house, username) in houses_with_a_member() {
        let own = session(&house, &username);
        let member = own_charts(&house, &own).expect("charts")[0].member;
        let goals = open(&house, &own, member).expect("a plan").content.goals;
        assert!(!goals.is_empty());
        let (_, once) = step(&house, &own, member, Repeat::Once);
        let (_, daily) = step(&house, &own, member, Repeat::Daily);
        for action in [once, daily] {
            mark_done(&house, &own, house.new_command(), member, action, Done::default()).expect("done");
        }
        let marks = || open(&house, &own, member).expect("a plan").done;
        let mark = |action| marks().into_iter().find(|one| one.action == action).and_then(|one| one.slip);
        let today = day(&house, &own, member).expect("a day");
        let left: Vec<_> = today.left.iter().filter(|(action, _)| action.id == once).collect();
        assert!(left.len() == 1 && Some(left[0].1) == mark(once), "a step for once left the day");
        let again = mark(once).expect("a mark");
        take_back_done(&house, &own, house.new_command(), member, once, again).expect("taken back");
        take_back_done(&house, &own, house.new_command(), member, once, again).expect("gone is gone");
        assert_eq!(mark(once), None);
        let today = day(&house, &own, member).expect("a day");
        assert!(today.left.iter().all(|(action, _)| action.id != once));
        let own_step = today.steps.iter().find(|step| step.action.id == daily);
        if let Some(step) = own_step {
            assert_eq!(step.mark, mark(daily));
        }
        // Somebody else's word stays, and so does yesterday's.
        let (dana, kept) = (session(&house, "renee"), mark(daily).expect("a mark"));
        let other = take_back_done(&house, &dana, house.new_command(), member, daily, kept);
        assert!(matches!(other, Err(Fault::Absent | Fault::Refused(_))), "{other:?}");
        meddle(&house, &YESTERDAY, params![daily].to_vec());
        let late = take_back_done(&house, &own, house.new_command(), member, daily, kept);
        assert!(matches!(late, Err(Fault::Invalid(_))), "{late:?}");
        assert!(marks().iter().any(|one| one.action == daily && one.slip.is_none()));
    }
}

#[test]
fn a_step_is_not_taken_away_over_words_that_nobody_saw() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let one = ready(&house, &dana, 3);
        let (way, action) = step(&house, &dana, one.member, Repeat::Once);
        let view = open(&house, &dana, one.member).expect("a plan");
        let (of_way, of_step) = (view.written_in(Part::Strategy(way)), view.written_in(Part::Action(action)));
        let take = |part, seen| take_away(&house, &dana, house.new_command(), one.member, part, seen);
        let write = |base, text: &str| {
            let (owner, field) = (action.to_string(), TextField::ActionWhat);
            save_text(&house, &renee, house.new_command(), one.member, &owner, field, base, text).expect("an answer")
        };
        write(1, "Call her before noon");
        for (part, seen) in [(Part::Action(action), of_step), (Part::Strategy(way), of_way)] {
            let held = take(part, seen);
            assert!(matches!(&held, Err(Fault::Invalid(errors)) if errors[0].notice.id == "take-away-newer"));
        }
        let content = open(&house, &dana, one.member).expect("a plan").content;
        assert_eq!(content.action(action).expect("the step").1.what, "Call her before noon");
        // Two texts that wait for a choice are not thrown out unseen.
        write(1, "Write to her");
        let view = open(&house, &dana, one.member).expect("a plan");
        assert_eq!(view.clashes.len(), 1);
        let held = take(Part::Action(action), view.written_in(Part::Action(action)));
        assert!(matches!(&held, Err(Fault::Invalid(errors)) if errors[0].notice.id == "take-away-clash"));
        let clash = view.clashes[0].clone();
        let settle = service::plan::settle_clash;
        settle(&house, &dana, house.new_command(), one.member, clash.id, clash.revision, "Call").expect("settled");
        let seen = open(&house, &dana, one.member).expect("a plan").written_in(Part::Strategy(way));
        take(Part::Strategy(way), seen).expect("taken away");
        assert!(open(&house, &dana, one.member).expect("a plan").content.action(action).is_none());
    }
}

#[test]
fn two_who_translate_lose_nobodys_words() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let one = ready(&house, &dana, 3);
        let form = |who: &Session| texts_to_translate(&house, who, one.member, one.version).expect("texts").1;
        let put = |who: &Session, said: &[(usize, &str)], page: &[service::plan::TextToTranslate]| {
            let typed = |(at, text): (usize, &service::plan::TextToTranslate)| Translated {
                key: text.key.clone(),
                text: said.iter().find(|(own, _)| *own == at).map_or(text.other.clone(), |(_, said)| (*said).into()),
                seen: text.seen.clone(),
            };
            let said: Vec<Translated> = page.iter().enumerate().map(typed).collect();
            translate(&house, who, house.new_command(), (one.member, one.version), &said)
        };
        let words = || version(&house, &dana, one.member, one.version).expect("a version").translations.words;
        let (first, second) = (form(&dana), form(&renee));
        put(&dana, &[(0, "Dormir en casa")], &first).expect("kept");
        put(&renee, &[(1, "Mi cama")], &second).expect("an empty field of an older page takes nothing away");
        assert_eq!(words().len(), 2);
        let (first, second) = (form(&dana), form(&renee));
        put(&dana, &[(0, "Dormir en mi casa")], &first).expect("kept");
        let clash = put(&renee, &[(0, "Dormir en el hogar"), (1, "Mi propia cama")], &second);
        let Err(Fault::Invalid(errors)) = clash else { panic!("{clash:?}") };
        assert_eq!((errors.len(), errors[0].notice.id.as_str()), (1, "translation-newer"));
        assert_eq!(errors[0].field, format!("text.{}", second[0].key));
        assert_eq!((words()["Sleep at home"].as_str(), words()["My bed"].as_str()), ("Dormir en mi casa", "Mi cama"));
        // The page that came back knows what stands there now: the next save is a choice.
        put(&renee, &[(0, "Dormir en el hogar"), (1, "Mi propia cama")], &form(&renee)).expect("kept");
        assert_eq!(words()["Sleep at home"], "Dormir en el hogar");
        let gone = put(&dana, &[(0, "")], &first);
        assert!(matches!(gone, Err(Fault::Invalid(_))), "taking it away is no exception");
    }
}
