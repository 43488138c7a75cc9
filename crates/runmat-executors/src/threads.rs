//! An executor on threads of its own.

use runmat_async::{
    CancelToken, Clock, Executor, LocalExecutor, Priority, Share, SpawnError, SystemClock, TaskFuture, TaskHandle,
    TaskId, TimerQueue, Turn,
};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};
use std::thread::JoinHandle;
use std::time::Duration;

/// Runs tasks on several threads: whichever is free takes the next task that is ready, so that a task goes on wherever
/// there is room. Tasks run without anybody driving; who drives, with [`Executor::poll_once`] or
/// [`Executor::run_until_idle`], lends a hand.
///
/// Order and shares are those of [`LocalExecutor`] as far as tasks are begun in it; those that run side by side end as
/// they do. Dropping it drops its tasks, and waits for those that are in the middle of a poll.
pub struct ThreadExecutor {
    pool: Arc<Pool>,
    waker: Waker,
    threads: Vec<JoinHandle<()>>,
}

/// What the threads share.
struct Pool {
    tasks: LocalExecutor,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Counts the calls for hands.
    calls: u64,
    /// Threads in the middle of a turn.
    busy: usize,
    /// One who drives from outside, and has found nothing to do.
    outsider: Option<Waker>,
    over: bool,
}

impl Pool {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One turn, with note taken that it is under way.
    fn turn(&self, waker: &Waker) -> Turn {
        self.state().busy += 1;
        let busy = Busy(self);
        let turn = self.tasks.poll_among(&mut Context::from_waker(waker));
        drop(busy);
        turn
    }

    /// What each thread does.
    fn work(self: &Arc<Self>, waker: &Waker) {
        loop {
            let seen = self.state().calls;
            // A task that panics ends as `Panicked`; the thread goes on.
            let turn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.turn(waker)));
            let idle = !matches!(turn, Ok(Turn::Ran(_)) | Err(_));
            let deadline = if idle { self.tasks.next_deadline() } else { None };
            let mut state = self.state();
            while idle && state.calls == seen && !state.over {
                let left = deadline.map(|d| d.saturating_sub(self.tasks.timers().now()));
                match left {
                    Some(left) if left.is_zero() => break,
                    Some(left) => {
                        let waited = self.changed.wait_timeout(state, left);
                        state = waited.unwrap_or_else(PoisonError::into_inner).0;
                        break;
                    }
                    None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                }
            }
            if state.over {
                return;
            }
        }
    }
}

/// Takes note of the end of a turn, however it ends.
struct Busy<'a>(&'a Pool);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.busy -= 1;
        if state.busy == 0 {
            self.0.changed.notify_all();
        }
    }
}

impl Wake for Pool {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut state = self.state();
        state.calls += 1;
        let outsider = state.outsider.take();
        drop(state);
        self.changed.notify_all();
        if let Some(outsider) = outsider {
            outsider.wake();
        }
    }
}

impl ThreadExecutor {
    /// An executor with so many threads, in real time.
    pub fn new(threads: usize) -> Self {
        Self::with_clock(Arc::new(SystemClock::new()), threads)
    }

    /// An executor whose timers go by `clock`. A virtual clock is moved by [`Executor::run_until_idle`] only.
    pub fn with_clock(clock: Arc<dyn Clock>, threads: usize) -> Self {
        Self::with_timers(TimerQueue::new(clock), threads)
    }

    /// An executor that fires the timers of a queue made elsewhere, such as a session's.
    pub fn with_timers(timers: TimerQueue, threads: usize) -> Self {
        let tasks = LocalExecutor::with_timers(timers);
        let pool = Arc::new(Pool { tasks, state: Mutex::default(), changed: Condvar::new() });
        let waker = Waker::from(pool.clone());
        let start = |number: usize| {
            let (pool, waker) = (pool.clone(), waker.clone());
            std::thread::Builder::new().name(format!("task-{number}")).spawn(move || pool.work(&waker))
        };
        let threads = (0..threads).map_while(|number| start(number).ok()).collect();
        ThreadExecutor { pool, waker, threads }
    }

    /// Waits until there is no task any more. Others may go on to spawn meanwhile.
    pub fn join(&self) {
        while self.live_tasks() > 0 {
            if let Turn::Ran(_) = self.pool.turn(&self.waker) {
                continue;
            }
            let deadline = self.next_deadline().map(|d| d.saturating_sub(self.timers().now()));
            let pause = deadline.unwrap_or(PATIENCE).min(PATIENCE);
            let state = self.pool.state();
            drop(self.pool.changed.wait_timeout(state, pause));
        }
    }
}

/// How long [`ThreadExecutor::join`] sleeps before it looks again.
const PATIENCE: Duration = Duration::from_millis(10);

impl Executor for ThreadExecutor {
    fn spawn(&self, priority: Priority, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.pool.tasks.spawn(priority, task)
    }

    fn spawn_sharing(&self, priority: Priority, share: Share, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.pool.tasks.spawn_sharing(priority, share, task)
    }

    fn poll_once(&self, cx: &mut Context<'_>) -> Turn {
        // Left before the look: what becomes ready after it wakes.
        self.pool.state().outsider = Some(cx.waker().clone());
        self.pool.turn(&self.waker)
    }

    fn run_until_idle(&self) -> Turn {
        loop {
            if let Turn::Ran(_) = self.pool.turn(&self.waker) {
                continue;
            }
            let state = self.pool.state();
            if state.busy > 0 {
                drop(self.pool.changed.wait_timeout(state, PATIENCE));
                continue;
            }
            drop(state);
            // Nobody was in the middle of anything; what that has left is seen by one more look.
            match self.pool.turn(&self.waker) {
                Turn::Ran(_) => {}
                idle => {
                    let jumped = self.next_deadline().is_some_and(|deadline| {
                        deadline <= self.timers().now() || self.timers().clock().advance_when_idle(deadline)
                    });
                    if !jumped {
                        return idle;
                    }
                }
            }
        }
    }

    fn next_deadline(&self) -> Option<Duration> {
        self.pool.tasks.next_deadline()
    }

    fn shutdown(&self, grace: Duration) {
        self.pool.tasks.shutdown(grace);
    }

    fn closing(&self) -> CancelToken {
        self.pool.tasks.closing()
    }

    fn timers(&self) -> &TimerQueue {
        self.pool.tasks.timers()
    }

    fn handle(&self, id: TaskId) -> Option<TaskHandle> {
        self.pool.tasks.handle(id)
    }

    fn live_tasks(&self) -> usize {
        self.pool.tasks.live_tasks()
    }
}

impl Drop for ThreadExecutor {
    fn drop(&mut self) {
        self.pool.state().over = true;
        self.pool.changed.notify_all();
        let this = std::thread::current().id();
        // The last one to hold it may be one of its own tasks.
        for thread in self.threads.drain(..).filter(|t| t.thread().id() != this) {
            let _panicked = thread.join();
        }
        self.pool.tasks.shutdown(Duration::ZERO);
    }
}

impl std::fmt::Debug for ThreadExecutor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ThreadExecutor")
            .field("threads", &self.threads.len())
            .field("live_tasks", &self.live_tasks())
            .finish()
    }
}
