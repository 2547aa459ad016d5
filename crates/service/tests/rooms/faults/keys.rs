//! Signing in, and what one does it with: passphrase, second step, PIN, devices, hats, forms that came too late.

use super::ground::{Ground, PIN};
use super::{Row, anew, case, once};
use crate::house::meddle;
use access::{params, statements};
use domain::id::{DeviceId, Identity, MemberId, PasskeyId};
use domain::plan::HowSigned;
use service::people::keys::{self, Attempt, Device, KeptForm, Need, Step};
use service::people::{NewSecret, SignedIn, object_at_the_door, restart, session, sign_in, sign_out};
use service::plan::{Proof, add_goal, freeze, hand_over, sign_with, take_back};
use service::{House, Session};
use totp_rs::{Builder, Secret};

const PASSPHRASE: &str = "walk-beside-me-24";
const NEW: &str = "three boats on the lake";

statements! {
    MUST = "UPDATE agency SET demo = $1";
    A_KEY = "
        INSERT INTO passkey (id, account_id, credential_id, credential, label, created_at)
        VALUES ($1, $2, $3, '{}', 'new', $4)";
    SEEN_LONG_AGO = "UPDATE session SET seen_at = seen_at - 120000000 WHERE id = $1";
}

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    anew("people/keys/steps::sign_in_in_steps people/keys/steps::enter people/open_session::open", TRIES, |g| {
        let house = g.house.clone();
        case(move |_| keys::sign_in_in_steps(&house, attempt(&house, "marcus", "")).map(drop))
    }),
    anew("people/keys/steps::keep", TRIES, |g| {
        let house = g.house.clone();
        // Two hats: the first step ends with a ticket.
        case(move |_| keys::sign_in_in_steps(&house, attempt(&house, "wes", "")).map(drop))
    }),
    anew("people/keys/steps::choose_hat", TRIES, |g| {
        let house = g.house.clone();
        let (ticket, _) = more(keys::sign_in_in_steps(&house, attempt(&house, "wes", "")).expect("a first step"));
        let hat = keys::hats_of_ticket(&house, &ticket).expect("hats")[0].choice;
        case(move |_| keys::choose_hat(&house, &ticket, hat).map(drop))
    }),
    // The second step is set up in one unit of work, and the way in goes on in others. Who does not get in signs in anew
    // with the app, and makes codes anew.
    anew("people/keys/steps::finish_set_up people/keys/steps::end", SET_UP, |g| {
        let (house, ticket, _) = must_set_up(g);
        let by_hand = keys::set_up_of(&house, &ticket).expect("a secret").by_hand;
        case(move |_| keys::finish_set_up(&house, &ticket, &shown(&house, &by_hand)).map(drop))
    }),
    // A code works once, also where the session behind it could not be opened: it is never free again.
    anew("people/keys/steps::second_step_is_right", SPENT, |g| {
        let (house, ticket, username) = must_set_up(g);
        let by_hand = keys::set_up_of(&house, &ticket).expect("a secret").by_hand;
        let (codes, _) = keys::finish_set_up(&house, &ticket, &shown(&house, &by_hand)).expect("set up");
        let asked = keys::sign_in_in_steps(&house, attempt_with(&house, &username, NEW, ""));
        let (ticket, need) = more(asked.expect("a first step"));
        assert!(matches!(need, Need::Second { .. }));
        case(move |_| keys::sign_in_with_code(&house, &ticket, &codes[0].to_string(), "here").map(drop))
    }),
    anew("people/joining/lock::object_at_the_door people/keys/steps::end", TRIES, |g| {
        let (house, joan) = g.by("joan");
        let known = super::work::newcomer_known(g);
        super::work::started_anew(g, known.staff);
        let open = restart(&house, &joan, known.staff).expect("a page").open;
        assert!(open.is_none(), "the code was used");
        case(move |_| {
            let asked = keys::sign_in_in_steps(&house, attempt_with(&house, &known.username, NEW, &known.cookie))?;
            let (ticket, need) = more(asked);
            assert_eq!(need, Need::WasItYou);
            // Staff get the passphrase from before; what they choose is a PIN.
            object_at_the_door(&house, &ticket, &NewSecret::Pin("592604".into(), "592604".into()))
        })
    }),
    anew("people/sign_out::sign_out", &[], |g| {
        let (house, signed) = somebody(g);
        case(move |_| sign_out(&house, &signed.session))
    }),
    anew("people/session::load", &[], |g| {
        let (house, signed) = somebody(g);
        meddle(&house, &SEEN_LONG_AGO, params![signed.session.id].to_vec());
        case(move |_| session(&house, &signed.token).map(|found| assert!(found.is_some())))
    }),
    anew("people/keys/confirm::confirm people/keys/confirm::confirmed", TRIES, |g| {
        let (house, signed) = somebody(g);
        case(move |_| keys::confirm(&house, &signed.session, PASSPHRASE, "", "here"))
    }),
    anew("people/keys/confirm::confirm_with_pin", TRIES, |g| {
        let linked = g.linked();
        let house = g.house.clone();
        case(move |_| keys::confirm(&house, &linked.phone, PIN, "", "here"))
    }),
    anew("people/keys/passphrase::change_passphrase", TRIES, |g| {
        let (house, account) = own_account(g);
        case(move |_| keys::change_passphrase(&house, &account, NEW, NEW))
    }),
    anew("people/keys/pin::change_pin", TRIES, |g| {
        let (house, account) = own_account(g);
        case(move |_| keys::change_pin(&house, &account, "592604", "592604"))
    }),
    anew("people/keys/pin::remove_pin", TRIES, |g| {
        let (house, account) = own_account(g);
        keys::change_pin(&house, &account, "592604", "592604").expect("set");
        case(move |_| keys::remove_pin(&house, &account))
    }),
    anew("people/keys/second_pin::keep", &[], |g| {
        let (house, phone, _) = confirmed_phone(g);
        case(move |_| keys::set_second_pin(&house, &phone, SECOND, SECOND))
    }),
    anew("people/keys/second_pin::open_second_pin", TRIES, |g| {
        let (house, phone, _) = confirmed_phone(g);
        keys::set_second_pin(&house, &phone, SECOND, SECOND).expect("set");
        case(move |_| keys::open_second_pin(&house, &phone, SECOND))
    }),
    // A recovery code is spent with what it was spent for, or not at all.
    anew("people/keys/second_pin::drop_second_pin_with_code", TRIES, |g| {
        let (house, phone, code) = confirmed_phone(g);
        keys::set_second_pin(&house, &phone, SECOND, SECOND).expect("set");
        case(move |_| keys::drop_second_pin_with_code(&house, &phone, &code, "here"))
    }),
    anew("people/keys/recovery::new_recovery_codes", &[], |g| {
        let (house, account) = own_account(g);
        case(move |_| keys::new_recovery_codes(&house, &account).map(drop))
    }),
    anew("people/keys/totp::start_totp", &[], |g| {
        let (house, account) = own_account(g);
        case(move |_| keys::start_totp(&house, &account).map(drop))
    }),
    anew("people/keys/totp::finish_totp", TRIES, |g| {
        let (house, account) = own_account(g);
        let begun = keys::start_totp(&house, &account).expect("begun");
        case(move |_| keys::finish_totp(&house, &account, &begun.ticket, &shown(&house, &begun.by_hand)).map(drop))
    }),
    anew("people/keys/totp::remove_totp", TRIES, |g| {
        let (house, account) = own_account(g);
        let begun = keys::start_totp(&house, &account).expect("begun");
        keys::finish_totp(&house, &account, &begun.ticket, &shown(&house, &begun.by_hand)).expect("on");
        case(move |_| keys::remove_totp(&house, &account))
    }),
    anew("people/keys/device::forget_device", &[], |g| {
        // With a passphrase: a device that is the only way in is not forgotten.
        let known = super::work::newcomer_known(g);
        let house = g.house.clone();
        let account = sign_in(&house, &known.username, NEW, "here").expect("in").session;
        let device: DeviceId = keys::my_keys(&house, &account).expect("keys").devices[0].id;
        case(move |_| keys::forget_device(&house, &account, device))
    }),
    anew("people/keys/mine::end_session", &[], |g| {
        let (house, here) = somebody(g);
        let there = sign_in(&house, "marcus", PASSPHRASE, "there").expect("in");
        case(move |_| keys::end_session(&house, &here.session, there.session.id))
    }),
    anew("people/keys/mine::end_other_sessions", &[], |g| {
        let (house, account) = own_account(g);
        case(move |_| keys::end_other_sessions(&house, &account))
    }),
    anew("people/keys/kept::keep", &[], |g| {
        let (house, signed) = somebody(g);
        case(move |_| keys::keep_form(&house, &signed.session, &form()).map(|kept| assert!(kept)))
    }),
    anew("people/keys/kept::drop_kept", &[], |g| {
        let (house, signed) = somebody(g);
        keys::keep_form(&house, &signed.session, &form()).expect("kept");
        let (id, _) = keys::kept_form(&house, &signed.session).expect("a read").expect("a form");
        case(move |_| keys::drop_kept(&house, &signed.session, id))
    }),
    anew("people/keys/passkey::begin", &[], |g| {
        let house = g.house.clone();
        case(move |_| keys::start_passkey_sign_in(&house, SITE).map(drop))
    }),
    anew("people/keys/passkey::take", &[], |g| {
        let house = g.house.clone();
        let asked = keys::start_passkey_sign_in(&house, SITE).expect("asked");
        case(move |_| {
            let device = Device::new(&house, "");
            match keys::finish_passkey_sign_in(&house, SITE, &asked.ticket, "no answer", device, false) {
                // The ticket is spent, and what came was no key.
                Err(service::Fault::Invalid(_)) => Ok(()),
                other => other.map(drop),
            }
        })
    }),
    anew("people/keys/passkey::name_passkey", &[], |g| {
        let (house, account, key) = with_key(g);
        case(move |_| keys::name_passkey(&house, &account, key, "my phone"))
    }),
    anew("people/keys/passkey::remove_passkey", &[], |g| {
        let (house, account, key) = with_key(g);
        case(move |_| keys::remove_passkey(&house, &account, key))
    }),
    once("plan/hand_over::hand_over", |g| {
        let (house, dana, member) = by_the_plan(g);
        case(move |command| {
            let pin = Some(("482913".to_owned(), "482913".to_owned()));
            hand_over(&house, &dana.session, command, member, pin)
        })
    }),
    anew("plan/take_back::take_back", TRIES, |g| {
        let (house, dana, member) = by_the_plan(g);
        let pin = Some(("482913".to_owned(), "482913".to_owned()));
        hand_over(&house, &dana.session, house.new_command(), member, pin).expect("handed over");
        let narrowed = session(&house, &dana.token).expect("a look").expect("a session");
        case(move |_| take_back(&house, &narrowed, "482913").map(drop))
    }),
    anew("plan/pin::check", &["attempt", "plan_signature", "plan_version", "own_plan_version", "command"], |g| {
        let linked = g.linked();
        let house = g.house.clone();
        let (dana, member) = (linked.dana.clone(), linked.member);
        add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "").expect("a goal");
        let version = freeze(&house, &dana, house.new_command(), member).expect("a version");
        case(move |command| {
            let own = crate::house::signing(domain::plan::SignerKind::Member, HowSigned::OwnPin);
            let proof = Proof { pin: Some(PIN.into()), ..Proof::default() };
            sign_with(&house, &linked.phone, command, (member, version), own, proof)
        })
    }),
];

