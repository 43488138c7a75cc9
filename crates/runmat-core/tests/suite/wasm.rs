//! WebAssembly functions: real modules, in a sandbox of their own.

use crate::support::{Probe, octave, printed};
use runmat_core::{
    Capabilities, FailureKind, HostFunction, OutOfFuel, RunLimits, RunMatSession, SessionBuilder, Slice, Value,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A module with an allocator, functions of numbers and of arrays.
const FILTER: &str = r#"(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 64))
  (func (export "alloc") (param $n i32) (result i32)
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (local.get $n))))
  (func (export "free") (param i32) (global.set $top (i32.const 64)))
  (func (export "top") (result i32) (global.get $top))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "half") (param f64) (result f64) (f64.div (local.get 0) (f64.const 2)))
  (func (export "wide") (param i64) (result i64) (i64.add (local.get 0) (i64.const 1)))
  (func (export "both") (param f64) (result f64 i32) (local.get 0) (i32.trunc_f64_s (local.get 0)))
  (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (export "total") (param $at i32) (param $n i32) (result f64)
    (local $sum f64)
    (block $end (loop $next
      (br_if $end (i32.eqz (local.get $n)))
      (local.set $sum (f64.add (local.get $sum) (f64.load (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))
    (local.get $sum))
  (func (export "run") (param $at i32) (param $n i32) (param $by f64)
    (block $end (loop $next
      (br_if $end (i32.eqz (local.get $n)))
      (f64.store (local.get $at) (f64.mul (f64.load (local.get $at)) (local.get $by)))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next))))
  (func (export "upper") (param $at i32) (param $n i32)
    (block $end (loop $next
      (br_if $end (i32.eqz (local.get $n)))
      (i32.store8 (local.get $at) (i32.and (i32.load8_u (local.get $at)) (i32.const 0xdf)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))))"#;

/// Loops, deep recursion, growth.
const WILD: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "forever") (loop $again (br $again)))
  (func (export "count") (param $n i32) (result i32)
    (local $k i32)
    (loop $again
      (local.set $k (i32.add (local.get $k) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $k) (local.get $n))))
    (local.get $k))
  (func $deep (export "deep") (result i32) (i32.add (call $deep) (i32.const 1)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "stop") unreachable)
  (func (export "reach") (param i32) (result i32) (i32.load (local.get 0))))"#;

/// Calls what it is given.
const CALLER: &str = r#"(module
  (import "env" "ask" (func $ask (param f64) (result f64)))
  (func (export "twice") (param f64) (result f64)
    (f64.add (call $ask (local.get 0)) (call $ask (f64.add (local.get 0) (f64.const 1))))))"#;

/// A session in which `code` holds a module.
fn with_module(builder: SessionBuilder, text: &str) -> RunMatSession {
    let session = builder.build();
    let bytes = wat::parse_str(text).expect("the fixture is a module");
    session.set_variable("code", Value::U8s(Arc::new(runmat_value::NdArray::row(bytes))));
    session
}

fn identifier(s: &RunMatSession, text: &str) -> String {
    match s.execute_blocking(text) {
        Ok(_) => String::new(),
        Err(e) => e.identifier.clone(),
    }
}

#[test]
fn numbers_and_arrays_pass_through() {
    let s = with_module(octave(), FILTER);
    printed(&s, "m = wasmload(code);");
    for (text, expected) in [
        ("m.add(2, 3)", "5"),
        ("m.add(-1, 4294967295)", "-2"),
        ("m.half(5)", "2.5"),
        ("m.wide(int64(9007199254740993))", "9007199254740994"),
        ("class(m.wide(1))", "int64"),
        ("m.total([1 2 3.5])", "6.5"),
        ("m.total(1:100)", "5050"),
        ("m.total(7)", "7"),
        ("m.total([])", "0"),
        ("mat2str(m.run([1 2; 3 4], 10))", "[10 20;30 40]"),
        ("m.run(3, 10)", "30"),
        ("m.upper('hello')", "HELLO"),
        ("wasmcall(m, 'half', 1)", "0.5"),
        ("sum(cellfun(m.half, {1, 2, 3}))", "3"),
        ("m.top()", "64"),
    ] {
        let shown =
            printed(&s, &format!("x = {text}; if ischar(x), disp(x), else, fprintf('%s\\n', num2str(x, 17)), end"));
        assert_eq!(shown.trim_end(), expected, "{text}");
    }
    assert_eq!(printed(&s, "[a, b] = m.both(2.75); printf('%g %g', a, b)"), "2.75 2");
    assert_eq!(
        printed(&s, "n = wasmwrite(m, 1000, single([1 2])); printf('%d %g %g', n, wasmread(m, 1000, 2, 'single'))"),
        "8 1 2"
    );
}

