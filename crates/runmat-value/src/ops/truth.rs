//! Conditions: what counts as true.

use super::nan_to_logical;
use crate::class::Class;
use crate::convert;
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;

/// The condition of `if` and `while`: true when not empty and all elements are nonzero.
pub fn truth(v: &Value, dialect: Dialect) -> Result<bool> {
    match v {
        Value::Bool(b) => return Ok(*b),
        Value::Num(x) if !x.is_nan() => return Ok(*x != 0.0),
        _ => {}
    }
    if !super::is_arithmetic(v) {
        return no_condition(v, dialect);
    }
    if convert::has_nan(v) {
        return Err(nan_to_logical(dialect));
    }
    if v.is_complex() && !dialect.is_octave() {
        return Err(Error::new("MATLAB:nologicalcomplex", "Complex values cannot be converted to logicals."));
    }
    Ok(!v.is_empty() && all_nonzero(v))
}

fn all_nonzero(v: &Value) -> bool {
    match v {
        Value::Bools(a) => a.data().iter().all(|&x| x),
        Value::F64(a) => a.data().iter().all(|&x| x != 0.0),
        Value::Sparse(s) => s.nnz() == s.rows().saturating_mul(s.cols()),
        Value::SparseComplex(s) => s.nnz() == s.rows().saturating_mul(s.cols()),
        Value::SparseBool(s) => s.nnz() == s.rows().saturating_mul(s.cols()),
        _ => convert::nonzero(v).data().iter().all(|&x| x),
    }
}

/// Values without truth. Octave refuses cells only and takes the rest for false.
#[cold]
fn no_condition(v: &Value, dialect: Dialect) -> Result<bool> {
    match dialect {
        _ if matches!(v, Value::Device(_)) => Err(crate::device::not_at_hand()),
        Dialect::Octave if v.is_cell() => Err(Error::msg("invalid conversion from cell array to logical value")),
        Dialect::Octave => Ok(false),
        Dialect::Matlab => Err(Error::new(
            "MATLAB:invalidConversion",
            format!("Conversion to logical from {} is not possible.", v.class_name()),
        )),
    }
}

/// An operand of `&&` and `||`: in MATLAB a scalar, in Octave anything with truth.
pub fn truth_operand(v: &Value, _operator: &str, dialect: Dialect) -> Result<bool> {
    match v {
        Value::Bool(b) => return Ok(*b),
        Value::Num(x) if !x.is_nan() => return Ok(*x != 0.0),
        _ if dialect.is_octave() => return truth(v, dialect),
        _ => {}
    }
    if !v.is_scalar() || !super::is_arithmetic(v) || v.class() == Class::String {
        return Err(Error::new(
            "MATLAB:nonLogicalConditional",
            "Operands to the logical AND (&&) and OR (||) operators must be convertible to logical scalar values. \
             Use the ANY or ALL functions to reduce operands to logical scalar values.",
        ));
    }
    truth(v, dialect)
}
