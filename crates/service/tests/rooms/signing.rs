//! Who may sign and when: leave before secrets, roles at the moment of signing, links that end.

use crate::house::{agency, ago, complete, enrol, houses, ready, refused, session, set, signing, staff};
use access::{Operation, params, statements};
use domain::id::RowId;
use domain::lang::Lang;
use domain::people::Role;
use domain::plan::{HowSigned, SignerKind, TextField};
use service::people::{own_charts, register, sign_in};
use service::plan::{
    LinkAnswer, LinkState, Proof, add_goal, answer_link, freeze, hand_over, make_link, open, open_link, save_text,
    sign, sign_with, version, withdraw_link,
};
use service::{Fault, House, Session};

statements! {
    BAR = "INSERT INTO barred (agency_id, member_id, staff_id, since) VALUES ($1, $2, $3, 0)";
    COUNT_TRIES = "SELECT count(*) FROM attempt";
    SET_PIN_OF = "UPDATE account SET pin_hash = passphrase_hash WHERE id = $1";
    LEAVE = "UPDATE staff SET state = 'ended' WHERE agency_id = $1 AND id = $2";
    END_PROGRAMS = "UPDATE enrolment SET ends_on = $3 WHERE agency_id = $1 AND member_id = $2";
    GRANT = "
        INSERT INTO role_grant (agency_id, id, staff_id, role, program_id, from_on)
        SELECT $1, $2, $3, $4, p.id, $5 FROM program p WHERE p.agency_id = $1 AND p.rule_pack = $6";
}

fn tries(house: &House) -> i64 {
    house
        .store()
        .read(&house.call(access::Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let row = work.row(&permit, &COUNT_TRIES, &params![])?;
            row.map_or(Ok(0), |mut row| Ok(row.take()?))
        })
        .expect("a count")
}

#[test]
fn who_may_not_sign_tries_no_pin() {
    for house in houses() {
        let (dana, own) = (session(&house, "dana"), session(&house, "river-maple-03"));
        let member = own_charts(&house, &own).expect("charts")[0].member;
        let (account, here, worker) = (own.account, agency(&dana), staff(&dana));
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &SET_PIN_OF, &params![account])?;
            work.run(&permit, &BAR, &params![here, member, worker]).map(|_| ())
        });
        let id = open(&house, &own, member).expect("a plan").versions[0].id;
        let before = (tries(&house), refused(&house, &dana, member, Operation::SignPlan));
        let proof = Proof { pin: Some("000000".into()), ..Proof::default() };
        let way = signing(SignerKind::Member, HowSigned::OwnPin);
        let barred = sign_with(&house, &dana, house.new_command(), (member, id), way.clone(), proof.clone());
        assert!(matches!(barred, Err(Fault::Absent)), "{barred:?}");
        assert_eq!((tries(&house), refused(&house, &dana, member, Operation::SignPlan)), (before.0, before.1 + 1));

        // Who may have it signed, and shows a wrong PIN, is in the record too.
        let renee = session(&house, "renee");
        let wrong = sign_with(&house, &renee, house.new_command(), (member, id), way, proof);
        assert!(matches!(&wrong, Err(Fault::Invalid(errors)) if errors[0].field == "pin"), "{wrong:?}");
        assert_eq!(refused(&house, &dana, member, Operation::SignPlan), before.1 + 2);
    }
}

#[test]
fn a_handed_over_device_shows_no_links_and_witnesses_nobody_else() {
    for house in houses() {
        let signed = sign_in(&house, "dana", "walk-beside-me-24", "here").expect("a sign-in");
        let dana = signed.session;
        let ready = ready(&house, &dana, 3);
        let (member, id) = (ready.member, ready.version);
        make_link(&house, &dana, house.new_command(), (member, id), "Dr. Vale", true).expect("a link");
        let link = version(&house, &dana, member, id).expect("a version").links[0].id;
        let pin = Some(("482913".to_owned(), "482913".to_owned()));
        hand_over(&house, &dana, house.new_command(), member, pin).expect("handed over");
        let narrowed = service::people::session(&house, &signed.token).expect("an answer").expect("a session");
        let view = version(&house, &narrowed, member, id).expect("the version");
        assert!(view.links.is_empty());
        assert_eq!(view.parts.iter().map(|one| one.signer).collect::<Vec<_>>(), [SignerKind::Member]);
        let taken = withdraw_link(&house, &narrowed, house.new_command(), (member, id), link);
        assert!(matches!(taken, Err(Fault::Absent)));
        for (signer, how) in [
            (SignerKind::Guardian, HowSigned::Drawn),
            (SignerKind::Caregiver, HowSigned::Typed),
            (SignerKind::Member, HowSigned::Print),
            (SignerKind::Clinician, HowSigned::Print),
            (SignerKind::Peer, HowSigned::OwnSession),
        ] {
            let given = sign(&house, &narrowed, house.new_command(), member, id, signing(signer, how));
            assert!(matches!(given, Err(Fault::Invalid(_))), "{signer:?} {how:?}: {given:?}");
        }
        let drawn = signing(SignerKind::Member, HowSigned::Drawn);
        sign(&house, &narrowed, house.new_command(), member, id, drawn).expect("the member signs");
    }
}

