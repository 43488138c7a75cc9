//! What statements, functions and classes become.

use super::Dialects::*;
use super::check;

#[test]
fn separators() {
    check(&[
        (Both, "a, b; c", "a\nb;\nc"),
        (Both, "a;\n\nb", "a;\nb"),
        (Both, "x = 3 % c", "(= x 3)"),
        (Both, "1;2", "1;\n2"),
        (Both, "x = [1 2 3];", "(= x [1 2 3]);"),
        (Both, "x = y'; z = 'str';", "(= x (' y));\n(= z 'str');"),
        (Both, "x = 'it''s'; y = x';", "(= x 'it's');\n(= y (' x));"),
        (Both, "[a, b] = deal(1, 2);", "(= [a b] (call deal 1 2));"),
        (Both, "[a b] = deal(1, 2);", "(= [a b] (call deal 1 2));"),
        (Both, "[a, ~, c(2)] = f;", "(= [a ~ (call c 2)] f);"),
        (Both, "[~, i] = max(x);", "(= [~ i] (call max x));"),
        (Both, "[~ i] = max(x)", "(= [~ i] (call max x))"),
        (Both, "[a.b, c{3}] = f();", "(= [(. a b) (brace c 3)] (call f));"),
        (Both, "[x] = 3", "(= [x] 3)"),
        (Both, "x(3) = 4;", "(= (call x 3) 4);"),
        (Both, "x(end+1).b(end) = 3", "(= (call (. (call x (+ end 1)) b) end) 3)"),
        (Both, "a.b.c(2).d = 1", "(= (. (call (. (. a b) c) 2) d) 1)"),
        (Both, "x{2}.y(3) = []", "(= (call (. (brace x 2) y) 3) [])"),
        (Both, "x(:) = 0", "(= (call x :) 0)"),
        (Both, "s.(\"a\") = 1", "(= (.() s \"a\") 1)"),
        (Both, "x += 2", "(+= x 2)"),
        (
            Both,
            "x -= y'; x *= 3, x /= 2; x ^= 2; x |= 1; x &= 0",
            "(-= x (' y));\n(*= x 3)\n(/= x 2);\n(^= x 2);\n(|= x 1);\n(&= x 0)",
        ),
        (Both, "x(2) .*= 3;", "(.*= (call x 2) 3);"),
        (Both, "x = 1; x++; x--;", "(= x 1);\n(+= x 1);\n(-= x 1);"),
        (Matlab, "x = 1; x++", "(= x 1);\n(+= x 1)"),
        (Octave, "x = 1; x++", "(= x 1);\n(_++ x)"),
        (Octave, "++x;", "(+= x 1);"),
        (Octave, "x = 1; --x", "(= x 1);\n(-- x)"),
        (Both, "x = a ...\n + b;", "(= x (+ a b));"),
        (Both, "x = ... why\n 3", "(= x 3)"),
        (Both, "x = a == b", "(= x (== a b))"),
    ]);
}

