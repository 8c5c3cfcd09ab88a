//! A place for one value that another thread shall take: a newer one takes the place of an older one.
//!
//! **Invariant**: at most one value waits.

use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// The newest value, until it is taken.
pub struct Latest<T> {
    value: Mutex<Option<T>>,
    came: Condvar,
}

impl<T> Default for Latest<T> {
    fn default() -> Latest<T> {
        Latest { value: Mutex::new(None), came: Condvar::new() }
    }
}

impl<T> Latest<T> {
    /// Leaves a value; the one that waited is let go.
    pub fn put(&self, value: T) {
        *self.lock() = Some(value);
        self.came.notify_one();
    }

    /// Waits for a value.
    pub fn take(&self) -> T {
        let mut waiting = self.lock();
        loop {
            if let Some(value) = waiting.take() {
                return value;
            }
            waiting = self.came.wait(waiting).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
    }

    /// Waits for a value, for a time.
    pub fn take_within(&self, time: Duration) -> Option<T> {
        let waited = self.came.wait_timeout_while(self.lock(), time, |value| value.is_none());
        waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0.take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.value.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_newer_value_takes_the_place_of_the_one_that_waits() {
        let latest = Arc::new(Latest::default());
        let (old, new) = (Arc::new(1), Arc::new(2));
        latest.put(Arc::clone(&old));
        latest.put(Arc::clone(&new));
        assert_eq!(Arc::strong_count(&old), 1);
        assert_eq!((*latest.take(), latest.take_within(Duration::ZERO)), (2, None));
        let taker = Arc::clone(&latest);
        let taken = std::thread::spawn(move || taker.take());
        latest.put(new);
        assert_eq!(*taken.join().expect("it ends"), 2);
    }
}
