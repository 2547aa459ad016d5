//! Opening a chart in an emergency, the privacy desk, complaints and legal holds, on both engines.

use crate::house::{agency, count, houses, meddle, session, staff};
use crate::reach::linked;
use access::{params, statements};
use domain::consent::{
    EmergencyNature, EmergencySection, EmergencyTold, GlassReason, RequestAnswer, RequestKind, RequestStands,
    RightClosed, Verdict,
};
use domain::id::MemberId;
use domain::time::{days_between, plus_years};
use service::consent::{
    ToldMedical, agencies_to_complain_to, answer_complaint, answer_request, ask_privacy, break_glass, complain,
    complaint_stands, complaints, emergency_marks, emergency_page, extend_request, give_back, glass_page, hold_page,
    holds, lately_opened, leaving, lift_hold, mark_for_emergency, officer_sheet, opening, openings, openings_of,
    place_hold, request_page, requests, requests_of, review, take_back_request, tell_medical,
};
use service::people::{Looker, bar, caseload, colleagues, looked, member, reach};
use service::plan::add_goal;
use service::{Fault, House, Session};

statements! {
    HOUR_IS_OVER = "UPDATE break_glass SET at = at - 7200000000, until = until - 7200000000 WHERE agency_id = $1";
    CLOCK_WAS_SET_BACK = "UPDATE break_glass SET at = at + 86400000000, until = until + 86400000000 WHERE agency_id = $1";
    REVIEW_IS_LATE = "UPDATE break_glass SET review_by = $2 WHERE agency_id = $1 AND reviewed_at IS NULL";
    IT_WAS_SOMEBODY_ELSE = "UPDATE break_glass SET staff_id = $2 WHERE agency_id = $1";
    ROLE_ENDS = "UPDATE role_grant SET until_on = '2020-01-01', from_on = '2019-01-01' WHERE agency_id = $1 AND staff_id = $2";
    RESTRICT = "UPDATE member SET restricted = $3 WHERE agency_id = $1 AND id = $2";
    DUE_LONG_AGO = "UPDATE privacy_request SET due_on = '2020-01-01' WHERE agency_id = $1";
    TOLD_TO = "
        SELECT count(*) FROM disclosure
        WHERE agency_id = $1 AND member_id = $2 AND recipient = 'Sam Lee' AND recipient_kind = 'medical-personnel'
          AND basis = 'emergency' AND by_staff = $3 AND consent_id IS NULL AND notice IS NULL
          AND emergency LIKE '%County ambulance%'";
    BORN_LATELY = "UPDATE member SET born_on = $3 WHERE agency_id = $1 AND id = $2";
}

fn open(house: &House, who: &Session, id: MemberId) -> Result<bool, Fault> {
    break_glass(house, who, house.new_command(), id, GlassReason::Danger, "they do not answer and sounded unwell")
}

fn why<T>(outcome: Result<T, Fault>) -> String {
    match outcome.map(drop).expect_err("a fault") {
        Fault::Refused(refusal) => refusal.why.id,
        Fault::Invalid(errors) => format!("{} {}", errors[0].field, errors[0].notice.id),
        other => other.to_string(),
    }
}

fn absent<T>(outcome: Result<T, Fault>) -> bool {
    matches!(outcome, Err(Fault::Absent))
}

