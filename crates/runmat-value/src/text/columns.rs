//! Numbers and columns of numbers as text: what `num2str`, `int2str` and `string` share.

use super::number::{self, Ascii, NumberSpec};
use crate::array::{C64, Char, Element};
use crate::dims::Dims;
use crate::range::Range;
use crate::sparse::Sparse;
use crate::value::Value;
use std::borrow::Cow;

/// The elements of a numeric, logical or char value.
pub enum Numbers<'a> {
    /// Real floating point, logical, char.
    Real(Cow<'a, [f64]>),
    /// An integer class, exactly.
    Whole(Vec<i128>),
    /// Complex.
    Complex(Cow<'a, [C64]>),
}

/// The elements of `v`, or nothing when it is neither numeric, logical nor char.
pub fn numbers(v: &Value) -> Option<Numbers<'_>> {
    use Numbers::*;
    macro_rules! whole {
        ($t:ty) => {
            Some(Whole(<$t as Element>::view(v)?.data().iter().map(|&x| x as i128).collect()))
        };
    }
    fn dense<T: Element, U>(s: &Sparse<T>, f: impl Fn(&T) -> U) -> Vec<U> {
        s.to_dense().data().iter().map(f).collect()
    }
    match v {
        Value::Num(x) => Some(Real(Cow::Borrowed(std::slice::from_ref(x)))),
        Value::F64(a) => Some(Real(Cow::Borrowed(a.data()))),
        Value::Range(r) => Some(Real(Range::to_vec(r).into())),
        Value::C64(a) => Some(Complex(Cow::Borrowed(a.data()))),
        Value::C32(a) => Some(Complex(a.data().iter().map(|z| C64::new(z.re as f64, z.im as f64)).collect())),
        Value::Sparse(s) => Some(Real(s.to_dense().into_data().into())),
        Value::SparseBool(s) => Some(Real(dense(s, |&b| b as u8 as f64).into())),
        Value::SparseComplex(s) => Some(Complex(s.to_dense().into_data().into())),
        Value::Single(_) | Value::F32(_) => Some(Real(f32::view(v)?.data().iter().map(|&x| x as f64).collect())),
        Value::Bool(_) | Value::Bools(_) => Some(Real(bool::view(v)?.data().iter().map(|&x| x as u8 as f64).collect())),
        Value::Char(_) | Value::Chars(_) => Some(Real(Char::view(v)?.data().iter().map(|c| c.0 as f64).collect())),
        Value::I8(_) | Value::I8s(_) => whole!(i8),
        Value::I16(_) | Value::I16s(_) => whole!(i16),
        Value::I32(_) | Value::I32s(_) => whole!(i32),
        Value::I64(_) | Value::I64s(_) => whole!(i64),
        Value::U8(_) | Value::U8s(_) => whole!(u8),
        Value::U16(_) | Value::U16s(_) => whole!(u16),
        Value::U32(_) | Value::U32s(_) => whole!(u32),
        Value::U64(_) | Value::U64s(_) => whole!(u64),
        _ => None,
    }
}

/// How the numbers of one value are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As integers; the count of digits of the longest.
    Whole(usize),
    /// With this many significant digits.
    General(usize),
}

/// Digits before the point of the largest finite magnitude, less one; `None` without a nonzero one.
pub fn order(xs: impl Iterator<Item = f64>) -> Option<i32> {
    let largest = xs.filter(|x| x.is_finite()).fold(0.0, |m: f64, x| m.max(x.abs()));
    (largest > 0.0).then(|| libm::floor(libm::log10(largest)) as i32)
}

/// The style numbers are written in when nobody says how.
pub fn style(xs: impl Iterator<Item = f64> + Clone) -> Style {
    let order = order(xs.clone());
    let whole = xs.clone().all(|x| x == x.trunc() || !x.is_finite());
    match whole {
        true if order.unwrap_or(0) < 16 => Style::Whole(order.unwrap_or(0) as usize + 1),
        true => Style::General(16),
        false => Style::General((order.unwrap_or(0) + 5).clamp(5, 16) as usize),
    }
}

/// One number, without padding. `signed_zero`: a negative zero keeps its sign.
pub fn write(out: &mut Ascii, style: Style, x: f64, signed_zero: bool) {
    match style {
        Style::General(digits) => number::write_f64(out, &NumberSpec::new('g').precision(digits), x),
        Style::Whole(_) if !x.is_finite() => number::write_f64(out, &NumberSpec::new('g'), x),
        Style::Whole(_) if x == 0.0 && x.is_sign_negative() && signed_zero => {
            number::write_f64(out, &NumberSpec::new('g'), x);
        }
        Style::Whole(_) => number::write_whole(out, &NumberSpec::new('d'), x),
    }
}

/// One number as a string.
pub fn to_string(style: Style, x: f64) -> String {
    let mut out = Ascii::new();
    write(&mut out, style, if x == 0.0 { 0.0 } else { x }, false);
    out.as_str().to_string()
}

/// Rows and further columns of an array printed as a matrix.
pub fn shape(dims: &Dims) -> (usize, usize) {
    let rows = dims.rows();
    (rows, dims.numel().checked_div(rows).unwrap_or(0))
}

/// The rows of a char matrix, without the blank columns at either end.
pub fn trim_block(rows: &mut [Vec<Char>]) {
    let blank = |c: &Char| super::chars::is_space(*c) || c.0 == 0;
    let start = rows.iter().map(|r| r.iter().position(|c| !blank(c)).unwrap_or(usize::MAX)).min().unwrap_or(0);
    let end = rows.iter().map(|r| r.iter().rposition(|c| !blank(c)).map_or(0, |k| k + 1)).max().unwrap_or(0);
    for row in rows {
        row.truncate(end);
        row.drain(..start.min(row.len()));
    }
}
