//! Runs that are recorded, and repeated from their journals without a world around them.

use crate::alternation::{builder, scripts, step};
use crate::support::{Outcome, Probe};
use runmat_async::VirtualClock;
use runmat_core::{
    Beginning, Capabilities, Dialect, FailureKind, HostFunction, HttpAnswer, HttpClient, HttpFailure, HttpRequest,
    HttpResponse, InputError, Journal, JournalError, OutOfFuel, PendingInteraction, Policy, Program, Recorder,
    RunLimits, RunMatSession, SessionBuilder, Slice, Value,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// All that a run shows, and what it has used.
fn shown(outcome: &Outcome, session: &RunMatSession) -> String {
    let (printed, end) = match outcome {
        Ok(r) => (&r.printed, format!("exit {:?}", r.exit_status)),
        Err(e) => (&e.printed, e.report()),
    };
    let [out, err] = [runmat_core::Stream::Out, runmat_core::Stream::Err].map(|s| printed.stream(s));
    format!("{out}\n--- err\n{err}\n--- end\n{end}\nfuel {}", session.handle().fuel_used())
}

fn answer(question: &PendingInteraction) -> Result<String, InputError> {
    match question {
        PendingInteraction::Permission { .. } => Ok("yes".into()),
        PendingInteraction::Input { prompt, .. } if prompt.contains("nobody") => Err(InputError::Abandoned),
        _ => Ok("21".into()),
    }
}

/// Runs a program with a recorder; what it shows, and the journal.
fn record(builder: SessionBuilder, prepare: impl Fn(&RunMatSession), program: &str) -> (String, Vec<u8>) {
    let recorder = Recorder::new();
    let session = builder.record(&recorder).build();
    prepare(&session);
    let end = session.execute_answering(program, answer);
    (shown(&end, &session), recorder.take().unwrap())
}

/// A session without a world, for a journal.
fn deaf(journal: &[u8]) -> RunMatSession {
    RunMatSession::builder().replay(Journal::open(journal).unwrap()).build()
}

/// Replays it: nobody answers.
fn replay(journal: &[u8], program: &str) -> String {
    let session = deaf(journal);
    let end = session.execute_blocking(program);
    shown(&end, &session)
}

fn matlab() -> SessionBuilder {
    RunMatSession::builder().dialect(Dialect::Matlab).capabilities(Capabilities::all())
}

/// A program, recorded and repeated.
fn repeats(builder: SessionBuilder, prepare: impl Fn(&RunMatSession), program: &str) -> (String, Vec<u8>) {
    let (first, journal) = record(builder, prepare, program);
    assert_eq!(replay(&journal, program), first, "{program}");
    (first, journal)
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("runmat-journals-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path.canonicalize().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn answers_chance_and_time_are_the_same_again() {
    let program = "x = input('x = '); s = input('name: ', 's'); rng('shuffle'); r = rand(1, 3); t0 = tic; pause(0.01); \
                   fprintf('%g %s %.17g %.17g %.17g\\n', x, s, r); fprintf('%.17g %s %.17g\\n', toc(t0), datestr(now(), 31), cputime());\n\
                   try, y = input('nobody there? '); catch e, disp(e.message); end, fprintf('%s %d\\n', tempname(), getpid());";
    let (first, journal) = repeats(matlab(), |_| {}, program);
    assert!(first.contains("21 21 0."), "{first}");
    // Chance is chance: another recording is another run.
    assert_ne!(record(matlab(), |_| {}, program).0, first);
    assert!(journal.len() < 4000, "{}", journal.len());
}

#[test]
fn files_processes_and_the_environment_are_not_needed_again() {
    let place = Folder::new("files");
    std::fs::write(place.path("in.txt"), "one\ntwo\nthree\n").unwrap();
    std::fs::write(place.path("helper.m"), "function r = helper(x)\n  r = x + 1;\nend\n").unwrap();
    let program = format!(
        "cd('{}'); f = fopen('in.txt'); a = fgetl(f); fseek(f, 4, 'bof'); b = fgetl(f); fclose(f); disp([a b]);\n\
         disp(helper(41)); d = dir('.'); disp({{d.name}}); disp(d(end).bytes); w = fileread('in.txt'); disp(numel(w));\n\
         g = fopen('out.txt', 'w'); n = fprintf(g, 'written %d\\n', 7); fclose(g); disp(n); disp(fileread('out.txt'));\n\
         [s, t] = system('echo from outside; exit 3'); disp(s); disp(t); setenv('RUNMAT_X', 'y'); disp(getenv('RUNMAT_X')); disp(getenv('HOME'));\n\
         disp(exist('nosuch.txt', 'file')); mkdir('sub'); disp(exist('sub', 'dir')); delete('out.txt'); rmdir('sub'); disp(pwd);",
        place.0.display()
    );
    let (first, journal) = record(matlab(), |_| {}, &program);
    assert!(first.contains("onetwo") && first.contains("42") && first.contains("from outside"), "{first}");
    std::fs::write(place.path("in.txt"), "something else").unwrap();
    std::fs::write(place.path("helper.m"), "function r = helper(x)\n  r = 0;\nend\n").unwrap();
    assert_eq!(replay(&journal, &program), first);
    // Nothing was done again.
    assert!(std::fs::metadata(place.path("out.txt")).is_err() && std::fs::metadata(place.path("sub")).is_err());
    assert_eq!(std::fs::read_to_string(place.path("in.txt")).unwrap(), "something else");
    drop(place);
    assert_eq!(replay(&journal, &program), first);
}

#[test]
fn tasks_take_their_turns_as_they_did() {
    let program = "q = {}; for k = 1:20, q{k} = spawn(@() wait_and_say(k)); end\n\
                   f = parfeval(@(x) x ^ 2, 1, 12); n = input('n = '); r = waitall(q); disp([r{:}]); disp(fetchOutputs(f) + n);\n\
                   s = 0; parfor k = 1:10, s = s + k; end, disp(s);\n\
                   function r = wait_and_say(k)\n  pause(mod(k * 7, 5) / 500); fprintf('%d ', k); s = 0; for j = 1:2e4, s = s + j; end, pause(0); r = k;\nend";
    repeats(matlab().threads(2), |_| {}, program);
    repeats(matlab().policy(Policy::deterministic()), |_| {}, program);
    repeats(matlab().slice(Slice::Work(777)), |_| {}, program);
}

#[test]
fn functions_of_the_host_and_what_it_sets_are_part_of_it() {
    let prepare = |s: &RunMatSession| {
        s.register(HostFunction::new("twice", |x: f64| async move { Ok(2.0 * x) }).doc("twice(x)").fuel(1000));
        s.register(HostFunction::new("fails", || async { Err::<f64, _>("not today".into()) }));
        s.register(HostFunction::new("panics", || async {
            assert!(std::hint::black_box(false), "on purpose");
            Ok(1.0)
        }));
        s.set_variable("given", Value::row(vec![1.0; 6000]));
    };
    let program = "disp(twice(sum(given))); disp(which('twice')); x = cellfun(@twice, {1, 2, 3}); disp(x);\n\
                   try, fails(); catch e, disp(e.message); end, a = spawn(@() twice(5)); b = spawn(@() twice(6)); disp(await(b) + await(a)); panics();";
    let (first, _) = repeats(matlab(), prepare, program);
    assert!(first.contains("12000") && first.contains("not today") && first.contains("Internal"), "{first}");
}

#[test]
fn answers_come_where_they_came() {
    // Results come from other threads while tasks are at work: in another order each time, but for a replay.
    let prepare = |s: &RunMatSession| {
        s.register(HostFunction::new("later", |k: f64| {
            let (sender, receiver) = runmat_async::oneshot::channel();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_micros((k * 7919.0) as u64 % 9000));
                let _ = sender.send(k);
            });
            async move { receiver.await.map_err(|_| "nobody is there".into()) }
        }));
    };
    let program = "q = cell(1, 24); for k = 1:24, q{k} = spawn(@() work(k)); end, s = 0;\n\
                   for k = 1:2e5, s = s + k; if mod(k, 1e4) == 0, yield(); fprintf('.'); end, end, waitall(q);\n\
                   function work(k)\n  for j = 1:3, r = later(k + j); fprintf('%d ', r); s = 0; for i = 1:3e3, s = s + i; end, end\nend";
    let mut seen = std::collections::HashSet::new();
    for _ in 0..4 {
        seen.insert(repeats(matlab(), prepare, program).0);
    }
    assert!(seen.len() > 1, "the order differs from run to run");
}

