//! Services as HSDS 3.0 and 3.1 have them. Fixtures of our own making, after the schemas `service`, `organization`,
//! `location`, `schedule`, `phone`, `attribute`, `cost_option` and the tabular format.

#![recursion_limit = "512"]
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use domain::directory::offering::{Answer, Certainty, Fit, OfferingKind, OpenNow, Rhythm, Standing};
use domain::time::zone;
use proptest::prelude::*;
use serde_json::{Value, json};
use standards::hsds::{Accepted, ListError, Outcome, Reason, Refused, Settings, Summary, read_json};

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

#[derive(Default)]
struct All {
    accepted: Vec<Accepted>,
    refused: Vec<Refused>,
}

impl All {
    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Accepted(one) => self.accepted.push(*one),
            Outcome::Refused(one) => self.refused.push(one),
        }
    }
}

fn from_json(text: &[u8]) -> Result<(Summary, All), ListError> {
    let mut all = All::default();
    let summary = read_json(text, &settings(), &mut |outcome| all.take(outcome))?;
    assert_eq!(summary.read, all.accepted.len() + all.refused.len(), "the numbers add up");
    Ok((summary, all))
}

fn service() -> Value {
    json!({
        "id": "s-1", "name": "Naloxone and a Listening Ear", "status": "active", "url": "https://example.org/help",
        "description": "Walk-ins welcome. No ID needed. <b>Free</b> of charge.", "email": "ann@example.org",
        "assurer_email": "bob@example.org", "assured_date": "2026-10-01", "last_modified": "2026-10-02T10:30:45.123Z",
        "application_process": "Just come in.", "minimum_age": 18, "fees_description": "We accept Medicaid.",
        "phones": [
            {"id": "p1", "number": "(804) 555-0142", "extension": 7, "type": "voice", "description": "Front desk"},
            {"id": "p2", "number": "804-555-0143", "type": "fax"},
            {"id": "p3", "number": "804-555-0199", "contact_id": "c1"},
        ],
        "organization": {"id": "o-1", "name": "River House", "description": "A house by the river",
            "website": "www.example.org", "email": "info@example.org",
            "phones": [{"id": "p9", "number": "804 555 0100"}],
            "contacts": [{"id": "c2", "name": "Carla Person", "email": "carla@example.org"}]},
        "contacts": [{"id": "c1", "name": "Ann Person", "phones": [{"id": "p4", "number": "804 555 0188"}]}],
        "languages": [{"id": "l1", "name": "Spanish", "code": "es"}],
        "required_documents": [],
        "attributes": [{"id": "a1", "value": "", "taxonomy_term": {"id": "t1", "code": "pets", "name": "Pets welcome", "description": ""}}],
        "service_at_locations": [{
            "id": "sal-1",
            "schedules": [
                {"id": "h1", "freq": "WEEKLY", "byday": "MO,WE,FR", "opens_at": "09:00:00", "closes_at": "17:00:00", "timezone": -5},
                {"id": "h2", "freq": "MONTHLY", "byday": "1SA", "opens_at": "10:00", "closes_at": "12:00", "timezone": -4},
            ],
            "location": {"id": "l-1", "location_type": "physical", "name": "The Porch", "latitude": 37.55, "longitude": -77.46,
                "transportation": "Bus 5", "accessibility": [{"id": "x", "description": "A ramp at the side door"}],
                "addresses": [
                    {"id": "d0", "attention": "Dee Person", "address_1": "PO Box 9", "city": "Richmond", "state_province": "VA",
                     "postal_code": "23218", "country": "US", "address_type": "postal"},
                    {"id": "d1", "attention": "Dee Person", "address_1": "12 Marigold Street", "address_2": "Floor 2",
                     "city": "Richmond", "state_province": "VA", "postal_code": "23220", "country": "US", "address_type": "physical"},
                ]},
        }],
    })
}

fn over(fields: Value) -> Value {
    let mut whole = service();
    for (key, value) in fields.as_object().expect("fields") {
        whole[key] = value.clone();
    }
    whole
}

