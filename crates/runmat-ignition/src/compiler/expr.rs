//! Expressions.

use super::builder::{Builder, EndBase, Shape};
use super::index::chain;
use crate::bytecode::*;
use runmat_hir::{Scope, fold};
use runmat_syntax::ast::*;
use runmat_syntax::print;
use runmat_value::{Name, Value};
use std::sync::Arc;

impl<'a> Builder<'_, 'a> {
    /// The value of `e` in some register: its own for a variable, else `dst` or a new temporary.
    pub fn expr(&mut self, e: &'a Expr, dst: Option<Reg>) -> Reg {
        if let ExprKind::Ident(name) = &e.kind
            && let Some(slot) = self.scope.slot(name)
            && self.set[slot as usize]
        {
            return slot;
        }
        if let Some(Value::Num(x)) = fold::constant(e, self.compiler.dialect)
            && dst.is_none()
            && let Some(r) = self.number_register(x)
        {
            return r;
        }
        let dst = dst.unwrap_or_else(|| self.temp());
        self.expr_to(e, dst, false);
        dst
    }

    /// The value of `e` into `dst`. With `multi` a comma list may result.
    pub fn expr_to(&mut self, e: &'a Expr, dst: Reg, multi: bool) {
        let outer = std::mem::replace(&mut self.span, e.span);
        let mark = self.mark();
        self.expr_into(e, dst, multi);
        self.release(mark);
        self.span = outer;
    }

    fn expr_into(&mut self, e: &'a Expr, dst: Reg, multi: bool) {
        if let Some(v) = fold::constant(e, self.compiler.dialect) {
            let k = self.constant(v);
            self.emit(Op::Const { dst, k });
            return;
        }
        match &e.kind {
            ExprKind::Ident(name) => self.ident(name, dst),
            ExprKind::Colon => {
                let k = self.text_constant(":");
                self.emit(Op::Const { dst, k });
            }
            ExprKind::End => self.end(dst),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, dst),
            ExprKind::Postfix { op, operand } => self.postfix(*op, operand, dst),
            ExprKind::Binary { op: BinaryOp::AndAnd | BinaryOp::OrOr, .. } => self.short_circuit(e, dst),
            ExprKind::Binary { op, left, right } => {
                let a = self.expr(left, None);
                let b = self.expr(right, None);
                self.span = e.span;
                self.binary(*op, dst, a, b);
            }
            ExprKind::Range { start, step, stop } => {
                let start = self.expr(start, None);
                let step = step.as_ref().map_or(NONE, |s| self.expr(s, None));
                let stop = self.expr(stop, None);
                self.emit(Op::Range { dst, start, step, stop });
            }
            ExprKind::Index { .. } => self.index_expr(e, Want::One(dst), multi),
            ExprKind::Matrix(rows) => self.matrix(rows, dst),
            ExprKind::Cell(rows) => self.cell(rows, dst),
            ExprKind::AnonFunction { params, body, is_async: false } => self.closure(e, params, body, false, dst),
            ExprKind::AnonFunction { params, body, is_async: true } => {
                // Without parameters it is the task itself, else a function that makes tasks.
                let base = self.temps(1);
                self.closure(e, params, body, true, if params.is_empty() { base } else { dst });
                if params.is_empty() {
                    let site = self.site("__task__", NONE, base, 1, Want::One(dst));
                    self.emit(Op::Call { site });
                }
            }
            ExprKind::FunctionHandle(name) => {
                let name = self.function_name(name);
                self.emit(Op::Handle { dst, name });
            }
            ExprKind::Paren(inner) => self.expr_to(inner, dst, false),
            ExprKind::Assign { lhs, op, rhs } => self.assign_expr(lhs, *op, rhs, dst),
            ExprKind::Await(inner) => self.call_with("await", &[inner], dst),
            ExprKind::MetaClass(name) => {
                let base = self.temp();
                let k = self.text_constant(name);
                self.emit(Op::Const { dst: base, k });
                let site = self.site("meta.class.fromName", NONE, base, 1, Want::One(dst));
                self.emit(Op::Call { site });
            }
            ExprKind::SuperCall { method, class } => {
                let base = self.temps(0);
                let site = self.site(&format!("{method}@{class}"), NONE, base, 0, Want::One(dst));
                self.emit(Op::Call { site });
            }
            ExprKind::Number { .. } | ExprKind::Integer { .. } | ExprKind::Text { .. } | ExprKind::Error => {
                let base = self.temps(0);
                let site = self.site("__syntax_error__", NONE, base, 0, Want::One(dst));
                self.emit(Op::Call { site });
            }
        }
    }

    /// A call of a function by name with these arguments.
    pub fn call_with(&mut self, name: &str, args: &[&'a Expr], dst: Reg) {
        let base = self.temps(args.len());
        for (k, a) in args.iter().enumerate() {
            self.expr_to(a, base + k as u16, false);
        }
        let site = self.site(name, NONE, base, args.len() as u16, Want::One(dst));
        self.emit(Op::Call { site });
    }

    fn ident(&mut self, name: &Name, dst: Reg) {
        let slot = self.scope.slot(name);
        match slot {
            Some(s) if self.set[s as usize] => {
                self.emit(Op::Move { dst, src: s });
            }
            _ if &**name == "nargin" && !self.is_assigned(slot) => {
                self.emit(Op::Nargin { dst });
            }
            _ if &**name == "nargout" && !self.is_assigned(slot) => {
                self.emit(Op::Nargout { dst });
            }
            _ => {
                let base = self.temps(0);
                let site = self.site(name, NONE, base, 0, Want::One(dst));
                match slot {
                    Some(slot) => self.emit(Op::LoadName { dst, slot, site }),
                    None => self.emit(Op::Call { site }),
                };
            }
        }
    }

    pub fn is_assigned(&self, slot: Option<Reg>) -> bool {
        slot.is_some_and(|s| self.scope.is_assigned(s))
    }

    fn end(&mut self, dst: Reg) {
        let mut done = Vec::new();
        for context in self.ends.clone().iter().rev() {
            let (position, count) = (context.position, context.count);
            match context.base {
                EndBase::Path { variable, path } => {
                    self.emit(Op::EndPath { dst, a: variable, path, position, count });
                    break;
                }
                EndBase::Register { reg, certain: true } => {
                    self.emit(Op::EndOf { dst, a: reg, position, count });
                    break;
                }
                EndBase::Register { reg, certain: false } => {
                    let is_set = self.emit(Op::JumpIfSet { a: reg, target: 0 });
                    let skip = self.emit(Op::Jump { target: 0 });
                    self.patch(is_set);
                    self.emit(Op::EndOf { dst, a: reg, position, count });
                    done.push(self.emit(Op::Jump { target: 0 }));
                    self.patch(skip);
                }
            }
        }
        if self.ends.iter().all(|c| matches!(c.base, EndBase::Register { certain: false, .. })) {
            let base = self.temps(0);
            let site = self.site("end", NONE, base, 0, Want::One(dst));
            self.emit(Op::Call { site });
        }
        self.patch_all(&done);
    }

    fn unary(&mut self, op: UnaryOp, operand: &'a Expr, dst: Reg) {
        match op {
            UnaryOp::Increment | UnaryOp::Decrement if !is_place(operand) => self.invalid_target(dst),
            UnaryOp::Increment | UnaryOp::Decrement => {
                self.step(operand, op == UnaryOp::Increment);
                self.expr_to(operand, dst, false);
            }
            _ => {
                let a = self.expr(operand, None);
                self.emit(match op {
                    UnaryOp::Minus => Op::Neg { dst, a },
                    UnaryOp::Not => Op::Not { dst, a },
                    _ => Op::Plus { dst, a },
                });
            }
        }
    }

    fn postfix(&mut self, op: PostfixOp, operand: &'a Expr, dst: Reg) {
        match op {
            PostfixOp::CTranspose | PostfixOp::Transpose => {
                let a = self.expr(operand, None);
                self.emit(Op::Transpose { dst, a, conjugate: (op == PostfixOp::CTranspose) as u16 });
            }
            PostfixOp::Increment | PostfixOp::Decrement if !is_place(operand) => self.invalid_target(dst),
            PostfixOp::Increment | PostfixOp::Decrement => {
                let up = op == PostfixOp::Increment;
                self.must_be_set(operand, if up { "x++ or ++x, x" } else { "x-- or --x, x" });
                self.expr_to(operand, dst, false);
                self.step(operand, op == PostfixOp::Increment);
            }
        }
    }

    /// An error where it is run: what is to be assigned is no place.
    pub fn invalid_target(&mut self, dst: Reg) {
        let base = self.temps(0);
        let site = self.site("__invalid_assignment__", NONE, base, 0, Want::One(dst));
        self.emit(Op::Call { site });
    }

    /// `x++` and `x--` on a place.
    fn step(&mut self, place: &'a Expr, up: bool) {
        self.must_be_set(place, if up { "x++ or ++x, x" } else { "x-- or --x, x" });
        let a = self.expr(place, None);
        let one = self.number_register(1.0).unwrap_or_else(|| {
            let t = self.temp();
            let k = self.constant(Value::Num(1.0));
            self.emit(Op::Const { dst: t, k });
            t
        });
        let t = self.temp();
        self.binary(if up { BinaryOp::Add } else { BinaryOp::Sub }, t, a, one);
        self.assign_place(place, t);
    }

    pub fn binary(&mut self, op: BinaryOp, dst: Reg, a: Reg, b: Reg) {
        let op = match op {
            BinaryOp::Add => Op::Add { dst, a, b },
            BinaryOp::Sub => Op::Sub { dst, a, b },
            BinaryOp::Times => Op::Times { dst, a, b },
            BinaryOp::MTimes => Op::MTimes { dst, a, b },
            BinaryOp::RDivide => Op::RDivide { dst, a, b },
            BinaryOp::MRDivide => Op::MRDivide { dst, a, b },
            BinaryOp::Power => Op::Power { dst, a, b },
            BinaryOp::MPower => Op::MPower { dst, a, b },
            BinaryOp::Eq => Op::Eq { dst, a, b },
            BinaryOp::Ne => Op::Ne { dst, a, b },
            BinaryOp::Lt => Op::Lt { dst, a, b },
            BinaryOp::Le => Op::Le { dst, a, b },
            BinaryOp::Gt => Op::Gt { dst, a, b },
            BinaryOp::Ge => Op::Ge { dst, a, b },
            other => {
                let number = BINARY.iter().position(|&o| o == other).expect("short circuits are compiled apart");
                Op::Binary { dst, a, b, op: number as u16 }
            }
        };
        self.emit(op);
    }

    /// `a && b`, `a || b` as a value.
    fn short_circuit(&mut self, e: &'a Expr, dst: Reg) {
        let before = self.set.clone();
        let no = self.jumps_if_false(e);
        let k = self.constant(Value::Bool(true));
        self.emit(Op::Const { dst, k });
        let done = self.emit(Op::Jump { target: 0 });
        self.patch_all(&no);
        let k = self.constant(Value::Bool(false));
        self.emit(Op::Const { dst, k });
        self.patch(done);
        self.set = before;
    }

    /// Goes on when `e` is true; the returned jumps are taken when it is not.
    pub fn jumps_if_false(&mut self, e: &'a Expr) -> Vec<usize> {
        match &e.kind {
            ExprKind::Paren(x) => self.jumps_if_false(x),
            ExprKind::Unary { op: UnaryOp::Not, operand } if is_short_circuit(operand) => self.jumps_if_true(operand),
            ExprKind::Binary { op: BinaryOp::AndAnd, left, right } => {
                let mut no = self.operand_false(left, 0);
                no.extend(self.operand_false(right, 0));
                no
            }
            ExprKind::Binary { op: BinaryOp::OrOr, left, right } => {
                let yes = self.operand_true(left, 1);
                let no = self.operand_false(right, 1);
                self.patch_all(&yes);
                no
            }
            _ => vec![self.condition(e, false)],
        }
    }

    /// Goes on when `e` is false; the returned jumps are taken when it is true.
    pub fn jumps_if_true(&mut self, e: &'a Expr) -> Vec<usize> {
        match &e.kind {
            ExprKind::Paren(x) => self.jumps_if_true(x),
            ExprKind::Unary { op: UnaryOp::Not, operand } if is_short_circuit(operand) => self.jumps_if_false(operand),
            ExprKind::Binary { op: BinaryOp::OrOr, left, right } => {
                let mut yes = self.operand_true(left, 1);
                yes.extend(self.operand_true(right, 1));
                yes
            }
            ExprKind::Binary { op: BinaryOp::AndAnd, left, right } => {
                let no = self.operand_false(left, 0);
                let yes = self.operand_true(right, 0);
                self.patch_all(&no);
                yes
            }
            _ => vec![self.condition(e, true)],
        }
    }

    /// An operand of `&&` or `||`: comparisons and nested ones jump at once, others are checked first.
    fn operand_false(&mut self, e: &'a Expr, or: u16) -> Vec<usize> {
        if is_short_circuit(e) || comparison(e).is_some() {
            return self.jumps_if_false(e);
        }
        let a = self.truth_operand(e, or);
        vec![self.emit(Op::JumpIfNot { a, target: 0 })]
    }

    fn operand_true(&mut self, e: &'a Expr, or: u16) -> Vec<usize> {
        if is_short_circuit(e) || comparison(e).is_some() {
            return self.jumps_if_true(e);
        }
        let a = self.truth_operand(e, or);
        vec![self.emit(Op::JumpIf { a, target: 0 })]
    }

    fn truth_operand(&mut self, e: &'a Expr, or: u16) -> Reg {
        let mark = self.mark();
        let a = self.expr(e, None);
        self.release(mark);
        let dst = self.temp();
        self.release(mark);
        let outer = std::mem::replace(&mut self.span, e.span);
        self.emit(Op::Truth { dst, a, or });
        self.span = outer;
        dst
    }

    /// One conditional jump on a condition that is no short circuit.
    fn condition(&mut self, e: &'a Expr, on_true: bool) -> usize {
        let outer = std::mem::replace(&mut self.span, e.span);
        let mark = self.mark();
        let jump = match comparison(e) {
            Some((op, left, right)) => {
                let a = self.expr(left, None);
                let b = self.expr(right, None);
                compare_jump(op, a, b, on_true)
            }
            None => match &e.kind {
                ExprKind::Unary { op: UnaryOp::Not, operand } if is_scalar_test(operand) => {
                    let a = self.expr(operand, None);
                    if on_true { Op::JumpIfNot { a, target: 0 } } else { Op::JumpIf { a, target: 0 } }
                }
                _ => {
                    let a = self.expr(e, None);
                    if on_true { Op::JumpIf { a, target: 0 } } else { Op::JumpIfNot { a, target: 0 } }
                }
            },
        };
        self.release(mark);
        let at = self.emit(jump);
        self.span = outer;
        at
    }

    fn matrix(&mut self, rows: &'a [Vec<Expr>], dst: Reg) {
        if rows.len() == 1 {
            let (base, n) = self.list(&rows[0]);
            self.emit(Op::HorzCat { dst, base, n });
            return;
        }
        let base = self.temps(rows.len());
        for (k, row) in rows.iter().enumerate() {
            let mark = self.mark();
            let (from, n) = self.list(row);
            self.emit(Op::HorzCat { dst: base + k as u16, base: from, n });
            self.release(mark);
        }
        self.emit(Op::VertCat { dst, base, n: rows.len() as u16 });
    }

    fn cell(&mut self, rows: &'a [Vec<Expr>], dst: Reg) {
        let base = self.temps(rows.len());
        for (k, row) in rows.iter().enumerate() {
            let mark = self.mark();
            let (from, n) = self.list(row);
            self.emit(Op::CellRow { dst: base + k as u16, base: from, n });
            self.release(mark);
        }
        self.emit(Op::CellLiteral { dst, base, n: rows.len() as u16 });
    }

    /// Values in consecutive registers, comma lists allowed among them. Very long rows are put together
    /// in parts.
    fn list(&mut self, items: &'a [Expr]) -> (Reg, u16) {
        let base = self.temps(items.len());
        for (k, e) in items.iter().enumerate() {
            self.expr_to(e, base + k as u16, true);
        }
        (base, items.len() as u16)
    }

    /// Nested functions that an anonymous function mentions: it takes handles along, which know the variables
    /// they share.
    fn nested_taken_along(&mut self, params: usize, scope: &mut Scope) -> Vec<(Reg, Reg)> {
        let mut taken = Vec::new();
        let seen = self.names_seen();
        let names: Vec<Name> = scope.names()[params.min(scope.len())..].to_vec();
        for name in names.iter().filter(|n| seen.is_nested(n)) {
            let Some(inner) = scope.slot(name).filter(|&s| !scope.is_assigned(s)) else { continue };
            scope.add(name, true);
            let outer = self.slot(&format!("nested {name}"));
            let k = self.function_name(name);
            self.emit(Op::Handle { dst: outer, name: k });
            taken.push((outer, inner));
        }
        taken
    }

    fn closure(&mut self, e: &'a Expr, params: &'a [Param], body: &'a AnonBody, is_async: bool, dst: Reg) {
        let mut scope = Scope::of_anonymous(params, body, &self.scope);
        let mut captures = scope.captures(params.len(), &self.scope);
        captures.extend(self.nested_taken_along(params.len(), &mut scope));
        let names: Vec<Name> = captures.iter().map(|c| scope.name(c.1).clone()).collect();
        let home = self.home.clone();
        let dialect = self.compiler.dialect;
        let names_seen = self.names_seen();
        let code = {
            let mut b = Builder::new(self.compiler, home, scope).with_names(names_seen);
            let variadic = params.last().is_some_and(|p| &*p.name.name == "varargin");
            let count = params.len() as u16 - variadic as u16;
            b.set[..params.len()].fill(true);
            match body {
                AnonBody::Expr(x) => b.anonymous_body(x),
                AnonBody::Block(list) => {
                    // Its value is that of the expression at its end.
                    match list.split_last() {
                        Some((Stmt { kind: StmtKind::Expr { expr, .. }, .. }, before)) => {
                            b.block(before);
                            b.anonymous_body(expr);
                        }
                        _ => b.block(list),
                    }
                    b.emit(Op::Return {});
                }
            }
            let shape = Shape {
                name: Name::from("@<anonymous>"),
                kind: CodeKind::Anonymous,
                params: count,
                varargin: variadic.then_some(count),
                outputs: Vec::new(),
                varargout: None,
                captured: captures.iter().map(|c| c.1).collect(),
                doc: None,
                is_async,
            };
            Arc::new(b.finish(shape))
        };
        let text = Name::from(print::expr(e, dialect).as_str());
        self.closures.push(ClosureTemplate { code, captures: captures.into(), text, names: names.into() });
        let k = self.closures.len() as u16 - 1;
        self.emit(Op::Closure { dst, k });
    }

    pub(crate) fn anonymous_body(&mut self, e: &'a Expr) {
        self.span = e.span;
        match &e.kind {
            ExprKind::Index { .. } => {
                self.index_expr(e, Want::Forward, true);
            }
            ExprKind::Ident(name)
                if !self.scope.slot(name).is_some_and(|s| self.set[s as usize]) && &**name != "nargin" =>
            {
                self.name_forward(name);
            }
            _ => {
                let src = self.expr(e, None);
                self.emit(Op::ReturnValue { src });
            }
        }
    }

    fn name_forward(&mut self, name: &Name) {
        let slot = self.scope.slot(name).unwrap_or(NONE);
        let is_set = (slot != NONE).then(|| self.emit(Op::JumpIfSet { a: slot, target: 0 }));
        let base = self.temps(0);
        let site = self.site(name, NONE, base, 0, Want::Forward);
        self.emit(Op::Call { site });
        self.emit(Op::Return {});
        if let Some(at) = is_set {
            self.patch(at);
            self.emit(Op::ReturnValue { src: slot });
        }
    }
}

