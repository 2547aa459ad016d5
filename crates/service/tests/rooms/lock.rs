//! What a new start opens, and what it must not: locks, objections, hats and links, on both engines.

use crate::house::{count, houses, meddle, session as signed};
use access::{Actor, params, statements};
use domain::id::{AgencyId, MemberId};
use domain::lang::Lang;
use domain::people::Strength;
use domain::plan::{HowSigned, SignerKind};
use service::people::keys::{self, Attempt, Device, Need, Step};
use service::people::{
    HatChoice, Joined, Joining, NewSecret, NewStart, SignedIn, Standing, agree_reset, ask_reset, confirm_join,
    invitation, invite, join, join_signed_in, new_start, object_at_the_door, object_to_start, offer_name, open_session,
    own_charts, own_claims, pin_sign_in, recover, register, reset, reset_code, session, set_lang, sign_in, sign_out,
    space_lock, unlinked,
};
use service::plan::{Proof, Signing, add_goal, freeze, gather_copies, own_copies, own_copy, sign, sign_with};
use service::{Fault, House, Session};

const PIN: &str = "407193";
const THIEFS: &str = "592604";

statements! {
    NO_DEMO = "UPDATE agency SET demo = $1";
    OTHER_LINKS_GO = "DELETE FROM person_member WHERE chart_agency_id = $1 AND member_id = $2";
    ADD_KEY = "
        INSERT INTO passkey (id, account_id, credential_id, credential, label, created_at)
        VALUES ($1, $2, $3, '{}', 'new', $4)";
    KEYS_LEFT = "SELECT COUNT(*) FROM passkey WHERE account_id = $1";
    IN_SPACE = "SELECT COUNT(*) FROM audit_event WHERE detail = 'unlinked' AND agency_id IS NULL";
}

fn hat(session: &Session) -> HatChoice {
    match session.actor {
        Actor::Staff(hat) => HatChoice::Staff(hat.agency, hat.staff),
        _ => unreachable!("staff"),
    }
}

