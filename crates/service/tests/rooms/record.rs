//! The audit record: sealed, signed, held against a checkpoint; and what its time is up goes. On both engines.

use crate::house::{bare_houses, count, houses, meddle, ready, session};
use access::{Actor, Operation, Store, params, statements};
use domain::id::{AgencyId, Identity, RowId};
use domain::lang::Lang;
use domain::people::AlertAnswer;
use domain::time::{Moment, TimeZone};
use service::operate::{Bad, Checkpoint, CheckpointFault, let_go, purge, seal, verify, watch_charts};
use service::people::{alerts, answer_alert, member, register};
use service::{Fault, House};
use testkit::Owned;

statements! {
    EVENTS_THERE = "SELECT COUNT(*) FROM audit_event";
    LET_GO_NOW = "UPDATE audit_segment SET purged_at = 1";
    GO_NOW = "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_link)";
    OLD_COMMANDS = "UPDATE command SET at = at - $1";
    OLD_SESSIONS = "UPDATE session SET ended_at = ends_at - $1";
    COMMANDS_THERE = "SELECT COUNT(*) FROM command";
    SESSIONS_THERE = "SELECT COUNT(*) FROM session";
    PURGES_TOLD = "SELECT COUNT(*) FROM audit_event WHERE detail LIKE 'purged %'";
    HOLD = "
        INSERT INTO legal_hold (agency_id, id, reason, placed_at, placed_by)
        SELECT a.id, $1, 'A letter from a court', 1, $1 FROM agency a ORDER BY a.id LIMIT 1";
    LIFT = "UPDATE legal_hold SET lifted_at = 2, lifted_by = $1 WHERE id = $1";
    A_MEETING = "SELECT COUNT(*) FROM meeting";
    SAID_OF_MEETING = "
        INSERT INTO meeting_report (id, meeting_id, kind, made_on, visitor, code_hash, answered_at)
        SELECT $1, m.id, 'wrong-time', '2024-01-01', 7, $3, $2 FROM meeting m ORDER BY m.id LIMIT 1";
    WAS_THERE = "
        INSERT INTO meeting_confirmation (meeting_id, visitor, month, facts)
        SELECT m.id, $1, $2, ',' FROM meeting m ORDER BY m.id LIMIT 1";
    SAID_MISSING = "
        INSERT INTO missing_entry (id, kind, name, form, made_on, code_hash, answered_at)
        VALUES ($1, 'meeting', 'Zebrawood', '{}', '2024-01-01', $3, $2)";
    ALL_SAID = "
        SELECT (SELECT COUNT(*) FROM meeting_report WHERE visitor = 7 AND made_on = '2024-01-01')
          + (SELECT COUNT(*) FROM meeting_confirmation WHERE facts = ',')
          + (SELECT COUNT(*) FROM missing_entry WHERE name = 'Zebrawood')";
    HOLD_ALL = "
        INSERT INTO legal_hold (agency_id, id, reason, placed_at, placed_by)
        SELECT f.steward_id, $1, 'A letter from a court', 1, $1
        FROM meeting m JOIN feed f ON f.id = m.feed_id ORDER BY m.id LIMIT 1";
    LOOKED_THROUGH = "SELECT COUNT(*) FROM browse_alert WHERE answer = 'talked' AND note = 'We went through it'";
}

fn one_agency() -> AgencyId {
    AgencyId::from_bytes([3; 16])
}

/// Leaves so many events in the chain of an agency, and as many in the one of no agency.
fn leave(house: &House, events: usize) {
    for _ in 0..events {
        for (actor, operation) in
            [(Actor::Job(one_agency()), Operation::ImportMeetings), (Actor::Operator, Operation::Operate)]
        {
            let left = house.store().write(&house.call(actor), move |work| {
                work.permit_open(operation)?;
                work.detail("something was done");
                Ok(())
            });
            left.expect("an event");
        }
    }
}

/// A house over each engine, with events in two chains, all of them sealed.
fn sealed() -> Vec<(Owned, House)> {
    let house = |owned: Owned| {
        let house = House::new(Store::new(owned.db.clone()), [7; 32]);
        leave(&house, 10);
        assert_eq!(seal(&house, house.now()), Ok(20));
        (owned, house)
    };
    testkit::owned_engines().into_iter().map(house).collect()
}

