//! Clocks.

use runmat_ignition::{CallCx, Values, one};
use runmat_value::{Error, Result, Value};
use std::time::Duration;

/// The timer that `tic` without an output starts.
#[derive(Default)]
struct Timer(Option<Duration>);

fn microseconds(cx: &CallCx<'_>) -> u64 {
    cx.session.host.now().as_micros() as u64 + 1
}

/// `tic`.
pub fn tic(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    if cx.nargout > 0 {
        return Ok(one(Value::U64(microseconds(cx))));
    }
    let now = cx.session.host.now();
    cx.session.extensions.get::<Timer>().0 = Some(now);
    Ok(Values::new())
}

/// `toc`, `toc(id)`.
pub fn toc(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let now = cx.session.host.now();
    let start = match args.first() {
        Some(Value::U64(id)) if *id > 0 => Some(Duration::from_micros(id - 1)),
        Some(v) => match v.as_f64().filter(|&x| x > 0.0 && x == x.trunc()) {
            Some(x) => Some(Duration::from_micros(x as u64 - 1)),
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
    let seconds = now.saturating_sub(start).as_secs_f64();
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

/// Year, month, day of a number of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day = z.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let m = (5 * of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * m + 2) / 5 + 1)
}

/// `clock()`.
pub fn clock(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let t = cx.session.host.wall_clock();
    let (y, m, d) = civil((t / 86_400.0).floor() as i64);
    let s = t.rem_euclid(86_400.0);
    let (hour, minute) = ((s / 3600.0).floor(), (s % 3600.0 / 60.0).floor());
    Ok(Value::row(vec![y as f64, m as f64, d as f64, hour, minute, s % 60.0]))
}

/// `[total, user, system] = cputime()`.
pub fn cputime(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let used = cx.session.host.cpu_time().unwrap_or_else(|| cx.session.host.now()).as_secs_f64();
    Ok(Values::from_iter([Value::Num(used), Value::Num(used), Value::Num(0.0)]))
}

/// `time()`.
pub fn time(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Num(cx.session.host.wall_clock()))
}

/// `now()`.
pub fn now(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Num(cx.session.host.wall_clock() / 86_400.0 + 719_529.0))
}

/// `date()`.
pub fn date(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (y, m, d) = civil((cx.session.host.wall_clock() / 86_400.0).floor() as i64);
    let month = MONTHS.get(m as usize - 1).ok_or_else(|| Error::internal("a month out of range"))?;
    Ok(cx.text(&format!("{d:02}-{month}-{y:04}")))
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_777), (2026, 11, 20));
    }
}