#[test]
fn a_module_lists_what_it_exports() {
    let s = with_module(octave(), CALLER);
    let text = "m = wasmload(code, struct('env', struct('ask', @(x) 10 * x)));\n\
                printf('%s|%s|%s|%g', class(m), m.Exports{1}, m.Imports{1}, m.twice(2))";
    assert_eq!(printed(&s, text), "wasm.Module|twice(f64) -> f64|env.ask(f64) -> f64|50");
}

#[test]
fn wrong_arguments_are_named() {
    let s = with_module(octave(), FILTER);
    for call in [
        "m.add()",
        "m.half()",
        "m.run(1)",
        "m.add(1, 2, 3)",
        "m.add(1.5, 2)",
        "m.add(2^40, 2)",
        "m.half('text')",
        "m.half({1, 2})",
        "m.total(struct())",
    ] {
        assert_eq!(identifier(&s, &format!("m = wasmload(code); {call};")), "RunMat:WasmArgument", "{call}");
    }
    assert_eq!(identifier(&s, "m = wasmload(code); wasmcall(m, 'nosuch');"), "RunMat:WasmExport");
    assert_eq!(identifier(&s, "wasmcall(3, 'run');"), "RunMat:NotAModule");
    assert_eq!(identifier(&s, "m = wasmload(code); wasmread(m, 65530, 8, 'double');"), "RunMat:WasmMemory");
    assert_eq!(identifier(&s, "wasmload(uint8([0 97 115 109 9 9 9 9]));"), "RunMat:WasmModule");
    assert_eq!(identifier(&s, "wasmload(code(1:end-5));"), "RunMat:WasmModule");
}

#[test]
fn traps_are_errors_that_can_be_caught() {
    let s = with_module(octave(), WILD);
    printed(&s, "m = wasmload(code);");
    for call in ["m.stop()", "m.reach(1e6)", "m.deep()"] {
        assert_eq!(identifier(&s, &format!("{call};")), "RunMat:WasmTrap", "{call}");
    }
    let caught = "try, m.stop(); catch e, disp(e.message); end; disp(m.count(10))";
    let shown = printed(&s, caught);
    assert!(shown.contains("unreachable") && shown.ends_with("10\n"), "{shown}");
    let s = with_module(octave(), FILTER);
    assert!(s.execute_blocking("m = wasmload(code); m.div(1, 0)").unwrap_err().message.contains("divide by zero"));
}

#[test]
fn a_loop_ends_with_its_fuel_or_its_time_or_is_cancelled() {
    let mut limits = RunLimits::NONE;
    limits.fuel = Some(3_000_000);
    let s = with_module(octave().limits(limits), WILD);
    let error = s.execute_blocking("m = wasmload(code); m.forever();").unwrap_err();
    assert_eq!(error.kind, FailureKind::FuelExhausted);
    let mut limits = RunLimits::NONE;
    limits.wall_time = Some(Duration::from_millis(30));
    s.set_limits(limits);
    let error = s.execute_blocking("m = wasmload(code); m.forever();").unwrap_err();
    assert_eq!(error.kind, FailureKind::TimeLimit);
    s.set_limits(RunLimits::NONE);
    let mut probe = Probe::new(&s, "m = wasmload(code); try, m.forever(); catch, end");
    assert!(probe.run_for(Duration::from_millis(30)).is_none());
    assert!(probe.longest < Duration::from_millis(100), "{:?}", probe.longest);
    s.handle().cancel();
    assert_eq!(probe.finish().unwrap_err().kind, FailureKind::Cancelled);
    // A call that was dropped in the middle leaves the module usable.
    let mut probe = Probe::new(&s, "m.forever();");
    assert!(probe.run_for(Duration::from_millis(10)).is_none());
    drop(probe);
    assert_eq!(printed(&s, "disp(m.count(3))"), "3\n");
}

#[test]
fn fuel_does_not_depend_on_slices() {
    let used = |slice: u64| {
        let s = with_module(octave().slice(Slice::Work(slice)), WILD);
        printed(&s, "m = wasmload(code); x = m.count(100000);");
        s.handle().fuel_used()
    };
    let one = used(1_000_000_000);
    assert!(one > 300_000, "{one}");
    assert_eq!((used(1_000), used(77_777)), (one, one));
}

