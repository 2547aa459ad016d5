//! How people prove who they are, on both engines, through the doors that the faces use.

use crate::house::{houses, meddle};
use access::{Actor, params, statements};
use domain::people::Strength;
use domain::time::Moment;
use service::people::keys::{self, Attempt, Device, KeptForm, Need, Step};
use service::people::{HatChoice, require_step_up, session, sign_in, sign_out};
use service::{Fault, House, Session};
use totp_rs::{Builder, Secret};

const PASSPHRASE: &str = "walk-beside-me-24";

statements! {
    NO_DEMO = "UPDATE agency SET demo = $1";
    AGES_AGO = "UPDATE session SET seen_at = $2, stepped_up_at = $2 WHERE id = $1";
    LONG_CONFIRMED = "UPDATE session SET stepped_up_at = $2 WHERE id = $1";
    KEPT_UNTIL = "UPDATE kept_form SET until = $1";
    NO_PASSPHRASE = "UPDATE account SET passphrase_hash = NULL WHERE id = $1";
    CEREMONY_UNTIL = "UPDATE ceremony SET until = $1";
}

/// The same house with agencies of real people.
fn real(house: &House) {
    meddle(house, &NO_DEMO, params![false].to_vec());
}

fn long_ago(house: &House) -> Moment {
    house.now().plus_seconds(-3600)
}

fn attempt(house: &House, username: &str, from: &str) -> Attempt {
    Attempt {
        username: username.into(),
        passphrase: PASSPHRASE.into(),
        from: from.into(),
        device: Device::new(house, ""),
        remember: false,
    }
}

fn begin(house: &House, username: &str) -> Step {
    keys::sign_in_in_steps(house, attempt(house, username, "here")).expect("a first step")
}

fn signed(house: &House, username: &str) -> Session {
    sign_in(house, username, PASSPHRASE, "here").expect("a sign-in").session
}

/// What the app of somebody shows, some steps of thirty seconds from now.
fn shown(house: &House, by_hand: &str, steps: i64) -> String {
    let secret = Secret::try_from_base32(by_hand.replace(' ', "")).expect("a secret");
    let app = Builder::new().with_secret(secret).with_account_name("x").build().expect("an app");
    let seconds = house.now().micros() / 1_000_000 + steps * 30;
    app.generate(u64::try_from(seconds).expect("a time after 1970")).to_string()
}

fn more(step: Step) -> (String, Need) {
    match step {
        Step::More { ticket, need } => (ticket, need),
        Step::In(_) => unreachable!("more was needed"),
    }
}

fn within(step: Step) -> service::people::SignedIn {
    match step {
        Step::In(signed) => signed,
        Step::More { need, .. } => unreachable!("{need:?} was needed"),
    }
}

fn field<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> (String, String) {
    match outcome.expect_err("a refusal") {
        Fault::Invalid(errors) => (errors[0].field.clone(), errors[0].notice.id.clone()),
        Fault::Refused(refusal) => ("refused".into(), refusal.why.id),
        other => ("other".into(), other.to_string()),
    }
}

#[test]
fn staff_set_up_a_second_step_before_anything_else() {
    for house in houses() {
        real(&house);
        assert_eq!(field(sign_in(&house, "dana", PASSPHRASE, "here")).1, "second-step-first");
        let (ticket, need) = more(begin(&house, "dana"));
        assert_eq!(need, Need::SetUp);
        let set_up = keys::set_up_of(&house, &ticket).expect("a secret");
        assert!(set_up.uri.starts_with("otpauth://totp/"), "{}", set_up.uri);
        assert_eq!(field(keys::finish_set_up(&house, &ticket, "000000")).0, "code");
        let first = shown(&house, &set_up.by_hand, 0);
        let (codes, step) = keys::finish_set_up(&house, &ticket, &first).expect("set up");
        assert_eq!(codes.len(), 10);
        assert_eq!(within(step).session.strength, Strength::TwoSteps);
        assert!(keys::finish_set_up(&house, &ticket, &first).is_err(), "a ticket is good once");

        let (ticket, need) = more(begin(&house, "dana"));
        assert_eq!(need, Need::Second { app: true, passkey: false });
        assert_eq!(field(keys::sign_in_with_code(&house, &ticket, &first, "here")).0, "code", "a code works once");
        let next = shown(&house, &set_up.by_hand, 1);
        let step = keys::sign_in_with_code(&house, &ticket, &format!(" {} {}", &next[..3], &next[3..]), "here");
        assert_eq!(within(step.expect("in")).session.name, "Dana Whitfield");

        let (ticket, _) = more(begin(&house, "dana"));
        let written = codes[3].to_string().to_lowercase();
        within(keys::sign_in_with_code(&house, &ticket, &written, "here").expect("a recovery code"));
        let (ticket, _) = more(begin(&house, "dana"));
        assert_eq!(field(keys::sign_in_with_code(&house, &ticket, &written, "here")).0, "code", "each works once");
    }
}

