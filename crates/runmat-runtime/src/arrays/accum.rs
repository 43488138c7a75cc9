//! Gathering values by index: `accumarray`, `accumdim`, `histc`, `lookup`.

use super::sort::compare::{Key, text_keys};
use super::support::{is_plain, option_text, sparse_like, to_sparse};
use crate::offload;
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Then, Values, Work};
use runmat_value::function::HandleTarget;
use runmat_value::{Class, Dims, Element, Error, NdArray, Result, Value, concat, convert, parallel};
use std::borrow::Cow;

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("accumarray", (2, 6), 1, start, resume).doc(
        "accumarray(subs, values, size, f, fill): values with equal subscripts put together by f (sum).\n  accumarray([1; 2; 1], [10; 20; 30])",
    ),
    Builtin::many("lookup", (2, 3), 1, lookup).pure().doc("lookup(table, y): place of the last entry of table that is <= y.\n  lookup([1 2 3], 2.5)"),
];

/// How values with the same place are put together.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Sum,
    Prod,
    Max,
    Min,
}

/// A call of `accumarray`, read.
struct Job {
    /// 0-based place of each value.
    places: Vec<usize>,
    dims: Dims,
    values: Value,
    fill: Value,
    sparse: bool,
}

fn start(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let function = args.get(3).filter(|f| !f.is_empty()).cloned();
    let known = match &function {
        None => Some(How::Sum),
        Some(f) => known(f),
    };
    let numbers = |v: &Value| matches!(v.class(), Class::Double | Class::Single | Class::Logical);
    if let Some(how) = known
        && numbers(&args[1])
        && !args[1].is_complex()
        && args.get(4).is_none_or(|fill| fill.is_empty() || fill.as_f64().is_some())
    {
        let work = 16 * Work::Elements.of(args);
        let mut args: Vec<Value> = args.iter_mut().map(Value::take).collect();
        return offload::kernel(cx, work, move |cx| at_once(cx, &mut args, how));
    }
    let job = prepared(cx, args)?;
    if let Some(how) = known
        && let Some(out) = quick(&job, how)
    {
        return Ok(Outcome::Done(finish(job.sparse, out)));
    }
    let function = function.unwrap_or_else(|| cx.text("sum"));
    slow(cx, job, function)
}

