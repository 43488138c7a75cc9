//! Whatever a program does, wherever it does it: polls stay near their slice, cancelling is quick, the session stays
//! usable, and memory is given back.

use crate::support::{Probe, octave};
use runmat_core::{FailureKind, RunMatSession};
use std::time::{Duration, Instant};

/// A debug build shows the same at smaller sizes, less strictly.
const RELEASE: bool = !cfg!(debug_assertions);
const SLICE: Duration = Duration::from_millis(4);
/// Longest poll allowed.
const POLL: Duration = Duration::from_millis(if RELEASE { 30 } else { 400 });
/// Longest time from the cancellation to the end.
const CANCEL: Duration = Duration::from_millis(if RELEASE { 50 } else { 500 });

/// What is done, as a statement that may use `v`, a column, and `A`, a matrix; whether it ends by itself.
const WORKS: [(&str, &str, bool); 5] = [
    ("loop", "while true, end", false),
    ("pause", "pause(600)", false),
    ("input", "x = input('? ');", false),
    ("sort", "v = sort(v);", true),
    ("product", "A = A * A;", true),
];

/// Where: a program around `WORK`.
const PLACES: [(&str, &str); 4] = [
    ("top level", "WORK\n"),
    ("nested function", "function outer(v, A)\n  inner();\n  function inner()\n    WORK\n  end\nend\nouter(v, A);\n"),
    ("cellfun", "function r = work(v, A)\n  WORK\n  r = 1;\nend\nc = cellfun(@(k) work(v, A), {1, 2});\n"),
    ("try", "try\n  WORK\ncatch err\n  caught = true;\nend\n"),
];

fn prepared() -> RunMatSession {
    let session = octave().build();
    let (long, wide) = if RELEASE { (10_000_000, 2000) } else { (200_000, 150) };
    // Made from numbers that need no random generator: quick, and the same in every run.
    let setup = format!("v = mod((1:{long})' * 7919, 1000003); A = reshape(mod(1:{wide}^2, 17), {wide}, {wide});");
    session.execute_blocking(setup.as_str()).unwrap();
    session
}

fn stop(session: &RunMatSession, work: (&str, &str, bool), place: (&str, &str)) {
    let what = format!("{} in {}", work.0, place.0);
    let handle = session.handle();
    let held = handle.memory_held();
    let mut run = Probe::new(session, &place.1.replace("WORK", work.1));
    let early = run.run_for(Duration::from_millis(if RELEASE { 60 } else { 20 }));
    if let Some(end) = early {
        assert!(work.2 && !RELEASE, "{what}: ended early with {end:?}");
    } else {
        let began = Instant::now();
        assert!(handle.cancel(), "{what}: nothing to cancel");
        let error = run.finish().expect_err(&what);
        let took = began.elapsed();
        println!("{what}: longest poll {:?}, cancelled after {took:?}", run.longest);
        assert_eq!(error.kind, FailureKind::Cancelled, "{what}: {error}");
        assert!(took < CANCEL, "{what}: cancelling took {took:?}");
    }
    assert!(run.longest < POLL, "{what}: a poll of {:?} for slices of {SLICE:?}", run.longest);
    drop(run);
    assert!(handle.memory_held() <= held, "{what}: {} bytes held instead of {held}", handle.memory_held());
    session.execute_blocking("ok = 1 + 1;").unwrap();
    assert_eq!(handle.variable("ok").and_then(|v| v.as_f64()), Some(2.0), "{what}");
    assert!(handle.variable("caught").is_none(), "{what}: a script has caught its cancellation");
}

fn everywhere(k: usize) {
    let session = prepared();
    for place in PLACES {
        stop(&session, WORKS[k], place);
    }
}

#[test]
fn an_endless_loop() {
    everywhere(0);
}

#[test]
fn a_long_pause() {
    everywhere(1);
}

#[test]
fn a_question() {
    everywhere(2);
}

#[test]
fn a_large_sort() {
    everywhere(3);
}

#[test]
fn a_large_product() {
    everywhere(4);
}