#[test]
fn members_and_the_demonstration_need_no_second_step() {
    for house in houses() {
        assert!(matches!(begin(&house, "dana"), Step::In(_)));
        real(&house);
        assert!(matches!(begin(&house, "river-maple-03"), Step::In(_)));
    }
}

#[test]
fn a_step_that_waits_too_long_begins_again() {
    for house in houses() {
        real(&house);
        let (ticket, _) = more(begin(&house, "dana"));
        meddle(&house, &CEREMONY_UNTIL, params![long_ago(&house)].to_vec());
        assert_eq!(field(keys::need_of(&house, &ticket)).1, "took-too-long");
        assert_eq!(field(keys::need_of(&house, "no ticket")).1, "took-too-long");
    }
}

#[test]
fn guesses_lock_out_neither_a_known_device_nor_a_neighbor() {
    for house in houses() {
        let remember = Attempt { remember: true, ..attempt(&house, "dana", "home") };
        let known = within(keys::sign_in_in_steps(&house, remember).expect("in"));
        assert!(known.session.device.is_some());
        let cookie = known.remembered.expect("a cookie");
        let wrong = Attempt { passphrase: "not this one at all".into(), ..attempt(&house, "dana", "center") };
        for _ in 0..12 {
            let _ = keys::sign_in_in_steps(&house, wrong.clone());
        }
        assert_eq!(field(keys::sign_in_in_steps(&house, attempt(&house, "dana", "center"))).1, "try-again-later");
        let browser = || Device::of_cookie(&house, &cookie, "Mac");
        let own = Attempt { device: browser(), ..attempt(&house, "dana", "center") };
        within(keys::sign_in_in_steps(&house, own.clone()).expect("a known device comes in"));
        let other = Attempt { device: browser(), ..attempt(&house, "marcus", "center") };
        assert!(within(keys::sign_in_in_steps(&house, other).expect("a neighbor")).session.device.is_none());
    }
}

#[test]
fn keys_are_guarded_by_a_fresh_proof() {
    for house in houses() {
        let dana = sign_in(&house, "dana", PASSPHRASE, "here").expect("in");
        require_step_up(&house, &dana.session).expect("just signed in");
        meddle(&house, &LONG_CONFIRMED, params![dana.session.id, long_ago(&house)].to_vec());
        let stale = session(&house, &dana.token).expect("a read").expect("a session");
        assert_eq!(field(require_step_up(&house, &stale)).1, "confirm-first");
        assert_eq!(field(keys::change_passphrase(&house, &stale, "x", "x")).1, "confirm-first");
        assert_eq!(field(keys::start_totp(&house, &stale)).1, "confirm-first");
        assert_eq!(field(keys::new_recovery_codes(&house, &stale)).1, "confirm-first");
        assert_eq!(field(keys::confirm(&house, &stale, "not it", "", "here")).1, "confirm-wrong");
        assert_eq!(field(keys::confirm(&house, &stale, "", "123456", "here")).1, "second-step-wrong");
        keys::confirm(&house, &stale, PASSPHRASE, "", "here").expect("confirmed");
        let fresh = session(&house, &dana.token).expect("a read").expect("a session");
        require_step_up(&house, &fresh).expect("confirmed");
    }
}

