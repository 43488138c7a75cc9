//! A hold on a spawned task from outside: what became of it, to cancel it, to wait for its end.
//!
//! A handle does not own the task: dropping it lets the task run on. It does keep the task's id from being used
//! again, so that its outcome stays readable.

use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use crate::id::{TaskId, TaskOutcome, TaskState};

/// What an executor offers to handles of its tasks. Implemented by executors, used by [`TaskHandle`] and [`TaskEnded`].
///
/// All methods are called with ids that are held by a handle, that is between [`retain`](Self::retain) and
/// [`release`](Self::release).
pub trait TaskControl: Send + Sync {
    /// Where the task stands.
    fn state(&self, id: TaskId) -> TaskState;
    /// See [`TaskHandle::cancel`].
    fn cancel(&self, id: TaskId) -> bool;
    /// The outcome, or `None` after keeping `waker` under `key` (made on first use) until the end.
    fn poll_ended(&self, id: TaskId, key: &mut Option<usize>, waker: &Waker) -> Option<TaskOutcome>;
    /// Gives back a key made by [`poll_ended`](Self::poll_ended).
    fn forget_waiter(&self, id: TaskId, key: usize);
    /// Counts one handle more.
    fn retain(&self, id: TaskId);
    /// Counts one handle less.
    fn release(&self, id: TaskId);
}

/// Refers to a task of an executor. Copies refer to the same task.
pub struct TaskHandle {
    id: TaskId,
    control: Arc<dyn TaskControl>,
}

impl TaskHandle {
    /// A handle that takes over one count which the executor has already made for it.
    pub fn from_retained(id: TaskId, control: Arc<dyn TaskControl>) -> Self {
        Self { id, control }
    }

    /// The task's id.
    pub fn id(&self) -> TaskId {
        self.id
    }

    /// Where the task stands.
    pub fn state(&self) -> TaskState {
        self.control.state(self.id)
    }

    /// How the task ended, if it has.
    pub fn outcome(&self) -> Option<TaskOutcome> {
        self.state().outcome()
    }

    /// Asks the executor to drop the task instead of polling it again. It does so in the task's next turn, or after
    /// the present one. `false` if the task had already ended.
    pub fn cancel(&self) -> bool {
        self.control.cancel(self.id)
    }

    /// A future that ends together with the task.
    pub fn ended(&self) -> TaskEnded {
        TaskEnded { handle: self.clone(), key: None }
    }
}

impl Clone for TaskHandle {
    fn clone(&self) -> Self {
        self.control.retain(self.id);
        Self { id: self.id, control: self.control.clone() }
    }
}

impl Drop for TaskHandle {
    fn drop(&mut self) {
        self.control.release(self.id);
    }
}

impl fmt::Debug for TaskHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskHandle").field("id", &self.id).field("state", &self.state()).finish()
    }
}

/// Ends together with a task. Made by [`TaskHandle::ended`]; any number may wait for one task.
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct TaskEnded {
    handle: TaskHandle,
    key: Option<usize>,
}

impl Future for TaskEnded {
    type Output = TaskOutcome;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<TaskOutcome> {
        let this = &mut *self;
        match this.handle.control.poll_ended(this.handle.id, &mut this.key, cx.waker()) {
            Some(outcome) => Poll::Ready(outcome),
            None => Poll::Pending,
        }
    }
}

impl Drop for TaskEnded {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.handle.control.forget_waiter(self.handle.id, key);
        }
    }
}
