//! `mean`, `median`, `var`, `std`, `diff` and `bounds`-like measures over a dimension.

use super::reduce::{Over, Plan, lanes, over, plan};
use super::support::{is_plain, option_text, reshape_to, sparse_like};
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::ops::integer::IntElement;
use runmat_value::{C64, Class, Dims, Element, Error, NdArray, Result, Value, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("mean", (1, 5), mean).doc("mean(x, dim): arithmetic mean.\n  mean([1 2 6])"),
    Builtin::one("median", (1, 4), median).doc("median(x, dim): middle value.\n  median([1 2 6])"),
    Builtin::many("var", (1, 5), 2, |cx, a| spread(cx, a, false))
        .pure()
        .doc("var(x, w, dim): variance; w = 1 divides by n.\n  var([1 2 6])"),
    Builtin::many("std", (1, 5), 2, |cx, a| spread(cx, a, true))
        .pure()
        .doc("std(x, w, dim): standard deviation.\n  std([1 2 6])"),
    Builtin::one("diff", (1, 3), diff).doc("diff(x, k, dim): differences of neighbours, k times.\n  diff([1 4 9])"),
];

impl Over {
    /// Octave's `mean` takes the first dimension longer than 1.
    fn first_long(self, cx: &CallCx<'_>, v: &Value) -> Over {
        let dims = v.dims();
        match dims.iter().position(|&n| n > 1) {
            Some(d) if self == Over::First && cx.octave() => Over::Dim(d),
            _ => self,
        }
    }
}

/// Options of `mean` and `median`.
struct Request {
    over: Over,
    omit_nan: bool,
    class: String,
    kind: char,
}

fn request(cx: &CallCx<'_>, args: &[Value]) -> Result<Request> {
    let mut r = Request { over: Over::First, omit_nan: false, class: "default".into(), kind: 'a' };
    for a in args {
        match option_text(a).map(|t| t.to_ascii_lowercase()).as_deref() {
            Some("omitnan" | "omitmissing") => r.omit_nan = true,
            Some("includenan" | "includemissing") => r.omit_nan = false,
            Some("all") => r.over = Over::All,
            Some(t @ ("native" | "double" | "default" | "outnative")) => r.class = t.into(),
            Some(t @ ("a" | "g" | "h")) if cx.octave() => r.kind = t.chars().next().unwrap_or('a'),
            Some(_) if cx.octave() => return Err(cx.invalid_call()),
            Some(t) => return Err(Error::new("MATLAB:mean:unknownFlag", format!("Invalid option '{t}'."))),
            None if r.over != Over::First => return Err(cx.invalid_call()),
            None => r.over = whole_dim(cx, a)?,
        }
    }
    Ok(r)
}

fn whole_dim(cx: &CallCx<'_>, a: &Value) -> Result<Over> {
    let whole = a.as_f64().is_some_and(|x| x >= 1.0 && x == x.trunc());
    if cx.octave() && !whole {
        return Err(Error::msg(format!("{}: DIM must be an integer and a valid dimension", cx.name)));
    }
    over(cx, a)
}

fn numeric_only(cx: &CallCx<'_>, v: &Value) -> Result<()> {
    let fine = is_plain(v) && !(v.is_char() && cx.octave());
    if fine {
        return Ok(());
    }
    Err(if cx.octave() {
        let name = if cx.name == "std" { "var" } else { cx.name };
        Error::msg(format!("{name}: X must be a numeric vector or matrix"))
    } else {
        super::support::wrong_type(cx, v)
    })
}

/// The class of a mean of data of this class.
fn float_class(v: &Value) -> Class {
    if v.class() == Class::Single { Class::Single } else { Class::Double }
}

fn in_class(cx: &CallCx<'_>, v: Value, class: Class) -> Result<Value> {
    if v.class() == class { Ok(v) } else { convert::to_class(&v, class, cx.dialect()) }
}

