//! Tasks in the language, in virtual time: the same order in every run.

use crate::support::Probe;
use runmat_async::{TimerQueue, VirtualClock};
use runmat_core::native::NativeHost;
use runmat_core::{Dialect, FailureKind, HostFunction, RunMatSession, Slice};
use std::sync::Arc;
use std::time::Duration;

fn session() -> RunMatSession {
    let clock = Arc::new(VirtualClock::new());
    let timers = TimerQueue::new(clock.clone());
    let host = NativeHost::on(clock, Vec::new());
    RunMatSession::builder().dialect(Dialect::Matlab).timers(timers).host(host).slice(Slice::Work(100_000)).build()
}

/// Both streams.
fn printed(s: &RunMatSession, text: &str) -> String {
    let result = s.execute_blocking(text).unwrap_or_else(|e| panic!("{}", e.report()));
    result.printed.parts().iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
}

#[test]
fn a_thousand_pauses_at_once() {
    let text = "t = cell(1, 1000);\nfor k = 1:1000, t{k} = spawn(@() wait_then(k)); end\nr = waitall(t);\n\
                fprintf('%d\\n', sum([r{:}]));\nfunction r = wait_then(k)\n  pause(0.1);\n  r = k;\nend";
    let s = session();
    assert_eq!(printed(&s, text), "500500\n");
    assert_eq!(s.now(), Duration::from_millis(100), "they wait side by side");
    assert_eq!(printed(&session(), text), "500500\n");
}

#[test]
fn turns_change_only_where_a_task_waits() {
    let text = "a = spawn(@() talk('a', 3)); b = spawn(@() talk('b', 2)); fprintf('program\\n'); waitall({a, b});\n\
                function talk(name, n)\n  for k = 1:n\n    fprintf('%s%d\\n', name, k);\n    yield();\n  end\nend";
    assert_eq!(printed(&session(), text), "program\na1\nb1\na2\nb2\na3\n");
}

#[test]
fn the_sooner_moment_comes_first() {
    let text = "a = spawn(@() talk('late', 50)); b = spawn(@() talk('soon', 5)); waitall({a, b});\n\
                function talk(name, ms)\n  sleep_ms(ms);\n  fprintf('%s\\n', name);\nend";
    assert_eq!(printed(&session(), text), "soon\nlate\n");
}

#[test]
fn urgent_tasks_go_first_and_idle_ones_are_not_forgotten() {
    let text = "t{1} = spawn(@() fprintf('idle\\n'), 'Priority', 'idle');\nt{2} = spawn(@() fprintf('normal\\n'));\n\
                t{3} = spawn(@() fprintf('urgent\\n'), 'Priority', 'urgent');\nwaitall(t);";
    assert_eq!(printed(&session(), text), "urgent\nnormal\nidle\n");
}

#[test]
fn an_error_crosses_with_both_stacks() {
    let text = "function outer()\n  t = spawn(@() inner());\n  await(t);\nend\nfunction inner()\n  error('a:b', 'broken');\nend\nouter();";
    let e = session().execute_blocking(text).unwrap_err();
    assert_eq!((e.identifier.as_str(), e.message.as_str()), ("a:b", "broken"));
    let names: Vec<&str> = e.stack.iter().map(|f| f.function.as_str()).collect();
    let place = |name: &str| names.iter().position(|n| *n == name).unwrap_or_else(|| panic!("{name} in {names:?}"));
    assert!(place("inner") < place("outer"), "{names:?}");
}

#[test]
fn a_lazy_task_runs_when_it_is_awaited() {
    let text = "t = async @() do\n  fprintf('runs\\n');\n  6 * 7;\nend;\nfprintf('%s\\n', t.State);\nfprintf('%d\\n', await(t));\n\
                fprintf('%d\\n', await(t));\nu = twice(4); [a, b] = await(u); fprintf('%d %d\\n', a, b);\n\
                async function [a, b] = twice(x)\n  yield();\n  a = x;\n  b = 2 * x;\nend";
    assert_eq!(printed(&session(), text), "pending\nruns\n42\n42\n4 8\n");
}

