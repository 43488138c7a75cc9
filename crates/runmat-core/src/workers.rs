//! Threads for tasks that share nothing with the others: each drives a machine of its own to its end.
//!
//! The threads belong to the session: what runs on them goes on between two runs, and is cancelled when its task is, or
//! when the session goes.

use crate::functions::Body;
use runmat_async::oneshot::{Receiver, Sender, channel};
use runmat_ignition::vm::schedule::HostCall;
use runmat_ignition::vm::worker::WorkDone;
use runmat_ignition::{Machine, Stop};
use runmat_value::{Error, ErrorKind};
use std::collections::VecDeque;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// Room for the recursion of kernels.
const STACK: usize = 16 << 20;
/// How often a thread that waits looks whether it is wanted still.
const LOOK: Duration = Duration::from_millis(10);

/// What a task that runs beside the machine is known by.
type Key = (u64, u64);

/// Functions of the host by name, for work that calls them.
pub(crate) type Finder = Arc<dyn Fn(&str) -> Option<Arc<Body>> + Send + Sync>;

/// The threads of a session, and what runs on them.
#[derive(Default)]
pub(crate) struct Workers {
    pool: Arc<Pool>,
    running: Mutex<Vec<Worker>>,
}

struct Worker {
    key: Key,
    cancel: Arc<AtomicBool>,
    done: Receiver<WorkDone>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel.store(true, Relaxed);
    }
}

#[derive(Default)]
struct Pool(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Job>,
    threads: usize,
}

struct Job {
    machine: Box<Machine>,
    cancel: Arc<AtomicBool>,
    find: Finder,
    send: Sender<WorkDone>,
}

fn lock<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workers {
    /// Puts a machine to work, on one of `most` threads.
    pub(crate) fn begin(&self, key: Key, machine: Box<Machine>, most: usize, find: Finder) {
        let cancel = machine.cancel_flag();
        let (send, done) = channel();
        lock(&self.running).push(Worker { key, cancel: cancel.clone(), done });
        self.pool.add(Job { machine, cancel, find, send }, most);
    }

    /// What has been done since the last time. Work that nobody waits for any more is cancelled.
    pub(crate) fn poll(&self, awaits: impl Fn(Key) -> bool, cx: &mut Context<'_>) -> Vec<(Key, WorkDone)> {
        let mut all = Vec::new();
        lock(&self.running).retain_mut(|w| {
            if !awaits(w.key) {
                return false;
            }
            match Pin::new(&mut w.done).poll(cx) {
                Poll::Pending => return true,
                Poll::Ready(Ok(done)) => all.push((w.key, done)),
                Poll::Ready(Err(_)) => all.push((w.key, WorkDone::failed(Error::internal("a thread has ended")))),
            }
            false
        });
        all
    }
}

impl Pool {
    fn add(self: &Arc<Self>, job: Job, most: usize) {
        let mut queue = lock(&self.0);
        queue.waiting.push_back(job);
        if queue.threads >= most {
            return;
        }
        queue.threads += 1;
        drop(queue);
        let pool = self.clone();
        let started = std::thread::Builder::new().name("worker".into()).stack_size(STACK).spawn(move || pool.work());
        if started.is_err() {
            // Those that run already take it over; without any, this thread does the work.
            lock(&self.0).threads -= 1;
            if lock(&self.0).threads == 0 {
                lock(&self.0).threads += 1;
                self.work();
            }
        }
    }

    /// Works until nothing waits.
    fn work(&self) {
        loop {
            let mut queue = lock(&self.0);
            let Some(job) = queue.waiting.pop_front() else {
                queue.threads -= 1;
                return;
            };
            drop(queue);
            let Job { mut machine, cancel, find, send } = job;
            let done = catch_unwind(AssertUnwindSafe(|| {
                let end = drive(&mut machine, &cancel, &find);
                machine.work_done(end)
            }));
            let done = done.unwrap_or_else(|_| WorkDone::failed(Error::internal("the engine has failed")));
            // Nobody may be waiting any more.
            let _ = send.send(done);
        }
    }
}

/// Runs a machine to its end on this thread.
fn drive(machine: &mut Machine, cancel: &AtomicBool, find: &Finder) -> runmat_value::Result<()> {
    loop {
        match machine.run() {
            Stop::Finished => return Ok(()),
            Stop::Failed(e) => return Err(e),
            Stop::SliceUsed => continue,
            Stop::OutOfFuel => machine.fail(ErrorKind::FuelExhausted.into()),
            Stop::Waiting | Stop::Suspended(_) => wait(machine, cancel, find),
        }
    }
}

/// Waits for what all tasks of a machine wait for.
fn wait(machine: &mut Machine, cancel: &AtomicBool, find: &Finder) {
    let calls = machine.take_host_calls();
    let none = calls.is_empty();
    for HostCall { key, name, args, nargout, .. } in calls {
        let answer = match find(&name) {
            Some(body) => {
                let timers = runmat_async::TimerQueue::system();
                runmat_async::block_on(body(args, nargout), &timers).map_err(Error::from)
            }
            None => Err(Error::new("RunMat:NoHostFunction", format!("The host does not provide '{name}' here."))),
        };
        machine.answer_host_call(key, answer);
    }
    if !none {
        return;
    }
    if machine.request().is_some() {
        let text = "A function that runs on another thread can't ask for input.";
        return machine.answer(Err(Error::new("RunMat:NoInput", text)));
    }
    while !cancel.load(Relaxed) {
        let now = machine.session.host.now();
        let due = machine.next_deadline().into_iter().chain(machine.deadline()).min();
        match due {
            Some(due) if due <= now => break,
            Some(due) => std::thread::sleep((due - now).min(LOOK)),
            None => std::thread::sleep(LOOK),
        }
    }
    if cancel.load(Relaxed) {
        machine.fail(ErrorKind::Cancelled.into());
    } else if machine.deadline().is_some_and(|d| machine.session.host.now() >= d) {
        machine.fail(ErrorKind::TimeLimit.into());
    }
}
