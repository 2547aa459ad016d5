//! Lists of services at the desk: read from a file and from an address, previewed, taken back; what anyone may say of a
//! service, and what an editor does with one. On both engines.

#![expect(clippy::expect_used, clippy::panic, reason = "this is how a test ends")]

#[path = "desk/server.rs"]
mod server;
#[path = "desk/service_facts.rs"]
mod service_facts;
#[path = "desk/service_words.rs"]
mod service_words;

use access::Store;
use domain::directory::{Hidden, ReportAnswer, ReportKind};
use domain::id::{FeedId, OfferingId};
use serde_json::{Value, json};
use server::{Answer, Server};
use service::directory::services::{
    ServiceDeed, ServiceForm, ServiceQuery, answer_service_reports, correct_service, do_with_service, find_services,
    report_service, service, service_entry, service_out, service_queue, service_report_stands, services,
};
use service::directory::{
    FeedState, RunOutcome, SourceForm, SourceRead, add_source, agree_run, change_source, own_sources, read_file,
    read_now, run_page, set_source, source_page, undo_run,
};
use service::people::sign_in;
use service::{Fault, House, Session};

fn houses() -> Vec<(House, Server)> {
    testkit::engines()
        .into_iter()
        .map(|db| {
            let server = Server::start();
            let house = House::reaching(Store::new(db), [7; 32], Box::new(server.names()));
            service::demo::seed(&house).expect("the demonstration");
            (house, server)
        })
        .collect()
}

fn session(house: &House, username: &str) -> Session {
    sign_in(house, username, "walk-beside-me-24", "here").expect("a sign-in").session
}

/// So many services of one organization, with a contact that nobody should keep.
fn rows(count: usize) -> Vec<Value> {
    let row = |n: usize| {
        json!({"id": format!("z-{n}"), "name": format!("Zebrawood pantry {n}"), "status": "active",
            "description": "For all.", "phones": [{"id": "p", "number": "(804) 555-0142"}],
            "contacts": [{"id": "c", "name": "Pat Person", "email": "pat@example.org"}],
            "organization": {"id": "o", "name": "Quartz House", "description": ""},
            "service_at_locations": [{"id": "s", "location": {"id": "l", "location_type": "physical", "name": "Hall",
                "latitude": 36.0, "longitude": -80.0,
                "addresses": [{"address_1": format!("{n} Oak St"), "city": "Cary", "address_type": "physical"}]}}]})
    };
    (0..count).map(row).collect()
}

fn bytes(rows: &[Value]) -> Vec<u8> {
    serde_json::to_vec(rows).expect("rows")
}

fn form(name: &str, address: &str) -> SourceForm {
    SourceForm { name: name.into(), format: "hsds".into(), address: address.into(), ..SourceForm::default() }
}

fn source(house: &House, ned: &Session, address: &str) -> FeedId {
    add_source(house, ned, house.new_command(), &form("Zebra list", address)).expect("a source")
}

fn found(house: &House, text: &str) -> Vec<(String, OfferingId)> {
    let query = ServiceQuery { text: text.into(), most: 100, ..ServiceQuery::default() };
    let lines = services(house, query).expect("a search").lines;
    lines.into_iter().map(|line| (line.name, line.id)).collect()
}

fn count(house: &House) -> usize {
    found(house, "zebrawood").len()
}

