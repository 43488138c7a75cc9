//! Steering a session from anywhere.

use crate::functions::HostFailure;
use crate::session::Shared;
use runmat_async::{InputError, InputResponder, Meter, PendingInteraction};
use runmat_ignition::Scope;
use runmat_ignition::context::Vm;
use runmat_value::Value;
use runmat_value::ledger::Ledger;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::*};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

/// What a run has used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunStats {
    /// Cost units: the same count on every machine.
    pub fuel: u64,
    /// How often it was polled.
    pub polls: u64,
    /// From its beginning, suspensions included.
    pub elapsed: Duration,
    /// The longest single poll.
    pub longest_poll: Duration,
    /// Most bytes held by large values at once.
    pub peak_memory: u64,
}

/// The part of a session that can be reached while a poll is under way.
pub(crate) struct Control {
    pub(crate) busy: AtomicBool,
    cancel: Arc<AtomicBool>,
    fuel_added: AtomicU64,
    pub(crate) meter: Meter,
    ledger: Ledger,
    questions: AtomicU64,
    state: Mutex<ControlState>,
}

#[derive(Default)]
struct ControlState {
    waker: Option<Waker>,
    request: Option<Question>,
    out_of_fuel: bool,
    suspended: bool,
    /// Promises that the host has fulfilled since the last poll.
    fulfilled: Vec<(Value, Result<Vec<Value>, HostFailure>)>,
    stats: RunStats,
    /// File and text of the program.
    program: Option<(String, Arc<str>)>,
}

/// What the host is asked, with a number that no other question has.
struct Question {
    number: u64,
    request: PendingInteraction,
    responder: InputResponder,
}

