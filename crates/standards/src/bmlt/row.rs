//! One meeting of a BMLT server in the words of the Meeting Guide.

use super::formats::Formats;
use crate::meeting_guide::Shaped;
use crate::meeting_guide::day_time;
use domain::notice::Notice;
use domain::time::Time;
use serde_json::{Map, Value};

/// Fields that mean the same under another name.
const SAME: [(&str, &str); 16] = [
    ("meeting_name", "name"),
    ("start_time", "time"),
    ("time_zone", "timezone"),
    ("location_text", "location"),
    ("location_street", "address"),
    ("location_municipality", "city"),
    ("location_province", "state"),
    ("location_postal_code_1", "postal_code"),
    ("location_nation", "country"),
    ("latitude", "latitude"),
    ("longitude", "longitude"),
    ("comments", "notes"),
    ("virtual_meeting_link", "conference_url"),
    ("virtual_meeting_additional_info", "conference_url_notes"),
    ("phone_meeting_number", "conference_phone"),
    ("service_body_name", "entity"),
];

/// How people come together (`venue_type`).
#[derive(Clone, Copy, PartialEq)]
enum Venue {
    InPerson,
    Virtual,
    Hybrid,
    Unsaid,
}

/// The row; a meeting that its server does not publish is refused.
pub fn shape(row: &Map<String, Value>, formats: &Formats) -> Shaped {
    let mut shaped = Shaped::default();
    for (theirs, ours) in SAME {
        if let Some(value) = row.get(theirs) {
            shaped.fields.insert(ours.to_owned(), value.clone());
        }
    }
    day(row, &mut shaped);
    end(row, &mut shaped);
    let venue = venue(row);
    kinds(row, formats, venue, &mut shaped.fields);
    place(row, venue, &mut shaped.fields);
    if let Some(id) = text(row, "id_bigint") {
        shaped.fields.insert("slug".to_owned(), Value::from(format!("bmlt-{id}")));
    }
    if matches!(text(row, "published").as_deref(), Some("0" | "false")) {
        shaped.refused = Some(Notice::new("meeting-refused-unpublished"));
        shaped.withdrawn = true;
    }
    shaped
}

/// Everything is a string in this format, but some servers write numbers.
fn text(row: &Map<String, Value>, key: &str) -> Option<String> {
    let text = match row.get(key)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn day(row: &Map<String, Value>, shaped: &mut Shaped) {
    let Some(said) = text(row, "weekday_tinyint") else { return };
    match said.parse::<u8>() {
        Ok(day @ 1..=7) => drop(shaped.fields.insert("day".to_owned(), Value::from(day - 1))),
        _ => {
            let said: String = said.chars().take(40).collect();
            shaped.refused = Some(Notice::new("meeting-refused-weekday").with("day", said));
        }
    }
}

/// The end follows from the start and how long it takes; nothing and 0:00 mean that nobody said.
fn end(row: &Map<String, Value>, shaped: &mut Shaped) {
    let Some(said) = text(row, "duration_time").filter(|said| !matches!(said.as_str(), "00:00:00" | "00:00")) else {
        return;
    };
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let start = text(row, "start_time").as_deref().and_then(day_time::time);
    match (start, day_time::time(&said)) {
        (Some(start), Some(long)) => {
            let end = (minutes(start) + minutes(long)) % (24 * 60);
            shaped.fields.insert("end_time".to_owned(), Value::from(format!("{:02}:{:02}", end / 60, end % 60)));
        }
        // Without a start the row is refused anyway.
        (None, _) => {}
        (Some(_), None) => {
            let said: String = said.chars().take(40).collect();
            shaped.warnings.push(Notice::new("meeting-warn-duration").with("time", said));
        }
    }
}

fn venue(row: &Map<String, Value>) -> Venue {
    match text(row, "venue_type").as_deref() {
        Some("1") => Venue::InPerson,
        Some("2") => Venue::Virtual,
        Some("3") => Venue::Hybrid,
        _ => Venue::Unsaid,
    }
}

fn kinds(row: &Map<String, Value>, formats: &Formats, venue: Venue, fields: &mut Map<String, Value>) {
    let keys = text(row, "formats").unwrap_or_default();
    let keys = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
    let mut codes: Vec<String> = keys.flat_map(|key| formats.codes(key)).collect();
    // A link may be left out so that strangers do not drop in: it is online all the same.
    let joined_from_afar = ["virtual_meeting_link", "phone_meeting_number"].iter().any(|key| text(row, key).is_some());
    match venue {
        Venue::Virtual if !joined_from_afar => codes.push("VM".to_owned()),
        Venue::Hybrid if !joined_from_afar => codes.push("HY".to_owned()),
        _ => {}
    }
    codes.sort();
    codes.dedup();
    fields.insert("types".to_owned(), Value::from(codes));
}

/// A meeting by video keeps its town, not the street of the hall it once met in.
fn place(row: &Map<String, Value>, venue: Venue, fields: &mut Map<String, Value>) {
    if venue == Venue::Virtual {
        fields.remove("address");
        fields.insert("approximate".to_owned(), Value::from("yes"));
    }
    let regions = ["location_sub_province", "location_neighborhood", "location_city_subsection"];
    let regions: Vec<Value> = regions.iter().filter_map(|key| text(row, key)).map(Value::from).collect();
    if !regions.is_empty() {
        fields.insert("regions".to_owned(), Value::from(regions));
    }
    let ways = ["location_info", "train_lines", "bus_lines"];
    let ways: Vec<String> = ways.iter().filter_map(|key| text(row, key)).collect();
    if !ways.is_empty() {
        fields.insert("location_notes".to_owned(), Value::from(ways.join("\n")));
    }
}
