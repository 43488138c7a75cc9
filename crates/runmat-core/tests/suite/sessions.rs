//! Sessions, their handles, and what they answer.

use crate::support::{Probe, octave, printed, session};
use runmat_core::native::NativeHost;
use runmat_core::*;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn number(session: &RunMatSession, name: &str) -> Option<f64> {
    session.handle().variable(name)?.as_f64()
}

#[test]
fn futures_travel_and_sizes_are_pinned() {
    fn travels<T: Send + 'static>() {}
    fn shared<T: Send + Sync + Clone + 'static>() {}
    travels::<ExecuteFuture>();
    travels::<RunMatSession>();
    travels::<Value>();
    shared::<SessionHandle>();
    shared::<RunMatError>();
    assert_eq!(size_of::<Value>(), 16);
    assert_eq!(size_of::<runmat_ignition::bytecode::Op>(), 12);
    assert_eq!(size_of::<RunMatError>(), size_of::<usize>());
}

#[test]
fn variables_stay_between_runs() {
    let s = session();
    s.execute_blocking("x = 20;").unwrap();
    s.set_variable("y", 22.0);
    assert_eq!(printed(&s, "x + y"), "ans = 42\n");
    assert_eq!(number(&s, "ans"), Some(42.0));
    let names: Vec<String> = s.handle().variables().into_iter().map(|(n, _)| n).collect();
    assert_eq!(names, ["ans", "x", "y"]);
}

#[test]
fn one_run_at_a_time() {
    let s = session();
    let mut first = Probe::new(&s, "x = input('');");
    assert!(first.run().is_none());
    let refused = s.execute_blocking("y = 1;").unwrap_err();
    assert_eq!((refused.kind.clone(), refused.identifier.as_str()), (FailureKind::Busy, "RunMat:SessionBusy"));
    assert!(s.handle().answer("3"));
    first.finish().unwrap();
    s.execute_blocking("y = x;").unwrap();
    assert_eq!(number(&s, "y"), Some(3.0));
}

#[test]
fn a_failed_parse_leaves_the_session_free() {
    let s = session();
    let e = s.execute_blocking("x = (1;\ny = 2;").unwrap_err();
    assert_eq!(e.kind, FailureKind::Syntax);
    assert_eq!(e.syntax[0].line, 1);
    assert!(!s.handle().is_running());
    s.execute_blocking("x = 1;").unwrap();
}

#[test]
fn dropping_a_run_abandons_it() {
    let s = octave().slice(Slice::Work(1000)).build();
    s.execute_blocking("x = 1; y = zeros(100); cleaned = false;").unwrap();
    let held = s.handle().memory_held();
    let text = "function work()\n  c = onCleanup(@() evalin('base', 'cleaned = true;'));\n  big = ones(500);\n  \
                while true, end\nend\nx = 2; y(1) = 5; work();";
    let mut run = Probe::new(&s, text);
    for _ in 0..5 {
        assert!(run.poll().is_pending());
    }
    assert!(s.handle().memory_held() > held);
    drop(run);
    assert_eq!(s.handle().memory_held(), held);
    // What the script had borrowed is back, changed as far as it came; no clean-up code has run.
    assert_eq!(printed(&s, "x, y(1), cleaned"), "x = 2\nans = 5\ncleaned = 0\n");
}

#[test]
fn a_run_never_polled_leaves_no_trace() {
    let s = session();
    drop(s.execute_async("x = 1;"));
    assert!(s.handle().variable("x").is_none());
    s.execute_blocking("x = 2;").unwrap();
}

