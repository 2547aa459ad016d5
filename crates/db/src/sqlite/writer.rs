//! The one thread that writes: it takes what is waiting, and commits it together.
//!
//! A commit costs a sync of the disk. While one is under way, units queue up;
//! the next commit takes them all. Each runs in a savepoint of its own, and is
//! answered only after the commit.

use super::Connection;
use super::aside::Carrier;
use crate::store::inside;
use crate::{Error, Scope, Tx, tx};
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How many units may wait before the database says that it is busy.
const QUEUE: usize = 256;
/// At most so many units share a commit,
const BURST: usize = 256;
/// and none waits longer than this for others to join.
const BURST_TIME: Duration = Duration::from_millis(50);

pub(super) struct Writer {
    queue: Option<Queue>,
    thread: Option<JoinHandle<()>>,
}

/// The way to the thread.
pub(super) type Queue = Sender<Box<dyn Unit>>;

/// A unit of work whose types are hidden.
pub(super) trait Unit: Send {
    /// Runs it; whether what it did is to be kept.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Tells the caller, with an error if the commit failed.
    fn answer(self: Box<Self>, failed: Option<Error>);
}

struct Job<F, T, E> {
    scope: Scope,
    work: F,
    mark: usize,
    outcome: Option<Result<T, E>>,
    reply: Sender<Result<T, E>>,
}

impl<F, T, E> Unit for Job<F, T, E>
where
    F: FnMut(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        tx.scope = self.scope;
        tx.spoiled = None;
        let work = &mut self.work;
        let mark = self.mark;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let _inside = inside(mark)?;
            work(tx)
        }))
        .unwrap_or_else(|_| Err(Error::Other("a unit of work panicked".to_owned()).into()));
        let outcome = tx.settle(outcome);
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, failed: Option<Error>) {
        let never = || Err(Error::Other("a unit of work was not run".to_owned()).into());
        let outcome = match (failed, self.outcome) {
            // What went wrong in the unit itself says more than what became of the transaction for it.
            (Some(_), Some(Err(own))) => Err(own),
            (Some(why), _) => Err(why.into()),
            (None, outcome) => outcome.unwrap_or_else(never),
        };
        // A caller that is gone does not mind.
        let _ = self.reply.send(outcome);
    }
}

/// A unit whose outcome nobody waits for.
pub(super) fn unheard(scope: Scope, work: impl FnMut(&mut Tx) -> Result<(), Error> + Send + 'static) -> Box<dyn Unit> {
    Box::new(Job { scope, work, mark: 0, outcome: None, reply: bounded(1).0 })
}

/// A unit that does nothing itself; what waits in the file beside goes with it.
pub(super) fn nothing() -> Box<dyn Unit> {
    unheard(Scope::none(), |_| Ok(()))
}

impl Writer {
    /// With a carrier, each commit takes over what waits in the file beside.
    pub fn start(connection: Connection, carrier: Option<Carrier>) -> Result<Self, Error> {
        let (queue, waiting) = bounded(QUEUE);
        let thread = std::thread::Builder::new()
            .name("db-writer".to_owned())
            .spawn(move || serve(connection, carrier, &waiting))
            .map_err(|why| Error::Other(format!("the thread that writes did not start: {why}")))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    pub fn write<T, E>(
        &self,
        scope: Scope,
        work: impl FnMut(&mut Tx) -> Result<T, E> + Send + 'static,
        mark: usize,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = bounded(1);
        let queue = self.queue()?;
        queue.try_send(Box::new(Job { scope, work, mark, outcome: None, reply })).map_err(|why| match why {
            TrySendError::Full(_) => {
                metrics::counter!("alongside_write_refusals_total").increment(1);
                Error::Busy
            }
            TrySendError::Disconnected(_) => stopped(),
        })?;
        answer.recv().unwrap_or_else(|_| Err(stopped().into()))
    }

    /// The way to the thread, which runs as long as somebody holds it.
    pub fn queue(&self) -> Result<Queue, Error> {
        self.queue.clone().ok_or_else(stopped)
    }
}

fn stopped() -> Error {
    Error::Unavailable("the thread that writes has stopped".to_owned())
}

/// Waits until everything queued is written and the file is closed.
impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn serve(connection: Connection, mut carrier: Option<Carrier>, waiting: &Receiver<Box<dyn Unit>>) {
    let mut tx = Tx::new(tx::Connection::Sqlite(connection), Scope::none());
    while let Ok(first) = waiting.recv() {
        burst(&mut tx, carrier.as_mut(), first, waiting);
    }
}

fn burst(tx: &mut Tx, carrier: Option<&mut Carrier>, first: Box<dyn Unit>, waiting: &Receiver<Box<dyn Unit>>) {
    let mut units = vec![first];
    if let Err(why) = tx.batch("BEGIN IMMEDIATE") {
        return answer(units, Some(&why));
    }
    let (carrier, taken) = match carrier {
        Some(carrier) => match carrier.take_over(tx) {
            Ok(last) => (Some(carrier), last),
            Err(why) => {
                tx.spoiled = None;
                roll_back(tx);
                return answer(units, Some(&why));
            }
        },
        None => (None, None),
    };
    let started = now();
    let mut at = 0;
    let mut sound = true;
    while sound && let Some(unit) = units.get_mut(at) {
        sound = step(tx, unit.as_mut()).is_ok();
        at += 1;
        if sound
            && units.len() < BURST
            && started.elapsed() < BURST_TIME
            && let Ok(next) = waiting.try_recv()
        {
            units.push(next);
        }
    }
    let committed = if sound {
        tx.batch("COMMIT")
    } else {
        Err(Error::Unavailable("a failure of the disk ended the transaction".to_owned()))
    };
    metrics::histogram!("alongside_write_burst_units").record(units.len() as f64);
    metrics::histogram!("alongside_write_burst_seconds").record(started.elapsed().as_secs_f64());
    match committed {
        Ok(()) => {
            if let (Some(carrier), Some(last)) = (carrier, taken) {
                carrier.arrived(last);
            }
            answer(units, None);
        }
        Err(why) => {
            roll_back(tx);
            if units.len() == 1 {
                return answer(units, Some(&why));
            }
            // One of them may be to blame, for a foreign key that is checked at the end, say. Apart, only that one fails.
            for mut unit in units {
                let failed = alone(tx, unit.as_mut()).err();
                if failed.is_some() {
                    roll_back(tx);
                }
                unit.answer(failed);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long a burst has taken, nothing else")]
fn now() -> Instant {
    Instant::now()
}

fn alone(tx: &mut Tx, unit: &mut dyn Unit) -> Result<(), Error> {
    tx.batch("BEGIN IMMEDIATE")?;
    step(tx, unit)?;
    tx.batch("COMMIT")
}

/// Runs a unit in its savepoint. An error means that the whole transaction is lost, not that the unit erred.
fn step(tx: &mut Tx, unit: &mut dyn Unit) -> Result<(), Error> {
    tx.batch("SAVEPOINT unit")?;
    if unit.run(tx) { tx.batch("RELEASE unit") } else { tx.batch("ROLLBACK TO unit; RELEASE unit") }
}

fn answer(units: Vec<Box<dyn Unit>>, failed: Option<&Error>) {
    for unit in units {
        unit.answer(failed.cloned());
    }
}

fn roll_back(tx: &Tx) {
    if let tx::Connection::Sqlite(connection) = &tx.connection
        && connection.in_transaction()
        && let Err(why) = connection.batch("ROLLBACK")
    {
        tracing::error!(%why, "a transaction could not be rolled back");
    }
}
