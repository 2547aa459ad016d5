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
            open: Box::new(open),
        }
    }

    /// A connection, the one used last if one is idle.
    pub fn lease(&self) -> Result<Lease<'_, C>, Error> {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.state();
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(Lease { pool: self, connection: Some(connection) });
            }
            if state.open < self.most {
                state.open += 1;
                drop(state);
                // From here the lease counts the connection, whether it opens or not.
                let mut lease = Lease { pool: self, connection: None };
                lease.connection = Some((self.open)()?);
                return Ok(lease);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.waiting >= self.most * WAITING_EACH {
                return Err(Error::Busy);
            }
            state.waiting += 1;
            state = self.freed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
        }
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
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::Arc;

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
    fn a_failure_to_open_does_not_use_up_the_pool() {
        let pool: Pool<()> = Pool::new(1, || Err(Error::Unavailable("gone".to_owned())));
        for _ in 0..3 {
            assert!(matches!(pool.lease().err(), Some(Error::Unavailable(_))));
        }
    }
}
