//! An executor on threads of its own, which take each other's work.
//!
//! Each thread has a queue, a *lane*: an executor of `runmat-async` by itself, so that order, urgency and shares within
//! it are those of [`LocalExecutor`]. What a thread spawns goes to its own lane, what comes from outside to one after the
//! other; a task stays in its lane, and is woken there. What is taken over from another lane is a *turn*:
//!
//! - A thread whose lane has nothing ready takes turns from the others.
//! - Every [`ROUND`] turns a thread looks at all lanes, and serves the one that is due: the one with the most urgent task
//!   ready, then the one that is behind the others by more than [`LEAD`] turns in the time of shares, which all lanes have
//!   in common. Without that a task of weight 3 which shares its lane with another would get less than one of weight 1
//!   that is alone in its own.
//!
//! So what is promised of urgency and shares holds within a lane to the turn, and between lanes to about `ROUND` turns a
//! thread. A task gets no more than one thread, whatever its weight. Queues for stealing without order (such as those of
//! `crossbeam-deque`) know neither urgency nor shares, which is why they are not used here.

use runmat_async::{
    CancelReason, CancelToken, Clock, Executor, LocalExecutor, Priority, Share, SpawnError, SystemClock, TaskFuture,
    TaskHandle, TaskId, TimerQueue, Turn,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Wake, Waker};
use std::thread::{JoinHandle, ThreadId};
use std::time::Duration;

/// After so many turns a thread looks which lane is due.
const ROUND: u32 = 4;
/// A lane is behind when its next turn begins so many turns before that of another.
const LEAD: u64 = 1;
/// How long those sleep at most who wait for others to end.
const PATIENCE: Duration = Duration::from_millis(10);

/// Runs tasks on several threads, each with a queue of its own, which take each other's work: see the module's
/// documentation. Tasks run without anybody driving; who drives, with [`Executor::poll_once`] or
/// [`Executor::run_until_idle`], lends a hand.
///
/// Dropping it drops its tasks, and waits for those that are in the middle of a poll.
pub struct ThreadExecutor {
    pool: Arc<Pool>,
    waker: Waker,
    threads: Vec<JoinHandle<()>>,
}

/// What the threads share.
struct Pool {
    lanes: Vec<LocalExecutor>,
    timers: TimerQueue,
    closing: CancelToken,
    /// Counts the calls for hands.
    calls: AtomicUsize,
    /// Threads that sleep until one is called.
    sleeping: AtomicUsize,
    /// Those in the middle of a turn.
    busy: AtomicUsize,
    /// Counts the turns that were begun.
    turns: AtomicUsize,
    /// One drives from outside, and waits until nobody is in the middle of a turn.
    awaited: AtomicBool,
    /// One drives from outside, and has found nothing to do.
    visited: AtomicBool,
    over: AtomicBool,
    /// Where the next task from outside goes.
    next: AtomicUsize,
    /// In the order of their lanes.
    threads: OnceLock<Vec<ThreadId>>,
    state: Mutex<State>,
    called: Condvar,
    quiet: Condvar,
}

#[derive(Default)]
struct State {
    /// Who drives from outside, to be woken.
    outsider: Option<Waker>,
    /// Threads that drive from outside, and are in the middle of a turn.
    visitors: Vec<ThreadId>,
}

/// Which lane a thread serves, and for how many turns.
struct Round {
    home: usize,
    lane: usize,
    left: u32,
}

impl Round {
    fn at(home: usize) -> Self {
        Round { home, lane: home, left: 0 }
    }
}

impl Pool {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lane that a thread should serve: its own, unless another one is due.
    fn due(&self, home: usize) -> usize {
        let mut due = (home, self.lanes[home].standing());
        for k in self.others(home) {
            let Some(standing) = self.lanes[k].standing() else { continue };
            if due.1.is_none_or(|best| standing.is_before(&best, LEAD)) {
                due = (k, Some(standing));
            }
        }
        due.0
    }

    /// The lanes after this one, in a circle.
    fn others(&self, lane: usize) -> impl Iterator<Item = usize> + use<> {
        let n = self.lanes.len();
        (1..n).map(move |k| (lane + k) % n)
    }

