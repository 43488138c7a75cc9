//! The tree as compact S-expressions, for tests and for looking at it.

use std::fmt::Write;

use crate::ast::*;

/// The whole unit, a line per statement, function or class.
pub fn unit(unit: &Unit) -> String {
    let mut items: Vec<String> = unit.class.iter().map(|c| class(c)).collect();
    items.extend(unit.functions.iter().map(|f| function(f)));
    items.extend(unit.body.iter().map(stmt));
    items.join("\n")
}

/// One statement; a semicolon behind it says that its value is not shown.
pub fn stmt(stmt: &Stmt) -> String {
    match &stmt.kind {
        StmtKind::Expr { expr: e, print } => format!("{}{}", expr(e), semicolon(*print)),
        StmtKind::Assign { lhs, bracketed, op, rhs, print } => {
            let targets = if *bracketed { format!("[{}]", targets(lhs)) } else { targets(lhs) };
            format!("({} {targets} {}){}", assign_op(*op), expr(rhs), semicolon(*print))
        }
        StmtKind::Command { name, args, print } => {
            let mut out = format!("(command {}", name.name);
            for arg in args {
                let _ = write!(out, " {arg:?}");
            }
            out + ")" + semicolon(*print)
        }
        StmtKind::If { branches, otherwise } => {
            let mut out = String::from("(if");
            for (cond, body) in branches {
                let _ = write!(out, " {} {}", expr(cond), block(body));
            }
            close(out, "else", otherwise)
        }
        StmtKind::While { cond, body } => format!("(while {} {})", expr(cond), block(body)),
        StmtKind::DoUntil { body, cond } => format!("(do {} until {})", block(body), expr(cond)),
        StmtKind::For { var, range, parallel, body } => {
            let word = if *parallel { "parfor" } else { "for" };
            format!("({word} {} {} {})", target(var), expr(range), block(body))
        }
        StmtKind::Switch { value, cases, otherwise } => {
            let mut out = format!("(switch {}", expr(value));
            for (value, body) in cases {
                let _ = write!(out, " (case {} {})", expr(value), block(body));
            }
            close(out, "otherwise", otherwise)
        }
        StmtKind::Try { body, ident, handler } => {
            let name = ident.as_ref().map(|i| format!(" {}", i.name)).unwrap_or_default();
            format!("(try {} catch{name} {})", block(body), block(handler))
        }
        StmtKind::UnwindProtect { body, cleanup } => {
            format!("(unwind {} {})", block(body), block(cleanup))
        }
        StmtKind::Global(names) => declaration("global", names),
        StmtKind::Persistent(names) => declaration("persistent", names),
        StmtKind::Break => "break".into(),
        StmtKind::Continue => "continue".into(),
        StmtKind::Return => "return".into(),
        StmtKind::Import(path) => format!("(import {})", path.join(".")),
        StmtKind::Block(body) => format!("(block {})", block(body)),
        StmtKind::Function(f) => function(f),
        StmtKind::Error => "<error>".into(),
    }
}

fn semicolon(print: bool) -> &'static str {
    if print { "" } else { ";" }
}

fn close(mut out: String, word: &str, body: &Option<Vec<Stmt>>) -> String {
    if let Some(body) = body {
        let _ = write!(out, " {word} {}", block(body));
    }
    out + ")"
}

fn block(body: &[Stmt]) -> String {
    format!("{{{}}}", body.iter().map(stmt).collect::<Vec<_>>().join(" "))
}

fn declaration(word: &str, names: &[(Ident, Option<Expr>)]) -> String {
    let mut out = format!("({word}");
    for (name, value) in names {
        match value {
            Some(value) => drop(write!(out, " (= {} {})", name.name, expr(value))),
            None => drop(write!(out, " {}", name.name)),
        }
    }
    out + ")"
}

fn assign_op(op: Option<BinaryOp>) -> String {
    format!("{}=", op.map_or("", BinaryOp::symbol))
}

fn targets(lhs: &[LValue]) -> String {
    lhs.iter().map(target).collect::<Vec<_>>().join(" ")
}

fn target(target: &LValue) -> String {
    match target {
        LValue::Ignore(_) => "~".into(),
        LValue::Place(place) => expr(place),
    }
}

/// One expression.
pub fn expr(e: &Expr) -> String {
    match &e.kind {
        ExprKind::Number { text, .. } => text.to_string(),
        ExprKind::Integer { value, class, .. } => format!("{value}:{class}"),
        ExprKind::Text { bytes: Some(bytes), .. } => format!("{bytes:?}"),
        ExprKind::Text { value, double_quoted: true, .. } => format!("{value:?}"),
        ExprKind::Text { value, .. } => format!("'{value}'"),
        ExprKind::Ident(name) => name.to_string(),
        ExprKind::Colon => ":".into(),
        ExprKind::End => "end".into(),
        ExprKind::Unary { op, operand } => format!("({} {})", unary(*op), expr(operand)),
        ExprKind::Postfix { op, operand } => format!("({} {})", postfix(*op), expr(operand)),
        ExprKind::Binary { op, left, right } => {
            format!("({} {} {})", op.symbol(), expr(left), expr(right))
        }
        ExprKind::Range { start, step: Some(step), stop } => {
            format!("(: {} {} {})", expr(start), expr(step), expr(stop))
        }
        ExprKind::Range { start, step: None, stop } => format!("(: {} {})", expr(start), expr(stop)),
        ExprKind::Index { base, index } => indexed(base, index),
        ExprKind::Matrix(rows) => format!("[{}]", self::rows(rows)),
        ExprKind::Cell(rows) => format!("{{{}}}", self::rows(rows)),
        ExprKind::AnonFunction { params, body, is_async } => {
            let word = if *is_async { "async-fn" } else { "fn" };
            let body = match body {
                AnonBody::Expr(body) => expr(body),
                AnonBody::Block(body) => block(body),
            };
            format!("({word} ({}) {body})", self::params(params))
        }
        ExprKind::FunctionHandle(name) => format!("@{name}"),
        ExprKind::Paren(inner) => format!("(paren {})", expr(inner)),
        ExprKind::Assign { lhs, op, rhs } => {
            format!("({} {} {})", assign_op(*op), targets(lhs), expr(rhs))
        }
        ExprKind::MetaClass(name) => format!("?{name}"),
        ExprKind::SuperCall { method, class } => format!("(super {method} {class})"),
        ExprKind::Await(task) => format!("(await {})", expr(task)),
        ExprKind::Error => "<error>".into(),
    }
}

fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Plus => "+",
        UnaryOp::Minus => "-",
        UnaryOp::Not => "~",
        UnaryOp::Increment => "++",
        UnaryOp::Decrement => "--",
    }
}

fn postfix(op: PostfixOp) -> &'static str {
    match op {
        PostfixOp::CTranspose => "'",
        PostfixOp::Transpose => ".'",
        PostfixOp::Increment => "_++",
        PostfixOp::Decrement => "_--",
    }
}

fn indexed(base: &Expr, index: &IndexKind) -> String {
    match index {
        IndexKind::Paren(args) => format!("(call {}{})", expr(base), arguments(args)),
        IndexKind::Brace(args) => format!("(brace {}{})", expr(base), arguments(args)),
        IndexKind::Field(name) => format!("(. {} {})", expr(base), name.name),
        IndexKind::DynField(name) => format!("(.() {} {})", expr(base), expr(name)),
    }
}

fn arguments(args: &[Expr]) -> String {
    args.iter().map(|arg| format!(" {}", expr(arg))).collect()
}

fn rows(rows: &[Vec<Expr>]) -> String {
    let row = |row: &Vec<Expr>| row.iter().map(expr).collect::<Vec<_>>().join(" ");
    rows.iter().map(row).collect::<Vec<_>>().join("; ")
}

fn params(params: &[Param]) -> String {
    let param = |param: &Param| match &param.default {
        Some(default) => format!("(= {} {})", param.name.name, expr(default)),
        None => param.name.name.to_string(),
    };
    params.iter().map(param).collect::<Vec<_>>().join(" ")
}

/// One function.
pub fn function(f: &FunctionDef) -> String {
    let word = if f.is_async { "async-function" } else { "function" };
    let outputs = f.outputs.iter().map(|o| &*o.name).collect::<Vec<_>>().join(" ");
    let mut out = format!("({word} [{outputs}] {} ({})", f.name.name, params(&f.params));
    for block in &f.arguments {
        let output = if block.output { " output" } else { "" };
        let repeating = if block.repeating { " repeating" } else { "" };
        let _ = write!(out, " (arguments{output}{repeating}{})", declarations(&block.entries));
    }
    let _ = write!(out, " {}", block(&f.body));
    for nested in &f.nested {
        let _ = write!(out, " {}", function(nested));
    }
    out + ")"
}

fn declarations(entries: &[ArgumentDecl]) -> String {
    entries.iter().map(|entry| format!(" {}", entry_text(entry))).collect()
}

fn entry_text(entry: &ArgumentDecl) -> String {
    let mut out = format!("({}", entry.name.name);
    if let Some(field) = &entry.field {
        let _ = write!(out, ".{}", field.name);
    }
    if let Some(dims) = &entry.dims {
        let dim = |dim: &Option<usize>| dim.map_or(":".into(), |n| n.to_string());
        let _ = write!(out, " dims={}", dims.iter().map(dim).collect::<Vec<_>>().join(","));
    }
    if let Some(class) = &entry.class {
        let _ = write!(out, " class={}", class.name);
    }
    if !entry.validators.is_empty() {
        let _ = write!(out, " must{}", arguments(&entry.validators));
    }
    if let Some(default) = &entry.default {
        let _ = write!(out, " = {}", expr(default));
    }
    out + ")"
}

/// One class.
pub fn class(c: &ClassDef) -> String {
    let mut out = format!("(classdef {}{}", c.name.name, attributes(&c.attributes));
    for name in &c.supers {
        let _ = write!(out, " < {}", name.name);
    }
    for block in &c.properties {
        let list = declarations(&block.properties);
        let _ = write!(out, " (properties{}{list})", attributes(&block.attributes));
    }
    for block in &c.methods {
        let _ = write!(out, " (methods{}", attributes(&block.attributes));
        for method in &block.methods {
            let _ = write!(out, " {}", function(method));
        }
        for signature in &block.signatures {
            let _ = write!(out, " {}", signature.name);
        }
        out.push(')');
    }
    for (list, names) in &c.events {
        let names: String = names.iter().map(|n| format!(" {}", n.name)).collect();
        let _ = write!(out, " (events{}{names})", attributes(list));
    }
    for (name, args) in &c.enumeration {
        let _ = write!(out, " (member {}{})", name.name, arguments(args));
    }
    out + ")"
}

fn attributes(list: &[Attribute]) -> String {
    let text = |attribute: &Attribute| match &attribute.value {
        Some(value) => format!("{}={}", attribute.name.name, expr(value)),
        None => attribute.name.name.to_string(),
    };
    if list.is_empty() {
        return String::new();
    }
    format!(" <{}>", list.iter().map(text).collect::<Vec<_>>().join(" "))
}
