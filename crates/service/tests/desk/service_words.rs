//! What others may say of a service: colleagues, its contact, visitors; lists of services that are not what they should
//! be; and a search as a table. On both engines.

use super::server::Answer;
use super::{bytes, count, found, houses, one, rows, session, source, why};
use domain::directory::{Hidden, ReportAnswer, ReportKind, Verifier};
use serde_json::json;
use service::Fault;
use service::directory::services::{
    ServiceDeed, ServiceForm, ServiceQuery, answer_service_listing, answer_service_proposal, answer_service_reports,
    correct_service, do_with_service, make_service_link, propose_service, report_service, service, service_entry,
    service_listing, service_queue, service_report_stands, services_table,
};
use service::directory::{Has, OwnerWord, RunOutcome, SourceRead, read_file, read_now, source_page, unsafe_waiting};

#[test]
fn a_colleague_proposes_and_who_looks_after_the_list_decides() {
    for (house, _server) in houses() {
        let (ned, dana, gloria) = (session(&house, "ned"), session(&house, "dana"), session(&house, "gloria"));
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        let page = service_entry(&house, &dana, id).expect("what it says");
        assert!(!page.own && page.history.is_empty() && page.came.is_none());
        let same = ServiceForm::of(&page.offering);
        let propose = |who, form: &ServiceForm| propose_service(&house, who, house.new_command(), id, form);
        assert_eq!(why(propose(&dana, &same)), "propose-nothing");
        assert_eq!(
            why(propose(&dana, &ServiceForm { phone: "call us".into(), ..same.clone() })),
            "service-phone-wrong"
        );
        let door =
            propose(&dana, &ServiceForm { alert: "Use the side door".into(), ..same.clone() }).expect("proposed");
        let closed = ServiceForm { paused: true, address: "9 Elm St".into(), ..same.clone() };
        let closed = propose(&gloria, &closed).expect("another agency too");
        let answer = |who, proposal, yes| answer_service_proposal(&house, who, house.new_command(), proposal, yes);
        assert_eq!(answer(&dana, door, true), Err(Fault::Absent));
        assert_eq!(answer(&gloria, closed, true), Err(Fault::Absent), "who proposed does not decide");
        let correct = |who, form: &ServiceForm| correct_service(&house, who, house.new_command(), id, form);
        assert_eq!(correct(&dana, &same), Err(Fault::Absent));
        let waits = service_queue(&house, &ned).expect("a queue").proposed;
        assert_eq!(waits.iter().filter(|one| one.0.0 == id).count(), 2);
        answer(&ned, door, true).expect("taken over");
        assert_eq!(why(answer(&ned, door, true)), "proposal-answered-already");
        let shown = service(&house, id).expect("shown").offering;
        assert_eq!((shown.alert.as_str(), shown.phones.len()), ("Use the side door", 1), "and nothing else");
        // Somebody was faster with the street.
        correct(&ned, &ServiceForm { address: "7 Ash St".into(), ..ServiceForm::of(&shown) }).expect("put right");
        let page = service_entry(&house, &ned, id).expect("an entry");
        assert!(page.proposals.iter().any(|one| one.id == closed && one.overtaken));
        assert_eq!(why(answer(&ned, closed, true)), "proposal-overtaken");
        answer(&ned, closed, false).expect("let be");
        assert!(service_queue(&house, &ned).expect("a queue").proposed.iter().all(|one| one.0.0 != id));
        do_with_service(&house, &ned, house.new_command(), id, ServiceDeed::TakeOff).expect("off");
        assert_eq!(why_absent(propose(&dana, &closed_form(&same))), "absent", "of what is not shown nobody speaks");
        assert_eq!(why_absent(service_entry(&house, &gloria, id)), "absent");
    }
}

fn closed_form(same: &ServiceForm) -> ServiceForm {
    ServiceForm { paused: true, ..same.clone() }
}

fn why_absent<T>(outcome: Result<T, Fault>) -> &'static str {
    if matches!(outcome, Err(Fault::Absent)) { "absent" } else { "there" }
}

