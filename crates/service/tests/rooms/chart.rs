//! Charts through the doors that the faces use, on both engines: finding, registering, walking beside, programs,
//! families, the agency's desk; and who may not.

use crate::house::{houses, session, staff};
use access::{Actor, Operation, Store, params, statements};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::people::{AllyBasis, AssignmentKind, Regime, Relation, Role};
use domain::time::{Date, TimeZone, plus_days};
use service::people::{
    Coverage, EnrolmentTerms, NewFamilyAlly, NewGrant, NewMember, NewStaff, Registration, add_family_ally, add_program,
    add_staff, add_supervision, adopt, agency, assign, caseload, change_coverage, change_enrolment, cover, cover_for,
    end_assignment, end_enrolment, end_program, end_role, end_staff, enrol, enrolment, enrolments, find_members,
    first_sign_in, grant_role, member, people_to_give, programs_to_join, register, rules, sign_in, staff_list,
    staff_member, team_day, timeline, transfer, welcome, withdraw_adoption,
};
use service::{Fault, House, Session};

statements! {
    DETAILS = "
        SELECT detail FROM audit_event
        WHERE agency_id = $1 AND actor_id = $2 AND operation = 'find-members' AND detail IS NOT NULL";

    BAR = "INSERT INTO barred (agency_id, member_id, staff_id, since) VALUES ($1, $2, $3, 0)";
}

fn today(house: &House) -> Date {
    house.now().date(&TimeZone::get("America/New_York").expect("a zone"))
}

fn chart(house: &House, who: &Session, called: &str) -> MemberId {
    register(house, who, house.new_command(), called, Lang::En).expect("a chart")
}

