//! Statements that are more than jumps: display, declarations, literals, handles.

use super::Machine;
use super::arith::{HUGE, cell_row};
use super::core::{bound, write};
use super::frame::Frame;
use super::functions::Target;
use super::slow::Next;
use crate::builtin::Values;
use crate::bytecode::*;
use runmat_value::function::{FunctionHandle, HandleTarget};
use runmat_value::{Error, Result, Value, concat, display};
use std::sync::{Arc, Mutex};

/// From this many elements on, memory limits are looked at before a value is made.
const LARGE: usize = 1 << 16;

impl Machine {
    pub(crate) fn move_slow(&mut self, base: usize, dst: Reg, src: Reg) -> Result<()> {
        let v = match &self.core.regs[base + src as usize] {
            Value::Undef => return Err(self.unset(src)),
            Value::Boxed(b) => b.lock().unwrap().clone(),
            v => v.clone(),
        };
        if v.is_undef() {
            return Err(self.unset(src));
        }
        self.put(base, dst, v);
        Ok(())
    }

    /// Displays a value under a name.
    pub(crate) fn show(&mut self, base: usize, k: u16, src: Reg) -> Result<Next> {
        let name = self.code().names[k as usize].clone();
        let v = match &self.core.regs[base + src as usize] {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            Value::Undef => return Err(self.unset(src)),
            v => v.clone(),
        };
        self.show_value(&name, v)
    }

    fn show_value(&mut self, name: &str, v: Value) -> Result<Next> {
        if matches!(v, Value::Object(_) | Value::Handle(_)) {
            return self.show_object(name, v);
        }
        if super::objects::holds_objects(&v) {
            let name = Value::text(name);
            return self.call_name("__display_holder__", Values::from_iter([name, v]), Want::Discard);
        }
        if v.numel() >= LARGE {
            let all = Values::from_iter([Value::text(name), v]);
            return self.call_builtin(self.library.operator("__show__"), all, Want::Discard);
        }
        self.show_here(name, &v);
        Ok(Next::Same)
    }

    fn show_here(&mut self, name: &str, v: &Value) {
        let text = display::display(name, v, &self.session.format, self.session.dialect);
        self.meter.charge(text.len());
        self.session.output.print(&text);
    }

    /// The value of an expression statement.
    pub(crate) fn result(&mut self, base: usize, ans: Reg, src: Reg, print: bool) -> Result<Next> {
        match self.core.regs[base + src as usize].take() {
            Value::Undef => Ok(Next::Same),
            Value::List(l) => {
                for v in l.iter() {
                    self.put(base, ans, v.clone());
                    if print && matches!(v, Value::Object(_) | Value::Handle(_)) {
                        self.show_value("ans", v.clone())?;
                    } else if print {
                        self.show_here("ans", v);
                    }
                }
                Ok(Next::Same)
            }
            v => {
                self.put(base, ans, v.clone());
                if print { self.show_value("ans", v) } else { Ok(Next::Same) }
            }
        }
    }

    pub(crate) fn unpack(&mut self, base: usize, first: Reg, n: u16, src: Reg) -> Result<()> {
        let values = match self.core.regs[base + src as usize].take() {
            Value::List(l) => Arc::unwrap_or_clone(l),
            v => vec![v],
        };
        if values.len() < n as usize {
            let octave = self.session.dialect.is_octave();
            return Err(if octave {
                Error::msg("some elements undefined in argument list")
            } else {
                Error::new(
                    "MATLAB:needMoreRhsOutputs",
                    "Insufficient number of outputs from right hand side of equal sign to satisfy assignment.",
                )
            });
        }
        for (k, v) in values.into_iter().take(n as usize).enumerate() {
            self.put(base, first + k as u16, v);
        }
        Ok(())
    }

    pub(crate) fn concatenate(&mut self, base: usize, dst: Reg, first: Reg, n: u16, across: bool) -> Result<Next> {
        let items = self.spread(base, first, n);
        let function = if across { "horzcat" } else { "vertcat" };
        if let Some(next) = self.call_overload(function, &items, Want::One(dst))? {
            return Ok(next);
        }
        let count = items.iter().map(Value::numel).sum::<usize>();
        if count >= HUGE && items.iter().all(|v| v.is_numeric() || matches!(v, Value::Bools(_) | Value::Bool(_))) {
            let id = self.library.operator(if across { "horzcat" } else { "vertcat" });
            return self.call_builtin(id, items, Want::One(dst));
        }
        self.meter.charge(count / 4);
        if count > LARGE {
            let width = if items.iter().all(|v| matches!(v, Value::Chars(_) | Value::Char(_))) { 2 } else { 8 };
            self.admit(count * width)?;
        }
        let dialect = self.session.dialect;
        let made = match across {
            true => concat::horzcat(&items, dialect).map_err(|e| (e, "horzcat")),
            false => concat::stack_rows(items.into_vec(), dialect).map_err(|e| (e, "vertcat")),
        };
        let mut v = made.map_err(|(e, name)| if dialect.is_octave() { e } else { e.in_function(name) })?;
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(Next::Same)
    }

    pub(crate) fn cell_row(&mut self, base: usize, dst: Reg, first: Reg, n: u16) -> Result<()> {
        let items = self.spread(base, first, n).into_vec();
        let mut v = cell_row(items);
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(())
    }