#[test]
fn the_contact_of_a_service_answers_once_by_a_link() {
    for (house, _server) in houses() {
        let (ned, gloria) = (session(&house, "ned"), session(&house, "gloria"));
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let (id, other) = (one(&house, "Zebrawood pantry 1"), one(&house, "Zebrawood pantry 2"));
        let tell = |kind, from: &str| report_service(&house, house.new_command(), id, kind, from).expect("told");
        let before = unsafe_waiting(&house, &ned).expect("a number");
        let codes = [tell(ReportKind::NotMeeting, "one"), tell(ReportKind::Unsafe, "one")];
        assert_eq!(unsafe_waiting(&house, &ned), Ok(before + 1), "heard on every page of who answers");
        tell(ReportKind::NotMeeting, "two");
        tell(ReportKind::NotMeeting, "three");
        assert_eq!(count(&house), 2, "off for what visitors say");
        let link = |who, id| make_service_link(&house, who, house.new_command(), id);
        assert!(matches!(link(&gloria, id), Err(Fault::Absent)), "not for the list of another agency");
        let (old, token) = (link(&ned, id).expect("a link"), link(&ned, id).expect("a link"));
        for gone in [old.as_str(), "nothing"] {
            assert!(matches!(service_listing(&house, gone), Err(Fault::Absent)), "a new one ends the old");
        }
        let seen = service_listing(&house, &token).expect("what it says");
        assert!(!seen.used && seen.steward.contains("James River"));
        let form = ServiceForm::of(&seen.offering);
        let say = |token: &str, word| answer_service_listing(&house, house.new_command(), token, &word);
        let bad = ServiceForm { website: "javascript:alert(1)".into(), ..form.clone() };
        assert_eq!(why(say(&token, OwnerWord::PutRight(bad))), "source-address", "and the link is still good");
        let right = ServiceForm { phone: "804 555 0177".into(), ..form };
        say(&token, OwnerWord::PutRight(right)).expect("put right");
        assert_eq!(why(say(&token, OwnerWord::LeaveOut)), "listing-link-used");
        assert_eq!(count(&house), 3, "who offers it knows that it is there");
        let page = service_entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.offering.phones[0].shown.as_str(), "804 555 0177");
        assert_eq!(page.verified.map(|(by, _)| by), Some(Verifier::Owner));
        assert_eq!((page.history[0].by.as_str(), page.links.len()), ("owner", 2));
        let answer =
            |code: &str| service_report_stands(&house, code).expect("a report").answer.map(|(answer, _)| answer);
        assert_eq!(answer(&codes[0]), Some(ReportAnswer::PutRight));
        assert_eq!(answer(&codes[1]), None, "danger is for an editor to answer");
        // Its list does not overwrite that.
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        assert_eq!(service(&house, id).expect("shown").phones[0].shown.as_str(), "804 555 0177");
        let token = link(&ned, other).expect("a link");
        say(&token, OwnerWord::LeaveOut).expect("left out");
        assert_eq!(found(&house, "zebrawood pantry 2").iter().filter(|(_, id)| *id == other).count(), 0);
    }
}

#[test]
fn who_asked_to_be_left_out_is_shown_by_taking_back_that_wish_alone() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        report_service(&house, house.new_command(), id, ReportKind::WrongKind, "one").expect("told");
        let act = |deed| do_with_service(&house, &ned, house.new_command(), id, deed);
        act(ServiceDeed::Verify).expect("checked");
        act(ServiceDeed::LeaveOut).expect("left out");
        for deed in [ServiceDeed::Show, ServiceDeed::TakeOff] {
            assert_eq!(why(act(deed)), "entry-asked-out");
        }
        let answer = (ReportKind::WrongKind, ReportAnswer::TakenOff);
        answer_service_reports(&house, &ned, house.new_command(), id, answer).expect("answered");
        let page = service_entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.hidden, Some(Hidden::OptedOut), "nothing takes the place of the wish");
        let of = |kind| page.history.iter().find(|line| line.kind == kind).expect("a change").id;
        assert_eq!(why(act(ServiceDeed::PutBack(of(domain::directory::ChangeKind::Verified)))), "entry-asked-out");
        act(ServiceDeed::PutBack(of(domain::directory::ChangeKind::OptedOut))).expect("taken back");
        assert_eq!(count(&house), 3);
    }
}

#[test]
fn reports_do_not_empty_a_list_of_services() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(8))).expect("read");
        for (place, (_, id)) in found(&house, "zebrawood").into_iter().enumerate() {
            for n in 0..3 {
                let from = format!("198.51.{place}.{n}");
                report_service(&house, house.new_command(), id, ReportKind::NotMeeting, &from).expect("told");
            }
        }
        assert_eq!(count(&house), 3, "five of a list in a day; the rest waits for a person");
        let waits = service_queue(&house, &ned).expect("a queue").reported;
        assert_eq!(waits.iter().filter(|one| one.service.1.starts_with("Zebrawood")).count(), 8);
    }
}

