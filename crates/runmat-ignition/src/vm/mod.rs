//! The stackless machine.
//!
//! All state of a run lies in one owned [`Machine`]: frames on a `Vec`, registers on another, a cost
//! counter. A call pushes a frame. Builtins answer with what should happen next; nothing here ever calls
//! itself to run program code, so leaving the loop is pausing, entering it again is resuming, and depth
//! costs memory only.

mod arith;
mod call;
mod classes;
pub mod core;
pub mod frame;
pub mod functions;
mod index;
mod memory;
mod objects;
mod permission;
mod returns;
mod run;
pub mod schedule;
mod slow;
pub mod snapshot;
mod start;
mod statement;
pub mod tasks;
mod unwind;
pub mod worker;

pub(crate) use arith::PLAIN_TEXT;

use crate::builtin::{Library, Values};
use crate::context::{CallCx, Meter, SessionState};
use crate::host::{Host, Interruption};
use core::VmCore;
use frame::Frame;
use functions::Functions;
use runmat_async::{PendingInteraction, RunLimits};
use runmat_value::{Dialect, Error, ErrorKind, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

/// Why the machine has left its loop.
#[derive(Debug)]
pub enum Stop {
    /// The program is done; its value, if it was an expression asked for one.
    Finished,
    /// The program has failed.
    Failed(Error),
    /// The running task waits for something. Inside the machine only: others may have their turn.
    Suspended(PendingInteraction),
    /// All tasks wait: for an answer to [`Machine::request`], or a moment ([`Machine::next_deadline`]).
    Waiting,
    /// Its slice is used up; it can go on at once.
    SliceUsed,
    /// Its fuel is used up; it can go on when there is more.
    OutOfFuel,
}

/// Cost units between two looks at the clock.
const QUANTUM: i64 = 20_000;

/// How long the machine may run before it leaves its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slice {
    /// About this long, by the host's clock.
    Time(Duration),
    /// This many cost units: the same places on every machine.
    Work(u64),
}

impl Slice {
    /// Cost units dealt out at once: the machine looks up when they are used.
    pub fn quantum(self) -> i64 {
        match self {
            Slice::Work(n) => QUANTUM.min(n.clamp(1, i64::MAX as u64) as i64),
            Slice::Time(_) => QUANTUM,
        }
    }
}

impl Default for Slice {
    fn default() -> Self {
        Slice::Time(Duration::from_millis(4))
    }
}

/// Where a slice ends.
#[derive(Debug, Clone, Copy)]
enum SliceEnd {
    Time(Duration),
    Work(u64),
}

/// A session's machine: it keeps the workspace between runs.
pub struct Machine {
    /// Settings, globals, the door to the host.
    pub session: SessionState,
    /// Frames, registers, workspaces.
    pub core: VmCore,
    /// The cost counter.
    pub meter: Meter,
    /// The library.
    pub library: Arc<dyn Library>,
    /// What the running program may use.
    pub limits: RunLimits,
    /// Length of a slice.
    pub slice: Slice,
    incoming: Option<Result<Values>>,
    forwarded: Option<Values>,
    budget_given: i64,
    fuel_used: u64,
    slice_end: SliceEnd,
    deadline: Option<Duration>,
    cancelled: Arc<AtomicBool>,
    grace: Option<i64>,
    fuel_limit: Option<u64>,
    depth_limit: usize,
    /// An error that waited for a clean-up function, which has returned.
    resumed_error: Option<Error>,
    /// The task being entered is one, and shall not be made again.
    starting: bool,
    /// Fuel used when the running task had its turn.
    task_began: u64,
    /// The program is over, with this; its tasks are being ended.
    closing: Option<Stop>,
    host_calls: Vec<schedule::HostCall>,
    /// What the program's function has given, where that is wanted.
    results: Option<Values>,
    /// Code with numbers up to this one is known where this machine comes from.
    known: u64,
    /// How many turns tasks have had in this run.
    turns: u64,
    /// The loop is left, at the latest, when so many cost units have been used.
    pub stop_at: Option<u64>,
    /// Memory that is in no account.
    small: memory::Small,
}

