//! t
use runmat_syntax::*;
fn main(){ for line in [
        "x = [1 2 3]; % comment\n", "f(1,\n", "x = (1\n", "(=;", "x = [1\n", "%{\n", "'abc\n", "x = 1 y\n",
        "function f\n", "end\n", "if x = (1\n", "{[(\n", "a b c ...\n", "\"a\\\n", "x.", "...\n", "@(\n", "!\n",
        "  % c\n", "\t", "x = { % c\n", "arguments\n", "classdef A\n", "properties (\n", "= ", "[~, ", "case\n","%{\n%}\n", "f('a', 2);\n", "if a, b, end\n", "function f\n if x\n y\n end\nend\n", "% c\n", "# %{", "a.b", "'", "x\\ ", "else\n", "if a\n x\nelse\n", "foo b '", "a b(", "x = a(1,\n[2\n", ";", "(", "x @y ", "catch e\n", "if x\ncatch e\n"
    ] { for n in [500_000usize, 2_000_000] { for d in [Dialect::Matlab, Dialect::Octave] { let s=line.repeat(n/line.len()); let t=std::time::Instant::now(); let p=parse(&s,d); let e=t.elapsed(); if e.as_millis()>150 { println!("{:?} {n} {d:?} {:?} diags {}", line, e, p.diagnostics.len()); } } } } }
