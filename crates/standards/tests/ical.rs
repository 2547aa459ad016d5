//! Calendars, read back by a second engine: days and zones must come out as the directory itself reckons them.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::{
    ConferencePhone, Days, Email, Meeting, MeetingType, Point, Schedule, Slug, WebAddress, Weekly,
};
use domain::id::{Ids, MeetingId};
use domain::text::{Line, Prose};
use domain::time::{Moment, TimeZone, zone};
use proptest::prelude::*;
use rrule::RRuleSet;
use standards::ical::{Calendar, Entry, write};
use std::collections::BTreeSet;

fn at(text: &str) -> Moment {
    text.parse::<jiff::Timestamp>().expect("a timestamp").into()
}

fn id() -> MeetingId {
    Ids::new(at("2026-11-01T00:00:00Z"), [3; 16]).next()
}

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok()
}

fn meeting(days: Days, start: &str, end: Option<&str>, name: &str) -> Meeting {
    let schedule = Schedule::Weekly(Weekly {
        days,
        start: start.parse().expect("a time"),
        end: end.map(|end| end.parse().expect("a time")),
        zone: zone(name).expect("a zone"),
    });
    Meeting::new(line("Hope").expect("a name"), Slug::make("hope"), schedule)
}

fn calendar(meetings: &[&Meeting], from: Moment) -> String {
    let entry = |meeting| Entry {
        id: id(),
        meeting,
        page: "https://example.org/meetings/1".to_owned(),
        source: "Listed by River Intergroup".to_owned(),
        read: at("2026-11-20T08:00:00Z"),
        since: from,
    };
    let calendar = Calendar {
        name: "Meetings".to_owned(),
        address: "https://example.org/feeds/meetings.ics?day=sun".to_owned(),
        entries: meetings.iter().copied().map(entry).collect(),
    };
    write(&calendar)
}

/// The lines, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// The value of the first property of this name, its parameters left on the name.
fn value(lines: &[String], name: &str) -> String {
    let named = |line: &&String| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']));
    lines
        .iter()
        .find(named)
        .and_then(|line| line.split_once(':'))
        .map(|(_, value)| value.to_owned())
        .unwrap_or_default()
}

/// The components of a kind, each with its lines.
fn components(lines: &[String], kind: &str) -> Vec<Vec<String>> {
    let (begin, end) = (format!("BEGIN:{kind}"), format!("END:{kind}"));
    let mut found = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| **line == begin) {
        found.push(lines.iter().skip(at + 1).take_while(|line| **line != end).cloned().collect());
    }
    found
}

/// The first starts of an event, as the second engine reckons them.
fn starts(event: &[String], count: u16) -> Vec<i64> {
    let rule = event.iter().filter(|line| line.starts_with("DTSTART") || line.starts_with("RRULE")).cloned();
    let set: RRuleSet = rule.collect::<Vec<_>>().join("\n").parse().expect("a rule that another program reads");
    set.all(count).dates.iter().map(|date| date.timestamp()).collect()
}

/// The first starts, as the directory reckons them.
fn own_starts(meeting: &Meeting, from: Moment, count: usize) -> Vec<i64> {
    let mut now = from;
    let mut starts = Vec::new();
    while starts.len() < count {
        let next: Moment = meeting.next_start(now).expect("a start").timestamp().into();
        starts.push(next.micros() / 1_000_000);
        now = next.plus_seconds(1);
    }
    starts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_engine_finds_the_same_starts(
        bits in 1..128u8,
        // Hours that no zone here skips or doubles; those have a test of their own.
        hour in 4..23i8,
        minute in 0..60i8,
        name in prop::sample::select(vec![
            "America/New_York", "America/Phoenix", "America/St_Johns", "America/Puerto_Rico", "Europe/Madrid",
            "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham",
        ]),
        day in 0..4000i64,
    ) {
        let start = format!("{hour:02}:{minute:02}");
        let meeting = meeting(Days::from_bits(bits), &start, None, name);
        // Midnight on the meeting's own wall, so that both count today.
        let date = domain::time::plus_days("2024-01-01".parse().expect("a date"), day);
        let from = domain::time::start_of(date, &zone(name).expect("a zone"));
        let events = components(&lines(&calendar(&[&meeting], from)), "VEVENT");
        prop_assert_eq!(events.len(), 1);
        prop_assert_eq!(starts(&events[0], 80), own_starts(&meeting, from, 80));
    }
}

