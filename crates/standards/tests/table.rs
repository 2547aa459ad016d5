//! Tables of meetings as people keep them.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::Attendance;
use domain::directory::import::compare;
use domain::notice::{Arg, Notice};
use domain::time::zone;
use proptest::prelude::*;
use standards::meeting_guide::{FeedError, Report, Settings};
use standards::table::{Mapping, parse};

fn settings() -> Settings {
    Settings::new(zone("America/New_York").expect("a zone"))
}

fn read(text: &str) -> Report {
    parse(text.as_bytes(), &settings(), None).expect("a table")
}

fn ids(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.id.as_str()).collect()
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let report = read(concat!(
        "Name,Day,Start Time,End Time,Location,Address,City,State,Zip,Types,Notes,Contact 1 Name,Phone\r\n",
        "\"Hope, again\",Monday,7:00 PM,20:00,The Hall,1 Main St,Richmond,VA,23220,\"Open, Step Study\",\"Ring\r\nthe bell\",Ann,804\r\n",
        "Mediodía,\"lunes y jueves\",12:00,,Casa,2 Main St,Richmond,VA,23220,S,,,\r\n",
    ));
    assert_eq!((report.read, report.accepted.len()), (2, 2), "{:?}", report.refused);
    let first = &report.accepted[0].meeting;
    assert_eq!((first.name.as_str(), first.notes.as_str()), ("Hope, again", "Ring\nthe bell"));
    assert_eq!(first.types.iter().map(|kind| kind.code()).collect::<Vec<_>>(), ["O", "ST"]);
    assert_eq!(first.attendance(), Attendance::InPerson);
    assert_eq!(report.accepted[1].meeting.weekly().map(|weekly| weekly.days.bits()), Some(0b1_0010));
    let left = report.warnings.iter().find(|notice| notice.id == "meeting-feed-columns-left").expect("a word on it");
    assert_eq!(left.args, [("columns".to_owned(), Arg::Text("Contact 1 Name, Phone".into()))]);
    assert!(!format!("{:?}", report.accepted).contains("Ann"));
}

#[test]
fn a_mapping_says_it_where_names_do_not() {
    let text = "Gruppe;Tag;Uhr\nHope;mon;19:00\n";
    assert_eq!(parse(text.as_bytes(), &settings(), None), Err(FeedError::NoNames));
    let mapping: Mapping = "name=Gruppe, day=Tag, time=Uhr".parse().expect("a mapping");
    let report = parse(text.as_bytes(), &settings(), Some(&mapping)).expect("a table");
    assert_eq!((report.read, report.accepted.len()), (1, 1));
    let wrong: Mapping = "name=Gruppe, day=Wochentag".parse().expect("a mapping");
    assert_eq!(parse(text.as_bytes(), &settings(), Some(&wrong)), Err(FeedError::NoSuchColumn { place: 2 }));
}

#[test]
fn other_encodings_are_read_and_told() {
    let latin = b"name,day,time\nA\xf1os,Monday,19:00\n";
    let report = parse(latin, &settings(), None).expect("a table");
    assert_eq!(report.accepted[0].meeting.name.as_str(), "Años");
    assert_eq!(ids(&report.warnings), ["meeting-feed-latin1"]);
    let marked = "\u{feff}name,day,time\nAños,Monday,19:00\n";
    let report = read(marked);
    assert_eq!((report.accepted[0].meeting.name.as_str(), report.warnings.len()), ("Años", 0));
}

