//! Lists as they are found: what is read from them, and what is said of the rest.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use domain::directory::{Attendance, Meeting, Schedule};
use domain::notice::{Arg, Notice};
use domain::time::zone;
use serde_json::{Value, json};
use standards::meeting_guide::{FeedError, Report, Settings, parse, write};

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

fn read(list: &Value) -> Report {
    parse(list.to_string().as_bytes(), &settings()).expect("a list")
}

/// The meeting of one row laid over a plain one, with the ids of its warnings.
fn row(fields: Value) -> (Meeting, Vec<String>) {
    let report = read(&json!([over(fields)]));
    let accepted = report.accepted.into_iter().next().unwrap_or_else(|| panic!("refused: {:?}", report.refused));
    (accepted.meeting, accepted.warnings.into_iter().map(|notice| notice.id).collect())
}

fn over(fields: Value) -> Value {
    let mut row = json!({"name": "Hope", "slug": "hope", "day": 1, "time": "19:00",
        "address": "1 Main St", "city": "Richmond", "state": "VA", "country": "US"});
    for (key, value) in fields.as_object().expect("fields") {
        row[key] = value.clone();
    }
    row
}

fn refusal(fields: Value) -> Notice {
    let report = read(&json!([over(fields)]));
    assert_eq!((report.read, report.accepted.len()), (1, 0));
    report.refused[0].reason.clone()
}

fn times(meeting: &Meeting) -> (u8, String, Option<String>) {
    let weekly = meeting.weekly().expect("a weekly meeting");
    let clock = |time: domain::time::Time| time.strftime("%H:%M").to_string();
    (weekly.days.bits(), clock(weekly.start), weekly.end.map(clock))
}

#[test]
fn a_row_that_keeps_to_the_rules_comes_through_whole() {
    let (meeting, warnings) = row(json!({
        "end_time": "20:30", "timezone": "America/Chicago", "postal_code": "23220", "regions": ["Virginia", "Richmond"],
        "location": "The Hall", "location_notes": "Side door", "latitude": 37.54071, "longitude": -77.43605,
        "approximate": "no", "types": ["O", "D", "X"], "notes": "Ring the bell", "group": "Hope Group",
        "conference_url": "https://example.org/room", "conference_phone": "+18045550100,,1#",
        "venmo": "@hope", "feedback_emails": ["a@example.org"], "entity": "Area", "entity_url": "https://example.org",
        "updated": "2026-11-01 12:30:00",
    }));
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(times(&meeting), (2, "19:00".into(), Some("20:30".into())));
    assert_eq!(meeting.weekly().and_then(|weekly| weekly.zone.iana_name()), Some("America/Chicago"));
    assert_eq!(meeting.attendance(), Attendance::Hybrid);
    assert_eq!(meeting.types.iter().map(|kind| kind.code()).collect::<Vec<_>>(), ["D", "O", "X"]);
    assert_eq!(meeting.place.regions.len(), 2);
    assert_eq!(meeting.place.point.map(|point| point.longitude()), Some(-77.43605));
    assert_eq!(meeting.entity.url.map(|url| url.to_string()).as_deref(), Some("https://example.org"));
    assert_eq!(meeting.updated.map(|at| at.timestamp().to_string()).as_deref(), Some("2026-11-01T12:30:00Z"));
}

#[test]
fn days_and_times_come_in_many_shapes() {
    let (meeting, _) = row(json!({"day": "MIÉRCOLES", "time": "18:00:00", "end_time": "7:15 PM"}));
    assert_eq!(times(&meeting), (8, "18:00".into(), Some("19:15".into())));
    let (meeting, warnings) = row(json!({"day": ["0", "Saturday", 9], "time": "12:00 am", "end_time": "soon"}));
    assert_eq!(times(&meeting), (65, "00:00".into(), None));
    assert_eq!(warnings, ["meeting-warn-day-skipped", "meeting-warn-end-time"]);
    let (meeting, _) = row(json!({"end_time": "24:00"}));
    assert_eq!(times(&meeting).2.as_deref(), Some("00:00"));
    let (meeting, _) = row(json!({"day": null, "time": ""}));
    assert_eq!(meeting.schedule, Schedule::ByAppointment);
}

