//! Waiting for moments on a clock.
//!
//! A [`TimerQueue`] belongs to whoever drives the tasks: that one asks for [`TimerQueue::next_deadline`], waits by
//! its own means, and calls [`TimerQueue::fire_due`]. No thread, no interrupt and no sleeping is hidden here.

mod heap;

use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;

use crate::clock::Clock;
use crate::sync::Mutex;
use crate::wakers::WakerSet;
use heap::TimerHeap;

/// The timers of one clock. Copies are the same queue.
///
/// Timers that are due fire in the order of their deadlines, and of their first poll where deadlines are equal.
#[derive(Clone)]
pub struct TimerQueue {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

struct State {
    heap: TimerHeap,
    /// Those to be told when a timer becomes the earliest.
    watchers: WakerSet,
}

impl TimerQueue {
    /// An empty queue that grows as needed.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self::with_heap(clock, TimerHeap::default())
    }

    /// An empty queue with room for `capacity` timers; [`try_at`](Self::try_at) refuses more, and so nothing is
    /// allocated later.
    pub fn bounded(clock: Arc<dyn Clock>, capacity: usize) -> Self {
        Self::with_heap(clock, TimerHeap::bounded(capacity))
    }

    /// An empty queue on a new [`SystemClock`](crate::SystemClock).
    #[cfg(feature = "std")]
    pub fn system() -> Self {
        Self::new(Arc::new(crate::clock::SystemClock::new()))
    }

    fn with_heap(clock: Arc<dyn Clock>, heap: TimerHeap) -> Self {
        let state = Mutex::new(State { heap, watchers: WakerSet::with_capacity(2) });
        Self { shared: Arc::new(Shared { clock, state }) }
    }

    /// The clock that the timers go by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.shared.clock
    }

    /// The time on that clock.
    pub fn now(&self) -> Duration {
        self.shared.clock.now()
    }

    /// A future that ends at `until`. A bounded queue grows for it if it has to.
    pub fn at(&self, until: Duration) -> TimerAwaitable {
        let slot = self.shared.state.lock().heap.acquire();
        TimerAwaitable { queue: self.clone(), until, slot }
    }

    /// As [`at`](Self::at), but never grows a bounded queue.
    ///
    /// # Errors
    ///
    /// [`TimerQueueFull`] when as many timers exist as the queue has room for.
    pub fn try_at(&self, until: Duration) -> Result<TimerAwaitable, TimerQueueFull> {
        let mut state = self.shared.state.lock();
        if state.heap.is_full() {
            return Err(TimerQueueFull);
        }
        let slot = state.heap.acquire();
        Ok(TimerAwaitable { queue: self.clone(), until, slot })
    }

    /// A future that ends `delay` from now, counted from this call.
    pub fn after(&self, delay: Duration) -> TimerAwaitable {
        self.at(self.now().saturating_add(delay))
    }

    /// The earliest moment that somebody waits for.
    pub fn next_deadline(&self) -> Option<Duration> {
        self.shared.state.lock().heap.first()
    }

    /// Wakes all whose moment has come, and says how many they were.
    pub fn fire_due(&self) -> usize {
        if self.next_deadline().is_none() {
            return 0;
        }
        let now = self.now();
        let mut fired = 0;
        while let Some(waker) = self.pop_due(now) {
            waker.wake();
            fired += 1;
        }
        fired
    }

    /// Number of timers that exist, whether or not they have been polled.
    pub fn len(&self) -> usize {
        self.shared.state.lock().heap.len()
    }

    /// Whether no timer exists.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A place to leave the waker of one who sleeps until the earliest deadline.
    pub(crate) fn watch(&self) -> TimerWatch {
        let key = self.shared.state.lock().watchers.open();
        TimerWatch { queue: self.clone(), key }
    }

    fn pop_due(&self, now: Duration) -> Option<Waker> {
        self.shared.state.lock().heap.pop_due(now)
    }

    fn wake_watchers(&self) {
        let mut cursor = 0;
        while let Some(waker) = self.next_watcher(&mut cursor) {
            waker.wake();
        }
    }

    fn next_watcher(&self, cursor: &mut usize) -> Option<Waker> {
        self.shared.state.lock().watchers.take_next(cursor)
    }
}

impl fmt::Debug for TimerQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimerQueue").field("len", &self.len()).field("next_deadline", &self.next_deadline()).finish()
    }
}

/// Ends when its moment has come. Woken exactly once; dropping it leaves nothing behind.
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct TimerAwaitable {
    queue: TimerQueue,
    until: Duration,
    slot: u32,
}

impl TimerAwaitable {
    /// The moment that this waits for.
    pub fn until(&self) -> Duration {
        self.until
    }
}