fn is_short_circuit(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Paren(x) => is_short_circuit(x),
        ExprKind::Binary { op: BinaryOp::AndAnd | BinaryOp::OrOr, .. } => true,
        ExprKind::Unary { op: UnaryOp::Not, operand } => is_short_circuit(operand),
        _ => false,
    }
}

/// Whether "not true" and "not" agree on it for sure: values that are scalars whenever they are legal here.
fn is_scalar_test(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Paren(x) if is_scalar_test(x)) || is_short_circuit(e)
}

fn comparison(e: &Expr) -> Option<(BinaryOp, &Expr, &Expr)> {
    use BinaryOp::*;
    match &e.kind {
        ExprKind::Paren(x) => comparison(x),
        ExprKind::Binary { op: op @ (Eq | Ne | Lt | Le | Gt | Ge), left, right } => Some((*op, left, right)),
        _ => None,
    }
}

fn compare_jump(op: BinaryOp, a: Reg, b: Reg, on_true: bool) -> Op {
    let target = 0;
    match (op, on_true) {
        (BinaryOp::Eq, true) => Op::JumpEq { a, b, target },
        (BinaryOp::Ne, true) => Op::JumpNe { a, b, target },
        (BinaryOp::Lt, true) => Op::JumpLt { a, b, target },
        (BinaryOp::Le, true) => Op::JumpLe { a, b, target },
        (BinaryOp::Gt, true) => Op::JumpGt { a, b, target },
        (_, true) => Op::JumpGe { a, b, target },
        (BinaryOp::Eq, false) => Op::JumpNotEq { a, b, target },
        (BinaryOp::Ne, false) => Op::JumpNotNe { a, b, target },
        (BinaryOp::Lt, false) => Op::JumpNotLt { a, b, target },
        (BinaryOp::Le, false) => Op::JumpNotLe { a, b, target },
        (BinaryOp::Gt, false) => Op::JumpNotGt { a, b, target },
        (_, false) => Op::JumpNotGe { a, b, target },
    }
}

/// Whether it can stand left of `=`: a variable, or something in one.
fn is_place(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Ident(_) => true,
        ExprKind::Paren(inner) => is_place(inner),
        ExprKind::Index { .. } => matches!(chain(e).root.kind, ExprKind::Ident(_)),
        _ => false,
    }
}
