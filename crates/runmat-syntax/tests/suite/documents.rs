//! Files as wholes: kinds, help texts, comments, spans, and how diagnostics are shown.

use runmat_syntax::ast::{StmtKind, UnitKind};
use runmat_syntax::{Dialect, LineIndex, Options, parse, parse_with, render};

#[test]
fn kinds_of_files() {
    for (source, kind) in [
        ("x = 1", UnitKind::Script),
        ("", UnitKind::Script),
        ("function f\nend", UnitKind::FunctionFile),
        ("function f\n x\nfunction g\n y", UnitKind::FunctionFile),
        ("1;\nfunction f\nend", UnitKind::Script),
        ("function f\nend\nf", UnitKind::Script),
        ("% c\nclassdef A\nend", UnitKind::ClassFile),
        ("classdef A\nend\nfunction f\nend", UnitKind::ClassFile),
    ] {
        assert_eq!(parse(source, Dialect::Matlab).unit.kind, kind, "{source}");
    }
    let options = Options { dialect: Dialect::Octave, variables: &[], interactive: true };
    assert_eq!(parse_with("function f\nend", &options).unit.kind, UnitKind::Script);
}

fn function_doc(source: &str, dialect: Dialect) -> Option<String> {
    parse(source, dialect).unit.functions[0].doc.clone()
}

#[test]
fn help_of_functions() {
    let inside = "function f(x) % not this\n% F does it.\n%   f(x)\n\n% not this\nx = 1; % nor this\nend";
    assert_eq!(function_doc(inside, Dialect::Matlab).unwrap(), " F does it.\n   f(x)");
    let above = "%% F does it.\n% Well.\nfunction f\n x\nend";
    assert_eq!(function_doc(above, Dialect::Matlab).unwrap(), " F does it.\n Well.");
    let octave = "## Copyright (C) 2020\n##\n## License\n\n## -*- texinfo -*-\n## Doc\n\nfunction f\n # no\n x\nend";
    assert_eq!(function_doc(octave, Dialect::Octave).unwrap(), " -*- texinfo -*-\n Doc");
    assert_eq!(function_doc("function f\n x; % c\nend", Dialect::Matlab), None);
    let second = "function f\n x; % c\nend\n% G\nfunction g\nend";
    assert_eq!(parse(second, Dialect::Matlab).unit.functions[1].doc.as_deref(), Some(" G"));
}

#[test]
fn help_of_files_and_classes() {
    let doc = |source, dialect| parse(source, dialect).unit.doc;
    assert_eq!(doc("% One\n% two\n\n% three\nx = 1", Dialect::Matlab).unwrap(), " One\n two");
    assert_eq!(doc("x = 1 % c", Dialect::Matlab), None);
    assert_eq!(doc("#!/usr/bin/octave\n# Help\nx", Dialect::Octave).unwrap(), " Help");
    assert_eq!(doc("%{\n a\n b\n%}\nx", Dialect::Matlab).unwrap(), " a\n b");
    assert_eq!(doc("# Copyright me\n\n# Help\nx", Dialect::Octave).unwrap(), " Help");
    let class = parse("classdef A\n% An A\nproperties\nend\nend", Dialect::Matlab).unit.class.unwrap();
    assert_eq!(class.doc.as_deref(), Some(" An A"));
}

#[test]
fn comments_are_kept() {
    let source = "x = 1; % one\n%{\n two\n%}\n# three\ny = '% no'; % four";
    let parsed = parse(source, Dialect::Matlab);
    let text = |span: &runmat_syntax::ast::Span| &source[span.start as usize..span.end as usize];
    let comments: Vec<_> = parsed.comments.iter().map(text).collect();
    assert_eq!(comments, ["% one", "%{\n two\n%}", "# three", "% four"]);
    // Text read again after an error gives its comments once.
    let again = "x = [1 % a\ny = 3; % b\nz = 2 % c";
    assert_eq!(parse(again, Dialect::Matlab).comments.len(), 3);
}

#[test]
fn statements_end_before_their_terminators() {
    let source = "  x = 1 ;\nif a, b; end, c = [1 ...\n 2]; hold on;";
    let parsed = parse(source, Dialect::Matlab);
    let text = |span: runmat_syntax::ast::Span| &source[span.start as usize..span.end as usize];
    let texts: Vec<_> = parsed.unit.body.iter().map(|stmt| text(stmt.span)).collect();
    assert_eq!(texts, ["x = 1", "if a, b; end", "c = [1 ...\n 2]", "hold on"]);
}

#[test]
fn bodies_of_anonymous_functions_have_spans() {
    let source = "f = @(x) x.^2 + 1 ;";
    let parsed = parse(source, Dialect::Matlab);
    let StmtKind::Assign { rhs, .. } = &parsed.unit.body[0].kind else { panic!() };
    assert_eq!(&source[rhs.span.start as usize..rhs.span.end as usize], "@(x) x.^2 + 1");
}

#[test]
fn lines_and_columns() {
    let lines = LineIndex::new("a\nbé c\r\nd\re\n");
    assert_eq!(lines.line_col(0), (1, 1));
    assert_eq!(lines.line_col(2), (2, 1));
    assert_eq!(lines.line_col(5), (2, 3));
    assert_eq!(lines.line_col(9), (3, 1));
    assert_eq!(lines.line_col(11), (4, 1));
    assert_eq!(lines.line_col(999), (5, 1));
    assert_eq!(lines.line_text(2), "bé c");
    assert_eq!(lines.line_text(4), "e");
    assert_eq!(lines.line_text(0), "");
    assert_eq!(lines.line_text(9), "");
    assert_eq!(lines.line_count(), 5);
}

fn rendered(source: &str, file: &str, dialect: Dialect) -> String {
    let parsed = parse(source, dialect);
    render(&parsed.diagnostics[0], file, source, dialect)
}

#[test]
fn diagnostics_are_shown_as_the_dialect_does() {
    let source = "y = 1;\n\tx = * 3";
    assert_eq!(rendered(source, "", Dialect::Matlab), " \tx = * 3\n \t    ↑\nError: Invalid use of operator.");
    assert_eq!(
        rendered(source, "foo.m", Dialect::Matlab),
        "Error: File: foo.m Line: 2 Column: 6\nInvalid use of operator.\n\n \tx = * 3\n \t    ↑"
    );
    assert_eq!(rendered("x = * 3", "", Dialect::Octave), "parse error:\n\n  syntax error\n\n>>> x = * 3\n        ^");
    assert_eq!(
        rendered("y = 2;\nif 1, x, endwhile", "foo.m", Dialect::Octave),
        "parse error near line 2 of file foo.m\n\n  'endif' command matched by 'endwhile'\n\n\
         >>> if 1, x, endwhile\n                    ^\nhint: Write 'endif' or 'end'."
    );
    // Octave's mark stands under the last character.
    assert_eq!(rendered("end", "", Dialect::Octave), "parse error:\n\n  syntax error\n\n>>> end\n      ^");
}
