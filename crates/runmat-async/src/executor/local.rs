//! The executor of one session: any number of tasks, one at a time, in an order that repeats itself.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::engine::Engine;
use super::ledger::Lane;
use super::share::Standing;
use crate::clock::{Clock, VirtualClock};
use crate::timer::TimerQueue;

/// Runs tasks one at a time: the most urgent first, then in the order in which they became ready; a task that waits
/// overtakes one that is a level more urgent and became ready 16 turns later.
///
/// With a [`VirtualClock`] a run is a function of its tasks alone, the order of timers included.
pub struct LocalExecutor {
    pub(super) engine: Engine,
}

impl LocalExecutor {
    /// An executor whose timers go by `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self::with_timers(TimerQueue::new(clock))
    }

    /// An executor that fires the timers of a queue made elsewhere.
    pub fn with_timers(timers: TimerQueue) -> Self {
        Self { engine: Engine::new(timers, None, Lane::only()) }
    }

    /// Executors that make up one: their tasks have different ids, and their turns can be compared
    /// ([`standing`](Self::standing)), since the time of shares is the same for all.
    pub fn lanes(timers: &TimerQueue, number: usize) -> Vec<Self> {
        let lanes = Lane::split(u32::try_from(number).unwrap_or(u32::MAX));
        lanes.map(|lane| Self { engine: Engine::new(timers.clone(), None, lane) }).collect()
    }

    /// How urgent the task is that is ready and comes next, if one is.
    pub fn standing(&self) -> Option<Standing> {
        self.engine.standing()
    }

    /// As [`poll_once`](super::Executor::poll_once), for executors on several threads: whoever drives gives the same
    /// waker, and it is woken, too, when there is a task for another thread.
    pub fn poll_among(&self, cx: &mut core::task::Context<'_>) -> super::Turn {
        self.engine.turn_among(Some(cx.waker()), true)
    }

    /// An executor in virtual time, starting at zero.
    pub fn in_virtual_time() -> Self {
        Self::new(Arc::new(VirtualClock::new()))
    }

    /// An executor on a new [`SystemClock`](crate::SystemClock).
    #[cfg(feature = "std")]
    pub fn in_real_time() -> Self {
        Self::with_timers(TimerQueue::system())
    }
}
