//! A bounded pool: connections are opened when needed, reused while sound, replaced when not.

use crate::Error;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a caller waits for a connection before it is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many callers may wait at once for each connection.
const WAITING_EACH: usize = 32;

pub(crate) struct Pool<C> {
    state: Mutex<State<C>>,
    freed: Condvar,
    most: usize,
    patience: Duration,
    open: Box<dyn Fn() -> Result<C, Error> + Send + Sync>,
}

struct State<C> {
    idle: Vec<C>,
    open: usize,
    waiting: usize,
}

impl<C> Pool<C> {
    pub fn new(most: usize, open: impl Fn() -> Result<C, Error> + Send + Sync + 'static) -> Self {
        Self {
            state: Mutex::new(State { idle: Vec::new(), open: 0, waiting: 0 }),
            freed: Condvar::new(),
            most: most.clamp(1, 256),
            patience: PATIENCE,
            open: Box::new(open),
        }
    }

    /// A connection, the one used last if one is idle.
    pub fn lease(&self) -> Result<Lease<'_, C>, Error> {
        let mut state = self.state();
        let full = |state: &mut State<C>| state.idle.is_empty() && state.open >= self.most;
        if full(&mut state) {
            if state.waiting >= self.most * WAITING_EACH {
                metrics::counter!("alongside_pool_refusals_total").increment(1);
                return Err(Error::Busy);
            }
            state.waiting += 1;
            let began = now();
            let waited = self.freed.wait_timeout_while(state, self.patience, full);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
            metrics::histogram!("alongside_pool_wait_seconds").record(began.elapsed().as_secs_f64());
            if full(&mut state) {
                metrics::counter!("alongside_pool_refusals_total").increment(1);
                return Err(Error::Busy);
            }
        }
        let mut lease = Lease { pool: self, connection: state.idle.pop() };
        if lease.connection.is_none() {
            // From here the lease counts the connection, whether it opens or not.
            state.open += 1;
            drop(state);
            lease.connection = Some((self.open)()?);
        }
        Ok(lease)
    }

    /// Closes the idle connections.
    pub fn clear(&self) {
        let mut state = self.state();
        state.open -= state.idle.len();
        state.idle.clear();
    }

    /// Nothing in here can panic halfway, so a poisoned lock is still sound.
    fn state(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long somebody waits, nothing else")]
fn now() -> Instant {
    Instant::now()
}

/// A connection on loan. Only one that is given back is used again; one that is lost, in a panic too, is replaced.
pub(crate) struct Lease<'p, C> {
    pool: &'p Pool<C>,
    connection: Option<C>,
}

impl<C> Lease<'_, C> {
    /// Takes the connection, to own it for a while.
    pub fn take(&mut self) -> Result<C, Error> {
        self.connection.take().map_or_else(|| (self.pool.open)(), Ok)
    }

    /// Gives back a sound connection.
    pub fn give_back(&mut self, connection: C) {
        self.connection = Some(connection);
    }
}

impl<C> Drop for Lease<'_, C> {
    fn drop(&mut self) {
        let mut state = self.pool.state();
        match self.connection.take() {
            Some(connection) => state.idle.push(connection),
            None => state.open -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_lost_connection_is_replaced_and_a_sound_one_reused() {
        let opened = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&opened);
        let pool = Pool::new(1, move || Ok(count.fetch_add(1, Ordering::SeqCst)));
        drop(pool.lease().expect("a connection"));
        drop(pool.lease().expect("a connection"));
        assert_eq!(opened.load(Ordering::SeqCst), 1);
        let lost = pool.lease().expect("a connection").take();
        assert_eq!(lost, Ok(0));
        assert_eq!(pool.lease().expect("a connection").take(), Ok(1));
    }

    #[test]
    fn a_caller_that_waits_too_long_is_told_so_and_one_that_does_not_is_served() {
        let mut hasty = Pool::new(1, || Ok(()));
        hasty.patience = Duration::from_millis(20);
        let held = hasty.lease();
        assert!(matches!(hasty.lease().err(), Some(Error::Busy)));
        drop(held);
        let pool = Pool::new(1, || Ok(()));
        let held = pool.lease().expect("a connection");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| pool.lease().map(drop));
            std::thread::sleep(Duration::from_millis(20));
            drop(held);
            assert_eq!(waiting.join().expect("a thread"), Ok(()));
        });
    }

    #[test]
    fn a_failure_to_open_does_not_use_up_the_pool() {
        let pool: Pool<()> = Pool::new(1, || Err(Error::Unavailable("gone".to_owned())));
        for _ in 0..3 {
            assert!(matches!(pool.lease().err(), Some(Error::Unavailable(_))));
        }
    }
}
