//! `+ - .* ./ .\` on dense operands.

use super::broadcast::Fault;
use super::complex::{self, Real};
use super::integer::IntElement;
use super::kernels::{Out, Slot, Src, zip, zip_left, zip_right, zip_same};
use super::{Op, power};
use crate::array::{C32, C64, Element};
use crate::class::Class;
use crate::convert;
use crate::error::Result;
use crate::value::Value;
use num_complex::Complex;
use runmat_syntax::Dialect;
use runmat_syntax::ast::BinaryOp;

/// What an elementwise arithmetic operator does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arith {
    Add,
    Sub,
    Mul,
    Div,
    LeftDiv,
    Power,
}

impl Arith {
    /// The elementwise meaning of an operator, also of `* / \ ^` with a scalar.
    pub(crate) fn of(op: BinaryOp) -> Option<Arith> {
        use BinaryOp::*;
        Some(match op {
            Add => Arith::Add,
            Sub => Arith::Sub,
            Times | MTimes => Arith::Mul,
            RDivide | MRDivide => Arith::Div,
            LDivide | MLDivide => Arith::LeftDiv,
            Power | MPower => Arith::Power,
            _ => return None,
        })
    }
}

/// Arithmetic on dense operands of numeric, char or logical class.
pub(crate) fn dense(ctx: Op, arith: Arith, a: Slot, b: Slot) -> Result<Value> {
    check_integers(ctx, a.value(), b.value())?;
    let (arith, a, b) = if arith == Arith::LeftDiv { (Arith::Div, b, a) } else { (arith, a, b) };
    let (ca, cb) = (a.value().class(), b.value().class());
    if ca.is_integer() || cb.is_integer() {
        return integers(ctx, arith, a, b, ca, cb);
    }
    let complex = a.value().is_complex() || b.value().is_complex();
    let single = ca == Class::Single || cb == Class::Single;
    if arith == Arith::Power {
        return power::floats(ctx, a, b, complex, single);
    }
    if !complex && !single && (ca == Class::Logical || cb == Class::Logical) {
        return logicals(ctx, arith, a, b);
    }
    floats(ctx, arith, a, b, complex, single)
}

fn floats(ctx: Op, arith: Arith, a: Slot, b: Slot, complex: bool, single: bool) -> Result<Value> {
    let r = match (complex, single) {
        (false, false) => real(arith, a.doubles(), b.doubles()),
        (false, true) => real(arith, a.singles(), b.singles()),
        (true, false) => match (a.value().is_complex(), b.value().is_complex()) {
            (true, true) => both_complex::<f64>(arith, a.src(), b.src()),
            (true, false) => complex_real::<f64>(arith, a.src(), b.doubles()),
            _ => real_complex::<f64>(arith, a.doubles(), b.src()),
        },
        (true, true) => match (a.value().is_complex(), b.value().is_complex()) {
            (true, true) => both_complex::<f32>(arith, single_complex(a), single_complex(b)),
            (true, false) => complex_real::<f32>(arith, single_complex(a), b.singles()),
            _ => real_complex::<f32>(arith, a.singles(), single_complex(b)),
        },
    };
    r.map_err(|f| ctx.fault(f))
}

/// A complex operand in single precision.
pub(crate) fn single_complex(a: Slot) -> Src<C32> {
    match a.value() {
        Value::C64(z) => Src::Owned(z.map(|z| C32::new(z.re as f32, z.im as f32))),
        _ => a.src(),
    }
}

/// Any operand as complex, in double precision.
pub(crate) fn to_complex(a: Slot) -> Src<C64> {
    match a.value() {
        Value::C64(_) => a.src(),
        other => Src::Owned(convert::complex_array(other)),
    }
}

fn real<T: Real>(arith: Arith, a: Src<T>, b: Src<T>) -> Result<Value, Fault> {
    let r = match arith {
        Arith::Add => zip_same(a, b, |x, y| x + y),
        Arith::Sub => zip_same(a, b, |x, y| x - y),
        Arith::Mul => zip_same(a, b, |x, y| x * y),
        _ => zip_same(a, b, |x, y| x / y),
    };
    Ok(r?.into_value())
}

/// Doubles and logicals, of which at least one is there: no copy of the logicals as doubles.
fn logicals(ctx: Op, arith: Arith, a: Slot, b: Slot) -> Result<Value> {
    fn number(x: bool) -> f64 {
        x as u8 as f64
    }
    macro_rules! by {
        ($f:expr) => {{
            match (bool::view(a.value()), bool::view(b.value())) {
                (Some(x), Some(y)) => zip(x, y, |x, y| $f(number(x), number(y))),
                (Some(x), None) => zip_right(Src::View(x), b.doubles(), |x, y| $f(number(x), y)),
                (None, Some(y)) => zip_left(a.doubles(), Src::View(y), |x, y| $f(x, number(y))),
                (None, None) => zip_same(a.doubles(), b.doubles(), $f),
            }
        }};
    }
    let r = match arith {
        Arith::Add => by!(|x: f64, y: f64| x + y),
        Arith::Sub => by!(|x: f64, y: f64| x - y),
        Arith::Mul => by!(|x: f64, y: f64| x * y),
        _ => by!(|x: f64, y: f64| x / y),
    };
    r.map(Out::into_value).map_err(|f| ctx.fault(f))
}

