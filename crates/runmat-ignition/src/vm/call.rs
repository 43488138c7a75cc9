//! Calls: of names, values, builtins; frames for code.

use super::Machine;
use super::frame::{CodeFrame, CodeRef, Frame, NativeFrame, Owner, wanted};
use super::functions::Target;
use super::objects::concerns_device;
use super::slow::Next;
use super::statement::code_of;
use super::tasks::TaskOptions;
use crate::builtin::{BuiltinId, Kernel, MANY, Outcome, Resume, Scope, Then, Values, one};
use crate::bytecode::*;
use crate::host::EffectKind;
use runmat_value::function::{Code, HandleTarget};
use runmat_value::{Error, ErrorKind, Name, NdArray, Result, Value};
use std::sync::Arc;

impl Machine {
    /// A call instruction.
    pub(crate) fn call(&mut self, base: usize, k: u16) -> Result<Next> {
        let site = self.site(k);
        let (symbol, slot, first, nargs, spread, want) =
            (site.symbol, site.slot, site.base, site.nargs, site.spread, site.want);
        if slot != NONE && self.is_set(base, slot) {
            let args = self.spread(base, first, nargs);
            return self.apply(base, slot, args, want);
        }
        if self.first_look(symbol) {
            return Ok(Next::Same);
        }
        let start = base + first as usize;
        let lists = || self.core.regs[start..start + nargs as usize].iter().any(|v| matches!(v, Value::List(_)));
        let spread = spread && lists();
        if !spread && let Target::Code(code) = self.core.functions.target(symbol, &mut self.session) {
            let code = code.clone();
            return self.enter(code, start, nargs as usize, want);
        }
        let args = self.spread(base, first, nargs);
        let target = self.core.functions.target(symbol, &mut self.session).clone();
        match target {
            Target::Missing | Target::Unknown => self.missing(symbol, args, want),
            target => self.call_target(target, args, want),
        }
    }

    /// Looks up a name that has not been, and goes back to the instruction, since the quick way may know it now: what a
    /// call costs does not depend on whether its name was known.
    fn first_look(&mut self, symbol: u32) -> bool {
        if !matches!(self.core.functions.known(symbol, &self.session), None | Some(Target::Unknown)) {
            return false;
        }
        self.core.functions.target(symbol, &mut self.session);
        if let Some(Frame::Code(c)) = self.core.frames.last_mut() {
            c.pc -= 1;
        }
        true
    }

    /// No function has this name: a variable that a script or `eval` has made can have it.
    #[cold]
    fn missing(&mut self, symbol: u32, args: Values, want: Want) -> Result<Next> {
        let name = self.core.functions.symbols.entry(symbol).1.clone();
        match self.dynamic_variable(&name) {
            None => Err(self.undefined(symbol, &args)),
            Some(f @ Value::Func(_)) if !args.is_empty() => self.call_value(&f, args, want),
            Some(v) if args.is_empty() => self.deliver(want, one(v)),
            Some(v) => {
                let x = runmat_value::index::get(&v, &args).map_err(|e| e.with_variable(&name))?;
                self.deliver(want, one(x))
            }
        }
    }

    pub(crate) fn is_set(&self, base: usize, slot: Reg) -> bool {
        match &self.core.regs[base + slot as usize] {
            Value::Undef => false,
            Value::Boxed(b) => !b.lock().unwrap().is_undef(),
            _ => true,
        }
    }

    #[cold]
    fn undefined(&mut self, symbol: u32, args: &[Value]) -> Error {
        if let Some(e) = self.core.functions.syntax_error.take() {
            return syntax_error(&e, self.session.dialect);
        }
        let name = self.core.functions.symbols.entry(symbol).1.clone();
        self.undefined_name(&name, args)
    }

    fn undefined_name(&self, name: &str, args: &[Value]) -> Error {
        let argument_class = args.first().map(Value::class_name);
        match name {
            "end" => Error::msg("The end operator must be used within an array index expression."),
            _ => ErrorKind::Undefined { name: Name::from(name), argument_class }.into(),
        }
    }

