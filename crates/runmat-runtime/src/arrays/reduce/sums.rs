//! `sum`, `prod`, `sumsq` and their cumulative forms.

use super::super::support::{is_plain, reshape_to, sparse_like, to_sparse, wrong_type};
use super::lanes;
use super::{Options, plan};
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::integer::IntElement;
use runmat_value::ops::kernels::is_unique;
use runmat_value::{C32, C64, Class, Dialect, Element, Error, NdArray, Result, Value, convert};

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::one("sum", (1, 4), |cx, a| reduce(cx, a, Kind::Sum))
        .doc("sum(x, dim): sum of the elements.\n  sum([1 2 3])"),
    Builtin::one("prod", (1, 4), |cx, a| reduce(cx, a, Kind::Prod))
        .doc("prod(x, dim): product of the elements.\n  prod([2 3 4])"),
    Builtin::one("sumsq", (1, 4), |cx, a| reduce(cx, a, Kind::SumSq))
        .only(Dialect::Octave)
        .doc("sumsq(x, dim): sum of the squares."),
    Builtin::one("cumsum", (1, 4), |cx, a| cumulate(cx, a, Kind::Sum))
        .doc("cumsum(x, dim): running sum.\n  cumsum([1 2 3])"),
    Builtin::one("cumprod", (1, 4), |cx, a| cumulate(cx, a, Kind::Prod))
        .doc("cumprod(x, dim): running product.\n  cumprod([1 2 3])"),
];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sum,
    Prod,
    SumSq,
}

/// Elements that can be added and multiplied; integers saturate.
pub trait Ring: Element + Copy {
    /// Neutral for addition.
    const NOUGHT: Self;
    /// Neutral for multiplication.
    const UNIT: Self;
    /// Sum.
    fn add(self, y: Self) -> Self;
    /// Product.
    fn mul(self, y: Self) -> Self;
    /// Not a number.
    fn nan(self) -> bool {
        false
    }
    /// Sum of a slice.
    fn total(x: &[Self]) -> Self {
        x.iter().fold(Self::NOUGHT, |a, &b| a.add(b))
    }
}

macro_rules! float_ring {
    ($($t:ty)*) => {$(impl Ring for $t {
        const NOUGHT: Self = 0.0;
        const UNIT: Self = 1.0;
        #[inline(always)]
        fn add(self, y: Self) -> Self { self + y }
        #[inline(always)]
        fn mul(self, y: Self) -> Self { self * y }
        fn nan(self) -> bool { self.is_nan() }
    })*};
}

impl Ring for f64 {
    const NOUGHT: Self = 0.0;
    const UNIT: Self = 1.0;
    #[inline(always)]
    fn add(self, y: Self) -> Self {
        self + y
    }
    #[inline(always)]
    fn mul(self, y: Self) -> Self {
        self * y
    }
    fn nan(self) -> bool {
        self.is_nan()
    }
    fn total(x: &[Self]) -> Self {
        lanes::sum(x)
    }
}

float_ring!(f32);

macro_rules! complex_ring {
    ($($t:ty)*) => {$(impl Ring for $t {
        const NOUGHT: Self = <$t>::new(0.0, 0.0);
        const UNIT: Self = <$t>::new(1.0, 0.0);
        #[inline(always)]
        fn add(self, y: Self) -> Self { self + y }
        #[inline(always)]
        fn mul(self, y: Self) -> Self { self * y }
        fn nan(self) -> bool { self.re.is_nan() || self.im.is_nan() }
    })*};
}

complex_ring!(C64 C32);

macro_rules! integer_ring {
    ($($t:ty)*) => {$(impl Ring for $t {
        const NOUGHT: Self = 0;
        const UNIT: Self = 1;
        #[inline(always)]
        fn add(self, y: Self) -> Self { self.plus(y) }
        #[inline(always)]
        fn mul(self, y: Self) -> Self { self.times(y) }
    })*};
}

integer_ring!(i8 i16 i32 i64 u8 u16 u32 u64);

/// The class the sum is computed in.
fn accumulator(cx: &CallCx<'_>, v: &Value, o: &Options) -> Class {
    let class = v.class();
    match o.class.as_deref() {
        Some("double") => Class::Double,
        Some("native") => class,
        _ if class.is_integer() && cx.octave() => Class::Double,
        _ if class.is_numeric() => class,
        _ => Class::Double,
    }
}