#[test]
fn a_new_passphrase_is_checked_and_ends_other_sessions() {
    for house in houses() {
        let (here, there) = (signed(&house, "dana"), sign_in(&house, "dana", PASSPHRASE, "there").expect("in"));
        for (new, again, wrong) in [
            ("short", "short", "passphrase-short"),
            ("dana dana dana", "dana dana dana", "passphrase-has-username"),
            ("password1234", "password1234", "passphrase-common"),
            ("three boats on the lake", "three boats on a lake", "passphrase-again-differs"),
        ] {
            assert_eq!(field(keys::change_passphrase(&house, &here, new, again)).1, wrong, "{new}");
        }
        let new = "three boats on the lake";
        keys::change_passphrase(&house, &here, new, new).expect("changed");
        assert!(session(&house, &there.token).expect("a read").is_none());
        assert!(sign_in(&house, "dana", PASSPHRASE, "here").is_err());
        assert!(sign_in(&house, "dana", new, "here").is_ok());
    }
}

#[test]
fn a_clock_that_is_set_back_revives_no_session_and_no_proof() {
    for house in houses() {
        let dana = sign_in(&house, "dana", PASSPHRASE, "here").expect("in");
        let seen = |seconds: i64| {
            meddle(&house, &AGES_AGO, params![dana.session.id, house.now().plus_seconds(seconds)].to_vec());
            session(&house, &dana.token).expect("a read")
        };
        // A second or a minute is how far clocks are put right; what lies further ahead was written by another clock.
        let put_right = seen(60).expect("still in");
        assert!(require_step_up(&house, &put_right).is_err(), "a proof that is to come is none");
        assert!(seen(24 * 3600).is_none(), "she signs in again");
        assert!(seen(-24 * 3600).is_none());
        assert!(seen(0).is_some());
    }
}

#[test]
fn one_sees_and_ends_ones_own_sessions_alone() {
    for house in houses() {
        let (here, there) = (signed(&house, "dana"), sign_in(&house, "dana", PASSPHRASE, "there").expect("in"));
        let marcus = sign_in(&house, "marcus", PASSPHRASE, "there").expect("in");
        assert_eq!(keys::my_keys(&house, &here).expect("keys").sessions.len(), 2);
        keys::end_session(&house, &here, marcus.session.id).expect("nothing to end");
        assert!(session(&house, &marcus.token).expect("a read").is_some(), "nobody ends another's session");
        keys::end_session(&house, &here, there.session.id).expect("ended");
        assert!(session(&house, &there.token).expect("a read").is_none());
        keys::end_other_sessions(&house, &here).expect("ended");
        let left = keys::my_keys(&house, &here).expect("keys").sessions;
        assert!(left.len() == 1 && left[0].own);
    }
}

#[test]
fn a_forgotten_device_is_a_stranger_again() {
    for house in houses() {
        let browser = |cookie: &str| Device::of_cookie(&house, cookie, "Android");
        let remember = |cookie: &str| Attempt {
            remember: true,
            device: browser(cookie),
            ..attempt(&house, "river-maple-03", "phone")
        };
        let first = within(keys::sign_in_in_steps(&house, remember("")).expect("in"));
        let (own, cookie) = (first.session, first.remembered.expect("a cookie"));
        let devices = keys::my_keys(&house, &own).expect("keys").devices;
        assert!(devices.len() == 1 && devices[0].own && devices[0].label == "Android");
        keys::forget_device(&house, &own, devices[0].id).expect("forgotten");
        assert!(keys::forget_device(&house, &own, devices[0].id).is_err());
        let back = Attempt { device: browser(&cookie), ..attempt(&house, "river-maple-03", "phone") };
        assert!(within(keys::sign_in_in_steps(&house, back).expect("in")).session.device.is_none());
        let again = within(keys::sign_in_in_steps(&house, remember(&cookie)).expect("in"));
        assert!(again.session.device.is_some());
        assert_ne!(again.remembered.expect("a new cookie"), cookie, "a secret that was forgotten stays so");
    }
}

