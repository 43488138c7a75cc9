//! `max`, `min`, `cummax`, `cummin`.

use super::super::support::{is_plain, option_text, sparse_like, wrong_type};
use super::{Options, Over, lanes, plan};
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::ops::broadcast;
use runmat_value::ops::compare::complex_order;
use runmat_value::{C32, C64, Class, Dims, Element, Error, ErrorKind, Name, NdArray, Result, Value, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("max", (1, 8), 2, |cx, a| extreme(cx, a, true))
        .pure()
        .scalar2(|a, b| Some(if b >= a || a.is_nan() { b } else { a }))
        .doc("[m, k] = max(x, [], dim), max(a, b): the largest element and its place.\n  [m, k] = max([3 9 2])"),
    Builtin::many("min", (1, 8), 2, |cx, a| extreme(cx, a, false))
        .pure()
        .scalar2(|a, b| Some(if b <= a || a.is_nan() { b } else { a }))
        .doc("[m, k] = min(x, [], dim), min(a, b): the smallest element and its place.\n  [m, k] = min([3 9 2])"),
    Builtin::many("cummax", (1, 4), 2, |cx, a| running(cx, a, true))
        .pure()
        .doc("cummax(x, dim): largest element so far.\n  cummax([1 3 2 5])"),
    Builtin::many("cummin", (1, 4), 2, |cx, a| running(cx, a, false))
        .pure()
        .doc("cummin(x, dim): smallest element so far.\n  cummin([3 1 2])"),
];

/// Elements that can be compared; NaN with nothing.
pub trait Ordered: Element + Copy {
    /// Strictly larger.
    fn above(self, y: Self) -> bool;
    /// Not a number.
    fn nan(self) -> bool {
        false
    }
}

macro_rules! ordered {
    ($($t:ty)*) => {$(impl Ordered for $t {
        #[inline(always)]
        fn above(self, y: Self) -> bool { self > y }
    })*};
}

ordered!(i8 i16 i32 i64 u8 u16 u32 u64 bool);

macro_rules! ordered_float {
    ($($t:ty)*) => {$(impl Ordered for $t {
        #[inline(always)]
        fn above(self, y: Self) -> bool { self > y }
        #[inline(always)]
        fn nan(self) -> bool { self.is_nan() }
    })*};
}

ordered_float!(f64 f32);

impl Ordered for C64 {
    fn above(self, y: Self) -> bool {
        complex_order(self, false, y, false) == Some(std::cmp::Ordering::Greater)
    }
    fn nan(self) -> bool {
        self.re.is_nan() || self.im.is_nan()
    }
}

impl Ordered for C32 {
    fn above(self, y: Self) -> bool {
        let wide = |z: C32| C64::new(z.re as f64, z.im as f64);
        wide(self).above(wide(y))
    }
    fn nan(self) -> bool {
        self.re.is_nan() || self.im.is_nan()
    }
}

#[inline(always)]
fn better<T: Ordered>(most: bool, x: T, best: T) -> bool {
    if most { x.above(best) } else { best.above(x) }
}

/// Runs the body with the element type of comparable data.
macro_rules! by_ordered {
    ($v:expr, $t:ident => $body:expr, else => $other:expr) => {
        match $v {
            Value::Bool(_) | Value::Bools(_) => { type $t = bool; $body }
            v => by_number!(v, $t => $body, else => $other),
        }
    };
}

/// Chars compare as numbers.
fn comparable(cx: &CallCx<'_>, v: &Value) -> Result<Value> {
    if !is_plain(v) {
        return Err(wrong_type(cx, v));
    }
    let v = convert::to_dense(v);
    if v.is_char() { convert::to_class(&v, Class::Double, cx.dialect()) } else { Ok(v) }
}