fn one(fields: Value) -> (Accepted, Vec<String>) {
    let (_, all) = from_json(json!([over(fields)]).to_string().as_bytes()).expect("a list");
    let one = all.accepted.into_iter().next().unwrap_or_else(|| panic!("refused: {:?}", all.refused));
    let warnings = one.warnings.iter().map(|notice| notice.id.clone()).collect();
    (one, warnings)
}

fn reason(fields: Value) -> Reason {
    let (_, all) = from_json(json!([over(fields)]).to_string().as_bytes()).expect("a list");
    all.refused.into_iter().next().expect("refused").reason
}

fn answer(accepted: &Accepted, fit: Fit) -> Option<(Answer, Certainty)> {
    accepted.offering.answer(fit).map(|fact| (fact.answer, fact.certainty))
}

#[test]
fn a_full_service_comes_through_and_its_people_stay_out() {
    let (one, warnings) = one(json!({}));
    assert_eq!(warnings, Vec::<String>::new());
    let offering = &one.offering;
    assert_eq!(
        (one.key.as_str(), one.provider_key.as_str(), one.provider.name.as_str()),
        ("s-1", "o-1", "River House")
    );
    assert_eq!(offering.about.as_str(), "Walk-ins welcome. No ID needed. Free of charge.");
    assert_eq!(offering.phones.iter().map(|phone| phone.dialed.as_str()).collect::<Vec<_>>(), ["8045550142,7"]);
    assert_eq!(offering.verified_on.map(|day| day.to_string()).as_deref(), Some("2026-10-01"));
    assert_eq!(offering.kinds, [OfferingKind::Naloxone]);
    assert_eq!(offering.sites.len(), 1);
    let place = &offering.sites[0].place;
    assert_eq!(place.address.as_ref().map(|line| line.as_str()), Some("12 Marigold Street, Floor 2"));
    assert_eq!(place.postal_code.as_ref().map(|line| line.as_str()), Some("23220"));
    let whole = format!("{offering:?}{:?}", one.provider);
    for person in ["Person", "ann@", "bob@", "carla@", "info@", "0188", "0199"] {
        assert!(!whole.contains(person), "{person}: {whole}");
    }
}

#[test]
fn who_may_come_is_read_with_its_certainty() {
    let (one, _) = one(json!({}));
    assert_eq!(answer(&one, Fit::WalkIn), Some((Answer::Yes, Certainty::Words)));
    assert_eq!(answer(&one, Fit::NoId), Some((Answer::Yes, Certainty::Words)));
    assert_eq!(answer(&one, Fit::Medicaid), Some((Answer::Yes, Certainty::Words)));
    assert_eq!(answer(&one, Fit::NoInsurance), Some((Answer::Yes, Certainty::Words)));
    assert_eq!(answer(&one, Fit::Pet), Some((Answer::Yes, Certainty::Stated)));
    assert_eq!(answer(&one, Fit::Children), None, "nothing is said, so nothing is known");
    let (one, _) = self::one(json!({
        "required_documents": [{"id": "r", "document": "A photo ID"}],
        "cost_options": [{"id": "c", "amount": 0}, {"id": "d", "option": "With Medicaid", "amount": 5, "currency": "usd"}],
    }));
    assert_eq!(answer(&one, Fit::NoId), Some((Answer::No, Certainty::Stated)), "a field goes before words");
    assert_eq!(answer(&one, Fit::NoInsurance), Some((Answer::Yes, Certainty::Stated)));
    assert_eq!(one.offering.costs.as_str(), "We accept Medicaid.\n0 USD\nWith Medicaid, 5 USD");
    let (one, _) = self::one(json!({"description": "Pets welcome on the porch. No pets inside.", "attributes": []}));
    assert_eq!(answer(&one, Fit::Pet), None, "a text that says both says nothing");
}

