//! Who is ready, in which order: the bookkeeping of an executor without its futures.
//!
//! Everything that wakers and handles touch is here, so they never reach a future and may be used from any thread.
//! The order is a function of the sequence of events alone: no clock, no address, no hash enters it.

use alloc::sync::Arc;
use alloc::task::Wake;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU32, Ordering};
use core::task::Waker;

use super::SpawnRefusal;
use super::share::{self, Account, Share, ShareTime, Standing};
use crate::handle::TaskControl;
use crate::id::{Priority, TaskId, TaskOutcome, TaskState};
use crate::sync::Mutex;
use crate::wakers::WakerSet;

/// A task that waits goes before one that became ready this many turns later and is one level more urgent.
const TURNS_PER_LEVEL: u64 = 16;

/// Waiters per task for which a bounded ledger reserves room.
const WAITERS_PER_TASK: usize = 2;

/// The shared side of an executor.
pub(super) struct Ledger {
    books: Mutex<Books>,
    lane: Lane,
}

/// Which slots an executor has, if it is one of several that make up one, and the time they have together.
#[derive(Clone)]
pub(super) struct Lane {
    /// Number of the first slot.
    first: u32,
    /// How many there can be.
    most: u32,
    time: ShareTime,
}

impl Lane {
    /// An executor by itself.
    pub(super) fn only() -> Self {
        Self { first: 0, most: u32::MAX, time: ShareTime::default() }
    }

    /// So many executors that make up one.
    pub(super) fn split(lanes: u32) -> impl Iterator<Item = Self> {
        let lanes = lanes.max(1);
        let (most, time) = (u32::MAX / lanes, ShareTime::default());
        (0..lanes).map(move |lane| Self { first: lane * most, most, time: time.clone() })
    }
}

/// What to do next.
pub(super) enum Next {
    /// Poll this task.
    Poll(TaskId),
    /// Drop this task; it was cancelled.
    Discard(TaskId),
    /// Nothing is ready, though there are tasks.
    Wait,
    /// There are no tasks.
    Rest,
}

struct Books {
    entries: Vec<Entry>,
    free: Vec<u32>,
    bounded: bool,
    queues: [Queue; Priority::ALL.len()],
    turn: u64,
    /// The start of the turn last given here, in the time of shares.
    served: u64,
    /// Tasks in the middle of a turn.
    running: usize,
    lane: Lane,
    live: usize,
    closing: bool,
    driver: Option<Waker>,
}

struct Entry {
    generation: u32,
    handles: u32,
    priority: Priority,
    state: TaskState,
    /// Woken while running.
    woken: bool,
    cancelled: bool,
    queued_at: u64,
    /// Where its turn begins, in the time of shares: the order within a queue.
    start: u64,
    account: Option<Account>,
    next: Option<u32>,
    waiters: WakerSet,
}

/// By the start of their turns, and first in, first out among equals; linked through [`Entry::next`].
#[derive(Clone, Copy, Default)]
struct Queue {
    first: Option<u32>,
    last: Option<u32>,
}

impl Ledger {
    /// Books for at most `limit` tasks, allocated beforehand, or for any number.
    pub(super) fn new(limit: Option<usize>, lane: Lane) -> Self {
        let room = limit.unwrap_or(0);
        let entry = || Entry::vacant(WakerSet::with_capacity(WAITERS_PER_TASK));
        let books = Books {
            entries: core::iter::repeat_with(entry).take(room).collect(),
            free: (0..room as u32).rev().collect(),
            bounded: limit.is_some(),
            queues: Default::default(),
            turn: 0,
            served: 0,
            running: 0,
            lane: lane.clone(),
            live: 0,
            closing: false,
            driver: None,
        };
        Self { books: Mutex::new(books), lane }
    }

    /// The place of a task in the executor's tables.
    pub(super) fn index(&self, id: TaskId) -> usize {
        id.slot().wrapping_sub(self.lane.first) as usize
    }

    /// The id of the first task in a slot.
    pub(super) fn first_id(&self, index: u32) -> TaskId {
        TaskId::new(self.lane.first + index, 0)
    }

