//! Loops that finish: who proposes hears the answer, a contact sees what their word answers, a help line that is right can
//! be called right, and danger at a service reaches who answers. On both engines.

use super::{count, first, houses, list, session, why};
use domain::directory::{FitFact, LinePart, ProposalAnswer};
use domain::time::{TimeZone, plus_days};
use service::directory::services::{ServiceQuery, report_service, service_queue, services};
use service::directory::{
    BY_HAND, EntryForm, LineAsk, MeetingQuery, OwnerWord, ProposedOf, ReportKind, RunOutcome, SourceForm, add_entry,
    agree_line_change, answer_listing, answer_proposal, ask_line_change, change_source, confirm_meeting, correct_entry,
    entry, help_line_changes, import, line_now, lines_to_check, listing, make_listing_link, meetings, own_proposals,
    own_sources, propose_entry, read_file, report_meeting, run_page, standing, texts_to_check, unsafe_waiting,
};
use service::{House, Session};

#[test]
fn danger_at_a_service_is_counted_and_none_is_cut_off() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let before = unsafe_waiting(&house, &ned).expect("a number");
        let all = services(&house, ServiceQuery { most: 60, ..ServiceQuery::default() }).expect("a search").lines;
        let (one, other) = (all[0].id, all[1].id);
        let tell = |id, kind, n: usize| {
            report_service(&house, house.new_command(), id, kind, &format!("198.51.100.{n}")).expect("told")
        };
        // Enough else is said that a page of fifty is full.
        for (n, line) in all.iter().enumerate() {
            tell(line.id, ReportKind::WrongTime, n % 10);
            tell(line.id, ReportKind::WrongPlace, n % 10);
            tell(line.id, ReportKind::WrongKind, n % 10);
        }
        tell(one, ReportKind::Unsafe, 1);
        tell(one, ReportKind::Unsafe, 2);
        tell(other, ReportKind::Unsafe, 1);
        assert_eq!(unsafe_waiting(&house, &ned).expect("a number"), before + 2, "two services, however many people");
        let waits = service_queue(&house, &ned).expect("a queue");
        let danger: Vec<_> = waits.danger.iter().map(|said| (said.service.0, said.people)).collect();
        assert!(danger.contains(&(one, 2)) && danger.contains(&(other, 1)), "{danger:?}");
        assert!(waits.reported.iter().all(|said| said.kind != ReportKind::Unsafe));
        assert_eq!(unsafe_waiting(&house, &session(&house, "gloria")).expect("a number"), 0, "not in another agency");
    }
}

#[test]
fn who_proposes_hears_what_became_of_it() {
    for (house, _server) in houses() {
        let (ned, dana) = (session(&house, "ned"), session(&house, "dana"));
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 2).as_bytes()).expect("read");
        let propose = |text: &str, place: &str| {
            let id = first(&house, text);
            let form = EntryForm::of(&entry(&house, &dana, id).expect("it").meeting);
            let form = EntryForm { place: place.into(), ..form };
            (id, propose_entry(&house, &dana, house.new_command(), id, &form).expect("proposed"))
        };
        let ((one, yes), (other, no)) = (propose("zebrawood 0", "Old mill"), propose("zebrawood 1", "New mill"));
        let own = || {
            let line = |one: service::directory::Proposed| (one.of, one.answer.map(|(answer, _)| answer));
            own_proposals(&house, &dana).expect("proposals").into_iter().map(line).collect::<Vec<_>>()
        };
        assert!(own().contains(&(ProposedOf::Meeting(one), None)), "it waits");
        answer_proposal(&house, &ned, house.new_command(), yes, true).expect("taken over");
        answer_proposal(&house, &ned, house.new_command(), no, false).expect("declined");
        let said = own();
        assert!(said.contains(&(ProposedOf::Meeting(one), Some(ProposalAnswer::Accepted))), "{said:?}");
        assert!(said.contains(&(ProposedOf::Meeting(other), Some(ProposalAnswer::Declined))), "{said:?}");
        assert!(own_proposals(&house, &ned).expect("proposals").is_empty(), "only what one proposed oneself");
        assert!(own_proposals(&house, &session(&house, "gloria")).expect("proposals").is_empty());
    }
}

