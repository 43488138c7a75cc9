//! Time and dates.

pub mod calendar;
pub mod fields;
mod format;
mod parse;
pub mod pattern;

use crate::args;
use fields::Moment;
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::text::chars;
use runmat_value::{Char, Dims, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("time", (0, 0), |cx, _| Ok(Value::Num(cx.session.host.wall_clock())))
        .impure()
        .doc("time(): seconds since 1970-01-01 UTC."),
    Builtin::one("now", (0, 0), |cx, _| Ok(Value::Num(local_datenum(cx))))
        .impure()
        .doc("now(): the current local date and time as a datenum."),
    Builtin::many("clock", (0, 0), 2, clock)
        .doc("clock(): the current local time as [year month day hour minute second]."),
    Builtin::one("date", (0, 0), date).impure().doc("date(): today as dd-mmm-yyyy."),
    Builtin::many("cputime", (0, 0), 3, cputime)
        .doc("[total, user, system] = cputime(): processor time used, in seconds."),
    Builtin::many("gmtime", (1, 1), 1, gmtime).doc("gmtime(t): a time in seconds since 1970 as a struct in UTC."),
    Builtin::many("localtime", (1, 1), 1, localtime)
        .doc("localtime(t): a time in seconds since 1970 as a struct in local time."),
    Builtin::many("mktime", (1, 1), 1, mktime).doc("mktime(tm): seconds since 1970 of a time struct in local time."),
    Builtin::many("strftime", (2, 2), 1, strftime)
        .doc("strftime(template, tm): a time struct as text.\n\n    strftime('%Y-%m-%d', localtime(time()))"),
    Builtin::many("strptime", (2, 2), 2, strptime).doc("[tm, n] = strptime(text, template): a time struct from text."),
    Builtin::many("datenum", (1, 6), 2, datenum)
        .doc("datenum(y, m, d, h, mi, s): days since the year 0.\n\n    datenum(2000, 1, 1)"),
    Builtin::many("datevec", (1, 3), 6, datevec)
        .doc("datevec(d): year, month, day, hour, minute, second of dates.\n\n    datevec('2000-01-31')"),
    Builtin::many("datestr", (1, 3), 1, datestr)
        .doc("datestr(d, format): dates as text.\n\n    datestr(730000, 'yyyy-mm-dd')"),
];

/// The current moment on the local clock.
fn local_now(cx: &CallCx<'_>) -> Moment {
    let t = cx.session.host.wall_clock();
    local(cx, t)
}

fn local(cx: &CallCx<'_>, t: f64) -> Moment {
    let zone = cx.session.host.zone(t);
    Moment::at(t, zone.seconds as i64, zone.daylight, &zone.name)
}

fn local_datenum(cx: &CallCx<'_>) -> f64 {
    let t = cx.session.host.wall_clock();
    fields::datenum_of_local(t + cx.session.host.zone(t).seconds as f64)
}

fn clock(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let m = local_now(cx);
    let second = m.sec as f64 + m.usec as f64 * 1e-6;
    let parts = [m.year + 1900, m.mon + 1, m.mday, m.hour, m.min].map(|x| x as f64);
    let row = Value::row(parts.into_iter().chain([second]).collect());
    Ok([row, Value::Bool(m.isdst != 0)].into_iter().collect())
}

fn date(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let text = format::strftime("%d-%b-%Y", &local_now(cx));
    Ok(cx.text(&text))
}

fn cputime(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let used = cx.session.host.cpu_time().unwrap_or_else(|| cx.session.host.now()).as_secs_f64();
    Ok([Value::Num(used), Value::Num(used), Value::Num(0.0)].into_iter().collect())
}

fn time_argument(cx: &CallCx<'_>, v: &Value) -> Result<f64> {
    let t = args::scalar(cx, v, "T")?;
    match t.abs() < 1e14 {
        true => Ok(t),
        false => Err(cx.fail("MATLAB:time:InvalidInput", "T is out of range")),
    }
}

fn gmtime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args[0].is_empty() {
        return Ok(one(Value::empty()));
    }
    let t = time_argument(cx, &args[0])?;
    Ok(one(Moment::at(t, 0, false, "GMT").to_value(cx)))
}

fn localtime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if args[0].is_empty() {
        return Ok(one(Value::empty()));
    }
    let t = time_argument(cx, &args[0])?;
    Ok(one(local(cx, t).to_value(cx)))
}

fn mktime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let m = Moment::from_value(cx, &args[0])?;
    let seconds = m.seconds() as f64;
    let guess = seconds - cx.session.host.zone(seconds).seconds as f64;
    let t = seconds - cx.session.host.zone(guess).seconds as f64;
    Ok(one(t + m.usec as f64 * 1e-6))
}

fn strftime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Some(template) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:time:InvalidInput", "FMT must be a string"));
    };
    let m = Moment::from_value(cx, &args[1])?;
    let text = format::strftime(&template, &m);
    Ok(one(cx.text(&text)))
}

