//! The tasks of a session as data: who is ready, who waits for what, and the stacks of those that do not run.
//!
//! Everything here is deterministic: the order of turns depends on priorities, on who came first, and on nothing
//! else. Scheduling itself is in `schedule.rs`.

use super::frame::Frame;
use crate::builtin::Values;
use runmat_async::{PendingInteraction, Priority};
use runmat_value::object::HandleObject;
use runmat_value::{Error, Name, Result, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

/// Number of the task that is the program itself.
pub const PROGRAM: u64 = 0;
/// How many turns of others make up for one level of priority.
const AGEING: u32 = 8;

/// What belongs to one task while it runs, and lies in its entry while it does not.
#[derive(Default)]
pub struct Strand {
    pub(crate) frames: Vec<Frame>,
    pub(crate) regs: Vec<Value>,
    pub(crate) incoming: Option<Result<Values>>,
    pub(crate) forwarded: Option<Values>,
    pub(crate) resumed_error: Option<Error>,
    pub(crate) grace: Option<i64>,
    pub(crate) captures: Vec<Vec<u8>>,
}

/// What a task waits for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Wait {
    /// To be started.
    Start,
    /// For nothing: it runs, or is ready.
    Nothing,
    /// For a moment.
    Timer,
    /// For the end of this many more tasks.
    Tasks { left: usize },
    /// For an answer of the host.
    Host,
    /// It has no code: somebody fulfils it.
    Promise,
}

/// A task that is not over.
pub struct Task {
    pub(crate) handle: Option<Arc<HandleObject>>,
    pub(crate) start: Option<(Value, Vec<Value>)>,
    pub(crate) nargout: u16,
    pub(crate) strand: Box<Strand>,
    pub(crate) wait: Wait,
    /// Number of its waits: what is left over from an earlier one is recognised by it.
    pub(crate) serial: u64,
    pub(super) waiters: Vec<(u64, u64)>,
    pub(crate) parent: u64,
    /// How many tasks it has made that are not over.
    pub(super) children: usize,
    pub(crate) priority: Priority,
    /// Goes on with this error instead of what it waits for.
    pub(crate) interrupt: Option<Error>,
    /// Its end is nobody else's.
    pub(crate) cancelled: bool,
    pub(crate) awaited: bool,
    /// Outlives its parent.
    pub(crate) detached: bool,
    /// Cost units it may still use.
    pub(crate) fuel: Option<u64>,
    /// Where its next turn begins, in the time of shares: see [`TaskShare`].
    pub(super) begins: u64,
    pub(super) share: Option<TaskShare>,
    /// It may run on a thread of its own.
    pub(crate) isolated: bool,
    /// It does.
    pub(crate) beside: bool,
}

/// A task's part of the time among those of its priority: with weight `w` it moves on by `u / w` for `u` cost units, in
/// a time of its own; the turn that begins first is next. What it has used too much is thereby repaid, and what it has
/// not used is worth a few turns. Tasks without a share begin a turn behind the time: first come, first served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TaskShare {
    pub(super) weight: u32,
    /// Its next turn begins here at the earliest.
    pub(super) due: u64,
}

/// A cost unit in the time of shares, at a weight of one.
const SCALE: u64 = 1 << 8;
/// A turn of a task without a share.
const TURN: u64 = SCALE << 20;
/// What has not been used counts up to so much.
const BANK: u64 = 4 * TURN;

/// How a task is to be made.
#[derive(Debug, Clone)]
pub struct TaskOptions {
    /// Class of the object that stands for it.
    pub class: Name,
    /// Outputs wanted of its function; with 0 the first one, if it has any.
    pub nargout: u16,
    /// Its urgency.
    pub priority: Priority,
    /// Whether it outlives the task that made it.
    pub detached: bool,
    /// Most cost units it may use.
    pub fuel: Option<u64>,
    /// Its part of the time.
    pub weight: Option<u32>,
    /// Whether it may run on a thread of its own, if its function and arguments allow it.
    pub isolated: bool,
    /// More properties of its object.
    pub properties: Vec<(Name, Value)>,
}

impl Default for TaskOptions {
    fn default() -> Self {
        TaskOptions {
            class: Name::from("task"),
            nargout: 0,
            priority: Priority::Normal,
            detached: false,
            fuel: None,
            weight: None,
            isolated: false,
            properties: Vec::new(),
        }
    }
}