#[test]
fn cancelling_runs_clean_up_code_and_takes_the_children_along() {
    let text = "t = spawn(@() parent());\nyield();\ncancel(t);\ntry\n  await(t);\ncatch e\n  fprintf('%s\\n', e.identifier);\nend\n\
                function parent()\n  c = onCleanup(@() fprintf('parent gone\\n'));\n  u = spawn(@() child());\n  await(u);\nend\n\
                function child()\n  c = onCleanup(@() fprintf('child gone\\n'));\n  pause(1000);\nend";
    let s = session();
    assert_eq!(printed(&s, text), "parent gone\nRunMat:Cancelled\nchild gone\n");
    assert_eq!(s.now(), Duration::ZERO);
}

#[test]
fn what_is_left_behind_is_said() {
    let out = printed(&session(), "t = spawn(@() pause(5));");
    assert!(out.contains("Task 1 was cancelled"), "{out}");
    let out = printed(&session(), "t = spawn(@() error('lost')); yield();");
    assert!(out.contains("lost"), "{out}");
    let out = printed(&session(), "t = spawn(@() error('caught')); try, await(t); catch, end");
    assert_eq!(out, "");
}

#[test]
fn waiting_for_each_other_is_an_error() {
    let text =
        "p = promise();\nt = spawn(@() await(p));\ntry\n  await(t);\ncatch e\n  fprintf('%s\\n', e.identifier);\nend";
    assert_eq!(printed(&session(), text), "RunMat:Deadlock\n");
}

#[test]
fn a_task_has_fuel_of_its_own() {
    let text = "t = spawn(@() forever(), 'Fuel', 50000);\ntry\n  await(t);\ncatch e\n  fprintf('%s\\n', e.identifier);\nend\n\
                fprintf('on\\n');\nfunction forever()\n  while true, end\nend";
    assert_eq!(printed(&session(), text), "RunMat:FuelExhausted\non\n");
}

#[test]
fn questions_of_a_task_reach_the_host() {
    let text = "t = spawn(@() ask());\nfprintf('%d\\n', await(t));\nfunction r = ask()\n  try\n    \
                r = sum(cellfun(@(x) input('? ') + x, {1, 2, 3}));\n  catch\n    r = -1;\n  end\nend";
    let s = session();
    let mut run = Probe::new(&s, text);
    for answer in ["10", "20", "30"] {
        assert!(run.run().is_none());
        assert_eq!(s.handle().pending_request().and_then(|r| r.prompt().map(str::to_string)).as_deref(), Some("? "));
        assert!(s.handle().answer(answer));
    }
    let result = run.finish().unwrap();
    assert_eq!(result.printed.text(), "66\n");
}

#[test]
fn others_run_while_one_asks() {
    let text = "t = spawn(@() fprintf('meanwhile\\n')); x = input('? '); fprintf('%d\\n', x); await(t);";
    let s = session();
    let mut run = Probe::new(&s, text);
    assert!(run.run().is_none());
    assert!(s.handle().answer("3"));
    let result = run.finish().unwrap();
    assert_eq!(result.printed.text(), "meanwhile\n3\n");
}

#[test]
fn futures_outlive_the_run_that_made_them() {
    let s = session();
    s.execute_blocking("f = parfeval(@(x) x + 1, 1, 41);").unwrap();
    assert_eq!(printed(&s, "fprintf('%d\\n', fetchOutputs(f));"), "42\n");
}

#[test]
fn cancelling_the_run_ends_all_tasks() {
    let s = session();
    let mut run =
        Probe::new(&s, "t = spawn(@() pause(100)); u = spawn(@() pause(200)); try, waitall({t, u}); catch, end");
    assert!(run.poll().is_pending());
    assert!(s.handle().cancel());
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
    assert_eq!(printed(&s, "fprintf('%s\\n', t.State);"), "failed\n");
}

