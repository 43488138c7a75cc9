//! A run as a future.

use crate::error::{FailureKind, RunMatError};
use crate::handle::RunStats;
use crate::output::Printed;
use crate::session::{OutOfFuel, Program, Shared};
use runmat_async::{InputAwaitable, InputError, PendingInteraction, TimerAwaitable};
use runmat_ignition::builtin::{Values, one};
use runmat_ignition::{Machine, Stop};
use runmat_value::{Error, ErrorKind, Value};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire};
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

struct Run {
    shared: Arc<Shared>,
    text: Arc<str>,
    file: String,
    began: Duration,
    parked: Option<Parked>,
    deadline: Option<TimerAwaitable>,
    printed: Printed,
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

/// What the run waits for.
enum Parked {
    Answer(InputAwaitable),
    Timer(TimerAwaitable),
    Fuel,
}

impl ExecuteFuture {
    pub(crate) fn begin(shared: &Arc<Shared>, program: Program) -> Self {
        if shared.control.busy.compare_exchange(false, true, AcqRel, Acquire).is_err() {
            return ExecuteFuture { state: State::Refused(RunMatError::busy(shared.dialect)) };
        }
        shared.control.reset();
        let mut engine = shared.engine();
        let Program { file, text, args } = program;
        let text: Arc<str> = Arc::from(text);
        let begun = catch_unwind(AssertUnwindSafe(|| engine.begin(&file, &text, args)));
        let refusal = match begun {
            Ok(Ok(())) => None,
            Ok(Err(e)) => Some(RunMatError::from_syntax(&e, shared.dialect)),
            Err(panic) => {
                engine.recover();
                Some(RunMatError::internal(&panic_text(&*panic), shared.dialect))
            }
        };
        let deadline = engine.deadline().map(|d| {
            let left = d.saturating_sub(engine.session.host.now());
            shared.timers.after(left)
        });
        drop(engine);
        if let Some(e) = refusal {
            shared.control.finish();
            return ExecuteFuture { state: State::Refused(e) };
        }
        let began = shared.timers.now();
        let shared = shared.clone();
        let run = Run {
            shared,
            text,
            file,
            began,
            parked: None,
            deadline,
            printed: Printed::default(),
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
        let mut engine = shared.engine();
        engine.refuel(shared.control.take_fuel());
        if let Some(error) = self.interruption(cx) {
            self.unpark();
            if let Err(e) = guarded(&mut engine, |m| m.fail(error)) {
                drop(engine);
                return Poll::Ready(Err(self.failed_inside(&e)));
            }
        } else if self.parked.is_some() && self.wait(&mut engine, cx).is_pending() {
            return Poll::Pending;
        }
        let before = shared.timers.now();
        let stop = guarded(&mut engine, Machine::run);
        let text = engine.session.output.take();
        self.note(&engine, before);
        let next = match stop {
            Ok(stop) => self.stopped(&mut engine, stop, cx),
            Err(message) => Next::Over(Err(self.failed_inside(&message))),
        };
        drop(engine);
        for (stream, bytes) in text {
            self.print(stream, bytes);
        }
        match next {
            Next::Over(result) => return Poll::Ready(self.with_printed(result)),
            Next::Again => cx.waker().wake_by_ref(),
            Next::Wait => {}
        }
        Poll::Pending
    }

    /// Cancelled, or past its deadline; only seen here while it waits, the machine looks for itself.
    fn interruption(&mut self, cx: &mut Context<'_>) -> Option<Error> {
        self.parked.as_ref()?;
        if self.shared.control.is_cancelled() {
            return Some(ErrorKind::Cancelled.into());
        }
        match self.deadline.as_mut().map(|d| Pin::new(d).poll(cx)) {
            Some(Poll::Ready(())) => Some(ErrorKind::TimeLimit.into()),
            _ => None,
        }
    }

    fn unpark(&mut self) {
        self.parked = None;
        self.shared.control.withdraw();
        self.shared.control.set_out_of_fuel(false);
        self.shared.control.set_suspended(false);
    }

    /// Polls what the run waits for.
    fn wait(&mut self, engine: &mut Machine, cx: &mut Context<'_>) -> Poll<()> {
        let answer = match &mut self.parked {
            None => return Poll::Ready(()),
            Some(Parked::Timer(t)) => match Pin::new(t).poll(cx) {
                Poll::Ready(()) => Ok(Values::new()),
                Poll::Pending => return Poll::Pending,
            },
            Some(Parked::Answer(a)) => match Pin::new(a).poll(cx) {
                Poll::Ready(Ok(text)) => Ok(one(Value::text_in(&text, self.shared.dialect))),
                Poll::Ready(Err(e)) => Err(no_answer(e, self.shared.dialect.is_octave())),
                Poll::Pending => return Poll::Pending,
            },
            Some(Parked::Fuel) if engine.has_fuel() => {
                self.unpark();
                return Poll::Ready(());
            }
            Some(Parked::Fuel) => return Poll::Pending,
        };
        self.unpark();
        engine.answer(answer);
        Poll::Ready(())
    }

    /// The machine has left its loop.
    fn stopped(&mut self, engine: &mut Machine, stop: Stop, cx: &mut Context<'_>) -> Next {
        match stop {
            Stop::Finished => Next::Over(Ok(self.result(None))),
            Stop::Failed(e) => Next::Over(self.failed(engine, &e)),
            Stop::SliceUsed => Next::Again,
            Stop::OutOfFuel if self.shared.out_of_fuel == OutOfFuel::Wait => {
                self.parked = Some(Parked::Fuel);
                self.shared.control.set_out_of_fuel(true);
                self.next_wait(engine, cx)
            }
            Stop::OutOfFuel => {
                engine.fail(ErrorKind::FuelExhausted.into());
                Next::Again
            }
            Stop::Suspended(request) => {
                self.park(engine, request);
                self.next_wait(engine, cx)
            }
        }
    }

    /// Leaves the waker with all that may end the wait, which may have happened already.
    fn next_wait(&mut self, engine: &mut Machine, cx: &mut Context<'_>) -> Next {
        self.shared.control.set_suspended(true);
        let over = self.interruption(cx).is_some() || self.wait(engine, cx).is_ready();
        if over { Next::Again } else { Next::Wait }
    }

    fn park(&mut self, engine: &Machine, request: PendingInteraction) {
        if let PendingInteraction::Timer { until } = request {
            let left = until.saturating_sub(engine.session.host.now());
            self.parked = Some(Parked::Timer(self.shared.timers.after(left)));
            return;
        }
        let (question, responder) = InputAwaitable::pair();
        self.parked = Some(Parked::Answer(question));
        self.shared.control.ask(request, responder);
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

    fn with_printed(&mut self, r: Result<ExecutionResult, RunMatError>) -> Result<ExecutionResult, RunMatError> {
        let printed = std::mem::take(&mut self.printed);
        match r {
            Ok(r) => Ok(ExecutionResult { printed, ..r }),
            Err(e) => Err(e.with_printed(printed)),
        }
    }

    /// Hands text to the sink, or keeps it. The engine is not locked meanwhile: a sink may use the session's handle.
    fn print(&mut self, stream: crate::output::Stream, bytes: Vec<u8>) {
        let mut sink = self.shared.sink.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match sink.as_mut() {
            Some(sink) => sink.write(stream, &bytes),
            None => self.printed.push(stream, bytes),
        }
    }

    fn note(&mut self, engine: &Machine, before: Duration) {
        let now = self.shared.timers.now();
        self.stats.fuel = engine.fuel_used();
        self.stats.elapsed = now.saturating_sub(self.began);
        self.stats.longest_poll = self.stats.longest_poll.max(now.saturating_sub(before));
        self.stats.peak_memory = engine.session.ledger.peak();
        self.shared.control.set_stats(self.stats);
    }

    fn abandon(&mut self) {
        let mut engine = self.shared.engine();
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

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
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