/// Ready tasks: the most urgent first, then first come; those passed over grow more urgent.
#[derive(Default)]
pub(super) struct Ready {
    pub(super) levels: [VecDeque<u64>; 5],
    pub(super) passed: [u32; 5],
}

impl Ready {
    fn pop(&mut self) -> Option<u64> {
        let waiting = (0..5).filter(|&l| !self.levels[l].is_empty());
        let best = waiting.max_by_key(|&l| (l as u32 * AGEING + self.passed[l], l))?;
        for l in 0..5 {
            self.passed[l] = if l == best || self.levels[l].is_empty() { 0 } else { self.passed[l] + 1 };
        }
        self.levels[best].pop_front()
    }

    fn is_empty(&self) -> bool {
        self.levels.iter().all(VecDeque::is_empty)
    }
}

/// All tasks of a session that are not over.
pub struct Tasks {
    pub(crate) all: BTreeMap<u64, Task>,
    pub(super) by_handle: BTreeMap<usize, u64>,
    pub(super) ready: Ready,
    pub(super) timers: BTreeSet<(Duration, u64, u64)>,
    pub(crate) requests: VecDeque<(u64, PendingInteraction)>,
    /// The task whose stack is loaded.
    pub(crate) running: u64,
    pub(super) last: u64,
    /// Where the turn last given has begun, in the time of shares.
    pub(super) served: u64,
    /// Promises that the host may fulfil.
    pub(super) given: BTreeSet<u64>,
    /// Errors of tasks that nobody has awaited.
    pub(crate) unheard: BTreeMap<u64, String>,
}

impl Default for Tasks {
    fn default() -> Self {
        let program = Task::new(None, TaskOptions::default(), PROGRAM);
        Tasks {
            all: BTreeMap::from([(PROGRAM, program)]),
            by_handle: BTreeMap::new(),
            ready: Ready::default(),
            timers: BTreeSet::new(),
            requests: VecDeque::new(),
            running: PROGRAM,
            last: PROGRAM,
            served: 0,
            given: BTreeSet::new(),
            unheard: BTreeMap::new(),
        }
    }
}

impl Task {
    pub(super) fn new(handle: Option<Arc<HandleObject>>, options: TaskOptions, parent: u64) -> Self {
        Task {
            handle,
            start: None,
            nargout: options.nargout,
            strand: Box::default(),
            wait: Wait::Nothing,
            serial: 0,
            waiters: Vec::new(),
            parent,
            children: 0,
            priority: options.priority,
            interrupt: None,
            cancelled: false,
            awaited: false,
            detached: options.detached,
            fuel: options.fuel,
            begins: 0,
            share: options.weight.map(|weight| TaskShare { weight, due: 0 }),
            isolated: options.isolated,
            beside: false,
        }
    }

    fn tell(&self, state: &str) {
        if let Some(h) = &self.handle {
            h.fields.lock().unwrap().set(0, "State", Value::text(state));
        }
    }
}

impl Tasks {
    /// A task that calls `function` once it is started, or a promise without one.
    pub fn make(&mut self, work: Option<(Value, Vec<Value>)>, options: TaskOptions) -> Value {
        use runmat_value::structs::StructArray;
        self.last += 1;
        let id = self.last;
        let mut fields = StructArray::from_fields([
            ("ID", Value::Num(id as f64)),
            ("State", Value::text("pending")),
            ("Error", Value::empty()),
            ("OutputArguments", Value::Cell(Arc::new(runmat_value::NdArray::empty()))),
        ]);
        for (name, v) in &options.properties {
            fields.set(0, name, v.clone());
        }
        let handle = Arc::new(HandleObject { class: options.class.clone(), fields: fields.into() });
        let mut task = Task::new(Some(handle.clone()), options, self.running);
        task.wait = if work.is_some() { Wait::Start } else { Wait::Promise };
        task.start = work;
        self.by_handle.insert(Arc::as_ptr(&handle) as usize, id);
        if let Some(parent) = self.all.get_mut(&self.running) {
            parent.children += 1;
        }
        self.all.insert(id, task);
        Value::Handle(handle)
    }

    /// The task that an object stands for, unless it is over.
    pub fn find(&self, v: &Value) -> Option<u64> {
        let Value::Handle(h) = v else { return None };
        self.by_handle.get(&(Arc::as_ptr(h) as usize)).copied()
    }

