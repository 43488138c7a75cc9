//! The canonical text of expressions, as `func2str` and the display of function handles show it.
//!
//! MATLAB writes without blanks; Octave writes blanks around operators and before index brackets, and `!`
//! for `~`. MATLAB's text parses back to the same tree; Octave's does so outside literals, where its blank
//! before an index bracket separates elements.

use crate::ast::*;
use crate::dialect::Dialect;

/// The text of an expression.
pub fn expr(e: &Expr, dialect: Dialect) -> String {
    let mut printer = Printer { out: String::new(), dialect, functions: 0 };
    printer.expr(e);
    printer.out
}

/// The text of the anonymous function of `params` and `body`.
pub fn anon(params: &[Param], body: &AnonBody, dialect: Dialect) -> String {
    let mut printer = Printer { out: String::new(), dialect, functions: 0 };
    printer.anon(params, body, false);
    printer.out
}

struct Printer {
    out: String,
    dialect: Dialect,
    /// How many anonymous functions are around.
    functions: usize,
}

impl Printer {
    fn octave(&self) -> bool {
        self.dialect.is_octave()
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// `matlab` or `octave`, whichever the dialect is.
    fn pick(&mut self, matlab: &str, octave: &str) {
        let text = if self.octave() { octave } else { matlab };
        self.out.push_str(text);
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Number { text, .. } | ExprKind::Integer { text, .. } => self.push(text),
            ExprKind::Text { value, bytes, double_quoted } => {
                self.text(value, bytes.as_deref(), *double_quoted);
            }
            ExprKind::Ident(name) => self.push(name),
            ExprKind::Colon => self.push(":"),
            ExprKind::End => self.push("end"),
            ExprKind::Unary { op, operand } => {
                self.unary(*op);
                self.expr(operand);
            }
            ExprKind::Postfix { op, operand } => {
                self.expr(operand);
                self.push(match op {
                    PostfixOp::CTranspose => "'",
                    PostfixOp::Transpose => ".'",
                    PostfixOp::Increment => "++",
                    PostfixOp::Decrement => "--",
                });
            }
            ExprKind::Binary { op, left, right } => {
                self.expr(left);
                self.binary(*op);
                self.expr(right);
            }
            ExprKind::Range { start, step, stop } => {
                self.expr(start);
                self.push(":");
                if let Some(step) = step {
                    self.expr(step);
                    self.push(":");
                }
                self.expr(stop);
            }
            ExprKind::Index { base, index } => self.index(base, index),
            ExprKind::Matrix(rows) => self.rows("[", rows, "]"),
            ExprKind::Cell(rows) => self.rows("{", rows, "}"),
            ExprKind::AnonFunction { params, body, is_async } => self.anon(params, body, *is_async),
            ExprKind::FunctionHandle(name) => {
                self.push("@");
                self.push(name);
            }
            ExprKind::Paren(inner) => {
                self.push("(");
                self.expr(inner);
                self.push(")");
            }
            ExprKind::Assign { lhs, op, rhs } => self.assign(lhs, *op, rhs),
            ExprKind::MetaClass(name) => {
                self.push("?");
                self.push(name);
            }
            ExprKind::SuperCall { method, class } => {
                self.push(method);
                self.push("@");
                self.push(class);
            }
            ExprKind::Await(task) => {
                self.push("await ");
                self.expr(task);
            }
            ExprKind::Error => self.push("<error>"),
        }
    }

    fn unary(&mut self, op: UnaryOp) {
        match op {
            UnaryOp::Not => self.pick("~", "!"),
            UnaryOp::Plus => self.sign("+"),
            UnaryOp::Minus => self.sign("-"),
            UnaryOp::Increment => self.sign("++"),
            UnaryOp::Decrement => self.sign("--"),
        }
    }

    /// A sign, kept apart from an equal one before it, which Octave would read as one operator.
    fn sign(&mut self, sign: &str) {
        if self.octave() && self.out.ends_with(&sign[..1]) {
            self.push(" ");
        }
        self.push(sign);
    }

