//! The database fails at each statement of every use case that changes something, at its commit, and after its commit
//! without an answer: nothing is half done, and a second try of the same command comes out right. On both engines.
//!
//! Which use cases there are is read from the source of the floor ([`listed`]): one that is missing here fails a test.

mod consent;
mod desk;
mod ground;
mod jobs;
mod keys;
mod listed;
mod people;
mod plan;
mod sharing;
mod work;

use domain::id::CommandId;
use ground::{Case, Ground, State, grounds, more};
use service::Fault;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use testkit::Failure;

/// Use cases on ground that was made ready for them.
pub struct Row {
    /// The functions of the floor that it goes through, as `room/file::name`, its own first.
    pub of: &'static str,
    /// What happens when it is sent twice.
    pub again: Again,
    /// Tables in which the trace of a try may stay: it was tried, whatever became of it.
    pub leaves: &'static [&'static str],
    /// Makes ground ready, and says what is done there.
    pub make: fn(&Ground) -> Case,
}

/// What happens when a use case is sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It bears a command: it is carried out once, and gives the one outcome.
    Once,
    /// It is done anew, or refused because it was done.
    Anew,
    /// A failure is written down and told in words: what it was to change is all there or not at all.
    Told,
    /// It goes in several units of work. What a failure leaves half done, a second try brings to what would have come of
    /// the first; where the answer of a unit was lost, rows that nobody was told of may stay in `lost`.
    Steps { second: Second, lost: &'static [&'static str] },
}

/// The second try of a use case in several units of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// The same form, sent again.
    Same,
    /// A new word of the same person, who sees that it did not come to its end; or hears that it did after all.
    New,
}

impl Row {
    /// That somebody said something is counted first, so that nobody says it too often.
    const fn tries(self) -> Self {
        Self { leaves: &["attempt"], ..self }
    }
}

/// A command.
const fn once(of: &'static str, make: fn(&Ground) -> Case) -> Row {
    Row { of, again: Again::Once, leaves: &[], make }
}

