//! Octave's diagonal matrices: what keeps them diagonal.

use super::Op;
use crate::array::{C64, Element, NdArray, Note};
use crate::error::Result;
use crate::value::Value;
use runmat_syntax::ast::BinaryOp;

/// The result where one operand is diagonal and the operator keeps it so: `+` and `-` of two, `*` and `/`
/// with a scalar. Only the diagonal takes part, so an infinite factor leaves the zeros alone.
pub(super) fn binary(ctx: Op, a: &Value, b: &Value) -> Option<Result<Value>> {
    use BinaryOp::*;
    match ctx.op {
        Add | Sub if is_diagonal(a) && is_diagonal(b) && a.dims() == b.dims() => Some(sum(ctx, a, b)),
        // Diagonal matrices are not expanded.
        Add | Sub if (is_diagonal(a) || is_diagonal(b)) && fixed(a) && fixed(b) && a.dims() != b.dims() => {
            Some(Err(ctx.mismatch(a.dims(), b.dims())))
        }
        MTimes | MRDivide if is_diagonal(a) && is_factor(b) => {
            scale(a, b, |x| super::binary(ctx.op, &x, b, ctx.dialect))
        }
        MTimes | MLDivide if is_diagonal(b) && is_factor(a) => {
            scale(b, a, |x| super::binary(ctx.op, a, &x, ctx.dialect))
        }
        _ => None,
    }
}

fn is_diagonal(v: &Value) -> bool {
    match v {
        Value::F64(a) => a.note() == Note::Diagonal,
        Value::C64(a) => a.note() == Note::Diagonal,
        _ => false,
    }
}

/// An array of doubles, or what becomes one, with more than one element.
fn fixed(v: &Value) -> bool {
    matches!(v, Value::F64(_) | Value::C64(_) | Value::Range(_) | Value::Bools(_) | Value::Chars(_)) && !v.is_scalar()
}

fn is_factor(v: &Value) -> bool {
    matches!(v, Value::Num(_) | Value::Bool(_)) || matches!(v, Value::C64(z) if z.len() == 1)
}

/// The two without their notes, added or subtracted.
fn sum(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    let r = super::binary(ctx.op, &plain(a), &plain(b), ctx.dialect)?;
    Ok(match r {
        Value::F64(x) => noted(x.as_ref().clone()),
        Value::C64(x) => noted(x.as_ref().clone()),
        other => other,
    })
}

fn plain(v: &Value) -> Value {
    match v {
        Value::F64(a) => NdArray::clone(a).with_note(Note::None).into(),
        Value::C64(a) => NdArray::clone(a).with_note(Note::None).into(),
        other => other.clone(),
    }
}

fn noted<T: Element>(a: NdArray<T>) -> Value {
    a.with_note(Note::Diagonal).into()
}

/// Applies `f` to the elements of the diagonal.
fn scale(matrix: &Value, factor: &Value, f: impl Fn(Value) -> Result<Value>) -> Option<Result<Value>> {
    let complex = matrix.is_complex() || factor.is_complex();
    let dims = matrix.dims();
    let (rows, n) = (dims.rows(), dims.rows().min(dims.cols()));
    let at = |k: usize| match matrix {
        Value::F64(a) => Value::Num(a.data()[k]),
        Value::C64(a) => Value::complex(a.data()[k]),
        _ => unreachable!("only double matrices are diagonal"),
    };
    let mut zeros = vec![C64::new(0.0, 0.0); dims.numel()];
    for k in 0..n {
        let place = k * rows + k;
        zeros[place] = match f(at(place)) {
            Ok(Value::C64(z)) => z.data()[0],
            Ok(x) => C64::new(x.as_f64()?, 0.0),
            Err(e) => return Some(Err(e)),
        };
    }
    if complex && zeros.iter().any(|z| z.im != 0.0) {
        return Some(Ok(noted(NdArray::new(dims, zeros))));
    }
    Some(Ok(noted(NdArray::new(dims, zeros.iter().map(|z| z.re).collect()))))
}