/// Data in the class it is summed in; chars and logicals as doubles.
fn converted(cx: &CallCx<'_>, v: &Value, class: Class) -> Result<Value> {
    let class = if matches!(class, Class::Logical | Class::Char) { Class::Double } else { class };
    convert::to_class(v, class, cx.dialect())
}

fn check(cx: &CallCx<'_>, v: &Value) -> Result<()> {
    if is_plain(v) { Ok(()) } else { Err(wrong_type(cx, v)) }
}

fn reduce(cx: &mut CallCx<'_>, args: &mut [Value], kind: Kind) -> Result<Value> {
    if let [Value::F64(a)] = args
        && a.dims().is_vector()
        && !a.is_empty()
        && kind != Kind::SumSq
    {
        cx.charge(a.len() / 2);
        let x = a.data();
        return Ok(Value::Num(if kind == Kind::Sum { lanes::sum(x) } else { x.iter().fold(1.0, |a, b| a * b) }));
    }
    let v = args[0].take();
    check(cx, &v)?;
    let o = Options::read(cx, &args[1..])?;
    cx.charge(v.numel() / 2);
    let sparse = v.is_sparse();
    let class = accumulator(cx, &v, &o);
    if let Some(out) = sparse_fold(&v, &o, kind) {
        return Ok(out);
    }
    let p = plan(cx, &v, &o.over, true)?;
    let split = p.value.dims().split_at(p.dim);
    let native_logical = class == Class::Logical;
    let mut data =
        if kind == Kind::SumSq { squares(&converted(cx, &p.value, class)?) } else { converted(cx, &p.value, class)? };
    if let (Kind::Sum, false, false, Some(b)) = (kind, native_logical, o.omit_nan, bool::view(&p.value))
        && class == Class::Double
    {
        let counts = lanes::fold(b.data(), split, 0u64, |a, x| a + x as u64);
        let out: Value = NdArray::new(p.result, counts.iter().map(|&n| n as f64).collect()).into();
        return Ok(if sparse { sparse_like(&v, out) } else { out });
    }
    if o.omit_nan {
        data = without_nan(data, kind == Kind::Prod);
    }
    let kind = if kind == Kind::SumSq { Kind::Sum } else { kind };
    let out = folded(&data, split, kind, o.extra).ok_or_else(|| wrong_type(cx, &v))?;
    let out = convert::narrow(reshape_to(out, p.result));
    let out = if native_logical { Value::from(convert::nonzero(&out)) } else { out };
    Ok(if sparse { to_sparse(&out) } else { out })
}

/// Columns or rows of a sparse matrix, without making it dense.
fn sparse_fold(v: &Value, o: &Options, kind: Kind) -> Option<Value> {
    use crate::sparse::reduce::{Reduction, reduce};
    if !v.is_sparse() || o.omit_nan || v.is_empty() {
        return None;
    }
    let kind = match kind {
        Kind::Sum => Reduction::Sum,
        Kind::Prod => Reduction::Product,
        Kind::SumSq => Reduction::SumOfSquares,
    };
    reduce(kind, v, single_dim(v, o)?)
}

/// The one dimension that is reduced.
fn single_dim(v: &Value, o: &Options) -> Option<usize> {
    match o.over {
        super::Over::First => Some(v.dims().first_non_singleton()),
        super::Over::Dim(d) => Some(d),
        _ => None,
    }
}

/// The real squares of the absolute values.
fn squares(v: &Value) -> Value {
    match v {
        Value::C64(a) => a.map(|z| z.re * z.re + z.im * z.im).into(),
        Value::C32(a) => a.map(|z| z.re * z.re + z.im * z.im).into(),
        _ => {
            if let Some(a) = f32::view(v) {
                return NdArray::new(a.dims(), a.data().iter().map(|x| x * x).collect()).into();
            }
            by_integer!(v.class(), T => {
                let a = <T as Element>::view(v).expect("the class was looked at");
                NdArray::new(a.dims(), a.data().iter().map(|&x| x.times(x)).collect()).into()
            }, else => convert::real_array(v).map(|x| x * x).into())
        }
    }
}