#[test]
fn commands() {
    check(&[
        (Both, "hold on", "(command hold \"on\")"),
        (Both, "hold on;", "(command hold \"on\");"),
        (Both, "hold on, grid off", "(command hold \"on\")\n(command grid \"off\")"),
        (Both, "format long g", "(command format \"long\" \"g\")"),
        (Both, "a -1", "(command a \"-1\")"),
        (Both, "a - 1", "(- a 1)"),
        (Both, "a -1 -2", "(command a \"-1\" \"-2\")"),
        (Both, "a =1", "(= a 1)"),
        (Both, "a ==1", "(command a \"==1\")"),
        (Both, "a == 1", "(== a 1)"),
        (Both, "a = 1; a -1", "(= a 1);\n(- a 1)"),
        (Both, "x.y", "(. x y)"),
        (Both, "x .y", "(command x \".y\")"),
        (Both, "cd ..", "(command cd \"..\")"),
        (Both, "cd /tmp/a b", "(command cd \"/tmp/a\" \"b\")"),
        (Both, "disp hello % not this", "(command disp \"hello\")"),
        (Both, "disp 'a b' c", "(command disp \"a b\" \"c\")"),
        (Both, "disp \"a \"\"b\"\"\" c", "(command disp \"a \\\"b\\\"\" \"c\")"),
        (Both, "warning off all", "(command warning \"off\" \"all\")"),
        (Both, "close all force", "(command close \"all\" \"force\")"),
        (Both, "load data.mat x y", "(command load \"data.mat\" \"x\" \"y\")"),
        (Both, "print -dpng foo.png", "(command print \"-dpng\" \"foo.png\")"),
        (Both, "ls *.m", "(command ls \"*.m\")"),
        (Both, "clear x* -regexp ^a", "(command clear \"x*\" \"-regexp\" \"^a\")"),
        (Both, "disp (1)", "(call disp 1)"),
        (Both, "disp [1 2]", "(command disp \"[1 2]\")"),
        (Both, "a * b", "(* a b)"),
        (Both, "a *b", "(command a \"*b\")"),
        (Both, "a'", "(' a)"),
        (Both, "a 'b'", "(command a \"b\")"),
        (Both, "a '", "(' a)"),
        (Both, "a && b", "(&& a b)"),
        (Both, "f(1) -1", "(- (call f 1) 1)"),
        (Both, "x = 1, x (1)", "(= x 1)\n(call x 1)"),
        (Both, "global g\ng -1", "(global g)\n(- g 1)"),
        (Both, "for k = 1:3\n k -1\n end", "(for k (: 1 3) {(- k 1)})"),
        (Both, "function f(a)\n a -1\n b -1\n end", "(function [] f (a) {(- a 1) (command b \"-1\")})"),
        (Both, "disp a,b", "(command disp \"a\")\nb"),
        (Both, "disp f(1, 2) x", "(command disp \"f(1, 2)\" \"x\")"),
        (Both, "help sin ...\n cos", "(command help \"sin\" \"cos\")"),
        (Both, "ans -1", "(- ans 1)"),
        (Matlab, "!ls -l | wc", "(command system \"ls -l | wc\")"),
        (Both, "import a.b.C", "(import a.b.C)"),
        (Both, "import a.b.* c.D", "(block {(import a.b.*) (import c.D)})"),
        (Both, "import = 3", "(= import 3)"),
        (Both, "x ...\n = 3", "(= x 3)"),
        (Both, "pkg load statistics", "(command pkg \"load\" \"statistics\")"),
        (Matlab, "echo a#b", "(command echo \"a#b\")"),
        (Octave, "echo a#b", "(command echo \"a\")"),
        (Both, "cd /", "(command cd \"/\")"),
        (Both, "disp a'b c'd", "(command disp \"ab cd\")"),
        (Both, "more off # c", "(command more \"off\")"),
    ]);
}

#[test]
fn branches() {
    check(&[
        (Both, "if a, b, end", "(if a {b})"),
        (Both, "if (a) b, end", "(if (paren a) {b})"),
        (Both, "if a\n b\nelseif c\n d\nelse\n e\nend", "(if a {b} c {d} else {e})"),
        (Both, "if a b, end", "(if a {b})"),
        (Both, "if (a) b; else c; end", "(if (paren a) {b;} else {c;})"),
        (Both, "if a, b; end, c", "(if a {b;})\nc"),
        (Both, "if a\n if b\n c\n end\nend", "(if a {(if b {c})})"),
        (Both, "if ~a, return, end", "(if (~ a) {return})"),
        (Both, "if a disp(1), end", "(if a {(call disp 1)})"),
        (Both, "if (a), b, endif", "(if (paren a) {b})"),
        (Both, "if (a) && (b)\n c\n end", "(if (&& (paren a) (paren b)) {c})"),
        (Both, "if a % c\n b % d\n end % e", "(if a {b})"),
        (Both, "if !a, b, end", "(if (~ a) {b})"),
        (Both, "if a\nelse if b\nc\nend\nend", "(if a {} else {(if b {c})})"),
        (Both, "if a hold on, end", "(if a {(command hold \"on\")})"),
        (Both, "if x(end), y, end", "(if (call x end) {y})"),
        (Both, "if (a) [b, c] = f(); end", "(if (paren a) {(= [b c] (call f));})"),
    ]);
}

