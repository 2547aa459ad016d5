//! What an editor puts right in a service, one service of two lists, events by day, and what is missing in every list. On
//! both engines.

use super::{bytes, count, form, found, houses, one, rows, session, source, why};
use domain::directory::offering::{Answer, Fit, OfferingKind};
use domain::directory::{Hidden, MissingAnswer, MissingKind};
use domain::id::FeedId;
use serde_json::{Value, json};
use service::directory::services::{
    EventsAsked, EventsOf, NewService, ServiceDeed, ServiceForm, ServiceQuery, add_service, correct_service,
    do_with_service, events, events_calendar, every_service, provider, service, service_entry, service_out,
    service_queue, services,
};
use service::directory::{
    EntryForm, Has, MeetingQuery, Missing, TakenOver, add_source, decline_missing, meetings, missing_entries,
    missing_entry, missing_stands, own_proposals, read_file, take_missing, tell_missing, tell_missing_as,
};
use service::{Fault, House, Session};

fn text(words: &str) -> String {
    words.to_owned()
}

/// A week that is open on Monday alone.
fn mondays(times: &str) -> Vec<String> {
    let mut week = vec![String::new(); 7];
    week[0] = text(times);
    week
}

#[test]
fn hours_kinds_and_facts_that_an_editor_put_right_outlive_the_next_reading() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let feed = source(&house, &ned, "");
        let mut list = rows(3);
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        let id = one(&house, "Zebrawood pantry 1");
        let before = service_entry(&house, &ned, id).expect("an entry").offering;
        let right = ServiceForm {
            hours: mondays("9 am-5 pm"),
            kinds: vec![text("naloxone"), text("food")],
            fits: vec![text("medicaid-yes"), text("pet-no")],
            languages: text("English, Spanish"),
            ..ServiceForm::of(&before)
        };
        let correct = |form: &ServiceForm| correct_service(&house, &ned, house.new_command(), id, form);
        assert_eq!(why(correct(&ServiceForm { hours: mondays("9-5"), ..right.clone() })), "service-desk-hours-wrong");
        correct(&right).expect("put right");
        let query = ServiceQuery {
            text: text("zebrawood"),
            kinds: vec![OfferingKind::Naloxone],
            fits: vec![Fit::Medicaid],
            language: text("es"),
            most: 9,
            ..ServiceQuery::default()
        };
        let ids =
            || services(&house, query.clone()).expect("a search").lines.iter().map(|line| line.id).collect::<Vec<_>>();
        assert_eq!(ids(), [id], "it is found by what was put right");
        for _ in 0..2 {
            read_file(&house, &ned, feed, bytes(&list)).expect("read again");
            let shown = service(&house, id).expect("shown");
            assert_eq!(shown.sites[0].hours.as_ref().map(|hours| hours.week[0].1.len()), Some(1));
            assert_eq!(shown.facts.iter().find(|fact| fact.fit == Fit::Pet).map(|fact| fact.answer), Some(Answer::No));
            // Also when the list says something new: somebody picks.
            list[1]["description"] = json!("We accept Medicaid. Pets welcome.");
        }
        let page = service_entry(&house, &ned, id).expect("an entry");
        assert!(page.clashes && page.listed.is_some());
        do_with_service(&house, &ned, house.new_command(), id, ServiceDeed::KeepOurs).expect("kept");
        let corrected = page.history.iter().find(|line| line.kind == domain::directory::ChangeKind::Corrected);
        let back = ServiceDeed::PutBack(corrected.expect("a change").id);
        do_with_service(&house, &ned, house.new_command(), id, back).expect("put back");
        assert_eq!(service_entry(&house, &ned, id).expect("an entry").offering, before);
        assert!(ids().is_empty());
    }
}

/// A second list of the same agency.
fn second(house: &House, ned: &Session) -> FeedId {
    add_source(house, ned, house.new_command(), &form("Second list", "")).expect("a source")
}

