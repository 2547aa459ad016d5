//! Lists that are not what they should be, read as a whole: what came of it is said, and the last good data stays.

use super::server::Answer;
use super::{count, first, houses, list, session, source};
use service::directory::{RunOutcome, SourceRead, entry, read_file, read_now, run_page};

#[test]
fn ten_thousand_duplicates_are_one_meeting() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let row = |n: usize| {
            format!(
                r#"{{"slug":"copy-{}","name":"Quartzite","day":1,"time":"19:00","address":"5 Elm St","city":"Cary"}}"#,
                // Half of them with one id, half with an id each.
                if n.is_multiple_of(2) { 0 } else { n }
            )
        };
        let text = format!("[{}]", (0..10_000).map(row).collect::<Vec<_>>().join(","));
        let done = read_file(&house, &ned, feed, text.clone().into_bytes()).expect("read");
        assert_eq!((done.read, done.added, done.outcome), (10_000, 1, RunOutcome::Done));
        assert_eq!(done.read, done.added + done.changed + done.merged + done.refused);
        assert_eq!(count(&house, "quartzite"), 1);
        let id = first(&house, "quartzite");
        let again = read_file(&house, &ned, feed, text.into_bytes()).expect("read");
        assert_eq!((again.added, again.changed, again.gone), (0, 0, 0));
        assert_eq!(first(&house, "quartzite"), id);
    }
}

#[test]
fn swapped_coordinates_and_a_zone_that_does_not_exist_are_said_and_used_as_they_were_meant() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let rows = r#"[
            {"slug":"a","name":"Quartzite","day":1,"time":"19:00","address":"5 Elm St","city":"Richmond",
             "latitude":-77.43605,"longitude":37.54071},
            {"slug":"b","name":"Zebrawood","day":2,"time":"19:00","timezone":"Mars/Olympus","conference_url":"https://example.org/r"},
            {"slug":"c","name":"Late","day":2,"time":"25:99"}]"#;
        let done = read_file(&house, &ned, feed, rows.into()).expect("read");
        assert_eq!((done.read, done.added, done.refused), (3, 2, 1));
        let said: Vec<&str> = done.warnings.iter().map(|notice| notice.id.as_str()).collect();
        assert_eq!(said, ["meeting-warn-coordinates-swapped", "meeting-warn-zone"]);
        let (line, _) = run_page(&house, &ned, done.run).expect("a reading");
        assert_eq!(line.report.refused[0].1.id, "meeting-refused-time");
        let place = entry(&house, &ned, first(&house, "quartzite")).expect("an entry").meeting.place;
        assert!(place.point.is_some_and(|point| point.latitude() > 37.0 && point.longitude() < -77.0));
        let meeting = entry(&house, &ned, first(&house, "zebrawood")).expect("an entry").meeting;
        let zone = meeting.weekly().and_then(|weekly| weekly.zone.iana_name().map(str::to_owned));
        assert_eq!(zone.as_deref(), Some("America/New_York"), "the zone of the list");
    }
}

#[test]
fn what_a_broken_answer_leaves_is_the_last_good_list_with_its_pages() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("list.json"), "24");
        server.answer(Answer::list(&list("Zebrawood", "z", 6)));
        assert!(matches!(read_now(&house, &ned, feed).expect("a try"), SourceRead::Read(_)));
        let id = first(&house, "zebrawood 3");
        for answer in [Answer::list(""), Answer::list("null"), Answer::list("{\"meetings\":7}"), Answer::status(404)] {
            server.answer(answer);
            assert!(matches!(read_now(&house, &ned, feed).expect("a try"), SourceRead::Failed(_)));
        }
        // An empty list is a list: so much gone waits for a person.
        server.answer(Answer::list("[]"));
        assert!(!matches!(read_now(&house, &ned, feed).expect("a try"), SourceRead::Read(done) if done.gone > 0
            && done.outcome == RunOutcome::Done));
        assert_eq!((count(&house, "zebrawood"), first(&house, "zebrawood 3")), (6, id));
    }
}