#[test]
fn loops() {
    check(&[
        (Both, "for i = 1:10, i, end", "(for i (: 1 10) {i})"),
        (Both, "for i=1:3, body, end", "(for i (: 1 3) {body})"),
        (Both, "for (i = 1:10) x(i) = i; end", "(for i (: 1 10) {(= (call x i) i);})"),
        (Both, "for (i = 1:10)\n i\n end", "(for i (: 1 10) {i})"),
        (Both, "for k = x; k, end", "(for k x {k})"),
        (Both, "for k = x\n k\nendfor", "(for k x {k})"),
        (Both, "for i = [1 2 3] i, end", "(for i [1 2 3] {i})"),
        (Both, "for i = (1:3)' i, end", "(for i (' (paren (: 1 3))) {i})"),
        (Both, "for x.a = 1:2, end", "(for (. x a) (: 1 2) {})"),
        (Both, "for x(2) = 1:2, end", "(for (call x 2) (: 1 2) {})"),
        (Both, "parfor i = 1:4\n i\n end", "(parfor i (: 1 4) {i})"),
        (Both, "parfor (i = 1:10, 4)\n i;\n end", "(parfor i (: 1 10) {i;})"),
        (Octave, "for [v, k] = s, k, end", "(for [v k] s {k})"),
        (Both, "while true, break, end", "(while true {break})"),
        (Both, "while (x) y; end", "(while (paren x) {y;})"),
        (Both, "while x < 3\n x = x + 1;\n continue\nendwhile", "(while (< x 3) {(= x (+ x 1)); continue})"),
        (Both, "do\n x++;\nuntil x > 3", "(do {(+= x 1);} until (> x 3))"),
        (Both, "do x = 1; until (x)", "(do {(= x 1);} until (paren x))"),
        (Both, "while 1, while 2, break; end, end", "(while 1 {(while 2 {break})})"),
    ]);
}

#[test]
fn switch_and_guards() {
    check(&[
        (
            Both,
            "switch x\n case 1\n a\n case {2, 3}\n b\n otherwise\n c\nend",
            "(switch x (case 1 {a}) (case {2 3} {b}) otherwise {c})",
        ),
        (Both, "switch (x) case {1,2} a, case 3, b, end", "(switch (paren x) (case {1 2} {a}) (case 3 {b}))"),
        (
            Both,
            "switch x, case 'a', 1; case \"b\", 2; otherwise, 3; end",
            "(switch x (case 'a' {1;}) (case \"b\" {2;}) otherwise {3;})",
        ),
        (Both, "switch lower(x)\n % comment\n\n case 1\n a\n end", "(switch (call lower x) (case 1 {a}))"),
        (Both, "switch x\nend", "(switch x)"),
        (Both, "try, x, catch e, y, end", "(try {x} catch e {y})"),
        (Both, "try\n x\ncatch ME\n y\nend", "(try {x} catch ME {y})"),
        (Both, "try\n x\ncatch\n ME\nend", "(try {x} catch {ME})"),
        (Both, "try, x, catch, y, end", "(try {x} catch {y})"),
        (Both, "try x, end", "(try {x} catch {})"),
        (Both, "try; x; end_try_catch", "(try {x;} catch {})"),
        (Both, "try, x, catch disp(1), end", "(try {x} catch {(call disp 1)})"),
        (Both, "try\n x\ncatch err % c\n y\nend", "(try {x} catch err {y})"),
        (Both, "try x; catch end", "(try {x;} catch {})"),
        (
            Octave,
            "try x; catch err; disp(err.message); end_try_catch",
            "(try {x;} catch err {(call disp (. err message));})",
        ),
        (Both, "unwind_protect\n a\nunwind_protect_cleanup\n b\nend_unwind_protect", "(unwind {a} {b})"),
        (Both, "unwind_protect, a, unwind_protect_cleanup, b, end", "(unwind {a} {b})"),
        (Both, "global a b c", "(global a b c)"),
        (Both, "global a b = 3", "(global a (= b 3))"),
        (Both, "persistent n = 0; n", "(persistent (= n 0))\nn"),
        (Both, "persistent a b", "(persistent a b)"),
        (Both, "spmd\n x = 1;\n end", "(block {(= x 1);})"),
        (Both, "spmd (4)\n x\n end", "(block {x})"),
        (Both, "spmd = 2", "(= spmd 2)"),
    ]);
}