/// The same services in another list: other keys, capital letters, and one that the first has not.
fn others(count: usize) -> Vec<Value> {
    let mut list = rows(count);
    for row in &mut list {
        row["id"] = json!(format!("other-{}", row["id"].as_str().expect("an id")));
        row["name"] = json!(row["name"].as_str().expect("a name").to_uppercase());
        row["languages"] = json!([{"id": "l", "name": "Spanish"}]);
        row["organization"]["name"] = json!("QUARTZ HOUSE");
    }
    let mut beds = list[0].clone();
    beds["id"] = json!("beds");
    beds["name"] = json!("Zebrawood beds");
    list.push(beds);
    list
}

#[test]
fn the_same_service_of_two_lists_is_one_and_leaving_out_holds_in_both() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let (feed, other) = (source(&house, &ned, ""), second(&house, &ned));
        read_file(&house, &ned, feed, bytes(&rows(3))).expect("read");
        let first = one(&house, "Zebrawood pantry 1");
        read_file(&house, &ned, other, bytes(&others(3))).expect("read");
        assert_eq!(count(&house), 4, "three that both name, and the beds");
        let shown = service(&house, first).expect("shown");
        assert_eq!((shown.id, shown.also_in.len()), (first, 1));
        assert_eq!(shown.offering.languages.len(), 1, "what the other list knows besides");
        assert_eq!(service_out(&house, first).expect("given out").also_in[0].name, "Second list");
        let entry = service_entry(&house, &ned, first).expect("an entry");
        let twin = entry.kin.iter().find(|kin| kin.alike).expect("its twin").id;
        assert_eq!(service(&house, twin).expect("its other address").id, first);
        let whole = provider(&house, shown.provider_id).expect("who offers it");
        assert_eq!((whole.services.len(), whole.sources.len(), whole.places.len()), (4, 2, 3));
        let all = every_service(&house).expect("all");
        assert!(all.services.contains(&first) && !all.services.contains(&twin), "a part has no page of its own");
        assert!(all.providers.contains(&whole.id));

        let act = |id, deed| do_with_service(&house, &ned, house.new_command(), id, deed);
        act(twin, ServiceDeed::Part).expect("another one");
        assert_eq!(count(&house), 5);
        let beds = one(&house, "Zebrawood beds");
        assert_eq!(act(beds, ServiceDeed::JoinWith(first)), Err(Fault::Absent), "they stand at different streets");
        let part = service_entry(&house, &ned, twin).expect("an entry").history[0].id;
        act(twin, ServiceDeed::PutBack(part)).expect("put back");
        assert_eq!(count(&house), 4);

        act(first, ServiceDeed::LeaveOut).expect("left out");
        assert_eq!(count(&house), 3, "in both lists");
        for id in [first, twin] {
            assert_eq!(service(&house, id).err(), Some(Fault::Absent));
        }
        let page = service_entry(&house, &ned, twin).expect("an entry");
        assert!(page.hidden.is_none() && page.left_out.is_some_and(|by| by.source == "Zebra list"));
        let waits = service_queue(&house, &ned).expect("a queue").left_out;
        assert_eq!(waits.iter().map(|(one, _)| one.0).collect::<Vec<_>>(), [twin]);
        // Their list forgets them, and a new one names them.
        let mut list = rows(3);
        list.remove(1);
        read_file(&house, &ned, feed, bytes(&list)).expect("read");
        assert_eq!(count(&house), 3, "nothing brings them back");
        assert_eq!(service_entry(&house, &ned, first).expect("an entry").hidden, Some(Hidden::OptedOut));
    }
}

#[test]
fn an_editor_joins_what_stands_at_one_street_under_two_names() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let (feed, other) = (source(&house, &ned, ""), second(&house, &ned));
        read_file(&house, &ned, feed, bytes(&rows(2))).expect("read");
        let mut list = rows(1);
        (list[0]["id"], list[0]["name"]) = (json!("x"), json!("Zebrawood food for all"));
        read_file(&house, &ned, other, bytes(&list)).expect("read");
        assert_eq!(count(&house), 3);
        let (own, whole) = (one(&house, "Zebrawood food for all"), one(&house, "Zebrawood pantry 0"));
        let act = |deed| do_with_service(&house, &ned, house.new_command(), own, deed);
        act(ServiceDeed::JoinWith(whole)).expect("joined");
        assert_eq!((count(&house), service(&house, own).expect("shown").id), (2, whole));
    }
}

