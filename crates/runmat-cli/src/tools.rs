//! `runmat check` and `runmat bytecode`: what can be said of a program without running it.

use crate::{FAILED, USAGE};
use runmat_core::Dialect;
use runmat_hir::check::Finding;
use runmat_ignition::Library;
use runmat_ignition::bytecode::disassemble::disassemble;
use runmat_ignition::vm::functions::Functions;
use runmat_runtime::StandardLibrary;
use runmat_syntax::{LineIndex, parse, render};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

fn read(path: &str) -> Result<String, ExitCode> {
    let bytes = std::fs::read(path).map_err(|e| {
        eprintln!("runmat: {path}: {e}");
        ExitCode::from(USAGE)
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reports what is wrong with files; fails when one of them can't run.
pub(crate) fn check(files: &[String], dialect: Dialect) -> ExitCode {
    let library = StandardLibrary::shared();
    let mut failed = false;
    for file in files {
        let text = match read(file) {
            Ok(text) => text,
            Err(code) => return code,
        };
        let (report, wrong) = check_text(file, &text, dialect, &*library);
        print!("{report}");
        failed |= wrong;
    }
    if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// The report on one text, and whether it can't run.
fn check_text(file: &str, text: &str, dialect: Dialect, library: &dyn Library) -> (String, bool) {
    let parsed = parse(text, dialect);
    if !parsed.diagnostics.is_empty() {
        let report = parsed.diagnostics.iter().map(|d| format!("{}\n\n", render(d, file, text, dialect))).collect();
        return (report, true);
    }
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    // What stands beside the file: functions, classes, packages.
    let beside = |name: &str| {
        ["{}.m", "private/{}.m", "@{}", "+{}"].iter().any(|place| folder.join(place.replace("{}", name)).exists())
    };
    let known = |name: &str| library.knows(name, dialect) || beside(name);
    let findings = runmat_hir::check::unit(&parsed.unit, &known);
    let lines = LineIndex::new(text);
    let report = findings.iter().map(|f| finding(file, f, &lines)).collect();
    (report, findings.iter().any(|f| f.error))
}

fn finding(file: &str, f: &Finding, lines: &LineIndex) -> String {
    let (line, column) = lines.line_col(f.span.start);
    let (last_line, last) = lines.line_col(f.span.end);
    let width = if last_line == line { last.saturating_sub(column).max(1) } else { 1 };
    let text = lines.line_text(line);
    let pad: String = text.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let grade = if f.error { "error" } else { "warning" };
    format!("{file}:{line}:{column}: {grade}: {}\n  {text}\n  {pad}{}\n", f.message, "^".repeat(width))
}

/// Lists the bytecode of a file.
pub(crate) fn bytecode(file: &str, dialect: Dialect) -> ExitCode {
    let text = match read(file) {
        Ok(text) => text,
        Err(code) => return code,
    };
    match Functions::new(StandardLibrary::shared()).compile_text(file, Arc::from(text), dialect) {
        Ok(unit) => {
            for code in unit.script.iter().chain(&unit.functions) {
                println!("{}", disassemble(code));
            }
            ExitCode::SUCCESS
        }
        Err(e) => {
            e.diagnostics.iter().for_each(|d| eprintln!("{}", render(d, &e.file, &e.text, dialect)));
            ExitCode::from(FAILED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> (String, bool) {
        check_text("f.m", text, Dialect::Octave, &*StandardLibrary::shared())
    }

    #[test]
    fn unknown_names_are_warnings_with_a_mark() {
        let (text, failed) = report("x = 1;\ny = x + nosuchthing;\n");
        assert!(!failed);
        assert_eq!(
            text.lines().map(str::to_string).collect::<Vec<_>>(),
            [
                "f.m:2:9: warning: 'nosuchthing' is neither assigned here nor a known function",
                "  y = x + nosuchthing;",
                "          ^^^^^^^^^^^",
            ]
        );
    }

    #[test]
    fn packages_classes_and_methods_are_known() {
        let text = "m = containers.Map(); t = table([1; 2]); d = datetime('now');\nt = groupsummary(t, 'Var1'); writetable(t);\n";
        assert_eq!(report(text), (String::new(), false));
    }

    #[test]
    fn syntax_errors_fail() {
        let (text, failed) = report("x = 1;\ny = (2;\n");
        assert!(failed);
        assert!(text.contains("line 2"), "{text}");
    }
}
