//! Joining with a code, staying oneself, and a new start, on both engines.

use crate::house::{houses, session};
use domain::id::MemberId;
use domain::lang::Lang;
use service::people::keys::{Device, Step};
use service::people::{
    Claimed, Joined, Joining, NewSecret, NewStart, SignedIn, Standing, agree_reset, ask_reset, confirm_join,
    invitation, invite, join, join_signed_in, look_at_code, new_start, object_to_start, offer_name, open_space,
    own_charts, own_claims, pin_sign_in, recover, register, reset, reset_code, resets_waiting, sign_in, space_lock,
    waiting_joins,
};
use service::{Fault, House, Session};

fn joining(house: &House, code: &str, device: &Device) -> Joining {
    let name = offer_name(house, Lang::Es).expect("a name");
    Joining {
        code: code.to_owned(),
        name: (name.name, name.seal),
        secret: NewSecret::Pin("407193".into(), "407193".into()),
        lang: Lang::Es,
        device: device.clone(),
        from: "phone".into(),
    }
}

/// A member of dana's who has used a code; nobody has said yes.
fn joined(house: &House) -> (Session, MemberId, Joined, Device) {
    let dana = session(house, "dana");
    let member = register(house, &dana, house.new_command(), "Ash", Lang::Es).expect("a chart");
    let code = invite(house, &dana, house.new_command(), member).expect("a code").code;
    let device = Device::new(house, "Android");
    let joined = join(house, house.new_command(), &joining(house, &code, &device)).expect("joined");
    let device = browser(house, &joined.signed_in);
    (dana, member, joined, device)
}

/// The browser after a sign-in that it remembers.
fn browser(house: &House, signed: &SignedIn) -> Device {
    Device::of_cookie(house, signed.remembered.as_deref().expect("a cookie"), "Android")
}

/// Comes in with a PIN on a device.
fn by_pin(house: &House, name: &str, pin: &str, device: &Device) -> Session {
    match pin_sign_in(house, name, pin, device).expect("a try") {
        Some(Step::In(signed)) => signed.session,
        other => panic!("not in: {other:?}"),
    }
}

fn claim(house: &House, dana: &Session, member: MemberId) -> Claimed {
    match invitation(house, dana, member).expect("an invitation").standing {
        Standing::Waiting(claimed) => claimed,
        other => panic!("nobody waits: {other:?}"),
    }
}

fn fault<T>(outcome: Result<T, Fault>) -> (String, String) {
    match outcome.map(|_| ()).expect_err("a fault") {
        Fault::Invalid(errors) => (errors[0].field.clone(), errors[0].notice.id.clone()),
        Fault::Refused(refusal) => ("refused".into(), refusal.why.id),
        other => (other.to_string(), String::new()),
    }
}

fn is(field: &str, id: &str) -> (String, String) {
    (field.to_owned(), id.to_owned())
}

#[test]
fn a_member_joins_and_sees_the_chart_after_the_yes_alone() {
    for house in houses() {
        let (dana, member, joined, _) = joined(&house);
        let phone = &joined.signed_in.session;
        assert_eq!((phone.lang, joined.recovery.len()), (Lang::Es, 5));
        assert!(own_charts(&house, phone).expect("charts").is_empty(), "nothing of the chart before the yes");
        assert!(matches!(service::plan::open(&house, phone, member), Err(Fault::Absent)));
        let claimed = claim(&house, &dana, member);
        let own = own_claims(&house, phone).expect("claims");
        assert_eq!(own[0].claimed.number, claimed.number, "both screens show one number");
        assert_eq!(waiting_joins(&house, &dana).expect("waiting").len(), 1);

        confirm_join(&house, &dana, house.new_command(), member, claimed.code, true).expect("a yes");
        assert_eq!(own_charts(&house, phone).expect("charts")[0].member, member);
        assert!(own_claims(&house, phone).expect("claims").is_empty());
        assert!(waiting_joins(&house, &dana).expect("waiting").is_empty());
        assert!(invitation(&house, &dana, member).expect("an invitation").joined);
        let late = confirm_join(&house, &dana, house.new_command(), member, claimed.code, false);
        assert_eq!(fault(late), is("refused", "join-answered-already"));
    }
}

