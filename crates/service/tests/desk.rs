//! The desk of the directory: readings that add up and can be taken back, sources that misbehave, what anyone may say,
//! and links for contacts. On both engines.

#![expect(clippy::expect_used, clippy::panic, reason = "this is how a test ends")]

#[path = "desk/bad_input.rs"]
mod bad_input;
#[path = "desk/given.rs"]
mod given;
#[path = "desk/help_lines.rs"]
mod help_lines;
#[path = "desk/loops.rs"]
mod loops;
#[path = "desk/readings.rs"]
mod readings;
#[path = "desk/reports.rs"]
mod reports;
#[path = "desk/server.rs"]
mod server;

use access::Store;
use domain::directory::FitFact;
use domain::id::{FeedId, MeetingId};
use server::{Answer, Server};
use service::directory::{
    Deed, EntryForm, FeedState, MeetingQuery, OwnerWord, ReportAnswer, ReportKind, RunOutcome, SourceForm, SourceRead,
    add_source, agree_run, answer_listing, answer_proposal, answer_reports, confirm_meeting, correct_entry,
    decline_run, do_with_entry, entry, import, listing, make_listing_link, meetings, own_sources, propose_entry, queue,
    read_file, read_now, report_meeting, report_stands, run_page, set_source, source_page, standing, tick, undo_run,
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

/// So many meetings of a name, each at a time of its own.
fn list(name: &str, slug: &str, count: usize) -> String {
    let row = |n: usize| {
        format!(
            r#"{{"slug":"{slug}-{n}","name":"{name} {n}","day":1,"time":"{:02}:{:02}","address":"{n} Oak St","city":"Cary"}}"#,
            6 + n / 60,
            n % 60
        )
    };
    format!("[{}]", (0..count).map(row).collect::<Vec<_>>().join(","))
}

fn count(house: &House, text: &str) -> usize {
    meetings(house, MeetingQuery { text: text.into(), ..MeetingQuery::default() }).expect("a search").count
}

fn first(house: &House, text: &str) -> MeetingId {
    meetings(house, MeetingQuery { text: text.into(), ..MeetingQuery::default() }).expect("a search").lines[0].id
}

fn source(house: &House, ned: &Session, address: &str, every: &str) -> FeedId {
    let form = SourceForm {
        name: format!("List at {address}"),
        format: "meeting-guide".into(),
        address: address.into(),
        every: every.into(),
        licence: "CC BY 4.0".into(),
        ..SourceForm::default()
    };
    add_source(house, ned, house.new_command(), &form).expect("a source")
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> String {
    match outcome {
        Err(Fault::Refused(refusal)) => refusal.why.id,
        Err(Fault::Invalid(errors)) => errors[0].notice.id.clone(),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_reading_adds_up_and_is_taken_back_whole() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let before = list("Zebrawood", "z", 10);
        let done = read_file(&house, &ned, feed, before.clone().into_bytes()).expect("read");
        assert_eq!((done.read, done.added, done.outcome), (10, 10, RunOutcome::Done));
        let id = first(&house, "zebrawood 3");
        let mut rows: Vec<serde_json::Value> = serde_json::from_str(&before).expect("rows");
        rows.remove(9);
        rows[3]["time"] = "21:30".into();
        rows.push(rows[4].clone());
        rows.push(serde_json::json!({"slug": "new", "name": "Zebrawood new", "day": 2, "time": "08:00"}));
        rows.push(serde_json::json!({"slug": "bad", "name": "Zebrawood bad", "day": 2, "time": "25:99"}));
        let done = read_file(&house, &ned, feed, serde_json::to_vec(&rows).expect("rows")).expect("read");
        assert_eq!(done.read, done.added + done.changed + done.merged + done.refused);
        assert_eq!((done.added, done.changed, done.refused, done.gone), (1, 1, 1, 1));
        let (line, _) = run_page(&house, &ned, done.run).expect("a reading");
        assert_eq!(line.report.refused[0].1.id, "meeting-refused-time", "each refused row says why");
        assert_eq!(count(&house, "zebrawood"), 10);
        let back = undo_run(&house, &ned, house.new_command(), done.run).expect("taken back");
        assert_eq!((back.back, back.left), (3, 0));
        assert_eq!(count(&house, "zebrawood"), 10);
        assert_eq!(first(&house, "zebrawood 3"), id);
        assert_eq!(count(&house, "zebrawood new"), 0);
        let page = entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.meeting.weekly().expect("weekly").start.to_string(), "06:03:00");
        let (source, _) = source_page(&house, &ned, feed).expect("a source");
        assert_eq!(source.state, FeedState::Paused, "what was taken back does not come by itself");
    }
}

#[test]
fn what_was_changed_by_hand_since_stays_when_a_reading_is_taken_back() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        let done = read_file(&house, &ned, feed, list("Zebrawood", "z", 3).into_bytes()).expect("read");
        let kept = first(&house, "zebrawood 1");
        do_with_entry(&house, &ned, house.new_command(), kept, Deed::Verify).expect("verified");
        let back = undo_run(&house, &ned, house.new_command(), done.run).expect("taken back");
        assert_eq!((back.back, back.left), (2, 1));
        assert_eq!(count(&house, "zebrawood"), 1);
        assert_eq!(why(undo_run(&house, &ned, house.new_command(), done.run)), "run-settled-already");
    }
}

