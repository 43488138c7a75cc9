//! Every instruction in full: what the loop in `run.rs` leaves alone comes here.

use super::frame::{CodeRef, Frame};
use super::run::Exit;
use super::{Machine, Stop};
use crate::bytecode::*;
use runmat_syntax::ast::BinaryOp;
use runmat_value::{Error, ErrorKind, Result, Value};

/// What comes after an instruction, a call or a builtin.
pub(crate) enum Next {
    /// The frame is still on top: go on.
    Same,
    /// Frames have changed.
    Switch,
    /// Leave the loop.
    Stop(Stop),
}

impl Machine {
    /// Runs the top code frame and what it calls, until something other than code is to be done.
    pub(crate) fn run_code(&mut self) -> Result<Option<Stop>> {
        loop {
            if let Exit::Slow = self.run_quick() {
                if let Next::Stop(stop) = self.step()? {
                    return Ok(Some(stop));
                }
                if !matches!(self.core.frames.last(), Some(Frame::Code(_))) {
                    return Ok(None);
                }
            }
            if self.meter.budget < 0
                && let Some(stop) = self.turn(false)
            {
                return match stop {
                    Stop::Failed(e) => {
                        self.interrupted();
                        Err(e)
                    }
                    stop => Ok(Some(stop)),
                };
            }
        }
    }

