//! Operators, conditions and loops on anything but double scalars.

use super::Machine;
use super::objects::{is_device, is_object};
use super::slow::Next;
use crate::builtin::Values;
use crate::bytecode::*;
use runmat_syntax::ast::{BinaryOp, UnaryOp};
use runmat_value::{Char, Element, ErrorKind, NdArray, Result, Value, index, ops};

/// From this many elements on operators, literals and subscripts are called as builtins, which may stop on the way.
pub(crate) const HUGE: usize = 1 << 21;

impl Machine {
    #[inline(never)]
    pub(crate) fn binary_slow(&mut self, base: usize, op: BinaryOp, dst: Reg, a: Reg, b: Reg) -> Result<Next> {
        self.refuse_lists(base, op.symbol(), &[a, b])?;
        let x = self.operand(base, a)?;
        let y = self.operand(base, b)?;
        let huge = x.numel().max(y.numel()) >= HUGE;
        if huge && x.numel() > 1 && y.numel() > 1 && !ops::is_matrix_op(op, &x, &y) {
            self.admit_broadcast(&x, &y)?;
        }
        let foreign = |v: &Value| is_object(v) || is_device(v);
        if huge || ops::is_matrix_op(op, &x, &y) || foreign(&x) || foreign(&y) {
            let function = op.function().expect("short circuits are no instruction");
            return self.call_operator(function, Values::from_iter([x, y]), Want::One(dst));
        }
        self.meter.charge(x.numel().max(y.numel()) / 4);
        if x.numel() > 1 && y.numel() > 1 && x.numel().max(y.numel()) > 256 {
            self.admit_broadcast(&x, &y)?;
        }
        let mut v = ops::binary_owned(op, x, y, self.session.dialect)?;
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(Next::Same)
    }

    /// Refuses a result that is much larger than its operands and can't be held.
    fn admit_broadcast(&mut self, x: &Value, y: &Value) -> Result<()> {
        let (p, q) = (x.dims(), y.dims());
        let dims = p.iter().len().max(q.iter().len());
        let whole = (0..dims).fold(1usize, |n, k| n.saturating_mul(p.dim(k).max(q.dim(k))));
        if whole > x.numel().max(y.numel()) {
            self.meter.charge(whole / 4);
            self.admit(whole.saturating_mul(8))?;
        }
        Ok(())
    }

    /// An operator as the function it stands for: a method, or the builtin.
    fn call_operator(&mut self, function: &str, args: Values, want: Want) -> Result<Next> {
        if let Some(next) = self.call_overload(function, &args, want)? {
            return Ok(next);
        }
        let id = self.library.operator(function);
        self.call_builtin(id, args, want)
    }

    /// Goes on at `target` when a comparison is `when`.
    pub(crate) fn jump_compare(
        &mut self,
        base: usize,
        op: BinaryOp,
        regs: [Reg; 2],
        when: bool,
        target: u32,
    ) -> Result<Next> {
        self.refuse_lists(base, op.symbol(), &regs)?;
        let x = self.operand(base, regs[0])?;
        let y = self.operand(base, regs[1])?;
        let foreign = |v: &Value| is_object(v) || is_device(v);
        if foreign(&x) || foreign(&y) {
            let function = op.function().expect("a comparison");
            return self.call_operator(function, Values::from_iter([x, y]), Want::Branch { when, target });
        }
        self.meter.charge(x.numel().max(y.numel()) / 4);
        let v = ops::binary_owned(op, x, y, self.session.dialect)?;
        if ops::truth(&v, self.session.dialect)? == when {
            self.jump(target);
        }
        Ok(Next::Same)
    }

    pub(crate) fn unary_slow(&mut self, base: usize, op: Op, dst: Reg, a: Reg) -> Result<Next> {
        let sign = match op {
            Op::Neg { .. } => "-",
            Op::Not { .. } => "!",
            Op::Plus { .. } => "+",
            Op::Transpose { conjugate: 1, .. } => "'",
            _ => ".'",
        };
        self.refuse_lists(base, sign, &[a])?;
        let x = self.operand(base, a)?;
        if x.numel() >= HUGE || is_object(&x) || is_device(&x) {
            let function = match op {
                Op::Neg { .. } => "uminus",
                Op::Not { .. } => "not",
                Op::Plus { .. } => "uplus",
                Op::Transpose { conjugate: 1, .. } => "ctranspose",
                _ => "transpose",
            };
            if !is_object(&x) {
                return self.call_builtin(self.library.operator(function), Values::from_iter([x]), Want::One(dst));
            }
            if let Some(next) = self.call_overload(function, &Values::from_iter([x.clone()]), Want::One(dst))? {
                return Ok(next);
            }
        }
        self.meter.charge(x.numel() / 4);
        let dialect = self.session.dialect;
        let mut v = match op {
            Op::Neg { .. } => ops::unary(UnaryOp::Minus, &x, dialect)?,
            Op::Not { .. } => ops::unary(UnaryOp::Not, &x, dialect)?,
            Op::Plus { .. } => ops::unary(UnaryOp::Plus, &x, dialect)?,
            Op::Transpose { conjugate, .. } => ops::transpose(&x, conjugate == 1)?,
            other => unreachable!("{} is no unary operator", other.name()),
        };
        self.account(&mut v);
        self.put(base, dst, v);
        Ok(Next::Same)
    }