#[test]
fn a_reading_that_takes_much_away_waits_for_a_yes() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        read_file(&house, &ned, feed, list("Zebrawood", "z", 20).into_bytes()).expect("read");
        let waits = read_file(&house, &ned, feed, list("Zebrawood", "z", 10).into_bytes()).expect("read");
        assert_eq!((waits.outcome, waits.gone), (RunOutcome::Waiting, 10));
        assert_eq!(count(&house, "zebrawood"), 20, "nothing changed yet");
        let found = queue(&house, &ned).expect("a queue");
        assert!(found.runs.iter().any(|run| run.id == waits.run && run.gone == 10));
        let (line, _) = run_page(&house, &ned, waits.run).expect("a reading");
        assert_eq!(line.report.preview.gone.len(), 10, "who looks sees which");
        decline_run(&house, &ned, house.new_command(), waits.run).expect("no");
        assert_eq!(count(&house, "zebrawood"), 20);
        assert_eq!(why(agree_run(&house, &ned, house.new_command(), waits.run)), "run-settled-already");
        let waits = read_file(&house, &ned, feed, list("Zebrawood", "z", 10).into_bytes()).expect("read");
        let done = agree_run(&house, &ned, house.new_command(), waits.run).expect("yes").expect("carried out");
        assert_eq!((done.run, done.gone, count(&house, "zebrawood")), (waits.run, 10, 10));
    }
}

#[test]
fn a_list_that_changes_every_id_overnight_warns_and_keeps_links() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        read_file(&house, &ned, feed, list("Zebrawood", "old", 12).into_bytes()).expect("read");
        let id = first(&house, "zebrawood 7");
        let done = read_file(&house, &ned, feed, list("Zebrawood", "new", 12).into_bytes()).expect("read");
        assert_eq!((done.outcome, done.added, done.changed, done.gone), (RunOutcome::Done, 0, 12, 0));
        assert!(done.warnings.iter().any(|notice| notice.id == "run-new-ids"), "{:?}", done.warnings);
        assert_eq!(first(&house, "zebrawood 7"), id);
    }
}

#[test]
fn the_same_meeting_in_two_lists_is_one_and_an_opted_out_one_stays_out() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let one = source(&house, &ned, "", "");
        let rows = r#"[{"slug":"a","name":"Quartzite","day":1,"time":"19:00","address":"5 Elm St","city":"Cary"}]"#;
        let more = r#"[{"slug":"b","name":"QUARTZITE","day":[1,3],"time":"19:00","address":"5 Elm St","city":"Cary"}]"#;
        read_file(&house, &ned, one, rows.into()).expect("read");
        import(&house, "james-river", "Another list", more.as_bytes()).expect("read");
        let found = meetings(&house, MeetingQuery { text: "quartzite".into(), ..MeetingQuery::default() });
        let found = found.expect("a search");
        assert_eq!(found.count, 1);
        let said = words::words().schedule(domain::lang::Lang::En, &found.lines[0].schedule);
        assert_eq!(said, "Mondays and Wednesdays, 7:00 pm");
        let id = found.lines[0].id;
        assert_eq!(standing(&house, id).expect("a standing").also_in, ["Another list"]);
        do_with_entry(&house, &ned, house.new_command(), id, Deed::LeaveOut).expect("left out");
        assert_eq!(count(&house, "quartzite"), 0, "not by the other list either");
        read_file(&house, &ned, one, rows.into()).expect("read");
        import(&house, "james-river", "Another list", more.as_bytes()).expect("read");
        assert_eq!(count(&house, "quartzite"), 0, "it does not come back");
        let page = entry(&house, &ned, id).expect("an entry");
        let change = page.history[0].id;
        do_with_entry(&house, &ned, house.new_command(), id, Deed::PutBack(change)).expect("put back");
        assert_eq!(count(&house, "quartzite"), 1);
    }
}

