//! An executor for places where memory is given out once, at the start.

use alloc::sync::Arc;

use super::engine::Engine;
use super::ledger::Lane;
use crate::clock::Clock;
use crate::timer::TimerQueue;

/// As [`LocalExecutor`](super::LocalExecutor), but for a fixed number of tasks, and without allocation once every
/// slot has been prepared at the start.
///
/// What it does not cover is the caller's: the boxes of the tasks, and what the tasks allocate. Timers are covered
/// when made with [`TimerQueue::try_at`], waiting for a task's end by up to two at a time.
///
/// The waker of a slot is used again for its next task. If a copy of the former task's waker is still kept and woken,
/// the next task is polled once too often, which futures have to expect anyway.
pub struct FixedExecutor {
    pub(super) engine: Engine,
}

impl FixedExecutor {
    /// An executor with room for so many tasks and timers, whose timers go by `clock`.
    pub fn new(clock: Arc<dyn Clock>, tasks: usize, timers: usize) -> Self {
        Self { engine: Engine::new(TimerQueue::bounded(clock, timers), Some(tasks), Lane::only()) }
    }
}
