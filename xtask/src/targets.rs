//! Fuzz targets: each takes any bytes and panics when something is wrong. Shared with `fuzz/`, where coverage guides
//! the choice of inputs.

use runmat_core::{
    Beginning, Dialect, FailureKind, Host, Journal, Recorder, RunLimits, RunMatSession, SessionBuilder, Slice,
    TimerQueue, Value, VirtualClock,
};
use runmat_ignition::Library;
use runmat_syntax::{parse as parse_text, render};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// A target.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("parse", parse),
    ("format", format),
    ("program", program),
    ("snapshot", snapshot),
    ("journal", journal),
    ("regexp", regexp),
];

const DIALECTS: [Dialect; 2] = [Dialect::Matlab, Dialect::Octave];

/// Any text can be parsed in both dialects; what is wrong with it lies inside of it and can be shown.
pub fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for dialect in DIALECTS {
        let parsed = parse_text(&text, dialect);
        for d in &parsed.diagnostics {
            assert!(d.span.start <= d.span.end && d.span.end as usize <= text.len(), "{:?} lies outside", d.span);
            assert!(!d.message.is_empty());
            let _ = render(d, "f.m", &text, dialect);
            let _ = render(d, "", &text, dialect);
        }
        let _ = runmat_syntax::dump::unit(&parsed.unit);
    }
}

/// Any template formats any arguments, and reads any text.
pub fn format(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |&b| b == 0);
    let mut next = || parts.next().unwrap_or_default();
    let (template, text, numbers) = (next(), next(), next());
    let numbers: Vec<f64> = numbers.chunks(2).map(number).collect();
    for dialect in DIALECTS {
        let template = Value::text_in(&limited(&String::from_utf8_lossy(template)), dialect);
        let text = Value::text_in(&String::from_utf8_lossy(text), dialect);
        let args =
            [Value::row(numbers.clone()), text.clone(), numbers.first().map_or(Value::Bool(true), |&x| x.into())];
        for count in 0..=args.len() {
            let _ = runmat_value::text::format("sprintf", &template, &args[..count], dialect);
        }
        let chars = runmat_value::text::chars::encode(&text.as_text().unwrap_or_default(), dialect);
        let _ = runmat_value::text::scan("sscanf", &chars, &template, None, dialect);
    }
}

/// Widths and precisions of many digits are legal and make much text; they are not what is looked for.
fn limited(template: &str) -> String {
    let mut digits = 0;
    let keep = |c: &char| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits <= 3
    };
    template.chars().filter(keep).collect()
}

/// Plain and special numbers from two bytes.
fn number(bytes: &[u8]) -> f64 {
    let (a, b) = (bytes[0], bytes.get(1).copied().unwrap_or(0));
    match a % 8 {
        0 => b as f64,
        1 => -(b as f64),
        2 => b as f64 / 7.0,
        3 => f64::NAN,
        4 => f64::INFINITY,
        5 => (b as f64 - 128.0).exp2(),
        6 => f64::from_bits(u64::from_le_bytes([a, b, a, b, a, b, a, b])),
        _ => 0.0,
    }
}

/// Any pattern is searched in any text, and replaced by anything, within the limits of a run.
pub fn regexp(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |&b| b == 0);
    let mut next = || {
        let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        text.encode_utf16().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
    };
    let (pattern, text, replacement) = (next(), next(), next());
    let program = format!(
        "p = char([{pattern}]); t = char([{text}]); r = char([{replacement}]);\n\
         [a, b, c, d, e, f, g] = regexp(t, p); h = regexpi(t, p, 'once', 'match'); k = regexprep(t, p, r, 'lineanchors');"
    );
    let library = runmat_runtime::StandardLibrary::shared();
    for dialect in DIALECTS {
        run(&program, dialect, library.clone());
    }
}

/// Any program ends within its limits, without a bug of the engine showing.
pub fn program(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let library = runmat_runtime::StandardLibrary::shared();
    for dialect in DIALECTS {
        run(&text, dialect, library.clone());
    }
}

/// Settings under which every program ends.
fn builder(dialect: Dialect, library: Arc<dyn Library>) -> SessionBuilder {
    let clock = VirtualClock::new();
    let limits = RunLimits {
        fuel: Some(300_000),
        memory_bytes: Some(32 << 20),
        output_bytes: Some(1 << 20),
        call_depth: Some(200),
        wall_time: Some(Duration::from_secs(3600)),
        ..RunLimits::NONE
    };
    RunMatSession::builder()
        .dialect(dialect)
        .library(library)
        .limits(limits)
        .slice(Slice::Work(50_000))
        .timers(TimerQueue::new(Arc::new(clock.clone())))
        .host(Sealed(clock))
}

