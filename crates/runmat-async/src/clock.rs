//! Time as the rest of the crate sees it: a duration since a fixed start, from an injected source.
//!
//! There is no calendar here and no sleeping; a clock only tells, and a virtual one can be moved.

use alloc::sync::Arc;
use core::time::Duration;

use crate::sync::Mutex;

/// A monotonic clock.
pub trait Clock: Send + Sync + 'static {
    /// Time since the fixed start of this clock; never less than at an earlier call.
    fn now(&self) -> Duration;

    /// Called when nothing can happen before `deadline`. A clock that is not bound to real time moves there and
    /// answers `true`; others answer `false`, and the caller has to wait.
    fn advance_when_idle(&self, deadline: Duration) -> bool {
        let _ = deadline;
        false
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Duration {
        (**self).now()
    }

    fn advance_when_idle(&self, deadline: Duration) -> bool {
        (**self).advance_when_idle(deadline)
    }
}

/// The system's monotonic clock, counted from its creation.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: std::time::Instant,
}

#[cfg(feature = "std")]
impl SystemClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self { start: std::time::Instant::now() }
    }
}

#[cfg(feature = "std")]
impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "std")]
impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A clock that stands still until it is moved: by hand, or to the next deadline whenever an executor has nothing
/// to do. Copies show the same time.
#[derive(Clone)]
pub struct VirtualClock {
    now: Arc<Mutex<Duration>>,
}

impl VirtualClock {
    /// A clock at zero.
    pub fn new() -> Self {
        Self { now: Arc::new(Mutex::new(Duration::ZERO)) }
    }

    /// Moves forward by `step`.
    pub fn advance(&self, step: Duration) {
        let mut now = self.now.lock();
        *now = now.saturating_add(step);
    }

    /// Moves forward to `moment`; never back.
    pub fn advance_to(&self, moment: Duration) {
        let mut now = self.now.lock();
        *now = moment.max(*now);
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl core::fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("VirtualClock").field(&self.now()).finish()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        *self.now.lock()
    }

    fn advance_when_idle(&self, deadline: Duration) -> bool {
        self.advance_to(deadline);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn virtual_time_only_goes_forward() {
        let clock = VirtualClock::new();
        let copy = clock.clone();
        clock.advance(Duration::from_secs(2));
        clock.advance_to(Duration::from_secs(1));
        assert_eq!(copy.now(), Duration::from_secs(2));
        assert!(copy.advance_when_idle(Duration::from_secs(9)));
        assert_eq!(clock.now(), Duration::from_secs(9));
    }

    #[cfg(feature = "std")]
    #[test]
    fn system_time_does_not_jump() {
        let clock = SystemClock::new();
        assert!(!clock.advance_when_idle(Duration::from_secs(1000)));
        assert!(clock.now() < Duration::from_secs(1000));
    }
}
