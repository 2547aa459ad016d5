//! Failures to order, for tests of what stays when the database fails, and an ear for what is asked of it. The program
//! itself never opens one.

use crate::Error;
use std::sync::{Mutex, PoisonError};

/// What is to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The statement with this number, from 1 on.
    Statement(u64),
    /// The commit with this number, from 1 on: nothing of its unit is kept.
    Commit(u64),
    /// The answer to the commit with this number: its unit is kept, and its caller hears of a failure.
    Answer(u64),
}

/// Counts statements, and fails where it was told to.
#[derive(Debug, Default)]
pub struct Faults {
    state: Mutex<State>,
    /// The statements since somebody began to listen.
    heard: Mutex<Option<Vec<String>>>,
}

#[derive(Debug, Default)]
struct State {
    statements: u64,
    commits: u64,
    answers: u64,
    fault: Option<Fault>,
}

impl Faults {
    /// From now on counts from zero, and fails once there.
    pub fn arm(&self, fault: Option<Fault>) {
        self.with(|state| *state = State { fault, ..State::default() });
    }

    /// How many statements were run, and how many units committed, since the last order.
    pub fn counted(&self) -> (u64, u64) {
        self.with(|state| (state.statements, state.commits))
    }

    /// From now on keeps the name of every statement, and of the filter in its slot.
    pub fn listen(&self) {
        *self.ear() = Some(Vec::new());
    }

    /// What was heard since [`Faults::listen`]. Nothing is kept any more.
    pub fn heard(&self) -> Vec<String> {
        self.ear().take().unwrap_or_default()
    }

    pub(crate) fn hear(&self, statement: &str, filter: Option<&str>) {
        if let Some(heard) = self.ear().as_mut() {
            heard.push(filter.map_or_else(|| statement.to_owned(), |filter| format!("{statement} by {filter}")));
        }
    }

    fn ear(&self) -> std::sync::MutexGuard<'_, Option<Vec<String>>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what was ordered has not happened yet.
    pub fn is_armed(&self) -> bool {
        self.with(|state| state.fault.is_some())
    }

    pub(crate) fn statement(&self) -> Result<(), Error> {
        self.with(|state| {
            state.statements += 1;
            state.fail_if(Fault::Statement(state.statements))
        })
    }

    pub(crate) fn commit(&self) -> Result<(), Error> {
        self.with(|state| {
            state.commits += 1;
            state.fail_if(Fault::Commit(state.commits))
        })
    }

    pub(crate) fn answer(&self) -> Result<(), Error> {
        self.with(|state| {
            state.answers += 1;
            state.fail_if(Fault::Answer(state.answers))
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn fail_if(&mut self, here: Fault) -> Result<(), Error> {
        if self.fault != Some(here) {
            return Ok(());
        }
        self.fault = None;
        Err(Error::Unavailable(format!("a failure was ordered: {here:?}")))
    }
}