fn mean(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    numeric_only(cx, v)?;
    let r = request(cx, &args[1..])?;
    cx.charge(v.numel() / 2);
    if r.kind == 'g' && convert::real_f64(v).is_some_and(|x| x.iter().any(|x| *x < 0.0)) {
        return Err(Error::msg("mean: X must not contain any negative values"));
    }
    let class = match r.class.as_str() {
        "native" => v.class(),
        "double" => Class::Double,
        _ => float_class(v),
    };
    let p = plan(cx, v, &r.over.clone().first_long(cx, v), true)?;
    let split = p.value.dims().split_at(p.dim);
    let out: Value = if v.is_complex() {
        let z = convert::complex_array(&p.value);
        let out = columns(z.data(), split, |c| {
            let kept: Vec<C64> =
                c.iter().copied().filter(|z| !(r.omit_nan && (z.re.is_nan() || z.im.is_nan()))).collect();
            kept.iter().sum::<C64>() / kept.len() as f64
        });
        convert::narrow(NdArray::new(p.result, out).into())
    } else {
        let x = convert::real_f64(&p.value).ok_or_else(|| super::support::wrong_type(cx, v))?;
        let out = match r.kind {
            'g' => columns(&x, split, |c| (c.iter().map(|x| x.ln()).sum::<f64>() / c.len() as f64).exp()),
            'h' => columns(&x, split, |c| c.len() as f64 / c.iter().map(|x| 1.0 / x).sum::<f64>()),
            _ => means(&x, split, r.omit_nan),
        };
        NdArray::new(p.result, out).into()
    };
    in_class(cx, sparse_like(v, out), class)
}

/// Means along a dimension.
fn means(x: &[f64], split: (usize, usize, usize), omit_nan: bool) -> Vec<f64> {
    let n = split.1 as f64;
    let sums = super::reduce::sum_doubles(x, split, omit_nan);
    if !omit_nan {
        return sums.into_iter().map(|s| s / n).collect();
    }
    let counts = super::reduce::count_numbers(x, split);
    sums.into_iter().zip(counts).map(|(s, c)| s / c).collect()
}

/// A number for each column.
fn columns<T: Copy + Sync, U: Send>(
    x: &[T],
    (before, along, after): (usize, usize, usize),
    f: impl Fn(&[T]) -> U + Sync,
) -> Vec<U> {
    if before == 1 {
        return lanes::each_column(after, along, |j| f(&x[j * along..(j + 1) * along]));
    }
    let mut column = Vec::with_capacity(along);
    let mut out = Vec::with_capacity(before * after);
    for j in 0..after {
        for i in 0..before {
            column.clear();
            column.extend((0..along).map(|k| x[i + before * (k + along * j)]));
            out.push(f(&column));
        }
    }
    out
}

fn median(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    numeric_only(cx, v)?;
    if cx.octave() && v.is_empty() {
        return Err(Error::msg("median: X cannot be an empty matrix"));
    }
    if cx.octave() && args[1..].iter().any(|a| option_text(a).is_some()) {
        return Err(Error::msg("median: DIM must be an integer and a valid dimension"));
    }
    let r = request(cx, &args[1..])?;
    cx.charge(v.numel() * 2);
    let p = plan(cx, v, &r.over, true)?;
    let split = p.value.dims().split_at(p.dim);
    let class = v.class();
    let out: Value = by_integer!(class, T => {
        let a = <T as Element>::view(&p.value).ok_or_else(|| Error::internal("median: a view of another type"))?;
        NdArray::new(p.result, columns(a.data(), split, middle_integer)).into()
    }, else => {
        let x = convert::real_f64(&p.value).ok_or_else(|| super::support::wrong_type(cx, v))?;
        NdArray::new(p.result, columns(&x, split, |c| middle(c, r.omit_nan))).into()
    });
    let target = match class {
        _ if r.class == "double" => Class::Double,
        Class::Logical if cx.octave() || r.class == "native" => Class::Logical,
        c if c.is_integer() => c,
        _ => float_class(v),
    };
    in_class(cx, sparse_like(v, out), target)
}