#[test]
fn comments() {
    check(&[
        (Both, "% only a comment", ""),
        (Both, "x = 1; # octave\n%{\nblock\n%}\ny = 2;", "(= x 1);\n(= y 2);"),
        (Both, "%{\n nested\n #{\n inner\n #}\n%}\nx", "x"),
        (Both, "x %{ not a block\ny", "x\ny"),
        (Both, "#!/usr/bin/env runmat\nx = 1", "(= x 1)"),
        (Both, "x = 1; ... rest\ny = 2", "(= x 1);\n(= y 2)"),
        (Both, "%% cell\nx", "x"),
        (Both, "  %{  \n x\n  %}  \n y", "y"),
    ]);
}

#[test]
fn soft_words() {
    check(&[
        (Matlab, "endif = 3; endif", "(= endif 3);\nendif"),
        (Matlab, "until = 1, unwind_protect = 2", "(= until 1)\n(= unwind_protect 2)"),
        (Matlab, "x = until + 1", "(= x (+ until 1))"),
        (Matlab, "do = 1; do", "(= do 1);\ndo"),
        (Matlab, "end_try_catch.x = 1", "(= (. end_try_catch x) 1)"),
    ]);
}

#[test]
fn functions() {
    check(&[
        (Both, "function f\nend", "(function [] f () {})"),
        (Both, "function f, disp(1), end", "(function [] f () {(call disp 1)})"),
        (Both, "function f()\n x = 1;\nend", "(function [] f () {(= x 1);})"),
        (Both, "function r = f(x)\n r = x;\n", "(function [r] f (x) {(= r x);})"),
        (Both, "function [a, b] = f(x, ~, varargin)\n a = x;\nend", "(function [a b] f (x ~ varargin) {(= a x);})"),
        (Both, "function [a b] = f(x), end", "(function [a b] f (x) {})"),
        (Both, "function [] = f(), end", "(function [] f () {})"),
        (Both, "function varargout = f(varargin)\nend", "(function [varargout] f (varargin) {})"),
        (Both, "function f(x = 3, y = [1 2])\nend", "(function [] f ((= x 3) (= y [1 2])) {})"),
        (Both, "function a\n x\nfunction b\n y", "(function [] a () {x})\n(function [] b () {y})"),
        (Both, "function a\n x\nend\nfunction b\n y\nend", "(function [] a () {x})\n(function [] b () {y})"),
        (Both, "function a\n if x, y, end\nfunction b\n z", "(function [] a () {(if x {y})})\n(function [] b () {z})"),
        (Both, "function a\n function b\n x\n end\n y\nend", "(function [] a () {y} (function [] b () {x}))"),
        (Both, "function a\n x\nendfunction", "(function [] a () {x})"),
        (Both, "1;\nfunction f\n x\nend\nf", "1;\n(function [] f () {x})\nf"),
        (Both, "x = 1;\nfunction f\n x -1\nend", "(= x 1);\n(function [] f () {(command x \"-1\")})"),
        (Both, "function f\nend\nf()", "(function [] f () {})\n(call f)"),
        (Both, "function r = f(x) r = x; end", "(function [r] f (x) {(= r x);})"),
        (Both, "function obj = set.Prop(obj, v)\nend", "(function [obj] set.Prop (obj v) {})"),
        (Both, "async function r = f(x)\n r = await x;\nend", "(async-function [r] f (x) {(= r (await x));})"),
        (Both, "function r = end(x, k, n)\n r = 1;\nend", "(function [r] end (x k n) {(= r 1);})"),
        (
            Both,
            "function f(x)\narguments\n x (1,1) double {mustBePositive} = 3\nend\n x\nend",
            "(function [] f (x) (arguments (x dims=1,1 class=double must mustBePositive = 3)) {x})",
        ),
        (
            Both,
            "function f(x, o)\narguments (Input)\n x (:,2) {mustBeMember(x, [1 2])}\n o.Name (1,1) string = \"a\"\n o.?pkg.Class\nend\narguments (Repeating)\n v\nend\nend",
            "(function [] f (x o) (arguments (x dims=:,2 must (call mustBeMember x [1 2])) (o.Name dims=1,1 class=string = \"a\") (o class=pkg.Class)) (arguments repeating (v)) {})",
        ),
        (
            Both,
            "function r = f()\narguments (Output)\n r double\nend\n r = 1;\nend",
            "(function [r] f () (arguments output (r class=double)) {(= r 1);})",
        ),
        (Both, "function r = arguments(x)\n r = arguments;\nend", "(function [r] arguments (x) {(= r arguments);})"),
        (
            Both,
            "function f\n a = @() 1;\n function g, end\n b\n end",
            "(function [] f () {(= a (fn () 1)); b} (function [] g () {}))",
        ),
    ]);
}