/// What is wrong, and with which number.
fn wrong(house: &House, against: Option<&Checkpoint>) -> Vec<(&'static str, i64)> {
    let found = verify(house, against).expect("an answer").record.bad;
    let told = |bad: Bad| match bad {
        Bad::Start(link) => ("start", link.number),
        Bad::LinkGone(link) => ("link gone", link.number),
        Bad::EventGone(link) => ("event gone", link.number),
        Bad::Changed(link) => ("changed", link.number),
        Bad::Signature(link) => ("signature", link.number),
        Bad::AfterEnd(link) => ("after the end", link.number),
        Bad::Unlinked(_) => ("unlinked", 0),
        Bad::NeverSealed(_) => ("never sealed", 0),
        Bad::CutOff(link) => ("cut off", link.number),
        Bad::Rewritten(link) => ("rewritten", link.number),
    };
    found.into_iter().map(told).collect()
}

#[test]
fn every_event_is_sealed_once_and_the_chains_stand() {
    for (_, house) in sealed() {
        assert_eq!(seal(&house, house.now()), Ok(0), "sealing leaves nothing to seal");
        let found = verify(&house, None).expect("an answer");
        assert!(found.is_sound(), "{found:?}");
        assert_eq!((found.record.chains, found.record.links, found.record.waiting.0), (2, 20, 0));
        // Looking is an event too; it waits for the next turn.
        assert_eq!(verify(&house, None).expect("an answer").record.waiting.0, 1);
        leave(&house, 600);
        assert_eq!(seal(&house, house.now()), Ok(1_202));
        let found = verify(&house, None).expect("an answer");
        assert!(found.is_sound() && found.record.links == 1_222, "{found:?}");
    }
}

#[test]
fn a_clock_that_is_set_back_breaks_no_chain() {
    for (_, house) in sealed() {
        leave(&house, 3);
        assert_eq!(seal(&house, house.now().plus_seconds(-90 * 24 * 60 * 60)), Ok(6));
        leave(&house, 3);
        assert_eq!(seal(&house, house.now().plus_seconds(40 * 24 * 60 * 60)), Ok(6));
        assert_eq!(wrong(&house, None), []);
    }
}

#[test]
fn what_the_machines_owner_changes_is_found_and_its_first_link_named() {
    const CHAIN: &str = "(SELECT chain_id FROM audit_segment ORDER BY chain_id DESC LIMIT 1)";
    let one = |number| format!("(SELECT event_id FROM audit_link WHERE chain_id = {CHAIN} AND number = {number})");
    let edit = format!("UPDATE audit_event SET detail = 'nothing was done' WHERE id = {}", one(6));
    let date = format!("UPDATE audit_event SET at = at - 1 WHERE id = {}", one(10));
    let event_goes = format!("DELETE FROM audit_event WHERE id = {}", one(4));
    let link_goes = format!("DELETE FROM audit_link WHERE chain_id = {CHAIN} AND number = 4");
    let place = |from, to| format!("UPDATE audit_link SET number = {to} WHERE chain_id = {CHAIN} AND number = {from}");
    let (away, forward, back) = (place(6, 99), place(7, 6), place(99, 7));
    let tail = format!(
        "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_link WHERE chain_id = {CHAIN} AND number > 7)"
    );
    let tail_links = format!("DELETE FROM audit_link WHERE chain_id = {CHAIN} AND number > 7");
    let end = format!(
        "UPDATE audit_segment SET last_number = 7, last_hash = (SELECT hash FROM audit_link
         WHERE chain_id = {CHAIN} AND number = 7) WHERE chain_id = {CHAIN}"
    );
    let first = format!("DELETE FROM audit_event WHERE id IN ({}, {})", one(1), one(2));
    let first_links = format!("DELETE FROM audit_link WHERE chain_id = {CHAIN} AND number < 3");
    let month = format!("DELETE FROM audit_segment WHERE chain_id = {CHAIN}");
    let behind = "INSERT INTO audit_event (id, at, actor_kind, operation, subject_kind, basis, outcome)
                  VALUES (to_id('00000000000070008000000000000001'), 1, 'operator', 'operate', 'own', 'operations', 'allowed')";
    let waits = "INSERT INTO audit_waiting (event_id) VALUES (to_id('00000000000070008000000000000002'))";
    let cases: [(&str, Vec<&str>, (&str, i64)); 11] = [
        ("an edited event", vec![&edit], ("changed", 6)),
        ("a date put back", vec![&date], ("changed", 10)),
        ("a deleted event", vec![&event_goes], ("event gone", 4)),
        ("a deleted event with its link", vec![&event_goes, &link_goes], ("link gone", 4)),
        ("two events in each other's place", vec![&away, &forward, &back], ("changed", 6)),
        ("the end cut off", vec![&tail, &tail_links], ("link gone", 8)),
        ("the end cut off, and the segment with it", vec![&tail, &tail_links, &end], ("signature", 7)),
        ("the beginning cut off", vec![&first, &first_links], ("link gone", 1)),
        ("a whole month's end gone", vec![&month], ("start", 1)),
        ("an event put in past the sealer", vec![behind], ("unlinked", 0)),
        ("an event deleted before it was sealed", vec![waits], ("never sealed", 0)),
    ];
    for (what, statements, expected) in cases {
        for (owned, house) in sealed() {
            owned.past_the_guards(&statements);
            let found = wrong(&house, None);
            assert!(found.contains(&expected), "{what}: {found:?}");
            assert_eq!(found.len(), 1, "{what}: {found:?}");
        }
    }
}