fn both_complex<T: Real>(arith: Arith, a: Src<Complex<T>>, b: Src<Complex<T>>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    let r = match arith {
        Arith::Add => zip_same(a, b, |x, y| Complex { re: x.re + y.re, im: x.im + y.im }),
        Arith::Sub => zip_same(a, b, |x, y| Complex { re: x.re - y.re, im: x.im - y.im }),
        Arith::Mul => zip_same(a, b, complex::mul),
        _ => zip_same(a, b, complex::div),
    };
    Ok(r?.narrowed())
}

fn complex_real<T: Real>(arith: Arith, a: Src<Complex<T>>, b: Src<T>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    let r = match arith {
        Arith::Add => zip_left(a, b, |x, y| Complex { re: x.re + y, im: x.im }),
        Arith::Sub => zip_left(a, b, |x, y| Complex { re: x.re - y, im: x.im }),
        Arith::Mul => zip_left(a, b, |x, y| Complex { re: x.re * y, im: x.im * y }),
        _ => zip_left(a, b, |x, y| Complex { re: x.re / y, im: x.im / y }),
    };
    Ok(r?.narrowed())
}

fn real_complex<T: Real>(arith: Arith, a: Src<T>, b: Src<Complex<T>>) -> Result<Value, Fault>
where
    Complex<T>: Element,
{
    let r = match arith {
        Arith::Add => zip_right(a, b, |x, y| Complex { re: x + y.re, im: y.im }),
        Arith::Sub => zip_right(a, b, |x, y| Complex { re: x - y.re, im: -y.im }),
        Arith::Mul => zip_right(a, b, |x, y| Complex { re: x * y.re, im: x * y.im }),
        _ => zip_right(a, b, |x, y| complex::div(Complex { re: x, im: T::ZERO }, y)),
    };
    Ok(r?.narrowed())
}

/// Integers go with their own class and with real numbers.
fn check_integers(ctx: Op, a: &Value, b: &Value) -> Result<()> {
    let (ca, cb) = (a.class(), b.class());
    if ca.is_integer() && cb.is_integer() && ca != cb {
        return Err(ctx.mixed(a, b));
    }
    if (ca.is_integer() && b.is_complex()) || (cb.is_integer() && a.is_complex()) {
        return Err(ctx.undefined(a, b));
    }
    Ok(())
}

fn integers(ctx: Op, arith: Arith, a: Slot, b: Slot, ca: Class, cb: Class) -> Result<Value> {
    macro_rules! dispatch {
        ($($class:ident $t:ty;)*) => {
            match if ca.is_integer() { ca } else { cb } {
                $(Class::$class => integer::<$t>(ctx, arith, a, b, ca == cb, ca.is_integer()),)*
                _ => unreachable!("one operand is of an integer class"),
            }
        };
    }
    dispatch! { Int8 i8; Int16 i16; Int32 i32; Int64 i64; Uint8 u8; Uint16 u16; Uint32 u32; Uint64 u64; }
}

/// `both`: the operands are of one class; else `left` tells where the integer is.
fn integer<T: IntElement>(ctx: Op, arith: Arith, a: Slot, b: Slot, both: bool, left: bool) -> Result<Value> {
    let d = ctx.dialect;
    let r = match (both, left) {
        (true, _) => alike::<T>(arith, a.src(), b.src()),
        (false, true) => with_double::<T>(arith, d, a.src(), b.doubles()),
        (false, false) => from_double::<T>(arith, d, a.doubles(), b.src()),
    };
    match r {
        Ok(r) => Ok(r.into_value()),
        Err(f) => Err(ctx.fault(f)),
    }
}

fn alike<T: IntElement>(arith: Arith, a: Src<T>, b: Src<T>) -> Result<Out<T>, Fault> {
    match arith {
        Arith::Add => zip_same(a, b, T::plus),
        Arith::Sub => zip_same(a, b, T::minus),
        Arith::Mul => zip_same(a, b, T::times),
        Arith::Div => zip_same(a, b, T::over),
        _ => zip_same(a, b, T::power),
    }
}

fn with_double<T: IntElement>(arith: Arith, d: Dialect, a: Src<T>, b: Src<f64>) -> Result<Out<T>, Fault> {
    match arith {
        Arith::Add => zip_left(a, b, |x: T, y| x.plus_double(y, d)),
        Arith::Sub => zip_left(a, b, |x: T, y| x.minus_double(y, d)),
        Arith::Mul => zip_left(a, b, |x: T, y| x.times_double(y, d)),
        Arith::Div => zip_left(a, b, |x: T, y| x.over_double(y, d)),
        _ => zip_left(a, b, |x: T, y| x.power_double(y)),
    }
}

fn from_double<T: IntElement>(arith: Arith, d: Dialect, a: Src<f64>, b: Src<T>) -> Result<Out<T>, Fault> {
    match arith {
        Arith::Add => zip_right(a, b, |x, y: T| y.plus_double(x, d)),
        Arith::Sub => zip_right(a, b, |x, y| T::double_minus(x, y, d)),
        Arith::Mul => zip_right(a, b, |x, y: T| y.times_double(x, d)),
        Arith::Div => zip_right(a, b, |x, y| T::double_over(x, y, d)),
        _ => zip_right(a, b, |x, y| T::double_power(x, y)),
    }
}
