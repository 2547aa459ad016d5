//! What a member takes along: everything that an agency keeps about them, asked for and taken once.

use crate::house::{ago, enrol, houses, meddle, session};
use crate::reach::linked;
use access::{Actor, params, statements};
use domain::consent::{GlassReason, Piece, RequestKind};
use domain::id::{Identity, MemberId, PersonId, RowId, SessionId};
use service::consent::{ask_privacy, ask_restriction, break_glass};
use service::operate::purge;
use service::people::{Coverage, bar, caseload, change_coverage, colleagues, enrolments};
use service::plan::{Export, ExportStands, add_goal, ask_export, export_stands, pack, take_export};
use service::{Fault, House, Session};
use std::sync::Barrier;

statements! {
    DAY_IS_OVER = "UPDATE export SET until = 1 WHERE person_id = $1";
    UNLINK = "DELETE FROM person_member WHERE person_id = $1 AND member_id = $2";
}

fn absent<T>(outcome: Result<T, Fault>) -> bool {
    matches!(outcome, Err(Fault::Absent))
}

fn why<T>(outcome: Result<T, Fault>) -> String {
    match outcome.map(drop).expect_err("a fault") {
        Fault::Refused(refusal) => refusal.why.id,
        other => other.to_string(),
    }
}

fn ask(house: &House, phone: &Session, id: MemberId) -> RowId {
    ask_export(house, phone, house.new_command(), id).expect("asked for")
}

/// Takes what was asked for; what it held.
fn take(house: &House, phone: &Session, id: MemberId, asked: RowId) -> Result<Export, Fault> {
    let mut held = None;
    let file = take_export(house, phone, (id, asked), |found| {
        let file = pack(&[("everything.json".into(), found.json.clone())]);
        held = Some(found);
        file
    })?;
    assert!(file.starts_with(b"PK"));
    Ok(held.expect("it was made"))
}

fn person(phone: &Session) -> PersonId {
    match phone.actor {
        Actor::Member(hat) => hat.person,
        _ => unreachable!("a member"),
    }
}

#[test]
fn a_member_takes_everything_along() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        enrol(&house, &dana, id, "virginia-arts", ago(&house, 3));
        add_goal(&house, &dana, house.new_command(), id, "Sleep at home", "My bed").expect("a goal");
        service::plan::freeze(&house, &dana, house.new_command(), id).expect("a version");
        ask_privacy(&house, &phone, house.new_command(), id, RequestKind::Correction, "my street").expect("asked");
        let keep = (Some(Piece::Plan), "Aunt Lena", "she worries");
        ask_restriction(&house, &phone, house.new_command(), id, keep).expect("kept in");
        let marcus = session(&house, "marcus");
        break_glass(&house, &marcus, house.new_command(), id, GlassReason::Danger, "no answer").expect("opened");
        let all = colleagues(&house, &phone, id).expect("colleagues");
        let tess = all.iter().find(|one| one.name == "Tess Okafor").map(|one| one.id);
        bar(&house, &phone, house.new_command(), id, tess, "").expect("kept out");
        let renee = session(&house, "renee");
        let place = enrolments(&house, &dana, id).expect("programs").enrolments.remove(0);
        let card = Coverage { payer: "Anthem HealthKeepers".into(), diagnosis: "F11.20".into(), ..Coverage::default() };
        let by = [&renee, &dana]
            .into_iter()
            .find(|one| change_coverage(&house, one, house.new_command(), id, place.id, 1, card.clone()).is_ok());
        assert!(by.is_some(), "somebody sees to the card");

        let found = take(&house, &phone, id, ask(&house, &phone, id)).expect("taken");
        let json: serde_json::Value = serde_json::from_slice(&found.json).expect("JSON");
        assert_eq!(json["about"]["called"], "Ash");
        assert_eq!(json["plan"]["versions"].as_array().map(Vec::len), Some(1));
        assert!(json["plan"]["versions"][0]["document"].to_string().contains("Sleep at home"));
        assert_eq!(json["requests"][0]["words"], "my street");
        assert_eq!(json["opened_in_an_emergency"][0]["by"], "Marcus Bell");
        assert_eq!(json["programs"][0]["why_it_pays"]["payer"], "Anthem HealthKeepers");
        assert_eq!(json["programs"][0]["why_it_pays"]["diagnosis"], "F11.20");
        assert_eq!(json["what_stays_in"][0]["from"], "Aunt Lena");
        assert_eq!(json["kept_out"][0], "Tess Okafor");
        assert!(json["who_looked"].to_string().contains("break-glass"));
        assert!(json["who_works_with_me"].to_string().contains(&dana.name));
        assert_eq!(found.whole.versions.len(), 1);
    }
}