#[test]
fn a_record_written_anew_with_the_key_is_found_by_a_checkpoint_alone() {
    for (owned, house) in sealed() {
        let kept = Checkpoint::make(&house, house.now()).expect("a checkpoint");
        leave(&house, 3);
        seal(&house, house.now()).expect("sealed");
        let held = verify(&house, Some(&kept)).expect("an answer");
        assert!(held.is_sound() && held.record.held == 2, "{held:?}");
        // The chains go, one event goes, and all others are sealed again by the house itself.
        owned.past_the_guards(&[
            "DELETE FROM audit_waiting",
            "DELETE FROM audit_event WHERE id = (SELECT id FROM audit_event WHERE agency_id IS NOT NULL ORDER BY id LIMIT 1)",
            "DELETE FROM audit_link",
            "DELETE FROM audit_segment",
            "INSERT INTO audit_waiting (event_id) SELECT id FROM audit_event",
        ]);
        seal(&house, house.now()).expect("sealed");
        assert_eq!(wrong(&house, None), [], "by itself it looks sound, and verify says so");
        assert!(wrong(&house, Some(&kept)).iter().any(|(what, _)| *what == "rewritten"));
        owned.past_the_guards(&["DELETE FROM audit_link", "DELETE FROM audit_segment", "DELETE FROM audit_waiting"]);
        let all_gone = wrong(&house, Some(&kept));
        assert_eq!(all_gone.iter().filter(|(what, _)| *what == "cut off").count(), 2, "{all_gone:?}");
    }
}

#[test]
fn a_checkpoint_is_this_houses_or_none() {
    for house in bare_houses() {
        leave(&house, 2);
        let made = Checkpoint::make(&house, house.now()).expect("a checkpoint");
        assert_eq!(made.text.lines().filter(|line| line.starts_with("chain ")).count(), 2);
        assert_eq!(Checkpoint::parse(&house, &made.text), Ok(made.clone()));
        let mailed = format!("\u{feff}{}\r\n\r\n", made.text.replace('\n', "\r\n"));
        assert_eq!(Checkpoint::parse(&house, &mailed), Ok(made.clone()), "as a mail brings it");
        let parse = |text: &str| Checkpoint::parse(&house, text).expect_err("a fault");
        assert_eq!(parse(""), CheckpointFault::NotOne);
        assert_eq!(parse(&made.text.replace("signature", "sign")), CheckpointFault::NotOne);
        assert_eq!(parse(&made.text[..made.text.len() - 20]), CheckpointFault::NotOne);
        assert_eq!(parse(&made.text.replace(" 2 ", " 1 ")), CheckpointFault::Changed);
        let other = House::new(house.store().clone(), [8; 32]);
        assert_eq!(Checkpoint::parse(&other, &made.text), Err(CheckpointFault::OtherHouse));
        assert!(wrong(&other, None).iter().all(|(what, _)| *what == "signature"), "another key signed nothing here");
    }
}

#[test]
fn months_whose_time_is_up_go_and_the_chain_of_the_rest_stands() {
    let at = |year: i64| Moment::from_micros((year - 1970) * 31_557_000_000_000);
    for house in bare_houses() {
        leave(&house, 5);
        let kept = Checkpoint::make(&house, at(2010)).expect("a checkpoint");
        leave(&house, 5);
        seal(&house, at(2011)).expect("sealed");
        leave(&house, 5);
        seal(&house, house.now()).expect("sealed");
        assert_eq!(let_go(&house, house.now()), Ok(4), "two months of two chains");
        assert_eq!(let_go(&house, house.now()), Ok(0), "once is enough");
        seal(&house, house.now()).expect("sealed");
        let found = verify(&house, Some(&kept)).expect("an answer");
        assert!(found.is_sound(), "{found:?}");
        assert_eq!((found.record.let_go, found.record.held), (4, 2), "what a month ended with stays");
        // Nothing younger goes, whatever a row says.
        let before = count(&house, &EVENTS_THERE, params![].to_vec());
        meddle(&house, &LET_GO_NOW, Vec::new());
        let refused = house.store().write(&house.call(Actor::Operator), |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            work.run(&permit, &GO_NOW, &params![])
        });
        assert!(matches!(refused, Err(Fault::Broken(_))), "{refused:?}");
        assert!(count(&house, &EVENTS_THERE, Vec::new()) >= before);
        assert!(wrong(&house, None).iter().all(|(what, _)| *what == "signature"), "and the row is found out");
    }
}