/// A place on a run's way at which something may come in from outside: the same in every run of the same program that
/// is told the same things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Cost units used.
    pub work: u64,
    /// Turns that tasks have had.
    pub turn: u64,
}

impl Machine {
    /// A machine with an empty workspace.
    pub fn new(dialect: Dialect, library: Arc<dyn Library>, host: Box<dyn Host>) -> Self {
        let interrupt = Arc::new(AtomicBool::new(false));
        Machine {
            session: SessionState::new(dialect, host),
            core: VmCore {
                frames: Vec::new(),
                regs: Vec::new(),
                base: Default::default(),
                functions: Functions::new(library.clone()),
                tasks: Default::default(),
                dialect,
            },
            meter: Meter { budget: 0, interrupt: interrupt.clone() },
            small: memory::Small::default(),
            library,
            limits: RunLimits::default(),
            slice: Slice::default(),
            incoming: None,
            forwarded: None,
            budget_given: 0,
            fuel_used: 0,
            slice_end: SliceEnd::Work(0),
            deadline: None,
            cancelled: interrupt,
            grace: None,
            fuel_limit: None,
            depth_limit: 0,
            resumed_error: None,
            starting: false,
            task_began: 0,
            closing: None,
            host_calls: Vec::new(),
            results: None,
            known: 0,
            turns: 0,
            stop_at: None,
        }
    }

    /// Where the run stands.
    pub fn place(&self) -> Place {
        Place { work: self.fuel_used(), turn: self.turns }
    }

    /// Set it from anywhere to have the run cancelled.
    pub fn cancel_flag(&self) -> Arc<AtomicBool> {
        self.cancelled.clone()
    }

    /// Cost units the run has used.
    pub fn fuel_used(&self) -> u64 {
        (self.fuel_used as i64 + self.budget_given - self.meter.budget).max(0) as u64
    }

    /// Whether a program is under way.
    pub fn is_running(&self) -> bool {
        !self.core.frames.is_empty()
    }

    /// What is asked of the host, the oldest request first: answered with [`Machine::answer`].
    pub fn request(&self) -> Option<&PendingInteraction> {
        self.core.tasks.request()
    }

    /// Tells requests apart: no two of a session have the same key.
    pub fn request_key(&self) -> Option<(u64, u64)> {
        self.core.tasks.request_key()
    }

    /// The moment on the host's clock when a task goes on by itself.
    pub fn next_deadline(&self) -> Option<Duration> {
        self.core.tasks.next_deadline()
    }

    /// Goes on until the program ends, waits, or its slice is used up.
    pub fn run(&mut self) -> Stop {
        self.slice_end = match self.slice {
            Slice::Time(t) => SliceEnd::Time(self.session.host.ticks() + t),
            Slice::Work(n) => SliceEnd::Work(self.fuel_used().saturating_add(n)),
        };
        if self.is_parked()
            && let Some(stop) = self.switch()
        {
            return stop;
        }
        let mut begun = match self.meter.budget < 0 {
            true => self.turn(true),
            false => None,
        };
        loop {
            let result = match self.core.frames.last() {
                _ if begun.is_some() => match begun.take() {
                    Some(Stop::Failed(e)) => {
                        self.interrupted();
                        Err(e)
                    }
                    stop => Ok(stop),
                },
                None => match self.strand_over() {
                    Some(stop) => return stop,
                    None => continue,
                },
                Some(Frame::Native(_)) if self.meter.budget < 0 => {
                    // A builtin that calls back gives others their turn between two calls.
                    begun = self.turn(false);
                    if begun.is_some() {
                        continue;
                    }
                    self.step_native()
                }
                Some(Frame::Native(_)) => self.step_native(),
                Some(Frame::Code(_)) => self.run_code(),
            };
            let error = match result {
                Ok(None) => continue,
                Ok(Some(Stop::Suspended(request))) => {
                    self.park(request);
                    match self.switch() {
                        Some(stop) => return stop,
                        None => continue,
                    }
                }
                Ok(Some(stop)) => return stop,
                Err(e) => e,
            };
            if let Err(e) = self.unwind(error) {
                self.incoming = Some(Err(e));
            }
        }
    }