/// Where it is written down that somebody tried.
const TRIES: &[&str] = &["attempt", "ceremony"];
/// The same, where a code is spent.
const SPENT: &[&str] = &["attempt", "ceremony", "recovery_code"];
/// The same, where a second step is set up.
const SET_UP: &[&str] = &["attempt", "ceremony", "recovery_code", "account"];
/// A second PIN, before what is most private.
const SECOND: &str = "592604";
const SITE: &str = "https://alongside.example";

fn attempt(house: &House, username: &str, cookie: &str) -> Attempt {
    attempt_with(house, username, PASSPHRASE, cookie)
}

fn attempt_with(house: &House, username: &str, passphrase: &str, cookie: &str) -> Attempt {
    Attempt {
        username: username.into(),
        passphrase: passphrase.into(),
        from: "here".into(),
        device: Device::of_cookie(house, cookie, "Mac"),
        remember: false,
    }
}

fn more(step: Step) -> (String, Need) {
    match step {
        Step::More { ticket, need } => (ticket, need),
        Step::In(_) => unreachable!("more was needed"),
    }
}

/// What the app of somebody shows now.
fn shown(house: &House, by_hand: &str) -> String {
    let secret = Secret::try_from_base32(by_hand.replace(' ', "")).expect("a secret");
    let app = Builder::new().with_secret(secret).with_account_name("x").build().expect("an app");
    app.generate(u64::try_from(house.now().micros() / 1_000_000).expect("a time after 1970")).to_string()
}