    pub(crate) fn range(&mut self, base: usize, dst: Reg, start: Reg, step: Reg, stop: Reg) -> Result<Next> {
        for r in [start, step, stop] {
            if r != NONE && self.is_list(base, r) {
                return Err(runmat_value::Error::msg("incompatible types found in range expression"));
            }
        }
        let first = self.operand(base, start)?;
        let increment = if step == NONE { None } else { Some(self.operand(base, step)?) };
        let last = self.operand(base, stop)?;
        if let Some(next) = self.colon(&first, increment.as_ref(), &last, dst)? {
            return Ok(next);
        }
        let v = ops::range(&first, increment.as_ref(), &last, self.session.dialect)?;
        // It takes no memory yet, but whatever is done with it may.
        const LONG: usize = 1 << 20;
        if let Value::Range(r) = &v
            && r.len() > LONG
        {
            self.admit(r.len().saturating_mul(8))?;
        }
        self.put(base, dst, v);
        Ok(Next::Same)
    }

    /// `colon` of a class.
    fn colon(&mut self, first: &Value, step: Option<&Value>, last: &Value, dst: Reg) -> Result<Option<Next>> {
        if is_device(first) || is_device(last) || step.is_some_and(is_device) {
            let args = [Some(first), step, Some(last)].into_iter().flatten().cloned().collect();
            return self.call_for_device("colon", args, Want::One(dst)).map(Some);
        }
        if !is_object(first) && !is_object(last) && !step.is_some_and(is_object) {
            return Ok(None);
        }
        let args = [Some(first), step, Some(last)].into_iter().flatten().cloned().collect();
        self.call_overload("colon", &args, Want::One(dst))
    }

    pub(crate) fn truth_operand(&mut self, base: usize, dst: Reg, a: Reg, or: bool) -> Result<Next> {
        if self.is_list(base, a) {
            self.put(base, dst, Value::Bool(false));
            return Ok(Next::Same);
        }
        let x = self.operand(base, a)?;
        if is_device(&x) {
            return self.call_for_device("__truth__", Values::from_iter([x]), Want::One(dst));
        }
        let t = ops::truth_operand(&x, if or { "||" } else { "&&" }, self.session.dialect)?;
        self.put(base, dst, Value::Bool(t));
        Ok(Next::Same)
    }

    /// Whether it is one of Octave's comma lists, which are never true.
    fn is_list(&self, base: usize, a: Reg) -> bool {
        self.session.dialect.is_octave() && matches!(self.core.regs[base + a as usize], Value::List(_))
    }

    /// Goes on at `target` when a condition is `when`.
    pub(crate) fn jump_condition(&mut self, base: usize, a: Reg, when: bool, target: u32) -> Result<Next> {
        let x = if self.is_list(base, a) { Value::Bool(false) } else { self.operand(base, a)? };
        if is_device(&x) {
            return self.call_for_device("gather", Values::from_iter([x]), Want::Branch { when, target });
        }
        if ops::truth(&x, self.session.dialect)? == when {
            self.jump(target);
        }
        Ok(Next::Same)
    }

    /// Whether a `switch` value matches a label: text by content, numbers by value, cells by any element.
    pub(crate) fn case_matches(&mut self, base: usize, value: Reg, label: Reg) -> Result<bool> {
        let held;
        let label = match &self.core.regs[base + label as usize] {
            Value::Chars(_) | Value::Cell(_) | Value::Num(_) => &self.core.regs[base + label as usize],
            _ => {
                held = self.operand(base, label)?;
                &held
            }
        };
        let value = &self.core.regs[base + value as usize];
        if is_device(value) || is_device(label) {
            return Err(runmat_value::device::not_at_hand());
        }
        if self.session.dialect.is_octave() {
            let labels = match label {
                Value::Cell(c) => c.data(),
                l => std::slice::from_ref(l),
            };
            refuse_labels(value, labels)?;
        }
        Ok(match label {
            Value::Cell(c) => c.data().iter().any(|l| matches(value, l)),
            l => matches(value, l),
        })
    }

