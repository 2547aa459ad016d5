//! A list of thousands of meetings is read whole, and each can be found. How fast is for `cargo xtask bench` to say.

use domain::directory::{Finder, MeetingIndex};
use domain::time::{Moment, zone};
use standards::meeting_guide::{Settings, parse};
use std::fmt::Write as _;

#[test]
fn thousands_of_meetings_are_read_and_searched() {
    let mut list = String::from("[");
    for n in 0..5_000 {
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
    let report = parse(list.as_bytes(), &settings).expect("a list");
    assert_eq!((report.read, report.accepted.len()), (5_000, 5_000));
    let index = MeetingIndex::new(report.into_meetings());
    let finder = Finder { text: "freinds richmond 1999".into(), ..Finder::default() };
    let found = index.find(&finder, Moment::from_micros(1_790_000_000_000_000));
    assert!(found.first().is_some_and(|found| found.meeting.slug.as_str() == "group-1999"));
}