/// An event on a day long from now.
fn walk(name: &str, day: &str) -> NewService {
    let mut hours = vec![String::new(); 7];
    let weekday = day.parse::<domain::time::Date>().expect("a day").weekday().to_monday_zero_offset();
    hours[usize::from(weekday.unsigned_abs())] = text("10:00-14:00");
    let form = ServiceForm {
        name: text(name),
        kinds: vec![text("event")],
        place: text("River Park"),
        city: text("Richmond"),
        state: text("VA"),
        hours,
        hours_from: text(day),
        hours_until: text(day),
        ..ServiceForm::default()
    };
    NewService { provider: text("Quartz House"), form }
}

#[test]
fn events_stand_by_day_and_leave_when_they_are_over() {
    for (house, _server) in houses() {
        let ned = session(&house, "ned");
        let add = |name: &str, day: &str| add_service(&house, &ned, house.new_command(), &walk(name, day));
        let now = house.now().date(&domain::time::TimeZone::UTC);
        let later = |days: i64| domain::time::plus_days(now, days).to_string();
        let far = add("Zebrawood walk", &later(100)).expect("added");
        add("Zebrawood vigil", &later(50)).expect("added");
        let past = add("Zebrawood fair", &later(-20)).expect("added");
        assert_eq!(why(add("Zebrawood walk", &later(100))), "entry-there-already");
        add("Zebrawood walk", &later(101)).expect("next year's is another one");
        let query = ServiceQuery { text: text("zebrawood"), most: 9, ..ServiceQuery::default() };
        let on = events(&house, &query).expect("events");
        let names: Vec<&str> =
            on.days.iter().flat_map(|(_, lines)| lines.iter().map(|line| line.name.as_str())).collect();
        assert_eq!((names, on.count), (vec!["Zebrawood vigil", "Zebrawood walk", "Zebrawood walk"], 3));
        assert_eq!(on.days[1].0.to_string(), later(100));
        assert!(!found(&house, "zebrawood").iter().any(|(_, id)| *id == past), "what is over is found no more");
        let asked = |which| EventsAsked {
            which,
            name: text("Events"),
            page: text("https://h.example/services"),
            address: text("https://h.example/feeds/events.ics"),
        };
        let calendar = |which| events_calendar(&house, &asked(which), &Has::default());
        let read = |given: service::directory::GivenOut| {
            String::from_utf8(given.body.expect("a body").to_vec()).expect("text")
        };
        let all = read(calendar(EventsOf::Search(query)).expect("a calendar"));
        assert_eq!((all.matches("BEGIN:VEVENT").count(), all.contains("TZID=America/New_York")), (3, true), "{all}");
        let one = read(calendar(EventsOf::Event(far)).expect("a calendar"));
        assert!(one.contains(&format!("UID:{far}-{}", later(100))), "{one}");
        assert_eq!(calendar(EventsOf::Event(past)).err(), Some(Fault::Absent));
    }
}

fn missing_service(name: &str) -> Missing {
    let form = ServiceForm {
        name: text(name),
        kinds: vec![text("food")],
        address: text("77 Ferry Road"),
        city: text("Richmond"),
        about: text("Call Pat Person at home"),
        alert: text("Pat knows"),
        ..ServiceForm::default()
    };
    Missing::Service(NewService { provider: text("Quartz House"), form })
}

fn missing_meeting(name: &str) -> Missing {
    Missing::Meeting(EntryForm {
        name: text(name),
        days: vec![text("2")],
        start: text("19:00"),
        address: text("78 Ferry Road"),
        city: text("Richmond"),
        notes: text("Pat Person holds it"),
        ..EntryForm::default()
    })
}

