//! Readings that wait, go on or come twice; lists that slip, and entries that keep what people said of them.

use super::server::Answer;
use super::{count, first, houses, list, session, source, why};
use domain::id::FeedId;
use service::directory::{
    Deed, EntryForm, MeetingQuery, RunOutcome, SourceForm, SourceRead, add_source, agree_run, answer_proposal,
    begin_reading, change_source, do_with_entry, entry, import, meeting_page, meetings, own_sources, propose_entry,
    queue, read_file, read_now, set_source, source_page,
};
use service::{House, Session};

fn added(house: &House, ned: &Session, form: SourceForm) -> FeedId {
    add_source(house, ned, house.new_command(), &form).expect("a source")
}

fn rows(text: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(text).expect("rows")
}

fn text(rows: &[serde_json::Value]) -> Vec<u8> {
    serde_json::to_vec(rows).expect("rows")
}

#[test]
fn a_large_list_is_looked_at_before_it_is_public() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let large = list("Zebrawood", "z", 500).into_bytes();
        let waits = read_file(&house, &ned, feed, large.clone()).expect("read");
        assert_eq!((waits.outcome, waits.added), (RunOutcome::Waiting, 500));
        assert_eq!(waits.waits.expect("a reason").id, "run-adds-much");
        assert_eq!(count(&house, "zebrawood"), 0, "nothing is public yet");
        let command = house.new_command();
        let done = agree_run(&house, &ned, command, waits.run).expect("yes").expect("carried out");
        assert_eq!((done.run, done.added, count(&house, "zebrawood")), (waits.run, 500, 500));
        assert_eq!(agree_run(&house, &ned, command, waits.run), Ok(None), "the same yes counts once");
        let later: Vec<serde_json::Value> = rows(&list("Zebrawood", "z", 500))
            .into_iter()
            .map(|mut row| {
                row["notes"] = "Ring the bell".into();
                row
            })
            .collect();
        let waits = read_file(&house, &ned, feed, text(&later)).expect("read");
        assert_eq!(waits.waits.expect("a reason").id, "run-changes-much");
    }
}

#[test]
fn a_list_that_waits_stays_until_another_takes_its_place() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("list.json"), "24");
        let read = |text: &str| {
            server.answer(Answer::list(text).with("ETag: \"v1\""));
            match read_now(&house, &ned, feed).expect("a try") {
                SourceRead::Read(read) => read,
                other => unreachable!("{other:?}"),
            }
        };
        read(&list("Zebrawood", "z", 20));
        let waits = read(&list("Zebrawood", "z", 10));
        assert_eq!(waits.outcome, RunOutcome::Waiting);
        assert_eq!(read(&list("Zebrawood", "z", 10)).run, waits.run, "the same list waits once");
        let seen = |house: &House| source_page(house, &ned, feed).expect("a source").0.seen_at;
        let before = seen(&house);
        server.answer(Answer::status(304));
        assert_eq!(read_now(&house, &ned, feed).expect("a try"), SourceRead::Unchanged);
        assert!(server.asked().contains("if-none-match"), "its marks are kept with it");
        assert_eq!(seen(&house), before, "what waits was not read to its end");
        assert!(queue(&house, &ned).expect("a queue").runs.iter().any(|run| run.id == waits.run), "it still waits");
        let newer = read(&list("Zebrawood", "z", 9));
        assert_eq!(why(agree_run(&house, &ned, house.new_command(), waits.run)), "run-overtaken");
        assert!(agree_run(&house, &ned, house.new_command(), newer.run).expect("yes").is_some());
        assert_eq!(count(&house, "zebrawood"), 9);
    }
}

#[test]
fn a_second_press_starts_no_second_reading() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("list.json"), "");
        let command = house.new_command();
        let begun = begin_reading(&house, &ned, command, feed, false).expect("begun");
        let again = begin_reading(&house, &ned, command, feed, false).expect("begun");
        let other = begin_reading(&house, &ned, house.new_command(), feed, false).expect("begun");
        assert_eq!((begun.fresh, again.fresh, other.fresh), (true, false, false));
        assert_eq!((again.run, other.run), (begun.run, begun.run));
        let (_, runs) = source_page(&house, &ned, feed).expect("a source");
        assert_eq!(runs.iter().map(|run| run.outcome).collect::<Vec<_>>(), [RunOutcome::Running]);
        let file = begin_reading(&house, &ned, house.new_command(), feed, true);
        assert_eq!(why(file), "source-reads-now", "a file is not lost without a word");
    }
}

#[test]
fn what_is_read_otherwise_is_read_anew() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("list.json"), "");
        server.answer(Answer::list(&list("Zebrawood", "z", 2)).with("ETag: \"v1\""));
        read_now(&house, &ned, feed).expect("a try");
        let own = own_sources(&house, &ned).expect("sources").into_iter().find(|own| own.id == feed).expect("it");
        let form = SourceForm {
            name: own.name,
            zone: "America/Chicago".into(),
            format: own.format,
            address: own.address.unwrap_or_default(),
            ..SourceForm::default()
        };
        change_source(&house, &ned, house.new_command(), feed, &form).expect("changed");
        let SourceRead::Read(read) = read_now(&house, &ned, feed).expect("a try") else { unreachable!("read anew") };
        assert!(!server.asked().contains("if-none-match"), "{}", server.asked());
        assert_eq!(read.changed, 2, "the new zone counts");
        server.answer(Answer::to("/list.json"));
        read_now(&house, &ned, feed).expect("a try");
        assert!(!server.asked().contains("if-none-match"), "a place that it sends on to hears of no marks");
    }
}