#[test]
fn a_source_left_out_is_not_shown_and_not_read() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "", "");
        read_file(&house, &ned, feed, list("Zebrawood", "z", 3).into_bytes()).expect("read");
        set_source(&house, &ned, house.new_command(), feed, FeedState::Ended).expect("left out");
        assert_eq!(count(&house, "zebrawood"), 0);
        assert_eq!(why(read_file(&house, &ned, feed, list("Zebrawood", "z", 3).into_bytes())), "source-ended");
        set_source(&house, &ned, house.new_command(), feed, FeedState::Active).expect("taken back");
        assert_eq!(count(&house, "zebrawood"), 3);
    }
}

#[test]
fn a_source_that_misbehaves_is_told_in_words_while_the_good_data_stays() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let address = server.address("list.json");
        let feed = source(&house, &ned, &address, "24");
        server.answer(Answer::list(&list("Zebrawood", "z", 8)));
        let SourceRead::Read(read) = read_now(&house, &ned, feed).expect("a try") else { panic!("not read") };
        assert_eq!(read.added, 8);
        let latin = list("Zebrawood Año", "z", 8);
        let latin: Vec<u8> = latin.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1")).collect();
        for (answer, told) in [
            (Answer::status(503), "source-answers"),
            (Answer::list(&list("Zebrawood", "z", 8)[..300]), "meeting-feed-not-json"),
            (Answer::page("<!doctype html><p>Log in"), "meeting-feed-web-page"),
            (Answer::endless(), "meeting-feed-too-large"),
            (Answer::slow(), "source-slow"),
            (Answer::cut_off(), "source-broke-off"),
            (Answer::to("http://127.0.0.1:9/inside"), "source-private"),
            (Answer::to("http://inside.example/list"), "source-private"),
            (Answer::to("http://[::1]/list"), "source-sends-on"),
            (Answer::to("http://169.254.169.254/latest/meta-data"), "source-private"),
            (Answer::to("file:///etc/passwd"), "source-sends-on"),
            (Answer::to("/list.json"), "source-sends-on"),
        ] {
            server.answer(answer);
            let said = match read_now(&house, &ned, feed).expect("a try") {
                SourceRead::Failed(notice) => notice.id,
                other => panic!("{told}: {other:?}"),
            };
            assert_eq!(said, told);
            assert_eq!(count(&house, "zebrawood"), 8, "{told}: the good data stays");
        }
        let (kept, _) = source_page(&house, &ned, feed).expect("a source");
        assert_eq!(kept.failures, 12);
        let wait = kept.next_at.expect("it is tried again").seconds_since(house.now());
        assert!(wait > 6 * 86_400, "it waits longer each time: {wait}");
        server.answer(Answer::bytes(latin));
        let SourceRead::Read(read) = read_now(&house, &ned, feed).expect("a try") else { panic!("not read") };
        assert!(read.warnings.iter().any(|notice| notice.id == "meeting-feed-latin1"), "{:?}", read.warnings);
        assert_eq!(source_page(&house, &ned, feed).expect("a source").0.failures, 0);
    }
}

#[test]
fn an_inside_address_is_refused_and_a_closed_door_is_told() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        for (address, told) in [
            ("http://127.0.0.1:22/", "source-private"),
            ("http://inside.example/x", "source-private"),
            ("http://nobody.example/x", "source-no-host"),
        ] {
            let feed = source(&house, &ned, address, "");
            let SourceRead::Failed(notice) = read_now(&house, &ned, feed).expect("a try") else { panic!("{address}") };
            assert_eq!(notice.id, told, "{address}");
        }
        let feed = source(&house, &ned, &server.address("x"), "");
        server.stop();
        let SourceRead::Failed(notice) = read_now(&house, &ned, feed).expect("a try") else { panic!("it is down") };
        assert_eq!(notice.id, "source-down");
    }
}

