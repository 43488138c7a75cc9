//! Runs that stop in one session and go on in another, from bytes.

use crate::alternation::{Script, builder, scripts, step};
use crate::support::{Outcome, Probe};
use runmat_async::VirtualClock;
use runmat_core::{
    Capabilities, Dialect, FailureKind, HostFailure, HostFunction, OutputSink, RunLimits, RunMatSession, SnapshotError,
    Stream,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Text printed by one session after the other.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<(Stream, Vec<u8>)>>>);

impl OutputSink for Page {
    fn write(&mut self, stream: Stream, bytes: &[u8]) {
        self.0.lock().unwrap().push((stream, bytes.to_vec()));
    }
}

impl Page {
    fn text(&self, of: Stream) -> String {
        let all = self.0.lock().unwrap();
        let bytes: Vec<u8> = all.iter().filter(|(s, _)| *s == of).flat_map(|(_, b)| b.clone()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// All that a run shows: both streams, the error, the cost.
fn shown(page: &Page, outcome: &Outcome) -> String {
    let end = match outcome {
        Ok(r) => format!("fuel {}", r.stats.fuel),
        Err(e) => e.report(),
    };
    format!("{}\n--- err\n{}\n--- end\n{end}", page.text(Stream::Out), page.text(Stream::Err))
}

const SLICE: u64 = 100;

/// Runs a script; where `moves` says so for the number of the poll, it goes on in a new session.
fn run(script: &Script, moves: impl Fn(usize) -> bool) -> (String, usize) {
    let clock = Arc::new(VirtualClock::new());
    let page = Page::default();
    let make = || builder(script.dialect, SLICE, clock.clone()).output(page.clone());
    let mut session = make().build();
    let mut run = Probe::new(&session, &script.text);
    let (mut polls, mut moved) = (0, 0);
    loop {
        if let Some(r) = step(&mut run, &session) {
            return (shown(&page, &r), moved);
        }
        polls += 1;
        if !moves(polls) {
            continue;
        }
        let bytes = match session.handle().snapshot() {
            Ok(bytes) => bytes,
            Err(SnapshotError::Busy(_)) => continue,
            Err(e) => panic!("{}: {e}", script.name),
        };
        drop(run);
        let (next, goes_on) = make().resume(&bytes).unwrap_or_else(|e| panic!("{}: {e}", script.name));
        session = next;
        run = Probe::of(goes_on);
        moved += 1;
    }
}

fn compare(moves: impl Fn(usize) -> bool + Copy) {
    let mut total = 0;
    for script in &scripts() {
        let (alone, _) = run(script, |_| false);
        let (moved, moves) = run(script, moves);
        total += moves;
        assert_eq!(moved, alone, "{} after {moves} moves", script.name);
    }
    assert!(total > 300, "{total} moves");
}

#[test]
fn every_script_goes_on_from_some_places() {
    compare(|poll| poll.is_power_of_two() || poll == 3);
}

#[test]
#[ignore = "takes long: all places"]
fn every_script_goes_on_from_everywhere() {
    compare(|_| true);
}

fn session() -> RunMatSession {
    builder(Dialect::Octave, 1000, Arc::new(VirtualClock::new())).build()
}

/// Runs until it waits for an answer, and saves it.
fn saved_at_prompt(session: &RunMatSession, text: &str) -> Vec<u8> {
    let mut run = Probe::new(session, text);
    assert!(run.run().is_none(), "it waits");
    session.handle().snapshot().unwrap()
}

/// Goes on with an answer, to the end.
fn finish(bytes: &[u8], answer: &str) -> String {
    let (session, goes_on) = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).resume(bytes).unwrap();
    let mut run = Probe::of(goes_on);
    assert!(run.run().is_none());
    assert!(session.handle().answer(answer));
    match run.run() {
        Some(Ok(r)) => r.printed.text(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_functions_remember_travels() {
    let text = "1; function r = count()\n  persistent n;\n  if isempty(n), n = 0; end\n  n++; r = n;\nend\n\
                global g; g = 5; count(); count(); s = 'kept'; h = @(x) x + g; rand('twister', 1);\n\
                a = rand(); rand('twister', 1); c = onCleanup(@() disp('cleaned'));\n\
                x = input('? '); global g; printf('%d %d %s %d %d\\n', count(), g, s, h(x), rand() == a); clear c";
    assert_eq!(finish(&saved_at_prompt(&session(), text), "1"), "3 5 kept 6 1\ncleaned\n");
}

#[test]
fn open_files_are_opened_again_where_they_were() {
    let path = std::env::temp_dir().join(format!("runmat-snapshot-{}.txt", std::process::id()));
    std::fs::write(&path, "one\ntwo\nthree\n").unwrap();
    let text = format!("f = fopen('{}'); fgetl(f); input('? '); disp(fgetl(f)); fclose(f);", path.display());
    let bytes = saved_at_prompt(&session(), &text);
    assert_eq!(finish(&bytes, "1"), "two\n");
    std::fs::remove_file(&path).unwrap();
    let gone = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).resume(&bytes);
    let Err(e) = gone else { panic!("the file is gone") };
    assert!(matches!(&e, SnapshotError::CannotTravel(what) if what.contains(path.to_str().unwrap())), "{e}");
}

#[test]
fn timers_and_tasks_go_on_waiting() {
    let clock = Arc::new(VirtualClock::new());
    let first = builder(Dialect::Matlab, 1000, clock.clone()).build();
    let text = "t = spawn(@() late()); q = spawn(@() pause(10)); tic; pause(3); fprintf('%g\\n', toc); \
                fprintf('%d\\n', await(t)); waitall({q}); fprintf('%g\\n', toc);\n\
                function r = late()\n  pause(5);\n  r = 7;\nend";
    let mut run = Probe::new(&first, text);
    assert!(run.run().is_none());
    clock.advance(Duration::from_secs(1));
    let bytes = first.handle().snapshot().unwrap();
    // The other clock shows another time: what is left of the waits counts.
    let (second, goes_on) = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).resume(&bytes).unwrap();
    let mut run = Probe::of(goes_on);
    let begun = second.now();
    let end = loop {
        if let Some(r) = step(&mut run, &second) {
            break r;
        }
    };
    assert_eq!(end.unwrap().printed.text(), "3\n7\n10\n");
    assert_eq!(second.now() - begun, Duration::from_secs(9));
}

#[test]
fn a_workspace_without_a_run_travels_too() {
    let first = session();
    first.execute_blocking("x = {1, 'two', struct('a', 3)}; function r = f(), r = 4; end").unwrap();
    let (second, run) = RunMatSession::resume(&first.handle().snapshot().unwrap()).unwrap();
    second.block_on(run).unwrap();
    let shown = second.execute_blocking("printf('%d %s %d %d\\n', x{1}, x{2}, x{3}.a, f());").unwrap();
    assert_eq!(shown.printed.text(), "1 two 3 4\n");
}

#[test]
fn limits_hold_wherever_the_run_goes_on() {
    let limits = RunLimits { fuel: Some(20_000), ..RunLimits::NONE };
    let first = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).limits(limits).build();
    let mut run = Probe::new(&first, "x = 0; while true, x = x + 1; end");
    (0..3).for_each(|_| assert!(run.poll().is_pending()));
    let bytes = first.handle().snapshot().unwrap();
    let alone = run.finish().unwrap_err();
    // Neither a session without limits ...
    let (second, goes_on) = RunMatSession::resume(&bytes).unwrap();
    assert_eq!(Probe::of(goes_on).finish().unwrap_err().kind, alone.kind);
    assert_eq!(first.handle().variable("x"), second.handle().variable("x"));
    // ... nor one with stricter ones lets it go further.
    let stricter = RunLimits { fuel: Some(5_000), ..RunLimits::NONE };
    let (third, goes_on) = RunMatSession::builder().limits(stricter).resume(&bytes).unwrap();
    assert_eq!(Probe::of(goes_on).finish().unwrap_err().kind, alone.kind);
    assert!(third.handle().variable("x").unwrap().as_f64() < second.handle().variable("x").unwrap().as_f64());
}

#[test]
fn what_comes_with_a_snapshot_counts_against_the_memory_limit() {
    let first = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).build();
    let text = "c = cell(1, 2000); for k = 1:2000, c{k} = ones(1, 1000); end, x = input('? '); s.a = 1;";
    let bytes = saved_at_prompt(&first, text);
    for (limit, ends) in [(8 << 20, false), (32 << 20, true)] {
        let limits = RunLimits { memory_bytes: Some(limit), ..RunLimits::NONE };
        let (second, goes_on) = RunMatSession::builder().limits(limits).resume(&bytes).unwrap();
        let mut run = Probe::of(goes_on);
        assert!(run.run().is_none());
        assert!(second.handle().answer("1"));
        match run.finish() {
            Ok(_) => assert!(ends),
            Err(e) => assert_eq!((&e.kind, ends), (&FailureKind::MemoryLimit, false)),
        }
    }
}

#[test]
fn what_cannot_travel_is_named() {
    let s = builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new())).build();
    s.register(HostFunction::new("slow", || async {
        std::future::pending::<()>().await;
        Ok::<f64, HostFailure>(1.0)
    }));
    let mut run = Probe::new(&s, "x = slow();");
    assert!(run.run().is_none());
    let e = s.handle().snapshot().unwrap_err();
    assert!(matches!(&e, SnapshotError::CannotTravel(what) if what.contains("host")), "{e}");
    s.handle().cancel();
    assert!(run.finish().is_err());
}