#[test]
fn hours_are_by_the_clock_of_the_place() {
    let (one, _) = one(json!({}));
    let hours = one.offering.sites[0].hours.as_ref().expect("hours");
    assert_eq!(hours.zone.iana_name(), Some("America/New_York"), "-5 and -4 are its winter and its summer");
    assert_eq!(hours.spans.len(), 2);
    assert!(matches!(&hours.spans[1].rhythm, Rhythm::Monthly { which, .. } if *which == [1]));
    let noon: jiff::Timestamp = "2026-07-06T16:00:00Z".parse().expect("a timestamp");
    assert!(matches!(hours.at(noon.into()), OpenNow::Open { until: Some(until) } if until.hour() == 17));
    let schedule = |fields: Value| {
        let (one, warnings) = self::one(json!({"service_at_locations": [], "schedules": [fields]}));
        (one.offering.hours.map(|hours| hours.spans), warnings)
    };
    let times = json!({"opens_at": "25:99", "closes_at": "17:00", "byday": "MO"});
    assert_eq!(schedule(times), (None, vec!["meeting-warn-unusable".into(), "offering-warn-half-hours".into()]));
    let (spans, warnings) = schedule(json!({"opens_at": "00:00", "closes_at": "23:59"}));
    assert_eq!((spans.map(|spans| spans.len()), warnings), (Some(1), vec!["offering-warn-every-day".into()]));
    let (_, warnings) =
        schedule(json!({"opens_at": "09:00", "closes_at": "17:00", "byday": "MO", "timezone": "Mars/Base"}));
    assert_eq!(warnings, ["meeting-warn-zone"]);
    let (spans, warnings) = schedule(json!({"opens_at": "09:00", "closes_at": "17:00", "byday": "MO,Someday"}));
    assert_eq!((spans, warnings), (None, vec!["offering-warn-day".into()]));
}

#[test]
fn what_cannot_be_a_service_is_refused_with_its_reason() {
    assert_eq!(reason(json!({"id": null})), Reason::NoId);
    assert_eq!(reason(json!({"name": " "})), Reason::NoName);
    assert_eq!(reason(json!({"status": "defunct"})), Reason::Ended);
    let list = format!("[{}, 5, {{\"id\": \"x\", \"name\": 1e999}}, {}, null]", service(), service());
    let (summary, all) = from_json(list.as_bytes()).expect("a list");
    let reasons: Vec<(usize, Reason)> = all.refused.iter().map(|one| (one.row, one.reason.clone())).collect();
    let expected =
        [(2, Reason::NotAService), (3, Reason::Unreadable), (4, Reason::Repeats { row: 1 }), (5, Reason::NotAService)];
    assert_eq!((summary.read, all.accepted.len(), reasons.as_slice()), (5, 1, expected.as_slice()));
    assert_eq!(all.refused[2].excerpt, "Naloxone and a Listening Ear · s-1");
}

#[test]
fn what_is_odd_is_said_and_the_service_kept() {
    let (paused, warnings) = one(json!({"status": "Temporarily Closed"}));
    assert_eq!((paused.offering.standing, warnings.len()), (Standing::Paused, 0));
    let (alone, warnings) = one(json!({"organization": null, "status": "open"}));
    assert_eq!(warnings, ["offering-warn-status", "offering-warn-no-provider"]);
    assert_eq!(
        (alone.provider_key.as_str(), alone.provider.name.as_str()),
        ("service:s-1", "Naloxone and a Listening Ear")
    );
    let swapped = json!({"service_at_locations": [{"location": {"location_type": "physical", "name": "Here",
        "latitude": "-77.46", "longitude": "37.55"}}]});
    let (swapped, warnings) = one(swapped);
    assert_eq!(warnings, ["offering-warn-coordinates-swapped"]);
    assert!(swapped.offering.sites[0].place.point.is_some_and(|point| point.latitude() > 37.0));
    let (_, warnings) = one(json!({"minimum_age": 60, "maximum_age": 18}));
    assert_eq!(warnings, ["offering-warn-ages"]);
}

