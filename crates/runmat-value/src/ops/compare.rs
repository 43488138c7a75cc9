//! Comparisons. Integers compare exactly with doubles and with each other; a single makes a double single.

use super::Op;
use super::broadcast::Fault;
use super::complex;
use super::kernels::{Slot, zip};
use crate::array::{C64, Char, Element, NdArray, View};
use crate::class::Class;
use crate::convert;
use crate::error::Result;
use crate::parallel::{self, Cost};
use crate::value::Value;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;
use std::cmp::Ordering;

/// Comparison of dense operands of numeric, char or logical class.
pub(crate) fn dense(ctx: Op, a: &Value, b: &Value) -> Result<Value> {
    let complex = a.is_complex() || b.is_complex();
    if complex && ctx.dialect.is_octave() && (a.class().is_integer() || b.class().is_integer()) {
        return Err(ctx.undefined(a, b));
    }
    let r = if complex { complexes(ctx, a, b) } else { alike(ctx.op, a, b).unwrap_or_else(|| mixed(ctx.op, a, b)) };
    r.map_err(|f| ctx.fault(f))
}

/// Both operands of one element type.
fn alike(op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value, Fault>> {
    fn run<T: Element + Copy + PartialOrd>(op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value, Fault>> {
        Some(ordered(op, T::view(a)?, T::view(b)?))
    }
    match a.class() {
        Class::Double => doubles(op, a, b).or_else(|| run::<f64>(op, a, b)),
        Class::Single => run::<f32>(op, a, b),
        Class::Logical => run::<bool>(op, a, b),
        Class::Char => run::<Char>(op, a, b),
        Class::Int8 => run::<i8>(op, a, b),
        Class::Int16 => run::<i16>(op, a, b),
        Class::Int32 => run::<i32>(op, a, b),
        Class::Int64 => run::<i64>(op, a, b),
        Class::Uint8 => run::<u8>(op, a, b),
        Class::Uint16 => run::<u16>(op, a, b),
        Class::Uint32 => run::<u32>(op, a, b),
        Class::Uint64 => run::<u64>(op, a, b),
        _ => None,
    }
}

/// A double array with a scalar or with an array of its size.
fn doubles(op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value, Fault>> {
    fn with(array: &NdArray<f64>, y: &[f64], f: impl Fn(f64, f64) -> bool + Copy + Sync) -> Value {
        let x = array.data();
        let out = parallel::build(x.len(), Cost::Cheap, |at, out| {
            let x = &x[at..at + out.room()];
            parallel::wide(|| match *y {
                [q] => out.extend(x.iter().map(|&p| f(p, q))),
                _ => out.extend(x.iter().zip(&y[at..]).map(|(&p, &q)| f(p, q))),
            });
        });
        NdArray::new(array.dims().clone(), out).into()
    }
    use BinaryOp::*;
    let (x, y, op) = match (a, b) {
        (Value::F64(x), Value::Num(q)) => (x, std::slice::from_ref(q), op),
        (Value::F64(x), Value::F64(y)) if x.dims() == y.dims() && x.len() > 1 => (x, y.data(), op),
        (Value::Num(p), Value::F64(y)) => {
            let turned = match op {
                Lt => Gt,
                Le => Ge,
                Gt => Lt,
                Ge => Le,
                other => other,
            };
            (y, std::slice::from_ref(p), turned)
        }
        _ => return None,
    };
    Some(Ok(match op {
        Eq => with(x, y, |p, q| p == q),
        Ne => with(x, y, |p, q| p != q),
        Lt => with(x, y, |p, q| p < q),
        Le => with(x, y, |p, q| p <= q),
        Gt => with(x, y, |p, q| p > q),
        _ => with(x, y, |p, q| p >= q),
    }))
}

fn ordered<T: Element + Copy + PartialOrd>(op: BinaryOp, a: View<T>, b: View<T>) -> Result<Value, Fault> {
    use BinaryOp::*;
    let r = match op {
        Eq => zip(a, b, |x, y| x == y),
        Ne => zip(a, b, |x, y| x != y),
        Lt => zip(a, b, |x, y| x < y),
        Le => zip(a, b, |x, y| x <= y),
        Gt => zip(a, b, |x, y| x > y),
        _ => zip(a, b, |x, y| x >= y),
    };
    Ok(r?.into_value())
}

/// Operands of different classes.
fn mixed(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Fault> {
    let wide = |c| matches!(c, Class::Int64 | Class::Uint64);
    let (ca, cb) = (a.class(), b.class());
    if wide(ca) || wide(cb) {
        return with_wide(op, a, b);
    }
    if (ca == Class::Single || cb == Class::Single) && !ca.is_integer() && !cb.is_integer() {
        return ordered(op, Slot::Ref(a).singles().view(), Slot::Ref(b).singles().view());
    }
    ordered(op, Slot::Ref(a).doubles().view(), Slot::Ref(b).doubles().view())
}

/// One operand is of a 64-bit class.
fn with_wide(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Fault> {
    let exact = |v: &Value| v.class().is_integer() || matches!(v.class(), Class::Logical | Class::Char);
    match (exact(a), exact(b)) {
        (true, true) => {
            by(op, &convert::exact_integers(a), &convert::exact_integers(b), |x: i128, y: i128| Some(x.cmp(&y)), a, b)
        }
        (true, false) => by(op, &convert::exact_integers(a), &convert::real_array(b).into_data(), integer_double, a, b),
        _ => by(
            op,
            &convert::real_array(a).into_data(),
            &convert::exact_integers(b),
            |x, y| integer_double(y, x).map(Ordering::reverse),
            a,
            b,
        ),
    }
}

/// Exact comparison of an integer with a double.
pub fn integer_double(x: i128, y: f64) -> Option<Ordering> {
    if y.is_nan() {
        return None;
    }
    const LIMIT: f64 = 1e30;
    if y.abs() > LIMIT {
        return Some(if y > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = y.floor();
    Some(x.cmp(&(whole as i128)).then(if y > whole { Ordering::Less } else { Ordering::Equal }))
}

fn accepts(op: BinaryOp, order: Option<Ordering>) -> bool {
    use BinaryOp::*;
    match op {
        Eq => order == Some(Ordering::Equal),
        Ne => order != Some(Ordering::Equal),
        Lt => order == Some(Ordering::Less),
        Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Gt => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// Comparison through an ordering function; the data are those of `a` and `b`, converted.
fn by<A: Copy + Sync, B: Copy + Sync>(
    op: BinaryOp,
    x: &[A],
    y: &[B],
    order: impl Fn(A, B) -> Option<Ordering> + Sync,
    a: &Value,
    b: &Value,
) -> Result<Value, Fault> {
    let (da, db) = (a.dims(), b.dims());
    let r = super::broadcast::zip((x, &da), (y, &db), |p, q| accepts(op, order(p, q)))?;
    Ok(crate::array::NdArray::new(r.0, r.1).into())
}

/// `==` on both parts; the order is that of the real parts (MATLAB), or of absolute value and angle.
fn complexes(ctx: Op, a: &Value, b: &Value) -> Result<Value, Fault> {
    use BinaryOp::*;
    if ctx.dialect == Dialect::Matlab && !matches!(ctx.op, Eq | Ne) {
        return mixed(ctx.op, &convert::real_part(a), &convert::real_part(b));
    }
    let single = a.class() == Class::Single || b.class() == Class::Single;
    let (mut x, mut y) = (convert::complex_array(a), convert::complex_array(b));
    if single {
        for z in x.data_mut().iter_mut().chain(y.data_mut()) {
            *z = C64::new(z.re as f32 as f64, z.im as f32 as f64);
        }
    }
    let (x, y) = (x.view(), y.view());
    let r = match ctx.op {
        Eq => zip(x, y, |p, q| p == q),
        Ne => zip(x, y, |p, q| p != q),
        op => {
            let (real_x, real_y) = (!a.is_complex(), !b.is_complex());
            zip(x, y, |p, q| accepts(op, complex_order(p, real_x, q, real_y)))
        }
    };
    Ok(r?.into_value())
}

/// Octave's order: absolute value, then angle in (−π, π], an angle of −π counting as π. The angle of an
/// operand that is real (`…_real`) counts as 0, whatever its sign.
pub fn complex_order(x: C64, x_real: bool, y: C64, y_real: bool) -> Option<Ordering> {
    let (p, q) = (complex::abs(x), complex::abs(y));
    match p.partial_cmp(&q)? {
        Ordering::Equal => {
            let angle = |z: C64, real: bool| match complex::arg(z) {
                _ if real => 0.0,
                a if a == -std::f64::consts::PI => -a,
                a => a,
            };
            angle(x, x_real).partial_cmp(&angle(y, y_real))
        }
        other => Some(other),
    }
}