#[test]
fn the_contact_sees_what_their_word_answers_and_nothing_of_danger() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        for n in 0..2 {
            let from = format!("192.0.2.{n}");
            report_meeting(&house, house.new_command(), id, ReportKind::WrongTime, &from).expect("told");
        }
        report_meeting(&house, house.new_command(), id, ReportKind::Unsafe, "192.0.2.9").expect("told");
        for n in 0..5 {
            let from = format!("192.0.2.{n}");
            confirm_meeting(&house, house.new_command(), id, &[FitFact::Newcomers], &from).expect("said");
        }
        let token = make_listing_link(&house, &ned, house.new_command(), id).expect("a link");
        let seen = listing(&house, &token).expect("the entry");
        let said: Vec<_> = seen.said.iter().map(|said| (said.kind, said.people, said.answer)).collect();
        assert_eq!(said, [(ReportKind::WrongTime, 2, None)], "what they answer, and never danger");
        assert_eq!((seen.id, seen.shown, seen.standing.people), (id, true, 5));
        answer_listing(&house, house.new_command(), &token, &OwnerWord::Right).expect("said");
        assert!(listing(&house, &token).expect("the entry").said.is_empty(), "it is answered");
    }
}

#[test]
fn what_an_editor_ticks_is_found_though_the_meeting_guide_has_no_code_for_it() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        let found = |key: &str| {
            let query = MeetingQuery { text: "zebrawood".into(), filters: vec![key.into()], ..MeetingQuery::default() };
            meetings(&house, query).expect("a search").count
        };
        assert_eq!([found("medication-friendly"), found("veterans"), found("families")], [0, 0, 0]);
        let form = EntryForm::of(&entry(&house, &ned, id).expect("it").meeting);
        let form = EntryForm { types: vec!["MAT".into(), "VET".into(), "FAM".into()], ..form };
        correct_entry(&house, &ned, house.new_command(), id, &form).expect("put right");
        assert_eq!([found("medication-friendly"), found("veterans"), found("families")], [1, 1, 1]);
    }
}

const WAY: &str = "text 678678";

fn ask(
    house: &House,
    who: &Session,
    (line, way): (&str, &str),
    part: LinePart,
) -> Result<domain::id::RowId, service::Fault> {
    let ask = LineAsk {
        line: line.to_owned(),
        way: way.to_owned(),
        part,
        says: "55555".to_owned(),
        source: "Called it".to_owned(),
    };
    ask_line_change(house, who, house.new_command(), &ask)
}

#[test]
fn a_line_that_two_people_called_is_checked_until_its_number_changes() {
    for (house, _server) in houses() {
        let (ned, joan) = (session(&house, "ned"), session(&house, "joan"));
        let agree = |who: &Session, change| agree_line_change(&house, who, house.new_command(), change);
        let waits = |way: &str| {
            let all = lines_to_check(&house).expect("lines");
            all.iter().any(|one| one.line == "trevor" && one.way == way)
        };
        assert!(waits(WAY) && waits("call 18664887386"), "nobody has called it yet");
        assert_eq!(why(ask(&house, &ned, ("trevor", ""), LinePart::Right)), "help-line-one");
        assert_eq!(why(ask(&house, &ned, ("988", "call 988"), LinePart::Right)), "help-line-built-in");
        let right = ask(&house, &ned, ("trevor", WAY), LinePart::Right).expect("asked");
        assert!(waits(WAY), "one person is not enough");
        assert_eq!(why(agree(&ned, right)), "help-line-two-people");
        agree(&joan, right).expect("agreed");
        assert!(!waits(WAY) && waits("call 18664887386"), "that number, and no other");
        let own = words::content::help_lines().iter().find(|line| line.key == "trevor").expect("a line");
        let now = line_now(own, &help_line_changes(&house).expect("changes")).expect("it is answered");
        assert_eq!((now.line.ways.clone(), now.changed.len()), (own.ways.clone(), 1), "it says what it said");
        // Another number ends that; what does not stand there any more cannot be called right.
        let late = ask(&house, &joan, ("trevor", WAY), LinePart::Right).expect("asked once more");
        let other = ask(&house, &ned, ("trevor", WAY), LinePart::Number).expect("asked");
        agree(&joan, other).expect("agreed");
        assert_eq!(why(agree(&ned, late)), "help-line-otherwise");
        assert_eq!(why(ask(&house, &ned, ("trevor", WAY), LinePart::Right)), "help-line-otherwise");
        let now = line_now(own, &help_line_changes(&house).expect("changes")).expect("it is answered");
        assert!(now.line.ways.iter().any(|way| way.to == "55555"), "the number that two people agreed on stays");
    }
}