#[test]
fn classes() {
    check(&[
        (Both, "classdef A\nend", "(classdef A)"),
        (
            Both,
            "classdef (Sealed, Abstract = true, ~Hidden) A < B & pkg.C\nend",
            "(classdef A <Sealed Abstract=true Hidden=false> < B < pkg.C)",
        ),
        (
            Both,
            "classdef A < handle\n properties\n x\n y = 3;\n z (1,:) double {mustBePositive, mustBeMember(z, [1 2])} = 5 % c\n s string\n end\nend",
            "(classdef A < handle (properties (x) (y = 3) (z dims=1,: class=double must mustBePositive (call mustBeMember z [1 2]) = 5) (s class=string)))",
        ),
        (
            Both,
            "classdef A\n properties (Access = private, Constant)\n A = {1, 2}\n end\n properties (SetAccess = ?B, GetAccess = {?C, ?D})\n q\n end\nend",
            "(classdef A (properties <Access=private Constant> (A = {1 2})) (properties <SetAccess=?B GetAccess={?C ?D}> (q)))",
        ),
        (
            Both,
            "classdef A\n methods\n function obj = A(x)\n obj@B(x);\n end\n function set.x(obj, v)\n obj.x = v;\n end\n r = foo(obj, ~)\n bar(obj)\n [a, b] = baz(obj);\n end\n methods (Static)\n function f, end\n end\nend",
            "(classdef A (methods (function [obj] A (x) {(call (super obj B) x);}) (function [] set.x (obj v) {(= (. obj x) v);}) foo bar baz) (methods <Static> (function [] f () {})))",
        ),
        (
            Both,
            "classdef A\n events (NotifyAccess = private)\n E1\n E2\n end\n enumeration\n Red (1, 0), Green(0, 1)\n Blue\n end\nend",
            "(classdef A (events <NotifyAccess=private> E1 E2) (member Red 1 0) (member Green 0 1) (member Blue))",
        ),
        (
            Both,
            "% help\nclassdef A\n methods\n function r = end(o, k, n), r = 1; end\n end\nend\nfunction helper\n x\nend",
            "(classdef A (methods (function [r] end (o k n) {(= r 1);})))\n(function [] helper () {x})",
        ),
        (
            Both,
            "classdef A\n properties, x, end\n methods, function f(o), end, end\nendclassdef",
            "(classdef A (properties (x)) (methods (function [] f (o) {})))",
        ),
        (
            Both,
            "classdef C\n properties\n methods\n events = 3\n end\n end",
            "(classdef C (properties (methods) (events = 3)))",
        ),
    ]);
}