/// `max`, `min`.
pub fn extreme(cx: &mut CallCx<'_>, args: &mut [Value], most: bool) -> Result<Values> {
    if args.len() > 2
        && let Some((rest, key)) = super::method::taken(cx, args)?
    {
        return super::method::extreme_by(cx, rest, most, key);
    }
    if args.len() == 2 && option_text(&args[1]).is_none_or(|t| !is_flag(&t)) || args.len() > 2 && !args[1].is_empty() {
        if cx.octave() && args.len() > 2 {
            cx.warn("", &format!("{}: second argument is ignored", cx.name))?;
            args[1] = Value::empty();
        } else {
            return pairwise(cx, args, most);
        }
    }
    let options: Vec<Value> =
        args.iter().skip(1).filter(|a| option_text(a).is_some() || !a.is_empty()).cloned().collect();
    let o = extreme_options(cx, &options)?;
    let v = &args[0];
    if let Some(found) = sparse_extreme(v, &o, most) {
        return Ok(found);
    }
    let data = comparable(cx, v)?;
    cx.charge(v.numel());
    let p = plan(cx, &data, &o.over, false)?;
    let along = p.value.dims().dim(p.dim);
    let dims = if along == 0 { p.value.dims().clone() } else { p.result.clone() };
    if along == 0 {
        let dims = if o.over == Over::All { Dims::empty() } else { dims };
        let none = convert::empty_of(p.value.class(), dims.clone()).ok_or_else(|| wrong_type(cx, v))?;
        return Ok(Values::from_iter([sparse_like(v, none), NdArray::<f64>::new(dims, Vec::new()).into()]));
    }
    let split = p.value.dims().split_at(p.dim);
    let want_index = cx.nargout > 1;
    let (best, places) = by_ordered!(&p.value, T => {
        let a = <T as Element>::view(&p.value).expect("the class was looked at");
        let (best, places) = if o.include_nan { with_nan(a.data(), split, most) } else { along_dim(a.data(), split, most, want_index) };
        (Value::from(NdArray::new(dims.clone(), best)), places)
    }, else => return Err(wrong_type(cx, v)));
    let mut out = Values::new();
    out.push(sparse_like(v, convert::narrow(best)));
    if want_index {
        let linear = |(j, k): (usize, &usize)| {
            let (before, along, _) = split;
            (j % before + before * (k + along * (j / before)) + 1) as f64
        };
        let numbers = match o.linear && !matches!(o.over, Over::Dims(_)) {
            true => places.iter().enumerate().map(linear).collect(),
            false => places.iter().map(|&k| (k + 1) as f64).collect(),
        };
        out.push(NdArray::<f64>::new(dims, numbers).into());
    }
    Ok(out)
}

fn is_flag(text: &str) -> bool {
    ["omitnan", "includenan", "all", "linear", "omitmissing", "includemissing"].contains(&text)
}

fn extreme_options(cx: &CallCx<'_>, options: &[Value]) -> Result<Options> {
    for a in options {
        let bad_dim = option_text(a).is_none() && a.as_f64().is_none_or(|x| x < 1.0);
        if cx.octave() && (bad_dim || !a.is_scalar()) {
            return Err(Error::msg(format!("{}: DIM must be a valid dimension", cx.name)));
        }
    }
    Options::read(cx, options)
}

/// Best element and its place for each column; NaNs only where there is nothing else.
fn along_dim<T: Ordered>(x: &[T], split: (usize, usize, usize), most: bool, index: bool) -> (Vec<T>, Vec<usize>) {
    let (before, along, after) = split;
    let n = before * after;
    if before == 1 {
        let column = |j: usize| &x[j * along..(j + 1) * along];
        if !index {
            return (lanes::each_column(after, along, |j| best_of(column(j), most)), Vec::new());
        }
        return lanes::each_column(after, along, |j| first_best(column(j), most)).into_iter().unzip();
    }
    let mut best = Vec::with_capacity(n);
    let mut places = vec![0usize; if index { n } else { 0 }];
    for j in 0..after {
        let start = before * along * j;
        best.extend_from_slice(&x[start..start + before]);
        let acc = &mut best[j * before..];
        for k in 1..along {
            let row = &x[start + k * before..start + (k + 1) * before];
            if index {
                let place = &mut places[j * before..(j + 1) * before];
                for ((b, &v), p) in acc.iter_mut().zip(row).zip(place) {
                    if better(most, v, *b) || (b.nan() && !v.nan()) {
                        (*b, *p) = (v, k);
                    }
                }
            } else {
                for (b, &v) in acc.iter_mut().zip(row) {
                    if better(most, v, *b) || b.nan() {
                        *b = v;
                    }
                }
            }
        }
    }
    (best, places)
}

