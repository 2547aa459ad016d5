//! A made-up list of meetings, brought in as any list is.

use super::script::{MeetingScript, Script};
use crate::directory::services::{CatalogSettings, ServiceFile, import_services};
use crate::directory::{MeetingLine, MeetingQuery, import, meetings, when_code};
use crate::{Fault, House};
use domain::plan::ActionLink;
use fastrand::Rng;
use serde_json::{Value, json};

/// As an agency might publish them (HSDS 3.1). No such places, no such numbers.
const SERVICES: &str = include_str!("../../../../content/demo/services.json");

/// Words that names of meetings are put together from, for lists as long as one likes.
const FIRST: [&str; 16] = [
    "Morning",
    "Noon",
    "Evening",
    "Sunrise",
    "Lantern",
    "Harbor",
    "Open Door",
    "Steady",
    "New Leaf",
    "Back Porch",
    "Bridge",
    "Candle",
    "Cornerstone",
    "Quiet",
    "Maple Street",
    "Second Wind",
];
const SECOND: [&str; 12] = [
    "Group",
    "Circle",
    "Steps",
    "Table",
    "Fellowship",
    "Hour",
    "Gathering",
    "Beginners",
    "Women",
    "Men",
    "Speakers",
    "Online",
];
const STREETS: [&str; 12] = [
    "Marigold Street",
    "Ferry Road",
    "Clay Lane",
    "Foundry Street",
    "Porch Avenue",
    "Pinecone Street",
    "Stillwater Close",
    "Lantern Alley",
    "Hull Court",
    "Meadow Bridge Road",
    "Old Mill Turnpike",
    "Tobacco Row",
];

/// Towns with the middle of each, so that a search by distance has something to tell apart.
const TOWNS: [(&str, &str, f64, f64); 10] = [
    ("Richmond", "VA", 37.54, -77.44),
    ("Petersburg", "VA", 37.23, -77.40),
    ("Charlottesville", "VA", 38.03, -78.48),
    ("Norfolk", "VA", 36.85, -76.29),
    ("Roanoke", "VA", 37.27, -79.94),
    ("Fredericksburg", "VA", 38.30, -77.46),
    ("Jacksonville", "FL", 30.33, -81.66),
    ("Gainesville", "FL", 29.65, -82.32),
    ("Ocala", "FL", 29.19, -82.13),
    ("St. Augustine", "FL", 29.90, -81.31),
];
const KINDS: [&[&str]; 8] =
    [&["O"], &["C"], &["O", "W"], &["O", "M"], &["O", "S"], &["O", "X", "BE"], &["O", "A"], &["C", "Y", "LGBTQ"]];

/// The demonstration's own list.
pub(super) fn list(script: &Script) -> Vec<Value> {
    script.meetings.iter().enumerate().map(|(place, meeting)| entry(place, meeting)).collect()
}

fn entry(place: usize, meeting: &MeetingScript) -> Value {
    let mut entry = json!({
        "slug": format!("made-up-{place}"),
        "name": meeting.name,
        "day": meeting.day,
        "time": meeting.time,
        "types": meeting.types,
    });
    let texts = [
        ("location", &meeting.place),
        ("formatted_address", &meeting.address),
        ("region", &meeting.region),
        ("conference_url", &meeting.url),
    ];
    if let Some(fields) = entry.as_object_mut() {
        for (name, text) in texts {
            fields.extend(text.iter().map(|text| (name.to_owned(), json!(text))));
        }
    }
    entry
}

/// As many more, by chance.
pub(super) fn many(count: usize, seed: u64) -> Vec<Value> {
    let mut rng = Rng::with_seed(seed ^ 0x6d65_6574);
    let mut pick = |list: &[&'static str]| list.get(rng.usize(..list.len().max(1))).copied().unwrap_or_default();
    let names: Vec<(String, &str)> =
        (0..count).map(|_| (format!("{} {}", pick(&FIRST), pick(&SECOND)), pick(&STREETS))).collect();
    let mut made = Vec::with_capacity(count);
    for (place, (name, street)) in names.into_iter().enumerate() {
        let hour = [7, 12, 17, 18, 19, 20].get(rng.usize(..6)).copied().unwrap_or(12);
        let (town, state, north, east) = TOWNS.get(rng.usize(..TOWNS.len())).copied().unwrap_or_default();
        let kinds = KINDS.get(rng.usize(..KINDS.len())).copied().unwrap_or_default();
        // Within some six miles of the middle.
        let mut near = |middle: f64| ((middle + (rng.f64() - 0.5) * 0.18) * 100_000.0).round() / 100_000.0;
        let (latitude, longitude) = (near(north), near(east));
        made.push(json!({
            "slug": format!("seed-{seed}-{place}"),
            "name": name,
            "day": rng.u8(0..7),
            "time": format!("{hour:02}:{:02}", rng.u8(0..4) * 15),
            "address": format!("{} {street}", rng.u16(1..990)),
            "city": town,
            "state": state,
            "latitude": latitude,
            "longitude": longitude,
            "types": kinds,
        }));
    }
    made
}

/// Brings a list in; how many are new.
pub(super) fn bring(house: &House, agency: &str, name: &str, list: &[Value]) -> Result<usize, Fault> {
    if list.is_empty() {
        return Ok(0);
    }
    let bytes = serde_json::to_vec(list).map_err(|why| Fault::Broken(why.to_string()))?;
    Ok(import(house, agency, name, &bytes)?.added)
}

/// Made-up services, brought in as any list of services is.
pub(super) fn bring_services(house: &House, agency: &str) -> Result<(), Fault> {
    let settings = CatalogSettings {
        name: "Made-up services near Richmond".to_owned(),
        licence: Some("CC0 1.0".to_owned()),
        ..CatalogSettings::default()
    };
    let list = ServiceFile::Json(Box::new(SERVICES.as_bytes()));
    import_services(house, agency, &settings, list).map(drop)
}

/// A meeting of the list as a plan holds it: in the evening, in the language if there is one.
pub(super) fn link(house: &House, words: &str) -> Result<Option<ActionLink>, Fault> {
    let query = MeetingQuery { text: words.to_owned(), ..MeetingQuery::default() };
    let found: Vec<MeetingLine> = meetings(house, query)?.lines;
    Ok(found.into_iter().next().map(|line| ActionLink {
        meeting: line.id,
        name: line.name,
        when: when_code(&line.schedule),
        place: line.place,
        online: String::new(),
        phone: String::new(),
    }))
}

/// What the list is called.
pub(super) const FEED: &str = "Made-up meetings";