fn middle(x: &[f64], omit_nan: bool) -> f64 {
    let mut c: Vec<f64> = if omit_nan { x.iter().copied().filter(|x| !x.is_nan()).collect() } else { x.to_vec() };
    let n = c.len();
    if n == 0 || c.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let (low, mid, _) = c.select_nth_unstable_by(n / 2, f64::total_cmp);
    let high = *mid;
    if n % 2 == 1 {
        return high;
    }
    let below = low.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if below == high { below } else { (below + high) / 2.0 }
}

fn middle_integer<T: IntElement>(x: &[T]) -> T {
    let mut c = x.to_vec();
    let n = c.len();
    if n == 0 {
        return T::from_f64(0.0);
    }
    c.sort_unstable();
    if n % 2 == 1 {
        return c[n / 2];
    }
    let sum = c[n / 2 - 1].to_i128() + c[n / 2].to_i128();
    T::from_i128(if sum >= 0 { (sum + 1) / 2 } else { (sum - 1) / 2 })
}

/// How the squares are weighted.
enum Weight {
    /// Divided by n - 1.
    Sample,
    /// Divided by n.
    Population,
    /// By these.
    Each(Vec<f64>),
}

fn spread(cx: &mut CallCx<'_>, args: &mut [Value], root: bool) -> Result<Values> {
    let v = &args[0];
    numeric_only(cx, v)?;
    let (mut omit_nan, mut weight, mut target) = (false, Weight::Sample, Over::First);
    let mut position = 0;
    for a in &args[1..] {
        match option_text(a).map(|t| t.to_ascii_lowercase()).as_deref() {
            Some("omitnan" | "omitmissing") => omit_nan = true,
            Some("includenan" | "includemissing") => omit_nan = false,
            Some("all") => target = Over::All,
            Some(_) => return Err(cx.invalid_call()),
            None if position == 0 => {
                weight = read_weight(cx, a)?;
                position = 1;
            }
            None => {
                target = whole_dim_of_var(cx, a)?;
                position = 2;
            }
        }
    }
    cx.charge(v.numel());
    let class = float_class(v);
    let p = plan(cx, v, &target, true)?;
    let split = p.value.dims().split_at(p.dim);
    if let Weight::Each(w) = &weight
        && w.len() != split.1
    {
        if w.len() == 1 {
            return Err(Error::msg("var: W must be 0, 1, or a vector of positive integers"));
        }
        return Err(if cx.octave() {
            Error::msg(
                "var: the length of W must be equal to the size of X in the dimension along which variance is calculated",
            )
        } else {
            Error::new(
                "MATLAB:var:invalidSizeWgts",
                "The length of W must be compatible with the size of A in the specified dimension.",
            )
        });
    }
    let (mut variances, mean) = measured(v, &p, split, &weight, omit_nan);
    if root {
        variances.iter_mut().for_each(|x| *x = x.sqrt());
    }
    let out: Value = NdArray::new(p.result.clone(), variances).into();
    let mean = reshape_to(mean, p.result);
    Ok(Values::from_iter([in_class(cx, sparse_like(v, out), class)?, in_class(cx, mean, class)?]))
}

fn whole_dim_of_var(cx: &CallCx<'_>, a: &Value) -> Result<Over> {
    let whole = convert::to_f64_vec(a).is_some_and(|d| !d.is_empty() && d.iter().all(|x| *x >= 1.0 && *x == x.trunc()));
    if cx.octave() && (!whole || !a.dims().is_vector()) {
        return Err(Error::msg("var: DIM must be a positive integer scalar, vector, or \"all\""));
    }
    over(cx, a)
}

fn read_weight(cx: &CallCx<'_>, a: &Value) -> Result<Weight> {
    let bad = || {
        if cx.octave() {
            Error::msg("var: W must be 0, 1, or a vector of positive integers")
        } else {
            Error::new("MATLAB:var:invalidWgts", "W must be a vector of nonnegative weights, or a scalar 0 or 1.")
        }
    };
    if a.is_empty() {
        return Ok(Weight::Sample);
    }
    let list = convert::to_f64_vec(a).ok_or_else(bad)?;
    match list[..] {
        [0.0] => Ok(Weight::Sample),
        [1.0] => Ok(Weight::Population),
        [w] if w > 0.0 && cx.octave() => Ok(Weight::Each(vec![w])),
        [_] => Err(bad()),
        _ if list.iter().any(|&w| w < 0.0 || w.is_nan()) || !a.dims().is_vector() => Err(bad()),
        _ => Ok(Weight::Each(list)),
    }
}