#[test]
fn what_its_time_is_up_goes_once_and_the_rest_stays() {
    const DAY: i64 = 24 * 60 * 60 * 1_000_000;
    for house in houses() {
        let dana = session(&house, "dana");
        register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let there = |statement| count(&house, statement, Vec::new());
        purge(&house, house.now()).expect("purged");
        let (commands, sessions) = (there(&COMMANDS_THERE), there(&SESSIONS_THERE));
        assert!(commands > 0 && sessions > 0, "what is young stays");
        meddle(&house, &OLD_COMMANDS, params![31 * DAY].to_vec());
        meddle(&house, &OLD_SESSIONS, params![91 * DAY + 365 * DAY].to_vec());
        let gone = purge(&house, house.now()).expect("purged");
        assert!(gone.contains(&("command", u64::try_from(commands).expect("a number"))), "{gone:?}");
        assert!(gone.iter().any(|(table, _)| *table == "session"), "{gone:?}");
        assert_eq!((there(&COMMANDS_THERE), there(&SESSIONS_THERE)), (0, 0));
        assert_eq!(purge(&house, house.now()), Ok(Vec::new()), "the same job again finds nothing");
        assert!(there(&PURGES_TOLD) >= 2, "what went is in the record, in numbers");
        // The days in the job are the days that docs/retention.md promises.
        let promised = include_str!("../../../../docs/retention.md");
        for (table, days) in
            [("session", "90 days"), ("command", "30 days"), ("attempt", "1 day"), ("self_check", "90 days")]
        {
            let row = promised.lines().find(|line| line.contains(&format!("`{table}`"))).expect("a row");
            assert!(row.contains(days), "{row}");
        }
    }
}

/// One of each that is too old, one of each that is not, and one that waits for its answer.
#[test]
fn what_visitors_said_goes_after_its_years_and_what_waits_stays() {
    const DAY: i64 = 24 * 60 * 60;
    for house in houses() {
        let now = house.now();
        assert!(count(&house, &A_MEETING, Vec::new()) > 0, "the demonstration lists meetings");
        let said = |place: u8, statement, days: Option<i64>| {
            let at = days.map(|days| now.plus_seconds(-days * DAY));
            let values = params![RowId::from_bytes([place; 16]), at, vec![place; 32]];
            meddle(&house, statement, values.to_vec());
        };
        for (place, days) in [(21, Some(370)), (22, Some(300)), (23, None)] {
            said(place, &SAID_OF_MEETING, days);
        }
        for (place, days) in [(31, Some(740)), (32, Some(700)), (33, None)] {
            said(place, &SAID_MISSING, days);
        }
        for (visitor, days) in [(9001_i64, 430), (9002, 300)] {
            let month = now.plus_seconds(-days * DAY).date(&TimeZone::UTC).strftime("%Y-%m").to_string();
            meddle(&house, &WAS_THERE, params![visitor, month].to_vec());
        }
        let there = || count(&house, &ALL_SAID, Vec::new());
        assert_eq!(there(), 8);
        let hold = RowId::from_bytes([6; 16]);
        meddle(&house, &HOLD_ALL, params![hold].to_vec());
        purge(&house, now).expect("purged");
        assert_eq!(
            there(),
            7,
            "a hold on the agency of the list keeps what was said of it; a visitor's entry has none"
        );
        meddle(&house, &LIFT, params![hold].to_vec());
        let gone = purge(&house, now).expect("purged");
        for table in ["meeting_report", "meeting_confirmation"] {
            assert!(gone.contains(&(table, 1)), "{gone:?}");
        }
        assert_eq!(there(), 5, "what is younger, and what waits for its answer, stays");
    }
    let promised = include_str!("../../../../docs/retention.md");
    for (table, time) in
        [("meeting_report", "1 year"), ("meeting_confirmation", "12 months"), ("missing_entry", "2 years")]
    {
        let row = promised.lines().find(|line| line.contains(&format!("`{table}`"))).expect("a row");
        assert!(row.contains(time), "{row}");
    }
}

