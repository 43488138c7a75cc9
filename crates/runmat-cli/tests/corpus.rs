//! Runs the test corpora: `tests/display/**.txt`, `tests/scripts/*.m` and `tests/programs/*.m`.
//!
//! What does not pass yet is listed in `tests/expected-failures.txt`; an entry that passes is an error
//! too, so that the list shrinks. `RUNMAT_EXPECTED_FAILURES=write` writes the list anew.

use runmat_core::native::NativeHost;
use runmat_ignition::output::Stream;
use runmat_ignition::{Library, Machine, Stop};
use runmat_value::Dialect;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// More slices than this are an endless loop.
const MOST_SLICES: usize = 2_000_000;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// What a script writes to standard output, an uncaught error included.
fn run(library: &Arc<dyn Library>, name: &str, code: &str, dialect: Dialect) -> Vec<u8> {
    let attempt = catch_unwind(AssertUnwindSafe(|| execute(library, name, code, dialect)));
    attempt.unwrap_or_else(|_| b"panicked\n".to_vec())
}

fn execute(library: &Arc<dyn Library>, name: &str, code: &str, dialect: Dialect) -> Vec<u8> {
    let mut machine = Machine::new(dialect, library.clone(), Box::new(NativeHost::new(Vec::new())));
    let mut out = Vec::new();
    if let Err(e) = machine.begin(name, code, Vec::new()) {
        let messages: Vec<String> = e.diagnostics.iter().map(|d| d.message.clone()).collect();
        return format!("error: {}\n", messages.join("; ")).into_bytes();
    }
    for _ in 0..MOST_SLICES {
        let stop = machine.run();
        for (stream, bytes) in machine.session.output.take() {
            if stream == Stream::Out {
                out.extend_from_slice(&bytes);
            }
        }
        match stop {
            Stop::SliceUsed => {}
            Stop::Waiting if machine.next_deadline().is_some() => {
                let until = machine.next_deadline().unwrap_or_default();
                std::thread::sleep(until.saturating_sub(machine.session.host.now()));
            }
            Stop::Finished => return out,
            Stop::Failed(e) => {
                out.extend_from_slice(format!("error: {}\n", e.message(dialect)).as_bytes());
                return out;
            }
            other => {
                out.extend_from_slice(format!("stopped: {other:?}\n").as_bytes());
                return out;
            }
        }
    }
    out.extend_from_slice(b"did not end\n");
    out
}

/// One thing to run.
struct Case {
    id: String,
    file: String,
    code: String,
    expected: Vec<u8>,
    dialect: Dialect,
}

/// The cases of a display file (the format is described in `tests/README.md`).
fn display_cases(path: &Path, dialect: Dialect) -> Vec<Case> {
    let text = std::fs::read(path).map(|b| String::from_utf8_lossy(&b).into_owned()).expect("a corpus file");
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut cases = Vec::new();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("--- ") else { continue };
        let (mut code, mut expected) = (String::new(), String::new());
        for line in lines.by_ref().take_while(|l| *l != "--- out") {
            code.push_str(line);
            code.push('\n');
        }
        for line in lines.by_ref() {
            match line {
                "--- end" => break,
                "--- no newline" => {
                    expected.pop();
                    break;
                }
                _ => {
                    expected.push_str(line);
                    expected.push('\n');
                }
            }
        }
        if dialect.is_octave() && code.trim_start().starts_with("function") {
            code.insert_str(0, "1;\n");
        }
        let id = format!("display/{folder}/{file}: {}", name.trim());
        cases.push(Case { id, file: String::new(), code, expected: expected.into_bytes(), dialect });
    }
    cases
}

/// A script with its recorded output, once for each dialect it is meant for.
fn script_cases(path: &Path) -> Vec<Case> {
    let Ok(expected) = std::fs::read(path.with_extension("out")) else { return Vec::new() };
    let code = std::fs::read(path).map(|b| String::from_utf8_lossy(&b).into_owned()).expect("a script");
    let first = code.lines().next().unwrap_or("");
    let dialects: &[Dialect] = match first.trim_start_matches("%% compat:").trim() {
        "both" => &[Dialect::Octave, Dialect::Matlab],
        "octave" => &[Dialect::Octave],
        _ => &[Dialect::Matlab],
    };
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let case = |&dialect: &Dialect| Case {
        id: format!("{folder}/{file} ({})", if dialect.is_octave() { "octave" } else { "matlab" }),
        file: path.to_string_lossy().into_owned(),
        code: code.clone(),
        expected: expected.clone(),
        dialect,
    };
    dialects.iter().map(case).collect()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let mut files: Vec<_> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

fn list_path() -> PathBuf {
    root().join("expected-failures.txt")
}

/// The entries of the list.
fn expected_failures() -> BTreeSet<String> {
    let text = std::fs::read_to_string(list_path()).unwrap_or_default();
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_string).collect()
}