    /// Starts a task that waits for that.
    pub fn start(&mut self, id: u64) {
        if let Some(t) = self.all.get_mut(&id).filter(|t| t.wait == Wait::Start) {
            t.wait = Wait::Nothing;
            t.tell("queued");
            self.enqueue(id);
        }
    }

    /// Has a waiting task go on, with an answer to what it waits for.
    pub(crate) fn wake(&mut self, id: u64, answer: Result<Values>) {
        let Some(t) = self.all.get_mut(&id) else { return };
        if matches!(t.wait, Wait::Nothing | Wait::Start | Wait::Promise) {
            return;
        }
        t.wait = Wait::Nothing;
        t.serial += 1;
        t.strand.incoming = Some(answer);
        t.tell("queued");
        self.enqueue(id);
    }

    /// Puts a task among those that are ready.
    fn enqueue(&mut self, id: u64) {
        let Some(t) = self.all.get_mut(&id) else { return };
        t.begins = t.share.map_or(self.served.saturating_add(TURN), |s| s.due.max(self.served.saturating_sub(BANK)));
        let (begins, level) = (t.begins, t.priority.level());
        let later = |id: &u64| self.all.get(id).is_some_and(|t| t.begins > begins);
        let queue = &self.ready.levels[level];
        let place = queue.len() - queue.iter().rev().take_while(|id| later(id)).count();
        self.ready.levels[level].insert(place, id);
    }

    /// The running task has used so many cost units.
    pub(super) fn note_used(&mut self, units: u64) {
        let Some(t) = self.all.get_mut(&self.running) else { return };
        if let Some(fuel) = &mut t.fuel {
            *fuel = fuel.saturating_sub(units);
        }
        if let Some(share) = &mut t.share {
            share.due = share.due.saturating_add(units.saturating_mul(SCALE) / u64::from(share.weight));
        }
    }

    /// Lets a task go on where it is, when it is its turn again.
    pub(crate) fn requeue(&mut self, id: u64) {
        if self.all.contains_key(&id) {
            self.enqueue(id);
        }
    }

    /// The running task waits from now on. What is there already wakes it at once.
    pub(crate) fn park(&mut self, request: PendingInteraction) {
        let id = self.running;
        let done = || Ok(Values::new());
        let serial = {
            let t = self.all.get_mut(&id).expect("a task runs");
            t.serial += 1;
            t.serial
        };
        let wait = match request {
            PendingInteraction::Timer { until } => {
                self.timers.insert((until, id, serial));
                Wait::Timer
            }
            PendingInteraction::Turn => Wait::Timer,
            PendingInteraction::Tasks { ref ids, any, until } => {
                let unfinished: Vec<u64> =
                    ids.iter().map(|t| t.to_bits()).filter(|t| self.all.contains_key(t)).collect();
                let over = unfinished.is_empty() || (any && unfinished.len() < ids.len());
                let left = if over {
                    0
                } else if any {
                    1
                } else {
                    unfinished.len()
                };
                for t in &unfinished {
                    if let Some(t) = self.all.get_mut(t) {
                        t.waiters.push((id, serial));
                    }
                }
                if let Some(moment) = until {
                    self.timers.insert((moment, id, serial));
                }
                Wait::Tasks { left }
            }
            PendingInteraction::Host { .. } => Wait::Host,
            ref other => {
                self.requests.push_back((id, other.clone()));
                Wait::Host
            }
        };
        let t = self.all.get_mut(&id).expect("a task runs");
        t.wait = wait;
        t.tell("running");
        if wait == (Wait::Tasks { left: 0 }) || request == PendingInteraction::Turn {
            self.wake(id, done());
        }
    }

    /// A task works on a thread of its own from now on; the key for its answer.
    pub(crate) fn put_beside(&mut self, id: u64) -> (u64, u64) {
        let t = self.all.get_mut(&id).expect("the task is there");
        t.serial += 1;
        t.wait = Wait::Host;
        t.beside = true;
        t.tell("running");
        (id, t.serial)
    }

    /// Wakes those whose moment has come.
    pub(crate) fn fire(&mut self, now: Duration) {
        while let Some(&(moment, id, serial)) = self.timers.first() {
            let current = self.all.get(&id).is_some_and(|t| t.serial == serial);
            if current && moment > now {
                return;
            }
            self.timers.pop_first();
            if current {
                self.wake(id, Ok(Values::new()));
            }
        }
    }

    /// Whether anybody waits for a moment.
    pub(crate) fn any_timer(&mut self) -> bool {
        while let Some(&(_, id, serial)) = self.timers.first() {
            if self.all.get(&id).is_some_and(|t| t.serial == serial) {
                return true;
            }
            self.timers.pop_first();
        }
        false
    }

