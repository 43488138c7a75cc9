//! Tasks with results, and groups of them that end together.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use crate::executor::{Executor, SpawnRefusal, TaskFuture};
use crate::handle::TaskHandle;
use crate::id::{Priority, TaskId};
use crate::marker::MaybeSend;
use crate::oneshot::{self, Receiver};
use crate::sync::Mutex;

/// Why a task has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// It was dropped before its end.
    Cancelled,
    /// It panicked.
    Panicked,
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "the task was cancelled",
            Self::Panicked => "the task panicked",
        })
    }
}

impl core::error::Error for JoinError {}

/// Spawns a future and keeps its result for the one who waits.
///
/// # Errors
///
/// When the executor does not take the task; the future is then dropped.
pub fn spawn_with_result<T, F>(
    executor: &(impl Executor + ?Sized),
    priority: Priority,
    future: F,
) -> Result<JoinHandle<T>, SpawnRefusal>
where
    F: Future<Output = T> + MaybeSend + 'static,
    T: MaybeSend + 'static,
{
    let (sender, result) = oneshot::channel();
    let task = reporting(future, move |result| drop(sender.send(result)));
    let task = executor.spawn(priority, task).map_err(|error| error.refusal)?;
    Ok(JoinHandle { task, result })
}

/// Waits for the result of one task; a future. Dropping it lets the task run on.
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct JoinHandle<T> {
    task: TaskHandle,
    result: Receiver<Result<T, JoinError>>,
}

impl<T> JoinHandle<T> {
    /// The task itself.
    pub fn task(&self) -> &TaskHandle {
        &self.task
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.result).poll(cx).map(|received| received.unwrap_or(Err(JoinError::Cancelled)))
    }
}

/// A group of tasks whose results are collected in the order in which the tasks end. Dropping it cancels those that
/// have not ended.
pub struct JoinSet<T> {
    results: Arc<Mutex<Results<T>>>,
    /// Tasks whose result was not collected, by the number that their report carries.
    tasks: BTreeMap<u64, TaskHandle>,
    spawned: u64,
}

struct Results<T> {
    done: VecDeque<(u64, Result<T, JoinError>)>,
    waker: Option<Waker>,
}

impl<T: MaybeSend + 'static> JoinSet<T> {
    /// Spawns a future as a member.
    ///
    /// # Errors
    ///
    /// When the executor does not take the task; the future is then dropped.
    pub fn spawn<F>(
        &mut self,
        executor: &(impl Executor + ?Sized),
        priority: Priority,
        future: F,
    ) -> Result<TaskId, SpawnRefusal>
    where
        F: Future<Output = T> + MaybeSend + 'static,
    {
        let number = self.spawned;
        let results = self.results.clone();
        let task = reporting(future, move |result| report(&results, number, result));
        let handle = executor.spawn(priority, task).map_err(|error| error.refusal)?;
        let id = handle.id();
        self.spawned += 1;
        self.tasks.insert(number, handle);
        Ok(id)
    }
}

impl<T> JoinSet<T> {
    /// An empty group.
    pub fn new() -> Self {
        let results = Results { done: VecDeque::new(), waker: None };
        Self { results: Arc::new(Mutex::new(results)), tasks: BTreeMap::new(), spawned: 0 }
    }

    /// Number of members whose result has not been collected.
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Whether every result has been collected.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Waits for the next result, or ends with `None` when there are no members. Dropping the future loses nothing.
    pub fn join_next(&mut self) -> JoinNext<'_, T> {
        JoinNext { set: self }
    }

    /// The next result if one is there; waits for nothing.
    pub fn try_join_next(&mut self) -> Option<(TaskId, Result<T, JoinError>)> {
        loop {
            let (number, result) = self.results.lock().done.pop_front()?;
            // A member that was refused has reported too, but is not in the list.
            if let Some(handle) = self.tasks.remove(&number) {
                return Some((handle.id(), result));
            }
        }
    }

    /// Cancels all members; their results still have to be collected.
    pub fn cancel_all(&self) {
        for task in self.tasks.values() {
            task.cancel();
        }
    }

    /// Lets all members run on by themselves and forgets them.
    pub fn detach_all(&mut self) {
        self.tasks.clear();
        let forgotten = core::mem::take(&mut self.results.lock().done);
        drop(forgotten);
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Drop for JoinSet<T> {
    fn drop(&mut self) {
        self.cancel_all();
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// Ends with the next result of a group. Made by [`JoinSet::join_next`].
#[derive(Debug)]
#[must_use = "a future does nothing unless polled"]
pub struct JoinNext<'a, T> {
    set: &'a mut JoinSet<T>,
}

impl<T> Future for JoinNext<'_, T> {
    type Output = Option<(TaskId, Result<T, JoinError>)>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            if let Some(joined) = self.set.try_join_next() {
                return Poll::Ready(Some(joined));
            }
            if self.set.is_empty() {
                return Poll::Ready(None);
            }
            if wait_for_result(&self.set.results, cx.waker()) {
                return Poll::Pending;
            }
        }
    }
}

/// Leaves a waker for the next report; `false` if one has come in the meantime.
fn wait_for_result<T>(results: &Mutex<Results<T>>, waker: &Waker) -> bool {
    let mut results = results.lock();
    if !results.done.is_empty() {
        return false;
    }
    let replaced = results.waker.replace(waker.clone());
    drop(results);
    drop(replaced);
    true
}

fn report<T>(results: &Mutex<Results<T>>, number: u64, result: Result<T, JoinError>) {
    let waker = {
        let mut results = results.lock();
        results.done.push_back((number, result));
        results.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// A task that calls `report` exactly once: with the result of `future`, or when it is dropped before.
fn reporting<T, F, R>(future: F, report: R) -> TaskFuture
where
    F: Future<Output = T> + MaybeSend + 'static,
    T: MaybeSend + 'static,
    R: FnOnce(Result<T, JoinError>) + MaybeSend + 'static,
{
    let reporter = Reporter { report: Some(report), result: None };
    Box::pin(async move {
        let mut reporter = reporter;
        reporter.result = Some(future.await);
    })
}

/// Reports when dropped.
struct Reporter<T, R: FnOnce(Result<T, JoinError>)> {
    report: Option<R>,
    result: Option<T>,
}

impl<T, R: FnOnce(Result<T, JoinError>)> Drop for Reporter<T, R> {
    fn drop(&mut self) {
        if let Some(report) = self.report.take() {
            report(self.result.take().ok_or_else(end_without_result));
        }
    }
}

#[cfg(feature = "std")]
fn end_without_result() -> JoinError {
    if std::thread::panicking() { JoinError::Panicked } else { JoinError::Cancelled }
}

#[cfg(not(feature = "std"))]
fn end_without_result() -> JoinError {
    JoinError::Cancelled
}
