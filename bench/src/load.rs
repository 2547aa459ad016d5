//! Many connections at once, and what they saw.

use crate::server::{Inside, Server};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use testkit::{Answer, Visitor};

/// What came of asking for one kind of page.
pub struct Seen {
    pub name: &'static str,
    /// Whether it only reads.
    pub reads: bool,
    /// Times to an answer in seconds, sorted.
    times: Vec<f64>,
    /// Wrong answers by their status.
    pub wrong: Wrong,
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

/// One connection's work: asks once, and says whether the answer was right, or which status a wrong one had: 0 where none
/// came.
pub type Ask = Box<dyn FnMut(&mut Visitor) -> Result<(), u16> + Send>;

/// Wrong answers, counted by their status.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Wrong(BTreeMap<u16, usize>);

impl Wrong {
    /// How many there were.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    fn add(&mut self, other: &Self) {
        for (status, count) in &other.0 {
            *self.0.entry(*status).or_default() += count;
        }
    }
}

/// How many of each status: `0`, or `3 (2 of 503, 1 without an answer)`.
impl std::fmt::Display for Wrong {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.count())?;
        if self.0.is_empty() {
            return Ok(());
        }
        let each = self.0.iter().map(|(status, count)| match status {
            0 => format!("{count} without an answer"),
            status => format!("{count} of {status}"),
        });
        write!(out, " ({})", each.collect::<Vec<_>>().join(", "))
    }
}

/// A page that is there.
pub fn right(answer: Result<Answer, String>) -> Result<(), u16> {
    match answer {
        Ok(answer) if answer.status == 200 => Ok(()),
        Ok(answer) => Err(answer.status),
        Err(_) => Err(0),
    }
}

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
    seen.wrong.add(&wrong);
    seen
}

/// Times to an answer in seconds, sorted, and the wrong answers.
fn ask(seconds: u64, pause: Duration, asking: Vec<(Visitor, Ask)>) -> (Vec<f64>, Wrong) {
    let until = Instant::now() + Duration::from_secs(seconds);
    let count = u32::try_from(asking.len().max(1)).unwrap_or(1);
    let results: Vec<(Vec<f64>, Wrong)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0u32..)
            .zip(asking)
            .map(|(number, (mut visitor, mut ask))| {
                scope.spawn(move || {
                    let (mut times, mut wrong) = (Vec::new(), Wrong::default());
                    // Not all at the same moment.
                    std::thread::sleep(pause * number / count);
                    while Instant::now() < until {
                        let start = Instant::now();
                        if let Err(status) = ask(&mut visitor) {
                            *wrong.0.entry(status).or_default() += 1;
                        }
                        times.push(start.elapsed().as_secs_f64());
                        std::thread::sleep(pause.saturating_sub(start.elapsed()));
                    }
                    (times, wrong)
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut wrong = Wrong::default();
    results.iter().for_each(|(_, each)| wrong.add(each));
    let mut times: Vec<f64> = results.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_by(f64::total_cmp);
    (times, wrong)
}

/// The time under which that part of the answers came, in milliseconds.
fn part(times: &[f64], part: f64) -> f64 {
    let at = (times.len() as f64 * part) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::Wrong;

    #[test]
    fn wrong_answers_say_what_they_were() {
        let mut wrong = Wrong::default();
        assert_eq!(wrong.to_string(), "0");
        for status in [503, 0, 503] {
            *wrong.0.entry(status).or_default() += 1;
        }
        wrong.add(&wrong.clone());
        assert_eq!(wrong.to_string(), "6 (2 without an answer, 4 of 503)");
    }
}
