//! What was aimed at, and whether it was reached: each aim with its figure, a yes or a no.

use crate::decisions::Decided;
use crate::load::Seen;
use crate::server::Brought;
use std::fmt::Write as _;

/// The 95th of a hundred answers, in milliseconds.
const P95: f64 = 50.0;
/// Memory that the program holds, in megabytes.
const MEMORY: f64 = 200.0;
/// How often a page that reads is answered, against an empty page in the same run. On SQLite alone: there is no network between.
const RATE: f64 = 0.25;
/// From the start of the program to its first page, in milliseconds.
const COLD: f64 = 300.0;
/// Making the demonstration, in seconds.
const DEMO: f64 = 10.0;
/// Invented people made in a second.
const SEEDED: f64 = 5_000.0;
/// A search among a million people, in milliseconds, half of the answers.
const SEARCH: f64 = 30.0;

/// A decision with its facts, the 95th of a hundred in milliseconds.
const DECISION: f64 = 5.0;
/// Pages of one chart read in a second, each with its line in the audit record.
const READS: f64 = 100.0;
/// Texts saved in a second, each with its line in the audit record.
const WRITES: f64 = 100.0;

/// A search among meetings, the 95th of a hundred answers in milliseconds: up to this many meetings, and more.
const MEETINGS: (usize, f64, f64) = (20_000, 10.0, 25.0);

/// A search among services, the 95th of a hundred answers in milliseconds.
const SERVICES: f64 = 25.0;
/// Bringing in a list of meetings or services, in seconds.
const BROUGHT: f64 = 10.0;
/// How much more memory a long list may take than one of a tenth of it: flat is once.
const FLAT: f64 = 1.5;
/// Of a hundred answers so many come in time.
const SHARE: f64 = 95.0;

/// Aims and what came of them.
#[derive(Debug, Default)]
pub struct Aims {
    rows: Vec<(String, String, bool)>,
}

impl Aims {
    fn under(&mut self, what: &str, found: f64, aim: f64, unit: &str) {
        self.rows.push((format!("{what} under {aim} {unit}"), format!("{found:.1} {unit}"), found < aim));
    }

    fn at_least(&mut self, what: &str, found: f64, aim: f64, unit: &str) {
        self.rows.push((format!("{what} at least {aim} {unit}"), format!("{found:.1} {unit}"), found >= aim));
    }

    /// Pages that many asked for at once; the first is the empty one.
    pub fn pages(&mut self, engine: &str, seen: &[Seen], against_empty: bool) {
        let empty = seen.first().map_or(1.0, Seen::rate);
        for one in seen.iter().skip(1) {
            self.under(&format!("{engine}, {}: p95", one.name), one.part(0.95), P95, "ms");
            if against_empty && one.reads {
                let rate = one.rate() / empty;
                self.at_least(
                    &format!("{engine}, {}: rate", one.name),
                    rate * 100.0,
                    RATE * 100.0,
                    "% of the empty page",
                );
            }
            if one.wrong.count() > 0 {
                self.rows.push((
                    format!("{engine}, {}: every answer right", one.name),
                    format!("{} wrong", one.wrong),
                    false,
                ));
            }
        }
        let memory = seen.iter().map(|one| one.memory).fold(0.0, f64::max);
        self.under(&format!("{engine}: memory"), memory, MEMORY, "MB");
    }

    /// A decision with its facts, among so many people.
    pub fn decided(&mut self, engine: &str, members: usize, decided: Decided) {
        let what =
            format!("{engine}, {members} members, a decision with its facts ({:.0} a second): p95", decided.rate);
        self.under(&what, decided.p95, DECISION, "ms");
    }

    /// Reading and writing with their lines in the audit record.
    pub fn audited(&mut self, engine: &str, seen: &[Seen]) {
        for (name, what, aim) in [("member page", "audited reads", READS), ("save", "audited writes", WRITES)] {
            if let Some(one) = seen.iter().find(|one| one.name == name) {
                self.at_least(&format!("{engine}: {what}"), one.rate(), aim, "a second");
            }
        }
    }

    /// From the start to the first page.
    pub fn cold(&mut self, engine: &str, milliseconds: f64) {
        self.under(&format!("{engine}: first page after a start"), milliseconds, COLD, "ms");
    }

    /// Making the demonstration.
    pub fn demo(&mut self, seconds: f64) {
        self.under("the demonstration made", seconds, DEMO, "s");
    }

