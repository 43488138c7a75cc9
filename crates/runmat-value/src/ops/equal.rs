//! `isequal`: equality of contents across classes.

use super::compare;
use super::complex::Real;
use crate::array::{C64, Element, NdArray, Text};
use crate::compare::same_function;
use crate::convert;
use crate::map::MapObject;
use crate::structs::StructArray;
use crate::value::{Value, decode};
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;
use std::sync::Arc;

/// Same size and contents; numbers, logicals and chars of any class compare by value. `nan_equal`: as
/// `isequaln`.
pub fn is_equal(a: &Value, b: &Value, nan_equal: bool) -> bool {
    let mut waiting = Waiting::new();
    let mut pair = (a, b);
    while level(pair.0, pair.1, nan_equal, &mut waiting) {
        match waiting.pop() {
            Some(next) => pair = next,
            None => return true,
        }
    }
    false
}

/// Pairs of containers still to be compared: depth of nesting costs no stack.
type Waiting<'a> = Vec<(&'a Value, &'a Value)>;

/// Compares elements, and leaves containers for later.
fn element<'a>(p: &'a Value, q: &'a Value, nan_equal: bool, waiting: &mut Waiting<'a>) -> bool {
    let container = |v: &Value| matches!(v, Value::Cell(_) | Value::Struct(_));
    if container(p) && container(q) {
        waiting.push((p, q));
        return true;
    }
    level(p, q, nan_equal, waiting)
}

fn level<'a>(a: &'a Value, b: &'a Value, nan_equal: bool, waiting: &mut Waiting<'a>) -> bool {
    use Value::*;
    match (a, b) {
        (Num(x), Num(y)) => same(*x, *y, nan_equal),
        (F64(x), F64(y)) => dense(x, y, nan_equal),
        (F32(x), F32(y)) => dense(x, y, nan_equal),
        (Chars(x), Chars(y)) => x == y,
        (Cell(x), Cell(y)) => cells(x, y, nan_equal, waiting),
        (Struct(x), Struct(y)) => structs(x, y, nan_equal, waiting),
        (Strings(x), _) | (_, Strings(x)) => strings(x, if let Strings(_) = a { b } else { a }, nan_equal),
        (Func(x), Func(y)) => Arc::ptr_eq(x, y) || same_function(x, y),
        (Map(x), Map(y)) => Arc::ptr_eq(x, y) || maps(x, y, nan_equal),
        (Exception(x), Exception(y)) => x.identifier == y.identifier && x.message == y.message,
        (Object(x), Object(y)) => x.class == y.class && structs(&x.fields, &y.fields, nan_equal, waiting),
        (Handle(x), Handle(y)) => Arc::ptr_eq(x, y),
        (Cleanup(x), Cleanup(y)) => Arc::ptr_eq(x, y),
        (Sparse(x), Sparse(y)) if !nan_equal || x.values().iter().all(|v| !v.is_nan()) => x == y,
        (SparseBool(x), SparseBool(y)) => x == y,
        _ => super::is_arithmetic(a) && super::is_arithmetic(b) && numbers(a, b, nan_equal),
    }
}

fn same<T: Real>(x: T, y: T, nan_equal: bool) -> bool {
    x == y || (nan_equal && x.is_nan() && y.is_nan())
}

fn dense<T: Real>(x: &NdArray<T>, y: &NdArray<T>, nan_equal: bool) -> bool {
    x.dims() == y.dims() && x.data().iter().zip(y.data()).all(|(&p, &q)| same(p, q, nan_equal))
}

fn numbers(a: &Value, b: &Value, nan_equal: bool) -> bool {
    if a.dims() != b.dims() {
        return false;
    }
    if a.is_sparse() && b.is_sparse() {
        return sparse(a, b, nan_equal);
    }
    if a.is_complex() || b.is_complex() {
        let (x, y) = (convert::complex_array(a), convert::complex_array(b));
        let nan = |z: C64| z.re.is_nan() || z.im.is_nan();
        return x.data().iter().zip(y.data()).all(|(&p, &q)| p == q || (nan_equal && nan(p) && nan(q)));
    }
    if a.class().is_integer() || b.class().is_integer() {
        let op = super::Op { op: BinaryOp::Eq, dialect: Dialect::Matlab };
        return match compare::dense(op, &convert::to_dense(a), &convert::to_dense(b)) {
            Ok(v) => bool::view(&v).is_some_and(|v| v.data().iter().all(|&x| x)),
            Err(_) => false,
        };
    }
    dense(&convert::real_array(a), &convert::real_array(b), nan_equal)
}

/// Both sparse, of classes that may differ: the stored elements in order.
fn sparse(a: &Value, b: &Value, nan_equal: bool) -> bool {
    let (x, y) = (super::sparse::complexes(a), super::sparse::complexes(b));
    let nan = |z: &C64| z.re.is_nan() || z.im.is_nan();
    x.col_start() == y.col_start()
        && x.row_index() == y.row_index()
        && x.values().iter().zip(y.values()).all(|(p, q)| p == q || (nan_equal && nan(p) && nan(q)))
}

fn cells<'a>(x: &'a NdArray<Value>, y: &'a NdArray<Value>, nan_equal: bool, waiting: &mut Waiting<'a>) -> bool {
    x.dims() == y.dims() && x.data().iter().zip(y.data()).all(|(p, q)| element(p, q, nan_equal, waiting))
}

fn structs<'a>(x: &'a StructArray, y: &'a StructArray, nan_equal: bool, waiting: &mut Waiting<'a>) -> bool {
    if x.dims() != y.dims() || x.names().len() != y.names().len() {
        return false;
    }
    let Some(places) = x.names().iter().map(|n| y.position(n)).collect::<Option<Vec<_>>>() else { return false };
    (0..x.len()).all(|k| places.iter().enumerate().all(|(f, &g)| element(x.at(k, f), y.at(k, g), nan_equal, waiting)))
}

fn maps(x: &MapObject, y: &MapObject, nan_equal: bool) -> bool {
    let copy = |m: &MapObject| m.entries.lock().unwrap().clone();
    let (p, q) = (copy(x), copy(y));
    p.len() == q.len() && p.iter().zip(&q).all(|((k, v), (l, w))| k == l && is_equal(v, w, nan_equal))
}

/// A string array with another, a char row, or a cell array of char rows. Missing equals missing only
/// for `isequaln`.
fn strings(x: &NdArray<Text>, other: &Value, nan_equal: bool) -> bool {
    let same_text = |p: &Text, q: &str| p.0.as_deref() == Some(q);
    match other {
        Value::Strings(y) => {
            x.dims() == y.dims() && x.data().iter().zip(y.data()).all(|(p, q)| p == q && (p.0.is_some() || nan_equal))
        }
        Value::Char(_) | Value::Chars(_) => {
            x.len() == 1 && other.dims().rows() <= 1 && same_text(&x.data()[0], &text(other))
        }
        Value::Cell(c) => {
            x.dims() == c.dims() && x.data().iter().zip(c.data()).all(|(p, v)| v.is_char() && same_text(p, &text(v)))
        }
        _ => false,
    }
}

fn text(v: &Value) -> String {
    match v {
        Value::Char(c) => decode(std::slice::from_ref(c)),
        Value::Chars(a) => decode(a.data()),
        _ => String::new(),
    }
}
