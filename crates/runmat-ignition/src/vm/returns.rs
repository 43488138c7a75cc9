//! Returns: results on their way to registers, lists, statements and builtins.

use super::Machine;
use super::core::single;
use super::frame::{Frame, Owner};
use super::objects::is_device;
use super::slow::Next;
use crate::builtin::{Values, one};
use crate::bytecode::*;
use runmat_value::{Error, ErrorKind, Result, Value};
use std::sync::Arc;

impl Machine {
    /// Hands one result to whoever is on top now.
    pub(super) fn deliver_one(&mut self, want: Want, mut v: Value) -> Result<Next> {
        let next = match (want, self.core.frames.last()) {
            (Want::One(r), Some(Frame::Code(c))) if !v.is_undef() => {
                let base = c.base;
                self.account(&mut v);
                self.put(base, r, v);
                Next::Same
            }
            _ => self.deliver(want, one(v))?,
        };
        Ok(self.after_builtin(next))
    }

    /// Hands results to whoever is on top now.
    pub(crate) fn deliver(&mut self, want: Want, mut values: Values) -> Result<Next> {
        let (base, nargout) = match self.core.frames.last() {
            Some(Frame::Code(c)) => (c.base, c.nargout),
            Some(Frame::Native(_)) => {
                self.incoming = Some(Ok(values));
                return Ok(Next::Switch);
            }
            // The result of a task.
            None => {
                self.incoming = Some(Ok(values));
                return Ok(Next::Switch);
            }
        };
        values.iter_mut().for_each(|v| self.account(v));
        match want {
            Want::One(r) => match values.into_iter().next() {
                Some(v) if !v.is_undef() => self.put(base, r, v),
                _ => return Err(self.missing_value()),
            },
            Want::Statement(r) => {
                let v = values.into_iter().next().unwrap_or_default();
                self.core.regs[base + r as usize] = v;
            }
            Want::Many(first, n) => {
                let mut values = values.into_iter();
                for k in 0..n {
                    self.core.regs[base + (first + k) as usize] = values.next().unwrap_or_default();
                }
            }
            Want::Forward => {
                values.truncate((nargout as usize).max(1));
                self.forwarded = Some(values);
            }
            Want::List(r, _) => self.core.regs[base + r as usize] = Value::List(Arc::new(values.into_vec())),
            Want::Discard => {}
            Want::Branch { when, target } => {
                let v = values.into_iter().next().ok_or_else(|| self.missing_value())?;
                if is_device(&v) {
                    return self.call_for_device("gather", one(v), want);
                }
                if runmat_value::ops::truth(&v, self.session.dialect)? == when {
                    self.jump(target);
                }
            }
        }
        Ok(Next::Same)
    }

    /// Leaves the running function with what its outputs hold.
    pub(crate) fn return_outputs(&mut self) -> Result<()> {
        let kept = match self.core.frames.last_mut() {
            Some(Frame::Code(c)) => c.extra.as_mut().and_then(|e| e.forwarded.take()),
            _ => None,
        };
        if let Some(values) = self.forwarded.take().or(kept) {
            return self.return_values(values);
        }
        let Some(Frame::Code(c)) = self.core.frames.last() else { unreachable!("code is running") };
        if c.code.kind == CodeKind::Script || c.code.kind == CodeKind::Anonymous {
            return self.return_values(Values::new());
        }
        let (base, nargout) = (c.base, c.nargout as usize);
        if let (Some(&slot), true) = (c.code.outputs.first(), nargout <= 1) {
            let v = match &mut self.core.regs[base + slot as usize] {
                Value::Boxed(b) => b.lock().unwrap().clone(),
                v => v.take(),
            };
            if v.is_undef() && nargout == 1 {
                return Err(self.unassigned(slot));
            }
            return self.return_value(v);
        }
        let values = self.outputs(nargout)?;
        self.return_values(values)
    }

    pub(super) fn outputs(&mut self, nargout: usize) -> Result<Values> {
        let code = self.code().share();
        let base = match self.core.frames.last() {
            Some(Frame::Code(c)) => c.base,
            _ => unreachable!("code is running"),
        };
        let get = |core: &super::core::VmCore, slot: Reg| match &core.regs[base + slot as usize] {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            v => v.clone(),
        };
        let mut values = Values::new();
        for &slot in code.outputs.iter().take(nargout.max(1)) {
            values.push(get(&self.core, slot));
        }
        if let Some(slot) = code.varargout
            && values.len() < nargout.max(1)
        {
            match get(&self.core, slot) {
                Value::Cell(c) => values.extend(c.data().iter().take(nargout.max(1) - values.len()).cloned()),
                Value::Undef => {}
                _ => return Err(Error::msg("varargout must be a cell array object")),
            }
            if values.len() < nargout && !self.session.dialect.is_octave() {
                return Err(self.unassigned(slot));
            }
        }
        // One that is `~` nobody misses.
        let ignored = self.core.ignored_outputs();
        let missed = |k: usize| k < nargout && !ignored.get(k).copied().unwrap_or(false);
        if let Some(k) = (0..values.len()).find(|&k| values[k].is_undef() && missed(k)) {
            return Err(self.unassigned(code.outputs[k]));
        }
        Ok(values)
    }

    #[cold]
    pub(crate) fn unassigned(&self, slot: Reg) -> Error {
        let code = self.code();
        let output = code.slots[slot as usize].clone();
        let place = if code.source.library { None } else { code.place_of_output(&output) };
        let mut error = Error::of(ErrorKind::UnassignedOutput { function: code.name.clone(), output });
        if let Some((line, column)) = place {
            error.set_place(line, column);
        }
        error
    }

    /// Leaves the running function with one value (unset: none).
    pub(crate) fn return_value(&mut self, v: Value) -> Result<()> {
        let Some(want) = self.pop_code() else { return Ok(()) };
        if let (Some(r), Some(Frame::Code(c))) = (single(want), self.core.frames.last()) {
            let base = c.base;
            if matches!(want, Want::One(_)) {
                self.put(base, r, v);
            } else {
                self.core.regs[base + r as usize] = v;
            }
            return self.returned();
        }
        let values = if v.is_undef() { Values::new() } else { one(v) };
        self.deliver(want, values)?;
        self.returned()
    }

    pub(super) fn return_values(&mut self, values: Values) -> Result<()> {
        let Some(want) = self.pop_code() else { return Ok(()) };
        self.deliver(want, values)?;
        self.returned()
    }

    /// Pops the running frame, its registers cleared and its borrowed variables given back; where its
    /// results go.
    pub(crate) fn pop_code(&mut self) -> Option<Want> {
        let Some(Frame::Code(c)) = self.core.frames.pop() else { return None };
        let owner = c.owner();
        if owner != Owner::Own {
            let code = c.code.share();
            self.core.give_back(&code, c.base, owner);
        }
        for r in &mut self.core.regs[c.base..c.base + c.code.registers as usize] {
            if r.is_heap() {
                *r = Value::Undef;
            }
        }
        if let Some(extra) = c.extra {
            self.resumed_error = extra.after;
        }
        Some(c.want)
    }

    /// After a return: clean-up functions whose object went with the frame come next, and an error that
    /// waited for the returned clean-up function goes on.
    #[inline]
    pub(super) fn returned(&mut self) -> Result<()> {
        if !self.session.cleanup.is_empty() {
            self.run_cleanups();
        }
        match self.resumed_error.take() {
            Some(e) => Err(e),
            None => Ok(()),
        }
    }
}