/// A role in the program of a rule pack, from today.
fn grant(house: &House, who: &Session, role: Role, pack: &'static str) {
    let (here, worker, today) = (agency(who), staff(who), ago(house, 1));
    set(house, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let id: RowId = work.ids().next();
        work.run(&permit, &GRANT, &params![here, id, worker, role.code(), today, pack]).map(|_| ())
    });
}

#[test]
fn one_signs_in_the_role_that_reaches_this_plan() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        // Renée supervises Dana, and is a clinician in another program than this member's.
        grant(&house, &renee, Role::Clinician, "plain-grant");
        let renee = session(&house, "renee");
        assert!(renee.roles.contains(&Role::Clinician));
        let one = ready(&house, &dana, 3);
        let put = |member, id, signer| {
            sign(&house, &renee, house.new_command(), member, id, signing(signer, HowSigned::OwnSession))
        };
        let as_clinician = put(one.member, one.version, SignerKind::Clinician);
        assert!(matches!(as_clinician, Err(Fault::Invalid(_))), "{as_clinician:?}");
        put(one.member, one.version, SignerKind::Supervisor).expect("the supervisor");
        let other = ready(&house, &dana, 3);
        enrol(&house, &dana, other.member, "plain-grant", ago(&house, 2));
        put(other.member, other.version, SignerKind::Clinician).expect("the clinician of the other program");
    }
}

#[test]
fn a_newer_version_replaces_the_one_before_and_its_links() {
    for house in houses() {
        let dana = session(&house, "dana");
        let ready = ready(&house, &dana, 3);
        let (member, first) = (ready.member, ready.version);
        let again = freeze(&house, &dana, house.new_command(), member).expect("a version");
        assert_eq!(again, first, "nothing changed, and nobody signed");
        let token = make_link(&house, &dana, house.new_command(), (member, first), "Dr. Vale", true);
        let token = token.expect("a link").expect("its secret");
        open_link(&house, &token).expect("it opens");
        let owner = ready.goal.to_string();
        save_text(&house, &dana, house.new_command(), member, &owner, TextField::GoalWhy, 1, "A door").expect("saved");
        let second = freeze(&house, &dana, house.new_command(), member).expect("a version");
        assert_ne!(second, first);
        let lines = open(&house, &dana, member).expect("a plan").versions;
        let told: Vec<_> = lines.iter().map(|line| (line.id, line.number, line.replaced_by)).collect();
        assert_eq!(told, [(second, 2, None), (first, 1, Some(2))], "what somebody outside holds a link to is kept");
        let before = refused(&house, &dana, member, Operation::SignByLink);
        let opened = open_link(&house, &token);
        assert!(matches!(&opened, Err(Fault::Refused(why)) if why.why.id == "link-no-longer"), "{opened:?}");
        let answered = answer_link(&house, &token, Lang::En, &LinkAnswer::Signs("Dr. Vale".into()));
        assert!(matches!(answered, Err(Fault::Refused(_))));
        assert_eq!(refused(&house, &dana, member, Operation::SignByLink), before + 2);
        let view = version(&house, &dana, member, first).expect("the version");
        assert_eq!((view.links[0].state.clone(), view.parts.len()), (LinkState::Overtaken, 0));

        complete(&house, &dana, member, second);
        let same = freeze(&house, &dana, house.new_command(), member);
        assert!(matches!(&same, Err(Fault::Invalid(errors)) if errors[0].notice.id == "freeze-same"), "{same:?}");
    }
}

#[test]
fn a_link_ends_with_the_program_and_with_who_made_it() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let here = agency(&dana);
        let linked = |by: &Session| {
            let one = ready(&house, &dana, 3);
            let token = make_link(&house, by, house.new_command(), (one.member, one.version), "Dr. Vale", true);
            (one, token.expect("a link").expect("its secret"))
        };
        let (one, token) = linked(&dana);
        let (member, yesterday) = (one.member, ago(&house, 2));
        open_link(&house, &token).expect("it opens");
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &END_PROGRAMS, &params![here, member, yesterday]).map(|_| ())
        });
        assert!(matches!(open_link(&house, &token), Err(Fault::Refused(_))));

        let (two, token) = linked(&renee);
        answer_link(&house, &token, Lang::En, &LinkAnswer::Signs("Dr. Vale".into())).expect("signed");
        let signed = version(&house, &dana, two.member, two.version).expect("a version").line.signatures.remove(0);
        assert_eq!(signed.link_by.as_deref(), Some(renee.name.as_str()), "who made the link stands beside it");
        let (_, token) = linked(&renee);
        let maker = staff(&renee);
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &LEAVE, &params![here, maker]).map(|_| ())
        });
        assert!(matches!(open_link(&house, &token), Err(Fault::Refused(_))));

        // Somebody in no program at all was never in one that ended.
        let walk_in = register(&house, &dana, house.new_command(), "Bo", Lang::En).expect("a chart");
        add_goal(&house, &dana, house.new_command(), walk_in, "Rest", "").expect("a goal");
        let id = freeze(&house, &dana, house.new_command(), walk_in).expect("a version");
        let token = make_link(&house, &dana, house.new_command(), (walk_in, id), "Dr. Vale", true);
        open_link(&house, &token.expect("a link").expect("its secret")).expect("it opens");
    }
}