    /// What is to be done next, without doing it.
    pub(super) fn standing(&self) -> Option<Standing> {
        let books = self.books.lock();
        let first = |(level, queue): (usize, &Queue)| Some((level, queue.first?));
        let (level, slot) = books.queues.iter().enumerate().rev().find_map(first)?;
        Some(Standing::new(level, books.entries[slot as usize].start))
    }

    /// Number of tasks that have not ended.
    pub(super) fn live(&self) -> usize {
        self.books.lock().live
    }

    /// Enters a task, with one handle, waiting for its first [`wake`](Self::wake).
    pub(super) fn enter(&self, priority: Priority, share: Option<Share>) -> Result<TaskId, SpawnRefusal> {
        self.books.lock().enter(priority, share)
    }

    /// Makes the task ready, or notes that it is to be polled again. Ids of the past are ignored.
    pub(super) fn wake(&self, id: TaskId) {
        let driver = self.books.lock().wake(id);
        wake_all(driver);
    }

    /// Takes the next task off the queues.
    pub(super) fn next(&self) -> Next {
        self.books.lock().next()
    }

    /// Keeps the waker of one who stops driving until a task becomes ready. `false` if one is ready already.
    pub(super) fn leave(&self, driver: &Waker) -> bool {
        let mut books = self.books.lock();
        if books.queues.iter().any(|queue| queue.first.is_some()) {
            return false;
        }
        let keep = books.driver.as_ref().is_some_and(|old| old.will_wake(driver));
        let replaced = if keep { None } else { books.driver.replace(driver.clone()) };
        drop(books);
        drop(replaced);
        true
    }

    /// For one of several drivers, who has just taken a task: has another woken when more are ready, now or later.
    pub(super) fn call_others(&self, driver: &Waker) {
        let mut books = self.books.lock();
        let ready = books.queues.iter().any(|queue| queue.first.is_some());
        if !ready && books.driver.is_none() {
            books.driver = Some(driver.clone());
        }
        drop(books);
        if ready {
            driver.wake_by_ref();
        }
    }

    /// Ends the turn of a task that has not ended.
    pub(super) fn pause(&self, id: TaskId) {
        let driver = self.books.lock().pause(id);
        wake_all(driver);
    }

    /// Ends a task and wakes those who wait for that.
    pub(super) fn end(&self, id: TaskId, outcome: TaskOutcome) {
        let mut cursor = 0;
        self.books.lock().note_end(id, outcome);
        loop {
            let waiter = self.books.lock().entries[self.index(id)].waiters.take_next(&mut cursor);
            match waiter {
                Some(waiter) => waiter.wake(),
                None => break,
            }
        }
        self.release(id); // the task's own hold
    }

    /// Refuses tasks from now on, and tells the driver.
    pub(super) fn close(&self) {
        let mut books = self.books.lock();
        books.closing = true;
        let driver = books.driver.take();
        drop(books);
        wake_all(driver);
    }

    /// Cancels every task.
    pub(super) fn cancel_all(&self) {
        let mut books = self.books.lock();
        let mut driver = None;
        for slot in 0..books.entries.len() as u32 {
            driver = driver.or(books.cancel_slot(slot).1);
        }
        drop(books);
        wake_all(driver);
    }

    /// Makes one handle more for a task that is still known.
    pub(super) fn retain_if_known(&self, id: TaskId) -> bool {
        match self.books.lock().entry(id) {
            Some(entry) if entry.handles > 0 => {
                entry.handles += 1;
                true
            }
            _ => false,
        }
    }
}

fn wake_all(wakers: impl IntoIterator<Item = Waker>) {
    wakers.into_iter().for_each(Waker::wake);
}

impl TaskControl for Ledger {
    fn state(&self, id: TaskId) -> TaskState {
        let mut books = self.books.lock();
        books.entry(id).map_or(TaskState::Ended(TaskOutcome::Finished), |entry| entry.state)
    }

    fn cancel(&self, id: TaskId) -> bool {
        let mut books = self.books.lock();
        if books.entry(id).is_none() {
            return false;
        }
        let (cancelled, driver) = books.cancel_slot(self.index(id) as u32);
        drop(books);
        wake_all(driver);
        cancelled
    }