#[test]
fn a_source_says_its_columns_and_its_pathway() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let form = SourceForm {
            name: "A table".into(),
            format: "csv".into(),
            columns: "name=Gruppe, day=Tag, time=Uhr".into(),
            pathway: "buddhist".into(),
            ..SourceForm::default()
        };
        for (wrong, told) in [("name", "meeting-feed-mapping"), ("contact_1_name=Ann", "meeting-feed-mapping")] {
            let bad = SourceForm { columns: wrong.into(), ..form.clone() };
            assert_eq!(why(add_source(&house, &ned, house.new_command(), &bad)), told, "{wrong}");
        }
        let feed = added(&house, &ned, form.clone());
        let done = read_file(&house, &ned, feed, b"Gruppe;Tag;Uhr;\nZebrawood;mon;19:00;\n".to_vec()).expect("read");
        assert_eq!((done.added, done.refused), (1, 0));
        let found = |pathway: &str| {
            let query =
                MeetingQuery { text: "zebrawood".into(), filters: vec![pathway.into()], ..MeetingQuery::default() };
            meetings(&house, query).expect("a search").count
        };
        assert_eq!((found("buddhist"), found("twelve-step")), (1, 0));
        let other = SourceForm { pathway: "twelve-step".into(), ..form };
        change_source(&house, &ned, house.new_command(), feed, &other).expect("changed");
        assert_eq!((found("buddhist"), found("twelve-step")), (0, 1), "at once");
        let bmlt = SourceForm {
            name: "NA".into(),
            format: "bmlt".into(),
            address: "https://bmlt.example.org/main_server/".into(),
            ..SourceForm::default()
        };
        let own = source_page(&house, &ned, added(&house, &ned, bmlt)).expect("a source").0;
        assert!(own.address.is_some_and(|address| address.contains("switcher=GetSearchResults")));
        assert_eq!(own.pathway.as_deref(), Some("twelve-step"));
    }
}

#[test]
fn a_trifle_in_the_list_takes_nobodys_word_away() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let mut list = rows(&list("Zebrawood", "z", 2));
        read_file(&house, &ned, feed, text(&list)).expect("read");
        let id = first(&house, "zebrawood 1");
        do_with_entry(&house, &ned, house.new_command(), id, Deed::Verify).expect("verified");
        let look = || {
            let page = entry(&house, &ned, id).expect("an entry");
            (page.history.len(), page.standing.and_then(|stands| stands.verified).is_some())
        };
        for row in &mut list {
            row["updated"] = "2026-11-20 10:00:00".into();
            row["entity_phone"] = "804 555 0100".into();
        }
        let done = read_file(&house, &ned, feed, text(&list)).expect("read");
        assert_eq!((done.changed, done.merged), (0, 2));
        assert_eq!(look(), (1, true), "no line in the history, and the word stands");
        list[1]["notes"] = "Ring the bell".into();
        read_file(&house, &ned, feed, text(&list)).expect("read");
        assert_eq!(look(), (2, true), "who checked time and place has checked them still");
        list[1]["time"] = "21:30".into();
        read_file(&house, &ned, feed, text(&list)).expect("read");
        assert_eq!(look(), (3, false));
    }
}

#[test]
fn a_row_of_no_use_keeps_its_meeting_for_a_while_and_one_taken_back_goes_at_once() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let mut list = rows(&list("Zebrawood", "z", 8));
        read_file(&house, &ned, feed, text(&list)).expect("read");
        list[3]["time"] = "25:99".into();
        let gone = || read_file(&house, &ned, feed, text(&list)).expect("read").gone;
        assert_eq!((gone(), gone(), count(&house, "zebrawood")), (0, 0, 8));
        assert_eq!((gone(), count(&house, "zebrawood")), (1, 7), "the third time");
        let bmlt =
            added(&house, &ned, SourceForm { name: "NA".into(), format: "bmlt".into(), ..SourceForm::default() });
        let row = |published: &str| {
            format!(
                r#"[{{"id_bigint":"7","meeting_name":"Quartzite","weekday_tinyint":"2","start_time":"19:00:00","published":"{published}"}}]"#
            )
        };
        read_file(&house, &ned, bmlt, row("1").into_bytes()).expect("read");
        assert_eq!(count(&house, "quartzite"), 1);
        let done = read_file(&house, &ned, bmlt, row("0").into_bytes()).expect("read");
        assert_eq!((done.gone, count(&house, "quartzite")), (1, 0));
    }
}

