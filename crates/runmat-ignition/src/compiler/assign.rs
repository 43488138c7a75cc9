//! Assignments.

use super::builder::{Builder, EndBase, EndContext};
use super::index::{chain, may_be_list};
use crate::bytecode::*;
use runmat_syntax::ast::*;
use runmat_value::Name;

impl<'a> Builder<'_, 'a> {
    /// `lhs = rhs` and its relatives, without display.
    pub fn assignment(&mut self, lhs: &'a [LValue], bracketed: bool, op: Option<BinaryOp>, rhs: &'a Expr) {
        match lhs {
            [LValue::Place(place)] if op.is_some() || !(bracketed && may_be_list(place)) => {
                self.assign_one(place, op, rhs)
            }
            _ => self.assign_many(lhs, rhs),
        }
    }

    fn assign_one(&mut self, place: &'a Expr, op: Option<BinaryOp>, rhs: &'a Expr) {
        let mark = self.mark();
        match (op, &place.kind) {
            (None, ExprKind::Index { index: IndexKind::Paren(_), .. })
                if is_empty_literal(rhs, self.compiler.dialect.is_octave()) =>
            {
                self.delete(place)
            }
            (None, ExprKind::Ident(name)) => {
                let slot = self.slot(name);
                self.whole(slot, rhs);
            }
            (None, _) => {
                let v = self.expr(rhs, None);
                self.assign_place(place, v);
            }
            (Some(op), _) => {
                let whole = matches!(place.kind, ExprKind::Ident(_));
                self.must_be_set(place, if whole { "assignment A OP= X, A" } else { "assignment A(index) OP= X, A" });
                let a = self.expr(place, None);
                let b = self.expr(rhs, None);
                match &place.kind {
                    ExprKind::Ident(name) => {
                        let dst = self.slot(name);
                        self.binary(op, dst, a, b);
                    }
                    _ => {
                        let t = self.temp();
                        self.binary(op, t, a, b);
                        self.assign_place(place, t);
                    }
                }
            }
        }
        self.release(mark);
    }

    /// In Octave, the variable of a place that is read and written must be there; `what` says how it is used.
    pub fn must_be_set(&mut self, place: &'a Expr, what: &str) {
        let ExprKind::Ident(root) = &chain(place).root.kind else { return };
        let slot = self.slot(root);
        if !self.compiler.dialect.is_octave() || self.set[slot as usize] {
            return;
        }
        let is_set = self.emit(Op::JumpIfSet { a: slot, target: 0 });
        let mark = self.mark();
        let (base, t) = (self.temps(1), self.temp());
        let k = self.text_constant(what);
        self.emit(Op::Const { dst: base, k });
        let site = self.site("__undefined_target__", NONE, base, 1, Want::One(t));
        self.emit(Op::Call { site });
        self.release(mark);
        self.patch(is_set);
    }

    /// `x = rhs`: the last instruction of `rhs` writes the variable itself where it can.
    fn whole(&mut self, slot: Reg, rhs: &'a Expr) {
        if writes_last(rhs) {
            self.expr_to(rhs, slot, false);
        } else {
            let t = self.temp();
            self.expr_to(rhs, t, false);
            self.emit(Op::Store { dst: slot, src: t });
        }
        self.set[slot as usize] = true;
    }

    /// Stores register `v` in a place.
    pub fn assign_place(&mut self, place: &'a Expr, v: Reg) {
        let outer = std::mem::replace(&mut self.span, place.span);
        let mark = self.mark();
        match &place.kind {
            ExprKind::Ident(name) => {
                let slot = self.slot(name);
                self.emit(if Self::is_temp(v) {
                    Op::Store { dst: slot, src: v }
                } else {
                    Op::Move { dst: slot, src: v }
                });
                self.set[slot as usize] = true;
            }
            ExprKind::Paren(inner) => self.assign_place(inner, v),
            _ => self.assign_indexed(place, v),
        }
        self.release(mark);
        self.span = outer;
    }

    fn assign_indexed(&mut self, place: &'a Expr, v: Reg) {
        let c = chain(place);
        let ExprKind::Ident(root) = &c.root.kind else {
            let t = self.temp();
            return self.invalid_target(t);
        };
        let a = self.slot(root);
        match c.links.as_slice() {
            [(IndexKind::Paren(args), _)] if matches!(args.len(), 1 | 2) && !args.iter().any(may_be_list) => {
                let mut r = [NONE; 2];
                for (k, arg) in args.iter().enumerate() {
                    r[k] = self.subscript(a, None, k, args.len(), |b| b.expr(arg, None));
                }
                self.emit(if args.len() == 1 {
                    Op::Set1 { a, i: r[0], v }
                } else {
                    Op::Set2 { a, i: r[0], j: r[1], v }
                });
            }
            [(IndexKind::Brace(args), _)] if args.len() == 1 && !may_be_list(&args[0]) => {
                let i = self.subscript(a, None, 0, 1, |b| b.expr(&args[0], None));
                self.emit(Op::SetBrace1 { a, i, v });
            }
            [(IndexKind::Field(f), _)] => {
                let name = self.name_index(&f.name);
                self.emit(Op::SetField { a, name, v });
            }
            _ => {
                let path = self.path(a, &c.links);
                self.emit(Op::SetPath { a, path, v });
            }
        }
        self.set[a as usize] = true;
    }

    /// Registers the path of the links, its subscripts evaluated.
    fn path(&mut self, variable: Reg, links: &[(&'a IndexKind, Span)]) -> u16 {
        let mut steps: Vec<PathStep> = Vec::with_capacity(links.len());
        for (link, _) in links {
            let step = match link {
                IndexKind::Field(f) => PathStep::Field(Name::from(&*f.name)),
                IndexKind::DynField(e) => {
                    let t = self.temp();
                    self.expr_to(e, t, false);
                    PathStep::DynField(t)
                }
                IndexKind::Paren(args) | IndexKind::Brace(args) => {
                    let prefix = self.end_prefix(&steps, args);
                    let base = self.temps(args.len());
                    for (k, arg) in args.iter().enumerate() {
                        let t = base + k as u16;
                        self.subscript(variable, prefix, k, args.len(), |b| b.expr_to(arg, t, may_be_list(arg)));
                    }
                    if matches!(link, IndexKind::Paren(_)) {
                        PathStep::Paren(base, args.len() as u16)
                    } else {
                        PathStep::Brace(base, args.len() as u16)
                    }
                }
            };
            steps.push(step);
        }
        self.paths.push(steps);
        self.paths.len() as u16 - 1
    }

    /// A path for `end` to look at, when the subscripts need one beyond the variable itself.
    fn end_prefix(&mut self, steps: &[PathStep], args: &[Expr]) -> Option<u16> {
        if steps.is_empty() || !args.iter().any(mentions_end) {
            return None;
        }
        self.paths.push(steps.to_vec());
        Some(self.paths.len() as u16 - 1)
    }

    fn subscript<R>(&mut self, a: Reg, path: Option<u16>, k: usize, n: usize, f: impl FnOnce(&mut Self) -> R) -> R {
        let base = match path {
            None => EndBase::Register { reg: a, certain: true },
            Some(path) => EndBase::Path { variable: a, path },
        };
        self.ends.push(EndContext { base, position: k as u16, count: n as u16 });
        let r = f(self);
        self.ends.pop();
        r
    }

    fn delete(&mut self, place: &'a Expr) {
        let c = chain(place);
        let ExprKind::Ident(root) = &c.root.kind else { return };
        let a = self.slot(root);
        let path = self.path(a, &c.links);
        self.emit(Op::DeletePath { a, path });
    }

    /// `[c{:}, s.f, x] = rhs`: how many values are wanted is known when it runs.
    fn assign_lists(&mut self, lhs: &'a [LValue], rhs: &'a Expr) {
        let mark = self.mark();
        let total = self.temp();
        let mut targets = Vec::new();
        let singles = lhs.iter().filter(|l| !takes_list(l)).count();
        let k = self.constant(runmat_value::Value::Num(singles as f64));
        self.emit(Op::Const { dst: total, k });
        for l in lhs {
            let (LValue::Place(place), true) = (l, takes_list(l)) else {
                targets.push(None);
                continue;
            };
            let c = chain(place);
            let ExprKind::Ident(root) = &c.root.kind else { continue };
            let a = self.slot(root);
            let path = self.path(a, &c.links);
            let count = self.temp();
            self.emit(Op::CountTargets { dst: count, a, path });
            let copy = self.temp();
            self.emit(Op::Move { dst: copy, src: count });
            self.binary(BinaryOp::Add, total, total, copy);
            targets.push(Some((a, path, count)));
        }
        let list = self.temp();
        self.list_values(rhs, list, total);
        for (l, target) in lhs.iter().zip(targets) {
            match (l, target) {
                (_, Some((a, path, count))) => {
                    self.emit(Op::SetTargets { a, path, list, count });
                    self.set[a as usize] = true;
                }
                (LValue::Place(place), None) => {
                    let t = self.temp();
                    self.emit(Op::Shift { dst: t, list });
                    self.assign_place(place, t);
                }
                (LValue::Ignore(_), None) => {
                    let t = self.temp();
                    self.emit(Op::Shift { dst: t, list });
                }
            }
            self.show_one(l);
        }
        self.emit(Op::Unset { dst: list });
        self.release(mark);
    }

    fn list_values(&mut self, rhs: &'a Expr, list: Reg, total: Reg) {
        let outer = std::mem::replace(&mut self.span, rhs.span);
        match &rhs.kind {
            ExprKind::Index { .. } => self.index_expr(rhs, Want::List(list, total), true),
            ExprKind::Ident(name) if !self.scope.slot(name).is_some_and(|s| self.set[s as usize]) => {
                let args = self.temps(0);
                let slot = self.scope.slot(name).filter(|&s| self.scope.may_be_variable(s)).unwrap_or(NONE);
                let site = self.site(name, slot, args, 0, Want::List(list, total));
                self.emit(Op::Call { site });
            }
            _ => self.expr_to(rhs, list, true),
        }
        self.span = outer;
    }

    /// `[a, ~, b.c] = rhs`.
    fn assign_many(&mut self, lhs: &'a [LValue], rhs: &'a Expr) {
        if lhs.iter().any(takes_list) {
            return self.assign_lists(lhs, rhs);
        }
        let mark = self.mark();
        let n = lhs.len() as u16;
        let base = self.temps(lhs.len());
        self.many_values(rhs, base, n, lhs);
        for (k, l) in lhs.iter().enumerate() {
            if let LValue::Place(place) = l {
                self.assign_place(place, base + k as u16);
                self.show_one(l);
            }
        }
        self.release(mark);
    }

    fn many_values(&mut self, rhs: &'a Expr, base: Reg, n: u16, lhs: &'a [LValue]) {
        let outer = std::mem::replace(&mut self.span, rhs.span);
        let sites = self.sites.len();
        match &rhs.kind {
            ExprKind::Index { .. } => self.index_expr(rhs, Want::Many(base, n), true),
            ExprKind::Ident(name) if !self.scope.slot(name).is_some_and(|s| self.set[s as usize]) => {
                let args = self.temps(0);
                let slot = self.scope.slot(name).filter(|&s| self.scope.may_be_variable(s)).unwrap_or(NONE);
                let site = self.site(name, slot, args, 0, Want::Many(base, n));
                self.emit(Op::Call { site });
            }
            _ => {
                let src = self.temp();
                self.expr_to(rhs, src, true);
                self.emit(Op::Unpack { base, n, src });
            }
        }
        if lhs.iter().any(|l| matches!(l, LValue::Ignore(_)))
            && let Some(site) = self.sites[sites..].iter_mut().find(|s| s.want == Want::Many(base, n))
        {
            site.ignored = lhs.iter().map(|l| matches!(l, LValue::Ignore(_))).collect();
        }
        self.span = outer;
    }

    /// An assignment used as a value (Octave): that of the first target that is not left out.
    pub fn assign_expr(&mut self, lhs: &'a [LValue], op: Option<BinaryOp>, rhs: &'a Expr, dst: Reg) {
        self.assignment(lhs, lhs.len() > 1, op, rhs);
        if let Some(place) = lhs.iter().find_map(place_of) {
            let root = chain(place).root;
            self.expr_to(if op.is_some() { place } else { root_or_place(place, root) }, dst, false);
        }
    }
}

fn place_of(target: &LValue) -> Option<&Expr> {
    match target {
        LValue::Place(place) => Some(place),
        _ => None,
    }
}

/// Whether a target can take other than one value. A field can only where struct arrays are meant, which
/// is known when it runs; a brace with one plain number takes one.
fn takes_list(l: &LValue) -> bool {
    matches!(l, LValue::Place(e) if may_be_list(e))
}

/// What an assignment has as its value: the right side, which the place now holds.
fn root_or_place<'a>(place: &'a Expr, root: &'a Expr) -> &'a Expr {
    if matches!(place.kind, ExprKind::Ident(_)) { root } else { place }
}

fn is_empty_literal(e: &Expr, octave: bool) -> bool {
    match &e.kind {
        ExprKind::Matrix(rows) => rows.iter().all(Vec::is_empty),
        // A string `""` in MATLAB is a value like others.
        ExprKind::Text { value, bytes: None, double_quoted } => value.is_empty() && (octave || !double_quoted),
        _ => false,
    }
}

/// Whether the expression's code ends with one instruction that writes the result, after all reads.
fn writes_last(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Binary { op: BinaryOp::AndAnd | BinaryOp::OrOr, .. } => false,
        ExprKind::Binary { .. } | ExprKind::Range { .. } | ExprKind::Number { .. } | ExprKind::Text { .. } => true,
        ExprKind::Matrix(rows) => rows.len() <= 1,
        ExprKind::Unary { op, .. } => !matches!(op, UnaryOp::Increment | UnaryOp::Decrement),
        ExprKind::Index { .. } => true,
        ExprKind::Ident(_) => true,
        _ => false,
    }
}

fn mentions_end(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::End => true,
        ExprKind::Unary { operand, .. } | ExprKind::Postfix { operand, .. } => mentions_end(operand),
        ExprKind::Paren(x) => mentions_end(x),
        ExprKind::Binary { left, right, .. } => mentions_end(left) || mentions_end(right),
        ExprKind::Range { start, step, stop } => {
            mentions_end(start) || step.as_deref().is_some_and(mentions_end) || mentions_end(stop)
        }
        ExprKind::Index { base, index } => {
            mentions_end(base)
                || match index {
                    IndexKind::Paren(a) | IndexKind::Brace(a) => a.iter().any(mentions_end),
                    IndexKind::DynField(e) => mentions_end(e),
                    IndexKind::Field(_) => false,
                }
        }
        ExprKind::Matrix(rows) | ExprKind::Cell(rows) => rows.iter().flatten().any(mentions_end),
        _ => false,
    }
}
