//! Calling pure builtins away from the machine: with a session of their own that has no variables, no files and no
//! clock, on another thread or in a test.

use crate::random::seed::Streams;
use runmat_ignition::context::{Meter, Vm, Warnings};
use runmat_ignition::host::Host;
use runmat_ignition::{Builtin, CallCx, FunctionInfo, Kernel, Library, Outcome, Scope, SessionState, Values, one};
use runmat_value::display::Format;
use runmat_value::exception::StackFrame;
use runmat_value::ledger::Ledger;
use runmat_value::{Dialect, Error, Name, Result, Value};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What a pure builtin may know of the session.
pub struct Detached {
    dialect: Dialect,
    format: Format,
    warnings: Warnings,
    ledger: Ledger,
    memory_limit: Option<u64>,
    room: u64,
    library: Arc<dyn Library>,
    name: &'static str,
    nargout: usize,
    /// For those that draw from them: they are the session's again when the call is over.
    streams: Option<Streams>,
}

/// What a call away from the machine has come to.
pub struct Report {
    /// Its results.
    pub result: Result<Values>,
    /// What it charged.
    pub charged: usize,
    /// Warnings to be given, identifier and text.
    pub warnings: Vec<(String, String)>,
    streams: Option<Streams>,
}

impl Report {
    /// Hands all of it to the call that waited.
    pub fn deliver(self, cx: &mut CallCx<'_>) -> Result<Values> {
        cx.charge(self.charged);
        for (identifier, message) in &self.warnings {
            cx.warn(identifier, message)?;
        }
        if let Some(streams) = self.streams {
            *Streams::of(cx) = streams;
        }
        self.result
    }
}

impl Detached {
    /// The same call, to be made elsewhere; with the random numbers of the session if it is to draw some.
    pub fn of(cx: &mut CallCx<'_>, draws: bool) -> Self {
        let streams = draws.then(|| Streams::of(cx).clone());
        let session = &*cx.session;
        Detached {
            dialect: session.dialect,
            format: session.format.clone(),
            warnings: Warnings { deferred: Some(Vec::new()), ..session.warnings.clone() },
            ledger: session.ledger.clone(),
            memory_limit: session.memory_limit,
            room: session.room,
            library: cx.library.clone(),
            name: cx.name,
            nargout: cx.nargout,
            streams,
        }
    }

    /// Makes the call; `interrupt` is set when nobody waits any more.
    pub fn call(self, interrupt: Arc<AtomicBool>, kernel: impl FnOnce(&mut CallCx<'_>) -> Result<Values>) -> Report {
        let mut session = SessionState::new(self.dialect, Box::new(Nowhere));
        session.format = self.format;
        session.warnings = self.warnings;
        session.ledger = self.ledger;
        session.memory_limit = self.memory_limit;
        session.room = self.room;
        let draws = self.streams.is_some();
        if let Some(streams) = self.streams {
            *session.extensions.get::<Streams>() = streams;
        }
        let mut meter = Meter { budget: i64::MAX, interrupt };
        let result = kernel(&mut CallCx {
            nargout: self.nargout,
            name: self.name,
            session: &mut session,
            meter: &mut meter,
            vm: &mut NoVm::default(),
            library: &self.library,
        });
        let warnings = session.warnings.deferred.take().unwrap_or_default();
        let streams = draws.then(|| session.extensions.get::<Streams>().clone());
        Report { streams, result, charged: (i64::MAX - meter.budget) as usize, warnings }
    }
}

/// Runs a builtin that never waits.
pub fn plainly(cx: &mut CallCx<'_>, row: &Builtin, args: &mut [Value]) -> Result<Values> {
    let result = match row.kernel {
        Kernel::One(f) => f(cx, args).map(one),
        Kernel::Many(f) => f(cx, args),
        Kernel::Steps { start, .. } => match start(cx, args) {
            Ok(Outcome::Done(values)) => Ok(values),
            Ok(_) => Err(Error::internal("a builtin without effects waits")),
            Err(e) => Err(e),
        },
    };
    result.map_err(|e| row.failed(e))
}

/// A host that offers nothing.
pub struct Nowhere;

impl Host for Nowhere {
    fn now(&self) -> Duration {
        Duration::ZERO
    }
    fn wall_clock(&self) -> f64 {
        0.0
    }
    fn entropy(&mut self) -> u64 {
        7
    }
}

/// A machine without variables.
#[derive(Default)]
pub struct NoVm(runmat_ignition::vm::tasks::Tasks);

impl Vm for NoVm {
    fn variable(&self, _: Scope, _: &str) -> Option<Value> {
        None
    }
    fn set_variable(&mut self, _: Scope, _: &str, _: Value) -> Result<()> {
        Ok(())
    }
    fn clear_variable(&mut self, _: Scope, _: &str) {}
    fn variables(&self, _: Scope) -> Vec<(Name, Value, bool)> {
        Vec::new()
    }
    fn stack(&self) -> Vec<StackFrame> {
        Vec::new()
    }
    fn arity(&self) -> Option<(usize, usize)> {
        None
    }
    fn set_inputs(&mut self, _: usize) {}
    fn argument_name(&self, _: usize) -> Option<Name> {
        None
    }
    fn argument_texts(&self) -> Vec<String> {
        Vec::new()
    }
    fn handle_arity(&self, _: &runmat_value::function::FunctionHandle) -> Option<(i32, i32)> {
        None
    }
    fn output_used(&self, _: usize) -> bool {
        true
    }
    fn current_file(&self) -> Name {
        "".into()
    }
    fn current_function(&self) -> Name {
        "".into()
    }
    fn resolve(&mut self, _: &str, _: &mut SessionState) -> Option<FunctionInfo> {
        None
    }
    fn forget_functions(&mut self, _: Option<&str>) {}
    fn local_functions(&self) -> Vec<Value> {
        Vec::new()
    }
    fn set_locked(&mut self, _: bool) {}
    fn inherits(&self, _: &str, _: &str, _: &SessionState) -> bool {
        false
    }
    fn has_method(&mut self, _: &str, _: &str, _: &mut SessionState) -> bool {
        false
    }
    fn methods_of(&mut self, _: &str, _: &mut SessionState) -> Vec<String> {
        Vec::new()
    }
    fn tasks(&mut self) -> &mut runmat_ignition::vm::tasks::Tasks {
        &mut self.0
    }
}
