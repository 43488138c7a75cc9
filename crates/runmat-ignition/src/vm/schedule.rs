//! Turns of the tasks: a task has the machine until it waits or is over.

use super::call::native_want;
use super::frame::Frame;
use super::tasks::{PROGRAM, Strand, Wait};
use super::{Machine, Stop};
use crate::builtin::Values;
use runmat_async::PendingInteraction;
use runmat_value::{Error, ErrorKind, Result, Value};
use std::mem::swap;

/// A call of a function of the host.
pub struct HostCall {
    /// For the answer.
    pub key: (u64, u64),
    /// The function.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Value>,
    /// Outputs wanted.
    pub nargout: usize,
    /// Not a function of the host, but a machine that does the work of a task.
    pub worker: Option<Box<Machine>>,
}

impl Machine {
    /// Swaps the loaded stack with a stored one.
    pub(super) fn exchange(&mut self, s: &mut Strand) {
        swap(&mut self.core.frames, &mut s.frames);
        swap(&mut self.core.regs, &mut s.regs);
        swap(&mut self.incoming, &mut s.incoming);
        swap(&mut self.forwarded, &mut s.forwarded);
        swap(&mut self.resumed_error, &mut s.resumed_error);
        swap(&mut self.grace, &mut s.grace);
        self.session.output.swap_captures(&mut s.captures);
    }

    /// Loads the stack of a task; that of the running one is put away.
    fn load(&mut self, id: u64) {
        let running = self.core.tasks.running;
        if running == id {
            // What it was woken with lies in its entry.
            if let Some(t) = self.core.tasks.all.get_mut(&id)
                && let Some(answer) = t.strand.incoming.take()
            {
                self.incoming = Some(answer);
            }
            return;
        }
        self.note_task_fuel();
        for k in [running, id] {
            let Some(mut strand) = self.core.tasks.all.get_mut(&k).map(|t| std::mem::take(&mut t.strand)) else {
                continue;
            };
            if k == running {
                // An answer may have come before the stack is put away.
                let answer = strand.incoming.take();
                self.exchange(&mut strand);
                strand.incoming = answer.or(strand.incoming);
            } else {
                self.exchange(&mut strand);
            }
            if let Some(t) = self.core.tasks.all.get_mut(&k) {
                t.strand = strand;
            }
        }
        self.core.tasks.running = id;
        self.task_began = self.fuel_used();
    }

    /// The running task waits for something: notes it. What comes next is [`Machine::switch`].
    pub(crate) fn park(&mut self, request: PendingInteraction) {
        let name = match &request {
            PendingInteraction::Host { name } => Some(name.clone()),
            _ => None,
        };
        self.note_task_fuel();
        self.core.tasks.park(request);
        if let (Some(name), Some(Frame::Native(n))) = (name, self.core.frames.last()) {
            let task = self.core.tasks.running;
            let serial = self.core.tasks.serial(task);
            let (args, nargout) = (n.then.state.clone(), n.nargout as usize);
            self.host_calls.push(HostCall { key: (task, serial), name, args, nargout, worker: None });
        }
    }

    /// Calls of functions of the host that have been made since the last time.
    pub fn take_host_calls(&mut self) -> Vec<HostCall> {
        std::mem::take(&mut self.host_calls)
    }

    /// Answers one of them. An answer that nobody waits for any more is dropped.
    pub fn answer_host_call(&mut self, key: (u64, u64), answer: Result<Values>) {
        if self.core.tasks.serial(key.0) == key.1 {
            self.core.tasks.wake(key.0, answer);
        }
    }

    /// Gives the machine to the task whose turn it is. The reason to leave when there is none.
    pub(crate) fn switch(&mut self) -> Option<Stop> {
        loop {
            let now = self.session.host.now();
            self.core.tasks.fire(now);
            let Some(id) = self.core.tasks.next_ready() else {
                if self.closing.is_some() {
                    // Clean-up code of cancelled tasks waits: nobody waits for it.
                    return self.closed();
                }
                if self.core.tasks.is_deadlock() {
                    let text = "All tasks wait for each other, and nothing can wake them.";
                    let e = Error::new("RunMat:Deadlock", text);
                    self.core.tasks.cancel(PROGRAM, e.clone(), self.session.dialect);
                    if !self.core.tasks.any_ready() {
                        return Some(Stop::Failed(e));
                    }
                    continue;
                }
                return Some(Stop::Waiting);
            };
            if self.begin_beside(id) {
                continue;
            }
            self.load(id);
            if let Err(e) = self.resume_task(id) {
                self.incoming = Some(Err(e));
            }
            return None;
        }
    }

    /// Has a task begin on a thread of its own, if it may.
    fn begin_beside(&mut self, id: u64) -> bool {
        let isolated = |t: &super::tasks::Task| t.isolated && t.interrupt.is_none();
        let Some(t) = self.core.tasks.all.get_mut(&id).filter(|t| isolated(t)) else { return false };
        let (Some((function, args)), nargout) = (t.start.take(), t.nargout) else { return false };
        let Some(worker) = self.fork(&function, &args, nargout) else {
            if let Some(t) = self.core.tasks.all.get_mut(&id) {
                t.start = Some((function, args));
            }
            return false;
        };
        let key = self.core.tasks.put_beside(id);
        let call =
            HostCall { key, name: String::new(), args: Vec::new(), nargout: nargout as usize, worker: Some(worker) };
        self.host_calls.push(call);
        true
    }

