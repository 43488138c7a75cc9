//! A run as a future.

use crate::error::{FailureKind, RunMatError};
use crate::functions::{Answer, HostFailure};
use crate::handle::RunStats;
use crate::journal::{Answered, Failing, Input, Start, Sums, Tape, paced};
use crate::output::Printed;
use crate::session::{OutOfFuel, Program, Shared, steered};
use crate::workers::Finder;
use runmat_async::{InputAwaitable, InputError, TimerAwaitable};
use runmat_ignition::builtin::{Values, one};
use runmat_ignition::host::Interruption;
use runmat_ignition::vm::schedule::HostCall;
use runmat_ignition::{Machine, Stop};
use runmat_value::snapshot::SnapshotError;
use runmat_value::{Error, ErrorKind, Value};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Release};
use std::task::{Context, Poll};
use std::time::Duration;

/// What a run that did not fail has left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExecutionResult {
    /// What was printed, in a session without a sink.
    pub printed: Printed,
    /// The status given to `exit` or `quit`, if one of them ended the run.
    pub exit_status: Option<i32>,
    /// What the run has used.
    pub stats: RunStats,
}

/// A run of a session. Each poll runs the program for about a slice; see the crate's documentation.
#[must_use = "a future does nothing unless polled"]
pub struct ExecuteFuture {
    state: State,
}

enum State {
    /// It has not begun: another run was under way, or the text did not parse.
    Refused(RunMatError),
    Running(Box<Run>),
    Over,
}

/// What a call of a function of the host is known by.
type Key = (u64, u64);

struct Run {
    shared: Arc<Shared>,
    text: Arc<str>,
    file: String,
    began: Duration,
    /// All tasks wait.
    waits: bool,
    out_of_fuel: bool,
    /// The answer to what the host is asked.
    question: Option<InputAwaitable>,
    asked: Option<(u64, u64)>,
    /// Functions of the host that are under way.
    calls: Vec<(Key, Answer)>,
    /// One of them has ended.
    called: bool,
    /// The moment when a task goes on by itself.
    timer: Option<(Duration, TimerAwaitable)>,
    deadline: Option<TimerAwaitable>,
    printed: Printed,
    /// Sums over what is printed, for a tape.
    sums: Sums,
    /// How far the tape was replayed when the run waited last.
    replayed: usize,
    stats: RunStats,
}

/// What comes after a poll.
enum Next {
    Over(Result<ExecutionResult, RunMatError>),
    /// Another poll, at once.
    Again,
    /// Another poll when woken.
    Wait,
}

impl ExecuteFuture {
    pub(crate) fn begin(shared: &Arc<Shared>, program: Program) -> Self {
        if shared.control.busy.compare_exchange(false, true, AcqRel, Acquire).is_err() {
            return ExecuteFuture { state: State::Refused(RunMatError::busy(shared.dialect)) };
        }
        shared.control.reset();
        let mut engine = shared.engine();
        let Program { mut file, text, args } = program;
        let start = Start::of(&file, &text, &args);
        let text: Arc<str> = Arc::from(text);
        let begun = shared.begin_on_tape(&mut engine, start).and_then(|(limits, told)| {
            if let Some(told) = told {
                file = told;
            }
            shared.apply_policy(&mut engine, &text, limits)?;
            match catch_unwind(AssertUnwindSafe(|| engine.begin(&file, &text, args))) {
                Ok(begun) => begun.map_err(|e| RunMatError::from_syntax(&e, shared.dialect)),
                Err(panic) => {
                    engine.recover();
                    Err(RunMatError::internal(&panic_text(&*panic), shared.dialect))
                }
            }
        });
        drop(engine);
        match begun {
            Ok(()) => ExecuteFuture::running(shared, file, text),
            Err(e) => {
                shared.control.finish();
                let ended = shared.ended(0, Sums::default().finish(), Err(e.clone()));
                ExecuteFuture { state: State::Refused(ended.err().unwrap_or(e)) }
            }
        }
    }

    /// A run that goes on with what `restore` makes of the new machine.
    pub(crate) fn go_on(
        shared: &Arc<Shared>,
        file: &str,
        text: &str,
        start: Start,
        restore: impl FnOnce(&mut Machine) -> Result<(), SnapshotError>,
    ) -> Result<Self, SnapshotError> {
        shared.control.busy.store(true, Release);
        let restored = catch_unwind(AssertUnwindSafe(|| {
            let mut engine = shared.engine();
            let begun = shared.begin_on_tape(&mut engine, Ok(start));
            let begun = begun.and_then(|(limits, _)| shared.apply_policy(&mut engine, text, limits));
            begun.map_err(|e| SnapshotError::CannotTravel(e.message.clone()))?;
            restore(&mut engine)
        }));
        match restored {
            Ok(Ok(())) => Ok(ExecuteFuture::running(shared, file.to_string(), Arc::from(text))),
            Ok(Err(e)) => Err(e),
            Err(_) => Err(SnapshotError::Malformed("it makes no sense")),
        }
    }