impl Control {
    pub(crate) fn new(cancel: Arc<AtomicBool>, ledger: Ledger) -> Self {
        Control {
            busy: AtomicBool::new(false),
            cancel,
            fuel_added: AtomicU64::new(0),
            meter: Meter::new(),
            ledger,
            questions: AtomicU64::new(0),
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, ControlState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the run shall be cancelled.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancel.load(Acquire)
    }

    /// Promises fulfilled since the last call.
    pub(crate) fn take_fulfilled(&self) -> Vec<(Value, Result<Vec<Value>, HostFailure>)> {
        std::mem::take(&mut self.state().fulfilled)
    }

    /// Fuel given since the last call.
    pub(crate) fn take_fuel(&self) -> u64 {
        self.fuel_added.swap(0, AcqRel)
    }

    /// A run begins: nothing is left of the last one.
    pub(crate) fn reset(&self) {
        self.fuel_added.store(0, Release);
        let mut state = self.state();
        let fulfilled = std::mem::take(&mut state.fulfilled);
        let old = std::mem::replace(&mut *state, ControlState { fulfilled, ..ControlState::default() });
        drop(state);
        drop(old);
    }

    /// The run is over: nobody waits any more.
    pub(crate) fn finish(&self) {
        let mut state = self.state();
        let old = (state.waker.take(), state.request.take());
        state.out_of_fuel = false;
        state.suspended = false;
        drop(state);
        drop(old);
        self.busy.store(false, Release);
    }

    /// File and text of the program under way.
    pub(crate) fn program(&self) -> (String, Arc<str>) {
        self.state().program.clone().unwrap_or_else(|| (String::new(), Arc::from("")))
    }

    pub(crate) fn set_program(&self, file: &str, text: &Arc<str>) {
        self.state().program = Some((file.to_string(), text.clone()));
    }

    /// Whom to wake.
    pub(crate) fn keep_waker(&self, waker: &Waker) {
        let mut state = self.state();
        if state.waker.as_ref().is_some_and(|w| w.will_wake(waker)) {
            return;
        }
        let old = state.waker.replace(waker.clone());
        drop(state);
        drop(old);
    }

    pub(crate) fn ask(&self, request: PendingInteraction, responder: InputResponder) {
        let number = self.questions.fetch_add(1, Relaxed) + 1;
        self.state().request = Some(Question { number, request, responder });
    }

    pub(crate) fn withdraw(&self) {
        let old = self.state().request.take();
        drop(old);
    }

    pub(crate) fn set_out_of_fuel(&self, waits: bool) {
        self.state().out_of_fuel = waits;
    }

    pub(crate) fn set_suspended(&self, waits: bool) {
        self.state().suspended = waits;
    }

    pub(crate) fn set_stats(&self, stats: RunStats) {
        self.state().stats = stats;
    }

    fn wake(&self) {
        let waker = self.state().waker.clone();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Steers a session: copies are the same handle, and may go to other threads.
#[derive(Clone)]
pub struct SessionHandle {
    shared: Arc<Shared>,
}

impl SessionHandle {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        SessionHandle { shared }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Cancels the run under way, wherever it stands. Its clean-up code still runs, on a bounded budget; it ends with
    /// `RunMat:Cancelled`. `false` when nothing is under way.
    pub fn cancel(&self) -> bool {
        let control = &self.shared.control;
        if !control.busy.load(Acquire) {
            return false;
        }
        control.cancel.store(true, Release);
        control.wake();
        true
    }

    /// Gives the run under way more fuel.
    pub fn refuel(&self, units: u64) {
        self.shared.control.fuel_added.fetch_add(units, AcqRel);
        self.shared.control.wake();
    }

    /// Fulfils a promise of the program's (`p = promise()`), which it has given to a function of the host: those who
    /// await it go on with these results, or this error, at the run's next poll. A promise that is over stays as it is.
    pub fn fulfil(&self, promise: &Value, result: Result<Vec<Value>, HostFailure>) {
        let control = &self.shared.control;
        control.state().fulfilled.push((promise.clone(), result));
        control.wake();
    }

    /// Promises of the program's that functions of the host were given and that nobody has fulfilled, the oldest first:
    /// for a host that goes on with a program from a snapshot. Waits while a poll is under way.
    pub fn promises(&self) -> Vec<Value> {
        self.shared.engine().core.tasks.promises()
    }

    /// Counts the cost units that runs of this session use, poll by poll: with it an executor gives sessions their
    /// shares of the time ([`Share::metered`](runmat_async::Share::metered)).
    pub fn meter(&self) -> Meter {
        self.shared.control.meter.clone()
    }

    /// Whether a program is under way.
    pub fn is_running(&self) -> bool {
        self.shared.control.busy.load(Acquire)
    }

    /// Whether the run waits for something: an answer, a moment, fuel.
    pub fn is_suspended(&self) -> bool {
        self.shared.control.state().suspended
    }

    /// Whether the run waits for fuel.
    pub fn is_out_of_fuel(&self) -> bool {
        self.shared.control.state().out_of_fuel
    }

    /// What the run waits to be answered.
    pub fn pending_request(&self) -> Option<PendingInteraction> {
        self.pending_question().map(|(_, request)| request)
    }

    /// The same with the question's number: no two questions of a session have the same.
    pub fn pending_question(&self) -> Option<(u64, PendingInteraction)> {
        self.shared.control.state().request.as_ref().map(|q| (q.number, q.request.clone()))
    }

    /// Answers it. `false` when nothing is asked.
    pub fn answer(&self, text: impl Into<String>) -> bool {
        self.respond(Ok(text.into()))
    }

    /// Says that there is no answer: what asked fails.
    pub fn answer_error(&self) -> bool {
        self.respond(Err(InputError::Cancelled))
    }

    /// Gives the answer, or says why there is none. `false` when nothing is asked.
    pub fn respond(&self, answer: Result<String, InputError>) -> bool {
        let question = self.shared.control.state().request.take();
        question.is_some_and(|q| give(q.responder, answer))
    }

    /// As [`respond`](Self::respond), to the question of this number only: `false` when another one, or nothing, is
    /// asked by now.
    pub fn respond_to(&self, number: u64, answer: Result<String, InputError>) -> bool {
        let question = self.shared.control.state().request.take_if(|q| q.number == number);
        question.is_some_and(|q| give(q.responder, answer))
    }

    /// A variable of the running function, or of the workspace when nothing runs. Waits while a poll is under way.
    pub fn variable(&self, name: &str) -> Option<Value> {
        self.shared.engine().core.variable(Scope::Current, name)
    }

    /// All of them, by name.
    pub fn variables(&self) -> Vec<(String, Value)> {
        let all = self.shared.engine().core.variables(Scope::Current);
        all.into_iter().map(|(name, value, _)| (name.to_string(), value)).collect()
    }

    /// The folder that programs are in: relative paths begin there. Waits while a poll is under way.
    pub fn folder(&self) -> String {
        self.shared.engine().session.host.current_dir()
    }

    /// What the last run, or the one under way, has used; as of its last poll.
    pub fn stats(&self) -> RunStats {
        self.shared.control.state().stats
    }

    /// Cost units which that run has used.
    pub fn fuel_used(&self) -> u64 {
        self.stats().fuel
    }

    /// Bytes held by large values of the session now.
    pub fn memory_held(&self) -> u64 {
        self.shared.control.ledger.held()
    }
}

/// Hands an answer to the one who waits; whether it still does.
fn give(responder: InputResponder, answer: Result<String, InputError>) -> bool {
    match answer {
        Ok(text) => responder.answer(text).is_ok(),
        Err(InputError::Cancelled) => {
            responder.cancel();
            true
        }
        Err(InputError::Abandoned) => {
            drop(responder);
            true
        }
    }
}
