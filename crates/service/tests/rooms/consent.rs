//! What leaves the agency: on a signed consent alone, never past a restriction, and never without a line in the record.

use crate::house::{ago, complete, count, enrol, houses, meddle, session};
use crate::reach::linked;
use access::{Operation, params, statements};
use domain::consent::{
    Basis, ConsentKind, ConsentState, DeclineVerdict, End, HowRevoked, NoticeGiven, Piece, RecipientKind,
    RepresentativeKind, Signer, Signs, Told, WhyNot,
};
use domain::id::{ConsentId, DisclosureId, MemberId, RowId, VersionId};
use domain::lang::Lang;
use domain::people::Drawing;
use domain::time::{Date, plus_days};
use service::consent::{
    Given, NewConsent, NewRepresentative, add_representative, answer_restriction, ask_restriction, consent,
    consent_page, decline_representative, declined_representatives, end_consent, end_representative, end_restriction,
    give_notice, given, make_consent, representatives, review_decline, revoke_consent, say_yes, sign_consent,
    signature_file,
};
use service::plan::{add_goal, attachment, freeze, give_plan, given_plan, ways_out};
use service::{Fault, House, Session};

statements! {
    MOVE_TERMS = "UPDATE consent SET terms = replace(terms, $2, $3) WHERE id = $1";
    REGIME_NOW = "UPDATE enrolment SET regime = $2 WHERE member_id = $1";
    BORN = "UPDATE member SET born_on = $2 WHERE id = $1";
    MOVE_SIGNED = "SELECT count(*) FROM disclosure WHERE member_id = $1";
    TOUCH = "UPDATE disclosure SET recipient = 'Somebody else' WHERE member_id = $1";
    DENIED = "
        SELECT count(*) FROM audit_event
        WHERE member_id = $1 AND operation = 'disclose' AND detail LIKE 'disclosure %' AND outcome = 'allowed'";
}

/// A member with a plan that is signed, and a phone of their own.
struct World {
    dana: Session,
    phone: Session,
    member: MemberId,
    version: VersionId,
}