#[test]
fn who_asked_to_be_left_out_stays_left_out() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let row = |slug: &str, time: &str| {
            format!(
                r#"[{{"slug":"{slug}","name":"Quartzite","day":1,"time":"{time}","address":"5 Elm St","city":"Cary"}}]"#
            )
        };
        read_file(&house, &ned, feed, row("a", "19:00").into_bytes()).expect("read");
        let id = first(&house, "quartzite");
        do_with_entry(&house, &ned, house.new_command(), id, Deed::LeaveOut).expect("left out");
        import(&house, "james-river", "Another list", row("b", "19:05").as_bytes()).expect("read");
        assert_eq!(count(&house, "quartzite"), 0, "not by another list, a few minutes later");
        read_file(&house, &ned, feed, b"[]".to_vec()).expect("read");
        assert_eq!(count(&house, "quartzite"), 0, "not because its own list forgot it");
        read_file(&house, &ned, feed, row("new-id", "19:00").into_bytes()).expect("read");
        assert_eq!(count(&house, "quartzite"), 0, "not under another id");
        set_source(&house, &ned, house.new_command(), feed, service::directory::FeedState::Ended).expect("left out");
        assert_eq!(count(&house, "quartzite"), 0, "not because its list is not used");
        for deed in [Deed::Show, Deed::TakeOff] {
            assert_eq!(why(do_with_entry(&house, &ned, house.new_command(), id, deed)), "entry-asked-out");
        }
    }
}

#[test]
fn of_what_was_taken_off_only_the_name_is_left() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let row = r#"[{"slug":"a","name":"Quartzite","day":1,"time":"19:00","address":"5 Elm St","city":"Cary",
            "conference_url":"https://evil.example.org/room","notes":"Come in"}]"#;
        read_file(&house, &ned, feed, row.into()).expect("read");
        let id = first(&house, "quartzite");
        do_with_entry(&house, &ned, house.new_command(), id, Deed::TakeOff).expect("off");
        let page = meeting_page(&house, id, "").expect("a page");
        assert!(page.gone && page.off && page.point.is_none());
        let whole = format!("{:?}", page.meeting);
        assert!(whole.contains("Quartzite") && !whole.contains("evil") && !whole.contains("Elm"), "{whole}");
        do_with_entry(&house, &ned, house.new_command(), id, Deed::Show).expect("shown");
        set_source(&house, &ned, house.new_command(), feed, service::directory::FeedState::Ended).expect("left out");
        let page = meeting_page(&house, id, "").expect("a page");
        assert!(page.off && !format!("{:?}", page.meeting).contains("evil"), "nor of a source that is left out");
    }
}

#[test]
fn a_list_with_one_slug_for_many_is_read_and_tells_nobodys_address() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let row = |n: usize| {
            format!(
                r#"{{"slug":"group","name":"Zebrawood {n}","day":2,"time":"19:00","feedback_emails":["ann@example.org"],
                "entity_email":"ann@example.org","entity_phone":"804 555 0100","venmo":"@ann","contact_1_name":"Ann"}}"#
            )
        };
        let list = format!("[{}]", (0..5).map(row).collect::<Vec<_>>().join(","));
        let done = read_file(&house, &ned, feed, list.into_bytes()).expect("read");
        assert_eq!((done.added, count(&house, "zebrawood")), (5, 5));
        let page = entry(&house, &ned, first(&house, "zebrawood 3")).expect("an entry");
        let whole = format!("{:?}", page.meeting).to_lowercase();
        assert!(!whole.contains("ann") && !whole.contains("0100"), "{whole}");
    }
}

#[test]
fn a_proposal_changes_what_it_names_and_nothing_else() {
    for (house, _server) in houses() {
        let (ned, dana) = (session(&house, "ned"), session(&house, "dana"));
        let feed = source(&house, &ned, "", "");
        let mut list = rows(&list("Zebrawood", "z", 1));
        read_file(&house, &ned, feed, text(&list)).expect("read");
        let id = first(&house, "zebrawood");
        let now = || EntryForm::of(&entry(&house, &ned, id).expect("it").meeting);
        let propose = |form: EntryForm| propose_entry(&house, &dana, house.new_command(), id, &form).expect("proposed");
        let room = propose(EntryForm { place: "Old mill".into(), ..now() });
        let hour = propose(EntryForm { start: "17:00".into(), ..now() });
        list[0]["time"] = "20:45".into();
        list[0]["postal_code"] = "27511".into();
        read_file(&house, &ned, feed, text(&list)).expect("read");
        answer_proposal(&house, &ned, house.new_command(), room, true).expect("taken over");
        let said = now();
        assert_eq!((said.place.as_str(), said.start.as_str()), ("Old mill", "20:45"), "the list's new hour stays");
        let open = entry(&house, &ned, id).expect("it").proposals;
        assert!(open.len() == 1 && open[0].overtaken);
        assert_eq!(why(answer_proposal(&house, &ned, house.new_command(), hour, true)), "proposal-overtaken");
        answer_proposal(&house, &ned, house.new_command(), hour, false).expect("let be");
        assert_eq!(now().start, "20:45");
    }
}
