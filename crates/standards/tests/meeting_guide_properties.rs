//! Whatever comes in: nothing breaks, the numbers add up, and what is written reads back the same.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::import::{compare, gather};
use domain::directory::{
    ConferencePhone, Days, Email, Finder, Meeting, MeetingIndex, MeetingType, Place, Point, Schedule, Slug, WebAddress,
    Weekly,
};
use domain::id::{Ids, MeetingId};
use domain::text::{Line, Prose};
use domain::time::{Moment, Time, TimeZone, zone};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use standards::meeting_guide::{Settings, parse, write};
use std::collections::HashSet;

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

/// Any JSON, with the field names and the values that matter more often than chance would have it.
fn json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "[<>&;#/a-z!-]{0,20}",
        "[0-9:.,hpmPM -]{0,9}",
        prop::sample::select(vec![
            "Sunday",
            "lunes",
            "19:00",
            "7pm",
            "yes",
            "America/Chicago",
            "&amp;lt;b&gt;",
            "O",
            "a@example.org",
            "https://example.org"
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..8i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "name",
        "slug",
        "day",
        "time",
        "end_time",
        "timezone",
        "types",
        "latitude",
        "longitude",
        "address",
        "formatted_address",
        "feedback_emails",
        "regions",
        "region",
        "updated",
        "approximate",
        "conference_url",
        "conference_phone",
        "notes",
        "meetings",
        "data",
        "entity_url",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 64, 16, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((key.clone(), inner), 0..16).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn line() -> impl Strategy<Value = Line> {
    prop_oneof!["[A-Za-zñáé0-9 .,'&-]{1,40}", "\\PC{1,30}"]
        .prop_filter_map("a line that holds no HTML", |text| Line::parse(&text.replace(['<', '&'], "+")).ok())
}

fn prose() -> impl Strategy<Value = Prose> {
    prop_oneof![Just(String::new()), "[a-zñ \n.!?>-]{0,80}"].prop_filter_map("prose", |text| Prose::parse(&text).ok())
}

fn clock() -> impl Strategy<Value = Time> {
    (0..24i8, 0..60i8).prop_filter_map("a time", |(hour, minute)| Time::new(hour, minute, 0, 0).ok())
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let zones = prop::sample::select(vec!["America/New_York", "America/Phoenix", "Europe/Madrid", "UTC"]);
    let weekly = (1..128u8, clock(), option::of(clock()), zones).prop_map(|(bits, start, end, name)| {
        let end = end.filter(|end| *end != start);
        Schedule::Weekly(Weekly { days: Days::from_bits(bits), start, end, zone: zone(name).expect("a zone") })
    });
    prop_oneof![8 => weekly, 1 => Just(Schedule::ByAppointment)]
}

fn place() -> impl Strategy<Value = Place> {
    let point = (-60_00000..=80_00000i32, -180_00000..=180_00000i32)
        .prop_filter("not the sea off Africa", |point| *point != (0, 0))
        .prop_map(|(north, east)| Point::new(f64::from(north) / 1e5, f64::from(east) / 1e5).expect("a point"));
    (
        option::of(line()),
        option::of(line()),
        option::of(line()),
        vec(line(), 0..3),
        prose(),
        option::of(point),
        any::<bool>(),
    )
        .prop_map(|(name, address, city, regions, notes, point, approximate)| Place {
            name,
            address,
            city,
            regions,
            notes,
            point,
            approximate,
            ..Place::default()
        })
}

fn meeting() -> impl Strategy<Value = Meeting> {
    let types = vec(
        prop_oneof![
            prop::sample::select(MeetingType::known().collect::<Vec<_>>()),
            "[A-Z0-9]{1,6}".prop_map(|code| MeetingType::parse(&code).expect("a code"))
        ],
        0..5,
    );
    let rest = (types, prose(), option::of(line()), any::<[bool; 4]>(), option::of(0..4_000_000_000i64));
    (line(), "[a-z0-9-]{1,12}", schedule(), place(), rest).prop_map(|(name, slug, schedule, place, rest)| {
        let (mut types, notes, group, with, updated) = rest;
        types.sort();
        types.dedup();
        let mut meeting = Meeting::new(name, Slug::make(&slug), schedule);
        meeting.place = place;
        meeting.types = types;
        meeting.notes = notes;
        meeting.group = group;
        meeting.conference.url = with[0].then(|| WebAddress::parse("https://example.org/j/1?a=b&c=d")).flatten();
        meeting.conference.phone = with[1].then(|| ConferencePhone::parse("+18045550100,,1#")).flatten();
        meeting.entity.url = with[2].then(|| WebAddress::parse("https://example.org")).flatten();
        meeting.feedback_emails =
            if with[3] { Email::parse("a@example.org").into_iter().collect() } else { Vec::new() };
        meeting.updated = updated.map(|seconds| Moment::from_micros(0).plus_seconds(seconds));
        meeting
    })
}

/// Meetings of which no two share a slug.
fn meetings() -> impl Strategy<Value = Vec<Meeting>> {
    vec(meeting(), 0..12).prop_map(|meetings| {
        let mut slugs = HashSet::new();
        meetings.into_iter().filter(|meeting| slugs.insert(meeting.slug.clone())).collect()
    })
}

fn held(meetings: &[Meeting]) -> Vec<(MeetingId, Meeting)> {
    let mut ids = Ids::new(Moment::from_micros(0), [1; 16]);
    meetings.iter().map(|meeting| (ids.next(), meeting.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_said_to_be_no_list(bytes in vec(any::<u8>(), 0..300)) {
        let _ = parse(&bytes, &settings());
        let _ = parse(&[b"[{\"name\":\"".as_slice(), &bytes, b"\",\"day\":1,\"time\":\"19:00\"}]"].concat(), &settings());
    }

    #[test]
    fn any_rows_add_up(rows in vec(json(), 0..12)) {
        let text = Value::from(rows.clone()).to_string();
        let report = parse(text.as_bytes(), &settings()).expect("a list");
        prop_assert_eq!(report.read, rows.len());
        prop_assert_eq!(report.read, report.accepted.len() + report.refused.len());
        let mut numbers: Vec<usize> = report.accepted.iter().map(|row| row.row).chain(report.refused.iter().map(|row| row.row)).collect();
        numbers.sort_unstable();
        prop_assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
        let refused = report.refused_slugs();
        let accepted = report.into_meetings();
        let count = accepted.len();
        let changes = compare(&[], accepted, &refused);
        prop_assert_eq!(count, changes.added.len() + changes.changed.len() + changes.merged());
    }

    #[test]
    fn what_is_written_reads_back_the_same(meetings in meetings()) {
        let report = parse(write(&meetings).as_bytes(), &settings()).expect("a list");
        prop_assert!(report.refused.is_empty(), "{:?}", report.refused);
        prop_assert_eq!(report.into_meetings(), meetings);
    }

    #[test]
    fn writing_what_was_read_changes_nothing_more(rows in vec(json(), 0..12)) {
        let once = parse(Value::from(rows).to_string().as_bytes(), &settings()).expect("a list").into_meetings();
        let (once, _) = gather(once);
        let twice = parse(write(&once).as_bytes(), &settings()).expect("a list").into_meetings();
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn a_list_that_comes_again_brings_nothing_new(meetings in meetings()) {
        let first = compare(&[], meetings.clone(), &[]);
        let again = compare(&held(&first.added), meetings.clone(), &[]);
        prop_assert_eq!((again.added.len(), again.changed.len(), again.gone.len()), (0, 0, 0));
        prop_assert_eq!(again.merged(), meetings.len());
    }

    #[test]
    fn after_an_import_we_hold_what_the_list_says(before in meetings(), list in meetings()) {
        let before = held(&gather(before).0);
        let changes = compare(&before, list.clone(), &[]);
        prop_assert_eq!(list.len(), changes.added.len() + changes.changed.len() + changes.merged());
        prop_assert_eq!(before.len(), changes.changed.len() + changes.unchanged.len() + changes.gone.len());
        let same = before.iter().filter(|(id, _)| changes.unchanged.contains(id)).map(|(_, meeting)| meeting.clone());
        let mut now: Vec<Meeting> = same.chain(changes.added).chain(changes.changed.into_iter().map(|(_, meeting)| meeting)).collect();
        let (mut whole, _) = gather(list);
        let slug = |meeting: &Meeting| meeting.slug.clone();
        now.sort_by_key(slug);
        whole.sort_by_key(slug);
        prop_assert_eq!(now, whole);
    }

    #[test]
    fn the_next_start_is_on_a_day_of_the_meeting_within_eight_days(meeting in meeting(), second in 0..4_000_000_000i64) {
        let now = Moment::from_micros(0).plus_seconds(second);
        match (meeting.next_start(now), meeting.weekly()) {
            (None, None) => {}
            (Some(next), Some(weekly)) => {
                let wait = Moment::from(next.timestamp()).seconds_since(now);
                prop_assert!((0..=8 * 86_400).contains(&wait), "{}", wait);
                prop_assert!(weekly.days.contains(next.weekday()));
                prop_assert_eq!(next.time_zone(), &weekly.zone);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn any_words_can_be_searched(meetings in meetings(), text in "\\PC{0,30}") {
        let name = meetings.first().map(|meeting| meeting.name.to_string()).unwrap_or_default();
        let index = MeetingIndex::new(meetings);
        let _ = index.find(&Finder { text, ..Finder::default() }, Moment::from_micros(0));
        let by_name = index.find(&Finder { text: name, ..Finder::default() }, Moment::from_micros(0));
        prop_assert!(index.meetings().len() == 0 || by_name.iter().any(|found| found.index == 0), "a name finds its meeting");
    }
}

#[test]
fn the_zone_of_the_tests_is_not_the_default_of_a_row() {
    assert_ne!(settings().zone, TimeZone::UTC);
}
