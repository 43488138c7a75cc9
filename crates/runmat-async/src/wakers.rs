//! A set of wakers that wait for the same thing, each under a key that stays valid while others come and go.
//!
//! Wakers are handed out rather than woken or dropped here: the set lives under a lock, and foreign code must not
//! run there.

use alloc::vec::Vec;
use core::task::Waker;

/// Wakers by key. A key is given out by [`open`](Self::open) or [`set`](Self::set) and taken back by [`remove`](Self::remove).
#[derive(Default)]
pub(crate) struct WakerSet {
    places: Vec<Place>,
    free: Option<usize>,
}

enum Place {
    Free(Option<usize>),
    Held(Option<Waker>),
}

impl WakerSet {
    /// An empty set that allocates only when more than `capacity` wait at once.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { places: Vec::with_capacity(capacity), free: None }
    }

    /// A new key without a waker.
    pub(crate) fn open(&mut self) -> usize {
        let Some(key) = self.free else {
            self.places.push(Place::Held(None));
            return self.places.len() - 1;
        };
        if let Place::Free(next) = core::mem::replace(&mut self.places[key], Place::Held(None)) {
            self.free = next;
        }
        key
    }

    /// Stores a copy of `waker` under `key`, making a key if there is none. Returns a replaced waker, to be dropped
    /// without the lock.
    #[must_use]
    pub(crate) fn set(&mut self, key: &mut Option<usize>, waker: &Waker) -> Option<Waker> {
        let held = match key {
            Some(key) => &mut self.places[*key],
            None => {
                let new = self.open();
                *key = Some(new);
                &mut self.places[new]
            }
        };
        match held {
            Place::Held(Some(old)) if old.will_wake(waker) => None,
            place => match core::mem::replace(place, Place::Held(Some(waker.clone()))) {
                Place::Held(old) => old,
                Place::Free(_) => None,
            },
        }
    }

    /// Gives the key back. Returns its waker, to be dropped without the lock.
    #[must_use]
    pub(crate) fn remove(&mut self, key: usize) -> Option<Waker> {
        let old = core::mem::replace(&mut self.places[key], Place::Free(self.free));
        self.free = Some(key);
        match old {
            Place::Held(waker) => waker,
            Place::Free(_) => None,
        }
    }

    /// Takes the waker out but keeps the key.
    #[must_use]
    pub(crate) fn disarm(&mut self, key: usize) -> Option<Waker> {
        match &mut self.places[key] {
            Place::Held(waker) => waker.take(),
            Place::Free(_) => None,
        }
    }

    /// Takes the next waker at or after `cursor`, which moves past it; the keys stay. Starting from 0 until `None`
    /// visits all, and the lock may be released in between.
    pub(crate) fn take_next(&mut self, cursor: &mut usize) -> Option<Waker> {
        while let Some(place) = self.places.get_mut(*cursor) {
            *cursor += 1;
            if let Place::Held(waker @ Some(_)) = place {
                return waker.take();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingWaker;

    #[test]
    fn keys_are_used_again_and_replaced_wakers_come_back() {
        let mut set = WakerSet::default();
        let (first, second) = (CountingWaker::new(), CountingWaker::new());
        let (mut a, mut b) = (None, None);
        assert!(set.set(&mut a, &first.waker()).is_none());
        assert!(set.set(&mut a, &first.waker()).is_none(), "the same waker stays where it is");
        assert!(set.set(&mut a, &second.waker()).is_some());
        assert!(set.set(&mut b, &first.waker()).is_none());
        assert!(set.remove(a.unwrap()).is_some());
        let mut c = None;
        assert!(set.set(&mut c, &second.waker()).is_none());
        assert_eq!(a, c);
        let mut cursor = 0;
        while let Some(waker) = set.take_next(&mut cursor) {
            waker.wake();
        }
        assert_eq!((first.count(), second.count()), (1, 1));
    }
}