#[test]
fn a_list_that_changes_every_id_overnight_warns_and_keeps_links() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(12);
        // Two that are alike: neither is taken for the other.
        list[11] = list[10].clone();
        list[11]["id"] = json!("z-11");
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let (id, right) = (one(&house, "Zebrawood pantry 7"), one(&house, "Zebrawood pantry 3"));
        let form = ServiceForm::of(&service(&house, right).expect("shown").offering);
        let form = ServiceForm { alert: "Ring the bell".into(), ..form };
        correct_service(&house, &ned, house.new_command(), right, &form).expect("put right");
        for row in list.iter_mut().take(10) {
            row["id"] = json!(format!("new-{}", row["id"].as_str().expect("an id")));
            row["organization"]["id"] = json!("new-o");
        }
        let done = read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_eq!((done.outcome, done.added, done.changed, done.gone), (RunOutcome::Done, 0, 10, 0));
        assert_eq!(done.read, done.added + done.changed + done.merged + done.refused);
        assert!(done.warnings.iter().any(|notice| notice.id == "offering-new-ids"), "{:?}", done.warnings);
        assert_eq!((one(&house, "Zebrawood pantry 7"), count(&house)), (id, 12));
        let page = service_entry(&house, &ned, right).expect("an entry");
        assert!(!page.clashes && page.offering.alert.as_str() == "Ring the bell", "what was put right stays");
        let again = read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_eq!((again.added, again.changed, again.merged), (0, 0, 12), "known by the new ids now");
    }
}

#[test]
fn ten_thousand_duplicates_are_refused_and_bad_answers_leave_the_list_as_it_was() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("services.json"));
        let mut list = rows(4);
        for _ in 0..10_000 {
            list.push(list[2].clone());
        }
        server.answer(Answer::bytes(bytes(&list)));
        let SourceRead::Read(done) = read_now(&house, &ned, feed).expect("a try") else { panic!("not read") };
        assert_eq!((done.read, done.added, done.refused, count(&house)), (10_004, 4, 10_000, 4));
        for (answer, told) in [
            (Answer::status(503), "source-answers"),
            (Answer::endless(), "meeting-feed-too-large"),
            (Answer::slow(), "source-slow"),
            (Answer::cut_off(), "source-broke-off"),
            (Answer::to("http://127.0.0.1:9/inside"), "source-private"),
            (Answer::to("file:///etc/passwd"), "source-sends-on"),
        ] {
            server.answer(answer);
            let said = match read_now(&house, &ned, feed).expect("a try") {
                SourceRead::Failed(notice) => notice.id,
                other => panic!("{told}: {other:?}"),
            };
            assert_eq!(said, told);
            assert_eq!(count(&house), 4, "{told}: the good data stays");
        }
        let latin = String::from_utf8(bytes(&rows(4))).expect("text").replace("Quartz House", "Casa de los Años");
        let latin: Vec<u8> = latin.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1")).collect();
        server.answer(Answer::bytes(latin));
        let SourceRead::Read(done) = read_now(&house, &ned, feed).expect("a try") else { panic!("not read") };
        assert!(done.warnings.iter().any(|notice| notice.id == "offering-list-latin1"), "{:?}", done.warnings);
        let id = one(&house, "Zebrawood pantry 0");
        assert_eq!(service(&house, id).expect("shown").provider.name.as_str(), "Casa de los Años");
        assert_eq!(source_page(&house, &ned, feed).expect("a source").0.failures, 0);
        server.stop();
    }
}

#[test]
fn a_search_goes_along_as_a_table_with_a_line_for_each_place() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(3);
        list[1]["name"] = json!("Zebrawood =cmd|' /C calc'!A0");
        let mut second = list[2]["service_at_locations"][0].clone();
        second["id"] = json!("s2");
        second["location"]["id"] = json!("l2");
        second["location"]["addresses"][0]["address_1"] = json!("77 Ferry Road");
        list[2]["service_at_locations"].as_array_mut().expect("places").push(second);
        list[2]["schedules"] = json!([{"id": "h", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00",
            "closes_at": "17:00", "timezone": -5}]);
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let query =
            |near: &str| ServiceQuery { text: "zebrawood".into(), near: near.into(), ..ServiceQuery::default() };
        let table =
            |near: &str, has: &Has| services_table(&house, &query(near), "https://h.example", has).expect("a table");
        let made = table("", &Has::default());
        let text = String::from_utf8(made.body.expect("a body").to_vec()).expect("text");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 1 + 4, "{text}");
        assert!(lines[0].starts_with("id,name,provider,kinds,status"));
        assert!(text.contains("77 Ferry Road") && text.contains("mon 09:00-17:00; tue 09:00-17:00"), "{text}");
        assert!(!text.contains("pat@example.org") && !text.contains("Pat Person"), "nobody's contact goes along");
        assert!(text.contains("https://h.example/services/"));
        let again = table("", &Has(vec![made.version.clone()]));
        assert!(again.body.is_none() && again.version == made.version, "who has it gets nothing");
        let nowhere = table("Xyzzyville", &Has::default()).body.expect("a body");
        assert_eq!(String::from_utf8_lossy(&nowhere).lines().count(), 1, "near a place that nobody knows is nothing");
        list[0]["description"] = json!("New words.");
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_ne!(table("", &Has::default()).version, made.version);
    }
}
