//! Beginning and ending a run.

use super::Machine;
use super::call::syntax_error;
use super::frame::{Frame, Owner};
use super::functions::{SyntaxError, Target};
use crate::builtin::Values;
use crate::bytecode::Want;
use runmat_async::RunLimits;
use runmat_value::{Error, Result, Value};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// Octave's and MATLAB's customary depths of nested calls, used unless the host sets another.
const DEFAULT_DEPTHS: (usize, usize) = (256, 500);

impl Machine {
    /// Begins a run of program text. A file of functions has its first function called with `args`.
    ///
    /// # Errors
    /// Syntax errors; nothing has been run then.
    pub fn begin(&mut self, file: &str, text: &str, args: Vec<Value>) -> Result<(), SyntaxError> {
        self.core.functions.look_around(file, &mut self.session);
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

    fn begin_call(&mut self, code: Arc<crate::bytecode::CodeObject>, args: Vec<Value>) -> Result<super::slow::Next> {
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

    pub(super) fn reset(&mut self) {
        assert!(self.core.frames.is_empty(), "a run begins when none is under way");
        self.core.functions.release();
        self.cancelled.store(false, Relaxed);
        self.incoming = None;
        self.forwarded = None;
        self.resumed_error = None;
        self.grace = None;
        self.closing = None;
        self.task_began = 0;
        self.turns = 0;
        self.fuel_used = 0;
        let quantum = self.slice.quantum();
        let first = self.limits.fuel.map_or(quantum, |f| quantum.min(f.min(i64::MAX as u64) as i64));
        self.budget_given = first;
        self.meter.budget = first;
        self.depth_limit = match self.limits.call_depth {
            Some(d) => d as usize,
            None if self.session.dialect.is_octave() => DEFAULT_DEPTHS.0,
            None => DEFAULT_DEPTHS.1,
        };
        self.fuel_limit = self.limits.fuel;
        self.session.open_files_limit = self.limits.open_files;
        self.session.ledger.reset_peak();
        self.deadline = self.limits.wall_time.map(|t| self.session.host.ticks() + t);
        // What earlier runs have left counts, but does not keep later ones from running, and from freeing it.
        self.session.memory_limit = self.limits.memory_bytes.map(|l| l.max(self.left_over(l)));
    }

    /// Drops a run where it stands: frames, registers; what scripts had borrowed is given back. No clean-up
    /// code runs.
    pub fn abandon(&mut self) {
        self.load_program();
        while let Some(frame) = self.core.frames.pop() {
            let Frame::Code(c) = frame else { continue };
            if c.owner() != Owner::Own {
                self.core.give_back(&c.code, c.base, c.owner());
            }
            self.core.clear(c.base, c.code.registers as usize);
        }
        self.forget_run();
    }

    /// Makes the machine usable again after a panic of the engine, whatever state that has left. Variables
    /// which a running script had borrowed may be lost.
    pub fn recover(&mut self) {
        self.core.frames.clear();
        self.core.regs = Vec::new();
        self.forget_run();
    }

    fn forget_run(&mut self) {
        self.core.tasks.abandon(self.session.dialect);
        while !self.session.cleanup.is_empty() {
            drop(self.session.cleanup.drain());
        }
        self.session.output.end_captures();
        self.core.trim();
        self.incoming = None;
        self.forwarded = None;
        self.resumed_error = None;
        self.closing = None;
        self.grace = None;
        self.host_calls.clear();
    }

    /// Changes the limits of this and later runs.
    pub fn set_limits(&mut self, limits: RunLimits) {
        self.limits = limits;
        self.session.memory_limit = limits.memory_bytes;
        self.session.open_files_limit = limits.open_files;
    }

    /// Sets a variable of the session's workspace.
    pub fn set_base_variable(&mut self, name: &str, value: Value) {
        super::core::write(self.core.place(Owner::Base, name), value);
    }

    /// Whether the run under way has fuel left.
    pub fn has_fuel(&self) -> bool {
        self.fuel_limit.is_none_or(|f| self.fuel_used() < f)
    }

    /// Cost units that the run under way may use in all, if that is limited.
    pub fn fuel_limit(&self) -> Option<u64> {
        self.fuel_limit
    }

    /// Gives the run under way more fuel.
    pub fn refuel(&mut self, units: u64) {
        self.fuel_limit = self.fuel_limit.map(|f| f.saturating_add(units));
    }
}
