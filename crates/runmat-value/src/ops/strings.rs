//! Operators on MATLAB strings: `+` puts together, comparisons are lexicographic.

use super::Op;
use super::broadcast::{self, Fault};
use crate::array::{NdArray, Text};
use crate::convert;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::{Value, decode_in};
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;
use std::cmp::Ordering;
use std::sync::Arc;

/// An operator with at least one string operand.
pub(super) fn binary(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    use BinaryOp::*;
    match ctx.op {
        Add => join(ctx, a, b),
        Eq | Ne | Lt | Le | Gt | Ge => compare(ctx, a, b),
        _ => {
            let offender = if matches!(a, Value::Strings(_)) { (a, b) } else { (b, a) };
            Err(ctx.undefined(offender.0, offender.1))
        }
    }
}

fn join(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    let (Some(x), Some(y)) = (texts(a), texts(b)) else {
        return Err(if texts(a).is_none() { ctx.undefined(a, b) } else { ctx.undefined(b, a) });
    };
    let f = |p: &Text, q: &Text| match (&p.0, &q.0) {
        (Some(p), Some(q)) => Text(Some(Arc::from(format!("{p}{q}")))),
        _ => Text(None),
    };
    let (dims, data) = pairs(&x, &y, f).map_err(|e| ctx.fault(e))?;
    Ok(NdArray::new(dims, data).into())
}

fn compare(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    let text = |v: &Value| matches!(v, Value::Strings(_) | Value::Char(_) | Value::Chars(_) | Value::Cell(_));
    let (Some(x), Some(y)) = (text(a).then(|| texts(a)).flatten(), text(b).then(|| texts(b)).flatten()) else {
        return Err(Error::new(
            "MATLAB:string:ComparisonNotDefined",
            format!("Comparison between {} and {} is not supported.", a.class_name(), b.class_name()),
        ));
    };
    let op = ctx.op;
    let f = |p: &Text, q: &Text| match (&p.0, &q.0) {
        (Some(p), Some(q)) => accepts(op, units(p, q)),
        _ => op == BinaryOp::Ne,
    };
    let (dims, data) = pairs(&x, &y, f).map_err(|e| ctx.fault(e))?;
    Ok(NdArray::new(dims, data).into())
}

/// Order by UTF-16 units.
fn units(p: &str, q: &str) -> Ordering {
    p.encode_utf16().cmp(q.encode_utf16())
}

fn accepts(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Eq => order.is_eq(),
        BinaryOp::Ne => order.is_ne(),
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn pairs<C: Send>(
    x: &NdArray<Text>,
    y: &NdArray<Text>,
    f: impl Fn(&Text, &Text) -> C + Sync,
) -> Result<(Dims, Vec<C>), Fault> {
    let refs = |a: &NdArray<Text>| (0..a.len()).collect::<Vec<usize>>();
    let (i, j) = (refs(x), refs(y));
    broadcast::zip((&i, x.dims()), (&j, y.dims()), |p, q| f(&x.data()[p], &y.data()[q]))
}

/// The operand as strings: each row of a char array is one, numbers are written out. `None` for classes
/// that do not convert.
pub fn texts(v: &Value) -> Option<NdArray<Text>> {
    let some = |s: String| Text(Some(Arc::from(s)));
    Some(match v {
        Value::Strings(a) => NdArray::clone(a),
        Value::Char(c) => NdArray::row(vec![some(decode_in(&[*c], Dialect::Matlab))]),
        Value::Chars(a) if a.dims().is_zero_by_zero() => NdArray::row(vec![some(String::new())]),
        Value::Chars(a) if a.dims().is_matrix() => {
            let (rows, cols) = (a.dims().rows(), a.dims().cols());
            let row = |r: usize| {
                let units: Vec<_> = (0..cols).map(|c| a.data()[c * rows + r]).collect();
                some(decode_in(&units, Dialect::Matlab))
            };
            NdArray::col((0..rows).map(row).collect())
        }
        Value::Bool(_) | Value::Bools(_) => convert::nonzero(v).map(|&b| some(b.to_string())),
        Value::Cell(c) => {
            let data: Option<Vec<Text>> = c.data().iter().map(|e| e.as_text().map(some)).collect();
            NdArray::new(c.dims().clone(), data?)
        }
        _ if v.class().is_integer() => {
            NdArray::new(v.dims(), convert::exact_integers(v).iter().map(|i| some(i.to_string())).collect())
        }
        Value::C64(a) => a.map(|z| Text(complex_text(z.re, z.im).map(Arc::from))),
        _ => convert::try_real_array(v)?.map(|&x| Text(number_text(x).map(Arc::from))),
    })
}

fn complex_text(re: f64, im: f64) -> Option<String> {
    let sign = if im.is_sign_negative() { "-" } else { "+" };
    Some(format!("{}{sign}{}i", number_text(re)?, number_text(im.abs())?))
}

/// A number as `string(x)` writes it: four decimals after the leading digits, at most 16 digits. NaN is
/// missing.
pub fn number_text(x: f64) -> Option<String> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { "Inf" } else { "-Inf" }.into());
    }
    if x == x.trunc() && x.abs() < 1e15 {
        return Some(format!("{}", x as i64));
    }
    let magnitude = x.abs().log10().floor() as i32;
    let digits = (magnitude + 5).clamp(5, 16);
    Some(general(x, digits as usize))
}

/// C's `%.{digits}g`.
fn general(x: f64, digits: usize) -> String {
    let scientific = format!("{:.*e}", digits - 1, x);
    let (mantissa, exponent) = scientific.split_once('e').expect("scientific form has an exponent");
    let exponent: i32 = exponent.parse().expect("the exponent is a number");
    let trimmed = |s: &str| {
        if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.').to_string() } else { s.to_string() }
    };
    if exponent < -5 || exponent >= digits as i32 {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs())
    } else {
        trimmed(&format!("{:.*}", (digits as i32 - 1 - exponent).max(0) as usize, x))
    }
}