/// A use case without a command, for which a try itself may be written down.
const fn anew(of: &'static str, leaves: &'static [&'static str], make: fn(&Ground) -> Case) -> Row {
    Row { of, again: Again::Anew, leaves, make }
}

/// A use case that tells of its failures.
const fn told(of: &'static str, leaves: &'static [&'static str], make: fn(&Ground) -> Case) -> Row {
    Row { of, again: Again::Told, leaves, make }
}

/// A command in several units of work.
const fn steps(of: &'static str, second: Second, lost: &'static [&'static str], make: fn(&Ground) -> Case) -> Row {
    Row { of, again: Again::Steps { second, lost }, leaves: &[], make }
}

/// Every one, by room.
fn rows() -> impl Iterator<Item = &'static Row> {
    let all = [people::ROWS, sharing::ROWS, work::ROWS, keys::ROWS, consent::ROWS, plan::ROWS, desk::ROWS];
    all.into_iter().flatten()
}

/// Each use case of a part, on each engine. One that goes wrong does not keep the others from being tried.
fn each(part: &[Row], test: impl Fn(&Ground, &Row)) {
    let mut wrong = Vec::new();
    for (engine, ground) in grounds().iter().enumerate() {
        for row in part {
            if catch_unwind(AssertUnwindSafe(|| test(ground, row))).is_err() {
                wrong.push((engine, row.of));
            }
        }
    }
    assert!(wrong.is_empty(), "these went wrong, as said above: {wrong:#?}");
}

fn is_fine(row: &Row, outcome: &Result<(), Fault>) -> bool {
    match row.again {
        Again::Once | Again::Steps { .. } => matches!(outcome, Err(Fault::Broken(_))),
        Again::Anew | Again::Told => !matches!(outcome, Err(Fault::Absent)),
    }
}

/// Every statement fails once; then all is as it was. Without a failure it comes out right, and sent again it is done
/// once.
fn at_each_statement(ground: &Ground, row: &Row) {
    let name = row.of;
    if let Again::Steps { second, .. } = row.again {
        return steps_at(ground, row, second);
    }
    let (statements, _) = ground.count(&(row.make)(ground), name);
    if row.again != Again::Once {
        return (1..=statements).for_each(|number| anew_at(ground, row, number));
    }
    let (mut case, mut command) = ((row.make)(ground), ground.house.new_command());
    let mut before = ground.state(row);
    let (mut statements, mut failures, mut number) = (statements, 0, 0);
    while number < statements {
        number += 1;
        let (failed, outcome) = ground.run(&case, command, Failure::Statement(number));
        if failed {
            failures += 1;
            assert!(is_fine(row, &outcome), "{name}, statement {number} of {statements}: {outcome:?}");
        } else {
            // What an earlier try kept in memory was not read again, so it has fewer statements: anew, with those.
            assert_eq!(outcome, Ok(()), "{name}: nothing failed");
            (case, command) = ((row.make)(ground), ground.house.new_command());
            before = ground.state(row);
            (statements, failures, number) = (number - 1, 0, 0);
        }
    }
    assert!(failures >= 2, "{name} has statements that can fail: {failures}");
    let after = ground.state(row);
    assert!(after == before, "{name}: something is half done in {:?}", differs(&before, &after));
    assert_eq!(case(command), Ok(()), "{name}: the try in which nothing fails");
    let done = ground.state(row);
    assert!(done != before, "{name}: it is done");
    assert_eq!(case(command), Ok(()), "{name}: the same command again");
    let again = ground.state(row);
    assert!(again == done, "{name}: done twice in {:?}", differs(&done, &again));
}

/// One statement fails, on ground of its own: nothing is there, or it was done and told.
fn anew_at(ground: &Ground, row: &Row, number: u64) {
    let name = row.of;
    let case = (row.make)(ground);
    let before = ground.state(row);
    let (failed, outcome) = ground.run(&case, ground.house.new_command(), Failure::Statement(number));
    if !failed || outcome.is_ok() {
        // What failed came after what was asked for, or it was told in words.
        return;
    }
    assert!(is_fine(row, &outcome), "{name}, statement {number}: {outcome:?}");
    let after = ground.state(row);
    assert!(after == before, "{name}, statement {number}: half done in {:?}", differs(&before, &after));
}

/// Each statement of a use case in several units of work fails, on ground of its own: a second try finishes it.
fn steps_at(ground: &Ground, row: &Row, second: Second) {
    let name = row.of;
    let clean = (row.make)(ground);
    let before = ground.counts(row);
    let (statements, _) = ground.count(&clean, name);
    let once = more(&before, &ground.counts(row));
    for number in 1..=statements {
        let (case, command) = ((row.make)(ground), ground.house.new_command());
        let before = ground.counts(row);
        let (failed, outcome) = ground.run(&case, command, Failure::Statement(number));
        if !failed {
            continue;
        }
        if outcome.is_err() {
            assert!(is_fine(row, &outcome), "{name}, statement {number} of {statements}: {outcome:?}");
            finish(ground, row, &case, (command, second));
        }
        assert_eq!(more(&before, &ground.counts(row)), once, "{name}, statement {number} of {statements}: finished");
    }
}

/// The second try of a use case in several units of work.
fn finish(ground: &Ground, row: &Row, case: &Case, (command, second): (CommandId, Second)) {
    let name = row.of;
    match second {
        Second::Same => assert_eq!(case(command), Ok(()), "{name}: the same form again"),
        Second::New => {
            let outcome = case(ground.house.new_command());
            assert!(matches!(outcome, Ok(()) | Err(Fault::Refused(_))), "{name}: a new word: {outcome:?}");
        }
    }
}

/// Each commit fails, or its answer is lost: a second try finds it done or does it, once.
fn at_each_commit(ground: &Ground, row: &Row) {
    let name = row.of;
    let clean = (row.make)(ground);
    let before = ground.counts(row);
    let (_, commits) = ground.count(&clean, name);
    let once = more(&before, &ground.counts(row));
    for failure in [Failure::Commit as fn(u64) -> Failure, Failure::Answer as fn(u64) -> Failure] {
        for number in 1..=commits {
            let (case, command) = ((row.make)(ground), ground.house.new_command());
            let before = ground.counts(row);
            let (failed, outcome) = ground.run(&case, command, failure(number));
            if !failed {
                continue;
            }
            let between = more(&before, &ground.counts(row));
            if let Again::Steps { second, lost } = row.again {
                if outcome.is_err() {
                    assert!(is_fine(row, &outcome), "{name}, {:?}: {outcome:?}", failure(number));
                    finish(ground, row, &case, (command, second));
                }
                let unheard = matches!(failure(number), Failure::Answer(_));
                let told = |mut rows: BTreeMap<String, i64>| {
                    rows.retain(|table, _| !unheard || !lost.contains(&table.as_str()));
                    rows
                };
                let done = told(more(&before, &ground.counts(row)));
                assert_eq!(done, told(once.clone()), "{name}, {:?}: finished", failure(number));
                continue;
            }
            if row.again != Again::Once {
                assert!(is_fine(row, &outcome), "{name}, {:?}: {outcome:?}", failure(number));
                continue;
            }
            match outcome {
                // The answer was lost, and what the command came to was found by asking for it.
                Ok(()) => assert_eq!(between, once, "{name}: what is said to be done is done"),
                Err(Fault::Broken(_)) => {
                    assert!(between.is_empty() || between == once, "{name}: all or nothing, not {between:?}");
                }
                other => panic!("{name}, {:?}: {other:?}", failure(number)),
            }
            assert_eq!(case(command), Ok(()), "{name}, {:?}: the second try", failure(number));
            assert_eq!(more(&before, &ground.counts(row)), once, "{name}, {:?}: done once", failure(number));
        }
    }
}

fn differs(before: &State, after: &State) -> Vec<String> {
    let changed = |(table, rows): (&String, &Vec<String>)| {
        let old = before.get(table).map_or(&[][..], Vec::as_slice);
        (old != rows).then(|| format!("{table}: {} rows, then {}", old.len(), rows.len()))
    };
    after.iter().filter_map(changed).collect()
}

macro_rules! parts {
    ($($part:ident: $statements:ident, $commits:ident;)*) => {$(
        #[test]
        fn $statements() {
            each($part::ROWS, at_each_statement);
        }

        #[test]
        fn $commits() {
            each($part::ROWS, at_each_commit);
        }
    )*};
}

parts! {
    people: people_whole_at_each_statement, people_once_at_each_commit;
    sharing: sharing_whole_at_each_statement, sharing_once_at_each_commit;
    work: staff_whole_at_each_statement, staff_once_at_each_commit;
    keys: keys_whole_at_each_statement, keys_once_at_each_commit;
    consent: consent_whole_at_each_statement, consent_once_at_each_commit;
    plan: plan_whole_at_each_statement, plan_once_at_each_commit;
    desk: desk_whole_at_each_statement, desk_once_at_each_commit;
}

/// A use case of its own, for the tables.
fn case(run: impl Fn(CommandId) -> Result<(), Fault> + 'static) -> Case {
    Box::new(run)
}