    /// The next moment at which one goes on by itself.
    pub fn next_deadline(&self) -> Option<Duration> {
        let live = |(_, id, serial): &&(Duration, u64, u64)| self.all.get(id).is_some_and(|t| t.serial == *serial);
        self.timers.iter().find(live).map(|t| t.0)
    }

    /// Whose turn it is.
    pub(crate) fn next_ready(&mut self) -> Option<u64> {
        while let Some(id) = self.ready.pop() {
            if let Some(t) = self.all.get_mut(&id) {
                self.served = self.served.max(t.begins);
                if let Some(share) = &mut t.share {
                    share.due = t.begins;
                }
                return Some(id);
            }
        }
        None
    }

    /// Whether others wait for their turn.
    pub(crate) fn any_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// A task is over: its object gets the results, those who wait for it go on. The tasks that it leaves behind.
    pub(crate) fn end(&mut self, id: u64, result: Result<Values>, dialect: runmat_value::Dialect) -> Vec<u64> {
        let Some(task) = self.all.remove(&id) else { return Vec::new() };
        self.given.remove(&id);
        // A turn it may still be waiting for is skipped.
        self.requests.retain(|r| r.0 != id);
        if let Some(parent) = self.all.get_mut(&task.parent) {
            parent.children = parent.children.saturating_sub(1);
        }
        if let Some(h) = &task.handle {
            self.by_handle.remove(&(Arc::as_ptr(h) as usize));
            let mut fields = h.fields.lock().unwrap();
            match result {
                Ok(values) => {
                    fields.set(0, "OutputArguments", Value::cell_row(values.into_vec()));
                    fields.set(0, "State", Value::text("finished"));
                }
                Err(e) => {
                    if !task.awaited && !task.detached && !task.cancelled {
                        self.unheard.insert(id, e.message(dialect));
                    }
                    fields.set(0, "Error", Value::Exception(Arc::new(e.to_exception(dialect))));
                    fields.set(0, "State", Value::text("failed"));
                }
            }
        }
        for (waiter, serial) in task.waiters {
            let Some(t) = self.all.get_mut(&waiter).filter(|t| t.serial == serial) else { continue };
            if let Wait::Tasks { left } = &mut t.wait {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    self.wake(waiter, Ok(Values::new()));
                }
            }
        }
        if task.children == 0 {
            return Vec::new();
        }
        self.all.iter().filter(|(_, t)| t.parent == id && t.handle.is_some() && !t.detached).map(|(&k, _)| k).collect()
    }

    /// Fulfils a promise. False when it is none, or is fulfilled already.
    pub fn fulfil(&mut self, id: u64, result: Result<Values>, dialect: runmat_value::Dialect) -> bool {
        let is_promise = self.all.get(&id).is_some_and(|t| matches!(t.wait, Wait::Promise));
        if is_promise {
            self.end(id, result, dialect);
        }
        is_promise
    }

    /// Cancels a task: it unwinds when it has its next turn, or is over at once when it has not begun.
    pub fn cancel(&mut self, id: u64, error: Error, dialect: runmat_value::Dialect) -> bool {
        let Some(t) = self.all.get_mut(&id) else { return false };
        let fresh = t.start.is_some() || matches!(t.wait, Wait::Promise);
        if fresh && id != self.running {
            t.awaited = true;
            for child in self.end(id, Err(error.clone()), dialect) {
                self.cancel(child, error.clone(), dialect);
            }
            return true;
        }
        t.interrupt = Some(error);
        t.cancelled = id != PROGRAM;
        if t.wait != Wait::Nothing {
            self.requests.retain(|r| r.0 != id);
            self.wake(id, Ok(Values::new()));
        }
        true
    }

    /// Somebody waits for it: what becomes of it will be heard.
    pub fn mark_awaited(&mut self, id: u64) {
        if let Some(t) = self.all.get_mut(&id) {
            t.awaited = true;
        }
        self.unheard.remove(&id);
    }

    /// The same for one that is over.
    pub fn mark_heard(&mut self, handle: &HandleObject) {
        if let Some(Value::Num(id)) = handle.fields.lock().unwrap().field("ID") {
            self.unheard.remove(&(*id as u64));
        }
    }

    /// Whether it is the task that runs now.
    pub fn is_running(&self, id: u64) -> bool {
        self.running == id
    }

    /// Gives other options to a task that has not begun.
    pub fn adjust(&mut self, id: u64, options: &TaskOptions) {
        if let Some(t) = self.all.get_mut(&id).filter(|t| t.wait == Wait::Start) {
            t.priority = options.priority;
            t.fuel = options.fuel;
            t.share = options.weight.map(|weight| TaskShare { weight, due: 0 });
            t.nargout = options.nargout;
        }
    }

    /// The host request that is next to be answered.
    pub fn request(&self) -> Option<&PendingInteraction> {
        self.requests.front().map(|r| &r.1)
    }

    /// Drops all tasks where they stand.
    pub(crate) fn abandon(&mut self, dialect: runmat_value::Dialect) {
        let all: Vec<u64> = self.all.keys().copied().filter(|&k| k != PROGRAM).collect();
        for id in all {
            self.end(id, Err(runmat_value::ErrorKind::Cancelled.into()), dialect);
        }
        self.unheard.clear();
        self.timers.clear();
        self.requests.clear();
        self.running = PROGRAM;
        let program = self.all.entry(PROGRAM).or_insert_with(|| Task::new(None, TaskOptions::default(), PROGRAM));
        program.wait = Wait::Nothing;
        program.serial += 1;
        program.interrupt = None;
        *program.strand = Strand::default();
        self.ready = Ready::default();
    }

    /// Number of the wait that the running task begins, while it is parked.
    pub(crate) fn serial(&self, id: u64) -> u64 {
        self.all.get(&id).map_or(0, |t| t.serial)
    }

    pub(crate) fn request_key(&self) -> Option<(u64, u64)> {
        let (id, _) = self.requests.front()?;
        Some((*id, self.all.get(id)?.serial))
    }

    /// Whether nothing but each other is waited for.
    pub(crate) fn is_deadlock(&self) -> bool {
        let hopeful = |t: &Task| matches!(t.wait, Wait::Nothing | Wait::Timer | Wait::Host);
        let given = self.given.iter().any(|id| self.all.contains_key(id));
        self.next_deadline().is_none() && !given && !self.all.values().any(hopeful)
    }

    /// Promises that the host may fulfil.
    pub fn promises(&self) -> Vec<Value> {
        let handle = |id: &u64| self.all.get(id)?.handle.clone().map(Value::Handle);
        self.given.iter().filter_map(handle).collect()
    }

    /// The host may fulfil this, if it is a promise.
    pub(crate) fn give(&mut self, v: &Value) {
        let promise = |id: &u64| self.all.get(id).is_some_and(|t| t.wait == Wait::Promise);
        if let Some(id) = self.find(v).filter(promise) {
            self.given.insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urgency_goes_first_and_waiting_makes_up_for_it() {
        let mut ready = Ready::default();
        ready.levels[Priority::Low.level()].push_back(1);
        ready.levels[Priority::High.level()].extend(10..50);
        let order: Vec<u64> = std::iter::from_fn(|| ready.pop()).collect();
        assert_eq!(order[0], 10);
        let at = order.iter().position(|&t| t == 1).unwrap();
        assert!((8..=20).contains(&at), "turn {at}");
    }

    #[test]
    fn a_wait_for_any_is_not_woken_twice() {
        let mut tasks = Tasks::default();
        let dialect = runmat_value::Dialect::Matlab;
        let promises: Vec<Value> = (0..2).map(|_| tasks.make(None, TaskOptions::default())).collect();
        let ids: Vec<u64> = promises.iter().map(|p| tasks.find(p).unwrap()).collect();
        let all = ids.iter().map(|&i| runmat_async::TaskId::from_bits(i)).collect();
        tasks.park(PendingInteraction::Tasks { ids: all, any: true, until: None });
        assert!(tasks.fulfil(ids[0], Ok(Values::new()), dialect));
        assert_eq!(tasks.next_ready(), Some(PROGRAM));
        // The program waits for something else; the other promise is none of its business now.
        tasks.park(PendingInteraction::Timer { until: Duration::from_secs(1) });
        assert!(tasks.fulfil(ids[1], Ok(Values::new()), dialect));
        assert_eq!(tasks.next_ready(), None);
        tasks.fire(Duration::from_secs(1));
        assert_eq!(tasks.next_ready(), Some(PROGRAM));
        assert!(!tasks.fulfil(ids[1], Ok(Values::new()), dialect), "only once");
    }
}