    fn running(shared: &Arc<Shared>, file: String, text: Arc<str>) -> Self {
        shared.control.set_program(&file, &text);
        let engine = shared.engine();
        let deadline = engine.deadline().map(|d| {
            let left = d.saturating_sub(engine.session.host.ticks());
            shared.timers.after(left)
        });
        drop(engine);
        let run = Run {
            shared: shared.clone(),
            text,
            file,
            began: shared.timers.now(),
            waits: false,
            out_of_fuel: false,
            question: None,
            asked: None,
            calls: Vec::new(),
            called: false,
            timer: None,
            deadline,
            printed: Printed::default(),
            sums: Sums::default(),
            replayed: 0,
            stats: RunStats::default(),
        };
        ExecuteFuture { state: State::Running(Box::new(run)) }
    }
}

impl Future for ExecuteFuture {
    type Output = Result<ExecutionResult, RunMatError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let output = match &mut self.state {
            State::Running(run) => match run.poll(cx) {
                Poll::Ready(output) => output,
                Poll::Pending => return Poll::Pending,
            },
            _ => match std::mem::replace(&mut self.state, State::Over) {
                State::Refused(e) => return Poll::Ready(Err(e)),
                _ => panic!("a finished run was polled"),
            },
        };
        if let State::Running(run) = std::mem::replace(&mut self.state, State::Over) {
            run.shared.control.finish();
        }
        Poll::Ready(output)
    }
}

impl Drop for ExecuteFuture {
    fn drop(&mut self) {
        if let State::Running(run) = &mut self.state {
            run.abandon();
            run.shared.control.finish();
        }
    }
}

impl Run {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<ExecutionResult, RunMatError>> {
        let shared = self.shared.clone();
        shared.control.keep_waker(cx.waker());
        self.stats.polls += 1;
        let answers = self.poll_calls(cx);
        let mut engine = shared.engine();
        for (key, done) in shared.workers.poll(|key| engine.awaits(key), cx) {
            engine.take_work(key, done);
            self.called = true;
        }
        let ready = match shared.replay() {
            Some(tape) => self.replayed(&mut engine, tape),
            None => self.heard(&mut engine, answers, cx),
        };
        match ready {
            Ok(Poll::Ready(())) => {}
            Ok(Poll::Pending) => return Poll::Pending,
            Err(e) => {
                drop(engine);
                return Poll::Ready(self.conclude(Err(e)));
            }
        }
        let before = shared.timers.now();
        let stop = guarded(&mut engine, Machine::run);
        if !matches!(stop, Ok(Stop::SliceUsed)) {
            engine.tell_effects();
        }
        let text = engine.session.output.take();
        self.note(&engine, before);
        while stop.is_ok() && shared.checkpoint(&mut engine) {
            self.called = true;
        }
        self.ask(&engine);
        let calls = self.begin_work(engine.take_host_calls(), engine.session.workers, cx);
        let next = match stop {
            Ok(stop) => self.stopped(&mut engine, stop, cx),
            Err(message) => Next::Over(Err(self.failed_inside(&message))),
        };
        drop(engine);
        for (stream, bytes) in text {
            self.print(stream, bytes);
        }
        self.begin_calls(calls, cx);
        match next {
            Next::Over(result) => return Poll::Ready(self.conclude(result)),
            Next::Again => cx.waker().wake_by_ref(),
            Next::Wait => {}
        }
        Poll::Pending
    }

    /// Takes in what has come from outside since the last poll. Ready when the machine can go on.
    fn heard(
        &mut self,
        engine: &mut Machine,
        answers: Vec<(Key, Answered)>,
        cx: &mut Context<'_>,
    ) -> Result<Poll<()>, RunMatError> {
        for (key, answer) in answers {
            self.take(engine, Input::Returned { key, answer })?;
        }
        for (promise, result) in self.shared.control.take_fulfilled() {
            if let Some(task) = engine.core.tasks.find(&promise) {
                self.take(engine, Input::Fulfilled { task, answer: result.map_err(Failing::Told) })?;
            }
        }
        match self.shared.control.take_fuel() {
            0 => {}
            more => self.take(engine, Input::Fuel(more))?,
        }
        if let Some(why) = self.interruption(cx) {
            return self.take(engine, Input::Interrupted(why)).map(Poll::Ready);
        }
        self.wait(engine, cx)
    }

