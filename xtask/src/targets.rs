//! Fuzz targets: each takes any bytes and panics when something is wrong. Shared with `fuzz/`, where coverage guides
//! the choice of inputs.

use runmat_core::{Dialect, FailureKind, Host, RunLimits, RunMatSession, Slice, TimerQueue, Value, VirtualClock};
use runmat_ignition::Library;
use runmat_syntax::{parse as parse_text, render};
use std::sync::Arc;
use std::time::Duration;

/// A target.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: &[(&str, Target)] = &[("parse", parse), ("format", format), ("program", program)];

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

/// Any program ends within its limits, without a bug of the engine showing.
pub fn program(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let library = runmat_runtime::StandardLibrary::shared();
    for dialect in DIALECTS {
        run(&text, dialect, library.clone());
    }
}

fn run(text: &str, dialect: Dialect, library: Arc<dyn Library>) {
    let clock = VirtualClock::new();
    let limits = RunLimits {
        fuel: Some(300_000),
        memory_bytes: Some(32 << 20),
        output_bytes: Some(1 << 20),
        call_depth: Some(200),
        wall_time: Some(Duration::from_secs(3600)),
        ..RunLimits::NONE
    };
    let session = RunMatSession::builder()
        .dialect(dialect)
        .library(library)
        .limits(limits)
        .slice(Slice::Work(50_000))
        .timers(TimerQueue::new(Arc::new(clock.clone())))
        .host(Sealed(clock))
        .build();
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
