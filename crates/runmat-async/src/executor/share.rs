//! Fair shares: who gets how much of the time, among tasks of the same urgency.
//!
//! Every turn has a start in a time of its own, in which a task of weight `w` that has used `u` units of work moves on
//! by `u / w`. The turn that starts first is next. So a task that has used more than its slice in one long piece starts
//! its next turn later, until what it has taken is repaid; and one that has waited for long starts at once, with as
//! much in hand as [`BANK`] at most. Tasks without a share start a turn behind the time: among themselves that is first
//! come, first served, and they move the time on, so that nobody starves.
//!
//! Work is counted, not timed: the order repeats itself.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What one unit of work is in the time of shares, at a weight of one.
const SCALE: u64 = 1 << 8;
/// The work of a turn that nobody counts.
const TURN: u64 = 1 << 20;
/// How far the start of one that has waited may lie back: four turns.
const BANK: u64 = 4 * TURN * SCALE;

/// Where the next turn of a task without a share starts, while others are served at `served`.
pub(super) fn start(served: u64) -> u64 {
    served.saturating_add(TURN * SCALE)
}

/// Where the turn last given has begun, in the time of shares. Executors that make up one have it together, so that
/// their turns can be compared.
#[cfg(target_has_atomic = "64")]
#[derive(Clone, Debug, Default)]
pub(super) struct ShareTime(Arc<core::sync::atomic::AtomicU64>);

#[cfg(target_has_atomic = "64")]
impl ShareTime {
    pub(super) fn now(&self) -> u64 {
        self.0.load(Relaxed)
    }

    /// It goes on, never back.
    pub(super) fn reach(&self, start: u64) {
        self.0.fetch_max(start, Relaxed);
    }
}

/// The same where there are no such large atomic numbers.
#[cfg(not(target_has_atomic = "64"))]
#[derive(Clone)]
pub(super) struct ShareTime(Arc<crate::sync::Mutex<u64>>);

#[cfg(not(target_has_atomic = "64"))]
impl Default for ShareTime {
    fn default() -> Self {
        Self(Arc::new(crate::sync::Mutex::new(0)))
    }
}

#[cfg(not(target_has_atomic = "64"))]
impl ShareTime {
    pub(super) fn now(&self) -> u64 {
        *self.0.lock()
    }

    pub(super) fn reach(&self, start: u64) {
        let mut now = self.0.lock();
        *now = (*now).max(start);
    }
}

/// How urgent the next task of an executor is, and since when, for executors that are made of several: see
/// [`LocalExecutor::lanes`](super::LocalExecutor::lanes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The most urgent level at which a task is ready.
    pub level: usize,
    /// Where the turn of the first one there begins, in the time of shares.
    start: u64,
}

impl Standing {
    pub(super) fn new(level: usize, start: u64) -> Self {
        Self { level, start }
    }

    /// Whether it should be served before another: it is more urgent, or is behind by more than so many turns.
    pub fn is_before(&self, other: &Self, turns: u64) -> bool {
        let lead = turns.saturating_mul(TURN * SCALE);
        self.level > other.level || (self.level == other.level && self.start.saturating_add(lead) < other.start)
    }
}

/// Counts work, for those who give out turns. Copies count together.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicUsize>);

impl Meter {
    /// A meter at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// So many units were used.
    pub fn add(&self, units: u64) {
        self.0.fetch_add(units as usize, Relaxed);
    }

    /// What it shows; it begins again at zero after a very long time.
    pub fn read(&self) -> usize {
        self.0.load(Relaxed)
    }
}

/// A task's part of the time.
#[derive(Clone, Debug)]
pub struct Share {
    weight: u32,
    meter: Option<Meter>,
}

impl Share {
    /// One task of weight 3 gets three times the turns of one of weight 1. Zero counts as one.
    pub fn new(weight: u32) -> Self {
        Self { weight: weight.max(1), meter: None }
    }

    /// Counted by the work on this meter instead of by turns.
    #[must_use]
    pub fn metered(mut self, meter: Meter) -> Self {
        self.meter = Some(meter);
        self
    }
}

/// Where a task with a share stands.
#[derive(Debug)]
pub(super) struct Account {
    share: Share,
    /// Its next turn starts here at the earliest.
    due: u64,
    /// The meter at the beginning of its turn.
    before: usize,
}

impl Account {
    pub(super) fn new(share: Share) -> Self {
        Self { share, due: 0, before: 0 }
    }

    /// Where its next turn starts, while others are served at `served`.
    pub(super) fn start(&self, served: u64) -> u64 {
        self.due.max(served.saturating_sub(BANK))
    }

    /// Its turn begins.
    pub(super) fn begin(&mut self, start: u64) {
        self.due = start;
        self.before = self.share.meter.as_ref().map_or(0, Meter::read);
    }

    /// Its turn is over: what it has used is put down.
    pub(super) fn settle(&mut self) {
        let used = match &self.share.meter {
            Some(meter) => meter.read().wrapping_sub(self.before) as u64,
            None => TURN,
        };
        self.due = self.due.saturating_add(used.max(1).saturating_mul(SCALE) / u64::from(self.share.weight));
    }
}