/// Every change of the clocks that a VTIMEZONE tells, as instant and offset after it.
fn told(zone: &[String]) -> BTreeSet<(i64, i64)> {
    let mut told = BTreeSet::new();
    for kind in ["STANDARD", "DAYLIGHT"] {
        for part in components(zone, kind) {
            let seconds = |name: &str| {
                let text = value(&part, name);
                let number =
                    |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i64>().ok());
                let whole = number(1..3).expect("hours") * 3600
                    + number(3..5).expect("minutes") * 60
                    + number(5..7).unwrap_or(0);
                if text.starts_with('-') { -whole } else { whole }
            };
            let (before, after) = (seconds("TZOFFSETFROM"), seconds("TZOFFSETTO"));
            if before == after {
                continue;
            }
            // The clock on the wall, read as if it were UTC.
            let mut walls = vec![value(&part, "DTSTART")];
            walls.extend(value(&part, "RDATE").split(',').filter(|text| !text.is_empty()).map(str::to_owned));
            let rule = value(&part, "RRULE");
            let mut instants = Vec::new();
            for wall in &walls {
                let text = if rule.is_empty() {
                    format!("DTSTART:{wall}Z\nRRULE:FREQ=DAILY;COUNT=1")
                } else {
                    format!("DTSTART:{wall}Z\nRRULE:{rule}")
                };
                let set: RRuleSet = text.parse().expect("a rule that another program reads");
                instants.extend(set.all(30).dates.iter().map(|date| date.timestamp()));
            }
            told.extend(instants.into_iter().map(|wall| (wall - before, after)));
        }
    }
    told
}

#[test]
fn every_zone_changes_its_clocks_when_the_database_says() {
    let (from, end) = (at("2026-11-22T12:00:00Z"), at("2046-01-01T00:00:00Z"));
    let mut ruled = 0;
    for name in jiff::tz::db().available() {
        let name = name.as_str();
        let Ok(zone) = zone(name) else { continue };
        let written = lines(&calendar(&[&meeting(Days::ALL, "19:00", None, name)], from));
        let zones = components(&written, "VTIMEZONE");
        assert_eq!(zones.len(), 1, "{name}");
        assert!(
            !components(&zones[0], "STANDARD").is_empty() || !components(&zones[0], "DAYLIGHT").is_empty(),
            "{name}"
        );
        assert_eq!(
            value(&zones[0], "TZID"),
            value(&lines(&calendar(&[&meeting(Days::ALL, "19:00", None, name)], from)), "TZID")
        );
        let second = jiff::SignedDuration::from_secs(1);
        let known: BTreeSet<(i64, i64)> = zone
            .following(from.timestamp())
            .take_while(|change| change.timestamp() < end.timestamp())
            .filter(|change| zone.to_offset(change.timestamp() - second) != change.offset())
            .map(|change| (change.timestamp().as_second(), i64::from(change.offset().seconds())))
            .collect();
        let told: BTreeSet<(i64, i64)> = told(&zones[0])
            .into_iter()
            .filter(|(instant, _)| (from.micros()..end.micros()).contains(&(instant * 1_000_000)))
            .collect();
        ruled += usize::from(!known.is_empty());
        assert_eq!(told, known, "{name}: {}", zones[0].join("\n"));
    }
    assert!(ruled > 100, "{ruled} zones change their clocks");
}

