//! Limits end a run with a typed error, and the session goes on.

use crate::support::{Probe, octave, session};
use runmat_core::{Dialect, FailureKind, RunLimits, RunMatError, RunMatSession};
use std::time::Duration;

fn fails(limits: RunLimits, text: &str) -> RunMatError {
    let s = octave().limits(limits).build();
    let e = s.execute_blocking(text).expect_err(text);
    s.execute_blocking("ok = 1;").unwrap();
    e
}

#[test]
fn fuel() {
    let limits = RunLimits { fuel: Some(50_000), ..RunLimits::NONE };
    let e = fails(limits, "x = 1;\ntry\n  while true\n    x = x + 1;\n  end\ncatch\nend");
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::FuelExhausted, "RunMat:FuelExhausted"));
}

#[test]
fn time_while_running_and_while_waiting() {
    let limits = RunLimits { wall_time: Some(Duration::from_millis(50)), ..RunLimits::NONE };
    for text in ["try, while true, end, catch, end", "try, pause(600), catch, end"] {
        let e = fails(limits, text);
        assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::TimeLimit, "RunMat:TimeLimit"), "{text}");
    }
    // A question that nobody answers.
    let s = octave().limits(limits).build();
    let mut run = Probe::new(&s, "x = input('');");
    assert!(run.run().is_none());
    std::thread::sleep(Duration::from_millis(60));
    s.timers().fire_due();
    assert_eq!(run.woken(), 1, "the deadline wakes a suspended run");
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::TimeLimit);
}

#[test]
fn memory() {
    let limits = RunLimits { memory_bytes: Some(8 << 20), ..RunLimits::NONE };
    for text in [
        "c = {}; for k = 1:1e6, c{k} = ones(1, 1e5); end",
        "x = zeros(2000);",
        "x = 1:1e8",
        "s = 'ab'; while true, s = [s s]; end",
        "x = ones(1000, 1) + ones(1, 2000);",
        "x(3e6) = 1;",
        "x = repmat('abc', 1, 1e7);",
        // Growth in place.
        "x = [1 2]; while true, x(end+1) = 1; end",
        "x = cell(1, 2); while true, x{end+1} = 1; end",
        "x.a = zeros(1, 5000); while true, x.a(end+1) = 1; end",
        "x.a.b = []; while true, x.a.b(end+1) = 1; end",
        // Many small ones.
        "c = {}; k = 0; while true, k = k + 1; c{k} = ones(1, 200); end",
        "c = {}; while true, c = {c, 1}; end",
        "s = struct('x', {}); k = 0; while true, k = k + 1; s(k).x = ones(1, 50); end",
        "m = containers.Map('KeyType', 'double', 'ValueType', 'any'); k = 0; while true, k = k + 1; m(k) = [k k]; end",
        "f = @() 1; while true, f = @() f; end",
        "c = cell(1, 1000); c(:) = {ones(1, 4000)}; for k = 1:1000, c{k}(1) = k; end",
        "global g; g = {}; while true, g{end+1} = [1 2 3]; end",
    ] {
        let e = fails(limits, &format!("try, {text} catch, end"));
        assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::MemoryLimit, "RunMat:MemoryLimit"), "{text}");
    }
}

#[test]
fn open_files() {
    let limits = RunLimits { open_files: Some(3), ..RunLimits::NONE };
    let closes = "for k = 1:9, f = fopen('/dev/null'); fclose(f); end";
    octave().limits(limits).build().execute_blocking(closes).unwrap();
    let e = fails(limits, "try, for k = 1:9, fopen('/dev/null'); end, catch, end");
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::OpenFilesLimit, "RunMat:OpenFilesLimit"));
}

#[test]
fn what_is_shared_or_gone_does_not_count() {
    let limits = RunLimits { memory_bytes: Some(8 << 20), ..RunLimits::NONE };
    for text in [
        "t = ones(1, 4000); c = cell(1, 10000); for k = 1:10000, c{k} = t; end",
        "for k = 1:200000, s.x = [k k + 1 k + 2]; end",
        "for k = 1:2000, c = cell(1, 100); for j = 1:100, c{j} = ones(1, 50); end, end",
        "x = int8(zeros(1, 4000)); for k = 1:100000, x(mod(k, 4000) + 1) = 1; end",
    ] {
        octave().limits(limits).build().execute_blocking(text).unwrap();
    }
}

