//! Lists that are longer than a page: nobody drops out without a word.

use crate::house::{agency, ago, complete, enrol, houses, ready, session, set, signing, staff};
use access::{Operation, params, statements};
use domain::id::{MemberId, RowId, VersionId};
use domain::lang::Lang;
use domain::people::Role;
use domain::plan::{HowSigned, SignerKind};
use service::people::{NewGrant, caseload_after, grant_role, register, team, team_day};
use service::plan::{sign, to_cosign};
use service::{House, Session};
use std::collections::BTreeSet;

statements! {
    NEW_MEMBER = "
        INSERT INTO member (agency_id, id, called, state, state_since, joined, lang, restricted, revision, created_at)
        SELECT agency_id, $2, $3, state, state_since, false, lang, restricted, 1, created_at FROM member WHERE agency_id = $1 AND id = $4";
    OLD_VERSION = "
        INSERT INTO plan_version (agency_id, id, plan_id, member_id, number, document, hash, words_agreed, made_at,
          made_on, made_by_kind, made_by_id)
        SELECT agency_id, $2, $2, $3, 1, document, hash, words_agreed, made_at, $4, made_by_kind, made_by_id
        FROM plan_version WHERE agency_id = $1 AND id = $5";
    SIGNED = "
        INSERT INTO plan_signature (agency_id, id, version_id, signer, name, how, lang, read_aloud, signed_on, at)
        VALUES ($1, $2, $3, 'member', 'Ash', 'drawn', 'en', $4, $5, 0)";
    STATE = "UPDATE member SET state = $3 WHERE agency_id = $1 AND id = $2";
}

/// Members of a program with a plan that they signed long ago.
fn signed_plans(house: &House, like: &crate::house::Ready, who: &Session, pack: &'static str, many: usize) {
    let (here, member, version) = (agency(who), like.member, like.version);
    let (start, made) = (ago(house, 400), ago(house, 300));
    set(house, move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        for at in 0..many {
            let (id, enrolment): (MemberId, RowId) = (work.ids().next(), work.ids().next());
            let (own, signature): (VersionId, RowId) = (work.ids().next(), work.ids().next());
            work.run(&permit, &NEW_MEMBER, &params![here, id, format!("Old {at}"), member])?;
            work.run(&permit, &crate::house::ENROL, &params![here, enrolment, id, start, pack])?;
            work.run(&permit, &OLD_VERSION, &params![here, own, id, made, version])?;
            work.run(&permit, &SIGNED, &params![here, signature, own, false, made])?;
        }
        Ok(())
    });
}

#[test]
fn a_plan_that_waits_is_seen_behind_many_that_do_not() {
    for house in houses() {
        let (dana, priya) = (session(&house, "dana"), session(&house, "priya"));
        let before = to_cosign(&house, &priya).expect("a list");
        let one = ready(&house, &dana, 3);
        signed_plans(&house, &one, &dana, "plain-grant", 150);
        complete(&house, &dana, one.member, one.version);
        let seen = || {
            let list = to_cosign(&house, &priya).expect("a list");
            (list.lines.iter().any(|line| line.version == one.version), list.lines.len(), list.more)
        };
        assert_eq!(seen(), (true, before.lines.len() + 1, 0), "a grant asks no clinician");
        let (here, member) = (agency(&dana), one.member);
        for state in ["died", "away", "paused", "moved"] {
            crate::house::meddle(&house, &STATE, params![here, member, state].to_vec());
            assert!(!seen().0, "{state}");
        }
        crate::house::meddle(&house, &STATE, params![here, member, "active"].to_vec());
        assert!(seen().0);
        signed_plans(&house, &one, &dana, "virginia-arts", 150);
        let (_, shown, more) = seen();
        assert_eq!((shown, more), (100, before.lines.len() + 151 - 100), "the rest is counted");
    }
}

#[test]
fn who_signs_in_both_parts_sees_both_lists() {
    for house in houses() {
        let (dana, joan, priya) = (session(&house, "dana"), session(&house, "joan"), session(&house, "priya"));
        let (first, second) = (ready(&house, &dana, 3), ready(&house, &dana, 3));
        for one in [&first, &second] {
            complete(&house, &dana, one.member, one.version);
        }
        let renee = session(&house, "renee");
        let put = |who: &Session, one: &crate::house::Ready, signer| {
            let own = signing(signer, HowSigned::OwnSession);
            sign(&house, who, house.new_command(), one.member, one.version, own).expect("signed");
        };
        put(&priya, &first, SignerKind::Clinician);
        put(&renee, &second, SignerKind::Supervisor);
        let waits = |who: &Session, one: &crate::house::Ready| {
            to_cosign(&house, who).expect("a list").lines.iter().filter(|line| line.version == one.version).count()
        };
        assert_eq!((waits(&renee, &first), waits(&renee, &second)), (1, 0));
        let role = NewGrant { staff: staff(&renee), role: Role::Clinician, program: None, from: None, until: None };
        grant_role(&house, &joan, house.new_command(), role).expect("granted");
        let renee = session(&house, "renee");
        assert_eq!((waits(&renee, &first), waits(&renee, &second)), (1, 1));
        let third = ready(&house, &dana, 3);
        complete(&house, &dana, third.member, third.version);
        assert_eq!(waits(&renee, &third), 1, "in both parts, and listed once");
    }
}

#[test]
fn a_long_list_goes_on_from_page_to_page() {
    for house in houses() {
        let (dana, renee) = (session(&house, "dana"), session(&house, "renee"));
        let one = register(&house, &dana, house.new_command(), "Zora", Lang::En).expect("a chart");
        enrol(&house, &dana, one, "virginia-arts", ago(&house, 3));
        let here = agency(&dana);
        let many = 1_100;
        set(&house, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            for at in 0..many {
                let id: MemberId = work.ids().next();
                // Two of each name: the key is more than the name.
                work.run(&permit, &NEW_MEMBER, &params![here, id, format!("Abe {}", at / 2), one])?;
            }
            Ok(())
        });
        let (mut seen, mut after, mut pages, mut abes) = (BTreeSet::new(), None, 0, 0);
        loop {
            let page = team(&house, &renee, after).expect("a page");
            pages += 1;
            assert!(page.lines.iter().all(|line| seen.insert(line.id)), "nobody stands on two pages");
            abes += page.lines.iter().filter(|line| line.called.starts_with("Abe ")).count();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert!(pages > 5 && seen.contains(&one));
        assert_eq!(abes, many);
        let day = team_day(&house, &renee).expect("a day");
        assert!(day.alone.more >= 100 && day.alone.lines.len() == 1_000, "{}", day.alone.more);
        assert!(day.in_no_program.more >= 100);
        let own = caseload_after(&house, &dana, None).expect("a page");
        assert!(own.next.is_none() && own.lines.iter().any(|line| line.id == one));
        let rest = caseload_after(&house, &dana, Some(one)).expect("a page");
        assert!(rest.lines.iter().all(|line| line.id != one));
        // Who is not in one's reach is no place to go on from.
        let sam = session(&house, "lucia");
        assert!(caseload_after(&house, &sam, Some(one)).expect("a page").lines.is_empty());
    }
}
