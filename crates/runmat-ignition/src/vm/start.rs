//! Beginning and ending a run.

use super::call::syntax_error;
use super::frame::Owner;
use super::functions::{SyntaxError, Target};
use super::{Machine, QUANTUM};
use crate::builtin::Values;
use crate::bytecode::Want;
use runmat_async::RunLimits;
use runmat_value::{Error, Result, Value};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

impl Machine {
    /// Begins a run of program text. A file of functions has its first function called with `args`.
    ///
    /// # Errors
    /// Syntax errors; nothing has been run then.
    pub fn begin(&mut self, file: &str, text: &str, args: Vec<Value>) -> Result<(), SyntaxError> {
        let unit = self.core.functions.compile_text(file, Arc::from(text), self.session.dialect)?;
        self.reset();
        self.core.functions.define(&unit.functions);
        let entered = match (unit.script, unit.functions.first()) {
            (Some(script), _) => self.enter_borrowing(script, Owner::Base, Want::Discard),
            (None, Some(first)) => {
                let code = first.clone();
                self.begin_call(code, args)
            }
            (None, None) => return Ok(()),
        };
        if let Err(e) = entered {
            self.incoming_failure(e);
        }
        Ok(())
    }

    /// Begins a call of a function by name.
    ///
    /// # Errors
    /// When there is no such function, or it takes fewer arguments.
    pub fn begin_named(&mut self, name: &str, args: Vec<Value>) -> Result<()> {
        self.reset();
        match self.core.functions.find(name, &mut self.session) {
            Target::Code(code) => self.begin_call(code, args).map(|_| ()),
            Target::Missing => match self.core.functions.syntax_error.take() {
                Some(e) => Err(syntax_error(&e, self.session.dialect)),
                None => Err(Error::msg(format!("no function '{name}'"))),
            },
            _ => self.call_name(name, Values::from_vec(args), Want::Discard).map(|_| ()),
        }
    }

    fn begin_call(&mut self, code: Arc<crate::bytecode::CodeObject>, args: Vec<Value>) -> Result<super::run::Next> {
        let n = args.len();
        self.core.ensure(n + code.registers as usize + 1);
        for (k, v) in args.into_iter().enumerate() {
            self.core.regs[k] = v;
        }
        self.enter(code, 0, n, Want::Discard)
    }

    fn incoming_failure(&mut self, e: Error) {
        self.fail(e);
    }

    fn reset(&mut self) {
        debug_assert!(self.core.frames.is_empty());
        self.cancelled.store(false, Relaxed);
        self.incoming = None;
        self.forwarded = None;
        self.grace = None;
        self.waiting = false;
        self.fuel_used = 0;
        let first = self.limits.fuel.map_or(QUANTUM, |f| QUANTUM.min(f as i64));
        self.budget_given = first;
        self.meter.budget = first;
        self.deadline = self.limits.wall_time.map(|t| self.session.host.now() + t);
        self.session.memory_limit = self.limits.memory_bytes;
    }

    /// Drops a run where it stands: frames, registers, what scripts had borrowed given back.
    pub fn abandon(&mut self) {
        while !self.core.frames.is_empty() {
            match self.core.frames.last() {
                Some(super::frame::Frame::Code(_)) => {
                    self.pop_code();
                }
                _ => {
                    self.core.frames.pop();
                }
            }
        }
        self.incoming = None;
        self.waiting = false;
    }

    /// Changes the limits of this and later runs.
    pub fn set_limits(&mut self, limits: RunLimits) {
        self.limits = limits;
        self.session.memory_limit = limits.memory_bytes;
    }
}