    /// The variable in `slot`, or the call of a function without arguments.
    pub(crate) fn load_name(&mut self, base: usize, dst: Reg, slot: Reg, k: u16) -> Result<Next> {
        if self.is_set(base, slot) {
            self.move_slow(base, dst, slot)?;
            return Ok(Next::Same);
        }
        if self.code().kind == CodeKind::Function || self.code().kind == CodeKind::Script {
            let name = self.code().slots[slot as usize].clone();
            if let Some(v) = self.dynamic_variable(&name) {
                self.put(base, dst, v);
                return Ok(Next::Same);
            }
            if (slot < self.code().params) && !self.session.dialect.is_octave() {
                return Err(self.unset(slot));
            }
        }
        self.call(base, k)
    }

    fn dynamic_variable(&self, name: &str) -> Option<Value> {
        match self.core.frames.last() {
            Some(Frame::Code(c)) => c.extra.as_ref()?.dynamic.get(name).filter(|v| !v.is_undef()).cloned(),
            _ => None,
        }
    }

    /// A shortcut call whose shortcut did not apply.
    #[inline(never)]
    pub(crate) fn math_call(&mut self, base: usize, k: u16, regs: [Reg; 2]) -> Result<Next> {
        let site = self.site(k);
        let (symbol, slot, want, first, nargs) = (site.symbol, site.slot, site.want, site.base, site.nargs);
        if slot != NONE && self.is_set(base, slot) {
            let args = regs.iter().take(nargs as usize).map(|&r| self.operand(base, r)).collect::<Result<Values>>()?;
            return self.apply(base, slot, args, want);
        }
        if self.first_look(symbol) {
            return Ok(Next::Same);
        }
        if let Target::Code(code) = self.core.functions.target(symbol, &mut self.session) {
            let code = code.clone();
            for (i, &r) in regs.iter().take(nargs as usize).enumerate() {
                let v = self.operand(base, r)?;
                self.core.regs[base + first as usize + i] = v;
            }
            return self.enter(code, base + first as usize, nargs as usize, want);
        }
        let args = regs.iter().filter(|&&r| r != NONE).map(|&r| self.operand(base, r)).collect::<Result<Values>>()?;
        match self.core.functions.target(symbol, &mut self.session).clone() {
            Target::Missing | Target::Unknown => self.missing(symbol, args, want),
            target => self.call_target(target, args, want),
        }
    }

    /// Calls the anonymous function in register `a` with arguments from registers, without storing them in
    /// between. `None` when it is something else, or takes them in another way.
    pub(crate) fn call_anonymous(&mut self, base: usize, a: Reg, subs: &[Reg], want: Want) -> Result<Option<Next>> {
        let Value::Func(handle) = &self.core.regs[base + a as usize] else { return Ok(None) };
        let HandleTarget::Anonymous { code, .. } = &handle.target else { return Ok(None) };
        let plain = |c: &Arc<CodeObject>| c.varargin.is_none() && !c.is_async && subs.len() <= c.params as usize;
        let Some(code) = code_of(code).filter(plain) else {
            return Ok(None);
        };
        let start = self.core.top();
        self.core.ensure(start + code.registers as usize + 1);
        for (k, &r) in subs.iter().enumerate() {
            match self.operand(base, r) {
                Ok(v) => self.core.regs[start + k] = v,
                Err(e) => {
                    self.core.clear(start, k);
                    return Err(e);
                }
            }
        }
        let next = self.enter(code, start, subs.len(), want)?;
        let (below, above) = self.core.regs.split_at_mut(start);
        if let (Value::Func(handle), Some(Frame::Code(c))) = (&below[base + a as usize], self.core.frames.last())
            && let HandleTarget::Anonymous { captures, .. } = &handle.target
        {
            for (&slot, v) in c.code.captured.iter().zip(captures.iter()) {
                above[slot as usize] = v.clone();
            }
        }
        Ok(Some(next))
    }

