//! Who polls tasks, and when.
//!
//! An executor is passive: it does something only inside a call, and never waits. A host turns it by calling
//! [`Executor::poll_once`], sleeps when told that all tasks wait, and comes back when its waker is woken or the next
//! deadline has come. So the same executor runs under a thread, a browser's event loop or another executor.

mod engine;
mod fixed;
mod ledger;
mod local;
mod share;

use alloc::boxed::Box;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use crate::cancel::CancelToken;
use crate::handle::TaskHandle;
use crate::id::{Priority, TaskId};
use crate::marker::{MaybeSend, MaybeSync};
use crate::timer::{TimerAwaitable, TimerQueue};

pub use fixed::FixedExecutor;
pub use local::LocalExecutor;
pub use share::{Meter, Share, Standing};

/// A task as an executor stores it: `Send` on native targets, any future on wasm.
#[cfg(not(target_family = "wasm"))]
pub type TaskFuture = Pin<Box<dyn Future<Output = ()> + Send + 'static>>;

/// A task as an executor stores it: `Send` on native targets, any future on wasm.
#[cfg(target_family = "wasm")]
pub type TaskFuture = Pin<Box<dyn Future<Output = ()> + 'static>>;

/// Runs tasks.
///
/// A task that spawns others has to reach its executor without owning it, or neither would ever be dropped: give it
/// a [`Weak`](alloc::sync::Weak). A task must not drive the executor it runs on.
pub trait Executor: MaybeSend + MaybeSync {
    /// Takes a task over. It is polled for the first time in a later turn, never here.
    ///
    /// # Errors
    ///
    /// Gives the task back when there is no room, or when shutting down.
    fn spawn(&self, priority: Priority, task: TaskFuture) -> Result<TaskHandle, SpawnError>;

    /// As [`spawn`](Self::spawn), with a part of the time among the tasks of its priority. An executor that knows no
    /// shares gives every task the same.
    ///
    /// # Errors
    ///
    /// As `spawn`.
    fn spawn_sharing(&self, priority: Priority, share: Share, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
        let _ = share;
        self.spawn(priority, task)
    }

    /// Gives one task its turn. When there is none to run, the context's waker is woken once one can, or when the
    /// next deadline becomes earlier.
    fn poll_once(&self, cx: &mut Context<'_>) -> Turn;

    /// Gives turns until no task can run now, moving a virtual clock from deadline to deadline. Never answers
    /// [`Turn::Ran`]. Tasks that wake themselves without end keep it busy without end.
    fn run_until_idle(&self) -> Turn;

    /// When to come back although nobody wakes: the earliest timer or the end of the grace period. Who would sleep
    /// until then calls [`advance`](Self::advance) first.
    fn next_deadline(&self) -> Option<Duration>;

    /// Whether there is something to do at once although [`poll_once`](Self::poll_once) had nothing: because the next
    /// deadline has come, or because a virtual clock was moved there.
    fn advance(&self) -> bool;

    /// Starts to shut down: nothing can be spawned any more, [`closing`](Self::closing) is cancelled, and what has
    /// not ended within `grace` is dropped by the turn that comes then. With no grace everything is dropped before
    /// this returns; called by a task, everything but what is in the middle of a turn. A second call can only shorten
    /// the grace.
    fn shutdown(&self, grace: Duration);

    /// Cancelled when shutting down, for tasks that want to use the grace.
    fn closing(&self) -> CancelToken;

    /// The timers that this executor fires.
    fn timers(&self) -> &TimerQueue;

    /// A handle for a task that runs or is still held by another handle.
    fn handle(&self, id: TaskId) -> Option<TaskHandle>;

    /// Number of tasks that have not ended.
    fn live_tasks(&self) -> usize;
}

/// What came of asking an executor for a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This task had a turn.
    Ran(TaskId),
    /// There are tasks, and all wait for something.
    Waiting,
    /// There are no tasks.
    Empty,
}

/// Why a task was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpawnRefusal {
    /// All slots are in use. A slot is free again when its task has ended and all its handles are gone.
    Full,
    /// The executor is shutting down.
    ShuttingDown,
}