    fn binary(&mut self, op: BinaryOp) {
        let symbol = match op {
            BinaryOp::Ne if self.octave() => "!=",
            _ => op.symbol(),
        };
        self.spaced(symbol);
    }

    /// An operator, with blanks around it in Octave.
    fn spaced(&mut self, symbol: &str) {
        self.pick("", " ");
        self.push(symbol);
        self.pick("", " ");
    }

    fn text(&mut self, value: &str, bytes: Option<&[u8]>, double: bool) {
        match (double, self.octave()) {
            (true, true) => {
                self.push("\"");
                self.escaped(value, bytes);
                self.push("\"");
            }
            (true, false) => self.quoted("\"", &value.replace('"', "\"\"")),
            // Octave does not double quotes here.
            (false, true) => self.quoted("'", value),
            (false, false) => self.quoted("'", &value.replace('\'', "''")),
        }
    }

    fn quoted(&mut self, quote: &str, text: &str) {
        self.push(quote);
        self.push(text);
        self.push(quote);
    }

    fn escaped(&mut self, value: &str, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else {
            return value.chars().for_each(|c| self.escaped_char(c));
        };
        for chunk in bytes.utf8_chunks() {
            chunk.valid().chars().for_each(|c| self.escaped_char(c));
            chunk.invalid().iter().for_each(|byte| self.push(&format!("\\{byte:03o}")));
        }
    }

    fn escaped_char(&mut self, c: char) {
        match c {
            '\0' => self.push("\\0"),
            '\x07' => self.push("\\a"),
            '\x08' => self.push("\\b"),
            '\x0c' => self.push("\\f"),
            '\n' => self.push("\\n"),
            '\r' => self.push("\\r"),
            '\t' => self.push("\\t"),
            '\x0b' => self.push("\\v"),
            '\\' => self.push("\\\\"),
            '"' => self.push("\\\""),
            _ => self.out.push(c),
        }
    }

    fn index(&mut self, base: &Expr, index: &IndexKind) {
        self.expr(base);
        match index {
            IndexKind::Paren(args) => {
                self.pick("(", " (");
                self.list(args);
                self.push(")");
            }
            IndexKind::Brace(args) => {
                self.pick("{", " {");
                self.list(args);
                self.push("}");
            }
            IndexKind::Field(name) => {
                self.push(".");
                self.push(&name.name);
            }
            IndexKind::DynField(name) => {
                self.push(".(");
                self.expr(name);
                self.push(")");
            }
        }
    }

    fn list(&mut self, items: &[Expr]) {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.pick(",", ", ");
            }
            self.expr(item);
        }
    }

    fn rows(&mut self, open: &str, rows: &[Vec<Expr>], close: &str) {
        self.push(open);
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.pick(";", "; ");
            }
            self.list(row);
        }
        self.push(close);
    }

    fn anon(&mut self, params: &[Param], body: &AnonBody, is_async: bool) {
        if is_async {
            self.push("async ");
        }
        self.push("@(");
        for (at, param) in params.iter().enumerate() {
            if at > 0 {
                self.pick(",", ", ");
            }
            self.push(&param.name.name);
            if let Some(default) = &param.default {
                self.spaced("=");
                self.expr(default);
            }
        }
        self.push(")");
        match body {
            AnonBody::Expr(body) => {
                // Octave leaves the blank out in an inner function.
                if self.functions == 0 {
                    self.pick("", " ");
                }
                self.functions += 1;
                self.expr(body);
                self.functions -= 1;
            }
            AnonBody::Block(_) => self.push(" do ... end"),
        }
    }

    fn assign(&mut self, lhs: &[LValue], op: Option<BinaryOp>, rhs: &Expr) {
        let several = lhs.len() > 1;
        if several {
            self.push("[");
        }
        for (at, target) in lhs.iter().enumerate() {
            if at > 0 {
                self.pick(",", ", ");
            }
            match target {
                LValue::Ignore(_) => self.pick("~", "!"),
                LValue::Place(place) => self.expr(place),
            }
        }
        if several {
            self.push("]");
        }
        self.spaced(&format!("{}=", op.map_or("", BinaryOp::symbol)));
        self.expr(rhs);
    }
}
