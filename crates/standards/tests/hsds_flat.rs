//! A list is read a service at a time: one that is twenty times as long takes no more memory.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use domain::time::zone;
use standards::hsds::{Settings, read_json};
use std::io::{self, Read};

/// A list of so many services that is made while it is read.
struct Endless {
    left: usize,
    piece: Vec<u8>,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() && self.left > 0 {
            self.left -= 1;
            let end = if self.left == 0 { "]" } else { "," };
            let about = "A long text about what is offered here. ".repeat(50);
            let text = format!(
                r#"{{"id":"{0}","name":"Service {0}","status":"active","description":"{about}"}}{end}"#,
                self.left
            );
            self.piece = text.into_bytes();
        }
        let count = self.piece.len().min(into.len());
        into[..count].copy_from_slice(&self.piece[..count]);
        self.piece.drain(..count);
        Ok(count)
    }
}

/// The most memory this process has held, in kilobytes.
fn most_held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn read(services: usize) {
    let settings = Settings::new(zone("America/New_York").expect("a zone"));
    let list = Endless { left: services, piece: b"[".to_vec() };
    let mut count = 0;
    let summary = read_json(list, &settings, &mut |_| count += 1).expect("a list");
    assert_eq!((summary.read, count), (services, services));
}

#[test]
fn a_long_list_takes_no_more_memory_than_a_short_one() {
    read(200);
    let Some(before) = most_held() else { return };
    read(2_000);
    let after = most_held().expect("as before");
    // The list itself is 4 MB longer; what grows is the set of ids.
    assert!(after - before < 1_500, "{} kB more", after - before);
}