impl fmt::Display for SpawnRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "the executor has no room for another task",
            Self::ShuttingDown => "the executor is shutting down",
        })
    }
}

impl core::error::Error for SpawnRefusal {}

/// A task that was not taken, and why.
pub struct SpawnError {
    /// The reason.
    pub refusal: SpawnRefusal,
    /// The task, unchanged.
    pub task: TaskFuture,
}

impl fmt::Debug for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpawnError").field("refusal", &self.refusal).finish_non_exhaustive()
    }
}

impl fmt::Display for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.refusal.fmt(f)
    }
}

impl core::error::Error for SpawnError {}

/// Drives an executor from inside a future, until it has no tasks. Gives way to its host after some turns.
pub fn drive<E: Executor + ?Sized>(executor: &E) -> Drive<'_, E> {
    Drive { executor, alarm: None }
}

/// Ends when an executor has no tasks. Made by [`drive`].
#[must_use = "a future does nothing unless polled"]
pub struct Drive<'a, E: Executor + ?Sized> {
    executor: &'a E,
    /// Stands for a deadline of the executor that is no timer.
    alarm: Option<TimerAwaitable>,
}

impl<E: Executor + ?Sized> Drive<'_, E> {
    fn set_alarm(&mut self, cx: &mut Context<'_>) {
        let timers = self.executor.timers();
        self.alarm = match self.executor.next_deadline() {
            Some(deadline) if timers.next_deadline() != Some(deadline) => Some(timers.at(deadline)),
            _ => self.alarm.take().filter(|alarm| Some(alarm.until()) == timers.next_deadline()),
        };
        if let Some(alarm) = &mut self.alarm
            && Pin::new(alarm).poll(cx).is_ready()
        {
            cx.waker().wake_by_ref();
        }
    }
}

impl<E: Executor + ?Sized> Future for Drive<'_, E> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        const TURNS_PER_POLL: usize = 64;
        for _ in 0..TURNS_PER_POLL {
            match self.executor.poll_once(cx) {
                Turn::Ran(_) => {}
                Turn::Waiting => {
                    self.set_alarm(cx);
                    return Poll::Pending;
                }
                Turn::Empty => return Poll::Ready(()),
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Lets the other ready tasks go first, once.
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// Ends at its second poll. Made by [`yield_now`].
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct YieldNow {
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if core::mem::replace(&mut self.yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

// The two differ in how their engine is built, and in nothing else.
macro_rules! run_by_engine {
    ($executor:ty) => {
        impl Executor for $executor {
            fn spawn(&self, priority: Priority, task: TaskFuture) -> Result<TaskHandle, SpawnError> {
                self.engine.spawn(priority, None, task)
            }

            fn spawn_sharing(
                &self,
                priority: Priority,
                share: Share,
                task: TaskFuture,
            ) -> Result<TaskHandle, SpawnError> {
                self.engine.spawn(priority, Some(share), task)
            }

            fn poll_once(&self, cx: &mut Context<'_>) -> Turn {
                self.engine.turn(Some(cx.waker()))
            }

            fn run_until_idle(&self) -> Turn {
                self.engine.run_until_idle()
            }

            fn next_deadline(&self) -> Option<Duration> {
                self.engine.next_deadline()
            }

            fn advance(&self) -> bool {
                self.engine.advance()
            }

            fn shutdown(&self, grace: Duration) {
                self.engine.shutdown(grace);
            }

            fn closing(&self) -> CancelToken {
                self.engine.closing()
            }

            fn timers(&self) -> &TimerQueue {
                self.engine.timers()
            }

            fn handle(&self, id: TaskId) -> Option<TaskHandle> {
                self.engine.handle(id)
            }

            fn live_tasks(&self) -> usize {
                self.engine.live()
            }
        }

        impl fmt::Debug for $executor {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($executor))
                    .field("live_tasks", &self.live_tasks())
                    .field("timers", self.timers())
                    .finish()
            }
        }
    };
}

run_by_engine!(FixedExecutor);
run_by_engine!(LocalExecutor);
