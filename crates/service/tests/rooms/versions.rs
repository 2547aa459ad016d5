//! Signing, what changed, looks at the plan, what is due, and one's own copies, on both engines.

use crate::house::{agency, houses, session, set, signing};
use access::{Actor, Operation, params, statements};
use domain::id::{CommandId, GoalId, MemberId, PlanId, VersionId};
use domain::lang::Lang;
use domain::plan::{Attainment, ChangeKind, Drawing, DueState, GoalStatus, HowSigned, SignerKind, TextField};
use service::people::{own_charts, register};
use service::plan::{
    CleanFile, DueWhat, GoalReview, LinkAnswer, LinkState, NewReview, Proof, add_goal, answer_link, attachment,
    changes, due_in_team, due_of_member, due_today, freeze, gather_copies, make_link, open, open_link, own_copies,
    own_copy, review, reviews, save_text, sign, sign_with, to_cosign, version, withdraw_link,
};
use service::{Fault, House, Session};

statements! {
    ADOPT_SIGNER = "
        INSERT INTO rule_adoption (agency_id, id, rule_pack, rule_key, rule_value, source, adopted_by, adopted_at)
        SELECT p.agency_id, $2, p.rule_pack, 'signer.supervisor', 'supervisor', 'page 4', $2, 0
        FROM program p WHERE p.agency_id = $1 AND p.rule_pack = 'virginia-arts'";
    ENROL_TODAY = "
        INSERT INTO enrolment (agency_id, id, member_id, program_id, beneficiary_id, regime, starts_on, revision)
        SELECT p.agency_id, $2, $3, p.id, $3, p.regime, $4, 1
        FROM program p WHERE p.agency_id = $1 AND p.rule_pack = 'virginia-arts'";
    SET_PIN = "UPDATE account SET pin_hash = (SELECT passphrase_hash FROM account WHERE id = $1) WHERE id = $1";
    DROP_COPIES = "DELETE FROM own_plan_version WHERE person_id = $1";
    END_LINKS = "DELETE FROM person_member WHERE person_id = $1";
    SET_STATE = "UPDATE member SET state = 'paused' WHERE id = $1";
}

/// A member in the program that asks for five signatures, with one goal and a version to sign.
struct Ready {
    member: MemberId,
    goal: GoalId,
    version: VersionId,
}

fn ready(house: &House, peer: &Session, days_ago: i64) -> Ready {
    let member = register(house, peer, house.new_command(), "Ash", Lang::En).expect("a chart");
    let here = agency(peer);
    let start = domain::time::plus_days(house.now().date(&domain::time::TimeZone::UTC), -days_ago);
    set(house, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let id: CommandId = work.ids().next();
        work.run(&permit, &ENROL_TODAY, &params![here, id, member, start]).map(|_| ())
    });
    let goal = add_goal(house, peer, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let version = freeze(house, peer, house.new_command(), member).expect("a version");
    Ready { member, goal, version }
}

fn drawn() -> Drawing {
    Drawing::parse("M1 1L20 30L40 10L60 30").expect("a drawing")
}

