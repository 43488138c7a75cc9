//! Policies: limits, effects, clock and chance under one name.

use crate::support::printed;
use runmat_core::{
    Capabilities, Dialect, Effect, EffectKind, FailureKind, HostFunction, Policy, RunLimits, RunMatSession, Slice,
    Stream,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn session(policy: &str) -> RunMatSession {
    let policy: Policy = policy.parse().unwrap();
    RunMatSession::builder().dialect(Dialect::Matlab).capabilities(Capabilities::all()).policy(policy).build()
}

fn kind(s: &RunMatSession, text: &str) -> Option<FailureKind> {
    s.execute_blocking(text).err().map(|e| e.kind.clone())
}

fn identifier(s: &RunMatSession, text: &str) -> String {
    s.execute_blocking(text).err().map(|e| e.identifier.clone()).unwrap_or_default()
}

const DENIED: &str = "RunMat:CapabilityDenied";

#[test]
fn bounded_limits_what_has_no_limits_else() {
    let s = session("bounded fuel=100000");
    assert_eq!(kind(&s, "while true, end"), Some(FailureKind::FuelExhausted));
    assert_eq!(kind(&session("bounded"), "x = zeros(30000);"), Some(FailureKind::MemoryLimit));
    assert_eq!(kind(&s, "d = pwd(); x = getenv('HOME');"), None);
    // Limits set later don't loosen it.
    s.set_limits(RunLimits { fuel: Some(1 << 40), ..RunLimits::NONE });
    assert_eq!(kind(&s, "while true, end"), Some(FailureKind::FuelExhausted));
    assert_eq!(kind(&session("open"), "x = zeros(100); d = pwd();"), None);
}

#[test]
fn isolated_has_no_effects() {
    let s = session("isolated");
    s.register(HostFunction::new("answer", || async { Ok(42.0) }));
    for text in [
        "x = getenv('HOME');",
        "x = now();",
        "system('true');",
        "d = dir('/');",
        "x = answer();",
        "webread('http://localhost/');",
    ] {
        assert_eq!(identifier(&s, text), DENIED, "{text}");
    }
    let message = s.execute_blocking("x = now();").unwrap_err().message.clone();
    assert!(message.contains("policy"), "{message}");
    assert_eq!(printed(&s, "fprintf('%d', sum(1:4))"), "10");
}

#[test]
fn monitored_tells_each_effect() {
    let s = session("monitored deny=process");
    let run = s.execute_blocking("x = getenv('HOME'); try, system('true'); catch, end").unwrap();
    let told = run.printed.stream(Stream::Err);
    assert!(told.contains("effect: environment HOME (granted)\n"), "{told}");
    assert!(told.contains("effect: process true (refused)\n"), "{told}");
    let seen: Arc<Mutex<Vec<Effect>>> = Arc::default();
    let list = seen.clone();
    let granted = Capabilities::all().audit(move |e| list.lock().unwrap().push(e.clone()));
    let s = RunMatSession::builder().capabilities(granted).build();
    printed(&s, "%!policy monitored\nx = now();");
    assert!(seen.lock().unwrap().iter().any(|e| e.kind == EffectKind::Clock && e.granted));
    assert_eq!(
        s.execute_blocking("x = now();").unwrap().printed.stream(Stream::Err),
        "",
        "the next program is its own"
    );
}

#[test]
fn a_program_may_tighten_its_policy_and_no_more() {
    let s = session("open");
    assert_eq!(kind(&s, "% About it\n%!policy bounded fuel=1e5\nwhile true, end"), Some(FailureKind::FuelExhausted));
    assert_eq!(identifier(&s, "%!policy isolated\nx = getenv('HOME');"), DENIED);
    assert_eq!(identifier(&s, "x = getenv('HOME');"), "", "it was for that program only");
    let tight = session("isolated fuel=1e5");
    assert_eq!(identifier(&tight, "%!policy open\nx = getenv('HOME');"), DENIED);
    assert_eq!(kind(&tight, "%!policy bounded fuel=1e9\nwhile true, end"), Some(FailureKind::FuelExhausted));
    for text in ["%!policy loose\n1;", "%!policy bounded fuel=much\n1;", "%!policy deterministic\n1;"] {
        let e = s.execute_blocking(text).unwrap_err();
        assert_eq!((e.kind.clone(), e.identifier.as_str()), (FailureKind::Syntax, "RunMat:InvalidPolicy"), "{text}");
        assert!(!e.report().is_empty());
    }
    // In a file of functions it is a comment of the function's file like any other.
    assert_eq!(kind(&s, "function f()\n%!policy loose\nend"), None);
}

/// Time, chance, tasks, sums in parallel, names of files.
const MOVING: &str = "%!policy deterministic
t0 = tic; a = now(); rng('shuffle'); x = rand(1, 3); c = clock();
t = cell(1, 20);
for k = 1:20, t{k} = spawn(@() wait_and_draw(k)); end
r = waitall(t);
y = sum(rand(1, 2e6) .* linspace(0, 1, 2e6));
n = tempname();
fprintf('%.17g ', a, x, c, [r{:}], y, toc(t0));
fprintf('%s\\n', n);
function r = wait_and_draw(k)
  pause(mod(k * 7, 5) / 10);
  r = rand() + k;
end";

#[test]
fn deterministic_runs_are_the_same_to_the_last_bit() {
    let run = |slice: Option<Slice>| {
        let mut builder = RunMatSession::builder().capabilities(Capabilities::all()).policy(Policy::deterministic());
        if let Some(slice) = slice {
            builder = builder.slice(slice);
        }
        let s = builder.build();
        let begun = std::time::Instant::now();
        let out = printed(&s, MOVING);
        assert!(begun.elapsed() < Duration::from_secs(20));
        (out, s.handle().fuel_used(), s.now())
    };
    let first = run(None);
    assert!(first.0.len() > 300 && first.2 == Duration::from_millis(400), "{first:?}");
    assert_eq!(run(None), first);
    assert_eq!(run(Some(Slice::Work(7_777))), first);
    let s = session("deterministic");
    assert_eq!(printed(&s, "fprintf('%s', datestr(now(), 31));"), "2020-01-01 00:00:00");
    for text in ["system('date');", "x = getenv('HOME');", "webread('http://localhost/');"] {
        assert_eq!(identifier(&s, text), DENIED, "{text}");
    }
}

#[test]
fn policies_hold_on_other_threads() {
    let builder = RunMatSession::builder().capabilities(Capabilities::all()).threads(2);
    let s = builder.build();
    let text =
        "f = parfeval(@() getenv('HOME'), 1); try, x = fetchOutputs(f); catch e, fprintf('%s', e.identifier); end";
    assert_eq!(printed(&s, text), "");
    let refused = printed(&s, &format!("%!policy isolated\n{}", text.replace("e.identifier", "e.message")));
    assert!(refused.contains("policy forbids"), "{refused}");
    let told = s.execute_blocking(format!("%!policy monitored\n{text}")).unwrap().printed.stream(Stream::Err);
    assert!(told.contains("environment HOME (granted)"), "{told}");
}
