//! The parsers of lists on whatever may come: the targets of `fuzz/`, as properties. Noise, and real examples that were
//! spoiled a little; some thousand of each, without a panic, and each within its time.

#[path = "../../../fuzz/parsers/lists.rs"]
mod lists;
#[path = "../../../fuzz/parsers/mutate.rs"]
mod mutate;

use lists::PARSERS;
use mutate::mutated;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// A parser that takes longer for a few kilobytes would hold up whoever waits for it. The tests run unoptimized, and
/// beside each other.
const MOST: Duration = Duration::from_secs(5);

#[expect(clippy::disallowed_methods, reason = "how long a parser takes is what is tested")]
fn now() -> Instant {
    Instant::now()
}

fn in_time(name: &str, read: fn(&[u8]), data: &[u8]) {
    let begun = now();
    read(data);
    let took = begun.elapsed();
    assert!(took < MOST, "{name} took {took:?} for {} bytes", data.len());
}

#[test]
fn each_example_is_liked() {
    for parser in &PARSERS {
        let example = (parser.example)();
        assert!(example.len() > 20, "{}", parser.name);
        (parser.read)(&example);
    }
    let zip = lists::PARSERS.iter().find(|one| one.name == "hsds_package").expect("a package");
    let opened = standards::hsds::Zip::open(std::io::Cursor::new((zip.example)()));
    assert!(opened.is_ok(), "what our own hand packed opens");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for parser in &PARSERS {
            in_time(parser.name, parser.read, &bytes);
        }
    }

    #[test]
    fn a_spoiled_example_is_read_or_refused(changes in prop::collection::vec(any::<(u16, u8, u8)>(), 1..12)) {
        for parser in &PARSERS {
            in_time(parser.name, parser.read, &mutated(&(parser.example)(), &changes));
        }
    }
}