#[test]
fn the_clock_reads_what_is_due_and_asks_with_the_marks_of_the_last_time() {
    for (house, server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, &server.address("list.json"), "24");
        server.answer(Answer::list(&list("Zebrawood", "z", 4)).with("ETag: \"v1\""));
        assert_eq!(tick(&house).expect("a turn"), 1);
        assert_eq!(count(&house, "zebrawood"), 4);
        assert_eq!(tick(&house).expect("a turn"), 0, "not before it is due");
        server.answer(Answer::status(304));
        assert_eq!(read_now(&house, &ned, feed).expect("a try"), SourceRead::Unchanged);
        assert!(server.asked().contains("if-none-match: \"v1\""), "{}", server.asked());
        let (_, runs) = source_page(&house, &ned, feed).expect("a source");
        let said: Vec<(RunOutcome, &str)> = runs.iter().map(|run| (run.outcome, run.by.as_str())).collect();
        assert_eq!(said, [(RunOutcome::Unchanged, "staff"), (RunOutcome::Done, "job")]);
    }
}

#[test]
fn nobody_reads_or_changes_the_sources_of_another_agency() {
    for (house, _server) in houses() {
        let (ned, gloria) = (session(&house, "ned"), session(&house, "gloria"));
        let feed = source(&house, &ned, "", "");
        let done = read_file(&house, &ned, feed, list("Zebrawood", "z", 3).into_bytes()).expect("read");
        let id = first(&house, "zebrawood 1");
        assert_eq!(own_sources(&house, &gloria).expect("sources").len(), 0);
        assert_eq!(source_page(&house, &gloria, feed).map(drop), Err(Fault::Absent));
        assert_eq!(read_file(&house, &gloria, feed, b"[]".to_vec()).map(drop), Err(Fault::Absent));
        assert_eq!(undo_run(&house, &gloria, house.new_command(), done.run).map(drop), Err(Fault::Absent));
        assert_eq!(do_with_entry(&house, &gloria, house.new_command(), id, Deed::TakeOff), Err(Fault::Absent));
        assert!(!entry(&house, &gloria, id).expect("what it says").own);
        let dana = session(&house, "dana");
        assert_eq!(queue(&house, &dana).map(drop), Err(Fault::Absent));
    }
}

#[test]
fn one_visitor_counts_once_and_three_take_an_entry_off() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        let tell = |kind, from: &str| report_meeting(&house, house.new_command(), id, kind, from);
        let code = tell(ReportKind::NotMeeting, "192.0.2.1").expect("told");
        assert_eq!(why(tell(ReportKind::NotMeeting, "192.0.2.1")), "report-said-before");
        tell(ReportKind::NotMeeting, "192.0.2.2").expect("told");
        assert_eq!(count(&house, "zebrawood"), 1);
        tell(ReportKind::NotMeeting, "192.0.2.3").expect("told");
        assert_eq!(count(&house, "zebrawood"), 0, "off until somebody looks");
        let found = queue(&house, &ned).expect("a queue");
        assert!(found.reported.iter().any(|one| one.entry.id == id && one.people == 3));
        assert_eq!(report_stands(&house, &code).expect("a report").answer, None);
        let (kind, answer) = (ReportKind::NotMeeting, ReportAnswer::IsRight);
        answer_reports(&house, &ned, house.new_command(), id, kind, answer).expect("answered");
        assert_eq!(count(&house, "zebrawood"), 1);
        let stands = report_stands(&house, &code.to_lowercase()).expect("a report");
        assert_eq!(stands.answer.map(|(answer, _)| answer), Some(ReportAnswer::IsRight));
        assert_eq!(report_stands(&house, "0000000000000000"), Err(Fault::Absent));
    }
}

#[test]
fn a_report_of_danger_comes_first_and_is_never_shown() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 2).as_bytes()).expect("read");
        let (calm, other) = (first(&house, "zebrawood 0"), first(&house, "zebrawood 1"));
        report_meeting(&house, house.new_command(), calm, ReportKind::WrongTime, "192.0.2.1").expect("told");
        for n in 0..4 {
            let from = format!("192.0.2.{n}");
            report_meeting(&house, house.new_command(), other, ReportKind::Unsafe, &from).expect("told");
        }
        let found = queue(&house, &ned).expect("a queue");
        let place = |id, kind| found.reported.iter().position(|one| one.entry.id == id && one.kind == kind);
        let (danger, small) = (place(other, ReportKind::Unsafe), place(calm, ReportKind::WrongTime));
        assert!(danger.is_some() && danger < small, "{danger:?} {small:?}");
        assert_eq!(count(&house, "zebrawood"), 2, "a person decides, not a number");
        let text = format!("{:?}", standing(&house, other).expect("a standing"));
        assert!(!text.to_lowercase().contains("unsafe"), "{text}");
    }
}

