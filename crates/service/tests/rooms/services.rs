//! Services: read from lists, found, shown, on both engines.

use crate::house::houses;
use access::Fault;
use domain::directory::offering::{Answer, Fit, OfferingKind};
use serde_json::{Value, json};
use service::House;
use service::directory::services::{
    CatalogSettings, OpenLine, ServiceFile, ServiceQuery, ServicesImported, import_services, service, services,
};

/// So many services of one organization; every third takes Medicaid.
fn list(word: &str, count: usize) -> Vec<Value> {
    (0..count)
        .map(|n| {
            json!({"id": format!("{word}-{n}"), "name": format!("{word} pantry {n}"), "status": "active",
                "description": if n % 3 == 0 { "We accept Medicaid." } else { "For all." },
                "organization": {"id": "o", "name": "Quartz House", "description": ""},
                "service_at_locations": [{"id": "s", "location": {"id": "l", "location_type": "physical", "name": "Hall",
                    "latitude": 36.0, "longitude": -80.0 - n as f64 / 100.0,
                    "addresses": [{"address_1": "1 Oak St", "city": "Elsewhere", "address_type": "physical"}]}}]})
        })
        .collect()
}

fn settings() -> CatalogSettings {
    CatalogSettings { name: "Test list".into(), ..CatalogSettings::default() }
}

fn bring(house: &House, list: &[Value]) -> Result<ServicesImported, Fault> {
    let text = Value::from(list.to_vec()).to_string();
    let done = import_services(house, "james-river", &settings(), ServiceFile::Json(Box::new(text.as_bytes())))?;
    assert_eq!(done.read, done.added + done.changed + done.merged + done.refused, "the numbers add up");
    Ok(done)
}

fn asked(text: &str) -> ServiceQuery {
    ServiceQuery { text: text.into(), most: 100, ..ServiceQuery::default() }
}

fn counts(done: &ServicesImported) -> [usize; 5] {
    [done.added, done.changed, done.merged, done.refused, done.gone]
}

#[test]
fn a_list_that_comes_again_changes_only_what_is_new() {
    for house in houses() {
        let mut rows = list("zebrawood", 12);
        assert_eq!(counts(&bring(&house, &rows).expect("imported")), [12, 0, 0, 0, 0]);
        assert_eq!(counts(&bring(&house, &rows).expect("again")), [0, 0, 12, 0, 0]);
        let before = services(&house, asked("zebrawood pantry 1")).expect("a search").lines;
        let first = before.iter().find(|line| line.name == "zebrawood pantry 1").expect("found").id;
        rows[1]["description"] = json!("New words.");
        rows[2]["status"] = json!("defunct");
        rows[3]["name"] = json!("");
        rows.remove(4);
        assert_eq!(counts(&bring(&house, &rows).expect("changed")), [0, 1, 8, 2, 2], "one ended, one left out");
        assert_eq!(service(&house, first).expect("still there").offering.about.as_str(), "New words.");
        assert_eq!(services(&house, asked("zebrawood")).expect("a search").count, 10, "a refused row is not gone");
        assert_eq!(counts(&bring(&house, &list("zebrawood", 12)).expect("back")), [2, 1, 9, 0, 0]);
    }
}

#[test]
fn a_list_that_lost_most_of_it_is_not_believed_at_once() {
    for house in houses() {
        bring(&house, &list("zebrawood", 12)).expect("imported");
        let Err(Fault::Refused(refusal)) = bring(&house, &list("zebrawood", 3)) else { panic!("it is refused") };
        assert_eq!(refusal.why.id, "offering-list-looks-broken");
        assert_eq!(services(&house, asked("zebrawood")).expect("a search").count, 12, "the last good data stays");
        let text = Value::from(list("zebrawood", 3)).to_string();
        let anyway = CatalogSettings { anyway: true, ..settings() };
        let done = import_services(&house, "james-river", &anyway, ServiceFile::Json(Box::new(text.as_bytes())));
        assert_eq!(counts(&done.expect("imported")), [0, 0, 3, 0, 9]);
    }
}