fn field(fault: &Fault) -> &str {
    match fault {
        Fault::Invalid(errors) => errors[0].field.as_str(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_name_is_found_however_it_is_said() {
    for house in houses() {
        let dana = session(&house, "dana");
        let rosa = chart(&house, &dana, "María del Carmen Zúñiga Echeverría");
        let will = chart(&house, &dana, "William Featherstonehaugh");
        for (query, who) in [
            ("Zuniga", rosa),
            ("echeverria maria", rosa),
            ("Carmen Suñiga", rosa),
            ("Maria Zunigga", rosa),
            ("Chayo Echeveria Zúñiga", rosa),
            ("Bill Featherstonehaugh", will),
            ("Fetherstonehaugh", will),
            ("featherstonehaugh willliam", will),
        ] {
            let found = find_members(&house, &dana, query).expect("a search");
            let first = found.matches.first().map(|found| found.id);
            assert!(
                first == Some(who),
                "{query} finds {:?}",
                found.matches.iter().map(|m| &m.called).collect::<Vec<_>>()
            );
        }
        let nobody = find_members(&house, &dana, "Xqzwk Qqjzx").expect("a search");
        assert!(nobody.is_empty(), "{nobody:?}");
    }
}

#[test]
fn a_name_that_many_share_is_found_by_both_its_words() {
    let db = testkit::engines().into_iter().next().expect("an engine");
    let house = House::new(Store::new(db), [7; 32]);
    service::demo::seed(&house).expect("the demonstration");
    let dana = session(&house, "dana");
    for n in 0..450 {
        chart(&house, &dana, &format!("Miguel Apellido{}", char::from(b'a' + (n % 26) as u8)));
        chart(&house, &dana, &format!("Nombre{} Castellanos", char::from(b'a' + (n % 26) as u8)));
    }
    let wanted = chart(&house, &dana, "Miguel Castellanos");
    for query in ["Miguel Castellanos", "castellanos miguel", "Miguel Castelanos"] {
        let found = find_members(&house, &dana, query).expect("a search");
        assert_eq!(found.matches.first().map(|found| found.id), Some(wanted), "{query}");
    }
    assert!(!find_members(&house, &dana, "Miguel").expect("a search").matches.is_empty());
}

#[test]
fn a_walk_in_is_looked_for_before_a_chart_is_made() {
    for house in houses() {
        let dana = session(&house, "dana");
        let known = chart(&house, &dana, "Guillermina Ostrander");
        let new =
            |called: &str, someone_new| NewMember { called: called.into(), lang: Lang::En, program: None, someone_new };
        let command = house.new_command();
        let likely = welcome(&house, &dana, command, new("Guillermina Ostrandar", false)).expect("an answer");
        let Registration::Likely(found) = likely else { panic!("a second chart for one person") };
        assert_eq!(found.matches[0].id, known);
        assert_eq!(found.matches[0].peer.as_deref(), Some("Dana Whitfield"));
        let done = welcome(&house, &dana, command, new("Guillermina Ostrandar", true)).expect("a chart");
        let again = welcome(&house, &dana, command, new("Guillermina Ostrandar", true)).expect("the same chart");
        assert_eq!(done, again, "a double click makes one chart");
        assert!(matches!(done, Registration::Done { may_open: true, member } if member != known));
        assert_eq!(
            field(&welcome(&house, &dana, house.new_command(), new(" ", false)).expect_err("no name")),
            "called"
        );
        // The front desk opens a chart and does not walk beside anybody.
        let sam = session(&house, "sam");
        let desk = welcome(&house, &sam, house.new_command(), new("Wolfgang Quist", false)).expect("a chart");
        let Registration::Done { member: opened, may_open: false } = desk else { panic!("{desk:?}") };
        let renee = session(&house, "renee");
        assert!(team_day(&house, &renee).expect("a team").alone.lines.iter().any(|one| one.id == opened));
        assert!(matches!(
            welcome(&house, &session(&house, "carol"), house.new_command(), new("Ash", true)),
            Err(Fault::Absent)
        ));
    }
}

#[test]
fn within_ones_programs_and_elsewhere_only_a_word_to_intake() {
    for house in houses() {
        let (dana, joan, marcus) = (session(&house, "dana"), session(&house, "joan"), session(&house, "marcus"));
        let programs = agency(&house, &joan).expect("the agency").programs;
        let (one, other) = (programs[0].id, programs[1].id);
        let page = staff_member(&house, &joan, staff(&marcus)).expect("marcus");
        for grant in page.grants.iter().filter(|grant| grant.open) {
            end_role(&house, &joan, house.new_command(), page.id, grant.id).expect("ended");
        }
        assert!(matches!(find_members(&house, &marcus, "Ash"), Err(Fault::Absent)), "without a role nobody searches");
        let role = Role::PeerSpecialist;
        let grant = NewGrant { staff: page.id, role, program: Some(one), from: None, until: None };
        grant_role(&house, &joan, house.new_command(), grant).expect("granted");
        assert_eq!(programs_to_join(&house, &marcus).expect("programs").len(), 1);
        let new = |called: &str, program| NewMember {
            called: called.into(),
            lang: Lang::En,
            program: Some(program),
            someone_new: true,
        };
        let here = welcome(&house, &dana, house.new_command(), new("Bartholomew Kiesling", one)).expect("a chart");
        let there = welcome(&house, &dana, house.new_command(), new("Theodora Vanderplaats", other)).expect("a chart");
        let (Registration::Done { member: here, .. }, Registration::Done { member: there, .. }) = (here, there) else {
            panic!("two charts")
        };
        let found = find_members(&house, &marcus, "Bartolomew Kiesling").expect("a search");
        assert_eq!(found.matches.iter().map(|found| found.id).collect::<Vec<_>>(), [here]);
        assert!(!found.matches[0].may_open, "finding is not opening");
        let found = find_members(&house, &marcus, "Theodora Vanderplaats").expect("a search");
        assert!(found.is_empty(), "who merely looks for a name learns nothing of another program");
        let walk_in = || {
            let new =
                NewMember { called: "Theodora Vanderplaats".into(), lang: Lang::En, program: None, someone_new: false };
            welcome(&house, &marcus, house.new_command(), new)
        };
        let Registration::Likely(found) = walk_in().expect("an answer") else { panic!("a second chart") };
        assert!(found.matches.is_empty() && found.elsewhere, "only: ask intake");
        assert!(
            details(&house, &marcus).iter().any(|told| told.contains("elsewhere") && told.contains(&there.to_string())),
            "the record says of whom the search gave a hint"
        );
        assert!(matches!(
            welcome(
                &house,
                &session(&house, "imani"),
                house.new_command(),
                NewMember { called: "Theodora Vanderplaats".into(), lang: Lang::En, program: None, someone_new: false }
            ),
            Err(Fault::Absent)
        ));
        let dana_finds = find_members(&house, &dana, "Theodora Vanderplaats").expect("a search");
        assert_eq!(dana_finds.matches[0].id, there);
        let told = details(&house, &dana);
        assert!(told.iter().any(|told| told.starts_with(&format!("found {there}"))), "and whom it showed: {told:?}");
        bar(&house, &marcus, there);
        assert!(
            matches!(walk_in().expect("an answer"), Registration::Done { .. }),
            "barred: silence, even at the desk"
        );
        assert!(matches!(member(&house, &marcus, here), Err(Fault::Absent)));
        let wrong = welcome(&house, &marcus, house.new_command(), new("Ash Lindgren", other)).expect_err("not theirs");
        assert_eq!(field(&wrong), "program");
        let alone = NewMember { called: "Only One".into(), lang: Lang::En, program: None, someone_new: true };
        let Registration::Done { member: alone, .. } =
            welcome(&house, &marcus, house.new_command(), alone).expect("a chart")
        else {
            panic!("a chart")
        };
        assert_eq!(enrolments(&house, &marcus, alone).expect("programs").enrolments[0].program, one);
    }
}

/// What the record says of somebody's searches.
fn details(house: &House, session: &Session) -> Vec<String> {
    let Actor::Staff(hat) = session.actor else { panic!("not staff") };
    let call = house.call(Actor::Operator);
    house
        .store()
        .read(&call, |work| {
            let permit = work.permit_open(Operation::Operate)?;
            let rows = work.rows(&permit, &DETAILS, &params![hat.agency, hat.staff])?;
            rows.into_iter().map(|mut row| Ok(row.take()?)).collect()
        })
        .expect("the record")
}

#[test]
fn who_works_in_one_program_learns_nothing_of_another() {
    for house in houses() {
        let (dana, renee, joan) = (session(&house, "dana"), session(&house, "renee"), session(&house, "joan"));
        let carol = session(&house, "carol");
        let programs = agency(&house, &joan).expect("the agency").programs;
        let (one, other) = (programs[0].id, programs[1].id);
        let ash = chart(&house, &dana, "Ash");
        let here = enrol(&house, &renee, house.new_command(), ash, one, None, "").expect("enrolled");
        let there = enrol(&house, &renee, house.new_command(), ash, other, None, "Drug court").expect("enrolled");
        assert_eq!(enrolments(&house, &carol, ash).expect("programs").enrolments.len(), 2, "her role is agency-wide");
        for who in ["carol", "imani"] {
            let id = staff(&session(&house, who));
            let page = staff_member(&house, &joan, id).expect("a page");
            for grant in page.grants.iter().filter(|grant| grant.open) {
                end_role(&house, &joan, house.new_command(), id, grant.id).expect("ended");
            }
            let role = if who == "carol" { Role::Biller } else { Role::Clinician };
            let grant = NewGrant { staff: id, role, program: Some(one), from: None, until: None };
            grant_role(&house, &joan, house.new_command(), grant).expect("granted");
            let who = session(&house, who);
            let seen = enrolments(&house, &who, ash).expect("programs").enrolments;
            assert_eq!(seen.iter().map(|one| one.id).collect::<Vec<_>>(), [here]);
            assert!(seen.iter().all(|one| one.mandated_by.is_empty()));
            assert!(matches!(enrolment(&house, &who, ash, there), Err(Fault::Absent)));
            let write = change_coverage(&house, &who, house.new_command(), ash, there, 1, Coverage::default());
            assert!(matches!(write, Err(Fault::Absent)));
        }
        let imani = session(&house, "imani");
        assert_eq!(member(&house, &imani, ash).expect("a page").programs.len(), 1);
        let told = timeline(&house, &imani, ash, None).expect("a timeline");
        assert_eq!(told.happened.iter().filter(|one| one.kind == "enrol").count(), 1);
        assert_eq!(member(&house, &dana, ash).expect("a page").programs.len(), 2, "who walks beside sees all");
        assert_eq!(member(&house, &renee, ash).expect("a page").programs.len(), 2);
    }
}

fn bar(house: &House, session: &Session, member: MemberId) {
    let Actor::Staff(hat) = session.actor else { panic!("not staff") };
    let call = house.call(Actor::Operator);
    house
        .store()
        .write(&call, move |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &BAR, &params![hat.agency, member, hat.staff])
        })
        .expect("barred");
}

#[test]
fn a_member_is_handed_over_and_the_history_stays() {
    for house in houses() {
        let (dana, marcus, renee) = (session(&house, "dana"), session(&house, "marcus"), session(&house, "renee"));
        let ash = chart(&house, &dana, "Ash");
        let new = |house: &House| house.new_command();
        assert!(matches!(
            transfer(&house, &dana, new(&house), ash, staff(&marcus), None),
            Err(Fault::Refused(_) | Fault::Absent)
        ));
        let past = Some(plus_days(today(&house), -3));
        let early = transfer(&house, &renee, new(&house), ash, staff(&marcus), past).expect_err("the past");
        assert_eq!(field(&early), "from");
        let same = transfer(&house, &renee, new(&house), ash, staff(&dana), None).expect_err("the same");
        assert_eq!(field(&same), "staff");
        let office = transfer(&house, &renee, new(&house), ash, staff(&session(&house, "carol")), None);
        assert_eq!(field(&office.expect_err("a biller walks beside nobody")), "staff");
        let command = new(&house);
        let first = transfer(&house, &renee, command, ash, staff(&marcus), None).expect("handed over");
        let again = transfer(&house, &renee, command, ash, staff(&marcus), None).expect("once");
        assert_eq!(first, again);
        assert!(matches!(member(&house, &dana, ash), Err(Fault::Absent)), "who was there before sees nothing now");
        let page = member(&house, &marcus, ash).expect("the page");
        assert_eq!((page.walks.len(), page.peers.as_slice()), (2, &["Marcus Bell".to_owned()][..]));
        // A change that is planned does not open the chart today.
        let soon = Some(plus_days(today(&house), 7));
        transfer(&house, &renee, new(&house), ash, staff(&dana), soon).expect("planned");
        assert!(member(&house, &marcus, ash).is_ok() && member(&house, &dana, ash).is_err());
        bar(&house, &session(&house, "lucia"), ash);
        let people = people_to_give(&house, &renee, ash).expect("people");
        assert!(people.iter().all(|one| one.name != "Lucía Herrera"), "whom the member barred is not offered");
        let told = timeline(&house, &marcus, ash, None).expect("a timeline");
        assert!(told.happened.iter().any(|one| one.kind == "walk" && one.words == "Marcus Bell"));
        assert_eq!(told.happened.last().map(|one| one.kind.as_str()), Some("opened"));
    }
}

#[test]
fn cover_opens_the_chart_for_its_days_alone() {
    for house in houses() {
        let (dana, marcus, renee) = (session(&house, "dana"), session(&house, "marcus"), session(&house, "renee"));
        let ash = chart(&house, &dana, "Ash");
        let days = |n| Some(plus_days(today(&house), n));
        let by = staff(&marcus);
        let endless = cover(&house, &renee, house.new_command(), ash, by, None, None).expect_err("no end");
        assert_eq!(field(&endless), "until");
        cover(&house, &renee, house.new_command(), ash, by, days(2), days(9)).expect("planned");
        assert!(member(&house, &marcus, ash).is_err());
        let now = cover(&house, &renee, house.new_command(), ash, by, None, days(1)).expect("today");
        assert!(member(&house, &marcus, ash).is_ok() && member(&house, &dana, ash).is_ok());
        end_assignment(&house, &renee, house.new_command(), ash, now, None).expect("ended");
        assert!(member(&house, &marcus, ash).is_err());
        let covered = cover_for(&house, &renee, house.new_command(), staff(&dana), by, None, days(5)).expect("all");
        assert_eq!(covered as usize, caseload(&house, &dana).expect("a caseload").len());
        let team = team_day(&house, &renee).expect("a team");
        let away = team.peers.iter().find(|peer| peer.staff == staff(&dana)).expect("dana");
        assert_eq!(away.away_until, days(5));
        let second = AssignmentKind::Second;
        let tess = session(&house, "tess");
        assign(&house, &renee, house.new_command(), ash, staff(&tess), second, None).expect("comes along");
        assert!(member(&house, &tess, ash).is_ok());
        assert!(matches!(
            cover_for(&house, &dana, house.new_command(), staff(&marcus), staff(&dana), None, days(2)),
            Err(Fault::Absent)
        ));
    }
}

#[test]
fn an_enrolment_says_why_it_pays_and_never_blocks() {
    for house in houses() {
        let (dana, renee, carol) = (session(&house, "dana"), session(&house, "renee"), session(&house, "carol"));
        let programs = agency(&house, &session(&house, "joan")).expect("the agency").programs;
        let arts = programs.iter().find(|one| one.rule_pack == "virginia-arts").expect("ARTS").id;
        let ash = chart(&house, &dana, "Ash");
        let day = today(&house);
        assert!(enrol(&house, &dana, house.new_command(), ash, arts, None, "").is_err(), "a peer does not enroll");
        let id = enrol(&house, &renee, house.new_command(), ash, arts, Some(plus_days(day, -40)), "Drug court")
            .expect("enrolled");
        let twice = enrol(&house, &renee, house.new_command(), ash, arts, None, "").expect_err("twice");
        assert_eq!(field(&twice), "program");
        let page = enrolment(&house, &carol, ash, id).expect("a biller sees the card");
        assert!(!page.all.may_read_member && page.may_change_coverage);
        let card = page.card.expect("a card");
        let missing = card.warnings.iter().find(|one| one.notice.id == "card-missing").expect("a warning");
        assert!(missing.rule.as_ref().is_some_and(|rule| !rule.source.is_empty()));
        let coverage = Coverage {
            payer: "Medicaid".into(),
            recommended: (Some(plus_days(day, -90)), None),
            coverage: (Some(plus_days(day, -90)), Some(plus_days(day, 10))),
            authorized: (Some(day), Some(plus_days(day, -1))),
            ..Coverage::default()
        };
        let save = |who: &Session, revision, coverage: &Coverage| {
            change_coverage(&house, who, house.new_command(), ash, id, revision, coverage.clone())
        };
        assert_eq!(field(&save(&carol, card.revision, &coverage).expect_err("backwards")), "authorized_until");
        let coverage = Coverage { authorized: (None, None), ..coverage };
        assert!(save(&dana, card.revision, &coverage).is_err(), "a peer reads the card and does not write it");
        save(&carol, card.revision, &coverage).expect("saved");
        assert_eq!(field(&save(&carol, card.revision, &coverage).expect_err("an old card")), "revision");
        let card = enrolment(&house, &dana, ash, id).expect("a page").card.expect("a card");
        let told: Vec<&str> = card.warnings.iter().map(|one| one.notice.id.as_str()).collect();
        assert_eq!(card.recommended_until, Some(plus_days(day, -60)), "counted by the rule of the program");
        assert!(told.contains(&"card-ends") && told.contains(&"card-ended") && told.contains(&"card-start-late"));
        assert!(enrolment(&house, &session(&house, "imani"), ash, id).expect("a page").card.is_none());
        assert!(enrolment(&house, &session(&house, "omar"), ash, id).is_err());
        let reason = end_enrolment(&house, &renee, house.new_command(), ash, id, None, " ").expect_err("no reason");
        assert_eq!(field(&reason), "end_reason");
        end_enrolment(&house, &renee, house.new_command(), ash, id, None, "Moved on, well").expect("ended");
        assert!(end_enrolment(&house, &renee, house.new_command(), ash, id, None, "Again").is_err());
    }
}

#[test]
fn a_parent_and_a_child_keep_charts_of_their_own() {
    for house in houses() {
        let (dana, lucia, renee) = (session(&house, "dana"), session(&house, "lucia"), session(&house, "renee"));
        let (child, parent) = (chart(&house, &dana, "Milo"), chart(&house, &lucia, "Milo's mother"));
        let program = agency(&house, &session(&house, "joan")).expect("the agency").programs[0].id;
        let id = enrol(&house, &renee, house.new_command(), parent, program, None, "").expect("enrolled");
        let terms = EnrolmentTerms { regime: Regime::Undecided, mandated_by: String::new(), beneficiary: child };
        assert!(change_enrolment(&house, &lucia, house.new_command(), parent, id, terms.clone()).is_err());
        change_enrolment(&house, &renee, house.new_command(), parent, id, terms).expect("decided");
        assert_eq!(member(&house, &renee, child).expect("a page").family.charts[0].id, parent);
        assert_eq!(member(&house, &renee, parent).expect("a page").family.charts[0].id, child);
        let own = enrolments(&house, &lucia, parent).expect("programs");
        assert!(own.family.charts.is_empty() && own.enrolments[0].beneficiary_hidden, "who may read one sees one");
        assert!(member(&house, &dana, child).expect("a page").family.charts.is_empty());
        let ally = |relation, basis, signs| NewFamilyAlly {
            relation,
            name: "Neighbor Jean".into(),
            relation_words: "next door".into(),
            basis,
            consented_on: None,
            signs,
        };
        let add = |ally| add_family_ally(&house, &dana, house.new_command(), child, ally);
        let caregiver = add(ally(Relation::Caregiver, AllyBasis::NamedOnly, true)).expect_err("does not sign");
        assert_eq!(field(&caregiver), "signs");
        add(ally(Relation::Caregiver, AllyBasis::NamedOnly, false)).expect("a caregiver");
        add(ally(Relation::Guardian, AllyBasis::Law, true)).expect("a guardian");
        let family = member(&house, &dana, child).expect("a page").family;
        assert_eq!(family.allies.iter().map(|ally| ally.signs).collect::<Vec<_>>(), [false, true]);
    }
}

#[test]
fn the_agency_sets_up_its_people_and_nobody_grants_themselves() {
    for house in houses() {
        let (joan, dana, renee) = (session(&house, "joan"), session(&house, "dana"), session(&house, "renee"));
        let new = NewStaff { name: "Pat Quill".into(), title: "Peer".into(), username: "pat.quill".into() };
        assert!(matches!(add_staff(&house, &dana, house.new_command(), &new), Err(Fault::Absent)));
        let command = house.new_command();
        let added = add_staff(&house, &joan, command, &new).expect("added");
        assert_eq!(add_staff(&house, &joan, command, &new).expect("once"), added);
        let second = add_staff(&house, &joan, house.new_command(), &new).expect("another of that name");
        assert_eq!(second.username, "pat.quill2", "that a name is taken, here or elsewhere, is told to nobody");
        let first = |code: &str, phrase: &str| first_sign_in(&house, "pat.quill", code, phrase, "there");
        assert_eq!(field(&first("0000-0000", "a lake of quiet geese").expect_err("wrong")), "code");
        assert_eq!(field(&first(&added.code, "short").expect_err("short")), "passphrase");
        first(&added.code, "a lake of quiet geese").expect("set");
        assert_eq!(field(&first(&added.code, "another quiet lake now").expect_err("used")), "code");
        let pat = sign_in(&house, "pat.quill", "a lake of quiet geese", "there").expect("a sign-in").session;
        assert!(matches!(find_members(&house, &pat, "Ash"), Err(Fault::Absent)), "no role, no door");
        let grant = |staff, role| NewGrant { staff, role, program: None, from: None, until: None };
        let own = grant_role(&house, &joan, house.new_command(), grant(staff(&joan), Role::ComplianceOfficer));
        assert!(matches!(own, Err(Fault::Refused(_))));
        grant_role(&house, &joan, house.new_command(), grant(added.staff, Role::PeerSpecialist)).expect("granted");
        let twice = grant_role(&house, &joan, house.new_command(), grant(added.staff, Role::PeerSpecialist));
        assert_eq!(field(&twice.expect_err("twice")), "role");
        let odd = grant_role(&house, &joan, house.new_command(), grant(added.staff, Role::Operator));
        assert_eq!(field(&odd.expect_err("not an agency's to give")), "role");
        add_supervision(&house, &joan, house.new_command(), staff(&renee), added.staff, None).expect("a line");
        let ash = chart(&house, &pat, "Ash");
        assert!(member(&house, &renee, ash).is_ok());
        assert!(staff_list(&house, &joan, None).expect("a list").people.iter().any(|one| one.id == added.staff));
        assert!(matches!(staff_list(&house, &session(&house, "carol"), None), Err(Fault::Absent)));
        end_staff(&house, &joan, house.new_command(), added.staff).expect("ended");
        assert!(find_members(&house, &pat, "Ash").is_err(), "an open session opens nothing");
        assert!(team_day(&house, &renee).expect("a team").alone.lines.iter().any(|one| one.id == ash));
        let page = staff_member(&house, &joan, added.staff).expect("a page");
        assert!(!page.active && page.grants.iter().all(|grant| !grant.open), "the history stays");
    }
}

#[test]
fn a_rule_counts_when_it_is_adopted_and_programs_end_empty() {
    for house in houses() {
        let (victor, joan, ray) = (session(&house, "victor"), session(&house, "joan"), session(&house, "ray"));
        let (pack, key) = ("virginia-arts", "signer.supervisor");
        let adopted = |who: &Session| {
            let all = rules(&house, who).expect("rules");
            all.iter().find(|one| one.pack.id == pack).and_then(|one| one.adopted(key).cloned())
        };
        assert_eq!(adopted(&victor), None);
        assert!(matches!(adopt(&house, &joan, house.new_command(), pack, key, "p. 3"), Err(Fault::Absent)));
        assert_eq!(field(&adopt(&house, &victor, house.new_command(), pack, key, " ").expect_err("where")), "page");
        assert!(adopt(&house, &victor, house.new_command(), pack, "signer.mayor", "p. 3").is_err());
        let id = adopt(&house, &victor, house.new_command(), pack, key, "ARTS manual, page 12").expect("adopted");
        let stands = adopted(&victor).expect("it counts");
        assert_eq!((stands.id, stands.by.as_str(), stands.page.as_str()), (id, "Victor Hale", "ARTS manual, page 12"));
        assert!(rules(&house, &ray).expect("rules").iter().all(|one| one.values.iter().all(|v| v.adopted.is_none())));
        withdraw_adoption(&house, &victor, house.new_command(), id).expect("withdrawn");
        assert_eq!(adopted(&victor), None);
        let program =
            add_program(&house, &joan, house.new_command(), "Evening group", "plain-grant", None).expect("one");
        let again = add_program(&house, &joan, house.new_command(), "Evening group", "plain-grant", None);
        assert_eq!(field(&again.expect_err("the same name")), "name");
        let full =
            agency(&house, &joan).expect("the agency").programs.iter().find(|one| one.enrolled > 0).map(|one| one.id);
        let still = end_program(&house, &joan, house.new_command(), full.expect("a program"), None);
        assert_eq!(field(&still.expect_err("members are in it")), "ends_on");
        end_program(&house, &joan, house.new_command(), program, None).expect("ended");
    }
}