/// Runs the cases on a few threads; the ids of those that fail, with what they wrote.
fn failures(cases: Vec<Case>) -> Vec<(String, String)> {
    let library = runmat_runtime::StandardLibrary::shared();
    let queue = Mutex::new(cases.into_iter());
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get().min(8)) {
            let worker = || {
                loop {
                    let next = queue.lock().expect("no panics while held").next();
                    let Some(case) = next else { break };
                    let got = run(&library, &case.file, &case.code, case.dialect);
                    if got != case.expected {
                        let shown = difference(&case.expected, &got);
                        failed.lock().expect("no panics while held").push((case.id, shown));
                    }
                }
            };
            std::thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, worker).expect("a thread");
        }
    });
    failed.into_inner().expect("all threads ended")
}

/// The first line that differs, for the report.
fn difference(expected: &[u8], got: &[u8]) -> String {
    let (expected, got) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(got));
    let (mut e, mut g) = (expected.lines(), got.lines());
    for line in 1.. {
        match (e.next(), g.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                return format!("line {line}: expected {:?}, got {:?}", a.unwrap_or("(end)"), b.unwrap_or("(end)"));
            }
        }
    }
    "final newline".into()
}

/// Runs cases whose ids begin with `prefix` and compares the failures with the list.
fn check(prefix: &str, cases: Vec<Case>) {
    assert!(!cases.is_empty(), "no cases under {prefix}");
    let only = std::env::var("RUNMAT_CORPUS_ONLY").ok();
    let cases: Vec<Case> = cases.into_iter().filter(|c| only.as_ref().is_none_or(|o| c.id.contains(o))).collect();
    let known: BTreeSet<String> = cases.iter().map(|c| c.id.clone()).collect();
    let failed = failures(cases);
    if std::env::var("RUNMAT_EXPECTED_FAILURES").is_ok_and(|v| v == "write") && only.is_none() {
        return rewrite(prefix, &failed);
    }
    let allowed = expected_failures();
    let mut report = String::new();
    for (id, shown) in failed.iter().filter(|(id, _)| !allowed.contains(id)) {
        let _ = writeln!(report, "fails: {id}\n    {shown}");
    }
    let ids: BTreeSet<&String> = failed.iter().map(|(id, _)| id).collect();
    for id in allowed.iter().filter(|id| known.contains(*id) && !ids.contains(id)) {
        let _ = writeln!(report, "passes now, remove it from tests/expected-failures.txt: {id}");
    }
    for id in allowed.iter().filter(|id| id.starts_with(prefix) && !known.contains(*id) && only.is_none()) {
        let _ = writeln!(report, "listed in tests/expected-failures.txt, but there is no such case: {id}");
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Writes the entries under `prefix` anew, the others kept.
fn rewrite(prefix: &str, failed: &[(String, String)]) {
    static LOCK: Mutex<()> = Mutex::new(());
    let _held = LOCK.lock();
    let mut entries = expected_failures();
    entries.retain(|id| !id.starts_with(prefix));
    entries.extend(failed.iter().map(|(id, _)| id.clone()));
    let mut text = String::from(
        "# Cases of the corpora that do not pass yet, by id. Entries that pass are an error: remove them.\n\n",
    );
    for id in entries {
        text.push_str(&id);
        text.push('\n');
    }
    std::fs::write(list_path(), text).expect("the list can be written");
}

#[test]
fn octave_display() {
    let cases = files("display/octave", "txt").iter().flat_map(|f| display_cases(f, Dialect::Octave)).collect();
    check("display/octave/", cases);
}

#[test]
fn matlab_display() {
    let cases = files("display/matlab", "txt").iter().flat_map(|f| display_cases(f, Dialect::Matlab)).collect();
    check("display/matlab/", cases);
}

#[test]
fn scripts() {
    check("scripts/", files("scripts", "m").iter().flat_map(|f| script_cases(f)).collect());
}

#[test]
fn programs() {
    check("programs/", files("programs", "m").iter().flat_map(|f| script_cases(f)).collect());
}
