//! Two immediate scalars: no array, no allocation.

use crate::value::Value;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;

/// The result for scalars of double, logical or char class, where no special rule applies.
#[inline]
pub(super) fn immediate(op: BinaryOp, a: &Value, b: &Value, dialect: Dialect) -> Option<Value> {
    double(op, number(a)?, number(b)?, dialect)
}

#[inline(always)]
fn number(v: &Value) -> Option<f64> {
    match v {
        Value::Num(x) => Some(*x),
        Value::Bool(x) => Some(*x as u8 as f64),
        Value::Char(c) => Some(c.0 as f64),
        _ => None,
    }
}

#[inline]
fn double(op: BinaryOp, x: f64, y: f64, dialect: Dialect) -> Option<Value> {
    use BinaryOp::*;
    Some(match op {
        Add => Value::Num(x + y),
        Sub => Value::Num(x - y),
        Times | MTimes => Value::Num(x * y),
        RDivide | MRDivide => Value::Num(x / y),
        LDivide | MLDivide => Value::Num(y / x),
        Power | MPower if y == 2.0 => Value::Num(x * x),
        Power | MPower if x >= 0.0 || super::power::is_whole(y, dialect) => Value::Num(x.powf(y)),
        Eq => Value::Bool(x == y),
        Ne => Value::Bool(x != y),
        Lt => Value::Bool(x < y),
        Le => Value::Bool(x <= y),
        Gt => Value::Bool(x > y),
        Ge => Value::Bool(x >= y),
        And if !x.is_nan() && !y.is_nan() => Value::Bool(x != 0.0 && y != 0.0),
        Or if !x.is_nan() && !y.is_nan() => Value::Bool(x != 0.0 || y != 0.0),
        _ => return None,
    })
}
