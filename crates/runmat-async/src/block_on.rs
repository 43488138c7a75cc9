//! The end of asynchrony: a thread that waits for a future.

use alloc::sync::Arc;
use alloc::task::Wake;
use core::future::Future;
use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::thread::{self, Thread};

use crate::timer::{TimerQueue, TimerWatch};

/// Polls `future` on this thread until it is ready, firing the timers of `timers`. In between the thread is parked until
/// it is woken or the next deadline comes; a virtual clock is moved there instead.
pub fn block_on<F: Future>(future: F, timers: &TimerQueue) -> F::Output {
    let mut future = pin!(future);
    let alarm = Arc::new(Alarm { thread: thread::current(), rung: AtomicBool::new(false) });
    let waker = Waker::from(alarm.clone());
    let watch = timers.watch();
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        wait(&alarm, &waker, timers, &watch);
    }
}

/// Returns when the alarm has rung.
fn wait(alarm: &Alarm, waker: &Waker, timers: &TimerQueue, watch: &TimerWatch) {
    loop {
        timers.fire_due();
        if alarm.take() {
            break;
        }
        watch.set(waker);
        sleep(timers);
    }
    watch.clear();
}

fn sleep(timers: &TimerQueue) {
    match timers.next_deadline() {
        None => thread::park(),
        Some(deadline) if timers.clock().advance_when_idle(deadline) => {}
        Some(deadline) => thread::park_timeout(deadline.saturating_sub(timers.now())),
    }
}

struct Alarm {
    thread: Thread,
    rung: AtomicBool,
}

impl Alarm {
    fn take(&self) -> bool {
        self.rung.swap(false, Ordering::AcqRel)
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Clock, VirtualClock};
    use crate::oneshot;
    use core::time::Duration;

    #[test]
    fn another_thread_wakes_it() {
        let (sender, receiver) = oneshot::channel();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            sender.send(3)
        });
        assert_eq!(block_on(receiver, &TimerQueue::system()), Ok(3));
        thread.join().unwrap().unwrap();
    }

    #[test]
    fn a_deadline_wakes_it_and_not_before() {
        let timers = TimerQueue::system();
        let until = timers.now() + Duration::from_millis(30);
        block_on(timers.at(until), &timers);
        assert!(timers.now() >= until);
    }

    #[test]
    fn virtual_time_does_not_pass() {
        let clock = VirtualClock::new();
        let timers = TimerQueue::new(Arc::new(clock.clone()));
        let begun = std::time::Instant::now();
        block_on(timers.after(Duration::from_secs(3600)), &timers);
        assert_eq!(clock.now(), Duration::from_secs(3600));
        assert!(begun.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn a_timer_of_another_thread_shortens_the_sleep() {
        let timers = TimerQueue::system();
        let (sender, receiver) = oneshot::channel();
        let theirs = timers.clone();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            block_on(theirs.after(Duration::from_millis(10)), &theirs);
            sender.send(())
        });
        assert_eq!(block_on(receiver, &timers), Ok(()));
        thread.join().unwrap().unwrap();
    }
}
