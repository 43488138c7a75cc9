//! Looking at variables, as a workspace browser does: also while a program is under way, wherever it stands.
//!
//! What objects show is decided by code of the language (`disp` of their class). It runs on a machine of its own beside
//! the session's: that shares the variables until one side writes to them, may read files but do nothing else to the
//! world outside, asks nothing, and has bounds of its own. A poll of a look is short; a program under way notices
//! nothing of it. Objects with identity (handles) are the same there: a `disp` that changes one changes it.

use crate::future::panic_text;
use crate::handle::SessionHandle;
use crate::journal::Nowhere;
use runmat_async::RunLimits;
use runmat_ignition::builtin::Values;
use runmat_ignition::vm::worker::holds;
use runmat_ignition::{Machine, Slice, Stop};
use runmat_value::{Error, ErrorKind, Result, Value, display};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Cost units of one poll: less than a slice of a program.
const SLICE: Slice = Slice::Work(100_000);
/// What one look may use.
const MOST: RunLimits = RunLimits {
    fuel: Some(100_000_000),
    wall_time: Some(Duration::from_secs(5)),
    output_bytes: Some(1 << 22),
    ..RunLimits::NONE
};
/// Elements of an array whose text is made at once.
const FEW: usize = 10_000;

/// A variable, as a workspace browser lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub value: Value,
    /// That in one line: the elements of small arrays, else size and class.
    pub preview: String,
}

impl SessionHandle {
    /// A variable as `disp` prints it, in the session's number format; `None` when there is none. Objects are shown by
    /// the code of their classes; what that fails with is then the text. Polls are short.
    pub fn show(&self, name: &str) -> impl Future<Output = Option<String>> + Send + use<> {
        let (handle, value) = (self.clone(), self.variable(name));
        async move {
            let value = value?;
            if !needs_code(&value) && value.numel() <= FEW {
                let engine = handle.shared().engine();
                return Some(display::disp(&value, &engine.session.format, handle.shared().dialect));
            }
            let class = value.class_name();
            Some(match handle.look("disp", vec![value], 0).await {
                Ok((_, text)) => text,
                Err(e) => format!("This {class} can't be shown: {}\n", e.message(handle.shared().dialect)),
            })
        }
    }

    /// All variables, by name. Previews that code of the language makes are made by it; polls are short.
    pub fn list(&self) -> impl Future<Output = Vec<Listed>> + Send + use<> {
        let (handle, all) = (self.clone(), self.variables());
        async move {
            let mut all: Vec<Listed> = {
                let engine = handle.shared().engine();
                let format = &engine.session.format;
                let listed = |(name, value)| Listed { preview: display::preview(&value, format), name, value };
                all.into_iter().map(listed).collect()
            };
            let coded: Vec<usize> = (0..all.len()).filter(|&k| is_scalar_array(&all[k].value)).collect();
            if coded.is_empty() {
                return all;
            }
            let values = coded.iter().map(|&k| all[k].value.clone()).collect();
            if let Ok((results, _)) = handle.look("__one_lines__", vec![Value::cell_row(values)], 1).await
                && let Some(Value::Cell(texts)) = results.iter().next()
            {
                for (&k, text) in coded.iter().zip(texts.data()) {
                    all[k].preview = text.as_text().unwrap_or_default();
                }
            }
            all
        }
    }

    /// Calls a function on a machine beside the session's: its results, and what it has printed.
    fn look(&self, function: &str, args: Vec<Value>, nargout: u16) -> Look {
        let engine = self.shared().engine();
        let nowhere = || Box::new(Nowhere(self.shared().timers.clock().clone()));
        let host = engine.session.host.fork().unwrap_or_else(|| nowhere());
        let limits = RunLimits { memory_bytes: engine.limits.memory_bytes, ..MOST };
        let mut machine = engine.look(function, args, nargout, host, limits);
        machine.slice = SLICE;
        Look(machine)
    }
}

/// A call on a machine beside the session's.
struct Look(Box<Machine>);

impl Future for Look {
    type Output = Result<(Values, String)>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let machine = &mut *self.0;
        let end = match catch_unwind(AssertUnwindSafe(|| machine.run())) {
            Ok(Stop::SliceUsed) => {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Ok(Stop::Finished) => Ok(()),
            Ok(Stop::Failed(e)) => Err(e),
            Ok(Stop::OutOfFuel) => Err(ErrorKind::FuelExhausted.into()),
            Ok(Stop::Waiting | Stop::Suspended(_)) => Err(Error::msg("its code waits for something")),
            Err(panic) => Err(Error::internal(panic_text(&*panic))),
        };
        let done = machine.work_done(end);
        let text = done.printed.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
        Poll::Ready(done.result.map(|values| (values, text)))
    }
}

/// Whether code of the language shows it: objects, and what holds some.
fn needs_code(v: &Value) -> bool {
    holds(std::slice::from_ref(v), &|v| matches!(v, Value::Object(_) | Value::Handle(_)))
}

/// Dates, durations and categories of which there is one: their text is short.
fn is_scalar_array(v: &Value) -> bool {
    matches!(v, Value::Object(o) if o.elements().is_some() && v.dims().is_scalar())
}
