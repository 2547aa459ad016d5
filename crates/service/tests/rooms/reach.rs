//! What a member tells of themselves, whom they keep out, and what their state stops, on both engines.

use crate::house::{houses, session};
use access::{Actor, Operation, params, statements};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::people::{AllyBasis, AwayKind, ChannelKind, MemberState, Relation, Use};
use service::people::{
    About, AllyEntry, Because, ChannelEntry, Joining, Looked, Looker, NewSecret, NewState, Standing, answer_wish,
    ask_for_another, bar, barred, beside, caseload, change_state, colleagues, confirm_join, end_ally, end_channel,
    expected_back, find_members, invitation, invite, join, looked, member, offer_name, open_wish, people_to_give,
    reach, register, reset, save_about, save_ally, save_channel, supporters, team_day, unbar, walk_history, wishes,
    without_a_peer,
};
use service::plan::{add_goal, may_write, texts};
use service::{Fault, House, Session};

statements! {
    CONSENTED_LONG_AGO = "UPDATE ally SET consented_on = $2 WHERE member_id = $1";
}

/// A member of dana's with a sign-in of their own: dana, the phone, the chart.
pub fn linked(house: &House, called: &str) -> (Session, Session, MemberId) {
    let dana = session(house, "dana");
    let member = register(house, &dana, house.new_command(), called, Lang::En).expect("a chart");
    let code = invite(house, &dana, house.new_command(), member).expect("a code").code;
    let name = offer_name(house, Lang::En).expect("a name");
    let joining = Joining {
        code,
        name: (name.name, name.seal),
        secret: NewSecret::Pin("407193".into(), "407193".into()),
        lang: Lang::En,
        device: service::people::keys::Device::new(house, ""),
        from: "phone".into(),
    };
    let phone = join(house, house.new_command(), &joining).expect("joined").signed_in.session;
    let Standing::Waiting(claimed) = invitation(house, &dana, member).expect("an invitation").standing else {
        panic!("nobody waits")
    };
    confirm_join(house, &dana, house.new_command(), member, claimed.code, true).expect("a yes");
    (dana, phone, member)
}

fn invalid<T>(outcome: Result<T, Fault>) -> String {
    match outcome.map(|_| ()).expect_err("a fault") {
        Fault::Invalid(errors) => format!("{} {}", errors[0].field, errors[0].notice.id),
        other => other.to_string(),
    }
}

#[test]
fn a_member_says_how_to_be_reached_and_staff_read_it() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let save = |who: &Session, kind, value: &str, allowed: &[Use]| {
            let entry = ChannelEntry { kind, value: value.into(), allowed: allowed.to_vec(), note: String::new() };
            save_channel(&house, who, house.new_command(), id, None, &entry)
        };
        save(&phone, ChannelKind::Phone, "804 555 0142", &[Use::Text]).expect("saved");
        save(&dana, ChannelKind::FrontDesk, "", &[]).expect("saved");
        assert_eq!(invalid(save(&phone, ChannelKind::Phone, "call me", &[])), "value channel-phone-wrong");
        assert_eq!(invalid(save(&phone, ChannelKind::Mail, "Box 1", &[Use::Call])), "value channel-use-odd");
        let found = reach(&house, &dana, id).expect("reach");
        assert_eq!(found.channels.len(), 2);
        let number = found.channels.iter().find(|own| own.kind == ChannelKind::Phone).expect("the phone");
        assert_eq!(number.value, "+18045550142");
        assert_eq!(number.allowed, [Use::Text]);
        end_channel(&house, &phone, house.new_command(), id, number.id).expect("ended");
        assert_eq!(reach(&house, &phone, id).expect("reach").channels.len(), 1);
    }
}

