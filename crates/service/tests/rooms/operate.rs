//! What whoever runs the machine does, on both engines: a real agency begins, and no invented person stands in it.

use crate::house::bare_houses;
use access::{Actor, Operation, params, statements};
use service::demo::{Crowd, fill, seed};
use service::operate::{NewAgency, add_agency, agencies, verify};
use service::people::{first_sign_in, sign_in};
use service::{Fault, House};

const PASSPHRASE: &str = "the kettle sings at six";

statements! {
    ACCOUNTS_THERE = "SELECT COUNT(*) FROM account";
}

fn tall_pines() -> NewAgency {
    NewAgency {
        slug: "tall-pines".into(),
        name: "Tall Pines Peer Center".into(),
        zone: "America/New_York".into(),
        state: "va".into(),
        admin: "Ruth Ann Dove".into(),
        username: "ruth".into(),
    }
}

fn accounts(house: &House) -> i64 {
    let count = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::Operate)?;
        Ok(work.row(&permit, &ACCOUNTS_THERE, &params![])?.map(|mut row| row.take::<i64>()))
    });
    count.expect("a count").expect("a row").expect("a number")
}

fn field<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> (String, String) {
    match outcome.expect_err("a fault") {
        Fault::Invalid(errors) => (errors[0].field.clone(), errors[0].notice.id.clone()),
        Fault::Refused(refusal) => ("refused".into(), refusal.why.id),
        other => ("other".into(), other.to_string()),
    }
}

#[test]
fn a_real_agency_begins_with_an_administrator_who_alone_learns_their_passphrase() {
    for house in bare_houses() {
        let added = add_agency(&house, &tall_pines()).expect("an agency");
        let there = agencies(&house).expect("agencies");
        assert_eq!(there.iter().map(|one| (one.slug.as_str(), one.demo)).collect::<Vec<_>>(), [("tall-pines", false)]);
        assert_eq!(field(sign_in(&house, "ruth", PASSPHRASE, "here")).1, "sign-in-wrong", "no passphrase stands yet");
        assert!(first_sign_in(&house, "ruth", "AAAA-AAAA", PASSPHRASE, "here").is_err(), "a code that is not theirs");
        first_sign_in(&house, &added.username, &added.code, PASSPHRASE, "here").expect("a passphrase");
        // A real agency: a second step comes next. A wrong passphrase would have said so.
        assert_eq!(field(sign_in(&house, "ruth", PASSPHRASE, "here")).1, "second-step-first");
        assert_eq!(verify(&house, None).expect("counts").counts[..3], [1, 1, 0]);
    }
}

#[test]
fn what_is_wrong_with_a_new_agency_is_said_by_its_field() {
    for house in bare_houses() {
        for (wrong, at) in [
            (NewAgency { slug: "Tall Pines".into(), ..tall_pines() }, "slug"),
            (NewAgency { name: " ".into(), ..tall_pines() }, "name"),
            (NewAgency { zone: "America/Richmond".into(), ..tall_pines() }, "zone"),
            (NewAgency { state: "Virginia".into(), ..tall_pines() }, "state"),
            (NewAgency { admin: String::new(), ..tall_pines() }, "admin"),
            (NewAgency { username: "r".into(), ..tall_pines() }, "username"),
        ] {
            assert_eq!(field(add_agency(&house, &wrong)).0, at);
        }
        assert!(agencies(&house).expect("agencies").is_empty(), "nothing was added");
        add_agency(&house, &tall_pines()).expect("an agency");
        let again = NewAgency { username: "other".into(), ..tall_pines() };
        assert_eq!(field(add_agency(&house, &again)).1, "agency-slug-taken");
        let same_name = NewAgency { slug: "low-pines".into(), ..tall_pines() };
        assert_eq!(field(add_agency(&house, &same_name)).1, "staff-username-taken");
        assert_eq!(agencies(&house).expect("agencies").len(), 1, "all of it or nothing");
    }
}

#[test]
fn no_invented_person_stands_beside_real_people() {
    for house in bare_houses() {
        add_agency(&house, &tall_pines()).expect("an agency");
        for agency in [None, Some("tall-pines".to_owned())] {
            let crowd = Crowd { members: 5, meetings: 0, seed: 3, agency };
            assert_eq!(field(fill(&house, &crowd, |_| ())).1, "seed-real-people");
        }
        assert_eq!(accounts(&house), 1, "no sign-in with a public passphrase was made");
    }
    for house in bare_houses() {
        seed(&house).expect("the demonstration");
        assert_eq!(field(add_agency(&house, &tall_pines())).1, "agency-beside-invented");
    }
}
