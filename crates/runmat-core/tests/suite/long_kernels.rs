//! Kernels on very long arrays: no poll is much longer than its slice, whichever builtin it is, and a cancellation is
//! seen soon. Only a release build is fast enough to be asked.

use crate::support::{Probe, octave};
use runmat_core::{FailureKind, RunMatSession};
use std::time::{Duration, Instant};

/// Longest poll allowed, in processor time.
const POLL: Duration = Duration::from_millis(40);
/// Longest time from the cancellation to the end, counted in the processor time of polls.
const CANCEL: Duration = Duration::from_millis(50);

/// What the statements work on.
const SETUP: &str = "
n = 1e7; v = mod((1:n)' * 7919, 1000003); w = v / 7; k = mod(v, 1000) + 1; b = v > 5e5; u = uint8(mod(v, 256));
z = complex(v, w); s = single(w); A = reshape(v(1:9e6), 3000, 3000); M = reshape(mod(v(1:250000), 17), 500, 500) + eye(500);
S = sprandn(3000, 3000, 0.01) + speye(3000); P = M * M' + eye(500); R = M(:, 1:300);
t = char(97 + mod(v(1:5e6)', 26)); t(1:7:end) = ' '; c = num2cell(v(1:4e5)); q = strsplit(t(1:2e6), ' ');
";

/// Statements, a line each.
const STATEMENTS: &str = include_str!("long_kernels.txt");

fn statements() -> impl Iterator<Item = &'static str> {
    STATEMENTS.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn prepared() -> RunMatSession {
    let session = octave().build();
    session.execute_blocking(SETUP).unwrap();
    session
}

#[test]
fn no_poll_is_much_longer_than_its_slice() {
    if cfg!(debug_assertions) {
        return;
    }
    let session = prepared();
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut failed = Vec::new();
    for statement in statements().filter(|s| s.contains(&only)) {
        let began = Instant::now();
        let mut run = Probe::new(&session, statement);
        let end = run.finish();
        println!("{:>8.1?} in {:>8.1?}, {} polls: {statement}", run.longest, began.elapsed(), run.polls);
        if let Err(e) = end {
            failed.push(format!("{statement}: {e}"));
        } else if run.longest > POLL {
            failed.push(format!("{statement}: a poll of {:?}", run.longest));
        }
        drop(run);
        session.execute_blocking("clear r r2 r3").unwrap();
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_cancellation_is_seen_soon() {
    if cfg!(debug_assertions) {
        return;
    }
    let session = prepared();
    let handle = session.handle();
    let mut failed = Vec::new();
    // Some of them: what is given up works on for a while, and would be in the way of the others.
    for statement in statements().step_by(9) {
        let mut run = Probe::new(&session, statement);
        if run.run_for(Duration::from_millis(10)).is_some() {
            continue;
        }
        handle.cancel();
        let before = run.used;
        match run.finish() {
            Err(e) if e.kind == FailureKind::Cancelled => {}
            // It was about to end.
            Ok(_) => continue,
            end => failed.push(format!("{statement}: {end:?}")),
        }
        let took = run.used - before;
        println!("{took:>8.1?}: {statement}");
        if took > CANCEL {
            failed.push(format!("{statement}: cancelled after {took:?}"));
        }
        drop(run);
        session.execute_blocking("clear r r2 r3").unwrap();
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
