//! Linear algebra: products, systems, factorisations, spectra, matrix functions.
//!
//! The numerics are in [`kernels`]; the modules beside it read arguments, choose a kernel and word
//! errors and warnings of both dialects.

pub mod kernels;
pub mod measures;
pub mod operand;
pub mod product;
pub mod solve;
#[cfg(test)]
mod tests;

use runmat_ignition::{CallCx, Kernel};
use runmat_value::{Class, Error, ErrorKind, Name, Note, Result, Value};

/// Octave's name of a value's representation.
pub fn type_name(v: &Value) -> &'static str {
    match v {
        Value::Range(_) => return "range",
        Value::F64(a) if a.note() == Note::Diagonal => return "diagonal matrix",
        Value::F64(a) if a.note() == Note::Permutation => return "permutation matrix",
        Value::Sparse(_) => return "sparse matrix",
        Value::SparseComplex(_) => return "sparse complex matrix",
        Value::SparseBool(_) => return "sparse bool matrix",
        Value::Chars(a) if a.note() == Note::DoubleQuoted => return "string",
        Value::Struct(s) if s.len() == 1 => return "scalar struct",
        _ => {}
    }
    let names = |scalar, matrix| if v.is_scalar() { scalar } else { matrix };
    match (v.class(), v.is_complex()) {
        (Class::Double, false) => names("scalar", "matrix"),
        (Class::Double, true) => names("complex scalar", "complex matrix"),
        (Class::Single, false) => names("float scalar", "float matrix"),
        (Class::Single, true) => names("float complex scalar", "float complex matrix"),
        (Class::Logical, _) => names("bool", "bool matrix"),
        (Class::Int8, _) => names("int8 scalar", "int8 matrix"),
        (Class::Int16, _) => names("int16 scalar", "int16 matrix"),
        (Class::Int32, _) => names("int32 scalar", "int32 matrix"),
        (Class::Int64, _) => names("int64 scalar", "int64 matrix"),
        (Class::Uint8, _) => names("uint8 scalar", "uint8 matrix"),
        (Class::Uint16, _) => names("uint16 scalar", "uint16 matrix"),
        (Class::Uint32, _) => names("uint32 scalar", "uint32 matrix"),
        (Class::Uint64, _) => names("uint64 scalar", "uint64 matrix"),
        (Class::Char | Class::String, _) => "string",
        (Class::Cell, _) => "cell",
        (Class::Struct, _) => "struct",
        (Class::FunctionHandle, _) => "function handle",
        _ => "object",
    }
}

/// Operands for which an operator has no meaning.
fn undefined_operator(operator: &str, a: &Value, b: &Value) -> Error {
    let bad = |v: &Value| !matches!(v.class(), Class::Double | Class::Single | Class::Logical | Class::Char);
    let offender = if bad(a) { a.class_name() } else { b.class_name() };
    ErrorKind::BinaryUndefined {
        operator: Name::from(operator),
        left: a.class_name(),
        right: b.class_name(),
        left_type: type_name(a),
        right_type: type_name(b),
        offender,
    }
    .into()
}

/// Operands whose sizes do not fit.
fn misfit(operator: &str, a: &Value, b: &Value) -> Error {
    ErrorKind::InnerDimensions { operator: Name::from(operator), left: a.dims(), right: b.dims() }.into()
}

/// Calls an elementwise operator of the library.
fn elementwise(cx: &mut CallCx<'_>, function: &str, a: Value, b: Value) -> Result<Value> {
    let id = cx.library.operator(function);
    let library = cx.library.clone();
    match library.builtin(id).kernel {
        Kernel::One(kernel) => kernel(cx, &mut [a, b]),
        _ => Err(Error::internal(format!("{function} is no plain builtin"))),
    }
}

/// Whether a value may be an operand of matrix arithmetic: floating point, logical or char.
fn is_matrix_operand(v: &Value) -> bool {
    matches!(v.class(), Class::Double | Class::Single | Class::Logical | Class::Char)
}
