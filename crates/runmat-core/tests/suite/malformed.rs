//! Malformed scripts are refused at the right line, in both dialects.

use crate::support::root;
use runmat_core::{Dialect, FailureKind, RunMatSession};

#[test]
fn errors_name_their_line() {
    let folder = root().join("tests/scripts/errors");
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let line: usize = text
            .lines()
            .next()
            .and_then(|l| l.strip_prefix("% error-line: "))
            .and_then(|n| n.trim().parse().ok())
            .expect("the first line says where the error is");
        count += 1;
        for dialect in [Dialect::Matlab, Dialect::Octave] {
            let s = RunMatSession::builder().dialect(dialect).build();
            let found = match s.execute_blocking(text.as_str()) {
                Err(e) if e.kind == FailureKind::Syntax => e.syntax[0].line,
                other => {
                    wrong.push(format!("{} ({dialect:?}): accepted: {other:?}", path.display()));
                    continue;
                }
            };
            if found != line {
                wrong.push(format!("{} ({dialect:?}): line {found} instead of {line}", path.display()));
            }
        }
    }
    assert!(count >= 50, "only {count} malformed scripts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