fn prepared(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Job> {
    let job = read(cx, args)?;
    cx.reserve(&job.dims, 8)?;
    cx.charge(job.places.len() + job.dims.numel());
    Ok(job)
}

fn at_once(cx: &mut CallCx<'_>, args: &mut [Value], how: How) -> Result<Values> {
    let job = prepared(cx, args)?;
    let out = quick(&job, how).ok_or_else(|| Error::internal("accumarray: values of another class"))?;
    Ok(finish(job.sparse, out))
}

fn finish(sparse: bool, out: Value) -> Values {
    runmat_ignition::one(if sparse { to_sparse(&out) } else { out })
}

fn known(f: &Value) -> Option<How> {
    let name = match f {
        Value::Func(h) => match &h.target {
            HandleTarget::Named(name) => name.to_string(),
            _ => return None,
        },
        f => option_text(f)?,
    };
    Some(match name.as_str() {
        "sum" | "plus" => How::Sum,
        "prod" | "times" => How::Prod,
        "max" => How::Max,
        "min" => How::Min,
        _ => return None,
    })
}

fn read(cx: &CallCx<'_>, args: &[Value]) -> Result<Job> {
    let bad_index = || {
        if cx.octave() {
            Error::msg("accumarray: indices must be positive integers")
        } else {
            Error::new(
                "MATLAB:accumarray:nonPosIntIndValues",
                "First input SUBS must contain positive integer subscripts.",
            )
        }
    };
    let columns = subscript_columns(cx, &args[0])?;
    let n = columns.first().map_or(0, |c| c.len());
    let mut sizes: Vec<usize> = Vec::with_capacity(columns.len());
    for column in &columns {
        if !parallel::all(column, |x| x >= 1.0 && (x as i64) as f64 == x) {
            return Err(bad_index());
        }
        sizes.push(column.iter().fold(0.0f64, |a, &b| if b > a { b } else { a }) as usize);
    }
    let wanted = args.get(2).filter(|v| !v.is_empty());
    let mut dims = if sizes.len() == 1 { Dims::col(sizes[0]) } else { Dims::from_slice(&sizes) };
    if let Some(w) = wanted {
        let list =
            convert::to_f64_vec(w).ok_or_else(|| cx.fail("MATLAB:accumarray:invalidSize", "dimensions mismatch"))?;
        let list: Vec<usize> = list.iter().map(|&x| x.max(0.0) as usize).collect();
        let whole = Dims::from_slice(&list);
        let fits = if columns.len() == 1 {
            whole.numel() >= sizes[0] && list.len() >= 2
        } else {
            list.len() >= sizes.len() && sizes.iter().enumerate().all(|(d, &s)| s <= whole.dim(d))
        };
        if !fits {
            return Err(if cx.octave() {
                Error::msg("accumarray: index out of range")
            } else {
                Error::new(
                    "MATLAB:accumarray:sizeMismatch",
                    "Size input SZ must be at least as large as the subscripts.",
                )
            });
        }
        dims = whole;
    }
    let values = convert::to_dense(&args[1]);
    if values.numel() != 1 && values.numel() != n {
        return Err(if cx.octave() {
            Error::msg("accumarray: dimension mismatch")
        } else {
            Error::new(
                "MATLAB:accumarray:invalidValSize",
                "Second input VAL must be a vector with one element for each row in SUBS, or a scalar.",
            )
        });
    }
    let mut places = match &columns[..] {
        [first, ..] => first.iter().map(|&x| x as i64 as usize - 1).collect(),
        [] => Vec::new(),
    };
    let mut stride = dims.dim(0);
    for (d, column) in columns.iter().enumerate().skip(1) {
        places.iter_mut().zip(&column[..]).for_each(|(p, &x)| *p += (x as usize - 1) * stride);
        stride *= dims.dim(d);
    }
    let fill = args.get(4).filter(|v| !v.is_empty()).cloned().unwrap_or(Value::Num(0.0));
    let sparse = args.get(5).and_then(Value::as_f64).is_some_and(|x| x != 0.0);
    Ok(Job { places, dims, values, fill, sparse })
}

/// One column of subscripts for each dimension.
fn subscript_columns<'a>(cx: &CallCx<'_>, subs: &'a Value) -> Result<Vec<Cow<'a, [f64]>>> {
    let bad = || cx.fail("MATLAB:accumarray:invalidSubs", "SUBS must be numeric");
    if let Value::Cell(c) = subs {
        let columns: Vec<_> = c.data().iter().map(|v| convert::real_f64(v).ok_or_else(bad)).collect::<Result<_>>()?;
        if columns.windows(2).any(|w| w[0].len() != w[1].len()) {
            return Err(cx.fail("MATLAB:accumarray:cellSubsSize", "all subscripts must have the same length"));
        }
        return Ok(columns);
    }
    if !is_plain(subs) {
        return Err(bad());
    }
    let data = convert::real_f64(subs).ok_or_else(bad)?;
    let dims = subs.dims();
    if dims.is_col() {
        return Ok(vec![data]);
    }
    Ok(data.chunks(dims.rows().max(1)).map(|c| Cow::Owned(c.to_vec())).collect())
}

/// Sums, products and extremes of doubles and singles.
fn quick(job: &Job, how: How) -> Option<Value> {
    let v = &job.values;
    let double = matches!(v.class(), Class::Double | Class::Logical | Class::Char) && !v.is_complex();
    let single = v.class() == Class::Single && !v.is_complex();
    let integer = v.class().is_integer() && how == How::Sum;
    if !(double || single || integer) {
        return None;
    }
    let x = convert::real_f64(v)?;
    let start = match how {
        How::Sum => 0.0,
        How::Prod => 1.0,
        How::Max | How::Min => f64::NAN,
    };
    let mut out = vec![start; job.dims.numel()];
    let at = |k: usize| if x.len() == 1 { x[0] } else { x[k] };
    match how {
        How::Sum if x.len() == 1 => job.places.iter().for_each(|&p| out[p] += x[0]),
        How::Sum => job.places.iter().zip(x.iter()).for_each(|(&p, &x)| out[p] += x),
        How::Prod => job.places.iter().enumerate().for_each(|(k, &p)| out[p] *= at(k)),
        How::Max => {
            job.places.iter().enumerate().for_each(|(k, &p)| out[p] = if out[p] >= at(k) { out[p] } else { at(k) })
        }
        How::Min => {
            job.places.iter().enumerate().for_each(|(k, &p)| out[p] = if out[p] <= at(k) { out[p] } else { at(k) })
        }
    }
    let fill = job.fill.as_f64()?;
    if start.to_bits() != fill.to_bits() {
        let mut hit = vec![false; out.len()];
        job.places.iter().for_each(|&p| hit[p] = true);
        out.iter_mut().zip(&hit).filter(|(_, h)| !**h).for_each(|(o, _)| *o = fill);
    }
    let out: Value = NdArray::new(job.dims.clone(), out).into();
    if single { convert::to_class(&out, Class::Single, runmat_value::Dialect::Matlab).ok() } else { Some(out) }
}

/// Calls `function` with the values of each place.
fn slow(cx: &mut CallCx<'_>, job: Job, function: Value) -> Result<Outcome> {
    let n = job.places.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&k| job.places[k]);
    let mut groups = Vec::new();
    let mut places = Vec::new();
    for run in order.chunk_by(|&a, &b| job.places[a] == job.places[b]) {
        let picked: Vec<usize> = run.iter().map(|&k| if job.values.numel() == 1 { 0 } else { k }).collect();
        groups.push(super::support::gather(&job.values, Dims::col(picked.len()), &picked));
        places.push((job.places[run[0]] + 1) as f64);
    }
    let sizes = Value::row(job.dims.iter().map(|&d| d as f64).collect());
    let flags = Value::Num(job.sparse as u8 as f64);
    let groups = Value::Cell(NdArray::row(groups).into());
    let places: Value = NdArray::row(places).into();
    let results = Value::Cell(NdArray::<Value>::row(Vec::new()).into());
    next(cx, vec![function, groups, places, sizes, flags, job.fill, results])
}

