//! What anyone may say cannot be turned against a list, and the word of its contact counts. On both engines.

use super::{count, first, houses, list, session, why};
use domain::id::MeetingId;
use service::directory::{
    Deed, MeetingQuery, OwnerWord, ReportAnswer, ReportKind, answer_listing, answer_reports, do_with_entry, entry,
    find_entries, import, make_listing_link, meetings, queue, report_meeting, report_stands, unsafe_waiting,
};

#[test]
fn reports_do_not_empty_a_list() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 8).as_bytes()).expect("read");
        let nobody_there =
            |id, from: &str| report_meeting(&house, house.new_command(), id, ReportKind::NotMeeting, from);
        let three = |id: MeetingId, place: usize| {
            for n in 0..3 {
                nobody_there(id, &format!("198.51.{place}.{n}")).expect("told");
            }
        };
        let ids: Vec<MeetingId> = (0..8).map(|n| first(&house, &format!("zebrawood {n}"))).collect();
        // One site of IPv6 is one visitor, whichever of its networks it comes from.
        nobody_there(ids[0], "2001:db8:1:1::/64").expect("told");
        assert_eq!(why(nobody_there(ids[0], "2001:db8:1:2::/64")), "report-said-before");
        nobody_there(ids[0], "2001:db8:2:1::/64").expect("told");
        assert_eq!(count(&house, "zebrawood"), 8);
        // What a person checked lately, a person takes off.
        do_with_entry(&house, &ned, house.new_command(), ids[1], Deed::Verify).expect("verified");
        three(ids[1], 1);
        assert_eq!(count(&house, "zebrawood"), 8);
        for (place, id) in ids.iter().enumerate().skip(2) {
            three(*id, place);
        }
        assert_eq!(count(&house, "zebrawood"), 3, "five of a list in a day");
        let found = queue(&house, &ned).expect("a queue");
        assert!(
            found.reported.iter().any(|one| one.entry.id == ids[7] && one.people == 3),
            "the rest waits for a person"
        );
        let said =
            answer_reports(&house, &ned, house.new_command(), ids[2], ReportKind::NotMeeting, ReportAnswer::Spoken);
        said.expect("answered");
        assert_eq!(count(&house, "zebrawood 2"), 1, "there was somebody to speak with");
        assert_eq!(why(nobody_there(ids[2], "198.51.2.0")), "report-said-before", "an answer does not ask again");
    }
}

#[test]
fn no_report_of_danger_is_cut_off_and_whoever_answers_hears_of_it_everywhere() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 60).as_bytes()).expect("read");
        let all = MeetingQuery { text: "zebrawood".into(), ..MeetingQuery::default() };
        let lines = meetings(&house, all).expect("a search").lines;
        for (nth, line) in lines.iter().enumerate() {
            let from = format!("198.51.100.{}", nth / 20);
            report_meeting(&house, house.new_command(), line.id, ReportKind::Unsafe, &from).expect("told");
        }
        let found = queue(&house, &ned).expect("a queue");
        let danger = found.reported.iter().filter(|one| one.kind == ReportKind::Unsafe).count();
        assert!(danger >= 60, "{danger}");
        assert_eq!(unsafe_waiting(&house, &ned).expect("a number"), i64::try_from(danger).expect("few"));
        assert_eq!(unsafe_waiting(&house, &session(&house, "dana")).expect("a number"), 0, "not for who cannot answer");
        assert_eq!(unsafe_waiting(&house, &session(&house, "gloria")).expect("a number"), 0, "nor in another agency");
    }
}

#[test]
fn the_word_of_the_contact_answers_what_people_said() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        let tell = |kind, n: u8| report_meeting(&house, house.new_command(), id, kind, &format!("192.0.2.{n}"));
        let code = tell(ReportKind::NotMeeting, 1).expect("told");
        let danger = tell(ReportKind::Unsafe, 1).expect("told");
        tell(ReportKind::NotMeeting, 2).expect("told");
        tell(ReportKind::NotMeeting, 3).expect("told");
        assert_eq!(count(&house, "zebrawood"), 0);
        let token = make_listing_link(&house, &ned, house.new_command(), id).expect("a link");
        answer_listing(&house, house.new_command(), &token, &OwnerWord::Right).expect("said");
        assert_eq!(count(&house, "zebrawood"), 1, "who holds it knows that it is held");
        let answer = |code: &str| report_stands(&house, code).expect("a report").answer.map(|(answer, _)| answer);
        assert_eq!(answer(&code), Some(ReportAnswer::IsRight));
        assert_eq!(answer(&danger), None, "danger is for an editor to answer");
    }
}

#[test]
fn a_name_is_found_at_the_desk_whatever_its_letters() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let rows = r#"[{"slug":"a","name":"ÁNIMO Ñandú","day":1,"time":"19:00","address":"5 Roble St","city":"Cary"}]"#;
        import(&house, "james-river", "Test list", rows.as_bytes()).expect("read");
        let found = |text: &str| find_entries(&house, &ned, text).expect("entries").0.len();
        for text in ["ánimo", "ANIMO", "ñandu"] {
            assert_eq!(found(text), 1, "{text}");
        }
        assert_eq!(found("roble"), 0, "by its name, not by its street");
    }
}

#[test]
fn a_desk_sees_what_the_wish_of_a_contact_at_another_desk_took_away() {
    for (house, _server) in houses() {
        let (ned, gloria) = (session(&house, "ned"), session(&house, "gloria"));
        let rows = |slug: &str, time: &str| {
            format!(
                r#"[{{"slug":"{slug}","name":"Quartzite","day":1,"time":"{time}","address":"5 Elm St","city":"Cary"}}]"#
            )
        };
        import(&house, "james-river", "River list", rows("a", "19:00").as_bytes()).expect("read");
        let asked = first(&house, "quartzite");
        let other = gloria.agency_slug.clone().expect("an agency");
        import(&house, &other, "Bay list", rows("b", "19:05").as_bytes()).expect("read");
        let at_desk = |who| queue(&house, who).expect("a queue").left_out;
        assert!(at_desk(&gloria).is_empty() && at_desk(&ned).is_empty());
        let token = make_listing_link(&house, &ned, house.new_command(), asked).expect("a link");
        answer_listing(&house, house.new_command(), &token, &OwnerWord::LeaveOut).expect("left out");
        assert_eq!(count(&house, "quartzite"), 0, "not by the other list either");
        let waits = at_desk(&gloria);
        assert_eq!((waits.len(), waits[0].1.source.as_str()), (1, "River list"));
        assert!(at_desk(&ned).is_empty(), "who was asked knows");
        let own = waits[0].0.id;
        let page = entry(&house, &gloria, own).expect("an entry");
        assert_eq!((page.hidden, page.left_out.map(|by| by.source)), (None, Some("River list".to_owned())));
        do_with_entry(&house, &gloria, house.new_command(), own, Deed::Part).expect("a meeting of its own");
        assert_eq!((at_desk(&gloria).len(), count(&house, "quartzite")), (0, 1));
    }
}