#[test]
fn new_york_has_the_rules_of_2007() {
    let written =
        lines(&calendar(&[&meeting(Days::ALL, "19:00", None, "America/New_York")], at("2026-11-22T12:00:00Z")));
    let zone = &components(&written, "VTIMEZONE")[0];
    let summer = &components(zone, "DAYLIGHT")[0];
    assert_eq!(value(summer, "RRULE"), "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
    assert_eq!(value(summer, "DTSTART"), "20250309T020000");
    assert_eq!((value(summer, "TZOFFSETFROM"), value(summer, "TZOFFSETTO")), ("-0500".into(), "-0400".into()));
    assert_eq!(value(summer, "TZNAME"), "EDT");
    let winter = &components(zone, "STANDARD")[0];
    assert_eq!(value(winter, "RRULE"), "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU");
    assert_eq!(value(winter, "DTSTART"), "20251102T020000");
}

#[test]
fn a_meeting_on_several_days_is_one_event_that_lasts_past_midnight() {
    let days: Days = [domain::time::Weekday::Monday, domain::time::Weekday::Thursday].into_iter().collect();
    let late = meeting(days, "23:30", Some("00:45"), "America/New_York");
    // A Sunday evening in New York.
    let written = lines(&calendar(&[&late], at("2026-11-23T01:00:00Z")));
    let event = &components(&written, "VEVENT")[0];
    assert_eq!(value(event, "RRULE"), "FREQ=WEEKLY;BYDAY=MO,TH");
    assert!(event.contains(&"DTSTART;TZID=America/New_York:20261123T233000".to_owned()), "{event:?}");
    assert!(event.contains(&"DTEND;TZID=America/New_York:20261124T004500".to_owned()), "{event:?}");
    assert_eq!(value(event, "UID"), id().to_string());
    assert_eq!(value(event, "DTSTAMP"), "20261120T080000Z");
    let hour = meeting(days, "23:30", None, "America/New_York");
    let written = lines(&calendar(&[&hour], at("2026-11-23T01:00:00Z")));
    assert_eq!(value(&components(&written, "VEVENT")[0], "DTEND"), "20261124T003000");
}

#[test]
fn a_start_that_spring_skips_is_written_as_the_wall_would_show_it() {
    let early = meeting(Days::only(domain::time::Weekday::Sunday), "02:30", None, "America/New_York");
    let from = at("2026-03-02T12:00:00Z");
    let written = lines(&calendar(&[&early], from));
    let event = &components(&written, "VEVENT")[0];
    // Section 3.3.5: a time that does not exist is read with the offset before the gap. So does the directory.
    assert_eq!(value(event, "DTSTART"), "20260308T023000");
    assert_eq!(
        own_starts(&early, from, 2),
        [at("2026-03-08T07:30:00Z").micros() / 1_000_000, at("2026-03-15T06:30:00Z").micros() / 1_000_000]
    );
}

#[test]
fn what_a_listing_says_cannot_break_out_of_its_property() {
    let mut odd = meeting(Days::ALL, "07:00", None, "America/Chicago");
    odd.name = line("Hope, faith; and \\ more").expect("a name");
    odd.notes = Prose::parse("First line\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.org").expect("notes");
    odd.conference.url = WebAddress::parse("https://example.org/j/1?a=b,c;d");
    odd.conference.phone = ConferencePhone::parse("+18045550100,,1#");
    odd.place.address = line("1 Main St");
    odd.place.point = Point::new(37.5, -77.4).ok();
    odd.feedback_emails = Email::parse("jane.doe@example.org").into_iter().collect();
    odd.giving.venmo = line("@jane-doe");
    let text = calendar(&[&odd], at("2026-11-22T12:00:00Z"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let written = lines(&text);
    assert_eq!(components(&written, "VEVENT").len(), 1);
    assert!(!written.iter().any(|line| line.starts_with("ATTENDEE")));
    let event = &components(&written, "VEVENT")[0];
    assert_eq!(value(event, "SUMMARY"), "Hope\\, faith\\; and \\\\ more");
    assert_eq!(value(event, "GEO"), "37.5;-77.4");
    assert!(event.contains(&"CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+18045550100".to_owned()), "{event:?}");
    assert!(event.contains(&"CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://example.org/j/1?a=b,c;d".to_owned()));
    assert!(!text.contains("jane"), "nobody's address or handle is written");
}

#[test]
fn a_place_that_is_closed_is_called_off_and_an_appointment_has_no_event() {
    let mut closed = meeting(Days::ALL, "07:00", None, "UTC");
    closed.types = vec![MeetingType::PLACE_CLOSED];
    let asked = Meeting::new(line("Ask").expect("a name"), Slug::make("ask"), Schedule::ByAppointment);
    let written = lines(&calendar(&[&closed, &asked], at("2026-11-22T12:00:00Z")));
    let events = components(&written, "VEVENT");
    assert_eq!((events.len(), value(&events[0], "STATUS")), (1, "CANCELLED".to_owned()));
    // A calendar holds one component at least (section 3.4).
    let written = lines(&calendar(&[&asked], at("2026-11-22T12:00:00Z")));
    assert_eq!(components(&written, "VTIMEZONE").len(), 1);
    assert!(components(&written, "VEVENT").is_empty());
}

#[test]
fn each_zone_stands_once() {
    let one = meeting(Days::ALL, "07:00", None, "America/Chicago");
    let two = meeting(Days::ALL, "08:00", None, "America/Chicago");
    let other = meeting(Days::ALL, "08:00", None, "America/New_York");
    let written = lines(&calendar(&[&one, &two, &other], at("2026-11-22T12:00:00Z")));
    assert_eq!(components(&written, "VTIMEZONE").len(), 2);
    assert_eq!(components(&written, "VEVENT").len(), 3);
    assert_ne!(TimeZone::UTC, zone("America/Chicago").expect("a zone"));
}
