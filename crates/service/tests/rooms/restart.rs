//! Staff who come for the first time, or who lost what they sign in with; and who may say the second yes.
//! On both engines.

use crate::house::{houses, meddle, session as signed, staff};
use access::{Actor, Operation, params, statements};
use domain::id::StaffId;
use domain::lang::Lang;
use domain::people::Role;
use service::people::keys::{self, Attempt, Device, Need, Step};
use service::people::{
    HatChoice, NewGrant, NewSecret, NewStaff, StaffAdded, add_staff, agree_reset, agree_restart, ask_reset,
    ask_restart, confirm_join, first_sign_in, grant_role, invitation, invite, join, new_chart_readers, new_staff_code,
    object_at_the_door, offer_name, register, reset, restart, restart_code, restarts_waiting, session, sign_in,
    stop_restart,
};
use service::{Fault, House, Session};
use sha2::Digest;

const PASSPHRASE: &str = "walk-beside-me-24";
const NEW: &str = "three boats on the lake";

statements! {
    CODE_HASHES = "SELECT code_hash FROM staff_code ORDER BY asked_at, id";
    STARTED = "UPDATE account SET started_at = $2 WHERE id = $1";
    SET_SECOND = "UPDATE account SET totp_sealed = $2 WHERE username_folded = $1";
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> String {
    match outcome.expect_err("a refusal") {
        Fault::Refused(refusal) => refusal.why.id,
        Fault::Invalid(errors) => errors[0].notice.id.clone(),
        other => other.to_string(),
    }
}

fn attempt(house: &House, username: &str, passphrase: &str, cookie: &str) -> Attempt {
    Attempt {
        username: username.into(),
        passphrase: passphrase.into(),
        from: "here".into(),
        device: Device::of_cookie(house, cookie, "Mac"),
        remember: cookie.is_empty(),
    }
}

fn add(house: &House, admin: &Session, username: &str) -> StaffAdded {
    let new = NewStaff { name: "Sam Second".into(), title: "Peer".into(), username: username.into() };
    add_staff(house, admin, house.new_command(), &new).expect("added")
}

fn admin(house: &House) -> Session {
    signed(house, "joan")
}

fn grant(house: &House, admin: &Session, staff: StaffId, role: Role) {
    let grant = NewGrant { staff, role, program: None, from: None, until: None };
    grant_role(house, admin, house.new_command(), grant).expect("granted");
}

#[test]
fn the_table_of_codes_tells_nothing_without_the_key_of_the_house() {
    for house in houses() {
        let admin = admin(&house);
        let added = add(&house, &admin, "sam.second");
        let again = new_staff_code(&house, &admin, house.new_command(), added.staff).expect("a code");
        let hashes: Vec<Vec<u8>> = house
            .store()
            .read(&house.call(Actor::Operator), |work| {
                let permit = work.permit_open(Operation::Operate)?;
                let rows = work.rows(&permit, &CODE_HASHES, &[])?;
                rows.into_iter().map(|mut row| Ok(row.take()?)).collect()
            })
            .expect("hashes");
        for code in [&added.code, &again.code] {
            let plain = domain::people::JoinCode::parse(code).expect("a code").bytes();
            let bare = sha2::Sha256::digest(plain).to_vec();
            assert!(hashes.len() == 2 && !hashes.contains(&bare), "a bare hash of 40 bits is soon tried");
        }
        assert_eq!(refused(first_sign_in(&house, "sam.second", &added.code, NEW, "x")), "first-code-wrong");
        first_sign_in(&house, "sam.second", &again.code, NEW, "x").expect("the newest one");
        assert_eq!(refused(first_sign_in(&house, "sam.second", &again.code, NEW, "x")), "first-code-wrong");
        sign_in(&house, "sam.second", NEW, "here").expect("in");
    }
}

#[test]
fn wrong_first_codes_are_slowed_down() {
    for house in houses() {
        let added = add(&house, &admin(&house), "sam.second");
        for _ in 0..5 {
            assert_eq!(refused(first_sign_in(&house, "sam.second", "0000-0000", NEW, "x")), "first-code-wrong");
        }
        assert_eq!(refused(first_sign_in(&house, "sam.second", &added.code, NEW, "x")), "try-again-later");
        first_sign_in(&house, "sam.second", &added.code, NEW, "elsewhere").expect("in");
    }
}

#[test]
fn two_others_help_staff_to_a_new_start() {
    for house in houses() {
        let dana = keys::sign_in_in_steps(&house, attempt(&house, "dana", PASSPHRASE, "")).expect("in");
        let Step::In(dana) = dana else { unreachable!("one hat") };
        meddle(&house, &SET_SECOND, params!["dana", b"lost".to_vec()].to_vec());
        let (admin, renee) = (admin(&house), signed(&house, "renee"));
        let id = staff(&dana.session);
        assert_eq!(refused(ask_restart(&house, &admin, house.new_command(), staff(&admin))), "restart-not-oneself");
        for other in ["marcus", "priya", "gloria"] {
            let other = signed(&house, other);
            assert!(ask_restart(&house, &other, house.new_command(), id).is_err(), "{} must not ask", other.name);
        }
        ask_restart(&house, &admin, house.new_command(), id).expect("asked");
        let open = restart(&house, &admin, id).expect("a page").open.expect("open");
        let alone = agree_restart(&house, &admin, house.new_command(), id, open.id);
        assert_eq!(refused(alone), "reset-not-twice-the-same");
        let early = restart_code(&house, &admin, house.new_command(), id, open.id);
        assert_eq!(refused(early), "reset-needs-a-second");
        assert_eq!(restarts_waiting(&house, &renee).expect("waiting").len(), 1);
        agree_restart(&house, &renee, house.new_command(), id, open.id).expect("agreed");
        let code = restart_code(&house, &admin, house.new_command(), id, open.id).expect("a code").code;
        assert!(session(&house, &dana.token).expect("a look").is_some(), "nothing ends before it is used");

        first_sign_in(&house, "dana", &code, NEW, "x").expect("a new passphrase");
        assert!(session(&house, &dana.token).expect("a look").is_none());
        assert!(sign_in(&house, "dana", PASSPHRASE, "here").is_err());
        let in_ = sign_in(&house, "dana", NEW, "here").expect("no second step is asked that is lost");
        assert!(in_.session.is_staff());
        assert_eq!(refused(first_sign_in(&house, "dana", &code, NEW, "x")), "first-code-wrong", "good once");

        // On the device from before, the passphrase from before asks whether that was her.
        let cookie = dana.remembered.expect("a cookie");
        let asked = keys::sign_in_in_steps(&house, attempt(&house, "dana", PASSPHRASE, &cookie)).expect("a try");
        let Step::More { ticket, need: Need::WasItYou } = asked else { unreachable!("asked") };
        let pin = NewSecret::Pin("592604".into(), "592604".into());
        object_at_the_door(&house, &ticket, &pin).expect("objected");
        assert!(session(&house, &in_.token).expect("a look").is_none());
        assert!(sign_in(&house, "dana", NEW, "here").is_err());
        sign_in(&house, "dana", PASSPHRASE, "here").expect("what she had");
    }
}

#[test]
fn a_new_start_at_work_opens_no_own_space() {
    for house in houses() {
        let wes = signed(&house, "wes");
        let (admin, renee, id) = (admin(&house), signed(&house, "renee"), staff(&wes));
        ask_restart(&house, &admin, house.new_command(), id).expect("asked");
        let open = restart(&house, &renee, id).expect("a page").open.expect("open");
        agree_restart(&house, &renee, house.new_command(), id, open.id).expect("agreed");
        let code = restart_code(&house, &renee, house.new_command(), id, open.id).expect("a code").code;
        first_sign_in(&house, "wes", &code, NEW, "x").expect("a new passphrase");
        let staff = sign_in(&house, "wes", NEW, "here").expect("at work").session;
        assert!(staff.is_staff());
        assert_eq!(refused(keys::new_recovery_codes(&house, &staff)), "own-account-locked");
        let own = keys::change_hat(&house, &staff, HatChoice::Member).expect("his own space").session;
        assert!(own.space_locked, "what two others at work can open is work");
    }
}

#[test]
fn the_second_yes_is_nobody_whom_the_first_one_made() {
    for house in houses() {
        let (admin, dana) = (admin(&house), signed(&house, "dana"));
        let made = add(&house, &admin, "sam.second");
        first_sign_in(&house, "sam.second", &made.code, NEW, "x").expect("in");
        grant(&house, &admin, made.staff, Role::Supervisor);
        let sam = || sign_in(&house, "sam.second", NEW, "here").expect("in").session;
        ask_restart(&house, &admin, house.new_command(), staff(&dana)).expect("asked");
        let open = restart(&house, &admin, staff(&dana)).expect("a page").open.expect("open").id;
        let yes = || agree_restart(&house, &sam(), house.new_command(), staff(&dana), open);
        assert_eq!(refused(yes()), "second-yes-not-theirs");
        stop_restart(&house, &admin, house.new_command(), staff(&dana)).expect("stopped");

        // Asked by somebody else, a week too early, and a week later.
        let member = register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart");
        let code = invite(&house, &dana, house.new_command(), member).expect("a code").code;
        let name = offer_name(&house, Lang::En).expect("a name");
        let form = service::people::Joining {
            code,
            name: (name.name, name.seal),
            secret: NewSecret::Pin("407193".into(), "407193".into()),
            lang: Lang::En,
            device: Device::new(&house, ""),
            from: "phone".into(),
        };
        join(&house, house.new_command(), &form).expect("joined");
        let service::people::Standing::Waiting(claimed) =
            invitation(&house, &dana, member).expect("an invitation").standing
        else {
            unreachable!("waiting")
        };
        confirm_join(&house, &dana, house.new_command(), member, claimed.code, true).expect("a yes");
        ask_reset(&house, &dana, house.new_command(), member).expect("asked");
        let open = reset(&house, &dana, member).expect("a reset").open.expect("open").id;
        let yes = || agree_reset(&house, &sam(), house.new_command(), member, open);
        assert_eq!(refused(yes()), "second-yes-too-new");
        let week = house.now().plus_seconds(-8 * 86_400);
        meddle(&house, &STARTED, params![sam().account, week].to_vec());
        yes().expect("known for a week");
    }
}

#[test]
fn who_watches_over_privacy_sees_new_readers_of_charts() {
    for house in houses() {
        let (admin, privacy) = (admin(&house), signed(&house, "imani"));
        assert!(new_chart_readers(&house, &admin).expect("a list").is_empty(), "not for who grants");
        let before = new_chart_readers(&house, &privacy).expect("a list").len();
        let made = add(&house, &admin, "sam.second");
        grant(&house, &admin, made.staff, Role::DirectoryEditor);
        assert_eq!(new_chart_readers(&house, &privacy).expect("a list").len(), before, "reads no chart");
        grant(&house, &admin, made.staff, Role::ComplianceOfficer);
        let now = new_chart_readers(&house, &privacy).expect("a list");
        assert_eq!(now.len(), before + 1);
        assert_eq!((now[0].name.as_str(), now[0].role), ("Sam Second", Role::ComplianceOfficer));
        assert_eq!(now[0].by.as_deref(), Some(admin.name.as_str()));
    }
}