    pub(crate) fn for_range(&mut self, base: usize, state: Reg, start: Reg, step: Reg, stop: Reg) -> Result<Next> {
        let first = self.operand(base, start)?;
        let increment = if step == NONE { Value::Num(1.0) } else { self.operand(base, step)? };
        let last = self.operand(base, stop)?;
        if let (Value::Num(a), Value::Num(s), Value::Num(b)) = (&first, &increment, &last) {
            let r = runmat_value::range::Range::new(*a, *s, *b);
            let regs = &mut self.core.regs[base + state as usize..][..4];
            regs[0] = Value::Num(0.0);
            regs[1] = Value::Num(r.len() as f64);
            regs[2] = Value::Num(*a);
            regs[3] = Value::Num(*s);
            return Ok(Next::Same);
        }
        let step = (step != NONE).then_some(&increment);
        // Its columns are counted when they are there: `for_each_next`.
        self.core.regs[base + state as usize + 2] = Value::Undef;
        if let Some(next) = self.colon(&first, step, &last, state)? {
            return Ok(next);
        }
        let v = ops::range(&first, step, &last, self.session.dialect)?;
        self.begin_each(base, state, v);
        Ok(Next::Same)
    }

    pub(crate) fn for_each(&mut self, base: usize, state: Reg, src: Reg) -> Result<()> {
        let v = self.operand(base, src)?;
        self.begin_each(base, state, v);
        Ok(())
    }

    /// State: what is walked, number of the next column, how many there are.
    fn begin_each(&mut self, base: usize, state: Reg, v: Value) {
        let dims = v.dims();
        let columns = match dims.rows() {
            0 if self.session.dialect.is_octave() => 0,
            _ => dims[1..].iter().product::<usize>(),
        };
        let columns = if matches!(v, Value::Map(_) | Value::Func(_)) { 1 } else { columns };
        let regs = &mut self.core.regs[base + state as usize..][..4];
        regs[0] = v;
        regs[1] = Value::Num(0.0);
        regs[2] = Value::Num(columns as f64);
        regs[3] = Value::Undef;
    }

    pub(crate) fn for_each_next(&mut self, base: usize, state: Reg, var: Reg) -> Result<bool> {
        if self.core.regs[base + state as usize + 2].is_undef() {
            let walked = self.core.regs[base + state as usize].take();
            self.begin_each(base, state, walked);
        }
        let regs = &mut self.core.regs[base + state as usize..][..4];
        let (Value::Num(k), Value::Num(n)) = (regs[1].clone(), regs[2].clone()) else { return Ok(false) };
        if k >= n {
            let walked = regs[0].take();
            if k == 0.0 {
                // A loop without turns leaves its variable empty.
                self.put(base, var, walked);
            }
            return Ok(false);
        }
        regs[1] = Value::Num(k + 1.0);
        let walked = &regs[0];
        let v = match walked {
            Value::F64(a) if a.dims().rows() == 1 => Value::Num(a.data()[k as usize]),
            Value::Range(r) => Value::Num(r.get(k as usize)),
            Value::Cell(c) if c.dims().rows() == 1 => Value::cell_row(vec![c.data()[k as usize].clone()]),
            Value::Struct(s) if s.len() == 1 => walked.clone(),
            v if v.is_scalar() => walked.clone(),
            v => {
                let colon = Char(b':' as u16).scalar();
                index::get(v, &[colon, Value::Num(k + 1.0)])?
            }
        };
        self.put(base, var, v);
        Ok(true)
    }

    /// Checks and converts an argument by the rule of an `arguments` block.
    pub(crate) fn check_argument(&mut self, base: usize, slot: Reg, k: u16) -> Result<()> {
        let rule = self.code().rules[k as usize].clone();
        let v = self.core.regs[base + slot as usize].clone();
        if v.is_undef() {
            return Err(ErrorKind::NotEnoughInputs { function: self.code().name.clone() }.into());
        }
        let fail = |identifier: &str, text: String| {
            let message = match rule.name.rsplit_once('.') {
                Some((_, name)) => format!("Invalid value for '{name}' argument. {text}"),
                None => format!("Invalid argument at position {}. {text}", rule.position),
            };
            Err(runmat_value::Error::new(identifier, message))
        };
        if rule.class.as_deref() == Some(PLAIN_TEXT) {
            let place = &mut self.core.regs[base + slot as usize];
            match place {
                Value::Cell(c) if &*rule.name == "varargin" => {
                    if c.data().iter().any(|e| matches!(e, Value::Strings(_))) {
                        std::sync::Arc::make_mut(c).data_mut().iter_mut().for_each(plain_text);
                    }
                }
                v => plain_text(v),
            }
            return Ok(());
        }
        let mut v = v;
        if let Some(class) = &rule.class
            && v.class_name() != **class
        {
            let converted = runmat_value::Class::from_name(class)
                .and_then(|c| runmat_value::convert::to_class(&v, c, self.session.dialect).ok());
            match converted {
                Some(x) => v = x,
                None => {
                    let text = format!("Value must be of type {class} or be convertible to {class}.");
                    return fail("MATLAB:validation:UnableToConvert", text);
                }
            }
        }
        if let Some(wanted) = &rule.dims {
            v = fitted(v, wanted)?;
            let dims = v.dims();
            let fits = wanted.len() >= dims.ndims()
                && wanted.iter().enumerate().all(|(d, w)| w.is_none_or(|w| w == dims.dim(d)));
            if !fits {
                let words: Vec<String> = wanted.iter().map(|w| w.map_or("M".into(), |n| n.to_string())).collect();
                let text = match words.join("-by-").as_str() {
                    "1-by-1" => "Value must be a scalar.".to_string(),
                    "1-by-M" => "Value must be a row vector.".to_string(),
                    size => format!("Value must have size {size}."),
                };
                return fail("MATLAB:validation:IncompatibleSize", text);
            }
        }
        self.put(base, slot, v);
        Ok(())
    }
}

