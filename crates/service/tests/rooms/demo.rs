//! Invented people, on both engines, through the doors that the faces use.

use crate::house::{bare_houses, session};
use access::{Actor, Operation, params, statements};
use domain::lang::Lang;
use domain::people::Role;
use service::Fault;
use service::demo::{Crowd, fill, seed};
use service::people::{caseload, find_members, team};
use service::plan::{open, version};
use std::collections::BTreeMap;

/// Each role that has a page today. Supporters and referral partners come with what is shared with them.
const STAFF: [Role; 13] = [
    Role::PeerSpecialist,
    Role::FamilyPartner,
    Role::Trainee,
    Role::Volunteer,
    Role::FrontDesk,
    Role::Supervisor,
    Role::Clinician,
    Role::AgencyAdmin,
    Role::ComplianceOfficer,
    Role::PrivacyOfficer,
    Role::Biller,
    Role::DirectoryEditor,
    Role::Monitor,
];

#[test]
fn every_plan_of_the_demonstration_can_be_opened_and_every_version_read() {
    for house in bare_houses() {
        let accounts = seed(&house).expect("the demonstration");
        for agency in ["james-river", "st-johns"] {
            for role in STAFF {
                let there = accounts.iter().any(|account| account.agency == agency && account.role == role.code());
                assert!(there, "{agency} has a {}", role.code());
            }
        }
        let (mut drafts, mut waiting, mut signed, mut twice, mut none, mut spanish) = (0, 0, 0, 0, 0, 0);
        for peer in ["dana", "marcus", "lucia", "omar"] {
            let session = session(&house, peer);
            let members = caseload(&house, &session).expect("a caseload");
            assert!(members.len() >= 4, "{peer} walks beside {}", members.len());
            for line in members {
                let plan = open(&house, &session, line.id).expect("a plan");
                for line in &plan.versions {
                    version(&house, &session, plan.member, line.id).expect("a version");
                }
                match (&plan.plan, plan.versions.as_slice()) {
                    (None, _) => none += 1,
                    (Some(_), []) => drafts += 1,
                    (Some(_), [one]) if one.signed_on.is_none() => waiting += 1,
                    (Some(_), [_]) => signed += 1,
                    (Some(_), _) => twice += 1,
                }
                let words = plan.content.good_life.contains("hijos") || plan.content.good_life.contains("mamá");
                spanish += i32::from(line.lang == Lang::Es && words);
            }
        }
        for (count, what) in
            [(drafts, "drafts"), (waiting, "waiting"), (signed, "signed"), (twice, "twice"), (none, "none")]
        {
            assert!(count >= 2, "{what}: {count}");
        }
        assert!(spanish >= 3, "plans in Spanish: {spanish}");
    }
}

#[test]
fn the_agencies_of_the_demonstration_cannot_see_each_other() {
    for house in bare_houses() {
        seed(&house).expect("the demonstration");
        let (dana, omar) = (session(&house, "dana"), session(&house, "omar"));
        let jo = caseload(&house, &dana).expect("a caseload").into_iter().find(|line| line.called == "Jo");
        let jo = jo.expect("Jo").id;
        assert!(matches!(open(&house, &omar, jo), Err(Fault::Absent)));
        assert!(find_members(&house, &omar, "Keisha").expect("a search").is_empty());
    }
}

#[test]
fn a_crowd_is_the_same_for_the_same_seed_and_is_added_once() {
    let crowd = || Crowd { members: 80, meetings: 10, seed: 9, agency: None };
    let mut names = Vec::new();
    for house in bare_houses().into_iter().chain(bare_houses()) {
        let mut heard = 0;
        let made = fill(&house, &crowd(), |done| heard = done).expect("a crowd");
        assert_eq!((made.meetings, heard), (10, 80));
        let peer = session(&house, "peer-9-1");
        let lines = caseload(&house, &peer).expect("a caseload");
        assert!(lines.len() > 20);
        for line in &lines {
            open(&house, &peer, line.id).expect("a plan");
        }
        names.push(lines.into_iter().map(|line| line.called).collect::<Vec<_>>());
        assert!(matches!(fill(&house, &crowd(), |_| ()), Err(Fault::Refused(_))));
        let elsewhere = Crowd { agency: Some("moon".into()), seed: 10, ..crowd() };
        assert!(matches!(fill(&house, &elsewhere, |_| ()), Err(Fault::Absent)));
    }
    assert!(names.windows(2).all(|pair| pair[0] == pair[1]));
}

statements! {
    COUNTED = "
        SELECT 'goal ' || status, COUNT(*) FROM goal GROUP BY status
        UNION ALL SELECT 'member ' || state, COUNT(*) FROM member GROUP BY state
        UNION ALL SELECT 'plan with frequency', COUNT(*) FROM plan WHERE minutes_per_week IS NOT NULL
        UNION ALL SELECT 'plan with recommendation', COUNT(*) FROM plan_text WHERE field = 'recommendation'
        UNION ALL SELECT 'review with a reason', COUNT(*) FROM plan_review WHERE late_reason IS NOT NULL
        UNION ALL SELECT 'wish', COUNT(*) FROM peer_wish WHERE answered_at IS NULL
        UNION ALL SELECT 'cover', COUNT(*) FROM assignment WHERE kind = 'cover' AND covers_id IS NOT NULL
        UNION ALL SELECT 'clash', COUNT(*) FROM plan_clash WHERE settled_at IS NULL
        UNION ALL SELECT 'adopted rule', COUNT(*) FROM rule_adoption WHERE withdrawn_at IS NULL
        UNION ALL SELECT 'link', COUNT(*) FROM sign_link WHERE used_at IS NULL AND withdrawn_at IS NULL
        UNION ALL SELECT 'newcomer', COUNT(*) FROM join_claim WHERE refused_at IS NULL";
}

#[test]
fn the_demonstration_is_a_real_tuesday() {
    for house in bare_houses() {
        seed(&house).expect("the demonstration");
        let counted = house.store().read(&house.call(Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let rows = work.rows(&permit, &COUNTED, &params![])?;
            rows.into_iter()
                .map(|mut row| Ok((row.take()?, row.take()?)))
                .collect::<Result<Vec<(String, i64)>, Fault>>()
        });
        let counted: BTreeMap<String, i64> = counted.expect("counts").into_iter().collect();
        let at_least = |what: &str, least: i64| {
            let found = counted.get(what).copied().unwrap_or_default();
            assert!(found >= least, "{what}: {found} of {least} in {counted:?}");
        };
        for status in ["idea", "active", "paused", "changed", "reached", "let-go"] {
            at_least(&format!("goal {status}"), 1);
        }
        for state in ["active", "paused", "away", "moved", "finished", "died"] {
            at_least(&format!("member {state}"), 1);
        }
        at_least("plan with frequency", 10);
        at_least("plan with recommendation", 10);
        at_least("review with a reason", 2);
        at_least("adopted rule", 2);
        for waits in ["wish", "cover", "clash", "link", "newcomer"] {
            at_least(waits, 1);
        }
        let lines = team(&house, &session(&house, "renee"), None).expect("a team");
        assert!(lines.lines.iter().any(|line| line.called == "Dwight"), "somebody paused is still somebody's");
    }
}
