//! The loop: fast paths of every instruction; what is rare goes to the methods in the sibling files.

use super::core::write;
use super::frame::{CodeFrame, Frame};
use super::functions::Target;
use super::{Machine, Stop};
use crate::bytecode::*;
use runmat_syntax::ast::BinaryOp;
use runmat_value::array::unique;
use runmat_value::{Error, ErrorKind, Result, Value};

/// How a slow path leaves the loop's state.
pub(crate) enum Next {
    /// The frame is still on top: go on.
    Same,
    /// Frames have changed.
    Switch,
    /// Leave the loop.
    Stop(Stop),
}

/// A subscript as a place from 0, if it is a positive integer.
#[inline(always)]
fn place(x: f64) -> Option<usize> {
    // Beyond 2^53 nothing is indexed by one double.
    if !(1.0..=9007199254740992.0).contains(&x) {
        return None;
    }
    // SAFETY: the value lies in the range of the integer type.
    let k = unsafe { x.to_int_unchecked::<i64>() };
    (k as f64 == x).then_some(k as usize - 1)
}

/// Outputs wanted, where a quick call can serve: one value of a function that has one, or a statement.
#[inline(always)]
fn quick_nargout(want: Want, callee: &CodeObject) -> Option<u16> {
    match want {
        Want::One(_) if !callee.outputs.is_empty() => Some(1),
        Want::Statement(_) => Some(0),
        _ => None,
    }
}

/// Writes over a register without looking at whether it is shared.
///
/// # Safety
/// `place` points to a register.
#[inline(always)]
unsafe fn overwrite(place: *mut Value, v: Value) {
    // SAFETY: the caller's; what is not heap data needs no drop.
    unsafe {
        if (*place).is_heap() {
            unset(&mut *place);
        }
        std::ptr::write(place, v);
    }
}

#[cold]
#[inline(never)]
fn unset(place: &mut Value) {
    *place = Value::Undef;
}

/// Writes a register that may hold heap data or a shared variable.
#[cold]
#[inline(never)]
fn put_slow(place: &mut Value, v: Value) {
    write(place, v);
}