#[test]
fn a_no_links_nothing_and_says_so_neutrally() {
    for house in houses() {
        let (dana, member, joined, _) = joined(&house);
        let code = claim(&house, &dana, member).code;
        confirm_join(&house, &dana, house.new_command(), member, code, false).expect("a no");
        let phone = &joined.signed_in.session;
        assert!(own_claims(&house, phone).expect("claims")[0].refused);
        assert!(own_charts(&house, phone).expect("charts").is_empty());
        assert!(!invitation(&house, &dana, member).expect("an invitation").joined);
    }
}

#[test]
fn a_double_click_makes_one_sign_in_and_shows_the_same_codes() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let (made, command) = (house.new_command(), house.new_command());
        let code = invite(&house, &dana, made, member).expect("a code").code;
        assert_eq!(invite(&house, &dana, made, member).expect("the same").code, code);
        let form = joining(&house, &code, &Device::new(&house, ""));
        let first = join(&house, command, &form).expect("joined");
        let again = join(&house, command, &form).expect("joined once");
        assert_eq!(first.recovery, again.recovery);
        assert_eq!(first.signed_in.session.account, again.signed_in.session.account);
        let other = join(&house, house.new_command(), &joining(&house, &code, &Device::new(&house, "")));
        assert_eq!(fault(other), is("code", "join-code-unknown"), "a code works once");
    }
}

#[test]
fn a_new_code_ends_the_old_one_and_guesses_are_slowed_down() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let old = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        let new = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        assert_eq!(fault(look_at_code(&house, &old, "a")), is("code", "join-code-unknown"));
        look_at_code(&house, &new.to_lowercase(), "a").expect("a code");
        for _ in 0..40 {
            let _ = look_at_code(&house, "0000-0000", "guesser");
        }
        assert_eq!(fault(look_at_code(&house, &new, "guesser")), is("code", "try-again-later"));
        for _ in 0..60 {
            look_at_code(&house, &new, "center").expect("right codes cost nothing");
        }
        assert_eq!(fault(look_at_code(&house, "what", "a")), is("code", "join-code-wrong"));
    }
}

#[test]
fn only_who_walks_beside_a_member_invites_them_and_says_yes() {
    for house in houses() {
        let (_, member, _, _) = joined(&house);
        let dana = session(&house, "dana");
        let code = claim(&house, &dana, member).code;
        for name in ["marcus", "tess", "sam", "joan", "carol", "ned", "wes", "omar", "beth", "gloria", "ray"] {
            let other = session(&house, name);
            assert!(invite(&house, &other, house.new_command(), member).is_err(), "{name} must not invite");
            let yes = confirm_join(&house, &other, house.new_command(), member, code, true);
            assert!(yes.is_err(), "{name} must not say yes");
        }
    }
}