#[test]
fn what_is_written_down_is_what_was_shown() {
    for house in houses() {
        let dana = session(&house, "dana");
        let Ready { member, version: id, .. } = ready(&house, &dana, 3);
        let with = |signing, proof| sign_with(&house, &dana, house.new_command(), (member, id), signing, proof);
        let nothing = with(signing(SignerKind::Guardian, HowSigned::Paper), Proof::default());
        assert!(matches!(nothing, Err(Fault::Invalid(errors)) if errors[0].field == "file"));
        let no_pin = with(signing(SignerKind::Member, HowSigned::OwnPin), Proof::default());
        assert!(matches!(no_pin, Err(Fault::Invalid(errors)) if errors[0].notice.id == "sign-pin-none"));
        with(signing(SignerKind::Member, HowSigned::Drawn), Proof { drawing: Some(drawn()), ..Proof::default() })
            .expect("drawn");
        with(signing(SignerKind::Guardian, HowSigned::Drawn), Proof::default()).expect("named");
        let sheet = CleanFile::parse(b"%PDF-1.7 a signed sheet".repeat(8000)).expect("a sheet");
        with(signing(SignerKind::Clinician, HowSigned::Paper), Proof { sheet: Some(sheet), ..Proof::default() })
            .expect("on paper");
        with(signing(SignerKind::Peer, HowSigned::OwnPin), Proof::default()).expect("the peer");
        let view = version(&house, &dana, member, id).expect("a version");
        let hows: Vec<HowSigned> = view.line.signatures.iter().map(|one| one.how).collect();
        assert_eq!(hows, [HowSigned::Drawn, HowSigned::Typed, HowSigned::Paper, HowSigned::OwnSession]);
        assert_eq!(view.line.signatures[0].witness.as_deref(), Some(dana.name.as_str()));
        assert_eq!(view.line.signatures[3].witness, None);
        assert!(view.line.signed_on.is_some());
        assert_eq!(view.line.missing, [SignerKind::Supervisor]);
        assert!(view.line.blocking.is_empty(), "a rule that nobody adopted only reminds");

        let kept = view.line.signatures[2].file.expect("a file");
        let file = attachment(&house, &dana, member, kept).expect("the sheet");
        assert_eq!(file.bytes().len(), 23 * 8000, "several chunks");
        assert!(file.bytes().starts_with(b"%PDF-1.7"));
        let line = attachment(&house, &dana, member, view.line.signatures[0].file.expect("a file")).expect("a line");
        assert!(line.bytes().starts_with(b"<svg"));
        let sam = session(&house, "sam");
        assert!(matches!(attachment(&house, &sam, member, kept), Err(Fault::Absent)));
    }
}

#[test]
fn an_own_pin_is_checked_and_bounded() {
    for house in houses() {
        let member = session(&house, "river-maple-03");
        let chart = own_charts(&house, &member).expect("charts")[0].member;
        let account = member.account;
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &SET_PIN, &params![account]).map(|_| ())
        });
        save_text(
            &house,
            &member,
            house.new_command(),
            chart,
            &plan_of(&house, &member, chart),
            TextField::Home,
            1,
            "New",
        )
        .expect("saved");
        let id = freeze(&house, &member, house.new_command(), chart).expect("a version");
        let with = |pin: &str| {
            let proof = Proof { pin: Some(pin.into()), ..Proof::default() };
            sign_with(
                &house,
                &member,
                house.new_command(),
                (chart, id),
                signing(SignerKind::Member, HowSigned::OwnPin),
                proof,
            )
        };
        let why = |outcome: Result<(), Fault>| match outcome {
            Err(Fault::Invalid(errors)) => errors[0].notice.id.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(why(with("")), "sign-pin-missing");
        assert_eq!(why(with("0000")), "sign-pin-wrong");
        assert!(with("walk-beside-me-24").is_ok());
        let view = version(&house, &member, chart, id).expect("a version");
        assert_eq!(view.line.signatures[0].how, HowSigned::OwnPin);
        for _ in 0..6 {
            let _ = with("0000");
        }
        assert_eq!(why(with("walk-beside-me-24")), "try-again-later");
    }
}

fn plan_of(house: &House, session: &Session, member: MemberId) -> String {
    let plan: Option<PlanId> = open(house, session, member).expect("a plan").plan;
    plan.expect("a draft").to_string()
}

