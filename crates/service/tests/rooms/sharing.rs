//! What a member shares of their own, with whom, and how it ends: on both engines.

use crate::house::{agency, count, houses, meddle, session, staff};
use crate::reach::linked;
use access::{Actor, params, statements};
use domain::id::{MemberId, ShareId};
use domain::lang::Lang;
use domain::people::{SharePart, ShareUntil};
use domain::plan::PlanContent;
use domain::time::{Date, TimeZone, plus_days};
use service::people::keys::Device;
use service::people::{
    HatChoice, Joining, Looker, NewSecret, NewShare, ShareMade, ShareOf, ShareWith, bar, change_share, end_share,
    go_on_sharing, join, join_signed_in, looked, new_share_code, offer_name, open_session, own_charts,
    session as again, share, share_questions, shared_with_me, shares,
};
use service::plan::{add_goal, open, shared, shared_as_seen};
use service::{Fault, House, Session};

statements! {
    TIME_PASSES = "UPDATE share_grant SET until_at = until_at - $1";
    SHARE_EVENTS = "SELECT count(*) FROM audit_event WHERE operation = 'share-own' AND agency_id IS NOT NULL";
    SHARED_LOOKS = "SELECT count(*) FROM audit_event WHERE operation = 'read-shared' AND member_id = $1 AND actor_kind = $2";
    CODES_OVER = "UPDATE share_with SET code_until = 0";
}

const DAY: i64 = 86_400_000_000;

pub fn of(member: MemberId, parts: &[SharePart]) -> ShareOf {
    ShareOf { member, parts: parts.to_vec(), until: ShareUntil::AskedAgain }
}

fn with_supporter(house: &House, own: &Session, of: ShareOf) -> ShareMade {
    let with = ShareWith::Supporter("Aunt Lena".into());
    share(house, own, house.new_command(), NewShare { with, shown_as: "A.".into(), of }).expect("shared")
}

fn comes_in(house: &House, code: &str) -> Result<Session, Fault> {
    let name = offer_name(house, Lang::En).expect("a name");
    let form = Joining {
        code: code.to_owned(),
        name: (name.name, name.seal),
        secret: NewSecret::Pin("592604".into(), "592604".into()),
        lang: Lang::En,
        device: Device::new(house, ""),
        from: "there".into(),
    };
    join(house, house.new_command(), &form).map(|joined| joined.signed_in.session)
}