fn one(house: &House, name: &str) -> OfferingId {
    found(house, name).into_iter().find(|(own, _)| own == name).expect("found").1
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> String {
    match outcome {
        Err(Fault::Refused(refusal)) => refusal.why.id,
        Err(Fault::Invalid(errors)) => errors[0].notice.id.clone(),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_reading_adds_up_says_why_and_is_taken_back_whole() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(10);
        let done = read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_eq!((done.read, done.added, done.outcome), (10, 10, RunOutcome::Done));
        assert_eq!(
            own_sources(&house, &ned).expect("sources").iter().find(|own| own.id == feed).expect("it").entries,
            10
        );
        let kept = one(&house, "Zebrawood pantry 3");
        list.remove(9);
        list[3]["description"] = json!("New words.");
        list[4]["organization"]["name"] = json!("Quartz House West");
        list[5]["name"] = json!("");
        list.push(json!({"id": "new", "name": "Zebrawood new", "status": "active"}));
        let done = read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_eq!(done.read, done.added + done.changed + done.merged + done.refused);
        assert_eq!((done.added, done.changed, done.merged, done.refused, done.gone), (1, 1, 7, 1, 1));
        let (line, _) = run_page(&house, &ned, done.run).expect("a reading");
        assert_eq!(line.report.refused[0].1.id, "offering-refused-no-name", "each refused row says why");
        assert_eq!(service(&house, kept).expect("there").offering.about.as_str(), "New words.");
        let back = undo_run(&house, &ned, house.new_command(), done.run).expect("taken back");
        assert_eq!((back.back, back.left), (3, 0));
        assert_eq!(count(&house), 10);
        assert_eq!(service(&house, kept).expect("there").offering.about.as_str(), "For all.");
        let (own, _) = source_page(&house, &ned, feed).expect("a source");
        assert_eq!(own.state, FeedState::Paused, "what was taken back does not come by itself");
    }
}

#[test]
fn a_reading_that_takes_much_away_waits_without_a_word_about_people() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(20))).expect("read");
        let waits = read_file(&house, &ned, feed, bytes(&rows(10))).expect("read");
        assert_eq!((waits.outcome, waits.gone), (RunOutcome::Waiting, 10));
        assert_eq!(waits.waits.map(|why| why.id).as_deref(), Some("offering-reading-waits"));
        assert_eq!(count(&house), 20, "nothing changed yet");
        let (line, _) = run_page(&house, &ned, waits.run).expect("a reading");
        assert_eq!(line.report.preview.gone.len(), 10, "who looks sees which");
        let done = agree_run(&house, &ned, house.new_command(), waits.run).expect("yes").expect("now");
        assert_eq!((done.gone, count(&house)), (10, 10));
    }
}

#[test]
fn a_list_at_an_address_is_asked_with_its_marks_and_what_is_no_list_changes_nothing() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("services.json"));
        server.answer(Answer::bytes(bytes(&rows(3))).with("ETag: \"one\""));
        assert!(matches!(read_now(&house, &ned, feed).expect("read"), SourceRead::Read(done) if done.added == 3));
        server.answer(Answer::status(304));
        assert_eq!(read_now(&house, &ned, feed).expect("read"), SourceRead::Unchanged);
        assert!(server.asked().contains("if-none-match: \"one\""), "{}", server.asked());
        for bad in
            [Answer::page("<html>"), Answer::list("[{\"id\":"), Answer::list("{}"), Answer::bytes(b"PK no".to_vec())]
        {
            server.answer(bad);
            assert!(matches!(read_now(&house, &ned, feed).expect("read"), SourceRead::Failed(_)));
        }
        assert_eq!(count(&house), 3, "the last good data stays");
        let (own, _) = source_page(&house, &ned, feed).expect("a source");
        assert!(own.failures >= 4 && own.problem.is_some());
        server.stop();
    }
}

#[test]
fn a_source_that_is_left_out_shows_nothing_and_keeps_its_kind() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let first = one(&house, "Zebrawood pantry 0");
        let other = SourceForm { format: "meeting-guide".into(), ..form("Zebra list", "") };
        assert_eq!(why(change_source(&house, &ned, house.new_command(), feed, &other)), "source-stays-kind");
        set_source(&house, &ned, house.new_command(), feed, FeedState::Ended).expect("left out");
        assert_eq!(count(&house), 0);
        assert!(matches!(service(&house, first), Err(Fault::Absent)));
        assert!(matches!(service_out(&house, first), Err(Fault::Absent)));
        set_source(&house, &ned, house.new_command(), feed, FeedState::Active).expect("in use");
        assert_eq!(count(&house), 3);
    }
}