    /// Calls a handle, or a function by name.
    pub(crate) fn call_value(&mut self, f: &Value, args: Values, want: Want) -> Result<Next> {
        if !self.starting && self.is_async(f) {
            let task = self.core.tasks.make(Some((f.clone(), args.into_vec())), TaskOptions::default());
            return self.deliver(want, one(task));
        }
        let Value::Func(handle) = f else {
            return match f.as_text() {
                Some(name) => self.call_name(&name, args, want),
                None => Err(Error::msg("a function handle or name is needed")),
            };
        };
        match &handle.target {
            HandleTarget::Bound { code, captures, name } if code_of(code).is_none() => {
                let mut all = Values::from_iter(captures.iter().cloned());
                all.extend(args);
                let name = name.clone();
                self.call_name(&name, all, want)
            }
            _ => match self.handle_target(handle) {
                (Target::Code(code), Some(captures)) => self.enter_closure(code, &captures, args, want),
                (Target::Missing, _) if self.session.dialect.is_octave() => {
                    let text = format!("invalid function handle, unable to find function for @{}", handle.text());
                    Err(Error::msg(text))
                }
                (Target::Missing, _) => {
                    let name = handle.text().to_string();
                    Err(self.undefined_name(&name, if self.session.dialect.is_octave() { &args } else { &[] }))
                }
                (target, _) => self.call_target(target, args, want),
            },
        }
    }

    /// Whether a handle is to a function that makes a task.
    fn is_async(&self, f: &Value) -> bool {
        let Value::Func(handle) = f else { return false };
        match &handle.target {
            HandleTarget::Bound { code, .. } | HandleTarget::Anonymous { code, .. } => {
                code.as_any().downcast_ref::<CodeObject>().is_some_and(|c| c.is_async)
            }
            HandleTarget::Named(_) => false,
        }
    }

    /// Calls a function by name, as seen from the running code.
    pub(crate) fn call_name(&mut self, name: &str, args: Values, want: Want) -> Result<Next> {
        if let Some(plain) = name.strip_prefix("builtin:")
            && let Target::Builtin(id, ..) = self.core.functions.find_in_library(plain, &mut self.session)
        {
            return self.call_builtin(id, args, want);
        }
        match self.core.find_named(name, &mut self.session).0 {
            Target::Missing | Target::Unknown => match self.core.functions.syntax_error.take() {
                Some(e) => Err(syntax_error(&e, self.session.dialect)),
                None => Err(self.undefined_name(name, &args)),
            },
            target => self.call_target(target, args, want),
        }
    }

    fn call_target(&mut self, target: Target, args: Values, want: Want) -> Result<Next> {
        match target {
            Target::Builtin(id, ..) => {
                let name = self.library.builtin(id).name;
                match self.call_overload(name, &args, want)? {
                    Some(next) => Ok(next),
                    None => self.call_builtin(id, args, want),
                }
            }
            Target::Overloaded(o) => match (self.call_overload(&o.0, &args, want)?, &o.1) {
                (Some(next), _) => Ok(next),
                (None, Target::Missing | Target::Unknown) => Err(self.undefined_name(&o.0, &args)),
                (None, plain) => self.call_target(plain.clone(), args, want),
            },
            Target::Code(code) => self.enter_closure(code, &[], args, want),
            Target::Host(name) => self.call_host(&name, args, want),
            Target::Script(code) => self.enter_script(code, args, want),
            Target::Missing | Target::Unknown => Err(Error::internal("a call without a target")),
        }
    }