#[test]
fn a_dropped_run_drops_its_tasks() {
    let s = session();
    let mut run = Probe::new(&s, "t = spawn(@() pause(100)); await(t);");
    assert!(run.poll().is_pending());
    drop(run);
    assert_eq!(printed(&s, "u = spawn(@() 5); fprintf('%d\\n', await(u));"), "5\n");
}

#[test]
fn a_semaphore_lets_one_pass() {
    let text = "s = semaphore(1);\nt = cell(1, 3);\nfor k = 1:3, t{k} = spawn(@() guarded(s, k)); end\nwaitall(t);\n\
                function guarded(s, k)\n  c = acquire(s);\n  fprintf('%d in\\n', k);\n  pause(1);\n  fprintf('%d out\\n', k);\nend";
    assert_eq!(printed(&session(), text), "1 in\n1 out\n2 in\n2 out\n3 in\n3 out\n");
}

#[test]
fn many_spawns_leave_nothing() {
    let n: u64 = if cfg!(debug_assertions) { 2_000 } else { 200_000 };
    let text = format!("s = 0; for k = 1:{n}, s = s + await(spawn(@() k)); end; fprintf('%d\\n', s);");
    let s = session();
    assert_eq!(printed(&s, &text), format!("{}\n", n * (n + 1) / 2));
}

#[test]
fn functions_of_the_host_are_functions() {
    let s = session();
    s.register(HostFunction::new("twice", |x: f64| async move { Ok(2.0 * x) }).doc("y = twice(x): two times x."));
    s.register(HostFunction::new("fails", || async move { Err::<(), _>("not today".into()) }));
    s.register(HostFunction::variadic("both", |args, nargout| async move {
        Ok(args.into_iter().rev().take(nargout.max(1)).collect())
    }));
    assert_eq!(printed(&s, "fprintf('%g ', cellfun(@(x) twice(x) + 1, {1, 2}), twice(10));"), "3 5 20 ");
    assert_eq!(printed(&s, "[a, b] = both(1, 2); fprintf('%d %d', a, b);"), "2 1");
    assert_eq!(printed(&s, "try, fails(); catch e, fprintf('%s', e.message); end"), "not today");
    assert_eq!(printed(&s, "try, twice('ab'); catch e, fprintf('%s', e.identifier); end"), "RunMat:InvalidArgument");
    assert_eq!(printed(&s, "try, twice(1, 2); catch e, fprintf('%s', e.message); end"), "Too many input arguments.");
    assert_eq!(printed(&s, "fprintf('%d', exist('twice'));"), "5");
    assert!(printed(&s, "help twice").contains("two times x"));
    assert!(printed(&s, "f = @twice; fprintf('%g', f(21));").contains("42"));
}

#[test]
fn functions_of_the_host_wait_side_by_side_and_are_dropped_with_the_run() {
    use runmat_core::HostFunction;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    struct Guard(Arc<AtomicUsize>);
    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.fetch_sub(1, SeqCst);
        }
    }
    let s = session();
    let (alive, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (timers, counts, peak) = (s.timers().clone(), alive.clone(), most.clone());
    s.register(HostFunction::new("slow", move |seconds: f64| {
        let (timers, counts, peak) = (timers.clone(), counts.clone(), peak.clone());
        async move {
            peak.fetch_max(counts.fetch_add(1, SeqCst) + 1, SeqCst);
            let _guard = Guard(counts);
            timers.after(Duration::from_secs_f64(seconds)).await;
            Ok(seconds)
        }
    }));
    let text = "t = {spawn(@() slow(3)), spawn(@() slow(2))}; r = waitall(t); fprintf('%g ', r{:});";
    assert_eq!(printed(&s, text), "3 2 ");
    assert_eq!((s.now(), most.load(SeqCst), alive.load(SeqCst)), (Duration::from_secs(3), 2, 0));
    let mut run = Probe::new(&s, "x = slow(1000);");
    assert!(run.run().is_none());
    assert_eq!(alive.load(SeqCst), 1);
    assert!(s.handle().cancel());
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
    drop(run);
    assert_eq!(alive.load(SeqCst), 0);
}