fn agency(session: &Session) -> AgencyId {
    match session.actor {
        Actor::Staff(hat) => hat.agency,
        _ => unreachable!("staff"),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> String {
    match outcome.expect_err("a refusal") {
        Fault::Refused(refusal) => refusal.why.id,
        Fault::Invalid(errors) => errors[0].notice.id.clone(),
        other => other.to_string(),
    }
}

fn browser(house: &House, signed: &SignedIn) -> Device {
    Device::of_cookie(house, signed.remembered.as_deref().expect("a cookie"), "Android")
}

fn pin(digits: &str) -> NewSecret {
    NewSecret::Pin(digits.into(), digits.into())
}

fn in_with(house: &House, name: &str, digits: &str, device: &Device) -> Session {
    match pin_sign_in(house, name, digits, device).expect("a try") {
        Some(Step::In(signed)) => signed.session,
        other => panic!("not in: {other:?}"),
    }
}

/// A chart of dana's whose member joined with a PIN: dana, the chart, the phone.
fn joined(house: &House) -> (Session, MemberId, Joined, Device) {
    let dana = signed(house, "dana");
    let member = register(house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
    let phone = join_with(house, &dana, member);
    let device = browser(house, &phone.signed_in);
    yes(house, &dana, member);
    (dana, member, phone, device)
}

fn join_with(house: &House, staff: &Session, member: MemberId) -> Joined {
    let code = invite(house, staff, house.new_command(), member).expect("a code").code;
    let name = offer_name(house, Lang::En).expect("a name");
    let form = Joining {
        code,
        name: (name.name, name.seal),
        secret: pin(PIN),
        lang: Lang::En,
        device: Device::new(house, "Android"),
        from: "phone".into(),
    };
    join(house, house.new_command(), &form).expect("joined")
}

fn try_yes(house: &House, staff: &Session, member: MemberId) -> Result<(), Fault> {
    let Standing::Waiting(claimed) = invitation(house, staff, member).expect("an invitation").standing else {
        panic!("nobody waits")
    };
    confirm_join(house, staff, house.new_command(), member, claimed.code, true)
}

fn yes(house: &House, staff: &Session, member: MemberId) {
    try_yes(house, staff, member).expect("a yes");
}

/// The same person at omar's agency too.
fn at_another(house: &House, own: &Session) -> (Session, MemberId) {
    let omar = signed(house, "omar");
    let there = register(house, &omar, house.new_command(), "A.", Lang::En).expect("a chart");
    let code = invite(house, &omar, house.new_command(), there).expect("a code").code;
    join_signed_in(house, own, house.new_command(), &code, "phone").expect("claimed");
    yes(house, &omar, there);
    (omar, there)
}

fn start(house: &House, code: &str, digits: &str) -> NewStart {
    NewStart { code: code.into(), secret: pin(digits), device: Device::new(house, "iPhone"), from: "far".into() }
}

/// The code of a new start that dana asked for and renee agreed to.
fn start_code(house: &House, member: MemberId) -> String {
    let (dana, renee) = (signed(house, "dana"), signed(house, "renee"));
    ask_reset(house, &dana, house.new_command(), member).expect("asked");
    let id = reset(house, &dana, member).expect("a reset").open.expect("open").id;
    agree_reset(house, &renee, house.new_command(), member, id).expect("agreed");
    reset_code(house, &dana, house.new_command(), member, id).expect("a code").code
}

/// Whoever holds a code from dana and renee.
fn thief(house: &House, member: MemberId) -> SignedIn {
    new_start(house, house.new_command(), &start(house, &start_code(house, member), THIEFS)).expect("a start").signed_in
}

/// A version with the member's own signature beside the peer's.
fn signed_version(house: &House, staff: &Session, own: &Session, member: MemberId) {
    add_goal(house, staff, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let version = freeze(house, staff, house.new_command(), member).expect("a version");
    let as_ = |signer| Signing {
        signer,
        name: "A name".into(),
        how: HowSigned::OwnPin,
        read_aloud: false,
        interpreter: None,
    };
    sign(house, staff, house.new_command(), member, version, as_(SignerKind::Peer)).expect("signed");
    let proof = Proof { pin: Some(PIN.into()), ..Proof::default() };
    let to = (member, version);
    sign_with(house, own, house.new_command(), to, as_(SignerKind::Member), proof).expect("signed");
}

#[test]
fn less_than_two_steps_never_leads_to_a_staff_hat() {
    for house in houses() {
        // wes works and has a space of his own; his chart is dana's for this test.
        let wes = signed(&house, "wes");
        let staff = hat(&wes);
        let own = keys::change_hat(&house, &wes, HatChoice::Member).expect("his own space").session;
        meddle(&house, &NO_DEMO, params![false].to_vec());
        for strength in [Strength::Passphrase, Strength::DevicePin, Strength::Recovery] {
            let session = open_session(&house, own.account, strength, None, HatChoice::Member).expect("in").session;
            assert_eq!(refused(keys::change_hat(&house, &session, staff)), "hat-two-steps", "{strength:?}");
            assert_eq!(refused(open_session(&house, own.account, strength, None, HatChoice::First)), "hat-two-steps");
            own_charts(&house, &session).expect("the session goes on");
        }
        for strength in [Strength::TwoSteps, Strength::Passkey] {
            let session = open_session(&house, own.account, strength, None, HatChoice::Member).expect("in").session;
            assert!(keys::change_hat(&house, &session, staff).expect("at work").session.is_staff());
        }
    }
}

#[test]
fn even_in_the_demonstration_a_locked_session_keeps_its_hat() {
    for house in houses() {
        let (_, member, phone, _) = joined(&house);
        let wes = signed(&house, "wes");
        let staff = hat(&wes);
        // Wes is the person behind the chart.
        let own = keys::change_hat(&house, &wes, HatChoice::Member).expect("his own space").session;
        meddle(&house, &OTHER_LINKS_GO, params![agency(&signed(&house, "dana")), member].to_vec());
        sign_out(&house, &phone.signed_in.session).expect("out");
        let dana = signed(&house, "dana");
        let code = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        join_signed_in(&house, &own, house.new_command(), &code, "phone").expect("claimed");
        try_yes(&house, &signed(&house, "renee"), member).expect("a yes of somebody else");
        let locked = thief(&house, member).session;
        assert!(locked.space_locked);
        assert_eq!(refused(keys::change_hat(&house, &locked, staff)), "hat-two-steps");
    }
}

#[test]
fn a_locked_session_makes_no_keys_and_ends_nothing() {
    for house in houses() {
        let (_, member, phone, device) = joined(&house);
        let locked = thief(&house, member).session;
        let closed = "own-account-locked";
        assert_eq!(refused(keys::new_recovery_codes(&house, &locked)), closed);
        assert_eq!(refused(keys::start_totp(&house, &locked)), closed);
        let new = "three boats on the lake";
        assert_eq!(refused(keys::change_passphrase(&house, &locked, new, new)), closed);
        assert_eq!(refused(keys::end_other_sessions(&house, &locked)), closed);
        assert_eq!(refused(keys::end_session(&house, &locked, phone.signed_in.session.id)), closed);
        let known = phone.signed_in.session.device.expect("a device");
        assert_eq!(refused(keys::forget_device(&house, &locked, known)), closed);
        assert_eq!(refused(keys::my_keys(&house, &locked)), closed);
        let dana = signed(&house, "dana");
        let other = register(&house, &dana, house.new_command(), "Bo", Lang::En).expect("a chart");
        let code = invite(&house, &dana, house.new_command(), other).expect("a code").code;
        let joins = join_signed_in(&house, &locked, house.new_command(), &code, "far");
        assert_eq!(refused(joins), closed);
        set_lang(&house, &locked, Lang::Es).expect("a language is no key");
        assert!(own_claims(&house, &locked).expect("claims").is_empty());
        assert!(session(&house, &phone.signed_in.token).expect("a look").is_some(), "the owner is still there");
        assert!(!in_with(&house, &phone.username, THIEFS, &device).space_locked);
        recover(&house, &phone.username, &start(&house, &phone.recovery[0], "813507")).expect("a code from before");
    }
}

#[test]
fn a_locked_session_reads_the_copies_of_one_agency() {
    for house in houses() {
        let (dana, member, phone, _) = joined(&house);
        let own = phone.signed_in.session;
        let (omar, there) = at_another(&house, &own);
        signed_version(&house, &dana, &own, member);
        signed_version(&house, &omar, &own, there);
        gather_copies(&house, &own).expect("gathered");
        let all = own_copies(&house, &own).expect("copies");
        assert_eq!(all.len(), 2);
        let locked = thief(&house, member).session;
        gather_copies(&house, &locked).expect("gathered");
        let seen = own_copies(&house, &locked).expect("copies");
        assert_eq!(seen.len(), 1, "only of the agency that helped");
        let other = all.iter().find(|copy| copy.id != seen[0].id).expect("the other").id;
        assert!(matches!(own_copy(&house, &locked, other), Err(Fault::Absent)));
        assert_eq!(own_copy(&house, &locked, seen[0].id).expect("a copy").id, seen[0].id);
        own_copy(&house, &own, other).expect("the owner's own phone reads on");
    }
}

#[test]
fn an_objection_leaves_nothing_of_what_was_set() {
    for house in houses() {
        let (_, member, phone, device) = joined(&house);
        let thief = thief(&house, member);
        let account = thief.session.account;
        let values = params![house.new_command(), account, b"a key".to_vec(), house.now()].to_vec();
        meddle(&house, &ADD_KEY, values);
        let own = session(&house, &phone.signed_in.token).expect("a look").expect("alive");
        object_to_start(&house, &own, house.new_command(), &pin("813507")).expect("ended");
        assert_eq!(count(&house, &KEYS_LEFT, params![account].to_vec()), 0, "no passkey from since then");
        let theirs = browser(&house, &thief);
        assert!(pin_sign_in(&house, &phone.username, THIEFS, &theirs).expect("a try").is_none(), "a stranger again");
        assert_eq!(refused(pin_sign_in(&house, &phone.username, PIN, &device)), "sign-in-wrong");
        assert!(!in_with(&house, &phone.username, "813507", &device).space_locked);
    }
}

#[test]
fn a_new_start_and_a_recovery_end_the_secret_from_before() {
    for house in houses() {
        let (_, member, phone, device) = joined(&house);
        let words = "three boats on the lake";
        keys::change_passphrase(&house, &phone.signed_in.session, words, words).expect("a passphrase too");
        sign_in(&house, &phone.username, words, "elsewhere").expect("anywhere");
        thief(&house, member);
        assert_eq!(refused(sign_in(&house, &phone.username, words, "elsewhere")), "sign-in-wrong");
        // On the device that was known before, it asks the one question.
        let attempt = Attempt {
            username: phone.username.clone(),
            passphrase: words.into(),
            from: "phone".into(),
            device: device.clone(),
            remember: false,
        };
        let asked = keys::sign_in_in_steps(&house, attempt).expect("a try");
        assert!(matches!(asked, Step::More { need: Need::WasItYou, .. }));

        let other = sign_in_again(&house, &phone.username, THIEFS, &device);
        let form = start(&house, &phone.recovery[1], "813507");
        let back = recover(&house, &phone.username, &form).expect("back in");
        assert!(session(&house, &other.token).expect("a look").is_none(), "whoever was in elsewhere is out");
        assert!(session(&house, &phone.signed_in.token).expect("a look").is_none());
        assert!(pin_sign_in(&house, &phone.username, "813507", &device).expect("a try").is_none(), "forgotten");
        in_with(&house, &phone.username, "813507", &browser(&house, &back));
    }
}

fn sign_in_again(house: &House, name: &str, digits: &str, device: &Device) -> SignedIn {
    match pin_sign_in(house, name, digits, device).expect("a try") {
        Some(Step::In(signed)) => signed,
        other => panic!("not in: {other:?}"),
    }
}

#[test]
fn the_owner_objects_at_the_door_with_the_pin_from_before() {
    for house in houses() {
        let (_, member, phone, device) = joined(&house);
        sign_out(&house, &phone.signed_in.session).expect("idle for a day");
        let thief = thief(&house, member);
        let ticket = match pin_sign_in(&house, &phone.username, PIN, &device).expect("a try") {
            Some(Step::More { ticket, need: Need::WasItYou }) => ticket,
            other => panic!("not asked: {other:?}"),
        };
        assert!(keys::hats_of_ticket(&house, &ticket).is_err(), "it opens nothing else");
        assert_eq!(refused(object_at_the_door(&house, &ticket, &pin("123456"))), "pin-plain");
        object_at_the_door(&house, &ticket, &pin("813507")).expect("ended");
        assert_eq!(refused(object_at_the_door(&house, &ticket, &pin("813508"))), "took-too-long", "good once");
        assert!(session(&house, &thief.token).expect("a look").is_none());
        let own = in_with(&house, &phone.username, "813507", &device);
        assert!(space_lock(&house, &own).expect("a look").is_none());
        assert_eq!(refused(pin_sign_in(&house, &phone.username, PIN, &device)), "sign-in-wrong", "over with the lock");
    }
}

#[test]
fn the_old_pin_asks_on_a_device_from_before_alone() {
    for house in houses() {
        let (_, member, phone, _) = joined(&house);
        let thief = thief(&house, member);
        let theirs = browser(&house, &thief);
        assert_eq!(refused(pin_sign_in(&house, &phone.username, PIN, &theirs)), "sign-in-wrong");
    }
}

#[test]
fn a_second_new_start_makes_no_phone_known() {
    for house in houses() {
        let (_, member, phone, _) = joined(&house);
        let first = thief(&house, member);
        let theirs = browser(&house, &first);
        let code = start_code(&house, member);
        let again = NewStart { device: theirs.clone(), ..start(&house, &code, THIEFS) };
        let second = new_start(&house, house.new_command(), &again).expect("a start").signed_in;
        assert!(second.session.space_locked);
        assert!(in_with(&house, &phone.username, THIEFS, &theirs).space_locked);
        assert!(session(&house, &first.token).expect("a look").expect("alive").space_locked);
    }
}

#[test]
fn nothing_before_its_end_tells_whose_code_it_is() {
    for house in houses() {
        let (_, member, _, _) = joined(&house);
        let code = start_code(&house, member);
        let words = NewSecret::Passphrase("three boats on the lake".into());
        let form = NewStart { secret: words, ..start(&house, &code, THIEFS) };
        // The same words whether or not they also work somewhere.
        assert_eq!(refused(new_start(&house, house.new_command(), &form)), "new-start-pin-first");
        let name = "wes";
        let form = NewStart { secret: NewSecret::Passphrase("three boats on the lake".into()), ..form };
        assert_eq!(refused(recover(&house, name, &form)), refused(recover(&house, "nobody-here-1", &form)));
    }
}

#[test]
fn one_worker_alone_takes_no_joined_chart() {
    for house in houses() {
        let (dana, member, phone, _) = joined(&house);
        let impostor = join_with(&house, &dana, member);
        assert_eq!(refused(try_yes(&house, &dana, member)), "join-needs-another");
        assert!(own_charts(&house, &impostor.signed_in.session).expect("charts").is_empty());
        assert_eq!(own_charts(&house, &phone.signed_in.session).expect("charts").len(), 1);
        assert!(unlinked(&house, &phone.signed_in.session).expect("a look").is_none());

        let renee = signed(&house, "renee");
        yes(&house, &renee, member);
        assert_eq!(own_charts(&house, &impostor.signed_in.session).expect("charts").len(), 1);
        assert!(own_charts(&house, &phone.signed_in.session).expect("charts").is_empty());
        assert!(unlinked(&house, &phone.signed_in.session).expect("a look").is_some(), "their space tells them");
        assert_eq!(count(&house, &IN_SPACE, Vec::new()), 1, "one event, in the person's own record");
    }
}

#[test]
fn what_somebody_left_in_a_browser_is_nobodys_key() {
    for house in houses() {
        let planted = "5".repeat(64);
        let dana = signed(&house, "dana");
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let code = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        let name = offer_name(&house, Lang::En).expect("a name");
        let form = Joining {
            code,
            name: (name.name, name.seal),
            secret: pin(PIN),
            lang: Lang::En,
            device: Device::of_cookie(&house, &planted, "Mac"),
            from: "phone".into(),
        };
        let phone = join(&house, house.new_command(), &form).expect("joined");
        let cookie = phone.signed_in.remembered.clone().expect("a cookie");
        assert!(cookie.starts_with(|c: char| c != '5') || !cookie.starts_with(&planted), "{cookie}");
        assert!(cookie.ends_with(&planted), "others of this browser stay known");
        let old = Device::of_cookie(&house, &planted, "Mac");
        assert!(pin_sign_in(&house, &phone.username, PIN, &old).expect("a try").is_none());
        in_with(&house, &phone.username, PIN, &Device::of_cookie(&house, &cookie, "Mac"));
    }
}