#[test]
fn each_bad_row_has_its_reason_and_the_rest_comes_in() {
    let report = read(concat!(
        "name,day,time,timezone,address,city,latitude,longitude\n",
        "Late,Monday,25:99,,1 Main St,Richmond,,\n",
        ",Monday,19:00,,1 Main St,Richmond,,\n",
        "Swapped,Monday,19:00,,1 Main St,Richmond,-77.44,37.54\n",
        "Lost,Monday,19:00,America/Atlantis,2 Main St,Richmond,,\n",
        "Comma,Monday,19:00,,3 Main St, Richmond,VA,37.5,-77.4,5\n",
        "\n",
        "Short,Monday,19:00\n",
    ));
    let why: Vec<(usize, &str)> = report.refused.iter().map(|row| (row.row, row.reason.id.as_str())).collect();
    assert_eq!(why, [(1, "meeting-refused-time"), (2, "meeting-refused-no-name"), (5, "meeting-refused-columns")]);
    assert_eq!((report.read, report.accepted.len()), (6, 3), "an empty line is no row");
    assert_eq!(ids(&report.accepted[0].warnings), ["meeting-warn-coordinates-swapped", "meeting-warn-slug-made"]);
    assert!(ids(&report.accepted[1].warnings).contains(&"meeting-warn-zone"));
    assert!(report.accepted[0].meeting.place.point.is_some_and(|point| point.latitude() > 37.0));
}

#[test]
fn empty_cells_at_the_end_of_a_row_are_no_values() {
    let report = read("name,day,time\nHope,Monday,19:00,\nNoon,Friday,12:00, ,,\nComma,Monday,19:00,5\n");
    let why: Vec<(usize, &str)> = report.refused.iter().map(|row| (row.row, row.reason.id.as_str())).collect();
    assert_eq!((report.accepted.len(), why), (2, vec![(3, "meeting-refused-columns")]));
}

#[test]
fn a_table_that_breaks_off_is_none() {
    let broken = "name,day,time\nHope,Monday,19:00\n\"Noon,Tuesday,12:00\nEve,Friday,20:00\n";
    assert_eq!(parse(broken.as_bytes(), &settings(), None), Err(FeedError::OpenQuote { line: 3 }));
    assert_eq!(parse(b" \n", &settings(), None), Err(FeedError::Empty));
    let small = Settings { most_rows: 1, ..settings() };
    let two = "name,day,time\nA,Monday,19:00\nB,Monday,19:00\n";
    assert_eq!(parse(two.as_bytes(), &small, None), Err(FeedError::TooManyRows { limit: 1 }));
}

#[test]
fn ten_thousand_times_the_same_is_one_meeting() {
    let mut text = String::from("name,day,time,address,city\n");
    for _ in 0..10_000 {
        text.push_str("Hope,Monday,19:00,1 Main St,Richmond\n");
    }
    let report = read(&text);
    assert_eq!((report.read, report.accepted.len()), (10_000, 10_000));
    let repeats = report.accepted.iter().filter(|row| ids(&row.warnings).contains(&"meeting-warn-repeats")).count();
    assert_eq!(repeats, 9_999);
    let changes = compare(&[], report.into_meetings(), &[]);
    assert_eq!((changes.added.len(), changes.merged()), (1, 9_999));
}

/// As a program for tables writes it.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_quoted_reads_back_the_same(
        rows in prop::collection::vec(("[a-zñ\",; \r\n]{1,20}x", "[^\u{0}-\u{9}\u{b}-\u{1f}\u{7f}-\u{9f}<&]{0,30}"), 1..8),
        mark in prop::sample::select(vec![",", ";", "\t", "|"]),
    ) {
        let mut text = ["name", "day", "time", "notes"].join(mark);
        for (name, notes) in &rows {
            text.push_str("\r\n");
            text.push_str(&[quoted(name), "monday".into(), "19:00".into(), quoted(notes)].join(mark));
        }
        let report = read(&text);
        prop_assert_eq!(report.read, rows.len());
        prop_assert!(report.refused.is_empty(), "{:?}", report.refused);
        for (row, (name, notes)) in report.accepted.iter().zip(&rows) {
            prop_assert_eq!(row.meeting.name.as_str(), name.split_whitespace().collect::<Vec<_>>().join(" "));
            let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
            prop_assert_eq!(row.meeting.notes.as_str(), lines(notes));
        }
    }

    #[test]
    fn any_table_adds_up(text in "(name|day|time|[a-z\",;\n]){0,3}\n([a-zA-Z0-9:,;\"\n ]{0,200})") {
        if let Ok(report) = parse(text.as_bytes(), &settings(), None) {
            prop_assert_eq!(report.read, report.accepted.len() + report.refused.len());
        }
    }
}
