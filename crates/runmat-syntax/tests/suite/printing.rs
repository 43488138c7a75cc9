//! The canonical text of expressions.

use runmat_syntax::ast::{ExprKind, StmtKind};
use runmat_syntax::{Dialect, parse, print};

/// The text of the expression that `source` consists of.
pub fn printed(source: &str, dialect: Dialect) -> String {
    let parsed = parse(source, dialect);
    assert!(parsed.diagnostics.is_empty(), "{source}: {:?}", parsed.diagnostics);
    let [stmt] = &parsed.unit.body[..] else { panic!("one statement: {source}") };
    let StmtKind::Expr { expr, .. } = &stmt.kind else { panic!("an expression: {source}") };
    print::expr(expr, dialect)
}

/// Each text with its canonical texts, MATLAB's and Octave's, which stay as they are when parsed again.
fn check(rows: &[(&str, &str, &str)]) {
    for (source, matlab, octave) in rows {
        for (dialect, expected) in [(Dialect::Matlab, matlab), (Dialect::Octave, octave)] {
            assert_eq!(printed(source, dialect), *expected, "{source}");
            assert_eq!(printed(expected, dialect), *expected, "{source}, again");
        }
    }
}

#[test]
fn anonymous_functions() {
    check(&[
        ("@(x) x.^2 + 1", "@(x)x.^2+1", "@(x) x .^ 2 + 1"),
        ("@(x,y) x + y*2", "@(x,y)x+y*2", "@(x, y) x + y * 2"),
        ("@(x) [x 1; 2 x]", "@(x)[x,1;2,x]", "@(x) [x, 1; 2, x]"),
        ("@(s) s.a(1) + s.('b')", "@(s)s.a(1)+s.('b')", "@(s) s.a (1) + s.('b')"),
        ("@(x) x' * 2", "@(x)x'*2", "@(x) x' * 2"),
        ("@() disp('a b')", "@()disp('a b')", "@() disp ('a b')"),
        ("@(x) {x, \"s t\"}", "@(x){x,\"s t\"}", "@(x) {x, \"s t\"}"),
        ("@(x) ~x && ~isempty(x)", "@(x)~x&&~isempty(x)", "@(x) !x && !isempty (x)"),
        ("@(x) -x + -1", "@(x)-x+-1", "@(x) -x + -1"),
        ("@(x) x(end:-1:1)", "@(x)x(end:-1:1)", "@(x) x (end:-1:1)"),
        ("@(x) max(x, [], 2)", "@(x)max(x,[],2)", "@(x) max (x, [], 2)"),
        ("@(x) x.^2 ./ 3", "@(x)x.^2./3", "@(x) x .^ 2 ./ 3"),
        ("@(x) 1e-3 + 0.5", "@(x)1e-3+0.5", "@(x) 1e-3 + 0.5"),
        ("@(~, y) y", "@(~,y)y", "@(~, y) y"),
        ("@(x) @(y) x + y", "@(x)@(y)x+y", "@(x) @(y)x + y"),
        ("@() a ~= b", "@()a~=b", "@() a != b"),
        ("@() a ** b", "@()a^b", "@() a ^ b"),
        ("@() - -a", "@()--a", "@() - -a"),
        ("@() c{:}", "@()c{:}", "@() c {:}"),
        ("@() x{1}(2).y", "@()x{1}(2).y", "@() x {1} (2).y"),
        ("@() (a + b).'", "@()(a+b).'", "@() (a + b).'"),
        ("@() {}", "@(){}", "@() {}"),
        ("@() ?pkg.C", "@()?pkg.C", "@() ?pkg.C"),
        ("@() await t", "@()await t", "@() await t"),
        ("async @() f(1)", "async @()f(1)", "async @() f (1)"),
        ("@sin", "@sin", "@sin"),
        ("@() 0x1Fu8 + 1i", "@()0x1Fu8+1i", "@() 0x1Fu8 + 1i"),
    ]);
}

#[test]
fn texts() {
    assert_eq!(printed("@() 'it''s'", Dialect::Matlab), "@()'it''s'");
    // As Octave does it, though it does not read back.
    assert_eq!(printed("@() 'it''s'", Dialect::Octave), "@() 'it's'");
    assert_eq!(printed(r#"f("say ""hi"" \n")"#, Dialect::Matlab), r#"f("say ""hi"" \n")"#);
    assert_eq!(printed(r#"f ("a""b\t\\\x41\101\0\xff'")"#, Dialect::Octave), r#"f ("a\"b\t\\AA\0\377'")"#);
}

#[test]
fn parameters_and_body_alone() {
    let parsed = parse("@(x, y = 2) x", Dialect::Octave);
    let StmtKind::Expr { expr, .. } = &parsed.unit.body[0].kind else { panic!() };
    let ExprKind::AnonFunction { params, body, .. } = &expr.kind else { panic!() };
    assert_eq!(print::anon(params, body, Dialect::Octave), "@(x, y = 2) x");
    assert_eq!(print::anon(params, body, Dialect::Matlab), "@(x,y=2)x");
}
