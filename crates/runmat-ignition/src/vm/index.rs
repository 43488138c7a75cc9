//! Reading and writing with subscripts, where the fast paths do not apply.

use super::Machine;
use super::arith::HUGE;
use super::frame::Frame;
use super::objects::is_object;
use super::slow::Next;
use crate::builtin::Values;
use crate::bytecode::*;
use runmat_value::index::subscript::is_colon;
use runmat_value::index::{self, Step};
use runmat_value::{Error, Name, Result, Value};
use std::sync::Arc;

/// Whether so many elements are read that others should have their turn meanwhile.
fn is_huge(v: &Value, subs: &[Value]) -> bool {
    let long = |v: &Value| v.is_heap() && v.numel() >= HUGE;
    if !long(v) && !subs.iter().any(long) {
        return false;
    }
    let dims = v.dims();
    let count = |(k, s): (usize, &Value)| if is_colon(s) { dims.dim(k) } else { s.numel() };
    match subs {
        [one] => !is_colon(one) && one.numel() >= HUGE,
        many => many.iter().enumerate().map(count).product::<usize>() >= HUGE,
    }
}

/// An array of numbers, in a variable of its own.
fn is_plain(v: &Value) -> bool {
    !v.is_sparse() && (v.is_numeric() || matches!(v, Value::Bools(_) | Value::Chars(_)))
}

/// Octave's words for `c{:}(1)`.
const FURTHER: &str = "a cs-list cannot be further indexed";

impl Machine {
    /// `a(…)`: indexing, or the call of a handle.
    #[inline(never)]
    pub(crate) fn index_slow(&mut self, base: usize, dst: Reg, a: Reg, subs: &[Reg]) -> Result<Next> {
        let is_function = match &self.core.regs[base + a as usize] {
            Value::Func(_) => true,
            Value::Boxed(b) => matches!(&*b.lock().unwrap(), Value::Func(_)),
            _ => false,
        };
        if is_function {
            if let Some(next) = self.call_anonymous(base, a, subs, Want::One(dst))? {
                return Ok(next);
            }
            let f = self.operand(base, a)?;
            let args = subs.iter().map(|&r| self.operand(base, r)).collect::<Result<Values>>()?;
            return self.call_value(&f, args, Want::One(dst));
        }
        let args = subs.iter().map(|&s| self.operand(base, s)).collect::<Result<Values>>()?;
        self.apply(base, a, args, Want::One(dst))
    }

    pub(crate) fn index_n(&mut self, base: usize, dst: Reg, a: Reg, first: Reg, n: u16) -> Result<Next> {
        let args = self.spread(base, first, n);
        self.apply(base, a, args, Want::One(dst))
    }

    /// Indexes or calls the value of register `a`.
    pub(crate) fn apply(&mut self, base: usize, a: Reg, args: Values, want: Want) -> Result<Next> {
        let temp = a >= self.first_temp();
        let place = &mut self.core.regs[base + a as usize];
        let held;
        let v: &Value = match place {
            Value::Boxed(b) => {
                held = b.lock().unwrap().clone();
                &held
            }
            v if temp => {
                held = v.take();
                &held
            }
            v => v,
        };
        match v {
            Value::Func(_) => {
                let f = v.clone();
                self.call_value(&f, args, want)
            }
            Value::Undef => Err(self.unset(a)),
            Value::List(_) if self.session.dialect.is_octave() => Err(Error::msg(FURTHER)),
            Value::List(_) => {
                let list = v.clone();
                Err(self.list_as_value(&list))
            }
            v if is_huge(v, &args) => {
                let v = v.clone();
                let name = self.code().slots.get(a as usize).map_or("", |n| n);
                let mut all = Values::from_iter([Value::text(name), v]);
                all.extend(args);
                self.call_builtin(self.library.operator("__index__"), all, want)
            }
            Value::Object(_) | Value::Handle(_) if !args.is_empty() => {
                let v = v.clone();
                match self.read_object(&v, Step::Paren(args.to_vec()), want)? {
                    Some(next) => Ok(next),
                    None => self.select(&v, a, &args, want),
                }
            }
            v => {
                let result = if args.is_empty() { Ok(v.clone()) } else { index::get(v, &args) };
                let mut x = result.map_err(|e| self.name_error(e, a))?;
                self.meter.charge(x.numel() / 4);
                self.account(&mut x);
                self.deliver(want, crate::builtin::one(x))
            }
        }
    }

