//! Linear algebra: products, systems, factorisations, spectra, matrix functions.
//!
//! The numerics are in [`kernels`]; the modules beside it read arguments, choose a kernel and word
//! errors and warnings of both dialects.

pub mod factor;
pub mod functions;
pub mod kernels;
pub mod measures;
pub mod operand;
pub mod product;
pub mod shape;
pub mod solve;
pub mod sparse;
pub mod spectral;
pub mod structured;
#[cfg(test)]
mod tests;

use kernels::lu::Elimination;
use runmat_ignition::CallCx;
use runmat_value::ops::octave_type_name;
use runmat_value::{Class, Error, ErrorKind, Name, Value};

/// How the dialect eliminates.
fn elimination(cx: &CallCx<'_>) -> Elimination {
    if cx.octave() { Elimination::Summing } else { Elimination::Updating }
}

/// Operands for which an operator has no meaning.
fn undefined_operator(operator: &str, a: &Value, b: &Value) -> Error {
    let bad = |v: &Value| !matches!(v.class(), Class::Double | Class::Single | Class::Logical | Class::Char);
    let offender = if bad(a) { a.class_name() } else { b.class_name() };
    ErrorKind::BinaryUndefined {
        operator: Name::from(operator),
        left: a.class_name(),
        right: b.class_name(),
        left_type: octave_type_name(a),
        right_type: octave_type_name(b),
        offender,
    }
    .into()
}

/// Operands whose sizes do not fit.
fn misfit(operator: &str, a: &Value, b: &Value) -> Error {
    ErrorKind::InnerDimensions { operator: Name::from(operator), left: a.dims(), right: b.dims() }.into()
}

/// Whether a value may be an operand of matrix arithmetic: floating point, logical or char.
fn is_matrix_operand(v: &Value) -> bool {
    matches!(v.class(), Class::Double | Class::Single | Class::Logical | Class::Char)
}