#[test]
fn what_cannot_be_a_meeting_is_refused_with_its_reason() {
    let id = |fields: Value| refusal(fields).id;
    assert_eq!(id(json!({"name": " <br> "})), "meeting-refused-no-name");
    assert_eq!(id(json!({"day": ""})), "meeting-refused-no-day");
    assert_eq!(id(json!({"day": "someday"})), "meeting-refused-day");
    assert_eq!(id(json!({"day": 7})), "meeting-refused-day");
    assert_eq!(id(json!({"time": null})), "meeting-refused-no-time");
    let notice = refusal(json!({"time": "25:99"}));
    assert_eq!(notice, Notice::new("meeting-refused-time").with("time", "25:99"));
}

#[test]
fn a_refused_row_can_be_found_again_and_says_nothing_of_people() {
    let report = read(&json!([
        over(json!({"time": "25:99", "contact_1_name": "Ann B.", "contact_1_phone": "804 555 0100"})),
        "nothing",
        5,
        null,
        ["name"],
    ]));
    assert_eq!((report.read, report.refused.len()), (5, 5));
    assert_eq!(report.refused[0].excerpt, "Hope · 1 · 25:99 · hope");
    assert_eq!(report.refused_slugs().iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["hope"]);
    assert!(report.refused[1..].iter().all(|refused| refused.reason.id == "meeting-refused-not-a-row"));
    assert_eq!(report.refused.iter().map(|refused| refused.row).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn one_broken_row_does_not_spoil_the_others() {
    let list = format!(
        r#"[{}, {{"name": "\ud800"}}, {{"name": 1e999}}, {}]"#,
        over(json!({})),
        over(json!({"slug": "b", "day": 2}))
    );
    let report = parse(list.as_bytes(), &settings()).expect("a list");
    assert_eq!((report.read, report.accepted.len()), (4, 2));
    assert!(report.refused.iter().all(|refused| refused.reason.id == "meeting-refused-unreadable"));
}

#[test]
fn coordinates_that_cannot_be_are_left_out_and_the_row_stays() {
    let point = |latitude: Value, longitude: Value| {
        let (meeting, warnings) = row(json!({"latitude": latitude, "longitude": longitude}));
        (meeting.place.point.map(|point| (point.latitude(), point.longitude())), warnings)
    };
    let richmond = Some((37.54071, -77.43605));
    let swapped = vec!["meeting-warn-coordinates-swapped".to_owned()];
    let outside = vec!["meeting-warn-coordinates".to_owned()];
    assert_eq!(point(json!("37.5407123"), json!(" -77.43605 ")), (richmond, vec![]));
    assert_eq!(point(json!(-77.43605), json!(37.54071)), (richmond, swapped.clone()));
    assert_eq!(point(json!("-118.25"), json!("34.05")), (Some((34.05, -118.25)), swapped));
    assert_eq!(point(json!("37,54071"), json!("-77,43605")), (richmond, vec![]));
    assert_eq!(point(json!(0), json!(0)), (None, outside.clone()));
    assert_eq!(point(json!(-0.0), json!(0.000001)), (None, outside.clone()), "zero after rounding");
    assert_eq!(point(json!(37.5), json!(-277.4)), (None, outside.clone()));
    assert_eq!(point(json!("north"), json!(-77.4)), (None, outside.clone()));
    assert_eq!(point(json!(37.5), json!("")), (None, outside.clone()));
    assert_eq!(point(json!("NaN"), json!("inf")), (None, outside));
    assert_eq!(point(json!(null), json!("")), (None, vec![]));
    // Ushuaia and Tromsø are where they say they are.
    assert_eq!(point(json!(-54.8), json!(-68.3)), (Some((-54.8, -68.3)), vec![]));
    assert_eq!(point(json!(69.65), json!(18.96)), (Some((69.65, 18.96)), vec![]));
}

#[test]
fn html_is_taken_out_of_every_text() {
    let (meeting, _) = row(json!({
        "name": "Peace &amp; <em>Hope</em>", "location": "St Michael&#8217;s",
        "notes": "<p>Ring the bell.</p><script>alert(1)</script>Use &lt;b&gt;side&lt;/b&gt; door",
    }));
    assert_eq!(meeting.name.as_str(), "Peace & Hope");
    assert_eq!(meeting.place.name.map(|line| line.to_string()).as_deref(), Some("St Michael’s"));
    assert_eq!(meeting.notes.as_str(), "Ring the bell.\nUse side door");
}

#[test]
fn mail_addresses_come_as_list_text_or_object() {
    for emails in [
        json!(["a@example.org", "b@example.org"]),
        json!("a@example.org, b@example.org"),
        json!({"0": "a@example.org", "1": "mailto:b@example.org"}),
    ] {
        let (meeting, warnings) = row(json!({"feedback_emails": emails}));
        let read: Vec<&str> = meeting.feedback_emails.iter().map(|email| email.as_str()).collect();
        assert_eq!((read, warnings.len()), (vec!["a@example.org", "b@example.org"], 0), "{emails}");
    }
    let (meeting, warnings) = row(json!({"feedback_emails": ["the secretary", null]}));
    assert_eq!((meeting.feedback_emails.len(), warnings), (0, vec!["meeting-warn-unusable".to_owned()]));
}

#[test]
fn links_that_are_no_web_addresses_are_left_out() {
    let (meeting, warnings) = row(json!({
        "url": "javascript:alert(1)", "conference_url": "ask", "conference_phone": "call Ann",
        "entity_logo": "http://example.org/logo.png", "entity_website_url": "nothing", "entity_url": "www.example.org",
    }));
    assert_eq!(
        (meeting.url, meeting.conference.url, meeting.conference.phone, meeting.entity.logo),
        (None, None, None, None)
    );
    assert_eq!(meeting.entity.url.map(|url| url.to_string()).as_deref(), Some("https://www.example.org"));
    assert_eq!(warnings, ["meeting-warn-unusable"; 5]);
}

#[test]
fn unknown_types_are_kept_and_counted() {
    let report = read(&json!([
        over(json!({"types": ["ONL", "o", "O", 11]})),
        over(json!({"slug": "b", "day": 3, "types": "ONL, 1H"})),
    ]));
    let codes: Vec<Vec<&str>> =
        report.accepted.iter().map(|row| row.meeting.types.iter().map(|kind| kind.code()).collect()).collect();
    assert_eq!(codes, [vec!["11", "O", "ONL"], vec!["1H", "ONL"]]);
    assert_eq!(report.unknown_types.get("ONL"), Some(&2));
    let said: Vec<&Notice> = report.warnings.iter().filter(|notice| notice.id == "meeting-feed-unknown-type").collect();
    assert_eq!(said.len(), 2);
    assert_eq!(said[1].args[1], ("count".to_owned(), Arg::Number(2)));
}

#[test]
fn a_missing_slug_is_made_the_same_way_every_time() {
    let (meeting, warnings) = row(json!({"slug": null, "name": "Años Nuevos"}));
    assert_eq!(
        (meeting.slug.as_str(), warnings),
        ("anos-nuevos-monday-1900", vec!["meeting-warn-slug-made".to_owned()])
    );
    let (meeting, warnings) = row(json!({"slug": "a b/c"}));
    assert_eq!((meeting.slug.as_str(), warnings), ("a-b-c", vec!["meeting-warn-slug-changed".to_owned()]));
    let (meeting, warnings) = row(json!({"slug": 357}));
    assert_eq!((meeting.slug.as_str(), warnings.len()), ("357", 0));
}

#[test]
fn rows_that_repeat_are_said() {
    let report =
        read(&json!([over(json!({})), over(json!({"slug": "twin", "name": "HOPE"})), over(json!({"name": "Faith"})),]));
    let said: Vec<&str> =
        report.accepted.iter().flat_map(|row| &row.warnings).map(|notice| notice.id.as_str()).collect();
    assert_eq!(said, ["meeting-warn-repeats", "meeting-warn-slug-repeated"]);
}

#[test]
fn whole_addresses_are_taken_apart() {
    let place = |text: &str| {
        let (meeting, _) =
            row(json!({"address": "", "city": "", "state": "", "country": "", "formatted_address": text}));
        let place = meeting.place;
        let words = [place.address, place.city, place.state, place.postal_code, place.country];
        words.map(|line| line.map(|line| line.to_string()).unwrap_or_default()).join("|")
    };
    assert_eq!(place("1 Main St, Richmond, VA 23220, USA"), "1 Main St|Richmond|VA|23220|USA");
    assert_eq!(place("1 Main St, Suite 5, Richmond, VA, USA"), "1 Main St, Suite 5|Richmond|VA||USA");
    assert_eq!(place("Richmond, VA, USA"), "|Richmond|VA||USA");
    assert_eq!(place("VA, USA"), "||VA||USA");
    assert_eq!(place("1 Main St, Richmond"), "1 Main St|Richmond|||");
    assert_eq!(place("Behind the church"), "Behind the church||||");
}

#[test]
fn the_zone_is_the_rows_or_the_given_one() {
    let (meeting, warnings) = row(json!({"timezone": "Mars/Olympus"}));
    assert_eq!(meeting.weekly().and_then(|weekly| weekly.zone.iana_name()), Some("America/New_York"));
    assert_eq!(warnings, ["meeting-warn-zone"]);
}

#[test]
fn too_long_texts_are_cut_with_a_warning() {
    let (meeting, warnings) = row(json!({"name": "long ".repeat(100), "notes": "x".repeat(200_000)}));
    assert!(meeting.name.as_str().chars().count() <= 200);
    assert_eq!(warnings, ["meeting-warn-cut", "meeting-warn-cut"]);
}

#[test]
fn lists_come_wrapped_marked_and_in_other_encodings() {
    let list = json!([over(json!({"name": "Años"}))]).to_string();
    let ids = |bytes: &[u8]| {
        let report = parse(bytes, &settings()).expect("a list");
        assert_eq!(report.accepted[0].meeting.name.as_str(), "Años");
        report.warnings.into_iter().map(|notice| notice.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(list.as_bytes()), Vec::<String>::new());
    assert_eq!(ids(format!("\u{feff} \n{list}\n").as_bytes()), Vec::<String>::new());
    assert_eq!(ids(format!(r#"{{"ok": true, "data": {list}, "page": [1]}}"#).as_bytes()), ["meeting-feed-wrapped"]);
    assert_eq!(ids(format!(r#"{{"data": "x", "meetings": {list}}}"#).as_bytes()), ["meeting-feed-wrapped"]);
    assert_eq!(ids(format!("{list}\n<!-- cached -->").as_bytes()), ["meeting-feed-trailing"]);
    let latin1: Vec<u8> = list.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    assert_eq!(ids(&latin1), ["meeting-feed-latin1"]);
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(list.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(ids(&utf16), ["meeting-feed-utf16"]);
}

#[test]
fn what_is_no_list_is_said() {
    let error = |bytes: &[u8]| parse(bytes, &settings()).err();
    assert_eq!(error(b" \n"), Some(FeedError::Empty));
    assert_eq!(error(b"\xef\xbb\xbf"), Some(FeedError::Empty));
    assert_eq!(error(b"<!doctype html><p>Sign in"), Some(FeedError::WebPage));
    assert_eq!(error(br#"{"error": "none"}"#), Some(FeedError::NotAList));
    assert_eq!(error(b"\"list\""), Some(FeedError::NotAList));
    assert_eq!(error(b"null"), Some(FeedError::NotAList));
    assert_eq!(error(b"[{},\n{"), Some(FeedError::NotJson { line: 2, column: 1 }));
    assert!(matches!(error(b"[1 2]"), Some(FeedError::NotJson { .. })));
    assert!(matches!(error(&b"[".repeat(100_000)), Some(FeedError::NotJson { .. })));
    assert!(matches!(error(&br#"{"data":"#.repeat(100_000)), Some(FeedError::NotJson { .. })));
}

#[test]
fn a_list_that_is_too_large_is_refused_at_the_door() {
    let small = Settings { most_bytes: 10, ..settings() };
    assert_eq!(parse(b"[1,2,3,4,5]", &small).err(), Some(FeedError::TooLarge { limit: 10 }));
    let short = Settings { most_rows: 2, ..settings() };
    assert_eq!(parse(b"[1,2]", &short).map(|report| report.read), Ok(2));
    assert_eq!(parse(b"[1,2,3]", &short).err(), Some(FeedError::TooManyRows { limit: 2 }));
}

#[test]
fn what_is_written_keeps_to_the_specification() {
    let report = read(&json!([
        over(
            json!({"day": [1, 3], "entity_website_url": "https://example.org", "latitude": "37.5407123", "longitude": "-77.43605"})
        ),
        over(json!({"name": "Faith"})),
        over(json!({"slug": "asked", "day": null, "time": null})),
    ]));
    let text = write(&report.into_meetings());
    let list: Vec<Value> = serde_json::from_str(&text).expect("a JSON array");
    assert_eq!(list[0]["day"], json!([1, 3]));
    assert_eq!(list[0]["time"], json!("19:00"));
    assert_eq!(list[0]["latitude"], json!(37.54071));
    assert_eq!(
        (&list[0]["entity_url"], &list[0]["entity_website_url"]),
        (&json!("https://example.org"), &json!("https://example.org"))
    );
    assert_eq!(list[1]["day"], json!(1));
    assert_eq!(list[1]["slug"], json!("hope-mon-1900"), "slugs are unique");
    assert!(list[2].get("day").is_none() && list[2].get("time").is_none());
    assert!(!text.contains("null") && !text.contains("\"\""), "empty fields are left out");
    assert_eq!(write(&[]).trim(), "[\n]");
}
