//! The grammar of both dialects, as tables of texts and what becomes of them.

mod documents;
mod errors;
mod expressions;
mod limits;
mod matrices;
mod printing;
mod properties;
mod statements;

use runmat_syntax::{Dialect, LineIndex, dump, parse};

/// In which dialects a row of a table holds.
#[derive(Clone, Copy)]
enum Dialects {
    Matlab,
    Octave,
    Both,
}

impl Dialects {
    fn list(self) -> &'static [Dialect] {
        match self {
            Dialects::Matlab => &[Dialect::Matlab],
            Dialects::Octave => &[Dialect::Octave],
            Dialects::Both => &[Dialect::Matlab, Dialect::Octave],
        }
    }
}

/// Each text is right and gives its tree.
fn check(rows: &[(Dialects, &str, &str)]) {
    compare(rows, |source, dialect| {
        let parsed = parse(source, dialect);
        let wrong = parsed.diagnostics.iter().map(|diag| format!("\n!! {}", diag.message));
        dump::unit(&parsed.unit) + &wrong.collect::<String>()
    });
}

/// Each text gives its diagnostics: `line:column`, the beginning of the message, `+` when incomplete.
fn check_errors(rows: &[(Dialects, &str, &str)]) {
    compare(rows, |source, dialect| {
        let lines = LineIndex::new(source);
        let parsed = parse(source, dialect);
        let text = parsed.diagnostics.iter().map(|diag| {
            let (line, column) = lines.line_col(diag.span.start);
            let message: String = diag.message.chars().take(40).collect();
            format!("{line}:{column} {message}{}", if diag.incomplete { "+" } else { "" })
        });
        text.collect::<Vec<_>>().join("\n")
    });
}

/// All rows are compared before the first difference fails the test.
fn compare(rows: &[(Dialects, &str, &str)], result: impl Fn(&str, Dialect) -> String) {
    let mut wrong = String::new();
    for (dialects, source, expected) in rows {
        for dialect in dialects.list() {
            let found = result(source, *dialect);
            if found != *expected {
                wrong += &format!("{dialect:?}: {source}\n  want: {expected}\n  have: {found}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
