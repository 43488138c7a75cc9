//! What holds for every text.

use super::printing::printed;
use proptest::prelude::*;
use runmat_syntax::ast::*;
use runmat_syntax::{Dialect, LineIndex, Parsed, dump, parse, render};

/// Pieces that mean something, so that random texts get far into the grammar.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n",
    ";",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "=",
    "==",
    "+",
    "-",
    "++",
    "--",
    "*",
    ".^",
    "^",
    "'",
    ".'",
    ".",
    ":",
    "@",
    "@(x) ",
    "~",
    "!",
    "&&",
    "|",
    "?",
    "...",
    "...\n",
    "\\",
    "\\\n",
    "%",
    "#",
    "%{\n",
    "\n%}\n",
    "x",
    "y",
    "a.b",
    "f(",
    "end",
    "end",
    "end\n",
    "if ",
    "else",
    "elseif ",
    "for i=1:3 ",
    "while ",
    "switch ",
    "case ",
    "otherwise",
    "try",
    "catch",
    "catch e\n",
    "do",
    "until",
    "unwind_protect",
    "unwind_protect_cleanup",
    "endif",
    "endwhile",
    "end_try_catch",
    "function ",
    "function r = f(x)\n",
    "endfunction",
    "classdef A\n",
    "properties",
    "methods\n",
    "events",
    "enumeration",
    "arguments\n",
    "global ",
    "persistent ",
    "break",
    "return",
    "parfor ",
    "spmd\n",
    "import ",
    "async ",
    "await ",
    "1",
    "2.5",
    ".5",
    "1e3",
    "0x1F",
    "0b1",
    "1i",
    "'str'",
    "\"s\"",
    "\"\\n\"",
    "é",
    "€",
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "\t",
    "$",
    "x = ",
    "[a, ~] = ",
    "hold on",
    "1:end",
    "+=",
    "|=",
    "~=",
    "!=",
    "**",
    "x@y",
    "(:)",
    "{:}",
    "varargin",
    "%!test",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_string);
    prop::collection::vec(prop_oneof![20 => piece, 1 => any::<String>()], 0..60).prop_map(|pieces| pieces.concat())
}

fn dialect() -> impl Strategy<Value = Dialect> {
    prop_oneof![Just(Dialect::Matlab), Just(Dialect::Octave)]
}

/// Checks that spans lie in the text and in one another.
struct Spans<'s> {
    source: &'s str,
}

impl Spans<'_> {
    fn all(&self, parsed: &Parsed) {
        let whole = Span::new(0, self.source.len());
        for diag in &parsed.diagnostics {
            self.inside(diag.span, whole);
        }
        for comment in &parsed.comments {
            self.inside(*comment, whole);
        }
        assert!(parsed.comments.is_sorted_by_key(|span| span.start));
        self.stmts(&parsed.unit.body, whole);
        for function in &parsed.unit.functions {
            self.function(function, whole);
        }
        if let Some(class) = &parsed.unit.class {
            self.inside(class.span, whole);
            for method in class.methods.iter().flat_map(|block| &block.methods) {
                self.function(method, class.span);
            }
        }
    }

    fn inside(&self, span: Span, outer: Span) {
        assert!(span.start <= span.end, "{span:?}");
        assert!(outer.start <= span.start && span.end <= outer.end, "{span:?} in {outer:?}");
        assert!(self.source.is_char_boundary(span.start as usize));
        assert!(self.source.is_char_boundary(span.end as usize));
    }

    fn function(&self, function: &FunctionDef, outer: Span) {
        self.inside(function.span, outer);
        self.inside(function.name.span, function.span);
        self.stmts(&function.body, function.span);
        function.nested.iter().for_each(|nested| self.function(nested, function.span));
    }

    fn stmts(&self, stmts: &[Stmt], outer: Span) {
        assert!(stmts.is_sorted_by_key(|stmt| stmt.span.start));
        for stmt in stmts {
            self.inside(stmt.span, outer);
            self.stmt(stmt);
        }
    }

    fn stmt(&self, stmt: &Stmt) {
        let outer = stmt.span;
        match &stmt.kind {
            StmtKind::Expr { expr, .. } => self.expr(expr, outer),
            StmtKind::Assign { lhs, rhs, .. } => {
                lhs.iter().for_each(|target| self.target(target, outer));
                self.expr(rhs, outer);
            }
            StmtKind::If { branches, otherwise } => {
                for (cond, body) in branches {
                    self.expr(cond, outer);
                    self.stmts(body, outer);
                }
                otherwise.iter().for_each(|body| self.stmts(body, outer));
            }
            StmtKind::While { cond, body } | StmtKind::DoUntil { body, cond } => {
                self.expr(cond, outer);
                self.stmts(body, outer);
            }
            StmtKind::For { var, range, body, .. } => {
                self.target(var, outer);
                self.expr(range, outer);
                self.stmts(body, outer);
            }
            StmtKind::Switch { value, cases, otherwise } => {
                self.expr(value, outer);
                for (value, body) in cases {
                    self.expr(value, outer);
                    self.stmts(body, outer);
                }
                otherwise.iter().for_each(|body| self.stmts(body, outer));
            }
            StmtKind::Try { body, handler: second, .. } | StmtKind::UnwindProtect { body, cleanup: second } => {
                self.stmts(body, outer);
                self.stmts(second, outer);
            }
            StmtKind::Function(function) => self.function(function, outer),
            _ => {}
        }
    }

    fn target(&self, target: &LValue, outer: Span) {
        match target {
            LValue::Ignore(span) => self.inside(*span, outer),
            LValue::Place(place) => self.expr(place, outer),
        }
    }

    fn expr(&self, expr: &Expr, outer: Span) {
        self.inside(expr.span, outer);
        let span = expr.span;
        match &expr.kind {
            ExprKind::Unary { operand, .. }
            | ExprKind::Postfix { operand, .. }
            | ExprKind::Paren(operand)
            | ExprKind::Await(operand) => self.expr(operand, span),
            ExprKind::Binary { left, right, .. } => {
                self.expr(left, span);
                self.expr(right, span);
            }
            ExprKind::Range { start, step, stop } => {
                self.expr(start, span);
                step.iter().for_each(|step| self.expr(step, span));
                self.expr(stop, span);
            }
            ExprKind::Index { base, index } => {
                self.expr(base, span);
                match index {
                    IndexKind::Paren(args) | IndexKind::Brace(args) => {
                        args.iter().for_each(|arg| self.expr(arg, span));
                    }
                    IndexKind::Field(name) => self.inside(name.span, span),
                    IndexKind::DynField(name) => self.expr(name, span),
                }
            }
            ExprKind::Matrix(rows) | ExprKind::Cell(rows) => {
                rows.iter().flatten().for_each(|element| self.expr(element, span));
            }
            ExprKind::AnonFunction { body, .. } => match body {
                AnonBody::Expr(body) => self.expr(body, span),
                AnonBody::Block(body) => self.stmts(body, span),
            },
            ExprKind::Assign { lhs, rhs, .. } => {
                lhs.iter().for_each(|target| self.target(target, span));
                self.expr(rhs, span);
            }
            _ => {}
        }
    }
}