    /// Calls a function of the host: a builtin waits for it.
    fn call_host(&mut self, name: &Name, args: Values, want: Want) -> Result<Next> {
        let Some(row) = self.core.functions.host.get(name) else { return Err(self.undefined_name(name, &args)) };
        let ((least, most), outputs, fuel) = (row.inputs, row.outputs, row.fuel);
        let function = || name.clone();
        if args.len() < least as usize {
            return Err(ErrorKind::NotEnoughInputs { function: function() }.into());
        }
        if most != MANY && args.len() > most as usize {
            return Err(ErrorKind::TooManyInputs { function: function(), user: false }.into());
        }
        if self.nargout(want) > outputs {
            return Err(ErrorKind::TooManyOutputs { function: function(), user: false }.into());
        }
        let needs = row.needs.clone();
        // A refusal is noted, and is the error of the call below.
        let _noted = self.session.host.permit(EffectKind::Function, name);
        for (kind, what) in &needs {
            let _noted = self.session.host.permit(*kind, what);
        }
        args.iter().for_each(|v| self.core.tasks.give(v));
        self.meter.charge(fuel as usize);
        let id = self.library.find("__host_call__", self.session.dialect);
        let id = id.ok_or_else(|| Error::internal("the library can't call functions of the host"))?;
        let mut all = Values::from_iter([Value::text(name)]);
        all.extend(args);
        self.call_builtin(id, all, want)
    }

    /// Enters code with arguments that are not in registers yet.
    pub(crate) fn enter_closure(
        &mut self,
        code: Arc<CodeObject>,
        captures: &[Value],
        args: Values,
        want: Want,
    ) -> Result<Next> {
        let start = self.core.top();
        self.core.ensure(start + args.len().max(code.registers as usize));
        let nargs = args.len();
        for (k, v) in args.into_iter().enumerate() {
            self.core.regs[start + k] = v;
        }
        let next = self.enter(code, start, nargs, want)?;
        let Some(Frame::Code(c)) = self.core.frames.last() else { return Ok(next) };
        for (k, v) in captures.iter().enumerate() {
            let slot = c.code.captured[k] as usize;
            self.core.regs[start + slot] = v.clone();
        }
        Ok(next)
    }

    /// Pushes a frame for code whose arguments lie from register `start` on.
    #[inline]
    pub(crate) fn enter(&mut self, code: Arc<CodeObject>, start: usize, nargs: usize, want: Want) -> Result<Next> {
        if code.is_async && !std::mem::take(&mut self.starting) {
            return self.make_task(code, start, nargs, want);
        }
        if self.core.frames.len() >= self.depth_limit {
            return Err(self.too_deep(start, nargs));
        }
        let params = code.params as usize;
        if nargs > params && code.varargin.is_none() {
            let function = code.name.clone();
            self.core.clear(start, nargs);
            return Err(ErrorKind::TooManyInputs { function, user: true }.into());
        }
        let nargout = self.nargout(want);
        if nargout as usize > code.outputs.len() && code.varargout.is_none() && code.kind == CodeKind::Function {
            let function = code.name.clone();
            self.core.clear(start, nargs);
            return Err(ErrorKind::TooManyOutputs { function, user: true }.into());
        }
        self.core.ensure(start + (code.registers as usize).max(nargs) + 1);
        if let Some(slot) = code.varargin {
            self.gather(&code, start, nargs, slot);
        }
        let regs = &mut self.core.regs[start..];
        let filled = nargs.min(params);
        for (k, r) in regs[..code.slots.len()].iter_mut().enumerate().skip(filled) {
            if Some(k as u16) != code.varargin {
                *r = Value::Undef;
            }
        }
        let (first, list) = &code.constant_registers;
        for (k, &c) in list.iter().enumerate() {
            regs[*first as usize + k] = Value::Num(c);
        }
        for &slot in &code.boxed {
            let v = regs[slot as usize].take();
            regs[slot as usize] = Value::Boxed(Arc::new(std::sync::Mutex::new(v)));
        }
        if !code.captured.is_empty() && code.kind == CodeKind::Function {
            let shared = self.core.shared_for(&code);
            for (&slot, v) in code.captured.iter().zip(shared.iter()) {
                self.core.regs[start + slot as usize] = v.clone();
            }
        }
        self.meter.budget -= code.cost as i64;
        self.core.frames.push(Frame::Code(CodeFrame {
            code: CodeRef::new(code),
            pc: 0,
            base: start,
            nargin: nargs as u16,
            nargout,
            want,
            extra: None,
        }));
        Ok(Next::Switch)
    }