    /// One turn, of the lane that is served or else of any other, with note taken that it is under way.
    fn turn(&self, round: &mut Round, waker: &Waker) -> Turn {
        let _busy = Busy::begin(self);
        if round.left == 0 {
            *round = Round { home: round.home, lane: self.due(round.home), left: ROUND };
        }
        round.left -= 1;
        let mut idle = Turn::Empty;
        for lane in std::iter::once(round.lane).chain(self.others(round.lane)) {
            match self.lanes[lane].poll_among(&mut Context::from_waker(waker)) {
                Turn::Ran(id) => return Turn::Ran(id),
                Turn::Waiting => idle = Turn::Waiting,
                Turn::Empty => {}
            }
            round.left = 0;
        }
        idle
    }

    /// A turn by somebody from outside.
    fn visit(&self, round: &mut Round, waker: &Waker) -> Turn {
        let _visit = Visit::begin(self);
        self.turn(round, waker)
    }

    /// The lane of this thread, if it is one of ours.
    fn own_lane(&self) -> Option<usize> {
        let this = std::thread::current().id();
        self.threads.get()?.iter().position(|&t| t == this)
    }

    /// Whether it is one of the tasks that asks.
    fn is_inside(&self) -> bool {
        self.own_lane().is_some() || self.state().visitors.contains(&std::thread::current().id())
    }

    /// What each thread does.
    fn work(&self, home: usize, waker: &Waker) {
        let mut round = Round::at(home);
        while !self.over.load(SeqCst) {
            let seen = self.calls.load(SeqCst);
            // A task that panics ends as `Panicked`; the thread goes on.
            let turn = catch_unwind(AssertUnwindSafe(|| self.turn(&mut round, waker)));
            if matches!(turn, Ok(Turn::Waiting | Turn::Empty)) {
                self.sleep(seen);
            }
        }
    }

    /// Sleeps until a hand is called for, unless one was since `seen`, or until the next deadline.
    fn sleep(&self, seen: usize) {
        let deadline = self.next_deadline();
        let mut state = self.state();
        self.sleeping.fetch_add(1, SeqCst);
        while self.calls.load(SeqCst) == seen && !self.over.load(SeqCst) {
            let left = deadline.map(|d| d.saturating_sub(self.timers.now()));
            match left {
                Some(Duration::ZERO) => break,
                Some(left) => {
                    drop(self.called.wait_timeout(state, left));
                    self.sleeping.fetch_sub(1, SeqCst);
                    return;
                }
                None => state = self.called.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
        self.sleeping.fetch_sub(1, SeqCst);
    }

    /// Waits a little for those in the middle of a turn.
    fn rest(&self, most: Duration) {
        drop(self.quiet.wait_timeout(self.state(), most.min(PATIENCE)));
    }

    fn next_deadline(&self) -> Option<Duration> {
        self.lanes.iter().filter_map(LocalExecutor::next_deadline).min()
    }

    /// Whether nothing can happen before the next deadline: nobody is in the middle of a turn, nothing is ready, and
    /// nobody has begun a turn between these looks.
    fn at_rest(&self) -> bool {
        let turns = self.turns.load(SeqCst);
        self.busy.load(SeqCst) == 0 && !self.is_ready() && self.turns.load(SeqCst) == turns
    }

    fn is_ready(&self) -> bool {
        self.lanes.iter().any(|lane| lane.standing().is_some())
    }

    /// Whether the next deadline has come; a virtual clock is moved there.
    fn jump(&self) -> bool {
        let due = |deadline| deadline <= self.timers.now() || self.timers.clock().advance_when_idle(deadline);
        self.next_deadline().is_some_and(due)
    }

    /// As [`Executor::advance`]. While somebody is in the middle of a turn the answer is no, and the end of that turn
    /// wakes who drives.
    fn advance(&self) -> bool {
        // Real time passes whatever others do.
        if !self.timers.clock().advance_when_idle(self.timers.now()) {
            return self.jump();
        }
        loop {
            if self.at_rest() {
                return self.jump();
            }
            if self.is_ready() {
                return true;
            }
            self.awaited.store(true, SeqCst);
            if self.busy.load(SeqCst) > 0 {
                return false;
            }
        }
    }

    fn live_tasks(&self) -> usize {
        self.lanes.iter().map(LocalExecutor::live_tasks).sum()
    }

    /// Where a task goes: to the lane of the thread that spawns it, or to the next one.
    fn place(&self) -> &LocalExecutor {
        let lane = self.own_lane().unwrap_or_else(|| self.next.fetch_add(1, SeqCst) % self.lanes.len());
        &self.lanes[lane]
    }

    fn shutdown(&self, grace: Duration) {
        self.lanes.iter().for_each(|lane| lane.shutdown(grace));
        self.closing.cancel(CancelReason::Shutdown);
    }
}

/// Takes note of a turn and of its end, however it ends.
struct Busy<'a>(&'a Pool);

impl<'a> Busy<'a> {
    fn begin(pool: &'a Pool) -> Self {
        pool.busy.fetch_add(1, SeqCst);
        pool.turns.fetch_add(1, SeqCst);
        Busy(pool)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        if self.0.busy.fetch_sub(1, SeqCst) > 1 {
            return;
        }
        let mut state = self.0.state();
        self.0.quiet.notify_all();
        if self.0.awaited.swap(false, SeqCst)
            && let Some(outsider) = state.outsider.take()
        {
            drop(state);
            outsider.wake();
        }
    }
}

/// Takes note of who drives from outside, for the time of a turn.
struct Visit<'a>(&'a Pool);