#[test]
fn an_emergency_opens_one_chart_to_read_for_an_hour_and_the_member_is_told() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let marcus = session(&house, "marcus");
        let other =
            caseload(&house, &dana).expect("a caseload").into_iter().find(|line| line.id != id).expect("one").id;
        assert!(absent(member(&house, &marcus, id)));
        let page = glass_page(&house, &marcus, id).expect("the page");
        assert!(page.open_until.is_none() && !page.opens_anyway && page.closed.is_none());
        let marcus_did = |what: &str| {
            let lines = looked(&house, &phone, id, None).expect("looked").lines;
            lines.iter().any(|line| {
                matches!(&line.who, Looker::Staff { name, .. } if *name == marcus.name) && line.operation == what
            })
        };
        assert!(marcus_did("look-to-open") && !marcus_did("read-member"), "only the name was shown, and it says so");
        assert!(glass_page(&house, &dana, id).expect("the page").opens_anyway);
        assert!(!open(&house, &dana, id).expect("no need"), "who may read it anyway opens nothing");
        let empty = break_glass(&house, &marcus, house.new_command(), id, GlassReason::Danger, " ");
        assert_eq!(why(empty), "words text-missing");

        let command = house.new_command();
        let twice = || break_glass(&house, &marcus, command, id, GlassReason::Danger, "no answer at the door");
        assert!(twice().expect("opened") && twice().expect("the same"));
        assert_eq!(openings_of(&house, &phone, id).expect("openings").len(), 1, "a double click opens once");
        member(&house, &marcus, id).expect("it is open");
        reach(&house, &marcus, id).expect("it is open");
        service::plan::open(&house, &marcus, id).expect("the plan too");
        assert!(add_goal(&house, &marcus, house.new_command(), id, "Mine", "").is_err(), "nothing is changed by it");
        assert!(absent(member(&house, &marcus, other)), "one chart and no other");
        assert!(absent(member(&house, &session(&house, "lucia"), id)), "and for nobody else");

        let told = openings_of(&house, &phone, id).expect("openings").remove(0);
        assert!(told.name == marcus.name && !told.reviewed && told.reason == GlassReason::Danger);
        assert_eq!(lately_opened(&house, &phone).expect("lately")[0].0, id);
        let lines = looked(&house, &phone, id, None).expect("looked").lines;
        assert!(lines.iter().any(|line| line.operation == "break-glass"));
        assert!(absent(openings_of(&house, &dana, id)), "the member's own page");

        meddle(&house, &HOUR_IS_OVER, params![agency(&dana)].to_vec());
        assert!(absent(member(&house, &marcus, id)), "the hour is over");
    }
}

#[test]
fn an_opening_ends_with_the_role_and_with_a_clock_that_was_set_back() {
    for house in houses() {
        let (dana, _, id) = linked(&house, "Ash");
        let (marcus, lucia) = (session(&house, "marcus"), session(&house, "lucia"));
        open(&house, &marcus, id).expect("opened");
        open(&house, &lucia, id).expect("opened");
        meddle(&house, &ROLE_ENDS, params![agency(&dana), staff(&marcus)].to_vec());
        assert!(absent(member(&house, &marcus, id)), "the role went while the page was open");
        assert!(absent(open(&house, &marcus, id)));
        member(&house, &lucia, id).expect("hers is open");
        meddle(&house, &CLOCK_WAS_SET_BACK, params![agency(&dana)].to_vec());
        assert!(absent(member(&house, &lucia, id)), "what has not begun opens nothing");
    }
}

#[test]
fn whom_the_member_keeps_out_and_restricted_charts_stay_closed() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let marcus = session(&house, "marcus");
        open(&house, &marcus, id).expect("opened");
        let all = colleagues(&house, &phone, id).expect("colleagues");
        let who = all.iter().find(|one| one.name == marcus.name).map(|one| one.id);
        bar(&house, &phone, house.new_command(), id, who, "").expect("barred");
        assert!(absent(member(&house, &marcus, id)) && absent(open(&house, &marcus, id)), "an hour or not");
        let lucia = session(&house, "lucia");
        meddle(&house, &RESTRICT, params![agency(&dana), id, true].to_vec());
        assert!(absent(open(&house, &lucia, id)) && absent(glass_page(&house, &lucia, id)));
        for other in ["sam", "tess", "carol", "joan", "omar", "wes"] {
            let other = session(&house, other);
            assert!(absent(open(&house, &other, id)) && absent(glass_page(&house, &other, id)), "{}", other.name);
        }
        assert!(absent(open(&house, &phone, id)), "not from the member's hat");
    }
}