#[test]
fn memory_is_given_back() {
    let limits = RunLimits { memory_bytes: Some(8 << 20), ..RunLimits::NONE };
    let s = octave().limits(limits).build();
    s.execute_blocking("for k = 1:200, x = ones(500, 1000); end").unwrap();
    s.execute_blocking("x = [];").unwrap();
    assert_eq!(s.handle().memory_held(), 0);
}

#[test]
fn output() {
    let limits = RunLimits { output_bytes: Some(10_000), ..RunLimits::NONE };
    let e = fails(limits, "try, while true, disp('hello'); end, catch, end");
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::OutputLimit, "RunMat:OutputLimit"));
}

#[test]
fn depth() {
    let text = "function r(n)\n  r(n + 1);\nend\nr(1);";
    let e = fails(RunLimits::NONE, text);
    assert_eq!((e.kind.clone(), e.message.as_str()), (FailureKind::DepthLimit, "max_recursion_depth exceeded"));
    let s = RunMatSession::builder().dialect(Dialect::Matlab).build();
    let e = s.execute_blocking(text).unwrap_err();
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::DepthLimit, "MATLAB:lang:StackOverflow"));
}

#[test]
fn a_hundred_thousand_calls_deep() {
    let limits = RunLimits { call_depth: Some(200_000), ..RunLimits::NONE };
    let s = octave().limits(limits).build();
    let held = s.handle().memory_held();
    s.execute_blocking("function y = r(n)\n  if n == 0, y = 0; else, y = 1 + r(n - 1); end\nend\nx = r(100000);")
        .unwrap();
    assert_eq!(s.handle().variable("x").and_then(|v| v.as_f64()), Some(100_000.0));
    assert_eq!(s.handle().memory_held(), held);
    // Through callbacks of a builtin too, and with an error on the way out.
    let text = "function y = q(n)\n  if n == 0, error('bottom'); else, y = cellfun(@(k) q(k - 1), {n}); end\nend\n\
                try, q(20000); catch e, m = e.message; end";
    s.execute_blocking(text).unwrap();
    assert_eq!(s.handle().variable("m").and_then(|v| v.as_text()).as_deref(), Some("bottom"));
}

#[test]
fn what_can_not_be_held_is_refused() {
    let s = session();
    for text in [
        "zeros(1e9)",
        "ones(1e6, 1e6)",
        "cell(1e7)",
        "repmat('a', 1e6, 1e6)",
        "x = 1:1e15; y = x(:);",
        "x = 1e9:13e9",
        "x = colon(1, 1e13);",
        "(1:1e13) + (1:1e13)",
        "x(1e15) = 1",
        "ones(1e7, 1) + ones(1, 1e7)",
        "blanks(1e14)",
    ] {
        let e = s.execute_blocking(text).expect_err(text);
        assert_eq!(e.kind, FailureKind::MemoryLimit, "{text}: {e}");
        assert_eq!(e.message, "out of memory or dimension too large for Octave's index type", "{text}");
    }
}

#[test]
fn deep_values_are_taken_apart_without_recursion() {
    let s = session();
    for text in [
        "c = {}; for k = 1:300000, c = {c}; end; same = isequal(c, c); c = 1;",
        "s = 1; for k = 1:300000, t = []; t.a = s; s = t; end; s = 1;",
        "f = @() 1; for k = 1:300000, f = @() f(); end; f = 1;",
    ] {
        s.execute_blocking(text).unwrap();
    }
}

#[test]
fn deep_text_is_refused() {
    let s = session();
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("if 1, ", " end,"), ("-", ""), ("@() ", "")] {
        let text = format!(
            "x = 1;\n{}{}1{};",
            if open.len() > 4 { "" } else { "y = " },
            open.repeat(100_000),
            close.repeat(100_000)
        );
        // Accepted or refused; never a crash.
        let _ = s.execute_blocking(text);
        s.execute_blocking("ok = 1;").unwrap();
    }
}