#[test]
fn half_a_list_and_no_list_change_nothing() {
    for house in houses() {
        bring(&house, &list("zebrawood", 3)).expect("imported");
        let whole = Value::from(list("zebrawood", 9)).to_string();
        for bad in [&whole[..whole.len() - 20], "", "<html>", "{}"] {
            let done = import_services(&house, "james-river", &settings(), ServiceFile::Json(Box::new(bad.as_bytes())));
            assert!(matches!(done, Err(Fault::Invalid(_))), "{bad:.20}");
        }
        let no_zip = std::io::Cursor::new(b"PK and no more".to_vec());
        let done = import_services(&house, "james-river", &settings(), ServiceFile::Zip(Box::new(no_zip)));
        assert!(matches!(done, Err(Fault::Invalid(_))));
        let absent = import_services(&house, "nobody", &settings(), ServiceFile::Json(Box::new(whole.as_bytes())));
        assert!(matches!(absent, Err(Fault::Absent)));
        assert_eq!(services(&house, asked("zebrawood")).expect("a search").count, 3);
    }
}

#[test]
fn services_are_found_by_words_questions_kind_language_and_place() {
    for house in houses() {
        let names = |query: ServiceQuery| -> Vec<String> {
            services(&house, query).expect("a search").lines.into_iter().map(|line| line.name).collect()
        };
        assert_eq!(names(asked("nalaxone")).first().map(String::as_str), Some("Free Naloxone"), "a slip is forgiven");
        assert!(names(asked("comida")).contains(&"Common Table Supper".to_owned()), "kinds in Spanish too");
        let pets = ServiceQuery { fits: vec![Fit::Pet, Fit::Partner], ..asked("") };
        assert_eq!(names(pets), ["Winter Night Shelter"]);
        let houses_for = ServiceQuery { kinds: vec![OfferingKind::Residence], fits: vec![Fit::Children], ..asked("") };
        assert_eq!(names(houses_for), ["Ivy House for Women with Children"]);
        let asl = ServiceQuery { language: "asl".into(), ..asked("") };
        assert_eq!(names(asl), ["Medication for Opioid Use"]);
        let near = ServiceQuery { near: "37.6201, -77.4925".into(), miles: Some(5.0), ..asked("") };
        assert!(names(near).contains(&"Medication for Opioid Use".to_owned()));
        let nowhere = services(&house, ServiceQuery { near: "Xyzzyville".into(), ..asked("") }).expect("a search");
        assert!(!nowhere.place_known && nowhere.count > 5);
        let paged = services(&house, ServiceQuery { skip: 2, most: 3, ..asked("") }).expect("a search");
        assert_eq!((paged.lines.len(), paged.count), (3, 13));
    }
}

#[test]
fn a_service_shows_its_source_and_how_sure_it_is() {
    for house in houses() {
        let found = services(&house, asked("Oak House")).expect("a search");
        let oak = found.lines.iter().find(|line| line.name.starts_with("Oak House")).expect("found");
        assert!(matches!(oak.open, OpenLine::Open { .. } | OpenLine::Closed { .. }));
        let shown = service(&house, oak.id).expect("a service");
        let answer = |fit| shown.facts.iter().find(|fact| fact.fit == fit).map(|fact| fact.answer);
        assert_eq!(
            (answer(Fit::NoId), answer(Fit::Pet), answer(Fit::Record)),
            (Some(Answer::No), Some(Answer::No), Some(Answer::Yes))
        );
        assert_eq!(shown.source.licence.as_deref(), Some("CC0 1.0"));
        assert_eq!(shown.source.name, "Made-up services near Richmond");
        assert!(shown.source.verified_on.is_some());
        let nobody = "01890000-0000-7000-8000-000000000000".parse().expect("an id");
        assert!(matches!(service(&house, nobody), Err(Fault::Absent)));
    }
}