#[test]
fn somebody_else_looks_in_time_or_the_right_closes() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let other =
            caseload(&house, &dana).expect("a caseload").into_iter().find(|line| line.id != id).expect("one").id;
        let (marcus, imani) = (session(&house, "marcus"), session(&house, "imani"));
        open(&house, &marcus, id).expect("opened");
        reach(&house, &marcus, id).expect("read");
        let line = openings(&house, &imani).expect("openings").remove(0);
        assert!(line.staff == marcus.name && !line.late && !line.mine);
        assert!(absent(openings(&house, &marcus)) && absent(openings(&house, &dana)));
        assert!(absent(openings(&house, &session(&house, "joan"))), "an administrator reads no charts");
        assert!(openings(&house, &session(&house, "ray")).expect("another agency").is_empty());
        assert!(absent(opening(&house, &session(&house, "ray"), line.id)));
        let page = opening(&house, &imani, line.id).expect("one");
        assert!(page.seen.iter().any(|seen| seen.operation == "read-member"), "what was read stands there");

        let past = house.now().plus_seconds(-60);
        meddle(&house, &REVIEW_IS_LATE, params![agency(&dana), past].to_vec());
        assert!(openings(&house, &imani).expect("openings")[0].late);
        assert_eq!(why(open(&house, &marcus, other)), "glass-closed-not-reviewed");
        assert_eq!(glass_page(&house, &marcus, other).expect("a page").closed, Some(RightClosed::NotReviewed));
        let say =
            |who: &Session, verdict, words: &str| review(&house, who, house.new_command(), line.id, verdict, words);
        assert!(absent(say(&marcus, Verdict::Right, "it was")));
        assert_eq!(why(say(&imani, Verdict::Right, "")), "words text-missing");
        say(&imani, Verdict::NotRight, "there was time to call Dana").expect("reviewed");
        assert_eq!(why(say(&imani, Verdict::Right, "again")), "glass-review-done");
        assert!(absent(member(&house, &marcus, id)), "it is closed at once");
        assert_eq!(openings_of(&house, &phone, id).expect("openings")[0].verdict, Some(Verdict::NotRight));
        assert_eq!(why(open(&house, &marcus, other)), "glass-closed-not-right");
        give_back(&house, &imani, house.new_command(), line.id).expect("given back");
        open(&house, &marcus, other).expect("the right is back");

        let victor = session(&house, "victor");
        meddle(&house, &IT_WAS_SOMEBODY_ELSE, params![agency(&dana), staff(&imani)].to_vec());
        let own = openings(&house, &imani).expect("openings").remove(0);
        assert!(own.mine);
        let oneself = review(&house, &imani, house.new_command(), own.id, Verdict::Right, "fine");
        assert_eq!(why(oneself), "glass-review-not-oneself");
        review(&house, &victor, house.new_command(), own.id, Verdict::Talked, "we talked").expect("somebody else");
    }
}

#[test]
fn what_was_marked_comes_first_in_an_emergency() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let marcus = session(&house, "marcus");
        let mark =
            |who: &Session, marks: &[EmergencySection]| mark_for_emergency(&house, who, house.new_command(), id, marks);
        mark(&phone, &[EmergencySection::Plan, EmergencySection::People]).expect("marked");
        mark(&phone, &[EmergencySection::Plan]).expect("marked");
        assert_eq!(emergency_marks(&house, &phone, id).expect("marks"), [EmergencySection::Plan]);
        assert!(absent(mark(&dana, &[])), "the member alone decides");
        open(&house, &marcus, id).expect("opened");
        let page = glass_page(&house, &marcus, id).expect("a page");
        assert!(page.open_until.is_some() && page.sections[0] == EmergencySection::Plan);
    }
}

#[test]
fn what_a_member_asks_is_answered_by_a_set_day() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let imani = session(&house, "imani");
        let ask = |kind, words: &str| ask_privacy(&house, &phone, house.new_command(), id, kind, words);
        assert_eq!(why(ask(RequestKind::Correction, " ")), "words text-missing");
        ask(RequestKind::Copy, "").expect("asked");
        let due = ask(RequestKind::Correction, "My last name is Vale").expect("asked");
        let mine = requests_of(&house, &phone, id).expect("requests");
        assert!(mine.len() == 2 && mine.iter().all(|one| one.stands == RequestStands::Open));
        assert_eq!(days_between(mine[0].asked_on, due), 30);
        let direct = ask_privacy(&house, &dana, house.new_command(), id, RequestKind::Copy, "");
        assert!(absent(direct), "the member asks");
        assert!(absent(requests_of(&house, &dana, id)) && absent(requests(&house, &dana)));
        assert!(requests(&house, &session(&house, "ray")).expect("another agency").is_empty());
        let desk = requests(&house, &imani).expect("requests");
        let one = desk.iter().find(|one| one.kind == RequestKind::Correction).expect("there").clone();
        assert!(absent(request_page(&house, &session(&house, "ray"), one.id)));

        let more = |words: &str| extend_request(&house, &imani, house.new_command(), one.id, words);
        assert_eq!(why(more("")), "words text-missing");
        let later = more("we must ask the program").expect("more time");
        assert_eq!(days_between(due, later), 30);
        assert_eq!(why(more("again")), "privacy-extended-already");
        let say = |answer, words: &str| answer_request(&house, &imani, house.new_command(), one.id, answer, words);
        assert_eq!(why(say(RequestAnswer::TakenBack, "no")), "answer choice-unknown");
        assert_eq!(why(say(RequestAnswer::Done, "")), "words text-missing");
        say(RequestAnswer::Done, "It is put right.").expect("answered");
        assert_eq!(why(say(RequestAnswer::No, "no")), "privacy-answered-already");
        let mine = requests_of(&house, &phone, id).expect("requests");
        let told = mine.iter().find(|own| own.id == one.id).expect("there");
        assert_eq!(told.extended.as_deref(), Some("we must ask the program"));
        assert!(matches!(&told.answer, Some((RequestAnswer::Done, _, words)) if words == "It is put right."));

        let copy = mine.iter().find(|own| own.kind == RequestKind::Copy).expect("there").id;
        meddle(&house, &DUE_LONG_AGO, params![agency(&dana)].to_vec());
        assert_eq!(requests(&house, &imani).expect("requests")[0].stands, RequestStands::Late);
        let late = extend_request(&house, &imani, house.new_command(), copy, "too late");
        assert_eq!(why(late), "privacy-extended-already", "what is late cannot be put off");
        take_back_request(&house, &phone, house.new_command(), id, copy).expect("taken back");
        assert!(absent(take_back_request(&house, &phone, house.new_command(), id, copy)));
        assert_eq!(
            why(answer_request(&house, &imani, house.new_command(), copy, RequestAnswer::Done, "x")),
            "privacy-answered-already"
        );
    }
}