fn strptime(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let text = args[0].as_text().ok_or_else(|| cx.fail("MATLAB:time:InvalidInput", "argument STR must be a string"))?;
    let template = args[1].as_text().ok_or_else(|| cx.fail("MATLAB:time:InvalidInput", "FMT must be a string"))?;
    let (m, read) = match parse::strptime(&text, &template) {
        Some((m, n)) => (m, n + 1),
        None => (Moment::default(), 0),
    };
    Ok([m.to_value(cx), Value::from(read)].into_iter().collect())
}

/// The dates of text, cell or string input, each in its six fields; `None` for numbers.
fn text_dates(cx: &mut CallCx<'_>, v: &Value, rest: &[Value]) -> Result<Option<Vec<[f64; 6]>>> {
    let dialect = cx.dialect();
    let texts: Vec<String> = match v {
        Value::Cell(_) | Value::Strings(_) => match crate::files::paths::texts(cx, v) {
            Some(t) => t,
            None => return Err(cx.fail("MATLAB:datevec:Inputs", "all cell array elements must be character strings")),
        },
        _ => match chars::rows(v, dialect) {
            Some(rows) => rows,
            None => return Ok(None),
        },
    };
    let this_year = local_now(cx).year + 1900;
    let mut pivot = this_year - 50;
    let mut layout = None;
    for v in rest {
        match v.as_text() {
            Some(t) if !t.is_empty() => layout = Some(format::pieces(&t)),
            Some(_) => {}
            None => match v.as_f64() {
                Some(p) => pivot = p as i64,
                None if v.is_empty() => {}
                None => return Err(cx.fail("MATLAB:datevec:Inputs", "invalid second input")),
            },
        }
    }
    if let Some(twice) = layout.as_deref().and_then(parse::repeated) {
        return Err(Error::msg(format!("datevec: invalid date vector format: multiple {twice} specifiers")));
    }
    cx.charge(20 * texts.len());
    let read = |t: &String| match &layout {
        Some(l) => parse::by_format(t, l, this_year, pivot)
            .ok_or_else(|| bad_date(cx, "datevec: DATE not parsed correctly with given format")),
        None => parse::by_standard(t, this_year, pivot)
            .ok_or_else(|| bad_date(cx, "datevec: none of the standard formats match the DATE string")),
    };
    texts.iter().map(read).collect::<Result<Vec<_>>>().map(Some)
}

fn bad_date(cx: &CallCx<'_>, octave: &str) -> Error {
    match cx.octave() {
        true => Error::msg(octave),
        false => Error::new("MATLAB:datenum:ConvertDateString", "Failed to convert from text to date number."),
    }
}

fn numbers(cx: &CallCx<'_>, v: &Value) -> Result<NdArray<f64>> {
    convert::try_real_array(v).ok_or_else(|| cx.fail("MATLAB:datenum:Inputs", "all inputs must be numeric"))
}

/// The rows of a matrix of date vectors (three to six columns).
fn vector_rows(cx: &CallCx<'_>, a: &NdArray<f64>) -> Result<Vec<[f64; 6]>> {
    let (rows, cols) = (a.dims().rows(), a.dims().cols());
    if !a.dims().is_matrix() || !(3..=6).contains(&cols) {
        let names = "[YEAR, MONTH, DAY, HOUR, MINUTE, SECOND]";
        return Err(cx.fail("MATLAB:datenum:Inputs", &format!("expected date vector containing {names}")));
    }
    let row = |r: usize| {
        let mut v = [0.0; 6];
        (0..cols).for_each(|c| v[c] = a.data()[c * rows + r]);
        v
    };
    Ok((0..rows).map(row).collect())
}

fn datenum(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if let Some(dates) = text_dates(cx, &args[0], &args[1..])? {
        return Ok(datenums(dates, None));
    }
    if cx.octave() && args.iter().any(|v| !v.class().is_float()) {
        return Err(Error::msg("datenum: all inputs must be of class double or single"));
    }
    cx.charge(10 * args[0].numel());
    if args.len() == 1 {
        let a = numbers(cx, &args[0])?;
        if !cx.octave() && !(3..=6).contains(&a.dims().cols()) {
            return Ok(one(args[0].clone()));
        }
        let rows = vector_rows(cx, &a)?;
        return Ok(datenums(rows, None));
    }
    let parts = args.iter().map(|v| numbers(cx, v)).collect::<Result<Vec<_>>>()?;
    let dims = parts.iter().find(|a| a.len() != 1).map_or(Dims::scalar(), |a| a.dims().clone());
    if parts.iter().any(|a| a.len() != 1 && *a.dims() != dims) {
        return Err(cx.fail("MATLAB:datenum:Inputs", "all inputs must be of the same size or scalars"));
    }
    let date = |k: usize| {
        let mut v = [0.0, 1.0, 1.0, 0.0, 0.0, 0.0];
        parts.iter().enumerate().for_each(|(p, a)| v[p] = a.data()[if a.len() == 1 { 0 } else { k }]);
        v
    };
    let dates = (0..dims.numel()).map(date).collect();
    Ok(datenums(dates, Some(dims)))
}