/// Variances and means along a dimension.
fn measured(v: &Value, p: &Plan, split: (usize, usize, usize), weight: &Weight, omit_nan: bool) -> (Vec<f64>, Value) {
    if v.is_complex() {
        let z = convert::complex_array(&p.value);
        let both = columns(z.data(), split, |c| {
            let m = c.iter().sum::<C64>() / c.len() as f64;
            let squares = c.iter().map(|z| (z - m).norm_sqr()).sum::<f64>();
            (squares / divisor(c.len() as f64, weight), m)
        });
        let means = both.iter().map(|b| b.1).collect();
        return (both.iter().map(|b| b.0).collect(), NdArray::<C64>::row(means).into());
    }
    let x = convert::real_f64(&p.value).unwrap_or_default();
    let x = &x[..];
    if let (false, true) = (omit_nan, !matches!(weight, Weight::Each(_)) && split.0 > 1) {
        return by_rows(x, split, weight);
    }
    let both = columns(x, split, |c| column_variance(c, weight, omit_nan));
    let means = both.iter().map(|b| b.1).collect();
    (both.iter().map(|b| b.0).collect(), Value::row(means))
}

fn divisor(n: f64, weight: &Weight) -> f64 {
    if matches!(weight, Weight::Population) || n == 1.0 { n } else { n - 1.0 }
}

/// The unweighted case along a later dimension: whole slices at a time.
fn by_rows(x: &[f64], split: (usize, usize, usize), weight: &Weight) -> (Vec<f64>, Value) {
    let (before, along, after) = split;
    let n = along as f64;
    let means = means(x, split, false);
    let mut out = vec![0.0; before * after];
    lanes::fold_rows(&mut out, x, split, |place, a, v| a + (v - means[place]) * (v - means[place]));
    let by = divisor(n, weight);
    out.iter_mut().for_each(|v| *v /= if n == 0.0 { 0.0 } else { by });
    (out, Value::row(means))
}

fn column_variance(c: &[f64], weight: &Weight, omit_nan: bool) -> (f64, f64) {
    let keep = |x: f64| !(omit_nan && x.is_nan());
    if !omit_nan && !matches!(weight, Weight::Each(_)) && c.len() > 1 {
        let n = c.len() as f64;
        let mean = lanes::sum(c) / n;
        return (lanes::sum_of(c, |x| (x - mean) * (x - mean)) / divisor(n, weight), mean);
    }
    if let Weight::Each(w) = weight {
        let pairs = || c.iter().zip(w).filter(|(x, _)| keep(**x));
        let total: f64 = pairs().map(|p| p.1).sum();
        let mean = pairs().map(|(x, w)| x * w).sum::<f64>() / total;
        return (pairs().map(|(x, w)| w * (x - mean) * (x - mean)).sum::<f64>() / total, mean);
    }
    let n = if omit_nan { c.iter().filter(|x| keep(**x)).count() } else { c.len() } as f64;
    if n == 0.0 {
        return (f64::NAN, f64::NAN);
    }
    let mean = c.iter().filter(|x| keep(**x)).sum::<f64>() / n;
    let squares: f64 = c.iter().filter(|x| keep(**x)).map(|x| (x - mean) * (x - mean)).sum();
    if n == 1.0 && !mean.is_finite() {
        return (f64::NAN, mean);
    }
    (squares / divisor(n, weight), mean)
}

