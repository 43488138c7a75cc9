//! Loops, branches and guarded regions.

use super::builder::{Builder, CleanupContext, LoopContext};
use crate::bytecode::*;
use runmat_syntax::ast::*;

impl<'a> Builder<'_, 'a> {
    pub fn if_statement(&mut self, branches: &'a [(Expr, Vec<Stmt>)], otherwise: Option<&'a [Stmt]>) {
        let mut ends = Vec::new();
        let mut after: Option<Vec<bool>> = None;
        for (k, (cond, body)) in branches.iter().enumerate() {
            let no = self.jumps_if_false(cond);
            let before = self.set.clone();
            self.block(body);
            after = Some(meet(after, &self.set));
            if k + 1 < branches.len() || otherwise.is_some() {
                ends.push(self.emit(Op::Jump { target: 0 }));
            }
            self.set = padded(before, self.scope.len());
            self.patch_all(&no);
        }
        if let Some(body) = otherwise {
            self.block(body);
        }
        self.set = meet(after, &self.set);
        self.patch_all(&ends);
    }

    pub fn while_statement(&mut self, cond: &'a Expr, body: &'a [Stmt]) {
        let before = self.set.clone();
        let top = self.here();
        let exits = self.jumps_if_false(cond);
        self.enter_loop();
        self.block(body);
        let continues = std::mem::take(&mut self.loops.last_mut().expect("just entered").continues);
        self.patch_all(&continues);
        let cost = self.loop_cost(top);
        self.emit(Op::Loop { target: top, cost });
        self.patch_all(&exits);
        self.leave_loop();
        self.set = padded(before, self.scope.len());
    }

    pub fn do_until(&mut self, body: &'a [Stmt], cond: &'a Expr) {
        let top = self.here();
        self.enter_loop();
        self.block(body);
        let continues = std::mem::take(&mut self.loops.last_mut().expect("just entered").continues);
        self.patch_all(&continues);
        let exits = self.jumps_if_true(cond);
        let cost = self.loop_cost(top);
        self.emit(Op::Loop { target: top, cost });
        self.patch_all(&exits);
        self.leave_loop();
    }

    pub fn for_statement(&mut self, var: &'a LValue, range: &'a Expr, body: &'a [Stmt]) {
        let mark = self.mark();
        let state = self.temps(4);
        let inner = self.mark();
        let outer = std::mem::replace(&mut self.span, range.span);
        let pair = if let LValue::Place(place) = var { pair(place) } else { None };
        let lazy = match pair {
            Some(_) => {
                let src = self.temp();
                self.call_with("__pairs__", &[range], src);
                self.emit(Op::ForEach { state, src });
                false
            }
            None => self.begin_for(state, range),
        };
        self.release(inner);
        self.span = outer;
        let before = self.set.clone();
        let (var_reg, place) = match var {
            LValue::Place(Expr { kind: ExprKind::Ident(name), .. }) => (self.slot(name), None),
            LValue::Place(place) => (self.temp(), Some(place)),
            LValue::Ignore(_) => (self.temp(), None),
        };
        // The first turn is asked for here, so that a loop without turns goes another way.
        let start = self.here() as usize;
        self.emit(next_turn(lazy, state, var_reg, 0, 0));
        if lazy && place.is_none() {
            let k = self.constant(runmat_value::NdArray::<f64>::row(Vec::new()).into());
            self.emit(Op::Const { dst: var_reg, k });
        }
        let none = self.emit(Op::Jump { target: 0 });
        self.patch(start);
        let top = self.here();
        if !Self::is_temp(var_reg) {
            self.set[var_reg as usize] = true;
        }
        match (pair, place) {
            (Some((value, key)), _) => self.assign_pair(value, key, var_reg),
            (None, Some(place)) => self.assign_place(place, var_reg),
            (None, None) => {}
        }
        self.enter_loop();
        self.block(body);
        let continues = std::mem::take(&mut self.loops.last_mut().expect("just entered").continues);
        self.patch_all(&continues);
        let cost = self.loop_cost(top);
        self.emit(next_turn(lazy, state, var_reg, top, cost));
        self.leave_loop();
        self.patch(none);
        self.set = padded(before, self.scope.len());
        self.emit(Op::Unset { dst: state });
        self.release(mark);
    }

    /// Gives the two elements of the cell in `turn` to their places.
    fn assign_pair(&mut self, value: &'a Expr, key: &'a Expr, turn: Reg) {
        let mark = self.mark();
        let colon = self.temp();
        let list = self.temp();
        let both = self.temps(2);
        let k = self.text_constant(":");
        self.emit(Op::Const { dst: colon, k });
        self.emit(Op::Brace1 { dst: list, a: turn, i: colon, multi: 1 });
        self.emit(Op::Unpack { base: both, n: 2, src: list });
        self.assign_place(value, both);
        self.assign_place(key, both + 1);
        self.release(mark);
    }

    /// Emits the loop's beginning; true for a range that need not be made.
    fn begin_for(&mut self, state: Reg, range: &'a Expr) -> bool {
        let mut e = range;
        while let ExprKind::Paren(x) = &e.kind {
            e = x;
        }
        if let ExprKind::Range { start, step, stop } = &e.kind {
            let start = self.expr(start, None);
            let step = step.as_ref().map_or(NONE, |s| self.expr(s, None));
            let stop = self.expr(stop, None);
            self.emit(Op::ForRange { state, start, step, stop });
            return true;
        }
        let src = self.expr(range, None);
        self.emit(Op::ForEach { state, src });
        false
    }

    /// Number of instructions from `top` to here: what an iteration is charged.
    fn loop_cost(&self, top: u32) -> u16 {
        (self.here() - top + 1).min(u16::MAX as u32) as u16
    }

    fn enter_loop(&mut self) {
        let cleanups = self.cleanups.len();
        self.loops.push(LoopContext { breaks: Vec::new(), continues: Vec::new(), cleanups });
    }

    fn leave_loop(&mut self) {
        let context = self.loops.pop().expect("loops nest");
        self.patch_all(&context.breaks);
    }

    pub fn leave_by(&mut self, is_break: bool) {
        let Some(depth) = self.loops.last().map(|l| l.cleanups) else {
            // Outside of a loop: Octave treats both like `return`; MATLAB's parser has refused it.
            self.return_statement();
            return;
        };
        self.run_cleanups(depth);
        let at = self.emit(Op::Jump { target: 0 });
        self.reopen_cleanups(depth);
        let context = self.loops.last_mut().expect("checked above");
        if is_break { context.breaks.push(at) } else { context.continues.push(at) }
    }

    pub fn return_statement(&mut self) {
        self.run_cleanups(0);
        self.emit(Op::Return {});
        self.reopen_cleanups(0);
    }

    /// The clean-ups of the enclosing bodies, innermost first, outside of their own guard.
    fn run_cleanups(&mut self, depth: usize) {
        let here = self.here() as usize;
        for c in &mut self.cleanups[depth..] {
            c.ranges.push((c.open_since, here));
        }
        let bodies: Vec<&'a [Stmt]> = self.cleanups[depth..].iter().rev().map(|c| c.body).collect();
        let kept: Vec<CleanupContext<'a>> = self.cleanups.drain(depth..).collect();
        for body in bodies {
            self.block(body);
        }
        self.cleanups.extend(kept);
    }

    fn reopen_cleanups(&mut self, depth: usize) {
        let here = self.here() as usize;
        self.cleanups[depth..].iter_mut().for_each(|c| c.open_since = here);
    }

    pub fn try_statement(&mut self, body: &'a [Stmt], ident: Option<&'a Ident>, handler: &'a [Stmt]) {
        let before = self.set.clone();
        let start = self.here();
        self.block(body);
        let end = self.here();
        let done = self.emit(Op::Jump { target: 0 });
        let after = std::mem::replace(&mut self.set, padded(before, self.scope.len()));
        let target = self.here();
        self.guard(start, end, target, HandlerKind::Catch);
        match ident {
            Some(id) => {
                let dst = self.slot(&id.name);
                self.emit(Op::Caught { dst });
                self.set[dst as usize] = true;
            }
            None => {
                self.emit(Op::EndCatch {});
            }
        }
        self.block(handler);
        self.set = meet(Some(padded(after, self.scope.len())), &self.set);
        self.patch(done);
    }

    pub fn guard(&mut self, start: u32, end: u32, target: u32, kind: HandlerKind) {
        if start < end {
            let pending = self.cleanup_depth;
            self.handlers.push(Handler { start, end, target, kind, pending });
        }
    }

    pub fn unwind_protect(&mut self, body: &'a [Stmt], cleanup: &'a [Stmt]) {
        let before = self.set.clone();
        let open_since = self.here() as usize;
        self.cleanups.push(CleanupContext { body: cleanup, open_since, ranges: Vec::new() });
        self.block(body);
        let mut context = self.cleanups.pop().expect("just pushed");
        context.ranges.push((context.open_since, self.here() as usize));
        let after = self.set.clone();
        self.block(cleanup);
        let done = self.emit(Op::Jump { target: 0 });
        let target = self.here();
        for (start, end) in context.ranges {
            self.guard(start as u32, end as u32, target, HandlerKind::Cleanup);
        }
        self.set = padded(before, self.scope.len());
        self.cleanup_depth += 1;
        self.block(cleanup);
        self.cleanup_depth -= 1;
        self.emit(Op::Reraise {});
        self.set = padded(after, self.scope.len());
        self.patch(done);
    }

    pub fn switch_statement(&mut self, value: &'a Expr, cases: &'a [(Expr, Vec<Stmt>)], otherwise: Option<&'a [Stmt]>) {
        let mark = self.mark();
        let subject = self.temp();
        self.expr_to(value, subject, false);
        let before = self.set.clone();
        let mut ends = Vec::new();
        let mut after: Option<Vec<bool>> = None;
        for (label, body) in cases {
            let inner = self.mark();
            let label_reg = self.expr(label, None);
            self.release(inner);
            let outer = std::mem::replace(&mut self.span, label.span);
            let yes = self.emit(Op::JumpIfCase { value: subject, label: label_reg, target: 0 });
            let no = self.emit(Op::Jump { target: 0 });
            self.span = outer;
            self.patch(yes);
            self.block(body);
            ends.push(self.emit(Op::Jump { target: 0 }));
            let before = padded(before.clone(), self.scope.len());
            after = Some(meet(after, &std::mem::replace(&mut self.set, before)));
            self.patch(no);
        }
        if let Some(body) = otherwise {
            self.block(body);
        }
        self.set = meet(after, &self.set);
        self.patch_all(&ends);
        self.emit(Op::Unset { dst: subject });
        self.release(mark);
    }
}

/// Asks for the next turn of a loop.
fn next_turn(lazy: bool, state: Reg, var: Reg, target: u32, cost: u16) -> Op {
    if lazy { Op::ForRangeNext { state, var, target, cost } } else { Op::ForEachNext { state, var, target, cost } }
}

/// The two targets of `for [value, key] = s`.
fn pair(place: &Expr) -> Option<(&Expr, &Expr)> {
    let ExprKind::Matrix(rows) = &place.kind else { return None };
    match rows.as_slice() {
        [row] if row.len() == 2 => Some((&row[0], &row[1])),
        _ => None,
    }
}

/// Slots set on both ways.
fn meet(a: Option<Vec<bool>>, b: &[bool]) -> Vec<bool> {
    match a {
        None => b.to_vec(),
        Some(a) => b.iter().enumerate().map(|(k, &x)| x && a.get(k).copied().unwrap_or(false)).collect(),
    }
}

fn padded(mut set: Vec<bool>, n: usize) -> Vec<bool> {
    set.resize(n, false);
    set
}