#[test]
fn an_address_for_mail_is_no_door() {
    let only_mail = json!({"service_at_locations": [
        {"location": {"location_type": "physical", "name": "Safe House", "addresses": [
            {"address_1": "PO Box 9", "city": "Richmond", "state_province": "VA", "postal_code": "23218", "country": "US", "address_type": "postal"}]}},
        {"location": {"location_type": "postal", "name": "Box"}},
        {"location": {"location_type": "virtual", "name": "Online", "url": "https://example.org/room"}},
    ]});
    let (one, _) = one(only_mail);
    assert_eq!(one.offering.sites.len(), 2);
    assert_eq!(one.offering.sites[0].place.address, None);
    assert_eq!(one.offering.sites[0].place.city.as_ref().map(|city| city.as_str()), Some("Richmond"));
    assert!(one.offering.sites[1].online.is_some());
}

#[test]
fn a_page_one_service_and_an_empty_list_are_lists_too() {
    let page = json!({"total_items": 1, "page_number": 1, "contents": [service()]});
    assert_eq!(from_json(page.to_string().as_bytes()).expect("a page").1.accepted.len(), 1);
    assert_eq!(from_json(service().to_string().as_bytes()).expect("one").1.accepted.len(), 1);
    assert_eq!(from_json(b" [] ").expect("none").0.read, 0);
}

#[test]
fn what_is_no_list_is_said_in_words() {
    let error = |text: &[u8]| from_json(text).err();
    assert_eq!(error(b" \n "), Some(ListError::Empty));
    assert_eq!(error(b"<!doctype html>"), Some(ListError::WebPage));
    assert_eq!(error(b"{\"error\": 1}"), Some(ListError::NotAList));
    assert_eq!(error(b"5"), Some(ListError::NotAList));
    let whole = json!([service(), service()]).to_string();
    assert!(matches!(error(&whole.as_bytes()[..whole.len() - 30]), Some(ListError::NotJson { .. })));
    let mut all = All::default();
    let small = Settings { most_rows: 1, ..settings() };
    let read = read_json(whole.as_bytes(), &small, &mut |outcome| all.take(outcome));
    assert_eq!(read, Err(ListError::TooManyRows { limit: 1 }));
    let small = Settings { most_bytes: 100, ..settings() };
    let read = read_json(whole.as_bytes(), &small, &mut |outcome| all.take(outcome));
    assert_eq!(read, Err(ListError::TooLarge { limit: 100 }));
}

#[test]
fn bytes_that_are_not_utf8_are_read_and_told() {
    let mut text = json!([over(json!({"name": "A#os"}))]).to_string().into_bytes();
    let at = text.iter().position(|byte| *byte == b'#').expect("the mark");
    text[at] = 0xf1;
    let (summary, all) = from_json(&text).expect("a list");
    assert_eq!(all.accepted[0].offering.name.as_str(), "Años");
    assert_eq!(summary.warnings.iter().map(|notice| notice.id.as_str()).collect::<Vec<_>>(), ["offering-list-latin1"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_said_to_be_no_list(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = from_json(&bytes);
    }

    #[test]
    fn any_fields_are_read(key in "[a-z_]{2,12}", value in "\\PC{0,20}", number in any::<f64>()) {
        let keys = ["phones", "schedules", "organization", "service_at_locations", "minimum_age", "attributes", "status", "url"];
        for own in keys.iter().copied().chain([key.as_str()]) {
            for value in [json!(value), json!(number), json!([value]), json!([{"number": value, "byday": value, "opens_at": value}]), json!({"id": value})] {
                let mut fields = serde_json::Map::new();
                fields.insert(own.to_owned(), value);
                let _ = from_json(json!([over(Value::Object(fields))]).to_string().as_bytes()).expect("a list");
            }
        }
    }
}

#[test]
fn what_is_on_one_day_is_an_event() {
    let once = json!({"id": "h", "dtstart": "2026-12-05", "freq": "DAILY", "count": 1, "opens_at": "10:00",
        "closes_at": "14:00", "timezone": -5});
    let (one, warnings) = one(json!({"schedules": [once]}));
    let day = "2026-12-05".parse().expect("a day");
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(one.offering.dates(), Some((day, day)), "the hours of the house are not those of the event");
    assert_eq!(one.offering.kinds, [OfferingKind::Event, OfferingKind::Naloxone]);
}