/// Gives every address its own length, after a while.
struct Net;

impl HttpClient for Net {
    fn send(&self, request: HttpRequest) -> HttpAnswer {
        Box::pin(async move {
            if request.url.contains("gone") {
                return Err(HttpFailure::Unreachable("no such host".into()));
            }
            let body = format!("{{\"length\": {}}}", request.url.len()).into_bytes();
            let headers = vec![("Content-Type".into(), "application/json".into())];
            Ok(HttpResponse { status: 200, reason: "OK".into(), headers, body })
        })
    }
}

#[test]
fn the_network_is_not_asked_again() {
    let program = "r = webread('http://example.org/abc'); disp(r.length); try, webread('http://gone.org/'); catch e, disp(e.identifier); end\n\
                   try, webread('http://forbidden.org/'); catch e, disp(e.identifier); end";
    let granted = Capabilities::none().network("example.org").network("gone.org");
    let (first, _) = repeats(RunMatSession::builder().capabilities(granted).network(Net), |_| {}, program);
    assert!(first.contains("22") && first.contains("UnknownHost") && first.contains("CapabilityDenied"), "{first}");
}

#[test]
fn what_was_refused_and_what_was_permitted_is_so_again() {
    let place = Folder::new("asked");
    std::fs::write(place.path("a.txt"), "granted").unwrap();
    let program = format!(
        "disp(fileread('{}')); try, disp(getenv('HOME')); catch e, disp(e.identifier); end, disp(datestr(now(), 29));",
        place.path("a.txt")
    );
    let (first, _) = repeats(RunMatSession::builder().capabilities(Capabilities::none().ask()), |_| {}, &program);
    assert!(first.contains("granted"), "{first}");
    let (first, _) =
        repeats(RunMatSession::builder().capabilities(Capabilities::none().read(place.path(""))), |_| {}, &program);
    assert!(first.contains("granted") && first.contains("CapabilityDenied"), "{first}");
}