#[test]
fn the_host_still_holds_the_promises_it_was_given() {
    let make = || builder(Dialect::Matlab, 1000, Arc::new(VirtualClock::new()));
    let first = make().build();
    first.register(HostFunction::variadic("hold", |_, _| async { Ok(Vec::new()) }));
    let mut run = Probe::new(&first, "p = promise(); q = promise(); hold(p); fprintf('%d', await(p));");
    assert!(run.run().is_none());
    let bytes = first.handle().snapshot().unwrap();
    let (second, goes_on) = make().resume(&bytes).unwrap();
    let mut run = Probe::of(goes_on);
    assert!(run.run().is_none(), "it waits, and is in no deadlock");
    let promises = second.handle().promises();
    assert_eq!(promises.len(), 1);
    second.handle().fulfil(&promises[0], Ok(vec![runmat_core::Value::Num(7.0)]));
    assert_eq!(run.finish().unwrap().printed.text(), "7");
    assert!(second.handle().promises().is_empty());
}

#[test]
fn bytes_that_are_no_snapshot_are_refused() {
    let bytes = saved_at_prompt(&session(), "x = input('? ');");
    let refused = |bytes: &[u8]| RunMatSession::resume(bytes).map(|_| ()).unwrap_err();
    assert_eq!(refused(b""), SnapshotError::NotASnapshot);
    assert_eq!(refused(b"%PDF-1.7 and so on"), SnapshotError::NotASnapshot);
    assert_eq!(refused(&bytes[..bytes.len() - 1]), SnapshotError::Damaged);
    let mut version = bytes.clone();
    version[8] += 1;
    assert!(matches!(refused(&version), SnapshotError::Version { .. }));
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 4;
    assert_eq!(refused(&changed), SnapshotError::Damaged);
}

