//! temporary
use runmat_syntax::*;
use std::io::Read;
fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for line in s.lines() {
        if line.is_empty() {
            println!();
            continue;
        }
        if line.starts_with("//") {
            println!("        {line}");
            continue;
        }
        if mode == "print" {
            let p = parse(line, Dialect::Octave);
            if let Some(ast::Stmt { kind: ast::StmtKind::Expr { expr, .. }, .. }) = p.unit.body.first() {
                println!("{}", print::expr(expr, Dialect::Octave))
            } else {
                println!("?? {line}")
            }
            continue;
        }
        let (d, src) = line.split_once('|').unwrap();
        let src = src.replace("\\n", "\n").replace("\\\n", "\\n");
        let run = |dl| {
            let p = parse(&src, dl);
            if mode == "err" {
                p.diagnostics
                    .iter()
                    .map(|e| {
                        let (l, c) = LineIndex::new(&src).line_col(e.span.start);
                        let m: String = e.message.chars().take(40).collect();
                        format!("{l}:{c} {m}{}", if e.incomplete { "+" } else { "" })
                    })
                    .collect::<Vec<_>>()
                    .join("\n")
            } else {
                let mut o = dump::unit(&p.unit);
                for e in &p.diagnostics {
                    o += &format!("\n!! {}", e.message);
                }
                o
            }
        };
        let o = match d {
            "M" => run(Dialect::Matlab),
            "O" => run(Dialect::Octave),
            _ => {
                let a = run(Dialect::Matlab);
                let b = run(Dialect::Octave);
                if a != b { format!("DIFFER\n{a}\n--\n{b}") } else { a }
            }
        };
        let d = match d {
            "M" => "Matlab",
            "O" => "Octave",
            _ => "Both",
        };
        println!("        ({d}, {:?}, {:?}),", src, o);
    }
}
