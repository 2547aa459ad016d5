//! Lists that others publish: whatever comes is read or refused in words, and the numbers add up.

use domain::time::{TimeZone, zone};
use standards::hsds::{self, Outcome, Zip, read_json, read_package};
use standards::meeting_guide::{self, FeedError, Report};
use standards::table::{self, Mapping};
use standards::zip::Packing;
use standards::{bmlt, list};
use std::io::Cursor;

/// A parser by its name, with an example that it reads.
pub struct Parser {
    /// Its name, which is that of its fuzz target.
    pub name: &'static str,
    /// Reads whatever comes.
    pub read: fn(&[u8]),
    /// Something that it likes.
    pub example: fn() -> Vec<u8>,
}

/// Every parser of lists.
pub static PARSERS: [Parser; 7] = [
    Parser { name: "meeting_guide", read: meeting_guide, example: || MEETINGS.as_bytes().to_vec() },
    Parser { name: "bmlt", read: bmlt, example: || BMLT.as_bytes().to_vec() },
    Parser { name: "any_list", read: any_list, example: || MEETINGS.as_bytes().to_vec() },
    Parser { name: "table", read: table, example: || TABLE.as_bytes().to_vec() },
    Parser { name: "mapping", read: mapping, example: || b"name=Group, day=Weekday, time=Starts".to_vec() },
    Parser { name: "hsds_json", read: hsds_json, example: || SERVICES.as_bytes().to_vec() },
    Parser { name: "hsds_package", read: hsds_package, example: package },
];

const MEETINGS: &str = r#"[{"name":"Hope &amp; Courage","slug":"hope","day":[1,"3"],"time":"19:00","end_time":"20:30",
    "types":["O","ST"],"address":"12 Oak St","city":"Raleigh","state":"NC","postal_code":"27601","country":"US",
    "latitude":"35.78","longitude":-78.64,"timezone":"America/New_York","notes":"Bring a friend<br />",
    "conference_url":"https://zoom.us/j/1","feedback_emails":["x@example.org"],"updated":"2017-04-28 22:46:58"}]"#;

const BMLT: &str = r#"[{"id_bigint":"7","weekday_tinyint":"2","venue_type":"1","start_time":"19:00:00",
    "duration_time":"01:30:00","formats":"O,D,WC","meeting_name":"Hope","location_text":"Hall",
    "location_street":"1 Oak St","location_municipality":"Raleigh","latitude":"35.7","longitude":"-78.6",
    "published":"1","time_zone":"America/New_York","virtual_meeting_link":"https://zoom.us/j/1"}]"#;

const TABLE: &str = "Name,Day,Start Time,End Time,Location,Address,City,State,Zip,Types,Notes\r\n\
    \"Hope, again\",Monday,7:00 PM,20:00,The Hall,1 Main St,Richmond,VA,23220,\"Open, Step Study\",\"Ring\r\nthe bell\"\r\n\
    Mediod\u{ed}a,\"lunes y jueves\",12:00,,Casa,2 Main St,Richmond,VA,23220,S,\r\n";

const SERVICES: &str = r#"{"contents":[{"id":"z","name":"Pantry","status":"active","description":"For all.",
    "minimum_age":18,"phones":[{"id":"p","number":"(804) 555-0142","extension":"7"}],
    "organization":{"id":"o","name":"Quartz House","description":"","website":"https://example.org"},
    "schedules":[{"id":"h","freq":"WEEKLY","byday":"MO,WE","opens_at":"09:00","closes_at":"17:00Z","dtstart":"2024-01-01"}],
    "service_at_locations":[{"id":"s","location":{"id":"l","location_type":"physical","name":"Hall","latitude":36.0,
    "longitude":-80.0,"addresses":[{"address_1":"1 Oak St","city":"Cary","address_type":"physical"}]}}]}]}"#;

fn here() -> TimeZone {
    zone("America/New_York").unwrap_or(TimeZone::UTC)
}

fn adds_up(read: Result<Report, FeedError>) {
    match read {
        Ok(report) => assert_eq!(report.read, report.accepted.len() + report.refused.len(), "the numbers add up"),
        Err(why) => assert!(!why.notice().id.is_empty(), "a refusal says why"),
    }
}

/// Meeting Guide JSON.
pub fn meeting_guide(data: &[u8]) {
    adds_up(meeting_guide::parse(data, &meeting_guide::Settings::new(here())));
}

/// An answer of a BMLT server, as the list and as the formats beside it.
pub fn bmlt(data: &[u8]) {
    let settings = meeting_guide::Settings::new(here());
    adds_up(bmlt::parse(data, &settings));
    adds_up(bmlt::parse_with_formats(BMLT.as_bytes(), data, &settings));
}

/// A file whose format is told by what it looks like.
pub fn any_list(data: &[u8]) {
    adds_up(list::read(data, &meeting_guide::Settings::new(here()), None));
}

/// A table, by the names of its columns and by a mapping.
pub fn table(data: &[u8]) {
    let settings = meeting_guide::Settings::new(here());
    adds_up(table::parse(data, &settings, None));
    if let Ok(mapping) = "name=1, day=2, time=3".parse::<Mapping>() {
        adds_up(table::parse(data, &settings, Some(&mapping)));
    }
}

/// What an editor types of the columns of a table.
pub fn mapping(data: &[u8]) {
    if let Ok(mapping) = String::from_utf8_lossy(data).parse::<Mapping>() {
        adds_up(table::parse(TABLE.as_bytes(), &meeting_guide::Settings::new(here()), Some(&mapping)));
    }
}

/// Bounds that a fuzzer reaches.
fn bounded() -> hsds::Settings {
    hsds::Settings { most_rows: 1_000, most_bytes: 1024 * 1024, ..hsds::Settings::new(here()) }
}

/// HSDS as JSON.
pub fn hsds_json(data: &[u8]) {
    let mut seen = 0;
    if let Ok(summary) = read_json(data, &bounded(), &mut |_: Outcome| seen += 1) {
        assert_eq!(summary.read, seen, "the numbers add up");
    }
}

/// HSDS as a data package in a zip file.
pub fn hsds_package(data: &[u8]) {
    let Ok(mut zip) = Zip::open(Cursor::new(data)) else { return };
    let mut seen = 0;
    if let Ok(summary) = read_package(&mut zip, &bounded(), &mut |_: Outcome| seen += 1) {
        assert_eq!(summary.read, seen, "the numbers add up");
    }
}

/// A small package, packed by our own hand.
fn package() -> Vec<u8> {
    let tables = [
        ("datapackage.json", r#"{"name":"x","resources":[{"name":"services","path":"services.csv"}]}"#),
        ("services.csv", "id,organization_id,name,description,status\ns1,o1,Pantry,For all.,active\ns2,o1,,,\n"),
        ("organizations.csv", "id,name,description,website\no1,River House,A house,https://example.org\n"),
        ("service_at_location.csv", "id,service_id,location_id\nk1,s1,l1\n"),
        ("locations.csv", "id,location_type,name,latitude,longitude\nl1,physical,Hall,37.5,-77.4\n"),
        ("addresses.csv", "id,location_id,address_1,city,address_type\na1,l1,1 Oak St,Cary,physical\n"),
        ("phones.csv", "id,service_id,number\np1,s1,804-555-0142\n"),
    ];
    let mut packing = Packing::default();
    for (name, text) in tables {
        let _ = packing.add(name, text.as_bytes());
    }
    packing.finish().unwrap_or_default()
}