#[test]
fn a_complaint_needs_no_name_and_gets_an_answer() {
    for house in houses() {
        let (dana, imani) = (session(&house, "dana"), session(&house, "imani"));
        let all = agencies_to_complain_to(&house).expect("agencies");
        assert!(all.iter().any(|one| one.slug == "james-river"));
        let send = |slug: &str, words: &str, from: &str| complain(&house, house.new_command(), slug, words, from);
        assert_eq!(why(send("nowhere", "It was loud", "a")), "agency pick-missing");
        assert_eq!(why(send("james-river", " ", "a")), "words text-missing");
        let command = house.new_command();
        let code = complain(&house, command, "james-river", "It was loud at night", "a").expect("taken");
        let again = complain(&house, command, "james-river", "It was loud at night", "a").expect("taken once");
        assert_eq!(code, again);
        let mut desk = complaints(&house, &imani).expect("complaints");
        desk.retain(|one| one.words == "It was loud at night");
        assert_eq!(desk.len(), 1);
        assert!(absent(complaints(&house, &dana)));
        assert!(complaints(&house, &session(&house, "ray")).expect("another agency").is_empty());
        assert_eq!(complaint_stands(&house, &code.to_lowercase()).expect("there").answer, None);
        assert!(absent(complaint_stands(&house, "0000000000000000")));
        let say = |who: &Session| answer_complaint(&house, who, house.new_command(), desk[0].id, "We moved the group.");
        assert!(absent(say(&dana)) && absent(say(&session(&house, "ray"))));
        say(&imani).expect("answered");
        assert_eq!(why(say(&imani)), "privacy-answered-already");
        let stands = complaint_stands(&house, &code).expect("there");
        assert_eq!(stands.answer.map(|(words, _)| words).as_deref(), Some("We moved the group."));
        for _ in 0..9 {
            send("james-river", "again", "a").expect("taken");
        }
        assert_eq!(why(send("james-river", "again", "a")), "complaint-enough-today");
        send("james-river", "from elsewhere", "b").expect("another place is not held back");
    }
}

#[test]
fn a_hold_stands_until_somebody_lifts_it() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let (imani, ray) = (session(&house, "imani"), session(&house, "ray"));
        ask_privacy(&house, &phone, house.new_command(), id, RequestKind::Leaving, "").expect("asked");
        let asked = requests(&house, &imani).expect("requests");
        let request = asked.iter().find(|one| one.member == id).expect("a request").id;
        let held = || request_page(&house, &imani, request).expect("a request").held;
        let place = |who: &Session, member, reason: &str| place_hold(&house, who, house.new_command(), member, reason);
        assert!(!held());
        assert_eq!(why(place(&imani, Some(id), "")), "reason text-missing");
        assert!(place(&dana, Some(id), "a case").is_err() && absent(place(&ray, Some(id), "a case")));
        let one = place(&imani, Some(id), "Case 24-118").expect("placed");
        assert!(held() && hold_page(&house, &imani, id).expect("a page").held);
        let line = holds(&house, &imani).expect("holds").remove(0);
        assert_eq!((line.reason.as_str(), line.member.map(|own| own.0)), ("Case 24-118", Some(id)));
        assert!(holds(&house, &ray).expect("another agency").is_empty());
        let lift = |who: &Session, hold| lift_hold(&house, who, house.new_command(), hold, "settled");
        assert!(absent(lift(&dana, one)) && absent(lift(&ray, one)));
        let mut stale = imani.clone();
        stale.stepped_up = None;
        assert_eq!(why(lift(&stale, one)), "confirm-first");
        let whole = place(&imani, None, "Audit of the state").expect("placed");
        lift(&imani, one).expect("lifted");
        assert!(held(), "the agency's own stands");
        lift(&imani, whole).expect("lifted");
        assert!(!held() && absent(lift(&imani, whole)));
        assert!(holds(&house, &imani).expect("holds").iter().all(|line| line.lifted.is_some()));
    }
}

