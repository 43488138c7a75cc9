//! Two immediate scalars: no array, no allocation.

use super::integer::IntElement;
use crate::value::Value;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;

/// The result for two immediate scalars: of double, logical or char class, of one integer class, or of an
/// integer class and double. `None` where a special rule applies or a value is not immediate.
#[inline]
pub(super) fn immediate(op: BinaryOp, a: &Value, b: &Value, dialect: Dialect) -> Option<Value> {
    if a.is_heap() || b.is_heap() {
        return None;
    }
    match (number(a), number(b)) {
        (Some(x), Some(y)) => double(op, x, y, dialect),
        _ => integers(op, a, b, dialect),
    }
}

fn integers(op: BinaryOp, a: &Value, b: &Value, dialect: Dialect) -> Option<Value> {
    macro_rules! pairs {
        ($($v:ident)*) => {
            match (a, b) {
                $(
                    (Value::$v(x), Value::$v(y)) => integer(op, *x, *y),
                    (Value::$v(x), Value::Num(y)) => with_double(op, *x, *y, dialect),
                )*
                _ => None,
            }
        };
    }
    pairs!(I8 I16 I32 I64 U8 U16 U32 U64)
}

fn integer<T: IntElement>(op: BinaryOp, x: T, y: T) -> Option<Value> {
    use BinaryOp::*;
    Some(match op {
        Add => x.plus(y).scalar(),
        Sub => x.minus(y).scalar(),
        Times | MTimes => x.times(y).scalar(),
        RDivide | MRDivide => x.over(y).scalar(),
        Eq => Value::Bool(x == y),
        Ne => Value::Bool(x != y),
        Lt => Value::Bool(x < y),
        Le => Value::Bool(x <= y),
        Gt => Value::Bool(x > y),
        Ge => Value::Bool(x >= y),
        _ => return None,
    })
}

fn with_double<T: IntElement>(op: BinaryOp, x: T, y: f64, dialect: Dialect) -> Option<Value> {
    use BinaryOp::*;
    Some(match op {
        Add => x.plus_double(y, dialect).scalar(),
        Sub => x.minus_double(y, dialect).scalar(),
        Times | MTimes => x.times_double(y, dialect).scalar(),
        RDivide | MRDivide => x.over_double(y, dialect).scalar(),
        _ => return None,
    })
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
