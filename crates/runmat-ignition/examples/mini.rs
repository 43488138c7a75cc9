//! The machine with a library of a few functions: `cargo run --release --example mini -- FILE`.
//!
//! For looking at the machine alone; the real library is in `runmat-runtime`.

use runmat_ignition::host::Host;
use runmat_ignition::{Builtin, BuiltinId, CallCx, Library, MANY, Machine, Stop};
use runmat_value::{Dialect, Error, NdArray, Result, Value};
use std::sync::Arc;
use std::time::{Duration, Instant};

struct Clock(Instant);

impl Host for Clock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
    fn wall_clock(&self) -> f64 {
        0.0
    }
    fn entropy(&mut self) -> u64 {
        1
    }
}

fn disp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<runmat_ignition::Values> {
    let text = runmat_value::display::disp(&args[0], &cx.session.format, cx.dialect());
    cx.session.output.print(&text);
    Ok(Default::default())
}

fn zeros(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = |k: usize| args.get(k).and_then(Value::as_f64).unwrap_or(1.0) as usize;
    Ok(Value::matrix(n(0), n(1), vec![0.0; n(0) * n(1)]))
}

fn falses(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = |k: usize| args.get(k).and_then(Value::as_f64).unwrap_or(1.0) as usize;
    Ok(NdArray::matrix(n(0), n(1), vec![false; n(0) * n(1)]).into())
}

fn number(f: fn(f64) -> f64, args: &[Value]) -> Result<Value> {
    args[0].as_f64().map(|x| Value::Num(f(x))).ok_or_else(|| Error::msg("a number is needed"))
}

fn struct_of(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let fields = args.chunks(2).map(|p| (runmat_value::Name::from(p[0].as_text().unwrap().as_str()), p[1].clone()));
    Ok(runmat_value::StructArray::from_fields(fields).into())
}

const ROWS: &[Builtin] = &[
    Builtin::many("disp", (1, 1), 0, disp),
    Builtin::one("zeros", (0, 2), zeros),
    Builtin::one("false", (0, 2), falses),
    Builtin::one("sin", (1, 1), |_, a| number(f64::sin, a)).scalar1(|x| Some(x.sin())),
    Builtin::one("sqrt", (1, 1), |_, a| number(f64::sqrt, a)).scalar1(|x| (x >= 0.0).then(|| x.sqrt())),
    Builtin::one("cos", (1, 1), |_, a| number(f64::cos, a)).scalar1(|x| Some(x.cos())),
    Builtin::one("mod", (2, 2), |_, _| Err(Error::msg("mod")))
        .scalar2(|x, y| Some(if y == 0.0 { x } else { x - (x / y).floor() * y })),
    Builtin::one("struct", (0, MANY), struct_of),
];

struct Mini;

impl Library for Mini {
    fn find(&self, name: &str, _: Dialect) -> Option<BuiltinId> {
        ROWS.iter().position(|r| r.name == name).map(|k| BuiltinId(k as u32))
    }
    fn builtin(&self, id: BuiltinId) -> &'static Builtin {
        &ROWS[id.0 as usize]
    }
    fn source(&self, _: &str, _: Dialect) -> Option<&'static str> {
        None
    }
    fn names(&self, _: Dialect) -> Vec<&'static str> {
        ROWS.iter().map(|r| r.name).collect()
    }
    fn operator(&self, _: &str) -> BuiltinId {
        BuiltinId(0)
    }
}

fn main() {
    let file = std::env::args().nth(1).expect("usage: mini FILE");
    let text = std::fs::read_to_string(&file).expect("the file can be read");
    let start = Instant::now();
    let mut machine = Machine::new(Dialect::Octave, Arc::new(Mini), Box::new(Clock(start)));
    if let Err(e) = machine.begin(&file, &text, Vec::new()) {
        eprintln!("{:?}", e.diagnostics);
        std::process::exit(1);
    }
    loop {
        let stop = machine.run();
        for (_, bytes) in machine.session.output.take() {
            print!("{}", String::from_utf8_lossy(&bytes));
        }
        match stop {
            Stop::SliceUsed => {}
            Stop::Finished => break,
            Stop::Failed(e) => {
                eprintln!("error: {}", e.message(Dialect::Octave));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    eprintln!("{:.4} s, {} units", start.elapsed().as_secs_f64(), machine.fuel_used());
}