#[test]
fn leaving_says_what_is_kept_until_when() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let page = leaving(&house, &phone, id).expect("a page");
        let chart =
            |page: &service::consent::Leaving| page.kept.iter().find(|one| one.rule.key == "chart").expect("it").until;
        assert_eq!(chart(&page), Some(plus_years(page.from, 10)));
        assert!(page.kept.iter().any(|one| one.rule.key == "own" && one.until.is_none()), "the own space is one's own");
        meddle(&house, &BORN_LATELY, params![agency(&dana), id, page.from].to_vec());
        let young = leaving(&house, &phone, id).expect("a page");
        assert_eq!(chart(&young), Some(plus_years(page.from, 21)), "not before they are grown");
        assert!(absent(leaving(&house, &dana, id)));
    }
}

#[test]
fn everybody_who_works_here_finds_whom_to_call() {
    for house in houses() {
        let sheet = officer_sheet(&house, &session(&house, "sam")).expect("a sheet");
        assert_eq!(sheet.people.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Imani Brooks"]);
        let other = officer_sheet(&house, &session(&house, "tamika")).expect("a sheet");
        assert_eq!(other.people.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Helen Park"]);
        let (_, phone, _) = linked(&house, "Ash");
        assert!(absent(officer_sheet(&house, &phone)));
    }
}

#[test]
fn medical_staff_are_told_and_it_is_written_down_at_once() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let told = |name: &str, told: &[EmergencyTold]| ToldMedical {
            name: name.into(),
            affiliation: "County ambulance".into(),
            nature: EmergencyNature::Overdose,
            more: "not waking up".into(),
            told: told.to_vec(),
            at: None,
        };
        let write = |who: &Session, form: &ToldMedical| tell_medical(&house, who, house.new_command(), id, form);
        let count = |who: &Session| count(&house, &TOLD_TO, params![agency(&dana), id, staff(who)].to_vec());
        assert_eq!(emergency_page(&house, &dana, id).expect("a page").called, "Ash");
        assert_eq!(why(write(&dana, &told(" ", &[EmergencyTold::Name]))), "name text-missing");
        assert_eq!(why(write(&dana, &told("Sam Lee", &[]))), "told text-missing");
        let zone = domain::time::zone("America/New_York").expect("a zone");
        let soon = house.now().plus_seconds(600).local(&zone);
        if soon.date() == house.now().date(&zone) {
            let early = ToldMedical { at: Some(soon.time()), ..told("Sam Lee", &[EmergencyTold::Name]) };
            assert_eq!(why(write(&dana, &early)), "at emergency-not-yet");
        }
        assert_eq!(count(&dana), 0, "nothing half done");
        let command = house.new_command();
        for _ in 0..2 {
            let form = told("Sam Lee", &[EmergencyTold::Name, EmergencyTold::Taken]);
            tell_medical(&house, &dana, command, id, &form).expect("written down");
        }
        assert_eq!(count(&dana), 1, "once, however often it was sent");
        let lines = looked(&house, &phone, id, None).expect("looked").lines;
        assert!(lines.iter().any(|line| line.operation == "disclose-emergency"), "the member reads it");
        for other in ["marcus", "sam", "carol", "joan", "omar", "imani"] {
            let other = session(&house, other);
            assert!(write(&other, &told("Sam Lee", &[EmergencyTold::Name])).is_err(), "{}", other.name);
        }
        let marcus = session(&house, "marcus");
        open(&house, &marcus, id).expect("opened");
        write(&marcus, &told("Sam Lee", &[EmergencyTold::Name])).expect("who opened it may tell them");
        assert_eq!(count(&marcus), 1);
    }
}