#[test]
fn more_fuel_lets_a_module_go_on() {
    let mut limits = RunLimits::NONE;
    limits.fuel = Some(100_000);
    let s = with_module(octave().limits(limits).out_of_fuel(OutOfFuel::Wait), WILD);
    let mut probe = Probe::new(&s, "m = wasmload(code); disp(m.count(100000))");
    assert!(probe.run().is_none() && s.handle().is_out_of_fuel());
    s.handle().refuel(10_000_000);
    assert_eq!(probe.finish().unwrap().printed.text(), "100000\n");
}

#[test]
fn memory_counts_against_the_limit() {
    let mut limits = RunLimits::NONE;
    limits.memory_bytes = Some(10 << 20);
    let s = with_module(octave().limits(limits), WILD);
    let error = s.execute_blocking("m = wasmload(code); try, m.grow(1000); catch, end").unwrap_err();
    assert_eq!(error.kind, FailureKind::MemoryLimit);
    assert_eq!(printed(&s, "clear all; 1;"), "");
    assert_eq!(s.handle().memory_held(), 0, "a module that is gone holds nothing");
    let small = with_module(octave().limits(limits), "(module (memory (export \"memory\") 1000))");
    assert_eq!(small.execute_blocking("m = wasmload(code);").unwrap_err().kind, FailureKind::MemoryLimit);
    // Without a limit of the run, the module is told that there is no more.
    let s = with_module(octave().room(10 << 20), WILD);
    assert_eq!(printed(&s, "m = wasmload(code); printf('%d %d', m.grow(1000), m.grow(2))"), "-1 1");
}

#[test]
fn only_what_is_given_can_be_imported() {
    let s = with_module(octave(), CALLER);
    let error = s.execute_blocking("m = wasmload(code);").unwrap_err();
    assert_eq!(error.identifier, "RunMat:CapabilityDenied");
    assert!(error.message.contains("env.ask"), "{}", error.message);
    // A function of the library is none of the host's.
    let sine = CALLER.replace("\"ask\"", "\"sin\"");
    assert_eq!(identifier(&with_module(octave(), &sine), "m = wasmload(code);"), "RunMat:CapabilityDenied");
    let table = "(module (import \"env\" \"memory\" (memory 1)))";
    assert_eq!(identifier(&with_module(octave(), table), "m = wasmload(code);"), "RunMat:WasmImport");
    let file = with_module(RunMatSession::builder().capabilities(Capabilities::none()), CALLER);
    assert_eq!(identifier(&file, "m = wasmload('/etc/passwd');"), "RunMat:CapabilityDenied");
}

#[test]
fn an_import_that_waits_suspends_module_and_program() {
    let s = with_module(octave(), CALLER);
    let asked: Arc<Mutex<Vec<f64>>> = Arc::default();
    let (list, timers) = (asked.clone(), s.timers().clone());
    s.register(HostFunction::new("ask", move |x: f64| {
        list.lock().unwrap().push(x);
        let pause = timers.after(Duration::from_millis(5));
        async move {
            pause.await;
            Ok(x * 100.0)
        }
    }));
    let text = "m = wasmload(code); t = spawn(@() disp('meanwhile')); x = m.twice(1); disp(x); await(t);";
    assert_eq!(printed(&s, text), "meanwhile\n300\n");
    assert_eq!(*asked.lock().unwrap(), [1.0, 2.0]);
    // Functions of the program may be given, too, and may ask the host for input.
    let given = "m = wasmload(code, struct('env', struct('ask', @(x) input('? ') + x))); disp(m.twice(1))";
    let mut answers = ["10", "20"].iter();
    let answered = s.execute_answering(given, |_| Ok(answers.next().unwrap().to_string())).unwrap();
    assert_eq!(answered.printed.text(), "33\n");
    // Their errors come out of the call.
    let broken = "m = wasmload(code, struct('env', struct('ask', @(x) error('a:b', 'no')))); m.twice(1)";
    assert_eq!(identifier(&s, broken), "a:b");
    // Two tasks can't be in the middle of a module at once.
    let both = "m = wasmload(code); t = spawn(@() m.twice(1)); u = spawn(@() m.twice(2)); await(t); await(u);";
    assert_eq!(identifier(&s, both), "RunMat:WasmBusy");
}

#[test]
fn a_module_does_not_travel_and_says_so() {
    let s = with_module(octave(), FILTER);
    printed(&s, "m = wasmload(code);");
    let e = s.handle().snapshot().unwrap_err();
    assert!(e.to_string().contains("WebAssembly"), "{e}");
}