#[test]
fn effects_are_told_in_the_same_places() {
    let program = "for k = 1:40, x = getenv('HOME'); warning('number %d', k); s = 0; for j = 1:3e3, s = s + j; end, end\n\
                   t = evalc('y = getenv(''HOME'');'); fprintf('%d', isempty(strfind(t, 'effect')));";
    let (first, _) =
        repeats(matlab().policy(Policy::monitored()).slice(Slice::Time(Duration::from_micros(50))), |_| {}, program);
    assert!(first.contains("effect: environment HOME (granted)\nWarning: number 2"), "{first}");
}

/// Polls a run with a recorder; `steer` is told how many polls there were.
fn steered(builder: SessionBuilder, program: &str, steer: impl Fn(&RunMatSession, usize)) -> (String, Vec<u8>) {
    let recorder = Recorder::new();
    let session = builder.record(&recorder).build();
    let mut run = Probe::new(&session, program);
    let end = loop {
        steer(&session, run.polls);
        if let Some(end) = step(&mut run, &session) {
            break end;
        }
    };
    (shown(&end, &session), recorder.take().unwrap())
}

const BUSY: &str = "run();\nfunction run()\n  n = 0; c = onCleanup(@() fprintf('cleaned at %d\\n', 7));\n\
                    unwind_protect\n  while true, n = n + 1; if mod(n, 50000) == 0, fprintf('%d\\n', n); end, end\n\
                    unwind_protect_cleanup\n  fprintf('stopped after %d\\n', n);\nend_unwind_protect\nend";