    /// The call of an `async function`: a task that will make it.
    #[cold]
    fn make_task(&mut self, code: Arc<CodeObject>, start: usize, nargs: usize, want: Want) -> Result<Next> {
        let args = self.core.regs[start..start + nargs].iter_mut().map(Value::take).collect();
        let captures: Arc<[Value]> = match code.captured.is_empty() {
            true => Arc::from([]),
            false => self.core.shared_for(&code),
        };
        let options = TaskOptions { nargout: several(&code), ..TaskOptions::default() };
        let task = self.core.tasks.make(Some((super::core::bound(&code, captures), args)), options);
        self.deliver(want, one(task))
    }

    /// Outputs wanted of what is about to be called.
    fn nargout(&self, want: Want) -> u16 {
        match (self.core.frames.last(), want) {
            (Some(Frame::Code(c)), Want::List(_, n)) => {
                self.core.regs[c.base + n as usize].as_f64().unwrap_or(1.0) as u16
            }
            (Some(Frame::Code(c)), _) => wanted(want, c.nargout),
            (Some(Frame::Native(n)), _) => wanted(want, n.nargout),
            (None, _) => wanted(want, 0),
        }
    }

    #[cold]
    fn too_deep(&mut self, start: usize, nargs: usize) -> Error {
        self.core.clear(start, nargs);
        ErrorKind::DepthLimit { limit: self.depth_limit }.into()
    }

    /// Inputs beyond the declared ones become `varargin`.
    fn gather(&mut self, code: &CodeObject, start: usize, nargs: usize, slot: Reg) {
        let params = code.params as usize;
        let rest: Vec<Value> = (params..nargs.max(params)).map(|k| self.core.regs[start + k].take()).collect();
        let none = rest.is_empty();
        self.core.regs[start + slot as usize] =
            if none { NdArray::<Value>::empty().into() } else { Value::cell_row(rest) };
    }

    /// Enters a script: it works on the workspace of its caller.
    fn enter_script(&mut self, code: Arc<CodeObject>, args: Values, want: Want) -> Result<Next> {
        if !args.is_empty() {
            let text = format!("Attempt to execute SCRIPT {} as a function:\n{}", code.name, code.source.file);
            return Err(Error::new("MATLAB:scriptNotAFunction", text));
        }
        if let Some(functions) = code.locals.functions.get() {
            let functions = functions.clone();
            self.core.functions.define(&functions);
        }
        let owner = self.core.current().map_or(Owner::Base, Owner::Frame);
        self.enter_borrowing(code, owner, want)
    }

    /// Enters code that works on somebody else's workspace.
    pub(crate) fn enter_borrowing(&mut self, code: Arc<CodeObject>, owner: Owner, want: Want) -> Result<Next> {
        let start = self.core.top();
        let next = self.enter(code.clone(), start, 0, want)?;
        self.core.borrow(&code, start, owner);
        if let Some(Frame::Code(c)) = self.core.frames.last_mut() {
            c.extra().owner = owner;
        }
        Ok(next)
    }

