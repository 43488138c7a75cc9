//! Short cuts for single elements: no resolving, no allocation.

use super::subscript::place;
use crate::array::{Element, NdArray};
use crate::value::Value;
use std::sync::Arc;

/// Position of a one- or two-subscript scalar access inside the array.
#[inline]
fn position<T: Element>(a: &NdArray<T>, subs: &[Value]) -> Option<usize> {
    match subs {
        [Value::Num(i)] => place(*i).filter(|&k| k < a.len()),
        [Value::Num(i), Value::Num(j)] => {
            let (r, c) = (place(*i)?, place(*j)?);
            let dims = a.dims();
            let inside = dims.is_matrix() && r < dims.rows() && c < dims.cols();
            inside.then(|| c * dims.rows() + r)
        }
        _ => None,
    }
}

/// A single element of an array whose class has immediate scalars.
#[inline]
pub(super) fn get(base: &Value, subs: &[Value]) -> Option<Value> {
    macro_rules! read {
        ($($array:ident)*) => {
            match base {
                $(Value::$array(a) => position(a, subs).map(|k| a.data()[k].into()),)*
                Value::Range(r) => match subs {
                    [Value::Num(i)] => place(*i).filter(|&k| k < r.len()).map(|k| Value::Num(r.get(k))),
                    _ => None,
                },
                _ => None,
            }
        };
    }
    read!(F64 Bools Chars F32 I8s I16s I32s I64s U8s U16s U32s U64s)
}

/// The element `c{i}` or `c{i,j}`.
#[inline]
pub(super) fn cell<'a>(a: &'a NdArray<Value>, subs: &[Value]) -> Option<&'a Value> {
    position(a, subs).map(|k| &a.data()[k])
}

/// Replaces the element `c{i}` or `c{i,j}`, or appends one; gives the value back when it can't.
#[inline]
pub(super) fn set_cell(a: &mut Arc<NdArray<Value>>, subs: &[Value], x: Value) -> Option<Value> {
    if let Some(k) = position(a, subs) {
        Arc::make_mut(a).data_mut()[k] = x;
        return None;
    }
    if appends(a, subs) {
        Arc::make_mut(a).push(x);
        return None;
    }
    Some(x)
}

/// `x(end+1)` of a vector with at least two elements.
#[inline]
fn appends<T: Element>(a: &NdArray<T>, subs: &[Value]) -> bool {
    let [Value::Num(i)] = subs else { return false };
    a.len() > 1 && a.dims().is_vector() && *i == (a.len() + 1) as f64
}

#[inline]
fn put<T: Element + Copy>(a: &mut Arc<NdArray<T>>, subs: &[Value], x: T) -> bool {
    if let Some(k) = position(a, subs) {
        Arc::make_mut(a).put(k, x);
        return true;
    }
    if appends(a, subs) {
        Arc::make_mut(a).push(x);
        return true;
    }
    false
}

/// Writes a scalar of the array's own class into it or at its end. False: not such a case.
#[inline]
pub(super) fn set(base: &mut Value, subs: &[Value], rhs: &Value) -> bool {
    macro_rules! write {
        ($($array:ident $scalar:ident)*) => {
            match (base, rhs) {
                $((Value::$array(a), Value::$scalar(x)) => put(a, subs, *x),)*
                (Value::Cell(a), Value::Cell(x)) if x.len() == 1 => {
                    set_cell(a, subs, x.data()[0].clone()).is_none()
                }
                _ => false,
            }
        };
    }
    write!(F64 Num Bools Bool Chars Char F32 Single I8s I8 I16s I16 I32s I32 I64s I64 U8s U8 U16s U16 U32s U32 U64s U64)
}