#[test]
fn tasks_get_their_shares_of_the_time() {
    let text = "global used going\nused = [0 0]; going = true;\n\
                a = spawn(@() work(1, 200), 'Weight', 3); b = spawn(@() work(2, 700), 'Weight', 1);\n\
                while sum(used) < 400000, yield(); end\n\
                going = false; await(a); await(b); fprintf('%.3f', used(1) / sum(used));\n\
                function work(k, n)\n  global used going\n  while going\n    x = 0;\n    for i = 1:n, x = x + i; end\n\
                    used(k) = used(k) + n;\n    yield();\n  end\nend";
    let part: f64 = printed(&session(), text).parse().unwrap();
    assert!((part - 0.75).abs() < 0.03, "{part}");
    let wrong = session().execute_blocking("spawn(@() 1, 'Weight', 0)").unwrap_err();
    assert_eq!(wrong.identifier, "RunMat:InvalidOption");
}

/// A session whose isolated tasks run on two threads.
fn threaded() -> RunMatSession {
    RunMatSession::builder().threads(2).build()
}

const WORK: &str = "\nfunction r = work(n)\n  r = 0;\n  for k = 1:n\n    r = r + sqrt(k) * mod(k, 7);\n  end\nend";

#[test]
fn threads_give_the_same_numbers() {
    let text = "for k = 1:4, f(k) = parfeval(@work, 1, 5000 * k); end\nx = fetchOutputs(f);\n\
                fprintf('%d', arrayfun(@(k) work(5000 * k), (1:4)') == x);";
    assert_eq!(printed(&threaded(), &format!("{text}{WORK}")), "1111");
}

#[test]
fn threads_print_fail_and_draw_apart() {
    let text = "f = parfeval(@() fprintf('worker\\n'), 0); wait(f);\ne = parfeval(@(x) x(5), 1, 1:3);\n\
                try, fetchOutputs(e); catch err, disp(err.message), end\n\
                a = parfeval(@() rand(1, 3), 1); b = parfeval(@() rand(1, 3), 1);\n\
                disp(isequal(fetchOutputs(a), fetchOutputs(b)));\n\
                m = containers.Map(); h = parfeval(@() setfield(struct(), 'n', m.Count), 1); disp(fetchOutputs(h).n);\n\
                c = parfeval(@() (@(x) x + 1), 1); try, fetchOutputs(c); disp('same'); catch, disp('foreign'), end";
    let out = printed(&threaded(), text);
    assert_eq!(
        out,
        "worker\nIndex exceeds the number of array elements. Index must not exceed 3.\n   0\n\n   0\n\nsame\n"
    );
}