#[test]
fn input_anywhere() {
    let s = session();
    let text = "function r = ask(k)\n  try\n    r = cellfun(@(p) input(p), {sprintf('%d? ', k)});\n    \
                error('after %d', r);\n  catch err\n    disp(err.message);\n  end\nend\n\
                t = cellfun(@ask, {1, 2});\ndisp(t);";
    let mut run = Probe::new(&s, text);
    for (prompt, answer) in [("1? ", "10"), ("2? ", "4 * 5")] {
        assert!(run.run().is_none());
        let asked = s.handle().pending_request().unwrap();
        assert_eq!(asked, PendingInteraction::Input { prompt: prompt.into(), text: false });
        assert_eq!(run.woken(), 0);
        assert!(s.handle().answer(answer));
        assert_eq!(run.woken(), 1, "an answer wakes once");
    }
    assert_eq!(run.finish().unwrap().printed.text(), "after 10\nafter 20\n   10   20\n");
}

#[test]
fn a_late_answer_answers_nothing_else() {
    let s = session();
    let handle = s.handle();
    let mut run = Probe::new(&s, "a = input('? '); b = input('? ');");
    assert!(run.run().is_none());
    let (first, _) = handle.pending_question().unwrap();
    assert!(handle.respond_to(first, Ok("1".into())));
    assert!(run.run().is_none());
    let (second, _) = handle.pending_question().unwrap();
    assert_ne!(first, second);
    assert!(!handle.respond_to(first, Ok("3".into())));
    assert!(handle.respond_to(second, Ok("2".into())));
    run.finish().unwrap();
    assert_eq!((number(&s, "a"), number(&s, "b")), (Some(1.0), Some(2.0)));
}

#[test]
fn functions_are_known_by_name() {
    let s = session();
    s.execute_blocking("1;\nfunction typed(), end").unwrap();
    s.register(HostFunction::new("of_host", || async { Ok(()) }));
    assert!(["sin", "linspace", "typed", "of_host"].iter().all(|n| s.knows_function(n)));
    assert!(!s.knows_function("nosuchthing"));
    s.set_variable("x", 3.0);
    assert_eq!((s.shown("x").as_deref(), s.shown("y")), (Some("3\n"), None));
}

#[test]
fn variables_are_read_where_the_run_waits() {
    let s = session();
    let mut run = Probe::new(&s, "function f(a)\n  b = a + 1;\n  input('');\nend\nx = 1; f(5);");
    assert!(run.run().is_none());
    let handle = s.handle();
    let names: Vec<String> = handle.variables().into_iter().map(|(n, _)| n).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(handle.variable("b").and_then(|v| v.as_f64()), Some(6.0));
    assert!(handle.is_suspended());
    handle.answer("1");
    run.finish().unwrap();
}

#[test]
fn no_answer_is_an_error_of_the_question() {
    let s = session();
    let out = printed(&s, "try, x = input('? '); catch e, disp(e.message); end");
    assert_eq!(out, "input: reading user-input failed!\n");
    let mut run = Probe::new(&s, "try, x = input('? '); catch, disp('caught'); end");
    assert!(run.run().is_none());
    assert!(s.handle().answer_error());
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
}

#[test]
fn cancelling_runs_clean_up_code_and_nothing_else() {
    let s = session();
    let text = "function f()\n  c = onCleanup(@() disp('object'));\n  unwind_protect\n    pause(600);\n  \
                unwind_protect_cleanup\n    disp('block');\n  end_unwind_protect\nend\n\
                try\n  f();\ncatch\n  disp('caught');\nend\ndisp('after');";
    let mut run = Probe::new(&s, text);
    assert!(run.run().is_none());
    assert!(s.handle().cancel());
    assert_eq!(run.woken(), 1);
    let e = run.finish().unwrap_err();
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::Cancelled, "RunMat:Cancelled"));
    assert_eq!(e.printed.text(), "block\nobject\n");
    assert!(!s.handle().cancel(), "nothing is under way any more");
    assert_eq!(printed(&s, "x = 1"), "x = 1\n");
}

