//! What expressions become.

use super::Dialects::*;
use super::check;

#[test]
fn literals() {
    check(&[
        (Both, "1", "1"),
        (Both, "1e3; 1d3; 1E+3; 1D-3; .5; 5.; 5.e2", "1e3;\n1d3;\n1E+3;\n1D-3;\n.5;\n5.;\n5.e2"),
        (Both, "1i + 2j; 1e3i", "(+ 1i 2j);\n1e3i"),
        (Both, "x = 5.*y", "(= x (.* 5 y))"),
        (Both, "x = 1..^2", "(= x (.^ 1. 2))"),
        (Both, "x = 5.'", "(= x (.' 5))"),
        (Both, "x = 1./3", "(= x (./ 1 3))"),
        (Both, "0b101; 0x1Fu8; 0xFFs16", "5:uint8;\n31:uint8;\n255:int16"),
        (Matlab, "0x0FF", "255:uint8"),
        (Octave, "0x0FF", "255:uint16"),
        (Both, "1_000", "1_000"),
        (Both, "'it''s'", "'it's'"),
        (Matlab, "\"say \"\"hi\"\" \\n\"", "\"say \\\"hi\\\" \\\\n\""),
        (Octave, "\"say \"\"hi\"\" \\\"x\\\" \\\\t\\x41\\101\\0\"", "\"say \\\"hi\\\" \\\"x\\\" \\\\tAA\\0\""),
        (Octave, "\"a\\\\", "<error>\n!! unterminated character string constant"),
        (Octave, "\"\\xff\"", "[255]"),
        (Octave, "\"one \\nline\"", "\"one \\nline\""),
        (Both, "'%not a comment'", "'%not a comment'"),
        (Both, "x = \"a%b#c\"; % d", "(= x \"a%b#c\");"),
    ]);
}

#[test]
fn operators() {
    check(&[
        (Both, "a + b * c ^ d", "(+ a (* b (^ c d)))"),
        (Both, "-2^2", "(- (^ 2 2))"),
        (Both, "2^-1", "(^ 2 (- 1))"),
        (Both, "2^-1^2", "(^ (^ 2 (- 1)) 2)"),
        (Both, "2^-x'", "(' (^ 2 (- x)))"),
        (Both, "-a'", "(- (' a))"),
        (Both, "~x == y", "(== (~ x) y)"),
        (Octave, "!x == y", "(== (~ x) y)"),
        (Both, "z = !x == y", "(= z (== (~ x) y))"),
        (Both, "a' * b.'", "(* (' a) (.' b))"),
        (Both, "a'''", "(' (' (' a)))"),
        (Both, "a.^b'", "(' (.^ a b))"),
        (Both, "x'*y'", "(* (' x) (' y))"),
        (Both, "1:3'", "(: 1 (' 3))"),
        (Both, "1:2:10", "(: 1 2 10)"),
        (Both, "1:n+1", "(: 1 (+ n 1))"),
        (Both, "a:b == c:d", "(== (: a b) (: c d))"),
        (Both, "a < b < c", "(< (< a b) c)"),
        (Both, "a | b & c", "(| a (& b c))"),
        (Both, "a || b && c", "(|| a (&& b c))"),
        (Both, "a & b == c | d", "(| (& a (== b c)) d)"),
        (Both, "a == b ~= c", "(~= (== a b) c)"),
        (Both, "a != b", "(~= a b)"),
        (Both, "a ** b .** c", "(.^ (^ a b) c)"),
        (Both, "a \\ b .\\ c ./ d / e", "(/ (./ (.\\ (\\ a b) c) d) e)"),
        (Both, "- - 1", "(- (- 1))"),
        (Matlab, "a++b", "(+ a (+ b))"),
        (Matlab, "--x", "(- (- x))"),
        (Octave, "++x", "(++ x)"),
        (Both, "a + +b", "(+ a (+ b))"),
        (Both, "a - -b", "(- a (- b))"),
        (Matlab, "x = ++b", "(= x (+ (+ b)))"),
        (Both, "-a:-1:-b", "(: (- a) (- 1) (- b))"),
        (Both, "(1:3)'", "(' (paren (: 1 3)))"),
        (Both, "(!a')", "(paren (~ (' a)))"),
        (Both, "~a.^2", "(~ (.^ a 2))"),
        (Both, "-x.^-y", "(- (.^ x (- y)))"),
        (Both, "a * -b", "(* a (- b))"),
        (Both, "a^b'", "(' (^ a b))"),
        (Both, "a.' + b.'", "(+ (.' a) (.' b))"),
        (Both, "2^3^4", "(^ (^ 2 3) 4)"),
        (Both, "(a)", "(paren a)"),
        (Both, "((a + b))", "(paren (paren (+ a b)))"),
    ]);
}