    /// One instruction: the one before the frame's `pc`.
    fn step(&mut self) -> Result<Next> {
        let (op, base) = match self.core.frames.last() {
            Some(Frame::Code(c)) => (c.code.ops[c.pc - 1], c.base),
            _ => unreachable!("code is on top"),
        };
        match op {
            Op::Const { dst, k } => {
                let v = self.code().constants[k as usize].clone();
                self.put(base, dst, v);
            }
            Op::Move { dst, src } => self.move_slow(base, dst, src)?,
            Op::Store { dst, src } => self.store(base, dst, src)?,
            Op::Unset { dst } => self.core.regs[base + dst as usize] = Value::Undef,
            Op::LoadName { dst, slot, site } => return self.load_name(base, dst, slot, site),
            Op::Binary { dst, a, b, op } => return self.binary_slow(base, BINARY[op as usize], dst, a, b),
            Op::Neg { dst, a } | Op::Not { dst, a } | Op::Plus { dst, a } | Op::Transpose { dst, a, .. } => {
                return self.unary_slow(base, op, dst, a);
            }
            Op::Range { dst, start, step, stop } => return self.range(base, dst, start, step, stop),
            Op::Truth { dst, a, or } => return self.truth_operand(base, dst, a, or == 1),
            Op::Math1 { a, site, .. } => return self.math_call(base, site, [a, NONE]),
            Op::Math2 { a, b, site, .. } => return self.math_call(base, site, [a, b]),
            Op::Jump { target } => self.jump(target),
            Op::Loop { target, cost } => self.iterate(target, cost),
            Op::JumpIf { a, target } => return self.jump_condition(base, a, true, target),
            Op::JumpIfNot { a, target } => return self.jump_condition(base, a, false, target),
            Op::JumpIfSet { a, target } => {
                if self.is_set(base, a) {
                    self.jump(target);
                }
            }
            Op::JumpIfCase { value, label, target } => {
                if self.case_matches(base, value, label)? {
                    self.jump(target);
                }
            }
            Op::ForRange { state, start, step, stop } => return self.for_range(base, state, start, step, stop),
            Op::ForEach { state, src } => self.for_each(base, state, src)?,
            Op::ForRangeNext { state, var, target, cost } | Op::ForEachNext { state, var, target, cost } => {
                if self.for_each_next(base, state, var)? {
                    self.iterate(target, cost);
                }
            }
            Op::Index1 { dst, a, i } => return self.index_slow(base, dst, a, &[i]),
            Op::Index2 { dst, a, i, j } => return self.index_slow(base, dst, a, &[i, j]),
            Op::IndexN { dst, a, base: first, n } => return self.index_n(base, dst, a, first, n),
            Op::Brace1 { dst, a, i, multi } => return self.brace(base, dst, a, &[i], multi == 1),
            Op::BraceN { dst, a, base: first, n, multi } => {
                let regs: Vec<u16> = (first..first + n).collect();
                return self.brace(base, dst, a, &regs, multi == 1);
            }
            Op::GetField { dst, a, name, mode } => return self.get_field(base, dst, a, name, mode),
            Op::GetDynField { dst, a, name, mode } => return self.get_dyn_field(base, dst, a, name, mode),
            Op::Set1 { a, i, v } => return self.set_slow(base, a, &[i], v),
            Op::Set2 { a, i, j, v } => return self.set_slow(base, a, &[i, j], v),
            Op::SetBrace1 { a, i, v } => return self.set_brace(base, a, i, v),
            Op::SetField { a, name, v } => return self.set_field(base, a, name, v),
            Op::SetPath { a, path, v } => return self.set_path(base, a, path, v),
            Op::CountTargets { dst, a, path } => self.count_targets(base, dst, a, path)?,
            Op::SetTargets { a, path, list, count } => return self.set_targets(base, a, path, list, count),
            Op::Shift { dst, list } => self.shift(base, dst, list)?,
            Op::DeletePath { a, path } => return self.delete_path(base, a, path),
            Op::EndOf { dst, a, position, count } => return self.end_of(base, dst, a, position, count),
            Op::EndPath { dst, a, path, position, count } => self.end_path(base, dst, a, path, position, count)?,
            Op::Call { site } => return self.call(base, site),
            Op::Unpack { base: first, n, src } => self.unpack(base, first, n, src)?,
            Op::HorzCat { dst, base: first, n } => return self.concatenate(base, dst, first, n, true),
            Op::VertCat { dst, base: first, n } => return self.concatenate(base, dst, first, n, false),
            Op::CellRow { dst, base: first, n } => self.cell_row(base, dst, first, n)?,
            Op::CellLiteral { dst, base: first, n } => self.cell_literal(base, dst, first, n)?,
            Op::Handle { dst, name } => self.handle(base, dst, name)?,
            Op::Closure { dst, k } => self.closure(base, dst, k)?,
            Op::Show { name, src } => return self.show(base, name, src),
            Op::Result { ans, src, print } => return self.result(base, ans, src, print == 1),
            Op::Global { slot, name } => self.global(base, slot, name)?,
            Op::Persistent { slot, k, target } => {
                if self.persistent(base, slot, k) {
                    self.jump(target);
                }
            }
            Op::Nargin { dst } => self.nargs(base, dst, true)?,
            Op::Nargout { dst } => self.nargs(base, dst, false)?,
            Op::Caught { dst } => self.caught(base, Some(dst))?,
            Op::EndCatch {} => self.caught(base, None)?,
            Op::Reraise {} => return Err(self.pending_error()),
            Op::CheckArgument { slot, k } => self.check_argument(base, slot, k)?,
            Op::Return {} => self.return_outputs()?,
            Op::ReturnValue { src } => self.return_register(base, src)?,
            Op::Nop {} => {}
            op => return self.operator(base, op),
        }
        Ok(Next::Same)
    }

    /// Binary operators and the jumps on comparisons.
    fn operator(&mut self, base: usize, op: Op) -> Result<Next> {
        macro_rules! operators {
            ($($value:ident $yes:ident $no:ident;)* ; $($arithmetic:ident)*) => {
                match op {
                    $(Op::$arithmetic { dst, a, b } => self.binary_slow(base, BinaryOp::$arithmetic, dst, a, b),)*
                    $(
                        Op::$value { dst, a, b } => self.binary_slow(base, BinaryOp::$value, dst, a, b),
                        Op::$yes { a, b, target } => self.jump_compare(base, BinaryOp::$value, [a, b], true, target),
                        Op::$no { a, b, target } => self.jump_compare(base, BinaryOp::$value, [a, b], false, target),
                    )*
                    other => unreachable!("{} is no operator", other.name()),
                }
            };
        }
        operators! {
            Eq JumpEq JumpNotEq;
            Ne JumpNe JumpNotNe;
            Lt JumpLt JumpNotLt;
            Le JumpLe JumpNotLe;
            Gt JumpGt JumpNotGt;
            Ge JumpGe JumpNotGe;
            ; Add Sub Times MTimes RDivide MRDivide Power MPower
        }
    }