/// The best element and the first place where it is.
fn first_best<T: Ordered>(x: &[T], most: bool) -> (T, usize) {
    if x.len() >= 64 && T::CLASS == Class::Double {
        let best = best_of(x, most);
        if let Some(k) = x.iter().position(|v| *v == best) {
            return (x[k], k);
        }
    }
    first_in_order(x, most)
}

fn first_in_order<T: Ordered>(x: &[T], most: bool) -> (T, usize) {
    let Some(start) = x.iter().position(|v| !v.nan()) else { return (x[0], 0) };
    let (mut best, mut place) = (x[start], start);
    for (k, &v) in x.iter().enumerate().skip(start + 1) {
        if better(most, v, best) {
            (best, place) = (v, k);
        }
    }
    (best, place)
}

fn best_of<T: Ordered>(x: &[T], most: bool) -> T {
    let any: &dyn std::any::Any = &x[0];
    if x.len() >= 16 && any.is::<f64>() {
        // SAFETY: `T` is `f64`, as just checked.
        let doubles = unsafe { std::slice::from_raw_parts(x.as_ptr().cast::<f64>(), x.len()) };
        let best = if most { lanes::extreme::<true>(doubles) } else { lanes::extreme::<false>(doubles) };
        if let Ok(a) = T::take(Value::Num(best)) {
            return a.data()[0];
        }
    }
    first_in_order(x, most).0
}

/// As [`along_dim`], but the first NaN wins.
fn with_nan<T: Ordered>(x: &[T], split: (usize, usize, usize), most: bool) -> (Vec<T>, Vec<usize>) {
    let (before, along, _) = split;
    let (mut best, mut places) = along_dim(x, split, most, true);
    for (j, (b, p)) in best.iter_mut().zip(&mut places).enumerate() {
        let at = |k: usize| x[j % before + before * (k + along * (j / before))];
        if let Some(k) = (0..along).find(|&k| at(k).nan()) {
            (*b, *p) = (at(k), k);
        }
    }
    (best, places)
}

/// Columns or rows of a sparse matrix, without making it dense.
fn sparse_extreme(v: &Value, o: &Options, most: bool) -> Option<Values> {
    if !v.is_sparse() || v.is_empty() || o.include_nan || o.linear {
        return None;
    }
    let dim = match o.over {
        Over::First => v.dims().first_non_singleton(),
        Over::Dim(d) => d,
        _ => return None,
    };
    let (best, places) = crate::sparse::reduce::extreme(v, dim, most)?;
    Some(Values::from_iter([best, places]))
}

