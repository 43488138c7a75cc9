//! Calling builtins in unit tests, without a machine.

use crate::StandardLibrary;
use crate::detached::{NoVm, Nowhere};
use runmat_ignition::context::Meter;
use runmat_ignition::{CallCx, Kernel, Library, Outcome, Resume, SessionState, Values};
use runmat_value::{Dialect, Result, Value};
use std::sync::Arc;

/// A session whose builtins can be called one by one.
pub struct Bench {
    session: SessionState,
    library: Arc<dyn Library>,
}

impl Bench {
    /// A session in a dialect.
    pub fn new(dialect: Dialect) -> Self {
        Bench { session: SessionState::new(dialect, Box::new(Nowhere)), library: StandardLibrary::shared() }
    }

    /// Calls a builtin to its end, however many slices of `budget` it takes.
    pub fn slices(&mut self, name: &str, args: &[Value], nargout: usize, budget: i64) -> Result<(Values, usize)> {
        let id = self.library.find(name, self.session.dialect).unwrap_or_else(|| panic!("no builtin {name}"));
        let library = self.library.clone();
        let row = library.builtin(id);
        let mut meter = Meter { budget, interrupt: Default::default() };
        let mut args = args.to_vec();
        let mut cx = CallCx {
            nargout,
            name: row.name,
            session: &mut self.session,
            meter: &mut meter,
            vm: &mut NoVm::default(),
            library: &self.library,
        };
        let (start, resume) = match row.kernel {
            Kernel::One(f) => return f(&mut cx, &mut args).map(|v| (runmat_ignition::one(v), 1)),
            Kernel::Many(f) => return f(&mut cx, &mut args).map(|v| (v, 1)),
            Kernel::Steps { start, resume } => (start, resume),
        };
        let mut outcome = start(&mut cx, &mut args)?;
        let mut slices = 1;
        loop {
            let then = match outcome {
                Outcome::Done(values) => return Ok((values, slices)),
                Outcome::Yield(then) => {
                    slices += 1;
                    then
                }
                // How often depends on the time it takes.
                Outcome::Later(then) => then,
                _ => panic!("{name} needs a machine"),
            };
            cx.meter.budget = budget;
            outcome = resume(&mut cx, Resume { phase: then.phase, state: then.state, input: Ok(Values::new()) })?;
        }
    }

    /// Calls a builtin.
    pub fn call(&mut self, name: &str, args: &[Value], nargout: usize) -> Result<Values> {
        self.slices(name, args, nargout, i64::MAX).map(|r| r.0)
    }

    /// Calls a builtin for one result.
    pub fn one(&mut self, name: &str, args: &[Value]) -> Value {
        self.call(name, args, 1).unwrap_or_else(|e| panic!("{name}: {e}")).remove(0)
    }

    /// The message of the error a call gives.
    pub fn error(&mut self, name: &str, args: &[Value]) -> String {
        let dialect = self.session.dialect;
        self.call(name, args, 1).expect_err("an error").message(dialect)
    }

    /// The last warning, forgotten thereby.
    pub fn warning(&mut self) -> String {
        std::mem::take(&mut self.session.warnings.last_message)
    }
}

/// A matrix from its rows.
pub fn matrix<const N: usize>(rows: &[[f64; N]]) -> Value {
    let data = (0..N).flat_map(|c| rows.iter().map(move |r| r[c])).collect();
    Value::matrix(rows.len(), N, data)
}

/// The elements as doubles.
pub fn numbers(v: &Value) -> Vec<f64> {
    crate::linalg::operand::real_data(v).expect("real numbers")
}

/// Whether two values have the same size and nearly the same (complex) elements.
pub fn close(a: &Value, b: &Value, tolerance: f64) -> bool {
    let (x, y) = (crate::linalg::operand::complex_data(a).unwrap(), crate::linalg::operand::complex_data(b).unwrap());
    a.dims() == b.dims() && x.iter().zip(&y).all(|(p, q)| (p - q).norm() <= tolerance || p == q)
}