#[test]
fn threads_stop_when_nobody_waits() {
    let s = threaded();
    let begun = std::time::Instant::now();
    s.execute_blocking("f = parfeval(@() pause(1000), 0); cancel(f); g = parfeval(@forever, 0);\nfunction forever()\n  while true, end\nend").unwrap();
    s.execute_blocking("cancel(g); try, wait(g); catch, end").unwrap();
    let text = "h = parfeval(@() pause(1000), 0); i = parfeval(@() pause(1000), 0); fetchOutputs(h);";
    let handle = s.handle();
    let mut run = Probe::new(&s, text);
    assert!(run.run().is_none());
    assert!(handle.cancel());
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
    drop(s);
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_function_goes_on_between_two_runs() {
    let s = threaded();
    s.execute_blocking(format!("f = parfeval(@work, 1, 20000);{WORK}")).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(printed(&s, "fprintf('%d', fetchOutputs(f) == work(20000));"), "1");
}

#[test]
fn join_sets_give_results_as_they_come() {
    let text = "g = joinset(); for k = [3 1 2], launch(g, @() late(k)); end\n\
                while true\n  [more, r] = joinnext(g);\n  if ~more, break; end\n  fprintf('%d', r);\nend\n\
                g = joinset(); launch(g, @() late(2)); launch(g, @() late(1)); r = joinall(g); fprintf(' %d%d', r{:});\n\
                g = joinset(); launch(g, @() late(9)); launch(g, @() error('a:b', 'no'));\n\
                try, joinall(g); catch e, fprintf(' %s', e.identifier); end\n\
                g = joinset(); t = launch(g, @() late(9)); cancel(g); yield(); fprintf(' %s', t.State);\n\
                function r = late(k)\n  pause(k); r = k;\nend";
    let s = session();
    assert_eq!(printed(&s, text), "123 21 a:b failed");
    assert_eq!(s.now(), Duration::from_secs(5), "nobody has waited for what was cancelled");
}

#[test]
fn a_deleted_timer_is_stopped() {
    let text = "t = timer('ExecutionMode', 'fixedRate', 'Period', 1, 'TimerFcn', @(a, b) fprintf('tick ')); start(t);\n\
                pause(2.5); delete(t); pause(3); fprintf('%s', t.Running);";
    assert_eq!(printed(&session(), text), "tick tick tick off");
}

#[test]
fn the_host_fulfils_promises_and_the_program_awaits_them() {
    let s = RunMatSession::new();
    let given: Arc<std::sync::Mutex<Vec<runmat_core::Value>>> = Arc::default();
    let list = given.clone();
    s.register(HostFunction::variadic("order", move |args, _| {
        list.lock().unwrap().extend(args);
        async { Ok(Vec::new()) }
    }));
    let text =
        "p = promise(); q = promise(); order(p, q); disp(await(p)); try, await(q); catch e, disp(e.message), end";
    let mut run = Probe::new(&s, text);
    assert!(run.run().is_none(), "it waits, and that is no deadlock");
    let promises = given.lock().unwrap().clone();
    s.handle().fulfil(&promises[0], Ok(vec![runmat_core::Value::Num(7.0)]));
    assert!(run.run().is_none());
    let (handle, promise) = (s.handle(), promises[1].clone());
    std::thread::spawn(move || handle.fulfil(&promise, Err("sold out".into()))).join().unwrap();
    assert_eq!(run.finish().unwrap().printed.text(), "     7\n\nsold out\n");
    assert!(s.execute_blocking("p = promise(); await(p);").unwrap_err().identifier.contains("Deadlock"));
}

const PARFOR: &str = include_str!("../../../../tests/scripts/parfor_kinds.m");

#[test]
fn parfor_gives_on_threads_what_it_gives_without() {
    let plain = printed(&RunMatSession::new(), PARFOR);
    assert_eq!(printed(&threaded(), PARFOR), plain);
    assert!(plain.starts_with("1 1 1 1 1 1 1\n"), "{plain}");
}

#[test]
fn passes_of_parfor_run_apart_where_they_can() {
    // A machine on another thread has no threads of its own.
    for (body, apart) in [
        ("x(k) = __workers__();", true),
        ("t = k; x(1, k) = __workers__() + 0 * t;", false),
        ("if k > 0, x(k) = __workers__(); end", false),
        ("x(k) = __workers__(); s = s + k;", true),
        ("x(k) = __workers__(); s = k - s;", false),
        ("x(k) = __workers__(); h(k) = k;", false),
        ("x(k) = __workers__(); x(1) = 2;", false),
        ("for j = 1:2, x(k) = __workers__(); end", false),
        ("x(k) = __workers__(); if k > 3, break; end", false),
        ("x(k) = __workers__(); g = @(s) s + k; y(k) = g(1);", true),
    ] {
        let text = format!(
            "clear x; s = 0; h = containers.Map('KeyType', 'double', 'ValueType', 'any');\nparfor k = 1:4, {body} end\nfprintf('%d', x(3));"
        );
        assert_eq!(printed(&threaded(), &text), if apart { "0" } else { "2" }, "{body}");
    }
    let preallocated =
        "x = zeros(2, 4); parfor k = 1:4, if k > 0, x(2, k) = __workers__() + 5; end, end, fprintf('%d ', x);";
    assert_eq!(printed(&threaded(), preallocated), "0 5 0 5 0 5 0 5 ");
}