#[test]
fn who_stands_by_a_member_stands_there_on_their_word() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let save = |who: &Session, instead, relation, basis| {
            let (name, words, reach) = ("Lena".into(), "my aunt".into(), String::new());
            let entry = AllyEntry { relation, name, words, reach, basis, in_plan: true, invited: true };
            save_ally(&house, who, house.new_command(), id, instead, &entry)
        };
        save(&phone, None, Relation::Supporter, AllyBasis::NamedOnly).expect("saved");
        let lena = reach(&house, &dana, id).expect("reach").allies.remove(0);
        assert!(!lena.invited, "who may not learn of us is not asked to planning");
        save(&phone, Some(lena.id), Relation::Supporter, AllyBasis::Consent).expect("saved");
        let allies = reach(&house, &dana, id).expect("reach").allies;
        assert!(allies.len() == 1 && allies[0].invited && allies[0].consented_on.is_some());
        let law = save(&dana, None, Relation::Caregiver, AllyBasis::Law);
        assert_eq!(invalid(law), "basis ally-law-guardian-only");
        end_ally(&house, &phone, house.new_command(), id, allies[0].id).expect("ended");
        assert!(reach(&house, &dana, id).expect("reach").allies.is_empty());
    }
}

#[test]
fn a_new_name_is_found_and_two_who_save_at_once_lose_nothing() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let revision = reach(&house, &phone, id).expect("reach").revision;
        let save = |who: &Session, called: &str| {
            let about = About { called: called.into(), safe_word: "harbor".into(), revision, ..About::default() };
            save_about(&house, who, house.new_command(), id, &about)
        };
        save(&phone, "Juniper Vale").expect("saved");
        assert_eq!(invalid(save(&dana, "Ashley")), "revision reach-changed-meanwhile");
        assert_eq!(invalid(save(&phone, " ")), "called text-missing");
        let found = reach(&house, &dana, id).expect("reach");
        assert_eq!((found.called.as_str(), found.safe_word.as_deref()), ("Juniper Vale", Some("harbor")));
        let hits = find_members(&house, &dana, "juniper vale").expect("a search");
        assert!(hits.iter().any(|line| line.id == id), "the new name is found");
    }
}

#[test]
fn who_is_barred_finds_no_such_chart_not_even_by_search() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Quillon Marsh");
        let finds = || find_members(&house, &dana, "Quillon Marsh").expect("a search").iter().any(|line| line.id == id);
        let who = colleagues(&house, &phone, id).expect("colleagues");
        let own = who.iter().find(|one| dana.name == one.name).expect("dana").id;
        assert!(finds());
        bar(&house, &phone, house.new_command(), id, Some(own), "").expect("barred");
        assert!(matches!(member(&house, &dana, id), Err(Fault::Absent)));
        assert!(matches!(reach(&house, &dana, id), Err(Fault::Absent)));
        assert!(!finds());
        assert!(caseload(&house, &dana).expect("a caseload").iter().all(|line| line.id != id));
        assert_eq!(barred(&house, &phone, id).expect("barred").len(), 1);
        let renee = session(&house, "renee");
        assert!(matches!(barred(&house, &renee, id), Err(Fault::Absent)), "it tells nobody");
        let free = people_to_give(&house, &renee, id).expect("people");
        assert!(free.iter().all(|one| one.id != own), "who is barred is not given");
        assert_eq!(invalid(bar(&house, &phone, house.new_command(), id, None, "Nobody Here")), "named bar-nobody");
        unbar(&house, &phone, house.new_command(), id, own).expect("undone");
        assert!(finds() && member(&house, &dana, id).is_ok());
        bar(&house, &phone, house.new_command(), id, None, &dana.name.to_uppercase()).expect("barred by name");
        assert!(matches!(member(&house, &dana, id), Err(Fault::Absent)));
    }
}

#[test]
fn a_wish_for_someone_else_is_answered_without_a_reason() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        ask_for_another(&house, &phone, house.new_command(), id).expect("asked");
        ask_for_another(&house, &phone, house.new_command(), id).expect("asked twice is asked once");
        let renee = session(&house, "renee");
        assert_eq!(wishes(&house, &renee).expect("wishes").iter().filter(|wish| wish.member == id).count(), 1);
        assert!(wishes(&house, &dana).expect("wishes").is_empty(), "the peer does not see it");
        assert!(matches!(open_wish(&house, &dana, id), Err(Fault::Absent)));
        let free = people_to_give(&house, &renee, id).expect("people");
        let other = free.iter().find(|one| one.name != dana.name).expect("somebody else");
        let no = answer_wish(&house, &dana, house.new_command(), id, other.id);
        assert!(no.is_err(), "a peer does not answer it");
        answer_wish(&house, &renee, house.new_command(), id, other.id).expect("answered");
        assert!(open_wish(&house, &phone, id).expect("a wish").is_none());
        let now = beside(&house, &phone, id).expect("beside");
        assert!(now.iter().any(|one| one.name == other.name && one.because == Because::WalksBeside));
    }
}