/// A member with a goal, and an aunt who reads these parts: dana, the member's phone, the chart, the aunt, the share.
pub fn sharing(house: &House, parts: &[SharePart]) -> (Session, Session, MemberId, Session, ShareId) {
    let (dana, phone, member) = linked(house, "Ash");
    add_goal(house, &dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let made = with_supporter(house, &phone, of(member, parts));
    let aunt = comes_in(house, &made.code.expect("a code").code).expect("in");
    (dana, phone, member, aunt, made.share)
}

fn seen(house: &House, aunt: &Session, share: ShareId) -> Vec<PlanContent> {
    shared(house, aunt, share).expect("a page").plans
}

fn fault<T>(outcome: Result<T, Fault>) -> String {
    match outcome.map(drop).expect_err("a fault") {
        Fault::Invalid(errors) => format!("{} {}", errors[0].field, errors[0].notice.id),
        Fault::Refused(refusal) => refusal.why.id,
        other => other.to_string(),
    }
}

#[test]
fn a_supporter_comes_in_with_a_code_and_reads_what_is_shared_and_nothing_else() {
    for house in houses() {
        let (dana, phone, member, aunt, id) = sharing(&house, &[SharePart::Goals]);
        assert!(matches!(aunt.actor, Actor::Supporter(_)) && aunt.is_supporter());
        let list = shared_with_me(&house, &aunt).expect("a list");
        assert_eq!(list.iter().map(|one| (one.share, one.shown_as.as_str())).collect::<Vec<_>>(), [(id, "A.")]);
        let plans = seen(&house, &aunt, id);
        assert_eq!(plans[0].goals[0].statement, "Sleep at home");
        assert_eq!((plans.len(), plans[0].pathways.len(), plans[0].frequency), (1, 0, None));
        // Nothing of the chart itself.
        assert!(matches!(open(&house, &aunt, member), Err(Fault::Absent)));
        assert!(own_charts(&house, &aunt).is_err());
        assert!(matches!(shares(&house, &aunt), Err(Fault::Absent)));
        assert!(matches!(looked(&house, &aunt, member, None), Err(Fault::Absent)));
        // What the owner looks at is that page.
        let own = shared_as_seen(&house, &phone, id).expect("as they see it");
        assert_eq!((own.plans, own.shown_as.as_str()), (plans, "A."));
        // The member reads who looked, by the name that they gave; their own look is no look.
        let lines = looked(&house, &phone, member, None).expect("lines").lines;
        let aunts: Vec<_> =
            lines.iter().filter(|line| line.who == Looker::Supporter { name: "Aunt Lena".into() }).collect();
        assert_eq!(aunts.iter().map(|line| line.operation.as_str()).collect::<Vec<_>>(), ["read-shared"]);
        assert_eq!(count(&house, &SHARED_LOOKS, params![member, "supporter"].into()), 1);
        assert_eq!(count(&house, &SHARE_EVENTS, Vec::new()), 0, "no agency's record says that somebody shares");
        // Dana walks beside them: that shares nothing.
        assert!(shared_with_me(&house, &dana).expect("a list").is_empty(), "an assignment shares nothing");
        assert!(matches!(shared(&house, &dana, id), Err(Fault::Absent)), "another's share is not there");
    }
}

#[test]
fn a_code_opens_once_and_says_nothing_before() {
    for house in houses() {
        let (_, phone, member) = linked(&house, "Ash");
        let made = with_supporter(&house, &phone, of(member, &[SharePart::Home]));
        let code = made.code.expect("a code").code;
        let own = join_signed_in(&house, &phone, house.new_command(), &code, "phone");
        assert_eq!(fault(own), "code share-not-oneself");
        let newer = new_share_code(&house, &phone, house.new_command(), made.share).expect("a code").code;
        assert_eq!(fault(comes_in(&house, &code)), "code join-code-unknown", "a new code ends the one before");
        let aunt = comes_in(&house, &newer).expect("in");
        assert_eq!(fault(comes_in(&house, &newer)), "code join-code-unknown", "replayed");
        assert_eq!(fault(new_share_code(&house, &phone, house.new_command(), made.share)), "not found");
        // Who is a supporter already comes in to another with the same sign-in.
        let (_, other, theirs) = linked(&house, "Bo");
        let second = with_supporter(&house, &other, of(theirs, &[SharePart::Home]));
        let code = second.code.expect("a code").code;
        join_signed_in(&house, &aunt, house.new_command(), &code, "there").expect("in");
        assert_eq!(shared_with_me(&house, &aunt).expect("a list").len(), 2);
        // A member puts on the hat of a supporter beside their own, and takes it off again.
        let third = with_supporter(&house, &other, of(theirs, &[SharePart::Home]));
        join_signed_in(&house, &phone, house.new_command(), &third.code.expect("a code").code, "there").expect("in");
        let account = phone.account;
        let strength = phone.strength;
        let hat = open_session(&house, account, strength, None, HatChoice::Supporter).expect("a hat").session;
        assert!(hat.is_supporter() && hat.more_hats && own_charts(&house, &hat).is_err());
        let late = with_supporter(&house, &other, of(theirs, &[SharePart::Home]));
        meddle(&house, &CODES_OVER, Vec::new());
        assert_eq!(fault(comes_in(&house, &late.code.expect("a code").code)), "code join-code-unknown");
    }
}

#[test]
fn ending_narrowing_and_running_out_look_like_nothing_new() {
    for house in houses() {
        let (_, phone, member, aunt, id) = sharing(&house, &[SharePart::Goals, SharePart::Home]);
        let list = shared_with_me(&house, &aunt).expect("a list");
        let nothing = |why: &str| {
            assert!(seen(&house, &aunt, id).is_empty(), "{why}");
            assert_eq!(shared_with_me(&house, &aunt).expect("a list"), list, "{why}: the list tells nothing");
        };
        change_share(&house, &phone, house.new_command(), id, of(member, &[SharePart::Home])).expect("narrowed");
        nothing("what is left is empty");
        change_share(&house, &phone, house.new_command(), id, of(member, &[])).expect("narrowed");
        nothing("narrowed to nothing");
        change_share(&house, &phone, house.new_command(), id, of(member, &[SharePart::Goals])).expect("wider");
        assert_eq!(seen(&house, &aunt, id).len(), 1);
        // 85 days later the owner is asked, and it holds; 6 days later it rests until they say that it goes on.
        assert!(share_questions(&house, &phone).expect("questions").is_empty());
        meddle(&house, &TIME_PASSES, params![85 * DAY].into());
        assert_eq!((share_questions(&house, &phone).expect("questions").len(), seen(&house, &aunt, id).len()), (1, 1));
        meddle(&house, &TIME_PASSES, params![6 * DAY].into());
        nothing("nobody said that it goes on");
        go_on_sharing(&house, &phone, house.new_command(), id).expect("it goes on");
        assert_eq!(seen(&house, &aunt, id).len(), 1);
        assert!(share_questions(&house, &phone).expect("questions").is_empty());
        end_share(&house, &phone, house.new_command(), id).expect("ended");
        nothing("ended");
        assert!(shares(&house, &phone).expect("lines").is_empty());
        let gone = change_share(&house, &phone, house.new_command(), id, of(member, &[SharePart::Goals]));
        assert_eq!(fault(gone), "not found", "what ended is not widened");
    }
}

#[test]
fn a_share_with_a_last_day_ends_with_it_and_forged_forms_share_nothing() {
    for house in houses() {
        let (_, phone, member, aunt, id) = sharing(&house, &[SharePart::Goals]);
        let today: Date = house.now().date(&TimeZone::UTC);
        let until =
            |days| ShareOf { until: ShareUntil::Day(plus_days(today, days)), ..of(member, &[SharePart::Goals]) };
        change_share(&house, &phone, house.new_command(), id, until(3)).expect("until a day");
        meddle(&house, &TIME_PASSES, params![2 * DAY].into());
        assert_eq!(seen(&house, &aunt, id).len(), 1);
        meddle(&house, &TIME_PASSES, params![3 * DAY].into());
        assert!(seen(&house, &aunt, id).is_empty());
        assert!(share_questions(&house, &phone).expect("questions").is_empty(), "nobody asks about a day that was set");
        let try_it = |of: ShareOf| fault(change_share(&house, &phone, house.new_command(), id, of));
        assert_eq!(try_it(until(-3)), "until_on share-day-over");
        assert_eq!(try_it(until(1000)), "until_on share-day-far");
        let (_, other, theirs, _, foreign) = sharing(&house, &[SharePart::Goals]);
        assert_eq!(try_it(of(theirs, &[SharePart::Goals])), "not found", "another's chart");
        let forged = change_share(&house, &phone, house.new_command(), foreign, of(member, &[SharePart::Goals]));
        assert_eq!(fault(forged), "not found", "another's share");
        assert!(matches!(shared_as_seen(&house, &phone, foreign), Err(Fault::Absent)));
        assert!(matches!(shared(&house, &aunt, foreign), Err(Fault::Absent)));
        end_share(&house, &other, house.new_command(), id).expect("nothing of theirs");
        assert_eq!(shares(&house, &phone).expect("lines").len(), 1, "another's end ends nothing");
    }
}

#[test]
fn a_worker_reads_what_is_shared_with_them_until_they_are_kept_out() {
    for house in houses() {
        let (_, phone, member) = linked(&house, "Ash");
        let tess = session(&house, "tess");
        let dana = session(&house, "dana");
        add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
        assert!(matches!(open(&house, &tess, member), Err(Fault::Absent)), "not beside them");
        let new = || NewShare {
            with: ShareWith::Staff(staff(&tess)),
            shown_as: "Ash".into(),
            of: of(member, &[SharePart::Goals]),
        };
        let made = share(&house, &phone, house.new_command(), new()).expect("shared");
        assert!(made.code.is_none());
        assert_eq!(fault(share(&house, &phone, house.new_command(), new())), "staff share-already");
        assert_eq!(seen(&house, &tess, made.share).len(), 1);
        assert!(matches!(open(&house, &tess, member), Err(Fault::Absent)), "a share gives no chart");
        assert_eq!(count(&house, &SHARED_LOOKS, params![member, "staff"].into()), 1);
        bar(&house, &phone, house.new_command(), member, Some(staff(&tess)), "").expect("kept out");
        assert!(seen(&house, &tess, made.share).is_empty(), "kept out, and told nothing");
        end_share(&house, &phone, house.new_command(), made.share).expect("ended");
        let again = share(&house, &phone, house.new_command(), new()).expect("shared once more");
        assert_eq!(again.share, made.share, "one line for one worker");
        // Somebody of another agency is nobody here.
        let omar = session(&house, "omar");
        assert_ne!(agency(&omar), agency(&tess));
        let other = NewShare { with: ShareWith::Staff(staff(&omar)), ..new() };
        assert_eq!(fault(share(&house, &phone, house.new_command(), other)), "staff share-nobody");
    }
}

#[test]
fn a_session_of_a_supporter_is_looked_up_like_any_other() {
    for house in houses() {
        let (_, phone, member) = linked(&house, "Ash");
        let made = with_supporter(&house, &phone, of(member, &[SharePart::Home]));
        let name = offer_name(&house, Lang::Es).expect("a name");
        let form = Joining {
            code: made.code.expect("a code").code,
            name: (name.name, name.seal),
            secret: NewSecret::Pin("592604".into(), "592604".into()),
            lang: Lang::Es,
            device: Device::new(&house, ""),
            from: "there".into(),
        };
        let command = house.new_command();
        let first = join(&house, command, &form).expect("in");
        let twice = join(&house, command, &form).expect("the same form");
        assert_eq!(first.signed_in.session.account, twice.signed_in.session.account);
        assert_eq!(first.recovery, twice.recovery);
        let found = again(&house, &first.signed_in.token).expect("a look").expect("a session");
        assert!(found.is_supporter() && !found.is_member() && !found.is_staff() && found.lang == Lang::Es);
    }
}