    fn poll_ended(&self, id: TaskId, key: &mut Option<usize>, waker: &Waker) -> Option<TaskOutcome> {
        let mut books = self.books.lock();
        let Some(entry) = books.entry(id) else { return Some(TaskOutcome::Finished) };
        if let Some(outcome) = entry.state.outcome() {
            return Some(outcome);
        }
        let replaced = entry.waiters.set(key, waker);
        drop(books);
        drop(replaced);
        None
    }

    fn forget_waiter(&self, id: TaskId, key: usize) {
        let mut books = self.books.lock();
        let waker = books.entry(id).and_then(|entry| entry.waiters.remove(key));
        drop(books);
        drop(waker);
    }

    fn retain(&self, id: TaskId) {
        self.retain_if_known(id);
    }

    fn release(&self, id: TaskId) {
        self.books.lock().release(id);
    }
}

impl Entry {
    fn vacant(waiters: WakerSet) -> Self {
        Self {
            generation: 0,
            handles: 0,
            priority: Priority::Normal,
            state: TaskState::Waiting,
            woken: false,
            cancelled: false,
            queued_at: 0,
            start: 0,
            account: None,
            next: None,
            waiters,
        }
    }
}

impl Books {
    /// The entry of a task, unless the slot has gone on to another.
    fn entry(&mut self, id: TaskId) -> Option<&mut Entry> {
        let index = self.index(id) as usize;
        self.entries.get_mut(index).filter(|entry| entry.generation == id.generation())
    }

    fn index(&self, id: TaskId) -> u32 {
        id.slot().wrapping_sub(self.lane.first)
    }