#[test]
fn enough_visitors_take_a_service_off_until_an_editor_answers() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        let say = |kind, from: &str| report_service(&house, house.new_command(), id, kind, from);
        let code = say(ReportKind::NotMeeting, "one").expect("said");
        assert_eq!(why(say(ReportKind::NotMeeting, "one")), "report-said-before");
        say(ReportKind::Unsafe, "one").expect("said");
        say(ReportKind::NotMeeting, "two").expect("said");
        assert_eq!(count(&house), 3, "two are not enough");
        say(ReportKind::NotMeeting, "three").expect("said");
        assert_eq!(count(&house), 2);
        assert!(matches!(service(&house, id), Err(Fault::Absent)));
        assert!(matches!(say(ReportKind::WrongTime, "four"), Err(Fault::Absent)), "of what is not shown nobody speaks");
        let waits = service_queue(&house, &ned).expect("a queue");
        assert_eq!(waits.danger.len(), 1, "danger by itself");
        assert!(waits.reported.iter().all(|one| one.kind != ReportKind::Unsafe));
        assert!(waits.off.iter().any(|(own, _, why)| *own == id && why == "reported"));
        assert_eq!(service_report_stands(&house, &code).expect("a report").answer, None);
        let answer = (ReportKind::NotMeeting, ReportAnswer::IsRight);
        answer_service_reports(&house, &ned, house.new_command(), id, answer).expect("answered");
        assert_eq!(count(&house), 3, "shown again");
        let stands = service_report_stands(&house, &code).expect("a report");
        assert_eq!(stands.answer.map(|(answer, _)| answer), Some(ReportAnswer::IsRight));
        assert_eq!(
            why(say(ReportKind::NotMeeting, "one")),
            "report-said-before",
            "who has an answer is not heard again"
        );
        for from in ["five", "six", "seven"] {
            say(ReportKind::NotMeeting, from).expect("said");
        }
        assert_eq!(count(&house), 3, "what was just checked waits for an editor");
        assert!(matches!(service_report_stands(&house, "nothing"), Err(Fault::Absent)));
    }
}

#[test]
fn what_an_editor_puts_right_stays_and_clashes_are_seen() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(3);
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        let now = service_entry(&house, &ned, id).expect("an entry");
        let wrong = ServiceForm { phone: "call us".into(), ..ServiceForm::of(&now.offering) };
        assert_eq!(why(correct_service(&house, &ned, house.new_command(), id, &wrong)), "service-phone-wrong");
        let right = ServiceForm { address: "9 Elm St".into(), ..ServiceForm::of(&now.offering) };
        correct_service(&house, &ned, house.new_command(), id, &right).expect("put right");
        assert!(service(&house, id).expect("shown").sites[0].place.contains("9 Elm St"));
        list[1]["description"] = json!("Other words.");
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let page = service_entry(&house, &ned, id).expect("an entry");
        assert!(page.clashes && page.verified.is_some());
        assert!(
            service(&house, id).expect("shown").sites[0].place.contains("9 Elm St"),
            "the list does not overwrite it"
        );
        assert!(service_queue(&house, &ned).expect("a queue").clashing.iter().any(|(own, _)| *own == id));
        let act = |deed| do_with_service(&house, &ned, house.new_command(), id, deed);
        act(ServiceDeed::TakeTheirs).expect("theirs");
        let theirs = service(&house, id).expect("shown");
        assert!(theirs.sites[0].place.contains("1 Oak St") && theirs.offering.about.as_str() == "Other words.");
        let change = service_entry(&house, &ned, id).expect("an entry").history[0].id;
        act(ServiceDeed::PutBack(change)).expect("back");
        assert!(service(&house, id).expect("shown").sites[0].place.contains("9 Elm St"));
        act(ServiceDeed::KeepOurs).expect("ours");
        assert_eq!(
            why(act(ServiceDeed::TakeTheirs).and_then(|()| act(ServiceDeed::TakeTheirs))),
            "entry-nothing-theirs"
        );
    }
}

#[test]
fn who_asked_to_be_left_out_stays_out_under_another_id_and_others_see_nothing_of_the_desk() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(3);
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        do_with_service(&house, &ned, house.new_command(), id, ServiceDeed::LeaveOut).expect("left out");
        assert_eq!(count(&house), 2);
        read_file(&house, &ned, feed, bytes(&list)).expect("read again");
        assert_eq!(count(&house), 2);
        list[1]["id"] = json!("another");
        read_file(&house, &ned, feed, bytes(&list)).expect("read under another id");
        assert_eq!(count(&house), 2, "the same name and place stay out");
        let (lines, _) = find_services(&house, &ned, "ZEBRAWOOD").expect("found");
        assert_eq!(lines.iter().filter(|line| line.hidden == Some(Hidden::OptedOut)).count(), 1);
        let (nothing, _) = find_services(&house, &ned, "100%").expect("found");
        assert_eq!(nothing.len(), 0, "a sign of the pattern is a sign");
        let dana = session(&house, "dana");
        assert!(matches!(service_entry(&house, &dana, id), Err(Fault::Absent)));
        assert!(matches!(service_queue(&house, &dana), Err(Fault::Absent)));
        let act = do_with_service(&house, &dana, house.new_command(), id, ServiceDeed::Show);
        assert!(matches!(act, Err(Fault::Absent)));
    }
}
