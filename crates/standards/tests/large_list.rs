//! A list of 20,000 meetings is read well within a second by a release build; here the bound is loose, for a test build
//! shares its processor with others.

use domain::directory::{Finder, MeetingIndex};
use domain::time::{Moment, zone};
use standards::meeting_guide::{Settings, parse};
use std::fmt::Write as _;
use std::time::Instant;

#[test]
#[expect(clippy::disallowed_methods, reason = "measures how long reading takes")]
fn twenty_thousand_meetings_are_read_and_searched_quickly() {
    let mut list = String::from("[");
    for n in 0..20_000 {
        let comma = if n == 0 { "" } else { "," };
        let _ = write!(
            list,
            r#"{comma}{{"id":{n},"name":"Group {n} &amp; friends","slug":"group-{n}","day":"{}","time":"{:02}:30:00",
            "timezone":"America/New_York","types":["O","D","ONL"],"address":"{n} Main St","city":"Richmond","state":"VA",
            "postal_code":"23220","country":"US","latitude":"37.5{}","longitude":"-77.4{}","location":"Hall {n}",
            "notes":"<p>Ring the bell.<br>Use the side door &#8211; it is open.</p>","region":"Richmond","updated":"2026-11-01 10:00:00",
            "extra":{{"a":[1,2,3],"b":"c"}},"entity":"Area","entity_url":"https://example.org"}}"#,
            n % 7,
            n % 24,
            n % 1000,
            n % 997,
        );
    }
    list.push(']');
    let settings = Settings::new(zone("America/New_York").expect("a zone"));
    let start = Instant::now();
    let report = parse(list.as_bytes(), &settings).expect("a list");
    let read = start.elapsed();
    assert_eq!((report.read, report.accepted.len()), (20_000, 20_000));
    let start = Instant::now();
    let index = MeetingIndex::new(report.into_meetings());
    let prepared = start.elapsed();
    let finder = Finder { text: "freinds richmond 1999".into(), ..Finder::default() };
    let start = Instant::now();
    let found = index.find(&finder, Moment::from_micros(1_790_000_000_000_000));
    let searched = start.elapsed();
    assert!(found.first().is_some_and(|found| found.meeting.slug.as_str() == "group-1999"));
    println!("{} bytes read in {read:?}, prepared in {prepared:?}, searched in {searched:?}", list.len());
    assert!(read.as_secs() < 10 && searched.as_secs() < 5, "{read:?} {searched:?}");
}
