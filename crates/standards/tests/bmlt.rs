//! What a BMLT server answers. Small answers of our own making, by the keys of the semantic interface
//! (`GetSearchResults`, `GetFormats`): all values are strings.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use domain::directory::{Attendance, Meeting};
use domain::time::zone;
use proptest::prelude::*;
use serde_json::{Value, json};
use standards::list::Format;
use standards::meeting_guide::{FeedError, Report, Settings};
use standards::{bmlt, list};

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

fn over(fields: Value) -> Value {
    let mut row = json!({
        "id_bigint": "417", "worldid_mixed": "", "service_body_bigint": "3", "service_body_name": "River Area",
        "weekday_tinyint": "2", "venue_type": "1", "start_time": "19:00:00", "duration_time": "01:30:00",
        "time_zone": "", "formats": "O,D,WC", "lang_enum": "en", "longitude": "-77.4605", "latitude": "37.5538",
        "published": "1", "email_contact": "ann@example.org", "meeting_name": "Just Today", "location_text": "The Hall",
        "location_info": "Side door", "location_street": "1 Main St", "location_municipality": "Richmond",
        "location_neighborhood": "Fan", "location_province": "VA", "location_postal_code_1": "23220",
        "location_nation": "US", "comments": "Ring &amp; wait", "bus_lines": "Line 5", "phone_meeting_number": "",
        "virtual_meeting_link": "", "contact_name_1": "Ann P.", "contact_phone_1": "804 555 0100",
    });
    for (key, value) in fields.as_object().expect("fields") {
        row[key] = value.clone();
    }
    row
}

fn read(answer: &Value) -> Report {
    bmlt::parse(answer.to_string().as_bytes(), &settings()).expect("a list")
}

fn row(fields: Value) -> (Meeting, Vec<String>) {
    let report = read(&json!([over(fields)]));
    let accepted = report.accepted.into_iter().next().unwrap_or_else(|| panic!("refused: {:?}", report.refused));
    (accepted.meeting, accepted.warnings.into_iter().map(|notice| notice.id).collect())
}

fn refusal(fields: Value) -> String {
    let report = read(&json!([over(fields)]));
    assert_eq!((report.read, report.accepted.len(), report.refused.len()), (1, 0, 1));
    report.refused[0].reason.id.clone()
}

fn codes(meeting: &Meeting) -> Vec<&str> {
    meeting.types.iter().map(|kind| kind.code()).collect()
}

#[test]
fn a_row_comes_through_whole_and_without_its_people() {
    let (meeting, warnings) = row(json!({}));
    assert_eq!(warnings, Vec::<String>::new());
    let weekly = meeting.weekly().expect("a weekly meeting");
    assert_eq!(weekly.days.bits(), 2, "2 is Monday");
    assert_eq!(weekly.start.to_string(), "19:00:00");
    assert_eq!(weekly.end.map(|end| end.to_string()).as_deref(), Some("20:30:00"));
    assert_eq!(weekly.zone.iana_name(), Some("America/New_York"));
    assert_eq!(codes(&meeting), ["D", "O", "X"]);
    assert_eq!(meeting.slug.as_str(), "bmlt-417");
    assert_eq!(meeting.notes.as_str(), "Ring & wait");
    assert_eq!(meeting.place.notes.as_str(), "Side door\nLine 5");
    assert_eq!(meeting.attendance(), Attendance::InPerson);
    let whole = serde_json::to_string(&meeting).expect("json");
    assert!(!whole.contains("ann@") && !whole.contains("Ann P") && !whole.contains("555"), "{whole}");
}

#[test]
fn days_run_from_one_on_sunday() {
    for (said, bits) in [("1", 1), ("7", 64)] {
        let (meeting, _) = row(json!({"weekday_tinyint": said}));
        assert_eq!(meeting.weekly().map(|weekly| weekly.days.bits()), Some(bits));
    }
    let (meeting, _) = row(json!({"weekday_tinyint": 3}));
    assert_eq!(meeting.weekly().map(|weekly| weekly.days.bits()), Some(4), "some servers write numbers");
    for said in ["0", "8", "-1", "Monday"] {
        assert_eq!(refusal(json!({"weekday_tinyint": said})), "meeting-refused-weekday");
    }
    assert_eq!(refusal(json!({"start_time": "25:99:00"})), "meeting-refused-time");
    assert_eq!(refusal(json!({"published": "0"})), "meeting-refused-unpublished");
}

#[test]
fn what_lasts_past_midnight_ends_the_next_day() {
    let (meeting, _) = row(json!({"start_time": "23:30:00", "duration_time": "01:00:00"}));
    assert_eq!(meeting.weekly().and_then(|weekly| weekly.end).map(|end| end.to_string()).as_deref(), Some("00:30:00"));
    let (meeting, warnings) = row(json!({"duration_time": "99:00:00"}));
    assert_eq!(
        (meeting.weekly().and_then(|weekly| weekly.end), warnings),
        (None, vec!["meeting-warn-duration".into()])
    );
    let (meeting, warnings) = row(json!({"duration_time": "00:00:00"}));
    assert_eq!((meeting.weekly().and_then(|weekly| weekly.end), warnings.len()), (None, 0));
}