    fn enter(&mut self, priority: Priority, share: Option<Share>) -> Result<TaskId, SpawnRefusal> {
        if self.closing {
            return Err(SpawnRefusal::ShuttingDown);
        }
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => self.add_entry()?,
        };
        self.live += 1;
        let entry = &mut self.entries[slot as usize];
        entry.priority = priority;
        entry.account = share.map(Account::new);
        entry.state = TaskState::Waiting;
        entry.handles = 2; // the task's own hold and the caller's
        Ok(TaskId::new(self.lane.first + slot, entry.generation))
    }

    fn add_entry(&mut self) -> Result<u32, SpawnRefusal> {
        let slot = u32::try_from(self.entries.len()).map_err(|_| SpawnRefusal::Full)?;
        if self.bounded || slot >= self.lane.most {
            return Err(SpawnRefusal::Full);
        }
        self.entries.push(Entry::vacant(WakerSet::default()));
        Ok(slot)
    }

    fn wake(&mut self, id: TaskId) -> Option<Waker> {
        let entry = self.entry(id)?;
        match entry.state {
            TaskState::Waiting => {
                let slot = self.index(id);
                self.enqueue(slot)
            }
            TaskState::Running => {
                entry.woken = true;
                None
            }
            TaskState::Ready | TaskState::Ended(_) => None,
        }
    }

    fn enqueue(&mut self, slot: u32) -> Option<Waker> {
        if self.running == 0 && self.queues.iter().all(|queue| queue.first.is_none()) {
            // It was idle: the time it has slept through is nobody's debt.
            self.served = self.served.max(self.lane.time.now());
        }
        let (served, turn) = (self.served, self.turn);
        let entry = &mut self.entries[slot as usize];
        entry.state = TaskState::Ready;
        entry.queued_at = turn;
        entry.start = entry.account.as_ref().map_or_else(|| share::start(served), |account| account.start(served));
        let (level, start) = (entry.priority.level(), entry.start);
        let before = self.last_before(level, start);
        let queue = &mut self.queues[level];
        let next = match before {
            Some(before) => self.entries[before as usize].next.replace(slot),
            None => queue.first.replace(slot),
        };
        if next.is_none() {
            queue.last = Some(slot);
        }
        self.entries[slot as usize].next = next;
        self.driver.take()
    }

    /// The task in a queue behind which a turn that begins at `start` stands. At the end, where no shares are in play.
    fn last_before(&self, level: usize, start: u64) -> Option<u32> {
        let queue = &self.queues[level];
        let at = |slot: u32| self.entries[slot as usize].start;
        if queue.last.is_none_or(|last| at(last) <= start) {
            return queue.last;
        }
        let mut place = None;
        let mut next = queue.first;
        while let Some(slot) = next.filter(|&slot| at(slot) <= start) {
            place = Some(slot);
            next = self.entries[slot as usize].next;
        }
        place
    }

    fn next(&mut self) -> Next {
        let Some(slot) = self.dequeue() else {
            return if self.live == 0 { Next::Rest } else { Next::Wait };
        };
        self.turn += 1;
        let entry = &mut self.entries[slot as usize];
        self.served = self.served.max(entry.start);
        self.running += 1;
        self.lane.time.reach(self.served);
        if let Some(account) = &mut entry.account {
            account.begin(entry.start);
        }
        entry.state = TaskState::Running;
        entry.woken = false;
        let id = TaskId::new(self.lane.first + slot, entry.generation);
        if entry.cancelled { Next::Discard(id) } else { Next::Poll(id) }
    }

    /// Takes the task whose turn is due first, where each level of urgency is worth some turns of waiting. A tie goes
    /// to the one that has waited longer, which is the less urgent.
    fn dequeue(&mut self) -> Option<u32> {
        let due = |(level, queue): (usize, &Queue)| {
            let slot = queue.first?;
            let handicap = (Priority::Urgent.level() - level) as u64 * TURNS_PER_LEVEL;
            Some((self.entries[slot as usize].queued_at + handicap, level))
        };
        let (_, level) = self.queues.iter().enumerate().filter_map(due).min()?;
        let queue = &mut self.queues[level];
        let slot = queue.first?;
        queue.first = self.entries[slot as usize].next.take();
        if queue.first.is_none() {
            queue.last = None;
        }
        Some(slot)
    }

    fn pause(&mut self, id: TaskId) -> Option<Waker> {
        let driver = self.put_back(id);
        self.running = self.running.saturating_sub(1);
        driver
    }

    fn put_back(&mut self, id: TaskId) -> Option<Waker> {
        let entry = self.entry(id)?;
        if let Some(account) = &mut entry.account {
            account.settle();
        }
        if entry.woken || entry.cancelled {
            let slot = self.index(id);
            return self.enqueue(slot);
        }
        entry.state = TaskState::Waiting;
        None
    }

    fn cancel_slot(&mut self, slot: u32) -> (bool, Option<Waker>) {
        let entry = &mut self.entries[slot as usize];
        if entry.handles == 0 || matches!(entry.state, TaskState::Ended(_)) {
            return (false, None);
        }
        entry.cancelled = true;
        let waiting = entry.state == TaskState::Waiting;
        (true, if waiting { self.enqueue(slot) } else { None })
    }

    fn note_end(&mut self, id: TaskId, outcome: TaskOutcome) {
        if let Some(entry) = self.entry(id) {
            entry.state = TaskState::Ended(outcome);
            self.live -= 1;
            self.running = self.running.saturating_sub(1);
        }
    }

    fn release(&mut self, id: TaskId) {
        let Some(entry) = self.entry(id) else { return };
        entry.handles -= 1;
        if entry.handles == 0 {
            entry.generation = entry.generation.wrapping_add(1);
            entry.cancelled = false;
            let slot = self.index(id);
            self.free.push(slot);
        }
    }
}

/// The waker of the task in one slot. It is used for the next task of the slot where nobody has kept a copy.
pub(super) struct TaskWaker {
    ledger: Arc<Ledger>,
    slot: u32,
    generation: AtomicU32,
}

impl TaskWaker {
    pub(super) fn new(ledger: Arc<Ledger>, id: TaskId) -> Arc<Self> {
        Arc::new(Self { ledger, slot: id.slot(), generation: AtomicU32::new(id.generation()) })
    }

    /// Belongs to this task from now on, as do all copies.
    pub(super) fn assign(&self, id: TaskId) {
        self.generation.store(id.generation(), Ordering::Release);
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ledger.wake(TaskId::new(self.slot, self.generation.load(Ordering::Acquire)));
    }
}