    /// Takes in what has come from outside at this place, as the tape says.
    fn replayed(&mut self, engine: &mut Machine, tape: &Tape) -> Result<Poll<()>, RunMatError> {
        if self.waits && self.shared.control.is_cancelled() {
            tape.give_up();
            return self.take(engine, Input::Interrupted(Interruption::Cancelled)).map(Poll::Ready);
        }
        while let Some(input) = tape.told(engine.place(), &engine.session.ledger) {
            if matches!(input, Input::Dropped) {
                engine.abandon();
                return Err(RunMatError::departed("the run was given up here", None, self.shared.dialect));
            }
            self.take(engine, paced(engine, input))?;
        }
        if self.out_of_fuel && !engine.has_fuel() {
            return Err(self.lost(engine, tape, "is out of fuel"));
        }
        self.unpark();
        engine.stop_at = tape.next_stop();
        Ok(Poll::Ready(()))
    }

    /// The tape knows nothing that could come next.
    fn lost(&self, engine: &mut Machine, tape: &Tape, wants: &str) -> RunMatError {
        tape.depart(wants);
        engine.abandon();
        let why = tape.departure().unwrap_or_else(|| "it was given up".into());
        RunMatError::departed(&why, None, self.shared.dialect)
    }

    /// Takes something in from outside, and has it written down.
    fn take(&mut self, engine: &mut Machine, input: Input) -> Result<(), RunMatError> {
        let dialect = self.shared.dialect;
        if let Some(tape) = &self.shared.tape {
            tape.tell(engine, &input);
        }
        match input {
            Input::Returned { key, answer } => {
                engine.answer_host_call(key, answer.map(Values::from_vec).map_err(Error::from));
                self.called = true;
            }
            Input::Fulfilled { task, answer } => {
                let result = answer.map(Values::from_vec).map_err(Error::from);
                self.called |= engine.core.tasks.fulfil(task, result, dialect);
            }
            Input::Fuel(more) => engine.refuel(self.granted(engine, more)),
            Input::Answer(answer) => {
                self.question = None;
                self.shared.control.withdraw();
                let answer = answer.map(|text| one(Value::text_in(&text, dialect)));
                engine.answer(answer.map_err(|e| no_answer(e, dialect.is_octave())));
                self.called = true;
            }
            Input::Interrupted(why) => {
                self.unpark();
                let kind = ErrorKind::from(why);
                guarded(engine, |m| m.fail(kind.into())).map_err(|e| self.failed_inside(&e))?;
            }
            Input::Checkpoint { task, answer } => {
                engine.answer_checkpoint(task, answer.map(|()| false).map_err(Error::from));
                self.called = true;
            }
            steering => steered(engine, steering),
        }
        Ok(())
    }

    /// Fuel that comes in: a journal gives no more than this session's own limit.
    fn granted(&self, engine: &Machine, more: u64) -> u64 {
        let own = self.shared.replay().and_then(|_| self.shared.limits().fuel);
        match (own, engine.fuel_limit()) {
            (Some(most), Some(limit)) => more.min(most.saturating_sub(limit)),
            _ => more,
        }
    }

    /// Cancelled, or past its deadline; only seen here while it waits, the machine looks for itself.
    fn interruption(&mut self, cx: &mut Context<'_>) -> Option<Interruption> {
        if !self.waits {
            return None;
        }
        if self.shared.control.is_cancelled() {
            return Some(Interruption::Cancelled);
        }
        match self.deadline.as_mut().map(|d| Pin::new(d).poll(cx)) {
            Some(Poll::Ready(())) => Some(Interruption::TimeLimit),
            _ => None,
        }
    }

    fn unpark(&mut self) {
        self.waits = false;
        self.out_of_fuel = false;
        self.shared.control.set_out_of_fuel(false);
        self.shared.control.set_suspended(false);
    }

    /// Polls what the run waits for. Ready when the machine can go on.
    fn wait(&mut self, engine: &mut Machine, cx: &mut Context<'_>) -> Result<Poll<()>, RunMatError> {
        if let Some(Poll::Ready(answer)) = self.question.as_mut().map(|q| Pin::new(q).poll(cx)) {
            self.take(engine, Input::Answer(answer))?;
        }
        let answered = std::mem::take(&mut self.called);
        let due = self.timer.as_mut().is_some_and(|t| Pin::new(&mut t.1).poll(cx).is_ready());
        if due {
            self.timer = None;
        }
        let goes_on = if self.out_of_fuel { engine.has_fuel() } else { answered || due || !self.waits };
        if !goes_on {
            return Ok(Poll::Pending);
        }
        self.unpark();
        Ok(Poll::Ready(()))
    }

