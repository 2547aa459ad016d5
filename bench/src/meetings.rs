//! Searching among meetings, by many at once: by day, by distance, by words, and by all of these.

use crate::args::Args;
use crate::load::{Ask, Seen, drive, drive_both, right};
use crate::server::Server;
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