/// The next call, or the end.
fn next(cx: &mut CallCx<'_>, mut state: Vec<Value>) -> Result<Outcome> {
    let done = state[6].numel();
    let group = match &state[1] {
        Value::Cell(c) => c.data().get(done).cloned(),
        _ => None,
    };
    if let Some(group) = group {
        let function = state[0].clone();
        return Ok(Outcome::Call { function, args: vec![group], nargout: 1, then: Then { phase: 0, state } });
    }
    let (sparse, fill) = (state[4].as_f64() == Some(1.0), state[5].take());
    let sizes: Vec<usize> = convert::to_f64_vec(&state[3]).unwrap_or_default().iter().map(|&x| x as usize).collect();
    let places = convert::to_f64_vec(&state[2]).unwrap_or_default();
    let Value::Cell(results) = state[6].take() else { return Err(Error::internal("accumarray: its state was lost")) };
    let results = results.data();
    let dims = Dims::from_slice(&sizes);
    let out = if results.iter().any(|r| matches!(r, Value::Cell(_))) {
        let mut out = NdArray::filled(dims, Value::empty());
        for (&p, r) in places.iter().zip(results) {
            let Value::Cell(c) = r else { return Err(not_scalar(cx)) };
            let [one] = c.data() else { return Err(not_scalar(cx)) };
            out.data_mut()[p as usize - 1] = one.clone();
        }
        out.into()
    } else {
        if results.iter().any(|r| r.numel() != 1) {
            return Err(not_scalar(cx));
        }
        placed(cx, dims, &places, results, &fill)?
    };
    Ok(Outcome::Done(finish(sparse, out)))
}

