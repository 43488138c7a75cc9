//! The common heart of the executors: futures in slots, and one turn at a time.
//!
//! A future is taken out of its slot while it is polled or dropped, so no lock is held and it may spawn, cancel and
//! wake as it likes.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::{Context, Poll, Waker};
use core::time::Duration;

use super::ledger::{Lane, Ledger, Next, TaskWaker};
use super::share::{Share, Standing};
use super::{SpawnError, SpawnRefusal, TaskFuture, Turn};
use crate::cancel::{CancelReason, CancelToken};
use crate::handle::TaskHandle;
use crate::id::{Priority, TaskId, TaskOutcome};
use crate::sync::Mutex;
use crate::timer::{TimerQueue, TimerWatch};

pub(super) struct Engine {
    ledger: Arc<Ledger>,
    bodies: Mutex<Vec<Body>>,
    timers: TimerQueue,
    watch: TimerWatch,
    closing: CancelToken,
    /// When those that are left are dropped, once shutting down.
    grace_end: Mutex<Option<Duration>>,
    bounded: bool,
}

struct Body {
    future: Option<TaskFuture>,
    waker: Arc<TaskWaker>,
}

impl Engine {
    pub(super) fn new(timers: TimerQueue, limit: Option<usize>, lane: Lane) -> Self {
        let ledger = Arc::new(Ledger::new(limit, lane));
        let body = |slot| Body { future: None, waker: TaskWaker::new(ledger.clone(), ledger.first_id(slot)) };
        let bodies = Mutex::new((0..limit.unwrap_or(0) as u32).map(body).collect());
        let watch = timers.watch();
        let closing = CancelToken::new();
        Self { ledger, bodies, timers, watch, closing, grace_end: Mutex::new(None), bounded: limit.is_some() }
    }

    pub(super) fn timers(&self) -> &TimerQueue {
        &self.timers
    }

    pub(super) fn closing(&self) -> CancelToken {
        self.closing.clone()
    }

    pub(super) fn standing(&self) -> Option<Standing> {
        self.ledger.standing()
    }

    pub(super) fn live(&self) -> usize {
        self.ledger.live()
    }

    pub(super) fn handle(&self, id: TaskId) -> Option<TaskHandle> {
        self.ledger.retain_if_known(id).then(|| TaskHandle::from_retained(id, self.ledger.clone()))
    }

    pub(super) fn spawn(
        &self,
        priority: Priority,
        share: Option<Share>,
        task: TaskFuture,
    ) -> Result<TaskHandle, SpawnError> {
        match self.install(priority, share, task) {
            Ok(id) => {
                self.ledger.wake(id);
                Ok(TaskHandle::from_retained(id, self.ledger.clone()))
            }
            Err((refusal, task)) => Err(SpawnError { refusal, task }),
        }
    }

    /// Enters the task and stores its future in one step, so that whoever sees the one sees the other.
    fn install(
        &self,
        priority: Priority,
        share: Option<Share>,
        task: TaskFuture,
    ) -> Result<TaskId, (SpawnRefusal, TaskFuture)> {
        let mut bodies = self.bodies.lock();
        let id = match self.ledger.enter(priority, share) {
            Ok(id) => id,
            Err(refusal) => return Err((refusal, task)),
        };
        match bodies.get_mut(self.ledger.index(id)) {
            Some(body) => {
                self.assign_waker(body, id);
                body.future = Some(task);
            }
            None => bodies.push(Body { future: Some(task), waker: TaskWaker::new(self.ledger.clone(), id) }),
        }
        Ok(id)
    }

    /// Makes the slot's waker the new task's. If copies of it are still kept somewhere, an unbounded executor leaves
    /// those to the past and makes another; a bounded one does not allocate, and puts up with a wake too many.
    fn assign_waker(&self, body: &mut Body, id: TaskId) {
        if !self.bounded && Arc::strong_count(&body.waker) > 1 {
            body.waker = TaskWaker::new(self.ledger.clone(), id);
        } else {
            body.waker.assign(id);
        }
    }

    /// Runs the task whose turn it is. If there is none, leaves `driver` where the next one that becomes ready, or a
    /// deadline that becomes earlier, will wake it.
    pub(super) fn turn(&self, driver: Option<&Waker>) -> Turn {
        self.turn_among(driver, false)
    }