/// `max(a, b)`.
fn pairwise(cx: &mut CallCx<'_>, args: &[Value], most: bool) -> Result<Values> {
    if cx.nargout > 1 {
        return Err(if cx.octave() {
            cx.invalid_call()
        } else {
            Error::new(
                &format!("MATLAB:{}:TwoInTwoOutCaseNotSupported", cx.name),
                format!(
                    "{} with two matrices to compare and two output arguments is not supported.",
                    cx.name.to_uppercase()
                ),
            )
        });
    }
    let include = args.get(2).and_then(option_text).is_some_and(|t| t.starts_with("include"));
    let (a, b) = (comparable(cx, &args[0])?, comparable(cx, &args[1])?);
    let class = pair_class(cx, &a, &b)?;
    let complex = a.is_complex() || b.is_complex();
    let (a, b) = (in_class(cx, &a, class, complex)?, in_class(cx, &b, class, complex)?);
    cx.charge(a.numel().max(b.numel()));
    let mismatch =
        || Error::of(ErrorKind::SizeMismatch { operator: Name::from(cx.name), left: a.dims(), right: b.dims() });
    let out = by_ordered!(&a, T => {
        let (x, y) = (<T as Element>::view(&a).expect("converted"), <T as Element>::view(&b).expect("converted"));
        let (dx, dy) = (x.dims(), y.dims());
        broadcast::result_dims(&dx, &dy).ok_or_else(mismatch)?;
        let pick = |p: T, q: T| match () {
            _ if include && p.nan() => p,
            _ if include && q.nan() => q,
            _ if better(most, q, p) || p.nan() => q,
            _ => p,
        };
        let (dims, data) = broadcast::zip((x.data(), &dx), (y.data(), &dy), pick).map_err(|_| mismatch())?;
        Value::from(NdArray::new(dims, data))
    }, else => return Err(wrong_type(cx, &args[0])));
    let out = convert::narrow(out);
    let sparse = args[0].is_sparse() || args[1].is_sparse();
    Ok(runmat_ignition::one(if sparse { super::super::support::to_sparse(&out) } else { out }))
}

fn pair_class(cx: &CallCx<'_>, a: &Value, b: &Value) -> Result<Class> {
    let (p, q) = (a.class(), b.class());
    Ok(match (p, q) {
        _ if p == q => p,
        _ if p.is_integer() && q.is_integer() => {
            if !cx.octave() {
                return Err(Error::new(
                    "MATLAB:mixedClasses",
                    "Integers can only be combined with integers of the same class, or scalar doubles.",
                ));
            }
            p
        }
        _ if p.is_integer() => p,
        _ if q.is_integer() => q,
        _ if p == Class::Single || q == Class::Single => Class::Single,
        _ => Class::Double,
    })
}

fn in_class(cx: &CallCx<'_>, v: &Value, class: Class, complex: bool) -> Result<Value> {
    let v = convert::to_class(v, class, cx.dialect())?;
    if !complex || v.is_complex() {
        return Ok(v);
    }
    let z = convert::complex_array(&v);
    Ok(if class == Class::Single { z.map(|z| C32::new(z.re as f32, z.im as f32)).into() } else { z.into() })
}

fn running(cx: &mut CallCx<'_>, args: &mut [Value], most: bool) -> Result<Values> {
    let v = &args[0];
    let data = comparable(cx, v)?;
    let o = extreme_options(cx, &args[1..])?;
    let dims = v.dims();
    let dim = match o.over {
        Over::First => dims.first_non_singleton(),
        Over::Dim(d) => d,
        _ => return Err(cx.invalid_call()),
    };
    cx.charge(v.numel());
    let split = dims.split_at(dim);
    let out = by_ordered!(&data, T => {
        let a = <T as Element>::view(&data).expect("the class was looked at");
        let (best, places) = run_along(a.data(), split, most, o.reverse);
        Values::from_iter([NdArray::new(dims.clone(), best).into(), NdArray::<f64>::new(dims.clone(), places).into()])
    }, else => return Err(wrong_type(cx, v)));
    Ok(out)
}

fn run_along<T: Ordered>(
    x: &[T],
    (before, along, after): (usize, usize, usize),
    most: bool,
    reverse: bool,
) -> (Vec<T>, Vec<f64>) {
    let (mut best, mut places) = (x.to_vec(), vec![1.0; x.len()]);
    for j in 0..after {
        for i in 0..before {
            let at = |k: usize| i + before * (k + along * j);
            let order = |n: usize| if reverse { along - 1 - n } else { n };
            let mut current = 0;
            for n in 0..along {
                let p = at(order(n));
                if n == 0 || better(most, x[p], x[current]) || (x[current].nan() && !x[p].nan()) {
                    current = p;
                }
                best[p] = x[current];
                places[p] = ((current / before) % along + 1) as f64;
            }
        }
    }
    (best, places)
}