#[test]
fn an_adopted_signer_is_waited_for() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let Ready { member, version: id, .. } = ready(&house, &dana, 3);
        let here = agency(&dana);
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let id: CommandId = work.ids().next();
            work.run(&permit, &ADOPT_SIGNER, &params![here, id]).map(|_| ())
        });
        let put = |who: &Session, signer, how| sign(&house, who, house.new_command(), member, id, signing(signer, how));
        put(&dana, SignerKind::Member, HowSigned::Drawn).expect("the member");
        put(&dana, SignerKind::Peer, HowSigned::OwnSession).expect("the peer");
        let line = version(&house, &dana, member, id).expect("a version").line;
        assert_eq!((line.signed_on, line.blocking), (None, vec![SignerKind::Supervisor]));
        assert!(to_cosign(&house, &renee).expect("a list").lines.iter().any(|one| one.version == id));
        assert!(to_cosign(&house, &dana).expect("a list").lines.is_empty());
        assert!(matches!(put(&dana, SignerKind::Supervisor, HowSigned::OwnSession), Err(Fault::Invalid(_))));
        put(&renee, SignerKind::Supervisor, HowSigned::OwnSession).expect("the supervisor");
        assert!(version(&house, &dana, member, id).expect("a version").line.signed_on.is_some());
        assert!(to_cosign(&house, &renee).expect("a list").lines.iter().all(|one| one.version != id));
    }
}

#[test]
fn a_link_opens_one_version_once() {
    for house in houses() {
        let dana = session(&house, "dana");
        let Ready { member, version: id, .. } = ready(&house, &dana, 3);
        let make = |agreed| make_link(&house, &dana, house.new_command(), (member, id), "Dr. Vale", agreed);
        assert!(matches!(make(false), Err(Fault::Invalid(_))), "the member is asked first");
        let token = make(true).expect("a link").expect("its secret");
        assert_eq!(open_link(&house, &token).expect("the version").document.member, "Ash");
        assert!(matches!(open_link(&house, "another"), Err(Fault::Absent)));
        let answer = |token: &str, answer| answer_link(&house, token, Lang::En, &answer);
        assert!(matches!(answer(&token, LinkAnswer::Signs(" ".into())), Err(Fault::Invalid(_))));
        answer(&token, LinkAnswer::Signs("Dr. Vale".into())).expect("signed");
        answer(&token, LinkAnswer::Disagrees("No".into())).expect("what was answered stays");
        assert!(matches!(open_link(&house, &token), Err(Fault::Absent)));
        let view = version(&house, &dana, member, id).expect("a version");
        assert_eq!(view.links[0].state, LinkState::Signed);
        assert_eq!((view.line.signatures.len(), view.line.signatures[0].how), (1, HowSigned::Link));

        let second = make(true).expect("a link").expect("its secret");
        answer(&second, LinkAnswer::Disagrees("Fewer steps".into())).expect("an answer");
        let third = make(true).expect("a link").expect("its secret");
        let link = version(&house, &dana, member, id).expect("a version").links[2].id;
        withdraw_link(&house, &dana, house.new_command(), (member, id), link).expect("withdrawn");
        assert!(matches!(open_link(&house, &third), Err(Fault::Absent)));
        assert!(matches!(answer(&third, LinkAnswer::Signs("X".into())), Err(Fault::Absent)));
        let links = version(&house, &dana, member, id).expect("a version").links;
        assert_eq!(links[1].state, LinkState::Disagrees("Fewer steps".into()));
        assert_eq!(links[2].state, LinkState::Withdrawn);
        let sam = session(&house, "sam");
        let other = make_link(&house, &sam, house.new_command(), (member, id), "X", true);
        assert!(matches!(other, Err(Fault::Absent)));
    }
}

