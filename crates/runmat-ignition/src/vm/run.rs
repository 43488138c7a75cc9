//! The loop: the frequent cases of the frequent instructions, and nothing else.
//!
//! It calls next to nothing, so that its state stays in processor registers. Whatever it does not know it
//! leaves, with nothing done, to `slow.rs`, where every instruction is complete.

use super::Machine;
use super::frame::{CodeFrame, CodeRef, Frame};
use super::functions::Target;
use crate::bytecode::*;
use runmat_value::Value;
use runmat_value::array::unique;

/// Why the loop was left.
pub(crate) enum Exit {
    /// The instruction before `pc` needs the slow path.
    Slow,
    /// The budget is used up.
    Budget,
}

/// A subscript as a place from 0, if it is a positive integer.
#[inline(always)]
pub(super) fn place(x: f64) -> Option<usize> {
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

/// Writes a register that holds heap data, which may be a variable shared between workspaces.
#[cold]
#[inline(never)]
fn put_cold(place: &mut Value, v: Value) {
    super::core::write(place, v);
}

/// Lets go of a register.
#[inline(always)]
fn unset(place: &mut Value) {
    if place.is_heap() {
        drop_cold(place);
    }
    place.set_undef();
}

#[cold]
#[inline(never)]
fn drop_cold(place: &mut Value) {
    *place = Value::Undef;
}

#[inline(always)]
fn put_num(place: &mut Value, x: f64) {
    if place.is_heap() {
        put_cold(place, Value::Num(x));
    } else {
        place.set_num(x);
    }
}

#[inline(always)]
fn put_bool(place: &mut Value, x: bool) {
    if place.is_heap() {
        put_cold(place, Value::Bool(x));
    } else {
        place.set_bool(x);
    }
}

/// Copies a value; false when there is none, or it lies elsewhere.
#[inline(always)]
fn copy(to: &mut Value, from: &Value) -> bool {
    match from {
        Value::Num(x) => put_num(to, *x),
        Value::Bool(x) => put_bool(to, *x),
        _ => return copy_other(to, from),
    }
    true
}

#[inline(never)]
fn copy_other(to: &mut Value, from: &Value) -> bool {
    let is_value = !matches!(from, Value::Undef | Value::Boxed(_) | Value::List(_));
    if is_value {
        super::core::write(to, from.clone());
    }
    is_value
}

/// Moves the value of a temporary; false when there is none.
#[inline(always)]
fn store(to: &mut Value, from: &mut Value) -> bool {
    match from {
        Value::Num(x) => put_num(to, *x),
        Value::Bool(x) => put_bool(to, *x),
        _ => return store_other(to, from),
    }
    true
}

#[inline(never)]
fn store_other(to: &mut Value, from: &mut Value) -> bool {
    let is_value = !matches!(from, Value::Undef | Value::Boxed(_) | Value::List(_));
    if is_value {
        super::core::write(to, from.take());
    }
    is_value
}

impl Machine {
    /// Runs the code frame on top, and what it calls, as long as everything is simple. The frame's `pc` is up
    /// to date afterwards.
    // All arms have the same form: what is not done goes on to the slow path.
    #[allow(clippy::collapsible_match)]
    pub(crate) fn run_quick(&mut self) -> Exit {
        let mut code: *const CodeObject;
        let mut ip: *const Op;
        let mut r: *mut Value;
        let mut budget = self.meter.budget;

        // SAFETY of all raw accesses below: code objects are verified when compiled, so every register
        // operand lies below `registers`, and `ensure` has made room for `base + registers` values; every
        // pc lies in `ops`, since targets do and the last instruction never falls through. `code`, `ip` and
        // `r` are reloaded whenever frames have changed.
        macro_rules! reload {
            () => {
                let Some(Frame::Code(c)) = self.core.frames.last() else { unreachable!("code is on top") };
                code = &*c.code;
                ip = unsafe { c.code.ops.as_ptr().add(c.pc) };
                r = unsafe { self.core.regs.as_mut_ptr().add(c.base) };
            };
        }
        macro_rules! save {
            () => {
                match self.core.frames.last_mut() {
                    Some(Frame::Code(c)) => c.pc = unsafe { ip.offset_from((*code).ops.as_ptr()) } as usize,
                    _ => unreachable!("code is on top"),
                }
            };
        }
        macro_rules! code {
            () => {
                unsafe { &*code }
            };
        }
        // What an instruction names in a side table, which `verify` has checked.
        macro_rules! entry {
            ($table:ident, $k:expr) => {
                unsafe { (&(*code).$table).get_unchecked($k as usize) }
            };
        }
        macro_rules! reg {
            ($i:expr) => {
                unsafe { &mut *r.add($i as usize) }
            };
        }
        macro_rules! jump {
            ($target:expr) => {
                ip = unsafe { (*code).ops.as_ptr().add($target as usize) }
            };
        }
        macro_rules! charge {
            ($cost:expr) => {
                if !cfg!(feature = "unmetered") {
                    budget -= $cost as i64;
                    if budget < 0 {
                        break Exit::Budget;
                    }
                }
            };
        }
        macro_rules! arithmetic {
            ($dst:expr, $a:expr, $b:expr, $op:tt) => {
                if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    put_num(reg!($dst), x $op y);
                    continue;
                }
            };
        }
        macro_rules! compare {
            ($dst:expr, $a:expr, $b:expr, $op:tt) => {
                if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    put_bool(reg!($dst), x $op y);
                    continue;
                }
            };
        }
        macro_rules! jump_compare {
            ($a:expr, $b:expr, $target:expr, $when:expr, $op:tt) => {
                if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!($a), reg!($b)) {
                    if (x $op y) == $when {
                        jump!($target);
                    }
                    continue;
                }
            };
        }

        // Returns a double to the calling frame.
        macro_rules! leave {
            ($result:expr) => {
                if let &mut Value::Num(x) = reg!($result)
                    && let [.., Frame::Code(caller), Frame::Code(c)] = &self.core.frames[..]
                    && c.extra.is_none()
                    && let Want::One(dst) = c.want
                    && self.session.cleanup.is_empty()
                {
                    for k in 0..code!().registers as usize {
                        if reg!(k).is_heap() {
                            drop_cold(reg!(k));
                        }
                    }
                    let is_counted = c.code.is_counted();
                    code = &*caller.code;
                    ip = unsafe { (*code).ops.as_ptr().add(caller.pc) };
                    r = unsafe { self.core.regs.as_mut_ptr().add(caller.base) };
                    let depth = self.core.frames.len();
                    if is_counted {
                        self.core.frames.truncate(depth - 1);
                    } else {
                        // SAFETY: the frame on top, looked at above, has nothing to drop.
                        unsafe { self.core.frames.set_len(depth - 1) };
                    }
                    put_num(reg!(dst), x);
                    continue;
                }
            };
        }

        reload!();
        let exit = loop {
            // By reference: a copy would go through the stack.
            let op = unsafe { &*ip };
            ip = unsafe { ip.add(1) };
            match *op {
                Op::Const { dst, k } => {
                    if copy(reg!(dst), entry!(constants, k)) {
                        continue;
                    }
                }
                Op::Move { dst, src } => {
                    if copy(reg!(dst), reg!(src)) {
                        continue;
                    }
                }
                Op::LoadName { dst, slot, site } => {
                    if copy(reg!(dst), reg!(slot)) {
                        continue;
                    }
                    if reg!(slot).is_undef()
                        && slot >= code!().params
                        && let symbol = entry!(sites, site).symbol
                        && let Some(Target::Builtin(_, shortcuts)) = self.core.functions.known(symbol, &self.session)
                        && copy(reg!(dst), &shortcuts.constant)
                    {
                        continue;
                    }
                }
                Op::Store { dst, src } => {
                    if store(reg!(dst), reg!(src)) {
                        continue;
                    }
                }
                Op::Unset { dst } => {
                    unset(reg!(dst));
                    continue;
                }
                Op::Add { dst, a, b } => arithmetic!(dst, a, b, +),
                Op::Sub { dst, a, b } => arithmetic!(dst, a, b, -),
                Op::Times { dst, a, b } | Op::MTimes { dst, a, b } => arithmetic!(dst, a, b, *),
                Op::RDivide { dst, a, b } | Op::MRDivide { dst, a, b } => arithmetic!(dst, a, b, /),
                Op::Power { dst, a, b } | Op::MPower { dst, a, b } => {
                    if let (&mut Value::Num(x), &mut Value::Num(2.0)) = (reg!(a), reg!(b)) {
                        put_num(reg!(dst), x * x);
                        continue;
                    }
                }
                Op::Eq { dst, a, b } => compare!(dst, a, b, ==),
                Op::Ne { dst, a, b } => compare!(dst, a, b, !=),
                Op::Lt { dst, a, b } => compare!(dst, a, b, <),
                Op::Le { dst, a, b } => compare!(dst, a, b, <=),
                Op::Gt { dst, a, b } => compare!(dst, a, b, >),
                Op::Ge { dst, a, b } => compare!(dst, a, b, >=),
                Op::Neg { dst, a } => {
                    if let &mut Value::Num(x) = reg!(a) {
                        put_num(reg!(dst), -x);
                        continue;
                    }
                }
                Op::Not { dst, a } => {
                    if let &mut Value::Bool(x) = reg!(a) {
                        put_bool(reg!(dst), !x);
                        continue;
                    }
                }
                Op::Truth { dst, a, .. } => {
                    if let &mut Value::Bool(x) = reg!(a) {
                        put_bool(reg!(dst), x);
                        continue;
                    }
                }
                Op::Math1 { dst, a, site } => {
                    if let &mut Value::Num(x) = reg!(a)
                        && let s = entry!(sites, site)
                        && (s.slot == NONE || reg!(s.slot).is_undef())
                        && let Some(Target::Builtin(_, shortcuts)) = self.core.functions.known(s.symbol, &self.session)
                        && let Some(y) = shortcuts.scalar1.and_then(|f| f(x))
                    {
                        put_num(reg!(dst), y);
                        continue;
                    }
                }
                Op::Math2 { dst, a, b, site } => {
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(a), reg!(b))
                        && let s = entry!(sites, site)
                        && (s.slot == NONE || reg!(s.slot).is_undef())
                        && let Some(Target::Builtin(_, shortcuts)) = self.core.functions.known(s.symbol, &self.session)
                        && let Some(z) = shortcuts.scalar2.and_then(|f| f(x, y))
                    {
                        put_num(reg!(dst), z);
                        continue;
                    }
                }
                Op::Jump { target } => {
                    jump!(target);
                    continue;
                }
                Op::Loop { target, cost } => {
                    jump!(target);
                    charge!(cost);
                    continue;
                }
                Op::JumpIf { a, target } => {
                    if let &mut Value::Bool(x) = reg!(a) {
                        if x {
                            jump!(target);
                        }
                        continue;
                    }
                }
                Op::JumpIfNot { a, target } => {
                    if let &mut Value::Bool(x) = reg!(a) {
                        if !x {
                            jump!(target);
                        }
                        continue;
                    }
                }
                Op::JumpEq { a, b, target } => jump_compare!(a, b, target, true, ==),
                Op::JumpNe { a, b, target } => jump_compare!(a, b, target, true, !=),
                Op::JumpLt { a, b, target } => jump_compare!(a, b, target, true, <),
                Op::JumpLe { a, b, target } => jump_compare!(a, b, target, true, <=),
                Op::JumpGt { a, b, target } => jump_compare!(a, b, target, true, >),
                Op::JumpGe { a, b, target } => jump_compare!(a, b, target, true, >=),
                Op::JumpNotEq { a, b, target } => jump_compare!(a, b, target, false, ==),
                Op::JumpNotNe { a, b, target } => jump_compare!(a, b, target, false, !=),
                Op::JumpNotLt { a, b, target } => jump_compare!(a, b, target, false, <),
                Op::JumpNotLe { a, b, target } => jump_compare!(a, b, target, false, <=),
                Op::JumpNotGt { a, b, target } => jump_compare!(a, b, target, false, >),
                Op::JumpNotGe { a, b, target } => jump_compare!(a, b, target, false, >=),
                Op::JumpIfSet { a, target } => match reg!(a) {
                    Value::Boxed(_) => {}
                    v => {
                        if !v.is_undef() {
                            jump!(target);
                        }
                        continue;
                    }
                },
                Op::ForRangeNext { state, var, target, cost } => {
                    // State: number of the next element, how many there are, first, step.
                    if let (Value::Num(k), &mut Value::Num(n), &mut Value::Num(first), &mut Value::Num(step)) =
                        (reg!(state), reg!(state + 1), reg!(state + 2), reg!(state + 3))
                    {
                        if *k < n {
                            put_num(reg!(var), first + *k * step);
                            *k += 1.0;
                            jump!(target);
                            charge!(cost);
                        }
                        continue;
                    }
                }
                Op::Index1 { dst, a, i } => {
                    if let &mut Value::Num(x) = reg!(i)
                        && let Some(k) = place(x)
                    {
                        match reg!(a) {
                            Value::F64(v) => {
                                if let Some(&e) = v.data().get(k) {
                                    put_num(reg!(dst), e);
                                    continue;
                                }
                            }
                            Value::Bools(v) => {
                                if let Some(&e) = v.data().get(k) {
                                    put_bool(reg!(dst), e);
                                    continue;
                                }
                            }
                            Value::Chars(v) => {
                                if let Some(&e) = v.data().get(k) {
                                    copy_other(reg!(dst), &Value::Char(e));
                                    continue;
                                }
                            }
                            Value::Range(v) if k < v.len() => {
                                put_num(reg!(dst), v.get(k));
                                continue;
                            }
                            _ => {}
                        }
                    }
                }
                Op::Index2 { dst, a, i, j } => {
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(i), reg!(j))
                        && let Value::F64(v) = reg!(a)
                        && let (Some(p), Some(q)) = (place(x), place(y))
                        && let Some(k) = v.dims().matrix_place(p, q)
                    {
                        put_num(reg!(dst), v.data()[k]);
                        continue;
                    }
                }
                Op::Brace1 { dst, a, i, .. } => {
                    if let (Value::Cell(c), &mut Value::Num(x)) = (reg!(a), reg!(i))
                        && let Some(v) = place(x).and_then(|k| c.data().get(k))
                        && a < code!().first_temp
                        && copy(reg!(dst), v)
                    {
                        continue;
                    }
                }
                Op::GetField { dst, a, name, .. } => {
                    if let Value::Struct(s) = reg!(a)
                        && s.len() == 1
                        && a < code!().first_temp
                        && let Some(v) = s.field(entry!(names, name))
                        && copy(reg!(dst), v)
                    {
                        continue;
                    }
                }
                Op::Set1 { a, i, v } => {
                    if let &mut Value::Num(x) = reg!(i)
                        && let Some(k) = place(x)
                    {
                        match (reg!(a), reg!(v)) {
                            (Value::F64(array), &mut Value::Num(e)) => {
                                if let Some(array) = unique(array)
                                    && array.set(k, e)
                                {
                                    continue;
                                }
                            }
                            (Value::Bools(array), &mut Value::Bool(e)) => {
                                if let Some(array) = unique(array)
                                    && array.set(k, e)
                                {
                                    continue;
                                }
                            }
                            _ => {}
                        }
                    }
                }
                Op::Set2 { a, i, j, v } => {
                    if let (&mut Value::Num(x), &mut Value::Num(y)) = (reg!(i), reg!(j))
                        && let (Value::F64(array), &mut Value::Num(e)) = (reg!(a), reg!(v))
                        && let (Some(p), Some(q)) = (place(x), place(y))
                        && let Some(array) = unique(array)
                        && let Some(k) = array.dims().matrix_place(p, q)
                        && array.set(k, e)
                    {
                        continue;
                    }
                }
                Op::SetField { a, name, v } => {
                    if let Value::Struct(s) = reg!(a)
                        && let Some(s) = unique(s)
                        && s.len() == 1
                        && let Some(f) = s.position(entry!(names, name))
                        && !reg!(v).is_heap()
                        && copy(s.at_mut(0, f), reg!(v))
                    {
                        continue;
                    }
                }
                Op::Call { site } => {
                    let s = entry!(sites, site);
                    if s.nargs == 0
                        && let Want::One(dst) = s.want
                        && s.slot == NONE
                        && let Some(Target::Builtin(_, shortcuts)) = self.core.functions.known(s.symbol, &self.session)
                        && copy(reg!(dst), &shortcuts.constant)
                    {
                        continue;
                    }
                    if s.slot == NONE
                        && !s.spread
                        && let Some(Target::Code(callee)) = self.core.functions.known(s.symbol, &self.session)
                        && callee.simple
                        && s.nargs <= callee.params
                        && let Some(nargout) = quick_nargout(s.want, callee)
                        && self.core.frames.len() < self.depth_limit
                        && let first = unsafe { r.add(s.base as usize) }
                        && let start = unsafe { first.offset_from(self.core.regs.as_ptr()) } as usize
                        && start + (callee.registers as usize) < self.core.regs.len()
                    {
                        // SAFETY: functions that a symbol stands for are kept as long as there are frames.
                        let callee = unsafe { CodeRef::borrowed(callee) };
                        save!();
                        r = first;
                        for k in s.nargs as usize..callee.slots.len() {
                            unset(reg!(k));
                        }
                        let (from, list) = &callee.constant_registers;
                        for (k, &c) in list.iter().enumerate() {
                            let place = reg!(*from as usize + k);
                            unset(place);
                            place.set_num(c);
                        }
                        code = &*callee;
                        ip = callee.ops.as_ptr();
                        let frame = CodeFrame {
                            code: callee,
                            pc: 0,
                            base: start,
                            nargin: s.nargs,
                            nargout,
                            want: s.want,
                            extra: None,
                        };
                        self.core.frames.push(Frame::Code(frame));
                        charge!(code!().cost);
                        continue;
                    }
                }
                Op::Return {} => {
                    if code!().simple
                        && let Some(&slot) = code!().outputs.first()
                    {
                        leave!(slot);
                    }
                }
                Op::ReturnValue { src } => leave!(src),
                Op::Nop {} => continue,
                _ => {}
            }
            break Exit::Slow;
        };
        save!();
        self.meter.budget = budget;
        exit
    }
}