#[test]
fn the_member_sees_who_may_look_and_who_looked() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        member(&house, &dana, id).expect("a page");
        let near = beside(&house, &phone, id).expect("beside");
        assert_eq!((near[0].name.as_str(), near[0].because), (dana.name.as_str(), Because::WalksBeside));
        let lines = looked(&house, &phone, id, None).expect("looked").lines;
        let by = |line: &Looked, who: &Session| matches!(&line.who, Looker::Staff { name, .. } if *name == who.name);
        assert!(lines.iter().any(|line| by(line, &dana) && line.operation == "read-member"));
        for other in ["dana", "renee", "priya"] {
            let other = session(&house, other);
            assert!(matches!(looked(&house, &other, id, None), Err(Fault::Absent)), "{}", other.name);
            assert!(matches!(beside(&house, &other, id), Err(Fault::Absent)), "{}", other.name);
        }
        for other in ["marcus", "omar", "joan"] {
            assert!(matches!(reach(&house, &session(&house, other), id), Err(Fault::Absent)), "{other}");
        }
    }
}

#[test]
fn one_look_is_not_buried_under_many_others() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let renee = session(&house, "renee");
        member(&house, &renee, id).expect("a page");
        for _ in 0..450 {
            member(&house, &dana, id).expect("a page");
        }
        let page = looked(&house, &phone, id, None).expect("looked");
        let by = |line: &Looked, who: &Session| matches!(&line.who, Looker::Staff { name, .. } if *name == who.name);
        let of = |who: &Session, operation: &str| {
            page.lines
                .iter()
                .filter(|line| by(line, who) && line.operation == operation)
                .map(|line| line.times)
                .sum::<i64>()
        };
        assert_eq!((of(&renee, "read-member"), page.older), (1, None));
        assert!(of(&dana, "read-member") >= 450, "each look counts, on one line");
        assert!(page.lines.len() < 20, "{}", page.lines.len());
    }
}

#[test]
fn a_page_that_asks_again_for_the_same_writing_is_no_further_look() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        add_goal(&house, &dana, house.new_command(), id, "Work again", "").expect("a goal");
        let looks = || {
            let lines = looked(&house, &phone, id, None).expect("looked").lines;
            lines.iter().filter(|line| line.operation == "read-plan").map(|line| line.times).sum::<i64>()
        };
        let first = texts(&house, &dana, id, "").expect("texts");
        let before = looks();
        for _ in 0..20 {
            let again = texts(&house, &dana, id, &first.mark).expect("texts");
            assert_eq!((again.mark.as_str(), again.texts), (first.mark.as_str(), None));
        }
        assert_eq!(looks(), before, "nothing new was given out");
        assert!(matches!(texts(&house, &session(&house, "marcus"), id, &first.mark), Err(Fault::Absent)));
        let goal = add_goal(&house, &dana, house.new_command(), id, "Sleep at night", "").expect("a goal");
        let new = texts(&house, &dana, id, &first.mark).expect("texts");
        assert!(new.texts.is_some_and(|texts| texts.iter().any(|text| text.owner == goal.to_string())));
        assert_eq!(looks(), before + 1, "what is new is a look");
    }
}