    /// People made in a second.
    pub fn seeded(&mut self, engine: &str, members: usize, seconds: f64) {
        self.at_least(
            &format!("{engine}: {members} people made"),
            members as f64 / seconds.max(0.001),
            SEEDED,
            "a second",
        );
    }

    /// A search by one person among very many.
    pub fn search(&mut self, engine: &str, members: usize, seen: &Seen) {
        self.under(&format!("{engine}: a search among {members} people"), seen.part(0.5), SEARCH, "ms");
    }

    /// Searches among meetings by many at once; the first is the empty page.
    pub fn meetings(&mut self, engine: &str, count: usize, seen: &[Seen]) {
        let (few, short, long) = MEETINGS;
        let aim = if count <= few { short } else { long };
        // What other programs fetch is longer than a page: it is shown, without an aim of its own.
        for one in seen.iter().filter(|one| one.name.starts_with("meetings")) {
            self.under(&format!("{engine}, {count} meetings, {}: p95, calm", one.name), calm(one), aim, "ms");
            // The client and the way between share the machine: what the program itself took is told beside it.
            if let Some(inside) = one.inside {
                let in_time = if count <= few { inside.ten } else { inside.twenty_five };
                let what = format!("{engine}, {count} meetings, {}: within {aim} ms inside the program", one.name);
                self.at_least(&what, in_time / inside.all * 100.0, SHARE, "%");
            }
            if one.wrong.count() > 0 {
                let what = format!("{engine}, {count} meetings, {}: every answer right", one.name);
                self.rows.push((what, format!("{} wrong", one.wrong), false));
            }
        }
    }

    /// Searches among services, beside so many meetings; the first is the empty page.
    pub fn services(&mut self, engine: &str, (services, meetings): (usize, usize), seen: &[Seen]) {
        for one in seen.iter().skip(1) {
            let what = format!("{engine}, {services} services beside {meetings} meetings, {}", one.name);
            self.under(&format!("{what}: p95, calm"), calm(one), SERVICES, "ms");
            if let Some(inside) = one.inside {
                let share = inside.twenty_five / inside.all * 100.0;
                self.at_least(&format!("{what}: within {SERVICES} ms inside the program"), share, SHARE, "%");
            }
            if one.wrong.count() > 0 {
                self.rows.push((format!("{what}: every answer right"), format!("{} wrong", one.wrong), false));
            }
        }
    }

    /// A list of services or meetings brought in.
    pub fn brought(&mut self, engine: &str, told: &str, brought: Brought) {
        self.under(&format!("{engine}: {told} brought in"), brought.seconds, BROUGHT, "s");
        self.under(&format!("{engine}: memory while {told} are brought in"), brought.peak, MEMORY, "MB");
    }

    /// The same list, and a tenth of it.
    pub fn flat(&mut self, engine: &str, told: &str, (short, long): (Brought, Brought)) {
        let more = long.peak / short.peak.max(1.0);
        self.under(&format!("{engine}: memory for {told} against a tenth of them"), more, FLAT, "times");
    }

    /// Ended in the middle of writing.
    pub fn kills(&mut self, engine: &str, told: &str) {
        self.rows.push((format!("{engine}: nothing acknowledged is lost"), told.to_owned(), true));
    }

    /// The table, and whether all was reached.
    pub fn table(&self) -> String {
        let mut text = String::from("| aim | found | reached |\n|---|---:|---|\n");
        for (aim, found, reached) in &self.rows {
            let _ = writeln!(text, "| {aim} | {found} | {} |", if *reached { "yes" } else { "**no**" });
        }
        let missed = self.rows.iter().filter(|(_, _, reached)| !reached).count();
        let _ = writeln!(text, "\n{} aims, {missed} not reached.", self.rows.len());
        text
    }
}

/// What was seen when many asked as people do.
fn calm(seen: &Seen) -> f64 {
    seen.calm.unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::Aims;

    #[test]
    fn what_was_missed_is_told() {
        let mut aims = Aims::default();
        aims.cold("SQLite", 120.0);
        aims.demo(11.0);
        aims.seeded("SQLite", 10_000, 1.0);
        let table = aims.table();
        assert!(table.contains("| 120.0 ms | yes |") && table.contains("| 11.0 s | **no** |"), "{table}");
        assert!(table.ends_with("3 aims, 1 not reached.\n"), "{table}");
    }
}
