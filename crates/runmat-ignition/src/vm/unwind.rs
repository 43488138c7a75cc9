//! Errors on their way out, clean-up functions on theirs.

use super::Machine;
use super::frame::{Frame, Owner};
use crate::builtin::Values;
use crate::bytecode::*;
use runmat_value::{Error, ErrorKind, Result};

/// Cost units that clean-up code may use after a cancellation or a limit.
const GRACE: i64 = 10_000_000;

impl Machine {
    /// Adds the stack to an error that has none.
    pub(crate) fn note_stack(&self, e: &mut Error) {
        if let Some(Frame::Code(c)) = self.core.frames.last()
            && !c.code.source.library
        {
            let at = c.pc.saturating_sub(1);
            let named = match e.kind() {
                ErrorKind::Undefined { name, .. } => c.code.place_of(at, name),
                _ => None,
            };
            let (line, column) = named.unwrap_or_else(|| c.code.line_col(at));
            e.set_place(line, column);
        }
        if e.stack().is_empty() {
            *e.stack_mut() = self.core.report();
        }
    }

    /// Takes the error to the innermost handler. `Err` when there is none: no frames are left then.
    pub(crate) fn unwind(&mut self, mut error: Error) -> Result<()> {
        self.note_stack(&mut error);
        self.forwarded = None;
        let mut passing = error.is_uncatchable();
        if passing && self.grace.is_none() {
            self.grace = Some(GRACE);
            self.cancelled.store(false, std::sync::atomic::Ordering::Relaxed);
            self.meter.budget = self.meter.budget.max(0);
        }
        loop {
            match self.core.frames.last_mut() {
                None => {
                    self.incoming = None;
                    return Err(error);
                }
                Some(Frame::Native(n)) => {
                    if passing {
                        if n.capture {
                            self.session.output.end_capture();
                        }
                        self.core.frames.pop();
                        continue;
                    }
                    self.incoming = Some(Err(error));
                    return Ok(());
                }
                Some(Frame::Code(c)) => {
                    let at = (c.pc as u32).saturating_sub(1);
                    let found = c
                        .code
                        .handlers
                        .iter()
                        .find(|h| h.start <= at && at < h.end && (h.kind == HandlerKind::Cleanup || !passing));
                    if let Some(h) = found.copied() {
                        c.pc = h.target as usize;
                        let extra = c.extra();
                        extra.pending.truncate(h.pending as usize);
                        match h.kind {
                            HandlerKind::Cleanup => extra.pending.push(error),
                            HandlerKind::Catch => {
                                let exception = error.to_exception(self.session.dialect);
                                extra.caught = Some(error);
                                self.session.last_error = Some(std::sync::Arc::new(exception));
                            }
                        }
                        return Ok(());
                    }
                    if c.extra.as_ref().is_some_and(|e| e.is_cleanup) && !passing {
                        let text = error.message(self.session.dialect);
                        self.pop_code();
                        let after = self.resumed_error.take();
                        let warned = self.cx("onCleanup", 0).warn(
                            "MATLAB:class:DestructorError",
                            &format!("onCleanup: error caught while executing cleanup function:\n{text}\n"),
                        );
                        drop(warned);
                        let Some(e) = after else { return Ok(()) };
                        passing = e.is_uncatchable();
                        error = e;
                        continue;
                    }
                    self.pop_code();
                    self.resumed_error = None;
                    let below = self.core.frames.len();
                    if !self.session.cleanup.is_empty() {
                        self.run_cleanups();
                    }
                    if let Some(Frame::Code(first)) = self.core.frames.get_mut(below) {
                        first.extra().after = Some(error);
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Enters the waiting clean-up functions, so that they run next.
    pub(crate) fn run_cleanups(&mut self) {
        if let Some(values) = self.forwarded.take()
            && let Some(Frame::Code(c)) = self.core.frames.last_mut()
        {
            c.extra().forwarded = Some(values);
        }
        for f in self.session.cleanup.drain() {
            let depth = self.core.frames.len();
            if self.core.frames.is_empty() {
                // Nothing runs any more: a frame of an empty script is their caller.
                self.push_empty_script();
            }
            let entered = self.call_value(&f, Values::new(), Want::Discard);
            match entered {
                Ok(_) if self.core.frames.len() > depth => {
                    if let Some(Frame::Code(c)) = self.core.frames.last_mut() {
                        c.extra().is_cleanup = true;
                    }
                }
                Ok(_) => {}
                Err(e) => {
                    let text = e.message(self.session.dialect);
                    let _ = self.cx("onCleanup", 0).warn("MATLAB:class:DestructorError", &text);
                }
            }
        }
    }

    fn push_empty_script(&mut self) {
        if let Ok(unit) = self.core.functions.compile_text("", std::sync::Arc::from(""), self.session.dialect)
            && let Some(script) = unit.script
        {
            let _ = self.enter_borrowing(script, Owner::Base, Want::Discard);
        }
    }
}