fn not_scalar(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg("accumarray: FCN must return a scalar")
    } else {
        Error::new("MATLAB:accumarray:fcnReturnNonScalar", "The function 'FUN' must return a scalar.")
    }
}

/// Scalar results at their places, `fill` elsewhere.
fn placed(cx: &CallCx<'_>, dims: Dims, places: &[f64], results: &[Value], fill: &Value) -> Result<Value> {
    let column = concat::vertcat(results, cx.dialect())?;
    let all = concat::vertcat(&[column, convert::to_class(fill, fill.class(), cx.dialect())?], cx.dialect())?;
    let mut from = vec![results.len(); dims.numel()];
    places.iter().enumerate().for_each(|(k, &p)| from[p as usize - 1] = k);
    Ok(super::support::gather(&all, dims, &from))
}

fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    if r.phase == offload::PHASE {
        return offload::resume(cx, r);
    }
    let mut state = r.state;
    let result = r.input?.into_iter().next().ok_or_else(|| not_scalar(cx))?;
    let Some(list) = <Value as Element>::make_mut(&mut state[6]) else {
        return Err(Error::internal("accumarray: its state was lost"));
    };
    list.push(result);
    next(cx, state)
}

fn lookup(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let options = args.get(2).and_then(option_text).unwrap_or_default();
    let (table, y) = (&args[0], &args[1]);
    cx.charge(table.numel() + 8 * y.numel());
    let has = |c: char| options.contains(c);
    let found: Vec<usize> = match (table, y) {
        (Value::Cell(_), _) | (Value::Strings(_), _) => {
            let bad = || Error::msg("lookup: cell array of strings needed");
            let keys = text_keys(table).ok_or_else(bad)?;
            let wanted: Vec<Key> = text_keys(y).ok_or_else(bad)?;
            let exact = |k: &Key| {
                let p = keys.partition_point(|t| t <= k);
                if (has('m') || has('b')) && (p == 0 || keys[p - 1] != *k) { 0 } else { p }
            };
            wanted.iter().map(exact).collect()
        }
        _ => numbers(cx, table, y, &options)?,
    };
    let dims = if y.is_char() && !is_plain(table) { Dims::scalar() } else { y.dims() };
    Ok(runmat_ignition::one(if has('b') {
        Value::from(NdArray::new(dims, found.iter().map(|&k| k > 0).collect()))
    } else {
        sparse_like(y, NdArray::new(dims, found.iter().map(|&k| k as f64).collect::<Vec<f64>>()).into())
    }))
}

fn numbers(cx: &CallCx<'_>, table: &Value, y: &Value, options: &str) -> Result<Vec<usize>> {
    let bad = || super::support::wrong_type(cx, y);
    let (t, y) = (convert::real_f64(table).ok_or_else(bad)?, convert::real_f64(y).ok_or_else(bad)?);
    let n = t.len();
    let descending = n > 1 && t[0] > t[n - 1];
    let exact = options.contains('m') || options.contains('b');
    // NaN lies above everything.
    let not_after = |a: f64, b: f64| if descending { a >= b || a.is_nan() } else { a <= b || b.is_nan() };
    let place = |&x: &f64| {
        let p = t.partition_point(|&a| not_after(a, x));
        let p = if exact && (p == 0 || t[p - 1] != x) { return 0 } else { p };
        let p = if options.contains('l') { p.max(1) } else { p };
        if options.contains('r') { p.min(n.saturating_sub(1)) } else { p }
    };
    Ok(y.iter().map(place).collect())
}