/// The class in rules that make strings char rows, alone or in the cell of `varargin`.
pub const PLAIN_TEXT: &str = "char row for string";

fn plain_text(v: &mut Value) {
    if matches!(v, Value::Strings(_))
        && let Some(text) = v.as_text()
    {
        *v = Value::text_in(&text, runmat_value::Dialect::Matlab);
    }
}

/// A scalar made as large as wanted, a vector turned as wanted.
fn fitted(v: Value, wanted: &[Option<usize>]) -> Result<Value> {
    let fixed: Option<Vec<usize>> = wanted.iter().copied().collect();
    if let Some(sizes) = fixed.filter(|s| v.is_scalar() && s.iter().any(|&n| n != 1)) {
        let all: Vec<Value> = sizes.iter().map(|&n| ones(n)).collect();
        return index::get(&v, &all);
    }
    let lies = v.dims().ndims() == 2 && v.dims().rows() == 1 && v.numel() > 1;
    let stands = v.dims().ndims() == 2 && v.dims().cols() == 1 && v.numel() > 1;
    let length = |n: Option<usize>| n.is_none_or(|n| n == v.numel());
    match wanted {
        [Some(1), n] if stands && length(*n) => index::get(&v, &[ones(1), Char(b':' as u16).scalar()]),
        [n, Some(1)] if lies && length(*n) => index::get(&v, &[Char(b':' as u16).scalar()]),
        _ => Ok(v),
    }
}

/// The subscript that selects the first element `n` times.
fn ones(n: usize) -> Value {
    NdArray::<f64>::row(vec![1.0; n]).into()
}

/// Octave compares with `==`, which cells and structs do not have.
fn refuse_labels(value: &Value, labels: &[Value]) -> Result<()> {
    let compound = |v: &&Value| matches!(v, Value::Cell(_) | Value::Struct(_)) && !v.is_empty();
    let Some(label) = (if compound(&value) { labels.first() } else { labels.iter().find(compound) }) else {
        return Ok(());
    };
    let name = |v: &Value| match v {
        v if v.is_char() && v.is_scalar() => "scalar",
        v if v.is_char() => "matrix",
        v => ops::octave_type_name(v),
    };
    let (left, right) = (name(value), name(label));
    let text = format!("binary operator '==' not implemented for '{left}' by '{right}' operations");
    Err(runmat_value::Error::msg(text))
}

fn matches(value: &Value, label: &Value) -> bool {
    if let Value::Object(o) = value {
        let same = |l: &Value| if let Value::Object(o) = l { o.category() } else { l.as_text() };
        return o.category().is_some_and(|name| same(label).is_some_and(|l| l == name));
    }
    if let (Value::Chars(a), Value::Chars(b)) = (value, label) {
        return a.data() == b.data() && (a.is_empty() || a.dims().rows() == b.dims().rows());
    }
    match (Char::view(value), Char::view(label)) {
        (Some(a), Some(b)) => a.data() == b.data() && (a.is_empty() || a.dims().rows() == b.dims().rows()),
        (None, None) => match (value.as_f64(), label.as_f64()) {
            (Some(a), Some(b)) => a == b,
            _ => match (value, label) {
                (Value::Strings(a), Value::Strings(b)) => a.data() == b.data(),
                _ => value.is_empty() && label.is_empty() && !value.is_cell(),
            },
        },
        _ => match (value.as_text(), label.as_text()) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        },
    }
}

/// A cell row.
pub(crate) fn cell_row(items: Vec<Value>) -> Value {
    if items.is_empty() { NdArray::<Value>::empty().into() } else { Value::cell_row(items) }
}