#[test]
fn two_hats_never_meet_in_one_session() {
    for house in houses() {
        let (ticket, need) = more(begin(&house, "wes"));
        assert_eq!(need, Need::Hat);
        let hats = keys::hats_of_ticket(&house, &ticket).expect("hats");
        assert_eq!(hats.len(), 2);
        let as_staff = keys::choose_hat(&house, &ticket, hats[0].choice).expect("staff");
        assert!(as_staff.session.is_staff() && as_staff.session.more_hats);
        assert!(keys::choose_hat(&house, &ticket, HatChoice::Member).is_err(), "a ticket is good once");
        meddle(&house, &LONG_CONFIRMED, params![as_staff.session.id, long_ago(&house)].to_vec());
        let stale = session(&house, &as_staff.token).expect("a read").expect("a session");
        let as_member = keys::change_hat(&house, &stale, HatChoice::Member).expect("a member");
        assert!(!as_member.session.is_staff());
        assert_ne!(as_staff.token, as_member.token);
        assert!(session(&house, &as_staff.token).expect("a read").is_none(), "the old secret opens nothing");
        assert!(require_step_up(&house, &as_member.session).is_err(), "a change of hat proves nothing");
        let dana = signed(&house, "dana");
        let Actor::Staff(hat) = dana.actor else { unreachable!("dana is staff") };
        let foreign = HatChoice::Staff(hat.agency, hat.staff);
        assert!(matches!(keys::change_hat(&house, &as_member.session, foreign), Err(Fault::Absent)));
        assert!(session(&house, &as_member.token).expect("a read").is_some());
    }
}

fn note(house: &House, token: &str) -> (String, KeptForm) {
    let form_token = house.seal_mac(&format!("form {token}"));
    let fields = vec![("form_token".into(), form_token.clone()), ("text".into(), "I miss my bed 🌊".into())];
    (form_token, KeptForm { path: "/work/james-river/members".into(), fields })
}

#[test]
fn a_form_that_comes_too_late_waits_for_its_account_alone() {
    for house in houses() {
        let dana = sign_in(&house, "dana", PASSPHRASE, "here").expect("in");
        meddle(&house, &AGES_AGO, params![dana.session.id, long_ago(&house)].to_vec());
        assert!(session(&house, &dana.token).expect("a read").is_none(), "idle for too long");
        let (form_token, form) = note(&house, &dana.token);
        assert!(!keys::keep_form_of_ended(&house, &dana.token, "forged", &form).expect("no"), "another site's form");
        assert!(!keys::keep_form_of_ended(&house, "no session", &form_token, &form).expect("no"));
        let with_key = KeptForm { path: "/account/passphrase".into(), ..form.clone() };
        assert!(
            !keys::keep_form_of_ended(&house, &dana.token, &form_token, &with_key).expect("no"),
            "no keys are kept"
        );
        assert!(keys::keep_form_of_ended(&house, &dana.token, &form_token, &form).expect("kept"));

        let marcus = signed(&house, "marcus");
        assert_eq!(keys::kept_form(&house, &marcus).expect("a read"), None);
        let again = signed(&house, "dana");
        let (id, kept) = keys::kept_form(&house, &again).expect("a read").expect("the form");
        assert_eq!(kept, form);
        keys::drop_kept(&house, &marcus, id).expect("nothing");
        assert!(keys::kept_form(&house, &again).expect("a read").is_some(), "nobody drops another's form");
        keys::drop_kept(&house, &again, id).expect("dropped");
        assert_eq!(keys::kept_form(&house, &again).expect("a read"), None);
    }
}

#[test]
fn a_kept_form_waits_for_its_hat_and_ends_in_a_day() {
    for house in houses() {
        let wes = sign_in(&house, "wes", PASSPHRASE, "here").expect("in");
        sign_out(&house, &wes.session).expect("out");
        let (form_token, form) = note(&house, &wes.token);
        assert!(keys::keep_form_of_ended(&house, &wes.token, &form_token, &form).expect("kept"));
        let staff = signed(&house, "wes");
        assert!(keys::kept_form(&house, &staff).expect("a read").is_some());
        let member = keys::change_hat(&house, &staff, HatChoice::Member).expect("a member").session;
        assert_eq!(keys::kept_form(&house, &member).expect("a read"), None);
        meddle(&house, &KEPT_UNTIL, params![long_ago(&house)].to_vec());
        assert_eq!(keys::kept_form(&house, &signed(&house, "wes")).expect("a read"), None);
    }
}