#[test]
fn a_cancellation_comes_where_it_came() {
    let slow = || matlab().slice(Slice::Work(10_000));
    let (first, journal) = steered(slow(), BUSY, |s, polls| {
        if polls == 57 {
            s.handle().cancel();
        }
    });
    assert!(first.contains("stopped after") && first.contains("cleaned at 7"), "{first}");
    assert_eq!(replay(&journal, BUSY), first);
    // And from anywhere, by the clock.
    let session = Recorder::new();
    let s = matlab().record(&session).build();
    let handle = s.handle();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        handle.cancel()
    });
    let end = s.execute_blocking(BUSY);
    assert!(killer.join().unwrap());
    let journal = session.take().unwrap();
    assert_eq!(replay(&journal, BUSY), shown(&end, &s));
    // While it waits, and by a limit of time.
    let limits = RunLimits { wall_time: Some(Duration::from_millis(20)), ..RunLimits::NONE };
    repeats(matlab().limits(limits), |_| {}, BUSY);
    repeats(
        matlab().limits(limits),
        |_| {},
        "unwind_protect, pause(60); unwind_protect_cleanup, disp('so'); end_unwind_protect",
    );
}

#[test]
fn a_long_kernel_is_cancelled_where_it_was() {
    let program = "a = rand(900); unwind_protect, for k = 1:1e6, b = a * a; [q, r] = qr(a); end\n\
                   unwind_protect_cleanup, fprintf('%d %d\\n', k, exist('b', 'var')); end_unwind_protect";
    let recorder = Recorder::new();
    let s = matlab().record(&recorder).build();
    let handle = s.handle();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(400));
        handle.cancel()
    });
    let end = s.execute_blocking(program);
    assert!(killer.join().unwrap());
    assert_eq!(replay(&recorder.take().unwrap(), program), shown(&end, &s));
}

#[test]
fn fuel_arrives_where_it_arrived() {
    let limits = RunLimits { fuel: Some(40_000), output_bytes: Some(10_000), ..RunLimits::NONE };
    let builder = || matlab().limits(limits).out_of_fuel(OutOfFuel::Wait).slice(Slice::Work(3000));
    let program = "for k = 1:30000, if mod(k, 100) == 0, fprintf('%d ', k); end, end";
    let (first, journal) = steered(builder(), program, |s, polls| {
        if s.handle().is_out_of_fuel() || polls == 3 {
            s.handle().refuel(50_000);
        }
        if polls == 8 {
            s.set_variable("late", 5.0);
            s.set_slice(Slice::Work(20_000));
        }
    });
    assert_eq!(replay(&journal, program), first);
    repeats(builder().out_of_fuel(OutOfFuel::Fail), |_| {}, program);
    repeats(
        matlab().limits(RunLimits { memory_bytes: Some(1 << 20), ..limits }),
        |_| {},
        "x = 1; while true, x = [x x]; end",
    );
}

#[test]
fn all_runs_of_a_session_are_repeated() {
    let recorder = Recorder::new();
    let session = matlab().record(&recorder).build();
    let texts = ["x = rand();", "y = (", "z = x + input('? '); disp(z)", "error('a:b', 'no')", "disp(x); exit(3)"];
    let first: Vec<String> = texts.iter().map(|t| shown(&session.execute_answering(*t, answer), &session)).collect();
    // One that is given up leaves its variables.
    let mut probe = Probe::new(&session, "k = 0; while true, k = k + 1; end");
    (0..3).for_each(|_| assert!(probe.poll().is_pending()));
    drop(probe);
    let last = shown(&session.execute_blocking("disp(k)"), &session);
    let journal = recorder.take().unwrap();

    let again = deaf(&journal);
    for (text, first) in texts.iter().zip(first) {
        assert_eq!(shown(&again.execute_blocking(*text), &again), first, "{text}");
    }
    let given_up = again.execute_blocking("k = 0; while true, k = k + 1; end").unwrap_err();
    assert_eq!(given_up.kind, FailureKind::Departed);
    assert_eq!(shown(&again.execute_blocking("disp(k)"), &again), last);
    // A journal knows its programs.
    let beginnings = Journal::open(&journal).unwrap().beginnings().unwrap();
    assert_eq!(beginnings.len(), 7);
    assert!(matches!(&beginnings[0], Beginning::Program(p) if p.source() == "x = rand();"));
}

