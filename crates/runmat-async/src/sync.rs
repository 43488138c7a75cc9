//! The one lock of this crate: the standard library's where there is one, a spinning one elsewhere.
//!
//! Every critical section here is a few moves of data. No waker is woken or dropped, no future polled and no clock
//! read while a lock is held, so a holder never waits for anything and a lock is never taken twice by one thread.

#[cfg(feature = "std")]
pub(crate) use blocking::Mutex;
#[cfg(not(feature = "std"))]
pub(crate) use spinning::Mutex;

#[cfg(feature = "std")]
mod blocking {
    use std::sync::{MutexGuard, PoisonError};

    /// The standard mutex without poisoning: the data is never left half changed (see the module).
    pub(crate) struct Mutex<T>(std::sync::Mutex<T>);

    impl<T> Mutex<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self(std::sync::Mutex::new(value))
        }

        pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}

#[cfg(any(test, not(feature = "std")))]
#[cfg_attr(all(test, feature = "std"), allow(dead_code))]
#[allow(unsafe_code)]
mod spinning {
    use core::cell::UnsafeCell;
    use core::marker::PhantomData;
    use core::ops::{Deref, DerefMut};
    use core::sync::atomic::{AtomicBool, Ordering};

    /// A lock that waits by spinning, for targets without threads to park.
    pub(crate) struct Mutex<T> {
        locked: AtomicBool,
        value: UnsafeCell<T>,
    }

    // SAFETY: the value is reached only through a guard, and `locked` admits one guard at a time; sharing the
    // mutex therefore hands the value from thread to thread, for which `T: Send` is enough.
    unsafe impl<T: Send> Sync for Mutex<T> {}

    impl<T> Mutex<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self { locked: AtomicBool::new(false), value: UnsafeCell::new(value) }
        }

        pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
            while self.locked.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
                while self.locked.load(Ordering::Relaxed) {
                    core::hint::spin_loop();
                }
            }
            MutexGuard { mutex: self, stays_here: PhantomData }
        }
    }

    /// Access to the value until it is dropped; neither `Send` nor `Sync`.
    pub(crate) struct MutexGuard<'a, T> {
        mutex: &'a Mutex<T>,
        stays_here: PhantomData<*mut T>,
    }

    impl<T> Deref for MutexGuard<'_, T> {
        type Target = T;

        fn deref(&self) -> &T {
            // SAFETY: this guard is the only one, and `&self` excludes `deref_mut`.
            unsafe { &*self.mutex.value.get() }
        }
    }

    impl<T> DerefMut for MutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            // SAFETY: this guard is the only one, and it is borrowed exclusively.
            unsafe { &mut *self.mutex.value.get() }
        }
    }

    impl<T> Drop for MutexGuard<'_, T> {
        fn drop(&mut self) {
            self.mutex.locked.store(false, Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::sync::Arc;
    use alloc::vec::Vec;

    #[test]
    fn the_spinning_lock_admits_one_thread_at_a_time() {
        let total = Arc::new(super::spinning::Mutex::new(0_u64));
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let total = total.clone();
                std::thread::spawn(move || {
                    for _ in 0..10_000 {
                        let mut guard = total.lock();
                        let seen = *guard;
                        *guard = seen + 1;
                    }
                })
            })
            .collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(*total.lock(), 40_000);
    }
}