#[test]
fn an_interruption_belongs_to_the_code_it_stops() {
    let text = "x = 1;\nunwind_protect\n  while true, end\nunwind_protect_cleanup\n  disp('off');\nend_unwind_protect";
    // By cancelling, at any of several places; by fuel; by time.
    for polls in 1..6 {
        let s = octave().slice(Slice::Work(977)).build();
        let mut run = Probe::new(&s, text);
        for _ in 0..polls {
            assert!(run.poll().is_pending());
        }
        s.handle().cancel();
        let e = run.finish().unwrap_err();
        assert_eq!((e.kind.clone(), e.printed.text().as_str()), (FailureKind::Cancelled, "off\n"));
    }
    for limits in [
        RunLimits { fuel: Some(5000), ..RunLimits::NONE },
        RunLimits { wall_time: Some(Duration::from_millis(20)), ..RunLimits::NONE },
    ] {
        let e = octave().limits(limits).build().execute_blocking(text).unwrap_err();
        assert_eq!(e.printed.text(), "off\n", "{:?}", e.kind);
    }
}

#[test]
fn clean_up_code_that_never_ends_has_a_bounded_budget() {
    let s = session();
    let text = "unwind_protect\n  pause(600);\nunwind_protect_cleanup\n  while true, end\nend_unwind_protect";
    let mut run = Probe::new(&s, text);
    assert!(run.run().is_none());
    s.handle().cancel();
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
}

#[test]
fn a_pause_in_virtual_time_takes_none() {
    let clock = Arc::new(VirtualClock::new());
    let timers = TimerQueue::new(clock.clone());
    let host = NativeHost::on(clock, Vec::new());
    let s = octave().timers(timers).host(host).slice(Slice::Work(100_000)).build();
    let begun = std::time::Instant::now();
    s.execute_blocking("for k = 1:10, pause(60); end").unwrap();
    assert_eq!(s.now(), Duration::from_secs(600));
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn refuelling_lets_a_run_go_on() {
    let limits = RunLimits { fuel: Some(10_000), ..RunLimits::NONE };
    let s = octave().limits(limits).out_of_fuel(OutOfFuel::Wait).build();
    let mut run = Probe::new(&s, "x = 0; for k = 1:20000, x = x + k; end");
    let mut refuelled = 0;
    while run.run().is_none_or(|r| r.map(|_| false).unwrap()) {
        assert!(s.handle().is_out_of_fuel());
        let so_far = s.handle().variable("x").and_then(|v| v.as_f64()).unwrap();
        assert!(so_far < 200010000.0);
        s.handle().refuel(10_000);
        assert_eq!(run.woken(), 1);
        refuelled += 1;
    }
    assert!(refuelled > 2);
    assert_eq!(number(&s, "x"), Some(200010000.0));
}

#[test]
fn fuel_does_not_depend_on_slices() {
    let text = "s = 0; for k = 1:5000, s = s + sqrt(k); end; v = cumsum(ones(1, 1000)); t = sprintf('%d,', v);";
    let used = |slice| {
        let s = octave().slice(slice).build();
        s.execute_blocking(text).unwrap().stats.fuel
    };
    let once = used(Slice::Time(Duration::from_secs(60)));
    assert!(once > 5000);
    assert_eq!(used(Slice::Work(100)), once);
    assert_eq!(used(Slice::Work(7777)), once);
}

#[test]
fn output_is_streamed_in_order() {
    let seen: Arc<Mutex<Vec<(Stream, String)>>> = Arc::default();
    let sink = seen.clone();
    let s = octave()
        .output(move |stream, bytes: &[u8]| {
            sink.lock().unwrap().push((stream, String::from_utf8_lossy(bytes).into_owned()));
        })
        .build();
    let mut run = Probe::new(&s, "disp(1); warning('careful'); disp(2); input(''); disp(3);");
    assert!(run.run().is_none());
    let so_far = seen.lock().unwrap().clone();
    let out = |t: &str| (Stream::Out, t.to_string());
    assert_eq!(so_far, [out("1\n"), (Stream::Err, "warning: careful\n".into()), out("2\n")]);
    s.handle().answer("0");
    let result = run.finish().unwrap();
    assert_eq!(seen.lock().unwrap().last(), Some(&out("3\n")));
    assert!(result.printed.is_empty());
}

#[test]
fn exit_gives_its_status() {
    let s = session();
    assert_eq!(s.execute_blocking("try, exit(7); catch, end; x = 1;").unwrap().exit_status, Some(7));
    assert!(s.handle().variable("x").is_none());
}

#[test]
fn a_panic_of_the_engine_stays_in_its_run() {
    use runmat_ignition::{Builtin, BuiltinId, Library};
    static BROKEN: Builtin = Builtin::one("broken", (0, 0), |_, _| panic!("on purpose"));
    struct Broken(Arc<dyn Library>);
    impl Library for Broken {
        fn find(&self, name: &str, dialect: Dialect) -> Option<BuiltinId> {
            if name == "broken" { Some(BuiltinId(u32::MAX)) } else { self.0.find(name, dialect) }
        }
        fn builtin(&self, id: BuiltinId) -> &'static Builtin {
            if id.0 == u32::MAX { &BROKEN } else { self.0.builtin(id) }
        }
        fn source(&self, name: &str, dialect: Dialect) -> Option<&'static str> {
            self.0.source(name, dialect)
        }
        fn names(&self, dialect: Dialect) -> Vec<&'static str> {
            self.0.names(dialect)
        }
        fn operator(&self, function: &str) -> BuiltinId {
            self.0.operator(function)
        }
    }
    let s = octave().library(Arc::new(Broken(runmat_runtime::StandardLibrary::shared()))).build();
    s.execute_blocking("kept = 1;").unwrap();
    let e = s.execute_blocking("function f(), broken(); end\ntry, f(); catch, end").unwrap_err();
    assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::Internal, "RunMat:InternalError"));
    assert!(e.message.contains("on purpose"));
    assert_eq!(printed(&s, "y = kept + 1"), "y = 2\n");
}

