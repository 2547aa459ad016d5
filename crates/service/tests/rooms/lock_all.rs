//! "Lock everything, I am not safe", and the second PIN: on both engines.

use crate::house::{count, houses, meddle, session as signed};
use crate::reach::linked;
use crate::sharing::sharing;
use access::{params, statements};
use domain::people::{SharePart, Strength};
use service::people::keys::{
    Device, Step, drop_second_pin_with_code, open_second_pin, remove_second_pin, second_pin, set_second_pin,
};
use service::people::{
    HatChoice, NewSecret, NewStart, SignedIn, lock_everything, lock_for_member, looked, may_lock, open_session,
    pin_sign_in, recover, register, session, shared_with_me, shares,
};
use service::plan::shared;
use service::{Fault, House, Session};

statements! {
    OPEN_SESSIONS = "SELECT count(*) FROM session WHERE account_id = $1 AND ended_at IS NULL";
    OPEN_GRANTS = "SELECT count(*) FROM share_grant WHERE ended_at IS NULL";
    IN_OWN_SPACE = "SELECT count(*) FROM audit_event WHERE detail = $1 AND agency_id IS NULL AND person_id IS NOT NULL";
    CODES_GONE = "DELETE FROM recovery_code WHERE account_id = $1";
    LINKS_GONE = "DELETE FROM person_member WHERE member_id = $1";
    PIN_LONG_AGO = "UPDATE session SET second_pin_at = second_pin_at - 601000000 WHERE id = $1";
    SECRETS = "SELECT count(*) FROM account WHERE id = $1 AND (pin_hash IS NOT NULL OR passphrase_hash IS NOT NULL)";
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> String {
    match outcome.expect_err("a fault") {
        Fault::Refused(refusal) => refusal.why.id,
        Fault::Invalid(errors) => errors[0].notice.id.clone(),
        other => other.to_string(),
    }
}

fn another(house: &House, own: &Session) -> SignedIn {
    open_session(house, own.account, Strength::DevicePin, own.device, HatChoice::Member).expect("another phone")
}

#[test]
fn locking_ends_every_session_and_every_share_at_once() {
    for house in houses() {
        let (_, phone, _, aunt, id) = sharing(&house, &[SharePart::Goals]);
        let tablet = another(&house, &phone);
        let account = phone.account;
        assert_eq!(count(&house, &OPEN_SESSIONS, params![account].into()), 2);
        assert_eq!(shared(&house, &aunt, id).expect("a page").plans.len(), 1);
        let command = house.new_command();
        lock_everything(&house, &phone, command).expect("locked");
        lock_everything(&house, &phone, command).expect("pressed twice");
        assert_eq!(count(&house, &OPEN_SESSIONS, params![account].into()), 0);
        assert_eq!(count(&house, &OPEN_GRANTS, Vec::new()), 0);
        assert!(session(&house, &tablet.token).expect("a look").is_none(), "the other phone is out");
        assert!(shared(&house, &aunt, id).expect("a page").plans.is_empty(), "like nothing new");
        assert_eq!(shared_with_me(&house, &aunt).expect("a list").len(), 1);
        assert_eq!(count(&house, &SECRETS, params![account].into()), 0, "what somebody near may know opens nothing");
        assert_eq!(count(&house, &IN_OWN_SPACE, params!["locked everything"].into()), 1);
    }
}

#[test]
fn a_recovery_code_leads_back_in_and_the_pin_does_not() {
    for house in houses() {
        let (phone, name, code, device) = joined(&house);
        lock_everything(&house, &phone, house.new_command()).expect("locked");
        assert!(pin_sign_in(&house, &name, "407193", &device).expect("a try").is_none(), "no device knows them");
        let start = NewStart {
            code,
            secret: NewSecret::Pin("592604".into(), "592604".into()),
            device: Device::new(&house, "Android"),
            from: "phone".into(),
        };
        let back = recover(&house, &name, &start).expect("back in");
        assert!(back.session.is_member());
        assert!(shares(&house, &back.session).expect("lines").is_empty(), "shares are made anew, by them");
        let again = Device::of_cookie(&house, back.remembered.as_deref().expect("a cookie"), "Android");
        assert!(matches!(pin_sign_in(&house, &name, "592604", &again), Ok(Some(Step::In(_)))));
    }
}

/// Somebody who joined: their session, name, a recovery code and the device.
fn joined(house: &House) -> (Session, String, String, Device) {
    use domain::lang::Lang;
    use service::people::{Joining, Standing, confirm_join, invitation, invite, join, offer_name};
    let dana = signed(house, "dana");
    let member = register(house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
    let code = invite(house, &dana, house.new_command(), member).expect("a code").code;
    let name = offer_name(house, Lang::En).expect("a name");
    let form = Joining {
        code,
        name: (name.name, name.seal),
        secret: NewSecret::Pin("407193".into(), "407193".into()),
        lang: Lang::En,
        device: Device::new(house, "Android"),
        from: "phone".into(),
    };
    let phone = join(house, house.new_command(), &form).expect("joined");
    let Standing::Waiting(claimed) = invitation(house, &dana, member).expect("an invitation").standing else {
        panic!("nobody waits")
    };
    confirm_join(house, &dana, house.new_command(), member, claimed.code, true).expect("a yes");
    let device = Device::of_cookie(house, phone.signed_in.remembered.as_deref().expect("a cookie"), "Android");
    (phone.signed_in.session, phone.username, phone.recovery[0].clone(), device)
}

#[test]
fn nobody_is_locked_out_for_good() {
    for house in houses() {
        let (_, phone, member) = linked(&house, "Ash");
        meddle(&house, &CODES_GONE, params![phone.account].into());
        meddle(&house, &LINKS_GONE, params![member].into());
        lock_everything(&house, &phone, house.new_command()).expect("locked");
        assert_eq!(count(&house, &OPEN_SESSIONS, params![phone.account].into()), 0);
        assert_eq!(count(&house, &SECRETS, params![phone.account].into()), 1, "their only way back stays");
    }
}

#[test]
fn a_worker_locks_at_the_members_word_and_by_name() {
    for house in houses() {
        let (dana, phone, member, aunt, id) = sharing(&house, &[SharePart::Goals]);
        let omar = signed(&house, "omar");
        assert!(may_lock(&house, &dana, member).expect("a look") && !may_lock(&house, &omar, member).expect("a look"));
        assert_eq!(why(lock_for_member(&house, &omar, house.new_command(), member)), "not found");
        let sam = signed(&house, "sam");
        assert!(lock_for_member(&house, &sam, house.new_command(), member).is_err(), "a role without it");
        assert_eq!(count(&house, &OPEN_SESSIONS, params![phone.account].into()), 1);
        lock_for_member(&house, &dana, house.new_command(), member).expect("locked");
        assert_eq!(count(&house, &OPEN_SESSIONS, params![phone.account].into()), 0);
        assert!(shared(&house, &aunt, id).expect("a page").plans.is_empty());
        assert_eq!(count(&house, &IN_OWN_SPACE, params!["locked by staff at one's word"].into()), 1);
        // The member reads who did it, once they are back.
        let back = open_session(&house, phone.account, Strength::Passkey, None, HatChoice::Member).expect("back");
        let lines = looked(&house, &back.session, member, None).expect("lines").lines;
        assert!(lines.iter().any(|line| line.operation == "lock-for-member"));
        let alone = register(&house, &dana, house.new_command(), "Bo", domain::lang::Lang::En).expect("a chart");
        assert_eq!(why(lock_for_member(&house, &dana, house.new_command(), alone)), "lock-no-sign-in");
    }
}

#[test]
fn a_second_pin_is_asked_again_and_locks_nobody_out() {
    for house in houses() {
        let (phone, _, code, _) = joined(&house);
        let token = another(&house, &phone).token;
        let own = || session(&house, &token).expect("a look").expect("a session");
        assert!(!own().second_pin_first);
        assert_eq!(why(set_second_pin(&house, &own(), "592604", "592605")), "pin-not-twice");
        set_second_pin(&house, &own(), "592604", "592604").expect("set");
        assert!(!own().second_pin_first, "just typed");
        let other = another(&house, &phone).token;
        let elsewhere = || session(&house, &other).expect("a look").expect("a session");
        assert!(elsewhere().second_pin_first, "another session is asked");
        assert_eq!(why(set_second_pin(&house, &elsewhere(), "111222", "111222")), "second-pin-first");
        assert_eq!(why(remove_second_pin(&house, &elsewhere())), "second-pin-first");
        open_second_pin(&house, &elsewhere(), "592604").expect("open");
        assert!(!elsewhere().second_pin_first);
        meddle(&house, &PIN_LONG_AGO, params![elsewhere().id].into());
        assert!(elsewhere().second_pin_first, "asked again after ten minutes");
        for _ in 0..5 {
            assert_eq!(why(open_second_pin(&house, &elsewhere(), "000111")), "second-pin-wrong");
        }
        assert_eq!(why(open_second_pin(&house, &elsewhere(), "592604")), "try-again-later", "even the right one waits");
        assert!(session(&house, &other).expect("a look").is_some(), "and nobody is signed out");
        // The first PIN and a made-up code do not take it away; a recovery code does.
        assert_eq!(why(drop_second_pin_with_code(&house, &elsewhere(), "407193", "here")), "second-pin-code-wrong");
        assert_eq!(why(drop_second_pin_with_code(&house, &elsewhere(), "AAAA-AAAA", "here")), "second-pin-code-wrong");
        drop_second_pin_with_code(&house, &elsewhere(), &code, "here").expect("gone");
        assert!(!elsewhere().second_pin_first && !second_pin(&house, &elsewhere()).expect("a look").set);
        assert_eq!(
            why(drop_second_pin_with_code(&house, &elsewhere(), &code, "here")),
            "second-pin-code-wrong",
            "once"
        );
        let dana = signed(&house, "dana");
        assert_eq!(why(second_pin(&house, &dana)), "not found", "it is of one's own space alone");
    }
}
