//! Being refused leaves an event, on both engines: whoever probes is seen.

use crate::house::session;
use access::{Actor, Operation, Store, params, statements};
use domain::id::{Identity, MemberId};
use service::people::{caseload, member, own_charts, sign_in, sign_out, team};
use service::{Fault, House};

statements! {
    DENIED = "SELECT COUNT(*) FROM audit_event WHERE outcome = 'denied'";
    AT_THE_DOOR = "
        SELECT outcome, COALESCE(detail, '') FROM audit_event
        WHERE operation = 'sign-in' AND at >= $1 ORDER BY at, id";
}

fn denied(house: &House) -> i64 {
    let count = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::Operate)?;
        Ok(work.row(&permit, &DENIED, &params![])?.map(|mut row| row.take::<i64>()))
    });
    count.expect("a count").expect("a row").expect("a number")
}

#[test]
fn every_refusal_is_written_down() {
    for db in testkit::engines() {
        let house = House::new(Store::new(db), [7; 32]);
        let accounts = service::demo::seed(&house).expect("the demonstration");
        let joined = &accounts.iter().find(|one| one.role == "member").expect("a member").username;
        let (dana, omar, own) = (session(&house, "dana"), session(&house, "omar"), session(&house, joined));
        let jo = caseload(&house, &dana).expect("a caseload").remove(0).id;
        let mut seen = denied(&house);
        let mut refused = |what: &str, outcome: Result<(), Fault>| {
            assert_eq!(outcome, Err(Fault::Absent), "{what}");
            let now = denied(&house);
            assert_eq!(now, seen + 1, "{what} leaves one event");
            seen = now;
        };
        let nobody = MemberId::from_bytes([1; 16]);
        refused("a chart that is not there", member(&house, &dana, nobody).map(drop));
        refused("a chart of another agency", member(&house, &omar, jo).map(drop));
        refused("somebody else's chart in the member's hat", service::plan::open(&house, &own, nobody).map(drop));
        refused("a list that the role does not have", team(&house, &session(&house, "sam"), None).map(drop));
        refused("a caseload without the role", caseload(&house, &session(&house, "sam")).map(drop));
        assert!(!own_charts(&house, &own).expect("charts").is_empty(), "one's own chart is no refusal");
        assert_eq!(denied(&house), seen);
    }
}

/// Who comes in, who goes, and what was wrong at the door: by session and kind of proof, never by name.
#[test]
fn coming_in_and_going_are_written_down_and_so_is_a_wrong_secret() {
    for db in testkit::engines() {
        let house = House::new(Store::new(db), [7; 32]);
        service::demo::seed(&house).expect("the demonstration");
        let since = house.now();
        assert!(sign_in(&house, "dana", "not this one at all", "here").is_err());
        assert!(sign_in(&house, "nobody-here-1", "not this one at all", "here").is_err());
        let dana = sign_in(&house, "dana", "walk-beside-me-24", "here").expect("in").session;
        sign_out(&house, &dana).expect("out");
        let told = house.store().read(&house.call(Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let rows = work.rows(&permit, &AT_THE_DOOR, &params![since])?;
            rows.into_iter()
                .map(|mut row| Ok((row.take()?, row.take()?)))
                .collect::<Result<Vec<(String, String)>, Fault>>()
        });
        let session = dana.id;
        let expected = [
            ("denied".to_owned(), "wrong passphrase".to_owned()),
            ("denied".to_owned(), "wrong passphrase".to_owned()),
            ("allowed".to_owned(), format!("session {session} passphrase")),
            ("allowed".to_owned(), format!("session {session} ended")),
        ];
        assert_eq!(told.expect("the record"), expected);
    }
}
