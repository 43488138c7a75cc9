//! Identity of representation: same class, size, elements (NaN equals NaN bit for bit).

use crate::function::{FunctionHandle, HandleTarget};
use crate::value::Value;
use std::sync::Arc;

/// Same class, size and elements.
pub fn identical(a: &Value, b: &Value) -> bool {
    use Value::*;
    match (a, b) {
        (Undef, Undef) => true,
        (Num(x), Num(y)) => x.to_bits() == y.to_bits(),
        (Single(x), Single(y)) => x.to_bits() == y.to_bits(),
        (Bool(x), Bool(y)) => x == y,
        (Char(x), Char(y)) => x == y,
        (I8(x), I8(y)) => x == y,
        (I16(x), I16(y)) => x == y,
        (I32(x), I32(y)) => x == y,
        (I64(x), I64(y)) => x == y,
        (U8(x), U8(y)) => x == y,
        (U16(x), U16(y)) => x == y,
        (U32(x), U32(y)) => x == y,
        (U64(x), U64(y)) => x == y,
        (F64(x), F64(y)) => {
            x.dims() == y.dims() && x.data().iter().zip(y.data()).all(|(p, q)| p.to_bits() == q.to_bits())
        }
        (F32(x), F32(y)) => {
            x.dims() == y.dims() && x.data().iter().zip(y.data()).all(|(p, q)| p.to_bits() == q.to_bits())
        }
        (C64(x), C64(y)) => x == y,
        (C32(x), C32(y)) => x == y,
        (Bools(x), Bools(y)) => x == y,
        (Chars(x), Chars(y)) => x == y,
        (I8s(x), I8s(y)) => x == y,
        (I16s(x), I16s(y)) => x == y,
        (I32s(x), I32s(y)) => x == y,
        (I64s(x), I64s(y)) => x == y,
        (U8s(x), U8s(y)) => x == y,
        (U16s(x), U16s(y)) => x == y,
        (U32s(x), U32s(y)) => x == y,
        (U64s(x), U64s(y)) => x == y,
        (Range(x), Range(y)) => x == y,
        (Strings(x), Strings(y)) => x == y,
        (Cell(x), Cell(y)) => x == y,
        (Struct(x), Struct(y)) => x == y,
        (Func(x), Func(y)) => Arc::ptr_eq(x, y) || same_function(x, y),
        (Sparse(x), Sparse(y)) => x == y,
        (SparseComplex(x), SparseComplex(y)) => x == y,
        (SparseBool(x), SparseBool(y)) => x == y,
        (Map(x), Map(y)) => Arc::ptr_eq(x, y),
        (Exception(x), Exception(y)) => x.identifier == y.identifier && x.message == y.message,
        (Cleanup(x), Cleanup(y)) => Arc::ptr_eq(x, y),
        (Object(x), Object(y)) => x.class == y.class && x.fields == y.fields,
        (Handle(x), Handle(y)) => Arc::ptr_eq(x, y),
        (Device(x), Device(y)) => Arc::ptr_eq(x, y),
        (Boxed(x), Boxed(y)) => Arc::ptr_eq(x, y),
        _ => false,
    }
}

/// Two handles call the same function with the same captured values.
pub fn same_function(a: &FunctionHandle, b: &FunctionHandle) -> bool {
    match (&a.target, &b.target) {
        (HandleTarget::Named(x), HandleTarget::Named(y)) => x == y,
        (HandleTarget::Bound { code: x, .. }, HandleTarget::Bound { code: y, .. }) => Arc::ptr_eq(x, y),
        (
            HandleTarget::Anonymous { code: x, captures: p, .. },
            HandleTarget::Anonymous { code: y, captures: q, .. },
        ) => Arc::ptr_eq(x, y) && p.iter().zip(q.iter()).all(|(u, v)| identical(u, v)),
        _ => false,
    }
}