#[test]
fn it_is_taken_once_within_a_day_by_the_session_that_asked() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let command = house.new_command();
        let asked = ask_export(&house, &phone, command, id).expect("asked for");
        assert_eq!(ask_export(&house, &phone, command, id), Ok(asked), "a double click asks once");
        assert!(matches!(export_stands(&house, &phone, id, asked), Ok(ExportStands::Ready(_))));

        let mut elsewhere = phone.clone();
        elsewhere.id = SessionId::from_bytes([9; 16]);
        assert!(absent(export_stands(&house, &elsewhere, id, asked)) && absent(take(&house, &elsewhere, id, asked)));
        assert!(absent(ask_export(&house, &dana, house.new_command(), id)), "the member alone");
        assert!(absent(take(&house, &dana, id, asked)));
        let mut stale = phone.clone();
        stale.stepped_up = None;
        assert_eq!(why(ask_export(&house, &stale, house.new_command(), id)), "confirm-first");
        assert_eq!(why(take(&house, &stale, id, asked)), "confirm-first");
        let other =
            caseload(&house, &dana).expect("a caseload").into_iter().find(|line| line.id != id).expect("one").id;
        assert!(
            absent(ask_export(&house, &phone, house.new_command(), other))
                && absent(take(&house, &phone, other, asked))
        );

        // What could not be made was not taken.
        let broken = take_export(&house, &phone, (id, asked), |_| Err(Fault::Broken("no paper".into())));
        assert_eq!(broken, Err(Fault::Broken("no paper".into())));
        take(&house, &phone, id, asked).expect("taken");
        assert_eq!(why(take(&house, &phone, id, asked)), "export-taken");
        assert_eq!(export_stands(&house, &phone, id, asked), Ok(ExportStands::Taken));

        let late = ask(&house, &phone, id);
        meddle(&house, &DAY_IS_OVER, params![person(&phone)].to_vec());
        assert_eq!(why(take(&house, &phone, id, late)), "export-over");
        purge(&house, house.now()).expect("purged");
        assert!(absent(export_stands(&house, &phone, id, late)), "the asking goes too");
    }
}

#[test]
fn of_two_that_take_at_once_one_gets_it() {
    for house in houses() {
        let (_, phone, id) = linked(&house, "Ash");
        let asked = ask(&house, &phone, id);
        let together = Barrier::new(2);
        let take = || {
            take_export(&house, &phone, (id, asked), |_| {
                together.wait();
                Ok::<_, Fault>(vec![1])
            })
        };
        let outcomes: Vec<Result<Vec<u8>, Fault>> = std::thread::scope(|scope| {
            let both = [scope.spawn(take), scope.spawn(take)];
            both.into_iter().map(|one| one.join().expect("a thread")).collect()
        });
        assert_eq!(outcomes.iter().filter(|one| one.is_ok()).count(), 1, "{outcomes:?}");
    }
}

#[test]
fn what_was_closed_while_the_file_was_made_is_not_given_out() {
    for house in houses() {
        let (_, phone, id) = linked(&house, "Ash");
        let asked = ask(&house, &phone, id);
        let taken = take_export(&house, &phone, (id, asked), |_| {
            meddle(&house, &UNLINK, params![person(&phone), id].to_vec());
            Ok::<_, Fault>(vec![1])
        });
        assert!(absent(taken), "the chart was taken from this space meanwhile");
    }
}
