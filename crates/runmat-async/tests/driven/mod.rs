//! Executors driven by something else: a task of Tokio's, an event loop.

use core::future::{Future, poll_fn};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use runmat_async::*;
use runmat_executors::{Next, WasmExecutorAdapter};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Wake;

pub struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

pub fn counter() -> (Arc<Counter>, Waker) {
    let counter = Arc::new(Counter(AtomicUsize::new(0)));
    (counter.clone(), counter.into())
}

impl Counter {
    pub fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// An executor, and what drives it until nothing can go on.
pub struct Driven {
    executor: Arc<dyn Executor>,
    drive: Box<dyn Fn(&Arc<dyn Executor>) -> Turn + Send + Sync>,
}

impl Driven {
    /// By a task of Tokio's.
    pub fn by_tokio(executor: impl Executor + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let drive = move |executor: &Arc<dyn Executor>| {
            let mut driven = Box::pin(runmat_executors::on_tokio(executor.clone()));
            let (wakes, waker) = counter();
            let idle = runtime.block_on(poll_fn(|_| {
                loop {
                    let before = wakes.get();
                    match driven.as_mut().poll(&mut Context::from_waker(&waker)) {
                        Poll::Ready(()) => return Poll::Ready(Turn::Empty),
                        Poll::Pending if wakes.get() > before => {}
                        Poll::Pending => return Poll::Ready(Turn::Waiting),
                    }
                }
            }));
            // Threads may still be in the middle of something.
            if idle == Turn::Waiting { executor.run_until_idle() } else { idle }
        };
        Driven { executor: Arc::new(executor), drive: Box::new(drive) }
    }

    /// By the messages of an event loop.
    pub fn by_an_event_loop(executor: impl Executor + 'static) -> Self {
        let executor: Arc<dyn Executor> = Arc::new(executor);
        let message = Arc::new(AtomicBool::new(false));
        let posted = message.clone();
        let adapter = WasmExecutorAdapter::new(executor.clone(), move || posted.store(true, Ordering::SeqCst));
        let drive = move |_: &Arc<dyn Executor>| {
            adapter.wake();
            let mut idle = Turn::Waiting;
            while message.swap(false, Ordering::SeqCst) {
                match adapter.turn() {
                    Next::Soon => message.store(true, Ordering::SeqCst),
                    Next::After(_) | Next::Woken => idle = Turn::Waiting,
                    Next::Idle => idle = Turn::Empty,
                }
            }
            idle
        };
        Driven { executor, drive: Box::new(drive) }
    }
}

impl Executor for Driven {
    fn spawn(&self, priority: Priority, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.executor.spawn(priority, task)
    }

    fn spawn_sharing(&self, priority: Priority, share: Share, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.executor.spawn_sharing(priority, share, task)
    }

    fn poll_once(&self, cx: &mut Context<'_>) -> Turn {
        self.executor.poll_once(cx)
    }

    fn run_until_idle(&self) -> Turn {
        (self.drive)(&self.executor)
    }

    fn next_deadline(&self) -> Option<Duration> {
        self.executor.next_deadline()
    }

    fn advance(&self) -> bool {
        self.executor.advance()
    }

    fn shutdown(&self, grace: Duration) {
        self.executor.shutdown(grace);
    }

    fn closing(&self) -> CancelToken {
        self.executor.closing()
    }

    fn timers(&self) -> &TimerQueue {
        self.executor.timers()
    }

    fn handle(&self, id: TaskId) -> Option<TaskHandle> {
        self.executor.handle(id)
    }

    fn live_tasks(&self) -> usize {
        self.executor.live_tasks()
    }
}