#[test]
fn who_opens_many_charts_in_an_hour_is_asked_about_it_by_who_supervises_them() {
    for house in houses() {
        let dana = session(&house, "dana");
        let usual = words::content::watch_rules().expect("a rule").charts_an_hour.value;
        assert_eq!(watch_charts(&house, house.now()), Ok(0), "a usual day");
        for number in 0..=usual {
            let chart =
                register(&house, &dana, house.new_command(), &format!("Ash {number}"), Lang::En).expect("a chart");
            member(&house, &dana, chart).expect("a page");
        }
        assert_eq!(watch_charts(&house, house.now()), Ok(1));
        assert_eq!(watch_charts(&house, house.now()), Ok(0), "one an hour");
        let supervisor = session(&house, "renee");
        let found = alerts(&house, &supervisor).expect("alerts");
        assert_eq!(found.len(), 1);
        assert!(found[0].charts > i64::from(usual) && found[0].usual == i64::from(usual));
        assert!(alerts(&house, &dana).expect("no alerts").is_empty(), "nobody answers for themselves");
        assert_eq!(alerts(&house, &session(&house, "imani")).expect("alerts").len(), 1, "the privacy officer sees all");
        let (id, talked) = (found[0].id, Some(AlertAnswer::Talked));
        let say = |who, command, answer, note: &str| answer_alert(&house, who, command, id, answer, note);
        let missing = say(&supervisor, house.new_command(), None, " ").expect_err("a fault");
        assert!(matches!(missing, Fault::Invalid(errors) if errors.len() == 2));
        assert_eq!(say(&dana, house.new_command(), talked, "It was me"), Err(Fault::Absent));
        let command = house.new_command();
        for _ in 0..2 {
            say(&supervisor, command, talked, "We went through it").expect("answered, and once");
        }
        let again = say(&supervisor, house.new_command(), talked, "Again").expect_err("a fault");
        assert!(matches!(again, Fault::Refused(refusal) if refusal.why.id == "watch-answered-already"));
        assert!(alerts(&house, &supervisor).expect("alerts").is_empty());
        assert_eq!(count(&house, &LOOKED_THROUGH, Vec::new()), 1);
    }
}

#[test]
fn a_version_that_is_changed_together_with_its_hash_is_found_by_the_record() {
    for owned in testkit::owned_engines() {
        let house = House::new(Store::new(owned.db.clone()), [7; 32]);
        service::demo::seed(&house).expect("the demonstration");
        let dana = session(&house, "dana");
        let ready = ready(&house, &dana, 3);
        seal(&house, house.now()).expect("sealed");
        let found = verify(&house, None).expect("an answer");
        assert!(found.is_sound() && found.record.frozen.contains_key(&ready.version), "{found:?}");
        // Another document with a hash that fits it.
        let other = "SELECT o.{} FROM plan_version o WHERE o.hash <> plan_version.hash ORDER BY o.id LIMIT 1";
        let change = format!(
            "UPDATE plan_version SET document = ({}), hash = ({}) WHERE id = to_id('{}')",
            other.replace("{}", "document"),
            other.replace("{}", "hash"),
            ready.version
        );
        owned.past_the_guards(&[&change]);
        let found = verify(&house, None).expect("an answer");
        assert_eq!(found.broken, [ready.version], "{found:?}");
    }
}

#[test]
fn a_legal_hold_keeps_what_its_time_is_up() {
    const DAY: i64 = 24 * 60 * 60 * 1_000_000;
    let at = |year: i64| Moment::from_micros((year - 1970) * 31_557_000_000_000);
    for house in houses() {
        let dana = session(&house, "dana");
        seal(&house, at(2010)).expect("sealed");
        register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        seal(&house, house.now()).expect("sealed");
        meddle(&house, &OLD_SESSIONS, params![91 * DAY + 365 * DAY].to_vec());
        let hold = RowId::from_bytes([5; 16]);
        meddle(&house, &HOLD, params![hold].to_vec());
        let sessions = || count(&house, &SESSIONS_THERE, Vec::new());
        let before = sessions();
        purge(&house, house.now()).expect("purged");
        let kept = let_go(&house, house.now()).expect("let go");
        let held = sessions();
        assert!(held > 0 && held <= before, "sessions of members, and of that agency, stay");
        meddle(&house, &LIFT, params![hold].to_vec());
        purge(&house, house.now()).expect("purged");
        assert_eq!(sessions(), 0);
        assert!(let_go(&house, house.now()).expect("let go") > 0, "what was held goes now");
        assert!(verify(&house, None).expect("an answer").is_sound(), "{kept} months had gone before");
    }
}