#[test]
fn facts_of_fit_are_shown_from_five_people_on() {
    for (house, _server) in houses() {
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        let say = |n: usize, facts: &[FitFact]| {
            let from = format!("192.0.2.{n}");
            confirm_meeting(&house, house.new_command(), id, facts, &from).expect("said");
        };
        for n in 0..4 {
            say(n, &[FitFact::Newcomers, FitFact::OnTime]);
            say(n, &[FitFact::Newcomers]);
        }
        let stands = standing(&house, id).expect("a standing");
        assert_eq!((stands.fit.len(), stands.people), (0, 0), "four people, however often");
        assert!(stands.confirmed_in.is_some_and(|day| day.day() == 1), "a month, not a day");
        say(4, &[FitFact::Newcomers]);
        let stands = standing(&house, id).expect("a standing");
        let said: Vec<(FitFact, usize)> = stands.fit.iter().map(|fit| (fit.fact, fit.people)).collect();
        assert_eq!((said, stands.people), (vec![(FitFact::Newcomers, 5)], 5));
    }
}

#[test]
fn the_contact_answers_once_by_a_link() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 2).as_bytes()).expect("read");
        let (id, other) = (first(&house, "zebrawood 0"), first(&house, "zebrawood 1"));
        let old = make_listing_link(&house, &ned, house.new_command(), id).expect("a link");
        let token = make_listing_link(&house, &ned, house.new_command(), id).expect("a link");
        assert_eq!(listing(&house, &old).map(drop), Err(Fault::Absent), "a new one ends the old");
        let form = EntryForm { start: "18:15".into(), ..EntryForm::of(&listing(&house, &token).expect("it").meeting) };
        let bad = EntryForm { start: "25:99".into(), ..form.clone() };
        let say = |token: &str, word| answer_listing(&house, house.new_command(), token, &word);
        assert_eq!(why(say(&token, OwnerWord::PutRight(bad))), "meeting-refused-time");
        say(&token, OwnerWord::PutRight(form)).expect("put right");
        assert_eq!(why(say(&token, OwnerWord::LeaveOut)), "listing-link-used");
        let page = entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.meeting.weekly().expect("weekly").start.to_string(), "18:15:00");
        assert_eq!(page.history[0].by, "owner");
        // Its list does not overwrite that; where the list says something new, somebody picks.
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 2).as_bytes()).expect("read");
        assert!(!entry(&house, &ned, id).expect("an entry").clashes);
        let later = list("Zebrawood", "z", 2).replace("06:00", "20:45");
        import(&house, "james-river", "Test list", later.as_bytes()).expect("read");
        let page = entry(&house, &ned, id).expect("an entry");
        assert!(page.clashes && page.meeting.weekly().expect("weekly").start.to_string() == "18:15:00");
        do_with_entry(&house, &ned, house.new_command(), id, Deed::TakeTheirs).expect("theirs");
        let page = entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.meeting.weekly().expect("weekly").start.to_string(), "20:45:00");
        let token = make_listing_link(&house, &ned, house.new_command(), other).expect("a link");
        say(&token, OwnerWord::LeaveOut).expect("left out");
        assert_eq!(count(&house, "zebrawood 1"), 0);
    }
}

#[test]
fn a_colleague_proposes_and_the_editor_decides() {
    for (house, _server) in houses() {
        let (ned, dana) = (session(&house, "ned"), session(&house, "dana"));
        import(&house, "james-river", "Test list", list("Zebrawood", "z", 1).as_bytes()).expect("read");
        let id = first(&house, "zebrawood");
        let same = EntryForm::of(&entry(&house, &dana, id).expect("it").meeting);
        assert_eq!(why(propose_entry(&house, &dana, house.new_command(), id, &same)), "propose-nothing");
        let form = EntryForm { place: "Old mill".into(), ..same };
        let proposal = propose_entry(&house, &dana, house.new_command(), id, &form).expect("proposed");
        assert_eq!(correct_entry(&house, &dana, house.new_command(), id, &form), Err(Fault::Absent));
        assert_eq!(answer_proposal(&house, &dana, house.new_command(), proposal, true), Err(Fault::Absent));
        assert_eq!(queue(&house, &ned).expect("a queue").proposed.iter().filter(|one| one.0.id == id).count(), 1);
        answer_proposal(&house, &ned, house.new_command(), proposal, true).expect("taken over");
        let page = entry(&house, &ned, id).expect("an entry");
        assert_eq!(page.meeting.place.name.map(|name| name.to_string()).as_deref(), Some("Old mill"));
    }
}