fn world(house: &House) -> World {
    let (dana, phone, member) = linked(house, "Ash");
    enrol(house, &dana, member, "virginia-arts", ago(house, 3));
    add_goal(house, &dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let version = freeze(house, &dana, house.new_command(), member).expect("a version");
    complete(house, &dana, member, version);
    World { dana, phone, member, version }
}

fn today(house: &House) -> Date {
    ago(house, 0)
}

fn new(house: &House, names: &[&str]) -> NewConsent {
    NewConsent {
        kind: ConsentKind::Specific,
        lang: Lang::En,
        pieces: vec![Piece::Plan],
        words: String::new(),
        recipients: names.iter().map(|name| ((*name).to_owned(), RecipientKind::CoveredEntity)).collect(),
        participants: String::new(),
        purpose: "so that we plan together".into(),
        expires_on: Some(plus_days(today(house), 30)),
        expires_event: String::new(),
        no_end: false,
        irrevocable_until: String::new(),
        no_fundraising: false,
    }
}

impl World {
    fn make(&self, house: &House, new: NewConsent) -> Result<ConsentId, Fault> {
        make_consent(house, &self.dana, house.new_command(), self.member, new)
    }

    fn sign(&self, house: &House, id: ConsentId) -> Result<(), Fault> {
        sign_consent(house, &self.phone, house.new_command(), (self.member, id), (Signer::Member, "Ash"), Given::Own)
    }

    fn signed(&self, house: &House, names: &[&str]) -> ConsentId {
        let id = self.make(house, new(house, names)).expect("a consent");
        self.sign(house, id).expect("signed");
        id
    }

    fn lines(&self, house: &House, id: ConsentId) -> Vec<RowId> {
        let found = consent(house, &self.dana, self.member, id).expect("a consent");
        found.line.recipients.iter().map(|to| to.id).collect()
    }

    fn give(&self, house: &House, line: RowId) -> Result<DisclosureId, Fault> {
        give_plan(house, &self.dana, house.new_command(), (self.member, self.version), line, "")
    }

    /// Writes down that somebody is the member's parent.
    fn parent(&self, house: &House, name: &str) -> RowId {
        let new = NewRepresentative {
            kind: RepresentativeKind::Parent,
            name: name.into(),
            paper: "birth record".into(),
            from_on: Some(ago(house, 4000)),
            until_on: None,
        };
        add_representative(house, &self.dana, house.new_command(), self.member, new).expect("a paper");
        representatives(house, &self.dana, self.member).expect("papers").lines[0].id
    }

    fn revoke(&self, house: &House, who: &Session, id: ConsentId, one: Option<RowId>) -> Result<(), Fault> {
        revoke_consent(house, who, house.new_command(), (self.member, id), one, HowRevoked::Said)
    }
}

fn why<T>(outcome: Result<T, Fault>) -> String {
    match outcome.map(drop).expect_err("a fault") {
        Fault::Refused(refusal) => refusal.why.id,
        Fault::Invalid(errors) => errors.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

#[test]
fn a_consent_opens_its_door_when_it_is_signed_and_shuts_it_when_it_is_taken_back() {
    for house in houses() {
        let world = world(&house);
        let (dana, phone, member) = (&world.dana, &world.phone, world.member);
        let id = world.make(&house, new(&house, &["Dr. Ana Ruiz"])).expect("a consent");
        let line = world.lines(&house, id)[0];
        assert_eq!(why(world.give(&house, line)), "shut-waiting");
        assert!(ways_out(&house, dana, member).expect("ways").open.is_empty());
        world.sign(&house, id).expect("signed");
        let ways = ways_out(&house, dana, member).expect("ways");
        assert_eq!(ways.open.len(), 1);
        assert!(ways.open[0].with_notice, "the records are of a Part 2 program");
        let out = world.give(&house, line).expect("given");
        let paper = given_plan(&house, dana, member, out).expect("a paper");
        let copy = paper.goes_with.expect("the notice and the consent");
        assert!(copy.consent.said.iter().any(|part| part.text.contains("Dr. Ana Ruiz")));
        assert_eq!(copy.signatures.len(), 1);
        for reader in [dana, phone] {
            let lines = given(&house, reader, member).expect("the accounting");
            assert_eq!(lines.len(), 1);
            assert_eq!((lines[0].basis, &lines[0].what), (Basis::Consent, &Told::Piece(Piece::Plan)));
            assert_eq!(lines[0].notice.as_deref(), Some("2.32-short-2024"));
            assert_eq!(lines[0].consent, Some(id));
        }
        world.revoke(&house, phone, id, None).expect("taken back");
        assert_eq!(why(world.give(&house, line)), "shut-revoked");
        assert_eq!(why(given_plan(&house, dana, member, out)), "shut-revoked", "nothing is drawn any more");
        let ways = ways_out(&house, dana, member).expect("ways");
        assert!(ways.open.is_empty());
        assert_eq!(ways.shut, [("Dr. Ana Ruiz".to_owned(), "shut-revoked")]);
        assert_eq!(consent(&house, phone, member, id).expect("it").line.state, ConsentState::Revoked);
        assert_eq!(count(&house, &MOVE_SIGNED, params![member].into()), 1, "what went out before stays written down");
        assert_eq!(count(&house, &DENIED, params![member].into()), 1);
    }
}

#[test]
fn one_recipient_of_two_can_be_left_out_and_a_second_word_changes_nothing() {
    for house in houses() {
        let world = world(&house);
        let id = world.signed(&house, &["Dr. Ana Ruiz", "River Clinic"]);
        let lines = world.lines(&house, id);
        world.revoke(&house, &world.dana, id, Some(lines[0])).expect("taken back for one");
        assert_eq!(why(world.give(&house, lines[0])), "shut-revoked");
        world.give(&house, lines[1]).expect("the other stays open");
        // The same word again, and then for the last one: nothing is left of it.
        world.revoke(&house, &world.phone, id, Some(lines[0])).expect("again");
        world.give(&house, lines[1]).expect("still open");
        world.revoke(&house, &world.phone, id, Some(lines[1])).expect("the last");
        let line = consent(&house, &world.dana, world.member, id).expect("it").line;
        assert_eq!((line.state, line.revoked.map(|(_, how)| how)), (ConsentState::Revoked, Some(HowRevoked::Own)));
        assert_eq!(why(world.give(&house, lines[1])), "shut-revoked");
    }
}

#[test]
fn a_restriction_beats_a_consent_from_the_moment_it_is_asked_for() {
    for house in houses() {
        let world = world(&house);
        let line = world.lines(&house, world.signed(&house, &["Dr. Ana Ruiz"]))[0];
        let ask = |what: (Option<Piece>, &str, &str)| {
            ask_restriction(&house, &world.phone, house.new_command(), world.member, what).expect("asked");
            consent_page(&house, &world.dana, world.member).expect("a page").restrictions[0].id
        };
        let first = ask((Some(Piece::Plan), "DR. ANA RUIZ", "She knows my mother"));
        assert_eq!(why(world.give(&house, line)), "shut-restricted");
        let answer = |id, agreed, words| {
            let renee = session(&house, "renee");
            answer_restriction(&house, &renee, house.new_command(), (world.member, id), agreed, words)
        };
        let peer = answer_restriction(&house, &world.dana, house.new_command(), (world.member, first), false, "no");
        assert!(matches!(peer, Err(Fault::Refused(_))), "a peer does not answer: {peer:?}");
        assert_eq!(why(answer(first, false, "")), "answer_words");
        answer(first, false, "It is the only clinic").expect("answered");
        assert_eq!(why(answer(first, true, "")), "restrict-answered");
        world.give(&house, line).expect("a no lets it go");
        let second = ask((None, "", ""));
        answer(second, true, "").expect("answered");
        assert_eq!(why(world.give(&house, line)), "shut-restricted");
        end_restriction(&house, &world.phone, house.new_command(), (world.member, second)).expect("ended");
        world.give(&house, line).expect("open again");
    }
}

#[test]
fn a_consent_that_ends_between_page_and_press_opens_nothing() {
    for house in houses() {
        let world = world(&house);
        let id = world.signed(&house, &["Dr. Ana Ruiz"]);
        let line = world.lines(&house, id)[0];
        assert_eq!(ways_out(&house, &world.dana, world.member).expect("ways").open.len(), 1);
        let (last, past) = (plus_days(today(&house), 30).to_string(), plus_days(today(&house), -2).to_string());
        meddle(&house, &MOVE_TERMS, params![id, last, past].into());
        assert_eq!(why(world.give(&house, line)), "shut-expired");
        let event = NewConsent { expires_on: None, expires_event: "the move".into(), ..new(&house, &["Ana"]) };
        let id = world.make(&house, event).expect("a consent");
        world.sign(&house, id).expect("signed");
        let line = world.lines(&house, id)[0];
        world.give(&house, line).expect("open");
        end_consent(&house, &world.dana, house.new_command(), (world.member, id), End::Happened).expect("happened");
        assert_eq!(why(world.give(&house, line)), "shut-expired");
        let no = world.make(&house, new(&house, &["Ana"])).expect("a consent");
        end_consent(&house, &world.phone, house.new_command(), (world.member, no), End::Declined).expect("a no");
        assert_eq!(why(world.sign(&house, no)), "shut-declined");
    }
}

#[test]
fn one_press_is_one_disclosure_and_revoke_against_give_ends_safely() {
    for house in houses() {
        let world = world(&house);
        let id = world.signed(&house, &["Dr. Ana Ruiz"]);
        let line = world.lines(&house, id)[0];
        let command = house.new_command();
        let once = || give_plan(&house, &world.dana, command, (world.member, world.version), line, "");
        assert_eq!(once(), once(), "a double press gives one outcome");
        assert_eq!(count(&house, &MOVE_SIGNED, params![world.member].into()), 1);
        let given = std::thread::scope(|scope| {
            let gives: Vec<_> = (0..4).map(|_| scope.spawn(|| world.give(&house, line).is_ok())).collect();
            let words: Vec<_> = (0..2).map(|_| scope.spawn(|| world.revoke(&house, &world.phone, id, None))).collect();
            for word in words {
                word.join().expect("a thread").expect("taken back");
            }
            gives.into_iter().map(|give| give.join().expect("a thread")).filter(|gave| *gave).count()
        });
        assert_eq!(count(&house, &MOVE_SIGNED, params![world.member].into()), 1 + i64::try_from(given).expect("few"));
        assert_eq!(why(world.give(&house, line)), "shut-revoked");
    }
}

#[test]
fn what_belongs_to_somebody_else_is_not_there() {
    for house in houses() {
        let one = world(&house);
        let other = world(&house);
        let id = one.signed(&house, &["Dr. Ana Ruiz"]);
        let line = one.lines(&house, id)[0];
        assert_eq!(other.give(&house, line), Err(Fault::Absent), "a forged line of another chart");
        assert_eq!(other.revoke(&house, &other.dana, id, None), Err(Fault::Absent));
        assert_eq!(other.sign(&house, id), Err(Fault::Absent));
        assert_eq!(one.revoke(&house, &other.phone, id, None), Err(Fault::Absent), "another member's phone");
        assert!(consent(&house, &other.phone, one.member, id).is_err());
        let forged = give_plan(&house, &one.dana, house.new_command(), (one.member, other.version), line, "");
        assert_eq!(forged, Err(Fault::Absent), "a version of another plan");
        let own = sign_consent(
            &house,
            &one.phone,
            house.new_command(),
            (one.member, id),
            (Signer::Guardian, "Ash"),
            Given::Own,
        );
        assert_eq!(why(own), "signer");
    }
}

#[test]
fn what_went_out_is_not_changed_afterwards() {
    for house in houses() {
        let world = world(&house);
        let line = world.lines(&house, world.signed(&house, &["Dr. Ana Ruiz"]))[0];
        world.give(&house, line).expect("given");
        let member = world.member;
        let touched = house.store().write(&house.call(access::Actor::Operator), move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &TOUCH, &params![member])
        });
        assert!(touched.is_err(), "{touched:?}");
    }
}

#[test]
fn a_form_that_nobody_checked_makes_no_consent_and_what_is_missing_is_named() {
    for house in houses() {
        let world = world(&house);
        for kind in [ConsentKind::CriminalJustice, ConsentKind::Proceedings, ConsentKind::CounselingNotes] {
            let closed = world.make(&house, NewConsent { kind, ..new(&house, &["A court"]) });
            assert_eq!(why(closed), "consent-kind-closed");
        }
        let empty = NewConsent { pieces: vec![], purpose: String::new(), expires_on: None, ..new(&house, &["", " "]) };
        assert_eq!(why(world.make(&house, empty)), "piece recipient purpose expiry");
        let endless = NewConsent { expires_on: None, no_end: true, ..new(&house, &["Ana"]) };
        assert_eq!(why(world.make(&house, endless.clone())), "expiry");
        let tpo = world.make(&house, NewConsent { kind: ConsentKind::Tpo, ..endless }).expect("no end, of this kind");
        let found = consent(&house, &world.dana, world.member, tpo).expect("it");
        assert_eq!(found.document.said.len(), ConsentKind::Tpo.elements().len());
        let long = "x".repeat(201);
        assert_eq!(why(world.make(&house, new(&house, &["Ana", &long]))), "recipient.1");
        let past = NewConsent { expires_on: Some(ago(&house, 3)), ..new(&house, &["Ana"]) };
        assert_eq!(why(world.make(&house, past)), "expires_on");
    }
}

#[test]
fn the_notice_stays_away_where_no_record_is_of_a_part_2_program() {
    for house in houses() {
        let world = world(&house);
        meddle(&house, &REGIME_NOW, params![world.member, "hipaa"].into());
        let line = world.lines(&house, world.signed(&house, &["Dr. Ana Ruiz"]))[0];
        let out = world.give(&house, line).expect("given");
        assert_eq!(given(&house, &world.dana, world.member).expect("lines")[0].notice, None);
        assert!(given_plan(&house, &world.dana, world.member, out).expect("a paper").goes_with.is_none());
    }
}

#[test]
fn a_young_member_and_their_guardian_both_sign_where_no_rule_was_checked() {
    statements! { IN_STATE = "UPDATE agency SET state = 'FL' WHERE id = $1"; }
    for house in houses() {
        let world = world(&house);
        meddle(&house, &IN_STATE, params![crate::house::agency(&world.dana)].into());
        meddle(&house, &BORN, params![world.member, plus_days(today(&house), -5000)].into());
        let id = world.make(&house, new(&house, &["Dr. Ana Ruiz"])).expect("a consent");
        let line = world.lines(&house, id)[0];
        world.sign(&house, id).expect("the member");
        assert_eq!(why(world.give(&house, line)), "shut-waiting");
        let unknown = (Signer::Guardian, "Lena");
        let nobody =
            sign_consent(&house, &world.dana, house.new_command(), (world.member, id), unknown, Given::Beside(None));
        assert_eq!(why(nobody), "name", "no paper lets her sign");
        world.parent(&house, "Lena");
        let drawing = Drawing::parse("M10 10L20 15L30 5L40 40").expect("a drawing");
        let guardian = (Signer::Guardian, "Lena");
        let beside = Given::Beside(Some(drawing));
        sign_consent(&house, &world.dana, house.new_command(), (world.member, id), guardian, beside).expect("signed");
        world.give(&house, line).expect("both signed");
        let found = consent(&house, &world.dana, world.member, id).expect("it");
        let file = found.line.signatures.iter().find_map(|one| one.file).expect("what was drawn");
        signature_file(&house, &world.dana, world.member, file).expect("opened with the consents");
        assert_eq!(attachment(&house, &world.dana, world.member, file).map(drop), Err(Fault::Absent));
        // On their birthday the member's own word is enough, and a guardian is not asked any more.
        meddle(&house, &BORN, params![world.member, plus_days(today(&house), -7000)].into());
        let grown = world.make(&house, new(&house, &["Ana"])).expect("a consent");
        let late = sign_consent(
            &house,
            &world.dana,
            house.new_command(),
            (world.member, grown),
            (Signer::Guardian, "Lena"),
            Given::Beside(None),
        );
        assert_eq!(why(late), "signer");
    }
}

#[test]
fn a_yes_to_peer_support_and_the_notice_wait_for_nothing() {
    for house in houses() {
        let (dana, phone, member) = linked(&house, "Ash");
        say_yes(&house, &dana, house.new_command(), member, "").expect("said");
        let page = consent_page(&house, &phone, member).expect("a page");
        assert!(page.start.is_some_and(|start| start.name.is_none()) && page.notice.is_none());
        give_notice(&house, &dana, house.new_command(), member, (NoticeGiven::Paper, Lang::En, false)).expect("given");
        let notice = consent_page(&house, &dana, member).expect("a page").notice.expect("a notice");
        assert_eq!(notice.acknowledged, None);
        give_notice(&house, &phone, house.new_command(), member, (NoticeGiven::Screen, Lang::En, true)).expect("had");
        let had = consent_page(&house, &dana, member).expect("a page").notice.expect("a notice");
        assert!(had.acknowledged.is_some() && had.id == notice.id);
        let privacy = session(&house, "joan");
        assert!(!consent_page(&house, &privacy, member).is_ok_and(|page| page.may.make), "joan makes none");
    }
}

/// The same consent on the day before a birthday and on it: moving the birthday is moving the clock.
#[test]
fn a_guardians_right_ends_on_the_birthday_by_itself() {
    statements! { FLORIDA = "UPDATE agency SET state = 'FL' WHERE id = $1"; }
    for house in houses() {
        let world = world(&house);
        let member = world.member;
        meddle(&house, &FLORIDA, params![crate::house::agency(&world.dana)].into());
        // The agency's day, which need not be that of UTC.
        let today = consent_today(&house, &world);
        let born = |days: i64| {
            let eighteen = today.saturating_sub(jiff::Span::new().years(18));
            meddle(&house, &BORN, params![member, plus_days(eighteen, days)].into());
        };
        world.parent(&house, "Lena");
        let standing = |house: &House| representatives(house, &world.dana, member).expect("papers").lines[0].today;
        born(1);
        assert_eq!(standing(&house), Ok(Signs::Beside), "the day before they are 18");
        let id = world.make(&house, new(&house, &["Dr. Ana Ruiz"])).expect("a consent");
        world.sign(&house, id).expect("the member");
        let line = world.lines(&house, id)[0];
        assert_eq!(why(world.give(&house, line)), "shut-waiting", "both are asked");
        born(0);
        assert_eq!(standing(&house), Err(WhyNot::OfAge), "on the birthday");
        world.give(&house, line).expect("their own word is enough from today");
        let late = sign_consent(
            &house,
            &world.dana,
            house.new_command(),
            (member, id),
            (Signer::Guardian, "Lena"),
            Given::Beside(None),
        );
        assert_eq!(why(late), "signer", "nobody asks a guardian any more");
    }
}

fn consent_today(house: &House, world: &World) -> Date {
    let member = world.member;
    house
        .store()
        .read(&house.call_as(&world.dana), |work| {
            let permit = work.permit_member(Operation::ReadConsents, member)?;
            work.today(permit.agency().ok_or(Fault::Absent)?)
        })
        .expect("a day")
}

#[test]
fn a_representative_is_turned_down_with_a_reason_and_somebody_else_looks_at_it() {
    statements! { IN_FLORIDA = "UPDATE agency SET state = 'FL' WHERE id = $1"; }
    for house in houses() {
        let world = world(&house);
        let (dana, member) = (&world.dana, world.member);
        meddle(&house, &IN_FLORIDA, params![crate::house::agency(dana)].into());
        meddle(&house, &BORN, params![member, plus_days(today(&house), -5000)].into());
        let paper = world.parent(&house, "Lena");
        let id = world.make(&house, new(&house, &["Dr. Ana Ruiz"])).expect("a consent");
        let line = world.lines(&house, id)[0];
        world.sign(&house, id).expect("the member");
        let beside = Given::Beside(None);
        sign_consent(&house, dana, house.new_command(), (member, id), (Signer::Guardian, "lena"), beside)
            .expect("signed");
        world.give(&house, line).expect("both signed");
        let no = |reason: &str| decline_representative(&house, dana, house.new_command(), (member, paper), reason);
        assert_eq!(why(no(" ")), "reason");
        no("The member is afraid of her").expect("turned down");
        assert_eq!(why(world.give(&house, line)), "shut-waiting", "what she signed does not count any more");
        let own = representatives(&house, &world.phone, member).expect("the member reads it");
        assert_eq!(own.lines[0].today, Err(WhyNot::Declined));
        assert!(!own.may_keep && !own.may_review);
        // Not by who turned her down, and not twice; the privacy desk has it in its list.
        let look = |who: &Session, verdict| {
            review_decline(&house, who, house.new_command(), (member, paper), (verdict, "I asked them both"))
        };
        assert!(look(dana, DeclineVerdict::Reversed).is_err());
        let officer = session(&house, "imani");
        assert_eq!(declined_representatives(&house, &officer).expect("a list").len(), 1);
        look(&officer, DeclineVerdict::Reversed).expect("looked at");
        assert_eq!(why(look(&officer, DeclineVerdict::Upheld)), "representative-review-other");
        assert!(declined_representatives(&house, &officer).expect("a list").is_empty());
        world.give(&house, line).expect("she may sign after all");
        no("It happened again").expect("turned down once more");
        look(&officer, DeclineVerdict::Upheld).expect("looked at");
        assert_eq!(why(world.give(&house, line)), "shut-waiting");
        end_representative(&house, dana, house.new_command(), (member, paper)).expect("ended");
        assert_eq!(representatives(&house, dana, member).expect("papers").lines[0].today, Err(WhyNot::Over));
        let wrong = NewRepresentative {
            kind: RepresentativeKind::CourtGuardian,
            name: "Lena".into(),
            paper: "order 12".into(),
            from_on: Some(today(&house)),
            until_on: Some(ago(&house, 3)),
        };
        let odd = add_representative(&house, dana, house.new_command(), member, wrong.clone());
        assert_eq!(why(odd), "until_on");
        let court = NewRepresentative { until_on: None, ..wrong };
        add_representative(&house, dana, house.new_command(), member, court).expect("a paper");
        let lines = representatives(&house, dana, member).expect("papers").lines;
        assert_eq!(lines[0].today, Err(WhyNot::Unchecked), "a kind that nobody checked opens nothing");
    }
}