#[test]
fn a_look_at_the_plan_leads_to_a_new_version_and_its_changes() {
    for house in houses() {
        let dana = session(&house, "dana");
        let Ready { member, goal, version: first } = ready(&house, &dana, 3);
        for (signer, how) in [(SignerKind::Member, HowSigned::Drawn), (SignerKind::Peer, HowSigned::OwnSession)] {
            sign(&house, &dana, house.new_command(), member, first, signing(signer, how)).expect("signed");
        }
        let empty = NewReview { words: " ".into(), goals: Vec::new(), late: None };
        assert!(matches!(review(&house, &dana, house.new_command(), member, &empty), Err(Fault::Invalid(_))));
        let said = GoalReview {
            goal,
            words: "I slept at home all week".into(),
            status: GoalStatus::Reached,
            attainment: Some(Attainment::More),
        };
        let new = NewReview { words: "Going well".into(), goals: vec![said], late: None };
        let command = house.new_command();
        let one = review(&house, &dana, command, member, &new).expect("a review");
        assert_eq!(review(&house, &dana, command, member, &new).expect("the same"), one, "a double click is one");
        let held = reviews(&house, &dana, member).expect("reviews");
        assert_eq!(held.len(), 1);
        assert_eq!((held[0].version, held[0].goals[0].attainment), (Some(1), Some(Attainment::More)));
        assert_eq!(held[0].goals[0].goal, "Sleep at home");

        let second = freeze(&house, &dana, house.new_command(), member).expect("a version");
        let view = changes(&house, &dana, member, second).expect("changes");
        assert_eq!(view.before.as_ref().map(|(line, _)| line.id), Some(first));
        assert!(matches!(&view.changes[..], [one] if matches!(one.kind, ChangeKind::Changed { .. })));
        assert!(changes(&house, &dana, member, first).expect("changes").before.is_none());
        let sam = session(&house, "sam");
        assert!(matches!(changes(&house, &sam, member, second), Err(Fault::Absent)));
        assert!(matches!(reviews(&house, &sam, member), Err(Fault::Absent)));
    }
}

#[test]
fn what_is_due_has_a_reason_and_stops_for_who_is_on_a_break() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let late = ready(&house, &dana, 45);
        let fresh = ready(&house, &dana, 2);
        let dated = |member| {
            let lines = due_of_member(&house, &dana, member).expect("due");
            lines.into_iter().find_map(|line| match line.what {
                DueWhat::Dated { item, .. } => Some(item),
                _ => None,
            })
        };
        let item = dated(late.member).expect("a plan is due");
        assert_eq!((item.state, item.rule.value, item.rule.standing()), (DueState::Late, 30, "unverified"));
        assert_eq!(dated(fresh.member).expect("a plan is due").state, DueState::Later);
        let told = |lines: Vec<service::plan::DueLine>, member| lines.iter().any(|line| line.member == member);
        assert!(told(due_today(&house, &dana).expect("due"), late.member));
        assert!(told(due_in_team(&house, &renee).expect("due").lines, late.member));
        assert!(!told(due_in_team(&house, &renee).expect("due").lines, fresh.member));
        assert!(matches!(due_in_team(&house, &dana), Err(Fault::Absent)));

        for (signer, how) in [(SignerKind::Member, HowSigned::Drawn), (SignerKind::Peer, HowSigned::OwnSession)] {
            sign(&house, &dana, house.new_command(), late.member, late.version, signing(signer, how)).expect("signed");
        }
        let item = dated(late.member).expect("a look is due");
        assert_eq!((item.kind.code(), item.state), ("review", DueState::Later));
        let member = fresh.member;
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &SET_STATE, &params![member]).map(|_| ())
        });
        assert!(due_of_member(&house, &dana, fresh.member).expect("due").is_empty());
    }
}

#[test]
fn copies_are_ones_own_when_the_link_ends() {
    for house in houses() {
        let member = session(&house, "river-maple-03");
        let person = match member.actor {
            Actor::Member(hat) => hat.person,
            _ => unreachable!("a member"),
        };
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &DROP_COPIES, &params![person]).map(|_| ())
        });
        assert!(own_copies(&house, &member).expect("copies").is_empty());
        gather_copies(&house, &member).expect("gathered");
        let first = own_copies(&house, &member).expect("copies").len();
        gather_copies(&house, &member).expect("twice is once");
        let copies = own_copies(&house, &member).expect("copies");
        assert_eq!(copies.len(), first);
        assert!(copies[0].signatures.len() >= 2);
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &END_LINKS, &params![person]).map(|_| ())
        });
        let chart = own_charts(&house, &member).expect("charts");
        assert!(chart.is_empty());
        assert!(!own_copy(&house, &member, copies[0].id).expect("still there").document.content.is_empty());
        let dana = session(&house, "dana");
        assert!(matches!(own_copies(&house, &dana), Err(Fault::Absent)));
    }
}