    /// Polls the functions of the host that are under way; what has come of them. The engine is not locked meanwhile: a
    /// function may use the session's handle.
    fn poll_calls(&mut self, cx: &mut Context<'_>) -> Vec<(Key, Answered)> {
        let mut answers = Vec::new();
        self.calls.retain_mut(|(key, call)| {
            let answer = match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return true,
                Ok(Poll::Ready(answer)) => answer.map(Values::into_vec).map_err(Failing::Told),
                Err(panic) => Err(Failing::Panicked(panic_text(&*panic))),
            };
            answers.push((*key, answer));
            false
        });
        answers
    }

    /// Puts machines to work that tasks have been given; the other calls.
    fn begin_work(&self, calls: Vec<HostCall>, most: usize, cx: &mut Context<'_>) -> Vec<HostCall> {
        let mut others = Vec::new();
        for mut call in calls {
            let Some(mut machine) = call.worker.take() else {
                others.push(call);
                continue;
            };
            runmat_runtime::random::seed::Streams::apart(&mut machine.session, call.key.0);
            let functions = Arc::downgrade(&self.shared);
            let find: Finder = Arc::new(move |name| {
                let shared = functions.upgrade()?;
                let all = shared.functions.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                all.get(name).cloned()
            });
            self.shared.workers.begin(call.key, machine, most, find);
            cx.waker().wake_by_ref();
        }
        others
    }

    /// Begins calls of functions of the host; the next poll looks at them.
    fn begin_calls(&mut self, calls: Vec<HostCall>, cx: &mut Context<'_>) {
        if self.shared.replay().is_some() {
            // The tape knows what has come of them.
            return;
        }
        for call in calls {
            let functions = self.shared.functions.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let body = functions.get(&call.name).cloned();
            drop(functions);
            let missing = match call.name == runmat_runtime::web::CLIENT {
                true => HostFailure::new("RunMat:NoNetwork", "This host has no network."),
                false => {
                    let text = format!("The host does not provide '{}' any more.", call.name);
                    HostFailure::new("RunMat:NoHostFunction", text)
                }
            };
            // The body begins when it is polled, where a panic is caught.
            let answer: Answer = Box::pin(async move {
                match body {
                    Some(body) => body(call.args, call.nargout).await,
                    None => Err(missing),
                }
            });
            self.calls.push((call.key, answer));
            cx.waker().wake_by_ref();
        }
    }

    /// Puts the oldest request where the host finds it; a request that is gone is withdrawn.
    fn ask(&mut self, engine: &Machine) {
        let key = engine.request_key();
        if key == self.asked && (self.question.is_some() || key.is_none()) {
            return;
        }
        self.asked = key;
        if self.question.take().is_some() {
            self.shared.control.withdraw();
        }
        if let Some(request) = engine.request() {
            let (question, responder) = InputAwaitable::pair();
            self.question = Some(question);
            self.shared.control.ask(request.clone(), responder);
        }
    }

    /// The machine has left its loop.
    fn stopped(&mut self, engine: &mut Machine, stop: Stop, cx: &mut Context<'_>) -> Next {
        match stop {
            Stop::Finished => Next::Over(Ok(self.result(None))),
            Stop::Failed(e) => Next::Over(self.failed(engine, &e)),
            Stop::SliceUsed => Next::Again,
            Stop::OutOfFuel if self.shared.out_of_fuel == OutOfFuel::Wait => {
                self.out_of_fuel = true;
                self.shared.control.set_out_of_fuel(true);
                self.next_wait(engine, cx)
            }
            Stop::OutOfFuel => {
                engine.fail(ErrorKind::FuelExhausted.into());
                Next::Again
            }
            Stop::Waiting | Stop::Suspended(_) => self.next_wait(engine, cx),
        }
    }

    /// Leaves the waker with all that may end the wait, which may have happened already.
    fn next_wait(&mut self, engine: &mut Machine, cx: &mut Context<'_>) -> Next {
        self.waits = true;
        self.shared.control.set_suspended(true);
        if let Some(tape) = self.shared.clone().replay() {
            return self.next_replayed(engine, tape);
        }
        self.set_timer(engine);
        if self.interruption(cx).is_some() {
            return Next::Again;
        }
        match self.wait(engine, cx) {
            Ok(Poll::Ready(())) => Next::Again,
            Ok(Poll::Pending) => Next::Wait,
            Err(e) => Next::Over(Err(e)),
        }
    }

    /// Whether the tape has something for a run that waits: something that comes in here, or clocks that go on.
    fn next_replayed(&mut self, engine: &mut Machine, tape: &Tape) -> Next {
        let before = std::mem::replace(&mut self.replayed, tape.position());
        let moves = before != self.replayed && !self.out_of_fuel;
        if tape.departure().is_none() && (moves || tape.tells(engine.place())) {
            return Next::Again;
        }
        let wants = if self.out_of_fuel { "is out of fuel" } else { "waits" };
        Next::Over(Err(self.lost(engine, tape, wants)))
    }

    /// The timer for the moment when a task goes on by itself.
    fn set_timer(&mut self, engine: &Machine) {
        let next = engine.next_deadline();
        if self.timer.as_ref().map(|t| t.0) != next {
            let now = engine.session.host.ticks();
            self.timer = next.map(|until| (until, self.shared.timers.after(until.saturating_sub(now))));
        }
    }

    fn failed(&self, engine: &mut Machine, e: &Error) -> Result<ExecutionResult, RunMatError> {
        if let ErrorKind::Exit { status } = e.kind() {
            return Ok(self.result(Some(*status)));
        }
        let line = |file: &str, line: u32| {
            if file == self.file && !file.is_empty() {
                return self.text.lines().nth(line as usize - 1).map(str::to_string);
            }
            engine.core.functions.source_line(file, line)
        };
        Err(RunMatError::from_run(e, self.shared.dialect, line))
    }

    fn failed_inside(&self, message: &str) -> RunMatError {
        RunMatError::internal(message, self.shared.dialect)
    }

    fn result(&self, exit_status: Option<i32>) -> ExecutionResult {
        ExecutionResult { printed: Printed::default(), exit_status, stats: self.stats }
    }

    /// The result of the run, with what it has printed; the tape takes note of it.
    fn conclude(&mut self, r: Result<ExecutionResult, RunMatError>) -> Result<ExecutionResult, RunMatError> {
        let printed = std::mem::take(&mut self.printed);
        match self.shared.ended(self.stats.fuel, self.sums.finish(), r) {
            Ok(r) => Ok(ExecutionResult { printed, ..r }),
            Err(e) => Err(e.with_printed(printed)),
        }
    }

    /// Hands text to the sink, or keeps it. The engine is not locked meanwhile: a sink may use the session's handle.
    fn print(&mut self, stream: crate::output::Stream, bytes: Vec<u8>) {
        if self.shared.tape.is_some() {
            self.sums.add(stream, &bytes);
        }
        let mut sink = self.shared.sink.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match sink.as_mut() {
            Some(sink) => sink.write(stream, &bytes),
            None => self.printed.push(stream, bytes),
        }
    }

    fn note(&mut self, engine: &Machine, before: Duration) {
        let now = self.shared.timers.now();
        let fuel = engine.fuel_used();
        self.shared.control.meter.add(fuel.saturating_sub(self.stats.fuel));
        self.stats.fuel = fuel;
        self.stats.elapsed = now.saturating_sub(self.began);
        self.stats.longest_poll = self.stats.longest_poll.max(now.saturating_sub(before));
        self.stats.peak_memory = engine.session.ledger.peak();
        self.shared.control.set_stats(self.stats);
    }

    fn abandon(&mut self) {
        let mut engine = self.shared.engine();
        if let Some(tape) = &self.shared.tape {
            tape.tell(&engine, &Input::Dropped);
        }
        let abandoned = catch_unwind(AssertUnwindSafe(|| engine.abandon()));
        if abandoned.is_err() {
            engine.recover();
        }
        drop(engine.session.output.take());
    }
}

/// Does something with the machine; a panic of the engine ends the run, not the process.
fn guarded<T>(engine: &mut Machine, f: impl FnOnce(&mut Machine) -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(|| f(engine))).map_err(|panic| {
        engine.recover();
        panic_text(&*panic)
    })
}

pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| s.to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without text".into())
}

fn no_answer(e: InputError, octave: bool) -> Error {
    match (e, octave) {
        (InputError::Cancelled, _) => ErrorKind::Cancelled.into(),
        (InputError::Abandoned, true) => Error::msg("input: reading user-input failed!"),
        (InputError::Abandoned, false) => {
            Error::new("RunMat:NoInput", "Support for user input is required, which is not available here.")
        }
    }
}

const _: () = {
    const fn is_send<T: Send + 'static>() {}
    is_send::<ExecuteFuture>();
    is_send::<RunMatError>();
    is_send::<FailureKind>();
};
