//! Translations beside the member's own words, clashes that leave no words behind, meetings that can be joined.

use crate::house::{houses, ready, session};
use access::{Operation, params, statements};
use domain::lang::Lang;
use domain::plan::{ActionWho, Repeat, TextField};
use service::directory::{MeetingQuery, import, meetings};
use service::plan::{
    MeetingPick, NewAction, TextSaved, Translated, add_action, add_strategy, freeze, link_meeting, make_link, open,
    open_link, save_text, settle_clash, texts_to_translate, translate, version,
};
use service::{Fault, House};

statements! {
    OUTCOMES_WITH = "SELECT count(*) FROM command WHERE outcome LIKE $1";
}

fn outcomes_with(house: &House, words: &'static str) -> i64 {
    house
        .store()
        .read(&house.call(access::Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let row = work.row(&permit, &OUTCOMES_WITH, &params![format!("%{words}%")])?;
            row.map_or(Ok(0), |mut row| Ok(row.take()?))
        })
        .expect("a count")
}

#[test]
fn a_translation_stands_beside_the_words_and_stays_with_them() {
    for house in houses() {
        let dana = session(&house, "dana");
        let one = ready(&house, &dana, 3);
        let (lang, texts) = texts_to_translate(&house, &dana, one.member, one.version).expect("texts");
        assert_eq!(lang, Lang::Es, "the plan is in English");
        assert_eq!(texts.iter().map(|text| text.own.as_str()).collect::<Vec<_>>(), ["Sleep at home", "My bed"]);
        let typed =
            |key: &str, text: &str, seen: &str| Translated { key: key.into(), text: text.into(), seen: seen.into() };
        let (key, empty) = (texts[0].key.as_str(), texts[0].seen.as_str());
        let said = vec![typed(key, "Dormir en casa", empty), typed("nothing", "Nada", "")];
        let put = |said: &[Translated]| {
            translate(&house, &dana, house.new_command(), (one.member, one.version), said).expect("kept")
        };
        put(&said);
        let view = version(&house, &dana, one.member, one.version).expect("a version");
        let words = &view.translations.words;
        assert_eq!((words.len(), words["Sleep at home"].as_str()), (1, "Dormir en casa"));
        assert_eq!(view.translations.by[0].name.as_deref(), Some(dana.name.as_str()));
        assert_eq!(view.document.content.goals[0].statement, "Sleep at home", "never instead");

        // The next version says the same words, so it keeps what stands beside them; a link shows it too.
        let token = make_link(&house, &dana, house.new_command(), (one.member, one.version), "Dr. Vale", true);
        let token = token.expect("a link").expect("its secret");
        assert_eq!(open_link(&house, &token).expect("it opens").translations.words.len(), 1);
        let owner = one.goal.to_string();
        save_text(&house, &dana, house.new_command(), one.member, &owner, TextField::GoalWhy, 1, "A door")
            .expect("saved");
        let second = freeze(&house, &dana, house.new_command(), one.member).expect("a version");
        let view = version(&house, &dana, one.member, second).expect("a version");
        assert_eq!(view.translations.words.len(), 1);
        let now = texts_to_translate(&house, &dana, one.member, second).expect("texts").1.remove(0).seen;
        put(&[typed(key, "", &now)]);
        assert!(version(&house, &dana, one.member, second).expect("a version").translations.words.is_empty());
        let marcus = session(&house, "marcus");
        let other = translate(&house, &marcus, house.new_command(), (one.member, second), &said);
        assert!(matches!(other, Err(Fault::Absent)));
        assert!(matches!(texts_to_translate(&house, &marcus, one.member, second), Err(Fault::Absent)));
    }
}

#[test]
fn a_clash_leaves_no_words_outside_the_plan() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let one = ready(&house, &dana, 3);
        let owner = one.goal.to_string();
        let write = |who, base, text: &str| {
            let field = TextField::GoalWhy;
            save_text(&house, who, house.new_command(), one.member, &owner, field, base, text).expect("an answer")
        };
        write(&dana, 1, "for my heart alone");
        let clash = write(&renee, 1, "for the dog");
        assert_eq!(clash, TextSaved::Clash { theirs: "for my heart alone".into(), revision: 2 });
        let clash = open(&house, &dana, one.member).expect("a plan").clashes.remove(0);
        write(&dana, 2, "for my heart and hers");
        let settled = settle_clash(&house, &dana, house.new_command(), one.member, clash.id, 2, "both");
        let stale = TextSaved::Clash { theirs: "for my heart and hers".into(), revision: 3 };
        assert_eq!(settled.expect("an answer"), stale);
        assert_eq!(outcomes_with(&house, "my heart"), 0);
    }
}

#[test]
fn a_step_keeps_where_its_meeting_is_joined() {
    let list = br#"[{"slug":"calm","name":"Calm","day":"2","time":"19:00:00","address":"1 Oak St","city":"Cary",
        "conference_url":"https://example.org/room","conference_phone":"+12125550123","types":["O","ONL"]}]"#;
    for house in houses() {
        let dana = session(&house, "dana");
        let one = ready(&house, &dana, 3);
        let way = add_strategy(&house, &dana, house.new_command(), one.member, one.goal, "Meet").expect("a way");
        let new = NewAction { what: "Go".into(), who: ActionWho::Member, on: None, repeat: Repeat::Weekly, link: None };
        let step = add_action(&house, &dana, house.new_command(), one.member, way, new).expect("a step");
        let slug = dana.agency_slug.clone().expect("an agency");
        import(&house, &slug, "Test list", list).expect("imported");
        let query = MeetingQuery { text: "Calm".into(), ..MeetingQuery::default() };
        let found = meetings(&house, query).expect("a search").lines.remove(0).id;
        let pick = MeetingPick { meeting: found, day: None };
        link_meeting(&house, &dana, house.new_command(), one.member, step, Some(pick)).expect("linked");
        let content = open(&house, &dana, one.member).expect("a plan").content;
        let link = content.action(step).and_then(|(_, step)| step.link.clone()).expect("a meeting");
        assert_eq!((link.online.as_str(), link.phone.as_str()), ("https://example.org/room", "+12125550123"));
    }
}
