//! Searching among meetings, by many at once: by day, by distance, by words, and by all of these.

use crate::args::Args;
use crate::load::{Ask, Seen, drive, drive_both, right};
use crate::server::{Brought, Place, Server};
use std::fmt::Write as _;
use testkit::Visitor;

/// How many ask at once, as the aim has it.
pub const CONNECTIONS: usize = 64;

/// Each kind of search with addresses that differ, so that nothing is answered from what was just asked.
const BY_DAY: [&str; 7] = [
    "/meetings?when=sun",
    "/meetings?when=mon",
    "/meetings?when=tue",
    "/meetings?when=wed",
    "/meetings?when=thu",
    "/meetings?when=fri&part=evening",
    "/es/meetings?when=sat",
];
const BY_DISTANCE: [&str; 6] = [
    "/meetings?near=37.54,-77.44&miles=5",
    "/meetings?near=Roanoke&miles=15",
    "/meetings?near=Jacksonville&miles=2",
    "/meetings?near=29.65,-82.32&miles=25",
    "/es/meetings?near=Norfolk",
    "/meetings?near=Ocala&miles=50",
];
/// Whole, misspelled, without its accent, half.
const BY_TEXT: [&str; 6] = [
    "/meetings?q=lantern+group",
    "/meetings?q=cornrstone",
    "/meetings?q=second+wind+circle",
    "/es/meetings?q=candle",
    "/meetings?q=harbr+fellowship",
    "/meetings?q=new+leaf+women",
];
const COMBINED: [&str; 5] = [
    "/meetings?q=steady&when=tue&near=Richmond&miles=15&part=evening",
    "/meetings?when=fri&near=Gainesville&miles=25&way=in-person",
    "/meetings?q=brdge&when=sun&near=38.03,-78.48&miles=50",
    "/es/meetings?q=quiet&near=Petersburg&miles=25&speaks=spanish",
    "/meetings?when=mon&part=morning&near=Fredericksburg&f=women",
];
const CALENDARS: [&str; 2] = ["/feeds/meetings.ics?q=lantern&when=sun", "/api/v1/meetings?near=Ocala&sort=best"];

/// How many meetings a long list has, as the aim has it.
pub const BROUGHT: usize = 20_000;

const TOWNS: [(&str, &str, f64, f64); 4] = [
    ("Richmond", "VA", 37.54, -77.44),
    ("Norfolk", "VA", 36.85, -76.29),
    ("Roanoke", "VA", 37.27, -79.94),
    ("Gainesville", "FL", 29.65, -82.32),
];
const NAMES: [&str; 6] = ["Lantern group", "Second Wind", "New Leaf", "Quiet Hour", "Cornerstone", "Steady Steps"];
const TYPES: [&str; 4] = ["\"O\",\"D\"", "\"C\",\"W\"", "\"O\",\"S\"", "\"O\",\"B\",\"X\""];

/// A list in the Meeting Guide format, as an intergroup publishes one: each row at a time and street of its own.
pub fn list(count: usize) -> String {
    let mut text = String::from("[");
    for n in 0..count {
        // Far apart numbers, the same in each run.
        let chance = n.wrapping_mul(2_654_435_761) >> 7;
        let (town, state, north, east) =
            TOWNS.get(chance % TOWNS.len()).copied().unwrap_or(("Richmond", "VA", 37.54, -77.44));
        let name = NAMES.get(chance / 4 % NAMES.len()).copied().unwrap_or("Lantern group");
        let types = TYPES.get(chance / 24 % TYPES.len()).copied().unwrap_or("\"O\"");
        let off = |part: usize| ((chance / part % 180) as f64 - 90.0) / 1000.0;
        let comma = if n == 0 { "" } else { "," };
        let _ = writeln!(
            text,
            "{comma}{{\"slug\":\"list-{count}-{n}\",\"name\":\"{name} {n}\",\"day\":{},\"time\":\"{:02}:{:02}\",\
             \"location\":\"Hall {}\",\"address\":\"{} Marigold Street\",\"city\":\"{town}\",\"state\":\"{state}\",\
             \"latitude\":{:.4},\"longitude\":{:.4},\"types\":[{types}],\
             \"notes\":\"Ring twice. Everyone who wants to stop is welcome. Coffee after.\"}}",
            chance % 7,
            6 + chance % 16,
            chance / 7 % 4 * 15,
            chance % 90,
            1 + n,
            north + off(3),
            east + off(11),
        );
    }
    text.push(']');
    text
}

/// Brings in so many meetings by the program's own command.
pub fn bring(args: &Args, place: &Place, count: usize) -> Result<Brought, String> {
    place.import(args, "meetings", (&format!("meetings-{count}"), &list(count)))
}

/// Measures every kind; the first is the empty page.
pub fn measure(args: &Args, server: &Server) -> Vec<Seen> {
    let kinds: [(&'static str, &'static [&'static str]); 6] = [
        ("empty page", &["/crisis"]),
        ("meetings by day", &BY_DAY),
        ("meetings by distance", &BY_DISTANCE),
        ("meetings by words", &BY_TEXT),
        ("meetings by all of these", &COMBINED),
        ("for other programs", &CALENDARS),
    ];
    // The first search makes the meetings ready for all that follow.
    drive(server, "warm", 1, asking(server, &BY_DAY, 1));
    kinds
        .into_iter()
        .map(|(name, paths)| drive_both(server, name, args.seconds, || asking(server, paths, CONNECTIONS)))
        .collect()
}

pub fn asking(server: &Server, paths: &'static [&'static str], connections: usize) -> Vec<(Visitor, Ask)> {
    (0..connections).map(|number| (Visitor::new(&server.url), reads(paths, number))).collect()
}

fn reads(paths: &'static [&'static str], from: usize) -> Ask {
    let mut next = from;
    Box::new(move |visitor| {
        next += 1;
        let path = paths.get(next % paths.len()).copied().unwrap_or("/");
        right(visitor.get(path))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_list_is_the_same_in_each_run_and_every_row_is_a_meeting_of_its_own() {
        let text = super::list(200);
        assert_eq!(text, super::list(200));
        assert_eq!(text.matches("\"slug\"").count(), 200);
        assert!(text.contains("\"slug\":\"list-200-199\"") && text.starts_with("[{") && text.ends_with(']'));
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }
}