#[test]
fn a_pin_is_changed_and_taken_away_by_its_owner_alone() {
    for house in houses() {
        let dana = sign_in(&house, "dana", PASSPHRASE, "here").expect("in");
        let there = sign_in(&house, "dana", PASSPHRASE, "there").expect("in");
        assert_eq!(field(keys::change_pin(&house, &dana.session, "123456", "123456")).1, "pin-plain");
        assert_eq!(field(keys::change_pin(&house, &dana.session, "407193", "407194")).0, "pin_again");
        keys::change_pin(&house, &dana.session, "40 71 93", "407193").expect("set");
        assert!(keys::my_keys(&house, &dana.session).expect("keys").pin);
        assert!(session(&house, &there.token).expect("a read").is_none(), "signed out elsewhere");

        let browser = Device::new(&house, "Mac");
        let remember = Attempt { remember: true, device: browser, ..attempt(&house, "river-maple-03", "phone") };
        let known = within(keys::sign_in_in_steps(&house, remember).expect("in"));
        let own = Device::of_cookie(&house, known.remembered.as_deref().expect("a cookie"), "Mac");
        let by = |pin: &str| service::people::pin_sign_in(&house, "river-maple-03", pin, &own);
        keys::change_pin(&house, &known.session, "407193", "407193").expect("set");
        assert!(matches!(by("407193"), Ok(Some(Step::In(_)))));
        keys::change_pin(&house, &known.session, "592604", "592604").expect("changed");
        assert_eq!(field(by("407193")).1, "sign-in-wrong");
        keys::remove_pin(&house, &known.session).expect("gone");
        assert!(by("592604").expect("a try").is_none(), "a passphrase is asked for");
        meddle(&house, &LONG_CONFIRMED, params![known.session.id, long_ago(&house)].to_vec());
        let stale = session(&house, &known.token).expect("a read").expect("a session");
        assert_eq!(field(keys::change_pin(&house, &stale, "407193", "407193")).1, "confirm-first");
        assert_eq!(field(keys::remove_pin(&house, &stale)).1, "confirm-first");
        meddle(&house, &NO_PASSPHRASE, params![dana.session.account].to_vec());
        assert_eq!(field(keys::remove_pin(&house, &dana.session)).1, "pin-is-last-way");
    }
}

#[test]
fn a_pin_is_guessed_no_more_often_when_confirming_than_at_the_door() {
    for house in houses() {
        let browser = Device::new(&house, "Mac");
        let remember = Attempt { remember: true, device: browser, ..attempt(&house, "river-maple-03", "phone") };
        let known = within(keys::sign_in_in_steps(&house, remember).expect("in"));
        let own = Device::of_cookie(&house, known.remembered.as_deref().expect("a cookie"), "Mac");
        keys::change_pin(&house, &known.session, "407193", "407193").expect("set");
        for _ in 0..10 {
            assert_eq!(field(keys::confirm(&house, &known.session, "407194", "", "here")).1, "confirm-wrong");
        }
        assert_eq!(field(keys::confirm(&house, &known.session, "407193", "", "here")).1, "pin-device-forgotten");
        assert!(session(&house, &known.token).expect("a read").is_none(), "signed out");
        let door = service::people::pin_sign_in(&house, "river-maple-03", "407193", &own).expect("a try");
        assert!(door.is_none(), "the device is forgotten");
    }
}

#[test]
fn strangers_lock_nobody_out_where_they_come_in_daily() {
    for house in houses() {
        within(keys::sign_in_in_steps(&house, attempt(&house, "dana", "center")).expect("in"));
        for guess in 0..120 {
            let wrong = Attempt { passphrase: "not this one at all".into(), ..attempt(&house, "dana", "") };
            let _ = keys::sign_in_in_steps(&house, Attempt { from: format!("stranger {}", guess / 8), ..wrong });
        }
        let elsewhere = keys::sign_in_in_steps(&house, attempt(&house, "dana", "never seen"));
        assert_eq!(field(elsewhere).1, "try-again-later");
        within(keys::sign_in_in_steps(&house, attempt(&house, "dana", "center")).expect("in where she always is"));
        for _ in 0..30 {
            within(
                keys::sign_in_in_steps(&house, attempt(&house, "marcus", "center")).expect("right ones cost nothing"),
            );
        }
    }
}
