//! What takes long to make: kept until it is out of date, and made by one at a time.

use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};

/// Something that takes long to make.
///
/// One request makes it anew. Those that come meanwhile get the last one: it is some seconds old, and many that all
/// made it at once would take the memory and the cores of everybody else.
pub(crate) struct Kept<T> {
    last: RwLock<Option<Arc<T>>>,
    making: Mutex<()>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { last: RwLock::default(), making: Mutex::default() }
    }
}

impl<T> Kept<T> {
    /// What was made last. A lock that a panic left behind is as good as nothing kept.
    pub(crate) fn last(&self) -> Option<Arc<T>> {
        self.last.read().ok().and_then(|kept| kept.clone())
    }

    /// What is kept, if it still `fits`; else what `make` makes.
    pub(crate) fn get<E>(&self, fits: impl Fn(&T) -> bool, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let fitting = || self.last().filter(|kept| fits(kept));
        if let Some(kept) = fitting() {
            return Ok(kept);
        }
        let turn = match self.making.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(left)) => left.into_inner(),
            Err(TryLockError::WouldBlock) => {
                if let Some(last) = self.last() {
                    return Ok(last);
                }
                self.making.lock().unwrap_or_else(PoisonError::into_inner)
            }
        };
        // Somebody may have made it while this one waited for its turn.
        if let Some(kept) = fitting() {
            return Ok(kept);
        }
        let made = Arc::new(make()?);
        if let Ok(mut last) = self.last.write() {
            *last = Some(Arc::clone(&made));
        }
        drop(turn);
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;
    use std::thread;

    #[test]
    fn many_who_ask_at_once_make_it_once() {
        let (kept, made) = (Kept::<usize>::default(), AtomicUsize::new(0));
        let make = || {
            thread::sleep(std::time::Duration::from_millis(30));
            Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst))
        };
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| kept.get(|_| true, make));
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn who_comes_while_it_is_made_anew_gets_the_last_one() {
        let kept = Kept::<&str>::default();
        assert_eq!(kept.get(|_| true, || Ok::<_, ()>("old")).as_deref(), Ok(&"old"));
        let (begun, begins) = channel();
        let (go, goes) = channel();
        thread::scope(|scope| {
            let kept = &kept;
            let making = scope.spawn(move || {
                kept.get(
                    |own| *own == "new",
                    || {
                        begun.send(()).expect("it waits");
                        goes.recv().expect("a word");
                        Ok::<_, ()>("new")
                    },
                )
            });
            begins.recv().expect("it begins");
            assert_eq!(kept.get(|own| *own == "new", || Err("made twice")).as_deref(), Ok(&"old"));
            go.send(()).expect("it waits");
            assert_eq!(making.join().expect("made").as_deref(), Ok(&"new"));
        });
        assert_eq!(kept.get(|own| *own == "new", || Err("made twice")).as_deref(), Ok(&"new"));
    }

    #[test]
    fn what_could_not_be_made_is_tried_again() {
        let kept = Kept::<u8>::default();
        assert_eq!(kept.get(|_| true, || Err("broken")).err(), Some("broken"));
        assert_eq!(kept.get(|_| true, || Ok::<_, &str>(7)).as_deref(), Ok(&7));
    }
}