#[test]
fn a_run_that_goes_on_from_a_snapshot_is_recorded_too() {
    let clock = Arc::new(VirtualClock::new());
    let first = builder(Dialect::Matlab, 1000, clock.clone()).build();
    let mut run =
        Probe::new(&first, "t = tic; x = input('? '); r = rand(); pause(2); fprintf('%g %g %g', x, r, toc(t));");
    assert!(run.run().is_none());
    let snapshot = first.handle().snapshot().unwrap();
    let recorder = Recorder::new();
    let (session, run) = builder(Dialect::Matlab, 1000, clock).record(&recorder).resume(&snapshot).unwrap();
    let mut run = Probe::of(run);
    let end = loop {
        if let Some(end) = step(&mut run, &session) {
            break end;
        }
    };
    let journal = recorder.take().unwrap();
    let (again, run) = RunMatSession::builder().replay(Journal::open(&journal).unwrap()).resume(&snapshot).unwrap();
    let repeated = again.block_on(run);
    assert_eq!(shown(&repeated, &again), shown(&end, &session));
    assert!(repeated.unwrap().printed.text().starts_with("1 0."));
}

#[test]
fn checkpoints_are_made_once() {
    let place = Folder::new("checkpoint");
    let program = format!(
        "n = 2; r = checkpoint('{}'); fprintf('%d %d\\n', n, r); try, checkpoint('/nosuch/x'); catch e, disp(e.identifier); end",
        place.path("a.snap")
    );
    let (first, journal) = record(matlab(), |_| {}, &program);
    std::fs::remove_file(place.path("a.snap")).unwrap();
    assert_eq!(replay(&journal, &program), first);
    assert!(std::fs::metadata(place.path("a.snap")).is_err());
}

#[test]
fn departures_are_named_with_their_place() {
    let program = "f();\nfunction f()\n  y = getenv('HOME');\n  z = input('? ');\n  disp(z)\nend";
    let (_, journal) = record(matlab(), |_| {}, program);
    let depart = |program: &str, journal: &[u8]| {
        let e = deaf(journal).execute_blocking(program).unwrap_err();
        assert_eq!(
            (e.kind.clone(), e.identifier.as_str()),
            (FailureKind::Departed, "RunMat:ReplayDeparted"),
            "{}",
            e.message
        );
        e
    };
    let e = depart("disp(1)", &journal);
    assert!(e.message.contains("another one"), "{}", e.message);
    // The journal of a program whose text was changed afterwards: the engine notices where it matters.
    let swap = |from: &str, to: &str| {
        runmat_core::journal::reseal(&journal, |bytes| {
            let at = bytes.windows(from.len()).position(|w| w == from.as_bytes()).expect("it is there");
            bytes.splice(at..at + from.len(), to.bytes());
        })
        .unwrap()
    };
    let changed = program.replace("HOME", "ROOT");
    let e = depart(&changed, &swap(program, &changed));
    assert!(e.message.contains("env HOME") && e.message.contains("env ROOT"), "{}", e.message);
    assert_eq!(e.stack.first().map(|f| f.line), Some(3));
    let changed = program.replace("disp(z)", "disp(9)");
    let e = depart(&changed, &swap(program, &changed));
    assert!(e.message.contains("printed something else"), "{}", e.message);
    // One more question than there are answers.
    let longer = "for k = 1:3, z = input('? '); end";
    let (_, journal) = record(matlab(), |_| {}, "for k = 1:2, z = input('? '); end");
    let longer_journal = runmat_core::journal::reseal(&journal, |bytes| {
        let at = bytes.windows(5).position(|w| w == b"1:2, ").unwrap();
        bytes[at + 2] = b'3';
    });
    depart(longer, &longer_journal.unwrap());
}