fn run(text: &str, dialect: Dialect, library: Arc<dyn Library>) {
    let session = builder(dialect, library).build();
    let answers = ["", "1", "x", "'"];
    let mut asked = 0;
    let result = session.execute_answering(text, |_| {
        asked += 1;
        answers.get(asked % 5).map(|a| a.to_string()).ok_or(runmat_core::InputError::Abandoned)
    });
    if let Err(e) = result {
        assert!(e.kind != FailureKind::Internal, "{} ({dialect:?})", e.message);
        let _ = e.report();
    }
    drop(session.handle().variables());
}

/// A program somewhere on its way, saved, with a few bytes changed: reading it gives an error, or a run that ends within
/// its limits.
pub fn snapshot(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let library = runmat_runtime::StandardLibrary::shared();
    let mut next = dice(bytes);
    let dialect = DIALECTS[next(2)];
    let session = builder(dialect, library.clone()).slice(Slice::Work(200)).build();
    let mut run = Box::pin(session.execute_async(&*text));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..next(12) {
        if run.as_mut().poll(&mut cx).is_ready() {
            break;
        }
    }
    let Ok(saved) = session.handle().snapshot() else { return };
    let edited = runmat_ignition::vm::snapshot::reseal(&saved, |payload| {
        for _ in 0..next(6) {
            let at = next(payload.len());
            match next(3) {
                0 => payload[at] = next(256) as u8,
                1 => payload[at] = payload[at].wrapping_add(1),
                _ => payload.truncate(at + payload.len() / 2),
            }
        }
    });
    let Ok((resumed, goes_on)) = builder(dialect, library).resume(&edited.expect("it was sealed")) else { return };
    let handle = resumed.handle();
    let mut goes_on = Box::pin(goes_on);
    for _ in 0..200 {
        if goes_on.as_mut().poll(&mut cx).is_ready() {
            return;
        }
        handle.answer("1");
        if let Some(due) = resumed.timers().next_deadline() {
            resumed.timers().clock().advance_when_idle(due);
            resumed.timers().fire_due();
        }
    }
}

/// A program recorded, the journal with a few bytes changed: reading it gives an error, or runs that end within their
/// limits, without a world around them.
pub fn journal(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let library = runmat_runtime::StandardLibrary::shared();
    let mut next = dice(bytes);
    let dialect = DIALECTS[next(2)];
    let recorder = Recorder::new();
    let session = builder(dialect, library.clone()).record(&recorder).build();
    session.set_variable("x", 3.0);
    let mut asked = 0;
    let first = session.execute_answering(&*text, |_| {
        asked += 1;
        if asked % 5 == 0 { Err(runmat_core::InputError::Abandoned) } else { Ok("1".into()) }
    });
    let Ok(recorded) = recorder.take() else { return };
    let same = next(3) == 0;
    let edited = runmat_core::journal::reseal(&recorded, |payload| {
        for _ in 0..if same { 0 } else { 1 + next(6) } {
            let at = next(payload.len());
            match next(4) {
                0 => payload[at] = next(256) as u8,
                1 => payload[at] = payload[at].wrapping_add(1),
                2 => drop(payload.drain(at..(at + next(9)).min(payload.len()))),
                _ => payload.truncate(at + payload.len() / 2),
            }
        }
    });
    let Ok(journal) = Journal::open(&edited.expect("it was sealed")) else { return };
    let Ok(beginnings) = journal.beginnings() else { return };
    let session = builder(dialect, library).replay(journal).build();
    for beginning in beginnings {
        let Beginning::Program(program) = beginning else { continue };
        let again = session.execute_blocking(program);
        if let Err(e) = &again {
            assert!(e.kind != FailureKind::Internal, "{}", e.message);
        }
        if same {
            let shown = |r: &Result<runmat_core::ExecutionResult, runmat_core::RunMatError>| match r {
                Ok(r) => (r.printed.clone(), String::new()),
                Err(e) => (e.printed.clone(), e.report()),
            };
            assert_eq!(shown(&again), shown(&first), "a replay is another run");
        }
    }
}

/// Numbers below others, the same for the same input.
fn dice(bytes: &[u8]) -> impl FnMut(usize) -> usize {
    let mut random = bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, &b| (h ^ b as u64).wrapping_mul(0x100_0000_01b3));
    move |n: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % n.max(1)
    }
}

/// A host with a clock and nothing else.
struct Sealed(VirtualClock);

impl Host for Sealed {
    fn now(&self) -> Duration {
        runmat_core::Clock::now(&self.0)
    }

    fn wall_clock(&self) -> f64 {
        1.7e9
    }

    fn entropy(&mut self) -> u64 {
        7
    }
}