impl Machine {
    /// Runs the top code frame and what it calls, until something other than code is to be done.
    pub(crate) fn run_code(&mut self) -> Result<Option<Stop>> {
        let mut ops: *const Op;
        let mut code: *const CodeObject;
        let mut ip: *const Op;
        let mut base: usize;
        let mut r: *mut Value;

        // SAFETY of all raw accesses below: code objects are verified when compiled, so every register
        // operand lies below `registers`, and `ensure` has made room for `base + registers` values; every
        // pc lies in `ops`, since targets do and the last instruction never falls through. `ops` and `r`
        // are reloaded whenever frames or registers may have moved.
        macro_rules! reload {
            () => {
                match self.core.frames.last() {
                    Some(Frame::Code(c)) => {
                        ops = c.code.ops.as_ptr();
                        code = std::sync::Arc::as_ptr(&c.code);
                        ip = unsafe { ops.add(c.pc) };
                        base = c.base;
                        r = unsafe { self.core.regs.as_mut_ptr().add(base) };
                    }
                    _ => return Ok(None),
                }
            };
        }
        macro_rules! reg {
            ($i:expr) => {
                unsafe { &mut *r.add($i as usize) }
            };
        }
        macro_rules! put {
            ($i:expr, $v:expr) => {{
                let v: Value = $v;
                let place = reg!($i);
                if place.is_heap() {
                    put_slow(place, v);
                } else {
                    unsafe { std::ptr::write(place, v) };
                }
            }};
        }
        macro_rules! code {
            () => {
                unsafe { &*code }
            };
        }
        macro_rules! save {
            () => {
                match self.core.frames.last_mut() {
                    Some(Frame::Code(c)) => c.pc = unsafe { ip.offset_from(ops) } as usize,
                    _ => unreachable!("the running frame is on top"),
                }
            };
        }
        // A slow path that stays in this frame.
        macro_rules! slow {
            ($e:expr) => {{
                save!();
                $e?;
                r = unsafe { self.core.regs.as_mut_ptr().add(base) };
            }};
        }
        // A slow path that may change frames.
        macro_rules! leave {
            ($e:expr) => {{
                save!();
                match $e? {
                    Next::Same => r = unsafe { self.core.regs.as_mut_ptr().add(base) },
                    Next::Switch => reload!(),
                    Next::Stop(s) => return Ok(Some(s)),
                }
            }};
        }
        macro_rules! charge {
            ($cost:expr) => {
                self.meter.budget -= $cost as i64;
                if self.meter.budget < 0 {
                    save!();
                    if let Some(stop) = self.turn(false) {
                        return match stop {
                            Stop::Failed(e) => {
                                self.interrupted();
                                Err(e)
                            }
                            other => Ok(Some(other)),
                        };
                    }
                }
            };
        }
        macro_rules! arithmetic {
            ($dst:expr, $a:expr, $b:expr, $op:expr, $f:expr) => {{
                if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    let f: fn(f64, f64) -> f64 = $f;
                    put!($dst, Value::Num(f(x, y)));
                } else {
                    leave!(self.binary_slow(base, $op, $dst, $a, $b));
                }
            }};
        }
        macro_rules! compare {
            ($dst:expr, $a:expr, $b:expr, $op:expr, $f:expr) => {{
                if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    let f: fn(&f64, &f64) -> bool = $f;
                    put!($dst, Value::Bool(f(&x, &y)));
                } else {
                    leave!(self.binary_slow(base, $op, $dst, $a, $b));
                }
            }};
        }
        macro_rules! jump_compare {
            ($a:expr, $b:expr, $target:expr, $op:expr, $when:expr, $f:expr) => {{
                let yes = if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    let f: fn(&f64, &f64) -> bool = $f;
                    f(&x, &y)
                } else {
                    save!();
                    let yes = self.compare_slow(base, $op, $a, $b)?;
                    r = unsafe { self.core.regs.as_mut_ptr().add(base) };
                    yes
                };
                if yes == $when {
                    ip = unsafe { ops.add($target as usize) };
                }
            }};
        }

        reload!();
        loop {
            // By reference: a copy would go through the stack.
            let op = unsafe { &*ip };
            ip = unsafe { ip.add(1) };
            match *op {
                Op::Const { dst, k } => {
                    let v = code!().constants[k as usize].clone();
                    put!(dst, v);
                }
                Op::Move { dst, src } => {
                    let v = reg!(src);
                    if !v.is_heap() && !v.is_undef() {
                        let copy = unsafe { std::ptr::read(v) };
                        put!(dst, copy);
                    } else {
                        slow!(self.move_slow(base, dst, src));
                    }
                }
                Op::Store { dst, src } => {
                    let v = reg!(src).take();
                    if v.is_undef() {
                        save!();
                        return Err(self.missing_value());
                    }
                    if matches!(v, Value::List(_)) {
                        save!();
                        return Err(self.list_as_value(&v));
                    }
                    put!(dst, v);
                }
                Op::Unset { dst } => *reg!(dst) = Value::Undef,
                Op::LoadName { dst, slot, site } => {
                    let v = reg!(slot);
                    if !v.is_heap() && !v.is_undef() {
                        let copy = unsafe { std::ptr::read(v) };
                        put!(dst, copy);
                    } else {
                        leave!(self.load_name(base, dst, slot, site));
                    }
                }
                Op::Add { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::Add, |x, y| x + y),
                Op::Sub { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::Sub, |x, y| x - y),
                Op::Times { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::Times, |x, y| x * y),
                Op::MTimes { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::MTimes, |x, y| x * y),
                Op::RDivide { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::RDivide, |x, y| x / y),
                Op::MRDivide { dst, a, b } => arithmetic!(dst, a, b, BinaryOp::MRDivide, |x, y| x / y),
                Op::Power { dst, a, b } => {
                    if let (&mut Value::Num(x), &mut Value::Num(2.0)) = (reg!(a), reg!(b)) {
                        put!(dst, Value::Num(x * x));
                    } else {
                        leave!(self.binary_slow(base, BinaryOp::Power, dst, a, b));
                    }
                }
                Op::MPower { dst, a, b } => {
                    if let (&mut Value::Num(x), &mut Value::Num(2.0)) = (reg!(a), reg!(b)) {
                        put!(dst, Value::Num(x * x));
                    } else {
                        leave!(self.binary_slow(base, BinaryOp::MPower, dst, a, b));
                    }
                }
                Op::Eq { dst, a, b } => compare!(dst, a, b, BinaryOp::Eq, f64::eq),
                Op::Ne { dst, a, b } => compare!(dst, a, b, BinaryOp::Ne, f64::ne),
                Op::Lt { dst, a, b } => compare!(dst, a, b, BinaryOp::Lt, f64::lt),
                Op::Le { dst, a, b } => compare!(dst, a, b, BinaryOp::Le, f64::le),
                Op::Gt { dst, a, b } => compare!(dst, a, b, BinaryOp::Gt, f64::gt),
                Op::Ge { dst, a, b } => compare!(dst, a, b, BinaryOp::Ge, f64::ge),
                Op::Binary { dst, a, b, op } => leave!(self.binary_slow(base, BINARY[op as usize], dst, a, b)),
                Op::Neg { dst, a } => {
                    if let &mut Value::Num(x) = reg!(a) {
                        put!(dst, Value::Num(-x));
                    } else {
                        leave!(self.unary_slow(base, *op, dst, a));
                    }
                }
                Op::Not { dst, a } => match reg!(a) {
                    &mut Value::Bool(x) => put!(dst, Value::Bool(!x)),
                    _ => leave!(self.unary_slow(base, *op, dst, a)),
                },
                Op::Plus { dst, a } => leave!(self.unary_slow(base, *op, dst, a)),
                Op::Transpose { dst, a, .. } => leave!(self.unary_slow(base, *op, dst, a)),
                Op::Range { dst, start, step, stop } => slow!(self.range(base, dst, start, step, stop)),
                Op::Truth { dst, a, or } => match reg!(a) {
                    &mut Value::Bool(x) => put!(dst, Value::Bool(x)),
                    _ => slow!(self.truth_operand(base, dst, a, or == 1)),
                },
                Op::Math1 { dst, a, site } => {
                    let mut done = false;
                    if let &mut Value::Num(x) = reg!(a) {
                        let symbol = code!().sites[site as usize].symbol;
                        if let Target::Builtin(_, Some(f), _) = self.core.functions.target(symbol, &mut self.session)
                            && let Some(y) = f(x)
                        {
                            put!(dst, Value::Num(y));
                            done = true;
                        }
                    }
                    if !done {
                        leave!(self.math_call(base, site, [a, NONE]));
                    }
                }
                Op::Math2 { dst, a, b, site } => {
                    let mut done = false;
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(a), reg!(b)) {
                        let symbol = code!().sites[site as usize].symbol;
                        if let Target::Builtin(_, _, Some(f)) = self.core.functions.target(symbol, &mut self.session)
                            && let Some(z) = f(x, y)
                        {
                            put!(dst, Value::Num(z));
                            done = true;
                        }
                    }
                    if !done {
                        leave!(self.math_call(base, site, [a, b]));
                    }
                }
                Op::Jump { target } => ip = unsafe { ops.add(target as usize) },
                Op::Loop { target, cost } => {
                    ip = unsafe { ops.add(target as usize) };
                    charge!(cost);
                }
                Op::JumpIf { a, target } => {
                    let yes = match reg!(a) {
                        &mut Value::Bool(x) => x,
                        _ => {
                            save!();
                            self.condition(base, a)?
                        }
                    };
                    if yes {
                        ip = unsafe { ops.add(target as usize) };
                    }
                }
                Op::JumpIfNot { a, target } => {
                    let yes = match reg!(a) {
                        &mut Value::Bool(x) => x,
                        _ => {
                            save!();
                            self.condition(base, a)?
                        }
                    };
                    if !yes {
                        ip = unsafe { ops.add(target as usize) };
                    }
                }
                Op::JumpEq { a, b, target } => jump_compare!(a, b, target, BinaryOp::Eq, true, f64::eq),
                Op::JumpNe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Ne, true, f64::ne),
                Op::JumpLt { a, b, target } => jump_compare!(a, b, target, BinaryOp::Lt, true, f64::lt),
                Op::JumpLe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Le, true, f64::le),
                Op::JumpGt { a, b, target } => jump_compare!(a, b, target, BinaryOp::Gt, true, f64::gt),
                Op::JumpGe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Ge, true, f64::ge),
                Op::JumpNotEq { a, b, target } => jump_compare!(a, b, target, BinaryOp::Eq, false, f64::eq),
                Op::JumpNotNe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Ne, false, f64::ne),
                Op::JumpNotLt { a, b, target } => jump_compare!(a, b, target, BinaryOp::Lt, false, f64::lt),
                Op::JumpNotLe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Le, false, f64::le),
                Op::JumpNotGt { a, b, target } => jump_compare!(a, b, target, BinaryOp::Gt, false, f64::gt),
                Op::JumpNotGe { a, b, target } => jump_compare!(a, b, target, BinaryOp::Ge, false, f64::ge),
                Op::JumpIfSet { a, target } => {
                    let v = reg!(a);
                    let set = match v {
                        Value::Undef => false,
                        Value::Boxed(b) => !b.lock().unwrap().is_undef(),
                        _ => true,
                    };
                    if set {
                        ip = unsafe { ops.add(target as usize) };
                    }
                }
                Op::JumpIfCase { value, label, target } => {
                    save!();
                    if self.case_matches(base, value, label)? {
                        ip = unsafe { ops.add(target as usize) };
                    }
                }
                Op::ForRange { state, start, step, stop } => slow!(self.for_range(base, state, start, step, stop)),
                Op::ForRangeNext { state, var, target, cost } => {
                    // State: number of the next element, how many there are, first, step.
                    if let (&mut Value::Num(k), &mut Value::Num(n), &mut Value::Num(first), &mut Value::Num(step)) =
                        (reg!(state), reg!(state + 1), reg!(state + 2), reg!(state + 3))
                    {
                        if k < n {
                            *reg!(state) = Value::Num(k + 1.0);
                            put!(var, Value::Num(first + k * step));
                            ip = unsafe { ops.add(target as usize) };
                            charge!(cost);
                        }
                    } else {
                        save!();
                        if self.for_each_next(base, state, var)? {
                            ip = unsafe { ops.add(target as usize) };
                            charge!(cost);
                        }
                    }
                }
                Op::ForEach { state, src } => slow!(self.for_each(base, state, src)),
                Op::ForEachNext { state, var, target, cost } => {
                    save!();
                    if self.for_each_next(base, state, var)? {
                        ip = unsafe { ops.add(target as usize) };
                        charge!(cost);
                    }
                }
                Op::Index1 { dst, a, i } => {
                    let mut done = false;
                    if let &mut Value::Num(x) = reg!(i)
                        && let Some(k) = place(x)
                    {
                        let found = match reg!(a) {
                            Value::F64(v) => v.data().get(k).map(|&e| Value::Num(e)),
                            Value::Bools(v) => v.data().get(k).map(|&e| Value::Bool(e)),
                            Value::Chars(v) => v.data().get(k).map(|&e| Value::Char(e)),
                            Value::Range(v) if k < v.len() => Some(Value::Num(v.get(k))),
                            _ => None,
                        };
                        if let Some(v) = found {
                            put!(dst, v);
                            done = true;
                        }
                    }
                    if !done {
                        leave!(self.index_slow(base, dst, a, &[i]));
                    }
                }
                Op::Index2 { dst, a, i, j } => {
                    let mut done = false;
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(i), reg!(j))
                        && let Value::F64(v) = reg!(a)
                        && v.dims().is_matrix()
                    {
                        let (rows, cols) = (v.dims().rows(), v.dims().cols());
                        if let (Some(p), Some(q)) = (place(x), place(y))
                            && p < rows
                            && q < cols
                        {
                            let e = v.data()[q * rows + p];
                            put!(dst, Value::Num(e));
                            done = true;
                        }
                    }
                    if !done {
                        leave!(self.index_slow(base, dst, a, &[i, j]));
                    }
                }
                Op::IndexN { dst, a, base: first, n } => leave!(self.index_n(base, dst, a, first, n)),
                Op::Brace1 { dst, a, i, multi } => {
                    let mut done = false;
                    if let (Value::Cell(c), &mut Value::Num(x)) = (reg!(a), reg!(i))
                        && let Some(v) = place(x).and_then(|k| c.data().get(k))
                    {
                        let v = v.clone();
                        if a < self.first_temp() {
                            put!(dst, v)
                        } else {
                            *reg!(a) = Value::Undef;
                            put!(dst, v);
                        }
                        done = true;
                    }
                    if !done {
                        slow!(self.brace(base, dst, a, &[i], multi == 1));
                    }
                }
                Op::BraceN { dst, a, base: first, n, multi } => {
                    let regs: Vec<u16> = (first..first + n).collect();
                    slow!(self.brace(base, dst, a, &regs, multi == 1));
                }
                Op::GetField { dst, a, name, mode } => {
                    let mut found = None;
                    if let Value::Struct(s) = reg!(a)
                        && s.len() == 1
                    {
                        found = s.field(&code!().names[name as usize]).cloned();
                    }
                    match found {
                        Some(v) => {
                            if a >= code!().first_temp {
                                *reg!(a) = Value::Undef;
                            }
                            put!(dst, v);
                        }
                        None => leave!(self.get_field(base, dst, a, name, mode)),
                    }
                }
                Op::GetDynField { dst, a, name, mode } => leave!(self.get_dyn_field(base, dst, a, name, mode)),
                Op::Set1 { a, i, v } => {
                    let mut done = false;
                    if let &mut Value::Num(x) = reg!(i)
                        && let Some(k) = place(x)
                    {
                        match (reg!(a), reg!(v)) {
                            (Value::F64(array), &mut Value::Num(e)) => {
                                if let Some(array) = unique(array) {
                                    if k < array.len() {
                                        array.put(k, e);
                                        done = true;
                                    } else if k == array.len() && array.dims().is_vector() && k > 1 {
                                        array.push(e);
                                        done = true;
                                    }
                                }
                            }
                            (Value::Bools(array), &mut Value::Bool(e)) => {
                                if let Some(array) = unique(array)
                                    && k < array.len()
                                {
                                    array.put(k, e);
                                    done = true;
                                }
                            }
                            _ => {}
                        }
                    }
                    if !done {
                        slow!(self.set_slow(base, a, &[i], v));
                    }
                }
                Op::Set2 { a, i, j, v } => {
                    let mut done = false;
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(i), reg!(j))
                        && let (Value::F64(array), &mut Value::Num(e)) = (reg!(a), reg!(v))
                        && let Some(array) = unique(array)
                        && array.dims().is_matrix()
                    {
                        let (rows, cols) = (array.dims().rows(), array.dims().cols());
                        if let (Some(p), Some(q)) = (place(x), place(y))
                            && p < rows
                            && q < cols
                        {
                            array.put(q * rows + p, e);
                            done = true;
                        }
                    }
                    if !done {
                        slow!(self.set_slow(base, a, &[i, j], v));
                    }
                }
                Op::SetBrace1 { a, i, v } => slow!(self.set_brace(base, a, i, v)),
                Op::SetField { a, name, v } => {
                    let mut done = false;
                    if let Value::Struct(s) = reg!(a)
                        && !reg!(v).is_heap()
                        && !reg!(v).is_undef()
                        && let Some(s) = unique(s)
                        && s.len() == 1
                        && let Some(f) = s.position(&code!().names[name as usize])
                    {
                        *s.at_mut(0, f) = reg!(v).clone();
                        done = true;
                    }
                    if !done {
                        slow!(self.set_field(base, a, name, v));
                    }
                }
                Op::SetPath { a, path, v } => slow!(self.set_path(base, a, path, v)),
                Op::CountTargets { dst, a, path } => slow!(self.count_targets(base, dst, a, path)),
                Op::SetTargets { a, path, list, count } => slow!(self.set_targets(base, a, path, list, count)),
                Op::Shift { dst, list } => slow!(self.shift(base, dst, list)),
                Op::DeletePath { a, path } => slow!(self.delete_path(base, a, path)),
                Op::EndOf { dst, a, position, count } => slow!(self.end_of(base, dst, a, position, count)),
                Op::EndPath { dst, a, path, position, count } => {
                    slow!(self.end_path(base, dst, a, path, position, count))
                }
                Op::Call { site } => {
                    let s = &code!().sites[site as usize];
                    let mut entered = false;
                    if s.slot == NONE
                        && !s.spread
                        && let Target::Code(callee) = self.core.functions.target(s.symbol, &mut self.session)
                        && callee.simple
                        && s.nargs <= callee.params
                        && let Some(nargout) = quick_nargout(s.want, callee)
                        && self.core.frames.len() < self.depth_limit
                    {
                        let start = base + s.base as usize;
                        let end = start + callee.registers as usize + 1;
                        if end <= self.core.regs.len() {
                            let callee = callee.clone();
                            let first = unsafe { r.add(s.base as usize) };
                            // SAFETY: `end` has been checked; the slots and constants lie below it.
                            for k in s.nargs as usize..callee.slots.len() {
                                unsafe { overwrite(first.add(k), Value::Undef) };
                            }
                            let (from, list) = &callee.constant_registers;
                            for (k, &c) in list.iter().enumerate() {
                                unsafe { overwrite(first.add(*from as usize + k), Value::Num(c)) };
                            }
                            let (nargin, want) = (s.nargs, s.want);
                            save!();
                            let cost = callee.cost;
                            self.core.frames.push(Frame::Code(CodeFrame {
                                code: callee,
                                pc: 0,
                                base: start,
                                nargin,
                                nargout,
                                want,
                                extra: None,
                            }));
                            reload!();
                            charge!(cost);
                            entered = true;
                        }
                    }
                    if !entered {
                        leave!(self.call(base, site));
                    }
                }
                Op::Unpack { base: first, n, src } => slow!(self.unpack(base, first, n, src)),
                Op::HorzCat { dst, base: first, n } => slow!(self.concatenate(base, dst, first, n, true)),
                Op::VertCat { dst, base: first, n } => slow!(self.concatenate(base, dst, first, n, false)),
                Op::CellRow { dst, base: first, n } => slow!(self.cell_row(base, dst, first, n)),
                Op::CellLiteral { dst, base: first, n } => slow!(self.cell_literal(base, dst, first, n)),
                Op::Handle { dst, name } => slow!(self.handle(base, dst, name)),
                Op::Closure { dst, k } => slow!(self.closure(base, dst, k)),
                Op::Show { name, src } => leave!(self.show(base, name, src)),
                Op::Result { ans, src, print } => leave!(self.result(base, ans, src, print == 1)),
                Op::Global { slot, name } => slow!(self.global(base, slot, name)),
                Op::Persistent { slot, k, target } => {
                    if self.persistent(base, slot, k) {
                        ip = unsafe { ops.add(target as usize) };
                    }
                }
                Op::Nargin { dst } => slow!(self.nargs(base, dst, true)),
                Op::Nargout { dst } => slow!(self.nargs(base, dst, false)),
                Op::Caught { dst } => slow!(self.caught(base, Some(dst))),
                Op::EndCatch {} => slow!(self.caught(base, None)),
                Op::Reraise {} => {
                    save!();
                    return Err(self.pending_error());
                }
                Op::CheckArgument { slot, k } => slow!(self.check_argument(base, slot, k)),
                Op::Return {} => {
                    let mut left = false;
                    if code!().simple
                        && let Some(&slot) = code!().outputs.first()
                        && let [.., Frame::Code(caller), Frame::Code(c)] = &mut self.core.frames[..]
                        && c.extra.is_none()
                        && let Want::One(dst) = c.want
                    {
                        let mut v = reg!(slot).take();
                        if let Value::Boxed(shared) = &v {
                            let inner = shared.lock().unwrap().clone();
                            v = inner;
                        }
                        if v.is_undef() {
                            save!();
                            return Err(self.unassigned(slot));
                        }
                        // SAFETY: the frame's registers lie within the register file.
                        for k in 0..code!().registers as usize {
                            let place = unsafe { &mut *r.add(k) };
                            if place.is_heap() {
                                unset(place);
                            }
                        }
                        ops = caller.code.ops.as_ptr();
                        ip = unsafe { ops.add(caller.pc) };
                        base = caller.base;
                        self.core.frames.pop();
                        code = match self.core.frames.last() {
                            Some(Frame::Code(c)) => std::sync::Arc::as_ptr(&c.code),
                            _ => unreachable!("the caller is on top"),
                        };
                        r = unsafe { self.core.regs.as_mut_ptr().add(base) };
                        put!(dst, v);
                        left = true;
                        if !self.session.cleanup.is_empty() {
                            self.run_cleanups();
                            reload!();
                        }
                    }
                    if !left {
                        save!();
                        self.return_outputs()?;
                        reload!();
                    }
                }
                Op::ReturnValue { src } => {
                    let v = reg!(src);
                    let v = match v {
                        Value::Num(x) => Value::Num(*x),
                        Value::Boxed(b) => b.lock().unwrap().clone(),
                        v if src >= code!().first_temp => v.take(),
                        v => v.clone(),
                    };
                    save!();
                    if v.is_undef() {
                        return Err(self.missing_value());
                    }
                    self.return_value(v)?;
                    reload!();
                }
                Op::Nop {} => {}
            }
        }
    }

    /// Call site `k` of the running code.
    #[inline(always)]
    pub(crate) fn site(&self, k: u16) -> &CallSite {
        match self.core.frames.last() {
            Some(Frame::Code(c)) => &c.code.sites[k as usize],
            _ => unreachable!("code is running"),
        }
    }

    /// The first temporary register of the running code: temporaries are read once.
    #[inline(always)]
    pub(crate) fn first_temp(&self) -> u16 {
        match self.core.frames.last() {
            Some(Frame::Code(c)) => c.code.first_temp,
            _ => unreachable!("code is running"),
        }
    }

    /// The code that is running.
    pub(crate) fn code(&self) -> &std::sync::Arc<CodeObject> {
        match self.core.frames.last() {
            Some(Frame::Code(c)) => &c.code,
            _ => unreachable!("code is running"),
        }
    }

    /// An operand's value: a temporary is taken, a variable copied (cheaply). Fails when it is unset.
    pub(crate) fn operand(&mut self, base: usize, i: Reg) -> Result<Value> {
        let temp = i >= self.first_temp();
        let place = &mut self.core.regs[base + i as usize];
        let v = match place {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            _ if temp => place.take(),
            v => v.clone(),
        };
        match v {
            Value::Undef => Err(self.unset(i)),
            Value::List(_) => Err(self.list_as_value(&v)),
            v => Ok(v),
        }
    }

    /// Writes a register.
    pub(crate) fn put(&mut self, base: usize, i: Reg, v: Value) {
        write(&mut self.core.regs[base + i as usize], v);
    }

    /// The error for an unset register.
    #[cold]
    pub(crate) fn unset(&self, i: Reg) -> Error {
        let code = self.code();
        match code.slots.get(i as usize) {
            Some(name) if (i < code.params) && !self.session.dialect.is_octave() => {
                ErrorKind::NotEnoughInputs { function: name.clone() }.into()
            }
            Some(name) => ErrorKind::Undefined { name: name.clone(), argument_class: None }.into(),
            None => self.missing_value(),
        }
    }

    /// The error for a call that gave no value where one is needed.
    #[cold]
    pub(crate) fn missing_value(&self) -> Error {
        if self.session.dialect.is_octave() {
            Error::new("Octave:undefined-function", "value on the right hand side of the assignment not defined")
        } else {
            Error::new("MATLAB:TooManyOutputs", "Too many output arguments.")
        }
    }

    #[cold]
    pub(crate) fn list_as_value(&self, v: &Value) -> Error {
        let count = if let Value::List(l) = v { l.len() } else { 0 };
        if count == 0 && self.session.dialect.is_octave() {
            return Error::msg("indexing produces no results");
        }
        ErrorKind::ListAsValue { count }.into()
    }
}