    /// Answers the oldest request.
    pub fn answer(&mut self, answer: Result<Values>) {
        if let Some((task, _)) = self.core.tasks.requests.pop_front() {
            self.core.tasks.wake(task, answer);
        }
    }

    /// The budget is used up: looks at fuel, cancellation, limits and the clock, and deals out the next
    /// quantum. `fresh`: a slice has just begun.
    pub(crate) fn turn(&mut self, fresh: bool) -> Option<Stop> {
        let before = self.fuel_used;
        self.fuel_used = self.fuel_used();
        self.meter.budget = 0;
        self.budget_given = 0;
        if let Some(grace) = &mut self.grace {
            *grace -= self.fuel_used.saturating_sub(before).max(1) as i64;
            if *grace < 0 {
                return Some(Stop::Failed(ErrorKind::Cancelled.into()));
            }
        } else if let Some(stop) = self.limit_reached() {
            return Some(stop);
        }
        if self.task_fuel() == Some(0) && self.grace.is_none() {
            return Some(Stop::Failed(ErrorKind::FuelExhausted.into()));
        }
        let left = self.fuel_limit.map_or(i64::MAX, |f| f.saturating_sub(self.fuel_used).min(i64::MAX as u64) as i64);
        let own = self.task_fuel().map_or(i64::MAX, |f| f.min(i64::MAX as u64) as i64);
        self.budget_given = self.slice.quantum().min(left.max(1)).min(own.max(1));
        self.meter.budget = self.budget_given;
        (!fresh && self.slice_over()).then_some(Stop::SliceUsed)
    }

    fn slice_over(&self) -> bool {
        let used = self.fuel_used();
        let over = match self.slice_end {
            SliceEnd::Time(end) => self.session.host.ticks() >= end,
            SliceEnd::Work(end) => used >= end,
        };
        over || self.stop_at.is_some_and(|at| used >= at)
    }

    /// A look between two turns, which costs nothing and deals nothing out.
    pub(crate) fn glance(&mut self) -> Option<Stop> {
        let stop = if self.grace.is_none() { self.limit_reached() } else { None };
        stop.or_else(|| self.slice_over().then_some(Stop::SliceUsed))
    }

    fn limit_reached(&mut self) -> Option<Stop> {
        let failed = |kind: ErrorKind| Some(Stop::Failed(kind.into()));
        let used = self.fuel_used();
        let seen = if self.cancelled.load(Relaxed) {
            Some(Interruption::Cancelled)
        } else if self.deadline.is_some_and(|d| self.session.host.ticks() >= d) {
            Some(Interruption::TimeLimit)
        } else {
            None
        };
        if let Some(why) = self.session.host.interruption(used, seen) {
            return failed(why.into());
        }
        if self.fuel_limit.is_some_and(|f| used >= f) {
            return Some(Stop::OutOfFuel);
        }
        if let Some(limit) = self.memory_exceeded() {
            return failed(ErrorKind::MemoryLimit { limit });
        }
        if let Some(limit) = self.limits.output_bytes.filter(|&l| self.session.output.total() > l) {
            return failed(ErrorKind::OutputLimit { limit });
        }
        None
    }

    /// The time left until the deadline, if there is one.
    pub fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    /// Ends a run that is out of fuel, or that its host gives up, with this error: clean-ups run, then
    /// the next [`Machine::run`] reports it.
    pub fn fail(&mut self, error: Error) {
        let parked = self.core.tasks.running != tasks::PROGRAM || self.is_parked();
        self.load_program();
        if !parked {
            self.interrupted();
        }
        self.incoming = None;
        if let Err(e) = self.unwind(error) {
            self.incoming = Some(Err(e));
        }
    }

    /// An error comes between two instructions: it belongs to the next one, and to the handlers around that.
    pub(crate) fn interrupted(&mut self) {
        if let Some(Frame::Code(c)) = self.core.frames.last_mut() {
            c.pc += 1;
        }
    }

    /// The context of a builtin call.
    pub(crate) fn cx(&mut self, name: &'static str, nargout: u16) -> CallCx<'_> {
        CallCx {
            nargout: nargout as usize,
            name,
            session: &mut self.session,
            meter: &mut self.meter,
            vm: &mut self.core,
            library: &self.library,
        }
    }
}
