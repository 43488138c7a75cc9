//! Double arrays updated where they lie.

use crate::array::NdArray;
use crate::parallel::{self, Cost};
use crate::value::Value;
use runmat_syntax::ast::BinaryOp;
use std::sync::Arc;

/// `a = a op b` for a double array `a` that nobody else holds and a double `b` of its size or scalar.
/// False, with nothing done, where that does not apply.
pub(super) fn in_place(op: BinaryOp, a: &mut Value, b: &Value) -> bool {
    let Value::F64(array) = a else { return false };
    let (y, one): (&[f64], bool) = match b {
        Value::Num(y) => (std::slice::from_ref(y), true),
        Value::F64(y) if y.dims() == array.dims() => (y.data(), false),
        _ => return false,
    };
    let Some(array) = writable(op, one, array) else { return false };
    let x = array.data_mut();
    use BinaryOp::*;
    match op {
        Add => apply(x, y, |p, q| p + q),
        Sub => apply(x, y, |p, q| p - q),
        Times | MTimes => apply(x, y, |p, q| p * q),
        _ => apply(x, y, |p, q| p / q),
    }
    true
}

/// `b = a op b`, likewise.
pub(super) fn in_place_right(op: BinaryOp, a: &Value, b: &mut Value) -> bool {
    let Value::F64(array) = b else { return false };
    let (y, one): (&[f64], bool) = match a {
        Value::Num(y) => (std::slice::from_ref(y), true),
        Value::F64(y) if y.dims() == array.dims() => (y.data(), false),
        _ => return false,
    };
    if op == BinaryOp::MRDivide {
        return false;
    }
    let Some(array) = writable(op, one, array) else { return false };
    let x = array.data_mut();
    use BinaryOp::*;
    match op {
        Add => apply(x, y, |p, q| q + p),
        Sub => apply(x, y, |p, q| q - p),
        Times | MTimes => apply(x, y, |p, q| q * p),
        _ => apply(x, y, |p, q| q / p),
    }
    true
}

/// The array for writing when the operator is one of the four elementwise ones here, nobody else holds
/// the array, and no note asks for special treatment.
fn writable(op: BinaryOp, scalar: bool, array: &mut Arc<NdArray<f64>>) -> Option<&mut NdArray<f64>> {
    use BinaryOp::*;
    let elementwise = match op {
        Add | Sub | Times | RDivide => true,
        MTimes | MRDivide => scalar,
        _ => false,
    };
    if !elementwise || array.note() != crate::array::Note::None {
        return None;
    }
    Arc::get_mut(array)
}

#[inline(always)]
fn apply(x: &mut [f64], y: &[f64], f: impl Fn(f64, f64) -> f64 + Sync) {
    if let [q] = *y {
        parallel::update(x, Cost::Cheap, |p| f(p, q));
    } else {
        parallel::update_with(x, y, Cost::Cheap, f);
    }
}
