//! Many connections at once, and what they saw.

use crate::server::Server;
use std::time::{Duration, Instant};
use testkit::Visitor;

/// What came of asking for one kind of page.
pub struct Seen {
    pub name: &'static str,
    /// Whether it only reads.
    pub reads: bool,
    /// Times to an answer in seconds, sorted.
    times: Vec<f64>,
    pub wrong: usize,
    pub seconds: f64,
    pub cpu: f64,
    pub memory: f64,
}

impl Seen {
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.seconds
    }

    /// The time under which that part of the answers came, in milliseconds.
    pub fn part(&self, part: f64) -> f64 {
        let at = (self.times.len() as f64 * part) as usize;
        self.times.get(at.min(self.times.len().saturating_sub(1))).copied().unwrap_or_default() * 1000.0
    }

    /// Milliseconds of the processor for each answer.
    pub fn cpu_each(&self) -> f64 {
        self.cpu * 1000.0 / (self.times.len().max(1) as f64)
    }
}

/// One connection's work: asks once, and says whether the answer was right.
pub type Ask = Box<dyn FnMut(&mut Visitor) -> bool + Send>;

/// Lets every connection ask again and again for some seconds.
pub fn drive(server: &Server, name: &'static str, seconds: u64, asking: Vec<(Visitor, Ask)>) -> Seen {
    let before = server.cpu();
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let results: Vec<(Vec<f64>, usize)> = std::thread::scope(|scope| {
        let threads: Vec<_> = asking
            .into_iter()
            .map(|(mut visitor, mut ask)| {
                scope.spawn(move || {
                    let (mut times, mut wrong) = (Vec::new(), 0);
                    while Instant::now() < until {
                        let start = Instant::now();
                        wrong += usize::from(!ask(&mut visitor));
                        times.push(start.elapsed().as_secs_f64());
                    }
                    (times, wrong)
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let spent = began.elapsed().as_secs_f64();
    let wrong = results.iter().map(|(_, wrong)| wrong).sum();
    let mut times: Vec<f64> = results.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_by(f64::total_cmp);
    Seen {
        name,
        reads: name != "save",
        times,
        wrong,
        seconds: spent,
        cpu: server.cpu() - before,
        memory: server.memory(),
    }
}
