//! Statements.

use super::builder::Builder;
use super::index::{chain, may_be_list};
use crate::bytecode::*;
use runmat_syntax::ast::*;
use runmat_value::{Name, Value};

/// Names a call of which can unset or set any variable.
const UNSETTING: &[&str] = &["clear", "clearvars", "eval", "evalin", "evalc", "clc", "load", "run", "source"];

impl<'a> Builder<'_, 'a> {
    pub fn block(&mut self, list: &'a [Stmt]) {
        list.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, s: &'a Stmt) {
        let outer = std::mem::replace(&mut self.span, s.span);
        let mark = self.mark();
        self.stmt_kind(s);
        self.release(mark);
        self.span = outer;
    }

    fn stmt_kind(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr { expr, print } => self.expression_statement(expr, *print),
            StmtKind::Assign { lhs, bracketed, op, rhs, print } => {
                self.show_each = *print && lhs.len() > 1 && self.compiler.dialect.is_octave();
                self.assignment(lhs, *bracketed, *op, rhs);
                if *print && !std::mem::take(&mut self.show_each) {
                    self.show_targets(lhs);
                }
            }
            StmtKind::Command { name, args, print } => self.command(name, args, *print),
            StmtKind::If { branches, otherwise } => self.if_statement(branches, otherwise.as_deref()),
            StmtKind::While { cond, body } => self.while_statement(cond, body),
            StmtKind::DoUntil { body, cond } => self.do_until(body, cond),
            StmtKind::For { var, range, body, .. } => self.for_statement(var, range, body),
            StmtKind::Switch { value, cases, otherwise } => self.switch_statement(value, cases, otherwise.as_deref()),
            StmtKind::Try { body, ident, handler } => self.try_statement(body, ident.as_ref(), handler),
            StmtKind::UnwindProtect { body, cleanup } => self.unwind_protect(body, cleanup),
            StmtKind::Global(list) => list.iter().for_each(|(id, init)| self.global(id, init.as_ref())),
            StmtKind::Persistent(list) => list.iter().for_each(|(id, init)| self.persistent(id, init.as_ref())),
            StmtKind::Break => self.leave_by(true),
            StmtKind::Continue => self.leave_by(false),
            StmtKind::Return => self.return_statement(),
            StmtKind::Block(list) => self.block(list),
            StmtKind::Import(_) | StmtKind::Function(_) => {}
            StmtKind::Error => {
                let t = self.temp();
                self.call_with("__syntax_error__", &[], t);
            }
        }
    }

    fn expression_statement(&mut self, e: &'a Expr, print: bool) {
        match &e.kind {
            ExprKind::Ident(name) => self.name_statement(name, print),
            ExprKind::Index { .. } => {
                let dst = self.temp();
                self.index_expr(e, Want::Statement(dst), true);
                self.result(dst, print);
                self.forget_after(chain(e).root);
            }
            ExprKind::Assign { lhs, op, rhs } => {
                self.assignment(lhs, lhs.len() > 1, *op, rhs);
                if print {
                    self.show_targets(lhs);
                }
            }
            ExprKind::Postfix { op: PostfixOp::Increment | PostfixOp::Decrement, .. }
            | ExprKind::Unary { op: UnaryOp::Increment | UnaryOp::Decrement, .. } => {
                let dst = self.temp();
                self.expr_to(e, dst, false);
                self.show("ans", dst, print);
            }
            _ => {
                let dst = self.temp();
                self.expr_to(e, dst, may_be_list(e));
                self.result(dst, print);
            }
        }
    }

    fn result(&mut self, src: Reg, print: bool) {
        let ans = self.slot("ans");
        self.emit(Op::Result { ans, src, print: print as u16 });
    }

    /// A name on its own: a variable is shown, a function is called.
    fn name_statement(&mut self, name: &Name, print: bool) {
        let slot = self.scope.slot(name);
        if let Some(s) = slot.filter(|&s| self.set[s as usize]) {
            self.show(name, s, print);
            return;
        }
        let may_be = slot.filter(|&s| self.scope.may_be_variable(s));
        let is_set = may_be.map(|a| self.emit(Op::JumpIfSet { a, target: 0 }));
        let dst = self.temp();
        let special = slot.is_none_or(|s| !self.scope.is_assigned(s)) && matches!(&**name, "nargin" | "nargout");
        if special {
            self.emit(if &**name == "nargin" { Op::Nargin { dst } } else { Op::Nargout { dst } });
        } else {
            let base = self.temps(0);
            let site = self.site(name, NONE, base, 0, Want::Statement(dst));
            self.emit(Op::Call { site });
        }
        self.result(dst, print);
        if let (Some(at), Some(s)) = (is_set, may_be) {
            let done = self.emit(Op::Jump { target: 0 });
            self.patch(at);
            self.show(name, s, print);
            self.patch(done);
        }
        self.forget(name);
    }

    fn show(&mut self, name: &str, src: Reg, print: bool) {
        if print {
            let name = self.name_index(name);
            self.emit(Op::Show { name, src });
        }
    }

    /// Shows the target that has just got its value, where that is asked for.
    pub fn show_one(&mut self, target: &'a LValue) {
        if self.show_each {
            self.show_targets(std::slice::from_ref(target));
        }
    }

    fn show_targets(&mut self, lhs: &'a [LValue]) {
        for l in lhs {
            if let LValue::Place(place) = l
                && let ExprKind::Ident(name) = &chain(place).root.kind
            {
                let slot = self.slot(name);
                self.show(name, slot, true);
            }
        }
    }

    fn command(&mut self, name: &'a Ident, args: &'a [String], print: bool) {
        let base = self.temps(args.len());
        for (k, a) in args.iter().enumerate() {
            let c = self.constant(Value::text_in(a, self.compiler.dialect));
            self.emit(Op::Const { dst: base + k as u16, k: c });
        }
        let dst = self.temp();
        let site = self.site(&name.name, NONE, base, args.len() as u16, Want::Statement(dst));
        self.emit(Op::Call { site });
        self.result(dst, print);
        self.forget(&name.name);
    }

    /// After a call that can change any variable nothing is known to be set.
    fn forget(&mut self, name: &str) {
        if UNSETTING.contains(&name) {
            self.set.iter_mut().for_each(|s| *s = false);
        }
    }

    fn forget_after(&mut self, root: &Expr) {
        if let ExprKind::Ident(name) = &root.kind {
            let name = name.clone();
            self.forget(&name);
        }
    }

    fn global(&mut self, id: &'a Ident, init: Option<&'a Expr>) {
        let slot = self.slot(&id.name);
        let name = self.name_index(&id.name);
        self.emit(Op::Global { slot, name });
        if let Some(e) = init {
            // Only the first declaration initialises: a new global is bound to `[]`.
            let mark = self.mark();
            let t = self.temp();
            let base = self.temp();
            let name = self.text_constant(&id.name);
            self.emit(Op::Const { dst: base, k: name });
            let site = self.site("__global_is_new__", NONE, base, 1, Want::One(t));
            self.emit(Op::Call { site });
            let skip = self.emit(Op::JumpIfNot { a: t, target: 0 });
            let v = self.expr(e, None);
            self.emit(Op::Move { dst: slot, src: v });
            self.patch(skip);
            self.release(mark);
        }
        self.set[slot as usize] = true;
    }

    fn persistent(&mut self, id: &'a Ident, init: Option<&'a Expr>) {
        let slot = self.slot(&id.name);
        let k = self.persistents;
        self.persistents += 1;
        let at = self.emit(Op::Persistent { slot, k, target: 0 });
        if let Some(e) = init {
            let v = self.temp();
            self.expr_to(e, v, false);
            self.emit(Op::Store { dst: slot, src: v });
        }
        self.patch(at);
        self.set[slot as usize] = true;
    }
}
