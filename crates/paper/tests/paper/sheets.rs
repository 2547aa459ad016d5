//! The wallet card and the blank sheets, read back.

use crate::reading::Paper;
use domain::lang::Lang;
use paper::{
    Card, CardPerson, HelpLine, House, PocketDay, PocketList, PocketMeeting, PocketService, ServiceKind, ServiceList,
};

fn card() -> Card {
    Card {
        name: "Dee".into(),
        helps: vec!["Walk to the river".into(), "Call before I decide".into(), "Cold water, slow breath".into()],
        people: vec![
            CardPerson { name: "Aunt Rose".into(), relation: "raised me".into(), phone: "804-555-0142".into() },
            CardPerson { name: "Marcus".into(), relation: String::new(), phone: "804-555-0177".into() },
        ],
        lines: vec![HelpLine { name: "Talk with a peer, evenings".into(), number: "804-555-0100".into() }],
        next: vec!["Thursday: meet Lena at ten".into(), "Ask about the apartment".into()],
    }
}

#[test]
fn the_card_has_what_helps_whom_to_call_and_what_comes_next() {
    let paper = Paper::read(&paper::wallet_card(&card(), &House(Lang::En)).expect("a card"));
    paper.assert_accessible("en", "My card");
    assert_eq!((paper.pages(), paper.tagged("H1")), (1, 4));
    let text = paper.text();
    for words in [
        "What helps me",
        "Walk to the river",
        "Aunt Rose, raised me",
        "804-555-0142",
        "Call or text 988",
        "Call 911",
        "804-555-0100",
        "My next steps",
        "Thursday: meet Lena",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn the_card_tells_nothing_of_why_it_is_carried() {
    for lang in Lang::ALL {
        let text = Paper::read(&paper::wallet_card(&card(), &House(lang)).expect("a card")).text().to_lowercase();
        for word in ["recover", "recuper", "crisis", "substance", "mental", "addict", "suicid", "program", "agency"] {
            assert!(!text.contains(word), "{word} is on the card: {text}");
        }
    }
}

#[test]
fn a_card_with_much_on_it_loses_no_word() {
    let mut card = card();
    card.helps = (0..30).map(|at| format!("Something that helps me, number {at}, told at some length")).collect();
    let text = Paper::read(&paper::wallet_card(&card, &House(Lang::Es)).expect("a card")).text();
    assert!(text.contains("number 0,") && text.contains("number 29,"), "{text}");
    assert!(text.contains("Llama al 911"));
}

#[test]
fn an_empty_card_is_still_a_card() {
    let text = Paper::read(&paper::wallet_card(&Card::default(), &House(Lang::En)).expect("a card")).text();
    assert!(text.contains("What helps me") && text.contains("988"));
}

#[test]
fn blank_sheets_ask_the_questions_in_both_languages() {
    let english = Paper::read(&paper::blank_plan(&House(Lang::En)).expect("sheets"));
    english.assert_accessible("en", "My plan");
    for words in ["what would an ordinary good day look like?", "My goal", "012345678910", "By when", "Signatures"] {
        assert!(english.text().contains(words), "{words} is not in {}", english.text());
    }
    let spanish = Paper::read(&paper::blank_plan(&House(Lang::Es)).expect("sheets"));
    spanish.assert_accessible("es", "Mi plan");
    for words in ["¿cómo sería un buen día cualquiera?", "Para cuándo", "Firmas"] {
        assert!(spanish.text().contains(words), "{words} is not in {}", spanish.text());
    }
}

#[test]
fn no_message_is_missing_in_either_language() {
    for lang in Lang::ALL {
        for bytes in [paper::wallet_card(&card(), &House(lang)), paper::blank_plan(&House(lang))] {
            let text = Paper::read(&bytes.expect("a paper")).text();
            assert!(!text.contains("paper-") && !text.contains("plan-field-") && !text.contains("signer-"), "{text}");
        }
    }
}

#[test]
fn the_pocket_list_has_each_day_and_meeting_in_order() {
    let meeting = |time: &str, name: &str| PocketMeeting {
        time: time.into(),
        name: name.into(),
        place: "Harbor House, 77 Ferry Road".into(),
        about: "Open · Women".into(),
    };
    let day = |heading: &str, names: &[&str]| PocketDay {
        heading: heading.into(),
        meetings: names.iter().map(|name| meeting("7:00 pm", name)).collect(),
        left_out: 3,
    };
    let list = PocketList {
        asked: vec!["Women".into(), "Near Richmond".into()],
        days: vec![day("Monday", &["Sunrise", "Años <Nuevos> #1"]), day("Tuesday", &["Candle $x$"])],
        printed: "2026-11-24".parse().expect("a date"),
    };
    for lang in Lang::ALL {
        let title = words::words().say(lang, "pocket-title").into_owned();
        let paper = Paper::read(&paper::pocket_list(&list, &House(lang)).expect("a list"));
        paper.assert_accessible(lang.tag(), &title);
        assert_eq!((paper.pages(), paper.tagged("H1")), (1, 2));
        let text = paper.text();
        let places =
            ["Monday", "Sunrise", "Años <Nuevos> #1", "Tuesday", "Candle $x$", "988"].map(|part| text.find(part));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {text}");
    }
    let none = PocketList { days: Vec::new(), ..list };
    assert!(paper::pocket_list(&none, &House(Lang::En)).is_ok(), "an empty list says that it is empty");
}

#[test]
fn the_list_of_services_has_each_kind_with_numbers_and_says_what_is_not_on_it() {
    let service = |name: &str| PocketService {
        name: name.into(),
        phone: "804 555 0142".into(),
        place: "Hall, 1 Oak St, Cary".into(),
        about: "No ID needed".into(),
    };
    let list = ServiceList {
        asked: vec!["Food".into()],
        kinds: vec![
            ServiceKind { heading: "Food".into(), services: vec![service("Pantry <1> #x$"), service("Comedor Ñ")] },
            ServiceKind { heading: "Housing".into(), services: vec![service("Oak House")] },
        ],
        left_out: 7,
        printed: "2026-11-24".parse().expect("a date"),
    };
    for lang in Lang::ALL {
        let title = words::words().say(lang, "services-list-title").into_owned();
        let paper = Paper::read(&paper::service_list(&list, &House(lang)).expect("a list"));
        paper.assert_accessible(lang.tag(), &title);
        assert_eq!((paper.pages(), paper.tagged("H1")), (1, 2));
        let text = paper.text();
        let places = ["Food", "Pantry <1> #x$", "804 555 0142", "Comedor Ñ", "Housing", "Oak House", "7", "988"];
        let places = places.map(|part| text.find(part));
        assert!(places.iter().all(Option::is_some), "{places:?} in {text}");
    }
    let none = ServiceList { kinds: Vec::new(), left_out: 0, ..list };
    assert!(paper::service_list(&none, &House(Lang::En)).is_ok(), "an empty list says that it is empty");
}
