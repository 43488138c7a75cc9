//! `mod`, `rem`, and other functions of two real operands.

use super::pairs::{integer_class, integers, reals, with_integer, wrong_type};
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::integer::IntElement;
use runmat_value::ops::kernels::{Slot, Src};
use runmat_value::parallel::{self, Cost};
use runmat_value::{Class, Error, NdArray, Result, Value};

/// `x - y*floor(x/y)`, with the sign of `y`; `x` when `y` is 0.
pub fn modulo(x: f64, y: f64) -> f64 {
    if y == 0.0 {
        return x;
    }
    let r = if nearly_multiple(x, y) { 0.0 } else { x - y * (x / y).floor() };
    if x == y { r } else { signed(r, y) }
}

/// `x - y*fix(x/y)`, with the sign of `x`; NaN when `y` is 0.
pub fn remainder(x: f64, y: f64) -> f64 {
    if y == 0.0 {
        return f64::NAN;
    }
    let r = if nearly_multiple(x, y) { 0.0 } else { x - y * (x / y).trunc() };
    if x == y { r } else { signed(r, x) }
}

/// A fractional divisor of which the dividend is a multiple but for rounding.
fn nearly_multiple(x: f64, y: f64) -> bool {
    if y == y.round() {
        return false;
    }
    let q = x / y;
    let n = q.round();
    ((q - n) / n).abs() < f64::EPSILON
}

fn signed(r: f64, sign: f64) -> f64 {
    if r == 0.0 { 0.0_f64.copysign(sign) } else { r }
}

fn integer_modulo<T: IntElement>(x: T, y: T) -> T {
    let (p, q) = (x.to_i128(), y.to_i128());
    if q == 0 {
        return x;
    }
    let r = p % q;
    T::from_i128(if r != 0 && (r < 0) != (q < 0) { r + q } else { r })
}

fn integer_remainder<T: IntElement>(x: T, y: T) -> T {
    let (p, q) = (x.to_i128(), y.to_i128());
    if q == 0 { T::fill() } else { T::from_i128(p % q) }
}

/// Largest dividend for which the shortcut's way by whole numbers is exact.
const WHOLE: f64 = 9007199254740992.0;

/// Whether the quotient is so small that the dialects agree.
fn plain(x: f64, y: f64) -> bool {
    y != 0.0 && (x / y).abs() < WHOLE && y.abs() < f64::INFINITY
}

fn scalar_modulo(x: f64, y: f64) -> Option<f64> {
    if y > 0.0 && (0.0..WHOLE).contains(&x) && y == y.trunc() && x == x.trunc() && y < WHOLE {
        return Some(((x as u64) % (y as u64)) as f64);
    }
    if plain(x, y) { Some(modulo(x, y)) } else { None }
}

/// MATLAB's remainders are exact for large quotients, and infinite divisors leave the dividend as it is.
fn exact_modulo(x: f64, y: f64) -> f64 {
    if plain(x, y) || y == 0.0 {
        return modulo(x, y);
    }
    let r = x % y;
    if r != 0.0 && (r < 0.0) != (y < 0.0) { r + y } else { r }
}

fn exact_remainder(x: f64, y: f64) -> f64 {
    if plain(x, y) || y == 0.0 { remainder(x, y) } else { x % y }
}

fn scalar_remainder(x: f64, y: f64) -> Option<f64> {
    if plain(x, y) { Some(remainder(x, y)) } else { None }
}

/// Remainders of an array by a whole number, the quotient rounded by `floor` or else by `trunc`; `exact` is for
/// where MATLAB does not go by the quotient.
fn by_whole(cx: &mut CallCx<'_>, args: &mut [Value], floor: bool, exact: fn(f64, f64) -> f64) -> Option<Value> {
    let y = match args {
        [Value::F64(_) | Value::Range(_), Value::Num(y)] if *y == y.trunc() && *y != 0.0 && y.abs() < WHOLE => *y,
        _ => return None,
    };
    cx.charge(args[0].numel());
    let octave = cx.octave();
    let piece = |x: &mut [f64]| {
        if !octave && x.iter().any(|x| !plain(*x, y)) {
            return x.iter_mut().for_each(|x| *x = exact(*x, y));
        }
        parallel::wide(|| {
            for x in x {
                let q = *x / y;
                let r = *x - y * if floor { q.floor() } else { q.trunc() };
                let zero = if *x == y { 0.0 } else { 0.0_f64.copysign(if floor { y } else { *x }) };
                *x = if r == 0.0 { zero } else { r };
            }
        })
    };
    Some(match Slot::Own(&mut args[0]).doubles() {
        Src::View(v) => NdArray::new(v.dims(), parallel::edited(v.data(), Cost::Dear, piece)).into(),
        Src::Owned(mut a) => {
            let share = Cost::Dear.shares(a.len());
            parallel::pieces(a.data_mut(), parallel::PIECE, share, |_, x| piece(x));
            a.into()
        }
    })
}