fn diff(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    let fine = is_plain(v) && !(cx.octave() && v.is_char());
    if !fine {
        return Err(cx.fail("MATLAB:diff:inputType", "X must be numeric or logical"));
    }
    let times = match args.get(1).filter(|a| !a.is_empty()) {
        None => 1,
        Some(k) => match k.as_f64() {
            Some(k) if k >= 0.0 && k == k.trunc() => k as usize,
            Some(k) if k < 0.0 => {
                return Err(cx.fail("MATLAB:diff:differenceOrderMustBePositiveInteger", "order K must be non-negative"));
            }
            _ => {
                return Err(
                    cx.fail("MATLAB:diff:differenceOrderMustBePositiveInteger", "order K must be a scalar or []")
                );
            }
        },
    };
    let fixed = match args.get(2) {
        None => None,
        Some(d) => {
            let d = crate::args::dimension(cx, d)?;
            if cx.octave() && d >= v.dims().ndims() {
                return Err(Error::msg("diff: DIM must be a valid dimension"));
            }
            Some(d)
        }
    };
    cx.charge(v.numel() * times.min(8));
    let mut out = convert::to_dense(v);
    if matches!(out.class(), Class::Logical | Class::Char) {
        out = convert::to_class(&out, Class::Double, cx.dialect())?;
    }
    let out = if cx.octave() { octave_diff(out, times, fixed) } else { repeated_diff(out, times, fixed) };
    Ok(sparse_like(v, convert::narrow(out)))
}

/// Differences along one dimension, going on along the next when nothing is left of it.
fn repeated_diff(mut out: Value, times: usize, fixed: Option<usize>) -> Value {
    for _ in 0..times {
        let dims = out.dims();
        if dims.is_scalar() && fixed.is_none() {
            return convert::empty_of(out.class(), Dims::empty()).unwrap_or_else(Value::empty);
        }
        let dim = fixed.unwrap_or_else(|| dims.first_non_singleton());
        if dims.dim(dim) == 0 {
            break;
        }
        out = one_diff(&out, dim);
    }
    out
}

/// Octave goes on along the next dimension with the array it was given.
fn octave_diff(v: Value, times: usize, fixed: Option<usize>) -> Value {
    let along = |order: usize, dim: usize| {
        let mut out = v.clone();
        for _ in 0..order.min(out.dims().dim(dim)) {
            out = one_diff(&out, dim);
        }
        out
    };
    let dims = v.dims();
    let first = dims.first_non_singleton();
    let mut dim = fixed.unwrap_or(first);
    if fixed.is_some() || dims.dim(dim) > times {
        return along(times, dim);
    }
    if dims.dim(dim) == 1 {
        return convert::empty_of(v.class(), Dims::empty()).unwrap_or_else(Value::empty);
    }
    let mut left = times;
    let mut out = v.clone();
    while left > 0 {
        if dim == dims.ndims() {
            return along(left, dim - 1);
        }
        if dims.dim(dim) > 1 {
            out = along(dims.dim(dim) - 1, dim);
            left = left.saturating_sub(dims.dim(dim) - 1);
        } else if dims.dim(dim) == 0 {
            return v;
        }
        dim += 1;
    }
    out
}

fn one_diff(v: &Value, dim: usize) -> Value {
    fn of<T: Copy>(x: &[T], (before, along, after): (usize, usize, usize), f: impl Fn(T, T) -> T) -> Vec<T> {
        let mut out = Vec::with_capacity(before * along.saturating_sub(1) * after);
        for j in 0..after {
            let page = &x[j * before * along..(j + 1) * before * along];
            out.extend(page.iter().skip(before).zip(page).map(|(&b, &a)| f(b, a)));
        }
        out
    }
    let dims = v.dims();
    let split = dims.split_at(dim);
    let less = dims.with_dim(dim, dims.dim(dim).saturating_sub(1));
    if let Value::C64(a) = v {
        return NdArray::new(less, of(a.data(), split, |b, a| b - a)).into();
    }
    if let Value::C32(a) = v {
        return NdArray::new(less, of(a.data(), split, |b, a| b - a)).into();
    }
    if let Some(a) = f32::view(v) {
        return NdArray::new(less, of(a.data(), split, |b, a| b - a)).into();
    }
    by_integer!(v.class(), T => {
        let a = <T as Element>::view(v).expect("the class was looked at");
        NdArray::new(less, of(a.data(), split, |b, a| b.minus(a))).into()
    }, else => {
        let a = convert::real_array(v);
        NdArray::new(less, of(a.data(), split, |b, a| b - a)).into()
    })
}
