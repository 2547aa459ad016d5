//! Searching among services, by many at once: by words, by what a place says of itself, by what is open now, near, and by
//! all of these. The services are made up here and brought in as any list is, by the program's own command.

use crate::args::Args;
use crate::load::{Seen, drive, drive_both};
use crate::meetings::{CONNECTIONS, asking};
use crate::server::{Brought, Place, Server};
use std::fmt::Write as _;

/// How many services stand beside the meetings.
pub const COUNT: usize = 20_000;

const BY_TEXT: [&str; 6] = [
    "/services?q=pantry+lantern",
    "/services?q=shleter",
    "/services?q=cornerstone+clinic",
    "/es/services?q=comida",
    "/services?q=harbr+house",
    "/services?q=marigold+street",
];
const BY_FIT: [&str; 5] = [
    "/services?fit=medicaid",
    "/services?fit=pet&fit=no-id",
    "/services?kind=housing&fit=children",
    "/es/services?kind=food&speaks=es",
    "/services?fit=walk-in&page=9",
];
const OPEN_NOW: [&str; 4] =
    ["/services?open=now", "/services?open=now&kind=food", "/es/services?open=now", "/services?open=now&page=5"];
const NEAR: [&str; 5] = [
    "/services?near=37.54,-77.44&miles=5",
    "/services?near=Roanoke&miles=15",
    "/services?near=23220&miles=30",
    "/es/services?near=Norfolk",
    "/services?near=Ocala&miles=60",
];
const COMBINED: [&str; 4] = [
    "/services?q=house&near=Richmond&miles=15&open=now",
    "/services?near=Gainesville&miles=30&kind=food&fit=no-id",
    "/services?q=brdge&near=38.03,-78.48&miles=60&speaks=es",
    "/es/services?near=Petersburg&open=now&fit=walk-in",
];

/// Towns with the middle of each, a postal code, and their state.
const TOWNS: [(&str, &str, &str, f64, f64); 8] = [
    ("Richmond", "VA", "23220", 37.54, -77.44),
    ("Petersburg", "VA", "23803", 37.23, -77.40),
    ("Charlottesville", "VA", "22903", 38.03, -78.48),
    ("Norfolk", "VA", "23510", 36.85, -76.29),
    ("Roanoke", "VA", "24011", 37.27, -79.94),
    ("Jacksonville", "FL", "32202", 30.33, -81.66),
    ("Gainesville", "FL", "32601", 29.65, -82.32),
    ("Ocala", "FL", "34471", 29.19, -82.13),
];
const FIRST: [&str; 8] =
    ["Lantern", "Harbor", "Bridge", "Cornerstone", "Maple", "Quiet River", "New Leaf", "Open Door"];
const SECOND: [&str; 8] = ["Pantry", "Shelter", "Clinic", "House", "Peer Support", "Counseling", "Job Center", "Rides"];
const SAYS: [&str; 5] = [
    "We accept Medicaid.",
    "Walk-ins welcome. No ID needed.",
    "Children welcome. Pets welcome.",
    "Free of charge, with or without insurance.",
    "Call first.",
];
const STREETS: [&str; 4] = ["Marigold Street", "Ferry Road", "Clay Lane", "Old Mill Turnpike"];

/// A list in the format of Open Referral (HSDS 3.1). Every seventh names no point, so that its postal code counts.
pub fn list(count: usize) -> String {
    fn pick<T: Copy + Default>(all: &[T], at: usize) -> T {
        all.get(at % all.len().max(1)).copied().unwrap_or_default()
    }
    let mut text = String::from("[");
    for n in 0..count {
        // Far apart numbers, the same in each run.
        let chance = n.wrapping_mul(2_654_435_761) >> 7;
        let (town, state, code, north, east) =
            TOWNS.get(chance % TOWNS.len()).copied().unwrap_or(("Richmond", "VA", "23220", 37.54, -77.44));
        let (first, second) = (pick(&FIRST, chance / 8), pick(&SECOND, chance / 64));
        let (says, street) = (pick(&SAYS, chance / 512), pick(&STREETS, chance / 4096));
        let off = |part: usize| ((chance / part % 180) as f64 - 90.0) / 1000.0;
        let point = match n % 7 {
            0 => String::new(),
            _ => format!("\"latitude\":{:.4},\"longitude\":{:.4},", north + off(3), east + off(11)),
        };
        let language = if chance % 3 == 0 { "Spanish" } else { "English" };
        let (opens, days) =
            (7 + chance % 5, pick(&["MO,TU,WE,TH,FR", "MO,WE,FR,SA", "SU,MO,TU,WE,TH,FR,SA"], chance / 5));
        let comma = if n == 0 { "" } else { "," };
        let _ = writeln!(
            text,
            "{comma}{{\"id\":\"s-{n}\",\"name\":\"{first} {second}\",\"status\":\"active\",\"description\":\"{says}\",\
             \"organization\":{{\"id\":\"o-{}\",\"name\":\"{first} Services\",\"description\":\"Made up.\"}},\
             \"languages\":[{{\"id\":\"g-{n}\",\"name\":\"{language}\"}}],\
             \"service_at_locations\":[{{\"id\":\"a-{n}\",\"location\":{{\"id\":\"l-{n}\",\"location_type\":\"physical\",\
             {point}\"addresses\":[{{\"id\":\"d-{n}\",\"address_1\":\"{} {street}\",\"city\":\"{town}\",\
             \"state_province\":\"{state}\",\"postal_code\":\"{code}\",\"country\":\"US\",\"address_type\":\"physical\"}}]}},\
             \"schedules\":[{{\"id\":\"h-{n}\",\"freq\":\"WEEKLY\",\"byday\":\"{days}\",\"opens_at\":\"{opens:02}:00\",\
             \"closes_at\":\"{}:30\",\"timezone\":-5}}]}}]}}",
            chance % 900,
            1 + chance % 980,
            15 + chance % 7,
        );
    }
    text.push(']');
    text
}

/// Brings in so many services.
pub fn bring(args: &Args, place: &Place, count: usize) -> Result<Brought, String> {
    place.import(args, "services", (&format!("services-{count}"), &list(count)))
}

/// Measures every kind; the first is the empty page.
pub fn measure(args: &Args, server: &Server) -> Vec<Seen> {
    let kinds: [(&'static str, &'static [&'static str]); 6] = [
        ("empty page", &["/crisis"]),
        ("services by words", &BY_TEXT),
        ("services by what they say", &BY_FIT),
        ("services open now", &OPEN_NOW),
        ("services near", &NEAR),
        ("services by all of these", &COMBINED),
    ];
    // The first search makes the services ready for all that follow.
    drive(server, "warm", 1, asking(server, &BY_FIT, 1));
    kinds
        .into_iter()
        .map(|(name, paths)| drive_both(server, name, args.seconds, || asking(server, paths, CONNECTIONS)))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_list_is_the_same_in_each_run_and_closes_its_brackets() {
        let text = super::list(50);
        assert_eq!(text, super::list(50));
        assert_eq!(text.matches("\"status\":\"active\"").count(), 50);
        assert_eq!(text.matches('{').count(), text.matches('}').count());
        assert!(text.starts_with("[{") && text.ends_with(']'));
    }
}