    /// Elements of an object.
    fn select(&mut self, v: &Value, a: Reg, args: &[Value], want: Want) -> Result<Next> {
        let mut x = index::get(v, args).map_err(|e| self.name_error(e, a))?;
        self.meter.charge(x.numel() / 4);
        self.account(&mut x);
        self.deliver(want, crate::builtin::one(x))
    }

    /// Octave does not index a comma list.
    fn refuse_further(&self, base: usize, a: Reg) -> Result<()> {
        match self.core.regs[base + a as usize] {
            Value::List(_) if self.session.dialect.is_octave() => Err(Error::msg(FURTHER)),
            _ => Ok(()),
        }
    }

    /// Adds the variable's name to an index error. Octave names the variable that a chain of indices begins with.
    #[cold]
    pub(crate) fn name_error(&self, e: Error, a: Reg) -> Error {
        match self.code().slots.get(a as usize) {
            Some(name) => self.shadowing(e.with_variable(name), name),
            None if self.session.dialect.is_octave() => match self.first_of_chain() {
                Some(name) => self.shadowing(e.with_variable(&name), &name),
                None => e,
            },
            None => e,
        }
    }

    /// Octave tells when the variable hides a function.
    fn shadowing(&self, mut e: Error, name: &str) -> Error {
        if self.session.dialect.is_octave()
            && (self.library.find(name, self.session.dialect).is_some()
                || self.library.source(name, self.session.dialect).is_some())
        {
            e.set_shadows();
        }
        e
    }

    /// The variable that the text of the running instruction begins with.
    fn first_of_chain(&self) -> Option<Name> {
        let Some(Frame::Code(c)) = self.core.frames.last() else { return None };
        let word = c.code.word_at(c.pc.saturating_sub(1))?;
        let slot = c.code.slots.iter().position(|s| **s == *word)?;
        self.is_set(c.base, slot as Reg).then(|| c.code.slots[slot].clone())
    }

    /// Registers as arguments, comma lists spread.
    pub(crate) fn spread(&mut self, base: usize, first: Reg, n: u16) -> Values {
        let from = base + first as usize;
        let mut out = Values::new();
        for r in &mut self.core.regs[from..from + n as usize] {
            match r.take() {
                Value::List(l) => out.extend(Arc::unwrap_or_clone(l)),
                v => out.push(v),
            }
        }
        out
    }