#[test]
fn bytes_that_are_no_journal_are_refused() {
    let (_, journal) = record(matlab(), |_| {}, "x = rand();");
    let refused = |bytes: &[u8]| Journal::open(bytes).map(drop).unwrap_err();
    assert_eq!(refused(b""), JournalError::NotAJournal);
    assert_eq!(refused(b"%PDF-1.7 and so on"), JournalError::NotAJournal);
    assert_eq!(refused(&journal[..journal.len() - 1]), JournalError::Damaged);
    let mut changed = journal.clone();
    *changed.last_mut().unwrap() ^= 4;
    assert_eq!(refused(&changed), JournalError::Damaged);
    let mut version = journal.clone();
    version[8] += 1;
    assert!(matches!(refused(&version), JournalError::Version { .. }));
    let odd = runmat_core::journal::reseal(&journal, |bytes| bytes.push(99)).unwrap();
    assert!(matches!(refused(&odd), JournalError::Malformed(_)));
}

#[test]
fn what_can_not_be_written_down_is_named() {
    let recorder = Recorder::new();
    let session = matlab().record(&recorder).build();
    session.register(HostFunction::variadic("echo", |args: Vec<Value>, _| async move { Ok(args) }));
    let end = session.execute_blocking("m = containers.Map(); n = echo(m); m('a') = 1; disp(n.Count)").unwrap();
    assert_eq!(end.printed.text().trim(), "1", "the run itself is undisturbed");
    assert!(matches!(recorder.take(), Err(JournalError::CannotRecord(_))));
}

#[test]
fn a_replay_can_be_cancelled_and_limited() {
    // More than one slice.
    let count = if cfg!(debug_assertions) { 3e5 } else { 3e7 };
    let program = &*format!("s = 0; for k = 1:{count}, s = s + k; end, disp(s)");
    let (_, journal) = record(matlab(), |_| {}, program);
    let session = deaf(&journal);
    let mut run = Probe::new(&session, program);
    assert!(run.poll().is_pending());
    session.handle().cancel();
    assert_eq!(run.finish().unwrap_err().kind, FailureKind::Cancelled);
    let limits = RunLimits { fuel: Some(5_000), ..RunLimits::NONE };
    let session = RunMatSession::builder().limits(limits).replay(Journal::open(&journal).unwrap()).build();
    assert_eq!(session.execute_blocking(program).unwrap_err().kind, FailureKind::FuelExhausted);
}

#[test]
fn arguments_of_a_program_are_part_of_it() {
    let text = "function f(a, b)\n  fprintf('%s %d %s', a, b, mfilename());\nend";
    let program = |b: f64| Program::file("/nowhere/f.m", text, vec![Value::text("x"), b.into()]);
    let recorder = Recorder::new();
    let session = matlab().record(&recorder).build();
    let first = session.execute_blocking(program(3.0)).unwrap();
    let journal = recorder.take().unwrap();
    assert_eq!(deaf(&journal).execute_blocking(program(3.0)).unwrap().printed, first.printed);
    assert_eq!(deaf(&journal).execute_blocking(program(4.0)).unwrap_err().kind, FailureKind::Departed);
}

#[test]
fn every_script_is_repeated() {
    for script in scripts() {
        let recorder = Recorder::new();
        let session = builder(script.dialect, 100_000, Arc::new(VirtualClock::new())).record(&recorder).build();
        let mut run = Probe::new(&session, &script.text);
        let first = loop {
            if let Some(end) = step(&mut run, &session) {
                break shown(&end, &session);
            }
        };
        assert_eq!(replay(&recorder.take().unwrap(), &script.text), first, "{}", script.name);
    }
}