#[test]
fn a_virtual_meeting_keeps_its_town_and_not_its_street() {
    let (meeting, _) = row(json!({"venue_type": "2", "virtual_meeting_link": "https://example.org/room"}));
    assert_eq!((meeting.attendance(), meeting.place.address.is_none()), (Attendance::Online, true));
    assert_eq!(meeting.place.city.as_ref().map(|city| city.as_str()), Some("Richmond"));
    let (meeting, _) = row(json!({"venue_type": "2"}));
    assert_eq!(meeting.attendance(), Attendance::Online, "a link may be kept from strangers");
    let (meeting, _) = row(json!({"venue_type": 3}));
    assert_eq!(meeting.attendance(), Attendance::Hybrid);
    let (meeting, _) = row(json!({"venue_type": "2", "phone_meeting_number": "+1 804 555 0100"}));
    assert_eq!(meeting.attendance(), Attendance::Phone);
    let (meeting, _) = row(json!({"formats": "TC"}));
    assert_eq!(meeting.attendance(), Attendance::Paused);
}

#[test]
fn formats_never_turn_into_something_else() {
    // "B" is Beginners here and Big Book in the Meeting Guide; "A" is nothing here and Secular there.
    let (meeting, _) = row(json!({"formats": "B,A,JT,Ag,ES,L/R,SD"}));
    assert_eq!(codes(&meeting), ["A", "BE", "D", "JT", "LT", "NA A", "RUS", "S", "SP"]);
    let answer = json!({"formats": [
        {"key_string": "B", "name_string": "Basement", "world_id": ""},
        {"key_string": "X1", "name_string": "Ladies", "world_id": "W"},
        {"key_string": "JT", "name_string": "Just for Today, daily", "world_id": "JFT"},
        {"key_string": "ES", "name_string": "Español", "world_id": "LANG"},
    ], "meetings": [over(json!({"formats": "B,X1,JT,ES,ZZ"}))]});
    let report = read(&answer);
    assert_eq!(codes(&report.accepted[0].meeting), ["Basement", "Just for Today  daily", "S", "W", "ZZ"]);
    assert!(!report.warnings.iter().any(|notice| notice.id == "meeting-feed-wrapped"));
    let apart = bmlt::parse_with_formats(
        json!([over(json!({"formats": "X1"}))]).to_string().as_bytes(),
        answer["formats"].to_string().as_bytes(),
        &settings(),
    );
    assert_eq!(codes(&apart.expect("a list").accepted[0].meeting), ["W"]);
}

#[test]
fn half_an_answer_is_no_answer() {
    let whole = json!([over(json!({})), over(json!({}))]).to_string();
    let half = &whole[..whole.len() - 40];
    assert!(matches!(bmlt::parse(half.as_bytes(), &settings()), Err(FeedError::NotJson { .. })));
    assert_eq!(bmlt::parse(b"{\"error\":\"no\"}", &settings()), Err(FeedError::NotAList));
    assert_eq!(bmlt::parse(b"[]", &settings()).map(|report| report.read), Ok(0));
}

#[test]
fn a_list_is_known_by_what_it_holds() {
    let of = |text: &str| Format::of(text.as_bytes());
    assert_eq!(of(&json!([over(json!({}))]).to_string()), Format::Bmlt);
    assert_eq!(of(r#" [{"name":"Hope","day":1}]"#), Format::MeetingGuide);
    assert_eq!(of("\u{feff}Name,Day\nHope,Monday"), Format::Csv);
    assert_eq!(of("<!doctype html>"), Format::MeetingGuide);
    for format in Format::ALL {
        assert_eq!(Format::from_code(format.code()), Some(format));
    }
    let report = list::read(json!([over(json!({}))]).to_string().as_bytes(), &settings(), None).expect("a list");
    assert_eq!(report.accepted.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answer_adds_up(
        rows in prop::collection::vec(("\\PC{0,9}", "\\PC{0,9}", "[0-9:]{0,9}", "[A-Za-z/,]{0,9}", any::<i32>()), 0..12),
    ) {
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(day, venue, start, formats, id)| json!({"id_bigint": id, "weekday_tinyint": day, "venue_type": venue,
                "start_time": start, "formats": formats, "meeting_name": "Hope", "published": id % 3}))
            .collect();
        let report = read(&Value::from(rows.clone()));
        prop_assert_eq!(report.read, rows.len());
        prop_assert_eq!(report.read, report.accepted.len() + report.refused.len());
    }

    #[test]
    fn any_bytes_are_read_or_said_to_be_no_list(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = bmlt::parse(&bytes, &settings());
        let _ = bmlt::parse_with_formats(b"[{\"weekday_tinyint\":\"1\"}]", &bytes, &settings());
        let _ = list::read(&bytes, &settings(), None);
    }
}
