//! Timers.

use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{CallCx, Values, one};
use runmat_value::{Result, Value};
use std::time::Duration;

/// The timer that `tic` without an output starts.
#[derive(Default)]
struct Timer(Option<Started>);

/// When a timer was started, and what had passed before: in another process, where the run came from.
#[derive(Clone, Copy)]
struct Started {
    at: Duration,
    before: Duration,
}

impl Started {
    fn passed(self, now: Duration) -> Duration {
        now.saturating_sub(self.at) + self.before
    }
}

/// For snapshots: the seconds since `tic`.
pub const STATE: StatePart = StatePart {
    name: "tic",
    save: |s| {
        let now = s.host.now();
        Ok(s.extensions.get::<Timer>().0.map(|t| Value::Num(t.passed(now).as_secs_f64())))
    },
    load: |s, v| {
        let before = Duration::try_from_secs_f64(v.as_f64().ok_or(BAD_STATE)?).map_err(|_| BAD_STATE)?;
        let at = s.host.now();
        s.extensions.get::<Timer>().0 = Some(Started { at, before });
        Ok(())
    },
};

fn microseconds(cx: &CallCx<'_>) -> u64 {
    cx.session.host.now().as_micros() as u64 + 1
}

/// `tic`.
pub fn tic(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    if cx.nargout > 0 {
        return Ok(one(Value::U64(microseconds(cx))));
    }
    let at = cx.session.host.now();
    cx.session.extensions.get::<Timer>().0 = Some(Started { at, before: Duration::ZERO });
    Ok(Values::new())
}

/// `toc`, `toc(id)`.
pub fn toc(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let now = cx.session.host.now();
    let from = |at| Some(Started { at, before: Duration::ZERO });
    let start = match args.first() {
        Some(Value::U64(id)) if *id > 0 => from(Duration::from_micros(id - 1)),
        Some(v) => match v.as_f64().filter(|&x| x > 0.0 && x == x.trunc()) {
            Some(x) => from(Duration::from_micros(x as u64 - 1)),
            None => return Err(cx.fail("MATLAB:toc:invalidTimerId", "invalid ID")),
        },
        None => cx.session.extensions.get::<Timer>().0,
    };
    let Some(start) = start else {
        return Err(cx.error(
            "MATLAB:toc:callTicFirstNoInputs",
            "",
            if cx.octave() {
                "toc: function called before timer initialization()"
            } else {
                "You must call 'tic' without an output argument before calling 'toc' without an input argument."
            },
        ));
    };
    let seconds = start.passed(now).as_secs_f64();
    if cx.nargout > 0 {
        return Ok(one(Value::Num(seconds)));
    }
    let shown = if cx.octave() {
        let spec = runmat_value::text::NumberSpec::new('g').precision(6);
        runmat_value::text::c_format_f64(&spec, seconds)
    } else {
        format!("{seconds:.6}")
    };
    cx.session.output.print(&format!("Elapsed time is {shown} seconds.\n"));
    Ok(Values::new())
}