#[test]
fn indexing() {
    check(&[
        (Both, "a(1)", "(call a 1)"),
        (Octave, "a(1, 2)(:)", "(call (call a 1 2) :)"),
        (Both, "x(:)", "(call x :)"),
        (Both, "x(:)'", "(' (call x :))"),
        (Both, "x(:, 1)", "(call x : 1)"),
        (Both, "x(end)", "(call x end)"),
        (Both, "x(end + 1)", "(call x (+ end 1))"),
        (Both, "x(end/2:end)", "(call x (: (/ end 2) end))"),
        (Both, "x{end}(end)", "(call (brace x end) end)"),
        (Both, "c{:}", "(brace c :)"),
        (Both, "s.a.b", "(. (. s a) b)"),
        (Both, "s.end", "(. s end)"),
        (Both, "s.if.while", "(. (. s if) while)"),
        (Both, "s.(\"dyn\")", "(.() s \"dyn\")"),
        (Both, "s.(name)(3).y{2}", "(brace (. (call (.() s name) 3) y) 2)"),
        (Both, "s.('a')", "(.() s 'a')"),
        (Both, "x{1}{2}.b(3)", "(call (. (brace (brace x 1) 2) b) 3)"),
        (Octave, "f(1)(2)", "(call (call f 1) 2)"),
        (Octave, "[1 2 3](2)", "(call [1 2 3] 2)"),
        (Octave, "{1, 2}{2}", "(brace {1 2} 2)"),
        (Octave, "magic(3)(end)", "(call (call magic 3) end)"),
        (Octave, "\"abc\"(2)", "(call \"abc\" 2)"),
        (Octave, "(a)(1)", "(call (paren a) 1)"),
        (Octave, "x'(1)", "(call (' x) 1)"),
        (Both, "f()", "(call f)"),
        (Both, "x{1, 2}", "(brace x 1 2)"),
        (Octave, "c{3 -1}", "(brace c (- 3 1))"),
        (Matlab, "c{3 -1}", "(brace c (- 3 1))"),
        (Both, "f(1, ...\n 2)", "(call f 1 2)"),
        (Both, "f(1, % one\n 2)", "(call f 1 2)"),
        (Both, "f(1,\n  2,\n  3)", "(call f 1 2 3)"),
        (Both, "a (1)", "(call a 1)"),
        (Matlab, "f(a=1)", "(call f \"a\" 1)"),
        (Matlab, "f(x, a=1, b=[1 2])", "(call f x \"a\" 1 \"b\" [1 2])"),
        (Octave, "f(a=1)", "(call f (= a 1))"),
        (Both, "f(x == 1)", "(call f (== x 1))"),
        (Both, "f({1}, [2])", "(call f {1} [2])"),
        (Both, "f(@(x) x, 2)", "(call f (fn (x) x) 2)"),
        (Both, "x(a.b)", "(call x (. a b))"),
        (Both, "x.y'", "(' (. x y))"),
        (Both, "x.y.'", "(.' (. x y))"),
        (Both, "x.y(1)'", "(' (call (. x y) 1))"),
    ]);
}

#[test]
fn handles() {
    check(&[
        (Both, "@sin", "@sin"),
        (Both, "@pkg.sub.fn", "@pkg.sub.fn"),
        (Both, "@(x) x.^2 + 1", "(fn (x) (+ (.^ x 2) 1))"),
        (Both, "@() disp('a b')", "(fn () (call disp 'a b'))"),
        (Both, "@(varargin) f(varargin{:})", "(fn (varargin) (call f (brace varargin :)))"),
        (Both, "@(~, y) y", "(fn (~ y) y)"),
        (Both, "@(x) @(y) x + y", "(fn (x) (fn (y) (+ x y)))"),
        (Both, "f = @(a, b) a' * b;", "(= f (fn (a b) (* (' a) b)));"),
        (Both, "cellfun(@(x) x', c, 'UniformOutput', false)", "(call cellfun (fn (x) (' x)) c 'UniformOutput' false)"),
        (Both, "@(x) 'text'", "(fn (x) 'text')"),
        (Both, "t = async @() f(1);", "(= t (async-fn () (call f 1)));"),
        (Both, "t = async @() do\n x = 1;\n if x, y, end\n end", "(= t (async-fn () {(= x 1); (if x {y})}))"),
        (Both, "spawn(async @() do, a; b, end, 2)", "(call spawn (async-fn () {a; b}) 2)"),
        (Both, "r = await t + 1;", "(= r (+ (await t) 1));"),
        (Both, "await f(x)", "(await (call f x))"),
        (Both, "await = 3; await (1)", "(= await 3);\n(call await 1)"),
        (Both, "async = 2", "(= async 2)"),
        (Both, "?pkg.Class", "?pkg.Class"),
        (Both, "obj@Super(1, 2)", "(call (super obj Super) 1 2)"),
        (Both, "obj = obj@pkg.Super(1)", "(= obj (call (super obj pkg.Super) 1))"),
        (Both, "obj.meth@Super(x)", "(call (super obj.meth Super) x)"),
    ]);
}

#[test]
fn assignment_expressions() {
    check(&[
        (Octave, "a = b = 3", "(= a (= b 3))"),
        (Octave, "while ((l = fgetl(f)) != -1), end", "(while (paren (~= (paren (= l (call fgetl f))) (- 1))) {})"),
        (Octave, "if (x = 1) y, end", "(if (paren (= x 1)) {y})"),
        (Octave, "x = (y += 2) * 3", "(= x (* (paren (+= y 2)) 3))"),
        (Octave, "[a, b] = [c, d] = f()", "(= [a b] (= c d (call f)))"),
        (Octave, "x(i++) = 2;", "(= (call x (_++ i)) 2);"),
        (Octave, "y = x++ + 1;", "(= y (+ (_++ x) 1));"),
    ]);
}