    /// Goes on at an instruction.
    pub(crate) fn jump(&mut self, target: u32) {
        if let Some(Frame::Code(c)) = self.core.frames.last_mut() {
            c.pc = target as usize;
        }
    }

    /// Begins another iteration.
    fn iterate(&mut self, target: u32, cost: u16) {
        self.jump(target);
        self.meter.budget -= cost as i64;
    }

    fn store(&mut self, base: usize, dst: Reg, src: Reg) -> Result<()> {
        let v = self.core.regs[base + src as usize].take();
        if v.is_undef() {
            return Err(self.missing_output(src).unwrap_or_else(|| self.missing_value()));
        }
        if let Value::List(l) = &v {
            if l.is_empty() || !self.session.dialect.is_octave() {
                return Err(self.list_as_value(&v));
            }
            let first = l[0].clone();
            self.put(base, dst, first);
            return Ok(());
        }
        self.put(base, dst, v);
        Ok(())
    }

    /// Octave's error for a value of `[a, b] = f(…)` that did not come.
    #[cold]
    fn missing_output(&self, src: Reg) -> Option<Error> {
        let Some(Frame::Code(c)) = self.core.frames.last() else { return None };
        let wanted = c.code.ops[..c.pc].iter().rev().find_map(|op| match op {
            Op::Call { site } => match c.code.sites[*site as usize].want {
                Want::Many(first, n) if (first..first + n).contains(&src) => Some(src - first + 1),
                _ => None,
            },
            _ => None,
        })?;
        (self.session.dialect.is_octave() && wanted > 1)
            .then(|| Error::msg(format!("element number {wanted} undefined in return list")))
    }

    fn return_register(&mut self, base: usize, src: Reg) -> Result<()> {
        let is_temp = src >= self.first_temp();
        let v = match &mut self.core.regs[base + src as usize] {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            v if is_temp => v.take(),
            v => v.clone(),
        };
        if v.is_undef() {
            return Err(self.missing_value());
        }
        self.return_value(v)
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
    pub(crate) fn code(&self) -> &CodeRef {
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
            Value::List(l) if self.session.dialect.is_octave() && !l.is_empty() => Ok(l[0].clone()),
            Value::List(_) => Err(self.list_as_value(&v)),
            v => Ok(v),
        }
    }

    /// Octave's operators refuse comma lists.
    #[inline]
    pub(crate) fn refuse_lists(&self, base: usize, operator: &str, operands: &[Reg]) -> Result<()> {
        let operator = if operator == "~=" { "!=" } else { operator };
        let held = |r: &Reg| &self.core.regs[base + *r as usize];
        if !operands.iter().any(|r| matches!(held(r), Value::List(_))) || !self.session.dialect.is_octave() {
            return Ok(());
        }
        let name = |r: &Reg| runmat_value::ops::octave_type_name(held(r));
        Err(Error::msg(match operands {
            [a, b] => {
                format!("binary operator '{operator}' not implemented for '{}' by '{}' operations", name(a), name(b))
            }
            _ => format!("unary operator '{operator}' not implemented for 'cs-list' operands"),
        }))
    }

    /// Writes a register.
    pub(crate) fn put(&mut self, base: usize, i: Reg, v: Value) {
        super::core::write(&mut self.core.regs[base + i as usize], v);
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
