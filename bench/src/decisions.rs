//! How long a decision takes with its facts: the rows of roles, assignments and programs that it rests on.

use crate::server::Place;
use std::time::{Duration, Instant};

/// What was seen.
#[derive(Debug, Clone, Copy)]
pub struct Decided {
    /// In a second, one after the other.
    pub rate: f64,
    /// The time under which 95 of a hundred came, in milliseconds.
    pub p95: f64,
}

/// Decides, one after the other, for so many seconds.
pub fn measure(place: &Place, seconds: u64) -> Result<Decided, String> {
    let decider = place.decider()?;
    for number in 0..200 {
        decider.decide(number)?;
    }
    let (begun, most) = (Instant::now(), Duration::from_secs(seconds));
    let (mut times, mut yes) = (Vec::new(), 0);
    while begun.elapsed() < most {
        let one = Instant::now();
        yes += usize::from(decider.decide(times.len())?);
        times.push(one.elapsed().as_secs_f64());
    }
    let all = begun.elapsed().as_secs_f64();
    if yes == 0 || yes == times.len() {
        return Err(format!("{yes} of {} decisions were a yes: the facts are not there", times.len()));
    }
    times.sort_by(f64::total_cmp);
    let at = (times.len() * 95 / 100).min(times.len().saturating_sub(1));
    Ok(Decided { rate: times.len() as f64 / all, p95: times.get(at).copied().unwrap_or(f64::INFINITY) * 1000.0 })
}
