//! An executor in an event loop: a page's, a worker's, Node's, or any other that calls back.
//!
//! An event loop cannot be blocked and does not poll: it calls functions. Two things are therefore all that is needed
//! between it and wakers, and [`WasmExecutorAdapter`] is both:
//!
//! - woken from anywhere, it asks the loop, once, for a turn (`wake`: in a page, a message posted to itself, which is
//!   neither held back like `setTimeout` nor goes before painting and input like a promise);
//! - called back, it gives one task its turn, a few milliseconds at most, and says when it wants the next call ([`Next`]).
//!
//! Nothing here is JavaScript's: the loop is a function that is given.

use runmat_async::{Executor, Turn};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

/// When an executor wants to be called again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// As soon as the loop has done what else there is.
    Soon,
    /// After this time, or when woken.
    After(Duration),
    /// When woken.
    Woken,
    /// When something has been spawned: there are no tasks.
    Idle,
}

/// Gives an executor its turns from an event loop; see the module's documentation.
pub struct WasmExecutorAdapter {
    executor: Arc<dyn Executor>,
    alarm: Arc<Alarm>,
    waker: Waker,
}

/// Asks the loop for a call, once until that has come.
struct Alarm {
    asked: AtomicBool,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Alarm {
    fn ring(&self) {
        if !self.asked.swap(true, SeqCst) {
            (self.wake)();
        }
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.ring();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
    }
}

impl WasmExecutorAdapter {
    /// Between `executor` and a loop that, after `wake`, calls [`turn`](Self::turn).
    pub fn new(executor: Arc<dyn Executor>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let alarm = Arc::new(Alarm { asked: AtomicBool::new(false), wake: Box::new(wake) });
        let waker = Waker::from(alarm.clone());
        WasmExecutorAdapter { executor, alarm, waker }
    }

    /// The executor.
    pub fn executor(&self) -> &Arc<dyn Executor> {
        &self.executor
    }

    /// Asks for a turn: after something was spawned.
    pub fn wake(&self) {
        self.alarm.ring();
    }

    /// Gives the task that is next its turn. The loop calls this after `wake`, and when [`Next`] says so. Whatever
    /// the clock, virtual ones included, a call ends with the task's turn.
    pub fn turn(&self) -> Next {
        self.alarm.asked.store(false, SeqCst);
        let mut cx = Context::from_waker(&self.waker);
        loop {
            match self.executor.poll_once(&mut cx) {
                Turn::Ran(_) => return Next::Soon,
                Turn::Empty => return Next::Idle,
                Turn::Waiting if self.executor.advance() => {}
                Turn::Waiting => {
                    let Some(deadline) = self.executor.next_deadline() else { return Next::Woken };
                    let wait = deadline.saturating_sub(self.executor.timers().now());
                    return if wait.is_zero() { Next::Soon } else { Next::After(wait) };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runmat_async::{LocalExecutor, Priority, VirtualClock, oneshot};
    use std::sync::atomic::AtomicUsize;

    fn adapter(executor: LocalExecutor) -> (WasmExecutorAdapter, Arc<AtomicUsize>) {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let wake = move || {
            counted.fetch_add(1, SeqCst);
        };
        (WasmExecutorAdapter::new(Arc::new(executor), wake), calls)
    }

    /// What the adapter says once nothing can go on.
    fn settled(adapter: &WasmExecutorAdapter) -> Next {
        loop {
            match adapter.turn() {
                Next::Soon => {}
                next => return next,
            }
        }
    }

    #[test]
    fn a_wake_asks_once_and_a_turn_does_the_work() {
        let (adapter, calls) = adapter(LocalExecutor::in_real_time());
        let (sender, receiver) = oneshot::channel();
        let task = async move { receiver.await.expect("it is sent") };
        adapter.executor().spawn(Priority::Normal, Box::pin(task)).unwrap();
        assert_eq!(settled(&adapter), Next::Woken);
        adapter.wake();
        adapter.wake();
        assert_eq!(calls.load(SeqCst), 1);
        assert_eq!(settled(&adapter), Next::Woken);
        sender.send(()).unwrap();
        assert_eq!(calls.load(SeqCst), 2);
        assert_eq!(settled(&adapter), Next::Idle);
    }

    #[test]
    fn a_task_without_end_gives_way() {
        for executor in [LocalExecutor::in_real_time(), LocalExecutor::in_virtual_time()] {
            let (adapter, _) = adapter(executor);
            let task = async {
                loop {
                    runmat_async::yield_now().await;
                }
            };
            adapter.executor().spawn(Priority::Normal, Box::pin(task)).unwrap();
            assert_eq!((adapter.turn(), adapter.turn()), (Next::Soon, Next::Soon));
        }
    }

    #[test]
    fn timers_are_told_and_virtual_time_goes_on_by_itself() {
        let (real, _) = adapter(LocalExecutor::in_real_time());
        let hour = Duration::from_secs(3600);
        real.executor().spawn(Priority::Normal, Box::pin(real.executor().timers().after(hour))).unwrap();
        assert!(matches!(settled(&real), Next::After(wait) if wait > hour / 2 && wait <= hour));

        let (virtual_time, _) = adapter(LocalExecutor::new(Arc::new(VirtualClock::new())));
        let pause = virtual_time.executor().timers().after(hour);
        virtual_time.executor().spawn(Priority::Normal, Box::pin(pause)).unwrap();
        assert_eq!(settled(&virtual_time), Next::Idle);
    }
}