    /// Calls a builtin.
    pub(crate) fn call_builtin(&mut self, id: BuiltinId, mut args: Values, want: Want) -> Result<Next> {
        let nargout = self.nargout(want);
        let row = self.library.builtin(id);
        let (least, most) = row.inputs;
        let function = || Name::from(row.name);
        if args.len() < least as usize {
            return Err(row.failed(Error::of(ErrorKind::NotEnoughInputs { function: function() })));
        }
        if most != MANY && args.len() > most as usize {
            return Err(row.failed(Error::of(ErrorKind::TooManyInputs { function: function(), user: false })));
        }
        if nargout > row.outputs.max(1) || (row.outputs == 0 && nargout > 0) {
            return Err(
                Error::of(ErrorKind::TooManyOutputs { function: function(), user: false }).in_function(row.name)
            );
        }
        self.meter.budget -= 4;
        if args.iter().any(concerns_device) {
            let library = self.library.clone();
            let mut cx = self.cx(row.name, nargout);
            if let Some(begun) = library.on_device(row, &mut cx, &mut args) {
                drop(args);
                let (id, outcome) = begun.map_err(|e| row.failed(e))?;
                return self.follow(id, nargout, want, outcome);
            }
        }
        if row.work.is_much(&args) {
            let library = self.library.clone();
            let mut cx = self.cx(row.name, nargout);
            if let Some(begun) = library.beside(row, &mut cx, &mut args) {
                let (id, outcome) = begun?;
                return self.follow(id, nargout, want, outcome);
            }
        }
        let kept = self.keep(&args);
        let mut cx = self.cx(row.name, nargout);
        let outcome = match row.kernel {
            Kernel::One(f) => {
                let result = f(&mut cx, &mut args);
                if let Some(next) = self.denied(id, kept, want)? {
                    return Ok(next);
                }
                let v = result.map_err(|e| row.failed(e))?;
                drop(args);
                return self.deliver_one(want, v);
            }
            Kernel::Many(f) => f(&mut cx, &mut args).map(Outcome::Done),
            Kernel::Steps { start, .. } => start(&mut cx, &mut args),
        };
        drop(args);
        if let Some(next) = self.denied(id, kept, want)? {
            return Ok(next);
        }
        let outcome = outcome.map_err(|e| row.failed(e))?;
        self.follow(id, nargout, want, outcome)
    }

    /// Does what a builtin asks for.
    pub(crate) fn follow(&mut self, id: BuiltinId, nargout: u16, want: Want, outcome: Outcome) -> Result<Next> {
        let park = |machine: &mut Machine, then: Then, capture: bool| {
            machine.core.frames.push(Frame::Native(NativeFrame { id, then, nargout, want, capture }));
        };
        match outcome {
            Outcome::Done(values) => {
                let next = self.deliver(want, values)?;
                Ok(self.after_builtin(next))
            }
            Outcome::Call { function, args, nargout: n, then } => {
                park(self, then, false);
                self.outcome_of(|m| m.call_value(&function, Values::from_vec(args), native_want(n)))
            }
            Outcome::TailCall { function, args } => self.call_value(&function, Values::from_vec(args), want),
            Outcome::Eval { code, scope, nargout: n, capture, then } => {
                park(self, then, capture);
                if capture {
                    self.session.output.begin_capture();
                }
                self.outcome_of(|m| m.evaluate(&code, scope, n))
            }
            Outcome::Suspend { request, then } => {
                park(self, then, false);
                Ok(Next::Stop(super::Stop::Suspended(request)))
            }
            Outcome::Yield(then) => {
                park(self, then, false);
                self.incoming = Some(Ok(Values::new()));
                if self.meter.budget < 0 { self.next_turn() } else { Ok(Next::Switch) }
            }
            Outcome::Later(then) => {
                park(self, then, false);
                self.incoming = Some(Ok(Values::new()));
                let stop = self.glance();
                Self::next_unless(stop)
            }
        }
    }

    /// Goes on with the frame on top, unless it is time to stop.
    fn next_turn(&mut self) -> Result<Next> {
        let stop = self.turn(false);
        Self::next_unless(stop)
    }

    fn next_unless(stop: Option<super::Stop>) -> Result<Next> {
        match stop {
            Some(super::Stop::Failed(e)) => Err(e),
            Some(stop) => Ok(Next::Stop(stop)),
            None => Ok(Next::Switch),
        }
    }

    /// An error while beginning what a builtin asked for is the builtin's to see.
    fn outcome_of(&mut self, f: impl FnOnce(&mut Machine) -> Result<Next>) -> Result<Next> {
        match f(self) {
            Ok(Next::Same) => Ok(Next::Switch),
            Ok(next) => Ok(next),
            Err(e) if e.is_uncatchable() => Err(e),
            Err(mut e) => {
                self.note_stack(&mut e);
                self.incoming = Some(Err(e));
                Ok(Next::Switch)
            }
        }
    }