impl Future for TimerAwaitable {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.queue.now() >= self.until {
            return Poll::Ready(());
        }
        let mut state = self.queue.shared.state.lock();
        let before = state.heap.first();
        let replaced = state.heap.arm(self.slot, self.until, cx.waker());
        let earlier = state.heap.first() != before;
        drop(state);
        drop(replaced);
        if earlier {
            self.queue.wake_watchers();
        }
        Poll::Pending
    }
}

impl Drop for TimerAwaitable {
    fn drop(&mut self) {
        let waker = self.queue.shared.state.lock().heap.release(self.slot);
        drop(waker);
    }
}

/// Wakes its owner, once each time it is set, when a timer becomes the earliest.
pub(crate) struct TimerWatch {
    queue: TimerQueue,
    key: usize,
}

impl TimerWatch {
    pub(crate) fn set(&self, waker: &Waker) {
        let replaced = self.queue.shared.state.lock().watchers.set(&mut Some(self.key), waker);
        drop(replaced);
    }

    pub(crate) fn clear(&self) {
        let waker = self.queue.shared.state.lock().watchers.disarm(self.key);
        drop(waker);
    }
}

impl Drop for TimerWatch {
    fn drop(&mut self) {
        let waker = self.queue.shared.state.lock().watchers.remove(self.key);
        drop(waker);
    }
}

/// A bounded queue has no room for another timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimerQueueFull;

impl fmt::Display for TimerQueueFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many timers")
    }
}

impl core::error::Error for TimerQueueFull {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::VirtualClock;
    use crate::testing::CountingWaker;

    const SECOND: Duration = Duration::from_secs(1);

    fn queue() -> (VirtualClock, TimerQueue) {
        let clock = VirtualClock::new();
        (clock.clone(), TimerQueue::new(Arc::new(clock)))
    }

    #[test]
    fn fires_once_and_only_when_due() {
        let (clock, queue) = queue();
        let waker = CountingWaker::new();
        let mut timer = queue.after(2 * SECOND);
        assert!(waker.poll(&mut timer).is_pending());
        assert!(waker.poll(&mut timer).is_pending());
        clock.advance(SECOND);
        assert_eq!(queue.fire_due(), 0);
        clock.advance(SECOND);
        assert_eq!(queue.fire_due(), 1);
        assert_eq!(queue.fire_due(), 0);
        assert_eq!(waker.count(), 1);
        assert!(waker.poll(&mut timer).is_ready());
        assert_eq!(queue.next_deadline(), None);
    }

    #[test]
    fn a_timer_of_the_past_is_ready_at_once() {
        let (clock, queue) = queue();
        clock.advance(SECOND);
        let waker = CountingWaker::new();
        assert!(waker.poll(&mut queue.at(Duration::ZERO)).is_ready());
        assert_eq!(waker.held(), 0);
    }

    #[test]
    fn a_dropped_timer_is_forgotten() {
        let (clock, queue) = queue();
        let waker = CountingWaker::new();
        let mut timer = queue.after(SECOND);
        let mut later = queue.after(2 * SECOND);
        assert!(waker.poll(&mut timer).is_pending());
        assert!(waker.poll(&mut later).is_pending());
        drop(timer);
        assert_eq!(queue.next_deadline(), Some(2 * SECOND));
        clock.advance(SECOND);
        assert_eq!(queue.fire_due(), 0);
        drop(later);
        assert_eq!((waker.held(), waker.count()), (0, 0));
        assert!(queue.is_empty());
    }

    #[test]
    fn only_an_earlier_timer_disturbs_a_watcher() {
        let (_clock, queue) = queue();
        let (waker, watcher) = (CountingWaker::new(), CountingWaker::new());
        let watch = queue.watch();
        let mut first = queue.after(2 * SECOND);
        assert!(waker.poll(&mut first).is_pending());
        watch.set(&watcher.waker());
        let mut later = queue.after(3 * SECOND);
        assert!(waker.poll(&mut later).is_pending());
        assert_eq!(watcher.count(), 0);
        let mut earlier = queue.after(SECOND);
        assert!(waker.poll(&mut earlier).is_pending());
        assert_eq!((watcher.count(), watcher.held()), (1, 0));
        watch.set(&watcher.waker());
        watch.clear();
        assert_eq!(watcher.held(), 0);
    }

    #[test]
    fn a_bounded_queue_refuses_until_one_is_gone() {
        let queue = TimerQueue::bounded(Arc::new(VirtualClock::new()), 1);
        let timer = queue.try_at(SECOND).unwrap();
        assert_eq!(queue.try_at(SECOND).unwrap_err(), TimerQueueFull);
        drop(timer);
        assert!(queue.try_at(SECOND).is_ok());
    }
}