#[test]
fn what_is_missing_waits_until_an_editor_takes_it_over() {
    for (house, _server) in houses() {
        let (ned, dana, gloria) = (session(&house, "ned"), session(&house, "dana"), session(&house, "gloria"));
        let tell = |missing: &Missing, from: &str| tell_missing(&house, house.new_command(), missing, from);
        assert_eq!(why(tell(&Missing::Service(NewService::default()), "one")), "text-missing");
        let Missing::Service(nowhere) = missing_service("Zebrawood") else { panic!("a service") };
        let nowhere = NewService { form: ServiceForm { address: String::new(), ..nowhere.form }, ..nowhere };
        assert_eq!(why(tell(&Missing::Service(nowhere), "one")), "missing-where");
        let code = tell(&missing_service("Zebrawood supper"), "one").expect("told");
        let inside = tell_missing_as(&house, &dana, house.new_command(), &missing_meeting("Zebrawood evening"));
        inside.expect("told from inside");
        assert_eq!(count(&house), 0, "nothing is shown before");
        assert_eq!(missing_entries(&house, &dana).err(), Some(Fault::Absent), "for editors");
        let waiting = |who| {
            let mut all = missing_entries(&house, who).expect("a queue");
            all.retain(|one| one.name.starts_with("Zebrawood"));
            all
        };
        let waits = waiting(&ned);
        assert_eq!(waits.len(), 2);
        assert_eq!(waiting(&gloria), waits, "at every desk");
        let of = |kind| waits.iter().find(|one| one.kind == kind).expect("it waits").clone();
        let (meal, meeting) = (of(MissingKind::Service), of(MissingKind::Meeting));
        assert!(meal.from.is_none() && meeting.from.is_some_and(|from| from.contains("James River")));
        let page = missing_entry(&house, &ned, meal.id).expect("what was said");
        let Missing::Service(said) = page.missing else { panic!("a service") };
        assert_eq!((said.form.about.as_str(), said.form.alert.as_str()), ("", ""), "no words of a visitor are kept");
        let right = Missing::Service(NewService {
            form: ServiceForm { name: text("Zebrawood supper club"), ..said.form },
            ..said
        });
        let take = |who, id, right: &Missing| take_missing(&house, who, house.new_command(), id, right);
        assert_eq!(take(&dana, meal.id, &right).err(), Some(Fault::Absent));
        let Ok(TakenOver::Service(service)) = take(&ned, meal.id, &right) else { panic!("taken over") };
        assert_eq!(found(&house, "zebrawood"), [(text("Zebrawood supper club"), service)]);
        let entry = service_entry(&house, &ned, service).expect("an entry");
        assert!(entry.own && entry.verified.is_some());
        assert_eq!(why(take(&gloria, meal.id, &right)), "missing-answered-already");
        let answer = missing_stands(&house, &code).expect("the code").answer.map(|(answer, _)| answer);
        assert_eq!(answer, Some(MissingAnswer::Accepted));
        assert_eq!(missing_stands(&house, "0000").err(), Some(Fault::Absent));
        assert_eq!(why(tell(&right, "two")), "entry-there-already");

        let decline = |why| decline_missing(&house, &ned, house.new_command(), meeting.id, why);
        assert_eq!(why_of(decline(MissingAnswer::Accepted)), "pick-missing");
        decline(MissingAnswer::NotFound).expect("answered");
        assert_eq!(why_of(decline(MissingAnswer::NotFound)), "missing-answered-already");
        let own = own_proposals(&house, &dana).expect("what she said");
        assert_eq!(own[0].why, Some(MissingAnswer::NotFound));
        let query = MeetingQuery { text: text("zebrawood"), ..MeetingQuery::default() };
        assert_eq!(meetings(&house, query).expect("a search").count, 0);
    }
}

fn why_of(outcome: Result<(), Fault>) -> String {
    why(outcome)
}

#[test]
fn nobody_fills_the_desk_with_what_is_missing() {
    for (house, _server) in houses() {
        let tell = |n: usize| {
            let missing = missing_service(&format!("Zebrawood {n}"));
            tell_missing(&house, house.new_command(), &missing, "198.51.100.7")
        };
        for n in 0..30 {
            tell(n).expect("told");
        }
        assert_eq!(why(tell(30)), "tell-enough-today");
    }
}