    /// Runs text in a workspace.
    fn evaluate(&mut self, code: &str, scope: Scope, nargout: usize) -> Result<Next> {
        let dialect = self.session.dialect;
        let owner = self.core.workspace(scope);
        self.core.look_from(owner);
        if nargout > 0 {
            return match self.core.functions.compile_value(code, dialect) {
                Ok(Some(code)) => self.enter_borrowing(code, owner, native_want(nargout)),
                Ok(None) => Err(if dialect.is_octave() {
                    Error::msg("eval: invalid use of statement list")
                } else {
                    Error::new("MATLAB:maxlhs", "Too many output arguments.")
                }),
                Err(e) => Err(syntax_error(&e, dialect)),
            };
        }
        let unit = match self.core.functions.compile_text("", Arc::from(code), dialect) {
            Ok(unit) => unit,
            Err(e) => return Err(syntax_error(&e, dialect)),
        };
        self.core.functions.define(&unit.functions);
        let Some(script) = unit.script else { return self.deliver(native_want(0), Values::new()) };
        self.enter_borrowing(script, owner, native_want(nargout))
    }

    /// Goes on with the builtin on top, now that what it asked for is there.
    pub(crate) fn step_native(&mut self) -> Result<Option<super::Stop>> {
        let Some(Frame::Native(frame)) = self.core.frames.pop() else { unreachable!("a native frame is on top") };
        let Some(mut input) = self.incoming.take() else {
            self.core.frames.push(Frame::Native(frame));
            return Err(Error::internal("a builtin waits for nothing"));
        };
        if frame.capture {
            let text = self.session.output.end_capture();
            match &mut input {
                Ok(values) if self.session.dialect.is_octave() => values.insert(0, Value::bytes_text(&text)),
                Ok(values) => values.insert(0, Value::text(&String::from_utf8_lossy(&text))),
                Err(e) => e.set_captured(text),
            }
        }
        let row = self.library.builtin(frame.id);
        let Kernel::Steps { resume, .. } = row.kernel else { unreachable!("only stepwise builtins wait") };
        let resumed = Resume { phase: frame.then.phase, state: frame.then.state, input };
        let mut cx = self.cx(row.name, frame.nargout);
        let outcome = resume(&mut cx, resumed);
        self.denied(frame.id, None, frame.want)?;
        let outcome = outcome?;
        match self.follow(frame.id, frame.nargout, frame.want, outcome)? {
            Next::Stop(s) => Ok(Some(s)),
            _ => Ok(None),
        }
    }

    /// Clean-up functions whose object a builtin has dropped come next.
    pub(super) fn after_builtin(&mut self, next: Next) -> Next {
        if self.session.cleanup.is_empty() {
            return next;
        }
        self.run_cleanups();
        Next::Switch
    }

    /// A stand-in for a method of a builtin class: called with the object first.
    pub(crate) fn method_stub(&self, _name: &str) -> Arc<dyn Code> {
        Arc::new(MethodStub)
    }
}

/// Outputs of a function that has more than one: all are wanted of its task. One comes by itself.
fn several(code: &CodeObject) -> u16 {
    let n = code.outputs.len();
    if n > 1 { n as u16 } else { 0 }
}

/// Marks a handle as a method bound to its first argument.
#[derive(Debug)]
pub(crate) struct MethodStub;

impl Code for MethodStub {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// What a builtin wants of its callee: the results go to its `resume`, so no register is named.
pub(crate) fn native_want(nargout: usize) -> Want {
    match nargout {
        0 => Want::Statement(0),
        n => Want::Many(0, n as u16),
    }
}

/// The error for text that does not parse, with its place.
pub(crate) fn syntax_error(e: &super::functions::SyntaxError, dialect: runmat_value::Dialect) -> Error {
    let first = &e.diagnostics[0];
    if dialect.is_octave() && e.file.is_empty() && first.incomplete {
        return Error::new(first.identifier, format!("parse error:\n\n  {}\n\n", first.message));
    }
    let text = runmat_syntax::render(first, &e.file, &e.text, dialect);
    Error::new(first.identifier, text.trim_end())
}