    /// The loaded task goes on, or begins.
    fn resume_task(&mut self, id: u64) -> Result<()> {
        let Some(t) = self.core.tasks.all.get_mut(&id) else { return Ok(()) };
        if let Some(h) = &t.handle {
            h.fields.lock().unwrap().set(0, "State", runmat_value::Value::text("running"));
        }
        let want = native_want(t.nargout as usize);
        if let Some(e) = t.interrupt.take() {
            t.start = None;
            self.incoming = None;
            return self.unwind(e);
        }
        let Some((function, args)) = t.start.take() else { return Ok(()) };
        self.starting = true;
        let entered = self.call_value(&function, Values::from_vec(args), want);
        self.starting = false;
        match entered {
            Ok(_) => Ok(()),
            Err(e) => self.unwind(e),
        }
    }

    /// The loaded task has no frames any more.
    pub(crate) fn strand_over(&mut self) -> Option<Stop> {
        let result = self.incoming.take().unwrap_or_else(|| Ok(Values::new()));
        let id = self.core.tasks.running;
        if id == PROGRAM {
            return self.program_over(result);
        }
        self.note_task_fuel();
        let own = |t: &super::tasks::Task| t.cancelled || t.fuel == Some(0);
        let is_own = self.core.tasks.all.get(&id).is_some_and(own);
        if let Err(e) = &result
            && e.is_uncatchable()
            && !is_own
        {
            // A limit of the whole run, a cancellation by the host, `exit`: the program ends with it.
            let e = e.clone();
            self.core.tasks.cancel(PROGRAM, e, self.session.dialect);
        }
        let mut strand = Strand::default();
        self.exchange(&mut strand);
        let left = self.core.tasks.end(id, result, self.session.dialect);
        // The stack of nobody is loaded: that of the program comes back, which is parked.
        self.core.tasks.running = PROGRAM;
        if let Some(t) = self.core.tasks.all.get_mut(&PROGRAM) {
            let mut program = std::mem::take(&mut t.strand);
            let answer = program.incoming.take();
            self.exchange(&mut program);
            program.incoming = answer;
            if let Some(t) = self.core.tasks.all.get_mut(&PROGRAM) {
                t.strand = program;
            }
        }
        self.task_began = self.fuel_used();
        self.drop_tasks(left);
        self.switch()
    }

    /// The program is over: what it leaves behind is cancelled, then the run is over.
    fn program_over(&mut self, result: Result<Values>) -> Option<Stop> {
        if self.closing.is_some() {
            return self.closed();
        }
        let end = match result {
            Err(e) => Stop::Failed(e),
            Ok(values) => match self.admit(0) {
                Err(e) if self.grace.is_none() => Stop::Failed(e),
                _ => {
                    self.results = Some(values);
                    Stop::Finished
                }
            },
        };
        self.closing = Some(end);
        self.grace = None;
        let left = self.core.tasks.all.iter().filter(|(_, t)| t.handle.is_some() && !t.detached).map(|(&k, _)| k);
        let left = left.collect();
        self.drop_tasks(left);
        if self.core.tasks.any_ready() && self.core.tasks.all.values().any(|t| t.cancelled) {
            return self.switch();
        }
        self.closed()
    }

    /// Ends the run, with what the program has left.
    fn closed(&mut self) -> Option<Stop> {
        let tasks = &mut self.core.tasks;
        let stuck: Vec<u64> = tasks.all.iter().filter(|(_, t)| t.cancelled).map(|(&k, _)| k).collect();
        for k in stuck {
            tasks.end(k, Err(ErrorKind::Cancelled.into()), self.session.dialect);
        }
        for (id, message) in std::mem::take(&mut self.core.tasks.unheard) {
            let text = format!("Task {id} has failed, and nobody has awaited it: {message}");
            let _ = self.cx("spawn", 0).warn("RunMat:UnheardError", &text);
        }
        self.core.trim();
        self.closing.take()
    }

    /// Cancels tasks whose parent is over. Those which nobody has awaited are worth a warning.
    fn drop_tasks(&mut self, ids: Vec<u64>) {
        for id in ids {
            let Some(t) = self.core.tasks.all.get(&id) else { continue };
            if !t.awaited && !t.cancelled && !matches!(t.wait, Wait::Promise) {
                let text = format!("Task {id} was cancelled, because what started it is over and has not awaited it.");
                let _ = self.cx("spawn", 0).warn("RunMat:TaskDropped", &text);
            }
            self.core.tasks.cancel(id, ErrorKind::Cancelled.into(), self.session.dialect);
        }
    }

    /// Loads the program's stack, to end it: whatever it waits for is given up.
    pub(crate) fn load_program(&mut self) {
        let running = self.core.tasks.running;
        if running != PROGRAM {
            self.core.tasks.requeue(running);
            self.load(PROGRAM);
        }
        let tasks = &mut self.core.tasks;
        tasks.requests.retain(|r| r.0 != PROGRAM);
        if let Some(t) = tasks.all.get_mut(&PROGRAM) {
            t.wait = Wait::Nothing;
            t.serial += 1;
            t.strand.incoming = None;
        }
    }

    /// Whether the loaded task waits.
    pub(crate) fn is_parked(&self) -> bool {
        let running = self.core.tasks.all.get(&self.core.tasks.running);
        running.is_some_and(|t| t.wait != Wait::Nothing || t.strand.incoming.is_some())
    }

    /// Takes what the running task has used off its own fuel.
    fn note_task_fuel(&mut self) {
        let used = self.fuel_used() - self.task_began.min(self.fuel_used());
        self.task_began = self.fuel_used();
        self.core.tasks.note_used(used);
    }

    /// Cost units the running task may still use.
    pub(crate) fn task_fuel(&mut self) -> Option<u64> {
        self.note_task_fuel();
        self.core.tasks.all.get(&self.core.tasks.running)?.fuel
    }
}
