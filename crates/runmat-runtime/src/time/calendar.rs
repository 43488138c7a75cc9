//! What `datetime` and `duration` are made of: calendar fields, time zones, text.
//!
//! Moments are milliseconds since 1970-01-01 00:00, of the wall clock without time zone and of UTC with one.

use super::fields::{civil_from_days, days_from_civil};
use super::pattern::{self, DAY, Field, Zone};
use crate::args;
use jiff::tz::TimeZone;
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::{Dims, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("__civil__", (1, 1), 6, civil),
    Builtin::one("__from_civil__", (1, 6), from_civil),
    Builtin::one("__to_zone__", (2, 2), |cx, a| shifted(cx, a, true)).impure(),
    Builtin::one("__from_zone__", (2, 2), |cx, a| shifted(cx, a, false)).impure(),
    Builtin::one("__zone_name__", (1, 1), zone_name).impure(),
    Builtin::one("__format_datetime__", (3, 3), format_all).impure(),
    Builtin::many("__parse_datetime__", (2, 3), 3, parse_all),
    Builtin::one("timezones", (0, 0), names).impure().doc("timezones(): the names of all time zones."),
];

fn numbers(cx: &CallCx<'_>, v: &Value) -> Result<NdArray<f64>> {
    let wrong = || Error::new("MATLAB:datetime:InvalidInput", format!("{}: numbers are needed.", cx.name));
    convert::try_real_array(v).ok_or_else(wrong)
}

/// `[y, mo, d, h, mi, s] = __civil__(ms)`.
fn civil(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let ms = numbers(cx, &args[0])?;
    cx.charge(8 * ms.len());
    let mut parts: [Vec<f64>; 6] = Default::default();
    for &x in ms.data() {
        let [y, mo, d, h, mi, s] = fields_of(x);
        parts.iter_mut().zip([y, mo, d, h, mi, s]).for_each(|(p, x)| p.push(x));
    }
    let n = cx.nargout.max(1);
    Ok(parts.into_iter().take(n).map(|p| Value::from(NdArray::new(ms.dims().clone(), p))).collect())
}

fn fields_of(ms: f64) -> [f64; 6] {
    if !ms.is_finite() {
        return [ms; 6];
    }
    let days = (ms / DAY).floor();
    let within = ms - days * DAY;
    let (y, mo, d) = civil_from_days(days as i64);
    let (hour, minute) = ((within / 3.6e6).floor(), (within / 6e4).floor() % 60.0);
    // What the representation can't hold is not shown.
    let second = ((within % 6e4) * 1e3).round() / 1e6;
    [y as f64, mo as f64, d as f64, hour, minute, second]
}

/// `__from_civil__(y, mo, d, h, mi, s)`: fields beyond their ranges carry over.
fn from_civil(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let parts = args.iter().map(|v| numbers(cx, v)).collect::<Result<Vec<_>>>()?;
    let mut dims = Dims::scalar();
    for p in parts.iter().filter(|p| p.len() != 1) {
        if !dims.is_scalar() && dims != *p.dims() {
            return Err(Error::new(
                "MATLAB:datetime:InputSizeMismatch",
                "Numeric inputs must be the same size, or any can be a scalar.",
            ));
        }
        dims = p.dims().clone();
    }
    cx.charge(8 * dims.numel());
    let at = |p: usize, k: usize, missing: f64| match parts.get(p) {
        Some(a) => a.data()[if a.len() == 1 { 0 } else { k }],
        None => missing,
    };
    let one =
        |k: usize| moment([at(0, k, 0.0), at(1, k, 1.0), at(2, k, 1.0), at(3, k, 0.0), at(4, k, 0.0), at(5, k, 0.0)]);
    Ok(NdArray::new(dims.clone(), (0..dims.numel()).map(one).collect()).into())
}

/// Milliseconds of a moment by its fields.
fn moment([y, mo, d, h, mi, s]: [f64; 6]) -> f64 {
    if ![y, mo, d, h, mi, s].iter().all(|x| x.is_finite()) {
        let sum = y + mo + d + h + mi + s;
        return if sum.is_infinite() { sum } else { f64::NAN };
    }
    let months = (mo - 1.0).floor();
    let year = y.floor() + (months / 12.0).floor();
    let month = months.rem_euclid(12.0) + 1.0;
    let days = days_from_civil(year as i64, month as i64, 1) as f64 + (d - 1.0);
    days * DAY + h * 3.6e6 + mi * 6e4 + (s * 1e9).round() / 1e6
}

/// A time zone by its name: of the database, or an offset such as `+05:30`.
fn zone(name: &str) -> Result<TimeZone> {
    if name == "UTC" {
        return Ok(TimeZone::UTC);
    }
    if name.starts_with(['+', '-'])
        && let Some((_, Some(seconds))) = pattern::parse(&format!("00:00{name}"), &pattern::fields("HH:mmZ"), 0, 1970)
    {
        let offset = jiff::tz::Offset::from_seconds(seconds as i32).map_err(|_| unknown_zone(name))?;
        return Ok(TimeZone::fixed(offset));
    }
    TimeZone::get(name).map_err(|_| unknown_zone(name))
}

fn unknown_zone(name: &str) -> Error {
    Error::new(
        "MATLAB:datetime:UnknownTimeZone",
        format!("Unknown time zone ID, '{name}'. Call TIMEZONES to get a list of valid IDs."),
    )
}

fn timestamp(ms: f64) -> jiff::Timestamp {
    let least = jiff::Timestamp::MIN.as_millisecond() as f64;
    let most = jiff::Timestamp::MAX.as_millisecond() as f64;
    jiff::Timestamp::from_millisecond(ms.floor().clamp(least, most) as i64).unwrap_or_default()
}