/// Datenums, and the same in seconds.
fn datenums(dates: Vec<[f64; 6]>, dims: Option<Dims>) -> Values {
    let dims = dims.unwrap_or_else(|| Dims::col(dates.len()));
    let days: Vec<f64> = dates.iter().map(|&d| fields::datenum(d)).collect();
    let seconds = dates
        .iter()
        .map(|&[y, m, d, h, mi, s]| 86400.0 * fields::datenum([y, m, d, 0.0, 0.0, 0.0]) + 3600.0 * h + 60.0 * mi + s);
    let seconds: Vec<f64> = seconds.collect();
    [NdArray::new(dims.clone(), days).into(), NdArray::new(dims, seconds).into()].into_iter().collect()
}

fn datevec(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (dates, dims) = match text_dates(cx, &args[0], &args[1..])? {
        Some(dates) => {
            let n = dates.len();
            (dates, Dims::col(n))
        }
        None => {
            let a = numbers(cx, &args[0])?;
            cx.charge(10 * a.len());
            if !cx.octave() && matches!(a.dims().cols(), 3 | 6) && a.dims().is_matrix() && a.len() > 1 {
                let rows = vector_rows(cx, &a)?;
                let n = rows.len();
                (rows, Dims::col(n))
            } else {
                (a.data().iter().map(|&d| fields::datevec(d)).collect(), a.dims().clone())
            }
        }
    };
    if cx.nargout <= 1 {
        let n = dates.len();
        let data = (0..6).flat_map(|c| dates.iter().map(move |d| d[c])).collect();
        return Ok(one(Value::matrix(n, 6, data)));
    }
    let column = |c: usize| Value::from(NdArray::new(dims.clone(), dates.iter().map(|d| d[c]).collect()));
    Ok((0..6).map(column).collect())
}

/// The dates given to `datestr`: numbers, date vectors or text.
fn any_dates(cx: &mut CallCx<'_>, v: &Value, pivot: &[Value]) -> Result<Vec<[f64; 6]>> {
    if let Some(dates) = text_dates(cx, v, pivot)? {
        return Ok(dates);
    }
    let a = numbers(cx, v)?;
    let cols = a.dims().cols();
    let row = |r: usize, c: usize| a.data()[c * a.dims().rows() + r];
    let whole = |r: usize| (0..5).all(|c| row(r, c) == row(r, c).trunc());
    let like_vector = |r: usize| {
        let first = row(r, 0);
        if cols == 6 {
            return whole(r) && (1..6).all(|c| row(r, c) <= [12.0, 31.0, 23.0, 59.0, 60.0][c - 1]);
        }
        (500.0..10000.0).contains(&first)
            && (1..5).all(|c| c >= cols || row(r, c) == row(r, c).trunc())
            && row(r, 1) >= 1.0
            && row(r, 1) <= 12.0
    };
    if a.dims().is_matrix() && matches!(cols, 3 | 6) && a.dims().rows() > 0 && (0..a.dims().rows()).all(like_vector) {
        return vector_rows(cx, &a);
    }
    Ok(a.data().iter().map(|&d| fields::datevec(d)).collect())
}

fn datestr(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let dates = any_dates(cx, &args[0], args.get(2..).unwrap_or_default())?;
    cx.charge(20 * dates.len());
    // To the millisecond, with carries.
    let dates: Vec<f64> = dates
        .iter()
        .map(|&[y, m, d, h, mi, s]| {
            let day = fields::datenum([y, m, d, 0.0, 0.0, 0.0]);
            day * 86_400_000.0 + ((h * 60.0 + mi) * 60_000.0) + (s * 1000.0).round()
        })
        .collect();
    let format = match args.get(1) {
        Some(v) if !v.is_empty() => match (v.as_text(), v.as_f64()) {
            (Some(t), _) => t,
            (None, Some(k)) if (0.0..32.0).contains(&k) => format::FORMATS[k as usize].into(),
            _ => return Err(cx.fail("MATLAB:datestr:InvalidFormat", "invalid date format")),
        },
        _ => {
            let whole = dates.iter().all(|ms| ms % 86_400_000.0 == 0.0);
            let no_day = dates.iter().all(|&ms| ms.abs() < 86_400_000.0);
            format::FORMATS[if whole {
                1
            } else if no_day {
                16
            } else {
                0
            }]
            .into()
        }
    };
    let pieces = format::pieces(&format);
    let text = |&ms: &f64| {
        if !ms.is_finite() {
            return chars::encode("", cx.dialect());
        }
        let seconds = (ms / 1000.0).floor();
        let m = Moment::at(seconds - fields::UNIX_DAY * 86400.0, 0, false, "GMT");
        chars::encode(&format::datestr(&m, (ms - 1000.0 * seconds) as i64, &pieces), cx.dialect())
    };
    let rows: Vec<Vec<Char>> = dates.iter().map(text).collect();
    Ok(one(match rows.len() {
        0 => cx.text(""),
        _ => chars::matrix(&rows),
    }))
}