#[test]
fn to_look_at_what_could_be_done_is_not_to_do_it() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let (renee, joan) = (session(&house, "renee"), session(&house, "joan"));
        let done = || {
            let lines = looked(&house, &phone, id, None).expect("looked").lines;
            let acting = |line: &&Looked| !line.operation.starts_with("read-");
            lines.iter().filter(acting).map(|line| (line.operation.clone(), line.times)).collect::<Vec<_>>()
        };
        let before = done();
        invitation(&house, &dana, id).expect("an invitation");
        reset(&house, &renee, id).expect("a new start");
        for who in [&renee, &joan] {
            people_to_give(&house, who, id).expect("people");
            walk_history(&house, who, id).expect("a history");
        }
        may_write(&house, &dana, id).expect("she may");
        assert_eq!(done(), before, "nobody invited, gave or wrote anything");
        let looks = looked(&house, &phone, id, None).expect("looked").lines;
        assert!(looks.iter().any(|line| matches!(&line.who, Looker::Staff { name, .. } if *name == joan.name)));
    }
}

#[test]
fn two_last_names_are_found_by_either() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let save = |full: &str| {
            let revision = reach(&house, &phone, id).expect("reach").revision;
            let about = About { called: "Ash".into(), full_name: full.into(), revision, ..About::default() };
            save_about(&house, &phone, house.new_command(), id, &about).expect("saved");
        };
        let found = |name: &str| find_members(&house, &dana, name).expect("a search").iter().any(|hit| hit.id == id);
        save("Ashley Quiroga Wetherby");
        assert_eq!(reach(&house, &dana, id).expect("reach").full_name.as_deref(), Some("Ashley Quiroga Wetherby"));
        assert!(found("Quiroga") && found("wetherbi") && found("Ash"));
        save("");
        assert!(!found("Wetherby"), "what was taken back is found no more");
    }
}

#[test]
fn a_yes_keeps_its_day_when_a_name_is_put_right() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let save = |instead, name: &str, basis| {
            let (words, reach) = (String::new(), "804 555 0177".into());
            let relation = Relation::Supporter;
            let entry = AllyEntry { relation, name: name.into(), words, reach, basis, in_plan: false, invited: true };
            save_ally(&house, &phone, house.new_command(), id, instead, &entry).expect("saved");
        };
        let only = || reach(&house, &dana, id).expect("reach").allies.remove(0);
        save(None, "Lenna", AllyBasis::Consent);
        let call = house.call(Actor::Operator);
        let since: domain::time::Date = "2024-05-06".parse().expect("a day");
        let long_ago = move |work: &mut access::Work<'_>| {
            let permit = work.permit_open(Operation::Operate)?;
            work.run(&permit, &CONSENTED_LONG_AGO, &params![id, since])
        };
        house.store().write(&call, long_ago).expect("written");
        save(Some(only().id), "Lena", AllyBasis::Consent);
        assert_eq!((only().name.as_str(), only().consented_on), ("Lena", Some(since)));
        assert_eq!(supporters(&house, &phone).expect("supporters")[0].phone, "+18045550177");
        save(Some(only().id), "Lena", AllyBasis::NamedOnly);
        assert_eq!(only().consented_on, None);
        assert!(supporters(&house, &phone).expect("supporters").is_empty(), "who may not learn of us is not offered");
        save(Some(only().id), "Lena", AllyBasis::Consent);
        assert!(only().consented_on.is_some_and(|day| day != since), "a new yes is a new day");
        assert!(supporters(&house, &dana).expect("supporters").is_empty(), "nobody's but the member's own");
    }
}

#[test]
fn who_barred_their_peer_walks_alone_until_somebody_is_given() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let (renee, joan) = (session(&house, "renee"), session(&house, "joan"));
        let alone = || team_day(&house, &renee).expect("a team").alone.lines.iter().any(|one| one.id == id);
        assert!(!alone());
        let who = |name: &str| {
            let all = colleagues(&house, &phone, id).expect("colleagues");
            all.iter().find(|one| one.name == name).map(|one| one.id)
        };
        let other = bar(&house, &phone, house.new_command(), id, who("Marcus Bell"), "").expect("barred");
        assert!(!other && !alone(), "he does not walk beside them");
        let own = bar(&house, &phone, house.new_command(), id, who(&dana.name), "").expect("barred");
        assert!(own && alone());
        let desk = without_a_peer(&house, &joan).expect("a list").lines;
        assert!(desk.iter().any(|one| one.id == id), "an administrator can give somebody too");
        assert!(without_a_peer(&house, &dana).expect("a list").lines.is_empty());
    }
}