/// Milliseconds east of UTC at a moment.
fn offset_at(zone: &TimeZone, ms: f64) -> f64 {
    zone.to_offset(timestamp(ms)).seconds() as f64 * 1e3
}

/// The moment at which the wall clock shows `ms`: the later one in a gap, the earlier one of two.
fn at_wall(zone: &TimeZone, ms: f64) -> f64 {
    let wall = timestamp(ms);
    let civil = jiff::tz::Offset::UTC.to_datetime(wall);
    let found = zone.to_ambiguous_timestamp(civil).compatible();
    match found {
        Ok(t) => ms - (wall.as_millisecond() - t.as_millisecond()) as f64,
        Err(_) => ms - offset_at(zone, ms),
    }
}

/// UTC to the wall clock of a zone, or back.
fn shifted(cx: &mut CallCx<'_>, args: &mut [Value], to_wall: bool) -> Result<Value> {
    let name = args::text(cx, &args[1], "TimeZone")?;
    if name.is_empty() {
        return Ok(args[0].take());
    }
    let ms = numbers(cx, &args[0])?;
    let zone = zone(&name)?;
    cx.charge(40 * ms.len());
    let one = |&x: &f64| match x.is_finite() {
        false => x,
        true if to_wall => x + offset_at(&zone, x),
        true => at_wall(&zone, x),
    };
    Ok(ms.map(one).into())
}

/// The full name of a time zone: that of the host for `local`.
fn zone_name(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = args::text(cx, &args[0], "TimeZone")?;
    let full = match name.as_str() {
        "local" => {
            let here = cx.session.host.zone(cx.session.host.wall_clock());
            match zone(&here.name) {
                Ok(_) => here.name,
                Err(_) => pattern::format(
                    0.0,
                    &pattern::fields("ZZZZZ"),
                    &Zone { offset: here.seconds as i64, short: String::new(), id: "local".into() },
                ),
            }
        }
        "" => String::new(),
        name => match zone(name)?.iana_name() {
            Some(full) => full.to_string(),
            None => name.to_string(),
        },
    };
    Ok(cx.text(&full))
}

/// `__format_datetime__(ms, pattern, zone)`: a cell of texts.
fn format_all(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let ms = numbers(cx, &args[0])?;
    let fields = pattern::fields(&args::text(cx, &args[1], "Format")?);
    let name = args::text(cx, &args[2], "TimeZone")?;
    let zone = if name.is_empty() { None } else { Some(zone(&name)?) };
    cx.charge(40 * ms.len());
    let texts = ms.map(|&x| {
        let (wall, place) = match &zone {
            Some(z) if x.is_finite() => {
                let info = z.to_offset_info(timestamp(x));
                let offset = info.offset().seconds() as i64;
                let short = info.abbreviation().to_string();
                (x + offset as f64 * 1e3, Zone { offset, short, id: name.clone() })
            }
            _ => (x, Zone::default()),
        };
        cx.text(&pattern::format(wall, &fields, &place))
    });
    Ok(texts.into())
}

/// `[ms, pattern, state] = __parse_datetime__(texts, pattern, pivot)`: wall clock times, NaN where text does not
/// fit; where it names an offset from UTC, times in UTC. With an empty pattern, the first usual one that fits the
/// first text. `state`: whether there were offsets, and which text was the first that did not fit.
fn parse_all(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let texts = crate::files::paths::texts(cx, &args[0]).unwrap_or_default();
    let dims = if args[0].is_char() { Dims::scalar() } else { args[0].dims() };
    let given = args::text(cx, &args[1], "InputFormat")?;
    let now = cx.session.host.wall_clock();
    let this_year = civil_from_days((now / 86400.0).floor() as i64).0;
    let pivot = args.get(2).and_then(Value::as_f64).map_or(this_year - 50, |p| p as i64);
    cx.charge(60 * texts.len());
    let read = |text: &str, fields: &[Field]| pattern::parse(text, fields, pivot, this_year);
    let chosen = match given.as_str() {
        "" => {
            let first = texts.iter().find(|t| !matches!(read(t, &[]), Some((x, _)) if x.is_nan()));
            let fits = |p: &&&str| first.is_some_and(|t| read(t, &pattern::fields(p)).is_some());
            pattern::STANDARD.iter().find(fits).map_or(String::new(), |p| p.to_string())
        }
        given => given.to_string(),
    };
    let fields = pattern::fields(&chosen);
    let time_only = !chosen.is_empty() && !chosen.contains(['u', 'y', 'M', 'd', 'D']);
    let today = (now / 86400.0).floor() - days_from_civil(this_year, 1, 1) as f64;
    let mut zoned = false;
    let mut bad = 0;
    let mut ms = Vec::with_capacity(texts.len());
    for (k, t) in texts.iter().enumerate() {
        ms.push(match read(t, &fields) {
            Some((ms, Some(offset))) => {
                zoned = true;
                ms - offset as f64 * 1e3
            }
            Some((ms, None)) if time_only => ms + today * DAY,
            Some((ms, None)) => ms,
            None => {
                bad = if bad == 0 { k + 1 } else { bad };
                f64::NAN
            }
        });
    }
    Ok(Values::from_iter([
        NdArray::new(dims, ms).into(),
        cx.text(&chosen),
        Value::row(vec![zoned as u8 as f64, bad as f64]),
    ]))
}

fn names(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let all: Vec<Value> = jiff::tz::db().available().map(|n| cx.text(n.as_str())).collect();
    Ok(NdArray::new(Dims::col(all.len()), all).into())
}