impl<'a> Visit<'a> {
    fn begin(pool: &'a Pool) -> Self {
        pool.state().visitors.push(std::thread::current().id());
        Visit(pool)
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        let this = std::thread::current().id();
        let mut state = self.0.state();
        if let Some(place) = state.visitors.iter().rposition(|&t| t == this) {
            state.visitors.swap_remove(place);
        }
    }
}

impl Wake for Pool {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.calls.fetch_add(1, SeqCst);
        let visited = self.visited.swap(false, SeqCst);
        if !visited && self.sleeping.load(SeqCst) == 0 {
            return;
        }
        let outsider = self.state().outsider.take();
        self.called.notify_one();
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

    /// An executor whose timers go by `clock`. A virtual clock is moved by those who drive only, see
    /// [`Executor::advance`].
    pub fn with_clock(clock: Arc<dyn Clock>, threads: usize) -> Self {
        Self::with_timers(TimerQueue::new(clock), threads)
    }

    /// An executor that fires the timers of a queue made elsewhere, such as a session's.
    pub fn with_timers(timers: TimerQueue, threads: usize) -> Self {
        Self::with_lanes(timers, threads, threads)
    }

    fn with_lanes(timers: TimerQueue, lanes: usize, threads: usize) -> Self {
        let pool = Arc::new(Pool {
            lanes: LocalExecutor::lanes(&timers, lanes.max(1)),
            timers,
            closing: CancelToken::new(),
            calls: AtomicUsize::new(0),
            sleeping: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            turns: AtomicUsize::new(0),
            awaited: AtomicBool::new(false),
            visited: AtomicBool::new(false),
            over: AtomicBool::new(false),
            next: AtomicUsize::new(0),
            threads: OnceLock::new(),
            state: Mutex::default(),
            called: Condvar::new(),
            quiet: Condvar::new(),
        });
        let waker = Waker::from(pool.clone());
        let start = |number: usize| {
            let (pool, waker) = (pool.clone(), waker.clone());
            std::thread::Builder::new().name(format!("task-{number}")).spawn(move || pool.work(number, &waker))
        };
        let threads: Vec<_> = (0..threads).map_while(|number| start(number).ok()).collect();
        pool.threads.get_or_init(|| threads.iter().map(|t| t.thread().id()).collect());
        ThreadExecutor { pool, waker, threads }
    }

    /// Waits until there is no task any more. Others may go on to spawn meanwhile.
    pub fn join(&self) {
        let mut round = Round::at(0);
        while self.live_tasks() > 0 {
            if let Turn::Ran(_) = self.pool.visit(&mut round, &self.waker) {
                continue;
            }
            let deadline = self.next_deadline().map(|d| d.saturating_sub(self.timers().now()));
            self.pool.rest(deadline.unwrap_or(PATIENCE));
        }
    }
}

impl Executor for ThreadExecutor {
    fn spawn(&self, priority: Priority, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.pool.place().spawn(priority, task)
    }

    fn spawn_sharing(&self, priority: Priority, share: Share, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        self.pool.place().spawn_sharing(priority, share, task)
    }

    fn poll_once(&self, cx: &mut Context<'_>) -> Turn {
        // Left before the look: what becomes ready after it wakes.
        self.pool.state().outsider = Some(cx.waker().clone());
        self.pool.visited.store(true, SeqCst);
        self.pool.visit(&mut Round::at(0), &self.waker)
    }