/// NaN replaced by what changes nothing.
fn without_nan(v: Value, product: bool) -> Value {
    fn of<T: Ring>(v: Value, neutral: T) -> Value {
        match T::take(v) {
            Ok(mut a) => {
                a.data_mut().iter_mut().filter(|x| x.nan()).for_each(|x| *x = neutral);
                a.into()
            }
            Err(v) => v,
        }
    }
    let one = product as u8 as f64;
    match v {
        Value::Num(_) | Value::F64(_) => of(v, one),
        Value::Single(_) | Value::F32(_) => of(v, one as f32),
        Value::C64(_) => of(v, C64::new(one, 0.0)),
        Value::C32(_) => of(v, C32::new(one as f32, 0.0)),
        v => v,
    }
}

/// The folded values in one row.
fn folded(v: &Value, split: (usize, usize, usize), kind: Kind, extra: bool) -> Option<Value> {
    if extra && let Some(a) = f64::view(v) {
        return Some(Value::row(careful_sums(a.data(), split)));
    }
    by_number!(v, T => {
        let a = <T as Element>::view(v).expect("the class was looked at");
        Some(NdArray::row(fold_ring(a.data(), split, kind)).into())
    }, else => None)
}

fn fold_ring<T: Ring>(x: &[T], split: (usize, usize, usize), kind: Kind) -> Vec<T> {
    let (before, along, after) = split;
    match kind {
        Kind::Prod => lanes::fold(x, split, T::UNIT, |a, b| a.mul(b)),
        _ if before == 1 && after == 1 => vec![T::total(&x[..along])],
        _ if before == 1 => lanes::each_column(after, along, |j| T::total(&x[j * along..(j + 1) * along])),
        _ => lanes::fold(x, split, T::NOUGHT, |a, b| a.add(b)),
    }
}

fn careful_sums(x: &[f64], (before, along, after): (usize, usize, usize)) -> Vec<f64> {
    let place = |i: usize, j: usize| lanes::careful_sum((0..along).map(|k| x[i + before * (k + along * j)]));
    (0..after).flat_map(|j| (0..before).map(move |i| (i, j))).map(|(i, j)| place(i, j)).collect()
}

fn scanned<T: Ring>(v: Value, split: (usize, usize, usize), product: bool, reverse: bool) -> Value {
    if let (Some(shared), false, false) = (T::view(&v), is_unique(&v), reverse)
        && !shared.is_empty()
    {
        let x = shared.data();
        let data = match product {
            true => lanes::scanned(x, split, |a, b| a.mul(b)),
            false => lanes::scanned(x, split, |a, b| a.add(b)),
        };
        return convert::narrow(NdArray::new(shared.dims(), data).into());
    }
    let mut data = match T::take(v) {
        Ok(a) => a,
        Err(v) => return v,
    };
    let x = data.data_mut();
    if product {
        lanes::scan(x, split, reverse, |a, b| a.mul(b));
    } else {
        lanes::scan(x, split, reverse, |a, b| a.add(b));
    }
    convert::narrow(data.into())
}

fn cumulate(cx: &mut CallCx<'_>, args: &mut [Value], kind: Kind) -> Result<Value> {
    let v = args[0].take();
    check(cx, &v)?;
    if cx.octave()
        && args[1..].iter().filter_map(super::option_text).any(|t| !matches!(t.as_str(), "native" | "double"))
    {
        return Err(Error::msg(format!("{}: unrecognized string argument", cx.name)));
    }
    let o = Options::read(cx, &args[1..])?;
    cx.charge(v.numel());
    let class = accumulator(cx, &v, &o);
    if v.is_sparse()
        && !o.omit_nan
        && !o.reverse
        && let Some(dim) = single_dim(&v, &o)
        && let Some(out) = crate::sparse::reduce::cumulative(&v, dim, kind == Kind::Prod)
    {
        return Ok(out);
    }
    let dense = convert::to_dense(&v);
    let mut data = converted(cx, &dense, class)?;
    drop(dense);
    let dims = v.dims();
    let sparse = v.is_sparse();
    drop(v);
    if o.omit_nan {
        data = without_nan(data, kind == Kind::Prod);
    }
    let dim = match o.over {
        super::Over::Dim(d) => d,
        super::Over::First => dims.first_non_singleton(),
        _ => return Err(cx.invalid_call()),
    };
    let (split, product) = (dims.split_at(dim), kind == Kind::Prod);
    let out = by_number!(&data, T => scanned::<T>(data, split, product, o.reverse), else => data);
    let out = if class == Class::Logical { Value::from(convert::nonzero(&out)) } else { out };
    Ok(if sparse { to_sparse(&out) } else { out })
}
