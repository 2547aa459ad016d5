//! Many connections at once, and what they saw.

use crate::server::{Inside, Server};
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
    /// Under which time 95 of a hundred answers came, in milliseconds, when the same connections ask as people do: see
    /// [`CALM`].
    pub calm: Option<f64>,
    /// What the program itself counted then.
    pub inside: Option<Inside>,
}

/// How long a connection waits from one question to the next, where people are imitated: 64 of them ask a hundred times a
/// second then, more than a state's finder of meetings sees. All-out the machine is full whatever it does, and a time to an
/// answer says how long the queue is.
const CALM: Duration = Duration::from_millis(640);

impl Seen {
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.seconds
    }

    /// The time under which that part of the answers came, in milliseconds.
    pub fn part(&self, part: f64) -> f64 {
        self::part(&self.times, part)
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
    let (times, wrong) = ask(seconds, Duration::ZERO, asking);
    Seen {
        name,
        reads: name != "save",
        times,
        wrong,
        seconds: began.elapsed().as_secs_f64(),
        cpu: server.cpu() - before,
        memory: server.memory(),
        calm: None,
        inside: None,
    }
}

/// As [`drive`], and once more as people ask.
pub fn drive_both(server: &Server, name: &'static str, seconds: u64, asking: impl Fn() -> Vec<(Visitor, Ask)>) -> Seen {
    let before = server.inside();
    let (times, wrong) = ask(seconds, CALM, asking());
    let inside = server.inside().since(before);
    let mut seen = drive(server, name, seconds, asking());
    seen.calm = Some(part(&times, 0.95));
    seen.inside = Some(inside).filter(|inside| inside.all > 0.0);
    seen.wrong += wrong;
    seen
}

/// Times to an answer in seconds, sorted, and how many answers were wrong.
fn ask(seconds: u64, pause: Duration, asking: Vec<(Visitor, Ask)>) -> (Vec<f64>, usize) {
    let until = Instant::now() + Duration::from_secs(seconds);
    let count = u32::try_from(asking.len().max(1)).unwrap_or(1);
    let results: Vec<(Vec<f64>, usize)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0u32..)
            .zip(asking)
            .map(|(number, (mut visitor, mut ask))| {
                scope.spawn(move || {
                    let (mut times, mut wrong) = (Vec::new(), 0);
                    // Not all at the same moment.
                    std::thread::sleep(pause * number / count);
                    while Instant::now() < until {
                        let start = Instant::now();
                        wrong += usize::from(!ask(&mut visitor));
                        times.push(start.elapsed().as_secs_f64());
                        std::thread::sleep(pause.saturating_sub(start.elapsed()));
                    }
                    (times, wrong)
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let wrong = results.iter().map(|(_, wrong)| wrong).sum();
    let mut times: Vec<f64> = results.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_by(f64::total_cmp);
    (times, wrong)
}

/// The time under which that part of the answers came, in milliseconds.
fn part(times: &[f64], part: f64) -> f64 {
    let at = (times.len() as f64 * part) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default() * 1000.0
}