    fn run_until_idle(&self) -> Turn {
        let mut round = Round::at(0);
        loop {
            if let Turn::Ran(_) = self.pool.visit(&mut round, &self.waker) {
                continue;
            }
            if self.pool.busy.load(SeqCst) > 0 {
                self.pool.rest(PATIENCE);
            } else if self.pool.at_rest() && !self.pool.jump() {
                return if self.live_tasks() == 0 { Turn::Empty } else { Turn::Waiting };
            }
        }
    }

    fn advance(&self) -> bool {
        self.pool.advance()
    }

    fn next_deadline(&self) -> Option<Duration> {
        self.pool.next_deadline()
    }

    /// With no grace, this waits for tasks that another thread is polling or dropping, unless a task calls it.
    fn shutdown(&self, grace: Duration) {
        self.pool.shutdown(grace);
        if grace.is_zero() && !self.pool.is_inside() {
            self.join();
        }
    }

    fn closing(&self) -> CancelToken {
        self.pool.closing.clone()
    }

    fn timers(&self) -> &TimerQueue {
        &self.pool.timers
    }

    fn handle(&self, id: TaskId) -> Option<TaskHandle> {
        self.pool.lanes.iter().find_map(|lane| lane.handle(id))
    }

    fn live_tasks(&self) -> usize {
        self.pool.live_tasks()
    }
}

impl Drop for ThreadExecutor {
    fn drop(&mut self) {
        self.pool.over.store(true, SeqCst);
        {
            let _state = self.pool.state();
            self.pool.called.notify_all();
        }
        let this = std::thread::current().id();
        // The last one to hold it may be one of its own tasks.
        for thread in self.threads.drain(..).filter(|t| t.thread().id() != this) {
            let _panicked = thread.join();
        }
        self.pool.shutdown(Duration::ZERO);
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

#[cfg(test)]
mod tests {
    use super::*;
    use runmat_async::{Meter, yield_now};

    /// Turns of threads that are all equally fast, one after the other; what each task has used of the whole.
    fn parts(threads: usize, turns: usize, tasks: &[(u32, u64, Priority)]) -> Vec<f64> {
        let executor = ThreadExecutor::with_lanes(TimerQueue::system(), threads, 0);
        let meters: Vec<Meter> = tasks.iter().map(|_| Meter::new()).collect();
        for (meter, &(weight, work, priority)) in meters.iter().zip(tasks) {
            let counted = meter.clone();
            let share = Share::new(weight).metered(meter.clone());
            let task = async move {
                loop {
                    counted.add(work);
                    yield_now().await;
                }
            };
            executor.spawn_sharing(priority, share, Box::pin(task)).unwrap();
        }
        let mut rounds: Vec<Round> = (0..threads).map(Round::at).collect();
        for _ in 0..turns {
            for round in &mut rounds {
                executor.pool.turn(round, Waker::noop());
            }
        }
        let used: Vec<f64> = meters.iter().map(|m| m.read() as f64).collect();
        let whole: f64 = used.iter().sum();
        used.iter().map(|u| u / whole).collect()
    }

    const TURN: u64 = 1 << 20;

    #[test]
    fn shares_hold_across_lanes() {
        use Priority::Normal;
        // From outside tasks go to one lane after the other: those of weight 3 share one, those of weight 1 the other.
        let tasks = [(3, TURN, Normal), (1, TURN, Normal), (3, TURN, Normal), (1, TURN, Normal)];
        for (part, wanted) in parts(2, 20_000, &tasks).into_iter().zip([0.375, 0.125, 0.375, 0.125]) {
            assert!((part - wanted).abs() < 0.005, "{part} instead of {wanted}");
        }
        // Turns of different lengths, three lanes.
        let tasks = [(2, TURN / 3, Normal), (1, 2 * TURN, Normal), (1, TURN, Normal), (4, TURN / 2, Normal)];
        for (part, wanted) in parts(3, 60_000, &tasks).into_iter().zip([0.25, 0.125, 0.125, 0.5]) {
            assert!((part - wanted).abs() < 0.01, "{part} instead of {wanted}");
        }
    }

    #[test]
    fn urgent_tasks_go_first_in_all_lanes() {
        // Both urgent ones lie in the first lane, the others in the second.
        let tasks = [
            (1, TURN, Priority::High),
            (1, TURN, Priority::Idle),
            (1, TURN, Priority::High),
            (1, TURN, Priority::Idle),
        ];
        let parts = parts(2, 10_000, &tasks);
        assert!(parts[0] > 0.4 && parts[2] > 0.4, "{parts:?}");
    }
}