fn modulo_kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if let Some(r) = by_whole(cx, args, true, exact_modulo) {
        return Ok(r);
    }
    check(cx, args)?;
    match class_of(cx, args)? {
        Some(class) => with_integer!(class, T => integers::<T>(cx, &args[0], &args[1], integer_modulo)),
        None if cx.octave() => pair(cx, args, modulo),
        None => pair(cx, args, exact_modulo),
    }
}

fn remainder_kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if let Some(r) = by_whole(cx, args, false, exact_remainder) {
        return Ok(r);
    }
    check(cx, args)?;
    match class_of(cx, args)? {
        Some(class) => with_integer!(class, T => integers::<T>(cx, &args[0], &args[1], integer_remainder)),
        None if cx.octave() => pair(cx, args, remainder),
        None => pair(cx, args, exact_remainder),
    }
}

/// Octave knows remainders of numeric classes only.
fn check(cx: &CallCx<'_>, args: &[Value]) -> Result<()> {
    for v in args {
        let class = v.class();
        let fine = if cx.octave() {
            class.is_numeric()
        } else {
            class.is_numeric() || class == Class::Logical || class == Class::Char
        };
        if v.is_undef() || !fine {
            return Err(wrong_type(cx, v));
        }
        if v.is_complex() {
            return Err(cx.fail(
                "MATLAB:mustBeReal",
                if cx.octave() { "not defined for complex numbers" } else { "Arguments must be real." },
            ));
        }
    }
    Ok(())
}

fn class_of(cx: &CallCx<'_>, args: &[Value]) -> Result<Option<Class>> {
    integer_class(&args[0], &args[1]).map_err(|()| {
        let (a, b) = (args[0].class_name(), args[1].class_name());
        if cx.octave() {
            Error::msg(format!("{}: cannot combine {a} and {b}", cx.name))
        } else {
            Error::new(
                "MATLAB:idivide:InputClassMismatch",
                "Integers can only be combined with integers of the same class, or scalar doubles.",
            )
        }
    })
}

/// Applies a function to the first two arguments.
pub fn pair(cx: &mut CallCx<'_>, args: &mut [Value], f: fn(f64, f64) -> f64) -> Result<Value> {
    let (mut a, mut b) = (args[0].take(), args[1].take());
    reals(cx, &mut a, &mut b, f)
}

fn atan2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    pair(cx, args, f64::atan2)
}

fn hypot(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    for v in args.iter_mut().filter(|v| v.is_complex()) {
        *v = lengths(v);
    }
    let mut r = pair(cx, args, f64::hypot)?;
    for v in &mut args[2..] {
        r = reals(cx, &mut r, v, f64::hypot)?;
    }
    Ok(r)
}

fn lengths(v: &Value) -> Value {
    use runmat_value::ops::complex::abs;
    match v {
        Value::C64(a) => a.map(|&z| abs(z)).into(),
        Value::C32(a) => a.map(|&z| abs(z)).into(),
        Value::SparseComplex(s) => Value::Sparse(s.map(|&z| abs(z)).into()),
        _ => v.clone(),
    }
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    Builtin::one("mod", (2, 2), modulo_kernel)
        .doc("mod(x, y): x - y.*floor(x./y), with the sign of y.\n    mod(-7, 3)")
        .scalar2(scalar_modulo),
    Builtin::one("rem", (2, 2), remainder_kernel)
        .doc("rem(x, y): x - y.*fix(x./y), with the sign of x.\n    rem(-7, 3)")
        .scalar2(scalar_remainder),
    Builtin::one("atan2", (2, 2), atan2)
        .doc("atan2(y, x): angle of the point (x, y).")
        .scalar2(|y, x| Some(y.atan2(x))),
    Builtin::one("hypot", (2, u16::MAX), hypot)
        .doc("hypot(x, y): sqrt(x.^2 + y.^2) without overflow.")
        .scalar2(|x, y| Some(x.hypot(y))),
];