#[test]
fn names_are_given_and_secrets_are_good_ones() {
    for house in houses() {
        let dana = session(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let code = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        let form = joining(&house, &code, &Device::new(&house, ""));
        let own_name = Joining { name: ("Ash-1".into(), form.name.1.clone()), ..form.clone() };
        assert_eq!(fault(join(&house, house.new_command(), &own_name)), is("username", "join-name-gone"));
        let with = |secret| join(&house, house.new_command(), &Joining { secret, ..form.clone() });
        let pin = |a: &str, b: &str| NewSecret::Pin(a.into(), b.into());
        assert_eq!(fault(with(pin("123456", "123456"))), is("pin", "pin-plain"));
        assert_eq!(fault(with(pin("407193", "407194"))), is("pin_again", "pin-not-twice"));
        assert_eq!(fault(with(NewSecret::Passphrase("short".into()))), is("new_passphrase", "passphrase-short"));
        let joined = with(NewSecret::Passphrase("three boats on the lake".into())).expect("joined");
        sign_in(&house, &joined.username, "three boats on the lake", "elsewhere").expect("a sign-in anywhere");
    }
}

#[test]
fn a_pin_opens_a_known_device_and_no_other() {
    for house in houses() {
        let (_, _, joined, device) = joined(&house);
        let name = joined.username.as_str();
        let back = by_pin(&house, name, "40 71 93", &device);
        assert_eq!(back.account, joined.signed_in.session.account);
        let stranger = Device::new(&house, "");
        assert!(pin_sign_in(&house, name, "407193", &stranger).expect("a try").is_none());
        assert!(sign_in(&house, name, "407193", "x").is_err(), "a PIN is no passphrase");
        for _ in 0..10 {
            assert_eq!(fault(pin_sign_in(&house, name, "407194", &device)), is("passphrase", "sign-in-wrong"));
        }
        assert_eq!(fault(pin_sign_in(&house, name, "407193", &device)), is("passphrase", "pin-device-forgotten"));
        assert!(pin_sign_in(&house, name, "407193", &device).expect("a try").is_none(), "the device is forgotten");
    }
}

#[test]
fn one_person_joins_two_agencies_and_neither_learns_of_the_other() {
    for house in houses() {
        let (dana, member, joined, _) = joined(&house);
        let phone = &joined.signed_in.session;
        let code = claim(&house, &dana, member).code;
        confirm_join(&house, &dana, house.new_command(), member, code, true).expect("a yes");
        let omar = session(&house, "omar");
        let there = register(&house, &omar, house.new_command(), "A.", Lang::En).expect("a chart");
        let second = invite(&house, &omar, house.new_command(), there).expect("a code").code;
        join_signed_in(&house, phone, house.new_command(), &second, "phone").expect("claimed");
        let claimed = claim(&house, &omar, there);
        confirm_join(&house, &omar, house.new_command(), there, claimed.code, true).expect("a yes");
        let charts: Vec<MemberId> = own_charts(&house, phone).expect("charts").iter().map(|own| own.member).collect();
        assert_eq!(charts, [member, there]);
        assert!(matches!(service::people::member(&house, &dana, there), Err(Fault::Absent)));
        assert!(matches!(service::people::member(&house, &omar, member), Err(Fault::Absent)));
    }
}

/// A member with a chart at two agencies: dana's, and omar's. The phone, its name and codes, and both charts.
fn at_two(house: &House) -> (Joined, Device, MemberId, MemberId) {
    let (dana, member, joined, device) = joined(house);
    let code = claim(house, &dana, member).code;
    confirm_join(house, &dana, house.new_command(), member, code, true).expect("a yes");
    let omar = session(house, "omar");
    let there = register(house, &omar, house.new_command(), "A.", Lang::En).expect("a chart");
    let second = invite(house, &omar, house.new_command(), there).expect("a code").code;
    join_signed_in(house, &joined.signed_in.session, house.new_command(), &second, "phone").expect("claimed");
    let claimed = claim(house, &omar, there);
    confirm_join(house, &omar, house.new_command(), there, claimed.code, true).expect("a yes");
    (joined, device, member, there)
}

/// The code that two staff members give for a new start.
fn start_code(house: &House, member: MemberId) -> String {
    let (dana, renee) = (session(house, "dana"), session(house, "renee"));
    ask_reset(house, &dana, house.new_command(), member).expect("asked");
    let id = reset(house, &dana, member).expect("a reset").open.expect("open").id;
    let alone = reset_code(house, &dana, house.new_command(), member, id);
    assert_eq!(fault(alone), is("refused", "reset-needs-a-second"));
    let same = agree_reset(house, &dana, house.new_command(), member, id);
    assert_eq!(fault(same), is("refused", "reset-not-twice-the-same"));
    assert!(resets_waiting(house, &renee).expect("waiting").iter().any(|one| one.member == member && !one.asked_by_me));
    for name in ["marcus", "priya", "joan", "omar"] {
        let other = session(house, name);
        assert!(agree_reset(house, &other, house.new_command(), member, id).is_err(), "{name} must not agree");
    }
    agree_reset(house, &renee, house.new_command(), member, id).expect("agreed");
    reset_code(house, &dana, house.new_command(), member, id).expect("a code").code
}

fn start(house: &House, code: &str, pin: &str) -> NewStart {
    NewStart {
        code: code.to_owned(),
        secret: NewSecret::Pin(pin.into(), pin.into()),
        device: Device::new(house, "iPhone"),
        from: "new phone".into(),
    }
}

fn charts(house: &House, session: &Session) -> Vec<MemberId> {
    own_charts(house, session).expect("charts").iter().map(|own| own.member).collect()
}

#[test]
fn a_new_start_restores_one_chart_and_the_rest_stays_locked() {
    for house in houses() {
        let (joined, device, member, there) = at_two(&house);
        let code = start_code(&house, member);
        let form = start(&house, &code, "592604");
        let command = house.new_command();
        let started = new_start(&house, command, &form).expect("a start");
        assert_eq!(started.username, joined.username, "told to who used the code");
        let phone = started.signed_in.session;
        assert!(phone.space_locked);
        assert_eq!(charts(&house, &phone), [member], "only what that agency gave back");
        assert!(matches!(service::plan::open(&house, &phone, there), Err(Fault::Absent)));
        new_start(&house, command, &form).expect("sent twice, done once");
        let spent = new_start(&house, house.new_command(), &start(&house, &code, "592604"));
        assert_eq!(fault(spent), is("code", "join-code-unknown"));
        assert!(matches!(open_space(&house, &phone, house.new_command()), Err(Fault::Absent)), "not from here");

        // The device that was known before is not locked out, and sees the notice.
        let old = by_pin(&house, &joined.username, "592604", &device);
        assert!(!old.space_locked && space_lock(&house, &old).expect("a lock").is_some());
        assert_eq!(charts(&house, &old), [member, there]);
        open_space(&house, &old, house.new_command()).expect("it was me");
        assert!(space_lock(&house, &old).expect("a lock").is_none());
    }
}

#[test]
fn an_objection_signs_the_other_phone_out() {
    for house in houses() {
        let (joined, device, member, _) = at_two(&house);
        let code = start_code(&house, member);
        let form = start(&house, &code, "592604");
        let thief = new_start(&house, house.new_command(), &form).expect("a start").signed_in;
        let theirs = browser(&house, &thief);
        let old = service::people::session(&house, &joined.signed_in.token).expect("a session").expect("alive");
        let secret = NewSecret::Pin("813507".into(), "813507".into());
        object_to_start(&house, &old, house.new_command(), &secret).expect("ended");
        assert!(service::people::session(&house, &thief.token).expect("a look").is_none());
        assert!(pin_sign_in(&house, &joined.username, "592604", &theirs).expect("a try").is_none());
        by_pin(&house, &joined.username, "813507", &device);
    }
}

#[test]
fn a_recovery_code_opens_everything_once() {
    for house in houses() {
        let (joined, _, member, there) = at_two(&house);
        let code = &joined.recovery[2];
        let wrong = recover(&house, &joined.username, &start(&house, "ABCD-EFGH", "592604"));
        assert_eq!(fault(wrong), is("code", "recover-wrong"));
        assert_eq!(
            fault(recover(&house, "nobody-here-1", &start(&house, code, "592604"))),
            is("code", "recover-wrong")
        );
        let form = start(&house, code, "592604");
        let back = recover(&house, &joined.username, &form).expect("back in");
        let own = browser(&house, &back);
        let phone = back.session;
        assert!(!phone.space_locked);
        assert_eq!(charts(&house, &phone), [member, there]);
        let twice = recover(&house, &joined.username, &form);
        assert_eq!(fault(twice), is("code", "recover-wrong"), "a code works once");
        by_pin(&house, &joined.username, "592604", &own);
    }
}