    pub(crate) fn cell_literal(&mut self, base: usize, dst: Reg, first: Reg, n: u16) -> Result<()> {
        let from = base + first as usize;
        let rows: Vec<Vec<Value>> = self.core.regs[from..from + n as usize]
            .iter_mut()
            .map(|r| match r.take() {
                Value::Cell(c) => Arc::unwrap_or_clone(c).into_data(),
                _ => Vec::new(),
            })
            .collect();
        let mut v = concat::cell_literal(&rows, self.session.dialect)?;
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(())
    }

    pub(crate) fn handle(&mut self, base: usize, dst: Reg, k: u16) -> Result<()> {
        let name = self.code().names[k as usize].clone();
        let mut local = self.code().locals.find(&name).cloned();
        if local.is_none() {
            let file = self.code().source.file.clone();
            if let Some(Target::Code(code)) = self.core.functions.find_private(&name, &file, &mut self.session) {
                local = Some(code);
            }
        }
        let v = match local {
            Some(code) => {
                let captures = if code.captured.is_empty() { Arc::from([]) } else { self.core.shared_for(&code) };
                bound(&code, captures)
            }
            None => FunctionHandle::named(&name),
        };
        self.put(base, dst, v);
        Ok(())
    }

    pub(crate) fn closure(&mut self, base: usize, dst: Reg, k: u16) -> Result<()> {
        let template = &self.code().closures[k as usize];
        let (code, captures, text, names) =
            (template.code.clone(), template.captures.clone(), template.text.clone(), template.names.clone());
        let values: Arc<[Value]> = captures
            .iter()
            .map(|&(outer, _)| match &self.core.regs[base + outer as usize] {
                Value::Boxed(b) => b.lock().unwrap().clone(),
                v => v.clone(),
            })
            .collect();
        let target = HandleTarget::Anonymous { text, code, captures: values, names };
        let mut v = Value::Func(Arc::new(FunctionHandle { target }));
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(())
    }

    /// Binds a variable to the global with its name; the value it had goes to a new global.
    pub(crate) fn global(&mut self, base: usize, slot: Reg, k: u16) -> Result<()> {
        let name = self.code().names[k as usize].clone();
        let place = &mut self.core.regs[base + slot as usize];
        if let Value::Boxed(_) = place
            && self.session.globals.contains_key(&name)
        {
            let shared = self.session.globals[&name].clone();
            *place = Value::Boxed(shared);
            return Ok(());
        }
        let keeps = self.session.dialect.is_octave() && !matches!(place, Value::Undef | Value::Boxed(_));
        let local = if keeps { place.take() } else { Value::empty() };
        let shared = self.session.globals.entry(name).or_insert_with(|| Arc::new(Mutex::new(local))).clone();
        *place = Value::Boxed(shared);
        Ok(())
    }

    /// Binds a variable to a persistent one; whether that existed already.
    pub(crate) fn persistent(&mut self, base: usize, slot: Reg, k: u16) -> bool {
        let key = (self.code().id, k);
        let existed = self.core.functions.persistents.contains_key(&key);
        let fresh = || Arc::new(Mutex::new(Value::empty()));
        let shared = self.core.functions.persistents.entry(key).or_insert_with(fresh).clone();
        self.core.regs[base + slot as usize] = Value::Boxed(shared);
        existed
    }

    pub(crate) fn nargs(&mut self, base: usize, dst: Reg, inputs: bool) -> Result<()> {
        use crate::context::Vm;
        let (nargin, nargout) = match self.core.frames.last() {
            Some(Frame::Code(c)) if c.code.kind == CodeKind::Anonymous => (c.nargin as usize, c.nargout as usize),
            _ => self.core.arity().unwrap_or((0, 0)),
        };
        self.put(base, dst, Value::Num(if inputs { nargin } else { nargout } as f64));
        Ok(())
    }

    /// Gives the error that was caught to a variable, or drops it.
    pub(crate) fn caught(&mut self, base: usize, dst: Option<Reg>) -> Result<()> {
        let error = match self.core.frames.last_mut() {
            Some(Frame::Code(c)) => c.extra().caught.take(),
            _ => None,
        };
        if let (Some(dst), Some(e)) = (dst, error) {
            let exception = Arc::new(e.to_exception(self.session.dialect));
            let dialect = self.session.dialect;
            let value = if dialect.is_octave() {
                runmat_value::index::error_struct(&exception, dialect).into()
            } else {
                Value::Exception(exception)
            };
            write(&mut self.core.regs[base + dst as usize], value);
        }
        Ok(())
    }

    /// The error that the clean-up code ran under.
    pub(crate) fn pending_error(&mut self) -> Error {
        let pending = match self.core.frames.last_mut() {
            Some(Frame::Code(c)) => c.extra().pending.pop(),
            _ => None,
        };
        pending.unwrap_or_else(|| Error::internal("no error is pending"))
    }

    /// What a handle calls.
    pub(crate) fn handle_target(&mut self, f: &FunctionHandle) -> (Target, Option<Arc<[Value]>>) {
        match &f.target {
            HandleTarget::Named(name) => (self.core.functions.find(name, &mut self.session), None),
            HandleTarget::Bound { code, captures, .. } | HandleTarget::Anonymous { code, captures, .. } => {
                let code = code_of(code);
                (code.map_or(Target::Missing, Target::Code), Some(captures.clone()))
            }
        }
    }
}

/// The machine's own type of code.
pub(crate) fn code_of(code: &Arc<dyn runmat_value::function::Code>) -> Option<Arc<CodeObject>> {
    let any: Arc<dyn std::any::Any + Send + Sync> = code.clone();
    any.downcast::<CodeObject>().ok()
}