#[test]
fn sessions_have_folders_of_their_own() {
    let here = std::env::current_dir().unwrap();
    let (a, b) = (session(), session());
    a.execute_blocking("cd('/');").unwrap();
    assert_eq!(printed(&a, "disp(pwd())"), "/\n");
    assert_eq!(printed(&b, "disp(pwd())"), format!("{}\n", here.display()));
    assert_eq!(std::env::current_dir().unwrap(), here);
}

#[test]
fn errors_carry_their_place() {
    let s = session();
    let e = s.execute_blocking("function f(x)\n  y = x(5);\nend\nf(1:3);").unwrap_err();
    assert_eq!(e.identifier, "Octave:index-out-of-bounds");
    assert_eq!((e.stack[0].function.as_str(), e.stack[0].line), ("f", 2));
    assert!(e.report().starts_with("error: "), "{}", e.report());
    assert!(e.report().contains("f at line 2 column "), "{}", e.report());
}

#[test]
fn sessions_get_their_shares_of_the_time() {
    use runmat_async::{Executor, LocalExecutor, Priority, Share};
    let programs = ["while true, end", "x = zeros(1, 3e5); while true, x = x + 1; end"];
    let executor = LocalExecutor::in_virtual_time();
    let sessions: Vec<_> = programs.iter().map(|_| octave().slice(Slice::Work(50_000)).build()).collect();
    for ((session, text), weight) in sessions.iter().zip(programs).zip([3, 1]) {
        let run = session.execute_async(text);
        let task = Box::pin(async move { drop(run.await) });
        executor.spawn_sharing(Priority::Normal, Share::new(weight).metered(session.handle().meter()), task).unwrap();
    }
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..2_000 {
        executor.poll_once(&mut cx);
    }
    let used: Vec<f64> = sessions.iter().map(|s| s.handle().fuel_used() as f64).collect();
    let part = used[0] / (used[0] + used[1]);
    assert!((part - 0.75).abs() < 0.03, "{part}: {used:?}");
}