    /// Puts values that were asked for as one, or as a list where `multi`.
    fn put_list(&mut self, base: usize, dst: Reg, mut values: Vec<Value>, multi: bool) -> Result<()> {
        let v = match values.len() {
            1 => values.pop().expect("one value"),
            // Octave's variables take the first; what else is done with a list is seen later.
            n if n > 1 && !multi && self.session.dialect.is_octave() && dst < self.first_temp() => {
                values.swap_remove(0)
            }
            _ => Value::List(Arc::new(values)),
        };
        if !multi
            && let Value::List(l) = &v
            && (l.is_empty() || !self.session.dialect.is_octave())
        {
            return Err(self.list_as_value(&v));
        }
        self.put(base, dst, v);
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn brace(&mut self, base: usize, dst: Reg, a: Reg, subs: &[Reg], multi: bool) -> Result<Next> {
        // A cell that is a temporary, with a plain subscript.
        if let (Value::Cell(c), &[i]) = (&self.core.regs[base + a as usize], subs)
            && let Value::Num(x) = self.core.regs[base + i as usize]
            && let Some(v) = super::run::place(x).and_then(|k| c.data().get(k))
        {
            let v = v.clone();
            if a >= self.first_temp() {
                self.core.regs[base + a as usize] = Value::Undef;
            }
            self.put(base, dst, v);
            return Ok(Next::Same);
        }
        let mut args = Values::new();
        for &s in subs {
            match self.core.regs[base + s as usize] {
                Value::List(_) => args.extend(self.spread(base, s, 1)),
                _ => args.push(self.operand(base, s)?),
            }
        }
        self.refuse_further(base, a)?;
        let v = self.operand(base, a)?;
        if is_object(&v)
            && let Some(next) = self.read_object(&v, Step::Brace(args.to_vec()), Want::One(dst))?
        {
            return Ok(next);
        }
        let values = index::get_brace(&v, &args, self.session.dialect).map_err(|e| self.name_error(e, a))?;
        self.put_list(base, dst, values, multi)?;
        Ok(Next::Same)
    }

    pub(crate) fn get_field(&mut self, base: usize, dst: Reg, a: Reg, k: u16, mode: u16) -> Result<Next> {
        let name = self.field_name(k);
        self.field(base, dst, a, &name, mode)
    }

    pub(crate) fn get_dyn_field(&mut self, base: usize, dst: Reg, a: Reg, name: Reg, mode: u16) -> Result<Next> {
        let name = self.operand(base, name)?;
        let name = self.dynamic_name(&name)?;
        self.field(base, dst, a, &name, mode)
    }

    fn dynamic_name(&self, v: &Value) -> Result<Name> {
        match v.as_text() {
            Some(t) => Ok(Name::from(t.as_str())),
            None if self.session.dialect.is_octave() => {
                Err(Error::msg("dynamic structure field names must be strings"))
            }
            None => Err(Error::new(
                "MATLAB:mustBeFieldName",
                "Argument to dynamic structure reference must evaluate to a valid field name.",
            )),
        }
    }

    fn field_name(&self, k: u16) -> Name {
        self.code().names[k as usize].clone()
    }

    fn field(&mut self, base: usize, dst: Reg, a: Reg, name: &str, mode: u16) -> Result<Next> {
        self.refuse_further(base, a)?;
        let mut v = self.operand(base, a)?;
        if is_object(&v) {
            let part = self.inherited_part(&v);
            if let Some(inner) = index::get_path_ref(&v, &part).filter(|_| !part.is_empty()) {
                v = inner.into_owned();
            }
            if mode == 2
                && let Some(method) = self.pending_method(&v, name)
            {
                self.put(base, dst, method);
                return Ok(Next::Same);
            }
            if let Some(next) = self.read_object(&v, Step::Field(Name::from(name)), Want::One(dst))? {
                return Ok(next);
            }
        }
        if self.is_method(&v, name) {
            if mode == 2 {
                let method = self.bound_method(&v, name);
                self.put(base, dst, method);
                return Ok(Next::Same);
            }
            let want = if mode == 3 { Want::Statement(dst) } else { Want::One(dst) };
            return self.call_name(name, Values::from_iter([v]), want);
        }
        let values = index::get_field(&v, name, self.session.dialect)?;
        self.put_list(base, dst, values, mode & 1 == 1)?;
        Ok(Next::Same)
    }

    /// Whether `v.name` calls a function with `v` as first argument.
    fn is_method(&self, v: &Value, name: &str) -> bool {
        match v {
            Value::Map(_) => matches!(name, "keys" | "values" | "isKey" | "remove" | "length" | "numel" | "isobject"),
            Value::Exception(_) => {
                matches!(name, "throw" | "rethrow" | "getReport" | "addCause" | "throwAsCaller" | "addCorrection")
            }
            Value::Handle(h) => h.fields.lock().unwrap().position(name).is_none(),
            _ => false,
        }
    }

    /// `obj.method` with arguments to come.
    fn bound_method(&mut self, v: &Value, name: &str) -> Value {
        use runmat_value::function::{FunctionHandle, HandleTarget};
        let code = self.method_stub(name);
        let captures: Arc<[Value]> = Arc::from([v.clone()]);
        Value::Func(Arc::new(FunctionHandle { target: HandleTarget::Bound { name: Name::from(name), code, captures } }))
    }

    #[inline(never)]
    pub(crate) fn set_slow(&mut self, base: usize, a: Reg, subs: &[Reg], v: Reg) -> Result<Next> {
        let rhs = self.operand(base, v)?;
        let args = subs.iter().map(|&s| self.operand(base, s)).collect::<Result<Values>>()?;
        if (is_object(&rhs) || self.holds_object(base, a))
            && let Some(next) = self.write_object(base, a, &[Step::Paren(args.to_vec())], Some(&rhs))?
        {
            return Ok(next);
        }
        self.meter.charge(rhs.numel() / 4);
        self.admit_growth(base, a, &args)?;
        let place = &self.core.regs[base + a as usize];
        if is_plain(place) && (is_huge(place, &args) || args.len() == 1 && place.numel() >= HUGE && is_colon(&args[0]))
        {
            return self.rewritten("__set__", base, a, [rhs].into_iter().chain(args));
        }
        let dialect = self.session.dialect;
        self.edit(base, a, |place| index::set(place, &args, rhs, dialect).map(|()| 0))?;
        Ok(Next::Same)
    }

    /// Whether a register holds an object.
    fn holds_object(&self, base: usize, a: Reg) -> bool {
        match &self.core.regs[base + a as usize] {
            Value::Boxed(b) => is_object(&b.lock().unwrap()),
            v => is_object(v),
        }
    }

    /// The array in `a` made anew beside the machine; the variable keeps its value until then.
    fn rewritten(&mut self, by: &str, base: usize, a: Reg, rest: impl Iterator<Item = Value>) -> Result<Next> {
        let name = self.code().slots.get(a as usize).map_or("", |n| n);
        let mut all = Values::from_iter([Value::text(name), self.core.regs[base + a as usize].clone()]);
        all.extend(rest);
        self.call_builtin(self.library.operator(by), all, Want::One(a))
    }

    /// Refuses a write far behind the end when the grown array can't be held.
    fn admit_growth(&mut self, base: usize, a: Reg, subs: &[Value]) -> Result<()> {
        const FAR: f64 = 65536.0;
        if !subs.iter().any(|s| matches!(s, Value::Num(x) if *x > FAR)) {
            return Ok(());
        }
        let target = &self.core.regs[base + a as usize];
        let (held, dims) = (target.numel(), target.dims());
        let reach = subs.iter().enumerate().fold(1usize, |n, (k, s)| {
            let written = if let Value::Num(x) = s { *x as usize } else { 1 };
            let there = if subs.len() == 1 { held } else { dims.dim(k) };
            n.saturating_mul(written.max(there))
        });
        if reach > held {
            self.meter.charge((reach - held) / 4);
            self.admit((reach - held).saturating_mul(8))?;
        }
        Ok(())
    }

    pub(crate) fn set_brace(&mut self, base: usize, a: Reg, i: Reg, v: Reg) -> Result<Next> {
        let rhs = self.operand(base, v)?;
        if let (Value::Cell(c), Value::Num(x)) =
            (&self.core.regs[base + a as usize], &self.core.regs[base + i as usize])
            && *x >= 1.0
            && *x == x.trunc()
            && *x as usize <= c.len() + 1
        {
            let k = *x as usize - 1;
            let Value::Cell(c) = &mut self.core.regs[base + a as usize] else { unreachable!("matched above") };
            if let Some(c) = runmat_value::array::unique(c) {
                if k < c.len() {
                    c.data_mut()[k] = rhs;
                    return Ok(Next::Same);
                }
                if c.dims().is_vector() && k > 1 {
                    let room = c.bytes();
                    c.push(rhs);
                    let grown = (c.bytes() - room) as u64;
                    if grown > 0 {
                        self.account_growth(base + a as usize, grown);
                    }
                    return Ok(Next::Same);
                }
            }
        }
        let i = self.operand(base, i)?;
        if self.holds_object(base, a)
            && let Some(next) = self.write_object(base, a, &[Step::Brace(vec![i.clone()])], Some(&rhs))?
        {
            return Ok(next);
        }
        let dialect = self.session.dialect;
        self.edit(base, a, |place| index::set_brace(place, &[i], rhs, dialect).map(|()| 0))?;
        Ok(Next::Same)
    }

    pub(crate) fn set_field(&mut self, base: usize, a: Reg, k: u16, v: Reg) -> Result<Next> {
        let rhs = self.operand(base, v)?;
        let name = self.field_name(k);
        if self.holds_object(base, a)
            && let Some(next) = self.write_object(base, a, &[Step::Field(name.clone())], Some(&rhs))?
        {
            return Ok(next);
        }
        let dialect = self.session.dialect;
        self.edit(base, a, |place| index::set_field(place, &name, rhs, dialect).map(|()| 0))?;
        Ok(Next::Same)
    }

    pub(crate) fn set_path(&mut self, base: usize, a: Reg, path: u16, v: Reg) -> Result<Next> {
        let rhs = self.operand(base, v)?;
        let steps = self.steps(base, path, true)?;
        if let Some(next) = self.write_object(base, a, &steps, Some(&rhs))? {
            return Ok(next);
        }
        self.meter.charge(rhs.numel() / 4);
        let dialect = self.session.dialect;
        self.edit(base, a, |place| index::set_path(place, &steps, rhs, dialect))?;
        Ok(Next::Same)
    }

    pub(crate) fn delete_path(&mut self, base: usize, a: Reg, path: u16) -> Result<Next> {
        let mut steps = self.steps(base, path, true)?;
        if let Some(next) = self.write_object(base, a, &steps, None)? {
            return Ok(next);
        }
        let place = &self.core.regs[base + a as usize];
        if let [Step::Paren(subs)] = steps.as_mut_slice()
            && is_plain(place)
            && place.numel() >= HUGE
        {
            let subs = std::mem::take(subs);
            return self.rewritten("__delete__", base, a, subs.into_iter());
        }
        let dialect = self.session.dialect;
        self.edit(base, a, |place| index::delete_path(place, &steps, dialect).map(|()| 0))?;
        Ok(Next::Same)
    }

    /// How many values the places of a path take.
    pub(crate) fn count_targets(&mut self, base: usize, dst: Reg, a: Reg, path: u16) -> Result<()> {
        let steps = self.steps(base, path, false)?;
        let root = match &self.core.regs[base + a as usize] {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            v => v.clone(),
        };
        let (last, prefix) = steps.split_last().expect("a path has steps");
        let held =
            if prefix.is_empty() { Some(root) } else { index::get_path_ref(&root, prefix).map(|v| v.into_owned()) };
        let n = match (last, held) {
            (Step::Brace(subs), held) => {
                let held = held.filter(|v| !v.is_undef()).unwrap_or_else(Value::empty);
                index::selected(&held, subs)?
            }
            (Step::Field(_), Some(v)) if !v.is_undef() => match (&v, prefix.last()) {
                (Value::Struct(s), _) => s.len(),
                _ => 1,
            },
            (Step::Field(_), _) => match prefix.last() {
                Some(Step::Paren(subs)) => index::selected(&Value::empty(), subs)?,
                _ => 1,
            },
            _ => 1,
        };
        self.put(base, dst, Value::Num(n as f64));
        Ok(())
    }

    /// Gives values of a list to the places of a path.
    pub(crate) fn set_targets(&mut self, base: usize, a: Reg, path: u16, list: Reg, count: Reg) -> Result<Next> {
        let n = self.core.regs[base + count as usize].as_f64().unwrap_or(0.0) as usize;
        let mut values = Vec::with_capacity(n);
        for _ in 0..n {
            values.push(self.next_of_list(base, list)?);
        }
        let mut steps = self.steps(base, path, true)?;
        if let [one] = values.as_slice()
            && let Some(next) = self.write_object(base, a, &steps, Some(one))?
        {
            return Ok(next);
        }
        let dialect = self.session.dialect;
        let done = match steps.pop().expect("a path has steps") {
            Step::Brace(subs) => {
                if n == 0 {
                    // A value that came unasked is kept: `[varargout{1:nargout}] = f()` in a statement.
                    match self.first_of_list(base, list) {
                        Some(v) if steps.is_empty() => values.push(v),
                        _ => return Ok(Next::Same),
                    }
                }
                let subs = if n == 0 { vec![Value::Num(1.0)] } else { subs };
                let fresh = self.core.regs[base + a as usize].is_undef() && steps.is_empty();
                if fresh {
                    self.core.regs[base + a as usize] = super::arith::cell_row(Vec::new());
                }
                steps.push(Step::Paren(subs));
                let rhs = Value::cell_row(values);
                self.edit(base, a, |place| index::set_path(place, &steps, rhs, dialect))
            }
            Step::Field(name) => self.edit(base, a, |place| {
                let single = values.len() == 1;
                let held = match steps.split_last() {
                    Some((Step::Paren(_), [])) if !single => Some(place.clone()),
                    Some((Step::Paren(_), before)) if !single => {
                        index::get_path_ref(place, before).map(|v| v.into_owned())
                    }
                    _ => None,
                };
                let held = held.filter(|v| !v.is_undef()).unwrap_or_else(Value::empty);
                let mut grown = 0;
                for (k, v) in values.into_iter().enumerate() {
                    let mut path = steps.clone();
                    match path.last_mut() {
                        _ if single => {}
                        Some(Step::Paren(subs)) => *subs = index::nth(&held, subs, k)?,
                        _ => path.push(Step::Paren(vec![Value::Num(k as f64 + 1.0)])),
                    }
                    path.push(Step::Field(name.clone()));
                    grown += index::set_path(place, &path, v, dialect)?;
                }
                Ok(grown)
            }),
            last => {
                steps.push(last);
                let rhs = values.pop().unwrap_or_default();
                self.edit(base, a, |place| index::set_path(place, &steps, rhs, dialect))
            }
        };
        done.map(|()| Next::Same)
    }

    pub(crate) fn shift(&mut self, base: usize, dst: Reg, list: Reg) -> Result<()> {
        let v = self.next_of_list(base, list)?;
        self.put(base, dst, v);
        Ok(())
    }

    fn first_of_list(&self, base: usize, list: Reg) -> Option<Value> {
        match &self.core.regs[base + list as usize] {
            Value::List(l) => l.first().cloned(),
            Value::Undef => None,
            v => Some(v.clone()),
        }
    }

    fn next_of_list(&mut self, base: usize, list: Reg) -> Result<Value> {
        let octave = self.session.dialect.is_octave();
        let missing = || {
            if octave {
                Error::msg("some elements undefined in argument list")
            } else {
                Error::new(
                    "MATLAB:needMoreRhsOutputs",
                    "Insufficient number of outputs from right hand side of equal sign to satisfy assignment.",
                )
            }
        };
        match &mut self.core.regs[base + list as usize] {
            Value::List(l) => {
                let l = Arc::make_mut(l);
                if l.is_empty() { Err(missing()) } else { Ok(l.remove(0)) }
            }
            Value::Undef => Err(missing()),
            v => Ok(v.take()),
        }
    }

    /// Edits a variable in place, through its box when it is shared.
    pub(crate) fn edit(&mut self, base: usize, a: Reg, f: impl FnOnce(&mut Value) -> Result<u64>) -> Result<()> {
        let place = &mut self.core.regs[base + a as usize];
        let edited = match place {
            Value::Boxed(b) => {
                let b = b.clone();
                let mut inner = b.lock().unwrap();
                measured(&mut inner, f)
            }
            v => measured(v, f),
        };
        match edited {
            Ok(grown) => self.account_growth(base + a as usize, grown),
            Err(e) => return Err(self.name_error(e, a)),
        }
        Ok(())
    }

    /// The steps of a path with their subscripts; `take` ends the registers' use.
    fn steps(&mut self, base: usize, path: u16, take: bool) -> Result<Vec<Step>> {
        let spec = self.code().paths[path as usize].clone();
        let mut out = Vec::with_capacity(spec.len());
        for s in spec {
            out.push(match s {
                PathStep::Field(n) => Step::Field(n),
                PathStep::DynField(r) => {
                    let v = self.core.regs[base + r as usize].clone();
                    Step::Field(self.dynamic_name(&v)?)
                }
                PathStep::Paren(first, n) => Step::Paren(self.subscripts(base, first, n, take)),
                PathStep::Brace(first, n) => Step::Brace(self.subscripts(base, first, n, take)),
            });
        }
        Ok(out)
    }

    fn subscripts(&mut self, base: usize, first: Reg, n: u16, take: bool) -> Vec<Value> {
        if take {
            return self.spread(base, first, n).into_vec();
        }
        let from = base + first as usize;
        self.core.regs[from..from + n as usize].to_vec()
    }

    pub(crate) fn end_of(&mut self, base: usize, dst: Reg, a: Reg, position: u16, count: u16) -> Result<Next> {
        if let v @ (Value::Object(_) | Value::Handle(_)) = &self.core.regs[base + a as usize] {
            let v = v.clone();
            if let Some(next) = self.object_end(&v, dst, position, count)? {
                return Ok(next);
            }
        }
        let v = &self.core.regs[base + a as usize];
        let n = match v {
            Value::Boxed(b) => index::end_of(&b.lock().unwrap(), position as usize, count as usize),
            Value::Undef => 0,
            v => index::end_of(v, position as usize, count as usize),
        };
        self.put(base, dst, Value::Num(n as f64));
        Ok(Next::Same)
    }

    pub(crate) fn end_path(&mut self, base: usize, dst: Reg, a: Reg, path: u16, pos: u16, count: u16) -> Result<()> {
        let steps = self.steps(base, path, false)?;
        let v = &self.core.regs[base + a as usize];
        let end =
            |v: &Value| index::get_path_ref(v, &steps).map_or(0, |v| index::end_of(&v, pos as usize, count as usize));
        let n = match v {
            Value::Boxed(b) => end(&b.lock().unwrap()),
            v => end(v),
        };
        self.put(base, dst, Value::Num(n as f64));
        Ok(())
    }
}

/// Runs `f`, which gives the bytes by which something inside has grown; those of the value itself come on top.
fn measured(place: &mut Value, f: impl FnOnce(&mut Value) -> Result<u64>) -> Result<u64> {
    let before = place.own_bytes();
    let inside = f(place)?;
    Ok(inside + place.own_bytes().saturating_sub(before))
}