#[test]
fn what_is_to_be_looked_at_again_comes_with_its_day() {
    for (house, _server) in houses() {
        let today = house.now().date(&TimeZone::UTC);
        let texts = texts_to_check(&house).expect("texts");
        assert!(texts.iter().any(|one| !one.guide), "links that nobody has opened");
        for one in texts.iter().filter(|one| one.guide) {
            assert!(one.day < today && one.owner.is_some(), "{one:?}");
        }
        let lines = lines_to_check(&house).expect("lines");
        assert!(lines.is_sorted_by_key(|one| one.since), "the oldest first");
        assert!(lines.iter().all(|one| one.never || one.since < plus_days(today, -365)));
    }
}

#[test]
fn a_reading_that_waits_says_what_it_would_change() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = super::source(&house, &ned, "", "");
        read_file(&house, &ned, feed, list("Zebrawood", "z", 120).into_bytes()).expect("read");
        let later = list("Zebrawood", "z", 120).replace("Oak St", "Elm Rd");
        let waits = read_file(&house, &ned, feed, later.into_bytes()).expect("read");
        assert_eq!((waits.outcome, waits.changed), (RunOutcome::Waiting, 120));
        let (line, _) = run_page(&house, &ned, waits.run).expect("a reading");
        let preview = line.report.preview;
        assert_eq!((preview.changed.len(), preview.differs.len()), (100, 100), "the first hundred, each with what");
        for differs in preview.differs {
            assert_eq!(differs.len(), 1, "{differs:?}");
            let one = &differs[0];
            assert!(one.field == "address" && one.was[0].ends_with("Oak St") && one.now[0].ends_with("Elm Rd"));
        }
    }
}

#[test]
fn a_meeting_that_no_list_names_is_added_by_hand() {
    for (house, _server) in houses() {
        let (ned, dana) = (session(&house, "ned"), session(&house, "dana"));
        let form = EntryForm {
            name: "Zebrawood porch".into(),
            days: vec!["2".into(), "4".into()],
            start: "19:30".into(),
            place: "Old mill".into(),
            address: "5 Elm St".into(),
            city: "Richmond".into(),
            state: "VA".into(),
            ..EntryForm::default()
        };
        let add = |who: &Session, form: &EntryForm| add_entry(&house, who, house.new_command(), form);
        assert_eq!(add(&dana, &form), Err(service::Fault::Absent), "an editor adds");
        assert_eq!(why(add(&ned, &EntryForm { start: "25:99".into(), ..form.clone() })), "meeting-refused-time");
        assert!(matches!(add(&ned, &EntryForm { name: " ".into(), ..form.clone() }), Err(service::Fault::Invalid(_))));
        assert_eq!(count(&house, "zebrawood"), 0, "what is wrong adds nothing");
        let id = add(&ned, &form).expect("added");
        assert_eq!((first(&house, "zebrawood porch"), count(&house, "zebrawood")), (id, 1), "found at once");
        let stands = standing(&house, id).expect("a standing");
        assert!(stands.verified.is_some() && stands.steward == stands.source, "{stands:?}");
        assert_eq!(why(add(&ned, &form)), "entry-there-already");
        add(&ned, &EntryForm { name: "Zebrawood attic".into(), ..form.clone() }).expect("another");
        let sources = own_sources(&house, &ned).expect("sources");
        let own: Vec<_> = sources.iter().filter(|source| source.format == BY_HAND).collect();
        assert_eq!((own.len(), own[0].entries), (1, 2), "one list for all of them");
        // Nothing is read into it, and it does not become another kind of list.
        let feed = own[0].id;
        assert_eq!(why(read_file(&house, &ned, feed, b"[]".to_vec())), "source-by-hand");
        let other = SourceForm { name: "Other".into(), format: "csv".into(), ..SourceForm::default() };
        assert_eq!(why(change_source(&house, &ned, house.new_command(), feed, &other)), "source-by-hand");
        assert_eq!(count(&house, "zebrawood"), 2);
        // Where a list names it too, it is one meeting.
        let row = r#"[{"slug":"p","name":"Zebrawood porch","day":[2,4],"time":"19:30","address":"5 Elm St","city":"Richmond","state":"VA"}]"#;
        import(&house, "james-river", "Another list", row.as_bytes()).expect("read");
        assert_eq!(count(&house, "zebrawood porch"), 1);
    }
}