    /// The same; `shared`: the driver is one of several, who are all called by this waker.
    pub(super) fn turn_among(&self, driver: Option<&Waker>, shared: bool) -> Turn {
        self.watch.clear();
        loop {
            self.timers.fire_due();
            self.end_grace();
            let next = self.ledger.next();
            if let (true, Some(driver), Next::Poll(_) | Next::Discard(_)) = (shared, driver, &next) {
                self.ledger.call_others(driver);
            }
            let idle = match next {
                Next::Poll(id) => return self.poll(id),
                Next::Discard(id) => return self.discard(id),
                Next::Wait => Turn::Waiting,
                Next::Rest => Turn::Empty,
            };
            let Some(driver) = driver else { return idle };
            if self.ledger.leave(driver) {
                self.watch.set(driver);
                return idle;
            }
        }
    }

    pub(super) fn run_until_idle(&self) -> Turn {
        loop {
            match self.turn(None) {
                Turn::Ran(_) => {}
                Turn::Waiting if self.advance() => {}
                idle => return idle,
            }
        }
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        let grace_end = (*self.grace_end.lock()).filter(|_| self.live() > 0);
        [self.timers.next_deadline(), grace_end].into_iter().flatten().min()
    }

    pub(super) fn shutdown(&self, grace: Duration) {
        let end = self.timers.now().saturating_add(grace);
        {
            let mut grace_end = self.grace_end.lock();
            *grace_end = Some(grace_end.map_or(end, |before| before.min(end)));
        }
        self.ledger.close();
        self.closing.cancel(CancelReason::Shutdown);
        self.end_grace();
    }

    fn end_grace(&self) {
        let grace_end = *self.grace_end.lock();
        if grace_end.is_some_and(|end| end <= self.timers.now()) {
            self.drop_tasks();
        }
    }

    /// Drops every task; nothing is polled.
    fn drop_tasks(&self) {
        if self.live() == 0 {
            return;
        }
        self.ledger.cancel_all();
        while let Next::Poll(id) | Next::Discard(id) = self.ledger.next() {
            self.discard(id);
        }
    }

    /// Moves a virtual clock to the next deadline. `false` if there is none or time has to pass by itself.
    pub(super) fn advance(&self) -> bool {
        match self.next_deadline() {
            Some(deadline) => deadline <= self.timers.now() || self.timers.clock().advance_when_idle(deadline),
            None => false,
        }
    }

    fn poll(&self, id: TaskId) -> Turn {
        let (future, waker) = self.take_body(id);
        let mut running = Running { engine: self, id, future };
        let waker = Waker::from(waker);
        let polled = running.future.as_mut().map(|future| future.as_mut().poll(&mut Context::from_waker(&waker)));
        match polled {
            Some(Poll::Pending) => running.pause(),
            Some(Poll::Ready(())) | None => running.end(TaskOutcome::Finished),
        }
        Turn::Ran(id)
    }

    fn discard(&self, id: TaskId) -> Turn {
        let (future, _) = self.take_body(id);
        Running { engine: self, id, future }.end(TaskOutcome::Cancelled);
        Turn::Ran(id)
    }

    fn take_body(&self, id: TaskId) -> (Option<TaskFuture>, Arc<TaskWaker>) {
        let body = &mut self.bodies.lock()[self.ledger.index(id)];
        (body.future.take(), body.waker.clone())
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.ledger.close();
        self.drop_tasks();
    }
}

/// A future outside its slot. Ended by a panic if nothing else was said.
struct Running<'a> {
    engine: &'a Engine,
    id: TaskId,
    future: Option<TaskFuture>,
}

impl Running<'_> {
    fn pause(mut self) {
        self.engine.bodies.lock()[self.engine.ledger.index(self.id)].future = self.future.take();
        self.engine.ledger.pause(self.id);
        core::mem::forget(self);
    }

    fn end(mut self, outcome: TaskOutcome) {
        self.future = None;
        self.engine.ledger.end(self.id, outcome);
        core::mem::forget(self);
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.future = None;
        self.engine.ledger.end(self.id, TaskOutcome::Panicked);
    }
}
