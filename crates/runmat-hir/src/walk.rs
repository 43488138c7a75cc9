//! Visits every statement and expression once, in source order.

use runmat_syntax::ast::*;

/// What a visitor wants to see. Every method may be left out.
pub trait Visitor {
    /// An identifier read (or called).
    fn read(&mut self, _name: &Name, _span: Span) {}
    /// An identifier that is the root of an assignment target. `whole`: not just a part of it.
    fn assign(&mut self, _name: &Name, _span: Span, _whole: bool) {}
    /// `global` or `persistent`.
    fn declare(&mut self, _name: &Name, _span: Span) {}
    /// An anonymous function; return true to have its body visited too.
    fn anonymous(&mut self, _params: &[Param], _body: &AnonBody) -> bool {
        true
    }
    /// `name(subs)` or `name{subs}` is read (or called); return true when that is all there is to see.
    fn indexed(&mut self, _name: &Name, _subs: &[Expr]) -> bool {
        false
    }
    /// `@name`.
    fn handle(&mut self, _name: &Name, _span: Span) {}
    /// `end` in a subscript.
    fn end(&mut self) {}
    /// Command syntax.
    fn command(&mut self, _name: &Ident, _args: &[String]) {}
    /// Before each statement.
    fn statement(&mut self, _stmt: &Stmt) {}
    /// After the body of a loop or the like; `statement` came before it.
    fn leave(&mut self, _stmt: &Stmt) {}
}

/// Visits statements.
pub fn stmts(list: &[Stmt], v: &mut dyn Visitor) {
    for s in list {
        stmt(s, v);
    }
}

fn stmt(s: &Stmt, v: &mut dyn Visitor) {
    v.statement(s);
    match &s.kind {
        StmtKind::Expr { expr: e, .. } => expr(e, v),
        StmtKind::Assign { lhs, rhs, op, .. } => assignment(lhs, rhs, op.is_some(), v),
        StmtKind::Command { name, args, .. } => v.command(name, args),
        StmtKind::If { branches, otherwise } => {
            for (cond, body) in branches {
                expr(cond, v);
                stmts(body, v);
            }
            stmts(otherwise.as_deref().unwrap_or_default(), v);
        }
        StmtKind::While { cond, body } => {
            expr(cond, v);
            stmts(body, v);
        }
        StmtKind::DoUntil { body, cond } => {
            stmts(body, v);
            expr(cond, v);
        }
        StmtKind::For { var, range, body, .. } => {
            expr(range, v);
            lvalue(var, v);
            stmts(body, v);
        }
        StmtKind::Switch { value, cases, otherwise } => {
            expr(value, v);
            for (case, body) in cases {
                expr(case, v);
                stmts(body, v);
            }
            stmts(otherwise.as_deref().unwrap_or_default(), v);
        }
        StmtKind::Try { body, ident, handler } => {
            stmts(body, v);
            if let Some(id) = ident {
                v.assign(&id.name, id.span, true);
            }
            stmts(handler, v);
        }
        StmtKind::UnwindProtect { body, cleanup } => {
            stmts(body, v);
            stmts(cleanup, v);
        }
        StmtKind::Global(list) | StmtKind::Persistent(list) => {
            for (id, init) in list {
                v.declare(&id.name, id.span);
                if let Some(e) = init {
                    expr(e, v);
                }
            }
        }
        StmtKind::Block(body) => stmts(body, v),
        StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Return
        | StmtKind::Import(_)
        | StmtKind::Function(_)
        | StmtKind::Error => {}
    }
    v.leave(s);
}

fn assignment(lhs: &[LValue], rhs: &Expr, compound: bool, v: &mut dyn Visitor) {
    if compound {
        for l in lhs {
            if let LValue::Place(e) = l {
                expr(e, v);
            }
        }
    }
    expr(rhs, v);
    for l in lhs {
        lvalue(l, v);
    }
}

fn lvalue(l: &LValue, v: &mut dyn Visitor) {
    if let LValue::Place(e) = l {
        place(e, true, v);
    }
}

fn place(e: &Expr, whole: bool, v: &mut dyn Visitor) {
    match &e.kind {
        ExprKind::Ident(name) => v.assign(name, e.span, whole),
        ExprKind::Index { base, index } => {
            place(base, false, v);
            index_parts(index, v);
        }
        ExprKind::Paren(inner) => place(inner, whole, v),
        // `for [value, key] = s`.
        ExprKind::Matrix(rows) => rows.iter().flatten().for_each(|x| place(x, whole, v)),
        _ => expr(e, v),
    }
}

fn index_parts(index: &IndexKind, v: &mut dyn Visitor) {
    match index {
        IndexKind::Paren(args) | IndexKind::Brace(args) => args.iter().for_each(|a| expr(a, v)),
        IndexKind::DynField(e) => expr(e, v),
        IndexKind::Field(_) => {}
    }
}

/// Visits an expression.
pub fn expr(e: &Expr, v: &mut dyn Visitor) {
    match &e.kind {
        ExprKind::Ident(name) => v.read(name, e.span),
        ExprKind::Unary { op: UnaryOp::Increment | UnaryOp::Decrement, operand }
        | ExprKind::Postfix { op: PostfixOp::Increment | PostfixOp::Decrement, operand } => {
            expr(operand, v);
            place(operand, true, v);
        }
        ExprKind::Unary { operand, .. } | ExprKind::Postfix { operand, .. } => expr(operand, v),
        ExprKind::Paren(x) | ExprKind::Await(x) => expr(x, v),
        ExprKind::Binary { left, right, .. } => {
            expr(left, v);
            expr(right, v);
        }
        ExprKind::Range { start, step, stop } => {
            expr(start, v);
            if let Some(s) = step {
                expr(s, v);
            }
            expr(stop, v);
        }
        ExprKind::Index { base, index } => {
            if let (ExprKind::Ident(name), IndexKind::Paren(subs) | IndexKind::Brace(subs)) = (&base.kind, index)
                && v.indexed(name, subs)
            {
                return;
            }
            expr(base, v);
            index_parts(index, v);
        }
        ExprKind::Matrix(rows) | ExprKind::Cell(rows) => rows.iter().flatten().for_each(|x| expr(x, v)),
        ExprKind::AnonFunction { params, body, .. } => {
            if v.anonymous(params, body) {
                match body {
                    AnonBody::Expr(x) => expr(x, v),
                    AnonBody::Block(b) => stmts(b, v),
                }
            }
        }
        ExprKind::FunctionHandle(name) => v.handle(name, e.span),
        ExprKind::End => v.end(),
        ExprKind::Assign { lhs, rhs, op } => assignment(lhs, rhs, op.is_some(), v),
        ExprKind::Number { .. }
        | ExprKind::Integer { .. }
        | ExprKind::Text { .. }
        | ExprKind::Colon
        | ExprKind::MetaClass(_)
        | ExprKind::SuperCall { .. }
        | ExprKind::Error => {}
    }
}
