//! Operators: class rules, broadcasting, elementwise kernels.
//!
//! Every operator first tries a pair of immediate scalars, then looks at the classes of its operands once
//! and runs one loop over slices.

mod arith;
pub mod broadcast;
pub mod compare;
pub mod complex;
mod diagonal;
pub mod equal;
pub mod integer;
pub mod kernels;
mod logic;
mod names;
mod owned;
pub mod power;
mod range;
mod scalar;
mod sparse;
pub mod strings;
mod transpose;
mod truth;
mod unary;
pub mod wide;

#[cfg(test)]
mod tests;

pub use equal::is_equal;
pub use names::octave_type_name;
pub use range::{loop_range, range};
pub use transpose::{flipped, transpose};
pub use truth::{truth, truth_operand};
pub use unary::unary;

use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, ErrorKind, Result};
use crate::structs::Name;
use crate::value::Value;
use arith::Arith;
use broadcast::Fault;
use kernels::Slot;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;
use std::sync::Arc;

/// Elementwise operators and comparisons; `* / \ ^` where an operand is scalar. Where they need matrix
/// algebra, [`is_matrix_op`] is true and this is an internal error.
pub fn binary(op: BinaryOp, a: &Value, b: &Value, dialect: Dialect) -> Result<Value> {
    if let Some(v) = scalar::immediate(op, a, b, dialect) {
        return Ok(v);
    }
    Op { op, dialect }.run(Slot::Ref(a), Slot::Ref(b))
}

/// [`binary`], storing the result in an operand that nobody else holds where class and size allow.
pub fn binary_owned(op: BinaryOp, mut a: Value, mut b: Value, dialect: Dialect) -> Result<Value> {
    if let Some(v) = scalar::immediate(op, &a, &b, dialect) {
        return Ok(v);
    }
    if owned::in_place(op, &mut a, &b) {
        return Ok(a);
    }
    if owned::in_place_right(op, &a, &mut b) {
        return Ok(b);
    }
    Op { op, dialect }.run(Slot::Own(&mut a), Slot::Own(&mut b))
}

/// Whether the operator needs the linear algebra library: `*` of two arrays, division by an array, a power
/// with an array. False for operands without such operators.
pub fn is_matrix_op(op: BinaryOp, a: &Value, b: &Value) -> bool {
    let needed = match op {
        BinaryOp::MTimes => !a.is_scalar() && !b.is_scalar(),
        BinaryOp::MRDivide => !b.is_scalar(),
        BinaryOp::MLDivide => !a.is_scalar(),
        BinaryOp::MPower => !a.is_scalar() || !b.is_scalar(),
        _ => false,
    };
    needed && is_arithmetic(a) && is_arithmetic(b)
}

/// Numeric, char or logical.
fn is_arithmetic(v: &Value) -> bool {
    let class = v.class();
    !v.is_undef() && (class.is_numeric() || matches!(class, Class::Logical | Class::Char))
}

/// An operator in its dialect.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Op {
    pub(crate) op: BinaryOp,
    pub(crate) dialect: Dialect,
}

impl Op {
    fn run(self, a: Slot, b: Slot) -> Result<Value> {
        use BinaryOp::*;
        let (x, y) = (a.value(), b.value());
        if matches!(x, Value::Strings(_)) || matches!(y, Value::Strings(_)) {
            return strings::binary(self, x, y);
        }
        if !is_arithmetic(x) || !is_arithmetic(y) {
            return self.identity(x, y).ok_or_else(|| self.undefined(x, y));
        }
        if is_matrix_op(self.op, x, y) {
            return Err(Error::internal(format!("'{}' needs matrix algebra", self.op.symbol())));
        }
        if x.is_sparse() || y.is_sparse() {
            return sparse::binary(self, x, y);
        }
        if let Some(v) = diagonal::binary(self, x, y) {
            return v;
        }
        if !self.dialect.is_octave()
            && let Some(v) = range::arithmetic(self.op, x, y)
        {
            return Ok(v);
        }
        match self.op {
            Eq | Ne | Lt | Le | Gt | Ge => compare::dense(self, x, y),
            And | Or | AndAnd | OrOr => logic::dense(self, x, y),
            _ => {
                let arith = Arith::of(self.op).expect("the operator is arithmetic");
                arith::dense(self, arith, a, b)
            }
        }
    }