#[test]
fn a_snapshot_with_a_byte_changed_is_refused_or_ends() {
    // Between two slices, with tasks that are ready, asleep and waiting.
    let text = "t = spawn(@() pause(5)); u = spawn(@() sum(1:9)); s = struct('a', {1, 2}); k = 0;\n\
                while k < 1000, k = k + 1; yield; end; await(t); disp(await(u));";
    let clock = Arc::new(VirtualClock::new());
    let saving = builder(Dialect::Octave, 100, clock.clone()).build();
    let mut run = Probe::new(&saving, text);
    (0..8).for_each(|_| assert!(run.poll().is_pending()));
    let bytes = saving.handle().snapshot().unwrap();
    let mut length = 0;
    runmat_ignition::vm::snapshot::reseal(&bytes, |payload| length = payload.len()).unwrap();
    let step = if cfg!(debug_assertions) { 7 } else { 1 };
    for (at, value) in (0..length).step_by(step).flat_map(|at| [(at, 1), (at, 0xff)]) {
        let edited = runmat_ignition::vm::snapshot::reseal(&bytes, |p| p[at] = p[at].wrapping_add(value)).unwrap();
        let Ok((_session, goes_on)) = builder(Dialect::Octave, 100, clock.clone()).resume(&edited) else { continue };
        let mut run = Probe::of(goes_on);
        for _ in 0..30 {
            if run.poll().is_ready() {
                break;
            }
        }
    }
}

#[test]
fn a_checkpoint_answers_twice() {
    let path = std::env::temp_dir().join(format!("runmat-checkpoint-{}.snap", std::process::id()));
    let text = format!("n = 2; r = checkpoint('{}'); fprintf('%d %d\\n', n, r);", path.display());
    let s = RunMatSession::builder().capabilities(Capabilities::all()).build();
    assert_eq!(s.execute_blocking(text).unwrap().printed.text(), "2 0\n");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let (again, run) = RunMatSession::resume(&bytes).unwrap();
    assert_eq!(again.block_on(run).unwrap().printed.text(), "2 1\n");
    // A folder that is not there is an error of the program.
    let e = s.execute_blocking("checkpoint('/nosuch/folder/x');").unwrap_err();
    assert_eq!(e.identifier, "RunMat:Snapshot");
}