/// Everything that is made of a text works.
fn check(source: &str, dialect: Dialect) {
    let parsed = parse(source, dialect);
    Spans { source }.all(&parsed);
    dump::unit(&parsed.unit);
    let lines = LineIndex::new(source);
    for diag in &parsed.diagnostics {
        assert!(!diag.message.is_empty());
        assert!(lines.line_col(diag.span.start).0 <= lines.line_count());
        render(diag, "f.m", source, dialect);
        render(diag, "", source, dialect);
    }
}

/// Expressions that are right, built from smaller ones.
///
/// Without `literals` none has elements: Octave writes `[f (1)]` for `[f(1)]`, which reads as two elements.
fn expression(literals: bool) -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(
        &["x", "y2", "1", "2.5e3", "3i", "0x1F", "'a b'", "\"t\"", "@sin", "[]", "{}", "f()", "s.a", "c{:}", "x(end)"]
            [..],
    )
    .prop_map(str::to_string);
    let (open, close) = if literals { ('[', ']') } else { ('(', ')') };
    leaf.prop_recursive(5, 40, 3, move |inner| {
        let op = prop::sample::select(
            &["+", "-", "*", ".*", "/", "\\", "^", ".^", "==", "~=", "<", ">=", "&", "|", "&&", "||", ":"][..],
        );
        let sign = prop::sample::select(&["-", "+", "~"][..]);
        prop_oneof![
            (inner.clone(), op, inner.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
            (sign, inner.clone()).prop_map(|(sign, a)| format!("{sign}{a}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("({a})'")),
            inner.clone().prop_map(move |a| format!("{open}{a}{close}")),
            (inner.clone(), inner.clone()).prop_map(move |(a, b)| match literals {
                true => format!("[{a}, {b}; {{{b}, {a}}}]"),
                false => format!("{b} - {a}"),
            }),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("f({a}, {b})")),
            inner.clone().prop_map(|a| format!("s.(\"n\").b{{{a}}}")),
            inner.prop_map(|a| format!("@(x, ~) {a}")),
        ]
    })
}

/// The canonical text has the same tree, and is its own canonical text.
fn check_printing(source: &str, dialect: Dialect) {
    let tree = |source: &str| dump::unit(&parse(source, dialect).unit);
    let source = format!("({source})");
    let once = printed(&source, dialect);
    assert_eq!(printed(&once, dialect), once);
    assert_eq!(tree(&source), tree(&once));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_tree(source in text(), dialect in dialect()) {
        check(&source, dialect);
    }

    #[test]
    fn what_is_printed_reads_back_in_matlab(source in expression(true)) {
        check_printing(&source, Dialect::Matlab);
    }

    #[test]
    fn what_is_printed_reads_back_in_octave(source in expression(false)) {
        check_printing(&source, Dialect::Octave);
    }
}