/// A ticket of a new colleague's, who has to set up a second step: the agency is one of real people for that moment.
fn must_set_up(g: &Ground) -> (House, String, String) {
    let house = g.house.clone();
    let known = super::work::newcomer_known(g);
    meddle(&house, &MUST, params![false].to_vec());
    let asked = keys::sign_in_in_steps(&house, attempt_with(&house, &known.username, NEW, ""));
    meddle(&house, &MUST, params![true].to_vec());
    let (ticket, need) = more(asked.expect("a first step"));
    assert_eq!(need, Need::SetUp);
    (house, ticket, known.username)
}

/// Marcus, in a session of his own.
fn somebody(g: &Ground) -> (House, SignedIn) {
    let house = g.house.clone();
    let signed = sign_in(&house, "marcus", PASSPHRASE, "here").expect("in");
    (house, signed)
}

/// A new colleague's own sign-in: nobody else's keys are changed.
fn own_account(g: &Ground) -> (House, Session) {
    let known = super::work::newcomer_known(g);
    let house = g.house.clone();
    let signed = sign_in(&house, &known.username, NEW, "here").expect("in").session;
    (house, signed)
}

/// A member's phone on which the PIN was just typed, and a recovery code.
fn confirmed_phone(g: &Ground) -> (House, Session, String) {
    let (linked, house) = (g.linked(), g.house.clone());
    keys::confirm(&house, &linked.phone, PIN, "", "here").expect("it is them");
    let phone = session(&house, &linked.joined.signed_in.token).expect("a look").expect("a session");
    (house, phone, linked.joined.recovery[0].clone())
}

fn with_key(g: &Ground) -> (House, Session, PasskeyId) {
    let (house, account) = own_account(g);
    let id: PasskeyId = PasskeyId::from_bytes(house.new_command().bytes());
    let values = params![id, account.account, id.bytes().to_vec(), house.now()];
    meddle(&house, &A_KEY, values.to_vec());
    (house, account, id)
}

/// Dana beside a member, with a plan that was begun, in a session of its own.
fn by_the_plan(g: &Ground) -> (House, SignedIn, MemberId) {
    let house = g.house.clone();
    let member = g.chart();
    let dana = sign_in(&house, "dana", PASSPHRASE, "here").expect("in");
    add_goal(&house, &dana.session, house.new_command(), member, "Sleep at home", "").expect("a goal");
    (house, dana, member)
}

fn form() -> KeptForm {
    let fields = vec![("text".into(), "I miss my bed".into())];
    KeptForm { path: "/work/james-river/members".into(), fields }
}