    /// `==` and `~=` of function handles, and in MATLAB of handle objects: are they the same?
    fn identity(self, a: &Value, b: &Value) -> Option<Value> {
        let same = match (a, b) {
            (Value::Func(x), Value::Func(y)) => crate::compare::same_function(x, y),
            (Value::Handle(x), Value::Handle(y)) if !self.dialect.is_octave() => Arc::ptr_eq(x, y),
            (Value::Map(x), Value::Map(y)) if !self.dialect.is_octave() => Arc::ptr_eq(x, y),
            _ => return None,
        };
        match self.op {
            BinaryOp::Eq => Some(Value::Bool(same)),
            BinaryOp::Ne => Some(Value::Bool(!same)),
            _ => None,
        }
    }

    /// The operator as the dialect's messages write it.
    fn symbol(self) -> &'static str {
        if self.dialect.is_octave() && self.op == BinaryOp::Ne { "!=" } else { self.op.symbol() }
    }

    /// No such operator for these operands.
    #[cold]
    pub(crate) fn undefined(self, a: &Value, b: &Value) -> Error {
        let offender = if is_arithmetic(a) { b } else { a };
        Error::of(ErrorKind::BinaryUndefined {
            operator: Name::from(self.symbol()),
            left: a.class_name(),
            right: b.class_name(),
            left_type: names::operand_type_name(a),
            right_type: names::operand_type_name(b),
            offender: offender.class_name(),
        })
    }

    /// Integers of two classes.
    #[cold]
    pub(crate) fn mixed(self, a: &Value, b: &Value) -> Error {
        Error::of(ErrorKind::MixedIntegers {
            operator: Name::from(self.symbol()),
            left_type: names::operand_type_name(a),
            right_type: names::operand_type_name(b),
        })
    }

    /// The loop could not run.
    #[cold]
    pub(crate) fn fault(self, fault: Fault) -> Error {
        match fault {
            Fault::Sizes(left, right) => self.mismatch(left, right),
            Fault::Memory(dims) => too_large(dims, 8),
        }
    }

    /// Sizes that do not broadcast. Octave names the routine for some operators.
    #[cold]
    pub(crate) fn mismatch(self, left: Dims, right: Dims) -> Error {
        use BinaryOp::*;
        let operator = match self.op {
            _ if !self.dialect.is_octave() => self.op.symbol(),
            Times => "product",
            RDivide | LDivide => "quotient",
            Eq => "mx_el_eq",
            Ne => "mx_el_ne",
            Lt => "mx_el_lt",
            Le => "mx_el_le",
            Gt => "mx_el_gt",
            Ge => "mx_el_ge",
            And => "mx_el_and",
            Or => "mx_el_or",
            other => other.symbol(),
        };
        Error::of(ErrorKind::SizeMismatch { operator: Name::from(operator), left, right })
    }
}

/// An array of this size can't be held.
#[cold]
pub(crate) fn too_large(dims: Dims, width: usize) -> Error {
    let bytes = dims.iter().fold(width as u128, |n, &d| n.saturating_mul(d as u128));
    Error::of(ErrorKind::TooLarge { dims, bytes })
}

/// NaN where a truth value is needed.
#[cold]
pub(crate) fn nan_to_logical(dialect: Dialect) -> Error {
    match dialect {
        Dialect::Matlab => Error::new("MATLAB:nologicalnan", "NaN's cannot be converted to logicals."),
        Dialect::Octave => Error::msg("invalid conversion from NaN to logical"),
    }
}