#[test]
fn the_front_desk_is_told_of_a_word_and_nothing_else() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Quillon Marsh");
        let sam = session(&house, "sam");
        let hit = |who: &Session| {
            let found = find_members(&house, who, "Quillon Marsh").expect("a search");
            found.iter().find(|hit| hit.id == id).cloned().expect("found")
        };
        assert_eq!(hit(&sam).word_here, None);
        let note = "After group on Tuesdays".to_owned();
        let entry = ChannelEntry { kind: ChannelKind::FrontDesk, value: String::new(), allowed: Vec::new(), note };
        save_channel(&house, &phone, house.new_command(), id, None, &entry).expect("saved");
        assert_eq!(hit(&sam).word_here.as_deref(), Some("After group on Tuesdays"));
        assert!(!hit(&sam).may_open);
        assert_eq!(hit(&dana).word_here, None, "who opens the chart reads it there");
        let lines = looked(&house, &phone, id, None).expect("looked").lines;
        let told = |line: &Looked| {
            line.operation == "find-members" && matches!(&line.who, Looker::Staff { name, .. } if *name == sam.name)
        };
        assert!(lines.iter().any(told), "the member sees that the desk was told");
    }
}

#[test]
fn who_is_expected_back_is_not_forgotten() {
    for house in houses() {
        let (dana, _, id) = linked(&house, "Ash");
        let renee = session(&house, "renee");
        let today = house.now().date(&domain::time::zone("America/New_York").expect("a zone"));
        let away = |until| {
            let since = Some(domain::time::plus_days(today, -20));
            let (state, away) = (MemberState::Away, Some(AwayKind::Hospital));
            let new = NewState { state, away, since, until: Some(until), sure: false };
            change_state(&house, &dana, house.new_command(), id, new).expect("away");
        };
        let back = || expected_back(&house, &dana).expect("a list").lines.iter().any(|one| one.id == id);
        away(domain::time::plus_days(today, 1));
        let team = || team_day(&house, &renee).expect("a team");
        assert!(!back() && team().away.lines.iter().any(|one| one.id == id));
        away(today);
        assert!(back() && team().back.lines.iter().any(|one| one.id == id));
        assert!(team().away.lines.iter().all(|one| one.id != id));
        assert!(member(&house, &dana, id).expect("a page").is_back);
        assert!(team().in_no_program.lines.iter().any(|one| one.id == id), "and is in no program yet");
    }
}

#[test]
fn a_state_changes_with_its_days_and_asks_twice_where_it_must() {
    for house in houses() {
        let (dana, phone, id) = linked(&house, "Ash");
        let change = |who: &Session, state, away, until: Option<&str>| {
            let until = until.map(|day| day.parse().expect("a day"));
            let new = NewState { state, away, since: None, until, sure: false };
            change_state(&house, who, house.new_command(), id, new)
        };
        let hospital = Some(AwayKind::Hospital);
        let away = MemberState::Away;
        assert_eq!(invalid(change(&dana, away, None, None)), "away member-away-kind-missing");
        assert_eq!(invalid(change(&dana, away, hospital, Some("1990-01-02"))), "until state-until-before");
        change(&dana, away, hospital, Some("2990-01-02")).expect("away");
        let found = reach(&house, &dana, id).expect("reach");
        assert!(found.presence.stops().messages && found.until.is_some());
        assert_eq!(invalid(change(&dana, MemberState::Died, None, None)), "sure state-sure");
        change(&dana, MemberState::Finished, None, None).expect("finished");
        assert_eq!(invalid(change(&dana, MemberState::Paused, None, None)), "state member-back-first");
        change(&dana, MemberState::Active, None, None).expect("back");
        assert!(matches!(change(&phone, MemberState::Paused, None, None), Err(Fault::Absent)), "staff say this");
        assert!(change(&session(&house, "marcus"), MemberState::Paused, None, None).is_err());
    }
}
