//! The waiting timers, earliest first: a binary heap whose entries know their place, so that a dropped timer leaves
//! at once. Plain data under the queue's lock; wakers are handed out, never woken here.

use alloc::vec::Vec;
use core::task::Waker;
use core::time::Duration;

/// Slots of timers, some of them armed and then in the heap.
#[derive(Default)]
pub(super) struct TimerHeap {
    /// Armed slots in heap order.
    order: Vec<u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    limit: Option<usize>,
    sequence: u64,
}

struct Slot {
    /// Deadline, then order of arming.
    key: (Duration, u64),
    /// Index in `order`, while armed.
    place: Option<usize>,
    waker: Option<Waker>,
}

impl TimerHeap {
    /// A heap that allocates only when more than `limit` timers exist.
    pub(super) fn bounded(limit: usize) -> Self {
        Self {
            order: Vec::with_capacity(limit),
            slots: Vec::with_capacity(limit),
            free: Vec::with_capacity(limit),
            limit: Some(limit),
            sequence: 0,
        }
    }

    /// Number of timers that exist, armed or not.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.len() >= limit)
    }

    /// A slot for a new timer, not armed.
    pub(super) fn acquire(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot { key: (Duration::ZERO, 0), place: None, waker: None });
            (self.slots.len() - 1) as u32
        })
    }

    /// Gives a slot back, armed or not. Returns its waker, to be dropped without the lock.
    pub(super) fn release(&mut self, slot: u32) -> Option<Waker> {
        if let Some(place) = self.slots[slot as usize].place {
            self.remove_at(place);
        }
        self.free.push(slot);
        self.slots[slot as usize].waker.take()
    }

    /// Arms a slot, or changes the waker of an armed one. Returns a replaced waker, to be dropped without the lock.
    pub(super) fn arm(&mut self, slot: u32, deadline: Duration, waker: &Waker) -> Option<Waker> {
        let entry = &mut self.slots[slot as usize];
        if entry.waker.as_ref().is_some_and(|old| old.will_wake(waker)) {
            return None;
        }
        let replaced = entry.waker.replace(waker.clone());
        if entry.place.is_none() {
            entry.key = (deadline, self.sequence);
            self.sequence += 1;
            self.order.push(slot);
            self.rise(self.order.len() - 1);
        }
        replaced
    }

    /// The earliest deadline.
    pub(super) fn first(&self) -> Option<Duration> {
        self.order.first().map(|slot| self.slots[*slot as usize].key.0)
    }

    /// Disarms the earliest timer if it is due, and hands out its waker.
    pub(super) fn pop_due(&mut self, now: Duration) -> Option<Waker> {
        if self.first()? > now {
            return None;
        }
        let slot = self.remove_at(0);
        self.slots[slot as usize].waker.take()
    }

    fn key(&self, place: usize) -> (Duration, u64) {
        self.slots[self.order[place] as usize].key
    }

    fn remove_at(&mut self, place: usize) -> u32 {
        let slot = self.order.swap_remove(place);
        self.slots[slot as usize].place = None;
        if place < self.order.len() {
            let place = self.sink(place);
            self.rise(place);
        }
        slot
    }

    fn rise(&mut self, mut place: usize) {
        while place > 0 && self.key(place) < self.key((place - 1) / 2) {
            self.order.swap(place, (place - 1) / 2);
            self.note_place(place);
            place = (place - 1) / 2;
        }
        self.note_place(place);
    }

    fn sink(&mut self, mut place: usize) -> usize {
        while let Some(child) = self.earlier_child(place) {
            if self.key(place) <= self.key(child) {
                break;
            }
            self.order.swap(place, child);
            self.note_place(place);
            place = child;
        }
        self.note_place(place);
        place
    }

    fn earlier_child(&self, place: usize) -> Option<usize> {
        let left = 2 * place + 1;
        let right = left + 1;
        if left >= self.order.len() {
            None
        } else if right < self.order.len() && self.key(right) < self.key(left) {
            Some(right)
        } else {
            Some(left)
        }
    }

    fn note_place(&mut self, place: usize) {
        self.slots[self.order[place] as usize].place = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingWaker;

    /// A small generator, so that the test needs no dependency and is the same each time.
    fn next(seed: &mut u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    }

    #[test]
    fn comes_out_in_order_whatever_is_taken_out_before() {
        let waker = CountingWaker::new();
        let mut seed = 1;
        let mut heap = TimerHeap::default();
        for _ in 0..50 {
            let slots: Vec<u32> = (0..100).map(|_| heap.acquire()).collect();
            for &slot in &slots {
                let _ = heap.arm(slot, Duration::from_millis(next(&mut seed) % 40), &waker.waker());
            }
            for &slot in slots.iter().filter(|_| next(&mut seed).is_multiple_of(3)) {
                assert!(heap.release(slot).is_some());
            }
            let mut last = Duration::ZERO;
            while let Some(first) = heap.first() {
                assert!(first >= last);
                last = first;
                assert!(heap.pop_due(first).is_some());
            }
            heap.free = (0..heap.slots.len() as u32).collect();
        }
        assert!(heap.slots.len() <= 100);
        assert_eq!(waker.held(), 0);
    }
}
