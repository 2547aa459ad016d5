//! A real list of 2017, kept beside the project: days as names, times with seconds, coordinates as text, HTML entities.
//! Beside it a made-up one with each of its oddities, which is always there.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::directory::import::compare;
use domain::directory::{Attendance, Finder, MeetingIndex, PartOfDay, Point};
use domain::id::{Ids, MeetingId};
use domain::time::{Moment, zone};
use standards::meeting_guide::{Settings, parse, write};
use std::path::{Path, PathBuf};

const AS_FOUND: &str = include_str!("lists/as-found.json");

/// The list of Raleigh of 2017. `None` where it is not beside the project and `ALONGSIDE_DATA` names no folder that it
/// must be in: `cargo xtask test` says so.
fn list() -> Option<Vec<u8>> {
    let named = std::env::var_os("ALONGSIDE_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = named.or_else(|| Some(beside).filter(|path| path.exists()))?;
    Some(std::fs::read(data.join("meeting-feed-raleigh-2017.json")).expect("the list can be read"))
}

#[test]
fn a_list_as_odd_as_those_one_finds_is_read_row_by_row() {
    let settings = Settings::new(zone("UTC").expect("a zone"));
    let report = parse(AS_FOUND.as_bytes(), &settings).expect("a list");
    assert_eq!((report.read, report.accepted.len()), (8, 7));
    let refused: Vec<(usize, &str, &str)> =
        report.refused.iter().map(|row| (row.row, row.reason.id.as_str(), row.excerpt.as_str())).collect();
    assert_eq!(refused, [(5, "meeting-refused-no-name", "Wednesday · 20:00:00 · 5")]);
    let warned: Vec<(usize, Vec<&str>)> = report
        .accepted
        .iter()
        .filter(|row| !row.warnings.is_empty())
        .map(|row| (row.row, row.warnings.iter().map(|notice| notice.id.as_str()).collect()))
        .collect();
    assert_eq!(
        warned,
        [(6, vec!["meeting-warn-coordinates"]), (7, vec!["meeting-warn-repeats"]), (8, vec!["meeting-warn-nowhere"])]
    );
    let row = |number: usize| &report.accepted.iter().find(|one| one.row == number).expect("a row").meeting;
    let first = row(1);
    assert_eq!(first.name.to_string(), "Hope & Courage");
    assert_eq!(first.notes.as_str().trim(), "Bring a friend");
    assert_eq!(first.place.notes.as_str(), "between Pine & Elm");
    let weekly = first.weekly().expect("a weekly meeting");
    assert_eq!((weekly.days.iter().count(), weekly.zone.iana_name()), (1, Some("America/New_York")));
    assert!(first.place.point.is_some() && first.updated.is_some());
    assert_eq!(row(2).name.to_string(), "Early Birds");
    assert!(row(6).place.point.is_none(), "zero and zero is nowhere");
    assert!(row(8).place.point.is_none(), "an empty text is no point");
    assert!(row(8).notes.as_str().contains("¡Bienvenidos!"), "{}", row(8).notes);
    let meetings = report.into_meetings();
    assert_eq!(parse(write(&meetings).as_bytes(), &settings).expect("a list").into_meetings(), meetings);
    let first = compare(&[], parse(AS_FOUND.as_bytes(), &settings).expect("a list").into_meetings(), &[]);
    assert_eq!((first.added.len(), first.merged()), (6, 1));
}

#[test]
fn every_row_is_read_and_those_without_a_name_are_refused() {
    let Some(bytes) = list() else { return };
    let settings = Settings::new(zone("UTC").expect("a zone"));
    let report = parse(&bytes, &settings).expect("a list");
    assert_eq!((report.read, report.accepted.len()), (357, 350));
    let refused: Vec<usize> = report.refused.iter().map(|row| row.row).collect();
    assert_eq!(refused, [141, 146, 147, 187, 188, 189, 226]);
    assert!(report.refused.iter().all(|row| row.reason.id == "meeting-refused-no-name"));
    assert_eq!(report.refused[0].excerpt, "Wednesday · 20:00:00 · 181");
    assert_eq!(report.refused_slugs().len(), 7);
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    assert!(report.unknown_types.is_empty());
    // Two rows name one occasion. Seven stand at zero and zero: kept, without a point.
    let warned: Vec<usize> = report.accepted.iter().filter(|row| !row.warnings.is_empty()).map(|row| row.row).collect();
    assert_eq!(warned, [190, 302, 341, 343, 349, 355, 356, 357]);
    for accepted in &report.accepted {
        let (meeting, row) = (&accepted.meeting, accepted.row);
        let warnings: Vec<&str> = accepted.warnings.iter().map(|notice| notice.id.as_str()).collect();
        let expected: &[&str] = match row {
            341 => &["meeting-warn-repeats"],
            row if warned.contains(&row) => &["meeting-warn-coordinates"],
            _ => &[],
        };
        assert_eq!(warnings, expected, "row {row}");
        assert_eq!(meeting.place.point.is_none(), warned.contains(&row) && row != 341, "row {row}");
        assert_eq!(meeting.attendance(), Attendance::InPerson, "row {row}");
        assert!(meeting.updated.is_some(), "row {row}");
        let weekly = meeting.weekly().expect("a weekly meeting");
        assert_eq!((weekly.days.iter().count(), weekly.zone.iana_name()), (1, Some("America/New_York")));
        let text = format!("{}{}{}", meeting.name, meeting.notes, meeting.place.notes).to_lowercase();
        assert!(!text.contains("&amp;") && !text.contains("<br") && !text.contains("<b>"), "row {row}: {text}");
    }
    let meetings = report.into_meetings();
    let again = parse(write(&meetings).as_bytes(), &settings).expect("a list").into_meetings();
    assert_eq!(again, meetings);
}

#[test]
fn a_second_import_merges_every_row() {
    let Some(bytes) = list() else { return };
    let settings = Settings::new(zone("America/New_York").expect("a zone"));
    let read = || parse(&bytes, &settings).expect("a list").into_meetings();
    let first = compare(&[], read(), &[]);
    assert_eq!((first.added.len(), first.merged()), (349, 1));
    let mut ids = Ids::new(Moment::from_micros(0), [5; 16]);
    let held: Vec<(MeetingId, _)> = first.added.into_iter().map(|meeting| (ids.next(), meeting)).collect();
    let second = compare(&held, read(), &[]);
    assert_eq!((second.added.len(), second.changed.len(), second.gone.len(), second.merged()), (0, 0, 0, 350));
}

#[test]
fn this_week_near_raleigh_in_the_evening() {
    let Some(bytes) = list() else { return };
    let settings = Settings::new(zone("America/New_York").expect("a zone"));
    let index = MeetingIndex::new(parse(&bytes, &settings).expect("a list").into_meetings());
    let finder = Finder {
        part: Some(PartOfDay::Evening),
        near: Point::new(35.7796, -78.6382).ok(),
        within_miles: Some(3.0),
        text: "chruch".into(),
        ..Finder::default()
    };
    let now = Moment::from("2026-11-24T15:00:00Z".parse::<jiff::Timestamp>().expect("a timestamp"));
    let found = index.find(&finder, now);
    assert!(found.len() > 5, "{}", found.len());
    assert!(found.iter().all(|found| found.miles.is_some_and(|miles| miles <= 3.0) && found.next.is_some()));
    assert!(found.iter().all(|found| {
        let name = found.meeting.place.name.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{name} {} {}", found.meeting.notes, found.meeting.place.notes).to_lowercase().contains("church")
    }));
}
